//! Times as a spread, budgets as lines of a table and of a JSON file.

use std::path::Path;
use std::time::{Duration, Instant};

/// Times of one kind of act.
#[derive(Default)]
pub struct Spread {
    seconds: Vec<f64>,
}

impl Spread {
    pub fn time<T>(&mut self, act: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = act();
        self.seconds.push(start.elapsed().as_secs_f64());
        result
    }

    pub fn p50(&self) -> f64 {
        self.at(0.5)
    }

    pub fn p99(&self) -> f64 {
        self.at(0.99)
    }

    pub fn per_second(&self) -> f64 {
        self.seconds.len() as f64 / self.seconds.iter().sum::<f64>()
    }

    fn at(&self, share: f64) -> f64 {
        let mut sorted = self.seconds.clone();
        sorted.sort_unstable_by(f64::total_cmp);
        sorted[((sorted.len() - 1) as f64 * share) as usize]
    }
}

impl std::fmt::Display for Spread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let time = |seconds| Duration::from_secs_f64(seconds);
        write!(
            f,
            "p50 {:>10.1?}  p99 {:>10.1?}  ({} times)",
            time(self.p50()),
            time(self.p99()),
            self.seconds.len()
        )
    }
}

/// One line of design.md §13.
pub struct Budget {
    name: &'static str,
    found: f64,
    limit: f64,
    unit: &'static str,
    is_kept: bool,
    sign: &'static str,
}

impl Budget {
    pub fn at_most(name: &'static str, found: f64, limit: f64, unit: &'static str) -> Budget {
        Budget { name, found, limit, unit, is_kept: found <= limit, sign: "≤" }
    }

    pub fn at_least(name: &'static str, found: f64, limit: f64, unit: &'static str) -> Budget {
        Budget { name, found, limit, unit, is_kept: found >= limit, sign: "≥" }
    }
}

pub fn print(budgets: &[Budget]) {
    println!("\n{:<42} {:>12}   budget", "ledger", "found");
    for Budget { name, found, limit, unit, is_kept, sign } in budgets {
        let verdict = if *is_kept { "kept" } else { "MISSED" };
        println!("{name:<42} {found:>9.3} {unit:<3} {sign} {limit} {unit:<4} {verdict}");
    }
}

pub fn write(budgets: &[Budget], path: &Path) -> std::io::Result<()> {
    let rows: Vec<serde_json::Value> = budgets
        .iter()
        .map(|budget| {
            let Budget { name, found, limit, unit, is_kept, sign } = budget;
            serde_json::json!({
                "name": name, "found": found, "limit": limit, "unit": unit, "sign": sign, "kept": is_kept
            })
        })
        .collect();
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, serde_json::to_string_pretty(&rows)?)
}
