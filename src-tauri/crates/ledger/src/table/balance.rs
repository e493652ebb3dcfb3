//! What is where: derived from movements, kept in the same transaction, never below zero in a physical
//! place.

use crate::table::column;
use crate::{Error, Transaction};
use domain::{ItemId, LocationId, LotId, Quantity};
use jiff::civil::Date;
use rusqlite::{Row, params};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Balance {
    pub location: LocationId,
    pub item: ItemId,
    pub lot: LotId,
    pub on_hand: Quantity,
    /// Pieces of a catch-weight item.
    pub pieces: i64,
    pub reserved: Quantity,
}

/// Which balance, by local rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Key {
    pub location: i64,
    pub item: i64,
    pub lot: i64,
}

/// One balance as the append step sees and changes it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Standing {
    pub on_hand: Quantity,
    pub pieces: i64,
    pub reserved: Quantity,
}

/// Stock that might be promised: of a released lot, in a physical place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stock {
    pub key: Key,
    pub location: LocationId,
    pub lot: LotId,
    pub on_hand: Quantity,
    pub reserved: Quantity,
    pub last_good_day: Option<Date>,
}

macro_rules! select {
    ($tail:literal) => {
        concat!(
            "SELECT p.id, i.id, l.id, b.on_hand, b.pieces, b.reserved ",
            "FROM balance b JOIN location p ON p.row = b.location_row JOIN item i ON i.row = b.item_row ",
            "JOIN lot l ON l.row = b.lot_row WHERE ",
            $tail
        )
    };
}
statements! {
    ON_HAND = "SELECT b.on_hand FROM balance b WHERE b.location_row = (SELECT row FROM location
               WHERE id = ?1) AND b.item_row = (SELECT row FROM item WHERE id = ?2)
               AND b.lot_row = (SELECT row FROM lot WHERE id = ?3)";
    ONE = select!("p.id = ?1 AND i.id = ?2 AND l.id = ?3");
    AT = select!("p.id = ?1 AND b.on_hand <> 0 ORDER BY i.sku COLLATE NOCASE, i.row, l.code,
                  l.row LIMIT 10000");
    /// First expired, first out: nobody knows the date first, no date printed last.
    OF_ITEM = select!("i.id = ?1 AND b.physical = 1 AND b.on_hand > 0
                       ORDER BY CASE l.expiry_kind WHEN 'not_known' THEN 0 WHEN 'none_printed' THEN 2
                       ELSE 1 END, l.expiry, l.row, p.code LIMIT 10000");
    INSIDE = "WITH RECURSIVE inside (row) AS (
                  SELECT row FROM location WHERE id = ?1
                  UNION SELECT l.row FROM inside JOIN location l ON l.parent_row = inside.row)
              SELECT p.id, i.id, l.id, b.on_hand, b.pieces, b.reserved
              FROM inside CROSS JOIN balance b JOIN location p ON p.row = b.location_row
              JOIN item i ON i.row = b.item_row JOIN lot l ON l.row = b.lot_row
              WHERE b.location_row = inside.row AND b.on_hand <> 0
              ORDER BY p.code, i.sku COLLATE NOCASE, l.code, l.row LIMIT 10000";
    STANDING = "SELECT on_hand, pieces, reserved FROM balance WHERE location_row = ?1 AND item_row = ?2
                AND lot_row = ?3";
    /// An upsert with a negative difference would fail the CHECK on the row proposed: first zero, then the
    /// change.
    SEED = "INSERT INTO balance (location_row, item_row, lot_row, physical) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT DO NOTHING";
    /// First expired, first out; of the same lot the shelf before the dock.
    STOCK_OF_ITEM = "SELECT b.location_row, b.lot_row, p.id, l.id, b.on_hand, b.reserved, l.expiry
                     FROM balance b JOIN lot l ON l.row = b.lot_row JOIN location p ON p.row = b.location_row
                     WHERE b.item_row = ?1 AND b.physical = 1 AND b.on_hand > 0 AND l.status = 'released'
                     ORDER BY CASE l.expiry_kind WHEN 'not_known' THEN 0 WHEN 'none_printed' THEN 2
                     ELSE 1 END, l.expiry, l.row, CASE p.purpose WHEN 'store' THEN 0
                     WHEN 'unassigned' THEN 1 ELSE 2 END, p.code LIMIT 10000";
    /// One row, or what is wanted is not free.
    RESERVE = "UPDATE balance SET reserved = reserved + ?4 WHERE location_row = ?1 AND item_row = ?2
               AND lot_row = ?3 AND physical = 1 AND on_hand - reserved >= ?4";
    UNRESERVE = "UPDATE balance SET reserved = reserved - ?4 WHERE location_row = ?1 AND item_row = ?2
                 AND lot_row = ?3 AND reserved >= ?4";
    CHANGE = "UPDATE balance SET on_hand = on_hand + ?4, pieces = pieces + ?5
              WHERE location_row = ?1 AND item_row = ?2 AND lot_row = ?3";
}

