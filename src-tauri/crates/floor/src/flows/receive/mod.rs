//! Receive: goods on the dock are a fact. Scan the order or go on without one; scan the goods, their lot and
//! date where the item is kept by lot; say how many; they are booked, labelled, and owed to the vendor.
//! Refused here: nothing that really arrived. More than ordered goes to the hold shelf with a reason, an expired
//! lot too, goods that are on no line are taken and the office is told.

mod booking;
mod doubted;
mod head;
mod judged;
mod order;
mod outcome;
mod over;
mod questions;
mod short_life;
mod show;

pub use head::Head;
pub use questions::{Asked, Granted};
pub use show::show;

use super::{Event, chosen, take_keyed};
use crate::book::Book;
use crate::hand::{Hand, OnScale, Taken};
use crate::lookup::{FoundBy, Fragment, Goods, Thing};
use crate::said::Said;
use crate::screen::{Tap, Tone};
use crate::step::Step;
use crate::turn::{Stop, Turn};
use domain::code::Command;
use domain::document::{Document, DocumentKind, DocumentState};
use domain::item::ExpiryRule;
use domain::location::Location;
use domain::permission::Action;
use domain::{DocumentId, LocationId, Refusal, Value};
use ledger::table::document;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// The order, or the delivery without one.
    pub document: Option<DocumentId>,
    /// Somebody said there is no order; the delivery is made with the first goods.
    pub blind: bool,
    /// Delivery-note number, for a delivery without an order that is not made yet.
    pub note: String,
    /// Who brings it, likewise; empty when nobody knows.
    #[serde(default)]
    pub supplier: String,
    #[serde(default)]
    pub head: Option<Head>,
    /// Where goods go; the dock unless a location was scanned.
    pub to: Option<LocationId>,
    pub hand: Hand,
    pub question: Option<Asked>,
    /// What was already answered for the goods in hand.
    pub granted: Granted,
    pub choosing: bool,
}

/// What the goods in hand still need.
enum Need {
    Item,
    Serial,
    Lot,
    Expiry,
    Quantity,
    Pieces,
    Nothing,
}

/// Opens the flow, with an order or without.
pub fn open(document: Option<Document>, book: &Book) -> Result<Turn, Stop> {
    book.allow(Action::Receive)?;
    let said = Said::FlowOpened { flow: Value::Word("flow-receive".to_owned()) };
    match document {
        None => Ok(Turn::to(State::default(), Tone::Command, said)),
        Some(document) => open_order(&State::default(), document, book),
    }
}

