//! The count screen: what was counted with the book beside it, what still stands here without a number.

use super::{Asked, Counted, State, posting, waits, zone, zone_show};
use crate::book::Book;
use crate::cards::location_card;
use crate::doubt::{self, Doubt};
use crate::hand::OnScale;
use crate::prompts::{answer, button, primary, reason_answers};
use crate::said::{Ask, Do, Query};
use crate::screen::{Choice, CountLineCard, CountScreen, Prompt, Question, Screen, Tap};
use crate::turn::Stop;
use domain::entry::Reason;
use domain::location::Location;
use domain::permission::{Action, permission};
use domain::{CountZoneId, ItemId, LocationId, LotId, Quantity, Refusal};
use ledger::table::balance::Balance;
use ledger::table::count::zone::{self as zones, CountZone};
use ledger::table::count::{self, LineState};
use ledger::table::{entry, serial_position};

const PIECES_SHOWN: u32 = 24;
const PIECES_LOOKED_AT: u32 = 1_000;
const CHOICES_SHOWN: usize = 12;
const PLACES_SHOWN: usize = 24;

pub fn show(state: &State, book: &Book) -> Result<Screen, Stop> {
    let place = state.place.map(|id| book.location(id)).transpose()?;
    // One that was approved at another seat is gone from this one too.
    let zone = state.zone.map(|id| zones::by_id(book.tx, id)).transpose()?.flatten();
    let is_start = state.zone.is_none() && state.place.is_none() && !state.starting;
    let lines = match &zone {
        Some(zone) => zone_show::lines(zone, state.place, state, book)?,
        None => lines(state, book)?,
    };
    Ok(Screen::Count(CountScreen {
        prompt: prompt(state, zone.as_ref(), place.as_ref(), book)?,
        zones: if is_start { zone_show::open_zones(book)? } else { Vec::new() },
        zone: zone.as_ref().map(|zone| zone_show::card(zone, book)).transpose()?.map(Box::new),
        location: place.as_ref().map(location_card),
        in_hand: book.in_hand(&state.hand)?,
        carried: waits::cards(state, book)?,
        lines,
    }))
}

/// Item, lot and piece of a counted line.
type Standing<'a> = (ItemId, LotId, Option<&'a str>);

/// What was counted, newest first, then what still stands here.
fn lines(state: &State, book: &Book) -> Result<Vec<CountLineCard>, Stop> {
    let mut cards = Vec::new();
    let mut standing = Vec::new();
    for line in state.counted.iter().rev() {
        if !is_undone(line, book)? {
            cards.push(counted_line(line, book)?);
            standing.push((line.item, line.lot, line.serial.as_deref()));
        }
    }
    let Some(place) = state.place else { return Ok(cards) };
    let again = to_count_again(place, book)?;
    let here = book.stock_at(place)?;
    // Found once and not on the book: nothing else would name it.
    let found = again.iter().filter(|goods| !here.iter().any(|row| (row.item, row.lot) == **goods));
    for (item, lot) in found {
        cards.push(open_line((*item, *lot), true, state, book)?);
    }
    for row in &here {
        if is_open(row, &standing, book)? {
            let goods = (row.item, row.lot);
            cards.push(open_line(goods, again.contains(&goods), state, book)?);
        }
    }
    Ok(cards)
}

/// Something of it was not counted yet; of goods kept by serial, any piece.
fn is_open(row: &Balance, standing: &[Standing], book: &Book) -> Result<bool, Stop> {
    let is_counted = |serial| standing.contains(&(row.item, row.lot, serial));
    if !book.item(row.item)?.serial_tracked {
        return Ok(!is_counted(None));
    }
    let here = serial_position::at(book.tx, row.item, row.location, PIECES_LOOKED_AT)?;
    Ok(here.iter().any(|(serial, lot)| *lot == row.lot && !is_counted(Some(serial.as_str()))))
}

fn is_undone(line: &Counted, book: &Book) -> Result<bool, Stop> {
    let Some(id) = line.entry else { return Ok(false) };
    Ok(entry::by_id(book.tx, id)?.is_none_or(|stored| stored.reversed_by.is_some()))
}

