//! The book of one station: a SQLite file and every statement that is run against it.
//!
//! Invariants: one writer thread with one connection; what it answered is on the disk. Entries, movements,
//! placements, scans and reservations are never changed and never deleted. Goods only move between locations,
//! so the sum over all locations is zero; a physical location never holds less than nothing, and never more is
//! promised than is there. What is derived (balances, serial positions, a container's parent, open
//! reservations, search) can be rebuilt from what is not.
//!
//! Absent on purpose: rules of the floor, clocks, chance, the network, a second writer. Integer row ids stay
//! here.

#[macro_use]
mod declare;

pub mod error;
pub mod lock;
pub mod disk;
pub mod sound;
pub mod open;
pub mod writer;
mod group;
pub mod transaction;
pub mod table;
pub mod reserve;
pub mod search;
pub mod read;
pub mod verify;
pub mod rebuild;
pub mod backup;
pub mod restore;

pub use error::Error;
pub use lock::OwnerLock;
pub use open::{Ledger, OpenOptions};
pub use transaction::Transaction;
pub use writer::{Health, Writer};
