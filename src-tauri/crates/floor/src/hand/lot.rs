//! The lot and its date in the hand: read, chosen, typed, or made by us when the goods carry none.

use super::date::{fitting, is_other_date};
use super::{Hand, HandEvidence, LotPick};
use crate::book::Book;
use crate::said::Said;
use crate::screen::{Tap, Tone};
use crate::turn::Stop;
use domain::code::Command;
use domain::expiry::Expiry;
use domain::item::{ExpiryRule, Item};
use domain::lot::{Lot, LotKind, LotStatus};
use domain::{LotId, Refusal, Value};
use jiff::civil::Date;
use ledger::table::balance::Balance;
use ledger::table::lot;

/// Longer texts are no lot codes: GS1 ends at 20, our own labels at 40.
const LOT_LENGTH_LIMIT: usize = 80;

impl Hand {
    /// How long the goods are good: as the lot is known, else as read.
    pub fn expiry(&self, book: &Book) -> Result<Option<Expiry>, Stop> {
        let Some(id) = self.known_lot() else { return Ok(self.expiry_read) };
        let known = book.lot(id)?;
        let is_another = is_of_another(&known, &self.supplier) || self.says_other_date(&known, book)?;
        if is_another && self.expiry_read.is_some() {
            return Ok(self.expiry_read);
        }
        Ok(Some(known.expiry).filter(|expiry| *expiry != Expiry::NotKnown).or(self.expiry_read))
    }

    /// As printed; empty for goods not kept by lot.
    pub fn lot_code(&self, book: &Book) -> Result<Option<String>, Stop> {
        Ok(match &self.lot {
            Some(LotPick::Known { id }) => Some(book.lot(*id)?.code),
            Some(LotPick::New { code, .. }) => Some(code.clone()),
            None => None,
        })
    }

    pub fn known_lot(&self) -> Option<LotId> {
        match self.lot {
            Some(LotPick::Known { id }) => Some(id),
            _ => None,
        }
    }

    /// A lot code as printed, with the date that was read beside it: the lot this ledger knows, else a new one.
    ///
    /// # Errors
    /// [`Refusal::BadLot`]; [`Refusal::LotDateDiffers`] when another date was read before; [`Refusal::LotOfSeveral`]
    /// where the code is that of several lots and nothing says which.
    pub fn set_lot_code(
        &mut self,
        item: &Item,
        code: &str,
        date: Option<Expiry>,
        book: &Book,
    ) -> Result<(), Stop> {
        let code = code.trim();
        if code.is_empty() || code.chars().count() > LOT_LENGTH_LIMIT || code.chars().any(char::is_control) {
            return Err(Refusal::BadLot { text: code.to_owned() }.into());
        }
        self.typing = false;
        if self.lot_code(book)?.as_deref() == Some(code) {
            return Ok(());
        }
        let known = lot::by_code(book.tx, item.id, code)?;
        match self.meant_of(&known, date.or(self.expiry_read), book)? {
            Some(known) => self.pick_lot(known, book)?,
            None => self.lot = Some(LotPick::New { code: code.to_owned(), ours: false, second: false }),
        }
        Ok(())
    }

