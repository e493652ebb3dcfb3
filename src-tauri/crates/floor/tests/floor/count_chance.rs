//! Random work beside counts: what is recorded late, moved, undone and posted later, against a shelf as it really is. A
//! failure prints its seed.

use crate::count_time::{MINUTE_MS, ON_BOOK, SHELF};
use crate::support::*;
use domain::code::Command;
use domain::{Quantity, ScanId};
use floor::screen::{Flow, Tap};
use std::collections::BTreeSet;

/// One shelf as it really is, beside the book.
struct Shelf {
    there: i64,
    /// What nobody will ever record.
    hidden: i64,
    /// Left already, not recorded yet.
    parked: Vec<Left>,
    /// The newest move that nobody has undone.
    moved: Option<(Tap, i64)>,
    /// The longest that anything waited for being recorded.
    latest_ms: i64,
    /// What the seats said where undoing and counting met.
    said: BTreeSet<String>,
}

struct Left {
    scan: ScanId,
    code: String,
    quantity: i64,
    at_ms: i64,
}

/// So late something is recorded at most.
const LATEST_MS: i64 = 30 * MINUTE_MS;

fn below(seed: &mut u64, limit: i64) -> i64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    ((*seed >> 33) % limit as u64) as i64
}

impl Shelf {
    fn record(&mut self, index: usize, floor: &mut Floor) {
        let Left { scan, code, quantity, at_ms } = self.parked.remove(index);
        self.latest_ms = self.latest_ms.max(floor.moment.now_ms - at_ms);
        floor.book_parked(scan, &code, quantity);
    }

    /// What would be later than half an hour by then is recorded in time.
    fn later(&mut self, minutes: i64, floor: &mut Floor) {
        let until_ms = floor.moment.now_ms + minutes * MINUTE_MS;
        while let Some(index) = self.parked.iter().position(|left| left.at_ms + LATEST_MS <= until_ms) {
            // Scans and taps take their time too.
            floor.moment.now_ms = floor.moment.now_ms.max(self.parked[index].at_ms + LATEST_MS - MINUTE_MS);
            self.record(index, floor);
        }
        floor.moment.now_ms = floor.moment.now_ms.max(until_ms);
    }

    /// Somebody carries the cartons back and undoes their move; under a count they move them back.
    fn undo(&mut self, floor: &mut Floor) {
        let Some((undo, quantity)) = self.moved.take() else { return };
        floor.at_seat("second").tap(undo);
        self.said.insert(floor.verdict().message.code.clone());
        if floor.verdict().message.code != "said-undone" {
            let refused = ["refusal-counted-since", "refusal-count-is-open"];
            assert!(refused.contains(&floor.verdict().message.code.as_str()), "{:?}", floor.verdict());
            floor.open_flow(Flow::MoveStock).scan("A-03-1").scan("PK-CTN").quantity(&quantity.to_string());
            floor.scan(SHELF).says("said-moved").tap(Tap::Back).tap(Tap::Back).is_at("home");
        }
        self.there += quantity;
    }
}

fn happens(dice: &mut u64, shelf: &mut Shelf, floor: &mut Floor) {
    // Now and then all that is there, which may be more than the book has.
    let wanted = if below(dice, 8) == 0 { shelf.there } else { 1 + below(dice, 6) };
    let quantity = wanted.min(shelf.there);
    match below(dice, 5) {
        0..=2 if quantity == 0 => {}
        0 => {
            floor.move_cartons(&quantity.to_string());
            shelf.moved = Some((Tap::UndoEntry { entry: floor.newest().new.id.to_string() }, quantity));
            shelf.there -= quantity;
        }
        1 | 2 => {
            let code = format!("LATE-{}", floor.moment.now_ms);
            let at_ms = floor.moment.now_ms;
            let scan = floor.take_by_unknown_code(&code);
            shelf.parked.push(Left { scan, code, quantity, at_ms });
            shelf.there -= quantity;
        }
        3 => shelf.undo(floor),
        _ if shelf.parked.is_empty() => {}
        _ => {
            let index = below(dice, shelf.parked.len() as i64) as usize;
            shelf.record(index, floor);
        }
    }
    shelf.later(below(dice, 16), floor);
}

