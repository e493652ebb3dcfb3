//! Goods that are weighed: the weight is the quantity, pieces ride along; both are asked for, both are kept, and neither
//! goes below zero where goods stand.

use crate::support::*;
use domain::Quantity;
use domain::code::Command;
use domain::entry::{MovementKind, Reason};
use domain::item_facts::ItemFacts;
use floor::screen::{Flow, Tap};
use ledger::table::{balance, item_fact, task};

pub const SAMBAL: &str = "99521234002348";

pub fn blind(floor: &mut Floor) -> &mut Floor {
    floor.open_flow(Flow::Receive).press(Command::Done).says("said-no-order")
}

pub fn label(kilograms: &str, pieces: &str) -> String {
    let expiry = yymmdd(18);
    gs1(&[("01", SAMBAL), ("3103", kilograms), ("30", pieces), ("17", &expiry), ("10", "SBB-1")])
}

impl Floor {
    pub fn weigh(&mut self, amount: &str, pieces: &str) -> &mut Floor {
        self.tap(Tap::Weighed { amount: amount.to_owned(), pieces: pieces.to_owned() })
    }

    /// Weight and pieces of the sambal at a place.
    #[track_caller]
    fn weighs(&mut self, place: &str, amount: &str, pieces: i64) -> &mut Floor {
        let (item, at) = (self.item("FG-SBBLK"), self.place(place));
        let rows = self.turn(move |tx| balance::at(tx, at));
        let here: Vec<_> = rows.into_iter().filter(|row| row.item == item).collect();
        let found: Quantity = here.iter().map(|row| row.on_hand).sum();
        let found_pieces = here.iter().map(|row| row.pieces).sum::<i64>();
        let at_zero = self.pieces_without_weight(place);
        assert_eq!((found.text(0).as_str(), found_pieces + at_zero), (amount, pieces), "at {place}");
        self
    }

    /// Pieces of rows that hold no weight, which no list shows.
    fn pieces_without_weight(&self, place: &str) -> i64 {
        let (item, at, lot) = (self.item("FG-SBBLK"), self.place(place), self.lot_id("FG-SBBLK", "SBB-1"));
        let row = self.turn(move |tx| balance::one(tx, at, item, lot));
        row.filter(|row| row.on_hand.is_zero()).map_or(0, |row| row.pieces)
    }

    fn piece_tasks(&self) -> usize {
        self.turn(|tx| task::open(tx, 100)).iter().filter(|task| task.kind == "pieces_differ").count()
    }

    pub fn usual_piece(&mut self, kilograms: i64) -> &mut Floor {
        let id = self.item("FG-SBBLK");
        let usual_piece = Some(kilograms * Quantity::ONE.millionths());
        self.turn(move |tx| item_fact::set(tx, id, &ItemFacts { usual_piece, ..ItemFacts::default() }));
        self
    }
}

#[test]
fn weight_and_pieces_are_both_asked_for() {
    script(|floor| {
        blind(floor).scan(SAMBAL).scan("SBB-1").asks("prompt-weigh");
        let pad = floor.prompt().keypad.clone().unwrap();
        assert_eq!(pad.pieces.unwrap().prefill, None, "nobody said how many");
        floor.quantity("5,2").asks("prompt-pieces").press(Command::Done).says("refusal-still-missing");
        floor.weigh("5,2", "-1").says("refusal-negative-count");
        floor.weigh("5,2", "1,5").says_with("refusal-too-fine", "decimals", "0");
        floor.weigh("5,2", "2").says_with("said-quantity-set", "quantity", "5.200 kg");
        floor.press(Command::Done).says("said-received").weighs("DOCK", "5.2", 2);
    });
}

#[test]
fn the_second_number_that_is_keyed_is_that_of_the_pieces() {
    script(|floor| {
        blind(floor).scan(SAMBAL).scan("SBB-1").digits("5").press(Command::Enter).asks("prompt-pieces");
        floor.digits("2");
        let pad = floor.prompt().keypad.clone().unwrap();
        assert_eq!(
            (pad.prefill.as_deref(), pad.pieces.unwrap().prefill.as_deref()),
            (Some("5"), Some("2")),
            "the keys stand where they are meant for"
        );
        floor.press(Command::Enter).says_with("said-quantity-set", "quantity", "5.000 kg");
        floor.press(Command::Done).says("said-received").weighs("DOCK", "5", 2);
    });
}

