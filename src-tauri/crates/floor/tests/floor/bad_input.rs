//! Bad input: one clear sentence each, and nothing written.

use crate::support::*;
use domain::code::{Command, OwnCode, OwnKind};
use domain::scan::ScanVerdict;
use floor::screen::{Flow, Tap};

fn receiving(floor: &mut Floor) -> &mut Floor {
    floor.open_flow(Flow::Receive).press(Command::Done)
}

#[test]
fn damaged_codes_are_named_and_book_nothing() {
    script(|floor| {
        let before = floor.entry_count();
        receiving(floor).scan("9521234002032").says_with("refusal-wrong-check-digit", "expected", "1");
        floor.scan_is(ScanVerdict::Refused);
        floor.scan_bytes(b"95212\x0034002031").says("refusal-unreadable");
        floor.scan_bytes(&[0xff, 0x01, 0x02]).says("refusal-unreadable");
        floor.scan_bytes(b"").says("refusal-unreadable");
        floor.scan(&"9".repeat(10_000)).says("refusal-too-long");
        floor.scan("]C10109521234002039").says("refusal-bad-gs1");
        floor.scan("TLNCBBBBBBBBXX").says("refusal-damaged-own-code");
        floor.scan(&OwnCode::new(OwnKind::Command, 4_000).text()).says("refusal-unknown-command");
        floor.scan(&OwnCode::new(OwnKind::Location, 4_000).text()).says("refusal-unknown-location");
        floor.scan(&OwnCode::new(OwnKind::PrintJob, 4_000).text()).says("refusal-not-here");
        floor
            .scan(&OwnCode { kind: OwnKind::Command, training: true, number: 2 }.text())
            .says("refusal-not-here");
        assert_eq!(floor.entry_count(), before);
        assert!(floor.screen.parked_count == 0 && floor.tasks().is_empty());
    });
}

#[test]
fn bad_numbers_are_refused_and_the_hand_stays() {
    script(|floor| {
        receiving(floor).scan("9521234009061");
        for (typed, refusal) in [
            ("0", "refusal-not-positive"),
            ("-3", "refusal-not-positive"),
            ("1.5", "refusal-too-fine"),
            ("abc", "refusal-not-a-number"),
            ("", "refusal-not-a-number"),
            ("8991234567891", "refusal-looks-like-a-code"),
            ("99999999.0000", "said-quantity-set"),
            ("9999999999.0", "refusal-too-large"),
        ] {
            floor.quantity(typed).says(refusal);
        }
        floor.packs("2", "barrel").says("refusal-not-here").quantity("6").press(Command::Done);
        floor.stands("CL-SAN", "", "DOCK", "6");
    });
}

#[test]
fn a_number_that_is_a_known_code_was_scanned_into_the_field() {
    script(|floor| {
        floor.give_code("RM-SAL", "4711");
        receiving(floor).scan("9521234009061").quantity("4711").says("refusal-looks-like-a-code");
    });
}

#[test]
fn keyed_numbers_are_checked_like_typed_ones() {
    script(|floor| {
        floor.open_flow(Flow::Receive).digits("1").says("refusal-nothing-to-do").scan("9521234009061");
        floor
            .press(Command::Point)
            .says("refusal-not-a-number")
            .digits("1")
            .press(Command::Point)
            .digits("5");
        floor.press(Command::Enter).says("refusal-too-fine").press(Command::Cancel).says("said-cancelled");
        floor.asks("prompt-quantity").press(Command::Times6).says_with(
            "said-quantity-set",
            "quantity",
            "6 pcs",
        );
        floor.digits("123456789012").press(Command::Digit3).says("refusal-too-large");
        floor
            .press(Command::Enter)
            .says("refusal-looks-like-a-code")
            .press(Command::Cancel)
            .press(Command::Done);
        floor.stands("CL-SAN", "", "DOCK", "6");
    });
}

#[test]
fn commands_that_mean_nothing_now_say_so() {
    script(|floor| {
        for command in
            [Command::Done, Command::Cancel, Command::Undo, Command::Park, Command::Digit3, Command::Where]
        {
            let word = format!("command-{}", command.name());
            floor.press(command).says_with("refusal-not-now", "command", &word).is_at("home");
        }
        receiving(floor)
            .press(Command::Move)
            .says("refusal-not-now")
            .press(Command::Hold)
            .says("refusal-not-now");
        floor.press(Command::Help).says("said-help").press(Command::NoLot);
        floor.says_with("refusal-not-now", "command", "command-no-lot");
    });
}

#[test]
fn a_scan_at_a_step_that_has_no_use_for_it_says_so() {
    script(|floor| {
        floor.open_flow(Flow::MoveStock).scan("PO-3108").says("refusal-not-here");
        floor.scan(&gs1(&[("10", "X")])).says("refusal-nothing-to-do").press(Command::Cancel).is_at("home");
        floor.open_flow(Flow::Count).scan("PO-3108").says("refusal-not-here");
    });
}

#[test]
fn taps_may_name_anything_and_nothing_breaks() {
    script(|floor| {
        receiving(floor);
        let nowhere = uuid(99_999);
        for tap in [
            Tap::Choose { id: format!("lot:{nowhere}") },
            Tap::Choose { id: format!("item:{nowhere}") },
            Tap::Choose { id: format!("order:{nowhere}") },
            Tap::Choose { id: "nonsense".to_owned() },
            Tap::UndoEntry { entry: nowhere.to_string() },
            Tap::UndoEntry { entry: "x".to_owned() },
            Tap::Reprint { job: nowhere.to_string() },
            Tap::NameParked { scan: "x".to_owned() },
            Tap::PostCount { task: nowhere.to_string() },
            Tap::Answer { answer: "hold".to_owned() },
            Tap::Reason { reason: "other".to_owned() },
            Tap::Park,
            Tap::EditQuantity,
        ] {
            floor.tap(tap).says("refusal-stale-screen");
        }
        floor.tap(Tap::OpenDocument { id: nowhere.to_string() }).says("refusal-work-is-open");
        floor.tap(Tap::NameParked { scan: nowhere.to_string() }).says("refusal-settled-meanwhile");
        floor.tap(Tap::Date { date: "2027-01-01".to_owned() }).says("refusal-nothing-to-do");
        floor.scan("9521234002031").scan("L-1").tap(Tap::Date { date: "2027-02-30".to_owned() });
        floor
            .says("refusal-bad-date")
            .tap(Tap::Month { month: "2027-13".to_owned() })
            .says("refusal-bad-date");
        // A lot of other goods is not this item's.
        let other = floor.lot_id("PK-BTL", "BTL-1");
        floor.tap(Tap::Choose { id: format!("lot:{other}") }).says("refusal-stale-screen");
    });
}

#[test]
fn lot_codes_that_cannot_be_are_refused() {
    script(|floor| {
        receiving(floor).scan("9521234002031").tap(Tap::OpenText).text(" ").says("refusal-bad-lot");
        floor.text(&"L".repeat(81)).says("refusal-bad-lot").text(&"L".repeat(80)).says("said-lot-read");
    });
}
