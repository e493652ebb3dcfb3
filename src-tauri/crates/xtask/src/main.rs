//! The workshop: sets a machine up, runs a demo station, tests everything, measures.
//! It holds no rule of the product and depends on none of our crates, so that it is built in seconds.

mod bench;
mod debian;
mod driver;
mod ending;
mod errand;
mod generate;
mod lock_check;
mod node;
mod run;
mod sandbox;
mod setup;
mod stage;
mod test;
mod workshop;

use std::process::ExitCode;

use errand::Failure;
use workshop::Workshop;

const USAGE: &str = "\
Usage: cargo xtask <command>

  run [--release]      set up, build, and open a station on demo data (served, where there is no display)
  test [stage ...]     everything that CI runs; with names, only those stages
  sandbox [args ...]   the outside world alone: a Katana, a printer, a scanner
  bench [--quick]      the measurements, on a release build; writes tests/BENCHMARKS.md, quick ones do not
  generate-book [--items N] [--movements N] [--seed N] DIR
                       a book of that size, the same for the same seed; 1 M items and 10 M movements if not told
  generate             write the files that are made from Rust (types, API description)
  setup                install what `run` and `test` need, and stop there
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = ending::listen()
        .and_then(|()| Workshop::here())
        .and_then(|workshop| carry_out(&workshop, &arguments));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

fn carry_out(workshop: &Workshop, arguments: &[String]) -> Result<(), Failure> {
    let (command, rest) =
        arguments.split_first().map_or(("", [].as_slice()), |(first, rest)| (first.as_str(), rest));
    match command {
        "run" => run::run(workshop, rest),
        "test" => test::test(workshop, rest),
        "sandbox" => sandbox::alone(workshop, rest),
        "bench" => bench::bench(workshop, rest),
        "generate-book" => bench::generate_book(workshop, rest),
        "generate" => generate::generate(workshop),
        "setup" => setup::for_tests(workshop),
        "" | "help" | "-h" | "--help" => {
            print!("{USAGE}");
            Ok(())
        }
        other => Err(Failure::new(format!("there is no command {other}.\n\n{USAGE}"))),
    }
}
