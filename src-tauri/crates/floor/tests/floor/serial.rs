//! Goods kept one by one: each flow asks which piece it is, and the book has every piece in one place.

use crate::support::*;
use domain::code::Command;
use domain::entry::{Evidence, Reason};
use floor::screen::{Flow, Screen, Tap, Tone};

const SCALE: &str = "9521234007012";

/// A scale's own symbol: what it is and which one.
fn scale(serial: &str) -> String {
    gs1(&[("01", "09521234007012"), ("21", serial)])
}

fn serial(serial: &str) -> String {
    gs1(&[("21", serial)])
}

fn receiving(floor: &mut Floor) -> &mut Floor {
    floor.open_flow(Flow::Receive).press(Command::Done)
}

fn adjusting<'a>(floor: &'a mut Floor, mode: &str, place: &str) -> &'a mut Floor {
    floor.open_flow(Flow::Adjust).answer(mode).scan(place)
}

fn counting<'a>(floor: &'a mut Floor, place: &str) -> &'a mut Floor {
    floor.open_flow(Flow::Count).scan(place)
}

/// The serials of the newest entry's movements.
fn moved(floor: &Floor) -> Vec<String> {
    floor.newest().new.movements.into_iter().filter_map(|movement| movement.serial).collect()
}

#[test]
fn a_symbol_with_its_serial_is_one_receipt() {
    script(|floor| {
        receiving(floor).scan(&scale("SCL-9")).says_with("said-received", "quantity", "1 pcs");
        floor.says_with("said-received", "item", "bench scale 15 kg · SCL-9").sounds(Tone::Accepted);
        floor.scan(&scale("SCL-10")).says("said-received").stands("EQ-SCL", "", "DOCK", "2");
        assert_eq!(moved(floor), ["SCL-10"]);
        let Screen::Receive(screen) = &floor.screen.screen else { panic!("still receiving") };
        let booked = plain(&screen.booked[0].message.values["lot"]);
        assert_eq!(booked, "SCL-10", "the list says which one");
    });
}

#[test]
fn a_piece_that_is_gone_is_at_no_place_any_more() {
    script(|floor| {
        receiving(floor).scan(&scale("SCL-9")).says("said-received");
        let receipt = Tap::UndoEntry { entry: floor.newest().new.id.to_string() };
        floor.scan(&scale("SCL-10")).says("said-received").press(Command::Done).is_at("home");
        adjusting(floor, "damage", "DOCK").scan(&scale("SCL-9")).answer("broken").says("said-adjusted");
        floor.tap(receipt).says_with("refusal-serial-is-nowhere", "serial", "SCL-9");
        floor.stands("EQ-SCL", "", "DOCK", "1");
    });
}

#[test]
fn a_serial_that_comes_after_its_item_ends_the_receipt() {
    script(|floor| {
        receiving(floor).scan(SCALE).says("said-item-read").asks("prompt-serial");
        floor.press(Command::Done).says("refusal-still-missing").scan(&serial("SCL-9")).says("said-received");
        floor.scan(SCALE).scan("SN 0815/x").says("said-received");
        assert_eq!(moved(floor), ["SN 0815/x"], "a bare code is the serial as printed");
        assert_eq!(floor.newest().new.movements[0].evidence, Evidence::Scanned);
        floor.scan(SCALE).tap(Tap::OpenText).says("said-typing").text(" SCL-11 ").says("said-received");
        assert_eq!(moved(floor), ["SCL-11"]);
        assert_eq!(floor.newest().new.movements[0].evidence, Evidence::Typed);
        floor.stands("EQ-SCL", "", "DOCK", "3");
    });
}

#[test]
fn serial_and_lot_are_both_asked() {
    script(|floor| {
        receiving(floor).scan("EQ-PMP").asks("prompt-serial").scan("PMP-9").says("said-serial-read");
        floor.asks("prompt-lot").scan("PMP-C").says("said-received").stands("EQ-PMP", "PMP-C", "DOCK", "1");
        assert_eq!(moved(floor), ["PMP-9"]);
        floor.scan("EQ-PMP").scan(&gs1(&[("10", "PMP-C")])).says("said-lot-read").asks("prompt-serial");
        floor.scan("PMP-10").says("said-received").stands("EQ-PMP", "PMP-C", "DOCK", "2");
    });
}

