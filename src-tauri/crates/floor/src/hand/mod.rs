//! What is being put together at a seat: item, lot, date, quantity. The part that receive, move, adjust and
//! count share. Here: taking goods and joining codes that come apart; numbers and lots have files of their own.

mod gross;
mod date;
mod lot;
mod number;
mod serial;
mod weighed;
mod show;

pub use date::fitting;
pub use gross::OnScale;
pub use lot::{expiry_value, is_of_another};
pub use number::read_quantity;
use number::said_quantity;

use crate::book::Book;
use crate::lookup::{FoundBy, Fragment, Goods};
use crate::turn::Stop;
use domain::entry::Evidence;
use domain::expiry::Expiry;
use domain::item::Item;
use domain::{ItemId, LotId, Quantity, Refusal};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Saved with the step; every field is one the person can see.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Hand {
    pub item: Option<ItemId>,
    /// The pack level that was scanned.
    pub pack: Option<String>,
    pub lot: Option<LotPick>,
    /// As read from the goods; a known lot may have a date of its own, see [`Hand::expiry`].
    pub expiry_read: Option<Expiry>,
    pub made_on: Option<Date>,
    pub serial: Option<String>,
    /// Millionths of the stock unit.
    pub quantity: Option<i64>,
    /// Of goods that are weighed; `None` until somebody or a code said how many.
    pub pieces: Option<i64>,
    /// The quantity came from a scan; one more scan of the same adds to it.
    pub counting: bool,
    /// The book proposed the quantity: all that stands there. The first scan or number takes its place.
    pub proposed: bool,
    /// The code itself said how many: nothing more to ask.
    pub complete: bool,
    /// A number is being typed on a pad and has not been entered: scans wait, and nothing is booked meanwhile.
    pub editing: bool,
    /// *Change the number* was answered: scans wait until what lies here is booked or put back.
    pub retyping: bool,
    /// The text field for the lot is open.
    pub typing: bool,
    pub evidence: HandEvidence,
    /// As it was read, where the number was made from it: a weight with its crate.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reading: String,
    /// Number keys taken so far from command barcodes.
    pub typed: String,
    /// Who brings it, where goods come in and somebody said so: of several lots with one code theirs is meant.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub supplier: String,
    /// Goods come in: another date than is known of their lot is asked about before they are booked. Elsewhere it is
    /// refused.
    pub coming_in: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "pick", rename_all = "snake_case")]
pub enum LotPick {
    Known {
        id: LotId,
    },
    /// Made when the goods are booked; `ours` when the goods carry none.
    New {
        code: String,
        ours: bool,
        /// Somebody said that it is another lot than those that have this code.
        #[serde(default)]
        second: bool,
    },
}

/// How the goods are known; what was chosen stays chosen, whatever is typed afterwards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandEvidence {
    #[default]
    Scanned,
    Typed,
    Chosen,
}

/// What a scan of goods did to the hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// A new item lies in the hand.
    New,
    /// One more of the same.
    More,
    /// The same item told its lot, or was read again without a number.
    Told,
}

impl Hand {
    pub fn quantity(&self) -> Option<Quantity> {
        self.quantity.map(|millionths| {
            Quantity::from_millionths(millionths).expect("only quantities of the ledger are put in the hand")
        })
    }

    pub fn evidence(&self) -> Evidence {
        match self.evidence {
            _ if !self.reading.is_empty() => Evidence::Converted,
            HandEvidence::Scanned => Evidence::Scanned,
            HandEvidence::Typed => Evidence::Typed,
            HandEvidence::Chosen => Evidence::Chosen,
        }
    }

    fn note_typing(&mut self) {
        if self.evidence == HandEvidence::Scanned {
            self.evidence = HandEvidence::Typed;
        }
    }

    /// The item in the hand.
    ///
    /// # Errors
    /// [`Refusal::NothingToDo`] when it is empty.
    pub fn item(&self, book: &Book) -> Result<Item, Stop> {
        book.item(self.item.ok_or(Refusal::NothingToDo {})?)
    }

