//! One printed code with two dates: a typing error or a second lot, which a person says; and a code that is read
//! alone where two lots have it, which nobody guesses.

use crate::support::*;
use domain::code::Command;
use domain::expiry::Expiry;
use domain::lot::Lot;
use domain::{LotId, Quantity};
use floor::screen::{Flow, Tap, Tone};
use ledger::table::{balance, lot};

const SAUCE: &str = "9521234002031";

impl Floor {
    fn lots_of(&self, sku: &str, code: &str) -> Vec<Lot> {
        let (item, code) = (self.item(sku), code.to_owned());
        self.turn(move |tx| lot::by_code(tx, item, &code))
    }

    /// The lot L1 of sauce with this date.
    fn of_day(&self, days: i64) -> LotId {
        let lots = self.lots_of("FG-SB250", "L1");
        lots.into_iter().find(|lot| lot.expiry == Expiry::On(day(days))).expect("it is known").id
    }

    #[track_caller]
    fn has_of_day(&mut self, days: i64, place: &str, wanted: i64) -> &mut Floor {
        let (at, item, lot) = (self.place(place), self.item("FG-SB250"), self.of_day(days));
        let found = self.turn(move |tx| balance::on_hand(tx, at, item, lot));
        assert_eq!(found, Quantity::from_units(wanted).unwrap(), "L1 until {days} days on, at {place}");
        self
    }
}

impl Floor {
    /// The card with this date.
    #[track_caller]
    fn choose_date(&mut self, days: i64) -> &mut Floor {
        let wanted = domain::Value::Date(day(days).to_string());
        let choices = self.prompt().choices.clone();
        let says = |choice: &&floor::screen::Choice| {
            choice.details.iter().any(|line| line.values.values().any(|value| *value == wanted))
        };
        let choice = choices.iter().find(says).unwrap_or_else(|| panic!("no card says it: {choices:?}"));
        self.tap(Tap::Choose { id: choice.id.clone() })
    }
}

fn receiving(floor: &mut Floor) -> &mut Floor {
    floor.open_flow(Flow::Receive).press(Command::Done)
}

fn bare(lot: &str) -> String {
    gs1(&[("10", lot)])
}

/// L1 until 60 days on and until 200 days on, 24 of each on the dock.
fn two_dates(floor: &mut Floor) -> &mut Floor {
    receiving(floor).scan(&sauce(24, "L1", 60)).says("said-received");
    floor.scan(&sauce(24, "L1", 200)).questions("question-other-date").answer("second").says("said-received");
    floor.press(Command::Done).is_at("home")
}

#[test]
fn another_date_stops_and_may_be_a_second_lot_of_the_same_code() {
    script(|floor| {
        receiving(floor).scan(&sauce(24, "L1", 60)).says("said-received");
        floor.scan(&sauce(12, "L1", 200)).questions("question-other-date").sounds(Tone::Stop);
        floor.question_says("known", &day(60).to_string()).question_says("read", &day(200).to_string());
        floor.answer("second").says("said-received");
        let lots = floor.lots_of("FG-SB250", "L1");
        assert_eq!(lots.len(), 2, "two lots of one maker with one printed code: {lots:?}");
        floor.has_of_day(60, "DOCK", 24).has_of_day(200, "DOCK", 12);
        let names = floor
            .turn(move |tx| lots.iter().map(|lot| lot::vendor_code(tx, lot)).collect::<Result<Vec<_>, _>>());
        assert_eq!(names, ["L1", "L1 (2)"], "a vendor tells lots apart by their code alone");
    });
}

#[test]
fn the_date_says_which_of_two_lots_comes_in_again() {
    script(|floor| {
        receiving(two_dates(floor)).scan(&sauce(6, "L1", 200)).says("said-received");
        floor.scan(&sauce(3, "L1", 60)).says("said-received");
        floor.has_of_day(60, "DOCK", 27).has_of_day(200, "DOCK", 30);
        floor
            .scan(&sauce(1, "L1", 90))
            .questions("question-other-date")
            .answer("second")
            .says("said-received");
        assert_eq!(floor.lots_of("FG-SB250", "L1").len(), 3, "and a third one is asked about too");
    });
}

#[test]
fn a_typing_error_leaves_the_known_date_and_what_is_put_back_is_not_booked() {
    script(|floor| {
        receiving(floor).scan(&sauce(24, "L1", 60)).scan(&sauce(6, "L1", 200)).answer("known");
        floor.says("said-received").has_of_day(60, "DOCK", 30);
        let entries = floor.entry_count();
        floor.scan(&sauce(6, "L1", 200)).answer("leave").says("said-cancelled");
        assert_eq!((floor.entry_count(), floor.lots_of("FG-SB250", "L1").len()), (entries, 1));
    });
}

#[test]
fn goods_of_two_dates_are_never_counted_together() {
    script(|floor| {
        receiving(floor).scan(&sauce(24, "L1", 60)).says("said-received").scan(SAUCE).scan(&bare("L1"));
        floor.quantity("2").scan(&sauce(6, "L1", 200)).says("refusal-finish-first");
        floor.press(Command::Done).says("said-received").has_of_day(60, "DOCK", 26);
    });
}

