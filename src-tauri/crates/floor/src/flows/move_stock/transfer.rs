//! The document of a transfer: opened like a place, sent off, closed with what never came. Short and over are facts;
//! what is missing stays on the road, and a task says so until it is found or given up.

use super::{Asked, State, booking};
use crate::book::Book;
use crate::said::{Said, TaskText};
use crate::screen::Tone;
use crate::turn::{Stop, TaskDraft, Turn, Write};
use domain::document::{Document, DocumentState};
use domain::entry::{Evidence, MovementKind, NewMovement, Reason};
use domain::location::LocationKind;
use domain::permission::{Action, Role};
use domain::{Amount, DocumentId, Quantity, Refusal};
use ledger::table::task::Severity;
use ledger::table::transfer::{self, Transfer, TransferState};
use ledger::table::{balance, location, serial_position};

/// Of one item at one place.
const PIECES: u32 = 1_000;

/// The transfer's own number: goods and crates in hand go onto its road; with empty hands it is what things are
/// taken from.
pub(super) fn take_document(mut state: State, document: &Document, book: &Book) -> Result<Turn, Stop> {
    let not_here = || Refusal::NotHere { code: document.number.clone() };
    let transfer = transfer::by_document(book.tx, document.id)?.ok_or_else(not_here)?;
    let road = book.location(transfer.transit)?;
    if state.hand.item.is_some() {
        return booking::move_goods(state, road, book);
    }
    if !state.crates.is_empty() {
        return booking::move_crates(state, &road, book);
    }
    // Crates that are scanned next go onto it.
    state.sticky = (transfer.state == TransferState::Open).then_some(road.id);
    state.from = Some(road.id);
    Ok(Turn::to(state, Tone::Command, Said::TransferOpened { document: transfer.number }))
}

/// From the list, or by its number between flows.
pub fn open(document: &Document, book: &Book) -> Result<Turn, Stop> {
    book.allow(Action::Move)?;
    take_document(State::default(), document, book)
}

/// It is loaded and goes: nothing is added any more.
pub(super) fn leaves(state: State, book: &Book) -> Result<Turn, Stop> {
    let transfer = shown(&state, book)?;
    if transfer.state != TransferState::Open || transfer::progress(book.tx, &transfer)?.open_count == 0 {
        return Err(Refusal::NothingToDo {}.into());
    }
    let said = Said::TransferGone { document: transfer.number };
    let write = Write::TransferState(transfer.document, TransferState::InTransit);
    Ok(Turn::to(State::default(), Tone::Complete, said).writing(write))
}

fn shown(state: &State, book: &Book) -> Result<Transfer, Stop> {
    let from = state.from.ok_or(Refusal::StaleScreen {})?;
    Ok(transfer::on_road(book.tx, from)?.ok_or(Refusal::StaleScreen {})?)
}

/// Whoever took in what came says so: all of it, or is the rest still to come?
pub(super) fn done(state: &State, transfer: &Transfer, book: &Book) -> Result<Turn, Stop> {
    let open_count = transfer::progress(book.tx, transfer)?.open_count;
    match (transfer.state, open_count) {
        (TransferState::InTransit, 0) => Ok(complete(transfer)),
        (TransferState::InTransit, _) => {
            let question = Some(Asked::TransferShort { document: transfer.document });
            Ok(Turn::to(State { question, ..state.clone() }, Tone::Attention, Said::Asked {}))
        }
        (TransferState::Open | TransferState::Received, _) => Ok(stays_open(transfer)),
    }
}

fn complete(transfer: &Transfer) -> Turn {
    let said = Said::TransferComplete { document: transfer.number.clone() };
    let mut turn = Turn::to(State::default(), Tone::Complete, said);
    turn.writes = received(transfer);
    turn
}

pub(super) fn stays_open(transfer: &Transfer) -> Turn {
    let said = Said::TransferStaysOpen { document: transfer.number.clone() };
    Turn::to(State::default(), Tone::Command, said)
}

pub(super) fn received(transfer: &Transfer) -> Vec<Write> {
    vec![
        Write::TransferState(transfer.document, TransferState::Received),
        Write::DocumentState(transfer.document, DocumentState::Done),
        Write::TaskCleared(cause(transfer.document)),
    ]
}

fn cause(document: DocumentId) -> String {
    format!("transfer_missing:{document}")
}

