//! The adjust screen: what happened, where, the goods, before and after, why.

use super::{Asked, Condition, Mode, State, booking, judging, judging_show, needs_date};
use crate::book::Book;
use crate::cards::location_card;
use crate::doubt;
use crate::prompts::{answer, button, primary, reason_answers};
use crate::said::{Ask, Do, Query};
use crate::screen::{AdjustScreen, Button, Choice, Prompt, Question, Screen, Tap};
use crate::shortfall::{badge_question, both_numbers};
use crate::turn::Stop;
use domain::location::Location;
use domain::policy::PolicySays;
use domain::{Quantity, Refusal};
use ledger::table::entry;

const CHOICES_SHOWN: usize = 8;
const PLACES_SHOWN: usize = 24;
const PIECES_SHOWN: u32 = 24;
const BOOKED_SHOWN: u32 = 8;

pub fn show(state: &State, book: &Book) -> Result<Screen, Stop> {
    let place = state.place.map(|id| book.location(id)).transpose()?;
    let mut in_hand = book.in_hand(&state.hand)?;
    in_hand.from = place.as_ref().map(location_card);
    in_hand.reason = state.reason.clone();
    let before = match (&place, state.hand.item, state.hand.known_lot()) {
        (Some(place), Some(item), Some(lot)) => Some(book.there(&book.item(item)?, place.id, lot)?),
        _ => None,
    };
    let booked = book.seen_entries(entry::of_seat(book.tx, book.seat, BOOKED_SHOWN)?)?;
    Ok(Screen::Adjust(AdjustScreen {
        prompt: prompt(state, place.as_ref(), book)?,
        in_hand,
        mode: state
            .mode
            .map(Mode::text)
            .or(state.judging.as_ref().map(|_| judging::OPENS))
            .map(str::to_owned),
        before,
        booked: booked.iter().map(|stored| book.booked_card(stored)).collect::<Result<_, _>>()?,
    }))
}

