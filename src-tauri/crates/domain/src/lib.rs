//! The nouns of the floor and their arithmetic. No input or output, no clock, no chance: all of that is passed in.
//!
//! Invariants: a [`Quantity`] is a whole number of millionths below 2^53; an identity is a type of its own;
//! a refusal is a value with a code and the numbers a person needs. Absent on purpose: SQL, screens, vendors' shapes.

pub mod certificate;
pub mod code;
pub mod difference;
pub mod document;
pub mod entry;
pub mod expiry;
pub mod gs1;
pub mod gtin;
pub mod sscc;
pub mod id;
pub mod item;
pub mod item_facts;
pub mod label;
pub mod label_data;
pub mod label_facts;
pub mod location;
pub mod life;
pub mod lot;
pub mod lot_change;
pub mod lot_use;
pub mod message;
pub mod permission;
pub mod policy;
pub mod quantity;
pub mod refusal;
pub mod reservation;
pub mod scan;
pub mod tare;
pub mod task;
pub mod units;
pub mod tracking;
pub mod weighed;

pub use id::*;
pub use message::{Message, Value};
pub use quantity::{Amount, Quantity, QuantityError, Ratio};
pub use refusal::Refusal;
pub use reservation::{NewReservation, ReservationEnd, ReservationPurpose};
