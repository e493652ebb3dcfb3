//! Where item, verifier and value stand in the thirteen digits, written as a template: `2PIIIIIWWWWWC`.

use super::verifier::verifier;
use super::{Told, Weighed, WrongVerifier};
use crate::gs1::Measure;
use crate::gtin::{Gtin, check_digit};

const LENGTH: usize = 13;

/// One layout: a template of thirteen signs and how many decimals the value has.
///
/// A digit stands for itself, `P` for any digit of the prefix, `I` for the item, `V` for the verifier, `W`
/// for weight, `M` for money, `Q` for a count, `C` for the check digit at the end. Twelve signs are those of
/// a UPC-A and get a zero in front.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    signs: [u8; LENGTH],
    decimals: u8,
}

/// Why a setting is no layout.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LayoutError {
    #[error("read the layout {template:?}: it has {found} signs, 12 or 13 are needed")]
    Length { template: String, found: usize },
    /// `at`: signs in front of it.
    #[error("read the layout {template:?}: {found:?} at sign {} is none of 0-9 P I V W M Q C", at + 1)]
    Sign { template: String, at: usize, found: char },
    #[error(
        "read the layout {template:?}: it must begin with 02, 04 or 2, all other numbers belong to others"
    )]
    Prefix { template: String },
    #[error("read the layout {template:?}: it must end with C, its only one")]
    CheckDigit { template: String },
    #[error("read the layout {template:?}: no I says where the item's digits are")]
    NoItem { template: String },
    #[error("read the layout {template:?}: 3 to 6 digits side by side of one of W, M or Q are needed")]
    Value { template: String },
    #[error("read the layout {template:?}: one V at most, and it checks four or five digits")]
    Verifier { template: String },
    #[error("read the layout {template:?}: {found} decimals are more than the value has digits")]
    Decimals { template: String, found: u8 },
    #[error("keep the layouts {first} and {second}: a code could be read by both")]
    Overlap { first: String, second: String },
    #[error("write {found:?} by the layout {template:?}: {expected} digits are needed")]
    Digits { template: String, expected: usize, found: String },
}

impl Layout {
    /// # Errors
    /// Whatever a layout needs and `template` lacks.
    pub fn parse(template: &str, decimals: u8) -> Result<Layout, LayoutError> {
        let named = || template.to_owned();
        let text = if template.chars().count() == 12 { format!("0{template}") } else { template.to_owned() };
        let known = |sign: char| sign.is_ascii_digit() || "PIVWMQC".contains(sign);
        if let Some((at, found)) = template.chars().enumerate().find(|(_, sign)| !known(*sign)) {
            return Err(LayoutError::Sign { template: named(), at, found });
        }
        let signs: [u8; LENGTH] = text
            .as_bytes()
            .try_into()
            .map_err(|_| LayoutError::Length { template: named(), found: template.len() })?;
        let layout = Layout { signs, decimals };
        let count = |sign: u8| signs.iter().filter(|other| **other == sign).count();
        if !(text.starts_with('2') || text.starts_with("02") || text.starts_with("04")) {
            return Err(LayoutError::Prefix { template: named() });
        }
        if count(b'C') != 1 || signs[LENGTH - 1] != b'C' {
            return Err(LayoutError::CheckDigit { template: named() });
        }
        if count(b'I') == 0 {
            return Err(LayoutError::NoItem { template: named() });
        }
        let value = layout.value_at();
        let values = count(b'W') + count(b'M') + count(b'Q');
        if !(3..=6).contains(&value.len()) || values != value.len() {
            return Err(LayoutError::Value { template: named() });
        }
        if count(b'V') > 1 || (count(b'V') == 1 && !matches!(value.len(), 4 | 5)) {
            return Err(LayoutError::Verifier { template: named() });
        }
        if usize::from(decimals) > value.len() {
            return Err(LayoutError::Decimals { template: named(), found: decimals });
        }
        Ok(layout)
    }

    /// The thirteen signs.
    pub fn template(&self) -> String {
        self.signs.iter().copied().map(char::from).collect()
    }

    pub fn decimals(&self) -> u8 {
        self.decimals
    }

