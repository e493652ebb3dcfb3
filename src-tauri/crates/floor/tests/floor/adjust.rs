//! Restock, take out, damage: by whoever may, with a reason, told to the vendor.

use crate::support::*;
use domain::code::Command;
use domain::entry::{Evidence, MovementKind, Reason};
use floor::screen::{Flow, Tap};

fn adjusting<'a>(floor: &'a mut Floor, mode: &str) -> &'a mut Floor {
    floor.open_flow(Flow::Adjust).answer(mode).says("said-answered")
}

#[test]
fn an_operator_may_not_adjust() {
    script_by(OPERATOR, |floor| {
        floor.tap(Tap::OpenFlow { flow: Flow::Adjust }).says("refusal-not-allowed").is_at("home");
        floor.press(Command::Adjust).says("refusal-not-allowed");
    });
}

#[test]
fn an_operator_who_takes_over_can_only_leave() {
    script(|floor| {
        adjusting(floor, "damage").scan(&badge(OPERATOR)).says("said-signed-in").is_at("adjust");
        floor.scan("A-04-1").says("refusal-not-allowed").press(Command::Cancel).press(Command::Cancel);
        floor.is_at("home");
    });
}

#[test]
fn restocked_goods_are_known_by_lot_and_date() {
    script(|floor| {
        adjusting(floor, "restock").scan("A-01-1").scan("9521234002031").asks("prompt-pick-lot");
        floor.scan("SB-FOUND").says("said-lot-read").asks("prompt-expiry");
        floor.tap(Tap::Date { date: day(100).to_string() }).quantity("7").asks("prompt-reason");
        floor.answer("not_booked_in").says_with("said-adjusted", "after", "7 pcs");
        floor.stands("FG-SB250", "SB-FOUND", "A-01-1", "7");
        let entry = floor.newest();
        assert_eq!(entry.new.movements[0].reason, Some(Reason::NotBookedIn));
        assert_eq!(floor.deliveries(&entry), [("stock_adjustment".to_owned(), "waiting".to_owned())]);
    });
}

#[test]
fn taken_out_goods_leave_the_book_by_scans_alone() {
    script(|floor| {
        floor.press(Command::Adjust).press(Command::Digit2).says("said-answered").scan("A-04-1");
        floor.scan("19521234002038").says("said-pack-read").press(Command::Done).asks("prompt-reason");
        floor.press(Command::Digit2).says_with("said-adjusted", "before", "46 pcs");
        floor.stands("FG-SB250", "SB-OLD", "A-04-1", "34");
        assert_eq!(floor.newest().new.movements[0].evidence, Evidence::Scanned);
    });
}

#[test]
fn damage_is_written_off_to_loss() {
    script(|floor| {
        adjusting(floor, "damage").scan("A-01-4").scan("RM-SAL").quantity("1.400").answer("leaking");
        floor.says("said-adjusted").stands("RM-SAL", "SAL-9", "A-01-4", "60");
        assert_eq!(floor.newest().new.movements[0].kind, MovementKind::Damage);
        floor.scan("RM-SAL").quantity("1").answer("not_booked_in").says("refusal-stale-screen");
    });
}

#[test]
fn what_is_gone_is_a_fact_also_when_the_book_has_fewer() {
    script(|floor| {
        adjusting(floor, "take_out")
            .scan("A-04-1")
            .scan("9521234002031")
            .quantity("60")
            .answer("could_not_find");
        floor.questions("question-book-short").question_says("there", "46 pcs").answer("change");
        floor.quantity("50").answer("could_not_find").questions("question-book-short").answer("take");
        floor.says("said-adjusted").stands("FG-SB250", "SB-OLD", "A-04-1", "0");
        assert_eq!(floor.tasks(), ["book_was_short"]);
    });
}

#[test]
fn only_known_lots_are_taken_out() {
    script(|floor| {
        adjusting(floor, "take_out").scan("ALG-1").scan("RM-TRS").asks("prompt-pick-lot").scan("TRS-??");
        floor.says("refusal-wrong-lot").scan(&gs1(&[("10", "TRS-??")])).says("refusal-wrong-lot");
        assert_eq!(floor.verdict().expected.as_deref(), Some("TRS-0907, TRS-1102"));
        floor.asks("prompt-pick-lot");
        floor.choose("TRS-1102").quantity("5").answer("wrong_lot").says("said-adjusted");
        assert_eq!(floor.newest().new.movements[0].evidence, Evidence::Chosen);
    });
}

#[test]
fn goods_before_their_place_ask_for_the_place() {
    script(|floor| {
        adjusting(floor, "take_out").scan("9521234002031").says("refusal-place-first");
        floor.scan("A-04-1").scan("9521234002031").says("said-item-read").scan("A-01-1");
        floor.says("refusal-finish-first");
    });
}

/// Three bottles came back at the dock, lot SB-A.
fn coming_back(floor: &mut Floor) -> &mut Floor {
    adjusting(floor, "return").scan("DOCK").scan("9521234002031").scan("SB-A").quantity("3");
    floor.asks("prompt-condition")
}

#[test]
fn goods_that_came_back_good_are_stock_again() {
    script(|floor| {
        coming_back(floor).answer("sellable").asks("prompt-reason").answer("not_delivered");
        floor.says_with("said-returned", "location", "DOCK").stands("FG-SB250", "SB-A", "DOCK", "3");
        let entry = floor.newest();
        assert_eq!(entry.new.movements.len(), 1);
        assert_eq!(entry.new.movements[0].kind, MovementKind::Return);
        assert_eq!(entry.new.movements[0].reason, Some(Reason::NotDelivered));
        assert!(floor.deliveries(&entry).is_empty(), "the vendors' table knows no return");
        floor.tap(Tap::Undo).says("said-undone").stands("FG-SB250", "SB-A", "DOCK", "0");
    });
}

#[test]
fn goods_that_came_back_in_doubt_go_to_the_hold_shelf() {
    script(|floor| {
        coming_back(floor).answer("quarantine").answer("wrong_item").says("said-returned");
        floor.stands("FG-SB250", "SB-A", "HOLD", "3").stands("FG-SB250", "SB-A", "DOCK", "0");
    });
}

#[test]
fn goods_that_came_back_broken_are_seen_coming_in_and_going_to_loss() {
    script(|floor| {
        coming_back(floor).answer("loss").answer("broken").says("said-returned");
        let kinds: Vec<_> = floor.newest().new.movements.iter().map(|movement| movement.kind).collect();
        assert_eq!(kinds, [MovementKind::Return, MovementKind::Damage], "both are in the book");
        floor.stands("FG-SB250", "SB-A", "DOCK", "0").stands("FG-SB250", "SB-A", "loss", "3");
    });
}

#[test]
fn an_expired_lot_that_came_back_is_not_sold_again() {
    script(|floor| {
        adjusting(floor, "return").scan("DOCK").scan("TRS-0907").quantity("1").asks("prompt-condition");
        floor.answer("sellable").says("refusal-stale-screen").answer("quarantine").answer("expired");
        floor.says("said-returned").stands("RM-TRS", "TRS-0907", "DOCK", "0");
    });
}

#[test]
fn cancel_takes_the_condition_back_before_the_goods() {
    script(|floor| {
        coming_back(floor).answer("loss").press(Command::Cancel).asks("prompt-condition");
        floor.press(Command::Cancel).asks("prompt-goods").stands("FG-SB250", "SB-A", "DOCK", "0");
    });
}
