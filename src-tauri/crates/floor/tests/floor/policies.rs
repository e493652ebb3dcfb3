//! What a policy says about facts the book did not expect: asked, only warned of, confirmed by a lead's badge; per
//! place and item; and how much more than ordered a supplier may bring.

use crate::support::*;
use domain::code::Command;
use domain::entry::Reason;
use domain::policy::{OverTolerance, Policy, PolicyOperation, PolicySays};
use floor::screen::{Flow, Tone};
use ledger::table::policy::{self, Tolerance};

impl Floor {
    fn policy(&mut self, at: Option<&str>, sku: Option<&str>, operation: PolicyOperation, says: PolicySays) {
        let (location, item) = (at.map(|code| self.place(code)), sku.map(|sku| self.item(sku)));
        self.turn(move |tx| policy::put(tx, &Policy { location, item, operation, says }));
    }

    fn tolerates(&mut self, supplier: &str, sku: &str, percent: u16) {
        let (item, over) = (self.item(sku), OverTolerance::percent(percent).unwrap());
        let supplier = supplier.to_owned();
        self.turn(move |tx| policy::put_tolerance(tx, &Tolerance { supplier: supplier.clone(), item, over }));
    }
}

/// Fifty of the 46 old sauces are carried away.
fn fifty_of_46(floor: &mut Floor) -> &mut Floor {
    floor.open_flow(Flow::MoveStock).scan("A-04-1").scan("9521234002031").quantity("50").scan("A-01-1")
}

fn bottles<'a>(floor: &'a mut Floor, cartons: &str) -> &'a mut Floor {
    floor.scan("19521234001048").scan("BTL-9").packs(cartons, "carton").press(Command::Done)
}

#[test]
fn without_a_policy_a_shortfall_is_asked_about() {
    script(|floor| {
        fifty_of_46(floor).questions("question-book-short").answer("take").says("said-moved");
        assert_eq!(floor.newest().new.witness, None);
    });
}

#[test]
fn a_policy_that_warns_books_at_once_and_says_both_numbers() {
    script_by(OPERATOR, |floor| {
        floor.policy(Some("TGR"), None, PolicyOperation::Move, PolicySays::Warn);
        fifty_of_46(floor).says_with("said-book-was-short", "there", "46 pcs").sounds(Tone::Attention);
        floor
            .says_with("said-book-was-short", "wanted", "50 pcs")
            .stands("FG-SB250", "SB-OLD", "A-01-1", "50");
        assert_eq!(floor.tasks(), ["book_was_short"], "a lead looks all the same");
    });
}

#[test]
fn a_policy_that_steps_up_wants_a_leads_badge_and_signs_nobody_in() {
    script_by(OPERATOR, |floor| {
        floor.policy(None, Some("FG-SB250"), PolicyOperation::Move, PolicySays::StepUp);
        fifty_of_46(floor).questions("question-book-short-badge").question_says("there", "46 pcs");
        floor.answer("take").says("refusal-needs-lead-badge").questions("question-book-short-badge");
        floor.scan(&badge(OTHER_OPERATOR)).says("refusal-needs-lead-badge");
        floor.stands("FG-SB250", "SB-OLD", "A-04-1", "46").scan(&badge(LEAD)).says("said-moved");
        floor.stands("FG-SB250", "SB-OLD", "A-01-1", "50");
        let entry = floor.newest().new;
        assert_eq!(entry.operator, floor.person(OPERATOR), "who worked stays who worked");
        assert_eq!(entry.witness, Some(floor.person(LEAD)), "and who confirmed it is on record");
    });
}

#[test]
fn another_number_answers_the_badge_question_too() {
    script_by(OPERATOR, |floor| {
        floor.policy(None, None, PolicyOperation::Move, PolicySays::StepUp);
        fifty_of_46(floor)
            .answer("change")
            .says("said-answered")
            .quantity("46")
            .scan("A-01-1")
            .says("said-moved");
        assert_eq!(floor.newest().new.witness, None, "nothing was unexpected any more");
    });
}

#[test]
fn the_nearest_policy_holds_and_an_items_own_before_a_places() {
    script(|floor| {
        floor.policy(Some("TGR"), None, PolicyOperation::Move, PolicySays::StepUp);
        floor.policy(Some("A-04-1"), None, PolicyOperation::Move, PolicySays::Ask);
        fifty_of_46(floor).questions("question-book-short").answer("change").press(Command::Cancel);
        floor.press(Command::Cancel).press(Command::Cancel).is_at("home");
        floor.policy(None, Some("FG-SB250"), PolicyOperation::Move, PolicySays::Warn);
        fifty_of_46(floor).says("said-book-was-short");
    });
}

