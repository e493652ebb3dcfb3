//! The engine in a process of its own, so that start and memory are the engine's and nobody else's.

use super::engine::Station;
use super::typing;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const READY: &str = "ready";
const CALLERS: u32 = 32;
const TURNS: u32 = 1_000;
const LOOKUPS: u32 = 20_000;
const SEARCHED_ITEMS: u32 = 10;

/// What the other process told.
pub struct Alone {
    /// From its start until it takes a scan.
    pub ready: Duration,
    /// After that, and the most it ever had, after turns, look-ups, searches and many callers; MiB. `None` where
    /// the system does not say.
    pub resident: Option<f64>,
    pub peak: Option<f64>,
}

/// Starts `program` once more on this book, and waits for its end.
pub fn measure(program: &Path, book: &Path, item_count: u32) -> Result<Alone, String> {
    let failed = |error: std::io::Error| format!("could not run the engine alone: {error}");
    let start = Instant::now();
    let mut child = Command::new(program)
        .arg("alone")
        .arg(book)
        .args(["--items", &item_count.to_string()])
        .stdout(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    let mut lines = BufReader::new(child.stdout.take().expect("it was asked for")).lines();
    let mut next = || lines.next().unwrap_or_else(|| Ok(String::new())).map_err(failed);
    let first = next()?;
    let ready = start.elapsed();
    let (resident, peak) = (next()?.parse().ok(), next()?.parse().ok());
    let status = child.wait().map_err(failed)?;
    if first != READY || !status.success() {
        return Err(format!("the engine alone said {first:?} and ended with {status}"));
    }
    Ok(Alone { ready, resident, peak })
}

/// The other process.
pub fn be(book: &Path, item_count: u32) {
    let station = Station::open(book);
    say(READY);
    say(&of_status("VmRSS:"));
    (0..TURNS).for_each(|number| station.turn(station.next(number, item_count)));
    station.lookups(LOOKUPS, item_count);
    typing::searches(&station, item_count, SEARCHED_ITEMS);
    station.together(CALLERS, TURNS / 10, TURNS, item_count);
    say(&of_status("VmHWM:"));
}

fn say(line: &str) {
    println!("{line}");
    std::io::stdout().flush().expect("whoever started it listens");
}

/// MiB of this process; empty where the system does not say.
fn of_status(name: &str) -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(name));
    let kib = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
    kib.map_or_else(String::new, |kib| (kib / 1_024.0).to_string())
}
