//! What is asked for on the command line, and doing it.

use super::book::Shape;
use super::eight::Programs;
use super::measure::{self, Plan};
use super::report::{self, Machine};
use super::{alone, bulk};
use std::path::{Path, PathBuf};
use std::time::Instant;

const USAGE: &str = "\
cargo xtask bench [--quick] [--items N] [--movements N] [--seed N] [--book FILE]
cargo xtask generate-book [--items N] [--movements N] [--seed N] DIR";
const FULL: Shape = Shape { item_count: 1_000_000, movement_count: 10_000_000, seed: 1 };
const QUICK: Shape = Shape { item_count: 10_000, movement_count: 50_000, seed: 1 };

/// # Errors
/// In words, for the person at the terminal.
pub fn carry_out(arguments: &[String]) -> Result<(), String> {
    let asked = Asked::read(arguments)?;
    match (asked.command.as_deref(), &asked.place) {
        (Some("generate"), Some(folder)) => generate(folder, asked.shape()),
        (Some("alone"), Some(book)) => {
            alone::be(book, asked.shape().item_count);
            Ok(())
        }
        (None, None) => measure_and_tell(&asked),
        _ => Err(USAGE.to_owned()),
    }
}

#[derive(Default)]
struct Asked {
    command: Option<String>,
    place: Option<PathBuf>,
    is_quick: bool,
    item_count: Option<u32>,
    movement_count: Option<u32>,
    seed: Option<u64>,
    book: Option<PathBuf>,
    json: Option<PathBuf>,
    markdown: Option<PathBuf>,
    station: Option<PathBuf>,
    client: Option<PathBuf>,
}

impl Asked {
    fn read(arguments: &[String]) -> Result<Asked, String> {
        let mut asked = Asked::default();
        let mut left = arguments.iter();
        while let Some(word) = left.next() {
            let mut value = || left.next().cloned().ok_or_else(|| format!("{word} wants a value\n{USAGE}"));
            match word.as_str() {
                "--quick" => asked.is_quick = true,
                "--items" => asked.item_count = Some(number(&value()?)?),
                "--movements" => asked.movement_count = Some(number(&value()?)?),
                "--seed" => asked.seed = Some(number(&value()?)?),
                "--book" => asked.book = Some(value()?.into()),
                "--json" => asked.json = Some(value()?.into()),
                "--markdown" => asked.markdown = Some(value()?.into()),
                "--station" => asked.station = Some(value()?.into()),
                "--client" => asked.client = Some(value()?.into()),
                "generate" | "alone" if asked.command.is_none() => asked.command = Some(word.clone()),
                _ if asked.command.is_some() && asked.place.is_none() => asked.place = Some(word.into()),
                _ => return Err(format!("{word} is not understood\n{USAGE}")),
            }
        }
        Ok(asked)
    }

    fn shape(&self) -> Shape {
        let usual = if self.is_quick { QUICK } else { FULL };
        Shape {
            item_count: self.item_count.unwrap_or(usual.item_count).max(1),
            movement_count: self.movement_count.unwrap_or(usual.movement_count).max(1),
            seed: self.seed.unwrap_or(usual.seed),
        }
    }
}

fn number<T: std::str::FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("{text} is no number that fits here\n{USAGE}"))
}

fn generate(folder: &Path, shape: Shape) -> Result<(), String> {
    let path = folder.join("ledger.sqlite");
    if path.exists() {
        return Err(format!("there is a book already: {}", path.display()));
    }
    std::fs::create_dir_all(folder)
        .map_err(|error| format!("could not make {}: {error}", folder.display()))?;
    let start = Instant::now();
    let written = bulk::make(&path, shape).map_err(|error| format!("could not make the book: {error}"))?;
    let (entries, movements) = (written.entry_count, written.movement_count);
    println!(
        "{}: {} items, {entries} entries, {movements} movements, seed {}, in {:.0?}",
        path.display(),
        shape.item_count,
        shape.seed,
        start.elapsed()
    );
    Ok(())
}

fn measure_and_tell(asked: &Asked) -> Result<(), String> {
    let machine = Machine::before();
    let plan = plan(asked)?;
    println!("a book of {} items and {} movements …", plan.shape.item_count, plan.shape.movement_count);
    let found = measure::all(&plan)?;
    let machine = machine.after();
    report::print(&found, &machine);
    if let Some(path) = &asked.json {
        report::write(path, &report::json(&found, &plan, &machine))?;
    }
    if let Some(path) = asked.markdown.as_ref().filter(|_| plan.shape == FULL) {
        report::write(path, &report::markdown(&found, &plan, &machine))?;
    }
    Ok(())
}

fn plan(asked: &Asked) -> Result<Plan, String> {
    let program = std::env::current_exe().map_err(|error| format!("could not find this program: {error}"))?;
    let (block_count, searched_items) = if asked.is_quick { (8, 5) } else { (20, 40) };
    Ok(Plan {
        shape: asked.shape(),
        folder: Path::new(env!("CARGO_TARGET_TMPDIR")).join("ledger-bench"),
        book: asked.book.clone(),
        program: Some(program),
        block_count,
        turns_per_block: 100,
        turns_per_caller: 100,
        lookup_count: 20_000,
        searched_items,
        rush_count: 20,
        programs: programs(asked),
    })
}

fn programs(asked: &Asked) -> Option<Programs> {
    let (station, client) = (asked.station.clone()?, asked.client.clone()?);
    Some(Programs { station, client })
}
