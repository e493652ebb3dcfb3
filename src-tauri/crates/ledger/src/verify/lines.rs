//! The lines of all entries as streams, in the order of their entries: movements, placements, what was done to lots.

use crate::Error;
use crate::table::{column, lot_change, movement};
use domain::LocationId;
use domain::entry::{Before, NewMovement, NewPlacement};
use domain::lot_change::NewLotChange;
use rusqlite::{Row, Rows};

pub(super) const MOVEMENTS: &str =
    "SELECT m.kind, i.id, l.id, m.serial, f.id, t.id, m.quantity, m.pieces, m.reason,
                         m.evidence, d.id, m.reading, m.from_before, m.to_before, m.entry_row, m.line,
                         m.item_row, m.lot_row, m.from_row, m.to_row FROM movement m
                         CROSS JOIN item i ON i.row = m.item_row CROSS JOIN lot l ON l.row = m.lot_row
                         CROSS JOIN location f ON f.row = m.from_row
                         CROSS JOIN location t ON t.row = m.to_row
                         LEFT JOIN document_line d ON d.row = m.line_row WHERE m.entry_row >= ?1
                         ORDER BY m.entry_row, m.line";
pub(super) const PLACEMENTS: &str =
    "SELECT p.entry_row, p.line, c.id, f.id, t.id, p.container_row, p.from_row, p.to_row
                          FROM placement p CROSS JOIN location c ON c.row = p.container_row
                          CROSS JOIN location f ON f.row = p.from_row
                          CROSS JOIN location t ON t.row = p.to_row WHERE p.entry_row >= ?1
                          ORDER BY p.entry_row, p.line";
/// Columns of [`lot_change::read`] first.
pub(super) const LOT_CHANGES: &str = concat!(
    "SELECT ",
    lot_change::columns!(),
    ", c.entry_row, c.lot_row FROM lot_change c CROSS JOIN lot l ON l.row = c.lot_row
     WHERE c.entry_row >= ?1 ORDER BY c.entry_row, c.line"
);

/// A line of an entry with the local rows it names.
pub(super) struct Line {
    pub entry_row: i64,
    pub what: What,
    /// Item, lot, from, to; or container, 0, from, to; or 0, lot, 0, 0.
    pub rows: [i64; 4],
}

pub(super) enum What {
    Movement(NewMovement, Before),
    Placement(NewPlacement),
    LotChange(NewLotChange),
}

impl Line {
    pub fn movement(row: &Row<'_>) -> rusqlite::Result<Line> {
        let (movement, before) = movement::read(row)?;
        let rows = [row.get(16)?, row.get(17)?, row.get(18)?, row.get(19)?];
        Ok(Line { entry_row: row.get(14)?, what: What::Movement(movement, before), rows })
    }

    pub fn placement(row: &Row<'_>) -> rusqlite::Result<Line> {
        let placement = NewPlacement {
            container: LocationId(column::uuid(row, 2)?),
            from: LocationId(column::uuid(row, 3)?),
            to: LocationId(column::uuid(row, 4)?),
        };
        Ok(Line {
            entry_row: row.get(0)?,
            what: What::Placement(placement),
            rows: [row.get(5)?, 0, row.get(6)?, row.get(7)?],
        })
    }

    pub fn lot_change(row: &Row<'_>) -> rusqlite::Result<Line> {
        let what = What::LotChange(lot_change::read(row)?);
        Ok(Line { entry_row: row.get(9)?, what, rows: [0, row.get(10)?, 0, 0] })
    }
}

/// A stream of lines in entry order, read one ahead.
pub(super) struct Lines<'s> {
    rows: Rows<'s>,
    read: fn(&Row<'_>) -> rusqlite::Result<Line>,
    /// Read and not taken yet; at the end, a line of no entry.
    pub next: Option<Line>,
}

impl<'s> Lines<'s> {
    pub fn new(rows: Rows<'s>, read: fn(&Row<'_>) -> rusqlite::Result<Line>) -> Result<Lines<'s>, Error> {
        let mut lines = Lines { rows, read, next: None };
        lines.advance()?;
        Ok(lines)
    }

    fn advance(&mut self) -> Result<Option<Line>, Error> {
        let next = match self.rows.next()? {
            Some(row) => Some((self.read)(row)?),
            None => None,
        };
        Ok(std::mem::replace(&mut self.next, next))
    }

    pub fn of(&mut self, entry_row: i64) -> Result<Vec<Line>, Error> {
        let mut lines = Vec::new();
        while self.next.as_ref().is_some_and(|line| line.entry_row == entry_row) {
            lines.extend(self.advance()?);
        }
        Ok(lines)
    }
}
