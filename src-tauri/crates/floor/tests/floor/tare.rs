//! Goods that are weighed with their crate: the station takes off what the crate weighs, keeps the reading as it was
//! made, and never books what the crate weighs.

use crate::support::*;
use domain::code::Command;
use domain::entry::Evidence;
use domain::tare::Tare;
use floor::screen::{Flow, Tap};
use ledger::table::location::crates;

/// The crate with a tare, and one that nobody has weighed.
const WEIGHED: &str = "CR-011";
const UNKNOWN: &str = "CR-012";

impl Floor {
    fn gross(&mut self, amount: &str) -> &mut Floor {
        self.tap(Tap::Gross { amount: amount.to_owned(), pieces: None })
    }

    fn gross_with(&mut self, amount: &str, pieces: &str) -> &mut Floor {
        self.tap(Tap::Gross { amount: amount.to_owned(), pieces: Some(pieces.to_owned()) })
    }

    /// The pad offers the weight with the crate.
    fn offers_tare(&self) -> bool {
        self.prompt().keypad.as_ref().is_some_and(|pad| pad.tare.is_some())
    }

    /// What one crate weighs empty.
    pub fn weighs_empty(&mut self, crate_code: &str, number: &str, unit: &str) -> &mut Floor {
        let (id, tare) = (self.place(crate_code), Tare::parse(number, unit).unwrap());
        self.turn(move |tx| crates::set_tare(tx, id, Some(tare)));
        self
    }

    /// Evidence and reading of the newest entry's last movement.
    fn weighed_as(&self) -> (Evidence, String) {
        let last = self.newest().new.movements.pop().expect("it moves goods");
        (last.evidence, last.reading)
    }
}

/// Salt comes in, into a crate of 1.850 kg.
fn receiving_salt(floor: &mut Floor) -> &mut Floor {
    floor.weighs_empty(WEIGHED, "1.850", "kg").open_flow(Flow::Receive).press(Command::Done).scan(WEIGHED);
    floor.scan("RM-SAL").scan("SAL-9")
}

#[test]
fn goods_that_came_in_a_crate_are_booked_without_it_and_the_reading_is_kept() {
    script(|floor| {
        receiving_salt(floor).asks("prompt-quantity");
        let pad = floor.prompt().keypad.clone().unwrap();
        let tare = pad.tare.expect("the pad offers the weight with the crate");
        assert_eq!((tare.crate_code.as_str(), tare.tare.amount.as_str()), (WEIGHED, "1.850"));
        floor.gross("12,35").says_with("said-tare-taken", "quantity", "10.500 kg");
        floor.says_with("said-tare-taken", "reading", "12.350 kg − CR-011 1.850 kg");
        floor.press(Command::Done).says("said-received").stands("RM-SAL", "SAL-9", WEIGHED, "10.5");
        let reading = "12.350 kg − CR-011 1.850 kg".to_owned();
        assert_eq!(floor.weighed_as(), (Evidence::Converted, reading), "as it stood on the scale");
    });
}

#[test]
fn a_weight_below_that_of_the_crate_is_refused_with_both_numbers() {
    script(|floor| {
        receiving_salt(floor).gross("1,8").says_with("refusal-gross-below-tare", "gross", "1.800 kg");
        floor.says_with("refusal-gross-below-tare", "tare", "1.850 kg");
        floor.says_with("refusal-gross-below-tare", "crate_code", WEIGHED);
        floor.gross("1,85").says("refusal-not-positive").gross("abc").says("refusal-not-a-number");
        floor.gross("2,0001").says_with("refusal-too-fine", "decimals", "3");
        floor.press(Command::Done).says("refusal-still-missing").stands("RM-SAL", "SAL-9", WEIGHED, "0");
    });
}

#[test]
fn another_number_takes_the_place_of_the_reading_too() {
    script(|floor| {
        receiving_salt(floor).gross("12,35").says("said-tare-taken").quantity("10,5");
        floor.press(Command::Done).says("said-received").stands("RM-SAL", "SAL-9", WEIGHED, "10.5");
        assert_eq!(floor.weighed_as().1, "", "what was typed was the weight of the goods alone");
    });
}

