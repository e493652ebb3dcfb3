//! YYMMDD as printed: which century it means, and day 00 for a whole month.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A date as goods carry it, with its full year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "date", rename_all = "snake_case")]
pub enum PrintedDate {
    Day(Date),
    /// Day 00: only the month is known; held as its last day.
    Month(Date),
}

impl PrintedDate {
    /// Reads YYMMDD; the century is the one that puts the year nearest to `today` (50 years ahead at most,
    /// 49 back).
    ///
    /// `None` for anything that is no day or month of the calendar. Source: GS1 General Specifications 7.12.
    pub fn parse(text: &str, today: Date) -> Option<PrintedDate> {
        if text.len() != 6 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let (year, month, day) =
            (text[..2].parse::<i16>().ok()?, text[2..4].parse::<i8>().ok()?, text[4..].parse::<i8>().ok()?);
        let year = full_year(year, today.year());
        if day == 0 {
            return Date::new(year, month, 1).ok().map(|first| PrintedDate::Month(first.last_of_month()));
        }
        Date::new(year, month, day).ok().map(PrintedDate::Day)
    }

    /// The day itself, or the last day of the month.
    pub fn last_day(self) -> Date {
        match self {
            PrintedDate::Day(date) | PrintedDate::Month(date) => date,
        }
    }
}

/// Two digits of a year seen from `this_year`.
fn full_year(two_digits: i16, this_year: i16) -> i16 {
    let difference = two_digits - this_year % 100;
    let century = this_year - this_year % 100;
    match difference {
        51.. => century - 100 + two_digits,
        ..=-50 => century + 100 + two_digits,
        _ => century + two_digits,
    }
}
