//! Adjust: restock, take out, write off damage. Role and reason required; before and after are shown.
//! Taking out more than the book knows asks once: what is really gone is a fact.

use super::{Event, chosen};
use crate::book::Book;
use crate::cards::{answer, button, location_card, primary, reason_answers};
use crate::hand::{Hand, HandEvidence, LotPick, Taken};
use crate::lookup::{Goods, Thing};
use crate::said::{Ask, Do, Query, Said};
use crate::screen::{AdjustScreen, Choice, Prompt, Question, Screen, Tap, Tone};
use crate::shortfall;
use crate::turn::{Stop, Turn, Write};
use domain::entry::{MovementKind, NewMovement, Reason};
use domain::item::{ExpiryRule, Item};
use domain::location::{Location, LocationKind};
use domain::permission::Action;
use domain::{LocationId, Quantity, Refusal};
use ledger::table::{balance, entry, item};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct State {
    pub mode: Option<Mode>,
    pub place: Option<LocationId>,
    pub hand: Hand,
    /// DONE was said: only the reason is missing.
    pub confirmed: bool,
    pub reason: Option<String>,
    pub question: Option<Asked>,
    pub choosing: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Goods that are there and were not in the book.
    Restock,
    /// Goods that are gone.
    TakeOut,
    /// Goods that are broken, leaking, warm: written off.
    Damage,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "asked", rename_all = "snake_case")]
pub enum Asked {
    BookShort,
}

impl Mode {
    fn text(self) -> &'static str {
        match self {
            Mode::Restock => "restock",
            Mode::TakeOut => "take_out",
            Mode::Damage => "damage",
        }
    }

    fn from_text(text: &str) -> Option<Mode> {
        [Mode::Restock, Mode::TakeOut, Mode::Damage].into_iter().find(|mode| mode.text() == text)
    }

    fn reasons(self) -> &'static [Reason] {
        match self {
            Mode::Damage => &Reason::FOR_DAMAGE,
            Mode::Restock | Mode::TakeOut => &Reason::FOR_DIFFERENCES,
        }
    }
}

pub fn open(book: &Book) -> Result<Turn, Stop> {
    book.allow(Action::Adjust)?;
    let said = Said::FlowOpened { flow: domain::Value::Word("flow-adjust".to_owned()) };
    Ok(Turn::to(State::default(), Tone::Command, said))
}

pub fn turn(state: &State, event: &Event, book: &Book) -> Result<Turn, Stop> {
    book.allow(Action::Adjust)?;
    if state.question.is_some() {
        return answered(state, event, book);
    }
    if event.is_cancel() {
        return cancel(state);
    }
    if event.is_done() {
        return done(state, book);
    }
    if event.is_choose() {
        return Ok(Turn::to(State { choosing: true, ..state.clone() }, Tone::Command, Said::Choosing {}));
    }
    let mut next = State { choosing: false, ..state.clone() };
    if let Some(answer) = event.answer() {
        return choose_mode_or_reason(next, answer, book);
    }
    if let Some(id) = chosen::<LocationId>(event, "place") {
        return take_place(next, &book.location(id)?);
    }
    if let Some(id) = chosen(event, "item") {
        let goods =
            Goods { item: book.item(id)?, pack: None, lot: None, more: Default::default(), print_job: None };
        return take_goods(next, &goods, HandEvidence::Chosen, book);
    }
    if let Some(id) = chosen(event, "lot") {
        let lot = book.lot(id)?;
        next.hand.item = Some(lot.item);
        next.hand.evidence = HandEvidence::Chosen;
        next.hand.pick_lot(&lot);
        return Ok(Turn::to(next, Tone::Accepted, Said::LotRead { lot: lot.code }));
    }
    match event {
        Event::Scan(thing) => scanned(next, thing, book),
        Event::Tap(tap) => tapped(next, tap, book),
    }
}

