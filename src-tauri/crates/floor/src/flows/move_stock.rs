//! Move: from a place, goods, to a place; or whole crates, scanned one after the other, to a place.
//! Scan the source, the goods, the target: three scans and it is booked. Moving more than the book knows asks
//! once and is then booked as found.

use super::{Event, chosen};
use crate::book::Book;
use crate::cards::{answer, button, location_card, primary};
use crate::hand::{Hand, HandEvidence, LotPick, Taken};
use crate::lookup::{Fragment, Goods, Thing};
use crate::said::{Ask, Do, Query, Said};
use crate::screen::{Choice, MoveScreen, Prompt, Question, Screen, Tap, Tone};
use crate::shortfall;
use crate::turn::{Stop, Turn, Write};
use domain::code::Command;
use domain::entry::{MovementKind, NewMovement, NewPlacement};
use domain::item::Item;
use domain::location::{Location, LocationKind};
use domain::permission::Action;
use domain::{LocationId, Quantity, Refusal};
use ledger::table::balance::{self, Balance};
use ledger::table::entry;
use serde::{Deserialize, Serialize};

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
    let said = Said::FlowOpened { flow: domain::Value::Word("flow-move-stock".to_owned()) };
    Ok(Turn::to(State::default(), Tone::Command, said))
}

pub fn turn(state: &State, event: &Event, book: &Book) -> Result<Turn, Stop> {
    book.allow(Action::Move)?;
    if let Some(Asked::BookShort { to }) = &state.question {
        return answered(state, *to, event, book);
    }
    if event.is_cancel() {
        return cancel(state);
    }
    if event.is_done() {
        return leave(state);
    }
    if event.is_choose() {
        return Ok(Turn::to(State { choosing: true, ..state.clone() }, Tone::Command, Said::Choosing {}));
    }
    let mut next = State { choosing: false, ..state.clone() };
    if let Some(id) = chosen::<LocationId>(event, "place") {
        return take_place(next, book.location(id)?, book);
    }
    if let Some(id) = chosen(event, "lot") {
        let lot = book.lot(id)?;
        next.hand.evidence = HandEvidence::Chosen;
        if next.hand.item.is_none() {
            next.hand.item = Some(lot.item);
        }
        next.hand.pick_lot(&lot);
        return held(next, Tone::Accepted, book);
    }
    match event {
        Event::Scan(Thing::Location(place)) => take_place(next, place.clone(), book),
        Event::Scan(Thing::Goods(goods)) => take_goods(next, goods, book),
        Event::Scan(Thing::Fragment(fragment)) => {
            next.hand.join(fragment, book)?;
            held(next, Tone::Accepted, book)
        }
        Event::Scan(Thing::Command(command)) => take_command(next, *command, book),
        Event::Scan(Thing::Unknown(code)) if next.hand.item.is_some() => {
            let fragment = Fragment { lot: Some(code.clone()), ..Fragment::default() };
            match next.hand.join(&fragment, book) {
                Ok(()) if matches!(next.hand.lot, Some(LotPick::Known { .. })) => held(next, Tone::Accepted, book),
                _ => Err(Refusal::UnknownCode { code: code.clone() }.into()),
            }
        }
        Event::Scan(Thing::Unknown(code)) => Err(Refusal::UnknownCode { code: code.clone() }.into()),
        Event::Tap(Tap::Quantity { amount, pack }) => {
            next.hand.set_quantity(amount, pack.as_deref(), book)?;
            held(next, Tone::Accepted, book)
        }
        Event::Tap(Tap::HideChoices) => Ok(Turn::to(next, Tone::Command, Said::Choosing {})),
        other => Err(Refusal::NotNow { command: other.command_name().unwrap_or("").to_owned() }.into()),
    }
}

fn cancel(state: &State) -> Result<Turn, Stop> {
    if state.choosing {
        return Ok(Turn::to(State { choosing: false, ..state.clone() }, Tone::Command, Said::Cancelled {}));
    }
    if state.hand.item.is_some() {
        let next = State { hand: Hand::default(), ..state.clone() };
        return Ok(Turn::to(next, Tone::Command, Said::Cancelled {}));
    }
    if state.from.is_some() || !state.crates.is_empty() {
        return Ok(Turn::to(State::default(), Tone::Command, Said::Cancelled {}));
    }
    Ok(Turn::to(crate::step::Step::Home, Tone::Command, Said::FlowLeft {}))
}

