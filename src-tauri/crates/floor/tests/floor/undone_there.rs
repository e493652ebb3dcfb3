//! Receipts that were undone after the vendor had them: what is here, and what goes on counting there.

use crate::support::*;
use domain::code::Command;
use floor::screen::{LineCard, Screen};

/// The one line of the order that is open on the screen.
fn line(floor: &Floor) -> LineCard {
    let Screen::Receive(screen) = &floor.screen.screen else { panic!("still receiving") };
    screen.lines[0].clone()
}

#[test]
fn what_was_undone_after_the_vendor_had_it_is_not_said_to_be_here() {
    script(|floor| {
        floor.scan("PO-3108").scan("9521234001041").scan("BTL-9").quantity("38").press(Command::Done);
        let receipt = floor.newest();
        floor.vendor_has(&receipt, "PK-BTL", "38").press(Command::Undo).says("said-undone");
        let shown = line(floor);
        assert_eq!((shown.done.amount.as_str(), shown.state.as_str()), ("0", "open"), "nothing is here");
        assert_eq!(shown.undone_there.unwrap().amount, "38", "and the vendor goes on counting it");
        floor.scan("19521234001048").scan("BTL-9").packs("38", "carton").press(Command::Done);
        floor.says_with("said-received-on-line", "done", "38 carton");
        let shown = line(floor);
        assert_eq!(shown.done.amount, "1824", "what is here, not the 1862 that the vendor will have");
        assert_eq!((shown.wanted.amount.as_str(), shown.state.as_str()), ("1920", "part"));
        floor.stands("PK-BTL", "BTL-9", "DOCK", "1824");
    });
}

#[test]
fn what_the_vendor_has_no_more_open_goes_to_the_hold_shelf_and_says_why() {
    script(|floor| {
        floor.scan("PO-3108").scan("19521234001048").scan("BTL-9").packs("40", "carton").press(Command::Done);
        let receipt = floor.newest();
        floor.vendor_has(&receipt, "PK-BTL", "1920").press(Command::Undo).says("said-undone");
        floor.press(Command::Done).questions("question-short-order").question_says("came", "0 carton");
        floor.answer("stay").scan("19521234001048").scan("BTL-9").packs("1", "carton").press(Command::Done);
        floor.questions("question-over-there").question_says("undone", "1920 pcs").answer("more_delivered");
        floor.says("said-received-over").stands("PK-BTL", "BTL-9", "HOLD", "48");
        let shown = line(floor);
        assert_eq!(shown.done.amount, "48", "they are here, though not as ordered");
    });
}

#[test]
fn once_the_office_corrects_the_order_there_it_is_open_here_too() {
    script(|floor| {
        floor.scan("PO-3108").scan("9521234001041").scan("BTL-9").quantity("38").press(Command::Done);
        let receipt = floor.newest();
        floor.vendor_has(&receipt, "PK-BTL", "38").press(Command::Undo).says("said-undone");
        floor.vendor_has(&receipt, "PK-BTL", "0").look();
        let shown = line(floor);
        assert_eq!((shown.done.amount.as_str(), shown.undone_there), ("0", None), "both say the same again");
        floor.scan("19521234001048").scan("BTL-9").packs("40", "carton").press(Command::Done);
        floor.says("said-line-complete").received("PO-3108", "PK-BTL", "1920");
    });
}
