//! The move screen: source, what stands there, the hand, what was booked; and what is said of the hand.

use super::{INTO_CRATE, State};
use crate::book::Book;
use crate::cards::location_card;
use crate::hand::Taken;
use crate::prompts::{answer, button, primary};
use crate::said::{Ask, Do, Query, Said};
use crate::screen::{Choice, MoveScreen, Prompt, Question, Screen, Tap};
use crate::turn::Stop;
use domain::location::Location;
use domain::lot::LotStatus;
use domain::{LotId, Quantity, Refusal};
use ledger::table::{balance, entry};

const CHOICES_SHOWN: usize = 8;
const PLACES_SHOWN: usize = 24;
const PIECES_SHOWN: u32 = 24;
const BOOKED_SHOWN: u32 = 8;

pub fn show(state: &State, book: &Book) -> Result<Screen, Stop> {
    let from = state.from.map(|id| book.location(id)).transpose()?;
    let mut in_hand = book.in_hand(&state.hand)?;
    in_hand.from = from.as_ref().map(location_card);
    let here = match state.from {
        Some(id) => balance::at(book.tx, id)?,
        None => Vec::new(),
    };
    let booked = entry::of_seat(book.tx, book.seat, BOOKED_SHOWN)?;
    Ok(Screen::MoveStock(MoveScreen {
        prompt: prompt(state, from.as_ref(), book)?,
        in_hand,
        here: here.iter().map(|row| book.stock_card(row)).collect::<Result<_, _>>()?,
        booked: booked.iter().map(|stored| book.booked_card(stored)).collect::<Result<_, _>>()?,
    }))
}

/// Expired and held goods may be moved, and the person is told what they are.
pub(super) fn warning(state: &State, lot: LotId, book: &Book) -> Result<Option<Said>, Stop> {
    let item = state.hand.item(book)?;
    let lot = book.lot(lot)?;
    let quantity = item.amount(state.hand.quantity().unwrap_or(Quantity::ZERO));
    let name = state.hand.name(&item, book);
    let last_good_day = lot.expiry.last_good_day().filter(|_| lot.expiry.is_past(book.moment.today));
    Ok(match last_good_day {
        Some(last_good_day) => {
            Some(Said::ExpiredInHand { item: name, lot: lot.code, last_good_day, quantity })
        }
        None if lot.status != LotStatus::Released => {
            Some(Said::HeldInHand { item: name, lot: lot.code, quantity })
        }
        None => None,
    })
}

pub(super) fn said_in_hand(state: &State, taken: Taken, book: &Book) -> Result<Said, Stop> {
    let item = state.hand.item(book)?;
    match state.hand.quantity() {
        Some(quantity) if state.hand.pack.is_none() || state.hand.proposed => {
            Ok(Said::InHand { item: state.hand.name(&item, book), quantity: item.amount(quantity) })
        }
        _ => book.said_read(&state.hand, taken),
    }
}

fn prompt(state: &State, from: Option<&Location>, book: &Book) -> Result<Prompt, Stop> {
    let lacks_lot = state.hand.item.is_some() && state.hand.lot.is_none();
    let lacks_serial = state.hand.lacks_serial(book)?;
    let mut prompt = match (from, state.hand.item) {
        (_, Some(_)) if lacks_serial => Prompt::for_serial(&state.hand, book)?,
        (_, Some(_)) if lacks_lot => {
            let item = state.hand.item(book)?;
            Prompt::for_lot(&Ask::PickLot { item: book.name(&item).to_owned() }, &state.hand)
        }
        (_, Some(_)) => ask_target(state, from, book)?,
        (None, None) => leaving(Prompt::asking(Ask::Source {}.message())),
        (Some(from), None) if state.crates.is_empty() => {
            leaving(Prompt::asking(Ask::Goods { location: from.code.clone() }.message()))
        }
        (Some(from), None) => Prompt::asking(Ask::CrateTarget { crate_code: from.code.clone() }.message()),
    };
    prompt.can_choose = true;
    if let ([_, .., last], None) = (state.crates.as_slice(), state.hand.item) {
        let label = Do::IntoCrate { crate_code: book.location(*last)?.code };
        prompt.buttons.push(button(label, Tap::Answer { answer: INTO_CRATE.to_owned() }, "box"));
    }
    prompt.buttons.push(match (state.hand.item, state.from) {
        (None, None) => button(Do::Back {}, Tap::Back, "back"),
        _ => button(Do::Cancel {}, Tap::Cancel, "cancel"),
    });
    if state.choosing || (lacks_serial || lacks_lot) && !state.hand.typing {
        prompt.choices = choices(state, book)?;
    }
    if state.question.is_some() {
        prompt.question = Some(question(state, from, book)?);
    }
    Ok(prompt)
}

fn leaving(mut prompt: Prompt) -> Prompt {
    prompt.primary = Some(primary(Do::Finish {}, Tap::Done));
    prompt
}

fn ask_target(state: &State, from: Option<&Location>, book: &Book) -> Result<Prompt, Stop> {
    let item = state.hand.item(book)?;
    let mut prompt = Prompt::asking(Ask::Target {}.message());
    let there = match (from, state.hand.known_lot()) {
        (Some(from), Some(lot)) => Some(item.amount(book.on_hand(from.id, item.id, lot)?)),
        _ => None,
    };
    if !item.serial_tracked {
        prompt.keypad = Some(book.keypad(&state.hand, "keypad-quantity", there)?);
    }
    Ok(prompt)
}

/// Pieces of the item here; lots of it, here or, where the book has none here, anywhere; else what stands here; else places.
fn choices(state: &State, book: &Book) -> Result<Vec<Choice>, Stop> {
    match (state.from, state.hand.item) {
        (Some(from), Some(item)) if state.hand.lacks_serial(book)? => {
            book.serial_choices(item, from, PIECES_SHOWN)
        }
        (Some(from), Some(item)) if state.hand.lot.is_none() => {
            let mut rows = book.stock_of_at(item, from)?;
            if rows.is_empty() {
                rows = balance::of_item(book.tx, item)?;
            }
            book.stock_choices(&rows, CHOICES_SHOWN)
        }
        (Some(from), None) if state.crates.is_empty() => {
            book.stock_choices(&balance::at(book.tx, from)?, CHOICES_SHOWN)
        }
        _ => book.place_choices(PLACES_SHOWN),
    }
}

fn question(state: &State, from: Option<&Location>, book: &Book) -> Result<Question, Stop> {
    let stale = || Refusal::StaleScreen {};
    let item = state.hand.item(book)?;
    let from = from.ok_or_else(stale)?;
    let lot = state.hand.known_lot().ok_or_else(stale)?;
    let wanted = item.amount(state.hand.quantity().unwrap_or(Quantity::ZERO));
    let message = Query::BookShort {
        item: book.name(&item).to_owned(),
        wanted: wanted.clone(),
        there: item.amount(book.on_hand(from.id, item.id, lot)?),
        location: from.code.clone(),
    };
    let take = answer(Do::MoveAnyway { quantity: wanted }, "take");
    Ok(Question { message: message.message(), answers: vec![answer(Do::ChangeNumber {}, "change"), take] })
}