    /// The item is kept by lot and nobody said which lot it is.
    pub fn lacks_lot(&self, book: &Book) -> Result<bool, Stop> {
        Ok(self.item.is_some() && self.lot.is_none() && self.item(book)?.lot_tracked)
    }

    /// Takes goods as read. The same again is one more pack or unit.
    ///
    /// # Errors
    /// [`Refusal::FinishFirst`] for other goods, another lot, or the same again after its number was typed: what
    /// lies there is booked or put back by a person, never by surprise.
    pub fn take(&mut self, goods: &Goods, book: &Book) -> Result<Taken, Stop> {
        if self.item.is_none() {
            return self.begin(goods, book);
        }
        self.refuse_other(goods, book)?;
        // Kept one by one: what is told is told of this piece.
        if goods.item.serial_tracked {
            serial::one_piece(goods)?;
            self.hear(goods, book)?;
            return Ok(Taken::Told);
        }
        // Asked for the lot and told the lot: nothing is counted twice.
        if self.lacks_lot(book)? && goods.more.lot.is_some() {
            self.hear(goods, book)?;
            if let Some(quantity) = goods.more.quantity {
                self.set_counted(quantity, goods);
                self.complete = true;
            }
            return Ok(Taken::Told);
        }
        let said = said_quantity(goods)?;
        match (self.counting, self.quantity(), said) {
            (true, Some(before), Some(more)) => {
                self.quantity = Some(before.checked_add(more)?.millionths());
                self.pieces = self.pieces.zip(goods.more.pieces).map(|(before, more)| before + more);
            }
            (false, None, Some(quantity)) => self.set_counted(quantity, goods),
            (false, _, Some(quantity)) if self.proposed => self.set_counted(quantity, goods),
            (false, _, None) if self.quantity.is_none() || self.proposed => {
                self.hear(goods, book)?;
                return Ok(Taken::Told);
            }
            _ => return Err(self.finish_first(goods, book)?),
        }
        self.hear(goods, book)?;
        Ok(Taken::More)
    }

    fn begin(&mut self, goods: &Goods, book: &Book) -> Result<Taken, Stop> {
        book.own(&goods.item)?;
        let evidence = match goods.found_by {
            FoundBy::Choice => HandEvidence::Chosen,
            FoundBy::Code | FoundBy::LotCode | FoundBy::Label => HandEvidence::Scanned,
        };
        *self = Hand { item: Some(goods.item.id), evidence, ..self.emptied() };
        if goods.item.serial_tracked {
            serial::one_piece(goods)?;
            self.quantity = Some(Quantity::ONE.millionths());
            self.hear(goods, book)?;
            return Ok(Taken::New);
        }
        if let Some(quantity) = said_quantity(goods)? {
            self.set_counted(quantity, goods);
        }
        self.complete = goods.more.quantity.is_some();
        self.hear(goods, book)?;
        Ok(Taken::New)
    }

    /// Nothing in it, for the same work.
    fn emptied(&self) -> Hand {
        Hand { supplier: self.supplier.clone(), coming_in: self.coming_in, ..Hand::default() }
    }

    fn set_counted(&mut self, quantity: Quantity, goods: &Goods) {
        self.quantity = Some(quantity.millionths());
        self.pack = goods.pack.as_ref().map(|pack| pack.name.clone());
        self.pieces = goods.more.pieces;
        self.reading.clear();
        self.counting = true;
        self.proposed = false;
    }

    /// Lot, date and serial that came with the goods.
    fn hear(&mut self, goods: &Goods, book: &Book) -> Result<(), Stop> {
        // What lies in the hand is the same lot, or it would have been refused.
        if let (Some(known), true, None) = (&goods.lot, goods.item.lot_tracked, &self.lot) {
            self.pick_lot(known, book)?;
            if goods.found_by == FoundBy::Choice {
                self.evidence = HandEvidence::Chosen;
            }
        }
        let lot = if goods.lot.is_some() { None } else { goods.more.lot.clone() };
        // With a weight they were taken with it.
        let pieces = goods.more.pieces.filter(|_| goods.more.quantity.is_none());
        self.join(&Fragment { lot, quantity: None, pieces, ..goods.more.clone() }, book)
    }

