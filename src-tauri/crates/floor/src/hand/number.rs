//! Numbers in the hand: said by a code, proposed by the book, typed on the pad, or key by key as command barcodes.

use super::{Hand, LotPick};
use crate::book::Book;
use crate::lookup::Goods;
use crate::said::Said;
use crate::screen::Tone;
use crate::turn::Stop;
use domain::code::Command;
use domain::item::Item;
use domain::lot::Lot;
use domain::{Quantity, Ratio, Refusal};
use ledger::table::item;

/// A number of this many digits without a decimal mark was scanned, not typed (ux.md 2.4).
const CODE_LENGTH: usize = 8;
/// From this length on a number is looked up among the codes as well.
const SHORTEST_CODE: usize = 4;
const KEYS_LIMIT: usize = 12;

impl Hand {
    /// A number from the pad, in the stock unit or in packs.
    ///
    /// # Errors
    /// [`Refusal::NotPositive`], [`Refusal::SerialNeedsOne`], and those of [`read_quantity`].
    pub fn set_quantity(&mut self, amount: &str, pack: Option<&str>, book: &Book) -> Result<Quantity, Stop> {
        let item = self.item(book)?;
        let quantity = read_quantity(&item, amount, pack, book)?;
        self.set_measured(&item, quantity)?;
        self.pack = pack.map(str::to_owned);
        Ok(quantity)
    }

    /// A number of the stock unit that somebody said.
    ///
    /// # Errors
    /// [`Refusal::NotPositive`], [`Refusal::SerialNeedsOne`].
    pub(super) fn set_measured(&mut self, item: &Item, quantity: Quantity) -> Result<(), Stop> {
        if !quantity.is_positive() {
            return Err(Refusal::NotPositive {}.into());
        }
        self.keep_number(item, quantity)?;
        self.pack = None;
        self.counting = false;
        self.typed.clear();
        Ok(())
    }

    /// All that stands there, until somebody says another number.
    pub fn propose(&mut self, quantity: Quantity, pieces: i64) {
        // So many pieces were said already: the weight of so many nobody can propose.
        if self.pieces.is_some() {
            return;
        }
        self.quantity = Some(quantity.millionths());
        self.pieces = Some(pieces);
        self.reading.clear();
        self.counting = false;
        self.proposed = true;
    }

    /// A count that came by itself: so many of what was scanned.
    pub(super) fn set_told_count(&mut self, item: &Item, count: Quantity, book: &Book) -> Result<(), Stop> {
        let factor = match &self.pack {
            Some(name) => book.pack(item.id, name)?.map(|pack| pack.factor),
            None if item.decimals > 0 => return Ok(()),
            None => None,
        };
        let quantity = factor.map_or(Ok(count), |factor| count.times(factor))?;
        self.quantity = Some(quantity.millionths());
        self.reading.clear();
        self.complete = true;
        Ok(())
    }

    /// The person wants another number: the pad is open, and scans wait.
    pub fn ask_number_again(&mut self) {
        self.quantity = None;
        self.pieces = None;
        self.reading.clear();
        self.counting = false;
        self.complete = false;
        self.retyping = true;
    }

    /// The same goods are counted once more from nothing; a lot that was new is known by now.
    pub fn count_again(&mut self, lot: &Lot) {
        let lot = Some(LotPick::Known { id: lot.id });
        *self = Hand { item: self.item, lot, serial: self.serial.clone(), ..Hand::default() };
    }

    fn keep_number(&mut self, item: &Item, quantity: Quantity) -> Result<(), Stop> {
        if item.serial_tracked && quantity != Quantity::ONE {
            return Err(Refusal::SerialNeedsOne {}.into());
        }
        self.quantity = Some(quantity.millionths());
        self.reading.clear();
        self.proposed = false;
        self.editing = false;
        self.pieces = None;
        self.note_typing();
        Ok(())
    }