#[test]
fn one_scan_brings_both_and_the_next_adds_both() {
    script(|floor| {
        blind(floor).scan(&label("006100", "3")).says("said-received").weighs("DOCK", "6.1", 3);
        floor.press(Command::Done).says("said-order-complete");
        floor.open_flow(Flow::MoveStock).scan("C-01");
        let bare = |weight| gs1(&[("01", SAMBAL), ("3103", weight), ("10", "SBB-1")]);
        floor.scan(&bare("002045")).scan(&bare("001955")).says_with("said-in-hand", "quantity", "4.000 kg");
        floor.scan("A-01-1").says("said-moved").weighs("A-01-1", "4", 2).weighs("C-01", "20.38", 10);
        floor.press(Command::Undo).says("said-undone").weighs("A-01-1", "0", 0).weighs("C-01", "24.38", 12);
    });
}

#[test]
fn codes_that_come_apart_fill_weight_and_pieces() {
    script(|floor| {
        blind(floor).scan(SAMBAL).scan("SBB-1").scan("(3103)007000").says("said-received");
        floor.weighs("DOCK", "7", 1);
        floor.scan(SAMBAL).scan("SBB-1").scan("(37)4").asks("prompt-weigh").scan("(3103)009000");
        floor.says("said-received").weighs("DOCK", "16", 5);
    });
}

#[test]
fn pieces_the_book_lacks_are_found_first_and_somebody_looks() {
    script(|floor| {
        floor.open_flow(Flow::MoveStock).scan("C-01").scan(SAMBAL).weigh("5", "14").scan("A-01-1");
        floor
            .questions("question-book-short")
            .question_says("there", "12 pcs")
            .question_says("wanted", "14 pcs");
        floor.answer("take").says("said-moved").weighs("A-01-1", "5", 14).weighs("C-01", "19.38", 0);
        let movements = floor.newest().new.movements;
        let kinds: Vec<_> = movements.iter().map(|one| (one.kind, one.pieces, one.reason)).collect();
        let found = Some(Reason::BookWasShort);
        assert_eq!(
            kinds,
            [
                (MovementKind::Adjust, 2, found),
                (MovementKind::Adjust, 0, found),
                (MovementKind::Move, 14, None)
            ],
            "pieces come from the adjustment, and no weight with them"
        );
        assert_eq!(floor.piece_tasks(), 1, "weight without pieces is for a person");
        floor.press(Command::Cancel).press(Command::Cancel).open_flow(Flow::Count).scan("C-01").scan(SAMBAL);
        floor.weigh("19.38", "8").questions("question-count-reason").answer("not_booked_in");
        floor.says("said-count-posted").weighs("C-01", "19.38", 8);
        assert_eq!(floor.piece_tasks(), 0, "counted: both are there again");
    });
}

#[test]
fn weight_and_pieces_the_book_lacks_come_together() {
    script(|floor| {
        floor.open_flow(Flow::Adjust).answer("damage").scan("C-01").scan(SAMBAL).weigh("30", "15");
        floor.answer("broken").questions("question-book-short").answer("take").says("said-adjusted");
        floor.weighs("C-01", "0", 0);
        let movements = floor.newest().new.movements;
        assert_eq!(
            (movements[0].quantity.text(2).as_str(), movements[0].pieces),
            ("5.62", 3),
            "what was missing"
        );
        assert_eq!(floor.piece_tasks(), 0, "nothing is left of either");
    });
}

#[test]
fn pieces_alone_are_counted_too() {
    script(|floor| {
        floor.open_flow(Flow::Count).scan("C-01").scan(SAMBAL).quantity("24.38").asks("prompt-pieces");
        floor.press(Command::Done).says("refusal-still-missing");
        floor.weigh("24.38", "12").says("said-count-right");
        floor.scan(SAMBAL).weigh("24.38", "11").questions("question-count-reason").answer("could_not_find");
        floor.says("said-count-posted").weighs("C-01", "24.38", 11);
        let entry = floor.newest();
        assert_eq!(entry.new.movements.len(), 2, "in and out, with the piece one way");
        floor.press(Command::Undo).says("said-undone").weighs("C-01", "24.38", 12);
        floor.scan(SAMBAL).weigh("25", "11").answer("wrong_unit").says("said-count-posted");
        floor.weighs("C-01", "25", 11);
    });
}

