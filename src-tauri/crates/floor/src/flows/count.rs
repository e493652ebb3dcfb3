//! Count one place: scan it, scan or choose what stands there, say how many. The book is shown only after the
//! count (blind). Equal: said. Different: a reason, and the book follows at once, as an entry of its own.
//! What nobody counted is not counted, never zero.

use super::{Event, chosen};
use crate::book::Book;
use crate::cards::{answer, button, location_card, primary, reason_answers};
use crate::flows::count::Asked::{Absurd, Why};
use crate::hand::{Hand, HandEvidence, LotPick, Taken, read_quantity};
use crate::lookup::{Goods, Thing};
use crate::said::{Ask, Do, Query, Said};
use crate::screen::{Choice, CountLineCard, CountScreen, Prompt, Question, Screen, Tap, Tone};
use crate::turn::{Stop, Turn, Write};
use domain::entry::{Evidence, MovementKind, NewMovement, Reason};
use domain::item::Item;
use domain::location::{Location, LocationKind};
use domain::permission::Action;
use domain::{ItemId, LocationId, LotId, Quantity, Ratio, Refusal};
use ledger::table::balance;
use serde::{Deserialize, Serialize};

/// A count of more than this many times the book is asked about once.
const ABSURD_FACTOR: i64 = 3;
/// How many counted lines the screen keeps in sight; the entries keep them all.
const LINES_SHOWN: usize = 30;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct State {
    pub place: Option<LocationId>,
    pub hand: Hand,
    pub question: Option<Asked>,
    pub granted: bool,
    pub counted: Vec<Counted>,
    pub choosing: bool,
}

/// A line that was counted at this place, newest last.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Counted {
    pub item: ItemId,
    pub lot: LotId,
    pub counted: i64,
    pub book: i64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "asked", rename_all = "snake_case")]
pub enum Asked {
    Absurd { counted: i64 },
    Why { counted: i64 },
}

pub fn open(book: &Book) -> Result<Turn, Stop> {
    book.allow(Action::Count)?;
    let said = Said::FlowOpened { flow: domain::Value::Word("flow-count".to_owned()) };
    Ok(Turn::to(State::default(), Tone::Command, said))
}