/// Nothing more is expected: what is missing stays on the road until somebody finds it or gives it up.
pub(super) fn close(id: DocumentId, book: &Book) -> Result<Turn, Stop> {
    let transfer = transfer::by_document(book.tx, id)?.ok_or(Refusal::StaleScreen {})?;
    let open_count = transfer::progress(book.tx, &transfer)?.open_count;
    if open_count == 0 {
        return Ok(complete(&transfer));
    }
    let (item, quantity) = first_missing(&transfer, book)?;
    let document = transfer.number.clone();
    let text = TaskText::TransferMissing { document: document.clone(), count: open_count, item, quantity };
    let task = TaskDraft {
        kind: "transfer_missing",
        cause: cause(id),
        message: text.message(),
        severity: Severity::High,
        role: Role::InventoryManager,
    };
    let said = Said::TransferShort { document, count: open_count };
    let mut turn = Turn::to(State::default(), Tone::Attention, said);
    turn.writes = vec![
        Write::TransferState(id, TransferState::Received),
        Write::DocumentState(id, DocumentState::Done),
        Write::Task(task),
    ];
    Ok(turn)
}

/// By name, and how much: of goods, or of a crate by its code.
pub(super) fn first_missing(transfer: &Transfer, book: &Book) -> Result<(String, Amount), Stop> {
    if let Some(row) = balance::inside(book.tx, transfer.transit)?.first() {
        let item = book.item(row.item)?;
        return Ok((book.name(&item).to_owned(), item.amount(row.on_hand)));
    }
    let crates = location::children(book.tx, transfer.transit)?;
    let code = crates.first().map(|place| place.code.clone()).unwrap_or_default();
    Ok((code, Amount::new(crates.len().to_string(), "pcs")))
}

/// What never came is given up: out of the road, with the reason.
pub(super) fn ask_lost(state: State, book: &Book) -> Result<Turn, Stop> {
    book.allow(Action::Adjust)?;
    let transfer = shown(&state, book)?;
    if transfer.state != TransferState::Received {
        return Err(Refusal::StillMissing {}.into());
    }
    let question = Some(Asked::TransferLost { document: transfer.document });
    Ok(Turn::to(State { question, ..state }, Tone::Attention, Said::Asked {}))
}

pub(super) fn lost(id: DocumentId, reason: Reason, book: &Book) -> Result<Turn, Stop> {
    book.allow(Action::Adjust)?;
    let transfer = transfer::by_document(book.tx, id)?.ok_or(Refusal::StaleScreen {})?;
    let mut movements = Vec::new();
    for row in balance::inside(book.tx, transfer.transit)? {
        let is_by_piece = book.item(row.item)?.serial_tracked;
        let pieces = match is_by_piece {
            true => serial_position::at(book.tx, row.item, row.location, PIECES)?,
            false => Vec::new(),
        };
        let whole = given_up(&row, reason, book)?;
        let of_lot = pieces.into_iter().filter(|(_, lot)| *lot == row.lot);
        movements.extend(of_lot.map(|(serial, _)| NewMovement {
            serial: Some(serial),
            quantity: Quantity::ONE,
            pieces: 0,
            ..whole.clone()
        }));
        if !is_by_piece {
            movements.push(whole);
        }
    }
    if movements.is_empty() {
        return Err(Refusal::NothingToDo {}.into());
    }
    let count = movements.len() as i64;
    let mut entry = book.entry(movements, Vec::new());
    entry.document = Some(id);
    let said = Said::TransferLost { document: transfer.number, count };
    let turn = Turn::to(State::default(), Tone::Attention, said).writing(Write::Entry(Box::new(entry)));
    Ok(turn.writing(Write::TaskCleared(cause(id))))
}

fn given_up(row: &balance::Balance, reason: Reason, book: &Book) -> Result<NewMovement, Stop> {
    Ok(NewMovement {
        kind: MovementKind::Adjust,
        item: row.item,
        lot: row.lot,
        serial: None,
        from: row.location,
        to: book.virtual_place(LocationKind::Adjustment)?,
        quantity: row.on_hand,
        pieces: row.pieces.max(0),
        reason: Some(reason),
        evidence: Evidence::Chosen,
        line: None,
        reading: String::new(),
    })
}

/// With an entry of it undone, a transfer that was received is on its way again.
pub fn open_again(document: &Document) -> Vec<Write> {
    vec![
        Write::DocumentState(document.id, DocumentState::Open),
        Write::TransferState(document.id, TransferState::InTransit),
        Write::TaskCleared(cause(document.id)),
    ]
}
