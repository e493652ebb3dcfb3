//! Crates that are clean, in use and dirty; a place that was scanned first; what goes together in one.

use crate::support::*;
use domain::code::Command;
use domain::location::{CrateState, Mixing};
use floor::screen::{Flow, Screen, Tap};
use ledger::table::location::crates;

impl Floor {
    fn fill(&mut self, crate_code: &str, cartons: &str) -> &mut Floor {
        self.scan("A-03-3").scan("PK-CTN").quantity(cartons).scan(crate_code)
    }

    fn empty(&mut self, crate_code: &str, cartons: &str) -> &mut Floor {
        self.press(Command::Cancel).scan(crate_code).scan("PK-CTN").quantity(cartons).scan("A-03-1");
        self.says("said-moved").press(Command::Cancel)
    }

    #[track_caller]
    fn crate_is(&mut self, code: &str, state: CrateState) -> &mut Floor {
        let id = self.place(code);
        let found = self.turn(move |tx| crates::fitness(tx, id)).expect("it is a crate");
        assert_eq!(found.state, state, "{code}");
        self
    }
}

fn moving(floor: &mut Floor) -> &mut Floor {
    floor.open_flow(Flow::MoveStock)
}

#[test]
fn a_crate_is_in_use_then_dirty_then_clean_again() {
    script(|floor| {
        floor.crate_is("CR-011", CrateState::Clean);
        moving(floor).fill("CR-011", "4").says("said-moved").crate_is("CR-011", CrateState::InUse);
        floor.empty("CR-011", "4").crate_is("CR-011", CrateState::Dirty);
        floor.fill("CR-011", "2").questions("question-crate-dirty").answer("leave");
        floor.stands("PK-CTN", "", "CR-011", "0").scan("CR-011").digits("2").says("said-moved");
        floor.stands("PK-CTN", "", "CR-011", "2").crate_is("CR-011", CrateState::InUse);
    });
}

#[test]
fn washed_crates_are_scanned_one_after_the_other_and_said_to_be_clean() {
    script(|floor| {
        moving(floor).fill("CR-011", "4").empty("CR-011", "4").fill("CR-012", "4").empty("CR-012", "4");
        floor.scan("CR-011").scan("CR-012").digits("2").says_with(
            "said-crate-cleaned",
            "crate_code",
            "CR-011, CR-012",
        );
        floor.crate_is("CR-011", CrateState::Clean).crate_is("CR-012", CrateState::Clean);
        let told = floor.turn(|tx| ledger::table::audit::recent(tx, 10));
        let cleaned = told.iter().filter(|row| row.action == "crate_cleaned").count();
        assert_eq!(cleaned, 2, "who said so is on record");
        floor.press(Command::Cancel).press(Command::Done).scan("CR-011").says_with(
            "said-crate-at",
            "state",
            "crate-clean",
        );
    });
}

#[test]
fn what_was_undone_made_nothing_dirty() {
    script(|floor| {
        moving(floor).fill("CR-011", "4").press(Command::Undo).crate_is("CR-011", CrateState::Clean);
        floor.fill("CR-011", "4").empty("CR-011", "4").crate_is("CR-011", CrateState::Dirty);
        floor.press(Command::Undo).crate_is("CR-011", CrateState::InUse).press(Command::Undo);
        floor.crate_is("CR-011", CrateState::Clean);
    });
}

#[test]
fn receiving_puts_nothing_into_a_dirty_crate() {
    script(|floor| {
        moving(floor).fill("CR-011", "4").empty("CR-011", "4").press(Command::Done);
        floor.open_flow(Flow::Receive).press(Command::Done).scan("CR-011").scan(&sauce(24, "SB-1", 200));
        floor.says("refusal-crate-dirty").stands("FG-SB250", "SB-1", "CR-011", "0");
    });
}