fn scanned(mut state: State, thing: &Thing, book: &Book) -> Result<Turn, Stop> {
    match thing {
        Thing::Location(place) => take_place(state, place),
        Thing::Goods(goods) => take_goods(state, goods, HandEvidence::Scanned, book),
        Thing::Fragment(fragment) => {
            state.hand.join(fragment, book)?;
            Ok(Turn::to(state, Tone::Accepted, Said::Answered {}))
        }
        Thing::Unknown(code) if state.hand.item.is_some() && state.hand.lot.is_none() => {
            let item = in_hand(&state, book)?;
            state.hand.set_lot_code(&item, code, book)?;
            known_or_restock(&state, code)?;
            Ok(Turn::to(state, Tone::Accepted, Said::LotRead { lot: code.clone() }))
        }
        Thing::Unknown(code) => Err(Refusal::UnknownCode { code: code.clone() }.into()),
        Thing::Command(command) => match state.hand.take_digit(*command, book) {
            Some(result) => {
                let (tone, said) = result?;
                Ok(Turn::to(state, tone, said))
            }
            None => Err(Refusal::NotNow { command: command.name().to_owned() }.into()),
        },
        Thing::Document(document) => Err(Refusal::NotNow { command: document.number.clone() }.into()),
        Thing::Badge(_) | Thing::Several(..) => unreachable!("badges and several things are met before a flow"),
    }
}

/// A lot that the book does not know can be restocked, not taken out.
fn known_or_restock(state: &State, code: &str) -> Result<(), Stop> {
    match state.hand.lot {
        Some(LotPick::New { .. }) if state.mode != Some(Mode::Restock) => {
            Err(Refusal::UnknownCode { code: code.to_owned() }.into())
        }
        _ => Ok(()),
    }
}

fn tapped(mut state: State, tap: &Tap, book: &Book) -> Result<Turn, Stop> {
    match tap {
        Tap::Quantity { amount, pack } => {
            let quantity = state.hand.set_quantity(amount, pack.as_deref(), book)?;
            state.confirmed = true;
            let quantity = in_hand(&state, book)?.amount(quantity);
            Ok(Turn::to(state, Tone::Accepted, Said::QuantitySet { quantity }))
        }
        Tap::Text { text } => {
            let item = in_hand(&state, book)?;
            state.hand.set_lot_code(&item, text, book)?;
            known_or_restock(&state, text)?;
            Ok(Turn::to(state, Tone::Accepted, Said::LotRead { lot: text.trim().to_owned() }))
        }
        Tap::MakeLot if state.mode == Some(Mode::Restock) => {
            let lot = state.hand.make_lot(book)?;
            Ok(Turn::to(state, Tone::Accepted, Said::LotMade { lot }))
        }
        Tap::HideChoices => Ok(Turn::to(state, Tone::Command, Said::Choosing {})),
        date => match state.hand.take_date(date, book) {
            Some(said) => Ok(Turn::to(state, Tone::Accepted, said?)),
            None => Err(Refusal::NotNow { command: String::new() }.into()),
        },
    }
}

fn choose_mode_or_reason(mut state: State, answer: &str, book: &Book) -> Result<Turn, Stop> {
    if state.mode.is_none() {
        state.mode = Some(Mode::from_text(answer).ok_or(Refusal::StaleScreen {})?);
        return Ok(Turn::to(state, Tone::Command, Said::Answered {}));
    }
    if state.confirmed && Reason::from_text(answer).is_some() {
        state.reason = Some(answer.to_owned());
        return book_goods(state, false, book);
    }
    Err(Refusal::StaleScreen {}.into())
}

fn cancel(state: &State) -> Result<Turn, Stop> {
    let said = Said::Cancelled {};
    if state.choosing {
        return Ok(Turn::to(State { choosing: false, ..state.clone() }, Tone::Command, said));
    }
    if state.hand.item.is_some() {
        let next = State { mode: state.mode, place: state.place, ..State::default() };
        return Ok(Turn::to(next, Tone::Command, said));
    }
    if state.place.is_some() {
        return Ok(Turn::to(State { mode: state.mode, ..State::default() }, Tone::Command, said));
    }
    if state.mode.is_some() {
        return Ok(Turn::to(State::default(), Tone::Command, said));
    }
    Ok(Turn::to(crate::step::Step::Home, Tone::Command, Said::FlowLeft {}))
}

