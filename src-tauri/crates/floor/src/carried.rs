//! Goods that somebody at another seat has in hand: scanned where they stood, and not booked yet. They left the
//! shelf, and the book does not know.

use crate::book::Book;
use crate::screen::CarriedCard;
use crate::step::{Standing, Step};
use crate::turn::Stop;
use domain::Quantity;
use ledger::table::count::Counted;
use ledger::table::count::wait::Wait;
use ledger::table::location::hands;
use ledger::table::{operator, seat};

/// Seats that are taking these goods from where they stand, besides this one.
pub fn open_picks(goods: &Counted, book: &Book) -> Result<Vec<Wait>, Stop> {
    let mut picks = Vec::new();
    for name in seat::names(book.tx)?.into_iter().filter(|name| name != book.seat) {
        picks.extend(pick_of(name, goods, book)?);
    }
    Ok(picks)
}

/// It is still in hand at that seat.
pub fn is_open(wait: &Wait, goods: &Counted, book: &Book) -> Result<bool, Stop> {
    Ok(pick_of(wait.seat.clone(), goods, book)?.is_some())
}

fn pick_of(name: String, goods: &Counted, book: &Book) -> Result<Option<Wait>, Stop> {
    let row = seat::load(book.tx, &name)?;
    let standing = Standing::of(&row);
    let (Some(operator), Step::MoveStock(state)) = (row.operator, standing.step.work()) else {
        return Ok(None);
    };
    let hand = &state.hand;
    let is_other_lot = hand.known_lot().is_some_and(|lot| lot != goods.lot);
    let is_other_piece = goods.serial.is_some() && hand.serial != goods.serial;
    if state.from != Some(goods.place) || hand.item != Some(goods.item) || is_other_lot || is_other_piece {
        return Ok(None);
    }
    // All that is there was only proposed, and nobody has taken a number of it yet.
    let is_said = hand.quantity.is_some() && !hand.proposed;
    let quantity = if is_said { hand.quantity().unwrap_or(Quantity::ZERO) } else { Quantity::ZERO };
    Ok(Some(Wait { seat: name, operator, quantity }))
}

/// Who has goods from there in hand, by name: not booked yet, and booked as carried.
pub fn cards(goods: &Counted, book: &Book) -> Result<Vec<CarriedCard>, Stop> {
    let item = book.item(goods.item)?;
    let mut cards = Vec::new();
    for pick in open_picks(goods, book)? {
        let operator = name_of(&pick, book)?;
        cards.push(CarriedCard { operator, quantity: item.amount(pick.quantity), booked: false });
    }
    for (id, quantity) in hands::taken_from(book.tx, goods.place, goods.item, goods.lot)? {
        let operator = operator::by_id(book.tx, id)?.map(|operator| operator.name).unwrap_or_default();
        cards.push(CarriedCard { operator, quantity: item.amount(quantity), booked: true });
    }
    Ok(cards)
}

pub fn name_of(wait: &Wait, book: &Book) -> Result<String, Stop> {
    Ok(operator::by_id(book.tx, wait.operator)?.map(|operator| operator.name).unwrap_or_default())
}
