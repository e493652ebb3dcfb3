//! Moving goods and crates, also when the book knows less than the floor.

use crate::support::*;
use domain::code::Command;
use domain::entry::{Evidence, MovementKind, Reason};
use floor::screen::{Flow, Screen, Tap, Tone};

fn moving(floor: &mut Floor) -> &mut Floor {
    floor.open_flow(Flow::MoveStock)
}

#[test]
fn three_scans_move_goods() {
    script(|floor| {
        moving(floor).scan("A-04-1").says("said-place-read").scan("9521234002031").says("said-in-hand");
        floor.scan("A-01-1").says_with("said-moved", "quantity", "1 pcs");
        floor.stands("FG-SB250", "SB-OLD", "A-04-1", "45").stands("FG-SB250", "SB-OLD", "A-01-1", "1");
        assert!(
            floor.deliveries(&floor.newest()).is_empty(),
            "a move within the site is nobody else's business"
        );
        // The source stays: the next goods come from there too.
        floor.scan("19521234002038").says("said-pack-read").scan("A-01-1").says("said-moved");
        floor.stands("FG-SB250", "SB-OLD", "A-01-1", "13");
    });
}

#[test]
fn a_weighed_item_moves_whole_unless_a_number_is_said() {
    script(|floor| {
        moving(floor).scan("A-01-4").scan("RM-SAL").says_with("said-in-hand", "quantity", "61.400 kg");
        floor.quantity("11.4").says("said-quantity-set").scan("A-01-1").says("said-moved");
        floor.stands("RM-SAL", "SAL-9", "A-01-4", "50").stands("RM-SAL", "SAL-9", "A-01-1", "11.4");
        moving(floor.press(Command::Done))
            .scan("C-01")
            .scan("99521234002348")
            .scan("CR-011")
            .says("said-moved");
        assert_eq!(floor.newest().new.movements[0].pieces, 12, "all of the weight is all of the pieces");
    });
}

#[test]
fn more_than_the_book_knows_asks_once_and_is_booked_as_found() {
    script(|floor| {
        moving(floor).scan("A-04-1").scan("9521234002031").quantity("50").scan("A-01-1");
        floor
            .questions("question-book-short")
            .question_says("there", "46 pcs")
            .question_says("wanted", "50 pcs");
        floor.answer("take").says("said-moved").stands("FG-SB250", "SB-OLD", "A-01-1", "50");
        floor.stands("FG-SB250", "SB-OLD", "A-04-1", "0");
        let movements = floor.newest().new.movements;
        assert_eq!(movements[0].kind, MovementKind::Adjust);
        assert_eq!(movements[0].reason, Some(Reason::BookWasShort), "the four are marked");
        assert_eq!(floor.tasks(), ["book_was_short"]);
        let Screen::MoveStock(screen) = &floor.screen.screen else { panic!("still moving") };
        assert_eq!(
            screen.booked[0].message.code, "booked-move",
            "the list names the move, not its shortfall"
        );
    });
}

#[test]
fn the_number_is_changed_before_it_is_booked() {
    script(|floor| {
        moving(floor).scan("A-04-1").scan("9521234002031").quantity("50").scan("A-01-1").answer("change");
        floor.quantity("46").scan("A-01-1").says("said-moved").stands("FG-SB250", "SB-OLD", "A-04-1", "0");
    });
}

#[test]
fn goods_that_the_book_has_elsewhere_can_be_moved_from_where_they_are() {
    script(|floor| {
        moving(floor).scan("A-01-1").scan("9521234001041").says("said-item-read").asks("prompt-pick-lot");
        floor.choose("BTL-1").quantity("10").scan("HOLD").questions("question-book-short").answer("take");
        floor.says("said-moved").stands("PK-BTL", "BTL-1", "HOLD", "10");
        moving(floor.press(Command::Done)).scan("A-01-1").scan("9521234009061").says("refusal-nothing-here");
    });
}

#[test]
fn of_two_lots_the_person_picks_one_first_expired_first() {
    script(|floor| {
        moving(floor).scan("ALG-1").scan("RM-TRS").asks("prompt-pick-lot");
        let first = &floor.prompt().choices[0];
        assert!(first.attention, "the expired one stands first and is marked: {first:?}");
        floor
            .choose("TRS-1102")
            .says("said-in-hand")
            .scan("A-01-1")
            .says("said-moved")
            .sounds(Tone::Accepted);
        assert_eq!(floor.newest().new.movements[0].evidence, Evidence::Chosen);
    });
}

#[test]
fn an_expired_lot_may_be_moved_and_says_so() {
    script(|floor| {
        moving(floor).scan("ALG-1").scan("TRS-0907").says("said-expired-in-hand").sounds(Tone::Attention);
        floor.scan("A-01-1").says("said-moved").sounds(Tone::Attention);
        floor.scan("A-01-1").scan("TRS-0907").scan("HOLD");
        floor.says("said-moved").sounds(Tone::Accepted).stands("RM-TRS", "TRS-0907", "HOLD", "3");
    });
}

#[test]
fn a_lot_the_book_never_saw_is_the_wrong_lot() {
    script(|floor| {
        moving(floor).scan("A-04-1").scan(&gs1(&[("01", "09521234002031"), ("10", "SB-??")]));
        floor.says("refusal-wrong-lot").sounds(Tone::WrongItem);
        assert_eq!(floor.verdict().expected.as_deref(), Some("SB-OLD"));
        assert_eq!(floor.verdict().got.as_deref(), Some("SB-??"));
    });
}

