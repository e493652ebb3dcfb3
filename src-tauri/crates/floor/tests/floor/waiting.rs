//! Scans behind an open question wait, stored and in order.

use crate::support::*;
use domain::code::Command;
use domain::scan::ScanVerdict;
use floor::screen::{Flow, Tap, Tone};

/// The last digit of a bottle's code, smudged.
const MISREAD: &str = "9521234002032";

fn receiving(floor: &mut Floor) -> &mut Floor {
    floor.open_flow(Flow::Receive).press(Command::Done)
}

fn with_question(floor: &mut Floor) -> &mut Floor {
    floor.open_flow(Flow::Receive).press(Command::Done).scan(&sauce(12, "SB-PAST", -3));
    floor.questions("question-expired")
}

#[test]
fn thirty_scans_behind_a_question_are_thirty_entries_in_order() {
    script(|floor| {
        with_question(floor);
        let (before, number) = (floor.entry_count(), floor.screen.number);
        for index in 0..30 {
            floor.scan(&sauce(1 + index, "SB-NEW", 200)).says("said-waits").sounds(Tone::Waiting);
            floor.scan_is(ScanVerdict::Waiting);
        }
        assert_eq!(
            (floor.screen.waiting_count, floor.entry_count()),
            (30, before),
            "kept, and nothing booked"
        );
        assert!(floor.screen.number > number, "each is shown");

        // The answer was being tapped while the scans came in: it is not stale.
        floor.tap_on(number, Tap::Answer { answer: "leave".to_owned() });
        assert_eq!(floor.drained.len(), 30);
        assert_eq!(floor.entry_count(), before + 30, "thirty scans are thirty entries");
        let sizes: Vec<i64> = floor
            .newest_entries(30)
            .iter()
            .map(|entry| entry.new.movements[0].quantity.millionths())
            .collect();
        let wanted: Vec<i64> = (1..=30).rev().map(|count| count * 1_000_000).collect();
        assert_eq!(sizes, wanted, "in the order they were scanned");
        floor.stands("FG-SB250", "SB-NEW", "DOCK", "465").scan_is(ScanVerdict::Accepted);
    });
}

#[test]
fn the_same_code_thirty_times_is_thirty_entries() {
    script(|floor| {
        with_question(floor);
        for _ in 0..30 {
            floor.scan(&sauce(24, "SB-NEW", 200));
        }
        floor
            .answer("hold")
            .stands("FG-SB250", "SB-NEW", "DOCK", "720")
            .stands("FG-SB250", "SB-PAST", "HOLD", "12");
    });
}

#[test]
fn a_waiting_scan_that_asks_stops_those_behind_it() {
    script(|floor| {
        with_question(floor).scan(&sauce(5, "SB-PAST", -3)).scan(&sauce(7, "SB-NEW", 200)).answer("leave");
        floor.questions("question-expired");
        assert_eq!(floor.screen.waiting_count, 1, "the third waits behind the second question");
        floor
            .answer("hold")
            .stands("FG-SB250", "SB-PAST", "HOLD", "5")
            .stands("FG-SB250", "SB-NEW", "DOCK", "7");
    });
}

#[test]
fn while_a_number_is_typed_anew_scans_wait_as_well() {
    script(|floor| {
        floor
            .scan("PO-3109")
            .scan(&sauce(900, "SB-NEW", 200))
            .questions("question-absurd")
            .scan(&sauce(3, "SB-2", 200));
        floor.answer("change").asks("prompt-quantity").scan(&sauce(4, "SB-2", 200)).says("said-waits");
        assert_eq!(floor.screen.waiting_count, 2, "what lies in the hand is not pushed aside");
        floor.quantity("9").says("said-quantity-set");
        assert_eq!(floor.screen.waiting_count, 2, "nor before it is booked");
        floor.press(Command::Done).stands("FG-SB250", "SB-NEW", "DOCK", "9");
        floor.stands("FG-SB250", "SB-2", "DOCK", "7");
    });
}

#[test]
fn a_number_begun_on_the_pad_is_never_booked_as_another() {
    script(|floor| {
        receiving(floor).scan("9521234002031").scan("SB-NEW").tap(Tap::Month { month: "2027-06".to_owned() });
        let before = floor.entry_count();
        assert_eq!(floor.prompt().keypad.as_ref().unwrap().prefill.as_deref(), Some("1"), "one was scanned");

        // The person has typed 19 of 1920; the station knows only that a number is on its way.
        floor.tap(Tap::EditQuantity).says("said-typing-number");
        assert!(floor.prompt().keypad.as_ref().unwrap().editing, "every face knows it");
        floor.press(Command::Done).says("refusal-number-not-entered").sounds(Tone::Refused);
        floor.tap(Tap::Done).says("refusal-number-not-entered");
        floor.scan(&sauce(4, "SB-2", 200)).says("said-waits");
        assert_eq!(floor.entry_count(), before, "nothing is booked that the screen does not show");

        floor.quantity("1920").says("said-quantity-set");
        assert_eq!(floor.screen.waiting_count, 1, "the next goods wait for these");
        floor.press(Command::Done).stands("FG-SB250", "SB-NEW", "DOCK", "1920");
        floor.stands("FG-SB250", "SB-2", "DOCK", "4");
    });
}

