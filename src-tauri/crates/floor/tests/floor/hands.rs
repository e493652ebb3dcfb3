//! In hand of: one's own badge as a place, and counts of goods that somebody is just taking.

use crate::support::*;
use domain::code::Command;
use domain::{Quantity, TaskId};
use floor::screen::{CountScreen, Flow, MoveScreen, Screen, Tap, Tone};
use ledger::table::task;

const MINUTE_MS: i64 = 60_000;
const SHELF: &str = "A-03-3";

fn moving(floor: &Floor) -> &MoveScreen {
    match &floor.screen.screen {
        Screen::MoveStock(screen) => screen,
        other => panic!("still moving: {other:?}"),
    }
}

fn counting(floor: &Floor) -> &CountScreen {
    match &floor.screen.screen {
        Screen::Count(screen) => screen,
        other => panic!("still counting: {other:?}"),
    }
}

impl Floor {
    fn as_operator(&mut self, seat: &str, number: u32) -> &mut Floor {
        self.seat = seat.to_owned();
        self.look();
        // One's own badge once more would be one's own hands.
        let wanted = domain::OperatorId(uuid(u64::from(number)));
        if self.screen.operator.as_ref().map(|operator| operator.id) != Some(wanted) {
            self.scan(&badge(number));
        }
        self
    }

    /// Another person has cartons in hand, and where they go was not scanned yet.
    fn picks(&mut self, quantity: &str) -> &mut Floor {
        self.as_operator("second", OPERATOR).open_flow(Flow::MoveStock).scan(SHELF).scan("PK-CTN");
        self.quantity(quantity).says("said-quantity-set");
        self.as_operator(SEAT, LEAD)
    }

    fn counts(&mut self, counted: &str) -> &mut Floor {
        self.open_flow(Flow::Count).scan(SHELF).scan("PK-CTN").quantity(counted)
    }

    fn only_task(&self) -> TaskId {
        self.turn(|tx| task::open(tx, 10)).first().expect("a task is open").id
    }
}

#[test]
fn ones_own_badge_is_ones_own_hands() {
    script_by(OPERATOR, |floor| {
        floor.open_flow(Flow::MoveStock).scan(SHELF).scan("PK-CTN").quantity("8").scan(&badge(OPERATOR));
        floor.says_with("said-moved", "to", "Operator 3").stands("PK-CTN", "", SHELF, "132");
        floor.stands("PK-CTN", "", "Operator 3", "8").press(Command::Cancel);
        assert_eq!(moving(floor).carried.len(), 1, "the screen says what is carried");
        floor.scan(&badge(OPERATOR)).says("said-place-read").scan("PK-CTN").quantity("5").scan("A-03-1");
        floor.says("said-moved").stands("PK-CTN", "", "Operator 3", "3").stands("PK-CTN", "", "A-03-1", "5");
        floor.press(Command::Undo).says("said-undone").stands("PK-CTN", "", "Operator 3", "8");
    });
}

#[test]
fn with_empty_hands_and_for_others_a_badge_signs_in() {
    script_by(OPERATOR, |floor| {
        floor.open_flow(Flow::MoveStock).scan(&badge(OPERATOR)).says("said-signed-in");
        floor.scan(SHELF).scan("PK-CTN").quantity("8").scan(&badge(LEAD)).says("said-signed-in");
        floor.scan("A-03-1").says("said-moved");
        assert_eq!(floor.newest().new.operator, floor.screen_operator(), "booked by whoever took over");
    });
}

#[test]
fn carried_goods_are_counted_apart_and_never_due() {
    script(|floor| {
        floor.open_flow(Flow::MoveStock).scan(SHELF).scan("PK-CTN").quantity("8").scan(&badge(LEAD));
        floor
            .press(Command::Cancel)
            .press(Command::Done)
            .open_flow(Flow::Count)
            .answer("start")
            .answer("all");
        let codes: Vec<_> = counting(floor).zones.iter().map(|card| card.location.code.clone()).collect();
        assert!(codes.contains(&"Shift lead 1".to_owned()), "hands with something in them: {codes:?}");
    });
}

#[test]
fn a_count_says_who_has_goods_in_hand_and_waits_for_them() {
    script(|floor| {
        floor.picks("3").open_flow(Flow::Count).scan(SHELF).scan("PK-CTN");
        let card = counting(floor).carried.first().expect("somebody is taking some").clone();
        assert_eq!((card.operator.as_str(), card.quantity.amount.as_str()), ("Operator 3", "3"));
        assert!(!card.booked);
        floor.quantity("137").says_with("said-count-waits", "operator", "Operator 3").sounds(Tone::Attention);
        assert_eq!(floor.tasks(), ["count_difference"]);
        let id = floor.only_task().to_string();
        floor.tap(Tap::PostCount { task: id }).says("refusal-count-waits-for-pick");
        floor.as_operator("second", OPERATOR).scan("A-03-1").says("said-moved");
        assert!(floor.tasks().is_empty(), "with what was taken it is right");
        floor.stands("PK-CTN", "", SHELF, "137").stands("PK-CTN", "", "A-03-1", "3");
    });
}

#[test]
fn what_is_missing_besides_is_posted_once_the_pick_is_booked() {
    script(|floor| {
        floor.picks("3").counts("135").says("said-count-waits");
        floor.as_operator("second", OPERATOR).scan("A-03-1").says("said-moved");
        let id = floor.only_task().to_string();
        floor.as_operator(SEAT, LEAD).tap(Tap::PostCount { task: id }).press(Command::Done);
        floor.questions("question-count-reason").question_says("book", "137 pcs").answer("could_not_find");
        floor.says("said-count-posted").stands("PK-CTN", "", SHELF, "135");
        assert!(floor.tasks().is_empty());
    });
}