fn counted_line(line: &Counted, book: &Book) -> Result<CountLineCard, Stop> {
    let item = book.item(line.item)?;
    let counted = Quantity::from_millionths(line.counted)?;
    let on_book = Quantity::from_millionths(line.book)?;
    Ok(CountLineCard {
        id: format!("{}:{}", line.lot, line.serial.as_deref().unwrap_or_default()),
        lot: book.lot_card(&book.lot(line.lot)?, &item),
        serial: line.serial.clone(),
        counted: Some(item.weighed(counted, line.pieces.0)),
        book: Some(item.weighed(on_book, line.pieces.1)),
        difference: Some(item.weighed(counted.checked_sub(on_book)?, line.pieces.0 - line.pieces.1)),
        location: None,
        by: None,
        again: false,
        active: false,
        item: book.item_card(&item),
    })
}

/// Counted once, here or at another seat, too far from the book.
fn to_count_again(place: LocationId, book: &Book) -> Result<Vec<(ItemId, LotId)>, Stop> {
    let open = count::open_at(book.tx, place)?.into_iter().filter(|line| line.state == LineState::Again);
    let mut goods: Vec<_> = open.map(|line| (line.goods.item, line.goods.lot)).collect();
    goods.dedup();
    Ok(goods)
}

fn open_line(
    (item, lot): (ItemId, LotId),
    again: bool,
    state: &State,
    book: &Book,
) -> Result<CountLineCard, Stop> {
    let active = state.hand.item == Some(item) && state.hand.known_lot() == Some(lot);
    let (item, lot) = (book.item(item)?, book.lot(lot)?);
    Ok(CountLineCard {
        id: lot.id.to_string(),
        lot: book.lot_card(&lot, &item),
        serial: None,
        counted: None,
        book: None,
        difference: None,
        location: None,
        by: None,
        again,
        active,
        item: book.item_card(&item),
    })
}

fn prompt(
    state: &State,
    zone: Option<&CountZone>,
    place: Option<&Location>,
    book: &Book,
) -> Result<Prompt, Stop> {
    let mut prompt = match (place, state.hand.item) {
        (None, _) if state.starting => zone_show::ask_what(),
        (None, _) => match zone {
            Some(zone) => zone_show::ask_place(zone, book)?,
            None => ask_start(book),
        },
        (Some(place), None) => {
            let mut prompt = Prompt::asking(Ask::CountItem { location: place.code.clone() }.message());
            prompt.primary = Some(primary(Do::CountDone {}, Tap::Done));
            prompt
        }
        (Some(_), Some(_)) => ask_number(state, book)?,
    };
    // With a piece in hand there is only one answer to give.
    prompt.can_choose = state.hand.serial.is_none() && !state.starting;
    // Pieces are shown only when one is missing: who counts must not read them off the screen.
    let lacks_lot = state.hand.lacks_lot(book)? && !state.hand.lacks_serial(book)?;
    if state.choosing || lacks_lot && !state.hand.typing {
        prompt.choices = choices(state, book)?;
    }
    prompt.buttons.push(match place {
        None if state.zone.is_some() || state.starting => button(Do::Cancel {}, Tap::Cancel, "cancel"),
        None => button(Do::Back {}, Tap::Back, "back"),
        Some(_) => button(Do::Cancel {}, Tap::Cancel, "cancel"),
    });
    if let Some(asked) = &state.question {
        prompt.question = Some(question(state, asked, book)?);
    }
    Ok(prompt)
}

fn ask_start(book: &Book) -> Prompt {
    let mut prompt = Prompt::asking(Ask::CountPlace {}.message());
    if permission(book.operator.role, Action::PostCount) {
        let start = Tap::Answer { answer: "start".to_owned() };
        prompt.buttons.push(button(Do::CountStart {}, start, "order"));
    }
    prompt
}

fn ask_number(state: &State, book: &Book) -> Result<Prompt, Stop> {
    let item = state.hand.item(book)?;
    if state.hand.lacks_serial(book)? {
        return Prompt::for_serial(&state.hand, book);
    }
    let name = state.hand.name(&item, book);
    if state.hand.lacks_lot(book)? {
        return Ok(Prompt::for_lot(&Ask::PickLot { item: name }, &state.hand));
    }
    let mut prompt = match item.serial_tracked {
        true => ask_piece(name),
        false if state.hand.asks_pieces(book)? => Prompt::asking(Ask::Pieces { item: name }.message()),
        false if state.again => Prompt::asking(Ask::CountedAgain { item: name }.message()),
        false => Prompt::asking(Ask::Counted { item: name }.message()),
    };
    if !item.serial_tracked {
        prompt.keypad =
            Some(book.keypad(&state.hand, "keypad-counted", None, OnScale::Counted(state.place))?);
    }
    if let Some(counted) = state.hand.quantity().filter(|_| !item.catch_weight || state.hand.pieces.is_some())
    {
        let quantity = state.hand.amount(&item, counted);
        prompt.primary = Some(primary(Do::TakeIt { quantity }, Tap::Done));
    }
    Ok(prompt)
}

