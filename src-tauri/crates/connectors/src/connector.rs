//! What sync and a vendor's folder say to each other.
//!
//! A delivery may take several calls, so it is a small pure machine: progress and the last answer go in, the next
//! step comes out. sync commits the progress before a request leaves; after a restart it goes on at the right call.

use domain::{Quantity, Ratio};
use jiff::civil::Date;
use serde_json::Value;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutgoingKind {
    PurchaseReceipt,
    StockAdjustment,
}

/// What is owed to the vendor, read from the entry at the moment of sending; nothing of it is stored twice.
#[derive(Clone, Debug, PartialEq)]
pub struct Outgoing {
    pub kind: OutgoingKind,
    /// Station, epoch and sequence: `TM1-1-000123`. In the vendor's own field where it has one.
    pub natural_key: String,
    /// When the goods moved, UTC milliseconds.
    pub happened_at_ms: i64,
    /// The vendor's id of the order; empty for adjustments.
    pub document: String,
    /// The vendor's id of the site.
    pub location: String,
    /// Why, in words a person at the vendor's screen reads.
    pub reason: String,
    pub lines: Vec<OutgoingLine>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct OutgoingLine {
    /// The vendor's id of the item.
    pub item: String,
    /// Signed, in our stock unit.
    pub quantity: Quantity,
    /// Stock units in one of the vendor's order units.
    pub order_unit: Ratio,
    /// `None` where the vendor keeps the item without batches: lots stay here.
    pub lot: Option<OutgoingLot>,
    /// The vendor keeps batches of it, and these goods have none: they go to its unbatched stock.
    pub is_unbatched: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct OutgoingLot {
    pub code: String,
    pub expiry: Option<Date>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Get,
    Post,
}

/// One call, below the connection's base URL.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    pub method: Method,
    /// `/purchase_orders/17`
    pub path: String,
    pub query: Vec<(String, String)>,
    pub body: Option<Value>,
}

/// What the vendor answered with a 2xx.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// `Null` where there was no body.
    pub body: Value,
}

/// What is to be done next for a delivery.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// `changes` says whether the vendor's books change by it: then a lost answer makes the delivery unclear.
    Send { request: Request, changes: bool },
    /// It stands there, by this delivery or one that was thought lost.
    Done(Delivered),
    /// Read back, and not there. sync decides when that counts.
    NotThere,
    /// The vendor's copy moved meanwhile and what is left does not cover ours: nothing is sent.
    OfficeFirst { here: String, left_there: String },
    /// It will never be taken as it is.
    Rejected { words: String },
}

/// What is known after success.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Delivered {
    /// The vendor's object as read after it, to take its figures over at once.
    pub after: Option<Value>,
}

impl Request {
    pub fn get(path: impl Into<String>, query: &[(&str, &str)]) -> Request {
        let query = query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Request { method: Method::Get, path: path.into(), query, body: None }
    }

    pub fn post(path: impl Into<String>, body: Value) -> Request {
        Request { method: Method::Post, path: path.into(), query: Vec::new(), body: Some(body) }
    }
}
