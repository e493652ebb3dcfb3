//! Counts that wait for a pick: while these goods were counted, another seat had them in hand and had not booked
//! it. What that seat books next from there had left before the count.

use super::{CountLine, read};
use crate::table::column;
use crate::{Error, Transaction};
use domain::{CountLineId, OperatorId, Quantity};
use rusqlite::params;

/// So long a count waits for a pick, from the moment it was counted.
pub const LIMIT_MS: i64 = 30 * 60 * 1000;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    pub seat: String,
    pub operator: OperatorId,
    /// As it was said at the moment of the count.
    pub quantity: Quantity,
}

statements! {
    INSERT = "INSERT INTO count_wait (line_row, seat, operator_row, quantity) VALUES (
              (SELECT row FROM count_line WHERE id = ?1), ?2, (SELECT row FROM operator WHERE id = ?3), ?4)";
    OF_LINE = "SELECT w.seat, o.id, w.quantity FROM count_wait w JOIN operator o ON o.row = w.operator_row
               WHERE w.line_row = (SELECT row FROM count_line WHERE id = ?1) ORDER BY w.seat LIMIT 100";
    /// What the seat booked from there first after the count, not undone since.
    TAKEN = "SELECT m.quantity, m.pieces FROM count_line c CROSS JOIN movement m JOIN entry e ON e.row = m.entry_row
             WHERE c.id = ?1 AND m.from_row = c.location_row AND m.lot_row = c.lot_row
             AND m.serial IS c.serial AND m.kind IN ('move', 'pick') AND e.seat = ?2
             AND e.recorded_at_ms > c.counted_at_ms AND e.recorded_at_ms <= c.counted_at_ms + ?3
             AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id) ORDER BY m.row LIMIT 1";
    STANDING = "SELECT c.id, z.id, p.id, i.id, l.id, c.serial, c.counted, c.counted_at_ms,
                       o.id, c.seat, c.state, e.id, c.pieces, c.said_after, c.reading
                FROM count_wait w JOIN count_line c ON c.row = w.line_row
                JOIN location p ON p.row = c.location_row LEFT JOIN count_zone z ON z.row = c.zone_row
                JOIN item i ON i.row = c.item_row JOIN lot l ON l.row = c.lot_row
                JOIN operator o ON o.row = c.operator_row LEFT JOIN entry e ON e.row = c.entry_row
                WHERE w.seat = ?1 AND c.state = 'stands' AND c.counted_at_ms >= ?2 ORDER BY c.row LIMIT 100";
}

/// # Errors
/// [`Error::Rule`] for a line that is not there.
pub fn insert(tx: &Transaction, line: CountLineId, wait: &Wait) -> Result<(), Error> {
    let Wait { seat, operator, quantity } = wait;
    tx.run(INSERT, params![line.bytes(), seat, operator.bytes(), quantity.millionths()])?;
    Ok(())
}

pub fn of_line(tx: &Transaction, line: CountLineId) -> Result<Vec<Wait>, Error> {
    tx.all(OF_LINE, params![line.bytes()], |row| {
        Ok(Wait {
            seat: row.get(0)?,
            operator: OperatorId(column::uuid(row, 1)?),
            quantity: column::quantity(row, 2)?,
        })
    })
}

/// What this seat took from there after the line was counted, within its time, with its pieces; `None` when it
/// booked nothing.
pub fn taken(tx: &Transaction, line: CountLineId, seat: &str) -> Result<Option<(Quantity, i64)>, Error> {
    tx.one(TAKEN, params![line.bytes(), seat, LIMIT_MS], |row| Ok((column::quantity(row, 0)?, row.get(1)?)))
}

/// Numbers that stand and wait for this seat, counted at `since_ms` or later.
pub fn standing(tx: &Transaction, seat: &str, since_ms: i64) -> Result<Vec<CountLine>, Error> {
    tx.all(STANDING, params![seat, since_ms], read)
}
