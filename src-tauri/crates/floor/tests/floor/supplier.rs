//! Who brings a delivery without an order: chosen, typed, keyed, or not known; never in the way of the goods.

use crate::support::*;
use domain::code::Command;
use domain::document::Document;
use floor::screen::{Flow, Screen, Tap, Tone};
use ledger::table::document;

const PACKAGING: &str = "Supplier B packaging";

fn asked(floor: &mut Floor) -> &mut Floor {
    floor.open_flow(Flow::Receive).press(Command::Done).says("said-no-order").asks("prompt-supplier")
}

/// The delivery that the newest entry belongs to.
fn delivery(floor: &Floor) -> Document {
    let id = floor.newest().new.document.expect("a receipt belongs to a delivery");
    floor.turn(move |tx| document::by_id(tx, id)).expect("it is there")
}

fn shown_supplier(floor: &Floor) -> Option<String> {
    let Screen::Receive(screen) = &floor.screen.screen else { panic!("still receiving") };
    screen.supplier.clone()
}

#[test]
fn another_suppliers_lot_of_the_same_code_has_a_date_of_its_own() {
    const DRY: &str = "Supplier D dry";
    script(|floor| {
        asked(floor).choose(PACKAGING).scan(&sauce(24, "L1", 60)).says("said-received");
        floor.press(Command::Done);
        asked(floor).choose(DRY).scan(&sauce(12, "L1", 200)).questions("question-other-supplier");
        floor.answer("second").says("said-received").scan(&sauce(6, "L1", 200)).says("said-received");
        floor.scan(&sauce(6, "L1", 201)).questions("question-other-date").press(Command::Cancel);
        floor.press(Command::Cancel);
        asked(floor).choose(PACKAGING).scan(&sauce(1, "L1", 60)).says("said-received");
        assert_eq!(floor.makers("FG-SB250", "L1"), [PACKAGING, DRY]);
        floor.stands("FG-SB250", "L1", "DOCK", "43");
        let newest = floor.newest().new.movements[0].lot;
        assert_eq!(Some(newest), floor.lot("FG-SB250", "L1").map(|lot| lot.id), "the first supplier's own");
    });
}

#[test]
fn goods_that_are_scanned_go_on_without_a_supplier() {
    script(|floor| {
        asked(floor).scan(&sauce(24, "SB-NEW", 200)).says("said-received").asks("prompt-item");
        floor.stands("FG-SB250", "SB-NEW", "DOCK", "24");
        assert_eq!(delivery(floor).partner, "", "nobody said who");
        assert_eq!(floor.makers("FG-SB250", "SB-NEW"), [""]);
        asked(floor.press(Command::Done)).scan("9521234002031").says("said-item-read").asks("prompt-lot");
    });
}

#[test]
fn done_says_that_nobody_knows() {
    script(|floor| {
        asked(floor).press(Command::Done).says("said-supplier-not-known").asks("prompt-item");
        floor.scan(&sauce(24, "SB-NEW", 200)).says("said-received");
        assert_eq!(delivery(floor).partner, "");
        floor.press(Command::Done).says("said-order-complete").is_at("home");
    });
}

#[test]
fn a_chosen_supplier_stands_on_the_delivery_and_is_the_maker_of_its_lots() {
    script(|floor| {
        asked(floor).choose(PACKAGING).says_with("said-supplier-taken", "supplier", PACKAGING);
        assert_eq!(shown_supplier(floor).as_deref(), Some(PACKAGING), "before anything is booked, too");
        floor.sounds(Tone::Accepted).asks("prompt-item");
        floor.scan("19521234001048").scan("BTL-9").press(Command::Done).says("said-received");
        assert_eq!(delivery(floor).partner, PACKAGING);
        assert_eq!(floor.makers("PK-BTL", "BTL-9"), [PACKAGING], "a lot is item, code and supplier");
        floor.scan("19521234001048").scan("BTL-10").press(Command::Done).says("said-received");
        assert_eq!(floor.makers("PK-BTL", "BTL-10"), [PACKAGING], "also of the second goods");
        floor.scan("RM-TRS").press(Command::NoLot).tap(Tap::NotKnown).quantity("1").press(Command::Done);
        assert_eq!(floor.makers("RM-TRS", "TRS26325TM1-1"), [""], "a lot that we made is ours");
    });
}

#[test]
fn a_supplier_is_chosen_by_scans_alone() {
    script(|floor| {
        asked(floor);
        assert_eq!(floor.prompt().choices[1].title, PACKAGING, "the latest order's supplier stands first");
        floor.press(Command::Digit2).says_with("said-supplier-taken", "supplier", PACKAGING);
    });
}

#[test]
fn an_open_order_of_the_supplier_stands_on_its_card() {
    script(|floor| {
        let line = asked(floor).prompt().choices[1].details[0].clone();
        assert_eq!(
            (line.code.as_str(), plain(&line.values["document"])),
            ("detail-open-order", "PO-3108".to_owned())
        );
        floor.scan("PO-3108").says("said-order-opened").asks("prompt-item-of-order");
    });
}

