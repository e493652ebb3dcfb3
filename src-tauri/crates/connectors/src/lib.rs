//! Vendors, one folder each: pure translation between the floor's facts and a vendor's calls.
//!
//! Invariants: values in, values out; a vendor's shapes never leave its folder; numbers are decimal text, never
//! floating point that is calculated with. Absent on purpose: the network, the ledger, clocks, retries (sync's).

pub mod connector;
pub mod katana;

pub use connector::{Answer, Delivered, Method, Outgoing, OutgoingKind, OutgoingLine, OutgoingLot, Request, Step};
