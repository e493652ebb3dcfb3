//! What was found, as a table to read, as JSON, and as the page that is kept in the repository.

use super::budget::Budget;
use super::measure::{Found, Plan};
use jiff::Timestamp;
use std::fmt::Write;
use std::path::Path;

/// Where it was measured.
pub struct Machine {
    measured_at: Timestamp,
    cores: usize,
    /// Programs that wanted a core, on average over the minutes before and after; empty where the system says none.
    load_before: String,
    load_after: String,
}

impl Machine {
    pub fn before() -> Machine {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Machine { measured_at: Timestamp::now(), cores, load_before: load(), load_after: String::new() }
    }

    pub fn after(self) -> Machine {
        Machine { load_after: load(), ..self }
    }

    fn text(&self) -> String {
        let Machine { measured_at, cores, load_before, load_after } = self;
        let engine = ledger::open::engine_version();
        let (day, system) = (measured_at.strftime("%F %H:%M UTC"), std::env::consts::OS);
        let load = match load_before.as_str() {
            "" => String::new(),
            _ => format!(", load {load_before} before and {load_after} after"),
        };
        format!("{day}, {system}, {cores} cores{load}, SQLite {engine}")
    }
}

fn load() -> String {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split_whitespace().next().unwrap_or_default().to_owned()
}

pub fn print(found: &Found, machine: &Machine) {
    println!("\n{}", machine.text());
    for (name, text) in &found.details {
        println!("  {name:<38} {text}");
    }
    println!("\n{:<56} {:>12} {:>14}", "ledger", "found", "budget");
    for budget in &found.budgets {
        let (found, limit) = (budget.found_text(), budget.limit_text());
        println!("{:<56} {found:>12} {limit:>14}  {}", budget.name, budget.verdict());
    }
}

pub fn json(found: &Found, plan: &Plan, machine: &Machine) -> String {
    let rows: Vec<serde_json::Value> = found.budgets.iter().map(row).collect();
    let details: serde_json::Map<String, serde_json::Value> =
        found.details.iter().map(|(name, text)| ((*name).to_owned(), text.as_str().into())).collect();
    let report = serde_json::json!({
        "measured": machine.text(),
        "items": plan.shape.item_count,
        "movements": plan.shape.movement_count,
        "seed": plan.shape.seed,
        "rows": rows,
        "details": details,
    });
    serde_json::to_string_pretty(&report).expect("numbers and texts are always JSON")
}

fn row(budget: &Budget) -> serde_json::Value {
    serde_json::json!({
        "name": budget.name,
        "found": budget.found,
        "unit": budget.unit,
        "budget": budget.limit_text(),
        "kept": budget.is_kept(),
    })
}

pub fn markdown(found: &Found, plan: &Plan, machine: &Machine) -> String {
    let shape = plan.shape;
    let mut page = String::from(
        "# Benchmarks\n\nMade by `cargo xtask bench`; not edited. Budgets: design of the station, §13. Ratios are to bare \
         SQLite\ncommitting the same rows with the same settings through the same C library in the same run, block by \
         block in turn;\nmilliseconds depend on the machine. `cargo xtask bench --quick` tries it in a minute on a small \
         book, and\n`cargo xtask generate-book --items N --movements N DIR` makes the book alone.\n\n",
    );
    let mut line = |text: String| writeln!(page, "{text}").expect("a text takes every line");
    line(format!("Measured {}.\n", machine.text()));
    line(format!(
        "The book: {} items, {} movements, seed {}.\n",
        shape.item_count, shape.movement_count, shape.seed
    ));
    line("| What | Budget | Found | |\n|---|---|---|---|".to_owned());
    for budget in &found.budgets {
        let (limit, value) = (budget.limit_text(), budget.found_text());
        let verdict = if budget.is_kept() == Some(false) { "**missed**" } else { budget.verdict() };
        line(format!("| {} | {limit} | {value} | {verdict} |", budget.name));
    }
    line("\nWhat the ratios are made of:\n\n| What | |\n|---|---|".to_owned());
    for (name, text) in &found.details {
        line(format!("| {name} | {text} |"));
    }
    page
}

/// # Errors
/// In words, when the file cannot be written.
pub fn write(path: &Path, text: &str) -> Result<(), String> {
    let folder = path.parent().map_or(Ok(()), std::fs::create_dir_all);
    folder
        .and_then(|()| std::fs::write(path, text))
        .map_err(|error| format!("could not write {}: {error}", path.display()))
}
