//! The only way out to vendors: a background worker that drains the outbox and fills from polls, while the
//! floor never waits for it.
//!
//! Invariants: `sending` and the progress are committed before a byte leaves; a lost answer is `unclear` and
//! is read back before anything is sent again; only a vendor's answer uses up an attempt; never more calls
//! than the vendor's own headers allow. Absent on purpose: a vendor's JSON (connectors), rules of the floor.

pub mod worker;
pub mod settings;
pub mod clock;
pub mod link_state;
pub mod why;
mod report;
mod asked;
mod settle;
mod calls;
mod circuit;
mod outbox;
mod standing;
mod setback;
mod kept;
mod outgoing;
mod pull;
mod take_over;
mod measure;
mod verdict;
mod transport;
mod http;
mod budget;
mod back_off;
#[cfg(test)]
mod tests;

pub use clock::{Clock, SystemClock};
pub use link_state::{LinkHealth, LinkState};
pub use settings::{Key, SyncSettings};
pub use settle::is_for_a_person;
pub use why::Why;
pub use worker::{Rung, SyncHandle, start};

/// What sync cannot do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("work with the ledger: {0}")]
    Ledger(#[from] ledger::Error),
    #[error("prepare connections: {0}")]
    Http(#[from] reqwest::Error),
    #[error("connect to {vendor}: this version knows no such vendor")]
    UnknownVendor { vendor: String },
    #[error("connect to {address:?}: {why}")]
    Address { address: String, why: &'static str },
}
