//! Lots: item, code as printed, maker; and the two lots without a code that an item may have.

use crate::table::{column, item};
use crate::{Error, Transaction};
use domain::certificate::Certificate;
use domain::expiry::Expiry;
use domain::lot::{Lot, LotKind, LotStatus};
use domain::{EntryId, ItemId, LocationId, LotId};
use rusqlite::types::Type;
use rusqlite::{Row, params};

macro_rules! select {
    ($tail:literal) => {
        concat!(
            "SELECT l.id, i.id, l.kind, l.code, l.maker, l.expiry_kind, l.expiry, l.made_on, l.status,
             l.ours ",
            "FROM lot l JOIN item i ON i.row = l.item_row WHERE ",
            $tail
        )
    };
}
statements! {
    BY_ID = select!("l.id = ?1");
    BY_CODE = select!("i.id = ?1 AND l.kind = 'coded' AND l.code = ?2 ORDER BY l.row LIMIT 100");
    BY_KIND = select!("i.id = ?1 AND l.kind = ?2 AND l.code = '' ORDER BY l.maker, l.row LIMIT 1");
    ANYWHERE = select!("l.code = ?1 AND l.code <> '' ORDER BY l.row LIMIT 100");
    OF_ITEM = select!("i.id = ?1 ORDER BY l.row DESC LIMIT ?2");
    INSERT = "INSERT INTO lot (id, item_row, kind, code, maker, expiry_kind, expiry, made_on, status, ours,
              made_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    INSERT_SECOND = "INSERT INTO lot (id, item_row, kind, code, maker, expiry_kind, expiry, made_on, status, ours,
              made_at_ms, ordinal) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,
              (SELECT coalesce(max(l.ordinal), 0) + 1 FROM lot l
               WHERE l.item_row = ?2 AND l.kind = ?3 AND l.code = ?4 AND l.maker = ?5))";
    /// Whoever made them: vendors know no makers.
    NTH_OF_CODE = "SELECT count(*) FROM lot l JOIN lot o ON o.item_row = l.item_row AND o.kind = l.kind
                   AND o.code = l.code AND o.row <= l.row WHERE l.id = ?1";
    CERTIFICATE = "SELECT certificate_link FROM lot WHERE id = ?1";
    SET_CERTIFICATE = "UPDATE lot SET certificate_link = ?2 WHERE id = ?1 AND kind = 'coded'";
    SET_EXPIRY = "UPDATE lot SET expiry_kind = ?2, expiry = ?3 WHERE id = ?1 AND expiry_kind = 'not_known'";
    NOTE_DATED = "UPDATE lot SET dated_by = ?2 WHERE id = ?1 AND expiry_kind <> 'not_known'
                  AND (SELECT i.expiry_rule FROM item i WHERE i.row = lot.item_row) = 'asked'";
    /// Unless goods that came, or were counted, since then stand for the same date, or the date was moved.
    FORGET_DATE = "UPDATE lot SET expiry_kind = 'not_known', expiry = NULL, dated_by = NULL WHERE dated_by = ?1
                   AND NOT EXISTS (SELECT 1 FROM lot_change c WHERE c.lot_row = lot.row
                   AND c.expiry_before IS NOT NULL)
                   AND NOT EXISTS (SELECT 1 FROM movement m JOIN entry e ON e.row = m.entry_row
                   WHERE m.lot_row = lot.row AND e.row > (SELECT d.row FROM entry d WHERE d.id = ?1)
                   AND m.kind IN ('receive', 'produce', 'return', 'adjust', 'count') AND e.reverses IS NULL
                   AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id))";
    INSIDE = "WITH RECURSIVE inside (row) AS (
                  SELECT row FROM location WHERE id = ?1
                  UNION SELECT p.row FROM inside JOIN location p ON p.parent_row = inside.row)
              SELECT l.id, i.id, l.kind, l.code, l.maker, l.expiry_kind, l.expiry, l.made_on, l.status, l.ours
              FROM lot l JOIN item i ON i.row = l.item_row WHERE l.row IN (
                  SELECT b.lot_row FROM inside CROSS JOIN balance b
                  WHERE b.location_row = inside.row AND b.on_hand <> 0 AND b.physical = 1)
              AND l.kind = 'coded' ORDER BY l.code, l.row LIMIT ?2";
    WITHOUT_LOTS_INSIDE = "WITH RECURSIVE inside (row) AS (
                  SELECT row FROM location WHERE id = ?1
                  UNION SELECT p.row FROM inside JOIN location p ON p.parent_row = inside.row)
              SELECT DISTINCT i.id FROM inside CROSS JOIN balance b JOIN lot l ON l.row = b.lot_row
              JOIN item i ON i.row = b.item_row WHERE b.location_row = inside.row AND b.on_hand <> 0
              AND b.physical = 1 AND l.kind <> 'coded' ORDER BY i.sku LIMIT 1000";
    OWN_COUNT = "SELECT count(*) FROM lot l JOIN item i ON i.row = l.item_row
                 WHERE i.id = ?1 AND l.kind = 'coded' AND l.ours = 1 AND l.code >= ?2
                 AND l.code < ?2 || char(1114111)";
}

