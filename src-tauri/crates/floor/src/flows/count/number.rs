//! A number as somebody said it, with its moment, and the book as it stood then.

use super::posting::Line;
use crate::book::{Book, Moment};
use crate::turn::{CountedNumber, Stop, Write};
use domain::{CountZoneId, Quantity};
use jiff::civil::Date;
use ledger::table::count::LineState;
use serde::{Deserialize, Serialize};

/// A number as it was counted: millionths of the stock unit, and the moment it was said, with the site's
/// day. What comes and goes afterwards does not change it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Number {
    pub counted: i64,
    pub at_ms: i64,
    pub on: Date,
}

impl Number {
    /// Said now, or then where the work is of an earlier time.
    pub fn said(counted: Quantity, book: &Book) -> Number {
        Number { counted: counted.millionths(), at_ms: book.happened_at_ms, on: book.moment.today }
    }

    pub fn counted(self) -> Result<Quantity, Stop> {
        Ok(Quantity::from_millionths(self.counted)?)
    }

    pub fn moment(self, book: &Book) -> Moment {
        Moment { today: self.on, ..book.moment.clone() }
    }

    /// The book at the moment of the count.
    pub fn book<'a, 'c>(self, book: &Book<'a, 'c>, then: &'a Moment) -> Book<'a, 'c> {
        Book { moment: then, happened_at_ms: self.at_ms.min(book.moment.now_ms), ..*book }
    }

    /// For the rows of what was counted.
    pub(super) fn write(
        self,
        line: &Line,
        state: LineState,
        zone: Option<CountZoneId>,
    ) -> Result<Write, Stop> {
        let (goods, counted, counted_at_ms) = (line.goods(), self.counted()?, self.at_ms);
        let (pieces, waits) = (line.pieces, Vec::new());
        Ok(Write::Counted(Box::new(CountedNumber { zone, goods, counted, pieces, counted_at_ms, state, waits })))
    }
}
