//! Two makers may use one lot code: which of the lots that carry it is meant. The one in hand, the supplier's own, or
//! the only one that stands where the goods are taken from; else a person chooses, never the oldest in silence.

use crate::book::Book;
use crate::flows::receive;
use crate::hand::Hand;
use crate::lookup::{FoundBy, Fragment, Goods, Thing};
use crate::screen::Tap;
use crate::step::Step;
use crate::turn::Stop;
use domain::lot::Lot;
use domain::{LocationId, Quantity};
use ledger::table::lot;

/// The one of these lots of one item that is meant here; `None` when a person has to say.
fn meant<'l>(step: &Step, lots: &[&'l Lot], book: &Book) -> Result<Option<&'l Lot>, Stop> {
    let in_hand = step.hand().and_then(Hand::known_lot);
    if let Some(held) = lots.iter().find(|lot| Some(lot.id) == in_hand) {
        return Ok(Some(held));
    }
    match step.work() {
        // What stands here is said of the item.
        Step::Home => Ok(lots.first().copied()),
        Step::Receive(state) => {
            let supplier = receive::supplier(state, book)?;
            let own = lots.iter().find(|lot| lot.maker == supplier);
            // None of theirs: whether it is a second lot is asked before it is booked.
            Ok(own.or(lots.first().filter(|_| !supplier.is_empty())).copied())
        }
        work => match source(work) {
            Some(at) => only_at(at, lots, book),
            None => Ok(None),
        },
    }
}

fn only_at<'l>(at: LocationId, lots: &[&'l Lot], book: &Book) -> Result<Option<&'l Lot>, Stop> {
    let mut here = Vec::new();
    for lot in lots {
        if book.on_hand(at, lot.item, lot.id)? > Quantity::ZERO {
            here.push(*lot);
        }
    }
    Ok(match here.as_slice() {
        [only] => Some(only),
        _ => None,
    })
}

/// Where the goods are taken from, or counted.
fn source(step: &Step) -> Option<LocationId> {
    match step {
        Step::MoveStock(state) => state.from,
        Step::Adjust(state) => state.place,
        Step::Count(state) => state.place,
        Step::Earlier(state) => source(&state.step),
        _ => None,
    }
}

/// Several things answer to a scan, and all are lots of one item with one code: the one that is meant.
pub fn of_things(step: &Step, things: &[&Thing], book: &Book) -> Result<Option<Thing>, Stop> {
    let mut lots = Vec::new();
    for thing in things {
        match thing {
            Thing::Goods(goods) => lots.extend(&goods.lot),
            _ => return Ok(None),
        }
    }
    let is_one_item = lots.windows(2).all(|pair| pair[0].item == pair[1].item);
    if lots.len() != things.len() || !is_one_item {
        return Ok(None);
    }
    let Some(meant) = meant(step, &lots, book)?.map(|lot| lot.id) else { return Ok(None) };
    let is_meant = |thing: &&&Thing| matches!(thing, Thing::Goods(goods) if goods.lot.as_ref().is_some_and(|lot| lot.id == meant));
    Ok(things.iter().find(is_meant).map(|thing| (**thing).clone()))
}

/// A lot that came without its item while the lot of the goods in hand is asked for: the goods themselves, when one of
/// several is meant.
pub fn of_fragment(step: &Step, fragment: &Fragment, book: &Book) -> Result<Option<Thing>, Stop> {
    let Some(hand) = step.hand().filter(|_| fragment.quantity.is_none()) else { return Ok(None) };
    let Some(code) = &fragment.lot else { return Ok(None) };
    let Some(known) = asked_for(step, hand, code, book)? else { return Ok(None) };
    let (item, pack, found_by) = (book.item(known.item)?, None, FoundBy::LotCode);
    let more = fragment.clone();
    Ok(Some(Thing::Goods(Box::new(Goods { item, pack, lot: Some(known), more, found_by }))))
}

/// The same for a lot code that is typed: the card of the lot.
pub fn of_text(step: &Step, text: &str, book: &Book) -> Result<Option<Tap>, Stop> {
    let Some(hand) = step.hand() else { return Ok(None) };
    let known = asked_for(step, hand, text.trim(), book)?;
    Ok(known.map(|lot| Tap::Choose { id: format!("lot:{}", lot.id) }))
}

fn asked_for(step: &Step, hand: &Hand, code: &str, book: &Book) -> Result<Option<Lot>, Stop> {
    let Some(item) = hand.item.filter(|_| !matches!(step, Step::NameIt(_))) else { return Ok(None) };
    if !hand.lacks_lot(book)? || hand.lacks_serial(book)? {
        return Ok(None);
    }
    let known = lot::by_code(book.tx, item, code)?;
    match known.len() {
        0 | 1 => Ok(None),
        _ => Ok(meant(step, &known.iter().collect::<Vec<_>>(), book)?.cloned()),
    }
}