fn leave(state: &State) -> Result<Turn, Stop> {
    if state.hand.item.is_some() || !state.crates.is_empty() {
        return Err(Refusal::StillMissing {}.into());
    }
    Ok(Turn::to(crate::step::Step::Home, Tone::Command, Said::FlowLeft {}))
}

fn take_command(mut state: State, command: Command, book: &Book) -> Result<Turn, Stop> {
    match state.hand.take_digit(command, book) {
        Some(result) => {
            let (tone, said) = result?;
            Ok(Turn::to(state, tone, said))
        }
        None => Err(Refusal::NotNow { command: command.name().to_owned() }.into()),
    }
}

/// A place is the source first and the target once there is something to move.
fn take_place(mut state: State, place: Location, book: &Book) -> Result<Turn, Stop> {
    if !matches!(place.kind, LocationKind::Bin | LocationKind::Zone | LocationKind::Container) {
        return Err(Refusal::NotAPlaceForStock { location: place.code }.into());
    }
    if state.hand.item.is_some() {
        return move_goods(state, place, false, book);
    }
    if place.kind == LocationKind::Container {
        // Crates one after the other, then the place: all go, as one entry. Goods scanned next come out of it.
        if !state.crates.contains(&place.id) {
            state.crates.push(place.id);
        }
        state.from = Some(place.id);
        return Ok(Turn::to(state, Tone::Accepted, Said::PlaceRead { location: place.code }));
    }
    if !state.crates.is_empty() {
        return move_crates(state, place, book);
    }
    state.from = Some(place.id);
    Ok(Turn::to(state, Tone::Accepted, Said::PlaceRead { location: place.code }))
}

fn take_goods(mut state: State, goods: &Goods, book: &Book) -> Result<Turn, Stop> {
    if state.hand.item.is_some_and(|id| id != goods.item.id) {
        let item = book.name(&book.item(state.hand.item.expect("just looked at"))?).to_owned();
        return Err(Refusal::FinishFirst { item }.into());
    }
    let Some(from) = state.from else { return source_of(state, goods, book) };
    let rows = book.stock_of_at(goods.item.id, from)?;
    if rows.is_empty() {
        let location = book.location(from)?.code;
        return Err(Refusal::NothingHere { item: book.name(&goods.item).to_owned(), location }.into());
    }
    // Goods out of a crate: the crate itself stays.
    state.crates.clear();
    let taken = state.hand.take(goods, book)?;
    settle_lot(&mut state, &rows);
    held(state, if matches!(taken, Taken::More) { Tone::More } else { Tone::Accepted }, book)
}

/// Goods were scanned before their place: where they lie is known when it is only one place.
fn source_of(mut state: State, goods: &Goods, book: &Book) -> Result<Turn, Stop> {
    let mut rows = balance::of_item(book.tx, goods.item.id)?;
    if let Some(lot) = &goods.lot {
        rows.retain(|row| row.lot == lot.id);
    }
    let item = book.name(&goods.item).to_owned();
    let Some(first) = rows.first() else {
        return Err(Refusal::NothingHere { item, location: String::new() }.into());
    };
    if rows.iter().any(|row| row.location != first.location) {
        return Err(Refusal::SourceFirst { item }.into());
    }
    state.from = Some(first.location);
    take_goods(state, goods, book)
}

/// The only lot here is the lot; of several the person picks, FEFO first.
fn settle_lot(state: &mut State, rows: &[Balance]) {
    if let (None | Some(LotPick::New { .. }), [only]) = (&state.hand.lot, rows) {
        state.hand.lot = Some(LotPick::Known { id: only.lot });
    }
}

