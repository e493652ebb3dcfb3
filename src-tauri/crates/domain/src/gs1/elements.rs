//! The elements of one message, in the order they were read, and what the floor asks of them.

use super::companions::{check_exclusions, check_needs};
use super::date::PrintedDate;
use super::error::{Gs1Error, Problem};
use super::format::Check;
use super::parse::{GS, element};
use super::table;
use crate::expiry::Expiry;
use crate::gtin::Gtin;
use crate::quantity::{Quantity, QuantityError};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One Application Identifier with its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Element {
    /// Two to four digits.
    pub ai: String,
    /// As encoded, case kept.
    pub value: String,
    /// The first date in the value, with its century, where the value holds one.
    pub date: Option<PrintedDate>,
}

/// Checked elements; at least one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elements {
    list: Vec<Element>,
    separator_lost: bool,
    guessed: bool,
}

/// An exact decimal number: `integer` ÷ 10^`scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    pub integer: u64,
    /// 0 to 9; 0 to 5 for weights and measures.
    pub scale: u8,
}

impl Elements {
    pub(super) fn new(list: Vec<Element>, separator_lost: bool) -> Elements {
        Elements { list, separator_lost, guessed: false }
    }

    /// Elements for a label, from identifiers and values in their order.
    ///
    /// # Errors
    /// The first part that does not hold, alone or beside the others; companions are not looked at.
    pub fn build(parts: &[(&str, &str)], today: Date) -> Result<Elements, Gs1Error> {
        let mut list = Vec::new();
        for (identifier, value) in parts {
            let definition = table::find(identifier)
                .ok_or_else(|| Gs1Error::of(identifier, value, Problem::UnknownIdentifier))?;
            list.push(element(definition, identifier, value.as_bytes(), today)?);
        }
        if list.is_empty() {
            return Err(Gs1Error::new("", Problem::Empty));
        }
        check_exclusions(&list)?;
        Ok(Elements::new(list, false))
    }

    pub(crate) fn into_guess(self) -> Elements {
        Elements { guessed: true, ..self }
    }

    /// One of them is a number with a check digit: hardly chance.
    pub(crate) fn holds_checked_key(&self) -> bool {
        let is_checked = |definition: &table::Definition| {
            definition.format.iter().any(|component| component.checks.contains(&Check::CheckDigit))
        };
        self.list.iter().any(|element| table::find(&element.ai).is_some_and(is_checked))
    }

    /// No symbology said that this is GS1; it only reads like it. Ask before it changes stock when there is
    /// another reading.
    pub fn is_guessed(&self) -> bool {
        self.guessed
    }

    /// The last value may have swallowed further elements whose separator did not arrive. Means something
    /// only for sources that may lose separators (keyboard wedges).
    pub fn separator_lost(&self) -> bool {
        self.separator_lost
    }

    pub fn iter(&self) -> impl Iterator<Item = &Element> {
        self.list.iter()
    }

    pub fn value(&self, identifier: &str) -> Option<&str> {
        self.find(identifier).map(|element| element.value.as_str())
    }

    pub fn date(&self, identifier: &str) -> Option<PrintedDate> {
        self.find(identifier)?.date
    }

    /// (01): the goods themselves.
    pub fn gtin(&self) -> Option<Gtin> {
        Gtin::parse(self.value("01")?).ok()
    }

    /// (02): what is inside this logistic unit, [`Elements::count`] of them.
    pub fn contained_gtin(&self) -> Option<Gtin> {
        Gtin::parse(self.value("02")?).ok()
    }

    /// (00): 18 digits.
    pub fn sscc(&self) -> Option<&str> {
        self.value("00")
    }

    /// (10), case kept.
    pub fn lot(&self) -> Option<&str> {
        self.value("10")
    }

    /// (21), case kept.
    pub fn serial(&self) -> Option<&str> {
        self.value("21")
    }

    /// The last good day: (17), else the day of (7003), else best before (15). Sell by (16) is none: the
    /// goods are good beyond it; ask [`Elements::date`] for it.
    pub fn expiry(&self) -> Option<Expiry> {
        let date = ["17", "7003", "15"].iter().find_map(|identifier| self.date(identifier))?;
        Some(match date {
            PrintedDate::Day(date) => Expiry::On(date),
            PrintedDate::Month(date) => Expiry::Month(date),
        })
    }

