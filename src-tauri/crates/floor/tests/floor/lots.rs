//! Lots judged on the floor by scans and taps: held, released, recalled, another date, a whole place; who may, what
//! is refused with such a lot, and that UNDO takes each back.

use crate::support::*;
use domain::code::Command;
use domain::entry::{MovementKind, Reason};
use domain::expiry::{DateMeaning, Expiry};
use domain::life::ItemLife;
use domain::lot::LotStatus;
use domain::lot_change::LotAct;
use floor::screen::{ButtonTone, Flow, Screen, Tap, Tone};
use ledger::table::item_life;

impl Floor {
    pub fn ages(&mut self, sku: &str, life: ItemLife) -> &mut Floor {
        let item = self.item(sku);
        self.turn(move |tx| item_life::put(tx, item, &life));
        self
    }

    #[track_caller]
    fn lot_is(&mut self, sku: &str, code: &str, status: LotStatus) -> &mut Floor {
        assert_eq!(self.lot(sku, code).expect("the lot is known").status, status, "{sku} {code}");
        self
    }

    fn offers(&self) -> Vec<String> {
        let answer = |tap: &Tap| match tap {
            Tap::Answer { answer } => Some(answer.clone()),
            _ => None,
        };
        self.prompt().buttons.iter().filter_map(|button| answer(&button.tap)).collect()
    }
}

fn judging(floor: &mut Floor) -> &mut Floor {
    floor.open_flow(Flow::Adjust).answer("lots").says("said-answered").asks("prompt-judge-what")
}

#[test]
fn a_lot_is_held_and_released_by_scans_alone() {
    script(|floor| {
        floor.press(Command::Adjust).press(Command::Digit5).asks("prompt-judge-what");
        floor.scan("SB-A").says("said-lot-read").asks("prompt-judge-lot");
        floor.press(Command::Digit1).asks("prompt-reason").press(Command::Digit2);
        floor.says_with("said-lot-judged", "lot", "SB-A").lot_is("FG-SB250", "SB-A", LotStatus::Quarantine);
        let entry = floor.newest();
        let change = entry.new.lot_changes[0];
        assert_eq!((change.act, change.reason), (LotAct::Hold, Reason::CheckFailed));
        assert!(entry.new.movements.is_empty() && floor.deliveries(&entry).is_empty(), "no vendor is told");
        let Screen::Adjust(screen) = &floor.screen.screen else { panic!("still adjusting") };
        assert_eq!(screen.booked[0].message.code, "booked-lot", "it stands in the list with its undo");
        floor.scan("SB-A").asks("prompt-judge-lot").press(Command::Digit1).asks("prompt-reason");
        floor.press(Command::Digit1).says("said-lot-judged").lot_is("FG-SB250", "SB-A", LotStatus::Released);
        assert_eq!(floor.newest().new.lot_changes[0].reason, Reason::CheckedGood);
    });
}

#[test]
fn undo_takes_a_hold_back_and_not_once_the_lot_was_judged_again() {
    script(|floor| {
        judging(floor).scan("SB-A").answer("hold").answer("pest").tap(Tap::Undo).says("said-undone");
        floor.lot_is("FG-SB250", "SB-A", LotStatus::Released);
        floor.scan("SB-A").answer("hold").answer("warm");
        let held = floor.newest().new.id.to_string();
        floor.scan("SB-A").answer("release").answer("checked_good");
        floor.tap(Tap::UndoEntry { entry: held }).says("refusal-lot-changed-since");
        floor.lot_is("FG-SB250", "SB-A", LotStatus::Released);
        floor.press(Command::Undo).says("said-undone").lot_is("FG-SB250", "SB-A", LotStatus::Quarantine);
    });
}

