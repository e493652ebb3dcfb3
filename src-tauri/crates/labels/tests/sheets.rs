//! Sheets of cards, read back by decoders that are not ours.

mod support;

use domain::code::Command;
use labels::{CommandEntry, LabelError, SheetEntry, badge_sheet, command_sheet, location_sheet};
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
    let commands: Vec<CommandEntry> = (Command::ALL.iter())
        .map(|command| CommandEntry {
            command: *command,
            title: command.name().to_uppercase().replace('-', " "),
            subtitle: "Batal langkah terakhir".into(),
        })
        .collect();
    for ten in commands.chunks(10) {
        let pdf = command_sheet("Commands", ten).expect("draws");
        let as_card = |entry: &CommandEntry| SheetEntry {
            title: entry.title.clone(),
            subtitle: entry.subtitle.clone(),
            code: entry.command.code().text(),
        };
        let cards: Vec<SheetEntry> = ten.iter().map(as_card).collect();
        assert_scans(&pdf, &cards, [10.0, 21.5, 95.0, 52.0]);
    }
}

/// The square of the pictogram on the first card of a sheet.
fn pictogram_of(command: Command) -> Vec<u8> {
    let entry = CommandEntry { command, title: "A".into(), subtitle: "B".into() };
    card(&command_sheet("Commands", &[entry]).expect("draws"), [14.5, 26.0, 15.0, 15.0])
}

#[test]
fn every_command_has_a_pictogram_of_its_own() {
    let blank = card(&command_sheet("Commands", &[]).expect("draws"), [14.5, 26.0, 15.0, 15.0]);
    let mut seen: Vec<(Command, Vec<u8>)> = vec![];
    for command in Command::ALL {
        let picture = pictogram_of(*command);
        assert_ne!(picture, blank, "{command:?} shows something");
        let same = seen.iter().find(|(_, other)| *other == picture);
        assert!(same.is_none(), "{command:?} looks like {:?}", same.map(|(other, _)| other));
        seen.push((*command, picture));
    }
}

#[test]
fn every_place_scans() {
    let places = entries(&[
        ("DRY-A-01-1", "Dry store", "TLNLBCDEFGHJKN"),
        ("COLD-02", "Ruang dingin, 2 sampai 8 °C", "TLNLPRSTVXBCDE"),
        ("Dermaga penerimaan barang utama", "Dock", "DOCK/1"),
    ]);
    let pdf = location_sheet("Locations", &places).expect("draws");
    assert_scans(&pdf, &places, [10.0, 21.5, 95.0, 52.0]);
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
