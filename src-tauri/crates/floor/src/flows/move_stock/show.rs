//! The move screen: source, what stands there, the hand, what was booked; and what is said of the hand.

use super::road_show::transfer_choice;
use super::{Asked, CLEANED, INTO_CRATE, State, ask, booking};
use crate::book::Book;
use crate::cards::location_card;
use crate::doubt;
use crate::hand::{OnScale, Taken};
use crate::prompts::{answer, button, primary};
use crate::said::{Ask, Do, Query, Said};
use crate::screen::{Choice, MoveScreen, Prompt, Question, Screen, Tap};
use crate::shortfall::{badge_question, both_numbers};
use crate::turn::Stop;
use domain::location::{Location, LocationKind};
use domain::lot::LotStatus;
use domain::policy::PolicySays;
use domain::{LotId, Quantity, Refusal};
use ledger::table::transfer::{self as transfers, Transfer};
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
        Some(id) => book.stock_at(id)?,
        None => Vec::new(),
    };
    let booked = book.seen_entries(entry::of_seat(book.tx, book.seat, BOOKED_SHOWN)?)?;
    let is_start = state.from.is_none() && state.crates.is_empty();
    Ok(Screen::MoveStock(MoveScreen {
        prompt: prompt(state, from.as_ref(), book)?,
        in_hand,
        here: here.iter().map(|row| book.stock_card(row)).collect::<Result<_, _>>()?,
        crates_here: state.from.map_or_else(|| Ok(Vec::new()), |id| book.crates_at(id))?,
        crates: book.crate_cards(&state.crates)?,
        transfer: shown_transfer(from.as_ref(), book)?.map(|of| book.transfer_card(&of)).transpose()?,
        transfers: if is_start { book.open_transfers()? } else { Vec::new() },
        carried: if is_start { book.carried_cards()? } else { Vec::new() },
        booked: booked.iter().map(|stored| book.booked_card(stored)).collect::<Result<_, _>>()?,
    }))
}

/// The source is the road itself.
fn shown_transfer(from: Option<&Location>, book: &Book) -> Result<Option<Transfer>, Stop> {
    match from {
        Some(from) if from.kind == LocationKind::Transit => Ok(transfers::on_road(book.tx, from.id)?),
        _ => Ok(None),
    }
}

/// Expired and held goods may be moved, and the person is told what they are.
pub(super) fn warning(state: &State, lot: LotId, book: &Book) -> Result<Option<Said>, Stop> {
    let item = state.hand.item(book)?;
    let lot = book.lot(lot)?;
    let quantity = state.hand.amount(&item, state.hand.quantity().unwrap_or(Quantity::ZERO));
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
        Some(quantity) if state.hand.pack.is_none() || state.hand.proposed => Ok(Said::InHand {
            item: state.hand.name(&item, book),
            quantity: state.hand.amount(&item, quantity),
        }),
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
        (Some(from), None) if from.kind == LocationKind::Transit => ask::transfer(from, book)?,
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
    if !state.crates.is_empty() && state.hand.item.is_none() && ask::any_dirty(state, book)? {
        prompt.buttons.push(ask::act(Do::CrateCleaned {}, CLEANED, "check"));
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

pub(super) fn leaving(mut prompt: Prompt) -> Prompt {
    prompt.primary = Some(primary(Do::Finish {}, Tap::Done));
    prompt
}

fn ask_target(state: &State, from: Option<&Location>, book: &Book) -> Result<Prompt, Stop> {
    let item = state.hand.item(book)?;
    let mut prompt = match state.hand.asks_pieces(book)? {
        true => Prompt::asking(Ask::Pieces { item: book.name(&item).to_owned() }.message()),
        false => Prompt::asking(Ask::Target {}.message()),
    };
    let there = match (from, state.hand.known_lot()) {
        (Some(from), Some(lot)) => Some(book.there(&item, from.id, lot)?),
        _ => None,
    };
    if !item.serial_tracked {
        prompt.keypad =
            Some(book.keypad(&state.hand, "keypad-quantity", there, OnScale::Leaving(state.from))?);
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
            book.stock_choices(&book.stock_at(from)?, CHOICES_SHOWN)
        }
        (None, None) => {
            let transfers = book.open_transfers()?;
            let mut choices: Vec<Choice> = transfers.iter().map(transfer_choice).collect();
            choices.extend(book.place_choices(PLACES_SHOWN)?);
            Ok(choices)
        }
        _ => book.place_choices(PLACES_SHOWN),
    }
}

fn question(state: &State, from: Option<&Location>, book: &Book) -> Result<Question, Stop> {
    let stale = || Refusal::StaleScreen {};
    if let Some(question) = ask::question(state, book)? {
        return Ok(question);
    }
    let item = state.hand.item(book)?;
    let from = from.ok_or_else(stale)?;
    let lot = state.hand.known_lot().ok_or_else(stale)?;
    let (quantity, pieces) = (state.hand.quantity().unwrap_or(Quantity::ZERO), state.hand.pieces_of(&item)?);
    if let Some(Asked::Doubt { to, doubt }) = &state.question {
        let (item, to) = (&item, Some(&book.location(*to)?));
        let goods = doubt::Goods { item, quantity, pieces, to, supplier: "" };
        return doubt::question(*doubt, &goods, doubt::for_reasons(), book);
    }
    let (wanted, there) = both_numbers(&item, lot, from, (quantity, pieces), book)?;
    let (name, location) = (book.name(&item).to_owned(), from.code.clone());
    if booking::short_policy(state, book)? == PolicySays::StepUp {
        return Ok(badge_question(name, wanted, there, location));
    }
    let message = Query::BookShort { item: name, wanted: wanted.clone(), there, location };
    let take = answer(Do::MoveAnyway { quantity: wanted }, "take");
    Ok(Question { message: message.message(), answers: vec![answer(Do::ChangeNumber {}, "change"), take] })
}

/// The shortfall in words, where it is booked without a question.
pub(super) fn short(state: &State, book: &Book) -> Result<Said, Stop> {
    let stale = || Refusal::StaleScreen {};
    let (item, from) = (state.hand.item(book)?, book.location(state.from.ok_or_else(stale)?)?);
    let lot = state.hand.known_lot().ok_or_else(stale)?;
    let wanted = (state.hand.quantity().unwrap_or(Quantity::ZERO), state.hand.pieces_of(&item)?);
    let (wanted, there) = both_numbers(&item, lot, &from, wanted, book)?;
    Ok(Said::BookWasShort { item: book.name(&item).to_owned(), wanted, there, location: from.code })
}
