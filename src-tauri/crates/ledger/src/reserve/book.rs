//! Writing what an entry does to promises: ends before its balances change, what goes on after; then other stock
//! for what was broken, and a task for each.

use super::choose::{self, Choice, Scope};
use super::said::TaskText;
use super::settle::{self, Change, Flows};
use super::{last, take};
use crate::table::reservation::{self, NewPart, Part, request};
use crate::table::task::{self, NewTask, Severity};
use crate::table::{item, location};
use crate::{Error, Transaction};
use domain::entry::{ChainPlace, NewEntry};
use domain::item::Item;
use domain::permission::Role;
use domain::{
    DocumentId, DocumentLineId, EntryId, InputId, ItemId, LocationId, LotId, Quantity, ReservationEnd,
    ReservationId, ReservationPartId, ReservationPurpose, StationId, TaskId,
};
use jiff::{Span, civil::Date};

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// A promise that an entry broke: who is short, and of what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    pub part: ReservationPartId,
    pub reservation: ReservationId,
    pub purpose: ReservationPurpose,
    pub document: Option<DocumentId>,
    pub document_number: Option<String>,
    pub line: Option<DocumentLineId>,
    pub item: ItemId,
    pub lot: LotId,
    pub location: LocationId,
    /// What was taken away from it.
    pub quantity: Quantity,
    /// How much was promised from elsewhere in its place.
    pub replaced: Quantity,
    /// What asks a person to settle it.
    pub task: TaskId,
}

impl Broken {
    /// What it lacks now.
    pub fn short(&self) -> Quantity {
        self.quantity.checked_sub(self.replaced).expect("no more is replaced than was lost")
    }

    /// Who lacks what at which place, or that other stock is reserved instead.
    pub fn said(&self, item: &Item, location: String) -> TaskText {
        let (holder, sku) = (choose::name(self.document_number.as_deref(), self.purpose), item.sku.clone());
        if self.short().is_positive() {
            TaskText::ReservationBroken { holder, item: sku, location, short: item.amount(self.short()) }
        } else {
            let quantity = item.amount(self.quantity);
            TaskText::ReservationReplaced { holder, item: sku, location, quantity }
        }
    }
}

/// What an entry does to promises, from before it is written until after.
pub(crate) struct Settlement {
    changes: Vec<Change>,
}

impl Settlement {
    /// # Errors
    /// [`Error::StillReserved`].
    pub(crate) fn of(tx: &Transaction, flows: &Flows) -> Result<Settlement, Error> {
        Ok(Settlement { changes: settle::changes(tx, flows)? })
    }

    /// Before the balances change.
    pub(crate) fn end(&self, tx: &Transaction, entry_row: i64, at_ms: i64) -> Result<(), Error> {
        for Change { part, committed, broken, .. } in &self.changes {
            let how = match part.quantity {
                all if all == *committed => ReservationEnd::Committed,
                all if all == *broken => ReservationEnd::Broken,
                _ => ReservationEnd::Released,
            };
            reservation::end(tx, part, how, Some(entry_row), at_ms)?;
        }
        Ok(())
    }

    /// After the balances changed. Gives what was broken.
    pub(crate) fn go_on(
        &self,
        tx: &Transaction,
        entry_row: i64,
        new: &NewEntry,
        place: &ChainPlace,
    ) -> Result<Vec<Broken>, Error> {
        let clock = (place.station, place.hybrid_clock);
        for change in &self.changes {
            split(tx, change, entry_row, new.recorded_at_ms, clock)?;
        }
        if self.changes.iter().all(|change| change.broken.is_zero()) {
            return Ok(Vec::new());
        }
        let lost = reservation::broken_by(tx, new.id)?.into_iter().map(|(part, _)| part).collect();
        replace(tx, new, clock, lost)?;
        let broken = broken_by(tx, new.id)?;
        broken.iter().try_for_each(|broken| raise(tx, broken, new))?;
        Ok(broken)
    }
}

