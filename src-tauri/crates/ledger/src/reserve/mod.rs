//! Promises of stock: reserve, extend, commit, release, expire, and what gives way when a fact leaves less than
//! was promised. All of it in the caller's turn.
//!
//! Invariants: reserved is never more than on hand, in Rust and in SQL; a part is immutable and ends once; one
//! that is due never counts: whoever reserves, extends or takes promised goods first ends the due ones of the
//! item. Facts are not refused: they break promises, and say whose. Leaving the site, going on hold and undoing
//! are asked first ([`StillReserved`]). Goods that move inside the site take their promise along.
//!
//! Absent on purpose: a clock (`now_ms` is given, and must not jump while the program runs), terms of settings.

pub mod said;
mod places;
mod choose;
mod take;
mod last;
mod leaving;
mod held;
mod settle;
mod book;

pub use book::Broken;
pub use choose::{Holder, Shortage};
pub use last::{SWEEP_LIMIT, extend, release, release_document, standing, sweep};
pub use leaving::StillReserved;
pub use take::{reserve, shortage};

pub(crate) use book::{Settlement, broken_by};
pub(crate) use held::break_blocked;
pub(crate) use leaving::refuse_leaving;
pub(crate) use settle::{Flow, Flows};

use crate::table::entry::{self, Recorded};
use crate::table::reservation::{Ended, Part, request};
use crate::{Error, Transaction};
use domain::entry::NewEntry;
use domain::{ItemId, LocationId, LotId, Quantity, Refusal, ReservationId, ReservationPartId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// When it is asked: the station's time, and the site's calendar day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    pub now_ms: i64,
    pub today: Date,
}

/// What was promised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reserved {
    pub id: ReservationId,
    pub item: ItemId,
    #[serde(with = "millionths")]
    pub wanted: Quantity,
    /// First expired first.
    pub parts: Vec<Promised>,
    /// What could not be promised, and why; `None` when all of it was.
    pub shortage: Option<Shortage>,
    /// The same was asked before: this is that answer, and nothing was written now.
    #[serde(skip)]
    pub already: bool,
}

/// One lot at one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promised {
    pub id: ReservationPartId,
    pub lot: LotId,
    pub location: LocationId,
    #[serde(with = "millionths")]
    pub quantity: Quantity,
    /// `None`: no clock.
    pub expires_at_ms: Option<i64>,
}

/// A reservation as it stands now.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// What is still held; empty when all of it ended.
    pub open: Vec<Part>,
    /// How its newest part ended, if any did.
    pub last_end: Option<Ended>,
}

/// Why nothing was promised or changed.
#[derive(Debug)]
pub enum Stop {
    /// The floor's business.
    Refused(Box<Refused>),
    /// The world's.
    Failed(Error),
}

/// A refusal; with both numbers and who holds the rest, where that is the reason.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    pub refusal: Refusal,
    pub shortage: Option<Shortage>,
}

impl Reserved {
    pub fn quantity(&self) -> Quantity {
        self.parts.iter().map(|part| part.quantity).sum()
    }
}

impl Stop {
    /// For a turn of the writer, where a refusal is an answer and no error.
    ///
    /// # Errors
    /// The failed ones.
    pub fn sort<T>(result: Result<T, Stop>) -> Result<Result<T, Box<Refused>>, Error> {
        match result {
            Ok(value) => Ok(Ok(value)),
            Err(Stop::Refused(refused)) => Ok(Err(refused)),
            Err(Stop::Failed(error)) => Err(error),
        }
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Stop {
        Stop::Failed(error)
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Stop {
        Stop::Refused(Box::new(Refused { refusal, shortage: None }))
    }
}

/// Books an entry that picks what `id` promised; where it names a document or a line, [`entry::append`] finds the
/// reservation by itself. What it takes of it is committed, what is left stays held. One that ended meanwhile is
/// no hindrance: a pick is a fact.
///
/// # Errors
/// As [`entry::append`]; [`Error::Missing`] for a reservation nobody made.
pub fn commit(tx: &Transaction, id: ReservationId, new: &NewEntry) -> Result<Recorded, Error> {
    let stored = request::by_id(tx, id)?.ok_or_else(|| Error::missing("reservation", id))?;
    entry::append_for(tx, new, Some(stored.row))
}

/// Quantities in what is stored as JSON.
mod millionths {
    use domain::Quantity;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(quantity: &Quantity, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_i64(quantity.millionths())
    }

    pub(super) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Quantity, D::Error> {
        Quantity::from_millionths(i64::deserialize(from)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests;
