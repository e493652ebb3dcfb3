//! Why data give no code of the kind asked for. Reads after "could not".

use super::Symbology;
use domain::gs1::Gs1Error;
use domain::{Message, Value};

/// Every sentence asked for here, with the values it carries, to be held against `ui/src/words`.
pub const SAID: &[(&str, &[&str])] = &[
    ("barcode-empty", &["code"]),
    ("barcode-letter", &["code", "letter", "position"]),
    ("barcode-length", &["allowed", "code", "length"]),
    ("barcode-check-digit", &["code", "data", "expected"]),
    ("barcode-not-short", &["data"]),
    ("barcode-gs1", &["code", "part"]),
    ("barcode-too-long", &["code", "length"]),
];

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotEncode {
    #[error("make {} of nothing: give it at least one character", symbology.name())]
    Empty { symbology: Symbology },
    /// Places count from 1.
    #[error("put {letter:?} (place {position}) into {}", symbology.name())]
    Letter { symbology: Symbology, letter: char, position: usize },
    #[error("make {} of {length} digits: it takes {allowed}", symbology.name())]
    Length { symbology: Symbology, length: usize, allowed: &'static str },
    #[error("make {} of {data}: its last digit should be {expected}", symbology.name())]
    CheckDigit { symbology: Symbology, data: String, expected: char },
    /// Only numbers with enough zeros have a short form.
    #[error("shorten {data} to UPC-E: print it as UPC-A")]
    NotShort { data: String },
    #[error("make {} of these GS1 data: could not {source}", symbology.name())]
    Gs1 { symbology: Symbology, source: Gs1Error },
    #[error("put {length} characters into one {}: take less, or two codes", symbology.name())]
    TooLong { symbology: Symbology, length: usize },
}

impl CannotEncode {
    /// The sentence for a person, as code and values.
    pub fn message(&self) -> Message {
        let code = |symbology: &Symbology| ("code", Value::from(symbology.name()));
        let count = |count: usize| Value::from(i64::try_from(count).unwrap_or(i64::MAX));
        match self {
            CannotEncode::Empty { symbology } => Message::new("barcode-empty", [code(symbology)]),
            CannotEncode::Letter { symbology, letter, position } => Message::new(
                "barcode-letter",
                [
                    code(symbology),
                    ("letter", Value::from(super::visible(&letter.to_string()).as_str())),
                    ("position", count(*position)),
                ],
            ),
            CannotEncode::Length { symbology, length, allowed } => Message::new(
                "barcode-length",
                [code(symbology), ("length", count(*length)), ("allowed", Value::from(*allowed))],
            ),
            CannotEncode::CheckDigit { symbology, data, expected } => Message::new(
                "barcode-check-digit",
                [
                    code(symbology),
                    ("data", Value::from(data.as_str())),
                    ("expected", Value::from(expected.to_string())),
                ],
            ),
            CannotEncode::NotShort { data } => {
                Message::new("barcode-not-short", [("data", Value::from(data.as_str()))])
            }
            CannotEncode::Gs1 { symbology, source } => {
                Message::new("barcode-gs1", [code(symbology), ("part", Value::from(source.part.as_str()))])
            }
            CannotEncode::TooLong { symbology, length } => {
                Message::new("barcode-too-long", [code(symbology), ("length", count(*length))])
            }
        }
    }
}

/// The first character that `allows` does not take; its place counts from 1.
pub(super) fn letter(symbology: Symbology, data: &str, allows: fn(char) -> bool) -> CannotEncode {
    let found = (1..).zip(data.chars()).find(|(_, letter)| !allows(*letter));
    let (position, letter) = found.unwrap_or((1, ' '));
    CannotEncode::Letter { symbology, letter, position }
}

/// All digits, or the first that is none.
pub(super) fn only_digits(symbology: Symbology, data: &str) -> Result<(), CannotEncode> {
    let is_digit = |letter: char| letter.is_ascii_digit();
    if data.chars().all(is_digit) { Ok(()) } else { Err(letter(symbology, data, is_digit)) }
}

/// Digits with their check digit: added where there are `length` − 1, held against where there are `length`.
pub(super) fn checked(symbology: Symbology, digits: &str, length: usize) -> Result<String, CannotEncode> {
    let body = &digits[..digits.len().min(length - 1)];
    let expected = domain::gtin::check_digit(body).expect("there are digits, and nothing else");
    let data = format!("{body}{expected}");
    if digits.len() == length && digits != data {
        return Err(CannotEncode::CheckDigit { symbology, data: digits.to_owned(), expected });
    }
    Ok(data)
}
