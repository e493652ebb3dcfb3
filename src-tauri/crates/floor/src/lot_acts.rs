//! Acts on lots as turns: hold, release, recall, another best-before; of one lot, of several, of all that stand in a
//! place. One entry each time, with its reason, undone by another. What the floor and the API have in common.

use crate::book::Book;
use crate::said::TaskText;
use crate::turn::{Stop, TaskDraft, Write};
use crate::undo::cause;
use domain::entry::{NewEntry, Reason};
use domain::expiry::Expiry;
use domain::lot::Lot;
use domain::lot_change::{LotAct, LotFact, NewLotChange};
use domain::permission::Role;
use domain::{DocumentId, LocationId, LotId, Refusal};
use ledger::table::task::Severity;
use ledger::table::{item_life, lot};

/// One act on no more lots than this: one entry, one transaction.
pub const LOTS_LIMIT: u32 = 1_000;

/// What is done to which lots.
#[derive(Clone, Debug, PartialEq)]
pub enum Judgement {
    Turn {
        lots: Vec<LotId>,
        act: LotAct,
    },
    /// Every lot that stands there or in something that does; those that are held already stay so.
    HoldInside(LocationId),
    Extend {
        lot: LotId,
        to: Expiry,
    },
}

/// Why, and what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Ground {
    pub reason: Reason,
    pub document: Option<DocumentId>,
    pub note: String,
}

/// The entry with what follows from it, and the lots it turns.
///
/// # Errors
/// [`Refusal::NotAllowed`]; those of [`Lot::turned`] and [`Lot::extended`]; [`Refusal::NoLotToHold`] where no lot
/// can be held; [`Refusal::TooManyLots`].
pub fn judge(judgement: &Judgement, ground: &Ground, book: &Book) -> Result<(Vec<Lot>, Vec<Write>), Stop> {
    let mut writes = Vec::new();
    let (lots, changes) = match judgement {
        Judgement::Turn { lots, act } => turned(lots, *act, ground.reason, book)?,
        Judgement::Extend { lot: id, to } => {
            let known = book.lot(*id)?;
            book.allow(LotAct::Extend.action(known.status))?;
            let meaning = item_life::of(book.tx, known.item)?.date_meaning;
            let change = known.extended(meaning, *to, ground.reason)?;
            (vec![known], vec![change])
        }
        Judgement::HoldInside(place) => {
            writes.extend(by_hand(*place, book)?.map(Write::Task));
            inside(*place, ground.reason, book)?
        }
    };
    let document = ground.document;
    let new = NewEntry { document, note: ground.note.clone(), ..entry(changes.clone(), book) };
    writes.insert(0, Write::Entry(Box::new(new)));
    writes.extend(waits_no_more(&changes));
    Ok((lots, writes))
}

/// An entry that only judges lots.
pub fn entry(changes: Vec<NewLotChange>, book: &Book) -> NewEntry {
    NewEntry { lot_changes: changes, ..book.entry(Vec::new(), Vec::new()) }
}

/// A lot that came in waits until somebody releases it.
pub fn waiting_task(item: String, lot: &Lot) -> TaskDraft {
    TaskDraft {
        kind: "lot_waits",
        cause: waiting_cause(lot.id),
        message: TaskText::LotWaits { item, lot: lot.code.clone() }.message(),
        severity: Severity::Medium,
        role: Role::Lead,
    }
}

fn waiting_cause(lot: LotId) -> String {
    format!("lot_waits:{lot}")
}

/// Nobody has to release what these free.
pub fn waits_no_more(changes: &[NewLotChange]) -> Vec<Write> {
    let freed = changes.iter().filter(|change| frees(change));
    freed.map(|change| Write::TaskCleared(waiting_cause(change.lot))).collect()
}

fn frees(change: &NewLotChange) -> bool {
    change.act == LotAct::Release || change.fact.back().blocks()
}

/// One lot that cannot be turned refuses; of several, those that are so already are left out.
fn turned(
    ids: &[LotId],
    act: LotAct,
    reason: Reason,
    book: &Book,
) -> Result<(Vec<Lot>, Vec<NewLotChange>), Stop> {
    let (mut lots, mut changes, mut refused) = (Vec::new(), Vec::new(), None);
    for id in ids {
        let known = book.lot(*id)?;
        book.allow(act.action(known.status))?;
        match known.turned(act, reason) {
            Ok(change) if changes.contains(&change) => {}
            Ok(change) => {
                lots.push(known);
                changes.push(change);
            }
            Err(refusal) => refused = Some(refusal),
        }
    }
    match refused {
        Some(refusal) if changes.is_empty() => Err(refusal.into()),
        None if changes.is_empty() => Err(Refusal::NothingToDo {}.into()),
        _ => Ok((lots, changes)),
    }
}

fn inside(place: LocationId, reason: Reason, book: &Book) -> Result<(Vec<Lot>, Vec<NewLotChange>), Stop> {
    book.allow(LotAct::Hold.action(domain::lot::LotStatus::Released))?;
    let place = book.location(place)?;
    let location = place.code.clone();
    let lots = lot::inside(book.tx, place.id, LOTS_LIMIT)?;
    if lots.len() > LOTS_LIMIT as usize {
        let (count, limit) = (lots.len() as i64, i64::from(LOTS_LIMIT));
        return Err(Refusal::TooManyLots { location, count, limit }.into());
    }
    let mut own = Vec::with_capacity(lots.len());
    for lot in lots {
        if book.sees(&book.item(lot.item)?) {
            own.push(lot);
        }
    }
    let held = own.into_iter().filter_map(|lot| Some((lot.turned(LotAct::Hold, reason).ok()?, lot)));
    let (changes, lots): (Vec<NewLotChange>, Vec<Lot>) = held.unzip();
    if changes.is_empty() {
        return Err(Refusal::NoLotToHold { location }.into());
    }
    Ok((lots, changes))
}

/// Goods without a lot stand there too: no act on a lot holds them, so somebody carries them to the hold shelf.
fn by_hand(place: LocationId, book: &Book) -> Result<Option<TaskDraft>, Stop> {
    let items = lot::items_without_lots_inside(book.tx, place)?;
    let Some(first) = items.first() else { return Ok(None) };
    let (item, location) = (book.item(*first)?, book.location(place)?.code);
    let (item, others) = (book.name(&item).to_owned(), items.len() as i64 - 1);
    Ok(Some(TaskDraft {
        kind: "hold_by_hand",
        cause: cause("hold_by_hand", book.entry_id()),
        message: TaskText::HoldByHand { item, location, others }.message(),
        severity: Severity::High,
        role: Role::Lead,
    }))
}

/// The lots of an undoing are still as the entry left them.
///
/// # Errors
/// [`Refusal::LotChangedSince`] with what the lot is now.
pub fn still_so(changes: &[NewLotChange], book: &Book) -> Result<(), Stop> {
    for change in changes {
        let known = book.lot(change.lot)?;
        if !change.fact.back().is_so(&known) {
            return Err(
                Refusal::LotChangedSince { lot: known.code.clone(), status: now(&known, change) }.into()
            );
        }
    }
    Ok(())
}

fn now(lot: &Lot, change: &NewLotChange) -> domain::Value {
    match change.fact {
        LotFact::Status { .. } => lot.status.word(),
        LotFact::Expiry { .. } => crate::hand::expiry_value(lot.expiry),
    }
}