#[test]
fn goods_that_were_put_back_make_it_a_plain_difference() {
    script(|floor| {
        floor.picks("3").counts("137").says("said-count-waits");
        floor.as_operator("second", OPERATOR).press(Command::Cancel).press(Command::Cancel);
        let id = floor.only_task().to_string();
        floor.as_operator(SEAT, LEAD).tap(Tap::PostCount { task: id }).press(Command::Done);
        floor.question_says("book", "140 pcs").answer("could_not_find").stands("PK-CTN", "", SHELF, "137");
    });
}

#[test]
fn after_half_an_hour_nobody_is_waited_for() {
    script(|floor| {
        floor.picks("3").counts("137").says("said-count-waits");
        let id = floor.only_task().to_string();
        floor.moment.now_ms += 31 * MINUTE_MS;
        floor.tap(Tap::PostCount { task: id }).press(Command::Done).question_says("book", "140 pcs");
    });
}

#[test]
fn a_zone_leaves_the_line_that_waits_and_approves_the_rest() {
    script_by(MANAGER, |floor| {
        floor.open_flow(Flow::Count).answer("start").scan(SHELF).says("said-count-opened");
        floor.tap(Tap::Back);
        floor.picks("3").scan(&badge(MANAGER)).open_flow(Flow::Count);
        let id = counting(floor).zones[0].id.clone();
        floor.tap(Tap::Choose { id }).scan("PK-CTN").quantity("137").says("said-count-waits");
        floor.press(Command::Done).press(Command::Done).answer("approve").answer("could_not_find");
        floor.says("said-zone-partly").stands("PK-CTN", "", SHELF, "140");
        floor.as_operator("second", OPERATOR).scan("A-03-1").says("said-moved");
        floor.as_operator(SEAT, MANAGER).answer("approve").says("said-zone-approved");
        floor.stands("PK-CTN", "", SHELF, "137");
    });
}

fn below(seed: &mut u64, limit: i64) -> i64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    ((*seed >> 33) % limit as u64) as i64
}

/// Goods leave the shelf, are counted without them, and are booked up to half an hour later: the correction is that
/// of a count for which everything had stood still.
fn frozen(seed: u64) {
    println!("seed {seed}");
    let mut dice = seed;
    let mut floor = Floor::open();
    floor.scan(&badge(LEAD));
    let (hidden, taken) = (below(&mut dice, 9) - 4, 1 + below(&mut dice, 6));
    let counted = 140 + hidden - taken;
    floor.picks(&taken.to_string());
    floor.moment.now_ms += below(&mut dice, 10) * MINUTE_MS;
    floor.counts(&counted.to_string()).says("said-count-waits").tap(Tap::Back).tap(Tap::Back);
    floor.moment.now_ms += below(&mut dice, 29) * MINUTE_MS;
    let is_put_back = below(&mut dice, 5) == 0;
    floor.as_operator("second", OPERATOR);
    if is_put_back {
        floor.press(Command::Cancel).press(Command::Cancel);
    } else {
        floor.scan("A-03-1").says("said-moved");
    }
    floor.as_operator(SEAT, LEAD);
    if !floor.tasks().is_empty() {
        let id = floor.only_task().to_string();
        floor.tap(Tap::PostCount { task: id });
        floor.press(Command::Done);
        if floor.prompt().question.is_some() {
            floor.answer("could_not_find");
        }
    }
    let quantity = |count: i64| Quantity::from_millionths(count * 1_000_000).unwrap();
    assert_eq!(floor.on_hand("PK-CTN", "", SHELF), quantity(counted), "seed {seed}: the book has the count");
    let moved = if is_put_back { 0 } else { taken };
    let corrected = floor.on_hand("PK-CTN", "", "adjustment");
    let before = quantity(-140).checked_sub(corrected).unwrap();
    assert_eq!(before, quantity(counted + moved - 140), "seed {seed}: one correction, and no other");
    assert!(floor.tasks().is_empty(), "seed {seed}");
    floor.verify();
}

#[test]
fn a_count_beside_an_open_pick_gives_the_correction_of_a_frozen_count() {
    for seed in 0..30 {
        frozen(seed);
    }
}

#[test]
fn what_nobody_counted_is_made_zero_by_an_act_of_its_own() {
    script_by(MANAGER, |floor| {
        floor.open_flow(Flow::Count).answer("start").scan("ALG-1");
        let id = counting(floor).zones[0].id.clone();
        floor.tap(Tap::Choose { id }).scan("TRS-1102").quantity("20").says("said-count-noted");
        floor.press(Command::Done).press(Command::Done).says("said-zone-counted");
        floor.answer("zero").questions("question-zone-zero").question_says("count", "1").answer("leave");
        floor.stands("RM-TRS", "TRS-0907", "ALG-1", "3").answer("zero").answer("could_not_find");
        floor.says_with("said-zone-zeroed", "count", "1").stands("RM-TRS", "TRS-0907", "ALG-1", "0");
        let entry = floor.newest();
        let evidence = entry.new.movements[0].evidence;
        assert_eq!(evidence, domain::entry::Evidence::Chosen, "nobody counted it, and the book says so");
        assert!(entry.new.document.is_some());
        floor.answer("zero").says("refusal-nothing-to-do");
        floor.answer("approve").says("said-zone-approved").stands("RM-TRS", "TRS-1102", "ALG-1", "20");
    });
    script(|floor| {
        floor.open_flow(Flow::Count).answer("start").scan("ALG-1");
        let id = counting(floor).zones[0].id.clone();
        floor.tap(Tap::Choose { id }).press(Command::Done).press(Command::Done);
        floor.answer("zero").says("refusal-not-allowed").stands("RM-TRS", "TRS-0907", "ALG-1", "3");
    });
}
