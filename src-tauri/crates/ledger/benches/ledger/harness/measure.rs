//! The measurements, one after the other, on one book and on a small one.

use super::alone;
use super::bare;
use super::book::Shape;
use super::budget::{Budget, Limit};
use super::bulk;
use super::eight::{self, Programs};
use super::engine::Station;
use super::reserving;
use super::spread::Spread;
use super::typing;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How much of everything is done.
#[derive(Clone, Debug)]
pub struct Plan {
    pub shape: Shape,
    /// Emptied before and after.
    pub folder: PathBuf,
    /// A book that was made before, to be used and left there; with it nothing is generated.
    pub book: Option<PathBuf>,
    /// This program, where it can be started once more.
    pub program: Option<PathBuf>,
    pub block_count: u32,
    pub turns_per_block: u32,
    pub turns_per_caller: u32,
    pub lookup_count: u32,
    pub searched_items: u32,
    pub rush_count: u32,
    /// The station and who asks it, where they were built.
    pub programs: Option<Programs>,
}

pub struct Found {
    pub budgets: Vec<Budget>,
    /// Told beside the table: what the ratios are made of.
    pub details: Vec<(&'static str, String)>,
    pub entry_count: i64,
    pub movement_count: i64,
}

pub const CALLER_COUNT: u32 = 32;
const ROUNDS_TOGETHER: u32 = 5;
const SMALL: Shape = Shape { item_count: 1_000, movement_count: 10_000, seed: 1 };

/// # Errors
/// In words, when the disk or the other process fails.
pub fn all(plan: &Plan) -> Result<Found, String> {
    let failed = |error: std::io::Error| format!("could not use {}: {error}", plan.folder.display());
    if plan.folder.exists() {
        std::fs::remove_dir_all(&plan.folder).map_err(failed)?;
    }
    std::fs::create_dir_all(&plan.folder).map_err(failed)?;
    let found = in_folder(plan);
    std::fs::remove_dir_all(&plan.folder).map_err(failed)?;
    found
}

fn in_folder(plan: &Plan) -> Result<Found, String> {
    let mut found = Found { budgets: Vec::new(), details: Vec::new(), entry_count: 0, movement_count: 0 };
    let path = book(plan, &mut found)?;
    let small = plan.folder.join("small.db");
    bulk::make(&small, small_shape(plan)).map_err(|error| format!("could not make a book: {error}"))?;
    turns(plan, &path, &small, &mut found)?;
    if let Some(program) = &plan.program {
        processes(plan, program, &path, &mut found)?;
    }
    if let Some(programs) = &plan.programs {
        from_outside(plan, programs, &path, &mut found)?;
    }
    verified(&path, &mut found)?;
    Ok(found)
}

/// Never larger than the book itself.
fn small_shape(plan: &Plan) -> Shape {
    let item_count = SMALL.item_count.min(plan.shape.item_count);
    Shape { item_count, movement_count: SMALL.movement_count.min(plan.shape.movement_count), ..SMALL }
}

fn book(plan: &Plan, found: &mut Found) -> Result<PathBuf, String> {
    if let Some(book) = &plan.book {
        return Ok(book.clone());
    }
    let path = plan.folder.join("ledger.sqlite");
    let start = Instant::now();
    bulk::make(&path, plan.shape).map_err(|error| format!("could not make the book: {error}"))?;
    let bytes = std::fs::metadata(&path).map_or(0, |file| file.len());
    let made = format!("{:.1} GB in {:.0?}", bytes as f64 / 1e9, start.elapsed());
    found.details.push(("the book was made", made));
    Ok(path)
}

/// The same turn by the engine, by bare SQLite on a copy of the file, and both on a small book; block by block in
/// turn, so that whatever else the machine does falls on all of them.
fn turns(plan: &Plan, path: &Path, small: &Path, found: &mut Found) -> Result<(), String> {
    let copy = |path: &Path, name: &str| {
        let to = plan.folder.join(name);
        let copied = std::fs::copy(path, &to).and_then(|_| std::fs::File::open(&to)?.sync_all());
        copied.map_err(|error| format!("could not copy the book: {error}")).map(|()| to)
    };
    let (items, few) = (plan.shape.item_count, small_shape(plan).item_count);
    let bare_path = copy(path, "bare.db")?;
    // A copy that was just written lies in the system's memory as a whole; the book it was made from has to as well.
    warm(path)
        .and_then(|()| warm(&bare_path))
        .map_err(|error| format!("could not read the book: {error}"))?;
    let bare = bare::File::open(&bare_path, items);
    let little_bare = bare::File::open(&copy(small, "little-bare.db")?, few);
    let (big, little) = (Station::open(path), Station::open(small));
    let [mut by_engine, mut by_bare, mut by_little, mut by_little_bare] = [(); 4].map(|()| Spread::default());
    for block in 0..plan.block_count {
        let numbers = block * plan.turns_per_block..(block + 1) * plan.turns_per_block;
        numbers.clone().for_each(|number| by_engine.time(|| big.turn(big.next(number, items))));
        numbers.clone().for_each(|number| by_bare.time(|| bare.commit(number)));
        numbers.clone().for_each(|number| by_little.time(|| little.turn(little.next(number, few))));
        numbers.clone().for_each(|number| by_little_bare.time(|| little_bare.commit(number)));
    }
    told(found, [&by_engine, &by_bare, &by_little, &by_little_bare]);
    together(plan, &big, &bare, found);
    reading(plan, &big, found);
    Ok(())
}

fn warm(path: &Path) -> std::io::Result<()> {
    std::io::copy(&mut std::fs::File::open(path)?, &mut std::io::sink()).map(|_| ())
}

fn told(found: &mut Found, [engine, bare, little, little_bare]: [&Spread; 4]) {
    found.details.push(("turn by the engine", engine.to_string()));
    found.details.push(("same rows, no engine", bare.to_string()));
    found.details.push(("turn, 10 k movements", little.to_string()));
    found.details.push(("same rows, no engine, 10 k movements", little_bare.to_string()));
    let mut ratio = |name, found_ratio, limit| {
        found.budgets.push(Budget { name, found: found_ratio, limit, unit: "×" });
    };
    ratio("scan to durable turn, p50 ÷ bare commit p50", engine.p50() / bare.p50(), Limit::AtMost(1.5));
    ratio("the same, p99 ÷ bare commit p99", engine.p99() / bare.p99(), Limit::AtMost(3.0));
    ratio("turn p50 ÷ turn p50 at 10 k movements", engine.p50() / little.p50(), Limit::AtMost(1.2));
    ratio("bare commit p50 ÷ the same at 10 k movements", bare.p50() / little_bare.p50(), Limit::None);
}

/// In rounds, each beside its own bare commits: how long a disk takes to sync changes by the minute.
fn together(plan: &Plan, big: &Station, bare: &bare::File, found: &mut Found) {
    let (mut alone, mut rounds) = (Spread::default(), Vec::new());
    let measured = plan.block_count * plan.turns_per_block;
    for round in 0..plan.block_count.min(ROUNDS_TOGETHER) {
        let bare_first = measured + round * plan.turns_per_block;
        (0..plan.turns_per_block).for_each(|turn| alone.time(|| bare.commit(bare_first + turn)));
        let first = measured + round * CALLER_COUNT * plan.turns_per_caller;
        rounds.push(big.together(CALLER_COUNT, plan.turns_per_caller, first, plan.shape.item_count));
    }
    // Every round has as many turns: the mean of their times.
    let mean = |all: Vec<f64>| all.iter().sum::<f64>() / all.len() as f64;
    let together = 1.0 / mean(rounds.iter().map(|round| round.seconds_each).collect());
    found.details.push(("turns a second", format!("{together:.0}, bare alone {:.0}", alone.per_second())));
    if let Some(worked) = rounds.iter().map(|round| round.worked_each).collect::<Option<Vec<f64>>>() {
        let text = format!("{:.0} µs of the writer's processor time", mean(worked) * 1e6);
        found.details.push(("one turn of 32 callers", text));
    }
    found.budgets.push(Budget {
        name: "32 callers, whole turns ÷ bare one commit per turn",
        found: together / alone.per_second(),
        limit: Limit::AtLeast(3.0),
        unit: "×",
    });
}

fn reading(plan: &Plan, big: &Station, found: &mut Found) {
    let rush = reserving::rush(big, plan.rush_count, first_free_item(big, plan.shape.item_count));
    let lookups = big.lookups(plan.lookup_count, plan.shape.item_count);
    let searches = typing::searches(big, plan.shape.item_count, plan.searched_items);
    found.details.push(("a reservation, 104 at once", rush.waited.to_string()));
    found.details.push(("barcode to item", lookups.to_string()));
    found.details.push(("search as you type", searches.times.to_string()));
    let slowest: Vec<String> =
        searches.slowest.iter().map(|(took, text)| format!("“{text}” {took:.0?}")).collect();
    found.details.push(("the slowest of them", slowest.join(", ")));
    let accepted = f64::from(rush.accepted());
    let mut row = |name, found_value, limit, unit| {
        found.budgets.push(Budget { name, found: found_value, limit, unit });
    };
    row("104 threads reserve the last 60: accepted, every round", accepted, Limit::Exactly(60.0), "");
    row("the same, p99", rush.waited.p99_ms(), Limit::AtMost(20.0), "ms");
    row("barcode → item, p99", lookups.p99_ms(), Limit::AtMost(1.0), "ms");
    row("search as you type, p99", searches.times.p99_ms(), Limit::AtMost(20.0), "ms");
}

/// A book that was measured before has items beyond its own already.
pub fn first_free_item(station: &Station, item_count: u32) -> u32 {
    station.work(move |tx| {
        let mut number = item_count;
        while ledger::table::item::by_id(tx, super::book::item_id(number))?.is_some() {
            number += 1;
        }
        Ok(number)
    })
}

fn processes(plan: &Plan, program: &Path, path: &Path, found: &mut Found) -> Result<(), String> {
    let alone = alone::measure(program, path, plan.shape.item_count)?;
    let mut row = |name, found_value, limit, unit| {
        found.budgets.push(Budget { name, found: found_value, limit, unit });
    };
    row("start of the process to ready, headless", milliseconds(alone.ready), Limit::AtMost(1_000.0), "ms");
    if let (Some(resident), Some(peak)) = (alone.resident, alone.peak) {
        row("resident memory when ready", resident, Limit::AtMost(150.0), "MiB");
        row("the most it ever had at work", peak, Limit::AtMost(150.0), "MiB");
    }
    Ok(())
}

/// The same rush by HTTP, on a copy: the station stands between the programs and the book.
fn from_outside(plan: &Plan, programs: &Programs, path: &Path, found: &mut Found) -> Result<(), String> {
    let rush = eight::rush(programs, path, &plan.folder, plan.rush_count)?;
    found.details.push(("a reservation by HTTP, 104 at once", rush.waited.to_string()));
    let (accepted, p99_ms) = (f64::from(rush.accepted()), rush.waited.p99_ms());
    let mut row = |name, found_value, limit, unit| {
        found.budgets.push(Budget { name, found: found_value, limit, unit });
    };
    row("8 programs, 104 callers by HTTP: accepted, every round", accepted, Limit::Exactly(60.0), "");
    row("the same, p99", p99_ms, Limit::AtMost(20.0), "ms");
    Ok(())
}

/// Whatever was measured, the book must hold.
fn verified(path: &Path, found: &mut Found) -> Result<(), String> {
    let start = Instant::now();
    let report = ledger::verify::file(path).map_err(|error| format!("could not verify the book: {error}"))?;
    assert_eq!(report.difference, None, "the book that was measured must hold");
    found.entry_count = report.entry_count;
    found.movement_count = report.movement_count;
    found.details.push((
        "verified afterwards",
        format!("{} movements in {:.1?}", report.movement_count, start.elapsed()),
    ));
    Ok(())
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}
