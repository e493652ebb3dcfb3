//! Every scan with what became of it. Kept for ever; settled once.

use crate::table::column;
use crate::{Error, Transaction};
use domain::scan::{Scan, ScanVerdict};
use domain::{DocumentId, EntryId, OperatorId, ScanId};
use rusqlite::{Row, params};

#[derive(Clone, Debug, PartialEq)]
pub struct ScanRow {
    pub scan: Scan,
    pub seat: String,
    pub verdict: ScanVerdict,
    /// Code and values of what was said, JSON; of a parked scan, the place of work it was parked at as well.
    pub message: String,
    pub entry: Option<EntryId>,
    pub received_at_ms: i64,
    pub operator: Option<OperatorId>,
}

macro_rules! select {
    ($tail:literal) => {
        concat!(
            "SELECT s.id, s.source, s.bytes, s.aim, s.seat, s.verdict, s.message, s.entry_id,
             s.received_at_ms, o.id ",
            "FROM scan s LEFT JOIN operator o ON o.row = s.operator_row WHERE ",
            $tail
        )
    };
}
statements! {
    BY_ID = select!("s.id = ?1");
    /// A partial index serves only a statement that repeats its condition.
    WAITING = select!("s.seat = ?1 AND s.verdict IN ('waiting', 'parked') AND s.verdict = 'waiting'
                       ORDER BY s.row LIMIT 1000");
    PARKED = select!("s.verdict IN ('waiting', 'parked') AND s.verdict = 'parked' ORDER BY s.row LIMIT 1000");
    /// Of one order or delivery, as its place of work is kept with the scan.
    PARKED_OF_DOCUMENT = select!("s.verdict IN ('waiting', 'parked') AND s.verdict = 'parked'
                                  AND s.message ->> '$.parked.document' = ?1 ORDER BY s.row LIMIT 1000");
    WAITING_COUNT = "SELECT count(*) FROM scan
                     WHERE seat = ?1 AND verdict IN ('waiting', 'parked') AND verdict = 'waiting'";
    PARKED_COUNT = "SELECT count(*) FROM scan
                    WHERE verdict IN ('waiting', 'parked') AND verdict = 'parked'";
    INSERT = "INSERT INTO scan (id, station_id, seat, source, aim, bytes, operator_row, received_at_ms,
              verdict, message, entry_id, settled_at_ms)
              VALUES (?1, (SELECT id FROM station), ?2, ?3, ?4, ?5, (SELECT row FROM operator WHERE id = ?6),
              ?7, ?8, ?9, ?10, iif(?8 IN ('waiting', 'parked', 'unknown'), NULL, ?7))";
    SETTLE = "UPDATE scan SET verdict = ?2, message = ?3, entry_id = ?4, settled_at_ms = ?5 WHERE id = ?1";
}

pub fn by_id(tx: &Transaction, id: ScanId) -> Result<Option<ScanRow>, Error> {
    tx.one(BY_ID, params![id.bytes()], read)
}

/// `message_json`: code and values of what was said.
///
/// # Errors
/// [`Error::Rule`] when this scan is stored already: ask [`by_id`] first.
#[expect(clippy::too_many_arguments, reason = "one per column that differs from scan to scan")]
pub fn insert(
    tx: &Transaction,
    scan: &Scan,
    seat: &str,
    operator: Option<OperatorId>,
    received_at_ms: i64,
    verdict: ScanVerdict,
    message_json: &str,
    entry: Option<EntryId>,
) -> Result<(), Error> {
    let operator = operator.as_ref().map(OperatorId::bytes);
    let entry = entry.as_ref().map(EntryId::bytes);
    let Scan { id, source, bytes, aim } = scan;
    tx.run(
        INSERT,
        params![
            id.bytes(),
            seat,
            source,
            aim,
            bytes,
            operator,
            received_at_ms,
            verdict.text(),
            message_json,
            entry
        ],
    )?;
    Ok(())
}

/// What became of a scan that waited, was parked or unknown.
///
/// # Errors
/// [`Error::Rule`] when it was settled before; [`Error::Missing`] when it is not here.
pub fn settle(
    tx: &Transaction,
    id: ScanId,
    verdict: ScanVerdict,
    message_json: &str,
    entry: Option<EntryId>,
    at_ms: i64,
) -> Result<(), Error> {
    let entry = entry.as_ref().map(EntryId::bytes);
    match tx.run(SETTLE, params![id.bytes(), verdict.text(), message_json, entry, at_ms])? {
        0 => Err(Error::missing("scan", id)),
        _ => Ok(()),
    }
}

/// The oldest first.
pub fn waiting(tx: &Transaction, seat: &str) -> Result<Vec<ScanRow>, Error> {
    tx.all(WAITING, params![seat], read)
}

pub fn waiting_count(tx: &Transaction, seat: &str) -> Result<i64, Error> {
    Ok(tx.one(WAITING_COUNT, params![seat], |row| row.get(0))?.unwrap_or(0))
}

/// Of all seats, the oldest first.
pub fn parked(tx: &Transaction) -> Result<Vec<ScanRow>, Error> {
    tx.all(PARKED, [], read)
}

/// Parked while this document was being worked on; the oldest first.
pub fn parked_of_document(tx: &Transaction, document: DocumentId) -> Result<Vec<ScanRow>, Error> {
    tx.all(PARKED_OF_DOCUMENT, params![document.to_string()], read)
}

pub fn parked_count(tx: &Transaction) -> Result<i64, Error> {
    Ok(tx.one(PARKED_COUNT, [], |row| row.get(0))?.unwrap_or(0))
}

fn read(row: &Row<'_>) -> rusqlite::Result<ScanRow> {
    Ok(ScanRow {
        scan: Scan {
            id: ScanId(column::uuid(row, 0)?),
            source: row.get(1)?,
            bytes: row.get(2)?,
            aim: row.get(3)?,
        },
        seat: row.get(4)?,
        verdict: column::word(row, 5, ScanVerdict::from_text)?,
        message: row.get(6)?,
        entry: column::maybe_uuid(row, 7)?.map(EntryId),
        received_at_ms: row.get(8)?,
        operator: column::maybe_uuid(row, 9)?.map(OperatorId),
    })
}
