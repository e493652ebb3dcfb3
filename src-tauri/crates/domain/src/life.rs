//! How an item's lots age: what the printed date means, how much life is wanted at receipt, whether a lot waits
//! until somebody releases it (floor-rules, *Lots and dates*, *Release*). Near expiry stands on the item itself.

use crate::expiry::{DateMeaning, Expiry};
use jiff::civil::Date;

/// Of one item; as [`Default`] says where nobody set it: best before, nothing asked, released at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ItemLife {
    pub date_meaning: DateMeaning,
    /// A received lot is on hold until it is released.
    pub waits_for_release: bool,
    /// Days of life wanted when goods come in.
    pub minimum_days: Option<u16>,
    /// Likewise as a share of the whole life, in percent.
    pub minimum_percent: Option<u8>,
    /// The whole life where the pack does not say when it was made.
    pub shelf_life_days: Option<u16>,
}

/// Both numbers, when a lot has less life left than is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShortLife {
    pub last_good_day: Date,
    /// From today to the last good day; negative once that is past.
    pub days_left: i64,
    pub days_wanted: i64,
}

impl ItemLife {
    /// Days wanted at receipt: the longer of both; a share is rounded up, because half a day of life is none.
    pub fn days_wanted(&self, expiry: Expiry, made_on: Option<Date>) -> Option<i64> {
        let whole = match (expiry.last_good_day(), made_on) {
            (Some(last), Some(made)) if made < last => Some(i64::from((last - made).get_days())),
            _ => self.shelf_life_days.map(i64::from),
        };
        let share = self.minimum_percent.zip(whole).map(|(percent, days)| {
            let of_all = days * i64::from(percent);
            of_all / 100 + i64::from(of_all % 100 > 0)
        });
        self.minimum_days.map(i64::from).max(share)
    }

    /// `None` when it lives long enough, or nothing is wanted, or nobody knows the date.
    pub fn short_life(&self, expiry: Expiry, made_on: Option<Date>, today: Date) -> Option<ShortLife> {
        let last_good_day = expiry.last_good_day()?;
        let days_wanted = self.days_wanted(expiry, made_on)?;
        let days_left = i64::from((last_good_day - today).get_days());
        (days_left < days_wanted).then_some(ShortLife { last_good_day, days_left, days_wanted })
    }
}