pub fn turn(state: &State, event: &Event, book: &Book) -> Result<Turn, Stop> {
    book.allow(Action::Count)?;
    if let Some(asked) = &state.question {
        return answered(state, asked, event, book);
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
    if let Some(id) = chosen::<LocationId>(event, "place") {
        return take_place(next, &book.location(id)?);
    }
    if let Some(id) = chosen(event, "lot") {
        let lot = book.lot(id)?;
        next.hand = Hand { item: Some(lot.item), evidence: HandEvidence::Chosen, ..Hand::default() };
        next.hand.pick_lot(&lot);
        let item = book.item(lot.item)?;
        return Ok(Turn::to(next, Tone::Accepted, Said::ItemRead { item: book.name(&item).to_owned() }));
    }
    match event {
        Event::Scan(Thing::Location(place)) if next.hand.item.is_none() => take_place(next, place),
        Event::Scan(Thing::Goods(goods)) => take_goods(next, goods, book),
        Event::Scan(Thing::Fragment(fragment)) => {
            next.hand.join(fragment, book)?;
            Ok(Turn::to(next, Tone::Accepted, Said::Answered {}))
        }
        Event::Scan(Thing::Command(command)) => match next.hand.take_digit(*command, book) {
            Some(result) => {
                let (tone, said) = result?;
                Ok(Turn::to(next, tone, said))
            }
            None => Err(Refusal::NotNow { command: command.name().to_owned() }.into()),
        },
        Event::Scan(Thing::Unknown(code)) if next.hand.item.is_some() && next.hand.lot.is_none() => {
            let item = in_hand(&next, book)?;
            next.hand.set_lot_code(&item, code, book)?;
            Ok(Turn::to(next, Tone::Accepted, Said::LotRead { lot: code.clone() }))
        }
        Event::Scan(Thing::Unknown(code)) => Err(Refusal::UnknownCode { code: code.clone() }.into()),
        Event::Tap(Tap::Quantity { amount, pack }) => {
            let item = in_hand(&next, book)?;
            let counted = read_quantity(&item, amount, pack.as_deref(), book)?;
            next.hand.evidence = HandEvidence::Typed;
            count(next, counted, book)
        }
        Event::Tap(Tap::HideChoices) => Ok(Turn::to(next, Tone::Command, Said::Choosing {})),
        other => Err(Refusal::NotNow { command: other.command_name().unwrap_or("").to_owned() }.into()),
    }
}

fn cancel(state: &State) -> Result<Turn, Stop> {
    if state.choosing || state.hand.item.is_some() {
        let next = State { choosing: false, hand: Hand::default(), ..state.clone() };
        return Ok(Turn::to(next, Tone::Command, Said::Cancelled {}));
    }
    if state.place.is_some() {
        return Ok(Turn::to(State::default(), Tone::Command, Said::Cancelled {}));
    }
    Ok(Turn::to(crate::step::Step::Home, Tone::Command, Said::FlowLeft {}))
}

fn done(state: &State, book: &Book) -> Result<Turn, Stop> {
    if state.hand.item.is_some() {
        let counted = state.hand.quantity().ok_or(Refusal::StillMissing {})?;
        return count(state.clone(), counted, book);
    }
    match state.place {
        Some(id) => {
            let location = book.location(id)?.code;
            Ok(Turn::to(State::default(), Tone::Complete, Said::CountDone { location }))
        }
        None => Ok(Turn::to(crate::step::Step::Home, Tone::Command, Said::FlowLeft {})),
    }
}

fn take_place(mut state: State, place: &Location) -> Result<Turn, Stop> {
    if !matches!(place.kind, LocationKind::Bin | LocationKind::Zone | LocationKind::Container) {
        return Err(Refusal::NotAPlaceForStock { location: place.code.clone() }.into());
    }
    if state.place != Some(place.id) {
        state.counted.clear();
    }
    state.place = Some(place.id);
    Ok(Turn::to(state, Tone::Accepted, Said::PlaceRead { location: place.code.clone() }))
}

fn take_goods(mut state: State, goods: &Goods, book: &Book) -> Result<Turn, Stop> {
    let Some(place) = state.place else { return Err(Refusal::StillMissing {}.into()) };
    if state.hand.item.is_some_and(|id| id != goods.item.id) {
        let item = book.name(&in_hand(&state, book)?).to_owned();
        return Err(Refusal::FinishFirst { item }.into());
    }
    let taken = state.hand.take(goods, book)?;
    if state.hand.lot.is_none() {
        let rows = book.stock_of_at(goods.item.id, place)?;
        if let [only] = rows.as_slice() {
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

/// The lot that is being counted: the one in hand, or the item's lot `none`; found goods of a new lot are made.
fn lot_of(state: &State, item: &Item, book: &Book) -> Result<(domain::lot::Lot, bool), Stop> {
    if item.lot_tracked && state.hand.lot.is_none() {
        return Err(Refusal::StillMissing {}.into());
    }
    state.hand.lot_of_booking(item, "", book)
}

fn count(state: State, counted: Quantity, book: &Book) -> Result<Turn, Stop> {
    if counted < Quantity::ZERO {
        return Err(Refusal::NegativeCount {}.into());
    }
    let item = in_hand(&state, book)?;
    let place = state.place.ok_or(Refusal::StillMissing {})?;
    let (lot, _) = lot_of(&state, &item, book)?;
    let on_book = book.on_hand(place, item.id, lot.id)?;
    if counted == on_book {
        let said = Said::CountRight { item: book.name(&item).to_owned(), counted: item.amount(counted) };
        let next = kept(state, &item, lot.id, counted, on_book);
        return Ok(Turn::to(next, Tone::Complete, said));
    }
    let limit = on_book.times(Ratio::new(ABSURD_FACTOR, 1).expect("three is positive"))?;
    let counted = counted.millionths();
    let asked = if on_book.is_positive() && counted > limit.millionths() && !state.granted {
        Absurd { counted }
    } else {
        Why { counted }
    };
    Ok(Turn::to(State { question: Some(asked), ..state }, Tone::Attention, Said::Asked {}))
}

fn kept(state: State, item: &Item, lot: LotId, counted: Quantity, on_book: Quantity) -> State {
    let mut lines = state.counted;
    lines.retain(|line| (line.item, line.lot) != (item.id, lot));
    lines.push(Counted { item: item.id, lot, counted: counted.millionths(), book: on_book.millionths() });
    if lines.len() > LINES_SHOWN {
        lines.remove(0);
    }
    State { place: state.place, counted: lines, ..State::default() }
}

fn answered(state: &State, asked: &Asked, event: &Event, book: &Book) -> Result<Turn, Stop> {
    let next = State { question: None, ..state.clone() };
    let (Absurd { counted } | Why { counted }) = asked;
    let counted = Quantity::from_millionths(*counted)?;
    match (asked, event.answer()) {
        (_, Some("change")) => {
            let hand = Hand { quantity: None, counting: false, ..next.hand.clone() };
            Ok(Turn::to(State { hand, ..next }, Tone::Command, Said::Answered {}))
        }
        (Absurd { .. }, Some("take")) => count(State { granted: true, ..next }, counted, book),
        (Why { .. }, Some(answer)) => match Reason::from_text(answer) {
            Some(reason) => post(next, counted, reason, book),
            None => Err(Refusal::StaleScreen {}.into()),
        },
        _ if event.is_cancel() => Ok(Turn::to(next, Tone::Command, Said::Cancelled {})),
        _ => Err(Refusal::NotNow { command: event.command_name().unwrap_or("").to_owned() }.into()),
    }
}

/// The difference to what the book holds now, so that movements since the count began are netted.
fn post(state: State, counted: Quantity, reason: Reason, book: &Book) -> Result<Turn, Stop> {
    let item = in_hand(&state, book)?;
    let place = state.place.ok_or(Refusal::StillMissing {})?;
    let (lot, new_lot) = lot_of(&state, &item, book)?;
    let on_book = book.on_hand(place, item.id, lot.id)?;
    let difference = counted.checked_sub(on_book)?;
    let adjustment = book.virtual_place(LocationKind::Adjustment)?;
    let (from, to) = if difference.is_positive() { (adjustment, place) } else { (place, adjustment) };
    let movement = NewMovement {
        kind: MovementKind::Count,
        item: item.id,
        lot: lot.id,
        serial: None,
        from,
        to,
        quantity: if difference.is_positive() { difference } else { difference.negated() },
        pieces: 0,
        reason: Some(reason),
        evidence: Evidence::Counted,
        line: None,
        reading: String::new(),
    };
    let said = Said::CountPosted {
        item: book.name(&item).to_owned(),
        counted: item.amount(counted),
        book: item.amount(on_book),
    };
    let mut writes = Vec::new();
    if new_lot {
        writes.push(Write::Lot(lot.clone()));
    }
    writes.push(Write::Entry(Box::new(book.entry(vec![movement], Vec::new()))));
    writes.extend(book.adjustment_deliveries());
    let next = kept(state, &item, lot.id, counted, on_book);
    Ok(Turn { writes, ..Turn::to(next, Tone::Attention, said) })
}

pub fn show(state: &State, book: &Book) -> Result<Screen, Stop> {
    let place = state.place.map(|id| book.location(id)).transpose()?;
    Ok(Screen::Count(CountScreen {
        prompt: prompt(state, place.as_ref(), book)?,
        location: place.as_ref().map(location_card),
        in_hand: book.in_hand(&state.hand)?,
        lines: lines(state, book)?,
    }))
}

/// What was counted, with the book beside it, then what still stands here, without a number.
fn lines(state: &State, book: &Book) -> Result<Vec<CountLineCard>, Stop> {
    let mut cards = Vec::new();
    for line in state.counted.iter().rev() {
        let item = book.item(line.item)?;
        let (counted, on_book) = (Quantity::from_millionths(line.counted)?, Quantity::from_millionths(line.book)?);
        cards.push(CountLineCard {
            id: line.lot.to_string(),
            lot: book.lot_card(&book.lot(line.lot)?, &item),
            counted: Some(item.amount(counted)),
            book: Some(item.amount(on_book)),
            difference: Some(item.amount(counted.checked_sub(on_book)?)),
            active: false,
            item: book.item_card(&item),
        });
    }
    let Some(place) = state.place else { return Ok(cards) };
    for row in balance::at(book.tx, place)? {
        if state.counted.iter().any(|line| line.lot == row.lot && line.item == row.item) {
            continue;
        }
        let item = book.item(row.item)?;
        cards.push(CountLineCard {
            id: row.lot.to_string(),
            lot: book.lot_card(&book.lot(row.lot)?, &item),
            counted: None,
            book: None,
            difference: None,
            active: state.hand.item == Some(row.item) && state.hand.lot == Some(LotPick::Known { id: row.lot }),
            item: book.item_card(&item),
        });
    }
    Ok(cards)
}

fn prompt(state: &State, place: Option<&Location>, book: &Book) -> Result<Prompt, Stop> {
    let mut prompt = match (place, state.hand.item) {
        (None, _) => Prompt::asking(Ask::CountPlace {}.message()),
        (Some(place), None) => {
            let mut prompt = Prompt::asking(Ask::CountItem { location: place.code.clone() }.message());
            prompt.primary = Some(primary(Do::CountDone {}, Tap::Done));
            prompt
        }
        (Some(_), Some(_)) => ask_number(state, book)?,
    };
    let lot_is_open = match state.hand.item {
        Some(id) => book.item(id)?.lot_tracked && state.hand.lot.is_none(),
        None => false,
    };
    prompt.can_choose = true;
    if state.choosing || lot_is_open {
        prompt.choices = choices(state, book)?;
    }
    prompt.buttons.push(match place {
        None => button(Do::Back {}, Tap::Back, "back"),
        Some(_) => button(Do::Cancel {}, Tap::Cancel, "cancel"),
    });
    if let Some(asked) = &state.question {
        prompt.question = Some(question(state, asked, book)?);
    }
    Ok(prompt)
}

fn ask_number(state: &State, book: &Book) -> Result<Prompt, Stop> {
    let item = in_hand(state, book)?;
    let name = book.name(&item).to_owned();
    if item.lot_tracked && state.hand.lot.is_none() {
        return Ok(Prompt::asking(Ask::PickLot { item: name }.message()));
    }
    let mut prompt = Prompt::asking(Ask::Counted { item: name }.message());
    prompt.keypad = book.keypad(&state.hand, "keypad-counted", None)?;
    if let Some(counted) = state.hand.quantity() {
        prompt.primary = Some(primary(Do::TakeIt { quantity: item.amount(counted) }, Tap::Done));
    }
    Ok(prompt)
}

fn choices(state: &State, book: &Book) -> Result<Vec<Choice>, Stop> {
    const LIMIT: usize = 12;
    match (state.place, state.hand.item) {
        (None, _) => book.place_choices(LIMIT * 2),
        (Some(place), None) => blind(book.stock_choices(&balance::at(book.tx, place)?, LIMIT)?),
        (Some(place), Some(item)) => blind(book.stock_choices(&book.stock_of_at(item, place)?, LIMIT)?),
    }
}

/// Without the book's numbers: who counts must not see them first.
fn blind(choices: Vec<Choice>) -> Result<Vec<Choice>, Stop> {
    let hidden = |mut choice: Choice| {
        choice.details.retain(|detail| detail.code != "detail-quantity");
        choice
    };
    Ok(choices.into_iter().map(hidden).collect())
}

fn question(state: &State, asked: &Asked, book: &Book) -> Result<Question, Stop> {
    let item = in_hand(state, book)?;
    let place = state.place.ok_or(Refusal::StaleScreen {})?;
    let (lot, _) = lot_of(state, &item, book)?;
    let on_book = item.amount(book.on_hand(place, item.id, lot.id)?);
    let (Absurd { counted } | Why { counted }) = asked;
    let counted = item.amount(Quantity::from_millionths(*counted)?);
    let name = book.name(&item).to_owned();
    let change = answer(Do::ChangeNumber {}, "change");
    Ok(match asked {
        Absurd { .. } => Question {
            message: Query::AbsurdCount { item: name, counted: counted.clone(), book: on_book }.message(),
            answers: vec![change, answer(Do::TakeIt { quantity: counted }, "take")],
        },
        Why { .. } => {
            let mut answers = vec![change];
            answers.extend(reason_answers(&Reason::FOR_DIFFERENCES));
            Question { message: Query::CountReason { item: name, counted, book: on_book }.message(), answers }
        }
    })
}
