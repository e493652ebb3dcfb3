//! The head of a delivery: who brings it, and the number of its note. The supplier of an order is the order's; of a
//! delivery without one it is asked, and *not known* is an answer. The same supplier and number again is asked about,
//! whichever of the two is said last.

use super::order;
use super::questions::Asked;
use super::{State, without_order};
use crate::book::Book;
use crate::said::Said;
use crate::screen::{Tap, Tone};
use crate::turn::{Stop, Turn, Write};
use domain::document::{Document, DocumentKind};
use domain::{DocumentId, Refusal};
use ledger::table::document;
use serde::{Deserialize, Serialize};

/// Longer texts are neither names nor numbers of delivery notes.
const LENGTH_LIMIT: usize = 80;
/// So many are offered as cards and known again when they are typed.
const SUPPLIERS_KNOWN: u32 = 200;

/// What is being said about the delivery itself, beside its goods.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Head {
    /// Who brings it: a card. A scan of goods goes on without.
    Supplier,
    /// Who brings it, typed.
    SupplierName,
    Note,
}

/// There is no order: only then it has to be asked who brings the goods.
pub fn no_order(state: State) -> Turn {
    Turn::to(State { head: Some(Head::Supplier), ..state }, Tone::Command, Said::NoOrder {})
}

/// DONE: the delivery has no number, or nobody knows who brings it.
pub fn done(state: State, head: Head, book: &Book) -> Result<Turn, Stop> {
    match head {
        Head::Note => Ok(Turn::to(closed(state), Tone::Command, Said::Cancelled {})),
        Head::Supplier | Head::SupplierName => take_supplier(state, "", book),
    }
}

/// The taps of the head; `None` for any other.
pub fn tapped(state: &State, tap: &Tap, book: &Book) -> Option<Result<Turn, Stop>> {
    let next = State { choosing: false, ..state.clone() };
    Some(match (tap, state.head) {
        (Tap::Answer { answer }, None) if answer == "supplier" => ask_again(next, book),
        (Tap::Choose { id }, Some(Head::Supplier)) => {
            let name = id.strip_prefix("supplier:")?;
            choose_supplier(next, name, book)
        }
        (Tap::OpenText, Some(Head::Supplier)) => {
            Ok(Turn::to(State { head: Some(Head::SupplierName), ..next }, Tone::Command, Said::Typing {}))
        }
        (Tap::Text { text }, Some(Head::SupplierName)) => type_supplier(next, text, book),
        (Tap::OpenNote, _) => {
            let next = State { head: Some(Head::Note), ..without_order(next) };
            Ok(Turn::to(next, Tone::Command, Said::Typing {}))
        }
        (Tap::Text { text }, Some(Head::Note)) => take_note(next, text, book),
        _ => return None,
    })
}

/// CANCEL goes one step back; `None` when nothing of the head is open, or nothing lies behind it.
pub fn back(state: &State) -> Option<State> {
    let head = match state.head? {
        Head::SupplierName => Some(Head::Supplier),
        Head::Supplier if state.document.is_none() && !state.blind => return None,
        Head::Supplier | Head::Note => None,
    };
    Some(State { head, choosing: false, ..state.clone() })
}

/// Goods were scanned: who brings them stays unknown.
pub fn goes_on(mut state: State) -> State {
    if matches!(state.head, Some(Head::Supplier | Head::SupplierName)) {
        state.head = None;
    }
    state
}

/// Who brought deliveries before, the latest first.
pub fn suppliers(book: &Book) -> Result<Vec<String>, Stop> {
    Ok(document::suppliers(book.tx, SUPPLIERS_KNOWN)?)
}

fn closed(state: State) -> State {
    State { head: None, ..state }
}

