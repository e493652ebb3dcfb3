//! Undoing beside counting. A movement that a count came after is not undone under it: had the goods never moved, the
//! count has them already; did they move, whoever brings them back moves them. One that came after the count is.

use crate::support::*;
use crate::weighed::SAMBAL;
use domain::code::Command;
use floor::screen::{Flow, Tap};

const SHELF: &str = "A-03-3";

impl Floor {
    /// Cartons go from the shelf to another; the tap that undoes it.
    fn moves_away(&mut self, quantity: &str) -> Tap {
        self.at_seat("second").open_flow(Flow::MoveStock).scan(SHELF).scan("PK-CTN").quantity(quantity);
        self.scan("A-03-1").says("said-moved").tap(Tap::Back).tap(Tap::Back).is_at("home");
        Tap::UndoEntry { entry: self.newest().new.id.to_string() }
    }

    fn begins_count(&mut self, place: &str, counted: &str) -> &mut Floor {
        self.at_seat(SEAT).open_flow(Flow::Count).scan(place).scan("PK-CTN").quantity(counted)
    }

    fn undoes(&mut self, undo: &Tap) -> &mut Floor {
        self.at_seat("second").tap(undo.clone())
    }
}

#[test]
fn move_count_undo_stays_as_it_was_counted_at_either_end() {
    for (place, counted) in [(SHELF, "120"), ("A-03-1", "20")] {
        script(|floor| {
            let undo = floor.moves_away("20");
            floor.begins_count(place, counted).says("said-count-right");
            floor.undoes(&undo).says_with("refusal-counted-since", "location", place);
            floor.stands("PK-CTN", "", SHELF, "120").stands("PK-CTN", "", "A-03-1", "20");
        });
    }
}

#[test]
fn goods_that_never_left_are_found_by_the_count_and_not_a_second_time_by_undoing() {
    script(|floor| {
        let undo = floor.moves_away("20");
        floor.begins_count(SHELF, "140").answer("not_booked_in").says("said-count-posted");
        floor.undoes(&undo).says("refusal-counted-since").stands("PK-CTN", "", SHELF, "140");
        // The count is the answer, and at the other end it is another count.
        floor.at_seat(SEAT).press(Command::Done).scan("A-03-1").scan("PK-CTN").quantity("0");
        floor.answer("could_not_find").says("said-count-posted").stands("PK-CTN", "", "A-03-1", "0");
        floor.stands("PK-CTN", "", SHELF, "140");
    });
}

#[test]
fn count_move_undo_leaves_the_count_as_it_is() {
    script(|floor| {
        floor.begins_count(SHELF, "138").answer("could_not_find").says("said-count-posted");
        let undo = floor.moves_away("20");
        floor.stands("PK-CTN", "", SHELF, "118").undoes(&undo).says("said-undone");
        floor.stands("PK-CTN", "", SHELF, "138").stands("PK-CTN", "", "A-03-1", "0");
    });
}

#[test]
fn open_count_move_undo_post_is_as_if_nothing_had_moved() {
    script(|floor| {
        floor.begins_count(SHELF, "138").questions("question-count-reason");
        let undo = floor.moves_away("20");
        floor.undoes(&undo).says("said-undone").at_seat(SEAT).answer("could_not_find");
        floor.says_with("said-count-posted", "book", "140 pcs").stands("PK-CTN", "", SHELF, "138");
    });
}

#[test]
fn move_open_count_undo_is_counted_once_more_before_it_is_posted() {
    // The goods had never left: a lesser count would add them a second time.
    for (said_first, said_again, stands) in
        [("138", "138", "138"), ("118", "138", "138"), ("118", "120", "120")]
    {
        script(|floor| {
            let undo = floor.moves_away("20");
            floor.begins_count(SHELF, said_first).questions("question-count-reason");
            floor.undoes(&undo).says("said-undone").stands("PK-CTN", "", SHELF, "140").at_seat(SEAT);
            floor.answer("could_not_find").says("said-count-after-undoing").asks("prompt-counted");
            floor.stands("PK-CTN", "", SHELF, "140").quantity(said_again).questions("question-count-reason");
            floor.question_says("book", "140 pcs").answer("could_not_find").says("said-count-posted");
            floor.stands("PK-CTN", "", SHELF, stands).stands("PK-CTN", "", "A-03-1", "0");
        });
    }
}

