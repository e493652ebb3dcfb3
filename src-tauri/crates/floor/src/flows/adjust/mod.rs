//! Adjust: restock, take out, write off damage, goods that came back; lots on hold. Role and reason required; before
//! and after are shown.
//! Taking out more than the book knows asks once: what is really gone is a fact.

mod booking;
mod judging;
mod judging_show;
mod mode;
mod show;

pub use judging::Judging;
pub use mode::{Condition, Mode};
pub use show::show;

use super::{Event, chosen, take_keyed};
use crate::book::Book;
use crate::doubt::{Doubt, Settled};
use crate::hand::{Hand, LotPick, Taken};
use crate::lookup::{FoundBy, Fragment, Goods, Thing};
use crate::policy;
use crate::said::Said;
use crate::screen::{Tap, Tone};
use crate::step::Step;
use crate::turn::{Stop, Turn};
use domain::code::Command;
use domain::entry::Reason;
use domain::item::ExpiryRule;
use domain::location::Location;
use domain::permission::Action;
use domain::policy::PolicySays;
use domain::{LocationId, LotId, Refusal, Value};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct State {
    pub mode: Option<Mode>,
    pub place: Option<LocationId>,
    pub hand: Hand,
    /// DONE was said: only the reason is missing.
    pub confirmed: bool,
    pub reason: Option<String>,
    /// Of goods that came back.
    #[serde(default)]
    pub condition: Option<Condition>,
    pub question: Option<Asked>,
    pub choosing: bool,
    /// What was answered about the goods in hand.
    #[serde(default)]
    pub settled: Settled,
    /// Lots are judged, not stock.
    #[serde(default)]
    pub judging: Option<Judging>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "asked", rename_all = "snake_case")]
pub enum Asked {
    BookShort,
    /// The goods, or where they go, are not as they should be.
    Doubt {
        doubt: Doubt,
    },
}

pub fn open(book: &Book) -> Result<Turn, Stop> {
    book.allow(Action::Adjust)?;
    let said = Said::FlowOpened { flow: Value::Word("flow-adjust".to_owned()) };
    Ok(Turn::to(State::default(), Tone::Command, said))
}

