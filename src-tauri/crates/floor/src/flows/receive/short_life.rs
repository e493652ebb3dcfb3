//! Goods that come with less life left than is wanted of their item: asked once, with both numbers. They are held,
//! taken all the same, or not taken.

use super::State;
use crate::book::Book;
use crate::prompts::answer;
use crate::said::{Do, Query};
use crate::screen::Question;
use crate::turn::Stop;
use domain::Refusal;
use domain::life::ShortLife;
use domain::lot::Lot;
use ledger::table::item_life;

/// Both numbers, when the goods in hand have less life left than is wanted and nobody said what becomes of them.
pub fn of(state: &State, lot: &Lot, book: &Book) -> Result<Option<ShortLife>, Stop> {
    let expiry = state.hand.expiry(book)?.unwrap_or(lot.expiry);
    if state.granted.on_hold || state.granted.short_life {
        return Ok(None);
    }
    Ok(item_life::of(book.tx, lot.item)?.short_life(expiry, lot.made_on, book.moment.today))
}

/// The safe answer first: the hold shelf.
pub fn question(state: &State, book: &Book) -> Result<Question, Stop> {
    let stale = || Refusal::StaleScreen {};
    let item = state.hand.item(book)?;
    let (lot, _) = state.hand.lot_of_booking(&item, "", book)?;
    let short = of(state, &lot, book)?.ok_or_else(stale)?;
    let ShortLife { last_good_day, days_left, days_wanted } = short;
    let quantity = item.amount(state.hand.quantity().ok_or_else(stale)?);
    let (item, lot) = (book.name(&item).to_owned(), lot.code);
    let query = Query::ShortLife { item, lot, last_good_day, days_left, days_wanted };
    let (hold, leave) = (answer(Do::PutOnHold {}, "hold"), answer(Do::NotTaken {}, "leave"));
    Ok(Question {
        message: query.message(),
        answers: vec![hold, leave, answer(Do::TakeIt { quantity }, "take")],
    })
}