    /// The supplier's own before others', and of those the ones that the date fits: never the oldest by chance.
    fn meant_of<'l>(
        &self,
        known: &'l [Lot],
        read: Option<Expiry>,
        book: &Book,
    ) -> Result<Option<&'l Lot>, Stop> {
        let is_said = !self.supplier.is_empty();
        let theirs: Vec<&Lot> = known.iter().filter(|lot| is_said && lot.maker == self.supplier).collect();
        // Another's lot is asked about before it is booked, whichever it is.
        let is_asked_later = is_said && theirs.is_empty();
        let of = if theirs.is_empty() { known.iter().collect() } else { theirs };
        let fitting = fitting(&of, read, book)?;
        match (fitting.as_slice(), of.as_slice()) {
            ([only], _) | ([], [only]) => Ok(Some(only)),
            ([first, ..], _) if is_asked_later => Ok(Some(first)),
            ([], [first, ..]) if self.coming_in || is_asked_later => Ok(Some(first)),
            (_, []) => Ok(None),
            (_, several) => Err(of_several(several).into()),
        }
    }

    /// # Errors
    /// [`Refusal::StaleScreen`] for a lot of another item; [`Refusal::LotDateDiffers`].
    pub fn pick_lot(&mut self, lot: &Lot, book: &Book) -> Result<(), Stop> {
        if self.item != Some(lot.item) {
            return Err(Refusal::StaleScreen {}.into());
        }
        if let Some(read) = self.expiry_read {
            self.same_date(lot, read, book)?;
        }
        self.lot = Some(LotPick::Known { id: lot.id });
        self.typing = false;
        Ok(())
    }

    /// A lot picked from the cards, with its item when none lies in the hand yet.
    pub fn choose_lot(&mut self, id: LotId, book: &Book) -> Result<Lot, Stop> {
        let lot = book.lot(id)?;
        book.own(&book.item(lot.item)?)?;
        if self.item.is_none() {
            *self = Hand { item: Some(lot.item), ..self.emptied() };
        }
        self.pick_lot(&lot, book)?;
        self.evidence = HandEvidence::Chosen;
        Ok(lot)
    }

    /// A date that only another lot of the same code and maker has says that it is that one.
    ///
    /// # Errors
    /// [`Refusal::LotDateDiffers`]: the same lot code with another date is a typing error or a second lot.
    pub fn set_expiry(&mut self, expiry: Expiry, book: &Book) -> Result<(), Stop> {
        if let Some(id) = self.known_lot() {
            let known = book.lot(id)?;
            match self.lot_of_date(&known, expiry, book)? {
                Some(meant) => self.lot = Some(LotPick::Known { id: meant.id }),
                None => self.same_date(&known, expiry, book)?,
            }
        }
        self.expiry_read = Some(expiry);
        Ok(())
    }

    /// The lot of the booking and whether it still has to be made. Goods that are not kept by lot have one too.
    ///
    /// # Errors
    /// [`Refusal::StillMissing`] when the item is kept by lot and none is in the hand; [`Refusal::LotDateDiffers`] when
    /// another seat made the lot meanwhile, with another date.
    pub fn lot_of_booking(&self, item: &Item, maker: &str, book: &Book) -> Result<(Lot, bool), Stop> {
        match &self.lot {
            Some(LotPick::Known { id }) => Ok((book.lot(*id)?, false)),
            Some(LotPick::New { code, ours, second }) => {
                let known = lot::by_code(book.tx, item.id, code)?;
                let met: Vec<&Lot> =
                    known.iter().filter(|lot| !ours && !lot.ours && lot.maker == maker).collect();
                if let Some(met) = self.met_of(&met, *second, book)? {
                    return Ok((met, false));
                }
                // Another seat took our own number: this one is the next.
                let code = if *ours && !known.is_empty() { own_lot_code(item, book)? } else { code.clone() };
                let made = Lot {
                    id: book.new_lot_id(),
                    item: item.id,
                    kind: LotKind::Coded,
                    code,
                    maker: if *ours { String::new() } else { maker.to_owned() },
                    expiry: self.expiry_read.unwrap_or(match item.expiry_rule {
                        ExpiryRule::NonePrinted => Expiry::NonePrinted,
                        ExpiryRule::Asked => Expiry::NotKnown,
                    }),
                    made_on: self.made_on,
                    status: LotStatus::Released,
                    ours: *ours,
                };
                Ok((made, true))
            }
            None if item.lot_tracked => Err(Refusal::StillMissing {}.into()),
            None => book.lot_none(item.id),
        }
    }

    /// The lot of this code and maker that was made at another seat meanwhile. A second lot is another one than those
    /// that are there, unless one of them has its very day.
    fn met_of(&self, met: &[&Lot], second: bool, book: &Book) -> Result<Option<Lot>, Stop> {
        let day = |expiry: Expiry| expiry.last_good_day();
        if second {
            let read = self.expiry_read.and_then(day);
            let of_that_day = met.iter().find(|lot| read.is_some() && day(lot.expiry) == read);
            return Ok(of_that_day.map(|lot| (*lot).clone()));
        }
        let fitting = fitting(met, self.expiry_read, book)?;
        let Some(met) = fitting.first().or(met.first()) else { return Ok(None) };
        self.expiry_read.map_or(Ok(()), |read| self.same_date(met, read, book))?;
        Ok(Some((*met).clone()))
    }

    /// A lot of our own, by the item's pattern: the goods carry none.
    ///
    /// # Errors
    /// [`Refusal::NotNow`] when no lot is asked for.
    pub fn make_lot(&mut self, book: &Book) -> Result<Said, Stop> {
        if !self.lacks_lot(book)? {
            return Err(Refusal::NotNow { command: Command::NoLot.word() }.into());
        }
        let code = own_lot_code(&self.item(book)?, book)?;
        self.lot = Some(LotPick::New { code: code.clone(), ours: true, second: false });
        self.typing = false;
        Ok(Said::LotMade { lot: code })
    }

    /// A lot that the book has never seen is a slip where goods are taken from `here`: nothing of it can be there.
    ///
    /// # Errors
    /// [`Refusal::WrongLot`] with the lots that are.
    pub fn refuse_new_lot(&self, here: &[Balance], book: &Book) -> Result<(), Stop> {
        let Some(LotPick::New { code, .. }) = &self.lot else { return Ok(()) };
        let codes = here.iter().map(|row| book.lot(row.lot).map(|lot| lot.code));
        let (wanted, scanned) = (codes.collect::<Result<Vec<_>, _>>()?.join(", "), code.clone());
        let refusal = Refusal::WrongLot { wanted: wanted.clone(), scanned: scanned.clone() };
        Err(Stop::wrong(refusal, wanted, scanned))
    }

    /// The code of the known lot in the hand, as another lot of its own.
    ///
    /// # Errors
    /// [`Refusal::StaleScreen`] when no known lot is in the hand.
    pub fn make_second_lot(&mut self, book: &Book) -> Result<(), Stop> {
        let known = book.lot(self.known_lot().ok_or(Refusal::StaleScreen {})?)?;
        self.lot = Some(LotPick::New { code: known.code, ours: false, second: true });
        Ok(())
    }

    /// What a lot is known to say and what was read just now must be one day, or both none. Goods that come in, and
    /// another supplier's lot, may say anything: it is asked about before they are booked.
    fn same_date(&self, known: &Lot, read: Expiry, book: &Book) -> Result<(), Stop> {
        let is_asked = self.coming_in || is_of_another(known, &self.supplier);
        if is_asked || !is_other_date(known, read, book)? {
            return Ok(());
        }
        let (known_date, read) = (expiry_value(known.expiry), expiry_value(read));
        Err(Refusal::LotDateDiffers { lot: known.code.clone(), known: known_date, read }.into())
    }

    /// Opens the text field for the serial or the lot, whichever is asked for.
    ///
    /// # Errors
    /// [`Refusal::StaleScreen`] when neither is.
    pub fn open_text(&mut self, book: &Book) -> Result<(), Stop> {
        if !self.lacks_serial(book)? && !self.lacks_lot(book)? {
            return Err(Refusal::StaleScreen {}.into());
        }
        self.typing = true;
        Ok(())
    }

    /// A serial or a lot code as typed.
    ///
    /// # Errors
    /// [`Refusal::StaleScreen`] when neither is asked for; those of [`Hand::set_serial`] and
    /// [`Hand::set_lot_code`].
    pub fn take_text(&mut self, text: &str, book: &Book) -> Result<Said, Stop> {
        self.open_text(book)?;
        if self.lacks_serial(book)? {
            self.set_serial(&self.item(book)?, text, book)?;
            self.note_typing();
            return Ok(Said::SerialRead { serial: text.trim().to_owned() });
        }
        self.set_lot_code(&self.item(book)?, text, None, book)?;
        self.note_typing();
        Ok(Said::LotRead { lot: text.trim().to_owned() })
    }

    /// Taps that only fill the hand: text field, typed lot, date keys; `None` for any other.
    pub fn take_tap(&mut self, tap: &Tap, book: &Book) -> Option<Result<(Tone, Said), Stop>> {
        match tap {
            Tap::OpenText => Some(self.open_text(book).map(|()| (Tone::Command, Said::Typing {}))),
            Tap::Text { text } => Some(self.take_text(text, book).map(|said| (Tone::Accepted, said))),
            date => Some(self.take_date(date, book)?.map(|said| (Tone::Accepted, said))),
        }
    }

    /// The date keys; `None` when the tap is not one of them.
    pub fn take_date(&mut self, tap: &Tap, book: &Book) -> Option<Result<Said, Stop>> {
        let expiry = match tap {
            Tap::Date { date } => date.parse::<Date>().map(Expiry::On).map_err(|_| date.clone()),
            Tap::Month { month } => format!("{month}-01")
                .parse::<Date>()
                .map(|day| Expiry::Month(day.last_of_month()))
                .map_err(|_| month.clone()),
            Tap::NonePrinted => Ok(Expiry::NonePrinted),
            Tap::NotKnown => Ok(Expiry::NotKnown),
            _ => return None,
        };
        Some(match expiry {
            Ok(expiry) => self.key_date(expiry, book),
            Err(text) => Err(Refusal::BadDate { text }.into()),
        })
    }

    fn key_date(&mut self, expiry: Expiry, book: &Book) -> Result<Said, Stop> {
        self.item(book)?;
        self.set_expiry(expiry, book)?;
        self.note_typing();
        Ok(Said::ExpiryRead { expiry: expiry_value(expiry) })
    }
}

