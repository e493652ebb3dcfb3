//! What the floor asks of a message: goods, lot, dates, counts, weights.

use super::date::PrintedDate;
use super::elements::Elements;
use super::format::Check;
use super::measure::Measure;
use super::table;
use crate::expiry::Expiry;
use crate::gtin::Gtin;
use jiff::civil::{Date, Time};

impl Elements {
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
        let element = self.iter().find(|element| is_measure && is_of(family, &element.ai))?;
        let scale = element.ai.bytes().last()? - b'0';
        Some(Measure { integer: element.value.parse().ok()?, scale })
    }

    /// The time of day behind the date of this element, where it tells one: (7003), (8008), (4324), (7011) …
    pub fn time(&self, identifier: &str) -> Option<Time> {
        let value = self.value(identifier)?;
        let mut at = 0;
        let mut digits = String::new();
        for component in table::find(identifier)?.format {
            let part = value.get(at..value.len().min(at + component.max))?;
            let is_time = |check: &Check| {
                matches!(check, Check::HourMinute | Check::Hour | Check::Minute | Check::Second)
            };
            if component.checks.iter().any(is_time) {
                digits += part;
            }
            at += part.len();
        }
        let two = |at: usize| digits.get(at..at + 2)?.parse::<i8>().ok();
        Time::new(two(0)?, two(2).unwrap_or(0), two(4).unwrap_or(0), 0).ok()
    }

    /// (7007): the first and the last day of a harvest, the same where one day is given.
    pub fn harvested(&self, today: Date) -> Option<(Date, Date)> {
        let value = self.value("7007")?;
        let first = PrintedDate::parse(value.get(..6)?, today)?.last_day();
        let last = value.get(6..12).and_then(|last| PrintedDate::parse(last, today));
        Some((first, last.map_or(first, PrintedDate::last_day)))
    }
}

fn is_of(family: &str, identifier: &str) -> bool {
    identifier.len() == 4 && identifier.starts_with(family)
}
