//! The date that was read beside the date a lot is known with: the same one, or a typing error or a second lot
//! (floor-rules, *Lots and dates*). One printed code may be several lots of one maker; their dates tell them apart.

use super::{Hand, LotPick};
use crate::book::Book;
use crate::turn::Stop;
use domain::expiry::Expiry;
use domain::lot::{Lot, LotKind};
use ledger::table::{lot, lot_change};

impl Hand {
    /// Goods that come in say another date than the lot they are taken for.
    pub fn says_other_date(&self, known: &Lot, book: &Book) -> Result<bool, Stop> {
        match self.expiry_read.filter(|_| self.coming_in) {
            Some(read) => is_other_date(known, read, book),
            None => Ok(false),
        }
    }

    /// What is told now are not more of the goods that are counted here: their packs say another day.
    pub(super) fn is_of_other_date(&self, told: Option<Expiry>, book: &Book) -> Result<bool, Stop> {
        let Some(told) = told.filter(|told| told.last_good_day().is_some() && self.quantity.is_some()) else {
            return Ok(false);
        };
        match (&self.lot, self.expiry_read) {
            (Some(LotPick::New { .. }), Some(read)) => Ok(is_other_day(read, told)),
            (Some(LotPick::Known { .. }), Some(read)) if self.coming_in => Ok(is_other_day(read, told)),
            (Some(LotPick::Known { id }), None) if self.coming_in => {
                is_other_date(&book.lot(*id)?, told, book)
            }
            _ => Ok(false),
        }
    }

    /// The one lot of the same code and maker that has this date, where the one in hand has another.
    pub(super) fn lot_of_date(&self, known: &Lot, read: Expiry, book: &Book) -> Result<Option<Lot>, Stop> {
        if !is_other_date(known, read, book)? {
            return Ok(None);
        }
        let lots = lot::by_code(book.tx, known.item, &known.code)?;
        let of_maker: Vec<&Lot> = lots.iter().filter(|lot| lot.maker == known.maker).collect();
        Ok(match fitting(&of_maker, Some(read), book)?.as_slice() {
            [only] => Some((*only).clone()),
            _ => None,
        })
    }
}

/// Of lots that carry one code, those that goods with this date can be of; all of them where no date was read. A lot
/// with that very day comes before those whose date nobody knows.
pub fn fitting<'l>(lots: &[&'l Lot], read: Option<Expiry>, book: &Book) -> Result<Vec<&'l Lot>, Stop> {
    let Some(read) = read.filter(|read| *read != Expiry::NotKnown) else { return Ok(lots.to_vec()) };
    let mut fitting = Vec::new();
    for lot in lots {
        if !is_other_date(lot, read, book)? {
            fitting.push(*lot);
        }
    }
    let of_that_day: Vec<&Lot> =
        fitting.iter().copied().filter(|lot| lot.expiry != Expiry::NotKnown).collect();
    Ok(if of_that_day.is_empty() { fitting } else { of_that_day })
}

/// Both say something, and not the same day. A pack whose best-before a lead moved still says the printed one.
pub fn is_other_date(known: &Lot, read: Expiry, book: &Book) -> Result<bool, Stop> {
    let nobody_knew = known.expiry == Expiry::NotKnown || read == Expiry::NotKnown;
    if known.kind != LotKind::Coded || nobody_knew || !is_other_day(known.expiry, read) {
        return Ok(false);
    }
    let printed = lot_change::printed_expiry(book.tx, known.id)?;
    Ok(printed.is_none_or(|printed| is_other_day(printed, read)))
}

fn is_other_day(one: Expiry, other: Expiry) -> bool {
    one.last_good_day() != other.last_good_day()
}