#[test]
fn a_number_that_was_left_lets_the_proposal_and_the_scans_go_on() {
    script(|floor| {
        floor.open_flow(Flow::MoveStock).scan("A-04-2").scan("9521234002031").tap(Tap::EditQuantity);
        floor.scan("A-04-1").says("said-waits");
        floor.press(Command::Cancel).stands("FG-SB250", "SB-A", "A-04-1", "1");

        floor.scan("A-04-2").scan("9521234002031").tap(Tap::EditQuantity).tap(Tap::KeepQuantity);
        assert!(!floor.prompt().keypad.as_ref().unwrap().editing);
        floor.scan("A-04-1").stands("FG-SB250", "SB-A", "A-04-1", "2");
    });
}

#[test]
fn keys_scanned_after_keys_touched_are_the_number() {
    script(|floor| {
        receiving(floor).scan("9521234002031").scan("SB-NEW").tap(Tap::Month { month: "2027-06".to_owned() });
        floor.tap(Tap::EditQuantity).digits("24");
        assert!(!floor.prompt().keypad.as_ref().unwrap().editing, "the pad shows what was scanned");
        floor.press(Command::Done).press(Command::Done).stands("FG-SB250", "SB-NEW", "DOCK", "24");
    });
}

#[test]
fn a_waiting_scan_that_is_refused_is_a_task() {
    script(|floor| {
        with_question(floor).scan(MISREAD).scan(&sauce(24, "SB-NEW", 200)).answer("leave");
        assert_eq!(
            floor.drained[0].screen.verdict.as_ref().unwrap().message.code,
            "refusal-wrong-check-digit"
        );
        floor.says("said-received").stands("FG-SB250", "SB-NEW", "DOCK", "24");
        assert_eq!(floor.tasks(), ["scan_not_taken"], "the lead learns of it, should nobody have looked");
    });
}

#[test]
fn five_cartons_of_one_code_that_were_not_taken_are_five() {
    script(|floor| {
        with_question(floor);
        for _ in 0..5 {
            floor.scan(MISREAD).says("said-waits");
        }
        floor.answer("leave").says("refusal-wrong-check-digit");
        let tasks = floor.turn(|tx| ledger::table::task::open(tx, 100));
        let [task] = tasks.as_slice() else { panic!("one code is one task: {tasks:?}") };
        let message: domain::Message = serde_json::from_str(&task.message_json).unwrap();
        assert_eq!(message.values["count"], domain::Value::Count(5), "and it says how many to look for");
    });
}

#[test]
fn badges_and_commands_act_at_once_and_the_scans_stay_who_scanned_them() {
    script(|floor| {
        with_question(floor).scan(&sauce(24, "SB-NEW", 200)).scan(&badge(OPERATOR)).says("said-signed-in");
        floor.questions("question-expired").press(Command::Undo).says("refusal-not-now");
        floor.press(Command::Cancel).stands("FG-SB250", "SB-NEW", "DOCK", "24");
        let lead = ledger::table::operator::by_badge;
        let lead = floor.turn(move |tx| lead(tx, LEAD)).unwrap();
        assert_eq!(floor.newest().new.operator, lead.id, "the lead scanned it");
        assert_eq!(floor.screen.operator.as_ref().unwrap().name, "Operator 3", "who goes on now");
    });
}

#[test]
fn nobody_signed_in_is_refused_not_kept() {
    script(|floor| {
        with_question(floor).press(Command::Lock).is_at("badge").scan(&sauce(24, "SB-NEW", 200));
        floor.says("refusal-needs-badge");
        assert_eq!(floor.screen.waiting_count, 0);
        floor.scan(&badge(LEAD)).questions("question-expired");
    });
}

#[test]
fn waiting_scans_come_first_after_a_power_cut() {
    let mut floor = Floor::open();
    floor.scan(&badge(LEAD));
    with_question(&mut floor).scan(&sauce(1, "SB-NEW", 200)).scan(&sauce(2, "SB-NEW", 200));
    let before = floor.screen.clone();
    let mut floor = floor.restart();
    assert_eq!(floor.screen, before, "the same question, the same last verdict");
    floor.answer("leave").scan(&sauce(4, "SB-NEW", 200)).stands("FG-SB250", "SB-NEW", "DOCK", "7");
    floor.verify();
}

#[test]
fn five_hundred_wait_and_the_next_is_refused() {
    script(|floor| {
        with_question(floor);
        for _ in 0..500 {
            floor.scan("9521234009061");
        }
        floor.scan("9521234009061").says("refusal-too-many-waiting").scan_is(ScanVerdict::Refused);
        assert_eq!(floor.screen.waiting_count, 500);
    });
}
