//! Receiving against an order: in cartons, short, too many, absurdly many, and what is on no line.

use crate::support::*;
use domain::code::Command;
use floor::screen::{Flow, Screen, Tone};

const CARTON: &str = "19521234001048";

fn bottles<'a>(floor: &'a mut Floor, cartons: &str) -> &'a mut Floor {
    floor.scan(CARTON).scan("BTL-9").packs(cartons, "carton").press(Command::Done)
}

#[test]
fn thirty_eight_of_forty_cartons_stay_open_with_a_reason() {
    script(|floor| {
        floor.scan("PO-3108").says("said-order-opened").is_at("receive").asks("prompt-item-of-order");
        bottles(floor, "38").says_with("said-received-on-line", "done", "38 carton");
        floor
            .says_with("said-received-on-line", "wanted", "40 carton")
            .stands("PK-BTL", "BTL-9", "DOCK", "1824");
        floor.received("PO-3108", "PK-BTL", "1824");
        let Screen::Receive(screen) = &floor.screen.screen else { panic!("still receiving") };
        let line = &screen.lines[0];
        assert_eq!(line.done_packs.as_ref().unwrap().amount, "38", "the line shows cartons beside bottles");
        assert_eq!((line.done.amount.as_str(), line.state.as_str()), ("1824", "part"));
        assert_eq!(
            floor.deliveries(&floor.newest()),
            [("purchase_receipt".to_owned(), "waiting".to_owned())]
        );

        floor.press(Command::Done).questions("question-short-order").question_says("came", "38 carton");
        floor.question_says("open", "2 carton").question_says("open_count", "1");
        floor.answer("stay").says("said-answered").press(Command::Done).answer("not_delivered");
        floor.says("said-stays-open").is_at("home");
        assert_eq!(floor.order_state("PO-3108"), "open", "the rest may still come");
        assert_eq!(floor.tasks(), ["short_receipt"]);
    });
}

#[test]
fn the_rest_completes_the_line_and_the_order() {
    script(|floor| {
        floor.scan("PO-3108");
        bottles(floor, "38");
        floor.press(Command::Done).answer("not_delivered");
        floor.scan("PO-3108");
        bottles(floor, "2").says("said-line-complete").sounds(Tone::Complete);
        floor.press(Command::Done).says("said-order-complete").is_at("home");
        assert_eq!(floor.order_state("PO-3108"), "done");
        assert!(floor.tasks().is_empty(), "nothing is short any more");
        floor.scan("PO-3108").says("refusal-document-done");
    });
}

#[test]
fn an_over_receipt_is_taken_with_a_reason_and_its_excess_stands_on_hold() {
    script(|floor| {
        floor.scan("PO-3108");
        bottles(floor, "42").questions("question-over").question_says("excess", "96 pcs");
        floor.stands("PK-BTL", "BTL-9", "DOCK", "0").answer("more_delivered").says("said-received-over");
        floor.stands("PK-BTL", "BTL-9", "DOCK", "1920").stands("PK-BTL", "BTL-9", "HOLD", "96");
        floor.received("PO-3108", "PK-BTL", "2016");
        assert_eq!(floor.tasks(), ["excess"]);
        assert_eq!(floor.print_jobs().len(), 2, "a label for what is wanted and one for what is held");
        let reasons: Vec<_> = floor.newest().new.movements.iter().map(|movement| movement.reason).collect();
        assert_eq!(reasons, [None, Some(domain::entry::Reason::MoreDelivered)]);
    });
}

#[test]
fn an_absurd_number_asks_once_with_both_numbers() {
    script(|floor| {
        floor.scan("PO-3108");
        bottles(floor, "400").questions("question-absurd").question_says("quantity", "19200 pcs");
        floor
            .question_says("ordered", "1920 pcs")
            .answer("change")
            .says("said-answered")
            .asks("prompt-quantity");
        assert!(floor.prompt().primary.is_none(), "there is no number to book");
        floor.packs("400", "carton").press(Command::Done).questions("question-absurd").answer("take");
        floor.questions("question-over").answer("counted_again").says("said-received-over");
        floor.stands("PK-BTL", "BTL-9", "HOLD", "17280");
    });
}

#[test]
fn goods_on_no_line_are_taken_and_the_office_is_told() {
    script(|floor| {
        floor.scan("PO-3108").scan(&sauce(24, "SB-NEW", 200)).questions("question-not-on-order");
        floor.answer("take").says("said-received").stands("FG-SB250", "SB-NEW", "DOCK", "24");
        assert_eq!(floor.tasks(), ["not_on_order"]);
        assert!(floor.deliveries(&floor.newest()).is_empty(), "no line of the order was filled");
        floor.scan(&sauce(24, "SB-NEW", 200)).answer("leave").says("said-cancelled");
        floor.stands("FG-SB250", "SB-NEW", "DOCK", "24");
    });
}

#[test]
fn goods_on_two_lines_fill_one_after_the_other() {
    script(|floor| {
        floor.scan("PO-3109").scan(&sauce(30, "SB-NEW", 200));
        floor.says_with("said-received-on-line", "wanted", "36 pcs").received("PO-3109", "FG-SB250", "30");
        assert_eq!(floor.newest().new.movements.len(), 2, "24 on the first line, 6 on the second");
        floor.scan(&sauce(6, "SB-NEW", 200)).says("said-line-complete");
        floor.scan(&sauce(1, "SB-NEW", 200)).questions("question-over").question_says("excess", "1 pcs");
    });
}

#[test]
fn the_same_lot_code_of_another_supplier_is_asked_about() {
    script(|floor| {
        floor.make_lot_of("PK-BTL", "BTL-9", "Supplier X");
        floor.scan("PO-3108");
        bottles(floor, "1").questions("question-other-supplier").question_says("known", "Supplier X");
        floor.answer("second").says("said-answered").press(Command::Done).says("said-received-on-line");
        bottles(floor, "1").says("said-received-on-line");
        let makers = floor.makers("PK-BTL", "BTL-9");
        assert_eq!(makers, ["Supplier X", "Supplier B packaging"], "one code, two lots, no third");
    });
}

#[test]
fn an_order_is_chosen_from_the_cards_and_its_lines_too() {
    script(|floor| {
        floor.open_flow(Flow::Receive).press(Command::Choose).choose("PO-3108").says("said-order-opened");
        floor.press(Command::Choose).choose("bottle 250 ml").says("said-item-read").asks("prompt-lot");
        floor.scan("PO-3109").says("refusal-finish-first");
    });
}

#[test]
fn digits_answer_the_question_by_its_place() {
    script(|floor| {
        floor.scan("PO-3108");
        bottles(floor, "42").questions("question-over").press(Command::Digit2).says("said-received-over");
    });
}
