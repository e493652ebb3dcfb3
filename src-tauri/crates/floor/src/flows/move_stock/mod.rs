//! Move: from a place, goods, to a place; or whole crates, scanned one after the other, to a place or into the last.
//! A place of another site as the target begins or loads a transfer; one's own badge is one's own hands.
//! Scan the source, the goods, the target: three scans and it is booked. Moving more than the book knows asks
//! once and is then booked as found. Expired and held goods may be moved, and say what they are.

mod ask;
mod booking;
mod goods;
mod hands;
mod road_show;
mod show;
mod stack;
mod transfer;
mod way;

pub use hands::takes_badge;
pub use show::show;
pub use transfer::{open as open_transfer, open_again};

use super::{Event, chosen, take_keyed};
use crate::book::Book;
use crate::doubt::{Doubt, Settled};
use crate::hand::{Hand, OnScale, Taken};
use crate::lookup::Thing;
use crate::policy;
use crate::said::Said;
use crate::screen::{Tap, Tone};
use crate::step::Step;
use crate::turn::{Stop, Turn};
use domain::document::DocumentKind;
use domain::entry::Reason;
use domain::location::{Location, LocationKind};
use domain::permission::Action;
use domain::policy::PolicySays;
use domain::{DocumentId, LocationId, LotId, Refusal, Value};
use ledger::table::document;
use serde::{Deserialize, Serialize};

/// Answer of the button that stacks the crates in hand.
const INTO_CRATE: &str = "into_crate";
/// Answers of the buttons for crates in hand that are clean again, for a transfer that goes, and for what never came.
const CLEANED: &str = "cleaned";
const GONE: &str = "gone";
const GIVE_UP: &str = "give_up";

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct State {
    pub from: Option<LocationId>,
    /// Whole crates that go together, in the order they were scanned.
    pub crates: Vec<LocationId>,
    pub hand: Hand,
    pub question: Option<Asked>,
    pub choosing: bool,
    /// Scanned before anything else: crates that are scanned next go there, one by one.
    #[serde(default)]
    pub sticky: Option<LocationId>,
    /// What was answered about the goods in hand.
    #[serde(default)]
    pub settled: Settled,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "asked", rename_all = "snake_case")]