/// One piece is here or it is not: no number to key.
fn ask_piece(name: String) -> Prompt {
    let mut prompt = Prompt::asking(Ask::Piece { item: name }.message());
    let answer = |label: Do, answer: &str, pictogram| {
        button(label, Tap::Answer { answer: answer.to_owned() }, pictogram)
    };
    prompt.buttons = vec![
        answer(Do::PieceHere {}, "here", "check"),
        answer(Do::PieceMissing {}, "missing", "could_not_find"),
    ];
    prompt
}

fn choices(state: &State, book: &Book) -> Result<Vec<Choice>, Stop> {
    match (state.place, state.hand.item) {
        (None, _) => match state.zone {
            Some(zone) => zone_show::place_choices(zone, PLACES_SHOWN, book),
            None => book.place_choices(PLACES_SHOWN),
        },
        (Some(place), None) => Ok(blind(book.stock_choices(&book.stock_at(place)?, CHOICES_SHOWN)?)),
        (Some(place), Some(item)) if state.hand.lacks_serial(book)? => {
            book.serial_choices(item, place, PIECES_SHOWN)
        }
        (Some(place), Some(item)) => {
            Ok(blind(book.stock_choices(&book.stock_of_at(item, place)?, CHOICES_SHOWN)?))
        }
    }
}

/// Without the book's numbers: who counts must not see them first.
fn blind(mut choices: Vec<Choice>) -> Vec<Choice> {
    for choice in &mut choices {
        choice.details.retain(|detail| detail.code != "detail-quantity");
    }
    choices
}

fn question(state: &State, asked: &Asked, book: &Book) -> Result<Question, Stop> {
    let number = match asked {
        Asked::Absurd(number) | Asked::Odd(number) | Asked::Why(number) => number,
        Asked::Approve { zone, .. } => return zone_question(*zone, book),
        Asked::Zero { zone } => return zero_question(*zone, book),
    };
    let item = state.hand.item(book)?;
    let then = number.moment(book);
    if let Asked::Odd(number) = asked {
        let (quantity, pieces) = (number.counted()?, state.hand.pieces_of(&item)?);
        let goods = doubt::Goods { item: &item, quantity, pieces, to: None, supplier: "" };
        return doubt::question(Doubt::OddWeight, &goods, Vec::new(), book);
    }
    let on_book = posting::on_book(state, &number.book(book, &then))?;
    let counted = state.hand.amount(&item, number.counted()?);
    let name = state.hand.name(&item, book);
    // One piece has no other number.
    let change = match item.serial_tracked {
        true => answer(Do::LeaveIt {}, "leave"),
        false => answer(Do::ChangeNumber {}, "change"),
    };
    Ok(match asked {
        Asked::Absurd(_) => Question {
            message: Query::AbsurdCount { item: name, counted: counted.clone(), book: on_book }.message(),
            answers: vec![change, answer(Do::TakeIt { quantity: counted }, "take")],
        },
        _ => {
            let mut answers = vec![change];
            answers.extend(reason_answers(&Reason::FOR_DIFFERENCES));
            Question { message: Query::CountReason { item: name, counted, book: on_book }.message(), answers }
        }
    })
}

fn zero_question(id: CountZoneId, book: &Book) -> Result<Question, Stop> {
    let zone = zones::by_id(book.tx, id)?.ok_or(Refusal::StaleScreen {})?;
    let count = zone_show::Progress::of(&zone, book)?.open.len() as i64;
    let query = Query::ZoneZero { location: book.location(zone.place)?.code, count };
    let mut answers = vec![answer(Do::LeaveIt {}, "leave")];
    answers.extend(reason_answers(&Reason::FOR_DIFFERENCES));
    Ok(Question { message: query.message(), answers })
}

fn zone_question(id: CountZoneId, book: &Book) -> Result<Question, Stop> {
    let zone = zones::by_id(book.tx, id)?.ok_or(Refusal::StaleScreen {})?;
    let query = Query::ZoneReason {
        location: book.location(zone.place)?.code,
        count: zone::differences(&zone, book)?.len() as i64,
        open_count: zone_show::Progress::of(&zone, book)?.open.len() as i64,
    };
    let mut answers = vec![answer(Do::LeaveIt {}, "leave")];
    answers.extend(reason_answers(&Reason::FOR_DIFFERENCES));
    Ok(Question { message: query.message(), answers })
}
