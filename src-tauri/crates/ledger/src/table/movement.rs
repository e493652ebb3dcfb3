//! Goods that went from one place to another: the lines of an entry. Written by [`entry::append`] alone, for
//! ever.
//!
//! [`entry::append`]: crate::table::entry::append

use crate::table::column;
use crate::{Error, Transaction};
use domain::entry::{Before, Evidence, MovementKind, NewMovement, Reason};
use domain::{DocumentLineId, EntryId, ItemId, LocationId, LotId, Quantity};
use rusqlite::{Row, params};
use serde::{Deserialize, Serialize};
use std::ops::ControlFlow;

/// A moment of the book: all movements up to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BookMark(pub(crate) i64);

/// The local rows a movement points at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rows {
    pub item: i64,
    pub lot: i64,
    pub from: i64,
    pub to: i64,
    pub line: Option<i64>,
}

statements! {
    INSERT = "INSERT INTO movement (entry_row, line, kind, item_row, lot_row, serial, from_row, to_row,
              quantity, pieces, reason, evidence, line_row, reading, from_before, to_before)
              VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)";
    OF_ENTRY = "SELECT m.kind, i.id, l.id, m.serial, f.id, t.id, m.quantity, m.pieces, m.reason, m.evidence,
                d.id, m.reading, m.from_before, m.to_before FROM movement m JOIN item i ON i.row = m.item_row
                JOIN lot l ON l.row = m.lot_row JOIN location f ON f.row = m.from_row
                JOIN location t ON t.row = m.to_row LEFT JOIN document_line d ON d.row = m.line_row
                WHERE m.entry_row = ?1 ORDER BY m.line LIMIT 100000";
    /// What only put the book right is no movement of goods.
    UNDONE_SINCE = "SELECT 1 FROM location p CROSS JOIN movement m CROSS JOIN entry e WHERE p.id = ?1
                    AND m.lot_row = (SELECT row FROM lot WHERE id = ?2) AND (m.to_row = p.row OR m.from_row = p.row)
                    AND m.row > ?3 AND m.kind = 'reversal' AND e.row = m.entry_row
                    AND EXISTS (SELECT 1 FROM entry r JOIN movement o ON o.entry_row = r.row WHERE r.id = e.reverses
                    AND (o.row <= ?3 OR r.happened_at_ms <= ?4) AND o.lot_row = m.lot_row
                    AND o.from_row = m.to_row AND o.to_row = m.from_row AND o.serial IS m.serial
                    AND o.kind NOT IN ('count', 'initial') AND o.reason <> 'book_was_short')
                    ORDER BY m.row DESC LIMIT 1";
    NEWEST = "SELECT coalesce(max(row), 0) FROM movement";
    NEWEST_OF = "SELECT m.row FROM entry e JOIN movement m ON m.entry_row = e.row WHERE e.id = ?1
                 ORDER BY m.row DESC LIMIT 1";
    /// The newest first, to be read as far back as is needed.
    OF_LOT_AT = "SELECT e.recorded_at_ms, e.happened_at_ms, m.to_row = p.row, m.quantity, m.pieces,
                 m.kind NOT IN ('count', 'initial') AND m.reason <> 'book_was_short' AND NOT (m.kind = 'reversal'
                 AND EXISTS (SELECT 1 FROM entry r JOIN movement o ON o.entry_row = r.row
                 WHERE r.id = e.reverses AND o.lot_row = m.lot_row AND o.from_row = m.to_row
                 AND o.to_row = m.from_row AND o.quantity = m.quantity AND o.serial IS m.serial
                 AND (o.kind IN ('count', 'initial') OR o.reason = 'book_was_short'))), m.row FROM location p
                 CROSS JOIN movement m CROSS JOIN entry e WHERE p.id = ?1
                 AND m.lot_row = (SELECT row FROM lot WHERE id = ?2) AND (m.to_row = p.row OR m.from_row = p.row)
                 AND e.row = m.entry_row ORDER BY m.row DESC";
}

