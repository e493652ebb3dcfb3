//! Undo: a whole entry, by a new entry that names it, each at most once. Refused while the goods have moved on
//! or were counted since.
//! What a vendor was told follows: not yet told, both are cancelled; told or unclear, the reversal goes after it.

use crate::book::Book;
use crate::flows::{count, move_stock};
use crate::said::{Said, TaskText};
use crate::screen::Tone;
use crate::step::Step;
use crate::turn::{NewDelivery, Stop, TaskDraft, Turn, Write};
use crate::{lot_acts, undo_crate};
use domain::document::{DocumentKind, DocumentState};
use domain::entry::{NewEntry, NewMovement};
use domain::permission::{Action, Role};
use domain::{EntryId, Quantity, Refusal};
use ledger::table::delivery::{Delivery, DeliveryKind, DeliveryState};
use ledger::table::entry::StoredEntry;
use ledger::table::task::Severity;
use ledger::table::{delivery, document, entry, import};

/// How far back UNDO by barcode reaches: one shift.
const SHIFT_MS: i64 = 12 * 60 * 60 * 1000;

/// Tasks that an entry raises by being booked: with it undone their cause is gone.
const CAUSES: [&str; 5] = ["excess", "not_on_order", "on_hold", "book_was_short", "hold_by_hand"];

/// The cause of a task that an entry raises by being booked.
pub fn cause(kind: &str, entry: EntryId) -> String {
    format!("{kind}:{entry}")
}

/// The newest entry of this seat and person in this shift.
pub fn newest(step: &Step, book: &Book) -> Result<Turn, Stop> {
    book.allow(Action::UndoOwn)?;
    let since_ms = book.moment.now_ms - SHIFT_MS;
    let id = entry::newest_undoable(book.tx, book.seat, book.operator.id, since_ms)?;
    reverse(step, id.ok_or(Refusal::NothingToUndo {})?, book)
}

/// One entry by name, from the history.
pub fn one(step: &Step, id: EntryId, book: &Book) -> Result<Turn, Stop> {
    let stored = entry::by_id(book.tx, id)?.ok_or(Refusal::StaleScreen {})?;
    let own = stored.new.operator == book.operator.id && stored.new.seat == book.seat;
    book.allow(if own { Action::UndoOwn } else { Action::UndoAny })?;
    reverse(step, id, book)
}

/// A crate that was used since it was moved is asked about; everything else is undone, or refused, at once.
fn reverse(step: &Step, id: EntryId, book: &Book) -> Result<Turn, Stop> {
    let stored = standing(id, book)?;
    let later = undo_crate::later(&stored, book)?;
    if later.is_empty() { whole(step, id, book) } else { Ok(undo_crate::ask(step, id, &later)) }
}

/// One entry, whatever came after it: refused when its goods or crates are no longer where it put them.
pub fn whole(step: &Step, id: EntryId, book: &Book) -> Result<Turn, Stop> {
    let stored = standing(id, book)?;
    count::refuse_under_count(&stored, &[id], book)?;
    let reversal = reversal(id, 0, book)?;
    still_there(&reversal, book)?;
    let mut turn = Turn::to(step.clone(), Tone::Command, Said::Undone { number: stored.number.clone() });
    turn.writes = writes(&stored, reversal, book)?;
    Ok(turn)
}

/// Several entries in one transaction, each by an entry of its own, in this order: the newest first, so that each
/// finds its goods where it put them. All or none.
pub fn all(step: &Step, newest_first: &[EntryId], book: &Book) -> Result<Turn, Stop> {
    let said = Said::UndoneTogether { count: newest_first.len() as i64 };
    let mut turn = Turn::to(step.clone(), Tone::Command, said);
    for (index, id) in newest_first.iter().enumerate() {
        let stored = standing(*id, book)?;
        if stored.new.operator != book.operator.id || stored.new.seat != book.seat {
            book.allow(Action::UndoAny)?;
        }
        count::refuse_under_count(&stored, newest_first, book)?;
        turn.writes.extend(writes(&stored, reversal(*id, index, book)?, book)?);
    }
    Ok(turn)
}

fn standing(id: EntryId, book: &Book) -> Result<StoredEntry, Stop> {
    let stored = entry::by_id(book.tx, id)?.ok_or(Refusal::StaleScreen {})?;
    if stored.reversed_by.is_some() || stored.new.reverses.is_some() {
        return Err(Refusal::AlreadyUndone {}.into());
    }
    if let Some(import) = import::of_entry(book.tx, id)? {
        let file = import::by_id(book.tx, import)?.map(|import| import.file_name).unwrap_or_default();
        return Err(Refusal::PartOfImport { number: stored.number, file }.into());
    }
    Ok(stored)
}

fn reversal(id: EntryId, nth: usize, book: &Book) -> Result<NewEntry, Stop> {
    let (new_id, moment) = (book.undoing_id(nth), book.moment);
    let (by, seat) = (book.operator.id, book.seat);
    let back = entry::reversal_of(book.tx, id, new_id, by, seat, moment.now_ms, moment.today)?;
    Ok(NewEntry { scan: book.scan, ..back })
}

