//! Vendors, one folder each: pure translation between the floor's facts and a vendor's calls.
//!
//! Invariants: values in, values out; a vendor's shapes never leave its folder; numbers are decimal text,
//! never floating point that is calculated with. Absent on purpose: the network, the ledger, clocks, retries
//! (sync's).

pub mod connector;
pub mod outgoing;
pub mod seen;
pub mod katana;

pub use connector::{Connector, Delivered, Method, OfficeFirst, Progress, Rate, Request, Response, Step};
pub use outgoing::{Outgoing, OutgoingKind, OutgoingLine, OutgoingLot};
pub use seen::{Feed, Page, Rows};

/// The connector of a vendor, by the name it has in links, deliveries and settings.
pub fn of_vendor(vendor: &str) -> Option<Box<dyn Connector>> {
    match vendor {
        katana::VENDOR => Some(Box::new(katana::Katana)),
        _ => None,
    }
}