    /// Whether the code is one of these.
    pub fn fits(&self, gtin: &Gtin) -> bool {
        let digits = gtin.as_str().as_bytes();
        let same = |(sign, digit): (&u8, &u8)| !sign.is_ascii_digit() || sign == digit;
        digits[0] == b'0'
            && !gtin.as_str().starts_with("000000")
            && self.signs.iter().zip(&digits[1..]).all(same)
    }

    /// Reads a code that fits.
    ///
    /// # Errors
    /// A wrong verifier digit.
    pub fn read(&self, gtin: &Gtin) -> Result<Weighed, WrongVerifier> {
        let digits = &gtin.as_str()[1..];
        let value = &digits[self.value_at()];
        if let (Some(at), Some(expected)) = (self.place(b'V'), verifier(value)) {
            let found = char::from(digits.as_bytes()[at]);
            if found != expected {
                return Err(WrongVerifier { code: digits.to_owned(), at, expected, found });
            }
        }
        let integer = value.bytes().fold(0, |sum, byte| sum * 10 + u64::from(byte - b'0'));
        let measure = Measure { integer, scale: self.decimals };
        let told = match self.signs[self.value_at().start] {
            _ if integer == 0 => None,
            b'W' => Some(Told::Weight(measure)),
            b'M' => Some(Told::Price(measure)),
            _ => Some(Told::Count(integer)),
        };
        Ok(Weighed { key: self.key(digits), item: self.taken(digits, b'I'), told })
    }

    /// The code for `item` with `value`, both in digits as they stand in the layout; any digit of the prefix
    /// is 0.
    ///
    /// # Errors
    /// [`LayoutError::Digits`] when one of them is of another length.
    pub fn write(&self, item: &str, value: &str) -> Result<Gtin, LayoutError> {
        let wrong = |found: &str, expected: usize| LayoutError::Digits {
            template: self.template(),
            expected,
            found: found.to_owned(),
        };
        let items = self.signs.iter().filter(|sign| **sign == b'I').count();
        for (text, expected) in [(item, items), (value, self.value_at().len())] {
            if text.len() != expected || !text.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(wrong(text, expected));
            }
        }
        let (mut items, mut values) = (item.chars(), value.chars());
        let verified = verifier(value).unwrap_or('0');
        let body: String = self.signs[..LENGTH - 1]
            .iter()
            .map(|sign| match sign {
                b'I' => items.next().unwrap_or('0'),
                b'W' | b'M' | b'Q' => values.next().unwrap_or('0'),
                b'V' => verified,
                b'P' => '0',
                digit => char::from(*digit),
            })
            .collect();
        Ok(whole(&body))
    }

    pub(super) fn overlaps(&self, other: &Layout) -> bool {
        let differ =
            |(one, other): (&u8, &u8)| one.is_ascii_digit() && other.is_ascii_digit() && one != other;
        !self.signs.iter().zip(&other.signs).any(differ)
    }

    /// Zeros where the scale's digits were.
    fn key(&self, digits: &str) -> Gtin {
        let signs = self.signs[..LENGTH - 1].iter().zip(digits.chars());
        whole(
            &signs.map(|(sign, digit)| if b"VWMQ".contains(sign) { '0' } else { digit }).collect::<String>(),
        )
    }

    fn taken(&self, digits: &str, sign: u8) -> String {
        self.signs
            .iter()
            .zip(digits.chars())
            .filter(|(other, _)| **other == sign)
            .map(|(_, digit)| digit)
            .collect()
    }

    fn place(&self, sign: u8) -> Option<usize> {
        self.signs.iter().position(|other| *other == sign)
    }

    /// The first row of value signs.
    fn value_at(&self) -> std::ops::Range<usize> {
        let start = self.signs.iter().position(|sign| b"WMQ".contains(sign)).unwrap_or(0);
        let length = self.signs[start..].iter().take_while(|sign| **sign == self.signs[start]).count();
        let is_value = b"WMQ".contains(&self.signs[start]);
        start..start + if is_value { length } else { 0 }
    }
}

/// Twelve digits and their check digit, as GTIN.
fn whole(body: &str) -> Gtin {
    let check = check_digit(body).expect("all of it is digits");
    Gtin::parse(&format!("{body}{check}")).expect("its check digit was just made")
}
