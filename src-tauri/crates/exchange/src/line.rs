//! One line of a file and the reading of its cells: each way of reading gives a value or notes why not, so
//! that a line says all that is wrong with it at once.

use crate::choice::Choices;
use crate::column::{Column, Form};
use crate::reading::day::{self, Order};
use crate::reading::number::{self, Mark};
use crate::reading::survey::number_of;
use crate::reading::{Cell, Header, Record, Survey, column_letters};
use crate::said::Why;
use domain::expiry::Expiry;
use domain::{Message, Value};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How the lines of one file are read.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    header: Header,
    mark: Option<Mark>,
    orders: Vec<Option<Order>>,
}

#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// From 0, below the header.
    pub index: u32,
    pub record: Record,
}

/// Why a line is not taken: where, what is there, what to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Refused {
    /// In the file, from 1.
    pub line: u64,
    /// As a spreadsheet names it: `D217`; empty when the file has no such column.
    pub cell: String,
    /// The header as it is written there.
    pub column: String,
    pub found: String,
    pub why: Message,
}

/// The cells of one line, being read.
pub(crate) struct Cells<'a> {
    pub line: &'a Line,
    layout: &'a Layout,
    pub refused: Vec<Refused>,
}

/// A quantity cell: plain decimal text, and the unit written behind the number.
pub(crate) struct Measured {
    pub number: String,
    pub unit: Option<String>,
}

const TEXT_LIMIT: usize = 200;
/// The longest barcode that the ledger keeps.
const CODE_LIMIT: usize = 512;

impl Layout {
    pub(crate) fn of(survey: &Survey) -> Layout {
        Layout { header: survey.header.clone(), mark: survey.mark, orders: survey.orders.clone() }
    }
}

impl<'a> Cells<'a> {
    pub(crate) fn new(line: &'a Line, layout: &'a Layout) -> Cells<'a> {
        Cells { line, layout, refused: Vec::new() }
    }

    pub(crate) fn is_empty(&self, column: Column) -> bool {
        *self.cell(column) == Cell::Empty
    }

    /// Line in the file.
    pub(crate) fn number_in_file(&self) -> u64 {
        self.line.record.line
    }

    pub(crate) fn refuse(&mut self, column: Column, why: Why) {
        let place = self.layout.header.place_of(column);
        let row = self.line.record.row;
        self.refused.push(Refused {
            line: self.line.record.line,
            cell: place.map_or_else(String::new, |place| format!("{}{row}", column_letters(place))),
            column: place.map_or_else(
                || words::word("en", column.word()),
                |place| self.layout.header.name_of(place).to_owned(),
            ),
            found: self.cell(column).shown(),
            why: why.message(),
        });
    }

    /// Notes the cell as empty that must not be.
    pub(crate) fn missing(&mut self, column: Column) {
        self.refuse(column, Why::Missing { column: Value::Word(column.word().to_owned()) });
    }

    /// A code or a text; `None` when the cell is empty, and when it cannot be read.
    pub(crate) fn text(&mut self, column: Column) -> Option<String> {
        let read = match self.cell(column) {
            Cell::Empty => return None,
            Cell::Text(text) => fits(text, column),
            Cell::Number(value) if column.form() == Form::Code => code_of_number(*value),
            Cell::Number(value) => {
                number::stored(*value).ok_or_else(|| Box::new(Why::DigitsGone { text: value.to_string() }))
            }
            Cell::Broken(text) => Err(Box::new(Why::Broken { text: text.clone() })),
            cell => Err(Box::new(Why::NotACode { text: cell.shown() })),
        };
        self.taken(column, read)
    }

    /// A spreadsheet keeps it as a number, without zeros in front.
    pub(crate) fn is_number(&self, column: Column) -> bool {
        matches!(self.cell(column), Cell::Number(_))
    }

    /// As it is written, for a reading of its own.
    pub(crate) fn raw_text(&self, column: Column) -> Option<&'a str> {
        match self.cell(column) {
            Cell::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The same for a cell that must not be empty.
    pub(crate) fn required(&mut self, column: Column) -> Option<String> {
        if *self.cell(column) == Cell::Empty {
            self.missing(column);
            return None;
        }
        self.text(column)
    }

    /// Plain decimal text, with the unit that is written behind it.
    pub(crate) fn measured(&mut self, column: Column) -> Option<Measured> {
        let read = match self.cell(column) {
            Cell::Empty => return None,
            Cell::Number(value) => number::stored(*value)
                .map(|number| Measured { number, unit: None })
                .ok_or_else(|| Box::new(Why::DigitsGone { text: value.to_string() })),
            Cell::Text(text) => measured(text, self.layout.mark),
            Cell::Broken(text) => Err(Box::new(Why::Broken { text: text.clone() })),
            cell => Err(Box::new(Why::NotANumber { text: cell.shown() })),
        };
        self.taken(column, read)
    }

    /// Plain decimal text without a unit.
    pub(crate) fn number(&mut self, column: Column) -> Option<String> {
        let Measured { number, unit } = self.measured(column)?;
        if unit.is_some() {
            let text = self.cell(column).shown();
            self.refuse(column, Why::NotANumber { text });
            return None;
        }
        Some(number)
    }

    /// A whole number within these.
    pub(crate) fn whole(&mut self, column: Column, least: i64, most: i64) -> Option<i64> {
        let text = self.number(column)?;
        let read = match text.parse::<i64>() {
            Ok(number) if (least..=most).contains(&number) => Ok(number),
            Ok(_) => Err(Why::OutOfRange { text, least, most }),
            Err(_) => Err(Why::NotWhole { text }),
        };
        self.taken(column, read)
    }

    pub(crate) fn day(&mut self, column: Column) -> Option<Date> {
        match self.day_or_month(column)? {
            day::Read::Day(day) => Some(day),
            day::Read::Month(_) => {
                let text = self.cell(column).shown();
                self.refuse(column, Why::NotADate { text });
                None
            }
        }
    }

    /// A day, a month, or that none is printed or known.
    pub(crate) fn expiry(&mut self, column: Column) -> Option<Expiry> {
        if let Cell::Text(text) = self.cell(column) {
            match crate::choice::EXPIRIES.find(text) {
                Some("none_printed") => return Some(Expiry::NonePrinted),
                Some(_) => return Some(Expiry::NotKnown),
                None => {}
            }
        }
        self.day_or_month(column).map(|read| match read {
            day::Read::Day(day) => Expiry::On(day),
            day::Read::Month(day) => Expiry::Month(day),
        })
    }

    /// The stored word of a closed set.
    pub(crate) fn choice(&mut self, column: Column, choices: &Choices) -> Option<&'static str> {
        let text = match self.cell(column) {
            Cell::Empty => return None,
            cell => cell.shown(),
        };
        let read = choices.find(&text).ok_or_else(|| {
            let listed = choices.listed();
            match choices.nearest(&text) {
                Some(near) => Why::NotOneOfNear { text, choices: listed, nearest: near.to_owned() },
                None => Why::NotOneOf { text, choices: listed },
            }
        });
        self.taken(column, read)
    }

    pub(crate) fn flag(&mut self, column: Column) -> Option<bool> {
        self.choice(column, &crate::choice::YES_NO).map(|word| word == "yes")
    }

    fn day_or_month(&mut self, column: Column) -> Option<day::Read> {
        let read = match self.cell(column) {
            Cell::Empty => return None,
            Cell::Day(day) => Ok(day::Read::Day(*day)),
            Cell::Number(serial) => day::of_serial(*serial)
                .map(day::Read::Day)
                .ok_or_else(|| Why::NotADate { text: self.cell(column).shown() }),
            Cell::Text(text) => day::read(text, self.order_of(column)).map_err(|error| match error {
                day::NotRead::NotADate => Why::NotADate { text: text.clone() },
                day::NotRead::ShortYear => Why::ShortYear { text: text.clone() },
                day::NotRead::Unsure { day_first, month_first } => {
                    Why::DayUnsure { text: text.clone(), one: day_first, other: month_first }
                }
            }),
            Cell::Broken(text) => Err(Why::Broken { text: text.clone() }),
            cell => Err(Why::NotADate { text: cell.shown() }),
        };
        self.taken(column, read)
    }

    fn order_of(&self, column: Column) -> Option<Order> {
        let place = self.layout.header.place_of(column)?;
        self.layout.orders.get(place).copied().flatten()
    }

    fn cell(&self, column: Column) -> &'a Cell {
        let place = self.layout.header.place_of(column);
        place.and_then(|place| self.line.record.cells.get(place)).unwrap_or(&Cell::Empty)
    }

    fn taken<T>(&mut self, column: Column, read: Result<T, impl Into<Box<Why>>>) -> Option<T> {
        read.map_err(|why| self.refuse(column, *why.into())).ok()
    }
}