/// The shares of a part that did not end as a whole: what was picked or lost ends at once, the rest stays held.
fn split(
    tx: &Transaction,
    change: &Change,
    entry_row: i64,
    at_ms: i64,
    clock: (StationId, i64),
) -> Result<(), Error> {
    let Change { part, committed, broken, stays } = change;
    if part.quantity == *committed || part.quantity == *broken {
        return Ok(());
    }
    let mut index = 0;
    let mut next = |key, quantity| {
        index += 1;
        NewPart { key, quantity, ..last::going_on(part, index - 1, clock) }
    };
    for (quantity, how) in [(*committed, ReservationEnd::Committed), (*broken, ReservationEnd::Broken)] {
        if quantity.is_positive() {
            let row = reservation::insert(tx, &next(part.rows.key, quantity))?;
            reservation::end_unopened(tx, row, how, Some(entry_row), at_ms)?;
        }
    }
    for (key, quantity) in stays {
        let new = next(*key, *quantity);
        let row = reservation::insert(tx, &new)?;
        reservation::open(tx, row, &new)?;
    }
    Ok(())
}

/// Other stock for what was broken, where some is free: the highest priority first, then the oldest.
pub(super) fn replace(
    tx: &Transaction,
    new: &NewEntry,
    clock: (StationId, i64),
    mut lost: Vec<Part>,
) -> Result<(), Error> {
    lost.sort_by_key(|part| (-part.priority, part.made_at_ms, part.rows.row));
    let today = day_of_record(new);
    for part in lost {
        let Some(stored) = request::by_id(tx, part.reservation)? else { continue };
        let request::Content { lot, within, good_days, .. } = stored.content;
        let scope = Scope { item: part.item, lot, within, good_on: take::good_on(today, good_days) };
        let choice = Choice::of(tx, &scope)?;
        for (index, (stock, quantity)) in choice.take(part.quantity)?.into_iter().enumerate() {
            let other = NewPart { key: stock.key, quantity, ..last::going_on(&part, index as u32, clock) };
            let row = reservation::insert(tx, &other)?;
            reservation::open(tx, row, &other)?;
        }
    }
    Ok(())
}

/// The site's day when it was recorded, or the one after: an entry names only the day it happened. Rather a day
/// late: a lot must not be offered on the day after its last.
fn day_of_record(new: &NewEntry) -> Date {
    let late_ms = new.recorded_at_ms - new.happened_at_ms;
    new.business_date.saturating_add(Span::new().days((late_ms + DAY_MS - 1) / DAY_MS))
}

/// What an entry broke, also when it is asked for again later.
pub(crate) fn broken_by(tx: &Transaction, entry: EntryId) -> Result<Vec<Broken>, Error> {
    let found = reservation::broken_by(tx, entry)?;
    Ok(found.into_iter().map(|(part, replaced)| broken(part, replaced)).collect())
}

fn broken(part: Part, replaced: Quantity) -> Broken {
    let task = TaskId(InputId(part.id.0).derive("broken reservation", 0));
    let Part {
        id, reservation, purpose, document, document_number, line, item, lot, location, quantity, ..
    } = part;
    Broken {
        part: id,
        reservation,
        purpose,
        document,
        document_number,
        line,
        item,
        lot,
        location,
        quantity,
        replaced,
        task,
    }
}

pub(super) fn raise(tx: &Transaction, broken: &Broken, new: &NewEntry) -> Result<(), Error> {
    let item = item::by_id(tx, broken.item)?.ok_or_else(|| Error::missing("item", broken.item))?;
    let place = location::by_id(tx, broken.location)?;
    let location = place.map_or_else(|| broken.location.to_string(), |place| place.code);
    let severity = if broken.short().is_positive() { Severity::High } else { Severity::Medium };
    let text = broken.said(&item, location);
    let raised = task::raise(
        tx,
        &NewTask {
            id: broken.task,
            kind: "broken_reservation".to_owned(),
            cause: format!("broken_reservation:{}", broken.part),
            message_json: request::to_json("a task's sentence", &text.message())?,
            severity,
            role: Role::Lead,
            entry: Some(new.id),
            since_ms: new.recorded_at_ms,
        },
    )?;
    assert_eq!(raised, broken.task, "a promise is broken once");
    Ok(())
}
