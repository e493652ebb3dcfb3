//! What the nouns promise, held against worked examples of the standards and against chance.

mod code;
mod entry;
mod expiry;
mod gs1_link;
mod gs1_parse;
mod gs1_table;
mod gtin;
mod identity;
mod lots;
mod outside;
mod permission;
mod quantity;
mod reading;
mod refusal;
mod tare;
mod units;
mod vectors;

use jiff::civil::{Date, date};

/// The day all dates here are seen from.
pub fn today() -> Date {
    date(2026, 11, 21)
}