/// Says what lies in the hand; a measured item without a number takes all that is there.
fn held(mut state: State, tone: Tone, book: &Book) -> Result<Turn, Stop> {
    let item = in_hand(&state, book)?;
    let Some(LotPick::Known { id }) = state.hand.lot else {
        return Ok(Turn::to(state, tone, Said::ItemRead { item: book.name(&item).to_owned() }));
    };
    if state.hand.quantity.is_none() {
        if let Some(from) = state.from {
            let there = book.on_hand(from, item.id, id)?;
            state.hand.quantity = there.is_positive().then(|| there.millionths());
        }
    }
    let quantity = item.amount(state.hand.quantity().unwrap_or(Quantity::ZERO));
    Ok(Turn::to(state, tone, Said::InHand { item: book.name(&item).to_owned(), quantity }))
}

fn in_hand(state: &State, book: &Book) -> Result<Item, Stop> {
    book.item(state.hand.item.ok_or(Refusal::NothingToDo {})?)
}

fn move_goods(state: State, to: Location, granted: bool, book: &Book) -> Result<Turn, Stop> {
    let item = in_hand(&state, book)?;
    let from = book.location(state.from.ok_or(Refusal::StillMissing {})?)?;
    if from.id == to.id {
        return Err(Refusal::SamePlace { location: to.code }.into());
    }
    let Some(LotPick::Known { id: lot }) = state.hand.lot else { return Err(Refusal::StillMissing {}.into()) };
    let quantity = state.hand.quantity().ok_or(Refusal::StillMissing {})?;
    let cover = shortfall::cover(&item, lot, &from, quantity, book)?;
    if cover.is_some() && !granted {
        let next = State { question: Some(Asked::BookShort { to: to.id }), ..state };
        return Ok(Turn::to(next, Tone::Attention, Said::Asked {}));
    }
    let moved = NewMovement {
        kind: MovementKind::Move,
        item: item.id,
        lot,
        serial: state.hand.serial.clone(),
        from: from.id,
        to: to.id,
        quantity,
        pieces: state.hand.pieces,
        reason: None,
        evidence: state.hand.evidence(),
        line: None,
        reading: String::new(),
    };
    let (movements, task) = match cover {
        Some((missing, task)) => (vec![missing, moved], Some(task)),
        None => (vec![moved], None),
    };
    let said = Said::Moved {
        item: book.name(&item).to_owned(),
        quantity: item.amount(quantity),
        from: from.code,
        to: to.code,
    };
    let next = State { from: Some(from.id), ..State::default() };
    let mut turn = Turn::to(next, Tone::Accepted, said)
        .writing(Write::Entry(Box::new(book.entry(movements, Vec::new()))));
    turn.writes.extend(task.map(Write::Task));
    Ok(turn)
}

fn move_crates(state: State, to: Location, book: &Book) -> Result<Turn, Stop> {
    let mut placements = Vec::new();
    let mut codes = Vec::new();
    for id in &state.crates {
        let moved = book.location(*id)?;
        let parent = moved.parent.ok_or_else(|| Refusal::UnknownLocation { code: moved.code.clone() })?;
        if parent == to.id {
            return Err(Refusal::SamePlace { location: to.code }.into());
        }
        codes.push(moved.code);
        placements.push(NewPlacement { container: *id, from: parent, to: to.id });
    }
    let said = Said::CrateMoved { crate_code: codes.join(", "), to: to.code };
    Ok(Turn::to(State::default(), Tone::Accepted, said)
        .writing(Write::Entry(Box::new(book.entry(Vec::new(), placements)))))
}

fn answered(state: &State, to: LocationId, event: &Event, book: &Book) -> Result<Turn, Stop> {
    let mut next = State { question: None, ..state.clone() };
    match event.answer() {
        Some("take") => move_goods(next, book.location(to)?, true, book),
        Some("change") => {
            next.hand.quantity = None;
            next.hand.counting = false;
            Ok(Turn::to(next, Tone::Command, Said::Answered {}))
        }
        _ if event.is_cancel() => Ok(Turn::to(next, Tone::Command, Said::Cancelled {})),
        _ => Err(Refusal::NotNow { command: event.command_name().unwrap_or("").to_owned() }.into()),
    }
}