    fn refuse_other(&self, goods: &Goods, book: &Book) -> Result<(), Stop> {
        let is_other_lot = match (&self.lot, &goods.more.lot) {
            // Two makers may use one code.
            (Some(LotPick::Known { id }), Some(_)) if goods.lot.is_some() && goods.item.lot_tracked => {
                goods.lot.as_ref().is_some_and(|lot| lot.id != *id)
            }
            (Some(LotPick::New { code, .. }), Some(read)) => code != read,
            (Some(LotPick::Known { id }), Some(read)) => book.lot(*id)?.code != *read,
            _ => false,
        };
        let is_other_lot = is_other_lot || self.is_of_other_date(goods.more.expiry, book)?;
        let is_other_serial = goods.item.serial_tracked && self.serial.is_some();
        if self.item != Some(goods.item.id) || is_other_lot || is_other_serial {
            return Err(self.finish_first(goods, book)?);
        }
        Ok(())
    }

    fn finish_first(&self, goods: &Goods, book: &Book) -> Result<Stop, Stop> {
        let item = self.item(book)?;
        let name = book.name(&item);
        let expected = with_lot(name, self.lot_code(book)?.as_deref());
        let got = with_lot(book.name(&goods.item), goods.more.lot.as_deref());
        // The same goods again, and nothing else: no wrong item, only a full hand.
        if self.item == Some(goods.item.id) && (expected == got || goods.more.lot.is_none()) {
            return Ok(Refusal::FinishFirst { item: name.to_owned() }.into());
        }
        Ok(Stop::wrong(Refusal::FinishFirst { item: name.to_owned() }, expected, got))
    }

    /// Joins what came without its item: lot, date, serial, count. What the item is not kept by is left aside.
    ///
    /// # Errors
    /// [`Refusal::NothingToDo`] when the hand is empty; those of lot, date and serial.
    pub fn join(&mut self, more: &Fragment, book: &Book) -> Result<(), Stop> {
        let item = self.item(book)?;
        if let (Some(code), true) = (&more.lot, item.lot_tracked) {
            self.set_lot_code(&item, code, more.expiry, book)?;
        }
        if let Some(expiry) = more.expiry {
            self.set_expiry(expiry, book)?;
        }
        if more.made_on.is_some() {
            self.made_on = more.made_on;
        }
        if item.serial_tracked {
            if more.quantity.is_some_and(|count| count != Quantity::ONE) {
                return Err(Refusal::SerialNeedsOne {}.into());
            }
            if let Some(serial) = &more.serial {
                self.set_serial(&item, serial, book)?;
            }
        } else if item.catch_weight {
            self.hear_weighed(&item, more);
        } else if let Some(quantity) = more.quantity {
            self.set_told_count(&item, quantity, book)?;
        }
        Ok(())
    }

    /// A second code of the goods in hand completes the first; one that says another lot is of another label, and what
    /// lies here is never turned into that.
    ///
    /// # Errors
    /// [`Refusal::PartsDiffer`], with both.
    pub fn refuse_other_label(&self, more: &Fragment, book: &Book) -> Result<(), Stop> {
        let (Some(told), Some(known)) = (&more.lot, self.lot_code(book)?) else { return Ok(()) };
        if told.trim() == known || known.is_empty() || self.proposed {
            return Ok(());
        }
        let title = domain::gs1::table::find("10").map_or("10", |definition| definition.title);
        let (title, first, second) = (format!("(10) {title}"), known, told.clone());
        Err(Refusal::PartsDiffer { title, first, second }.into())
    }

    /// CANCEL takes back what was typed and not taken, before it takes back goods; whether there was anything.
    pub fn drop_typing(&mut self) -> bool {
        let was_typing = self.typing || self.editing || !self.typed.is_empty();
        self.typing = false;
        self.editing = false;
        self.typed.clear();
        was_typing
    }
}

fn with_lot(item: &str, lot: Option<&str>) -> String {
    match lot {
        Some(lot) if !lot.is_empty() => format!("{item} · {lot}"),
        _ => item.to_owned(),
    }
}
