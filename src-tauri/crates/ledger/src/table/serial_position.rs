//! Where each serial is now: derived from movements, one place each.

use crate::table::column;
use crate::{Error, Transaction};
use domain::location::LocationKind;
use domain::{ItemId, LocationId, LotId};
use rusqlite::params;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    pub location: LocationId,
    pub lot: LotId,
    pub is_physical: bool,
}

statements! {
    FIND = "SELECT p.id, l.id, p.kind FROM serial_position s JOIN location p ON p.row = s.location_row
            JOIN lot l ON l.row = s.lot_row WHERE s.item_row = (SELECT row FROM item WHERE id = ?1)
            AND s.serial = ?2";
    /// All pieces of the item are looked at: few have so many that it takes long.
    AT = "SELECT s.serial, l.id FROM serial_position s JOIN lot l ON l.row = s.lot_row
          WHERE s.item_row = (SELECT row FROM item WHERE id = ?1)
          AND s.location_row = (SELECT row FROM location WHERE id = ?2) ORDER BY s.serial LIMIT ?3";
    PUT = "INSERT INTO serial_position (item_row, serial, location_row, lot_row) VALUES (?1, ?2, ?3, ?4)
           ON CONFLICT (item_row, serial) DO UPDATE SET location_row = excluded.location_row,
           lot_row = excluded.lot_row";
}

/// `None` for a serial never seen. Places outside (a customer) are positions too.
pub fn find(tx: &Transaction, item: ItemId, serial: &str) -> Result<Option<Position>, Error> {
    tx.one(FIND, params![item.bytes(), serial], |row| {
        let kind = column::word(row, 2, LocationKind::from_text)?;
        Ok(Position {
            location: LocationId(column::uuid(row, 0)?),
            lot: LotId(column::uuid(row, 1)?),
            is_physical: kind.is_physical(),
        })
    })
}

/// The pieces of an item at one place with their lots, by serial.
pub fn at(
    tx: &Transaction,
    item: ItemId,
    location: LocationId,
    limit: u32,
) -> Result<Vec<(String, LotId)>, Error> {
    tx.all(AT, params![item.bytes(), location.bytes(), limit], |row| {
        Ok((row.get(0)?, LotId(column::uuid(row, 1)?)))
    })
}

pub(crate) fn put(tx: &Transaction, serial: &str, key: crate::table::balance::Key) -> Result<(), Error> {
    tx.run(PUT, params![key.item, serial, key.location, key.lot])?;
    Ok(())
}
