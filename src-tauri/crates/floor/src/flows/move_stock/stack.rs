//! Whole crates in hand: taken one after the other, or put at once to a place that was scanned before them; and said
//! to be clean.

use super::{State, booking};
use crate::book::Book;
use crate::said::Said;
use crate::screen::Tone;
use crate::turn::{Stop, Turn, Write};
use domain::Refusal;
use domain::location::{CrateState, Location};
use ledger::table::location::crates;

/// Crates that go together at most.
const CRATES_LIMIT: usize = 40;

/// Crates one after the other, then the place: all go, as one entry. Goods scanned next come out of it. With the
/// place scanned first, a crate from elsewhere goes there at once.
pub(super) fn take(mut state: State, crate_: Location, book: &Book) -> Result<Turn, Stop> {
    if let Some(sticky) = state.sticky
        && crate_.parent != Some(sticky)
    {
        let to = book.location(sticky)?;
        return booking::move_to_sticky(state, &crate_, &to, book);
    }
    if !state.crates.contains(&crate_.id) {
        state.crates.push(crate_.id);
    }
    if state.crates.len() > CRATES_LIMIT {
        return Err(Refusal::TooManyCrates { limit: CRATES_LIMIT as i64 }.into());
    }
    state.sticky = None;
    state.from = Some(crate_.id);
    Ok(Turn::to(state, Tone::Accepted, Said::PlaceRead { location: crate_.code }))
}

/// Whoever holds the crates says that they are clean.
pub(super) fn cleaned(state: State, book: &Book) -> Result<Turn, Stop> {
    let (mut codes, mut writes) = (Vec::new(), Vec::new());
    for id in &state.crates {
        let dirty = crates::fitness(book.tx, *id)?.filter(|fitness| fitness.state == CrateState::Dirty);
        if dirty.is_some() {
            codes.push(book.location(*id)?.code);
            writes.push(Write::CrateCleaned(*id));
        }
    }
    if codes.is_empty() {
        return Err(Refusal::NothingToDo {}.into());
    }
    let said = Said::CrateCleaned { crate_code: codes.join(", ") };
    Ok(Turn { writes, ..Turn::to(state, Tone::Accepted, said) })
}