fn done(state: &State, book: &Book) -> Result<Turn, Stop> {
    if state.hand.item.is_none() {
        return Ok(Turn::to(crate::step::Step::Home, Tone::Command, Said::FlowLeft {}));
    }
    ready(state, book)?;
    Ok(Turn::to(State { confirmed: true, ..state.clone() }, Tone::Command, Said::Answered {}))
}

/// Item, lot, date and quantity are all there.
fn ready(state: &State, book: &Book) -> Result<(), Stop> {
    let missing = || Stop::from(Refusal::StillMissing {});
    let item = in_hand(state, book)?;
    let lot_missing = item.lot_tracked && state.hand.lot.is_none();
    if state.mode.is_none() || state.place.is_none() || lot_missing || needs_date(state, &item) {
        return Err(missing());
    }
    state.hand.quantity().map(|_| ()).ok_or_else(missing)
}

fn needs_date(state: &State, item: &Item) -> bool {
    item.lot_tracked
        && item.expiry_rule == ExpiryRule::Asked
        && matches!(state.hand.lot, Some(LotPick::New { .. }))
        && state.hand.expiry.is_none()
}

fn take_place(mut state: State, place: &Location) -> Result<Turn, Stop> {
    if !matches!(place.kind, LocationKind::Bin | LocationKind::Zone | LocationKind::Container) {
        return Err(Refusal::NotAPlaceForStock { location: place.code.clone() }.into());
    }
    state.place = Some(place.id);
    Ok(Turn::to(state, Tone::Accepted, Said::PlaceRead { location: place.code.clone() }))
}

fn take_goods(mut state: State, goods: &Goods, evidence: HandEvidence, book: &Book) -> Result<Turn, Stop> {
    let Some(place) = state.place else { return Err(Refusal::StillMissing {}.into()) };
    if state.hand.item.is_some_and(|id| id != goods.item.id) {
        let item = book.name(&in_hand(&state, book)?).to_owned();
        return Err(Refusal::FinishFirst { item }.into());
    }
    let taken = state.hand.take(goods, book)?;
    state.hand.evidence = evidence;
    if state.hand.lot.is_none() {
        if let [only] = book.stock_of_at(goods.item.id, place)?.as_slice() {
            state.hand.pick_lot(&book.lot(only.lot)?);
        }
    }
    let item = book.name(&goods.item).to_owned();
    Ok(match (taken, state.hand.quantity()) {
        (Taken::More, Some(quantity)) => {
            Turn::to(state, Tone::More, Said::InHand { item, quantity: goods.item.amount(quantity) })
        }
        _ => Turn::to(state, Tone::Accepted, Said::ItemRead { item }),
    })
}

fn in_hand(state: &State, book: &Book) -> Result<Item, Stop> {
    book.item(state.hand.item.ok_or(Refusal::NothingToDo {})?)
}

fn book_goods(state: State, granted: bool, book: &Book) -> Result<Turn, Stop> {
    ready(&state, book)?;
    let item = in_hand(&state, book)?;
    let mode = state.mode.ok_or(Refusal::StillMissing {})?;
    let place = book.location(state.place.ok_or(Refusal::StillMissing {})?)?;
    let quantity = state.hand.quantity().ok_or(Refusal::StillMissing {})?;
    let (lot, new_lot) = state.hand.lot_of_booking(&item, "", book)?;
    let cover = match mode {
        Mode::Restock => None,
        Mode::TakeOut | Mode::Damage => shortfall::cover(&item, lot.id, &place, quantity, book)?,
    };
    if cover.is_some() && !granted {
        let next = State { question: Some(Asked::BookShort), ..state };
        return Ok(Turn::to(next, Tone::Attention, Said::Asked {}));
    }
    let before = book.on_hand(place.id, item.id, lot.id)?;
    let after = match mode {
        Mode::Restock => before.checked_add(quantity)?,
        Mode::TakeOut | Mode::Damage => before.checked_sub(quantity)?.max(Quantity::ZERO),
    };
    let moved = movement(&state, mode, &item, lot.id, &place, quantity, book)?;
    let (movements, task) = match cover {
        Some((missing, task)) => (vec![missing, moved], Some(task)),
        None => (vec![moved], None),
    };
    let said = Said::Adjusted {
        item: book.name(&item).to_owned(),
        before: item.amount(before),
        after: item.amount(after),
        location: place.code.clone(),
    };
    let next = State { mode: state.mode, place: state.place, ..State::default() };
    let mut turn = Turn::to(next, Tone::Accepted, said);
    if new_lot {
        turn.writes.push(Write::Lot(lot));
    }
    turn.writes.push(Write::Entry(Box::new(book.entry(movements, Vec::new()))));
    turn.writes.extend(task.map(Write::Task));
    turn.writes.extend(book.adjustment_deliveries());
    Ok(turn)
}

