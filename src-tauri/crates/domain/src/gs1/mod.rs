//! GS1 data: element strings as scanned, bracketed as typed, Digital Links; each is read and written.
//!
//! Source: GS1 General Specifications, Barcode Syntax Dictionary release 2026-01-27. All of its identifiers
//! and all of its checks are in the table. Absent on purpose: fetching links, compressed links, and the
//! lengths of company prefixes, which only GS1's own register knows: a prefix is held to be four digits or
//! more.

mod bracketed;
mod check;
mod companions;
mod countries;
mod coupon;
mod date;
mod elements;
mod error;
mod facts;
pub mod format;
mod link;
mod measure;
mod packages;
mod parse;
pub(crate) mod separator;
pub mod table;

pub use bracketed::parse_bracketed;
pub use check::check_characters;
pub use countries::is_country_letters;
pub use date::PrintedDate;
pub use elements::{Element, Elements};
pub use error::{Gs1Error, OTHER_EXPECTATIONS, Problem};
pub use link::{is_web_address, parse_link, parse_link_with_short_gtin, percent_encoded};
pub use measure::Measure;
pub use parse::{GS, parse};
pub use separator::{LostSeparator, lost_separator};