/// A lot is item, code and supplier: the same code from somebody else is another lot.
pub fn is_of_another(lot: &Lot, supplier: &str) -> bool {
    let is_said = lot.kind == LotKind::Coded && !lot.ours && !lot.maker.is_empty() && !supplier.is_empty();
    is_said && lot.maker != supplier
}

/// Each by its maker and its date.
fn of_several(lots: &[&Lot]) -> Refusal {
    let date = |lot: &Lot| match lot.expiry.last_good_day() {
        Some(day) => day.to_string(),
        None => "?".to_owned(),
    };
    let named = lots.iter().map(|lot| [lot.maker.as_str(), &date(lot)].join(" ").trim().to_owned());
    let code = lots.first().map(|lot| lot.code.clone()).unwrap_or_default();
    Refusal::LotOfSeveral { lot: code, several: named.collect::<Vec<_>>().join(", ") }
}

/// The date as a value of a sentence: a date, or the word for why there is none.
pub fn expiry_value(expiry: Expiry) -> Value {
    match expiry.last_good_day() {
        Some(day) => day.into(),
        None => Value::Word(format!("expiry-{}", expiry.kind().replace('_', "-"))),
    }
}

/// `{item}{yy}{day of year}{station}{n}` unless the item has a pattern of its own; unique without asking anyone,
/// because the station is in it and the count goes on within it. A book that was put back from a copy does not know
/// what was made after the copy: from then on the count says so (`R2-1`), and no label is met a second time.
fn own_lot_code(item: &Item, book: &Book) -> Result<String, Stop> {
    const PATTERN: &str = "{item}{yy}{ddd}{station}-{n}";
    let station = ledger::table::station::this(book.tx)?;
    let today = book.moment.today;
    let pattern = if item.lot_pattern.is_empty() { PATTERN } else { &item.lot_pattern };
    let stem = pattern
        .replace("{item}", item.sku.rsplit('-').next().unwrap_or(&item.sku))
        .replace("{yy}", &format!("{:02}", today.year().rem_euclid(100)))
        .replace("{ddd}", &format!("{:03}", today.day_of_year()))
        .replace("{station}", &station.short_name);
    let stem = if stem.contains("{n}") { stem } else { format!("{stem}-{{n}}") };
    let stem = match station.epoch {
        1 => stem,
        epoch => stem.replace("{n}", &format!("R{epoch}-{{n}}")),
    };
    let prefix = stem.split("{n}").next().unwrap_or_default();
    let mut number = lot::own_count_today(book.tx, item.id, prefix)? + 1;
    loop {
        let code = stem.replace("{n}", &number.to_string());
        if lot::by_code(book.tx, item.id, &code)?.is_empty() {
            return Ok(code);
        }
        number += 1;
    }
}
