//! Goods that are weighed: the weight is the quantity, pieces ride along. Both are said, neither is worked out from the
//! other.

use super::gross::{Net, OnScale};
use super::{Hand, read_quantity};
use crate::book::Book;
use crate::lookup::Fragment;
use crate::said::Said;
use crate::screen::Tap;
use crate::turn::Stop;
use domain::item::Item;
use domain::{Amount, Quantity, QuantityError, Refusal};

/// More than this at once is a slip of the finger.
const PIECES_LIMIT: i64 = 999_999;

impl Hand {
    /// The item is weighed and nobody said how many pieces it is.
    pub fn lacks_pieces(&self, book: &Book) -> Result<bool, Stop> {
        Ok(self.item.is_some() && self.pieces.is_none() && self.item(book)?.catch_weight)
    }

    /// The weight is there: the next number is that of the pieces.
    pub fn asks_pieces(&self, book: &Book) -> Result<bool, Stop> {
        Ok(self.quantity.is_some() && !self.proposed && self.lacks_pieces(book)?)
    }

    /// For the booking; nothing for goods that are not weighed.
    ///
    /// # Errors
    /// [`Refusal::StillMissing`] when nobody said how many.
    pub fn pieces_of(&self, item: &Item) -> Result<i64, Stop> {
        match self.pieces {
            _ if !item.catch_weight => Ok(0),
            Some(pieces) => Ok(pieces),
            None => Err(Refusal::StillMissing {}.into()),
        }
    }

    /// `quantity` with the pieces, as far as they were said.
    pub fn amount(&self, item: &Item, quantity: Quantity) -> Amount {
        match self.pieces {
            Some(pieces) => item.weighed(quantity, pieces),
            None => item.amount(quantity),
        }
    }

    /// The numbers of the pad: in the stock unit or in packs, or weight and pieces together; and a weight with the
    /// crate.
    ///
    /// # Errors
    /// Those of [`Hand::set_quantity`]; of a weight with the crate those of [`Net::of`]; [`Refusal::StaleScreen`] for any
    /// other tap.
    pub fn take_number(&mut self, tap: &Tap, on: OnScale, book: &Book) -> Result<Said, Stop> {
        match tap {
            Tap::Quantity { amount, pack } => {
                let quantity = self.set_quantity(amount, pack.as_deref(), book)?;
                Ok(Said::QuantitySet { quantity: self.item(book)?.amount(quantity) })
            }
            Tap::Weighed { amount, pieces } => {
                let item = self.weighed_item(book)?;
                let pieces = read_pieces(pieces)?;
                let quantity = self.set_quantity(amount, None, book)?;
                self.pieces = Some(pieces);
                Ok(Said::QuantitySet { quantity: item.weighed(quantity, pieces) })
            }
            Tap::Gross { amount, pieces } => {
                let item = self.item(book)?;
                let pieces = pieces_beside(&item, pieces.as_deref())?;
                let quantity = self.set_net(&item, amount, on, book)?;
                self.pieces = pieces;
                Ok(Said::TareTaken { reading: self.reading.clone(), quantity: self.amount(&item, quantity) })
            }
            _ => Err(Refusal::StaleScreen {}.into()),
        }
    }

    /// The same for a count, which may be nothing: what was counted, once all of it was said.
    ///
    /// # Errors
    /// Those of [`read_quantity`]; of a weight with the crate as [`Hand::take_number`]; [`Refusal::StaleScreen`] for
    /// any other tap.
    pub fn take_count(&mut self, tap: &Tap, on: OnScale, book: &Book) -> Result<Option<Quantity>, Stop> {
        let item = self.item(book)?;
        self.reading.clear();
        match tap {
            Tap::Quantity { amount, pack } => {
                let counted = read_quantity(&item, amount, pack.as_deref(), book)?;
                if !item.catch_weight {
                    return Ok(Some(counted));
                }
                if counted < Quantity::ZERO {
                    return Err(Refusal::NegativeCount {}.into());
                }
                // Nothing is no piece either.
                let pieces = counted.is_zero().then_some(0);
                (self.quantity, self.pieces, self.counting) = (Some(counted.millionths()), pieces, false);
                Ok(pieces.map(|_| counted))
            }
            Tap::Weighed { amount, pieces } => {
                let item = self.weighed_item(book)?;
                let (counted, pieces) = (read_quantity(&item, amount, None, book)?, read_pieces(pieces)?);
                (self.quantity, self.pieces, self.counting) =
                    (Some(counted.millionths()), Some(pieces), false);
                Ok(Some(counted))
            }
            Tap::Gross { amount, pieces } => {
                let pieces = pieces_beside(&item, pieces.as_deref())?;
                let Net { quantity, reading } = Net::of(self, &item, amount, on, book)?;
                (self.quantity, self.pieces, self.counting) = (Some(quantity.millionths()), pieces, false);
                self.reading = reading;
                Ok(Some(quantity))
            }
            _ => Err(Refusal::StaleScreen {}.into()),
        }
    }

    pub(super) fn set_pieces(&mut self, text: &str, book: &Book) -> Result<Said, Stop> {
        let item = self.weighed_item(book)?;
        let pieces = read_pieces(text)?;
        self.pieces = Some(pieces);
        self.note_typing();
        let quantity = self.quantity().unwrap_or(Quantity::ZERO);
        Ok(Said::QuantitySet { quantity: item.weighed(quantity, pieces) })
    }

    /// Weight and pieces that came without their item; a count is that of the pieces.
    pub(super) fn hear_weighed(&mut self, item: &Item, more: &Fragment) {
        let counted = more.quantity.and_then(whole);
        if let Some(weight) = more.weight.filter(|_| item.unit == "kg") {
            self.quantity = Some(weight.millionths());
            self.reading.clear();
            self.proposed = false;
            self.counting = false;
            self.pieces = self.pieces.or(Some(1));
        }
        if let Some(pieces) = more.pieces.or(counted) {
            if self.proposed {
                (self.quantity, self.proposed) = (None, false);
            }
            self.pieces = Some(pieces);
        }
        self.complete |= more.weight.is_some() && self.pieces.is_some();
    }

    fn weighed_item(&self, book: &Book) -> Result<Item, Stop> {
        let item = self.item(book)?;
        if item.catch_weight { Ok(item) } else { Err(Refusal::StaleScreen {}.into()) }
    }
}

/// Goods with a weight of their own each have pieces beside it, others none.
fn pieces_beside(item: &Item, text: Option<&str>) -> Result<Option<i64>, Stop> {
    match (item.catch_weight, text) {
        (true, Some(text)) => read_pieces(text).map(Some),
        (true, None) => Err(Refusal::StillMissing {}.into()),
        (false, None) => Ok(None),
        (false, Some(_)) => Err(Refusal::StaleScreen {}.into()),
    }
}

/// Whole pieces; none is a number too.
fn read_pieces(text: &str) -> Result<i64, Stop> {
    let read = Quantity::parse(text, 0)?;
    let pieces = whole(read).ok_or(QuantityError::TooLarge)?;
    match pieces {
        ..0 => Err(Refusal::NegativeCount {}.into()),
        0..=PIECES_LIMIT => Ok(pieces),
        _ => Err(Refusal::LooksLikeACode { text: text.to_owned() }.into()),
    }
}

fn whole(count: Quantity) -> Option<i64> {
    (count.millionths() % Quantity::ONE.millionths() == 0)
        .then(|| count.millionths() / Quantity::ONE.millionths())
}
