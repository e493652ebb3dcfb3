//! Move: from a place, goods, to a place; or whole crates, scanned one after the other, to a place or into the last.
//! Scan the source, the goods, the target: three scans and it is booked. Moving more than the book knows asks
//! once and is then booked as found. Expired and held goods may be moved, and say what they are.

mod booking;
mod show;

pub use show::show;

use super::{Event, chosen, take_keyed};
use crate::book::Book;
use crate::hand::{Hand, LotPick, Taken};
use crate::lookup::{Goods, Thing};
use crate::said::Said;
use crate::screen::{Tap, Tone};
use crate::step::Step;
use crate::turn::{Stop, Turn};
use domain::location::{Location, LocationKind};
use domain::permission::Action;
use domain::{LocationId, LotId, Refusal, Value};
use ledger::table::balance::{self, Balance};
use serde::{Deserialize, Serialize};

/// Answer of the button that stacks the crates in hand.
const INTO_CRATE: &str = "into_crate";
/// Crates that go together at most.
const CRATES_LIMIT: usize = 40;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct State {
    pub from: Option<LocationId>,
    /// Whole crates that go together, in the order they were scanned.
    pub crates: Vec<LocationId>,
    pub hand: Hand,
    pub question: Option<Asked>,
    pub choosing: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "asked", rename_all = "snake_case")]
pub enum Asked {
    /// The book has fewer at the source than are being moved to this place.
    BookShort { to: LocationId },
}

pub fn open(book: &Book) -> Result<Turn, Stop> {
    book.allow(Action::Move)?;
    let said = Said::FlowOpened { flow: Value::Word("flow-move-stock".to_owned()) };
    Ok(Turn::to(State::default(), Tone::Command, said))
}

pub fn turn(state: &State, event: &Event, book: &Book) -> Result<Turn, Stop> {
    if event.is_cancel() {
        return Ok(cancel(state));
    }
    book.allow(Action::Move)?;
    if let Some(Asked::BookShort { to }) = &state.question {
        return answered(state, *to, event, book);
    }
    if event.is_done() {
        let mut next = state.clone();
        return match take_keyed(&mut next.hand, event, book)? {
            Some(said) => Ok(Turn::to(next, Tone::Command, said)),
            None => leave(&next),
        };
    }
    if event.is_choose() {
        return Ok(Turn::to(State { choosing: true, ..state.clone() }, Tone::Command, Said::Choosing {}));
    }
    match event {
        Event::Scan(thing) => scanned(state, thing, event, book),
        Event::Tap(tap) => tapped(state, tap, event, book),
    }
}

fn scanned(state: &State, thing: &Thing, event: &Event, book: &Book) -> Result<Turn, Stop> {
    let mut next = State { choosing: false, ..state.clone() };
    match thing {
        Thing::Location(place) => take_place(next, place.clone(), book),
        Thing::Goods(goods) => take_goods(next, goods, book),
        Thing::Fragment(fragment) => {
            next.hand.join(fragment, book)?;
            settled(next, Tone::Accepted, Taken::Told, book)
        }
        Thing::Unknown(text) => {
            let told = next.hand.as_asked(text, book)?.ok_or_else(|| event.out_of_place())?;
            next.hand.join(&told, book)?;
            settled(next, Tone::Accepted, Taken::Told, book)
        }
        Thing::Command(command) => {
            let (tone, said) = next.hand.take_key(*command, book).ok_or_else(|| event.out_of_place())??;
            Ok(Turn::to(next, tone, said))
        }
        _ => Err(event.out_of_place()),
    }
}

fn tapped(state: &State, tap: &Tap, event: &Event, book: &Book) -> Result<Turn, Stop> {
    let mut next = State { choosing: false, ..state.clone() };
    if let Some(id) = chosen::<LocationId>(event, "place") {
        return take_place(next, book.location(id)?, book);
    }
    if let Some(id) = chosen::<LotId>(event, "lot") {
        next.crates.clear();
        next.hand.choose_lot(id, book)?;
        return settled(next, Tone::Accepted, Taken::New, book);
    }
    if let Some(serial) = chosen::<String>(event, "serial") {
        next.hand.choose_serial(&serial, book)?;
        return settled(next, Tone::Accepted, Taken::Told, book);
    }
    match tap {
        Tap::Answer { answer } if answer == INTO_CRATE => booking::move_into_last(next, book),
        Tap::Quantity { amount, pack } => {
            let quantity = next.hand.set_quantity(amount, pack.as_deref(), book)?;
            let quantity = next.hand.item(book)?.amount(quantity);
            Ok(Turn::to(next, Tone::Accepted, Said::QuantitySet { quantity }))
        }
        Tap::HideChoices => Ok(Turn::to(next, Tone::Command, Said::Answered {})),
        Tap::OpenText => {
            next.hand.open_text(book)?;
            Ok(Turn::to(next, Tone::Command, Said::Typing {}))
        }
        Tap::Text { text } => {
            next.hand.take_text(text, book)?;
            settled(next, Tone::Accepted, Taken::Told, book)
        }
        _ => Err(event.out_of_place()),
    }
}

fn cancel(state: &State) -> Turn {
    let said = Said::Cancelled {};
    let mut next = state.clone();
    if state.question.is_some() {
        return Turn::to(State { question: None, ..next }, Tone::Command, said);
    }
    if next.hand.drop_typing() || next.choosing {
        return Turn::to(State { choosing: false, ..next }, Tone::Command, said);
    }
    if state.hand.item.is_some() {
        return Turn::to(State { hand: Hand::default(), ..next }, Tone::Command, said);
    }
    if state.from.is_some() || !state.crates.is_empty() {
        return Turn::to(State::default(), Tone::Command, said);
    }
    Turn::to(Step::Home, Tone::Command, Said::FlowLeft {})
}