#[test]
fn nothing_is_taken_off_where_nobody_knows_how_much() {
    script(|floor| {
        floor.open_flow(Flow::Receive).press(Command::Done).scan(UNKNOWN).scan("RM-SAL").scan("SAL-9");
        assert!(floor.prompt().keypad.as_ref().unwrap().tare.is_none(), "no such key is offered");
        floor.gross("12,35").says_with("refusal-no-tare", "location", UNKNOWN);
        floor.press(Command::Cancel).weighs_empty(UNKNOWN, "1850", "g").scan("PK-BTL").scan("BTL-1");
        assert!(floor.prompt().keypad.as_ref().unwrap().tare.is_none(), "bottles are counted");
        floor.gross("12").says_with("refusal-not-by-weight", "unit", "pcs");
    });
}

#[test]
fn what_a_crate_leaves_may_be_finer_than_the_item_shows() {
    script(|floor| {
        floor.weighs_empty(WEIGHED, "1850.5", "g").open_flow(Flow::Adjust).answer("restock").scan(WEIGHED);
        floor.scan("RM-SAL").scan("SAL-9").gross("12,35").says("said-tare-taken");
        floor.answer("not_booked_in").says("said-adjusted").stands("RM-SAL", "SAL-9", WEIGHED, "10.4995");
        assert_eq!(floor.weighed_as().1, "12.350 kg − CR-011 1.8505 kg");
    });
}

#[test]
fn goods_that_leave_a_crate_are_not_weighed_with_it() {
    script(|floor| {
        receiving_salt(floor).quantity("10,5").press(Command::Done).press(Command::Done);
        floor.open_flow(Flow::MoveStock).scan("A-01-1").press(Command::Cancel).scan(WEIGHED).scan("RM-SAL");
        assert!(!floor.offers_tare(), "the scale would show what stays in it");
        floor.gross("8,35").says_with("refusal-gross-of-what-stays", "crate_code", WEIGHED);
        floor.quantity("4").scan("A-01-1").says("said-moved").stands("RM-SAL", "SAL-9", WEIGHED, "6.5");
        floor.press(Command::Cancel).press(Command::Cancel).open_flow(Flow::Adjust).answer("take_out");
        floor.scan(WEIGHED).scan("SAL-9").gross("4,85").says("refusal-gross-of-what-stays");
        floor.stands("RM-SAL", "SAL-9", WEIGHED, "6.5");
    });
}

/// Salt stands in the crate, 10.5 kg.
fn holding_salt(floor: &mut Floor) -> &mut Floor {
    receiving_salt(floor).gross("12,35").press(Command::Done).says("said-received")
}

#[test]
fn what_comes_into_a_crate_that_holds_something_is_not_weighed_with_it() {
    script(|floor| {
        holding_salt(floor).scan("RM-SAL").scan("SAL-10").asks("prompt-quantity");
        assert!(!floor.offers_tare(), "the other lot would be on the scale too");
        floor.gross("16,35").says_with("refusal-crate-holds-more", "inside", "salt · SAL-9");
        floor.quantity("4").press(Command::Done).says("said-received");
        floor.stands("RM-SAL", "SAL-9", WEIGHED, "10.5").stands("RM-SAL", "SAL-10", WEIGHED, "4");
        floor.press(Command::Done).open_flow(Flow::Adjust).answer("restock").scan(WEIGHED).scan("RM-SAL");
        floor.scan("SAL-9").gross("18,35").says_with("refusal-crate-holds-more", "crate_code", WEIGHED);
        floor.stands("RM-SAL", "SAL-9", WEIGHED, "10.5");
    });
}

#[test]
fn a_crate_with_two_lots_is_not_counted_on_the_scale_as_one_of_them() {
    script(|floor| {
        holding_salt(floor).scan("RM-SAL").scan("SAL-10").quantity("4").press(Command::Done);
        floor.press(Command::Done).open_flow(Flow::Count).scan(WEIGHED).scan("SAL-9");
        assert!(!floor.offers_tare(), "which lot weighs what, no scale says");
        floor.gross("16,35").says_with("refusal-crate-holds-more", "inside", "salt · SAL-10");
        floor.quantity("10,5").says("said-count-right").stands("RM-SAL", "SAL-9", WEIGHED, "10.5");
    });
}

