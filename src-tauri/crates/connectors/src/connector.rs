//! What sync and a vendor's folder say to each other.
//!
//! A delivery may take several calls, so it is a small pure machine: progress and the last answer go in, the
//! next step comes out. sync commits the progress before a request leaves; after a restart it goes on at the
//! right call.

use crate::outgoing::Outgoing;
use crate::seen::{Feed, Page, VendorOrder};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One vendor, without a network and without memory of its own.
pub trait Connector: Send + Sync + 'static {
    /// Its name in links, deliveries and settings.
    fn vendor(&self) -> &'static str;

    /// The next step of a delivery, given the 2xx answer to the request that left last.
    ///
    /// Without an answer it begins, or goes on from the progress alone; while that is in doubt it first
    /// reads back, and sends nothing that changes the vendor's books.
    fn next(&self, outgoing: &Outgoing, progress: &mut Progress, answer: Option<&Response>) -> Step;

    /// The request that left last was surely not applied: nothing is in doubt any more.
    fn refused(&self, progress: &mut Progress);

    /// It is certain that what was in doubt does not stand there: the call may go again.
    fn missing(&self, outgoing: &Outgoing, progress: &mut Progress) -> Step;

    /// Lots that were found or made so far: index of the line, the vendor's id.
    fn lots(&self, progress: &Progress) -> Vec<(usize, String)>;

    /// A cheap call that changes nothing: is the vendor there, and does it know our key?
    fn probe(&self) -> Request;

    /// What is read, in the order in which it builds on each other.
    fn feeds(&self) -> &'static [Feed];

    /// The lists that make up a feed since the watermark; an empty one reads all that matters.
    fn lists(&self, feed: Feed, since: &str) -> Vec<Request>;

    /// One page of a list, 1-based.
    fn page(&self, list: &Request, page: usize) -> Request;

    /// # Errors
    /// The answer is not what this vendor's list looks like, in words.
    fn read(&self, feed: Feed, answer: &Response) -> Result<Page, String>;

    /// What an answer says about how many calls are left.
    fn rate(&self, answer: &Response) -> Rate;

    /// The vendor's own words of a refusal; its status alone when it said nothing.
    fn words(&self, answer: &Response) -> String;
}

/// Where a delivery stands. What is in `machine` is read by the vendor's folder alone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Progress {
    /// A call that changes the vendor's books has left and was not refused: it may stand there.
    pub may_stand_there: bool,
    pub machine: Value,
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

/// What the vendor answered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Response {
    pub status: u16,
    /// Names in lower case; those that begin with `x-`, and `retry-after`.
    pub headers: Vec<(String, String)>,
    /// `Null` where there was no body.
    pub body: Value,
}

/// How many calls the vendor says are left, and until when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rate {
    pub limit: Option<u32>,
    pub remaining: Option<u32>,
    /// UTC milliseconds.
    pub reset_ms: Option<i64>,
}

/// What is to be done next for a delivery.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// `changes` says whether the vendor's books change by it: then a lost answer leaves the delivery in
    /// doubt.
    Send { request: Request, changes: bool },
    /// It stands there, by this call or by one that was thought lost.
    Done(Delivered),
    /// The vendor has taken it and does not show it yet: read again later, never send again.
    Taken(Delivered),
    /// Read back, and not there. sync decides when that counts.
    NotThere,
    /// The vendor's copy moved meanwhile: the office was there first. Nothing is sent.
    OfficeFirst(OfficeFirst),
    /// The vendor has no such document any more.
    Gone,
    /// It will never be taken as it is.
    Rejected { words: String },
}

/// Both sides of a line, in the unit it was ordered in: "38 carton".
#[derive(Clone, Debug, PartialEq)]
pub struct OfficeFirst {
    pub here: String,
    /// Received there in all, by whomever.
    pub there: String,
    /// The newest receipt there, UTC milliseconds.
    pub there_at_ms: Option<i64>,
    /// Still open there.
    pub left: String,
}

/// What is known after success.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Delivered {
    /// The order as read after it, to take its figures over at once.
    pub after: Option<VendorOrder>,
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

impl Response {
    /// A 200 with this body.
    pub fn ok(body: Value) -> Response {
        Response { status: 200, headers: Vec::new(), body }
    }

    /// `name` in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value.trim())
    }
}