fn movement(
    state: &State,
    mode: Mode,
    item: &Item,
    lot: domain::LotId,
    place: &Location,
    quantity: Quantity,
    book: &Book,
) -> Result<NewMovement, Stop> {
    let adjustment = book.virtual_place(LocationKind::Adjustment)?;
    let (kind, from, to) = match mode {
        Mode::Restock => (MovementKind::Adjust, adjustment, place.id),
        Mode::TakeOut => (MovementKind::Adjust, place.id, adjustment),
        Mode::Damage => (MovementKind::Damage, place.id, book.virtual_place(LocationKind::Loss)?),
    };
    Ok(NewMovement {
        kind,
        item: item.id,
        lot,
        serial: state.hand.serial.clone(),
        from,
        to,
        quantity,
        pieces: state.hand.pieces,
        reason: state.reason.as_deref().and_then(Reason::from_text),
        evidence: state.hand.evidence(),
        line: None,
        reading: String::new(),
    })
}

fn answered(state: &State, event: &Event, book: &Book) -> Result<Turn, Stop> {
    let mut next = State { question: None, ..state.clone() };
    match event.answer() {
        Some("take") => book_goods(next, true, book),
        Some("change") => {
            next.hand.quantity = None;
            next.confirmed = false;
            Ok(Turn::to(next, Tone::Command, Said::Answered {}))
        }
        _ if event.is_cancel() => Ok(Turn::to(next, Tone::Command, Said::Cancelled {})),
        _ => Err(Refusal::NotNow { command: event.command_name().unwrap_or("").to_owned() }.into()),
    }
}

pub fn show(state: &State, book: &Book) -> Result<Screen, Stop> {
    let place = state.place.map(|id| book.location(id)).transpose()?;
    let mut in_hand = book.in_hand(&state.hand)?;
    in_hand.from = place.as_ref().map(location_card);
    in_hand.reason = state.reason.clone();
    let before = match (&place, state.hand.item, &state.hand.lot) {
        (Some(place), Some(item), Some(LotPick::Known { id })) => {
            Some(book.item(item)?.amount(book.on_hand(place.id, item, *id)?))
        }
        _ => None,
    };
    let booked = entry::of_seat(book.tx, book.seat, 8)?;
    Ok(Screen::Adjust(AdjustScreen {
        prompt: prompt(state, place.as_ref(), book)?,
        in_hand,
        mode: state.mode.map(|mode| mode.text().to_owned()),
        before,
        booked: booked.iter().map(|stored| book.booked_card(stored)).collect::<Result<_, _>>()?,
    }))
}

