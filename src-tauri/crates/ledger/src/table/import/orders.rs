//! What a file changes about orders that are ours alone.

use super::changed;
use crate::table::column;
use crate::{Error, Transaction};
use domain::{DocumentId, DocumentLineId, Quantity, Ratio};
use jiff::civil::Date;
use rusqlite::params;

statements! {
    SET_HEAD = "UPDATE document SET partner = ?2, expected_on = ?3 WHERE id = ?1 AND vendor = ''";
    LINE = "SELECT l.id FROM document_line l JOIN document d ON d.row = l.document_row
            WHERE d.id = ?1 AND l.line = ?2";
    IS_CLOSED = "SELECT closed FROM document_line WHERE id = ?1";
    SET_LINE = "UPDATE document_line SET open_there = ?2, pack_name = ?3, pack_numerator = ?4,
                pack_denominator = ?5, closed = ?6 WHERE id = ?1";
    RECEIVED = "SELECT l.received_here FROM document_line l WHERE l.id = ?1";
}

pub fn set_head(
    tx: &Transaction,
    id: DocumentId,
    partner: &str,
    expected_on: Option<Date>,
) -> Result<(), Error> {
    let expected_on = expected_on.map(|date| date.to_string());
    changed(tx.run(SET_HEAD, params![id.bytes(), partner, expected_on])?, "document of ours", id.0)
}

/// Closed ones too.
pub fn line_of(tx: &Transaction, id: DocumentId, line: i64) -> Result<Option<DocumentLineId>, Error> {
    tx.one(LINE, params![id.bytes(), line], |row| Ok(DocumentLineId(column::uuid(row, 0)?)))
}

pub fn is_closed(tx: &Transaction, id: DocumentLineId) -> Result<bool, Error> {
    Ok(tx.one(IS_CLOSED, params![id.bytes()], |row| row.get(0))?.unwrap_or(false))
}

/// What is ordered, in stock units, and the unit it was ordered in; the line is open again.
pub fn set_line(
    tx: &Transaction,
    id: DocumentLineId,
    ordered: Quantity,
    pack: Option<&(String, Ratio)>,
) -> Result<(), Error> {
    set(tx, id, ordered, pack, false)
}

/// Nothing is expected on it; what was ordered before stands there for the history.
pub fn close_line(
    tx: &Transaction,
    id: DocumentLineId,
    ordered: Quantity,
    pack: Option<&(String, Ratio)>,
) -> Result<(), Error> {
    set(tx, id, ordered, pack, true)
}

/// Booked on this line by our entries, less what was undone.
pub fn received_on(tx: &Transaction, id: DocumentLineId) -> Result<Quantity, Error> {
    Ok(tx.one(RECEIVED, params![id.bytes()], |row| column::quantity(row, 0))?.unwrap_or(Quantity::ZERO))
}

fn set(
    tx: &Transaction,
    id: DocumentLineId,
    ordered: Quantity,
    pack: Option<&(String, Ratio)>,
    is_closed: bool,
) -> Result<(), Error> {
    let name = pack.map(|(name, _)| name);
    let numerator = pack.map(|(_, factor)| factor.numerator());
    let denominator = pack.map(|(_, factor)| factor.denominator());
    let count =
        tx.run(SET_LINE, params![id.bytes(), ordered.millionths(), name, numerator, denominator, is_closed])?;
    changed(count, "document line", id.0)
}
