//! The serial in the hand: goods kept one by one, each with a number of its own and one place in the book.

use super::number::said_quantity;
use super::{Hand, HandEvidence, LotPick};
use crate::book::Book;
use crate::lookup::{Fragment, Goods};
use crate::turn::Stop;
use domain::item::Item;
use domain::{LocationId, Quantity, Refusal};
use ledger::table::serial_position::{self, Position};

/// Longer texts are no serials: GS1 ends at 20.
const SERIAL_LENGTH_LIMIT: usize = 80;

impl Hand {
    /// The item is kept by serial and nobody said which piece it is.
    pub fn lacks_serial(&self, book: &Book) -> Result<bool, Stop> {
        Ok(self.item.is_some() && self.serial.is_none() && self.item(book)?.serial_tracked)
    }

    /// A serial as printed; with it the quantity is exactly one, and nothing is left to ask about it.
    ///
    /// # Errors
    /// [`Refusal::BadSerial`]; [`Refusal::FinishFirst`] while another piece lies in the hand.
    pub fn set_serial(&mut self, item: &Item, text: &str, book: &Book) -> Result<(), Stop> {
        let serial = text.trim();
        let is_too_long = serial.chars().count() > SERIAL_LENGTH_LIMIT;
        if serial.is_empty() || is_too_long || serial.chars().any(char::is_control) {
            return Err(Refusal::BadSerial { text: serial.to_owned() }.into());
        }
        if self.serial.as_deref().is_some_and(|known| known != serial) {
            return Err(Refusal::FinishFirst { item: self.name(item, book) }.into());
        }
        self.serial = Some(serial.to_owned());
        self.quantity = Some(Quantity::ONE.millionths());
        self.counting = false;
        self.proposed = false;
        self.complete = true;
        self.typing = false;
        Ok(())
    }

    /// A serial picked from the cards.
    ///
    /// # Errors
    /// As [`Hand::set_serial`]; [`Refusal::StaleScreen`] when none is asked for.
    pub fn choose_serial(&mut self, serial: &str, book: &Book) -> Result<(), Stop> {
        if !self.lacks_serial(book)? {
            return Err(Refusal::StaleScreen {}.into());
        }
        self.set_serial(&self.item(book)?, serial, book)?;
        self.evidence = HandEvidence::Chosen;
        Ok(())
    }

    /// What a scan that nothing answers to is for the goods in the hand: their serial or their lot as printed, when
    /// one of them is asked for.
    pub fn as_asked(&self, text: &str, book: &Book) -> Result<Option<Fragment>, Stop> {
        let told = Some(text.to_owned());
        Ok(match (self.lacks_serial(book)?, self.lacks_lot(book)?) {
            (true, _) => Some(Fragment { serial: told, ..Fragment::default() }),
            (false, true) => Some(Fragment { lot: told, ..Fragment::default() }),
            (false, false) => None,
        })
    }

    /// Goods that come in are not here already.
    ///
    /// # Errors
    /// [`Refusal::SerialIsElsewhere`] with where the book has it.
    pub fn refuse_serial_in_stock(&self, book: &Book) -> Result<(), Stop> {
        match self.position(book)? {
            Some(there) => Err(self.elsewhere(there.location, book)?),
            None => Ok(()),
        }
    }

    /// Goods that are taken from `from` are there, and of the lot that the book has them in.
    ///
    /// # Errors
    /// [`Refusal::SerialIsElsewhere`] with where the book has it, [`Refusal::SerialNotInStock`] when nowhere;
    /// [`Refusal::WrongLot`] when another lot was told.
    pub fn take_serial_from(&mut self, from: LocationId, book: &Book) -> Result<(), Stop> {
        let Some(serial) = self.serial.clone() else { return Ok(()) };
        match self.position(book)? {
            Some(there) if there.location == from => self.take_lot_of(&there, book),
            Some(there) => Err(self.elsewhere(there.location, book)?),
            None => {
                let item = book.name(&self.item(book)?).to_owned();
                Err(Refusal::SerialNotInStock { serial, item }.into())
            }
        }
    }

    /// Goods that are counted at `place` are in the book there, or nowhere yet; whether they are there.
    ///
    /// # Errors
    /// [`Refusal::SerialIsElsewhere`]; [`Refusal::WrongLot`].
    pub fn find_serial_at(&mut self, place: LocationId, book: &Book) -> Result<bool, Stop> {
        match self.position(book)? {
            Some(there) if there.location == place => self.take_lot_of(&there, book).map(|()| true),
            Some(there) => Err(self.elsewhere(there.location, book)?),
            None => Ok(false),
        }
    }

    /// The goods as they are named: with their serial.
    pub fn name(&self, item: &Item, book: &Book) -> String {
        book.name_with(item, self.serial.as_deref())
    }

    /// Where the book has the piece, when it is in stock.
    fn position(&self, book: &Book) -> Result<Option<Position>, Stop> {
        match (self.item, &self.serial) {
            (Some(item), Some(serial)) => Ok(book.in_stock(item, serial)?),
            _ => Ok(None),
        }
    }

    fn take_lot_of(&mut self, there: &Position, book: &Book) -> Result<(), Stop> {
        let lot = book.lot(there.lot)?;
        let told = self.lot_code(book)?.filter(|told| *told != lot.code);
        if let Some(scanned) = told {
            let refusal = Refusal::WrongLot { wanted: lot.code.clone(), scanned: scanned.clone() };
            return Err(Stop::wrong(refusal, lot.code, scanned));
        }
        self.lot = Some(LotPick::Known { id: lot.id });
        Ok(())
    }

    fn elsewhere(&self, location: LocationId, book: &Book) -> Result<Stop, Stop> {
        let serial = self.serial.clone().unwrap_or_default();
        Ok(Refusal::SerialIsElsewhere { serial, location: book.location(location)?.code }.into())
    }
}

/// Goods kept by serial come one by one.
///
/// # Errors
/// [`Refusal::SerialNeedsOne`] for a pack, a count or a weight that is not one.
pub(super) fn one_piece(goods: &Goods) -> Result<(), Stop> {
    match said_quantity(goods)? {
        Some(quantity) if quantity != Quantity::ONE => Err(Refusal::SerialNeedsOne {}.into()),
        _ => Ok(()),
    }
}

impl Book<'_, '_> {
    /// Where a piece is, when it is in stock here: what went to a customer is not.
    pub fn in_stock(&self, item: domain::ItemId, serial: &str) -> Result<Option<Position>, ledger::Error> {
        Ok(serial_position::find(self.tx, item, serial)?.filter(|position| position.is_physical))
    }

    /// What the active person reads, with the serial of the one piece that is meant.
    pub fn name_with(&self, item: &Item, serial: Option<&str>) -> String {
        match serial {
            Some(serial) => format!("{} · {serial}", self.name(item)),
            None => self.name(item).to_owned(),
        }
    }
}
