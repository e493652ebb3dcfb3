//! What is being put together at a seat: item, lot, date, quantity. The part that receive, move, adjust and
//! count share: reading goods, joining codes that come apart, number and date keys, made lots.

use crate::book::Book;
use crate::lookup::{Fragment, Goods};
use crate::said::Said;
use crate::screen::{Tap, Tone};
use crate::turn::Stop;
use domain::code::Command;
use domain::entry::Evidence;
use domain::expiry::Expiry;
use domain::item::{ExpiryRule, Item};
use domain::lot::{Lot, LotKind, LotStatus};
use domain::{Amount, ItemId, LotId, Quantity, Ratio, Refusal};
use jiff::civil::Date;
use ledger::table::lot;
use serde::{Deserialize, Serialize};

/// Saved with the step; every field is one the person can see.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Hand {
    pub item: Option<ItemId>,
    /// The pack level that was scanned.
    pub pack: Option<String>,
    pub lot: Option<LotPick>,
    pub expiry: Option<Expiry>,
    pub made_on: Option<Date>,
    pub serial: Option<String>,
    /// Millionths of the stock unit.
    pub quantity: Option<i64>,
    pub pieces: i64,
    /// The quantity came from a scan; one more scan of the same adds to it.
    pub counting: bool,
    /// The code itself said how many: nothing more to ask.
    pub complete: bool,
    pub evidence: HandEvidence,
    /// Number keys taken so far from command barcodes.
    pub typed: String,
    /// How many good scans of the same in a row.
    pub streak: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "pick", rename_all = "snake_case")]
pub enum LotPick {
    Known { id: LotId },
    /// Made when the goods are booked; `ours` when the goods carry none.
    New { code: String, ours: bool },
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandEvidence {
    #[default]
    Scanned,
    Typed,
    Chosen,
}

/// What a scan of goods did to the hand.
pub enum Taken {
    /// A new item lies in the hand.
    New,
    /// One more of the same.
    More,
}

impl Hand {
    pub fn quantity(&self) -> Option<Quantity> {
        self.quantity.map(|millionths| {
            Quantity::from_millionths(millionths).expect("only quantities of the ledger are put in the hand")
        })
    }

    pub fn evidence(&self) -> Evidence {
        match self.evidence {
            HandEvidence::Scanned => Evidence::Scanned,
            HandEvidence::Typed => Evidence::Typed,
            HandEvidence::Chosen => Evidence::Chosen,
        }
    }

    /// Takes goods as read. The same again is one more pack or unit; anything else starts anew.
    pub fn take(&mut self, goods: &Goods, book: &Book) -> Result<Taken, Stop> {
        let step = match (&goods.more.quantity, &goods.pack) {
            (Some(quantity), _) => *quantity,
            (None, Some(pack)) => Quantity::ONE.times(pack.factor)?,
            (None, None) => Quantity::ONE,
        };
        let same_item = self.item == Some(goods.item.id);
        let other_lot = goods.more.lot.is_some() && self.lot.is_some() && !self.is_lot(goods, book)?;
        if same_item && !other_lot && self.counting && goods.more.serial.is_none() && !goods.item.serial_tracked {
            let sum = self.quantity().unwrap_or(Quantity::ZERO).checked_add(step)?;
            self.quantity = Some(sum.millionths());
            self.streak += 1;
            self.join(&goods.more, book)?;
            return Ok(Taken::More);
        }
        *self = Hand {
            item: Some(goods.item.id),
            pack: goods.pack.as_ref().map(|pack| pack.name.clone()),
            quantity: Some(step.millionths()),
            counting: true,
            complete: goods.more.quantity.is_some(),
            pieces: goods.more.pieces,
            streak: 1,
            ..Hand::default()
        };
        if let Some(known) = &goods.lot {
            self.pick_lot(known);
        }
        self.join(&goods.more, book)?;
        // A weighed item without a weight in its code: the number is asked for, not assumed.
        if !goods.more.quantity.is_some_and(Quantity::is_positive) && goods.item.decimals > 0 && goods.pack.is_none() {
            self.quantity = None;
            self.counting = false;
        }
        Ok(Taken::New)
    }

    fn is_lot(&self, goods: &Goods, book: &Book) -> Result<bool, Stop> {
        let Some(read) = &goods.more.lot else { return Ok(true) };
        Ok(match &self.lot {
            Some(LotPick::New { code, .. }) => code == read,
            Some(LotPick::Known { id }) => book.lot(*id)?.code == *read,
            None => true,
        })
    }

