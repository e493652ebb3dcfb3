//! Counting twice what is too far from the book, blind: two counts that agree stand, otherwise a lead decides.

use crate::support::*;
use domain::code::Command;
use domain::entry::Reason;
use floor::screen::{CountLineCard, Flow, Screen, Tap};
use ledger::table::{count, task};

fn twice(by_same_person: bool, badge_number: u32, work: impl FnOnce(&mut Floor)) {
    script_by(badge_number, |floor| {
        floor.moment.settings.recount = Some(recount(by_same_person));
        floor.open_flow(Flow::Count).scan("A-03-3");
        work(floor);
    });
}

/// The card of the cartons.
fn cartons(floor: &Floor) -> CountLineCard {
    let Screen::Count(screen) = &floor.screen.screen else { panic!("still counting") };
    screen.lines.iter().find(|line| line.item.sku == "PK-CTN").expect("cartons stand here").clone()
}

impl Floor {
    fn count_cartons(&mut self, quantity: &str) -> &mut Floor {
        self.scan("PK-CTN").quantity(quantity)
    }

    fn open_counts(&self) -> usize {
        let place = self.place("A-03-3");
        self.turn(move |tx| count::open_at(tx, place)).len()
    }
}

#[test]
fn a_count_far_from_the_book_is_made_again_without_showing_it() {
    twice(true, LEAD, |floor| {
        floor.count_cartons("120").says("said-count-again").asks("prompt-counted-again");
        let (line, keypad) = (cartons(floor), floor.prompt().keypad.clone().expect("the pad is open"));
        assert!(line.again && line.counted.is_none() && line.book.is_none(), "still blind: {line:?}");
        assert_eq!((keypad.prefill, keypad.expected), (None, None), "nor is the first number shown");
        floor.quantity("120").questions("question-count-reason").question_says("book", "140 pcs");
        floor.answer("could_not_find").says("said-count-posted").stands("PK-CTN", "", "A-03-3", "120");
        assert_eq!((floor.open_counts(), floor.tasks().len()), (0, 0), "nothing waits any more");
        assert!(!cartons(floor).again);
    });
}

#[test]
fn near_the_book_one_count_is_enough() {
    twice(true, LEAD, |floor| {
        floor.count_cartons("134").questions("question-count-reason").answer("could_not_find");
        floor.stands("PK-CTN", "", "A-03-3", "134");
    });
}

#[test]
fn one_unit_is_never_counted_again_however_few_there_are() {
    twice(true, LEAD, |floor| {
        floor.scan("A-01-1").scan("9521234009061").quantity("1").questions("question-count-reason");
    });
}

#[test]
fn the_second_count_may_find_the_book_right() {
    twice(true, LEAD, |floor| {
        floor.count_cartons("40").says("said-count-again").quantity("140").says("said-count-right");
        assert_eq!((floor.open_counts(), floor.tasks().len()), (0, 0));
    });
}

#[test]
fn counts_that_agree_with_none_are_for_the_lead() {
    twice(true, OPERATOR, |floor| {
        floor.count_cartons("120").quantity("121").says("said-count-again").quantity("122");
        floor.questions("question-count-reason").answer("could_not_find").says("said-count-kept");
        floor.stands("PK-CTN", "", "A-03-3", "140");
        assert_eq!(floor.tasks(), ["count_difference"]);
    });
    twice(true, LEAD, |floor| {
        floor.count_cartons("120").quantity("121").quantity("122").answer("could_not_find");
        floor.says("said-count-posted").stands("PK-CTN", "", "A-03-3", "122");
    });
}

#[test]
fn the_third_count_may_agree_with_the_first() {
    twice(true, LEAD, |floor| {
        floor.count_cartons("120").quantity("121").quantity("120").questions("question-count-reason");
    });
}

#[test]
fn somebody_else_counts_again_where_the_site_wants_it() {
    twice(false, OPERATOR, |floor| {
        floor.count_cartons("120").says("said-count-by-another").asks("prompt-count-item");
        assert!(cartons(floor).again, "it is seen by whoever comes next");
        floor.count_cartons("120").says("said-count-by-another");
        floor.scan(&badge(LEAD)).count_cartons("120").questions("question-count-reason");
        floor.answer("could_not_find").says("said-count-posted").stands("PK-CTN", "", "A-03-3", "120");
    });
}

#[test]
fn two_counts_agree_though_goods_moved_in_between() {
    twice(true, LEAD, |floor| {
        floor
            .count_cartons("120")
            .says("said-count-again")
            .press(Command::Cancel)
            .tap(Tap::Back)
            .tap(Tap::Back);
        floor.open_flow(Flow::MoveStock).scan("A-03-3").scan("PK-CTN").quantity("20").scan("A-03-1");
        floor.says("said-moved").tap(Tap::Back).tap(Tap::Back).open_flow(Flow::Count).scan("A-03-3");
        floor.count_cartons("100").questions("question-count-reason").answer("could_not_find");
        floor.stands("PK-CTN", "", "A-03-3", "100");
    });
}

#[test]
fn a_count_that_nobody_repeats_waits_as_a_task() {
    twice(true, OPERATOR, |floor| {
        floor.count_cartons("120").press(Command::Cancel).press(Command::Done);
        let left = floor.turn(|tx| task::open(tx, 10)).remove(0);
        assert!(left.message_json.contains("reason-counted-once"), "{}", left.message_json);
        floor.tap(Tap::Back).scan(&badge(LEAD)).tap(Tap::PostCount { task: left.id.to_string() });
        floor.says("said-count-taken-up").press(Command::Done).answer("not_booked_out");
        floor.says("said-count-posted").stands("PK-CTN", "", "A-03-3", "120");
        assert_eq!(floor.newest().new.movements[0].reason, Some(Reason::NotBookedOut));
        assert_eq!((floor.open_counts(), floor.tasks().len()), (0, 0));
    });
}

#[test]
fn a_found_lot_is_counted_again_too() {
    twice(true, LEAD, |floor| {
        floor
            .scan("9521234002031")
            .tap(Tap::OpenText)
            .text("SB-FOUND")
            .quantity("50")
            .says("said-count-again");
        floor.quantity("50").answer("not_booked_in").stands("FG-SB250", "SB-FOUND", "A-03-3", "50");
    });
}