#[test]
fn what_goes_together_is_a_setting_of_its_kind() {
    script(|floor| {
        floor.moment.settings.reusable_mixing = Mixing::OneItem;
        moving(floor).fill("CR-011", "4").says("said-moved").fill("CR-011", "4").says("said-moved");
        floor.press(Command::Cancel).scan("A-04-1").scan("9521234002031").quantity("2").scan("CR-011");
        floor.says_with("refusal-crate-takes-one", "rule", "mixing-one-item");
        floor.moment.settings.reusable_mixing = Mixing::OneOwner;
        floor.scan("CR-011").says("said-moved");
        floor.moment.settings.reusable_mixing = Mixing::OneLot;
        floor
            .press(Command::Cancel)
            .scan("A-04-2")
            .scan("SB-A")
            .quantity("2")
            .scan("CR-012")
            .says("said-moved");
        floor.press(Command::Cancel).scan("A-04-1").scan("9521234002031").quantity("2").scan("CR-012");
        floor.says_with("refusal-crate-takes-one", "rule", "mixing-one-lot");
    });
}

#[test]
fn a_place_that_was_scanned_first_takes_crate_after_crate() {
    script(|floor| {
        let before = floor.entry_count();
        moving(floor).scan("A-01-1").scan("CR-011").says("said-crate-moved").stands_in("CR-011", "A-01-1");
        floor.scan("CR-012").says("said-crate-moved").stands_in("CR-012", "A-01-1");
        assert_eq!(floor.entry_count(), before + 2, "each can be undone by itself");
        floor.press(Command::Undo).stands_in("CR-012", "C-01").stands_in("CR-011", "A-01-1");
        // One that stands there already is taken in hand.
        floor.scan("CR-011").says("said-place-read").scan("A-01-4").says("said-crate-moved");
        floor.stands_in("CR-011", "A-01-4");
    });
}

#[test]
fn a_source_of_goods_takes_no_crate() {
    script(|floor| {
        moving(floor).scan("A-04-1").scan("9521234002031").scan("A-01-1").says("said-moved");
        floor.scan("CR-011").says("said-place-read").stands_in("CR-011", "C-01");
        let Screen::MoveStock(screen) = &floor.screen.screen else { panic!("still moving") };
        assert_eq!(screen.crates.len(), 1, "it waits for its place");
    });
}

/// Whatever is scanned in whatever order: a shipping unit that was emptied never holds goods again.
#[test]
fn no_shipping_unit_is_ever_used_twice() {
    const UNITS: [&str; 2] = ["095212340000000013", "095212340000000020"];
    for seed in [2, 7, 19] {
        println!("seed {seed}");
        let mut dice = crate::chance::Dice(seed);
        let mut floor = Floor::open();
        floor.scan(&badge(LEAD));
        for unit in UNITS {
            floor.open_flow(Flow::Receive).press(Command::Done).scan(&gs1(&[("00", unit)]));
            floor.scan(&sauce(6, "SB-1", 200)).press(Command::Done).is_at("home");
        }
        let mut used_up = Vec::new();
        for _ in 0..250 {
            if screen_kind(&floor.screen.screen) == "home" {
                let flow = dice.one(&[Flow::MoveStock, Flow::MoveStock, Flow::Receive]);
                floor.open_flow(flow);
            }
            let unit = gs1(&[("00", dice.one(&UNITS))]);
            match dice.below(8) {
                0 | 1 => _ = floor.scan(&unit),
                2 => _ = floor.scan(&sauce(2, "SB-1", 200)),
                3 => _ = floor.scan("SB-1"),
                4 => _ = floor.quantity(dice.one(&["2", "6", "12"])),
                5 => _ = floor.scan(dice.one(&["A-01-1", "DOCK"])),
                6 => _ = floor.tap(Tap::Answer { answer: "take".to_owned() }),
                _ => _ = floor.press(dice.one(&[Command::Done, Command::Cancel])),
            }
            for unit in UNITS {
                let id = floor.place(unit);
                let state = floor.turn(move |tx| crates::fitness(tx, id)).unwrap().state;
                let was_used_up = used_up.contains(&unit);
                assert!(!was_used_up || state == CrateState::UsedUp, "seed {seed}: {unit} was filled again");
                if state == CrateState::UsedUp && !was_used_up {
                    used_up.push(unit);
                }
            }
        }
        assert!(!used_up.is_empty(), "seed {seed} emptied one at least");
        floor.verify();
    }
}
