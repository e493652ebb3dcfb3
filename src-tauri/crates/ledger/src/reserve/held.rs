//! Promises on a lot that is put on hold or recalled: nobody may have those goods. They are broken as by a loss, get
//! other stock where some is free, and a task names each order (floor-rules, *Facts and limits* b).

use super::book::{Broken, broken_by, raise, replace};
use super::choose;
use super::last;
use super::leaving::StillReserved;
use crate::table::balance;
use crate::table::reservation::{self, Part};
use crate::table::{item, lot};
use crate::{Error, Transaction};
use domain::entry::{ChainPlace, NewEntry};
use domain::{LotId, ReservationEnd};
use std::collections::BTreeSet;

/// After the lots were turned and the goods moved. Gives what was broken here.
///
/// # Errors
/// [`Error::StillReserved`] when it is an undoing that would block them: undoing is asked first, a hold is not.
pub(crate) fn break_blocked(
    tx: &Transaction,
    entry_row: i64,
    new: &NewEntry,
    place: &ChainPlace,
) -> Result<Vec<Broken>, Error> {
    let blocked = new.lot_changes.iter().filter(|change| change.fact.blocks());
    let mut lost: Vec<Part> = Vec::new();
    for change in blocked {
        let parts = promised(tx, change.lot, new.recorded_at_ms)?;
        if let (Some(first), Some(_)) = (parts.first(), new.reverses) {
            return Err(still_reserved(tx, first, &parts)?);
        }
        for part in &parts {
            reservation::end(tx, part, ReservationEnd::Broken, Some(entry_row), new.recorded_at_ms)?;
        }
        lost.extend(parts);
    }
    if lost.is_empty() {
        return Ok(Vec::new());
    }
    let ids: BTreeSet<_> = lost.iter().map(|part| part.id).collect();
    replace(tx, new, (place.station, place.hybrid_clock), lost)?;
    let mut broken = broken_by(tx, new.id)?;
    broken.retain(|broken| ids.contains(&broken.part));
    broken.iter().try_for_each(|broken| raise(tx, broken, new))?;
    Ok(broken)
}

/// What is promised of a lot anywhere; the due ones of its item are ended first.
fn promised(tx: &Transaction, id: LotId, now_ms: i64) -> Result<Vec<Part>, Error> {
    let known = lot::by_id(tx, id)?.ok_or_else(|| Error::missing("lot", id))?;
    let item_row = item::row(tx, known.item)?;
    last::end_due(tx, item_row, now_ms)?;
    reservation::of_lot(tx, item_row, id)
}

fn still_reserved(tx: &Transaction, first: &Part, parts: &[Part]) -> Result<Error, Error> {
    let stood = balance::standing(tx, first.rows.key)?.unwrap_or_default();
    Ok(Error::StillReserved(Box::new(StillReserved {
        item: first.item,
        lot: first.lot,
        location: first.location,
        wanted: stood.on_hand,
        free: stood.on_hand.checked_sub(stood.reserved)?,
        holders: choose::sum_up(parts.iter())?,
    })))
}
