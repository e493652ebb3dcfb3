//! Crates moved, stacked, filled, emptied and undone at random: after each entry nothing is lost, nothing stands in
//! itself or too deep, and the book holds. Prints its seed.

use crate::chance::{Dice, offered, sum};
use crate::support::*;
use domain::Quantity;
use domain::code::Command;
use floor::screen::{Flow, Tap, Tone};
use ledger::table::location;
use std::collections::BTreeMap;

const CRATES: [&str; 5] = ["CR-011", "CR-012", "CR-A", "CR-B", "095212340000000013"];
const PLACES: [&str; 4] = ["A-01-1", "A-03-1", "HOLD", "A-04-1"];
const STEPS: usize = 200;

fn step(dice: &mut Dice, floor: &mut Floor) {
    if floor.prompt().question.is_some() {
        let taps = offered(floor);
        floor.tap(dice.one(&taps));
        return;
    }
    match dice.below(16) {
        0..=4 => floor.scan(dice.one(&CRATES)),
        5 | 6 => floor.scan(dice.one(&PLACES)),
        // The hand is emptied first; then one crate goes into the other.
        7..=9 => {
            floor.press(Command::Cancel).press(Command::Cancel).press(Command::Move);
            floor.scan(dice.one(&CRATES)).scan(dice.one(&CRATES));
            floor.tap(Tap::Answer { answer: "into_crate".to_owned() })
        }
        // Bottles from the shelf or out of a crate, into the next that is scanned.
        10..=12 => {
            floor.press(Command::Cancel).scan(dice.one(&["A-04-1", "CR-011", "CR-A", "095212340000000013"]));
            let amount = dice.one(&["1", "3", "46"]);
            floor.scan("9521234002031").quantity(amount).scan(dice.one(&CRATES))
        }
        13 => floor.press(Command::Cancel),
        _ => {
            let entries = floor.newest_entries(8);
            let entry = entries.get(dice.below(8)).map(|entry| entry.new.id.to_string());
            floor.tap(Tap::UndoEntry { entry: entry.unwrap_or_default() })
        }
    };
    if screen_kind(&floor.screen.screen) == "home" {
        floor.open_flow(Flow::MoveStock);
    }
}

/// Every crate stands somewhere on the site, at most five places deep.
fn all_stand_somewhere(floor: &Floor) {
    for code in CRATES {
        let path = floor.turn(move |tx| match location::by_code(tx, code)? {
            Some(found) => location::path(tx, found.id),
            None => Ok(Vec::new()),
        });
        let codes: Vec<&str> = path.iter().map(|place| place.code.as_str()).collect();
        assert_eq!(codes.first(), Some(&"TGR"), "{code} stands in the site: {codes:?}");
        assert!(codes.len() <= 5, "{code} stands too deep: {codes:?}");
    }
}

#[test]
fn crates_moved_stacked_filled_and_undone_at_random_keep_the_book() {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for seed in [1, 2, 3, 4] {
        println!("seed {seed}");
        let mut dice = Dice(seed);
        let mut floor = Floor::open();
        floor.scan(&badge(LEAD)).has_crate("CR-A", "A-01-1").has_crate("CR-B", "A-01-1");
        floor.open_flow(Flow::Receive).press(Command::Done).scan("095212340000000013");
        floor.says("said-crate-made");
        while screen_kind(&floor.screen.screen) != "home" {
            floor.press(Command::Cancel);
        }
        floor.open_flow(Flow::MoveStock);
        for number in 0..STEPS {
            step(&mut dice, &mut floor);
            let verdict = floor.screen.verdict.clone().expect("something was said");
            assert_ne!(verdict.tone, Tone::Fault, "step {number} of seed {seed}: {verdict:?}");
            if verdict.entry.is_some() {
                assert_eq!(sum(&floor), Quantity::ZERO, "step {number} of seed {seed}: goods only move");
                all_stand_somewhere(&floor);
            }
            *seen.entry(verdict.message.code).or_default() += 1;
        }
        floor.verify();
    }
    for code in [
        "said-crate-moved",
        "said-moved",
        "said-undone",
        "said-undone-together",
        "refusal-crate-in-itself",
        "refusal-crate-too-deep",
    ] {
        assert!(seen.contains_key(code), "the dice never came to {code}: {seen:?}");
    }
}
