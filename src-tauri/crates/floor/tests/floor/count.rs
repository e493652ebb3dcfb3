//! Counting one place, blind: equal, different, absurd, found.

use crate::support::*;
use domain::code::Command;
use domain::entry::{Evidence, Reason};
use floor::screen::{CountScreen, Flow, Screen, Tap, Tone};

fn counting<'a>(floor: &'a mut Floor, place: &str) -> &'a mut Floor {
    floor.open_flow(Flow::Count).scan(place).says("said-place-read")
}

fn shown(floor: &Floor) -> &CountScreen {
    match &floor.screen.screen {
        Screen::Count(screen) => screen,
        other => panic!("still counting: {other:?}"),
    }
}

#[test]
fn an_equal_count_is_said_and_books_nothing() {
    script(|floor| {
        let before = floor.entry_count();
        counting(floor, "A-04-1").scan("9521234002031");
        assert!(shown(floor).lines[0].book.is_none(), "the book stays hidden until it was counted");
        floor.quantity("46").says("said-count-right").sounds(Tone::Complete);
        assert_eq!(shown(floor).lines[0].difference.as_ref().unwrap().amount, "0");
        assert_eq!(floor.entry_count(), before, "nothing changed");
        floor.press(Command::Done).says("said-count-done").asks("prompt-count-place");
    });
}

#[test]
fn a_different_count_asks_why_and_the_book_follows() {
    script(|floor| {
        counting(floor, "A-04-1").scan("9521234002031").quantity("44").questions("question-count-reason");
        floor.question_says("book", "46 pcs").answer("could_not_find").says_with(
            "said-count-posted",
            "book",
            "46 pcs",
        );
        floor.stands("FG-SB250", "SB-OLD", "A-04-1", "44");
        let entry = floor.newest();
        assert_eq!(entry.new.movements[0].reason, Some(Reason::CouldNotFind));
        assert_eq!(entry.new.movements[0].evidence, Evidence::Counted);
        assert_eq!(floor.deliveries(&entry), [("stock_adjustment".to_owned(), "waiting".to_owned())]);
        assert_eq!(shown(floor).lines[0].counted.as_ref().unwrap().amount, "44");
        floor.press(Command::Undo).says("said-undone").stands("FG-SB250", "SB-OLD", "A-04-1", "46");
        assert!(shown(floor).lines[0].counted.is_none(), "an undone count is not counted");
    });
}

#[test]
fn a_count_by_an_operator_waits_for_the_lead_as_a_task() {
    script_by(OPERATOR, |floor| {
        counting(floor, "A-04-1").scan("9521234002031").quantity("44").answer("could_not_find");
        floor.says_with("said-count-kept", "counted", "44 pcs").stands("FG-SB250", "SB-OLD", "A-04-1", "46");
        assert_eq!(floor.tasks(), ["count_difference"]);
        // The lead's badge at the question posts it; the task is settled by that.
        floor.scan("9521234002031").quantity("44").scan(&badge(LEAD)).says("said-signed-in");
        floor.questions("question-count-reason").answer("could_not_find").says("said-count-posted");
        floor.stands("FG-SB250", "SB-OLD", "A-04-1", "44");
        assert!(floor.tasks().is_empty());
    });
}

#[test]
fn an_absurd_count_asks_once_with_both_numbers() {
    script(|floor| {
        counting(floor, "A-04-1").scan("9521234002031").quantity("460").questions("question-absurd-count");
        floor.question_says("counted", "460 pcs").question_says("book", "46 pcs").answer("change");
        floor.quantity("460").answer("take").questions("question-count-reason").answer("not_booked_in");
        floor.stands("FG-SB250", "SB-OLD", "A-04-1", "460");
    });
}

#[test]
fn a_count_below_zero_is_refused_and_zero_is_a_count() {
    script(|floor| {
        counting(floor, "A-04-1").scan("9521234002031").quantity("-5").says("refusal-negative-count");
        floor.quantity("0").answer("could_not_find").stands("FG-SB250", "SB-OLD", "A-04-1", "0");
    });
}

#[test]
fn nothing_left_of_a_weighed_item_is_no_piece_left_either() {
    script(|floor| {
        counting(floor, "C-01").scan("99521234002348").quantity("0").answer("could_not_find");
        assert_eq!(floor.newest().new.movements[0].pieces, 12);
    });
}

#[test]
fn a_found_lot_is_made_by_counting_it() {
    script(|floor| {
        counting(floor, "A-01-1").scan("9521234002031").asks("prompt-pick-lot").tap(Tap::OpenText);
        floor.text("SB-FOUND").says("said-lot-read").quantity("5").answer("not_booked_in");
        floor.says("said-count-posted").stands("FG-SB250", "SB-FOUND", "A-01-1", "5");
        assert_eq!(floor.lot("FG-SB250", "SB-FOUND").unwrap().expiry.kind(), "not_known");
    });
}

#[test]
fn the_same_scanned_again_counts_on_and_cards_show_no_numbers() {
    script(|floor| {
        counting(floor, "A-04-1").press(Command::Choose);
        let details = &floor.prompt().choices[0].details;
        assert!(details.iter().all(|line| line.code != "detail-quantity"), "blind: {details:?}");
        floor.choose("SB-OLD").scan("9521234002031").scan("9521234002031").sounds(Tone::More);
        floor.scan("19521234002038").press(Command::Done).questions("question-count-reason");
        floor.question_says("counted", "14 pcs");
    });
}

#[test]
fn goods_without_lots_are_counted_too_also_for_the_first_time() {
    script(|floor| {
        counting(floor, "A-03-3")
            .scan("PK-CTN")
            .quantity("130")
            .answer("wrong_unit")
            .says("said-count-posted");
        floor.stands("PK-CTN", "", "A-03-3", "130");
        floor.press(Command::Done).scan("A-01-1").scan("9521234009061").quantity("6").answer("not_booked_in");
        floor.says("said-count-posted").stands("CL-SAN", "", "A-01-1", "6");
    });
}

#[test]
fn what_was_not_counted_is_not_zero() {
    script(|floor| {
        counting(floor, "ALG-1").press(Command::Done).says("said-count-done");
        floor.stands("RM-TRS", "TRS-1102", "ALG-1", "20");
        floor.scan("9521234002031").says("refusal-place-first");
    });
}
