//! Which movement of an entry was altered. The hash holds the whole entry; but every movement says what stood at
//! both ends before it, so a number, a place, an item or a lot that was changed no longer fits what came before
//! and after. Says nothing of what leaves no such trace: a word, a time, a person.

use super::Difference;
use crate::Error;
use domain::Quantity;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::fmt;

const LINES: &str =
    "SELECT m.row, m.line, m.item_row, m.lot_row, m.from_row, m.to_row, m.quantity, m.from_before,
                     m.to_before, i.sku FROM movement m JOIN item i ON i.row = m.item_row
                     WHERE m.entry_row = ?1 ORDER BY m.line";
/// What stood at a place after the movement before this one.
const LEFT: &str = "SELECT iif(from_row = ?1, from_before - quantity, to_before + quantity) FROM movement
                    WHERE (from_row = ?1 OR to_row = ?1) AND item_row = ?2 AND lot_row = ?3 AND row < ?4
                    ORDER BY row DESC LIMIT 1";
/// What the movement after this one found there; the balance, where there is none.
const FOUND: &str = "SELECT coalesce(
    (SELECT iif(from_row = ?1, from_before, to_before) FROM movement WHERE (from_row = ?1 OR to_row = ?1)
     AND item_row = ?2 AND lot_row = ?3 AND row > ?4 ORDER BY row LIMIT 1),
    (SELECT on_hand FROM balance WHERE location_row = ?1 AND item_row = ?2 AND lot_row = ?3))";

struct Line {
    row: i64,
    line: i64,
    item_row: i64,
    lot_row: i64,
    quantity: i64,
    /// The place, what stood there before, and what stood there after.
    ends: [(i64, i64, i64); 2],
    sku: String,
}

/// A movement that does not fit; as text `line 2, which says 26.000000 of RM-SAL`.
#[derive(Debug)]
pub(super) struct Altered {
    line: i64,
    amount: String,
    sku: String,
}

impl Altered {
    pub(super) fn is_named_by(&self, difference: &Difference) -> bool {
        difference.place.ends_with(&format!(" line {}", self.line))
    }
}

impl fmt::Display for Altered {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "line {}, which says {} of {}", self.line, self.amount, self.sku)
    }
}

/// The first movement of the entry that does not fit the others.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn line(connection: &Connection, entry_row: i64) -> Result<Option<Altered>, Error> {
    let mut lines = connection.prepare(LINES)?;
    let lines = lines.query_map(params![entry_row], Line::read)?.collect::<Result<Vec<Line>, _>>()?;
    for line in lines {
        if !line.fits(connection)? {
            // One beyond all quantities is told as it is stored.
            let amount = Quantity::from_millionths(line.quantity)
                .map_or_else(|_| format!("{} millionths", line.quantity), |quantity| quantity.text(6));
            return Ok(Some(Altered { line: line.line, amount, sku: line.sku }));
        }
    }
    Ok(None)
}

impl Line {
    fn read(row: &Row<'_>) -> rusqlite::Result<Line> {
        let (quantity, from_before, to_before): (i64, i64, i64) = (row.get(6)?, row.get(7)?, row.get(8)?);
        Ok(Line {
            row: row.get(0)?,
            line: row.get(1)?,
            item_row: row.get(2)?,
            lot_row: row.get(3)?,
            quantity,
            ends: [
                (row.get(4)?, from_before, from_before.saturating_sub(quantity)),
                (row.get(5)?, to_before, to_before.saturating_add(quantity)),
            ],
            sku: row.get(9)?,
        })
    }

    fn fits(&self, connection: &Connection) -> Result<bool, Error> {
        let ask = |sql: &str, place: i64| {
            connection
                .query_row(sql, params![place, self.item_row, self.lot_row, self.row], |row| {
                    row.get::<_, Option<i64>>(0)
                })
                .optional()
                .map(Option::flatten)
        };
        for (place, before, after) in self.ends {
            let (left, found) = (ask(LEFT, place)?.unwrap_or(0), ask(FOUND, place)?.unwrap_or(0));
            if left != before || found != after {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
