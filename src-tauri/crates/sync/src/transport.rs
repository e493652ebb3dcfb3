//! The line to a vendor as the worker sees it: one call out, one answer or none.

use connectors::{Request, Response};
use std::future::Future;
use std::pin::Pin;

pub type Calling<'c> = Pin<Box<dyn Future<Output = Result<Heard, Lost>> + Send + 'c>>;

/// HTTP in earnest (`http.rs`), a vendor made of memory in the tests.
pub trait Transport: Send + Sync + 'static {
    fn call<'c>(&'c self, request: &'c Request) -> Calling<'c>;
}

/// What came back, whatever its status.
#[derive(Clone, Debug, PartialEq)]
pub struct Heard {
    pub response: Response,
    pub size_bytes: i64,
}

/// No answer came. The texts hold neither the key nor the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lost {
    /// There is no key to send with.
    NoKey,
    /// Nothing can have left: no route, no name, no TLS, no connection.
    NotSent(String),
    /// Time ran out while waiting for the answer: it may have arrived.
    TimedOut(String),
    /// The line was cut, or what answered was not the vendor: it may have arrived.
    Cut(String),
    /// The vendor answered with more than we take: it surely arrived.
    TooLarge,
}

impl Lost {
    pub fn text(&self) -> &str {
        match self {
            Lost::NoKey => "there is no key",
            Lost::TooLarge => "the answer is larger than 10 MB",
            Lost::NotSent(text) | Lost::TimedOut(text) | Lost::Cut(text) => text,
        }
    }
}