#[test]
fn a_piece_that_is_here_already_does_not_come_in() {
    script(|floor| {
        receiving(floor).press(Command::Done).scan(&scale("SCL-1")).says_with(
            "refusal-serial-is-elsewhere",
            "location",
            "A-03-3",
        );
        floor.asks("prompt-item").scan(SCALE).scan("SCL-1").says("refusal-serial-is-elsewhere");
        floor.asks("prompt-serial").scan("SCL-9").says("said-received").stands("EQ-SCL", "", "DOCK", "1");
        floor.scan(&scale("SCL-9")).says_with("refusal-serial-is-elsewhere", "location", "DOCK");
        floor.press(Command::Undo).says("said-undone").scan(&scale("SCL-9")).says("said-received");
    });
}

#[test]
fn a_piece_is_one_and_no_pallet() {
    script(|floor| {
        receiving(floor)
            .press(Command::Done)
            .scan("19521234007019")
            .says("refusal-serial-needs-one")
            .asks("prompt-item");
        floor.scan(&gs1(&[("02", "09521234007012"), ("37", "12")])).says("refusal-serial-needs-one");
        floor.scan(SCALE).quantity("2").says("refusal-serial-needs-one").press(Command::Times6);
        floor.says("refusal-serial-needs-one").scan("(37)3").says("refusal-serial-needs-one");
        floor.scan(SCALE).says("said-item-read").scan("SCL-9").says_with(
            "said-received",
            "quantity",
            "1 pcs",
        );
    });
}

#[test]
fn what_cannot_be_a_serial_is_none() {
    script(|floor| {
        receiving(floor).scan(SCALE).tap(Tap::OpenText).text("  ").says("refusal-bad-serial");
        floor.text(&"7".repeat(81)).says("refusal-bad-serial").asks("prompt-serial");
        floor.tap(Tap::Cancel).scan("8991234567891").says("said-unknown").is_at("name_it");
    });
}

#[test]
fn a_piece_is_moved_by_its_symbol_and_a_place() {
    script(|floor| {
        floor.open_flow(Flow::MoveStock).scan("A-03-3").scan(&scale("SCL-2")).says("said-in-hand");
        floor.asks("prompt-target");
        assert!(floor.prompt().keypad.is_none(), "one piece has no number to key");
        let Screen::MoveStock(screen) = &floor.screen.screen else { panic!("still moving") };
        assert_eq!(screen.in_hand.serial.as_deref(), Some("SCL-2"));
        floor.scan("A-01-1").says_with("said-moved", "item", "bench scale 15 kg · SCL-2");
        floor.stands("EQ-SCL", "", "A-03-3", "2").stands("EQ-SCL", "", "A-01-1", "1");
        // Where it stands is known of every single piece.
        floor.press(Command::Done).open_flow(Flow::MoveStock).scan(&scale("SCL-2")).scan("A-03-3");
        floor.says_with("said-moved", "from", "A-01-1");
    });
}

#[test]
fn a_piece_that_stands_elsewhere_is_not_moved_from_here() {
    script(|floor| {
        floor.open_flow(Flow::MoveStock).scan("A-01-1").scan(&scale("SCL-2"));
        floor.says_with("refusal-serial-is-elsewhere", "location", "A-03-3").asks("prompt-goods");
        floor.scan("A-03-3").scan(SCALE).asks("prompt-serial").scan("SCL-99");
        floor.says_with("refusal-serial-not-in-stock", "serial", "SCL-99").asks("prompt-serial");
        floor.scan("SCL-3").says("said-in-hand").scan(&scale("SCL-1")).says("refusal-finish-first");
        floor.scan(&serial("SCL-1")).says("refusal-finish-first").scan("A-01-1").says("said-moved");
        assert_eq!(moved(floor), ["SCL-3"], "the piece that was in the hand");
    });
}