/// Zero where nothing ever was.
pub fn on_hand(tx: &Transaction, location: LocationId, item: ItemId, lot: LotId) -> Result<Quantity, Error> {
    let found = tx
        .one(ON_HAND, params![location.bytes(), item.bytes(), lot.bytes()], |row| column::quantity(row, 0))?;
    Ok(found.unwrap_or(Quantity::ZERO))
}

/// With pieces and what is reserved; `None` where nothing ever was.
pub fn one(
    tx: &Transaction,
    location: LocationId,
    item: ItemId,
    lot: LotId,
) -> Result<Option<Balance>, Error> {
    tx.one(ONE, params![location.bytes(), item.bytes(), lot.bytes()], read)
}

/// What stands directly at a location, by SKU and lot; nothing that is zero.
pub fn at(tx: &Transaction, location: LocationId) -> Result<Vec<Balance>, Error> {
    tx.all(AT, params![location.bytes()], read)
}

/// What stands at a location and in everything below it, by place, SKU and lot; at most 10,000 rows.
pub fn inside(tx: &Transaction, location: LocationId) -> Result<Vec<Balance>, Error> {
    tx.all(INSIDE, params![location.bytes()], read)
}

/// Where an item physically is: first expired first, unknown dates before all, undated after all.
pub fn of_item(tx: &Transaction, item: ItemId) -> Result<Vec<Balance>, Error> {
    tx.all(OF_ITEM, params![item.bytes()], read)
}

/// `None` where no row is yet.
pub(crate) fn standing(tx: &Transaction, key: Key) -> Result<Option<Standing>, Error> {
    tx.one(STANDING, params![key.location, key.item, key.lot], |row| {
        Ok(Standing {
            on_hand: column::quantity(row, 0)?,
            pieces: row.get(1)?,
            reserved: column::quantity(row, 2)?,
        })
    })
}

pub(crate) fn seed(tx: &Transaction, key: Key, is_physical: bool) -> Result<(), Error> {
    tx.run(SEED, params![key.location, key.item, key.lot, is_physical])?;
    Ok(())
}

pub(crate) fn change(tx: &Transaction, key: Key, millionths: i64, pieces: i64) -> Result<(), Error> {
    let changed = tx.run(CHANGE, params![key.location, key.item, key.lot, millionths, pieces])?;
    assert_eq!(changed, 1, "a balance is seeded before it is changed");
    Ok(())
}

/// First expired first; where it stands is still to be looked at.
pub(crate) fn stock_of_item(tx: &Transaction, item_row: i64) -> Result<Vec<Stock>, Error> {
    tx.all(STOCK_OF_ITEM, params![item_row], |row| {
        Ok(Stock {
            key: Key { location: row.get(0)?, item: item_row, lot: row.get(1)? },
            location: LocationId(column::uuid(row, 2)?),
            lot: LotId(column::uuid(row, 3)?),
            on_hand: column::quantity(row, 4)?,
            reserved: column::quantity(row, 5)?,
            last_good_day: column::maybe_date(row, 6)?,
        })
    })
}

/// # Panics
/// When that much is not free: whoever promises has looked, in this very transaction.
pub(crate) fn reserve(tx: &Transaction, key: Key, quantity: Quantity) -> Result<(), Error> {
    assert!(quantity.is_positive(), "nothing is no promise");
    let changed = tx.run(RESERVE, params![key.location, key.item, key.lot, quantity.millionths()])?;
    assert_eq!(changed, 1, "only what is free is promised");
    Ok(())
}

/// # Panics
/// When less than that was promised: a reservation ends once.
pub(crate) fn unreserve(tx: &Transaction, key: Key, quantity: Quantity) -> Result<(), Error> {
    let changed = tx.run(UNRESERVE, params![key.location, key.item, key.lot, quantity.millionths()])?;
    assert_eq!(changed, 1, "what was promised is in the balance until its end");
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Balance> {
    Ok(Balance {
        location: LocationId(column::uuid(row, 0)?),
        item: ItemId(column::uuid(row, 1)?),
        lot: LotId(column::uuid(row, 2)?),
        on_hand: column::quantity(row, 3)?,
        pieces: row.get(4)?,
        reserved: column::quantity(row, 5)?,
    })
}