pub fn turn(state: &State, event: &Event, book: &Book) -> Result<Turn, Stop> {
    if event.is_cancel() {
        return Ok(cancel(state));
    }
    book.allow(Action::Receive)?;
    let state = &of_supplier(state, book)?;
    if let (true, Event::Scan(Thing::Badge(by))) = (awaits_badge(state), event) {
        return over::confirmed(state, by, book);
    }
    if let Some(asked) = &state.question {
        let answer = event.answer().ok_or_else(|| event.out_of_place())?;
        return questions::answered(state, asked, answer, book);
    }
    if event.is_done() {
        let mut next = state.clone();
        if let Some(head) = state.head {
            return head::done(State { choosing: false, ..next }, head, book);
        }
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

/// More than was ordered, and the policy wants a lead's badge for it.
pub fn awaits_badge(state: &State) -> bool {
    state.question == Some(Asked::OverBadge)
}

/// Who brings it is known before anything is read: a lot is item, code and supplier.
fn of_supplier(state: &State, book: &Book) -> Result<State, Stop> {
    let mut state = state.clone();
    state.hand.supplier = order::supplier(&state, book)?;
    state.hand.coming_in = true;
    Ok(state)
}

/// Who brings the goods that are received here; empty when nobody knows.
pub fn supplier(state: &State, book: &Book) -> Result<String, Stop> {
    order::supplier(state, book)
}

fn scanned(state: &State, thing: &Thing, event: &Event, book: &Book) -> Result<Turn, Stop> {
    let mut next = State { choosing: false, ..state.clone() };
    match thing {
        Thing::Document(document) => open_order(&next, document.clone(), book),
        Thing::Location(location) => set_place(next, location, book),
        Thing::UnknownCrate(sscc) => booking::new_crate(next, sscc, book),
        Thing::Goods(goods) => take_goods(next, goods, book),
        Thing::Fragment(fragment) => take_fragment(next, fragment, book),
        Thing::Unknown(text) => match next.hand.as_asked(text, book)? {
            Some(fragment) => take_fragment(next, &fragment, book),
            None => Err(event.out_of_place()),
        },
        Thing::Command(Command::NoLot) => make_lot(next, book),
        Thing::Command(Command::NoDate) => fill(next, &Tap::NonePrinted, event, book),
        Thing::Command(command) => {
            let (tone, said) = next.hand.take_key(*command, book).ok_or_else(|| event.out_of_place())??;
            Ok(Turn::to(next, tone, said))
        }
        _ => Err(event.out_of_place()),
    }
}

fn tapped(state: &State, tap: &Tap, event: &Event, book: &Book) -> Result<Turn, Stop> {
    if let Some(turn) = head::tapped(state, tap, book) {
        return turn;
    }
    let mut next = State { choosing: false, ..state.clone() };
    if let Some(id) = chosen(event, "order") {
        let order = document::by_id(book.tx, id)?.ok_or(Refusal::StaleScreen {})?;
        return open_order(&next, order, book);
    }
    if let Some(id) = chosen(event, "item") {
        let (item, more) = (book.item(id)?, Fragment::default());
        let goods = Goods { item, pack: None, lot: None, more, found_by: FoundBy::Choice };
        return take_goods(next, &goods, book);
    }
    if let Some(id) = chosen(event, "lot") {
        next.hand.item.ok_or(Refusal::StaleScreen {})?;
        let lot = next.hand.choose_lot(id, book)?;
        return Ok(Turn::to(next, Tone::Accepted, Said::LotRead { lot: lot.code }));
    }
    match tap {
        Tap::Answer { answer } if answer == "no_order" => Ok(head::no_order(next)),
        Tap::HideChoices => Ok(Turn::to(next, Tone::Command, Said::Answered {})),
        Tap::MakeLot => make_lot(next, book),
        Tap::Quantity { .. } | Tap::Weighed { .. } | Tap::Gross { .. } => {
            let said = next.hand.take_number(tap, OnScale::Coming(next.to), book)?;
            next.granted = Granted::default();
            Ok(Turn::to(next, Tone::Accepted, said))
        }
        other => fill(next, other, event, book),
    }
}

/// What only completes the hand.
fn fill(mut state: State, tap: &Tap, event: &Event, book: &Book) -> Result<Turn, Stop> {
    let (tone, said) = state.hand.take_tap(tap, book).ok_or_else(|| event.out_of_place())??;
    booked_if_complete(state, tone, said, book)
}

fn open_order(state: &State, order: Document, book: &Book) -> Result<Turn, Stop> {
    if state.hand.item.is_some() {
        let item = state.hand.item(book)?;
        return Err(Refusal::FinishFirst { item: book.name(&item).to_owned() }.into());
    }
    if !book.sees_document(&order)? {
        return Err(Refusal::OtherOwner {}.into());
    }
    if order.state != DocumentState::Open {
        return Err(Refusal::DocumentDone { document: order.number }.into());
    }
    if matches!(order.kind, DocumentKind::Count | DocumentKind::Transfer) {
        return Err(Refusal::UnknownDocument { document: order.number }.into());
    }
    let said = Said::OrderOpened { document: order.number.clone(), partner: order.partner.clone() };
    let next = State { document: Some(order.id), to: state.to, ..State::default() };
    Ok(Turn::to(next, Tone::Command, said))
}

/// Without a document there is no order: the delivery is made with its first goods.
fn without_order(mut state: State) -> State {
    state.blind |= state.document.is_none();
    state
}

fn set_place(mut state: State, location: &Location, book: &Book) -> Result<Turn, Stop> {
    book.place_for_goods(location)?;
    goes_to(&mut state, location.id);
    Ok(Turn::to(state, Tone::Accepted, Said::PlaceRead { location: location.code.clone() }))
}

/// What was weighed with its crate was weighed with the former one.
fn goes_to(state: &mut State, place: LocationId) {
    if state.to != Some(place) && !state.hand.reading.is_empty() {
        state.hand.ask_number_again();
    }
    state.to = Some(place);
}

fn take_goods(state: State, goods: &Goods, book: &Book) -> Result<Turn, Stop> {
    let mut state = head::goes_on(without_order(state));
    let taken = state.hand.take(goods, book)?;
    state.granted = Granted::default();
    let said = book.said_read(&state.hand, taken)?;
    let tone = if taken == Taken::More { Tone::More } else { Tone::Accepted };
    booked_if_complete(state, tone, said, book)
}

fn take_fragment(mut state: State, fragment: &Fragment, book: &Book) -> Result<Turn, Stop> {
    state.hand.join(fragment, book)?;
    let said = book.said_told(&state.hand, fragment)?;
    booked_if_complete(state, Tone::Accepted, said, book)
}

/// A symbol that says everything, in one piece or in several, is a whole receipt: nothing more to ask. A piece that
/// is here already cannot come in.
fn booked_if_complete(state: State, tone: Tone, said: Said, book: &Book) -> Result<Turn, Stop> {
    state.hand.refuse_serial_in_stock(book)?;
    if state.hand.complete && matches!(need(&state, book)?, Need::Nothing) {
        return booking::book_goods(state, book);
    }
    Ok(Turn::to(state, tone, said))
}

fn make_lot(mut state: State, book: &Book) -> Result<Turn, Stop> {
    let said = state.hand.make_lot(book)?;
    booked_if_complete(state, Tone::Accepted, said, book)
}

fn cancel(state: &State) -> Turn {
    let mut next = state.clone();
    if matches!(state.question, Some(Asked::NoteSeen { .. } | Asked::ShortOrder | Asked::InTray)) {
        let next = State { question: None, ..next };
        return Turn::to(next, Tone::Command, Said::Cancelled {});
    }
    if state.question.is_none() {
        if let Some(before) = head::back(state) {
            return Turn::to(before, Tone::Command, Said::Cancelled {});
        }
        if next.hand.drop_typing() || next.choosing {
            return Turn::to(State { choosing: false, ..next }, Tone::Command, Said::Cancelled {});
        }
    }
    if state.hand.item.is_some() {
        return put_back(state);
    }
    Turn::to(Step::Home, Tone::Command, Said::FlowLeft {})
}

/// The goods in hand were not taken; the delivery goes on.
fn put_back(state: &State) -> Turn {
    Turn::to(emptied(state.clone()), Tone::Command, Said::Cancelled {})
}

fn emptied(state: State) -> State {
    State { hand: Hand::default(), question: None, granted: Granted::default(), choosing: false, ..state }
}

fn done(state: &State, book: &Book) -> Result<Turn, Stop> {
    match need(state, book)? {
        Need::Nothing => booking::book_goods(state.clone(), book),
        Need::Item if state.document.is_none() && !state.blind => Ok(head::no_order(state.clone())),
        Need::Item => order::finish(state, book),
        Need::Serial | Need::Lot | Need::Expiry | Need::Quantity | Need::Pieces => {
            Err(Refusal::StillMissing {}.into())
        }
    }
}

fn need(state: &State, book: &Book) -> Result<Need, Stop> {
    let hand = &state.hand;
    if hand.item.is_none() {
        return Ok(Need::Item);
    }
    if hand.lacks_serial(book)? {
        return Ok(Need::Serial);
    }
    let item = hand.item(book)?;
    if item.lot_tracked && hand.lot.is_none() {
        return Ok(Need::Lot);
    }
    if item.lot_tracked && item.expiry_rule == ExpiryRule::Asked && hand.expiry(book)?.is_none() {
        return Ok(Need::Expiry);
    }
    Ok(match hand.quantity {
        None => Need::Quantity,
        Some(_) if hand.lacks_pieces(book)? => Need::Pieces,
        Some(_) => Need::Nothing,
    })
}