#[test]
fn a_piece_is_chosen_from_what_is_here() {
    script(|floor| {
        floor.open_flow(Flow::MoveStock).scan("A-03-3").scan("EQ-PMP").asks("prompt-serial");
        let titles: Vec<_> = floor.prompt().choices.iter().map(|choice| choice.title.clone()).collect();
        assert_eq!(titles, ["PMP-1", "PMP-2"], "not the one that stands elsewhere");
        floor.choose("PMP-2").says("said-in-hand").asks("prompt-target").scan("DOCK").says("said-moved");
        assert_eq!(floor.newest().new.movements[0].evidence, Evidence::Chosen);
        floor.stands("EQ-PMP", "PMP-A", "DOCK", "1");
        floor.scan("EQ-PMP").press(Command::Digit1).says("said-in-hand").scan("DOCK").says("said-moved");
        assert_eq!(moved(floor), ["PMP-1"], "by scans alone");
    });
}

#[test]
fn a_piece_brings_its_lot_and_another_lot_is_the_wrong_one() {
    script(|floor| {
        floor.open_flow(Flow::MoveStock).scan("A-03-1").scan("EQ-PMP").scan("PMP-3").says("said-in-hand");
        floor.scan("DOCK").says("said-moved").stands("EQ-PMP", "PMP-B", "DOCK", "1");
        floor.scan("A-03-3").scan("EQ-PMP").scan(&gs1(&[("10", "PMP-B")])).scan("PMP-1");
        floor.says_with("refusal-wrong-lot", "wanted", "PMP-A").sounds(Tone::WrongItem);
    });
}

#[test]
fn one_piece_more_is_asked_for_its_serial_and_then_why() {
    script(|floor| {
        adjusting(floor, "restock", "A-01-1").scan(SCALE).asks("prompt-serial");
        assert!(floor.prompt().choices.is_empty(), "what is added is not here yet");
        floor.scan("SCL-1").says_with("refusal-serial-is-elsewhere", "location", "A-03-3");
        floor.scan("SCL-9").says("said-serial-read").asks("prompt-reason").answer("not_booked_in");
        floor.says_with("said-adjusted", "item", "bench scale 15 kg · SCL-9");
        floor.stands("EQ-SCL", "", "A-01-1", "1");
        assert_eq!(moved(floor), ["SCL-9"]);
    });
}

#[test]
fn one_piece_less_is_the_one_that_was_scanned_or_chosen() {
    script(|floor| {
        adjusting(floor, "damage", "A-03-3").scan(&scale("SCL-2")).asks("prompt-reason").answer("broken");
        floor.says("said-adjusted").stands("EQ-SCL", "", "A-03-3", "2");
        assert_eq!(moved(floor), ["SCL-2"]);
        floor.scan(&scale("SCL-2")).says("refusal-serial-not-in-stock").scan("EQ-PMP").asks("prompt-serial");
        floor.scan("PMP-3").says_with("refusal-serial-is-elsewhere", "location", "A-03-1").choose("PMP-1");
        floor.says("said-serial-read").asks("prompt-reason").answer("leaking").says("said-adjusted");
        floor.stands("EQ-PMP", "PMP-A", "A-03-3", "1");
        floor.press(Command::Undo).says("said-undone").stands("EQ-PMP", "PMP-A", "A-03-3", "2");
    });
}

#[test]
fn pieces_are_counted_one_after_the_other() {
    script(|floor| {
        counting(floor, "A-03-3").scan(&scale("SCL-1")).says_with("said-count-right", "counted", "1 pcs");
        floor.asks("prompt-count-item").scan(SCALE).asks("prompt-serial");
        assert!(floor.prompt().choices.is_empty(), "who counts does not read them off the screen");
        floor.scan("SCL-2").says("said-count-right").scan(&scale("SCL-1")).says("said-count-right");
        let Screen::Count(screen) = &floor.screen.screen else { panic!("still counting") };
        let lines = screen.lines.iter().map(|line| (line.item.sku.as_str(), line.serial.as_deref()));
        let scales: Vec<_> = lines.filter(|(sku, _)| *sku == "EQ-SCL").map(|(_, serial)| serial).collect();
        assert_eq!(scales, [Some("SCL-1"), Some("SCL-2"), None], "each once, and one is still to be counted");
        floor.scan(&scale("SCL-3")).says("said-count-right");
        let Screen::Count(screen) = &floor.screen.screen else { panic!("still counting") };
        let is_open =
            |line: &floor::screen::CountLineCard| line.item.sku == "EQ-SCL" && line.serial.is_none();
        assert!(!screen.lines.iter().any(is_open), "nothing of it is left");
    });
}