pub fn show(state: &State, book: &Book) -> Result<Screen, Stop> {
    let mut in_hand = book.in_hand(&state.hand)?;
    let from = state.from.map(|id| book.location(id)).transpose()?;
    in_hand.from = from.as_ref().map(location_card);
    let here = match state.from {
        Some(id) => balance::at(book.tx, id)?,
        None => Vec::new(),
    };
    let booked = entry::of_seat(book.tx, book.seat, 8)?;
    Ok(Screen::MoveStock(MoveScreen {
        prompt: prompt(state, from.as_ref(), book)?,
        in_hand,
        here: here.iter().map(|row| book.stock_card(row)).collect::<Result<_, _>>()?,
        booked: booked.iter().map(|stored| book.booked_card(stored)).collect::<Result<_, _>>()?,
    }))
}

fn prompt(state: &State, from: Option<&Location>, book: &Book) -> Result<Prompt, Stop> {
    let mut prompt = Prompt::asking(sentence(state, from, book)?);
    prompt.can_choose = true;
    prompt.buttons.push(match (&state.hand.item, state.from) {
        (None, None) => button(Do::Back {}, Tap::Back, "back"),
        _ => button(Do::Cancel {}, Tap::Cancel, "cancel"),
    });
    if let (Some(_), Some(LotPick::Known { id })) = (state.hand.item, &state.hand.lot) {
        let item = in_hand(state, book)?;
        let there = from.map(|place| book.on_hand(place.id, item.id, *id)).transpose()?;
        prompt.keypad = book.keypad(&state.hand, "keypad-quantity", there.map(|there| item.amount(there)))?;
    } else if state.hand.item.is_none() {
        prompt.primary = Some(primary(Do::Finish {}, Tap::Done));
    }
    let lot_is_open = state.hand.item.is_some() && !matches!(state.hand.lot, Some(LotPick::Known { .. }));
    if state.choosing || lot_is_open {
        prompt.choices = choices(state, book)?;
    }
    if let Some(Asked::BookShort { .. }) = &state.question {
        prompt.question = Some(question(state, from, book)?);
    }
    Ok(prompt)
}

fn sentence(state: &State, from: Option<&Location>, book: &Book) -> Result<domain::Message, Stop> {
    let Some(from) = from else { return Ok(Ask::Source {}.message()) };
    if state.hand.item.is_none() {
        return Ok(if state.crates.is_empty() {
            Ask::Goods { location: from.code.clone() }.message()
        } else {
            Ask::CrateTarget { crate_code: from.code.clone() }.message()
        });
    }
    Ok(match state.hand.lot {
        Some(LotPick::Known { .. }) => Ask::Target {}.message(),
        _ => Ask::PickLot { item: book.name(&in_hand(state, book)?).to_owned() }.message(),
    })
}

fn choices(state: &State, book: &Book) -> Result<Vec<Choice>, Stop> {
    const LIMIT: usize = 8;
    match (state.from, state.hand.item, &state.hand.lot) {
        (Some(from), Some(item), None | Some(LotPick::New { .. })) => {
            book.stock_choices(&book.stock_of_at(item, from)?, LIMIT)
        }
        (Some(from), None, _) => book.stock_choices(&balance::at(book.tx, from)?, LIMIT),
        _ => book.place_choices(LIMIT * 3),
    }
}

fn question(state: &State, from: Option<&Location>, book: &Book) -> Result<Question, Stop> {
    let item = in_hand(state, book)?;
    let from = from.ok_or(Refusal::StaleScreen {})?;
    let Some(LotPick::Known { id: lot }) = state.hand.lot else { return Err(Refusal::StaleScreen {}.into()) };
    let wanted = item.amount(state.hand.quantity().unwrap_or(Quantity::ZERO));
    let message = Query::BookShort {
        item: book.name(&item).to_owned(),
        wanted: wanted.clone(),
        there: item.amount(book.on_hand(from.id, item.id, lot)?),
        location: from.code.clone(),
    };
    Ok(Question {
        message: message.message(),
        answers: vec![answer(Do::ChangeNumber {}, "change"), answer(Do::MoveAnyway { quantity: wanted }, "take")],
    })
}
