//! Until when a lot is good: a date, a month, none printed, or not known. Calendar dates, never instants.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What the pack says about its last good day (floor-rules, *Lots and dates*).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "date", rename_all = "snake_case")]
pub enum Expiry {
    /// The printed day is the last good day.
    On(Date),
    /// Only a month is printed; held as its last day, which is the last good day.
    Month(Date),
    /// Allowed per item: salt, sugar, vinegar.
    NonePrinted,
    /// Nobody looked yet: usable, marked, asked for at first touch.
    NotKnown,
}

/// What a date on a pack means: past it the goods are worse, or not safe.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DateMeaning {
    /// A lead may move it, with a reason.
    #[default]
    BestBefore,
    /// Nobody moves it.
    UseBy,
}

impl DateMeaning {
    pub fn text(self) -> &'static str {
        match self {
            DateMeaning::BestBefore => "best_before",
            DateMeaning::UseBy => "use_by",
        }
    }
    pub fn from_text(text: &str) -> Option<DateMeaning> {
        [DateMeaning::BestBefore, DateMeaning::UseBy].into_iter().find(|meaning| meaning.text() == text)
    }
}

impl Expiry {
    /// The last good day, where there is one.
    pub fn last_good_day(&self) -> Option<Date> {
        match self {
            Expiry::On(date) | Expiry::Month(date) => Some(*date),
            Expiry::NonePrinted | Expiry::NotKnown => None,
        }
    }

    /// Past its last good day on `today` (the site's calendar).
    pub fn is_past(&self, today: Date) -> bool {
        self.last_good_day().is_some_and(|last| last < today)
    }

    /// How it is stored: `date`, `month`, `none_printed`, `not_known`.
    pub fn kind(&self) -> &'static str {
        match self {
            Expiry::On(_) => "date",
            Expiry::Month(_) => "month",
            Expiry::NonePrinted => "none_printed",
            Expiry::NotKnown => "not_known",
        }
    }

    /// From its stored parts; `None` when they do not belong together.
    pub fn from_parts(kind: &str, date: Option<Date>) -> Option<Expiry> {
        match (kind, date) {
            ("date", Some(date)) => Some(Expiry::On(date)),
            ("month", Some(date)) => Some(Expiry::Month(date.last_of_month())),
            ("none_printed", None) => Some(Expiry::NonePrinted),
            ("not_known", None) => Some(Expiry::NotKnown),
            _ => None,
        }
    }
}
