//! Count one place: scan it, scan or choose what stands there, say how many. The book is shown only after
//! the count (blind). Equal: said. Far from the book: counted once more. Different: a reason, and the book
//! follows at once, as an entry of its own; counted by somebody who may not change the book, the difference
//! waits for a lead as a task. In a zone of a counting document nothing is compared aloud, and an inventory
//! manager approves. A number is of the moment it was said. What nobody counted is not counted, never zero.

mod again;
mod following;
mod late;
mod number;
mod posting;
mod show;
mod start;
mod waits;
mod zero;
mod zone;
mod zone_show;

pub use late::{keep_counts, refuse_under_count};
pub use number::Number;
pub use posting::{LeftCount, of_cause};
pub use show::show;
pub use waits::{refuse_early, settle_waiting};

use super::{Event, chosen, take_keyed};
use crate::book::Book;
use crate::doubt::{Doubt, Settled};
use crate::hand::{Hand, HandEvidence, LotPick, OnScale, Taken};
use crate::lookup::{Goods, Thing};
use crate::said::Said;
use crate::screen::{Tap, Tone};
use crate::step::Step;
use crate::turn::{Stop, Turn};
use domain::code::Command;
use domain::entry::Reason;
use domain::location::Location;
use domain::permission::Action;
use domain::{CountLineId, CountZoneId, EntryId, ItemId, LocationId, LotId, Quantity, Refusal, Value};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct State {
    pub place: Option<LocationId>,
    pub hand: Hand,
    pub question: Option<Asked>,
    /// The number was asked about and is right.
    pub granted: bool,
    pub counted: Vec<Counted>,
    pub choosing: bool,
    /// What lies in the hand was counted before and is counted once more.
    #[serde(default)]
    pub again: bool,
    /// The part of a counting document that is being counted.
    #[serde(default)]
    pub zone: Option<CountZoneId>,
    /// A counting document is being opened.
    #[serde(default)]
    pub starting: bool,
    /// What was answered about the goods in hand.
    #[serde(default)]
    pub settled: Settled,
}

/// A line that was counted at this place, newest last.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Counted {
    pub item: ItemId,
    pub lot: LotId,
    /// The piece, where the item is kept by serial.
    #[serde(default)]
    pub serial: Option<String>,
    pub counted: i64,
    pub book: i64,
    /// Of goods that are weighed: counted, and what the book had.
    #[serde(default)]
    pub pieces: (i64, i64),
    /// What the book was changed by; with it undone, the line is not counted.
    pub entry: Option<EntryId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "asked", rename_all = "snake_case")]
pub enum Asked {
    /// The number is right? With book and count beside each other.
    Absurd(Number),
    /// So many pieces do not usually weigh that.
    Odd(Number),
    /// Why it differs.
    Why(Number),
    /// Why what was counted in a zone differs; with the newest number that was shown.
    Approve {
        zone: CountZoneId,
        #[serde(default)]
        newest: Option<CountLineId>,
    },
    /// Why what nobody counted in a zone is made zero.
    Zero { zone: CountZoneId },
}

impl Asked {
    fn number(&self) -> Option<Number> {
        match self {
            Asked::Absurd(number) | Asked::Odd(number) | Asked::Why(number) => Some(*number),
            Asked::Approve { .. } | Asked::Zero { .. } => None,
        }
    }
}

pub fn open(book: &Book) -> Result<Turn, Stop> {
    book.allow(Action::Count)?;
    let said = Said::FlowOpened { flow: Value::Word("flow-count".to_owned()) };
    Ok(Turn::to(State::default(), Tone::Command, said))
}

