//! Promises of stock: what is wanted, for what, for how long, and how a promise ends. Which lots and places it
//! takes is the ledger's business.

use crate::id::{DocumentId, DocumentLineId, ItemId, LocationId, LotId, ReservationId};
use crate::message::Value;
use crate::quantity::Quantity;
use serde::{Deserialize, Serialize};

/// What a person puts into a basket or a quote is held this long (design.md §3).
pub const BASKET_TERM_MS: i64 = 15 * 60 * 1_000;

/// What the goods are promised to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReservationPurpose {
    Basket,
    Quote,
    Order,
    Manufacturing,
    Transfer,
}

/// How a reservation ended; each does once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReservationEnd {
    /// An entry picked the goods.
    Committed,
    Released,
    Expired,
    /// A fact left less on hand than was promised.
    Broken,
}

/// What somebody asks the book to promise.
#[derive(Clone, Debug, PartialEq)]
pub struct NewReservation {
    /// Made by who asks: the operation id. The same content under it again is the same answer.
    pub id: ReservationId,
    pub item: ItemId,
    /// More than zero.
    pub wanted: Quantity,
    /// This lot and no other.
    pub lot: Option<LotId>,
    /// Only what stands here or in something that stands here: a bin, a crate, a zone, a site.
    pub within: Option<LocationId>,
    pub document: Option<DocumentId>,
    /// Of the document above, or of its own.
    pub line: Option<DocumentLineId>,
    pub purpose: ReservationPurpose,
    /// Where there is not enough any more, the lowest gives way first.
    pub priority: i64,
    /// `None`: no clock, for a document in work.
    pub term_ms: Option<i64>,
    /// Lots must be good this many days after today at least; 0: today.
    pub good_days: u16,
    /// Less than all is nothing.
    pub whole_only: bool,
}

impl ReservationPurpose {
    pub const ALL: [ReservationPurpose; 5] = [
        ReservationPurpose::Basket,
        ReservationPurpose::Quote,
        ReservationPurpose::Order,
        ReservationPurpose::Manufacturing,
        ReservationPurpose::Transfer,
    ];

    /// As stored.
    pub fn text(self) -> &'static str {
        match self {
            ReservationPurpose::Basket => "basket",
            ReservationPurpose::Quote => "quote",
            ReservationPurpose::Order => "order",
            ReservationPurpose::Manufacturing => "manufacturing",
            ReservationPurpose::Transfer => "transfer",
        }
    }

    pub fn from_text(text: &str) -> Option<ReservationPurpose> {
        ReservationPurpose::ALL.into_iter().find(|purpose| purpose.text() == text)
    }

    /// A basket and a quote have a clock, a document in work has none.
    pub fn default_term_ms(self) -> Option<i64> {
        match self {
            ReservationPurpose::Basket | ReservationPurpose::Quote => Some(BASKET_TERM_MS),
            _ => None,
        }
    }

    /// What it is called where there is no document to name.
    pub fn word(self) -> Value {
        Value::Word(format!("reserved-for-{}", self.text()))
    }
}

impl ReservationEnd {
    pub const ALL: [ReservationEnd; 4] = [
        ReservationEnd::Committed,
        ReservationEnd::Released,
        ReservationEnd::Expired,
        ReservationEnd::Broken,
    ];

    /// As stored.
    pub fn text(self) -> &'static str {
        match self {
            ReservationEnd::Committed => "committed",
            ReservationEnd::Released => "released",
            ReservationEnd::Expired => "expired",
            ReservationEnd::Broken => "broken",
        }
    }

    pub fn from_text(text: &str) -> Option<ReservationEnd> {
        ReservationEnd::ALL.into_iter().find(|end| end.text() == text)
    }

    pub fn word(self) -> Value {
        Value::Word(format!("reservation-{}", self.text()))
    }
}
