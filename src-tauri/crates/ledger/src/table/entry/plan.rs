//! What an entry will do to balances and serials, worked out line by line before anything is written.

use super::append::assert_direction;
use super::{LINE_ROW, MOVEMENT_ROWS};
use crate::reserve::{Flow, Flows};
use crate::table::balance::{self, Key, Standing};
use crate::table::movement::Rows;
use crate::table::{column, item, location, lot, serial_position};
use crate::{Error, Transaction};
use domain::entry::{Before, NewEntry, NewMovement};
use domain::location::LocationKind;
use domain::{LocationId, LotId, Quantity};
use rusqlite::params;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

pub(super) struct Plan {
    pub lines: Vec<Line>,
    /// On hand at both ends, in movement order, each seeing the lines above it.
    pub before: Vec<Before>,
    pub changes: BTreeMap<Key, Change>,
    /// Where each serial ends, in movement order.
    pub serials: Vec<(String, Key)>,
    positions: BTreeMap<(i64, String), Place>,
}

#[derive(Clone, Copy)]
pub(super) struct Line {
    pub rows: Rows,
    from_is_physical: bool,
    to_is_physical: bool,
}

/// Where a serial is as the lines go by.
#[derive(Clone, Copy)]
struct Place {
    location: Option<LocationId>,
    lot: Option<LotId>,
    is_physical: bool,
}

/// One balance from before the entry to after it.
pub(super) struct Change {
    pub is_new: bool,
    pub is_physical: bool,
    start: Standing,
    now: Standing,
}

impl Change {
    /// What is added in all; from far below nothing to far above it this is more than any quantity.
    pub(super) fn millionths(&self) -> i64 {
        self.now.on_hand.millionths() - self.start.on_hand.millionths()
    }

    pub(super) fn pieces(&self) -> i64 {
        self.now.pieces - self.start.pieces
    }
}

impl Plan {
    pub(super) fn of(tx: &Transaction, new: &NewEntry) -> Result<Plan, Error> {
        let mut plan = Plan {
            lines: Vec::with_capacity(new.movements.len()),
            before: Vec::with_capacity(new.movements.len()),
            changes: BTreeMap::new(),
            serials: Vec::new(),
            positions: BTreeMap::new(),
        };
        for movement in &new.movements {
            let line = resolve(tx, movement)?;
            plan.serial(tx, movement, line)?;
            let from = plan.take(tx, movement, line)?;
            let to = plan.give(tx, movement, line)?;
            plan.before.push(Before { from, to });
            plan.lines.push(line);
        }
        Ok(plan)
    }