pub fn turn(state: &State, event: &Event, book: &Book) -> Result<Turn, Stop> {
    if event.is_cancel() {
        return Ok(cancel(state));
    }
    book.allow(Action::Count)?;
    if let Some(asked) = &state.question {
        return answered(state, asked, event, book);
    }
    if event.is_done() {
        let mut next = state.clone();
        return match take_keyed(&mut next.hand, event, book)? {
            Some(said) => Ok(Turn::to(next, Tone::Command, said)),
            None => done(next, book),
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
        Thing::Location(place) if state.starting => start::of_place(place, book),
        Thing::Goods(goods) if state.starting => start::of_item(goods, book),
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
    if let Some(id) = chosen::<CountZoneId>(event, "zone") {
        return if state.hand.item.is_none() { zone::enter(id, book) } else { Err(event.out_of_place()) };
    }
    if let Some(answer) = event.answer().filter(|_| state.place.is_none()) {
        return match (answer, state.zone) {
            ("start", None) => start::start(book),
            ("all", None) if state.starting => start::of_site(book),
            ("due", None) if state.starting => start::of_due(book),
            ("approve", Some(id)) => zone::ask_approval(id, book),
            ("zero", Some(id)) => zero::ask(id, book),
            _ => Err(event.out_of_place()),
        };
    }
    if let Some(id) = chosen::<LocationId>(event, "place") {
        return take_place(next, &book.location(id)?, book);
    }
    if let Some(id) = chosen::<LotId>(event, "lot") {
        next.hand.choose_lot(id, book)?;
        let item = book.name(&next.hand.item(book)?).to_owned();
        return Ok(Turn::to(next, Tone::Accepted, Said::ItemRead { item }));
    }
    if let Some(serial) = chosen::<String>(event, "serial") {
        next.hand.choose_serial(&serial, book)?;
        return told(next, Tone::Accepted, Said::SerialRead { serial }, book);
    }
    match tap {
        Tap::Answer { answer } if next.hand.serial.is_some() => match answer.as_str() {
            "here" => posting::compare(next, Quantity::ONE, book),
            "missing" => posting::compare(next, Quantity::ZERO, book),
            _ => Err(event.out_of_place()),
        },
        Tap::Quantity { .. } | Tap::Weighed { .. } | Tap::Gross { .. } => {
            next.settled = Settled::default();
            match next.hand.take_count(tap, OnScale::Counted(next.place), book)? {
                Some(counted) => posting::compare(next, counted, book),
                None => {
                    let quantity = book.in_hand(&next.hand)?.quantity.ok_or(Refusal::StillMissing {})?;
                    Ok(Turn::to(next, Tone::Accepted, Said::QuantitySet { quantity }))
                }
            }
        }
        Tap::HideChoices => Ok(Turn::to(next, Tone::Command, Said::Answered {})),
        other => fill(next, other, event, book),
    }
}

/// What only completes the hand.
fn fill(mut state: State, tap: &Tap, event: &Event, book: &Book) -> Result<Turn, Stop> {
    let (tone, said) = state.hand.take_tap(tap, book).ok_or_else(|| event.out_of_place())??;
    told(state, tone, said, book)
}

/// A piece that was read or typed is here: it counts as one, and the next can be scanned. One that was
/// chosen from what the book has here may be missing, so it is asked for.
fn told(mut state: State, tone: Tone, said: Said, book: &Book) -> Result<Turn, Stop> {
    if let (Some(_), Some(place)) = (&state.hand.serial, state.place) {
        state.hand.find_serial_at(place, book)?;
        if state.hand.evidence == HandEvidence::Chosen {
            state.hand.quantity = None;
        } else if !state.hand.lacks_lot(book)? {
            return posting::compare(state, Quantity::ONE, book);
        }
    }
    Ok(Turn::to(state, tone, said))
}

fn cancel(state: &State) -> Turn {
    let said = Said::Cancelled {};
    let mut next = state.clone();
    if state.question.is_some() {
        return Turn::to(State { question: None, granted: false, ..next }, Tone::Command, said);
    }
    if next.hand.drop_typing() || next.choosing {
        return Turn::to(State { choosing: false, ..next }, Tone::Command, said);
    }
    if state.hand.item.is_some() {
        let next = State { hand: Hand::default(), granted: false, again: false, ..next };
        return Turn::to(next, Tone::Command, said);
    }
    if state.place.is_some() {
        return Turn::to(State { zone: state.zone, ..State::default() }, Tone::Command, said);
    }
    if state.zone.is_some() || state.starting {
        return Turn::to(State::default(), Tone::Command, said);
    }
    Turn::to(Step::Home, Tone::Command, Said::FlowLeft {})
}

fn done(state: State, book: &Book) -> Result<Turn, Stop> {
    if state.hand.item.is_some() {
        let counted = state.hand.quantity().ok_or(Refusal::StillMissing {})?;
        return posting::compare(state, counted, book);
    }
    match (state.place, state.zone) {
        (Some(id), zone) => {
            let location = book.location(id)?.code;
            let next = State { zone, ..State::default() };
            Ok(Turn::to(next, Tone::Complete, Said::CountDone { location }))
        }
        (None, Some(zone)) => zone::done(zone, book),
        (None, None) => Ok(Turn::to(Step::Home, Tone::Command, Said::FlowLeft {})),
    }
}

fn take_place(mut state: State, place: &Location, book: &Book) -> Result<Turn, Stop> {
    book.place_for_stock(place)?;
    zone::check_place(&state, place, book)?;
    if state.hand.item.is_some() {
        let item = state.hand.item(book)?;
        return Err(Refusal::FinishFirst { item: book.name(&item).to_owned() }.into());
    }
    if state.place != Some(place.id) {
        state.counted.clear();
    }
    state.place = Some(place.id);
    Ok(Turn::to(state, Tone::Accepted, Said::PlaceRead { location: place.code.clone() }))
}

fn take_goods(mut state: State, goods: &Goods, book: &Book) -> Result<Turn, Stop> {
    let place_first = || Refusal::PlaceFirst { item: book.name(&goods.item).to_owned() };
    let place = state.place.ok_or_else(place_first)?;
    zone::check_goods(&state, goods, book)?;
    let taken = state.hand.take(goods, book)?;
    if state.hand.lot.is_none()
        && let [only] = book.stock_of_at(goods.item.id, place)?.as_slice()
    {
        state.hand.lot = Some(LotPick::Known { id: only.lot });
    }
    let said = book.said_read(&state.hand, taken)?;
    let tone = if taken == Taken::More { Tone::More } else { Tone::Accepted };
    told(state, tone, said, book)
}

fn answered(state: &State, asked: &Asked, event: &Event, book: &Book) -> Result<Turn, Stop> {
    let mut next = State { question: None, ..state.clone() };
    if let Asked::Approve { zone, .. } | Asked::Zero { zone } = asked {
        let reason = event.answer().and_then(Reason::from_text);
        return match (event.answer(), reason) {
            (Some("leave"), _) => Ok(Turn::to(next, Tone::Command, Said::Cancelled {})),
            (_, Some(reason)) if Reason::FOR_DIFFERENCES.contains(&reason) => match asked {
                Asked::Zero { .. } => zero::make(*zone, reason, book),
                Asked::Approve { newest, .. } => match zone::approve(*zone, reason, *newest, book) {
                    // The zone is shown as it is now, and asked about anew.
                    Err(Stop::Refused(refused)) => Ok(Turn::refusing(next, refused)),
                    other => other,
                },
                _ => Err(event.out_of_place()),
            },
            _ => Err(event.out_of_place()),
        };
    }
    let number = asked.number().ok_or_else(|| event.out_of_place())?;
    let counted = number.counted()?;
    let then = number.moment(book);
    let book = &number.book(book, &then);
    let reason = event.answer().and_then(Reason::from_text);
    let goes_on = !matches!(event.answer(), Some("leave" | "change"));
    if goes_on && let Some(turn) = again::after_undoing(&next, number, book)? {
        return Ok(turn);
    }
    match (asked, event.answer(), reason) {
        (_, Some("leave"), _) => Ok(Turn::to(
            State { hand: Hand::default(), granted: false, again: false, ..next },
            Tone::Command,
            Said::Cancelled {},
        )),
        (_, Some("change"), _) => {
            next.hand.ask_number_again();
            next.granted = false;
            next.settled = Settled::default();
            Ok(Turn::to(next, Tone::Command, Said::Answered {}))
        }
        (Asked::Odd(_), Some("take"), _) => {
            next.settled.settle(Doubt::OddWeight, None, None);
            posting::compare(next, counted, book)
        }
        (Asked::Absurd(_), Some("take"), _) => {
            posting::compare(State { granted: true, ..next }, counted, book)
        }
        (Asked::Why(_), _, Some(reason)) if Reason::FOR_DIFFERENCES.contains(&reason) => {
            posting::post(next, counted, reason, book)
        }
        _ => Err(event.out_of_place()),
    }
}