    /// (11), else the day of (8008). `None` as well when only a month is given: [`Elements::date`] has it.
    pub fn made_on(&self) -> Option<Date> {
        match self.date("11").or_else(|| self.date("8008"))? {
            PrintedDate::Day(date) => Some(date),
            PrintedDate::Month(_) => None,
        }
    }

    /// (30) pieces of a variable item, else (37) contained items.
    pub fn count(&self) -> Option<u64> {
        self.value("30").or_else(|| self.value("37"))?.parse().ok()
    }

    /// (310n), exactly.
    pub fn net_weight_kg(&self) -> Option<Measure> {
        self.measure("310")
    }

    /// (320n), exactly.
    pub fn net_weight_lb(&self) -> Option<Measure> {
        self.measure("320")
    }

    /// (315n), exactly.
    pub fn net_volume_l(&self) -> Option<Measure> {
        self.measure("315")
    }

    /// A weight or measure by the first three digits of its identifier, 310 to 369; the fourth is its scale.
    pub fn measure(&self, family: &str) -> Option<Measure> {
        let is_measure = family.len() == 3 && ("310".."370").contains(&family);
        let element = self.list.iter().find(|element| is_measure && is_of(family, &element.ai))?;
        let scale = element.ai.bytes().last()? - b'0';
        Some(Measure { integer: element.value.parse().ok()?, scale })
    }

    /// Whether every element has what it needs beside it; to be asked of one symbol, or of all symbols of
    /// one item together, but not at a prompt for a lot alone.
    ///
    /// # Errors
    /// [`Problem::Alone`] of the first that lacks a companion.
    pub fn check_companions(&self) -> Result<(), Gs1Error> {
        check_needs(&self.list)
    }

    /// These and `others` as one message: two symbols of the same item.
    ///
    /// # Errors
    /// When they exclude each other or one comes twice with different values.
    pub fn joined(&self, others: &Elements) -> Result<Elements, Gs1Error> {
        let mut list = self.list.clone();
        list.extend(others.list.iter().filter(|other| !self.list.contains(other)).cloned());
        check_exclusions(&list)?;
        Ok(Elements {
            list,
            separator_lost: self.separator_lost || others.separator_lost,
            guessed: self.guessed || others.guessed,
        })
    }

    /// For a symbol that says itself that it is GS1 (FNC1 first, not part of this): [`GS`] behind each
    /// value whose length is not predefined, but the last.
    pub fn element_string(&self) -> String {
        let mut text = String::new();
        for (at, element) in self.list.iter().enumerate() {
            text.push_str(&element.ai);
            text.push_str(&element.value);
            let predefined = table::find(&element.ai).is_some_and(|definition| definition.predefined);
            if !predefined && at + 1 < self.list.len() {
                text.push(char::from(GS));
            }
        }
        text
    }

    /// For people: `(01)09506000134352(10)ABC`.
    pub fn human_readable(&self) -> String {
        self.list.iter().map(|element| format!("({}){}", element.ai, element.value)).collect()
    }

    fn find(&self, identifier: &str) -> Option<&Element> {
        self.list.iter().find(|element| element.ai == identifier)
    }
}

impl Measure {
    /// In millionths.
    ///
    /// # Errors
    /// [`QuantityError::TooFine`] when digits stand behind the sixth place, [`QuantityError::TooLarge`]
    /// beyond 2^53.
    pub fn quantity(self) -> Result<Quantity, QuantityError> {
        let too_fine = || QuantityError::TooFine { text: self.text(), decimals: 6 };
        let integer = i64::try_from(self.integer).map_err(|_| QuantityError::TooLarge)?;
        let millionths = match 6_i32 - i32::from(self.scale) {
            missing @ 0.. => {
                integer.checked_mul(10_i64.pow(missing.unsigned_abs())).ok_or(QuantityError::TooLarge)?
            }
            excess => {
                let divisor = 10_i64.checked_pow(excess.unsigned_abs()).ok_or_else(too_fine)?;
                if integer % divisor != 0 {
                    return Err(too_fine());
                }
                integer / divisor
            }
        };
        Quantity::from_millionths(millionths)
    }

    /// With all its places: `2.045`.
    pub fn text(self) -> String {
        let scale = usize::from(self.scale);
        let digits = format!("{:0>width$}", self.integer, width = scale + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
    }
}

fn is_of(family: &str, identifier: &str) -> bool {
    identifier.len() == 4 && identifier.starts_with(family)
}