pub fn turn(state: &State, event: &Event, book: &Book) -> Result<Turn, Stop> {
    if event.is_cancel() {
        return Ok(cancel(state));
    }
    book.allow(Action::Adjust)?;
    if let Some(judging) = &state.judging {
        return judging::turn(state, judging, event, book);
    }
    if state.question.is_some() {
        return answered(state, event, book);
    }
    if event.is_done() {
        let mut next = state.clone();
        return match take_keyed(&mut next.hand, event, book)? {
            Some(said) => Ok(Turn::to(next, Tone::Command, said)),
            None => done(&next, book),
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
        Thing::Location(place) => take_place(next, place, book),
        Thing::Goods(goods) => take_goods(next, goods, book),
        Thing::Fragment(fragment) => {
            next.hand.join(fragment, book)?;
            let said = book.said_told(&next.hand, fragment)?;
            told(next, Tone::Accepted, said, book)
        }
        Thing::Unknown(text) => {
            let asked = next.hand.as_asked(text, book)?.ok_or_else(|| event.out_of_place())?;
            next.hand.join(&asked, book)?;
            let said = book.said_told(&next.hand, &asked)?;
            told(next, Tone::Accepted, said, book)
        }
        Thing::Command(Command::NoLot) => make_lot(next, event, book),
        Thing::Command(Command::NoDate) => fill(next, &Tap::NonePrinted, event, book),
        Thing::Command(command) => {
            let (tone, said) = next.hand.take_key(*command, book).ok_or_else(|| event.out_of_place())??;
            Ok(Turn::to(next, tone, said))
        }
        _ => Err(event.out_of_place()),
    }
}

fn tapped(state: &State, tap: &Tap, event: &Event, book: &Book) -> Result<Turn, Stop> {
    let mut next = State { choosing: false, ..state.clone() };
    if let Some(answer) = event.answer() {
        return choose_mode_or_reason(next, answer, book);
    }
    if let Some(id) = chosen::<LocationId>(event, "place") {
        return take_place(next, &book.location(id)?, book);
    }
    if let Some(id) = chosen(event, "item") {
        let (item, more) = (book.item(id)?, Fragment::default());
        let goods = Goods { item, pack: None, lot: None, more, found_by: FoundBy::Choice };
        return take_goods(next, &goods, book);
    }
    if let Some(id) = chosen::<LotId>(event, "lot") {
        let lot = next.hand.choose_lot(id, book)?;
        return Ok(Turn::to(next, Tone::Accepted, Said::LotRead { lot: lot.code }));
    }
    if let Some(serial) = chosen::<String>(event, "serial") {
        next.hand.choose_serial(&serial, book)?;
        return told(next, Tone::Accepted, Said::SerialRead { serial }, book);
    }
    match tap {
        Tap::Quantity { .. } | Tap::Weighed { .. } | Tap::Gross { .. } => {
            let mode = next.mode.ok_or(Refusal::StillMissing {})?;
            let said = next.hand.take_number(tap, mode.on_scale(next.place), book)?;
            next.confirmed = !next.hand.lacks_pieces(book)?;
            next.settled = Settled::default();
            Ok(Turn::to(next, Tone::Accepted, said))
        }
        Tap::MakeLot => make_lot(next, event, book),
        Tap::HideChoices => Ok(Turn::to(next, Tone::Command, Said::Answered {})),
        other => fill(next, other, event, book),
    }
}

/// What only completes the hand.
fn fill(mut state: State, tap: &Tap, event: &Event, book: &Book) -> Result<Turn, Stop> {
    let (tone, said) = state.hand.take_tap(tap, book).ok_or_else(|| event.out_of_place())??;
    told(state, tone, said, book)
}

fn make_lot(mut state: State, event: &Event, book: &Book) -> Result<Turn, Stop> {
    if state.mode != Some(Mode::Restock) {
        return Err(event.out_of_place());
    }
    let said = state.hand.make_lot(book)?;
    told(state, Tone::Accepted, said, book)
}

/// What was told fits what is done: a lot that the book does not know can be restocked, not taken out; a piece that
/// it has can be taken out where it is, not restocked.
fn told(mut state: State, tone: Tone, said: Said, book: &Book) -> Result<Turn, Stop> {
    if let (Some(item), Some(place)) = (state.hand.item, state.place) {
        if state.mode.is_some_and(Mode::brings_in) {
            state.hand.refuse_serial_in_stock(book)?;
        } else {
            state.hand.take_serial_from(place, book)?;
            state.hand.refuse_new_lot(&book.stock_of_at(item, place)?, book)?;
        }
    }
    // One piece has no number to confirm.
    state.confirmed |= state.hand.serial.is_some() && is_ready(&state, book)?;
    Ok(Turn::to(state, tone, said))
}

fn choose_mode_or_reason(mut state: State, answer: &str, book: &Book) -> Result<Turn, Stop> {
    let Some(mode) = state.mode else {
        if answer == judging::OPENS {
            return Ok(Turn::to(judging::open(), Tone::Command, Said::Answered {}));
        }
        state.mode = Some(Mode::from_text(answer).ok_or(Refusal::StaleScreen {})?);
        return Ok(Turn::to(state, Tone::Command, Said::Answered {}));
    };
    if mode == Mode::Return && state.confirmed && state.condition.is_none() {
        let offered = Condition::offered(&state, book)?;
        let chosen = offered.iter().find(|condition| condition.text() == answer);
        state.condition = Some(*chosen.ok_or(Refusal::StaleScreen {})?);
        return Ok(Turn::to(state, Tone::Command, Said::Answered {}));
    }
    let reason = Reason::from_text(answer).filter(|reason| mode.reasons().contains(reason));
    if !state.confirmed || reason.is_none() {
        return Err(Refusal::StaleScreen {}.into());
    }
    state.reason = Some(answer.to_owned());
    booking::book_goods(state, book)
}

fn cancel(state: &State) -> Turn {
    let said = Said::Cancelled {};
    if let Some(before) = judging::back(state) {
        return Turn::to(before, Tone::Command, said);
    }
    let mut next = state.clone();
    if state.question.is_some() {
        return Turn::to(State { question: None, reason: None, ..next }, Tone::Command, said);
    }
    if next.hand.drop_typing() || next.choosing {
        return Turn::to(State { choosing: false, ..next }, Tone::Command, said);
    }
    if state.condition.is_some() {
        return Turn::to(State { condition: None, ..next }, Tone::Command, said);
    }
    if state.hand.item.is_some() {
        let next = State { mode: state.mode, place: state.place, ..State::default() };
        return Turn::to(next, Tone::Command, said);
    }
    if state.place.is_some() {
        return Turn::to(State { mode: state.mode, ..State::default() }, Tone::Command, said);
    }
    if state.mode.is_some() {
        return Turn::to(State::default(), Tone::Command, said);
    }
    Turn::to(Step::Home, Tone::Command, Said::FlowLeft {})
}

fn done(state: &State, book: &Book) -> Result<Turn, Stop> {
    if state.hand.item.is_none() {
        return Ok(Turn::to(Step::Home, Tone::Command, Said::FlowLeft {}));
    }
    if !is_ready(state, book)? || state.confirmed {
        return Err(Refusal::StillMissing {}.into());
    }
    Ok(Turn::to(State { confirmed: true, ..state.clone() }, Tone::Command, Said::Answered {}))
}

/// Mode, place, item, serial, lot, date and quantity are all there.
fn is_ready(state: &State, book: &Book) -> Result<bool, Stop> {
    let is_placed = state.mode.is_some() && state.place.is_some();
    let is_told =
        !state.hand.lacks_serial(book)? && !state.hand.lacks_lot(book)? && !needs_date(state, book)?;
    let is_measured = state.hand.quantity.is_some() && !state.hand.lacks_pieces(book)?;
    Ok(is_placed && is_told && is_measured)
}

/// A lot made here says until when it is good, or that nobody knows.
fn needs_date(state: &State, book: &Book) -> Result<bool, Stop> {
    let is_new = matches!(state.hand.lot, Some(LotPick::New { .. }));
    if !is_new || state.hand.expiry_read.is_some() {
        return Ok(false);
    }
    Ok(state.hand.item(book)?.expiry_rule == ExpiryRule::Asked)
}

fn take_place(mut state: State, place: &Location, book: &Book) -> Result<Turn, Stop> {
    if state.mode.is_some_and(Mode::brings_in) {
        book.place_for_goods(place)?
    } else {
        book.place_for_stock(place)?
    }
    if state.hand.item.is_some() && state.place != Some(place.id) {
        let item = state.hand.item(book)?;
        return Err(Refusal::FinishFirst { item: book.name(&item).to_owned() }.into());
    }
    state.place = Some(place.id);
    Ok(Turn::to(state, Tone::Accepted, Said::PlaceRead { location: place.code.clone() }))
}

fn take_goods(mut state: State, goods: &Goods, book: &Book) -> Result<Turn, Stop> {
    let place_first = || Refusal::PlaceFirst { item: book.name(&goods.item).to_owned() };
    let place = state.place.ok_or_else(place_first)?;
    state.mode.ok_or(Refusal::StillMissing {})?;
    if state.confirmed {
        return Err(Refusal::FinishFirst { item: book.name(&goods.item).to_owned() }.into());
    }
    let taken = state.hand.take(goods, book)?;
    // What came back is of any lot, whichever stands here.
    if state.hand.lot.is_none()
        && state.mode != Some(Mode::Return)
        && let [only] = book.stock_of_at(goods.item.id, place)?.as_slice()
    {
        state.hand.pick_lot(&book.lot(only.lot)?, book)?;
    }
    let said = book.said_read(&state.hand, taken)?;
    let tone = if taken == Taken::More { Tone::More } else { Tone::Accepted };
    told(state, tone, said, book)
}

/// A shortfall is asked about, and the policy wants a lead's badge for it.
pub fn awaits_badge(state: &State, book: &Book) -> Result<bool, Stop> {
    let is_short = state.question == Some(Asked::BookShort);
    Ok(is_short && booking::short_policy(state, book)? == PolicySays::StepUp)
}

fn answered(state: &State, event: &Event, book: &Book) -> Result<Turn, Stop> {
    let mut next = State { question: None, ..state.clone() };
    if state.question == Some(Asked::BookShort)
        && let Some(lead) = policy::confirming(event, booking::short_policy(state, book)?, book)?
    {
        return Ok(policy::confirmed_by(booking::book_with_shortfall(next, book)?, lead));
    }
    let doubt = match &state.question {
        Some(Asked::Doubt { doubt }) => Some(*doubt),
        _ => None,
    };
    match event.answer() {
        Some("take") => match doubt {
            Some(doubt) => {
                next.settled.settle(doubt, next.place, None);
                booking::book_goods(next, book)
            }
            None => booking::book_with_shortfall(next, book),
        },
        // Goods that lie somewhere else are booked there: the place is asked for once more.
        Some("other_place") if doubt.is_some_and(Doubt::is_of_place) => {
            Ok(Turn::to(State { mode: next.mode, ..State::default() }, Tone::Command, Said::Answered {}))
        }
        Some("change") => {
            next.hand.ask_number_again();
            next.confirmed = false;
            next.reason = None;
            Ok(Turn::to(next, Tone::Command, Said::Answered {}))
        }
        _ => Err(event.out_of_place()),
    }
}
