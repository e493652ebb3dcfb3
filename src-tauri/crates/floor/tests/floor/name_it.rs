//! Codes nobody knows, and codes that may mean several things.

use crate::support::*;
use domain::code::Command;
use domain::entry::Evidence;
use domain::scan::ScanVerdict;
use floor::screen::{Flow, Tap, Tone};

const UNKNOWN: &str = "8991234567891";

fn receiving(floor: &mut Floor) -> &mut Floor {
    floor.open_flow(Flow::Receive).press(Command::Done)
}

#[test]
fn a_lead_names_a_carton_and_the_goods_go_on() {
    script(|floor| {
        receiving(floor)
            .scan(UNKNOWN)
            .says("said-unknown")
            .sounds(Tone::Unknown)
            .scan_is(ScanVerdict::Unknown);
        floor.is_at("name_it").tap(Tap::OpenText).text("bottle").choose("carton").says("said-pack-read");
        floor.is_at("receive").asks("prompt-lot").scan_is(ScanVerdict::Accepted).scan("BTL-1");
        floor.press(Command::Done).stands("PK-BTL", "BTL-1", "DOCK", "48");
        floor.scan(UNKNOWN).says_with("said-pack-read", "quantity", "48 pcs");
    });
}

#[test]
fn what_the_symbol_told_besides_is_not_lost_by_naming() {
    script(|floor| {
        let symbol = gs1(&[("02", UNKNOWN_14), ("37", "24"), ("17", &yymmdd(200)), ("10", "L-77")]);
        receiving(floor).scan(&symbol).says("said-unknown").tap(Tap::OpenText).text("Sambal Bawang");
        floor.choose("Sambal Bawang 250 g").says("said-received").stands("FG-SB250", "L-77", "DOCK", "24");
    });
}

#[test]
fn goods_that_cannot_be_taken_yet_wait_in_the_tray_under_their_new_name() {
    script(|floor| {
        receiving(floor).scan("9521234002031").says("said-item-read").scan(UNKNOWN).is_at("name_it");
        floor.tap(Tap::OpenText).text("Sanitizer").choose("Sanitizer 5 L");
        floor.says("refusal-finish-first").sounds(Tone::WrongItem).is_at("receive");
        floor.scan_is(ScanVerdict::Parked).scan_is_parked();
        let id = floor.last_scan.to_string();
        floor.press(Command::Cancel).tap(Tap::NameParked { scan: id }).is_at("receive");
        floor.press(Command::Done).says("said-received").stands("CL-SAN", "", "DOCK", "1");
        floor.scan(UNKNOWN).says("said-item-read");
    });
}

const UNKNOWN_14: &str = "08991234567891";

#[test]
fn an_operator_parks_it_and_goes_on() {
    script_by(OPERATOR, |floor| {
        receiving(floor).scan(UNKNOWN).is_at("name_it");
        assert!(floor.prompt().choices.is_empty(), "naming is not theirs");
        floor.tap(Tap::NameAs { item: floor.item("PK-BTL").to_string() }).says("refusal-not-allowed");
        floor.press(Command::Park).says("said-parked").is_at("receive").scan_is_parked();
        assert_eq!(floor.screen.parked_count, 1);
    });
}

#[test]
fn a_number_key_names_nothing() {
    script(|floor| {
        receiving(floor).scan("9521234009061").scan(UNKNOWN).is_at("name_it").press(Command::Digit2);
        floor.says("said-digit-taken").is_at("receive").press(Command::Enter).press(Command::Done);
        floor.stands("CL-SAN", "", "DOCK", "2").scan(UNKNOWN).says("said-unknown");
    });
}

#[test]
fn the_next_scan_parks_it_by_itself() {
    script(|floor| {
        receiving(floor).scan(UNKNOWN).scan("9521234009061").says("said-item-read").is_at("receive");
        assert_eq!(floor.screen.parked_count, 1);
        floor.press(Command::Cancel).scan(UNKNOWN).scan("NEVER-SEEN").is_at("name_it");
        assert_eq!(floor.screen.parked_count, 2, "an unknown one parks the unknown one before it");
        floor.scan("9521234009061").says("said-item-read");
        assert_eq!(floor.screen.parked_count, 3);
    });
}

#[test]
fn the_next_scan_parks_it_also_when_it_is_refused_itself() {
    script(|floor| {
        receiving(floor).scan("9521234009061").scan(UNKNOWN).is_at("name_it").scan("9521234002031");
        floor.says("refusal-finish-first").scan_is(ScanVerdict::Refused).is_at("receive");
        assert_eq!(floor.screen.parked_count, 1);
        floor.press(Command::Done).says("said-received").stands("CL-SAN", "", "DOCK", "1");
    });
}

#[test]
fn several_things_are_chosen_from_never_guessed() {
    script(|floor| {
        floor.give_code("RM-SAL", "9521234009061");
        receiving(floor).scan(UNKNOWN).scan("9521234009061").says("said-several").is_at("name_it");
        assert_eq!(floor.screen.parked_count, 1, "the unknown scan before it is in the tray");
        floor.choose("salt").says("said-item-read").asks("prompt-lot").scan("SAL-9").quantity("2");
        floor.press(Command::Done).says("said-received");
        assert_eq!(floor.newest().new.movements[0].evidence, Evidence::Chosen);
        floor.scan("9521234009061").press(Command::Cancel).says("said-cancelled").is_at("receive");
        assert_eq!(floor.screen.parked_count, 1, "a code that is known needs no tray");
    });
}

#[test]
fn of_several_things_the_one_in_hand_is_meant() {
    script(|floor| {
        floor.give_code("RM-SAL", "9521234009061");
        receiving(floor).scan("CL-SAN").scan("9521234009061").sounds(Tone::More);
        floor.says_with("said-in-hand", "quantity", "2 pcs");
    });
}

#[test]
fn naming_at_home_says_what_the_code_is() {
    script(|floor| {
        let salt = floor.item("RM-SAL").to_string();
        floor.scan("OUR-OLD-LABEL").is_at("name_it").tap(Tap::NameAs { item: salt });
        floor.says("said-named").is_at("home").scan("OUR-OLD-LABEL").says("said-stock-of");
    });
}
