//! The seat itself: people, stale touches, the same input twice, steps that cannot be read, our own failures.

use crate::support::*;
use domain::code::Command;
use domain::permission::Role;
use domain::scan::{Scan, ScanVerdict};
use domain::{InputId, ScanId};
use floor::Input;
use floor::screen::{Flow, Tap, Tone};

#[test]
fn without_a_badge_nothing_is_done() {
    let mut floor = Floor::open();
    floor.is_at("badge").asks("prompt-badge").scan(&sauce(24, "SB-NEW", 200)).says("refusal-needs-badge");
    floor
        .scan_is(ScanVerdict::Refused)
        .tap(Tap::OpenFlow { flow: Flow::Receive })
        .says("refusal-needs-badge");
    floor.scan(&badge(4711)).says("refusal-unknown-badge").scan(&badge(OPERATOR)).says("said-signed-in");
    floor.scan_is(ScanVerdict::Command).is_at("home");
    floor.verify();
}

#[test]
fn a_one_person_site_needs_no_badge() {
    let mut floor = Floor::open();
    floor.moment.settings.default_operator = Some("Shift lead 1".to_owned());
    floor.look().is_at("home").open_flow(Flow::Receive).scan(&sauce(24, "SB-NEW", 200)).says("said-received");
    floor.verify();
}

#[test]
fn a_badge_switches_the_person_and_the_step_stays() {
    script(|floor| {
        floor
            .open_flow(Flow::Receive)
            .press(Command::Done)
            .scan("9521234002031")
            .scan(&badge(OTHER_OPERATOR));
        floor.says("said-signed-in").is_at("receive").asks("prompt-lot");
        let operator = floor.screen.operator.as_ref().unwrap();
        assert_eq!((operator.name.as_str(), operator.role), ("Operator 2", Role::Operator));
        floor.scan("SB-A").press(Command::Done).says("said-received");
        assert_eq!(floor.newest().new.operator, operator_id(floor, OTHER_OPERATOR), "the booking is theirs");
        floor.press(Command::SwitchUser).says("said-signed-out").is_at("badge").scan(&badge(LEAD));
        floor.is_at("receive");
    });
}

fn operator_id(floor: &Floor, number: u32) -> domain::OperatorId {
    floor.turn(move |tx| ledger::table::operator::by_badge(tx, number)).unwrap().id
}

#[test]
fn customer_service_looks_and_touches_nothing() {
    script_by(CUSTOMER_SERVICE, |floor| {
        for flow in [Flow::Receive, Flow::MoveStock, Flow::Adjust, Flow::Count] {
            floor.tap(Tap::OpenFlow { flow }).says("refusal-not-allowed");
        }
        floor.scan("PO-3108").says("refusal-not-allowed").scan("9521234002031");
        floor.says_with("said-stock-of", "quantity", "358 pcs").scan("A-04-1").says("said-stock-at");
    });
}

#[test]
fn a_touch_on_an_older_screen_is_refused() {
    script(|floor| {
        floor.open_flow(Flow::Receive).press(Command::Done);
        let number = floor.screen.number;
        floor.scan("9521234009061").tap_on(number, Tap::Done).says("refusal-stale-screen");
        floor.tap_on(number + 40, Tap::Done).says("refusal-stale-screen").stands("CL-SAN", "", "DOCK", "0");
        // A refusal changes nothing, so a touch made before it is good.
        let number = floor.screen.number;
        floor
            .scan("9521234002031")
            .says("refusal-finish-first")
            .tap_on(number, Tap::Done)
            .says("said-received");
        floor.tap_on(number, Tap::Done).says("refusal-stale-screen").stands("CL-SAN", "", "DOCK", "1");
    });
}

#[test]
fn the_same_scan_twice_books_once() {
    script(|floor| {
        floor.open_flow(Flow::Receive).press(Command::Done);
        let id = floor.next_uuid();
        floor.scan_as(id, &sauce(24, "SB-NEW", 200)).says("said-received");
        let screen = floor.screen.clone();
        floor.scan_as(id, &sauce(24, "SB-NEW", 200));
        assert_eq!(floor.screen, screen, "the answer is what stands on the screen");
        floor.stands("FG-SB250", "SB-NEW", "DOCK", "24").scan_as(id, &sauce(36, "SB-NEW", 200));
        floor.says("refusal-operation-reused").stands("FG-SB250", "SB-NEW", "DOCK", "24");
    });
}

