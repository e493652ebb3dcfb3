//! In hand of: a person's own badge, while goods are to be put somewhere, puts them into the person's hands; with
//! empty hands it is where they are taken from. So goods leave the shelf when they leave the shelf.

use super::{State, booking};
use crate::book::Book;
use crate::said::Said;
use crate::screen::Tone;
use crate::turn::{NewHands, Stop, Turn, Write};
use domain::location::{Location, LocationKind, Purpose};
use domain::{LocationId, Refusal};
use ledger::table::location::{self, hands};
use ledger::table::operator::Operator;

/// People of one name at one site, at most.
const NAMESAKES: usize = 20;

/// One's own badge means one's own hands here, and not signing in once more.
pub fn takes_badge(state: &State, operator: &Operator, book: &Book) -> Result<bool, Stop> {
    if operator.id != book.operator.id || state.question.is_some() || state.hand.editing {
        return Ok(false);
    }
    if state.hand.item.is_some() {
        return Ok(state.hand.known_lot().is_some() && state.hand.quantity().is_some());
    }
    let is_start = state.from.is_none() && state.crates.is_empty();
    Ok(is_start && !hands::carried(book.tx, operator.id)?.is_empty())
}

pub(super) fn take_badge(mut state: State, operator: &Operator, book: &Book) -> Result<Turn, Stop> {
    if state.hand.item.is_some() {
        let (place, made) = place_of(&state, operator, book)?;
        let mut turn = booking::move_goods(state, place, book)?;
        turn.writes.splice(0..0, made);
        return Ok(turn);
    }
    let carried = hands::carried(book.tx, operator.id)?;
    let first = carried.first().ok_or(Refusal::NothingToDo {})?;
    let place = book.location(first.location)?;
    state.from = Some(place.id);
    state.sticky = None;
    Ok(Turn::to(state, Tone::Accepted, Said::PlaceRead { location: place.code }))
}

/// The person's place at the site where the goods are, made at the first time.
fn place_of(state: &State, operator: &Operator, book: &Book) -> Result<(Location, Option<Write>), Stop> {
    let from = state.from.ok_or(Refusal::StillMissing {})?;
    let on_the_road = || Refusal::NotAPlaceForStock { location: operator.name.clone() };
    let site = location::site_of(book.tx, from)?.ok_or_else(on_the_road)?;
    if let Some(id) = hands::of(book.tx, operator.id, site.id)? {
        return Ok((book.location(id)?, None));
    }
    let id = LocationId(book.input.derive("hands", 0));
    let code = free_code(&operator.name, &site.code, book)?;
    let place = Location {
        id,
        kind: LocationKind::Bin,
        code: code.clone(),
        name: String::new(),
        parent: Some(site.id),
        purpose: Purpose::InHand,
    };
    let (operator, site) = (operator.id, site.id);
    Ok((place, Some(Write::Hands(NewHands { id, code, site, operator }))))
}

/// The name itself, or with the site and a number where the name is taken.
fn free_code(name: &str, site: &str, book: &Book) -> Result<String, Stop> {
    let first = [name.to_owned(), format!("{name} · {site}")].into_iter();
    let more = (2..NAMESAKES).map(|number| format!("{name} · {site} {number}"));
    for code in first.chain(more) {
        if location::by_code(book.tx, &code)?.is_none() {
            return Ok(code);
        }
    }
    Err(Refusal::NotAPlaceForStock { location: name.to_owned() }.into())
}
