//! Shipping units that come in by their SSCC: made by scanning them, filled once, never again.

use crate::support::*;
use domain::code::Command;
use floor::screen::{Flow, Tap};

const PALLET: &str = "095212340000000013";
const NEXT_PALLET: &str = "095212340000000020";

fn sscc(number: &str) -> String {
    gs1(&[("00", number)])
}

fn receiving(floor: &mut Floor) -> &mut Floor {
    floor.open_flow(Flow::Receive).press(Command::Done)
}

#[test]
fn a_pallet_the_book_does_not_know_is_made_where_goods_are_received_and_takes_them() {
    script(|floor| {
        receiving(floor).scan(&sscc(PALLET)).says_with("said-crate-made", "location", "DOCK");
        floor.scan(&sauce(24, "SB-1", 200)).stands("FG-SB250", "SB-1", PALLET, "24");
        floor.scan(&sscc(NEXT_PALLET)).says("said-crate-made").scan(&sauce(12, "SB-1", 200));
        floor.stands("FG-SB250", "SB-1", NEXT_PALLET, "12").stands_in(NEXT_PALLET, "DOCK");
        floor.scan(&sscc(PALLET)).says("said-place-read").scan(&sauce(6, "SB-1", 200));
        floor.stands("FG-SB250", "SB-1", PALLET, "30").stands("FG-SB250", "SB-1", "DOCK", "0");
    });
}

#[test]
fn a_pallet_moves_like_a_crate_with_what_was_received_into_it() {
    script(|floor| {
        receiving(floor).scan(&sscc(PALLET)).scan(&sauce(24, "SB-1", 200)).press(Command::Done);
        floor.open_flow(Flow::MoveStock).scan(&sscc(PALLET)).scan("A-01-1").says("said-crate-moved");
        floor.stands_in(PALLET, "A-01-1").stands("FG-SB250", "SB-1", PALLET, "24");
    });
}

#[test]
fn a_pallet_that_was_emptied_is_never_filled_again() {
    script(|floor| {
        receiving(floor).scan(&sscc(PALLET)).scan(&sauce(24, "SB-1", 200)).press(Command::Done);
        floor.open_flow(Flow::MoveStock).scan(&sscc(PALLET)).scan("SB-1").quantity("24").scan("A-01-1");
        floor.says("said-moved").press(Command::Cancel).scan("A-01-1").scan("SB-1").quantity("2");
        floor.scan(&sscc(PALLET)).says("refusal-crate-used-up").stands("FG-SB250", "SB-1", "A-01-1", "24");
        floor.press(Command::Cancel).press(Command::Cancel).press(Command::Done);
        receiving(floor).scan(&sscc(PALLET)).says_with("refusal-crate-used-up", "crate_code", PALLET);
    });
}

#[test]
fn a_receipt_that_was_undone_leaves_its_pallet_fit_for_goods() {
    script(|floor| {
        receiving(floor).scan(&sscc(PALLET)).scan(&sauce(24, "SB-1", 200)).tap(Tap::Undo).says("said-undone");
        floor.scan(&sauce(20, "SB-1", 200)).stands("FG-SB250", "SB-1", PALLET, "20");
    });
}

#[test]
fn outside_receiving_an_unknown_pallet_is_an_unknown_code() {
    script(|floor| {
        floor.open_flow(Flow::MoveStock).scan(&sscc(PALLET)).says("said-unknown");
    });
}