#[test]
fn the_question_outlives_a_power_cut() {
    let mut floor = Floor::open();
    floor.scan(&badge(OPERATOR));
    receiving(&mut floor).scan(&sauce(24, "L1", 60)).scan(&sauce(6, "L1", 200));
    let mut floor = floor.restart();
    floor.questions("question-other-date").answer("second").says("said-received");
    floor.has_of_day(60, "DOCK", 24).has_of_day(200, "DOCK", 6);
    floor.verify();
}

#[test]
fn a_second_lot_that_was_undone_takes_its_date_with_it() {
    script(|floor| {
        receiving(floor).scan(&sauce(24, "L1", 60)).scan(&sauce(6, "L1", 200)).answer("second");
        floor.press(Command::Undo).says("said-undone").scan(&sauce(6, "L1", 90)).says("said-received");
        floor.has_of_day(60, "DOCK", 24).has_of_day(90, "DOCK", 6);
        assert_eq!(
            floor.lots_of("FG-SB250", "L1").len(),
            2,
            "the second lot had no date any more, and has this"
        );
    });
}

#[test]
fn elsewhere_another_date_is_refused_with_both() {
    script(|floor| {
        two_dates(floor).open_flow(Flow::MoveStock).scan("DOCK").scan(&sauce(6, "L1", 90));
        floor.says("said-several").choose_date(60).says("refusal-lot-date-differs");
    });
}

#[test]
fn a_bare_lot_code_of_two_lots_asks_which_in_move() {
    script(|floor| {
        two_dates(floor).open_flow(Flow::MoveStock).scan("DOCK").scan(SAUCE).scan(&bare("L1"));
        floor.says("said-several").asks("prompt-which-lot").choose_date(200).is_at("move_stock");
        floor.quantity("5").scan("A-01-4").says("said-moved");
        floor.has_of_day(200, "A-01-4", 5).has_of_day(60, "DOCK", 24);
        // It is the only one there: nobody is asked.
        floor.scan("A-01-4").scan(SAUCE).scan(&bare("L1")).is_at("move_stock").quantity("1").scan("A-01-1");
        floor.says("said-moved").has_of_day(200, "A-01-1", 1);
    });
}

#[test]
fn a_typed_lot_code_of_two_lots_asks_which_in_receive() {
    script(|floor| {
        receiving(two_dates(floor)).scan(SAUCE).tap(Tap::OpenText).text("L1").says("said-several");
        floor.asks("prompt-which-lot").press(Command::Cancel).is_at("receive").asks("prompt-lot");
        floor.tap(Tap::OpenText).text("L1").choose_date(60).is_at("receive");
        floor.quantity("2").press(Command::Done).says("said-received").has_of_day(60, "DOCK", 26);
    });
}

#[test]
fn a_bare_lot_code_of_two_lots_asks_which_in_count_and_adjust() {
    script_by(LEAD, |floor| {
        two_dates(floor).open_flow(Flow::Count).scan("DOCK").scan(SAUCE).scan(&bare("L1"));
        floor.says("said-several").choose_date(60).is_at("count").quantity("24");
        floor.says("said-count-right").press(Command::Done).press(Command::Done);
        floor.is_at("home").open_flow(Flow::Adjust).answer("take_out").scan("DOCK").scan(SAUCE);
        floor.tap(Tap::OpenText).text("L1").says("said-several").choose_date(200);
        floor.quantity("4").press(Command::Done).answer("could_not_find").says("said-adjusted");
        floor.has_of_day(200, "DOCK", 20).has_of_day(60, "DOCK", 24);
    });
}

#[test]
fn goods_that_came_back_are_not_taken_for_the_lot_that_stands_there() {
    script_by(LEAD, |floor| {
        two_dates(floor).open_flow(Flow::MoveStock).scan("DOCK").scan(&sauce(24, "L1", 60)).scan("A-01-4");
        floor.press(Command::Done).is_at("home");
        floor.open_flow(Flow::Adjust).answer("return").scan("A-01-4").scan(SAUCE).tap(Tap::OpenText);
        floor.text("L1").says("said-several").choose_date(200).is_at("adjust");
    });
}

#[test]
fn a_code_with_a_number_that_could_be_either_is_refused_and_names_both() {
    script(|floor| {
        two_dates(floor).open_flow(Flow::MoveStock).scan("DOCK").scan(SAUCE);
        floor.scan(&gs1(&[("10", "L1"), ("37", "6")])).says("refusal-lot-of-several");
        let several = plain(&floor.verdict().message.values["several"]);
        assert!(
            several.contains(&day(60).to_string()) && several.contains(&day(200).to_string()),
            "{several}"
        );
    });
}

#[test]
fn a_pack_of_an_extended_lot_still_says_the_printed_date() {
    script(|floor| {
        receiving(floor).scan(&sauce(24, "L1", 60)).says("said-received");
        floor
            .extend_lot("FG-SB250", "L1", day(90))
            .scan(&sauce(6, "L1", 60))
            .says("said-received")
            .has_of_day(90, "DOCK", 30);
        floor.press(Command::Done).is_at("home");
        floor
            .open_flow(Flow::MoveStock)
            .scan("DOCK")
            .scan(&sauce(6, "L1", 60))
            .scan("A-01-4")
            .says("said-moved");
        floor.has_of_day(90, "A-01-4", 6);
    });
}