/// Said or left open before, and meant to be said now.
fn ask_again(state: State, book: &Book) -> Result<Turn, Stop> {
    let is_order = |document: &Document| document.kind == DocumentKind::PurchaseOrder;
    if order::current(&state, book)?.is_some_and(|document| is_order(&document)) {
        return Err(Refusal::StaleScreen {}.into());
    }
    Ok(Turn::to(State { head: Some(Head::Supplier), ..state }, Tone::Command, Said::Choosing {}))
}

fn choose_supplier(state: State, name: &str, book: &Book) -> Result<Turn, Stop> {
    if !suppliers(book)?.iter().any(|known| known == name) {
        return Err(Refusal::StaleScreen {}.into());
    }
    take_supplier(state, name, book)
}

/// A name as typed; written as it is known, whatever its capitals.
fn type_supplier(state: State, text: &str, book: &Book) -> Result<Turn, Stop> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    within_limit(&name)?;
    if name.is_empty() {
        return Ok(Turn::to(
            State { head: Some(Head::Supplier), ..state },
            Tone::Command,
            Said::Cancelled {},
        ));
    }
    let known = suppliers(book)?.into_iter().find(|known| known.to_lowercase() == name.to_lowercase());
    take_supplier(state, &known.unwrap_or(name), book)
}

fn take_supplier(state: State, name: &str, book: &Book) -> Result<Turn, Stop> {
    let note = match order::current(&state, book)? {
        Some(document) => document.note_number,
        None => state.note.clone(),
    };
    if !name.is_empty()
        && let Some(document) = seen_before(&state, name, &note, book)?
    {
        let supplier = Some(name.to_owned());
        return Ok(asked(state, Asked::NoteSeen { note, document, supplier }));
    }
    Ok(keep_supplier(state, name.to_owned()))
}

pub fn keep_supplier(state: State, name: String) -> Turn {
    let (tone, said) = match name.is_empty() {
        true => (Tone::Command, Said::SupplierNotKnown {}),
        false => (Tone::Accepted, Said::SupplierTaken { supplier: name.clone() }),
    };
    match state.document {
        Some(id) => Turn::to(closed(state), tone, said).writing(Write::DocumentPartner(id, name)),
        None => {
            let next = State { supplier: name, ..without_order(closed(state)) };
            Turn::to(next, tone, said)
        }
    }
}

fn take_note(state: State, text: &str, book: &Book) -> Result<Turn, Stop> {
    let note = text.trim().to_owned();
    within_limit(&note)?;
    let state = closed(state);
    if note.is_empty() {
        return Ok(Turn::to(state, Tone::Command, Said::Cancelled {}));
    }
    let supplier = order::supplier(&state, book)?;
    if let Some(document) = seen_before(&state, &supplier, &note, book)? {
        return Ok(asked(state, Asked::NoteSeen { note, document, supplier: None }));
    }
    Ok(keep_note(state, note))
}

pub fn keep_note(state: State, note: String) -> Turn {
    let said = Said::NoteTaken { note: note.clone() };
    match state.document {
        Some(id) => Turn::to(state, Tone::Accepted, said).writing(Write::DocumentNote(id, note)),
        None => Turn::to(State { note, ..without_order(state) }, Tone::Accepted, said),
    }
}

/// Another delivery of this supplier that carried this number.
fn seen_before(state: &State, supplier: &str, note: &str, book: &Book) -> Result<Option<DocumentId>, Stop> {
    let seen = document::note_seen(book.tx, supplier, note)?.map(|seen| seen.id);
    Ok(seen.filter(|seen| Some(*seen) != state.document))
}

fn asked(state: State, question: Asked) -> Turn {
    Turn::to(State { question: Some(question), ..closed(state) }, Tone::Attention, Said::Asked {})
}

fn within_limit(text: &str) -> Result<(), Stop> {
    let length = text.chars().count();
    match length > LENGTH_LIMIT {
        true => Err(Refusal::TooLong { length: length as i64, limit: LENGTH_LIMIT as i64 }.into()),
        false => Ok(()),
    }
}