fn leave(state: &State) -> Result<Turn, Stop> {
    if state.hand.item.is_some() || !state.crates.is_empty() {
        return Err(Refusal::StillMissing {}.into());
    }
    Ok(Turn::to(Step::Home, Tone::Command, Said::FlowLeft {}))
}

/// A place is the source first and the target once there is something to move.
fn take_place(mut state: State, place: Location, book: &Book) -> Result<Turn, Stop> {
    book.place_for_stock(&place)?;
    if state.hand.item.is_some() {
        book.place_for_goods(&place)?;
        return booking::move_goods(state, place, book);
    }
    let said = Said::PlaceRead { location: place.code.clone() };
    if place.kind == LocationKind::Container {
        // Crates one after the other, then the place: all go, as one entry. Goods scanned next come out of it.
        if !state.crates.contains(&place.id) {
            state.crates.push(place.id);
        }
        if state.crates.len() > CRATES_LIMIT {
            return Err(Refusal::TooManyCrates { limit: CRATES_LIMIT as i64 }.into());
        }
    } else if !state.crates.is_empty() {
        return booking::move_crates(state, &place, book);
    }
    state.from = Some(place.id);
    Ok(Turn::to(state, Tone::Accepted, said))
}

fn take_goods(mut state: State, goods: &Goods, book: &Book) -> Result<Turn, Stop> {
    let taken = state.hand.take(goods, book)?;
    if state.from.is_none() {
        state.from = Some(source_of(goods, book)?);
    }
    // Goods out of a crate: the crate itself stays.
    state.crates.clear();
    let tone = if taken == Taken::More { Tone::More } else { Tone::Accepted };
    settled(state, tone, taken, book)
}

/// Goods were scanned before their place: where they lie is known of one piece, and when it is only one place.
fn source_of(goods: &Goods, book: &Book) -> Result<LocationId, Stop> {
    if let (Some(serial), true) = (&goods.more.serial, goods.item.serial_tracked)
        && let Some(there) = book.in_stock(goods.item.id, serial)?
    {
        return Ok(there.location);
    }
    let mut rows = balance::of_item(book.tx, goods.item.id)?;
    if let Some(lot) = &goods.lot {
        rows.retain(|row| row.lot == lot.id);
    }
    let item = book.name(&goods.item).to_owned();
    let first = rows.first().ok_or_else(|| Refusal::SourceFirst { item: item.clone() })?;
    if rows.iter().any(|row| row.location != first.location) {
        return Err(Refusal::SourceFirst { item }.into());
    }
    Ok(first.location)
}

/// Settles what can only be meant, and says what lies in the hand.
fn settled(mut state: State, tone: Tone, taken: Taken, book: &Book) -> Result<Turn, Stop> {
    let item = state.hand.item(book)?;
    if state.hand.lacks_serial(book)? {
        return Ok(Turn::to(state, tone, Said::ItemRead { item: book.name(&item).to_owned() }));
    }
    let rows = match state.from {
        Some(from) => {
            state.hand.take_serial_from(from, book)?;
            book.stock_of_at(item.id, from)?
        }
        None => Vec::new(),
    };
    settle_lot(&mut state, &rows, book)?;
    let Some(lot) = state.hand.known_lot() else {
        return Ok(Turn::to(state, tone, Said::ItemRead { item: book.name(&item).to_owned() }));
    };
    // A measured item without a number, or a card that was chosen: all that is there.
    if state.hand.quantity.is_none()
        && !state.hand.retyping
        && let Some(row) = rows.iter().find(|row| row.lot == lot)
    {
        state.hand.propose(row.on_hand, row.pieces);
    }
    match show::warning(&state, lot, book)? {
        Some(said) => Ok(Turn::to(state, Tone::Attention, said)),
        None => {
            let said = show::said_in_hand(&state, taken, book)?;
            Ok(Turn::to(state, tone, said))
        }
    }
}

/// The only lot here is the lot; of several the person picks, FEFO first. A lot the book has never seen is a slip:
/// nothing of it can be here.
fn settle_lot(state: &mut State, rows: &[Balance], book: &Book) -> Result<(), Stop> {
    let item = state.hand.item(book)?;
    state.hand.refuse_new_lot(rows, book)?;
    if state.hand.lot.is_some() {
        return Ok(());
    }
    match rows {
        [only] => state.hand.lot = Some(LotPick::Known { id: only.lot }),
        // The book has none here; of an item without lots it is known all the same what it is.
        [] if !item.lot_tracked => match book.lot_none(item.id)? {
            (lot, false) => state.hand.lot = Some(LotPick::Known { id: lot.id }),
            (_, true) => return Err(nothing_anywhere(state, book)?),
        },
        [] if balance::of_item(book.tx, item.id)?.is_empty() => return Err(nothing_anywhere(state, book)?),
        _ => {}
    }
    Ok(())
}

fn nothing_anywhere(state: &State, book: &Book) -> Result<Stop, Stop> {
    let item = book.name(&state.hand.item(book)?).to_owned();
    let location = state.from.map(|from| book.location(from)).transpose()?.map(|place| place.code);
    Ok(Refusal::NothingHere { item, location: location.unwrap_or_default() }.into())
}

fn answered(state: &State, to: LocationId, event: &Event, book: &Book) -> Result<Turn, Stop> {
    let mut next = State { question: None, ..state.clone() };
    match event.answer() {
        Some("take") => booking::move_with_shortfall(next, book.location(to)?, book),
        Some("change") => {
            next.hand.ask_number_again();
            Ok(Turn::to(next, Tone::Command, Said::Answered {}))
        }
        _ => Err(event.out_of_place()),
    }
}