#[test]
fn what_is_taken_out_has_a_policy_of_its_own() {
    script(|floor| {
        floor.policy(None, None, PolicyOperation::Adjust, PolicySays::StepUp);
        fifty_of_46(floor).questions("question-book-short").answer("change").press(Command::Cancel);
        floor
            .press(Command::Cancel)
            .press(Command::Cancel)
            .open_flow(Flow::Adjust)
            .answer("damage")
            .scan("A-04-1");
        floor.scan("9521234002031").quantity("50").answer("broken").questions("question-book-short-badge");
        floor.scan(&badge(MANAGER)).says("said-adjusted").stands("FG-SB250", "SB-OLD", "A-04-1", "0");
        assert_eq!(floor.newest().new.witness, Some(floor.person(MANAGER)));
        floor.policy(None, None, PolicyOperation::Adjust, PolicySays::Warn);
        floor.scan("A-01-4").scan("RM-SAL").quantity("70").answer("broken");
        floor.says_with("said-book-was-short", "there", "61.400 kg").stands("RM-SAL", "SAL-9", "A-01-4", "0");
    });
}

#[test]
fn more_than_ordered_is_taken_without_a_word_within_the_suppliers_tolerance() {
    script(|floor| {
        floor.tolerates("Supplier B packaging", "PK-BTL", 5);
        floor.scan("PO-3108");
        bottles(floor, "42").says("said-received-on-line").stands("PK-BTL", "BTL-9", "DOCK", "2016");
        floor.received("PO-3108", "PK-BTL", "2016").stands("PK-BTL", "BTL-9", "HOLD", "0");
        assert!(floor.tasks().is_empty(), "nobody has to decide it");
        let reasons: Vec<_> = floor.newest().new.movements.iter().map(|movement| movement.reason).collect();
        assert_eq!(reasons, [None, Some(Reason::MoreDelivered)], "what is above the order is told apart");
        bottles(floor, "1").questions("question-over").question_says("excess", "48 pcs");
        floor.answer("more_delivered").stands("PK-BTL", "BTL-9", "HOLD", "48");
        assert_eq!(floor.tasks(), ["excess"], "the tolerance is used up");
    });
}

#[test]
fn what_is_above_the_tolerance_is_asked_about_alone() {
    script(|floor| {
        floor.tolerates("Supplier B packaging", "PK-BTL", 5);
        floor.scan("PO-3108");
        bottles(floor, "44").questions("question-over").question_says("excess", "96 pcs");
        floor.answer("more_delivered").stands("PK-BTL", "BTL-9", "DOCK", "2016");
        floor.stands("PK-BTL", "BTL-9", "HOLD", "96");
    });
}

#[test]
fn an_over_receipt_that_is_only_warned_of_goes_to_the_hold_shelf_with_a_task() {
    script(|floor| {
        floor.policy(Some("DOCK"), None, PolicyOperation::OverReceipt, PolicySays::Warn);
        floor.scan("PO-3108");
        bottles(floor, "42").says_with("said-received-over", "excess", "96 pcs").sounds(Tone::Attention);
        floor.stands("PK-BTL", "BTL-9", "HOLD", "96");
        assert_eq!(floor.tasks(), ["excess"]);
    });
}

#[test]
fn an_over_receipt_that_steps_up_wants_the_reason_and_then_the_badge() {
    script_by(OPERATOR, |floor| {
        floor.policy(None, Some("PK-BTL"), PolicyOperation::OverReceipt, PolicySays::StepUp);
        floor.scan("PO-3108");
        bottles(floor, "42").questions("question-over").answer("more_delivered");
        floor.questions("question-over-badge").question_says("excess", "96 pcs");
        floor.scan(&badge(OTHER_OPERATOR)).says("refusal-needs-lead-badge").scan(&badge(LEAD));
        floor.says("said-received-over").stands("PK-BTL", "BTL-9", "HOLD", "96");
        let entry = floor.newest().new;
        assert_eq!((entry.operator, entry.witness), (floor.person(OPERATOR), Some(floor.person(LEAD))));
    });
}
