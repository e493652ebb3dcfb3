//! Bytes of any kind against everything that reads a scan. `TALLYMAN_CASES=1000000 cargo test --release -p
//! domain fuzz` makes as many of each as it says; without it a few hundred run with the other tests.

use crate::gs1_values::{longest, shortest};
use crate::today;
use domain::ScanId;
use domain::gs1::table::{Definition, all};
use domain::gs1::{self, Elements, lost_separator, parse_bracketed, parse_link};
use domain::scan::{Composer, Reading, Scan, Want, read};
use domain::tracking::{Hints, recognise};
use proptest::prelude::*;
use uuid::Uuid;

/// As many cases as the environment says.
fn cases() -> ProptestConfig {
    let cases = std::env::var("TALLYMAN_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(256);
    ProptestConfig {
        cases,
        failure_persistence: None,
        max_global_rejects: cases,
        ..ProptestConfig::default()
    }
}

fn scan(source: &str, bytes: &[u8]) -> Scan {
    Scan { id: ScanId(Uuid::nil()), source: source.to_owned(), bytes: bytes.to_vec(), aim: None }
}

const FRONTS: &[&str] = &["]C1", "]d2", "]E0", "]Q1", "]C0", "(01)", "https://x/01/", "TLNB", "%2F"];

/// Pieces that real labels are made of, in any order, whole and broken.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        4 => (any::<prop::sample::Index>(), any::<bool>()).prop_map(|(which, whole)| {
            let definitions: Vec<&Definition> = all().collect();
            let definition = definitions[which.index(definitions.len())];
            let value = if whole { longest(definition) } else { shortest(definition) };
            format!("{}{value}", definition.first).into_bytes()
        }),
        2 => Just(b"\x1d".to_vec()),
        1 => prop::sample::select(FRONTS).prop_map(|text| text.as_bytes().to_vec()),
        1 => "[0-9A-Z]{0,8}".prop_map(String::into_bytes),
        1 => prop::collection::vec(any::<u8>(), 0..4),
    ];
    prop::collection::vec(piece, 0..10).prop_map(|pieces| pieces.concat())
}

/// Elements that stand in the table, each identifier once and none that excludes another.
fn sound() -> impl Strategy<Value = Elements> {
    prop::collection::vec((any::<prop::sample::Index>(), any::<bool>(), 0_u16..10), 1..8).prop_map(|picks| {
        let definitions: Vec<&Definition> = all().collect();
        let mut parts: Vec<(String, String)> = Vec::new();
        for (which, whole, digit) in picks {
            let definition = definitions[which.index(definitions.len())];
            let (first, last): (u16, u16) =
                (definition.first.parse().expect("digits"), definition.last.parse().expect("digits"));
            let number = first + digit % (last - first + 1);
            let identifier = format!("{number:0>width$}", width = definition.first.len());
            let value = if whole { longest(definition) } else { shortest(definition) };
            let mut grown = parts.clone();
            grown.push((identifier, value));
            if build(&grown).is_ok() {
                parts = grown;
            }
        }
        build(&parts).expect("each step was sound")
    })
}

fn build(parts: &[(String, String)]) -> Result<Elements, gs1::Gs1Error> {
    let parts: Vec<(&str, &str)> = parts.iter().map(|(ai, value)| (ai.as_str(), value.as_str())).collect();
    Elements::build(&parts, today())
}

fn sorted(elements: &Elements) -> Vec<(String, String)> {
    let mut list: Vec<_> = elements.iter().map(|one| (one.ai.clone(), one.value.clone())).collect();
    list.sort();
    list.dedup();
    list
}

fn failed(error: gs1::Gs1Error) -> TestCaseError {
    TestCaseError::fail(error.to_string())
}

/// Everything that may look at a scan does so, and its errors point into the text.
fn look_at(bytes: &[u8]) -> Result<(), TestCaseError> {
    for source in ["wedge", "dock"] {
        let taken = scan(source, bytes);
        match read(&taken, today()) {
            Reading::BadGs1 { error, text } => {
                prop_assert!(error.at <= text.chars().count(), "{error} in {text:?}");
                prop_assert!(!error.refusal(&text).message().code.is_empty());
            }
            Reading::SeparatorLost { lost, text } => {
                prop_assert!(source == "wedge", "a line loses none");
                prop_assert!(!lost.readings.is_empty() || lost.is_cut, "{text:?} can be read somehow");
                prop_assert!(lost.at < text.chars().count());
            }
            reading => {
                let mut composer = Composer::new(&[Want::Item, Want::Lot], 1_000);
                let _ = composer.take(&reading, 0, today());
            }
        }
        let _ = (taken.plain_codes(), recognise(&taken.text(), &Hints::default()));
    }
    if let Err(error) = gs1::parse(bytes, today()) {
        prop_assert!(error.at <= bytes.len(), "{error}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn no_bytes_break_anything(bytes in prop::collection::vec(any::<u8>(), 0..160)) {
        look_at(&bytes)?;
    }

    #[test]
    fn no_broken_label_breaks_anything(bytes in pieces()) {
        look_at(&bytes)?;
    }

    #[test]
    fn no_text_breaks_the_readers(text in "\\PC{0,80}|[()0-9A-Z\\\\]{0,40}|https://[ -~]{0,80}") {
        let read = [parse_bracketed(&text, today()), parse_link(&text, today())];
        for error in read.into_iter().filter_map(Result::err) {
            prop_assert!(error.at <= text.chars().count(), "{error} in {text:?}");
        }
        look_at(text.as_bytes())?;
    }

    #[test]
    fn what_is_built_is_read_as_the_same_in_every_form(elements in sound()) {
        let data = elements.element_string();
        let scanned = gs1::parse(data.as_bytes(), today()).map_err(failed)?;
        prop_assert_eq!(scanned.human_readable(), elements.human_readable(), "as scanned");
        prop_assert_eq!(parse_bracketed(&elements.bracketed(), today()), Ok(elements.clone()), "as typed");
        if let Ok(link) = elements.digital_link("https://id.gs1.org/x") {
            let linked = parse_link(&link, today()).map_err(failed)?;
            prop_assert_eq!(sorted(&linked), sorted(&elements), "{}", link);
        }
    }

    /// Without its separators a message is either whole all the same, refused, or explained with the right
    /// reading in it whenever there is room to show all of them.
    #[test]
    fn a_message_without_its_separators_is_never_booked_as_another(
        lot in "[A-Z0-9]{1,12}",
        serial in "[A-Z0-9]{1,12}",
    ) {
        let parts = [("01", "09506000134352"), ("10", lot.as_str()), ("21", serial.as_str())];
        let right = Elements::build(&parts, today()).expect("both are of the set");
        let data = right.element_string().replace('\u{1d}', "");
        match read(&scan("wedge", data.as_bytes()), today()) {
            Reading::SeparatorLost { lost, .. } => {
                let is_right = |one: &Elements| one.human_readable() == right.human_readable();
                let shown = lost.readings.iter().any(is_right);
                prop_assert!(shown || lost.is_cut, "{data} is {:?}", lost.readings);
            }
            other => prop_assert!(false, "{data} was taken as {other:?}"),
        }
        prop_assert!(lost_separator(data.as_bytes(), today()).is_some());
    }
}
