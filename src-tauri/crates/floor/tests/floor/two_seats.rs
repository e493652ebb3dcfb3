//! Two seats at the same goods: what one made or settled meanwhile is there for the other, and nothing is stuck.

use crate::support::*;
use domain::code::Command;
use floor::screen::{Flow, Tap};

const SECOND: &str = "second";
const BOTTLES: &str = "19521234001048";

#[test]
fn one_new_lot_is_unloaded_at_two_seats() {
    script(|floor| {
        for seat in [SEAT, SECOND] {
            floor.at_seat(seat).scan("PO-3108").scan(BOTTLES).scan("L26").packs("2", "carton");
        }
        for seat in [SEAT, SECOND] {
            floor.at_seat(seat).press(Command::Done).says("said-received-on-line");
        }
        floor.stands("PK-BTL", "L26", "DOCK", "192");
        assert_eq!(floor.makers("PK-BTL", "L26"), ["Supplier B packaging"], "one lot, not two");
    });
}

#[test]
fn one_new_lot_with_two_dates_is_said_at_the_second_seat() {
    script(|floor| {
        for (seat, days) in [(SEAT, 200), (SECOND, 230)] {
            floor.at_seat(seat).open_flow(Flow::Receive).press(Command::Done).scan("9521234002031");
            floor.scan("SB-NEW").tap(Tap::Date { date: day(days).to_string() }).quantity("24");
        }
        floor.at_seat(SEAT).press(Command::Done).says("said-received");
        floor.at_seat(SECOND).press(Command::Done).questions("question-other-date");
        floor.stands("FG-SB250", "SB-NEW", "DOCK", "24");
    });
}

#[test]
fn goods_without_a_lot_get_one_each_at_two_seats() {
    script(|floor| {
        for seat in [SEAT, SECOND] {
            floor.at_seat(seat).open_flow(Flow::Receive).press(Command::Done).scan("RM-TRS");
            floor.press(Command::NoLot).tap(Tap::NotKnown).quantity("1");
        }
        floor.at_seat(SEAT).press(Command::Done).says("said-received");
        floor.at_seat(SECOND).press(Command::Done).says("said-received");
        floor.stands("RM-TRS", "TRS26325TM1-1", "DOCK", "1");
        floor.stands("RM-TRS", "TRS26325TM1-2", "DOCK", "1");
    });
}

#[test]
fn one_new_lot_is_found_at_two_seats() {
    script(|floor| {
        for (seat, place) in [(SEAT, "A-01-1"), (SECOND, "A-01-4")] {
            floor.at_seat(seat).open_flow(Flow::Count).scan(place).scan("9521234002031").scan("L26");
        }
        for (seat, place) in [(SEAT, "A-01-1"), (SECOND, "A-01-4")] {
            floor.at_seat(seat).quantity("5").answer("not_booked_in").says("said-count-posted");
            floor.stands("FG-SB250", "L26", place, "5");
        }
        assert_eq!(floor.makers("FG-SB250", "L26"), [""], "one lot, not two");
    });
}