#[test]
fn a_piece_that_nobody_knew_is_found_by_counting() {
    script(|floor| {
        counting(floor, "A-01-1").scan(&scale("SCL-9")).questions("question-count-reason");
        floor.question_says("counted", "1 pcs").question_says("book", "0 pcs").answer("leave");
        floor.says("said-cancelled").asks("prompt-count-item").scan(&scale("SCL-9")).answer("not_booked_in");
        floor.says_with("said-count-posted", "item", "bench scale 15 kg · SCL-9");
        floor.stands("EQ-SCL", "", "A-01-1", "1");
        assert_eq!(moved(floor), ["SCL-9"]);
        floor.scan(&scale("SCL-1")).says_with("refusal-serial-is-elsewhere", "location", "A-03-3");
    });
}

#[test]
fn a_piece_that_is_missing_is_chosen_and_counted_as_none() {
    script(|floor| {
        counting(floor, "A-03-3").scan("EQ-PMP").asks("prompt-serial").press(Command::Choose).choose("PMP-2");
        floor.says("said-serial-read").asks("prompt-piece").quantity("2").says("refusal-serial-needs-one");
        assert!(floor.prompt().keypad.is_none(), "it is here, or it is not");
        floor.press(Command::Done).says("refusal-still-missing").answer("here").says("said-count-right");
        floor.scan("EQ-PMP").press(Command::Choose).choose("PMP-2").press(Command::Digit2);
        floor.questions("question-count-reason").answer("could_not_find");
        floor.says("said-count-posted").stands("EQ-PMP", "PMP-A", "A-03-3", "1");
        let movement = floor.newest().new.movements.remove(0);
        assert_eq!(
            (movement.serial.as_deref(), movement.reason),
            (Some("PMP-2"), Some(Reason::CouldNotFind))
        );
        assert_eq!(movement.evidence, Evidence::Counted);
    });
}

#[test]
fn a_missing_piece_that_an_operator_counted_waits_for_the_lead() {
    script_by(OPERATOR, |floor| {
        counting(floor, "A-03-3").scan("EQ-PMP").press(Command::Choose).choose("PMP-2").answer("missing");
        floor.answer("could_not_find").says("said-count-kept").stands("EQ-PMP", "PMP-A", "A-03-3", "2");
        let task = floor.turn(|tx| ledger::table::task::open(tx, 10)).remove(0);
        floor.scan(&badge(LEAD)).press(Command::Done).press(Command::Done).is_at("home");
        floor.tap(Tap::PostCount { task: task.id.to_string() }).says("said-count-taken-up");
        floor.press(Command::Done).questions("question-count-reason").answer("could_not_find");
        floor.says("said-count-posted").stands("EQ-PMP", "PMP-A", "A-03-3", "1");
        assert_eq!(moved(floor), ["PMP-2"], "the very piece");
    });
}

#[test]
fn a_piece_that_moved_on_is_not_undone_under_another() {
    script(|floor| {
        receiving(floor).scan(&scale("SCL-9")).scan(&scale("SCL-10"));
        let entries = floor.newest_entries(2);
        floor
            .press(Command::Done)
            .open_flow(Flow::MoveStock)
            .scan("DOCK")
            .scan(&scale("SCL-9"))
            .scan("A-01-1");
        let first = entries[1].new.id.to_string();
        floor.tap(Tap::UndoEntry { entry: first }).says_with(
            "refusal-serial-is-elsewhere",
            "location",
            "A-01-1",
        );
        floor.tap(Tap::UndoEntry { entry: entries[0].new.id.to_string() }).says("said-undone");
        floor.stands("EQ-SCL", "", "DOCK", "0").stands("EQ-SCL", "", "A-01-1", "1");
    });
}

#[test]
fn the_piece_in_hand_is_still_there_after_a_power_cut() {
    let mut floor = Floor::open();
    floor.scan(&badge(LEAD)).open_flow(Flow::MoveStock).scan("A-03-3").scan(SCALE).asks("prompt-serial");
    let mut floor = floor.restart();
    floor.asks("prompt-serial").scan("SCL-2").says("said-in-hand");
    let before = floor.screen.clone();
    let mut floor = floor.restart();
    assert_eq!(floor.screen, before, "the same piece");
    floor.scan("A-01-1").says("said-moved");
    assert_eq!(moved(&floor), ["SCL-2"]);
    floor.verify();
}