pub fn by_id(tx: &Transaction, id: LotId) -> Result<Option<Lot>, Error> {
    tx.one(BY_ID, params![id.bytes()], read)
}

/// Exactly as printed; several when several makers use the same code.
pub fn by_code(tx: &Transaction, item: ItemId, code: &str) -> Result<Vec<Lot>, Error> {
    tx.all(BY_CODE, params![item.bytes(), code], read)
}

/// Of any item, exactly as printed.
pub fn anywhere(tx: &Transaction, code: &str) -> Result<Vec<Lot>, Error> {
    tx.all(ANYWHERE, params![code], read)
}

/// The newest first.
pub fn of_item(tx: &Transaction, item: ItemId, limit: u32) -> Result<Vec<Lot>, Error> {
    tx.all(OF_ITEM, params![item.bytes(), limit], read)
}

/// The item's lot `none`; made as `new_id` when it has none yet.
pub fn none_of(tx: &Transaction, item: ItemId, new_id: LotId, now_ms: i64) -> Result<Lot, Error> {
    without_code(tx, LotKind::None, Expiry::NonePrinted, (item, new_id), now_ms)
}

/// The item's lot `not known`; made as `new_id` when it has none yet.
pub fn not_known_of(tx: &Transaction, item: ItemId, new_id: LotId, now_ms: i64) -> Result<Lot, Error> {
    without_code(tx, LotKind::NotKnown, Expiry::NotKnown, (item, new_id), now_ms)
}

fn without_code(
    tx: &Transaction,
    kind: LotKind,
    expiry: Expiry,
    (item, id): (ItemId, LotId),
    now_ms: i64,
) -> Result<Lot, Error> {
    if let Some(lot) = tx.one(BY_KIND, params![item.bytes(), kind.text()], read)? {
        return Ok(lot);
    }
    let (code, maker) = (String::new(), String::new());
    let lot =
        Lot { id, item, kind, code, maker, expiry, made_on: None, status: LotStatus::Released, ours: false };
    insert(tx, &lot, now_ms)?;
    Ok(lot)
}

/// # Errors
/// [`Error::Rule`] when the item has a lot of that code and maker already.
pub fn insert(tx: &Transaction, lot: &Lot, now_ms: i64) -> Result<(), Error> {
    insert_by(INSERT, tx, lot, now_ms)
}

/// Another lot beside those of the same code and maker, which somebody said it is; their dates tell them apart.
pub fn insert_second(tx: &Transaction, lot: &Lot, now_ms: i64) -> Result<(), Error> {
    insert_by(INSERT_SECOND, tx, lot, now_ms)
}

fn insert_by(statement: &'static str, tx: &Transaction, lot: &Lot, now_ms: i64) -> Result<(), Error> {
    let item_row = item::row(tx, lot.item)?;
    let expiry = lot.expiry.last_good_day().map(|date| date.to_string());
    let made_on = lot.made_on.map(|date| date.to_string());
    tx.run(
        statement,
        params![
            lot.id.bytes(),
            item_row,
            lot.kind.text(),
            lot.code,
            lot.maker,
            lot.expiry.kind(),
            expiry,
            made_on,
            lot.status.text(),
            lot.ours,
            now_ms
        ],
    )?;
    Ok(())
}

