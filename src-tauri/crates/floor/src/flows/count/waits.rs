//! A count of goods that somebody else is just taking: the number is kept, and its difference waits until that is
//! booked or put back, half an hour at most. What is booked meanwhile left before the count.

use super::posting::{Line, cause, kept, left};
use super::{Number, State, zone};
use crate::book::Book;
use crate::carried;
use crate::said::Said;
use crate::screen::{CarriedCard, Tone};
use crate::turn::{Stop, Turn, Write};
use domain::entry::{MovementKind, NewEntry};
use domain::{Quantity, Refusal, Value};
use ledger::table::count::wait::{self, Wait};
use ledger::table::count::{self, CountLine, LineState};

/// For the goods in hand, as far as they are known.
pub(super) fn cards(state: &State, book: &Book) -> Result<Vec<CarriedCard>, Stop> {
    let (Some(place), Some(item)) = (state.place, state.hand.item) else { return Ok(Vec::new()) };
    let lot = match state.hand.known_lot() {
        Some(lot) => lot,
        None => match book.stock_of_at(item, place)?.as_slice() {
            [only] => only.lot,
            _ => return Ok(Vec::new()),
        },
    };
    carried::cards(&count::Counted { place, item, lot, serial: state.hand.serial.clone() }, book)
}

/// Keeps the number when somebody else has the goods in hand; `None` when nobody has.
pub(super) fn keep(state: &State, line: &Line, counted: Quantity, book: &Book) -> Result<Option<Turn>, Stop> {
    // Work of an earlier time was asked then.
    if book.happened_at_ms != book.moment.now_ms {
        return Ok(None);
    }
    let waits = carried::open_picks(&line.goods(), book)?;
    let Some(first) = waits.first() else { return Ok(None) };
    let operator = carried::name_of(first, book)?;
    let number = Number::said(counted, book)?;
    let mut turn = match state.zone {
        Some(zone) => zone::note(state, zone, line, number, book)?,
        None => alone(state.clone(), line, number, book)?,
    };
    let (item, counted) = (line.name(book), line.counted_amount(counted));
    (turn.tone, turn.message) = (Tone::Attention, Said::CountWaits { item, counted, operator }.message());
    for write in &mut turn.writes {
        if let Write::Counted(number) = write {
            number.waits.clone_from(&waits);
        }
    }
    Ok(Some(turn))
}

/// Outside a zone a task names it, so that somebody comes back to it.
fn alone(state: State, line: &Line, number: Number, book: &Book) -> Result<Turn, Stop> {
    let counted = number.counted()?;
    let why = Value::Word("reason-pick-open".to_owned());
    let task = left(line, cause(line), counted, why, book);
    let mut turn = Turn::to(kept(state, line, counted, None), Tone::Attention, Said::Asked {});
    turn.writes = vec![Write::Task(task), number.write(line, LineState::Stands, None)?];
    Ok(turn)
}

/// What was booked after the count and had left before it, with its pieces.
pub(super) fn left_before(line: &CountLine, book: &Book) -> Result<(Quantity, i64), Stop> {
    let mut total = (Quantity::ZERO, 0);
    for wait in wait::of_line(book.tx, line.id)? {
        if let Some((quantity, pieces)) = wait::taken(book.tx, line.id, &wait.seat)? {
            total = (total.0.checked_add(quantity)?, total.1 + pieces);
        }
    }
    Ok(total)
}

/// The same for a number that is taken up again, by its goods and its moment.
pub(super) fn left_before_of(goods: &count::Counted, book: &Book) -> Result<(Quantity, i64), Stop> {
    let open = count::open_of(book.tx, goods)?;
    let same = open.iter().find(|line| is_same(line, book.happened_at_ms));
    same.map_or(Ok((Quantity::ZERO, 0)), |line| left_before(line, book))
}

fn is_same(line: &CountLine, at_ms: i64) -> bool {
    line.state == LineState::Stands && line.counted_at_ms == at_ms
}

/// Whoever this number still waits for.
pub(super) fn still_open(line: &CountLine, book: &Book) -> Result<Option<Wait>, Stop> {
    if book.moment.now_ms >= line.counted_at_ms + wait::LIMIT_MS {
        return Ok(None);
    }
    for wait in wait::of_line(book.tx, line.id)? {
        let is_booked = wait::taken(book.tx, line.id, &wait.seat)?.is_some();
        if !is_booked && carried::is_open(&wait, &line.goods, book)? {
            return Ok(Some(wait));
        }
    }
    Ok(None)
}

/// # Errors
/// [`Refusal::CountWaitsForPick`] for a number that is to be posted too early.
pub fn refuse_early(goods: &count::Counted, at_ms: i64, book: &Book) -> Result<(), Stop> {
    for line in count::open_of(book.tx, goods)?.iter().filter(|line| is_same(line, at_ms)) {
        if let Some(wait) = still_open(line, book)? {
            let until = Value::Instant(line.counted_at_ms + wait::LIMIT_MS);
            return Err(Refusal::CountWaitsForPick { operator: carried::name_of(&wait, book)?, until }.into());
        }
    }
    Ok(())
}

/// The entry of this turn is what counts were waiting for: a number that is right with it is settled.
pub fn settle_waiting(turn: &mut Turn, book: &Book) -> Result<(), Stop> {
    let entry = turn.writes.iter().find_map(|write| match write {
        Write::Entry(entry) if entry.reverses.is_none() => Some(entry.clone()),
        _ => None,
    });
    let Some(entry) = entry else { return Ok(()) };
    let since_ms = book.moment.now_ms - wait::LIMIT_MS;
    for line in wait::standing(book.tx, book.seat, since_ms)? {
        if line.zone.is_none() && is_right_with(&line, &entry, book)? {
            turn.writes.push(Write::CountFoundRight(line.id));
            turn.writes.push(Write::TaskCleared(cause(&Line::stored(&line, book)?)));
        }
    }
    Ok(())
}

fn is_right_with(line: &CountLine, entry: &NewEntry, book: &Book) -> Result<bool, Stop> {
    let count::Counted { place, lot, serial, .. } = &line.goods;
    let leaves = entry.movements.iter().find(|movement| {
        movement.kind == MovementKind::Move
            && (movement.from, movement.lot, &movement.serial) == (*place, *lot, serial)
    });
    let Some(leaves) = leaves else { return Ok(false) };
    if wait::taken(book.tx, line.id, book.seat)?.is_some() {
        return Ok(false);
    }
    for other in wait::of_line(book.tx, line.id)?.iter().filter(|other| other.seat != book.seat) {
        let is_booked = wait::taken(book.tx, line.id, &other.seat)?.is_some();
        if !is_booked && carried::is_open(other, &line.goods, book)? {
            return Ok(false);
        }
    }
    let stored = Line::stored(line, book)?.less(leaves.quantity, leaves.pieces)?;
    Ok(stored.is_right(line.counted))
}