#[test]
fn a_recall_is_let_go_by_an_inventory_manager_only_and_answers_to_no_number_key() {
    script(|floor| {
        judging(floor).scan("SB-A");
        assert_eq!(floor.offers(), ["hold", "extend", "recall"]);
        let recall = floor.prompt().buttons.iter().find(|button| button.tone == ButtonTone::Danger);
        assert!(recall.is_some(), "a recall stands apart");
        floor.press(Command::Digit3).says("refusal-not-now");
        floor.answer("recall").answer("supplier_notice").lot_is("FG-SB250", "SB-A", LotStatus::Recalled);
        floor.scan("SB-A");
        assert_eq!(floor.offers(), ["extend"], "a lead cannot let it go");
        floor.answer("release").says("refusal-stale-screen");
        floor.scan(&badge(MANAGER)).says("said-signed-in").answer("release").answer("other");
        floor.says("said-lot-judged").lot_is("FG-SB250", "SB-A", LotStatus::Released);
    });
}

#[test]
fn a_best_before_is_moved_with_a_reason_and_a_use_by_is_not_offered() {
    script(|floor| {
        let known = floor.lot("FG-SB250", "SB-A").unwrap().expiry.last_good_day().unwrap();
        judging(floor).scan("SB-A").answer("extend").asks("prompt-new-date");
        assert!(floor.prompt().date_pad);
        floor.tap(Tap::Date { date: known.to_string() }).says("refusal-not-later").asks("prompt-new-date");
        let later = day(260);
        floor.tap(Tap::Date { date: later.to_string() }).says("said-expiry-read").asks("prompt-reason");
        floor.answer("checked_good").says("said-lot-judged");
        assert_eq!(floor.lot("FG-SB250", "SB-A").unwrap().expiry, Expiry::On(later));
        floor.tap(Tap::Undo).says("said-undone");
        assert_eq!(floor.lot("FG-SB250", "SB-A").unwrap().expiry.last_good_day(), Some(known));
        let use_by = ItemLife { date_meaning: DateMeaning::UseBy, ..ItemLife::default() };
        floor.ages("FG-SB250", use_by).scan("SB-A");
        assert_eq!(floor.offers(), ["hold", "recall"], "nobody moves a use-by");
        floor.answer("extend").says("refusal-stale-screen");
    });
}

#[test]
fn a_place_is_held_as_one_act_and_goods_without_a_lot_are_a_task() {
    script(|floor| {
        judging(floor).scan("A-03-3").asks("prompt-judge-place").answer("hold").answer("warm");
        floor.says_with("said-place-held", "lot_count", "1");
        floor.lot_is("EQ-PMP", "PMP-A", LotStatus::Quarantine).lot_is("EQ-PMP", "PMP-B", LotStatus::Released);
        assert_eq!(floor.tasks(), ["hold_by_hand"], "scales and cartons there have no lot");
        floor.scan("A-03-3").answer("hold").answer("warm").says("refusal-no-lot-to-hold");
        floor.press(Command::Cancel).press(Command::Cancel).tap(Tap::Undo).says("said-undone");
        floor.lot_is("EQ-PMP", "PMP-A", LotStatus::Released);
        assert!(floor.tasks().is_empty(), "its cause is gone");
    });
}

#[test]
fn the_whole_site_is_held_as_one_entry() {
    script(|floor| {
        judging(floor).scan("TGR").asks("prompt-judge-place").answer("hold").answer("warm");
        floor.says("said-place-held");
        assert!(floor.newest().new.lot_changes.len() > 5, "every lot in the house");
        floor.lot_is("FG-SB250", "SB-A", LotStatus::Quarantine).lot_is(
            "RM-SAL",
            "SAL-9",
            LotStatus::Quarantine,
        );
        floor.press(Command::Undo).says("said-undone").lot_is("RM-SAL", "SAL-9", LotStatus::Released);
    });
}

#[test]
fn goods_without_a_lot_are_not_held_by_lot_and_unknown_lots_are_slips() {
    script(|floor| {
        judging(floor).scan("PK-CTN").says("refusal-lot-not-named");
        floor.scan("RM-TRS").says("said-item-read").asks("prompt-pick-lot").scan("TRS-??");
        floor.says("refusal-wrong-lot").choose("TRS-1102").asks("prompt-judge-lot");
        floor
            .press(Command::Cancel)
            .asks("prompt-judge-what")
            .press(Command::Cancel)
            .asks("prompt-adjust-mode");
    });
}

