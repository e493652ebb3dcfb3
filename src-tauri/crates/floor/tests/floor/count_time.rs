//! A count is of its moment: what comes and goes before it is posted, and what is recorded only afterwards, changes
//! nothing of what was counted.

use crate::support::*;
use domain::code::Command;
use domain::{Quantity, ScanId};
use floor::screen::{Flow, Tap};

pub const MINUTE_MS: i64 = 60_000;
/// The shelf that is counted, and its cartons by the book.
pub const SHELF: &str = "A-03-3";
pub const ON_BOOK: i64 = 140;

impl Floor {
    /// Another workplace, with its own screen; somebody is signed in there.
    pub fn at_seat(&mut self, seat: &str) -> &mut Floor {
        self.seat = seat.to_owned();
        self.look();
        if self.screen.operator.is_none() {
            self.scan(&badge(LEAD));
        }
        self
    }

    pub fn later(&mut self, minutes: i64) -> &mut Floor {
        self.moment.now_ms += minutes * MINUTE_MS;
        self
    }

    pub fn move_cartons(&mut self, quantity: &str) -> &mut Floor {
        self.at_seat("second").open_flow(Flow::MoveStock).scan(SHELF).scan("PK-CTN").quantity(quantity);
        self.scan("A-03-1").take_if_asked().tap(Tap::Back).tap(Tap::Back).is_at("home")
    }

    /// The goods are there, whatever the book has.
    fn take_if_asked(&mut self) -> &mut Floor {
        if self.prompt().question.is_some() {
            self.questions("question-book-short").answer("take");
        }
        self.says("said-moved")
    }

    /// Cartons leave the shelf by a code that nobody knows: it waits in the tray until [`Floor::book_parked`].
    pub fn take_by_unknown_code(&mut self, code: &str) -> ScanId {
        self.at_seat("second").open_flow(Flow::MoveStock).scan(SHELF).scan(code).says("said-unknown");
        let id = self.last_scan;
        self.press(Command::Park).says("said-parked").tap(Tap::Cancel).tap(Tap::Back).is_at("home");
        id
    }

    pub fn book_parked(&mut self, id: ScanId, code: &str, quantity: i64) -> &mut Floor {
        self.give_code("PK-CTN", code);
        self.at_seat("second").tap(Tap::NameParked { scan: id.to_string() }).is_at("move_stock");
        self.quantity(&quantity.to_string()).scan("A-03-1").take_if_asked().is_at("home")
    }

    pub fn begin_count(&mut self, counted: i64) -> &mut Floor {
        self.at_seat(SEAT).open_flow(Flow::Count).scan(SHELF).scan("PK-CTN").quantity(&counted.to_string())
    }

    /// Everything that was ever booked from and to nowhere for these goods.
    pub fn corrected(&self) -> Quantity {
        let left = Quantity::from_millionths(-ON_BOOK * 1_000_000).unwrap();
        left.checked_sub(self.on_hand("PK-CTN", "", "adjustment")).unwrap()
    }
}

#[test]
fn what_moves_while_the_reason_is_asked_is_no_difference() {
    script(|floor| {
        floor.begin_count(138).questions("question-count-reason");
        floor.later(3).move_cartons("20");
        floor.at_seat(SEAT).question_says("book", "140 pcs").answer("could_not_find");
        floor.says_with("said-count-posted", "book", "140 pcs").stands("PK-CTN", "", SHELF, "118");
    });
}

#[test]
fn goods_that_left_before_the_count_and_are_recorded_after_it_are_not_missing_twice() {
    script(|floor| {
        let id = floor.take_by_unknown_code("LATE-1");
        floor.later(5).begin_count(137).answer("not_booked_out").says("said-count-posted");
        floor.stands("PK-CTN", "", SHELF, "137").later(20).book_parked(id, "LATE-1", 3);
        floor.stands("PK-CTN", "", SHELF, "137").stands("PK-CTN", "", "A-03-1", "3");
        assert!(floor.corrected().is_zero(), "nothing was missing in the end");
        let told = floor.deliveries(&floor.newest());
        assert_eq!(
            told,
            [("stock_adjustment".to_owned(), "waiting".to_owned())],
            "the vendor gets them back"
        );
        floor.at_seat("second").open_flow(Flow::MoveStock).press(Command::Undo).says("said-undone");
        floor.stands("PK-CTN", "", SHELF, "137").stands("PK-CTN", "", "A-03-1", "0");
    });
}

#[test]
fn a_count_that_was_right_holds_against_what_is_recorded_later_too() {
    script(|floor| {
        let id = floor.take_by_unknown_code("LATE-1");
        floor.later(5).begin_count(140).says("said-count-right");
        floor.later(5).book_parked(id, "LATE-1", 3).stands("PK-CTN", "", SHELF, "140");
        assert_eq!(floor.corrected(), Quantity::from_millionths(3_000_000).unwrap(), "three more were there");
    });
}

#[test]
fn a_count_that_was_undone_holds_no_more() {
    script(|floor| {
        let id = floor.take_by_unknown_code("LATE-1");
        floor.later(5).begin_count(137).answer("not_booked_out").press(Command::Undo).says("said-undone");
        floor.later(5).book_parked(id, "LATE-1", 3).stands("PK-CTN", "", SHELF, "137");
        assert!(floor.corrected().is_zero(), "only what moved was moved");
    });
}

#[test]
fn what_went_since_and_cannot_have_been_there_is_covered_and_said() {
    script(|floor| {
        floor.begin_count(138).questions("question-count-reason").move_cartons("140");
        floor.at_seat(SEAT).answer("could_not_find").says("said-count-posted");
        floor.stands("PK-CTN", "", SHELF, "0");
        assert_eq!(floor.tasks(), ["book_was_short"]);
    });
}

#[test]
fn what_the_book_was_short_of_meanwhile_was_counted_already() {
    script(|floor| {
        floor.begin_count(145).questions("question-count-reason").later(5).move_cartons("145");
        floor.at_seat(SEAT).answer("not_booked_in").says("said-count-right");
        floor.stands("PK-CTN", "", SHELF, "0").stands("PK-CTN", "", "A-03-1", "145");
    });
}

#[test]
fn an_older_count_that_is_undone_meanwhile_moved_no_goods() {
    script(|floor| {
        floor.begin_count(137).answer("not_booked_out").says("said-count-posted");
        let first = floor.newest().new.id.to_string();
        floor.tap(Tap::Back).tap(Tap::Back).later(5).begin_count(138).questions("question-count-reason");
        floor.later(5).at_seat("second").tap(Tap::UndoEntry { entry: first }).says("said-undone");
        floor.at_seat(SEAT).answer("not_booked_out").says("said-count-posted");
        floor.stands("PK-CTN", "", SHELF, "138");
    });
}

#[test]
fn what_came_in_before_the_clock_was_put_right_was_there_when_it_was_counted() {
    const HOURS: i64 = 60;
    script(|floor| {
        floor.later(5 * HOURS).open_flow(Flow::Receive).press(Command::Done).scan(&sauce(24, "SB-1", 200));
        floor.says("said-received").press(Command::Done).later(-4 * HOURS);
        floor.open_flow(Flow::Count).scan("DOCK").scan("SB-1").quantity("26").question_says("book", "24 pcs");
        floor.later(5).at_seat("second").open_flow(Flow::MoveStock).scan("DOCK").scan("SB-1").quantity("4");
        floor.scan("A-03-1").says("said-moved").at_seat(SEAT).answer("not_booked_in");
        floor.says("said-count-posted").stands("FG-SB250", "SB-1", "DOCK", "22");
    });
}
