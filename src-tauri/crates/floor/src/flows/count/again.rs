//! Counting twice: a number too far from the book is not shown beside it. The same goods are counted once
//! more, blind, and two counts that agree stand; after a third that agrees with none a lead decides. Counts
//! are compared by what they differ from the book of their own moment, so that goods may move between them.

use super::posting::{Line, cause_of_known, left};
use super::{Number, State};
use crate::book::{Book, Recount};
use crate::said::Said;
use crate::screen::Tone;
use crate::turn::{Stop, Turn, Write};
use domain::{Quantity, Value};
use ledger::table::count::zone::ZoneState;
use ledger::table::count::{self, CountLine, LineState};
use ledger::table::movement;

/// Counts further apart than this are not of the same goods any more.
const TOGETHER_MS: i64 = 24 * 60 * 60 * 1000;
/// After so many counts that differ there is no use in another.
const COUNTS: usize = 3;

/// What a number that differs leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// It stands: why does it differ?
    Stands,
    /// Counted once more, by whoever stands here.
    Again,
    /// Once more, by somebody else.
    ByAnother,
    /// Counted often enough without two that agree.
    LeadDecides,
}

/// Work of an earlier time cannot be counted again: whoever takes it up decides.
pub(super) fn next(state: &State, line: &Line, counted: Quantity, book: &Book) -> Result<Next, Stop> {
    let difference = counted.checked_sub(line.on_book)?;
    let Some(recount) = &book.moment.settings.recount else { return Ok(Next::Stands) };
    let before = counted_before(state, line, book)?;
    let is_of_now = book.happened_at_ms == book.moment.now_ms;
    if !is_of_now || before.is_empty() && !is_over(recount, difference, line.on_book) {
        return Ok(Next::Stands);
    }
    let may_agree = |other: &&CountLine| recount.by_same_person || other.operator != book.operator.id;
    let witnesses: Vec<&CountLine> = before.iter().filter(may_agree).collect();
    for other in &witnesses {
        let then = Book { happened_at_ms: other.counted_at_ms, mark: other.said_after, ..*book };
        let stood = then.stood(line.place.id, line.item.id, line.lot.id)?;
        if other.counted.checked_sub(stood)? == difference {
            return Ok(Next::Stands);
        }
    }
    Ok(match recount.by_same_person {
        _ if witnesses.len() + 1 >= COUNTS => Next::LeadDecides,
        true => Next::Again,
        false => Next::ByAnother,
    })
}

/// Numbers that wait for another; in a zone also what somebody else has counted there already.
fn counted_before(state: &State, line: &Line, book: &Book) -> Result<Vec<CountLine>, Stop> {
    let since_ms = book.moment.now_ms - TOGETHER_MS;
    let mut open = count::open_of(book.tx, &line.goods())?;
    open.retain(|one| match one.state {
        LineState::Again => one.counted_at_ms > since_ms,
        _ => state.zone.is_some() && one.zone == state.zone && one.operator != book.operator.id,
    });
    Ok(open)
}

/// More than the share of the book and more than the bare number.
fn is_over(recount: &Recount, difference: Quantity, on_book: Quantity) -> bool {
    let apart = i128::from(difference.millionths()).abs();
    let share = i128::from(on_book.millionths()) * i128::from(recount.percent);
    apart > i128::from(recount.above.millionths()) && apart * 100 > share
}

/// The number is kept, and a task says that it was counted once: nobody may come to count again.
pub(super) fn ask(state: State, line: &Line, number: Number, next: Next, book: &Book) -> Result<Turn, Stop> {
    let (counted, zone) = (number.counted()?, state.zone);
    let item = line.name(book);
    let mut turn = match next {
        Next::ByAnother => {
            let (place, zone, counted) = (state.place, state.zone, state.counted);
            let state = State { place, zone, counted, ..State::default() };
            Turn::to(state, Tone::Attention, Said::CountByAnother { item })
        }
        _ => {
            let mut hand = state.hand.clone();
            hand.count_again(&line.lot);
            Turn::to(State { hand, again: true, ..state }, Tone::Attention, Said::CountAgain { item })
        }
    };
    if line.lot_is_new {
        turn.writes.push(Write::Lot(line.lot.clone()));
    }
    turn.writes.push(number.write(line, LineState::Again, zone)?);
    // A zone names by itself what waits for another count.
    if let Some(zone) = zone {
        turn.writes.push(Write::CountDoubted(line.goods()));
        turn.writes.push(Write::CountZoneState(zone, ZoneState::Counting));
        return Ok(turn);
    }
    let why = Value::Word("reason-counted-once".to_owned());
    turn.writes.push(Write::Task(left(line, cause_of_known(line), counted, why, book)));
    Ok(turn)
}

/// While this number was being asked about, somebody undid a movement that was in the book when it was said: nobody can
/// say by the number whether those goods were counted, so they are counted once more. `None` when nobody did.
pub(super) fn after_undoing(state: &State, number: Number, book: &Book) -> Result<Option<Turn>, Stop> {
    let Some(mark) = number.mark else { return Ok(None) };
    let line = Line::of(state, book)?;
    let (place, lot) = (line.place.id, line.lot.id);
    if line.lot_is_new || !movement::is_undone_since(book.tx, place, lot, number.at_ms, mark)? {
        return Ok(None);
    }
    let item = line.name(book);
    let mut hand = state.hand.clone();
    hand.count_again(&line.lot);
    let next = State { hand, granted: false, ..state.clone() };
    Ok(Some(Turn::to(next, Tone::Attention, Said::CountAfterUndoing { item })))
}
