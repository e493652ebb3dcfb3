//! Two makers may use one lot code, and one maker for two dates: which of the lots that carry it is meant. The one in
//! hand, the one with the date that was read, the supplier's own, or the only one that stands where the goods are
//! taken from; else a person chooses, never the oldest in silence.

use crate::book::Book;
use crate::flows::adjust::Mode;
use crate::flows::receive;
use crate::hand::{Hand, fitting};
use crate::lookup::{FoundBy, Fragment, Goods, Thing};
use crate::step::Step;
use crate::turn::Stop;
use domain::ItemId;
use domain::expiry::Expiry;
use domain::lot::Lot;
use domain::{LocationId, Quantity};
use ledger::table::lot;

/// What a lot code that was read or typed alone stands for, while the lot of the goods in hand is asked for.
pub enum Answer {
    /// Nothing, or the one lot that has it.
    Plain,
    Meant(Box<Lot>),
    /// One of several lots of this item, and only a person knows which.
    OneOf(ItemId),
}

/// The one of these lots of one item that is meant here; `None` when a person has to say.
fn meant<'l>(
    step: &Step,
    lots: &[&'l Lot],
    read: Option<Expiry>,
    book: &Book,
) -> Result<Option<&'l Lot>, Stop> {
    let hand = step.hand();
    let of_date = fitting(lots, read.or(hand.and_then(|hand| hand.expiry_read)), book)?;
    let of = if of_date.is_empty() { lots } else { &of_date };
    let in_hand = hand.and_then(Hand::known_lot);
    if let Some(held) = of.iter().find(|lot| Some(lot.id) == in_hand) {
        return Ok(Some(held));
    }
    match step.work() {
        // What stands here is said of the item.
        Step::Home => Ok(of.first().copied()),
        Step::Receive(state) => coming_in(lots, of_date, &receive::supplier(state, book)?),
        work => match source(work) {
            Some(at) => only_at(at, of, book),
            None => Ok(Some(of).filter(|of| of.len() == 1).and_then(|of| of.first().copied())),
        },
    }
}

/// The supplier's own with that date. None of theirs, or another date than all of theirs: whether it is a second lot
/// is asked before it is booked.
fn coming_in<'l>(lots: &[&'l Lot], of_date: Vec<&'l Lot>, supplier: &str) -> Result<Option<&'l Lot>, Stop> {
    let is_own = |lot: &&&Lot| !supplier.is_empty() && lot.maker == supplier;
    let own: Vec<&Lot> = lots.iter().filter(is_own).copied().collect();
    let own_of_date: Vec<&Lot> = of_date.iter().filter(is_own).copied().collect();
    Ok(match (own.as_slice(), own_of_date.as_slice()) {
        ([first, ..], []) | (_, [first]) => Some(first),
        (_, [_, _, ..]) => None,
        ([], []) => match of_date.as_slice() {
            [only] => Some(only),
            [first, ..] if !supplier.is_empty() => Some(first),
            [] => lots.first().copied(),
            _ => None,
        },
    })
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

/// Where the goods are taken from, or counted. Goods that come back stand nowhere yet.
pub fn source(step: &Step) -> Option<LocationId> {
    match step {
        Step::MoveStock(state) => state.from,
        Step::Adjust(state) if state.mode.is_some_and(Mode::brings_in) => None,
        Step::Adjust(state) => state.place,
        Step::Count(state) => state.place,
        Step::Earlier(state) => source(&state.step),
        _ => None,
    }
}

/// Several things answer to a scan, and all are lots of one item with one code: the one that is meant.
pub fn of_things(step: &Step, things: &[&Thing], book: &Book) -> Result<Option<Thing>, Stop> {
    let (mut lots, mut read) = (Vec::new(), None);
    for thing in things {
        match thing {
            Thing::Goods(goods) => {
                lots.extend(&goods.lot);
                read = read.or(goods.more.expiry);
            }
            _ => return Ok(None),
        }
    }
    let is_one_item = lots.windows(2).all(|pair| pair[0].item == pair[1].item);
    if lots.len() != things.len() || !is_one_item {
        return Ok(None);
    }
    let Some(meant) = meant(step, &lots, read, book)?.map(|lot| lot.id) else { return Ok(None) };
    let is_meant = |thing: &&&Thing| matches!(thing, Thing::Goods(goods) if goods.lot.as_ref().is_some_and(|lot| lot.id == meant));
    Ok(things.iter().find(is_meant).map(|thing| (**thing).clone()))
}

/// A lot that came without its item while the lot of the goods in hand is asked for.
pub fn of_fragment(step: &Step, fragment: &Fragment, book: &Book) -> Result<Answer, Stop> {
    let is_asked = matches!(step, Step::NameIt(state) if !state.several);
    let (Some(hand), Some(code)) = (step.hand(), &fragment.lot) else { return Ok(Answer::Plain) };
    if is_asked || fragment.quantity.is_some() {
        return Ok(Answer::Plain);
    }
    asked_for(step, hand, code, fragment.expiry, book)
}

/// The goods of a fragment, once it is known which lot is meant.
pub fn as_goods(lot: Lot, more: Fragment, found_by: FoundBy, book: &Book) -> Result<Thing, Stop> {
    let item = book.item(lot.item)?;
    Ok(Thing::Goods(Box::new(Goods { item, pack: None, lot: Some(lot), more, found_by })))
}

/// The same for a lot code that is typed.
pub fn of_text(step: &Step, text: &str, book: &Book) -> Result<Answer, Stop> {
    match step.hand().filter(|_| !matches!(step, Step::NameIt(_))) {
        Some(hand) => asked_for(step, hand, text.trim(), None, book),
        None => Ok(Answer::Plain),
    }
}

fn asked_for(
    step: &Step,
    hand: &Hand,
    code: &str,
    read: Option<Expiry>,
    book: &Book,
) -> Result<Answer, Stop> {
    let Some(item) = hand.item else { return Ok(Answer::Plain) };
    if !hand.lacks_lot(book)? || hand.lacks_serial(book)? {
        return Ok(Answer::Plain);
    }
    let known = lot::by_code(book.tx, item, code)?;
    if known.len() < 2 {
        return Ok(Answer::Plain);
    }
    Ok(match meant(step, &known.iter().collect::<Vec<_>>(), read, book)? {
        Some(meant) => Answer::Meant(Box::new(meant.clone())),
        None => Answer::OneOf(item),
    })
}
