//! Whatever people do in whatever order, the book holds. Random operators work through the ledger's one
//! way in, and through the floor's seats; a model written from design.md alone says what must be true
//! after each step.
//!
//! `TALLYMAN_SEED` takes another run, `TALLYMAN_STEPS` lengthens it:
//! `TALLYMAN_STEPS=1000000 cargo test --release -p tests --test simulation`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "simulation/acts.rs"]
mod acts;
#[path = "simulation/checks.rs"]
mod checks;
#[path = "simulation/compare.rs"]
mod compare;
#[path = "simulation/dice.rs"]
mod dice;
#[path = "simulation/documents.rs"]
mod documents;
#[path = "simulation/goods_in_hand.rs"]
mod goods_in_hand;
#[path = "simulation/model.rs"]
mod model;
#[path = "simulation/promises.rs"]
mod promises;
#[path = "simulation/run.rs"]
mod run;
#[path = "simulation/seats.rs"]
mod seats;
#[path = "simulation/short.rs"]
mod short;
#[path = "simulation/world.rs"]
mod world;

use acts::{Act, People};
use compare::Chain;
use dice::Dice;
use domain::entry::{Evidence, MovementKind, NewMovement};
use domain::{ItemId, Quantity};
use model::{Model, Promise};
use run::Book;
use std::collections::BTreeMap;
use world::Sort;

/// In CI; a longer run by `TALLYMAN_STEPS`.
const STEPS: usize = 10_000;
/// So often the whole book is looked through, and so often it is closed and opened again.
const LOOK_EVERY: usize = 2_000;
const REOPEN_EVERY: usize = 3_000;

#[test]
fn random_operators_keep_the_book() {
    let (seed, steps) = (dice::seed(), dice::steps(STEPS));
    let mut people = People::new(Dice::new(seed));
    let (mut book, mut model) = (Book::new(), world::model());
    let mut chain = Chain { epoch: 1, ..Chain::default() };
    let mut done = 0;
    while done < steps {
        // As many as may meet in one commit; none of them knows of the others.
        let together = (1 + people.dice.below(24)).min(steps - done);
        let acts = (0..together).map(|_| people.act(&model)).collect();
        book.take(acts, &mut model, &mut chain);
        let reached = |every: usize| (done + together) / every > done / every;
        if reached(REOPEN_EVERY) {
            book.open_again();
        }
        if reached(STEPS - 1) {
            book.turn(|tx| ledger::table::station::begin_epoch(tx));
            (chain.epoch, chain.sequence) = (chain.epoch + 1, 0);
        }
        if reached(LOOK_EVERY) {
            checks::everything(&book, &model);
        }
        done += together;
    }
    checks::everything(&book, &model);
    all_sorts_of_work_were_done(&model, steps);
    ship_everything(&mut people, &book, &mut model, &mut chain);
    checks::everything(&book, &model);
}

/// A run that moves nothing proves nothing.
fn all_sorts_of_work_were_done(model: &Model, steps: usize) {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    let mut by_weight = kinds.clone();
    let (mut for_orders, mut by_transfer) = (0, 0);
    for entry in model.entries.values() {
        for movement in &entry.movements {
            *kinds.entry(movement.kind.text()).or_default() += 1;
            if movement.pieces > 0 {
                *by_weight.entry(movement.kind.text()).or_default() += 1;
                for_orders += usize::from(movement.line.is_some());
                by_transfer += usize::from(documents::has_road(movement.to) && entry.document.is_some());
            }
        }
    }
    let placements: usize = model.entries.values().map(|entry| entry.placements.len()).sum();
    println!(
        "{} of {steps} steps were booked, {placements} crate moves, movements {kinds:?}",
        model.booked.len()
    );
    println!("with pieces {by_weight:?}, {for_orders} for an order's line, {by_transfer} by transfer");
    println!("{} facts broke promises, {} of them not all that were there", model.broke[0], model.broke[1]);
    if steps >= STEPS {
        assert!(model.booked.len() * 2 > steps, "most of what people do makes sense");
        for kind in MovementKind::ALL {
            assert!(kinds.contains_key(kind.text()), "{} was done", kind.text());
            assert!(by_weight.contains_key(kind.text()), "{} by weight and pieces", kind.text());
        }
        assert!(for_orders > 0 && by_transfer > 0, "what is weighed was picked for orders and sent on");
        assert!(model.broke[0] > 20, "facts took promised goods away: {:?}", model.broke);
        assert!(model.broke[1] > 2, "and left others what they were promised there: {:?}", model.broke);
        assert!(placements > steps / 50, "crates were moved: {placements}");
    }
}

/// The house is emptied, crate by crate: weight and pieces of everything come to zero together.
fn ship_everything(people: &mut People, book: &Book, model: &mut Model, chain: &mut Chain) {
    let is_absurd =
        |item: ItemId| world::goods().iter().any(|goods| goods.item == item && goods.sort == Sort::Absurd);
    for ((from, item, lot), stock) in checks::left(model) {
        if is_absurd(item) {
            continue;
        }
        let line = |serial: Option<String>, millionths: i64| NewMovement {
            kind: MovementKind::Ship,
            item,
            lot,
            serial,
            from,
            to: world::CUSTOMER,
            quantity: Quantity::from_millionths(millionths).unwrap(),
            pieces: stock.pieces.max(0),
            reason: None,
            evidence: Evidence::Scanned,
            line: None,
            reading: String::new(),
        };
        let serials = model.serials.iter().filter(|((of, _), at)| *of == item && **at == (from, lot));
        let mut lines: Vec<NewMovement> =
            serials.map(|((_, serial), _)| line(Some(serial.clone()), Quantity::ONE.millionths())).collect();
        if lines.is_empty() {
            lines.push(line(None, stock.millionths));
        }
        let entry = people.entry(lines);
        let booked = book.take(vec![Act::Book(entry)], model, chain);
        assert_eq!(booked, 1, "what the model says is there can be shipped");
    }
    let left = checks::left(model);
    let is_over = |promise: &Promise| promise.told == 0 || promise.is_over(model.latest_ms);
    assert!(model.promised.values().all(is_over), "and nobody counts on what is gone");
    assert!(left.iter().all(|((_, item, _), _)| is_absurd(*item)), "the house is empty: {left:?}");
}