fn prompt(state: &State, place: Option<&Location>, book: &Book) -> Result<Prompt, Stop> {
    if let Some(judging) = &state.judging {
        return judging_show::prompt(state, judging, book);
    }
    let mut prompt = match (state.mode, place, state.hand.item) {
        (None, ..) => ask_mode(),
        (_, None, _) => Prompt::asking(Ask::AdjustPlace {}.message()),
        (_, Some(place), None) => Prompt::asking(Ask::Goods { location: place.code.clone() }.message()),
        (Some(mode), Some(_), Some(_)) => ask_more(state, mode, book)?,
    };
    prompt.can_choose = state.mode.is_some() && !state.confirmed;
    let is_asked = state.hand.lacks_serial(book)? || state.hand.lacks_lot(book)?;
    if state.choosing || state.mode.is_some() && is_asked && !state.hand.typing {
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

fn ask_mode() -> Prompt {
    let mode = |label, mode: Mode, pictogram| {
        button(label, Tap::Answer { answer: mode.text().to_owned() }, pictogram)
    };
    let mut prompt = Prompt::asking(Ask::AdjustMode {}.message());
    prompt.buttons = vec![
        mode(Do::Restock {}, Mode::Restock, "restock"),
        mode(Do::TakeOut {}, Mode::TakeOut, "take_out"),
        mode(Do::Damage {}, Mode::Damage, "broken"),
        mode(Do::CameBack {}, Mode::Return, "undo"),
        button(Do::JudgeLots {}, Tap::Answer { answer: judging::OPENS.to_owned() }, "stop_hand"),
    ];
    prompt
}

fn ask_more(state: &State, mode: Mode, book: &Book) -> Result<Prompt, Stop> {
    let item = state.hand.item(book)?;
    let name = book.name(&item).to_owned();
    if state.hand.lacks_serial(book)? {
        return Prompt::for_serial(&state.hand, book);
    }
    if state.hand.lacks_lot(book)? {
        let mut prompt = Prompt::for_lot(&Ask::PickLot { item: name }, &state.hand);
        if mode == Mode::Restock {
            prompt.buttons.push(button(Do::MakeLot {}, Tap::MakeLot, "label"));
        }
        return Ok(prompt);
    }
    if needs_date(state, book)? {
        return Prompt::for_expiry(&state.hand, book);
    }
    if mode == Mode::Return && state.confirmed && state.condition.is_none() {
        let mut prompt = Prompt::asking(Ask::Condition { item: name }.message());
        prompt.buttons = Condition::offered(state, book)?.iter().map(condition_button).collect();
        return Ok(prompt);
    }
    if state.confirmed && state.hand.quantity.is_some() {
        let mut prompt = Prompt::asking(Ask::Reason {}.message());
        prompt.buttons = reason_answers(mode.reasons());
        return Ok(prompt);
    }
    let mut prompt = match state.hand.asks_pieces(book)? {
        true => Prompt::asking(Ask::Pieces { item: name }.message()),
        false if item.catch_weight => Prompt::asking(Ask::Weigh { item: name }.message()),
        false => Prompt::asking(Ask::AdjustQuantity { item: name }.message()),
    };
    prompt.keypad = Some(book.keypad(&state.hand, "keypad-difference", None, mode.on_scale(state.place))?);
    if let Some(quantity) =
        state.hand.quantity().filter(|_| !item.catch_weight || state.hand.pieces.is_some())
    {
        let quantity = state.hand.amount(&item, quantity);
        prompt.primary = Some(primary(Do::TakeIt { quantity }, Tap::Done));
    }
    Ok(prompt)
}

fn condition_button(condition: &Condition) -> Button {
    let (label, pictogram) = match condition {
        Condition::Sellable => (Do::SellAgain {}, "restock"),
        Condition::Quarantine => (Do::PutOnHold {}, "stop_hand"),
        Condition::Loss => (Do::WriteOff {}, "broken"),
    };
    button(label, Tap::Answer { answer: condition.text().to_owned() }, pictogram)
}

fn choices(state: &State, book: &Book) -> Result<Vec<Choice>, Stop> {
    match (state.place, state.hand.item) {
        (None, _) => book.place_choices(PLACES_SHOWN),
        (Some(place), None) => {
            let here = book.stock_at(place)?;
            if here.is_empty() {
                let items = book.items(CHOICES_SHOWN as u32)?;
                return Ok(items.iter().map(|item| book.item_choice(item, Vec::new())).collect());
            }
            book.stock_choices(&here, CHOICES_SHOWN)
        }
        // What is added is not here yet.
        (Some(_), Some(_)) if state.mode.is_some_and(Mode::brings_in) && state.hand.lacks_serial(book)? => {
            Ok(Vec::new())
        }
        (Some(place), Some(item)) if state.hand.lacks_serial(book)? => {
            book.serial_choices(item, place, PIECES_SHOWN)
        }
        (Some(place), Some(item)) => book.stock_choices(&book.stock_of_at(item, place)?, CHOICES_SHOWN),
    }
}

fn question(state: &State, place: Option<&Location>, book: &Book) -> Result<Question, Stop> {
    let item = state.hand.item(book)?;
    let place = place.ok_or(Refusal::StaleScreen {})?;
    let (lot, _) = state.hand.lot_of_booking(&item, "", book)?;
    let (quantity, pieces) = (state.hand.quantity().unwrap_or(Quantity::ZERO), state.hand.pieces_of(&item)?);
    if let Some(Asked::Doubt { doubt }) = &state.question {
        let to = Some(place);
        let goods = doubt::Goods { item: &item, quantity, pieces, to, supplier: "" };
        return doubt::question(*doubt, &goods, vec![answer(Do::PutHereAnyway {}, "take")], book);
    }
    let (wanted, there) = both_numbers(&item, lot.id, place, (quantity, pieces), book)?;
    let (name, location) = (book.name(&item).to_owned(), place.code.clone());
    if booking::short_policy(state, book)? == PolicySays::StepUp {
        return Ok(badge_question(name, wanted, there, location));
    }
    let message = Query::BookShort { item: name, wanted: wanted.clone(), there, location };
    let take = answer(Do::TakeIt { quantity: wanted }, "take");
    Ok(Question { message: message.message(), answers: vec![answer(Do::ChangeNumber {}, "change"), take] })
}
