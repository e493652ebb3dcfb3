//! The order behind a delivery: which lines the goods fill, and how the delivery ends.

use super::questions::Asked;
use super::{State, over};
use crate::book::Book;
use crate::prompts::reason_word;
use crate::said::{Said, TaskText};
use crate::screen::Tone;
use crate::step::Step;
use crate::tray;
use crate::turn::{Stop, TaskDraft, Turn, Write};
use domain::document::{Document, DocumentKind, DocumentLine, DocumentState};
use domain::entry::Reason;
use domain::item::Item;
use domain::permission::Role;
use domain::{Amount, Quantity, Refusal};
use ledger::table::document;
use ledger::table::task::Severity;

/// The delivery in work: an order, or one without.
pub fn current(state: &State, book: &Book) -> Result<Option<Document>, Stop> {
    Ok(state.document.map(|id| document::by_id(book.tx, id)).transpose()?.flatten())
}

/// The same, when it is an order.
pub fn current_order(state: &State, book: &Book) -> Result<Option<Document>, Stop> {
    Ok(current(state, book)?.filter(|document| document.kind == DocumentKind::PurchaseOrder))
}

/// Who brings it; empty when nobody knows.
pub fn supplier(state: &State, book: &Book) -> Result<String, Stop> {
    Ok(current(state, book)?.map_or_else(|| state.supplier.clone(), |document| document.partner))
}

/// Where a quantity goes: so much on each line that is open, and what nobody ordered.
pub struct Split {
    /// In the order's sequence; empty when the item is on no line.
    pub parts: Vec<(DocumentLine, Quantity)>,
    /// Above the order, and not taken as ordered.
    pub excess: Quantity,
    /// Above the order, within what the supplier's tolerance takes.
    pub tolerated: Quantity,
    /// Of all lines of the item.
    pub ordered: Quantity,
    pub received_before: Quantity,
    /// Of that, what is not here any more: it was undone after the vendor had it.
    pub undone_there: Quantity,
}

impl Split {
    /// Without an order: everything is wanted.
    pub fn blind() -> Split {
        let zero = Quantity::ZERO;
        let (ordered, received_before) = (zero, zero);
        let parts = Vec::new();
        Split { parts, excess: zero, tolerated: zero, ordered, received_before, undone_there: zero }
    }

    pub fn of(order: &Document, item: &Item, quantity: Quantity, book: &Book) -> Result<Split, Stop> {
        let lines = document::line_for_item(book.tx, order.id, item.id)?;
        let mut split = Split::blind();
        let mut left = quantity;
        for line in lines {
            let part = line.open().min(left);
            left = left.checked_sub(part)?;
            split.ordered = split.ordered.checked_add(line.ordered)?;
            split.received_before = split.received_before.checked_add(line.received)?;
            split.undone_there = split.undone_there.checked_add(line.undone_there)?;
            split.parts.push((line, part));
        }
        if split.is_ordered() {
            split.tolerated = over::tolerated(left, &split, &order.partner, item, book)?;
            split.excess = left.checked_sub(split.tolerated)?;
        }
        Ok(split)
    }

    pub fn is_ordered(&self) -> bool {
        !self.parts.is_empty()
    }

    /// The line that carries what is above the order.
    pub fn last_line(&self) -> Option<&DocumentLine> {
        self.parts.last().map(|(line, _)| line)
    }

    /// What came and is still here, before these goods.
    pub fn came_before(&self) -> Result<Quantity, Stop> {
        Ok(self.received_before.checked_sub(self.undone_there)?.max(Quantity::ZERO))
    }

    /// What came and what was ordered once `quantity` is booked, in the purchase unit where both come out even.
    pub fn standing(&self, item: &Item, quantity: Quantity, book: &Book) -> Result<(Amount, Amount), Stop> {
        let done = self.came_before()?.checked_add(quantity)?;
        Ok(in_purchase_unit(self.last_line(), item, done, self.ordered, book))
    }
}

fn in_purchase_unit(
    line: Option<&DocumentLine>,
    item: &Item,
    done: Quantity,
    wanted: Quantity,
    book: &Book,
) -> (Amount, Amount) {
    let packs = line.and_then(|line| line.pack.as_ref()).and_then(|(name, factor)| {
        Some((book.in_pack(done, name, *factor)?, book.in_pack(wanted, name, *factor)?))
    });
    packs.unwrap_or_else(|| (item.amount(done), item.amount(wanted)))
}

/// Lines of which something is not here, whatever the vendor counts.
pub fn open_lines(order: &Document, book: &Book) -> Result<Vec<DocumentLine>, Stop> {
    let lines = document::lines(book.tx, order.id)?;
    Ok(lines.into_iter().filter(|line| line.missing().is_positive()).collect())
}

/// The first open line as the person reads it: item, came, ordered, missing.
pub fn first_open(line: &DocumentLine, book: &Book) -> Result<(String, Amount, Amount, Amount), Stop> {
    let item = book.item(line.item)?;
    let (came, ordered) = in_purchase_unit(Some(line), &item, line.came(), line.ordered, book);
    let (still_open, _) = in_purchase_unit(Some(line), &item, line.missing(), line.ordered, book);
    Ok((book.name(&item).to_owned(), came, ordered, still_open))
}

/// The delivery is over. An order with open lines asks why; they stay open on the order. One with codes in the tray
/// is not closed.
pub fn finish(state: &State, book: &Book) -> Result<Turn, Stop> {
    let Some(delivery) = current(state, book)? else {
        return Ok(Turn::to(Step::Home, Tone::Command, Said::FlowLeft {}));
    };
    let is_order = delivery.kind == DocumentKind::PurchaseOrder;
    if is_order && !open_lines(&delivery, book)?.is_empty() {
        let next = State { question: Some(Asked::ShortOrder), ..state.clone() };
        return Ok(Turn::to(next, Tone::Attention, Said::Asked {}));
    }
    if is_order && !tray::of_document(delivery.id, book)?.is_empty() {
        let next = State { question: Some(Asked::InTray), ..state.clone() };
        return Ok(Turn::to(next, Tone::Attention, Said::Asked {}));
    }
    let said = Said::OrderComplete { document: delivery.number };
    let mut turn = Turn::to(Step::Home, Tone::Complete, said);
    if is_order {
        turn.writes.push(Write::DocumentState(delivery.id, DocumentState::Done));
        turn.writes.push(Write::TaskCleared(short_cause(&delivery.id)));
    }
    Ok(turn)
}

pub fn stays_open(state: &State, reason: Reason, book: &Book) -> Result<Turn, Stop> {
    let order = current(state, book)?.ok_or(Refusal::StaleScreen {})?;
    let text = TaskText::ShortReceipt { document: order.number.clone(), reason: reason_word(reason) };
    let task = TaskDraft {
        kind: "short_receipt",
        cause: short_cause(&order.id),
        message: text.message(),
        severity: Severity::Medium,
        role: Role::Lead,
    };
    let said = Said::StaysOpen { document: order.number };
    Ok(Turn::to(Step::Home, Tone::Command, said).writing(Write::Task(task)))
}

/// The order waits for its codes in the tray.
pub fn left_for_tray(state: &State, book: &Book) -> Result<Turn, Stop> {
    let order = current(state, book)?.ok_or(Refusal::StaleScreen {})?;
    let count = tray::of_document(order.id, book)?.len() as i64;
    let said = Said::StaysOpenForTray { document: order.number, count };
    Ok(Turn::to(Step::Home, Tone::Command, said))
}

/// One open task per order, however often it comes short; a complete order clears it.
fn short_cause(order: &domain::DocumentId) -> String {
    format!("short:{order}")
}
