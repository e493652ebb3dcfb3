//! When goods are really there and the book has fewer: the missing quantity comes from `adjustment` first, in the
//! same entry, marked, and a task names it. Physical stock never goes below zero and no truth is thrown away.

use crate::book::Book;
use crate::said::TaskText;
use crate::turn::{Stop, TaskDraft};
use crate::undo::cause;
use domain::entry::{Evidence, MovementKind, NewMovement, Reason};
use domain::item::Item;
use domain::location::{Location, LocationKind};
use domain::permission::Role;
use domain::{LotId, Quantity};
use ledger::table::task::Severity;

/// The movement that fills the gap and the task that says so; `None` when the book has enough.
pub fn cover(
    item: &Item,
    lot: LotId,
    at: &Location,
    wanted: Quantity,
    book: &Book,
) -> Result<Option<(NewMovement, TaskDraft)>, Stop> {
    let missing = wanted.checked_sub(book.on_hand(at.id, item.id, lot)?)?;
    if !missing.is_positive() {
        return Ok(None);
    }
    let movement = NewMovement {
        kind: MovementKind::Adjust,
        item: item.id,
        lot,
        serial: None,
        from: book.virtual_place(LocationKind::Adjustment)?,
        to: at.id,
        quantity: missing,
        pieces: 0,
        reason: Some(Reason::BookWasShort),
        evidence: Evidence::Derived,
        line: None,
        reading: String::new(),
    };
    let text = TaskText::BookWasShort {
        item: book.name(item).to_owned(),
        location: at.code.clone(),
        quantity: item.amount(missing),
    };
    let task = TaskDraft {
        kind: "book_was_short",
        cause: cause("book_was_short", book.entry_id()),
        message: text.message(),
        severity: Severity::Medium,
        role: Role::Lead,
    };
    Ok(Some((movement, task)))
}
