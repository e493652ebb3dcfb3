//! Two makers use one lot code: the goods that are meant are those that are there, and nobody takes the oldest for them.

use crate::support::*;
use domain::code::Command;
use domain::entry::{Evidence, MovementKind, NewEntry, NewMovement};
use domain::{EntryId, LotId, Quantity};
use floor::screen::{Flow, Tap};
use ledger::table::{balance, entry, lot};

impl Floor {
    /// The lot L1 of this maker.
    fn of_maker(&self, maker: &str) -> LotId {
        let (item, maker) = (self.item("PK-BTL"), maker.to_owned());
        let known = self.turn(move |tx| lot::by_code(tx, item, "L1"));
        known.into_iter().find(|lot| lot.maker == maker).expect("it is known").id
    }

    #[track_caller]
    fn has(&mut self, maker: &str, place: &str, wanted: i64) -> &mut Floor {
        let (at, item, lot) = (self.place(place), self.item("PK-BTL"), self.of_maker(maker));
        let found = self.turn(move |tx| balance::on_hand(tx, at, item, lot));
        assert_eq!(found, Quantity::from_units(wanted).unwrap(), "L1 of {maker} at {place}");
        self
    }

    fn put(&mut self, maker: &str, place: &str, bottles: i64) -> &mut Floor {
        let movement = NewMovement {
            kind: MovementKind::Receive,
            item: self.item("PK-BTL"),
            lot: self.of_maker(maker),
            serial: None,
            from: self.place("supplier"),
            to: self.place(place),
            quantity: Quantity::from_units(bottles).unwrap(),
            pieces: 0,
            reason: None,
            evidence: Evidence::Scanned,
            line: None,
            reading: String::new(),
        };
        let new = NewEntry {
            id: EntryId(self.next_uuid()),
            happened_at_ms: self.moment.now_ms,
            recorded_at_ms: self.moment.now_ms,
            business_date: TODAY,
            operator: self.screen_operator(),
            seat: "dock".to_owned(),
            document: None,
            scan: None,
            witness: None,
            reverses: None,
            note: String::new(),
            movements: vec![movement],
            placements: Vec::new(),
            lot_changes: Vec::new(),
        };
        self.turn(move |tx| entry::append(tx, &new));
        self
    }

    fn choose_maker(&mut self, maker: &str) -> &mut Floor {
        let id = format!("lot:{}", self.of_maker(maker));
        self.tap(Tap::Choose { id })
    }
}

fn bottle_of(lot: &str) -> String {
    gs1(&[("01", "09521234001041"), ("10", lot)])
}

/// L1 of A was there once and is used up.
fn two_makers(floor: &mut Floor) -> &mut Floor {
    floor.make_lot_of("PK-BTL", "L1", "A");
    floor.make_lot_of("PK-BTL", "L1", "B");
    floor
}

#[test]
fn the_lot_that_stands_there_is_the_one_that_is_moved() {
    script(|floor| {
        two_makers(floor).put("B", "A-03-3", 12).open_flow(Flow::MoveStock).scan("A-03-3");
        floor.scan(&bottle_of("L1")).quantity("5").scan("A-01-4").says("said-moved");
        floor.has("B", "A-01-4", 5).has("B", "A-03-3", 7).has("A", "A-01-4", 0);
        assert!(floor.tasks().is_empty(), "nothing was missing: {:?}", floor.tasks());
    });
}

#[test]
fn of_two_lots_that_stand_there_a_person_says_which() {
    script(|floor| {
        two_makers(floor).put("A", "A-03-3", 12).put("B", "A-03-3", 12).open_flow(Flow::MoveStock);
        floor.scan("A-03-3").scan(&bottle_of("L1")).says("said-several").choose("B").is_at("move_stock");
        floor.scan(&bottle_of("L1")).is_at("move_stock").scan("A-01-4").says("said-moved");
        floor.has("B", "A-01-4", 2).has("A", "A-01-4", 0);
    });
}

#[test]
fn a_count_that_is_left_to_the_lead_stays_of_its_maker() {
    script(|floor| {
        two_makers(floor).put("A", "A-03-3", 12).put("B", "A-03-3", 12).scan(&badge(OPERATOR));
        floor.open_flow(Flow::Count).scan("A-03-3");
        for (maker, counted) in [("B", "8"), ("A", "3")] {
            floor.choose_maker(maker).quantity(counted).answer("could_not_find").says("said-count-kept");
        }
        floor.press(Command::Done).press(Command::Done).scan(&badge(LEAD));
        let mut tasks = floor.turn(|tx| ledger::table::task::open(tx, 100));
        assert_eq!(tasks.len(), 2, "each maker's count has a task of its own");
        tasks.sort_by_key(|task| task.since_ms);
        floor.tap(Tap::PostCount { task: tasks[0].id.to_string() }).press(Command::Done);
        floor.answer("could_not_find").says("said-count-posted");
        floor.has("B", "A-03-3", 8).has("A", "A-03-3", 12);
    });
}
