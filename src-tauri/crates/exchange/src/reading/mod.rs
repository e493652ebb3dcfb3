//! From the bytes of a file to its rows: CSV in any usual encoding, XLSX, XLS and ODS. Rows are read one
//! after the other and never held together; what a row means is read elsewhere.

pub(crate) mod bytes;
pub mod day;
pub(crate) mod header;
pub mod number;
pub(crate) mod separated;
pub(crate) mod survey;
pub(crate) mod workbook;

pub use header::Header;
pub use survey::{Survey, survey};

use crate::Error;
use jiff::civil::Date;
use serde::Serialize;
use std::ops::ControlFlow;
use std::path::Path;

/// One cell as the file holds it, without the blanks around it.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Empty,
    Text(String),
    /// A number as a spreadsheet stores it.
    Number(f64),
    Day(Date),
    Flag(bool),
    /// A formula without a result: `#REF!`.
    Broken(String),
}

/// One row of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Where it begins in the file, from 1: what an editor of text shows.
    pub line: u64,
    /// Its number in a spreadsheet, from 1.
    pub row: u64,
    pub cells: Vec<Cell>,
}

/// How the file is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "format", rename_all = "snake_case")]
pub enum Format {
    Separated { encoding: bytes::Encoding, separator: char },
    Workbook { sheet: String },
}

/// Why a row or a file cannot be read any further; becomes a refusal of the file.
pub(crate) enum Stop {
    Refused(crate::said::Whole),
    Fault(Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Stop {
        Stop::Fault(error)
    }
}

impl From<crate::said::Whole> for Stop {
    fn from(why: crate::said::Whole) -> Stop {
        Stop::Refused(why)
    }
}

/// Gives every row that holds something to `step`, from the top, until it breaks off.
pub(crate) fn each_record(
    path: &Path,
    format: &Format,
    step: &mut dyn FnMut(Record) -> Result<ControlFlow<()>, Stop>,
) -> Result<(), Stop> {
    let mut step = |record: Record| {
        let is_empty = record.cells.iter().all(|cell| *cell == Cell::Empty);
        if is_empty { Ok(ControlFlow::Continue(())) } else { step(record) }
    };
    match format {
        Format::Separated { encoding, separator } => {
            separated::each_record(path, *encoding, *separator, &mut step)
        }
        Format::Workbook { sheet } => workbook::each_record(path, sheet, &mut step),
    }
}

impl Cell {
    /// Empty when nothing but blanks is in it.
    pub fn of_text(text: &str) -> Cell {
        let text = trimmed(text);
        if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
    }

    /// As a person sees it, for a report.
    pub fn shown(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) | Cell::Broken(text) => text.clone(),
            Cell::Number(value) => number::stored(*value).unwrap_or_else(|| value.to_string()),
            Cell::Day(day) => day.to_string(),
            Cell::Flag(true) => "TRUE".to_owned(),
            Cell::Flag(false) => "FALSE".to_owned(),
        }
    }
}

/// Blanks of all widths, and the mark that some programs put before a text.
pub(crate) fn trimmed(text: &str) -> &str {
    text.trim_matches(|sign: char| sign.is_whitespace() || matches!(sign, '\u{feff}' | '\u{200b}'))
}

/// `A` for 0, `AA` for 26.
pub fn column_letters(index: usize) -> String {
    let mut letters = String::new();
    let mut rest = index + 1;
    while rest > 0 {
        rest -= 1;
        letters.insert(0, char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters
}
