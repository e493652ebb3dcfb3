//! Sheets of cards, read back by decoders that are not ours.

mod support;

use labels::{LabelError, SheetEntry, badge_sheet, command_sheet};
use std::collections::BTreeSet;
use support::{card, page_text, read_codes};

fn entries(cards: &[(&str, &str, &str)]) -> Vec<SheetEntry> {
    let entry = |(title, subtitle, code): &(&str, &str, &str)| SheetEntry {
        title: (*title).into(),
        subtitle: (*subtitle).into(),
        code: (*code).into(),
    };
    cards.iter().map(entry).collect()
}

fn people() -> Vec<SheetEntry> {
    entries(&[
        ("Siti Rahmawati", "Operator", "TLNBBCDEFGHJKN"),
        ("Operator 2", "Operator", "TLNBPRSTVXBCDE"),
        ("Maximilian-Alexander Krämer", "Inventory manager", "TLNBFGHJKNPRST"),
        ("Jo", "Administrator", "TLNBVXVXVXVXVX"),
    ])
}

/// Reads every card by itself, as a scanner does; the first stands at `left`, `top`, two are in a row.
fn assert_scans(pdf: &[u8], cards: &[SheetEntry], [left, top, width, height]: [f32; 4]) {
    for (place, entry) in cards.iter().enumerate() {
        let (x, y) = (left + (place % 2) as f32 * width, top + (place / 2) as f32 * height);
        let expected =
            BTreeSet::from([format!("CODE-128:{}", entry.code), format!("QR-Code:{}", entry.code)]);
        assert_eq!(read_codes(&card(pdf, [x, y, width, height])), expected, "card of {}", entry.title);
    }
}

#[test]
fn every_badge_scans_by_bars_and_by_qr() {
    let pdf = badge_sheet("Badges · Sauce kitchen", &people()).expect("draws");
    assert_scans(&pdf, &people(), [19.4, 16.5, 85.6, 54.0]);
    let text = page_text(&pdf);
    for words in ["Siti", "Operator", "Krämer", "Badges · Sauce kitchen"] {
        assert!(text.contains(words), "{words} is text that can be copied and searched");
    }
}

#[test]
fn every_command_scans() {
    let words = ["UNDO", "DONE", "CANCEL", "HELP", "WHERE", "INFO", "LOCK", "SWITCH USER", "REPORT PROBLEM"];
    let letters = ["B", "C", "D", "E", "F", "G", "H", "J", "K"];
    let cards: Vec<SheetEntry> = (words.iter().zip(letters))
        .map(|(word, letter)| SheetEntry {
            title: (*word).into(),
            subtitle: "Batal langkah terakhir".into(),
            code: format!("TLNC{}KN", letter.repeat(8)),
        })
        .collect();
    let pdf = command_sheet("Commands", &cards).expect("draws");
    assert_scans(&pdf, &cards, [10.0, 21.5, 95.0, 52.0]);
}

#[test]
fn a_second_page_takes_what_the_first_does_not_hold() {
    let people: Vec<SheetEntry> = people().into_iter().cycle().take(11).collect();
    let text = page_text(&badge_sheet("Badges", &people).expect("draws"));
    assert_eq!(text.matches('\u{c}').count(), 2, "eleven badges are two pages");
    assert!(text.contains("2 / 2"));
}

#[test]
fn a_card_that_cannot_be_scanned_or_read_is_refused() {
    let of = |card: (&str, &str, &str)| badge_sheet("Badges", &entries(&[card])).expect_err("not drawn");
    assert!(matches!(of(("A", "B", "")), LabelError::NotForBars { .. }));
    assert!(matches!(of(("A", "B", "TLNB\u{7f}")), LabelError::NotForBars { .. }));
    assert!(matches!(of(("操作员", "B", "TLNB")), LabelError::NoLetters { .. }));
    let (name, code) = ("name".repeat(40), "x".repeat(60));
    assert!(matches!(of((&name, "B", "TLNB")), LabelError::DoesNotFit { .. }));
    assert!(matches!(of(("A", "B", &code)), LabelError::DoesNotFit { .. }));
}