    /// The movements as promises of stock see them.
    pub(super) fn flows<'m>(&self, new: &'m NewEntry, claim: Option<i64>) -> Flows<'m> {
        let list = self.lines.iter().zip(&new.movements).map(|(line, movement)| Flow {
            movement,
            from: key(line.rows, line.rows.from),
            to: key(line.rows, line.rows.to),
            from_is_physical: line.from_is_physical,
            to_is_physical: line.to_is_physical,
            line_row: line.rows.line,
        });
        let stood = self.changes.iter().map(|(key, change)| (*key, change.start)).collect();
        Flows { list: list.collect(), stood, document: new.document, claim, now_ms: new.recorded_at_ms }
    }

    /// What stood at `from` before.
    fn take(&mut self, tx: &Transaction, movement: &NewMovement, line: Line) -> Result<Quantity, Error> {
        let change = self.change(tx, key(line.rows, line.rows.from), line.from_is_physical)?;
        let before = change.now.on_hand;
        if change.is_physical && before < movement.quantity {
            let NewMovement { item, lot, from, quantity, .. } = movement;
            let (item, lot, location, wanted) = (*item, *lot, *from, *quantity);
            return Err(Error::Short { item, lot, location, there: before, wanted });
        }
        if change.is_physical && movement.pieces > 0 && change.now.pieces < movement.pieces {
            let (item, lot, location) = (movement.item, movement.lot, movement.from);
            let (there, wanted) = (change.now.pieces, movement.pieces);
            return Err(Error::ShortPieces { item, lot, location, there, wanted });
        }
        change.now.on_hand = before.checked_sub(movement.quantity)?;
        change.now.pieces -= movement.pieces;
        Ok(before)
    }

    /// What stood at `to` before.
    fn give(&mut self, tx: &Transaction, movement: &NewMovement, line: Line) -> Result<Quantity, Error> {
        let change = self.change(tx, key(line.rows, line.rows.to), line.to_is_physical)?;
        let before = change.now.on_hand;
        change.now.on_hand = before.checked_add(movement.quantity)?;
        change.now.pieces += movement.pieces;
        Ok(before)
    }

    fn change(&mut self, tx: &Transaction, key: Key, is_physical: bool) -> Result<&mut Change, Error> {
        match self.changes.entry(key) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(unknown) => {
                let found = balance::standing(tx, key)?;
                let start = found.unwrap_or_default();
                Ok(unknown.insert(Change { is_new: found.is_none(), is_physical, start, now: start }))
            }
        }
    }

    /// A serial leaves the place and the lot it is in; one that comes from outside is not inside already.
    fn serial(&mut self, tx: &Transaction, movement: &NewMovement, line: Line) -> Result<(), Error> {
        let Some(serial) = &movement.serial else { return Ok(()) };
        let name = (line.rows.item, serial.clone());
        let is = match self.positions.get(&name) {
            Some(place) => *place,
            None => serial_position::find(tx, movement.item, serial)?.map_or(
                Place { location: None, lot: None, is_physical: false },
                |position| Place {
                    location: Some(position.location),
                    lot: Some(position.lot),
                    is_physical: position.is_physical,
                },
            ),
        };
        let fits = if line.from_is_physical {
            (is.location, is.lot) == (Some(movement.from), Some(movement.lot))
        } else {
            !is.is_physical
        };
        if !fits {
            let (item, serial) = (movement.item, serial.clone());
            return Err(Error::SerialElsewhere { item, serial, there: is.location });
        }
        let (location, lot) = (Some(movement.to), Some(movement.lot));
        self.positions.insert(name, Place { location, lot, is_physical: line.to_is_physical });
        self.serials.push((serial.clone(), key(line.rows, line.rows.to)));
        Ok(())
    }
}

fn key(rows: Rows, location: i64) -> Key {
    Key { location, item: rows.item, lot: rows.lot }
}

fn resolve(tx: &Transaction, movement: &NewMovement) -> Result<Line, Error> {
    let NewMovement { item, lot, from, to, .. } = movement;
    let found =
        tx.one(MOVEMENT_ROWS, params![item.bytes(), lot.bytes(), from.bytes(), to.bytes()], |row| {
            let rows =
                Rows { item: row.get(0)?, lot: row.get(1)?, from: row.get(2)?, to: row.get(4)?, line: None };
            let from_kind = column::word(row, 3, LocationKind::from_text)?;
            Ok((rows, from_kind, column::word(row, 5, LocationKind::from_text)?))
        })?;
    let Some((mut rows, from_kind, to_kind)) = found else { return Err(which_is_missing(tx, movement)?) };
    assert_direction(from_kind, to_kind);
    if let Some(id) = movement.line {
        let row = tx.one(LINE_ROW, params![id.bytes()], |row| row.get(0))?;
        rows.line = Some(row.ok_or_else(|| Error::missing("document line", id))?);
    }
    Ok(Line { rows, from_is_physical: from_kind.is_physical(), to_is_physical: to_kind.is_physical() })
}

fn which_is_missing(tx: &Transaction, movement: &NewMovement) -> Result<Error, Error> {
    item::row(tx, movement.item)?;
    location::row_and_kind(tx, movement.from)?;
    location::row_and_kind(tx, movement.to)?;
    Ok(match lot::by_id(tx, movement.lot)? {
        Some(lot) if lot.item != movement.item => Error::missing("lot of that item", movement.lot),
        _ => Error::missing("lot", movement.lot),
    })
}