#[test]
fn a_crate_with_a_crate_in_it_is_not_counted_on_the_scale() {
    script(|floor| {
        holding_salt(floor).press(Command::Done).has_crate("CR-099", WEIGHED);
        floor.open_flow(Flow::Count).scan(WEIGHED).scan("SAL-9").gross("14,35");
        floor.says_with("refusal-crate-holds-more", "inside", "CR-099");
        floor.stands("RM-SAL", "SAL-9", WEIGHED, "10.5");
    });
}

#[test]
fn another_place_asks_for_the_weight_once_more() {
    for place in [UNKNOWN, "A-01-1"] {
        script(|floor| {
            receiving_salt(floor).gross("12,35").scan(WEIGHED).says("said-place-read");
            floor.scan(place).says("said-place-read").asks("prompt-quantity").quantity("10,4");
            floor.press(Command::Done).says("said-received").stands("RM-SAL", "SAL-9", place, "10.4");
            assert_eq!(floor.weighed_as().1, "", "it was not weighed with that crate");
        });
    }
}

#[test]
fn a_new_crate_asks_for_the_weight_once_more() {
    script(|floor| {
        receiving_salt(floor).gross("12,35").scan(&gs1(&[("00", "095212340000000020")]));
        floor.says("said-crate-made").asks("prompt-quantity").quantity("10,4").press(Command::Done);
        floor.says("said-received").stands("RM-SAL", "SAL-9", "095212340000000020", "10.4");
    });
}

#[test]
fn catch_weight_goods_have_their_pieces_beside_the_weight_with_the_crate() {
    script(|floor| {
        floor.weighs_empty(WEIGHED, "1.850", "kg").open_flow(Flow::Receive).press(Command::Done);
        floor.scan(WEIGHED).scan("99521234002348").scan("SBB-1").gross("9,85").says("refusal-still-missing");
        floor.gross_with("9,85", "4").says("said-tare-taken").press(Command::Done).says("said-received");
        let moved = floor.newest().new.movements.remove(0);
        assert_eq!(
            (moved.quantity.text(0).as_str(), moved.pieces),
            ("8", 4),
            "each is said, none worked out"
        );
        floor.stands("FG-SBBLK", "SBB-1", WEIGHED, "8").scan("RM-SAL").scan("SAL-9");
        floor.gross_with("9,85", "4").says("refusal-stale-screen");
    });
}

#[test]
fn a_crate_is_counted_on_the_scale_and_may_be_empty() {
    script(|floor| {
        receiving_salt(floor).quantity("10,5").press(Command::Done).press(Command::Done);
        floor.open_flow(Flow::Count).scan(WEIGHED).scan("SAL-9").gross("12,35").says("said-count-right");
        floor.scan("SAL-9").gross("1,849").says_with("refusal-gross-below-tare", "gross", "1.849 kg");
        floor.gross("11,35").questions("question-count-reason").answer("could_not_find");
        floor.says_with("said-count-posted", "counted", "9.500 kg");
        let reading = "11.350 kg − CR-011 1.850 kg".to_owned();
        assert_eq!(
            floor.weighed_as(),
            (Evidence::Counted, reading),
            "the count is a count, its reading is kept"
        );
        floor.scan("SAL-9").gross("1,85").answer("could_not_find").says("said-count-posted");
        floor.stands("RM-SAL", "SAL-9", WEIGHED, "0");
    });
}

#[test]
fn a_count_that_waits_for_the_lead_keeps_its_reading() {
    script(|floor| {
        floor.weighs_empty(WEIGHED, "1850.5", "g");
        receiving_salt(floor).quantity("10,5").press(Command::Done).press(Command::Done);
        floor.weighs_empty(WEIGHED, "1850.5", "g").scan(&badge(OPERATOR)).open_flow(Flow::Count);
        floor.scan(WEIGHED).scan("SAL-9").gross("11,35").answer("could_not_find").says("said-count-kept");
        let task = floor.turn(|tx| ledger::table::task::open(tx, 10)).remove(0);
        floor.press(Command::Done).press(Command::Done).scan(&badge(LEAD));
        floor.tap(Tap::PostCount { task: task.id.to_string() }).says("said-count-taken-up");
        floor.press(Command::Done).answer("could_not_find").says("said-count-posted");
        floor.stands("RM-SAL", "SAL-9", WEIGHED, "9.4995");
        assert_eq!(floor.weighed_as().1, "11.350 kg − CR-011 1.8505 kg", "as the counter read it");
    });
}
