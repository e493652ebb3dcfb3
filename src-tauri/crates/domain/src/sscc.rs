//! Serial shipping container codes: 18 digits that name one pallet or carton, never used twice. Which serial
//! is next is counted elsewhere, in the transaction that makes the unit. Source: GS1 General Specifications
//! 2.2, 3.2.

use crate::gtin;

/// An SSCC with a right check digit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sscc(String);

/// The digits GS1 gave to a company, 4 to 12.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CompanyPrefix(String);

/// Why something is no SSCC, or cannot be made one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SsccError {
    /// `at`: characters in front of it.
    #[error("read an SSCC: {found:?} at character {} is no digit", at + 1)]
    NotDigits { at: usize, found: char },
    #[error("read an SSCC of {found} digits: 18 are needed, or 20 that begin with 00")]
    Length { found: usize },
    #[error("read {text} as an SSCC: its last digit is {found} and should be {expected}")]
    CheckDigit { text: String, expected: char, found: char },
    #[error("take {found} as an extension digit: it is one of 0 to 9")]
    Extension { found: u8 },
    #[error("take {text:?} as a company prefix: it has 4 to 12 digits")]
    Prefix { text: String },
    /// `limit`: how many numbers the prefix has room for.
    #[error("number a unit {serial}: the prefix has room for {limit}, counted from 0")]
    Serial { serial: u64, limit: u64 },
}

impl CompanyPrefix {
    /// # Errors
    /// [`SsccError::Prefix`] unless it is 4 to 12 digits.
    pub fn parse(text: &str) -> Result<CompanyPrefix, SsccError> {
        let is_one = (4..=12).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        if is_one {
            Ok(CompanyPrefix(text.to_owned()))
        } else {
            Err(SsccError::Prefix { text: text.to_owned() })
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How many units one extension digit can name under this prefix.
    pub fn capacity(&self) -> u64 {
        10_u64.pow(self.serial_length() as u32)
    }

    fn serial_length(&self) -> usize {
        16 - self.0.len()
    }
}

impl Sscc {
    /// 18 digits, or 20 with the identifier 00 in front.
    ///
    /// # Errors
    /// Another length, another character, a wrong check digit with the right one.
    pub fn parse(text: &str) -> Result<Sscc, SsccError> {
        if let Some((at, found)) = text.chars().enumerate().find(|(_, character)| !character.is_ascii_digit())
        {
            return Err(SsccError::NotDigits { at, found });
        }
        let digits = match text.len() {
            18 => text,
            20 => text.strip_prefix("00").ok_or(SsccError::Length { found: 20 })?,
            found => return Err(SsccError::Length { found }),
        };
        match (gtin::expected_check_digit(digits), digits.chars().last()) {
            (Some(expected), Some(found)) if expected != found => {
                Err(SsccError::CheckDigit { text: text.to_owned(), expected, found })
            }
            _ => Ok(Sscc(digits.to_owned())),
        }
    }

    /// The extension digit (free, gives more room), the company's prefix, its serial filled up with zeros,
    /// and the check digit.
    ///
    /// # Errors
    /// An extension above 9, and a serial the prefix has no room for.
    pub fn build(extension: u8, prefix: &CompanyPrefix, serial: u64) -> Result<Sscc, SsccError> {
        if extension > 9 {
            return Err(SsccError::Extension { found: extension });
        }
        if serial >= prefix.capacity() {
            return Err(SsccError::Serial { serial, limit: prefix.capacity() });
        }
        let body = format!("{extension}{}{serial:0>width$}", prefix.0, width = prefix.serial_length());
        let check = gtin::check_digit(&body).expect("all of it is digits");
        Ok(Sscc(format!("{body}{check}")))
    }

    /// All 18 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn extension(&self) -> u8 {
        self.0.as_bytes()[0] - b'0'
    }

    /// The serial, where it was given out under `prefix`: the number itself does not say where a prefix ends.
    pub fn serial_under(&self, prefix: &CompanyPrefix) -> Option<u64> {
        self.0[1..17].strip_prefix(prefix.as_str())?.parse().ok()
    }
}

impl std::fmt::Display for Sscc {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