#[test]
fn the_same_touch_twice_books_once() {
    script(|floor| {
        floor.open_flow(Flow::Receive).press(Command::Done).scan("9521234009061");
        let input = Input::Tap { id: InputId(uuid(77)), number: floor.screen.number, tap: Tap::Done };
        floor.input(input.clone()).says("said-received").input(input).says("said-received");
        floor.stands("CL-SAN", "", "DOCK", "1");
    });
}

#[test]
fn the_band_is_closed_by_a_touch_and_the_step_stays() {
    script(|floor| {
        floor
            .open_flow(Flow::Receive)
            .press(Command::Done)
            .scan(&sauce(12, "SB-PAST", -3))
            .sounds(Tone::Stop);
        let number = floor.screen.number;
        floor.tap(Tap::Acknowledge).questions("question-expired");
        assert!(floor.screen.verdict.is_none(), "the band is gone");
        assert!(floor.screen.number > number);
        floor.tap_on(number, Tap::Answer { answer: "hold".to_owned() }).says("said-received-on-hold");
    });
}

#[test]
fn a_step_of_another_version_is_dropped() {
    script(|floor| {
        floor.open_flow(Flow::MoveStock).scan("A-04-1");
        let row = floor.seat_row();
        floor.save_seat(ledger::table::seat::SeatRow { step_version: 99, ..row.clone() });
        floor.is_at("home").open_flow(Flow::Receive).press(Command::Cancel);
        floor.save_seat(ledger::table::seat::SeatRow { step: "{\"at\":\"cook\"}".to_owned(), ..row });
        floor.is_at("home").open_flow(Flow::Receive);
    });
}

#[test]
fn a_failure_of_ours_keeps_the_scan_and_the_seat_goes_on() {
    script(|floor| {
        floor.open_flow(Flow::MoveStock).scan("A-04-1").scan("9521234002031");
        let row = floor.seat_row();
        // A number that no quantity can be: whatever touches it fails.
        let step = row.step.replace("\"quantity\":1000000", &format!("\"quantity\":{}", i64::MAX));
        assert_ne!(step, row.step, "the step was found: {step}");
        floor.save_seat(ledger::table::seat::SeatRow { step, ..row });
        let before = floor.entry_count();
        floor
            .is_at("home")
            .scan("A-01-1")
            .says("said-fault")
            .sounds(Tone::Fault)
            .scan_is(ScanVerdict::Faulted);
        assert!(floor.taken.as_ref().unwrap().fault.is_some(), "the log learns why");
        assert_eq!(floor.entry_count(), before, "nothing was booked");
        floor.is_at("home").open_flow(Flow::MoveStock).scan("A-04-1").scan("9521234002031").scan("A-01-1");
        floor.says("said-moved");
    });
}

#[test]
fn a_scan_of_another_seat_is_none_of_this_ones() {
    script(|floor| {
        floor.open_flow(Flow::Receive).press(Command::Done).scan(&sauce(24, "SB-NEW", 200));
        floor.seat = "second".to_owned();
        floor.look().is_at("badge").scan(&badge(LEAD)).is_at("home").open_flow(Flow::Receive);
        floor.press(Command::Undo).says("refusal-nothing-to-undo");
        floor.press(Command::Reprint).says("refusal-nothing-to-do");
    });
}

#[test]
fn settings_withhold_what_is_owed_until_a_person_settles_it() {
    script(|floor| {
        floor.moment.settings.withheld = vec!["katana:stock_adjustment".to_owned()];
        floor
            .open_flow(Flow::Count)
            .scan("A-04-1")
            .scan("9521234002031")
            .quantity("44")
            .answer("could_not_find");
        assert_eq!(
            floor.deliveries(&floor.newest()),
            [("stock_adjustment".to_owned(), "withheld".to_owned())]
        );
    });
}

#[test]
fn a_long_scan_is_kept_by_its_beginning() {
    script(|floor| {
        let id = ScanId(floor.next_uuid());
        let scan = Scan { id, source: "api".to_owned(), bytes: vec![b'A'; 10_000], aim: None };
        floor.input(Input::Scan(scan.clone())).says("refusal-too-long").input(Input::Scan(scan));
        floor.says("refusal-too-long");
        let kept = floor.turn(move |tx| ledger::table::scan::by_id(tx, id)).unwrap();
        assert_eq!(kept.scan.bytes.len(), 8_192);
        assert!(floor.verdict().code.as_ref().unwrap().len() <= 120, "the screen shows its beginning");
    });
}
