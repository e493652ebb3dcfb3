//! The number pad of every flow: while a number is being typed on a face the station does not know it yet, so scans
//! wait and nothing is booked by surprise.

use crate::book::Book;
use crate::dispatch;
use crate::flows::Event;
use crate::said::Said;
use crate::screen::{Tap, Tone};
use crate::step::Step;
use crate::turn::{Stop, Turn};
use domain::Refusal;
use ledger::table::scan as scan_table;

/// The turn of a tap on the pad, and of DONE while a number is typed; `None`: the flow decides.
pub fn turn(step: &Step, event: &Event, book: &Book) -> Option<Result<Turn, Stop>> {
    match event {
        Event::Tap(Tap::EditQuantity) => Some(begin(step, book)),
        Event::Tap(Tap::KeepQuantity) => Some(Ok(leave(step))),
        Event::Tap(Tap::Quantity { .. } | Tap::Weighed { .. } | Tap::Gross { .. }) if step.is_editing() => {
            Some(enter(step, event, book))
        }
        _ if step.is_editing() && event.is_done() => Some(Err(Refusal::NumberNotEntered {}.into())),
        _ => None,
    }
}

fn begin(step: &Step, book: &Book) -> Result<Turn, Stop> {
    let screen = dispatch::show(step, book)?;
    let mut next = step.clone();
    match next.own_hand_mut() {
        Some(hand) if dispatch::prompt_of(&screen).keypad.is_some() => hand.editing = true,
        _ => return Err(Refusal::StaleScreen {}.into()),
    }
    Ok(Turn::to(next, Tone::Command, Said::TypingNumber {}))
}

/// Nothing was begun, or it was left: either way nothing is being typed now.
fn leave(step: &Step) -> Turn {
    let mut next = step.clone();
    if let Some(hand) = next.own_hand_mut() {
        hand.editing = false;
    }
    Turn::to(next, Tone::Command, Said::Answered {})
}

/// The number is there. Scans that came meanwhile go on waiting until the goods are booked or put back: they are
/// the next goods, not these.
fn enter(step: &Step, event: &Event, book: &Book) -> Result<Turn, Stop> {
    let mut entered = step.clone();
    if let Some(hand) = entered.own_hand_mut() {
        hand.editing = false;
    }
    let mut turn = dispatch::flow_turn(&entered, event, book)?;
    if let Some(hand) = turn.step.own_hand_mut()
        && hand.item.is_some()
    {
        hand.retyping |= scan_table::waiting_count(book.tx, book.seat)? > 0;
    }
    Ok(turn)
}
