//! GS1 data: element strings as scanned, bracketed as typed, Digital Links, and element strings for labels.
//!
//! Source: GS1 General Specifications, Barcode Syntax Dictionary release 2026-01-27. All of its identifiers
//! are in the table, with these checks left weaker: package types (7041) and North American coupons (8110,
//! 8112) are held to characters and length only. Absent on purpose: fetching links, company prefix lengths.

mod bracketed;
mod check;
mod companions;
mod countries;
mod date;
mod elements;
mod error;
pub mod format;
mod link;
mod parse;
pub(crate) mod separator;
pub mod table;

pub use bracketed::parse_bracketed;
pub use date::PrintedDate;
pub use elements::{Element, Elements, Measure};
pub use error::{Gs1Error, Problem};
pub use link::{is_web_address, parse_link};
pub use parse::{GS, parse};
