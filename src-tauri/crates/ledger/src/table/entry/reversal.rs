//! Undoing: another entry that moves the same goods back and names the one it undoes.

use super::{NEWEST, by_id};
use crate::table::column;
use crate::{Error, Transaction};
use domain::entry::{Evidence, MovementKind, NewEntry, NewMovement, NewPlacement, Reason};
use domain::lot_change::NewLotChange;
use domain::{EntryId, OperatorId};
use jiff::civil::Date;
use rusqlite::params;
use std::ops::ControlFlow;

/// The newest entry of this seat and operator, recorded at `since_ms` or later, that is neither an undoing
/// nor undone.
pub fn newest_undoable(
    tx: &Transaction,
    seat: &str,
    operator: OperatorId,
    since_ms: i64,
) -> Result<Option<EntryId>, Error> {
    let mut found = None;
    tx.walk(NEWEST, params![seat, operator.bytes()], |row| {
        if row.get::<_, i64>(1)? < since_ms {
            return Ok(ControlFlow::Break(()));
        }
        if row.get(2)? {
            found = Some(EntryId(column::uuid(row, 0)?));
            return Ok(ControlFlow::Break(()));
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(found)
}

/// The entry that would undo `entry`: its lines in reverse order, from and to exchanged. It is booked by
/// `append`, which gives [`Error::Short`] or [`Error::ContainerElsewhere`] when the goods have moved on.
///
/// # Errors
/// [`Error::Missing`], [`Error::AlreadyReversed`], [`Error::IsReversal`].
pub fn reversal_of(
    tx: &Transaction,
    entry: EntryId,
    new_id: EntryId,
    by: OperatorId,
    seat: &str,
    now_ms: i64,
    business_date: Date,
) -> Result<NewEntry, Error> {
    let stored = by_id(tx, entry)?.ok_or_else(|| Error::missing("entry", entry))?;
    if stored.new.reverses.is_some() {
        return Err(Error::IsReversal { entry });
    }
    if stored.reversed_by.is_some() {
        return Err(Error::AlreadyReversed { entry });
    }
    Ok(NewEntry {
        id: new_id,
        happened_at_ms: now_ms,
        recorded_at_ms: now_ms,
        business_date,
        operator: by,
        seat: seat.to_owned(),
        document: stored.new.document,
        scan: None,
        witness: None,
        reverses: Some(entry),
        note: String::new(),
        movements: stored.new.movements.into_iter().rev().map(back).collect(),
        placements: stored
            .new
            .placements
            .into_iter()
            .rev()
            .map(|placement| NewPlacement { from: placement.to, to: placement.from, ..placement })
            .collect(),
        lot_changes: stored.new.lot_changes.into_iter().rev().map(NewLotChange::back).collect(),
    })
}

fn back(movement: NewMovement) -> NewMovement {
    NewMovement {
        kind: MovementKind::Reversal,
        from: movement.to,
        to: movement.from,
        reason: Some(Reason::Undone),
        evidence: Evidence::Derived,
        ..movement
    }
}
