//! Trade item numbers: the check digit that all GS1 keys share, and one form of 14 digits for every way to
//! print one. Source: GS1 General Specifications 7.9 and 7.10.

mod level;
mod upc_e;

pub use level::{PackLevel, Purpose};
pub use upc_e::{EightDigits, eight_digits, expand_upc_e};

use serde::{Deserialize, Serialize};

/// A GTIN as 14 digits with a right check digit. Compared as text: another packing level is another GTIN.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Gtin(String);

/// Why digits are no GTIN.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GtinError {
    #[error("read {text:?} as a GTIN: only digits may be in it")]
    NotDigits { text: String },
    #[error("read a GTIN of {length} digits: 8, 12, 13 or 14 are needed")]
    Length { length: usize },
    #[error("read {text} as a GTIN: its last digit should be {expected}")]
    CheckDigit { text: String, expected: char },
}

/// The check digit that belongs behind `body`, for every GS1 key (GTIN, SSCC, GLN, GSRN …).
///
/// Modulo 10 with weights 3 and 1 from the right. `None` unless `body` is one digit or more.
pub fn check_digit(body: &str) -> Option<char> {
    if body.is_empty() || !is_digits(body) {
        return None;
    }
    let weighted = |(place, byte): (usize, u8)| u64::from(byte - b'0') * if place % 2 == 0 { 3 } else { 1 };
    let sum: u64 = body.bytes().rev().enumerate().map(weighted).sum();
    char::from_digit(((10 - sum % 10) % 10) as u32, 10)
}

/// Whether the last digit of `digits` is the check digit of those before it.
pub fn is_checked(digits: &str) -> bool {
    expected_check_digit(digits).is_some_and(|expected| digits.ends_with(expected))
}

/// The digit `digits` should end with.
pub fn expected_check_digit(digits: &str) -> Option<char> {
    is_digits(digits).then(|| check_digit(&digits[..digits.len().checked_sub(1)?]))?
}

/// Any printed form to 14 digits: EAN-8, UPC-A (12), EAN-13, ITF-14, and UPC-E with its number system and
/// check digit (8 digits that are no EAN-8).
///
/// # Errors
/// Other lengths, other characters, and a wrong check digit, with the right one (of the EAN-8 for 8 digits).
pub fn normalise(digits: &str) -> Result<Gtin, GtinError> {
    if !is_digits(digits) {
        return Err(GtinError::NotDigits { text: digits.chars().take(40).collect() });
    }
    if !matches!(digits.len(), 8 | 12 | 13 | 14) {
        return Err(GtinError::Length { length: digits.len() });
    }
    match expected_check_digit(digits) {
        Some(expected) if !digits.ends_with(expected) => {
            let wrong = GtinError::CheckDigit { text: digits.to_owned(), expected };
            if digits.len() == 8 { expand_upc_e(digits).map_err(|_| wrong) } else { Err(wrong) }
        }
        _ => Ok(Gtin(format!("{digits:0>14}"))),
    }
}

impl Gtin {
    /// As [`normalise`].
    pub fn parse(digits: &str) -> Result<Gtin, GtinError> {
        normalise(digits)
    }

    /// All 14 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// 0 the unit itself, 1–8 a packing level of it, 9 variable measure.
    pub fn indicator(&self) -> u8 {
        self.0.as_bytes()[0] - b'0'
    }

    /// Weight or length differs from piece to piece and must come with it, or be measured.
    pub fn is_variable_measure(&self) -> bool {
        self.indicator() == 9
    }

    /// Given out inside one country, company or shop: never to be matched between sites.
    pub fn is_restricted(&self) -> bool {
        let body = &self.0[1..];
        let short = &self.0[6..];
        let is_ean_8 = self.0.starts_with("000000");
        (is_ean_8 && (short.starts_with('0') || short.starts_with('2')))
            || body.starts_with("02")
            || body.starts_with("04")
            || body.starts_with('2')
    }

    /// Without the zeros in front, as on the product: 8, 12, 13 or 14 digits.
    pub fn printed(&self) -> &str {
        let zeros = self.0.bytes().take_while(|byte| *byte == b'0').count();
        match zeros {
            6.. => &self.0[6..],
            2.. => &self.0[2..],
            1 => &self.0[1..],
            _ => &self.0,
        }
    }
}

impl std::fmt::Display for Gtin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for Gtin {
    type Err = GtinError;
    fn from_str(text: &str) -> Result<Gtin, GtinError> {
        normalise(text)
    }
}

impl TryFrom<String> for Gtin {
    type Error = GtinError;
    fn try_from(text: String) -> Result<Gtin, GtinError> {
        normalise(&text)
    }
}

impl From<Gtin> for String {
    fn from(gtin: Gtin) -> String {
        gtin.0
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