    /// Joins what came without its item: lot, date, serial, count.
    pub fn join(&mut self, more: &Fragment, book: &Book) -> Result<(), Stop> {
        let Some(item) = self.item else { return Err(Refusal::NothingToDo {}.into()) };
        if let Some(code) = &more.lot {
            self.set_lot_code(&book.item(item)?, code, book)?;
        }
        if let Some(expiry) = more.expiry {
            self.set_expiry(expiry, book)?;
        }
        if more.made_on.is_some() {
            self.made_on = more.made_on;
        }
        if let Some(serial) = &more.serial {
            self.serial = Some(serial.clone());
            self.quantity = Some(Quantity::ONE.millionths());
        } else if let Some(quantity) = more.quantity {
            if self.quantity.is_none() || !self.counting {
                self.quantity = Some(quantity.millionths());
            }
            self.complete = true;
        }
        Ok(())
    }

    /// A lot code as printed: the lot this ledger knows, else a new one.
    pub fn set_lot_code(&mut self, item: &Item, code: &str, book: &Book) -> Result<(), Stop> {
        let code = code.trim();
        if code.is_empty() || code.chars().count() > 80 {
            return Err(Refusal::BadLot { text: code.to_owned() }.into());
        }
        match lot::by_code(book.tx, item.id, code)?.first() {
            Some(known) => self.pick_lot(known),
            None => self.lot = Some(LotPick::New { code: code.to_owned(), ours: false }),
        }
        Ok(())
    }

    pub fn pick_lot(&mut self, lot: &Lot) {
        self.lot = Some(LotPick::Known { id: lot.id });
        if lot.expiry != Expiry::NotKnown {
            self.expiry = Some(lot.expiry);
        }
    }

    /// # Errors
    /// [`Refusal::LotDateDiffers`]: the same lot code with another date is a typing error or a second lot.
    pub fn set_expiry(&mut self, expiry: Expiry, book: &Book) -> Result<(), Stop> {
        if let Some(LotPick::Known { id }) = &self.lot {
            let known = book.lot(*id)?;
            if let (Some(there), Some(read)) = (known.expiry.last_good_day(), expiry.last_good_day()) {
                if there != read {
                    return Err(Refusal::LotDateDiffers { lot: known.code, known: there, read }.into());
                }
            }
        }
        self.expiry = Some(expiry);
        Ok(())
    }

    /// The lot of the booking: known, or to be made; `None` for goods that are not kept by lot.
    pub fn lot_of_booking(&self, item: &Item, maker: &str, book: &Book) -> Result<(Lot, bool), Stop> {
        match &self.lot {
            Some(LotPick::Known { id }) => Ok((book.lot(*id)?, false)),
            Some(LotPick::New { code, ours }) => Ok((
                Lot {
                    id: book.new_lot_id(),
                    item: item.id,
                    kind: LotKind::Coded,
                    code: code.clone(),
                    maker: maker.to_owned(),
                    expiry: self.expiry.unwrap_or(match item.expiry_rule {
                        ExpiryRule::NonePrinted => Expiry::NonePrinted,
                        ExpiryRule::Asked => Expiry::NotKnown,
                    }),
                    made_on: self.made_on,
                    status: LotStatus::Released,
                    ours: *ours,
                },
                true,
            )),
            None => Ok((lot::none_of(book.tx, item.id, book.new_lot_id(), book.moment.now_ms)?, false)),
        }
    }

    /// A lot of our own, by the item's pattern: the goods carry none.
    pub fn make_lot(&mut self, book: &Book) -> Result<String, Stop> {
        let item = book.item(self.item.ok_or(Refusal::NothingToDo {})?)?;
        let code = own_lot_code(&item, book)?;
        self.lot = Some(LotPick::New { code: code.clone(), ours: true });
        Ok(code)
    }

    /// The date keys; `None` when the tap is not one of them.
    pub fn take_date(&mut self, tap: &Tap, book: &Book) -> Option<Result<Said, Stop>> {
        let expiry = match tap {
            Tap::Date { date } => date.parse::<Date>().map(Expiry::On).map_err(|_| date.clone()),
            Tap::Month { month } => {
                format!("{month}-01").parse::<Date>().map(|day| Expiry::Month(day.last_of_month())).map_err(|_| month.clone())
            }
            Tap::NonePrinted => Ok(Expiry::NonePrinted),
            Tap::NotKnown => Ok(Expiry::NotKnown),
            _ => return None,
        };
        Some(match expiry {
            Ok(expiry) => self.set_expiry(expiry, book).map(|()| Said::ExpiryRead { expiry: expiry_value(expiry) }),
            Err(text) => Err(Refusal::BadDate { text }.into()),
        })
    }