#[test]
fn a_new_supplier_is_typed_once_and_known_from_then_on() {
    script(|floor| {
        asked(floor)
            .tap(Tap::OpenText)
            .says("said-typing")
            .asks("prompt-supplier-name")
            .text("  Kebun   Jaya ");
        floor.says_with("said-supplier-taken", "supplier", "Kebun Jaya").scan(&sauce(24, "SB-NEW", 200));
        assert_eq!(delivery(floor).partner, "Kebun Jaya");
        asked(floor.press(Command::Done)).tap(Tap::OpenText).text("kebun jaya");
        floor.says_with("said-supplier-taken", "supplier", "Kebun Jaya");
        asked(floor.press(Command::Cancel)).choose("Kebun Jaya").says("said-supplier-taken");
    });
}

#[test]
fn what_is_typed_is_checked_and_can_be_left() {
    script(|floor| {
        asked(floor).tap(Tap::OpenText).text(&"x".repeat(81)).says("refusal-too-long").text("  ");
        floor.says("said-cancelled").asks("prompt-supplier").tap(Tap::OpenText).press(Command::Cancel);
        floor.asks("prompt-supplier").tap(Tap::Back).says("said-flow-left").is_at("home");
        asked(floor).tap(Tap::Choose { id: "supplier:Nobody".to_owned() }).says("refusal-stale-screen");
        floor.tap(Tap::OpenText).scan(&sauce(24, "SB-NEW", 200)).says("said-received").asks("prompt-item");
    });
}

#[test]
fn the_same_supplier_and_number_again_is_asked_about() {
    script(|floor| {
        let bring = |floor: &mut Floor, supplier: &str| {
            asked(floor).choose(supplier).tap(Tap::OpenNote).text("SJ-0451").verdict().message.code.clone()
        };
        assert_eq!(bring(floor, PACKAGING), "said-note-taken");
        floor.scan(&sauce(24, "SB-NEW", 200)).press(Command::Done);
        assert_eq!(bring(floor, "Supplier D dry"), "said-note-taken", "another's number may be the same");
        floor.press(Command::Cancel);
        assert_eq!(bring(floor, PACKAGING), "said-asked");
        floor.questions("question-note-seen").question_says("by", "Shift lead 1").answer("again");
        floor.says("said-note-taken").scan(&sauce(12, "SB-NEW", 200)).says("said-received");
        let (partner, note) = (delivery(floor).partner, delivery(floor).note_number);
        assert_eq!((partner.as_str(), note.as_str()), (PACKAGING, "SJ-0451"));
    });
}

#[test]
fn the_number_may_be_said_before_the_supplier() {
    script(|floor| {
        asked(floor).choose(PACKAGING).tap(Tap::OpenNote).text("SJ-0451").scan(&sauce(24, "SB-NEW", 200));
        asked(floor.press(Command::Done)).press(Command::Done).tap(Tap::OpenNote).text("SJ-0451");
        floor.says("said-note-taken").answer("supplier").asks("prompt-supplier").choose(PACKAGING);
        floor.questions("question-note-seen").answer("leave").says("said-answered");
        assert_eq!(shown_supplier(floor), None, "left as it was");
        floor.answer("supplier").choose(PACKAGING).answer("again").says("said-supplier-taken");
        floor.scan(&sauce(12, "SB-NEW", 200)).says("said-received");
        assert_eq!(delivery(floor).partner, PACKAGING);
    });
}

#[test]
fn the_supplier_may_be_said_after_the_first_goods() {
    script(|floor| {
        asked(floor).scan(&sauce(24, "SB-NEW", 200)).answer("supplier").choose(PACKAGING);
        floor.says("said-supplier-taken").asks("prompt-item");
        assert_eq!(delivery(floor).partner, PACKAGING);
        assert_eq!(shown_supplier(floor).as_deref(), Some(PACKAGING));
        floor.scan(&sauce(24, "SB-NEXT", 200)).says("said-received");
        assert_eq!(floor.makers("FG-SB250", "SB-NEXT"), [PACKAGING]);
        floor.scan("PO-3108").answer("supplier").says("refusal-stale-screen");
    });
}

#[test]
fn the_same_lot_code_of_another_supplier_is_asked_about_without_an_order_too() {
    script(|floor| {
        floor.make_lot_of("PK-BTL", "BTL-9", "Supplier X");
        asked(floor).choose(PACKAGING).scan("19521234001048").scan("BTL-9").press(Command::Done);
        floor.questions("question-other-supplier").question_says("supplier", PACKAGING);
        floor
            .question_says("known", "Supplier X")
            .answer("second")
            .press(Command::Done)
            .says("said-received");
        assert_eq!(floor.makers("PK-BTL", "BTL-9"), ["Supplier X", PACKAGING]);
    });
}

#[test]
fn the_question_is_still_there_after_a_power_cut() {
    let mut floor = Floor::open();
    floor.scan(&badge(OPERATOR));
    asked(&mut floor);
    let before = floor.screen.clone();
    let mut floor = floor.restart();
    assert_eq!(floor.screen, before, "the same question with the same cards");
    floor.choose(PACKAGING).says("said-supplier-taken");
    let mut floor = floor.restart();
    assert_eq!(shown_supplier(&floor).as_deref(), Some(PACKAGING), "and its answer");
    floor.scan(&sauce(24, "SB-NEW", 200)).says("said-received");
    assert_eq!(delivery(&floor).partner, PACKAGING);
    floor.verify();
}