pub(crate) fn insert(
    tx: &Transaction,
    entry_row: i64,
    line: usize,
    rows: Rows,
    movement: &NewMovement,
    before: &Before,
) -> Result<(), Error> {
    tx.run(
        INSERT,
        params![
            entry_row,
            line as i64,
            movement.kind.text(),
            rows.item,
            rows.lot,
            movement.serial,
            rows.from,
            rows.to,
            movement.quantity.millionths(),
            movement.pieces,
            movement.reason.map_or("", Reason::text),
            movement.evidence.text(),
            rows.line,
            movement.reading,
            before.from.millionths(),
            before.to.millionths()
        ],
    )?;
    Ok(())
}

/// In line order, each with what stood at both ends before it.
pub(crate) fn of_entry(tx: &Transaction, entry_row: i64) -> Result<Vec<(NewMovement, Before)>, Error> {
    tx.all(OF_ENTRY, params![entry_row], read)
}

/// The newest movement of the book now.
pub fn book_mark(tx: &Transaction) -> Result<BookMark, Error> {
    Ok(BookMark(tx.one(NEWEST, [], |row| row.get(0))?.unwrap_or(0)))
}

/// The newest movement of one entry; `None` where it moved nothing.
pub fn mark_of(tx: &Transaction, entry: EntryId) -> Result<Option<BookMark>, Error> {
    tx.one(NEWEST_OF, params![entry.bytes()], |row| Ok(BookMark(row.get(0)?)))
}

/// Since `mark`, a movement of this lot here was undone that had happened by `at_ms` or was in the book by then. Whether
/// the goods were there at that moment, and whether they went back since, no book can say.
pub fn is_undone_since(
    tx: &Transaction,
    at: LocationId,
    lot: LotId,
    at_ms: i64,
    BookMark(mark): BookMark,
) -> Result<bool, Error> {
    Ok(tx.one(UNDONE_SINCE, params![at.bytes(), lot.bytes(), mark, at_ms], |_| Ok(()))?.is_some())
}

/// What came to a place of one lot after `since_ms`, less what left it: by when it happened, whenever it was
/// recorded; with the pieces that rode along. What only put the book right (a count, an opening, what the book was
/// short of, and the undoing of these) moved no goods and is left out. With the mark of that moment only what was
/// recorded late is judged by its time: a clock that was put right in between says nothing of the rest.
pub fn net_since(
    tx: &Transaction,
    at: LocationId,
    lot: LotId,
    since_ms: i64,
    mark: Option<BookMark>,
) -> Result<(Quantity, i64), Error> {
    let (mut net, mut pieces) = (Quantity::ZERO, 0);
    tx.walk(OF_LOT_AT, params![at.bytes(), lot.bytes()], |row| {
        let (recorded_at_ms, happened_at_ms): (i64, i64) = (row.get(0)?, row.get(1)?);
        let is_before = match mark {
            Some(BookMark(newest)) => row.get::<_, i64>(6)? <= newest,
            // Nothing is recorded before it happened, so nothing older can have happened since.
            None => recorded_at_ms <= since_ms,
        };
        if is_before {
            return Ok(ControlFlow::Break(()));
        }
        let is_at_once = mark.is_some() && happened_at_ms == recorded_at_ms;
        if (is_at_once || happened_at_ms > since_ms) && row.get(5)? {
            let quantity = column::quantity(row, 3)?;
            let came: i64 = row.get(4)?;
            let (change, came) = if row.get(2)? { (quantity, came) } else { (quantity.negated(), -came) };
            net = [net, change].into_iter().sum();
            pieces += came;
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok((net, pieces))
}

pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<(NewMovement, Before)> {
    let movement = NewMovement {
        kind: column::word(row, 0, MovementKind::from_text)?,
        item: ItemId(column::uuid(row, 1)?),
        lot: LotId(column::uuid(row, 2)?),
        serial: row.get(3)?,
        from: LocationId(column::uuid(row, 4)?),
        to: LocationId(column::uuid(row, 5)?),
        quantity: column::quantity(row, 6)?,
        pieces: row.get(7)?,
        reason: reason(row, 8)?,
        evidence: column::word(row, 9, Evidence::from_text)?,
        line: column::maybe_uuid(row, 10)?.map(DocumentLineId),
        reading: row.get(11)?,
    };
    Ok((movement, Before { from: column::quantity(row, 12)?, to: column::quantity(row, 13)? }))
}

/// Empty for none.
pub(crate) fn reason(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<Reason>> {
    column::word(row, index, |text| match text {
        "" => Some(None),
        text => Reason::from_text(text).map(Some),
    })
}
