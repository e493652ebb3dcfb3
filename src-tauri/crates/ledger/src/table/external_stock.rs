//! A vendor's stock with its age: kept beside the book, never part of it.

use crate::table::{column, item};
use crate::{Error, Transaction};
use domain::{ItemId, Quantity};
use rusqlite::{Row, params};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalStock {
    pub vendor: String,
    pub item: ItemId,
    /// The vendor's own place, by its id.
    pub place: String,
    pub quantity: Quantity,
    /// As the vendor wrote it, which may be finer.
    pub vendor_text: String,
    pub as_of_ms: i64,
}

macro_rules! select {
    ($tail:literal) => {
        concat!(
            "SELECT s.vendor, i.id, s.place, s.quantity, s.vendor_text, s.as_of_ms FROM external_stock s
             JOIN item i ON i.row = s.item_row WHERE ",
            $tail
        )
    };
}
statements! {
    OF_ITEM = select!("s.vendor = ?1 AND i.id = ?2 ORDER BY s.place LIMIT 1000");
    OF_VENDOR = select!("s.vendor = ?1 ORDER BY i.sku, s.item_row, s.place LIMIT ?2");
    PUT = "INSERT INTO external_stock (vendor, item_row, place, quantity, vendor_text, as_of_ms)
           VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (vendor, item_row, place)
           DO UPDATE SET quantity = excluded.quantity, vendor_text = excluded.vendor_text,
           as_of_ms = excluded.as_of_ms";
    DROP_OLDER = "DELETE FROM external_stock WHERE vendor = ?1 AND as_of_ms < ?2";
}

/// New, or in the place of the figure before.
pub fn put(tx: &Transaction, stock: &ExternalStock) -> Result<(), Error> {
    let item_row = item::row(tx, stock.item)?;
    let ExternalStock { vendor, place, quantity, vendor_text, as_of_ms, .. } = stock;
    tx.run(PUT, params![vendor, item_row, place, quantity.millionths(), vendor_text, as_of_ms])?;
    Ok(())
}

pub fn of_item(tx: &Transaction, vendor: &str, item: ItemId) -> Result<Vec<ExternalStock>, Error> {
    tx.all(OF_ITEM, params![vendor, item.bytes()], read)
}

pub fn of_vendor(tx: &Transaction, vendor: &str, limit: u32) -> Result<Vec<ExternalStock>, Error> {
    tx.all(OF_VENDOR, params![vendor, limit], read)
}

/// After a complete read: figures it did not renew stand there no longer. The count of those.
pub fn drop_older(tx: &Transaction, vendor: &str, than_ms: i64) -> Result<usize, Error> {
    tx.run(DROP_OLDER, params![vendor, than_ms])
}

fn read(row: &Row<'_>) -> rusqlite::Result<ExternalStock> {
    Ok(ExternalStock {
        vendor: row.get(0)?,
        item: ItemId(column::uuid(row, 1)?),
        place: row.get(2)?,
        quantity: column::quantity(row, 3)?,
        vendor_text: row.get(4)?,
        as_of_ms: row.get(5)?,
    })
}