/// What a vendor calls it: the printed code, with a number behind it from the second lot of the item on that carries
/// the same one. A vendor tells lots apart by their code alone.
pub fn vendor_code(tx: &Transaction, lot: &Lot) -> Result<String, Error> {
    let nth: i64 = tx.one(NTH_OF_CODE, params![lot.id.bytes()], |row| row.get(0))?.unwrap_or(1);
    Ok(if nth > 1 { format!("{} ({nth})", lot.code) } else { lot.code.clone() })
}

/// Where its certificate of analysis is found.
pub fn certificate(tx: &Transaction, id: LotId) -> Result<Option<Certificate>, Error> {
    Ok(tx.one(CERTIFICATE, params![id.bytes()], |row| maybe_certificate(row, 0))?.flatten())
}

/// `None` takes it away.
///
/// # Errors
/// [`Error::Missing`] where there is no lot of that identity with a code.
pub fn set_certificate(tx: &Transaction, id: LotId, to: Option<&Certificate>) -> Result<(), Error> {
    match tx.run(SET_CERTIFICATE, params![id.bytes(), to.map(Certificate::text)])? {
        0 => Err(Error::missing("lot", id)),
        _ => Ok(()),
    }
}

fn maybe_certificate(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<Certificate>> {
    let text: Option<String> = row.get(index)?;
    text.map(|text| {
        Certificate::parse(&text).map_err(|_| column::unfit(index, Type::Text, column::Unfit(text)))
    })
    .transpose()
}

/// What somebody read on the pack of a lot whose date nobody knew.
///
/// # Errors
/// [`Error::ExpiryKnown`] when a date, a month or "none printed" stands there already.
pub fn set_expiry(tx: &Transaction, id: LotId, expiry: Expiry) -> Result<(), Error> {
    let date = expiry.last_good_day().map(|date| date.to_string());
    match tx.run(SET_EXPIRY, params![id.bytes(), expiry.kind(), date])? {
        0 if by_id(tx, id)?.is_none() => Err(Error::missing("lot", id)),
        0 => Err(Error::ExpiryKnown { lot: id }),
        _ => Ok(()),
    }
}

/// The date that stands was said by the goods of this entry, which may still be to come. Nothing is noted where the
/// item has no date, or nobody knows it.
pub fn note_dated(tx: &Transaction, id: LotId, by: EntryId) -> Result<(), Error> {
    tx.run(NOTE_DATED, params![id.bytes(), by.bytes()])?;
    Ok(())
}

/// The entry was undone: dates that only it said are not known any more.
pub fn forget_dates(tx: &Transaction, by: EntryId) -> Result<(), Error> {
    tx.run(FORGET_DATE, params![by.bytes()])?;
    Ok(())
}

/// The coded lots that stand at a place and in everything below it, by code; `limit` and one more at most.
pub fn inside(tx: &Transaction, location: LocationId, limit: u32) -> Result<Vec<Lot>, Error> {
    tx.all(INSIDE, params![location.bytes(), limit + 1], read)
}

/// Items that stand there without a lot code: their goods cannot be held by lot.
pub fn items_without_lots_inside(tx: &Transaction, location: LocationId) -> Result<Vec<ItemId>, Error> {
    tx.all(WITHOUT_LOTS_INSIDE, params![location.bytes()], |row| Ok(ItemId(column::uuid(row, 0)?)))
}

/// How many lots we made for this item begin with `prefix`, the pattern up to its `{n}`.
pub fn own_count_today(tx: &Transaction, item: ItemId, prefix: &str) -> Result<i64, Error> {
    Ok(tx.one(OWN_COUNT, params![item.bytes(), prefix], |row| row.get(0))?.unwrap_or(0))
}

fn read(row: &Row<'_>) -> rusqlite::Result<Lot> {
    let expiry_kind: String = row.get(5)?;
    let expiry = Expiry::from_parts(&expiry_kind, column::maybe_date(row, 6)?)
        .ok_or_else(|| column::unfit(5, Type::Text, column::Unfit(expiry_kind)))?;
    Ok(Lot {
        id: LotId(column::uuid(row, 0)?),
        item: ItemId(column::uuid(row, 1)?),
        kind: column::word(row, 2, LotKind::from_text)?,
        code: row.get(3)?,
        maker: row.get(4)?,
        expiry,
        made_on: column::maybe_date(row, 7)?,
        status: column::word(row, 8, LotStatus::from_text)?,
        ours: row.get(9)?,
    })
}