fn prompt(state: &State, place: Option<&Location>, book: &Book) -> Result<Prompt, Stop> {
    let mut prompt = match (state.mode, place, state.hand.item) {
        (None, ..) => {
            let mut prompt = Prompt::asking(Ask::AdjustMode {}.message());
            prompt.buttons = vec![
                button(Do::Restock {}, Tap::Answer { answer: "restock".to_owned() }, "restock"),
                button(Do::TakeOut {}, Tap::Answer { answer: "take_out".to_owned() }, "take_out"),
                button(Do::Damage {}, Tap::Answer { answer: "damage".to_owned() }, "broken"),
            ];
            prompt
        }
        (_, None, _) => Prompt::asking(Ask::AdjustPlace {}.message()),
        (_, Some(place), None) => Prompt::asking(Ask::Goods { location: place.code.clone() }.message()),
        (Some(mode), Some(_), Some(_)) => ask_more(state, mode, book)?,
    };
    prompt.can_choose = state.mode.is_some() && !state.confirmed;
    if state.choosing || wants_lot(state, book)? {
        prompt.choices = choices(state, book)?;
    }
    prompt.buttons.push(match state.mode {
        None => button(Do::Back {}, Tap::Back, "back"),
        Some(_) => button(Do::Cancel {}, Tap::Cancel, "cancel"),
    });
    if state.question.is_some() {
        prompt.question = Some(question(state, place, book)?);
    }
    Ok(prompt)
}

fn wants_lot(state: &State, book: &Book) -> Result<bool, Stop> {
    Ok(match state.hand.item {
        Some(id) => book.item(id)?.lot_tracked && state.hand.lot.is_none(),
        None => false,
    })
}

fn ask_more(state: &State, mode: Mode, book: &Book) -> Result<Prompt, Stop> {
    let item = in_hand(state, book)?;
    let name = book.name(&item).to_owned();
    if wants_lot(state, book)? {
        let mut prompt = Prompt::asking(Ask::PickLot { item: name }.message());
        if mode == Mode::Restock {
            prompt.buttons.push(button(Do::MakeLot {}, Tap::MakeLot, "label"));
        }
        return Ok(prompt);
    }
    if needs_date(state, &item) {
        let lot = match &state.hand.lot {
            Some(LotPick::New { code, .. }) => code.clone(),
            _ => String::new(),
        };
        let mut prompt = Prompt::asking(Ask::Expiry { lot }.message());
        prompt.date_pad = true;
        return Ok(prompt);
    }
    if state.confirmed && state.hand.quantity.is_some() {
        let mut prompt = Prompt::asking(Ask::Reason {}.message());
        prompt.buttons = reason_answers(mode.reasons());
        return Ok(prompt);
    }
    let mut prompt = Prompt::asking(Ask::AdjustQuantity { item: name }.message());
    prompt.keypad = book.keypad(&state.hand, "keypad-difference", None)?;
    if let Some(quantity) = state.hand.quantity() {
        prompt.primary = Some(primary(Do::TakeIt { quantity: item.amount(quantity) }, Tap::Done));
    }
    Ok(prompt)
}

fn choices(state: &State, book: &Book) -> Result<Vec<Choice>, Stop> {
    const LIMIT: usize = 8;
    match (state.place, state.hand.item) {
        (None, _) => book.place_choices(LIMIT * 3),
        (Some(place), None) => {
            let here = balance::at(book.tx, place)?;
            if here.is_empty() {
                let items = item::all(book.tx, LIMIT as u32)?;
                return Ok(items.iter().map(|item| book.item_choice(item, Vec::new())).collect());
            }
            book.stock_choices(&here, LIMIT)
        }
        (Some(place), Some(item)) => book.stock_choices(&book.stock_of_at(item, place)?, LIMIT),
    }
}

fn question(state: &State, place: Option<&Location>, book: &Book) -> Result<Question, Stop> {
    let item = in_hand(state, book)?;
    let place = place.ok_or(Refusal::StaleScreen {})?;
    let (lot, _) = state.hand.lot_of_booking(&item, "", book)?;
    let wanted = item.amount(state.hand.quantity().unwrap_or(Quantity::ZERO));
    let message = Query::BookShort {
        item: book.name(&item).to_owned(),
        wanted: wanted.clone(),
        there: item.amount(book.on_hand(place.id, item.id, lot.id)?),
        location: place.code.clone(),
    };
    Ok(Question {
        message: message.message(),
        answers: vec![answer(Do::ChangeNumber {}, "change"), answer(Do::TakeIt { quantity: wanted }, "take")],
    })
}
