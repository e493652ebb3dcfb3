//! When goods are really there and the book has fewer: the missing quantity comes from `adjustment` first, in the
//! same entry, marked, and a task names it. Physical stock never goes below zero and no truth is thrown away.

use crate::book::Book;
use crate::pieces;
use crate::prompts::answer;
use crate::said::{Do, Query, TaskText};
use crate::screen::Question;
use crate::turn::{Stop, TaskDraft};
use crate::undo::cause;
use domain::entry::{Evidence, MovementKind, NewMovement, Reason};
use domain::item::Item;
use domain::location::{Location, LocationKind};
use domain::permission::Role;
use domain::{Amount, LotId, Quantity};
use ledger::table::balance;
use ledger::table::task::Severity;

/// The movements that fill the gap, of weight and of pieces, and the task that says so; `None` when the book has
/// enough of both. `wanted_pieces` is nothing for goods that are not weighed.
pub fn cover(
    item: &Item,
    lot: LotId,
    at: &Location,
    (wanted, wanted_pieces): (Quantity, i64),
    book: &Book,
) -> Result<Option<(Vec<NewMovement>, TaskDraft)>, Stop> {
    let there = balance::one(book.tx, at.id, item.id, lot)?;
    let (on_hand, on_hand_pieces) = there.map_or((Quantity::ZERO, 0), |row| (row.on_hand, row.pieces));
    let missing = wanted.checked_sub(on_hand)?;
    let missing_pieces = if item.catch_weight { (wanted_pieces - on_hand_pieces).max(0) } else { 0 };
    if !missing.is_positive() {
        let why = (MovementKind::Adjust, Reason::BookWasShort, Evidence::Derived);
        let found = pieces::without_weight((at.id, item.id, lot), missing_pieces, why, book)?;
        let task = task(item, at, Amount::of_pieces(missing_pieces), book);
        return Ok((missing_pieces > 0).then_some((found, task)));
    }
    let movement = NewMovement {
        kind: MovementKind::Adjust,
        item: item.id,
        lot,
        serial: None,
        from: book.virtual_place(LocationKind::Adjustment)?,
        to: at.id,
        quantity: missing,
        pieces: missing_pieces,
        reason: Some(Reason::BookWasShort),
        evidence: Evidence::Derived,
        line: None,
        reading: String::new(),
    };
    Ok(Some((vec![movement], task(item, at, item.weighed(missing, missing_pieces), book))))
}

fn task(item: &Item, at: &Location, quantity: Amount, book: &Book) -> TaskDraft {
    let (name, location) = (book.name(item).to_owned(), at.code.clone());
    TaskDraft {
        kind: "book_was_short",
        cause: cause("book_was_short", book.entry_id()),
        message: TaskText::BookWasShort { item: name, location, quantity }.message(),
        severity: Severity::Medium,
        role: Role::Lead,
    }
}

/// What is wanted beside what the book has, for the question: the weight, or where only pieces are missing, those.
pub fn both_numbers(
    item: &Item,
    lot: LotId,
    at: &Location,
    (wanted, wanted_pieces): (Quantity, i64),
    book: &Book,
) -> Result<(Amount, Amount), Stop> {
    let there = balance::one(book.tx, at.id, item.id, lot)?;
    let (on_hand, pieces) = there.map_or((Quantity::ZERO, 0), |row| (row.on_hand, row.pieces));
    if wanted <= on_hand && item.catch_weight {
        return Ok((Amount::of_pieces(wanted_pieces), Amount::of_pieces(pieces)));
    }
    Ok((item.weighed(wanted, wanted_pieces), item.weighed(on_hand, pieces)))
}

/// The same where the policy wants a lead's badge: the badge is the answer, and another number.
pub fn badge_question(item: String, wanted: Amount, there: Amount, location: String) -> Question {
    let message = Query::BookShortBadge { item, wanted, there, location }.message();
    Question { message, answers: vec![answer(Do::ChangeNumber {}, "change")] }
}