fn fits(text: &str, column: Column) -> Result<String, Box<Why>> {
    let limit = if column == Column::Barcode { CODE_LIMIT } else { TEXT_LIMIT };
    if text.chars().count() > limit || text.chars().any(char::is_control) {
        return Err(Box::new(Why::BadText { limit: limit as i64 }));
    }
    if column.form() == Form::Code && is_shortened(text) {
        return Err(Box::new(Why::DigitsGone { text: text.to_owned() }));
    }
    Ok(text.to_owned())
}

/// `8.99E+12`: how a spreadsheet shows a long number, with its last digits gone.
fn is_shortened(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let has_sign = exponent.starts_with('+');
    let is_mantissa =
        mantissa.split_once(['.', ',']).is_some_and(|(whole, rest)| is_digits(whole) && is_digits(rest));
    has_sign && is_digits(&exponent[1..]) && (is_mantissa || is_digits(mantissa))
}

/// Only a whole number that the spreadsheet kept to its last digit.
fn code_of_number(value: f64) -> Result<String, Box<Why>> {
    match number::stored(value) {
        None => Err(Box::new(Why::DigitsGone { text: value.to_string() })),
        Some(text) if text.contains(['.', '-']) => Err(Box::new(Why::NotACode { text })),
        Some(text) => Ok(text),
    }
}

fn measured(text: &str, mark: Option<Mark>) -> Result<Measured, Box<Why>> {
    let digits = number_of(text);
    let unit = super::reading::trimmed(&text[text.find(digits).map_or(0, |at| at + digits.len())..]);
    let not_a_number = || Box::new(Why::NotANumber { text: text.to_owned() });
    if digits.is_empty() || unit.chars().any(|sign| sign.is_ascii_digit() || sign.is_control()) {
        return Err(not_a_number());
    }
    let number = number::read(digits, mark).map_err(|error| match error {
        number::NotRead::NotANumber => not_a_number(),
        number::NotRead::Unsure { decimal, grouped } => {
            // Offered so that it can be copied.
            let decimal = number::unmistakable(&decimal, Mark::Point);
            Box::new(Why::NumberUnsure { text: text.to_owned(), decimal, grouped })
        }
    })?;
    Ok(Measured { number, unit: (!unit.is_empty()).then(|| unit.to_owned()) })
}