#[test]
fn what_was_counted_and_waits_for_the_lead_is_not_undone_under_the_count() {
    script(|floor| {
        let undo = floor.moves_away("20");
        floor.at_seat(SEAT).scan(&badge(OPERATOR)).begins_count(SHELF, "118").answer("could_not_find");
        floor.says("said-count-kept").undoes(&undo);
        floor.says_with("refusal-count-is-open", "operator", "Operator 3");
        assert!(
            !floor.verdict().message.values.contains_key("counted"),
            "somebody may still have to count it blind"
        );
        let task = floor.turn(|tx| ledger::table::task::open(tx, 10)).remove(0);
        floor.at_seat(SEAT).press(Command::Done).press(Command::Done).scan(&badge(LEAD));
        floor.tap(Tap::PostCount { task: task.id.to_string() }).press(Command::Done);
        floor.answer("could_not_find").says("said-count-posted").stands("PK-CTN", "", SHELF, "118");
        floor.undoes(&undo).says_with("refusal-counted-since", "counted", "118 pcs");
    });
}

#[test]
fn what_moved_after_a_count_that_still_waits_is_undone_and_the_count_is_right() {
    script(|floor| {
        floor.at_seat(SEAT).scan(&badge(OPERATOR)).begins_count(SHELF, "138").answer("could_not_find");
        floor.says("said-count-kept");
        let undo = floor.moves_away("20");
        floor.undoes(&undo).says("said-undone");
        let task = floor.turn(|tx| ledger::table::task::open(tx, 10)).remove(0);
        floor.at_seat(SEAT).press(Command::Done).press(Command::Done).scan(&badge(LEAD));
        floor.tap(Tap::PostCount { task: task.id.to_string() }).press(Command::Done);
        floor.answer("could_not_find").says("said-count-posted").stands("PK-CTN", "", SHELF, "138");
    });
}

#[test]
fn an_older_count_is_undone_beside_one_that_waits_for_the_lead() {
    script(|floor| {
        floor.begins_count(SHELF, "137").answer("could_not_find").says("said-count-posted");
        let first = Tap::UndoEntry { entry: floor.newest().new.id.to_string() };
        floor.press(Command::Done).press(Command::Done).scan(&badge(OPERATOR));
        floor.begins_count(SHELF, "138").answer("not_booked_in").says("said-count-kept");
        floor.scan(&badge(LEAD)).tap(first).says("said-undone").stands("PK-CTN", "", SHELF, "140");
        let task = floor.turn(|tx| ledger::table::task::open(tx, 10)).remove(0);
        floor.press(Command::Done).press(Command::Done);
        floor.tap(Tap::PostCount { task: task.id.to_string() }).press(Command::Done);
        floor.answer("could_not_find").says("said-count-posted").stands("PK-CTN", "", SHELF, "138");
    });
}

#[test]
fn a_clock_that_was_put_right_lets_nothing_be_undone_under_the_count() {
    const HOURS: i64 = 60;
    script(|floor| {
        let undo = floor.later(5 * HOURS).moves_away("20");
        floor.later(-4 * HOURS).begins_count(SHELF, "120").says("said-count-right");
        floor.undoes(&undo).says_with("refusal-counted-since", "location", SHELF);
        floor.stands("PK-CTN", "", SHELF, "120");
    });
    script(|floor| {
        let undo = floor.later(5 * HOURS).moves_away("20");
        floor.later(-4 * HOURS).at_seat(SEAT).scan(&badge(OPERATOR)).begins_count(SHELF, "118");
        floor.answer("could_not_find").says("said-count-kept").undoes(&undo).says("refusal-count-is-open");
        floor.stands("PK-CTN", "", SHELF, "120");
    });
}

#[test]
fn pieces_alone_are_not_undone_under_a_count_that_saw_them() {
    script(|floor| {
        floor.open_flow(Flow::Count).scan("C-01").scan(SAMBAL).weigh("24.38", "11").answer("could_not_find");
        floor.says("said-count-posted");
        let undo = Tap::UndoEntry { entry: floor.newest().new.id.to_string() };
        floor.scan(SAMBAL).weigh("24.38", "11").says("said-count-right");
        floor.tap(undo).says_with("refusal-counted-since", "location", "C-01");
    });
}