#[test]
fn an_operator_judges_no_lot() {
    script_by(OPERATOR, |floor| {
        floor.tap(Tap::OpenFlow { flow: Flow::Adjust }).says("refusal-not-allowed").is_at("home");
    });
}

#[test]
fn a_held_lot_is_moved_and_counted_and_said_to_be_held() {
    script(|floor| {
        floor.hold_lot("FG-SB250", "SB-A");
        floor.open_flow(Flow::MoveStock).scan("A-04-2").scan("9521234002031").says("said-held-in-hand");
        floor.sounds(Tone::Attention).quantity("12").scan("A-01-1").says("said-moved");
        assert_eq!(floor.newest().new.movements[0].kind, MovementKind::Move);
        floor.stands("FG-SB250", "SB-A", "A-01-1", "12");
    });
}

#[test]
fn a_received_lot_of_an_item_that_is_checked_waits_until_it_is_released() {
    script(|floor| {
        floor.ages("FG-SB250", ItemLife { waits_for_release: true, ..ItemLife::default() });
        floor
            .open_flow(Flow::Receive)
            .answer("no_order")
            .scan(&sauce(24, "SB-NEW", 200))
            .says("said-received");
        floor.stands("FG-SB250", "SB-NEW", "DOCK", "24").lot_is("FG-SB250", "SB-NEW", LotStatus::Quarantine);
        assert_eq!(floor.newest().new.lot_changes[0].reason, Reason::WaitsForCheck);
        assert_eq!(floor.tasks(), ["lot_waits"]);
        floor.press(Command::Done).press(Command::Done).is_at("home");
        judging(floor).scan("SB-NEW").answer("release").answer("checked_good");
        floor.lot_is("FG-SB250", "SB-NEW", LotStatus::Released);
        assert!(floor.tasks().is_empty(), "nobody has to release it any more");
    });
}

#[test]
fn undoing_a_receipt_that_held_its_lot_takes_the_hold_back_with_the_goods() {
    script(|floor| {
        floor.ages("FG-SB250", ItemLife { waits_for_release: true, ..ItemLife::default() });
        floor.open_flow(Flow::Receive).answer("no_order").scan(&sauce(24, "SB-NEW", 200));
        floor.press(Command::Undo).says("said-undone").stands("FG-SB250", "SB-NEW", "DOCK", "0");
        floor.lot_is("FG-SB250", "SB-NEW", LotStatus::Released);
        assert!(floor.tasks().is_empty());
    });
}

#[test]
fn too_little_life_is_asked_about_with_both_numbers() {
    script(|floor| {
        floor.ages("FG-SB250", ItemLife { minimum_days: Some(90), ..ItemLife::default() });
        floor.open_flow(Flow::Receive).answer("no_order").scan(&sauce(24, "SB-S1", 60));
        floor
            .questions("question-short-life")
            .question_says("days_left", "60")
            .question_says("days_wanted", "90");
        floor.answer("leave").says("said-cancelled").stands("FG-SB250", "SB-S1", "DOCK", "0");
        floor.scan(&sauce(24, "SB-S1", 60)).answer("take").says("said-received");
        floor.stands("FG-SB250", "SB-S1", "DOCK", "24").lot_is("FG-SB250", "SB-S1", LotStatus::Released);
        floor.scan(&sauce(24, "SB-S2", 60)).answer("hold").says("said-received-on-hold");
        floor.stands("FG-SB250", "SB-S2", "HOLD", "24").lot_is("FG-SB250", "SB-S2", LotStatus::Quarantine);
        assert_eq!(floor.newest().new.lot_changes[0].reason, Reason::ShortLife);
        floor.scan(&sauce(24, "SB-S3", 90)).says("said-received");
    });
}
