//! Goods in the hand of a move: where they come from when nobody said, and which lot of them it is.

use super::{State, show};
use crate::book::Book;
use crate::hand::{LotPick, Taken};
use crate::lookup::Goods;
use crate::said::Said;
use crate::screen::Tone;
use crate::turn::{Stop, Turn};
use domain::{LocationId, Refusal};
use ledger::table::balance::{self, Balance};

pub(super) fn take(mut state: State, goods: &Goods, book: &Book) -> Result<Turn, Stop> {
    let taken = state.hand.take(goods, book)?;
    if state.from.is_none() {
        state.from = Some(source_of(goods, book)?);
    }
    // Goods out of a crate: the crate itself stays.
    state.crates.clear();
    state.sticky = None;
    let tone = if taken == Taken::More { Tone::More } else { Tone::Accepted };
    settled(state, tone, taken, book)
}

/// Goods were scanned before their place: where they lie is known of one piece, and when it is only one place.
fn source_of(goods: &Goods, book: &Book) -> Result<LocationId, Stop> {
    if let (Some(serial), true) = (&goods.more.serial, goods.item.serial_tracked)
        && let Some(there) = book.in_stock(goods.item.id, serial)?
    {
        return Ok(there.location);
    }
    let mut rows = balance::of_item(book.tx, goods.item.id)?;
    if let Some(lot) = &goods.lot {
        rows.retain(|row| row.lot == lot.id);
    }
    let item = book.name(&goods.item).to_owned();
    let first = rows.first().ok_or_else(|| Refusal::SourceFirst { item: item.clone() })?;
    if rows.iter().any(|row| row.location != first.location) {
        return Err(Refusal::SourceFirst { item }.into());
    }
    Ok(first.location)
}

/// Settles what can only be meant, and says what lies in the hand.
pub(super) fn settled(mut state: State, tone: Tone, taken: Taken, book: &Book) -> Result<Turn, Stop> {
    let item = state.hand.item(book)?;
    if state.hand.lacks_serial(book)? {
        return Ok(Turn::to(state, tone, Said::ItemRead { item: book.name(&item).to_owned() }));
    }
    let rows = match state.from {
        Some(from) => {
            state.hand.take_serial_from(from, book)?;
            book.stock_of_at(item.id, from)?
        }
        None => Vec::new(),
    };
    settle_lot(&mut state, &rows, book)?;
    let Some(lot) = state.hand.known_lot() else {
        return Ok(Turn::to(state, tone, Said::ItemRead { item: book.name(&item).to_owned() }));
    };
    // A measured item without a number, or a card that was chosen: all that is there.
    if state.hand.quantity.is_none()
        && !state.hand.retyping
        && let Some(row) = rows.iter().find(|row| row.lot == lot)
    {
        state.hand.propose(row.on_hand, row.pieces);
    }
    match show::warning(&state, lot, book)? {
        Some(said) => Ok(Turn::to(state, Tone::Attention, said)),
        None => {
            let said = show::said_in_hand(&state, taken, book)?;
            Ok(Turn::to(state, tone, said))
        }
    }
}

/// The only lot here is the lot; of several the person picks, FEFO first. A lot the book has never seen is a slip:
/// nothing of it can be here.
fn settle_lot(state: &mut State, rows: &[Balance], book: &Book) -> Result<(), Stop> {
    let item = state.hand.item(book)?;
    state.hand.refuse_new_lot(rows, book)?;
    if state.hand.lot.is_some() {
        return Ok(());
    }
    match rows {
        [only] => state.hand.lot = Some(LotPick::Known { id: only.lot }),
        // The book has none here; of an item without lots it is known all the same what it is.
        [] if !item.lot_tracked => match book.lot_none(item.id)? {
            (lot, false) => state.hand.lot = Some(LotPick::Known { id: lot.id }),
            (_, true) => return Err(nothing_anywhere(state, book)?),
        },
        [] if balance::of_item(book.tx, item.id)?.is_empty() => return Err(nothing_anywhere(state, book)?),
        _ => {}
    }
    Ok(())
}

fn nothing_anywhere(state: &State, book: &Book) -> Result<Stop, Stop> {
    let item = book.name(&state.hand.item(book)?).to_owned();
    let location = state.from.map(|from| book.location(from)).transpose()?.map(|place| place.code);
    Ok(Refusal::NothingHere { item, location: location.unwrap_or_default() }.into())
}