pub enum Asked {
    /// The book has fewer at the source than are being moved to this place.
    BookShort { to: LocationId },
    /// The goods, or where they go, are not as they should be.
    Doubt { to: LocationId, doubt: Doubt },
    /// Goods are to go into a crate that nobody has cleaned since it was emptied.
    CrateDirty { to: LocationId },
    /// Something of it has not come: is it still to come?
    TransferShort { document: DocumentId },
    /// Why what never came is given up.
    TransferLost { document: DocumentId },
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
    if let Some(asked) = &state.question {
        return answered(state, asked, event, book);
    }
    if event.is_done() {
        let mut next = state.clone();
        return match take_keyed(&mut next.hand, event, book)? {
            Some(said) => Ok(Turn::to(next, Tone::Command, said)),
            None => leave(&next, book),
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
        Thing::Goods(goods) => goods::take(next, goods, book),
        Thing::Document(document) if document.kind == DocumentKind::Transfer => {
            transfer::take_document(next, document, book)
        }
        Thing::Badge(operator) => hands::take_badge(next, operator, book),
        Thing::Fragment(fragment) => {
            next.hand.join(fragment, book)?;
            goods::settled(next, Tone::Accepted, Taken::Told, book)
        }
        Thing::Unknown(text) => {
            let told = next.hand.as_asked(text, book)?.ok_or_else(|| event.out_of_place())?;
            next.hand.join(&told, book)?;
            goods::settled(next, Tone::Accepted, Taken::Told, book)
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
    if let Some(id) = chosen::<DocumentId>(event, "transfer") {
        let document = document::by_id(book.tx, id)?.ok_or(Refusal::StaleScreen {})?;
        return transfer::take_document(next, &document, book);
    }
    if let Some(id) = chosen::<LotId>(event, "lot") {
        next.crates.clear();
        next.hand.choose_lot(id, book)?;
        return goods::settled(next, Tone::Accepted, Taken::New, book);
    }
    if let Some(serial) = chosen::<String>(event, "serial") {
        next.hand.choose_serial(&serial, book)?;
        return goods::settled(next, Tone::Accepted, Taken::Told, book);
    }
    match tap {
        Tap::Answer { answer } => match answer.as_str() {
            INTO_CRATE => booking::move_into_last(next, book),
            CLEANED => stack::cleaned(next, book),
            GONE => transfer::leaves(next, book),
            GIVE_UP => transfer::ask_lost(next, book),
            _ => Err(event.out_of_place()),
        },
        Tap::Quantity { .. } | Tap::Weighed { .. } | Tap::Gross { .. } => {
            let said = next.hand.take_number(tap, OnScale::Leaving(next.from), book)?;
            Ok(Turn::to(State { settled: Settled::default(), ..next }, Tone::Accepted, said))
        }
        Tap::HideChoices => Ok(Turn::to(next, Tone::Command, Said::Answered {})),
        Tap::OpenText => {
            next.hand.open_text(book)?;
            Ok(Turn::to(next, Tone::Command, Said::Typing {}))
        }
        Tap::Text { text } => {
            next.hand.take_text(text, book)?;
            goods::settled(next, Tone::Accepted, Taken::Told, book)
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

fn leave(state: &State, book: &Book) -> Result<Turn, Stop> {
    if state.hand.item.is_some() || !state.crates.is_empty() {
        return Err(Refusal::StillMissing {}.into());
    }
    match state.from.map(|from| way::on_road(from, book)).transpose()?.flatten() {
        Some(transfer) => transfer::done(state, &transfer, book),
        None => Ok(Turn::to(Step::Home, Tone::Command, Said::FlowLeft {})),
    }
}

/// A place is the source first and the target once there is something to move; a site only as the target.
fn take_place(mut state: State, place: Location, book: &Book) -> Result<Turn, Stop> {
    let has_something = state.hand.item.is_some() || !state.crates.is_empty();
    if place.kind != LocationKind::Site || !has_something {
        book.place_for_stock(&place)?;
    }
    if state.hand.item.is_some() {
        if place.kind != LocationKind::Site {
            book.place_for_goods(&place)?;
        }
        return booking::move_goods(state, place, book);
    }
    if place.kind == LocationKind::Container {
        return stack::take(state, place, book);
    }
    if !state.crates.is_empty() {
        return booking::move_crates(state, &place, book);
    }
    state.sticky = Some(place.id);
    state.from = Some(place.id);
    Ok(Turn::to(state, Tone::Accepted, Said::PlaceRead { location: place.code }))
}

/// A shortfall is asked about, and the policy wants a lead's badge for it.
pub fn awaits_badge(state: &State, book: &Book) -> Result<bool, Stop> {
    let is_short = matches!(state.question, Some(Asked::BookShort { .. }));
    Ok(is_short && booking::short_policy(state, book)? == PolicySays::StepUp)
}

fn answered(state: &State, asked: &Asked, event: &Event, book: &Book) -> Result<Turn, Stop> {
    let mut next = State { question: None, ..state.clone() };
    if let Asked::BookShort { to } = asked
        && let Some(lead) = policy::confirming(event, booking::short_policy(state, book)?, book)?
    {
        return Ok(policy::confirmed_by(
            booking::move_with_shortfall(next, book.location(*to)?, book)?,
            lead,
        ));
    }
    let reason = event.answer().and_then(Reason::from_text);
    match (asked, event.answer(), reason) {
        (Asked::BookShort { to }, Some("take"), _) => {
            booking::move_with_shortfall(next, book.location(*to)?, book)
        }
        (Asked::Doubt { to, doubt }, Some("take"), _) if !doubt.is_of_place() => {
            next.settled.settle(*doubt, Some(*to), None);
            booking::move_goods(next, book.location(*to)?, book)
        }
        (Asked::Doubt { to, doubt }, _, Some(reason)) if doubt.is_of_place() => {
            next.settled.settle(*doubt, Some(*to), Some(reason));
            booking::move_goods(next, book.location(*to)?, book)
        }
        (Asked::Doubt { doubt, .. }, Some("other_place"), _) if doubt.is_of_place() => {
            Ok(Turn::to(next, Tone::Command, Said::Answered {}))
        }
        (Asked::BookShort { .. } | Asked::Doubt { .. }, Some("change"), _) => {
            next.hand.ask_number_again();
            Ok(Turn::to(next, Tone::Command, Said::Answered {}))
        }
        (Asked::CrateDirty { to }, Some(CLEANED), _) => {
            booking::move_into_cleaned(next, book.location(*to)?, book)
        }
        (Asked::TransferShort { document }, Some("leave_open"), _) => {
            let stored = ledger::table::transfer::by_document(book.tx, *document)?;
            Ok(transfer::stays_open(&stored.ok_or(Refusal::StaleScreen {})?))
        }
        (Asked::TransferShort { document }, Some("close"), _) => transfer::close(*document, book),
        (Asked::TransferLost { document }, _, Some(reason)) if Reason::FOR_DIFFERENCES.contains(&reason) => {
            transfer::lost(*document, reason, book)
        }
        (Asked::CrateDirty { .. } | Asked::TransferLost { .. }, Some("leave"), _) => {
            Ok(Turn::to(next, Tone::Command, Said::Answered {}))
        }
        _ => Err(event.out_of_place()),
    }
}