    /// A number from the pad, in the stock unit or in packs.
    pub fn set_quantity(&mut self, amount: &str, pack: Option<&str>, book: &Book) -> Result<Quantity, Stop> {
        let item = book.item(self.item.ok_or(Refusal::NothingToDo {})?)?;
        let quantity = read_quantity(&item, amount, pack, book)?;
        if !quantity.is_positive() {
            return Err(Refusal::NotPositive {}.into());
        }
        self.quantity = Some(quantity.millionths());
        self.pack = pack.map(str::to_owned);
        self.counting = false;
        self.evidence = HandEvidence::Typed;
        self.typed.clear();
        Ok(quantity)
    }

    /// Number keys as command barcodes; `None` when the command is not one of them.
    pub fn take_digit(&mut self, command: Command, book: &Book) -> Option<Result<(Tone, Said), Stop>> {
        if let Some(digit) = command.digit() {
            if self.typed.len() >= 12 {
                return Some(Err(Refusal::TooLarge {}.into()));
            }
            self.typed.push(char::from(b'0' + digit));
        } else if command == Command::Point {
            self.typed.push('.');
        } else if let Some(times) = command.times() {
            return Some(self.multiply(times, book).map(|quantity| (Tone::Command, Said::QuantitySet { quantity })));
        } else if command == Command::Enter && !self.typed.is_empty() {
            let typed = std::mem::take(&mut self.typed);
            return Some(self.enter(&typed, book).map(|quantity| (Tone::Command, Said::QuantitySet { quantity })));
        } else {
            return None;
        }
        Some(Ok((Tone::Command, Said::DigitTaken { typed: self.typed.clone() })))
    }

    fn enter(&mut self, typed: &str, book: &Book) -> Result<Amount, Stop> {
        let pack = self.pack.clone();
        let quantity = self.set_quantity(typed, pack.as_deref(), book)?;
        Ok(book.item(self.item.expect("set_quantity needs an item"))?.amount(quantity))
    }

    fn multiply(&mut self, times: i64, book: &Book) -> Result<Amount, Stop> {
        let item = book.item(self.item.ok_or(Refusal::NothingToDo {})?)?;
        let ratio = Ratio::new(times, 1).expect("the times commands are positive");
        let quantity = self.quantity().ok_or(Refusal::NothingToDo {})?.times(ratio)?;
        self.quantity = Some(quantity.millionths());
        self.evidence = HandEvidence::Typed;
        Ok(item.amount(quantity))
    }
}

/// A typed number in the item's unit or pack, refused when it looks like a code scanned into the field.
pub fn read_quantity(item: &Item, amount: &str, pack: Option<&str>, book: &Book) -> Result<Quantity, Stop> {
    let digits = amount.chars().filter(char::is_ascii_digit).count();
    if digits >= 8 && !amount.contains(['.', ',']) {
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

/// The date as a value of a sentence: a date, or the word for why there is none.
pub fn expiry_value(expiry: Expiry) -> domain::Value {
    match expiry.last_good_day() {
        Some(day) => day.into(),
        None => domain::Value::Word(format!("expiry-{}", expiry.kind().replace('_', "-"))),
    }
}

/// `{item}{yy}{day of year}{station}{n}` unless the item has a pattern of its own; unique without asking anyone,
/// because the station is in it and the count goes on within it.
fn own_lot_code(item: &Item, book: &Book) -> Result<String, Stop> {
    let short_name = ledger::table::station::this(book.tx)?.short_name;
    let today = book.moment.today;
    let pattern = if item.lot_pattern.is_empty() { "{item}{yy}{ddd}{station}{n}" } else { &item.lot_pattern };
    let stem = pattern
        .replace("{item}", item.sku.rsplit('-').next().unwrap_or(&item.sku))
        .replace("{yy}", &format!("{:02}", today.year().rem_euclid(100)))
        .replace("{ddd}", &format!("{:03}", today.day_of_year()))
        .replace("{station}", &short_name);
    let prefix = stem.replace("{n}", "");
    let count = lot::own_count_today(book.tx, item.id, &prefix)?;
    Ok(if stem.contains("{n}") { stem.replace("{n}", &format!("-{}", count + 1)) } else { format!("{stem}-{}", count + 1) })
}