fn some_happen(dice: &mut u64, most: i64, shelf: &mut Shelf, floor: &mut Floor) {
    for _ in 0..below(dice, most) {
        happens(dice, shelf, floor);
    }
}

/// The question stays open while work goes on elsewhere, and the number is said anew where that was undoing.
fn counted(dice: &mut u64, shelf: &mut Shelf, floor: &mut Floor) {
    floor.begin_count(shelf.there);
    shelf.later(below(dice, 10), floor);
    some_happen(dice, 4, shelf, floor);
    floor.at_seat(SEAT);
    // Or right by now: what was missing has been recorded since.
    while floor.prompt().question.is_some() {
        floor.answer("could_not_find");
        if floor.verdict().message.code == "said-count-after-undoing" {
            shelf.said.insert(floor.verdict().message.code.clone());
            floor.quantity(&shelf.there.to_string());
        }
    }
    floor.tap(Tap::Back).tap(Tap::Back).is_at("home");
}

/// What an operator counted waits, and work goes on, until a lead posts it.
fn counted_for_the_lead(dice: &mut u64, shelf: &mut Shelf, floor: &mut Floor) {
    floor.at_seat(SEAT).scan(&badge(OPERATOR));
    counted(dice, shelf, floor);
    if below(dice, 2) == 0 {
        shelf.undo(floor);
    }
    some_happen(dice, 4, shelf, floor);
    floor.at_seat(SEAT).scan(&badge(LEAD));
    let open = floor.turn(|tx| ledger::table::task::open(tx, 100));
    let Some(left) = open.iter().find(|task| task.kind == "count_difference") else { return };
    floor.tap(Tap::PostCount { task: left.id.to_string() }).says("said-count-taken-up").press(Command::Done);
    if floor.prompt().question.is_some() {
        floor.answer("could_not_find").says("said-count-posted");
    }
    shelf.said.insert("said-count-taken-up".to_owned());
    floor.is_at("home");
}

/// Picks that are recorded up to half an hour after the goods left, moves and what was undone of them, counted in
/// between, once or more often, posted at once or later.
fn interleaved(seed: u64) -> Shelf {
    println!("seed {seed}");
    let mut dice = seed;
    let mut floor = Floor::open();
    let hidden = below(&mut dice, 9) - 4;
    let mut shelf = Shelf {
        there: ON_BOOK + hidden,
        hidden,
        parked: Vec::new(),
        moved: None,
        latest_ms: 0,
        said: BTreeSet::new(),
    };
    for _ in 0..1 + below(&mut dice, 3) {
        some_happen(&mut dice, 5, &mut shelf, &mut floor);
        match below(&mut dice, 3) {
            0 => counted_for_the_lead(&mut dice, &mut shelf, &mut floor),
            _ => counted(&mut dice, &mut shelf, &mut floor),
        }
    }
    while !shelf.parked.is_empty() {
        shelf.later(below(&mut dice, 31), &mut floor);
        if !shelf.parked.is_empty() {
            shelf.record(0, &mut floor);
        }
    }
    let there = Quantity::from_millionths(shelf.there * 1_000_000).unwrap();
    let hidden = Quantity::from_millionths(shelf.hidden * 1_000_000).unwrap();
    assert_eq!(floor.on_hand("PK-CTN", "", SHELF), there, "seed {seed}: the book has what is there");
    assert_eq!(
        floor.corrected(),
        hidden,
        "seed {seed}: as if everything had stood still while it was counted"
    );
    floor.verify();
    shelf
}

#[test]
fn counts_between_late_picks_give_the_correction_of_a_frozen_count() {
    let runs: Vec<Shelf> = (0..32).map(interleaved).collect();
    let latest = runs.iter().map(|run| run.latest_ms).max().unwrap_or(0);
    assert!(latest > 25 * MINUTE_MS, "something waited for nearly half an hour: {latest} ms");
    assert!(latest <= LATEST_MS, "and nothing for longer: {latest} ms");
    let said: BTreeSet<&str> = runs.iter().flat_map(|run| &run.said).map(String::as_str).collect();
    let wanted = [
        "refusal-count-is-open",
        "refusal-counted-since",
        "said-count-after-undoing",
        "said-count-taken-up",
        "said-undone",
    ];
    assert_eq!(said.into_iter().collect::<Vec<_>>(), wanted, "the runs come by all of it");
}
