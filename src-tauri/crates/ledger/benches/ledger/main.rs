//! What a turn costs beside one commit of the same rows by the same SQLite and no engine (design.md §13).
//! Everything is a ratio within one run; nothing here fails a build.
//!
//! `cargo bench -p ledger -- --items 1000000 --movements 10000000` for the sizes the budgets speak of.

mod bare;
mod budget;
mod engine;
mod typing;

use budget::{Budget, Spread};
use std::path::Path;
use std::time::{Duration, Instant};

const BLOCKS: usize = 20;
const TURNS_PER_BLOCK: usize = 100;
const CALLER_COUNT: usize = 32;
const TURNS_PER_CALLER: usize = 500;
const SEARCHED_ITEMS: u32 = 40;

/// How large the book is before anything is measured.
#[derive(Clone, Copy)]
struct Size {
    item_count: u32,
    movement_count: u32,
}

fn main() {
    let size = size_from_arguments();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ledger-bench");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).expect("the bench's own folder is its to empty");
    }
    std::fs::create_dir_all(&folder).expect("the target folder is writable");
    println!("a book of {} items and {} movements …", size.item_count, size.movement_count);
    let small = Size { item_count: 1_000, movement_count: 10_000 };
    let mut budgets = turns(&folder.join("full"), size, small, &folder.join("small"));
    budgets.extend(opening(&folder.join("full/ledger.db"), size));
    budget::print(&budgets);
    let report = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../bench/ledger.json");
    budget::write(&budgets, &report).expect("the target folder is writable");
    std::fs::remove_dir_all(&folder).expect("the bench's own folder is its to remove");
}

fn size_from_arguments() -> Size {
    let mut size = Size { item_count: 20_000, movement_count: 200_000 };
    let arguments: Vec<String> = std::env::args().collect();
    for pair in arguments.windows(2) {
        let count = || pair[1].parse().expect("the size is a number");
        match pair[0].as_str() {
            "--items" => size.item_count = count(),
            "--movements" => size.movement_count = count(),
            _ => {}
        }
    }
    size
}

/// The same turn by the engine, by bare SQLite on a copy of the file, and by the engine on a small book;
/// block by block in turn, so that whatever else the machine does falls on all three.
fn turns(full: &Path, size: Size, small_size: Size, small: &Path) -> Vec<Budget> {
    let big = engine::Station::fill(full, size.item_count, size.movement_count);
    let little = engine::Station::fill(small, small_size.item_count, small_size.movement_count);
    let copy = ledger::backup::make(&big.path(), &full.join("bare"), 0, ledger::backup::Depth::Head)
        .expect("the file that was just made can be copied");
    let bare = bare::File::open(&copy.path);

    let (mut by_engine, mut by_bare, mut by_little) =
        (Spread::default(), Spread::default(), Spread::default());
    for block in 0..BLOCKS {
        for turn in 0..TURNS_PER_BLOCK {
            let number = (block * TURNS_PER_BLOCK + turn) as u32;
            by_engine.time(|| big.turn(number));
        }
        for turn in 0..TURNS_PER_BLOCK {
            by_bare.time(|| bare.commit((block * TURNS_PER_BLOCK + turn) as u32));
        }
        for turn in 0..TURNS_PER_BLOCK {
            by_little.time(|| little.turn((block * TURNS_PER_BLOCK + turn) as u32));
        }
    }
    let lookups = big.lookups(20_000);
    let searches = typing::searches(&big, size.item_count, SEARCHED_ITEMS);
    let together = many(&big);
    println!("  turn by the engine   {by_engine}");
    println!("  same rows, no engine {by_bare}");
    println!("  turn, small book     {by_little}");
    println!("  barcode → item       {lookups}");
    println!("  search as you type   {searches}");
    println!(
        "  {CALLER_COUNT} callers           {together:.0} turns/s, bare alone {:.0}/s",
        by_bare.per_second()
    );
    let unit = "×";
    vec![
        Budget::at_most("turn p50 / bare commit p50", by_engine.p50() / by_bare.p50(), 1.5, unit),
        Budget::at_most("turn p99 / bare commit p99", by_engine.p99() / by_bare.p99(), 3.0, unit),
        Budget::at_most(
            "turn p50 / turn p50 at 10 k movements",
            by_engine.p50() / by_little.p50(),
            1.2,
            unit,
        ),
        Budget::at_least("32 callers / bare one commit per turn", together / by_bare.per_second(), 3.0, unit),
        Budget::at_most("barcode → item, p99", lookups.p99() * 1_000.0, 1.0, "ms"),
        Budget::at_most("search as you type, p99", searches.p99() * 1_000.0, 20.0, "ms"),
    ]
}

/// Turns a second when many ask at once.
fn many(station: &engine::Station) -> f64 {
    let start = Instant::now();
    std::thread::scope(|scope| {
        for caller in 0..CALLER_COUNT {
            scope.spawn(move || {
                for turn in 0..TURNS_PER_CALLER {
                    station.turn((1_000_000 + caller * TURNS_PER_CALLER + turn) as u32);
                }
            });
        }
    });
    (CALLER_COUNT * TURNS_PER_CALLER) as f64 / start.elapsed().as_secs_f64()
}

/// Opening the file again, and what `tallyman verify` takes.
fn opening(path: &Path, size: Size) -> Vec<Budget> {
    let start = Instant::now();
    let station = engine::Station::open(path);
    let opened = start.elapsed();
    let resident = resident_mib();
    drop(station);
    let start = Instant::now();
    let report = ledger::verify::file(path).expect("the file that was just closed can be read");
    let verified = start.elapsed();
    assert_eq!(report.difference, None, "the book that was measured must hold");
    println!("  opened in {opened:?}, verified {} movements in {verified:?}", report.movement_count);
    assert!(report.movement_count >= i64::from(size.movement_count), "everything answered is there");
    let mut budgets = vec![Budget::at_most("start to ready, headless", milliseconds(opened), 1_000.0, "ms")];
    budgets.extend(resident.map(|mib| Budget::at_most("resident memory after opening", mib, 150.0, "MiB")));
    budgets
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}

/// Of this process; `None` where the system does not say.
fn resident_mib() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib / 1_024.0)
}
