//! What is checked of one part of a value, once its characters and length are right.

use super::countries::{is_country, is_country_letters, is_currency};
use super::coupon;
use super::date::PrintedDate;
use super::error::Problem;
use super::format::Check;
use super::packages::is_package_type;
use crate::gtin;
use jiff::civil::Date;

/// What a part that does not hold has wrong, and how many of its characters stand before that.
pub(super) type Wrong = (usize, Problem);

/// A date when the part is one.
pub(super) fn check(check: Check, part: &str, today: Date) -> Result<Option<PrintedDate>, Wrong> {
    let content = |at: usize| (at, Problem::Content { check, found: part[at..].to_owned() });
    match check {
        Check::CheckDigit => check_digit(part),
        Check::DateOrMonth => PrintedDate::parse(part, today).map(Some).ok_or_else(|| content(0)),
        Check::Date => match PrintedDate::parse(part, today) {
            Some(PrintedDate::Day(date)) => Ok(Some(PrintedDate::Day(date))),
            _ => Err(content(0)),
        },
        Check::FullDate => full_date(part).map(|_| None).ok_or_else(|| content(0)),
        Check::CheckLetters => check_letters(part),
        Check::Coupon => coupon::check_first_form(part, today).map(|()| None).map_err(content),
        Check::CouponOffer => coupon::check_offer(part).map(|()| None).map_err(content),
        _ if holds(check, part) => Ok(None),
        _ => Err(content(0)),
    }
}

fn check_digit(part: &str) -> Result<Option<PrintedDate>, Wrong> {
    let at = part.len() - 1;
    let (body, last) = part.split_at(at);
    match (gtin::check_digit(body), last.chars().next()) {
        (Some(expected), Some(found)) if expected == found => Ok(None),
        (Some(expected), Some(found)) => Err((at, Problem::CheckDigit { expected, found })),
        _ => Err((0, Problem::Content { check: Check::CheckDigit, found: part.to_owned() })),
    }
}

fn holds(check: Check, part: &str) -> bool {
    let bytes = part.as_bytes();
    match check {
        Check::CompanyPrefix => starts_with_prefix(bytes),
        Check::CompanyPrefixSecond => bytes.get(1..).is_some_and(starts_with_prefix),
        Check::HourMinute => part.len() == 4 && below(&part[..2], 24) && below(&part[2..], 60),
        Check::Hour => below(part, 24),
        Check::Minute | Check::Second => below(part, 60),
        Check::Country => is_country(part),
        Check::CountryOrMany => part == "999" || is_country(part),
        Check::CountryLetters => is_country_letters(part),
        Check::Currency => is_currency(part),
        Check::PieceOfTotal => piece_of_total(part),
        Check::PercentEncoding => percent_encoding(bytes),
        Check::Zero => bytes.iter().all(|byte| *byte == b'0'),
        Check::NotZero => bytes.iter().any(|byte| *byte != b'0'),
        Check::NoLeadingZero => part == "0" || !part.starts_with('0'),
        Check::YesNo => matches!(part, "0" | "1"),
        Check::Winding => matches!(part, "0" | "1" | "9"),
        Check::Hyphen => part == "-",
        Check::Latitude => {
            part.parse::<u64>().is_ok_and(|tenth_microdegrees| tenth_microdegrees <= 1_800_000_000)
        }
        Check::Longitude => {
            part.parse::<u64>().is_ok_and(|tenth_microdegrees| tenth_microdegrees <= 3_600_000_000)
        }
        Check::Iban => iban(bytes),
        Check::Medium => part.parse::<u8>().is_ok_and(|medium| matches!(medium, 1..=10 | 80..=99)),
        Check::PackageType => is_package_type(part),
        Check::ImporterIndex => {
            bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        }
        Check::Sex => matches!(part, "0" | "1" | "2" | "9"),
        Check::PlaceInSequence => {
            matches!(bytes, [place @ b'1'..=b'9', b'/', total @ b'1'..=b'9'] if place <= total)
        }
        Check::NotAllDigits => bytes.iter().any(|byte| !byte.is_ascii_digit()),
        // Handled by `check`, which has more to say about them.
        Check::CheckDigit
        | Check::CheckLetters
        | Check::DateOrMonth
        | Check::Date
        | Check::FullDate
        | Check::Coupon
        | Check::CouponOffer => false,
    }
}

/// A company prefix has four digits at least.
fn starts_with_prefix(bytes: &[u8]) -> bool {
    bytes.get(..4).is_some_and(|prefix| prefix.iter().all(u8::is_ascii_digit))
}

fn below(part: &str, limit: u32) -> bool {
    part.parse::<u32>().is_ok_and(|number| number < limit)
}

fn full_date(part: &str) -> Option<Date> {
    Date::new(part.get(..4)?.parse().ok()?, part.get(4..6)?.parse().ok()?, part.get(6..)?.parse().ok()?).ok()
}

fn piece_of_total(part: &str) -> bool {
    match (part.get(..2).map(str::parse::<u8>), part.get(2..).map(str::parse::<u8>)) {
        (Some(Ok(piece)), Some(Ok(total))) => piece > 0 && piece <= total,
        _ => false,
    }
}

fn percent_encoding(mut bytes: &[u8]) -> bool {
    while let Some(at) = bytes.iter().position(|byte| *byte == b'%') {
        match bytes.get(at + 1..at + 3) {
            Some(digits) if digits.iter().all(u8::is_ascii_hexdigit) => bytes = &bytes[at + 3..],
            _ => return false,
        }
    }
    true
}

/// ISO 13616: the first four characters moved to the end, letters as 10 to 35, modulo 97 is 1.
fn iban(bytes: &[u8]) -> bool {
    let shaped = bytes.len() >= 5
        && bytes[..2].iter().all(u8::is_ascii_uppercase)
        && bytes[2..4].iter().all(u8::is_ascii_digit)
        && bytes.iter().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
    let remainder = |rest: u32, byte: &u8| match byte {
        b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
        _ => (rest * 100 + u32::from(byte - b'A') + 10) % 97,
    };
    shaped && bytes[4..].iter().chain(&bytes[..4]).fold(0, remainder) == 1
}

/// Global Model Number: its two check characters.
fn check_letters(part: &str) -> Result<Option<PrintedDate>, Wrong> {
    let content = || (0, Problem::Content { check: Check::CheckLetters, found: part.to_owned() });
    let at = part.len().checked_sub(2).ok_or_else(content)?;
    let (body, found) = part.split_at(at);
    let expected = check_characters(body).ok_or_else(content)?;
    if found == expected {
        return Ok(None);
    }
    Err((at, Problem::CheckLetters { expected, found: found.to_owned() }))
}

/// The two characters that belong behind a model number of 1 to 23 characters: places in character set 82,
/// weighted by primes from the right, modulo 1021, written as two of 32 characters.
/// Source: GS1 General Specifications 7.9.5.
pub fn check_characters(body: &str) -> Option<String> {
    const SET_82: &[u8] =
        b"!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
    const SET_32: &[u8] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    const PRIMES: [usize; 23] =
        [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83];
    if body.is_empty() || body.len() > PRIMES.len() {
        return None;
    }
    let place = |byte: &u8| SET_82.iter().position(|other| other == byte);
    let weighted = |(byte, prime)| place(byte).map(|place| place * prime);
    let sum: usize = body.as_bytes().iter().rev().zip(PRIMES).map(weighted).sum::<Option<usize>>()?;
    let check = sum % 1021;
    Some([SET_32[check >> 5], SET_32[check & 31]].map(char::from).iter().collect())
}
