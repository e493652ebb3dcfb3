//! What is asked about goods that come in because of what is known of them, and what the answers mean.

use super::booking::book_goods;
use super::{State, order};
use crate::book::Book;
use crate::doubt::{self, Doubt};
use crate::said::Said;
use crate::screen::{Question, Tone};
use crate::turn::{Stop, Turn};
use domain::Refusal;
use domain::entry::Reason;
use domain::location::{Location, Purpose};

pub(super) fn is_answer(answer: &str) -> bool {
    let is_reason = Reason::from_text(answer).is_some_and(|reason| Reason::FOR_PLACE.contains(&reason));
    matches!(answer, "take" | "other_place") || is_reason
}

/// The goods are taken as they are, with a reason where the place is wrong; or another place is scanned for them.
pub(super) fn answered(mut state: State, doubt: Doubt, answer: &str, book: &Book) -> Result<Turn, Stop> {
    match (doubt.is_of_place(), answer) {
        (true, "other_place") => Ok(Turn::to(state, Tone::Command, Said::Answered {})),
        (false, "take") => {
            state.granted.settled.settle(doubt, None, None);
            book_goods(state, book)
        }
        (true, reason) if reason != "take" => {
            let at = goods_go_to(&state, book)?;
            state.granted.settled.settle(doubt, at.map(|at| at.id), Reason::from_text(reason));
            book_goods(state, book)
        }
        _ => Err(Refusal::StaleScreen {}.into()),
    }
}

/// Where the goods in hand are put: what was scanned, else the dock.
fn goods_go_to(state: &State, book: &Book) -> Result<Option<Location>, Stop> {
    match state.to {
        Some(id) => Ok(Some(book.location(id)?)),
        None => book.place_for(Purpose::Dock),
    }
}

pub(super) fn question(state: &State, doubt: Doubt, book: &Book) -> Result<Question, Stop> {
    let (item, to) = (state.hand.item(book)?, goods_go_to(state, book)?);
    let quantity = state.hand.quantity().ok_or(Refusal::StaleScreen {})?;
    let (pieces, supplier) = (state.hand.pieces_of(&item)?, order::supplier(state, book)?);
    let goods = doubt::Goods { item: &item, quantity, pieces, to: to.as_ref(), supplier: &supplier };
    doubt::question(doubt, &goods, doubt::for_reasons(), book)
}
