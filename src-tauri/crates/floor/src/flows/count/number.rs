//! A number as somebody said it, with its moment, and the book as it stood then.

use super::posting::Line;
use crate::book::{Book, Moment};
use crate::turn::{CountedNumber, Stop, Write};
use domain::{CountZoneId, Quantity};
use jiff::civil::Date;
use ledger::table::count::LineState;
use ledger::table::movement::{self, BookMark};
use serde::{Deserialize, Serialize};

/// A number as it was counted: millionths of the stock unit, and the moment it was said, with the site's
/// day. What comes and goes afterwards does not change it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Number {
    pub counted: i64,
    pub at_ms: i64,
    pub on: Date,
    /// The newest movement of the book then; `None` where nobody kept it.
    #[serde(default)]
    pub mark: Option<BookMark>,
}

impl Number {
    /// Said now, or then where the work is of an earlier time.
    pub fn said(counted: Quantity, book: &Book) -> Result<Number, Stop> {
        let is_of_now = book.happened_at_ms == book.moment.now_ms;
        let mark = match book.mark {
            None if is_of_now => Some(movement::book_mark(book.tx)?),
            kept => kept,
        };
        let (counted, at_ms, on) = (counted.millionths(), book.happened_at_ms, book.moment.today);
        Ok(Number { counted, at_ms, on, mark })
    }

    pub fn counted(self) -> Result<Quantity, Stop> {
        Ok(Quantity::from_millionths(self.counted)?)
    }

    pub fn moment(self, book: &Book) -> Moment {
        Moment { today: self.on, ..book.moment.clone() }
    }

    /// The book at the moment of the count.
    pub fn book<'a, 'c>(self, book: &Book<'a, 'c>, then: &'a Moment) -> Book<'a, 'c> {
        let happened_at_ms = self.at_ms.min(book.moment.now_ms);
        Book { moment: then, happened_at_ms, mark: self.mark, ..*book }
    }

    /// For the rows of what was counted.
    pub(super) fn write(
        self,
        line: &Line,
        state: LineState,
        zone: Option<CountZoneId>,
    ) -> Result<Write, Stop> {
        let (goods, counted, counted_at_ms) = (line.goods(), self.counted()?, self.at_ms);
        let (pieces, waits, said_after) = (line.pieces, Vec::new(), self.mark);
        Ok(Write::Counted(Box::new(CountedNumber {
            zone,
            goods,
            counted,
            pieces,
            counted_at_ms,
            said_after,
            reading: line.reading.clone(),
            state,
            waits,
        })))
    }
}
