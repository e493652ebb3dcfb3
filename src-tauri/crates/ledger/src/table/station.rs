//! The one row that says which station this file belongs to and where its chain stands.

use crate::table::column;
use crate::{Error, Transaction};
use domain::StationId;
use domain::entry::GENESIS;
use rusqlite::params;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StationRow {
    pub id: StationId,
    /// In vendors' fields: the `TM1` of `TM1-1-000123`.
    pub short_name: String,
    /// Begins at 1; one more after each restore.
    pub epoch: i64,
    /// Of the newest entry of this epoch; 0 before the first.
    pub head_sequence: i64,
    pub head_hash: [u8; 32],
    pub hybrid_clock: i64,
}

statements! {
    THIS = "SELECT id, short_name, epoch, head_sequence, head_hash, hybrid_clock FROM station WHERE one = 1";
    FOUND = "INSERT INTO station (one, id, short_name, epoch, head_sequence, head_hash, hybrid_clock)
             VALUES (1, ?1, ?2, 1, 0, ?3, 0) ON CONFLICT DO NOTHING";
    ADVANCE = "UPDATE station SET head_sequence = ?1, head_hash = ?2, hybrid_clock = ?3 WHERE one = 1";
    LAST_ENTRY = "SELECT recorded_at_ms FROM entry ORDER BY row DESC LIMIT 1";
    BEGIN_EPOCH_AT = "UPDATE station SET epoch = ?1, head_sequence = 0, head_hash = ?2
                      WHERE one = 1 AND epoch < ?1";
    NEW_EPOCH = "UPDATE station SET epoch = epoch + 1, head_sequence = 0, head_hash = ?1 WHERE one = 1";
}

/// # Errors
/// [`Error::Missing`] before the ledger was founded, which opening does.
pub fn this(tx: &Transaction) -> Result<StationRow, Error> {
    tx.one(THIS, [], |row| {
        Ok(StationRow {
            id: StationId(column::uuid(row, 0)?),
            short_name: row.get(1)?,
            epoch: row.get(2)?,
            head_sequence: row.get(3)?,
            head_hash: row.get(4)?,
            hybrid_clock: row.get(5)?,
        })
    })?
    .ok_or_else(|| Error::missing("the station's row", "1"))
}

/// Writes the row of a new file; an existing file keeps its own.
pub(crate) fn found(tx: &Transaction, id: StationId, short_name: &str) -> Result<(), Error> {
    tx.run(FOUND, params![id.bytes(), short_name, GENESIS])?;
    Ok(())
}

pub(crate) fn advance(tx: &Transaction, head: &StationRow) -> Result<(), Error> {
    tx.run(ADVANCE, params![head.head_sequence, head.head_hash, head.hybrid_clock])?;
    Ok(())
}

/// The clock goes on by one tick, for what is kept for ever and is no entry.
pub(crate) fn tick(tx: &Transaction, now_ms: i64) -> Result<StationRow, Error> {
    let mut head = this(tx)?;
    head.hybrid_clock = (head.hybrid_clock + 1).max(now_ms << 16);
    advance(tx, &head)?;
    Ok(head)
}

/// After a restore: a new chain from 1, so that no number of the lost time is given twice.
pub fn begin_epoch(tx: &Transaction) -> Result<(), Error> {
    tx.run(NEW_EPOCH, params![GENESIS])?;
    Ok(())
}

/// The same where an epoch in between was begun and lost again.
///
/// # Errors
/// [`Error::Missing`] when the file has come that far already.
pub(crate) fn begin_epoch_at(tx: &Transaction, epoch: i64) -> Result<(), Error> {
    match tx.run(BEGIN_EPOCH_AT, params![epoch, GENESIS])? {
        0 => Err(Error::missing("an epoch before", epoch)),
        _ => Ok(()),
    }
}

/// When the newest entry was recorded, by the clock of then; `None` before the first.
pub fn last_entry_ms(tx: &Transaction) -> Result<Option<i64>, Error> {
    tx.one(LAST_ENTRY, [], |row| row.get(0))
}
