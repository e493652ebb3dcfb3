//! Bytes that others wrote, where no other file here tries them: dates, unit words, and what comes back as JSON.
//! Nothing panics, nothing is invented.

use crate::today;
use domain::expiry::Expiry;
use domain::gs1::{Elements, PrintedDate, is_web_address, parse_link};
use domain::gtin::{self, Gtin};
use domain::scan::{Scan, split_aim};
use domain::units::{canonical, factor, find, pack_word};
use domain::{Amount, Message, ScanId};
use jiff::civil::Date;
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;
use uuid::Uuid;

const UNIT_LIKE: &str =
    "[ ]{0,2}(kg|KG|gr|gram|l|ltr|oz|ons|fl  oz|pcs|btl|zak|lusin|é|ß|İ)?[.]{0,2}[ ]{0,2}|.{0,12}";

/// What is read of it is written and read again as the same.
fn comes_back<T: DeserializeOwned + Serialize + PartialEq + Debug>(json: &str) -> Result<(), TestCaseError> {
    if let Ok(noun) = serde_json::from_str::<T>(json) {
        let written = serde_json::to_string(&noun).expect("what was read can be written");
        prop_assert_eq!(serde_json::from_str::<T>(&written).ok(), Some(noun), "{}", json);
    }
    Ok(())
}

fn any_day() -> impl Strategy<Value = Date> {
    (1_i16..=9_900, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| Date::constant(year, month, day))
}

proptest! {
    #[test]
    fn a_printed_date_is_a_day_of_the_calendar_or_nothing(text in "[0-9]{6}|.{0,8}", today in any_day()) {
        if let Some(date) = PrintedDate::parse(&text, today) {
            let (year, month) = (date.last_day().year(), date.last_day().month());
            prop_assert_eq!(year.rem_euclid(100), text[..2].parse::<i16>().unwrap(), "the year that is printed");
            prop_assert_eq!(month, text[2..4].parse::<i8>().unwrap(), "the month that is printed");
            prop_assert!((i32::from(year) - i32::from(today.year())).abs() <= 50, "the nearest century");
            match date {
                PrintedDate::Day(day) => prop_assert_eq!(day.day(), text[4..].parse::<i8>().unwrap()),
                PrintedDate::Month(last) => prop_assert_eq!(last, last.last_of_month(), "{} has no day", text),
            }
        }
    }

    #[test]
    fn a_stored_expiry_is_what_was_stored_or_nothing(kind in "date|month|none_printed|not_known|.{0,9}", day in any_day()) {
        for date in [None, Some(day)] {
            if let Some(expiry) = Expiry::from_parts(&kind, date) {
                prop_assert_eq!(expiry.kind(), kind.as_str());
                prop_assert_eq!(expiry.last_good_day().is_some(), date.is_some(), "no date is made up");
            }
        }
    }

    #[test]
    fn a_word_is_known_or_asked_about_never_guessed(word in UNIT_LIKE, other in UNIT_LIKE) {
        let known = find(&word);
        prop_assert_eq!(canonical(&word), known.map(|unit| unit.word));
        prop_assert!(known.is_none() || pack_word(&word).is_none(), "{word} is one thing");
        if let Some(ratio) = factor(&word, &other) {
            let kinds = (known.map(|unit| unit.kind), find(&other).map(|unit| unit.kind));
            prop_assert_eq!(kinds.0, kinds.1, "only within one kind");
            let back = factor(&other, &word).and_then(|back| back.times(ratio));
            prop_assert_eq!(back, Some(domain::Ratio::ONE), "there and back is the same");
        }
    }

    #[test]
    fn a_trade_number_has_a_right_check_digit_or_is_none(text in "[0-9]{0,15}|.{0,15}") {
        for read in [gtin::normalise(&text), gtin::expand_upc_e(&text)].into_iter().flatten() {
            prop_assert!(gtin::is_checked(read.as_str()) && read.as_str().len() == 14, "{text} as {read}");
            let json = serde_json::to_string(&read).unwrap();
            prop_assert_eq!(serde_json::from_str::<Gtin>(&json).ok(), Some(read), "it comes back as it was");
        }
        let json = serde_json::to_string(&text).unwrap();
        let told = serde_json::from_str::<Gtin>(&json).ok();
        prop_assert_eq!(told, gtin::normalise(&text).ok(), "JSON is held to the same check");
        let is_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        prop_assert!(is_digits || gtin::check_digit(&text).is_none(), "{text} has no check digit");
        prop_assert!(is_digits || gtin::expected_check_digit(&text).is_none(), "{text} needs none");
    }

    #[test]
    fn no_address_breaks_the_reading_of_links(rest in "(/|01|09506000134352|10|%2F|%|%zz|\\?|&|=|17|#|é|[ -~]{0,4}){0,12}") {
        for scheme in ["https://", "HTTP://", "https://x/", ""] {
            let text = format!("{scheme}{rest}");
            let read = parse_link(&text, today());
            prop_assert!(read.is_err() || is_web_address(&text), "{text} is no address");
        }
    }

    #[test]
    fn no_json_becomes_a_noun_that_cannot_be(json in "[\\[\\]{}:,\"a-z0-9.-]{0,60}|.{0,60}") {
        comes_back::<Elements>(&json)?;
        comes_back::<Expiry>(&json)?;
        comes_back::<Amount>(&json)?;
        comes_back::<Message>(&json)?;
    }

    #[test]
    fn an_identifier_in_front_loses_no_byte(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        let (aim, rest) = split_aim(&bytes);
        let front = aim.clone().unwrap_or_default();
        prop_assert_eq!([front.as_bytes(), rest].concat(), bytes.clone());
        let scan = Scan { id: ScanId(Uuid::nil()), source: "wedge".to_owned(), bytes, aim: None };
        prop_assert!(scan.text().chars().count() <= scan.bytes.len(), "no character is made up");
    }
}
