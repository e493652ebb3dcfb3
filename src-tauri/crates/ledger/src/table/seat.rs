//! Workplaces: who is active, the step in work, the last verdict. This is what comes back after a power cut.

use crate::table::column;
use crate::{Error, Transaction};
use domain::OperatorId;
use rusqlite::{Row, params};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatRow {
    pub operator: Option<OperatorId>,
    /// Of its last screen: a tap made on an older one is stale.
    pub screen_number: i64,
    pub step_version: i64,
    /// JSON, under 16 KiB.
    pub step: String,
    /// The last verdict, JSON.
    pub verdict: Option<String>,
}

statements! {
    MAKE = "INSERT INTO seat (name) VALUES (?1) ON CONFLICT (name) DO NOTHING";
    LOAD = "SELECT o.id, s.screen_number, s.step_version, s.step, s.verdict FROM seat s
            LEFT JOIN operator o ON o.row = s.operator_row WHERE s.name = ?1";
    SAVE = "INSERT INTO seat (name, operator_row, screen_number, step_version, step, verdict)
            VALUES (?1, (SELECT row FROM operator WHERE id = ?2), ?3, ?4, ?5, ?6) ON CONFLICT (name)
            DO UPDATE SET operator_row = excluded.operator_row, screen_number = excluded.screen_number,
            step_version = excluded.step_version, step = excluded.step, verdict = excluded.verdict";
    LEAVE = "UPDATE seat SET operator_row = NULL WHERE operator_row = (SELECT row FROM operator WHERE id = ?1)";
    EXISTS = "SELECT TRUE FROM seat WHERE name = ?1";
    NAMES = "SELECT name FROM seat ORDER BY name LIMIT 1000";
}

/// Makes the row, at home, when the seat is new.
pub fn load(tx: &Transaction, name: &str) -> Result<SeatRow, Error> {
    if let Some(seat) = tx.one(LOAD, params![name], read)? {
        return Ok(seat);
    }
    tx.run(MAKE, params![name])?;
    tx.one(LOAD, params![name], read)?.ok_or_else(|| Error::missing("seat", name))
}

/// # Errors
/// [`Error::Rule`] for a step of 16 KiB or more.
pub fn save(tx: &Transaction, name: &str, seat: &SeatRow) -> Result<(), Error> {
    let operator = seat.operator.as_ref().map(OperatorId::bytes);
    tx.run(SAVE, params![name, operator, seat.screen_number, seat.step_version, seat.step, seat.verdict])?;
    Ok(())
}

/// Nobody is active where this person was.
pub fn leave(tx: &Transaction, operator: OperatorId) -> Result<(), Error> {
    tx.run(LEAVE, params![operator.bytes()])?;
    Ok(())
}

pub fn exists(tx: &Transaction, name: &str) -> Result<bool, Error> {
    Ok(tx.one(EXISTS, params![name], |_| Ok(()))?.is_some())
}

pub fn names(tx: &Transaction) -> Result<Vec<String>, Error> {
    tx.all(NAMES, [], |row| row.get(0))
}

fn read(row: &Row<'_>) -> rusqlite::Result<SeatRow> {
    Ok(SeatRow {
        operator: column::maybe_uuid(row, 0)?.map(OperatorId),
        screen_number: row.get(1)?,
        step_version: row.get(2)?,
        step: row.get(3)?,
        verdict: row.get(4)?,
    })
}