    /// Number keys as command barcodes; `None` when the command is not one of them.
    pub fn take_key(&mut self, command: Command, book: &Book) -> Option<Result<(Tone, Said), Stop>> {
        if let Some(times) = command.times() {
            return Some(self.multiply(times, book).map(|said| (Tone::Command, said)));
        }
        let key = match (command.digit(), command) {
            (Some(digit), _) => char::from(b'0' + digit),
            (None, Command::Point) => '.',
            _ => return None,
        };
        Some(self.press(key).map(|said| (Tone::Command, said)))
    }

    fn press(&mut self, key: char) -> Result<Said, Stop> {
        if self.item.is_none() {
            return Err(Refusal::NothingToDo {}.into());
        }
        if self.typed.len() >= KEYS_LIMIT {
            return Err(Refusal::TooLarge {}.into());
        }
        if key == '.' && (self.typed.is_empty() || self.typed.contains('.')) {
            return Err(Refusal::NotANumber { text: format!("{}.", self.typed) }.into());
        }
        self.typed.push(key);
        // The screen shows these keys now, and no longer what was begun on the pad.
        self.editing = false;
        Ok(Said::DigitTaken { typed: self.typed.clone() })
    }

    /// The keyed number becomes the quantity, in the pack that was scanned; `None` when no key was taken.
    pub fn take_typed(&mut self, book: &Book) -> Result<Option<Said>, Stop> {
        if self.typed.is_empty() {
            return Ok(None);
        }
        let typed = std::mem::take(&mut self.typed);
        if self.asks_pieces(book)? {
            return self.set_pieces(&typed, book).map(Some);
        }
        let pack = self.pack.clone();
        let quantity = self.set_quantity(&typed, pack.as_deref(), book)?;
        Ok(Some(Said::QuantitySet { quantity: self.item(book)?.amount(quantity) }))
    }

    fn multiply(&mut self, times: i64, book: &Book) -> Result<Said, Stop> {
        self.take_typed(book)?;
        let item = self.item(book)?;
        let ratio = Ratio::new(times, 1).expect("the times commands are positive");
        let quantity = self.quantity().ok_or(Refusal::NothingToDo {})?.times(ratio)?;
        let pieces = self.pieces.and_then(|pieces| pieces.checked_mul(times));
        self.keep_number(&item, quantity)?;
        self.pieces = pieces;
        Ok(Said::QuantitySet { quantity: self.amount(&item, quantity) })
    }
}

/// How many the scan itself stands for; `None` for a weighed item without a weight in its code.
pub(super) fn said_quantity(goods: &Goods) -> Result<Option<Quantity>, Stop> {
    Ok(match (goods.more.quantity, &goods.pack) {
        (Some(quantity), _) => Some(quantity),
        (None, Some(pack)) => Some(Quantity::ONE.times(pack.factor)?),
        (None, None) if goods.item.decimals > 0 => None,
        (None, None) => Some(Quantity::ONE),
    })
}

/// A typed number in the item's unit or pack.
///
/// # Errors
/// [`Refusal::LooksLikeACode`]: a code was scanned into the field. [`Refusal::NotANumber`], [`Refusal::TooFine`],
/// [`Refusal::TooLarge`]; [`Refusal::NotHere`] for a pack the item does not have.
pub fn read_quantity(item: &Item, amount: &str, pack: Option<&str>, book: &Book) -> Result<Quantity, Stop> {
    let digits = amount.chars().filter(char::is_ascii_digit).count();
    let is_bare = !amount.contains(['.', ',']);
    let is_known_code = || Ok::<_, Stop>(!item::by_code(book.tx, amount.trim())?.is_empty());
    if is_bare && (digits >= CODE_LENGTH || digits >= SHORTEST_CODE && is_known_code()?) {
        return Err(Refusal::LooksLikeACode { text: amount.to_owned() }.into());
    }
    match pack {
        None => Ok(Quantity::parse(amount, item.decimals)?),
        Some(name) => {
            let pack = book.pack(item.id, name)?.ok_or_else(|| Refusal::NotHere { code: name.to_owned() })?;
            Ok(Quantity::parse(amount, 0)?.times(pack.factor)?)
        }
    }
}
