//! Receipts that were undone after the vendor had them: what is here, and what goes on counting there.

use crate::support::*;
use domain::code::Command;
use floor::screen::{LineCard, Screen, Tap};
use ledger::table::delivery::{self, DeliveryState, Standing};
use ledger::table::entry::StoredEntry;

impl Floor {
    /// A person set the receipt's delivery aside, and this is what the row keeps of why.
    fn set_aside(&mut self, receipt: &StoredEntry, kept: &str) -> &mut Floor {
        let (id, progress_json) = (receipt.new.id, kept.to_owned());
        self.turn(move |tx| {
            let row = delivery::of_entry(tx, id)?.remove(0);
            let standing = Standing { state: DeliveryState::Superseded, progress_json, ..row.standing };
            delivery::set(tx, row.id, &standing, NOW_MS)
        });
        self
    }
}

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
fn what_the_office_booked_there_first_goes_on_counting_there_when_it_is_undone_here() {
    script(|floor| {
        floor.scan("PO-3108").scan("9521234001041").scan("BTL-9").quantity("10").press(Command::Done);
        let receipt = floor.newest();
        floor.vendor_has(&receipt, "PK-BTL", "10").set_aside(&receipt, r#"{"stands_there":true}"#);
        floor
            .scan("9521234001041")
            .scan("BTL-9")
            .quantity("5")
            .press(Command::Done)
            .says("said-received-on-line");
        floor.is_taken_there("PO-3108", "PK-BTL", "15");
        floor.tap(Tap::UndoEntry { entry: receipt.new.id.to_string() }).says("said-undone");
        floor.received("PO-3108", "PK-BTL", "5").is_taken_there("PO-3108", "PK-BTL", "15");
        assert_eq!(line(floor).undone_there.unwrap().amount, "10", "there it stands by another's hand");
        let told = floor.deliveries(&floor.newest());
        assert_eq!(told, [("stock_adjustment".to_owned(), "waiting".to_owned())], "the vendor hears of it");
        assert_eq!(floor.tasks(), ["receipt_undone"], "and so does the buyer");
    });
}

#[test]
fn what_was_set_aside_and_is_not_there_is_only_taken_back_here() {
    script(|floor| {
        floor.scan("PO-3108").scan("9521234001041").scan("BTL-9").quantity("10").press(Command::Done);
        let receipt = floor.newest();
        floor.set_aside(&receipt, "{}").press(Command::Undo).says("said-undone");
        floor.received("PO-3108", "PK-BTL", "0").is_taken_there("PO-3108", "PK-BTL", "0");
        assert!(floor.deliveries(&floor.newest()).is_empty(), "the vendor never had it");
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