/// What undoing one entry writes: the order, the entry, the vendors, the tasks.
fn writes(stored: &StoredEntry, reversal: NewEntry, book: &Book) -> Result<Vec<Write>, Stop> {
    let told = vendors_after(stored, book)?;
    let is_told = told.iter().any(|write| matches!(write, Write::Delivery(_)));
    let mut writes = lines_back(stored, is_told);
    writes.extend(document_open_again(stored, book)?);
    let freed = lot_acts::waits_no_more(&reversal.lot_changes);
    writes.push(Write::Entry(Box::new(reversal)));
    writes.push(Write::DatesForgotten(stored.new.id));
    writes.extend(told);
    writes.extend(freed);
    writes.extend(CAUSES.iter().map(|kind| Write::TaskCleared(cause(kind, stored.new.id))));
    Ok(writes)
}

/// The goods and crates are still where the entry put them.
fn still_there(reversal: &NewEntry, book: &Book) -> Result<(), Stop> {
    lot_acts::still_so(&reversal.lot_changes, book)?;
    for placement in &reversal.placements {
        let moved = book.location(placement.container)?;
        if moved.parent != Some(placement.from) {
            let there = moved.parent.map(|parent| book.location(parent)).transpose()?;
            let location = there.map(|there| there.code).unwrap_or_default();
            return Err(Refusal::CrateMovedOn { crate_code: moved.code, location }.into());
        }
    }
    for movement in &reversal.movements {
        let from = book.location(movement.from)?;
        if !from.kind.is_physical() {
            continue;
        }
        let sum = |is_counted: &dyn Fn(&NewMovement) -> bool| -> Quantity {
            let same = |other: &&NewMovement| (other.item, other.lot) == (movement.item, movement.lot);
            let counted = reversal.movements.iter().filter(same).filter(|other| is_counted(other));
            counted.map(|other| other.quantity).sum()
        };
        let needed = sum(&|other| other.from == movement.from);
        let returned = sum(&|other| other.to == movement.from);
        let there = book.on_hand(from.id, movement.item, movement.lot)?;
        if there.checked_add(returned)? < needed {
            let item = book.item(movement.item)?;
            return Err(Refusal::GoodsMovedOn {
                item: book.name(&item).to_owned(),
                location: from.code,
                there: item.amount(there),
                needed: item.amount(needed),
            }
            .into());
        }
    }
    Ok(())
}

/// An order or a transfer that was finished by this entry is open for work again.
fn document_open_again(stored: &StoredEntry, book: &Book) -> Result<Vec<Write>, Stop> {
    let document = stored.new.document.map(|id| document::by_id(book.tx, id)).transpose()?.flatten();
    let finished = document.filter(|document| document.state == DocumentState::Done);
    Ok(match finished {
        Some(order) if order.kind == DocumentKind::PurchaseOrder => {
            vec![Write::DocumentState(order.id, DocumentState::Open)]
        }
        Some(document) if document.kind == DocumentKind::Transfer => move_stock::open_again(&document),
        _ => Vec::new(),
    })
}

/// What was received on order lines is taken back from them. Of what the vendor was told it is only noted that it is
/// not here: there it stays received until its figures say otherwise. It never had what came above the order.
fn lines_back(stored: &StoredEntry, is_told: bool) -> Vec<Write> {
    let on_lines = stored.new.movements.iter().filter_map(|movement| Some((movement, movement.line?)));
    on_lines
        .map(|(movement, line)| match is_told && movement.is_owed_to_vendor() {
            true => Write::UndoneOnLine(line, movement.quantity),
            false => Write::ReceivedOnLine(line, movement.quantity.negated()),
        })
        .collect()
}

/// What becomes of each delivery of the undone entry (design.md, *Undo*).
fn vendors_after(stored: &StoredEntry, book: &Book) -> Result<Vec<Write>, Stop> {
    let mut writes = Vec::new();
    for row in delivery::of_entry(book.tx, stored.new.id)? {
        match row.standing.state {
            _ if row.never_left() => writes.push(Write::CancelDelivery(row.id)),
            DeliveryState::Cancelled => {}
            DeliveryState::Superseded if !row.stands_by_another() => {}
            // Sending, unclear, done, there by another's hand, or an answer that was lost: the counter-document goes
            // behind it.
            _ => {
                writes.push(Write::Delivery(counter_document(&row)));
                if row.kind == DeliveryKind::PurchaseReceipt {
                    writes.push(Write::Task(tell_the_buyer(stored, book)?));
                }
            }
        }
    }
    Ok(writes)
}

fn counter_document(of: &Delivery) -> NewDelivery {
    NewDelivery { vendor: of.vendor.clone(), kind: DeliveryKind::StockAdjustment, lane: of.lane.clone() }
}

/// A receipt that the vendor has is never reverted there by status: stock is adjusted and a person is told.
fn tell_the_buyer(stored: &StoredEntry, book: &Book) -> Result<TaskDraft, Stop> {
    let number = match stored.new.document {
        Some(id) => document::by_id(book.tx, id)?.map(|document| document.number).unwrap_or_default(),
        None => String::new(),
    };
    let text = TaskText::ReceiptUndone { number: stored.number.clone(), document: number };
    Ok(TaskDraft {
        kind: "receipt_undone",
        cause: cause("receipt_undone", stored.new.id),
        message: text.message(),
        severity: Severity::High,
        role: Role::InventoryManager,
    })
}