#[test]
fn goods_before_their_place_are_known_when_they_lie_in_one_place() {
    script(|floor| {
        moving(floor).scan("9521234001041").says("said-in-hand").scan("A-01-1").says("said-moved");
        floor.stands("PK-BTL", "BTL-1", "A-03-1", "619");
        moving(floor.press(Command::Done)).scan("9521234001041").says("refusal-source-first");
    });
}

#[test]
fn a_whole_crate_moves_with_everything_in_it() {
    script(|floor| {
        moving(floor).scan("C-01").scan("SBB-1").scan("CR-011").says("said-moved");
        moving(floor.press(Command::Done)).scan("CR-011").says("said-place-read").asks("prompt-crate-target");
        floor.scan("A-01-1").says_with("said-crate-moved", "crate_code", "CR-011");
        floor.stands("FG-SBBLK", "SBB-1", "CR-011", "24.38");
        let Screen::MoveStock(screen) = &floor.screen.screen else { panic!("still moving") };
        assert_eq!(screen.booked[0].message.code, "booked-crate");
        floor.scan("CR-011").scan("A-01-1").says("refusal-same-place");
    });
}

#[test]
fn crates_scanned_one_after_the_other_are_one_entry() {
    script(|floor| {
        let before = floor.entry_count();
        moving(floor).scan("CR-011").scan("CR-012").scan("CR-011").scan("A-01-1").says("said-crate-moved");
        assert_eq!(floor.entry_count(), before + 1, "one entry with one undo");
        assert_eq!(floor.newest().new.placements.len(), 2, "each crate once");
        floor.press(Command::Undo).says("said-undone");
        assert_eq!(floor.newest().new.placements.len(), 2, "and both back");
    });
}

#[test]
fn goods_come_out_of_a_crate_and_the_crate_stays() {
    script(|floor| {
        moving(floor).scan("C-01").scan("SBB-1").scan("CR-011").press(Command::Done);
        moving(floor).scan("CR-011").scan("99521234002348");
        floor.tap(Tap::Weighed { amount: "2".to_owned(), pieces: "1".to_owned() });
        floor.scan("A-01-1").says("said-moved");
        floor.stands("FG-SBBLK", "SBB-1", "CR-011", "22.38").stands("FG-SBBLK", "SBB-1", "A-01-1", "2");
    });
}

#[test]
fn choosing_from_what_is_here_needs_no_scan() {
    script(|floor| {
        moving(floor).press(Command::Choose).choose("A-04-2").tap(Tap::ShowChoices).choose("SB-A");
        floor.says_with("said-in-hand", "quantity", "312 pcs").tap(Tap::ShowChoices).choose("A-01-1");
        floor.says("said-moved").stands("FG-SB250", "SB-A", "A-01-1", "312");
    });
}

#[test]
fn a_proposed_quantity_gives_way_to_the_first_scan() {
    script(|floor| {
        moving(floor).scan("A-04-2").press(Command::Choose).choose("SB-A").scan("19521234002038");
        floor.says_with("said-pack-read", "quantity", "12 pcs").scan("A-01-1").says("said-moved");
        floor.stands("FG-SB250", "SB-A", "A-01-1", "12");
    });
}

#[test]
fn crates_are_stacked_into_the_last_one_and_never_into_what_stands_in_them() {
    script(|floor| {
        moving(floor).scan("CR-011").scan("CR-012").tap(Tap::Answer { answer: "into_crate".to_owned() });
        floor.says_with("said-crate-moved", "crate_code", "CR-011").stands_in("CR-011", "CR-012");
        floor.scan("CR-012").scan("CR-011").digits("1").says("refusal-crate-in-itself");
        floor.press(Command::Cancel).scan("CR-012").scan("A-01-1").says("said-crate-moved");
        floor.stands_in("CR-011", "CR-012");
        floor.scan("CR-011").scan("A-03-1").says("said-crate-moved").stands_in("CR-011", "A-03-1");
    });
}

#[test]
fn no_more_than_five_places_stand_in_each_other() {
    script(|floor| {
        floor.has_crate("CR-A", "A-01-1").has_crate("CR-B", "A-01-1");
        moving(floor).scan("CR-011").scan("CR-A").digits("1").says("said-crate-moved");
        floor.scan("CR-012").scan("CR-011").digits("1").says("said-crate-moved");
        floor.scan("CR-B").scan("CR-012").digits("1").says("refusal-crate-too-deep");
        floor.press(Command::Cancel).scan("CR-A").scan("CR-B").digits("1");
        floor.says_with("refusal-crate-too-deep", "limit", "5").stands_in("CR-A", "A-01-1");
    });
}

#[test]
fn a_lot_that_lies_in_two_places_is_one_card() {
    script(|floor| {
        moving(floor).scan("A-04-1").scan("9521234002031").quantity("5").scan("A-01-1").says("said-moved");
        floor.press(Command::Cancel).scan("DOCK").scan("9521234002031").asks("prompt-pick-lot");
        let ids: Vec<String> = floor.prompt().choices.iter().map(|choice| choice.id.clone()).collect();
        let once: std::collections::BTreeSet<&String> = ids.iter().collect();
        assert_eq!(once.len(), ids.len(), "a card is told from the others by its id: {ids:?}");
    });
}
