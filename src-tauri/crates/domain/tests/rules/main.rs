//! What the nouns promise, held against worked examples of the standards and against chance.

mod code;
mod compose;
mod corpus;
mod entry;
mod expiry;
mod fuzz;
mod gs1_build;
mod gs1_checks;
mod gs1_link;
mod gs1_pairs;
mod gs1_parse;
mod gs1_refusals;
mod gs1_separator;
mod gs1_table;
mod gs1_values;
mod gtin;
mod sscc;
mod symbology;
mod tracking;
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
mod weighed;

use domain::gs1::Problem;
use jiff::civil::{Date, date};

/// The day all dates here are seen from.
pub fn today() -> Date {
    date(2026, 11, 21)
}

/// A problem in few words, with what was expected and what was found.
pub fn named(problem: &Problem) -> String {
    match problem {
        Problem::Empty => "empty".to_owned(),
        Problem::Separator => "separator".to_owned(),
        Problem::UnknownIdentifier => "unknown".to_owned(),
        Problem::TooShort { expected, found } => format!("short {found} of {expected}"),
        Problem::TooLong { expected, found } => format!("long {found} of {expected}"),
        Problem::Character { character, .. } => format!("character {character:?}"),
        Problem::CheckDigit { expected, found } => format!("check {found} for {expected}"),
        Problem::CheckLetters { expected, found } => format!("letters {found} for {expected}"),
        Problem::Content { check, found } => format!("{} {found}", check.word()),
        Problem::Excluded { other } => format!("excluded by {other}"),
        Problem::Repeated { other } => format!("repeats {other}"),
        Problem::Alone { needs } => format!("alone without {needs}"),
        Problem::Brackets => "brackets".to_owned(),
        Problem::NotALink => "no link".to_owned(),
        Problem::LinkHost => "host".to_owned(),
        Problem::LinkKey => "no key".to_owned(),
        Problem::LinkOrder => "order".to_owned(),
        Problem::LinkPlace => "place".to_owned(),
        Problem::LinkEncoding => "encoding".to_owned(),
    }
}
