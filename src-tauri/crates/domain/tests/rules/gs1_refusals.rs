//! What people are told of a bad code: part, place, what was found and what was expected, and a sentence for
//! each in both languages.

use crate::today;
use domain::gs1::format::{Check, Set};
use domain::gs1::{self, OTHER_EXPECTATIONS, parse_bracketed, parse_link};
use domain::scan::Want;
use domain::{Refusal, Value};

fn words(language: &str) -> String {
    let path = format!("{}/../../../ui/src/words/{language}.ftl", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn told(error: &gs1::Gs1Error, code: &str) -> String {
    let message = error.refusal(code).message();
    let values = message.values.iter().filter(|(name, _)| *name != "code").map(|(name, value)| match value {
        Value::Text(text) | Value::Word(text) => format!("{name}={text}"),
        Value::Count(count) => format!("{name}={count}"),
        other => format!("{name}={other:?}"),
    });
    format!("{} {}", message.code.trim_start_matches("refusal-"), values.collect::<Vec<_>>().join(" "))
}

#[test]
fn a_refusal_names_part_place_found_and_expected() {
    let scanned = [
        ("", "gs1-empty "),
        ("10A\u{1d}\u{1d}21B", "gs1-separator at=5"),
        ("10A\u{1d}0412", "gs1-unknown at=5 part=0412"),
        ("0109506", "gs1-too-short at=8 expected=14 found=5 part=(01)09506"),
        ("422360X", "gs1-too-long at=7 expected=3 found=4 part=(422)360X"),
        ("10A B", "bad-gs1 at=4 expected=gs1-expects-set-82 found=␠ part=(10)A B"),
        ("0109506000134351", "bad-gs1 at=16 expected=2 found=1 part=(01)09506000134351"),
        ("17261399", "bad-gs1 at=3 expected=gs1-expects-date-or-month found=261399 part=(17)261399"),
        ("4309180000000", "gs1-too-short at=14 expected=20 found=9 part=(4309)180000000"),
        ("01095060001343523705", "gs1-excluded at=1 other=37 part=(01)09506000134352"),
        ("10A\u{1d}10B", "gs1-repeated at=5 other=A part=(10)B"),
    ];
    for (text, expected) in scanned {
        let error = gs1::parse(text.as_bytes(), today()).expect_err(text);
        assert_eq!(told(&error, text), expected, "{text:?}");
    }
    let typed = parse_bracketed("10A", today()).expect_err("no brackets");
    assert_eq!(told(&typed, "10A"), "bad-gs1 at=1 expected=gs1-expects-brackets found=10A part=10A");
    let alone = parse_bracketed("(10)A", today()).expect("sound").check_companions().expect_err("alone");
    assert_eq!(told(&alone, "(10)A"), "gs1-alone needs=01 02 03 8006 8026 part=(10)A");
    let link = "https://x.id/01/09506000134352/21/S/10/L";
    let order = parse_link(link, today()).expect_err("wrong order");
    assert_eq!(told(&order, link), "bad-gs1 at=37 expected=gs1-expects-link-order found=(10)L part=(10)L");
}

#[test]
fn everything_that_is_expected_has_its_words() {
    let expected = Check::ALL.iter().map(|check| check.word()).chain(Set::ALL.iter().map(|set| set.word()));
    let mut codes: Vec<String> = expected
        .chain(OTHER_EXPECTATIONS.iter().copied())
        .map(|word| format!("gs1-expects-{word}"))
        .collect();
    codes.extend(Want::ALL.iter().map(|want| want.code()));
    for language in ["en", "id"] {
        let words = words(language);
        for code in &codes {
            assert!(words.lines().any(|line| line.starts_with(&format!("{code} ="))), "{language}: {code}");
        }
    }
}

#[test]
fn every_refusal_has_its_sentence() {
    for language in ["en", "id"] {
        let words = words(language);
        for (code, _) in Refusal::ALL {
            assert!(words.lines().any(|line| line.starts_with(&format!("{code} ="))), "{language}: {code}");
        }
    }
}