#[test]
fn pieces_alone_that_are_booked_late_leave_alone_what_was_counted_since() {
    script(|floor| {
        floor.at_seat("second").open_flow(Flow::Count).scan("C-01").scan("LATE-9").says("said-unknown");
        let parked = floor.last_scan.to_string();
        floor.press(Command::Park).says("said-parked").tap(Tap::Cancel).tap(Tap::Back).is_at("home");
        floor.later(5).at_seat(SEAT).open_flow(Flow::Count).scan("C-01").scan(SAMBAL).weigh("24.38", "12");
        floor.says("said-count-right").give_code("FG-SBBLK", "LATE-9");
        floor.later(5).at_seat("second").tap(Tap::NameParked { scan: parked }).is_at("count");
        floor.weigh("24.38", "11").answer("could_not_find").says("said-count-posted");
        floor.weighs("C-01", "24.38", 12);
    });
}

#[test]
fn pieces_without_weight_are_for_a_person() {
    script(|floor| {
        floor.open_flow(Flow::MoveStock).scan("C-01").scan(SAMBAL).weigh("24.38", "10").scan("A-01-1");
        floor.says("said-moved").weighs("C-01", "0", 2).weighs("A-01-1", "24.38", 10);
        assert_eq!(floor.piece_tasks(), 1, "two pieces weigh nothing there");
        floor.press(Command::Undo).says("said-undone");
        assert_eq!(floor.piece_tasks(), 0, "undone, nothing is odd");
    });
}

#[test]
fn weight_and_pieces_go_to_another_site_together() {
    script(|floor| {
        floor.has_other_site().open_flow(Flow::MoveStock).scan("C-01").scan(SAMBAL).weigh("4", "2");
        floor.scan("B-01").says("said-sent").weighs("C-01", "20.38", 10);
        let number = plain(&floor.verdict().message.values["document"]);
        floor.weighs(&number, "4", 2).tap(Tap::Back).tap(Tap::Back).is_at("home");
        floor.scan(&number).scan(SAMBAL).weigh("4", "2").scan("B-01").says("said-transfer-complete");
        floor.weighs(&number, "0", 0).weighs("B-01", "4", 2);
        assert_eq!(floor.piece_tasks(), 0, "nothing is odd");
    });
}

#[test]
fn an_odd_weight_is_asked_about_once() {
    script(|floor| {
        floor.usual_piece(2);
        blind(floor).scan(&label("009000", "3")).questions("question-odd-weight");
        floor.question_says("usual", "2.000 kg").answer("change").asks("prompt-weigh");
        floor.weigh("9", "3").press(Command::Done).questions("question-odd-weight").answer("take");
        floor.says("said-received").weighs("DOCK", "9", 3).press(Command::Done);
        floor.open_flow(Flow::MoveStock).scan("DOCK").scan(SAMBAL).weigh("2.5", "1").scan("A-01-1");
        floor.says("said-moved").scan("DOCK").scan(SAMBAL).weigh("2.6", "1").scan("A-01-1");
        floor.questions("question-odd-weight").answer("take").says("said-moved");
        floor
            .press(Command::Cancel)
            .press(Command::Cancel)
            .open_flow(Flow::Count)
            .scan("A-01-1")
            .scan(SAMBAL);
        floor.weigh("5.1", "1").questions("question-odd-weight").answer("take");
        floor.questions("question-count-reason");
    });
}

#[test]
fn what_is_undone_takes_no_pieces_that_are_gone() {
    script(|floor| {
        blind(floor).scan(&label("010000", "4"));
        let first = floor.newest().new.id.to_string();
        floor.scan(&label("005000", "1")).press(Command::Done);
        floor
            .open_flow(Flow::MoveStock)
            .scan("DOCK")
            .scan(SAMBAL)
            .weigh("1", "3")
            .scan("A-01-1")
            .says("said-moved");
        floor.tap(Tap::UndoEntry { entry: first }).says("refusal-not-enough");
        floor.weighs("DOCK", "14", 2);
    });
}

#[test]
fn more_than_ordered_takes_its_share_of_the_pieces_to_the_hold_shelf() {
    let item = domain::item::Item {
        catch_weight: true,
        ..Floor::open().turn(|tx| ledger::table::item::by_sku(tx, "FG-SBBLK")).remove(0)
    };
    let kg = |text: &str| Quantity::parse(text, 6).unwrap();
    let share = |part: &str| floor::pieces::share(&item, 10, kg(part), kg("20"));
    assert_eq!(
        [share("0"), share("5"), share("1.9"), share("20")],
        [0, 3, 1, 10],
        "in proportion, none lost"
    );
}
