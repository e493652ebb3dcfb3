//! `cargo xtask bench`: the measurements of the repository, one after the other, each on a release build, and
//! `cargo xtask generate-book`: the book they are made on, alone.
//! Each prints its own table, with what it is compared to in the same run.

use std::{ffi::OsStr, path::PathBuf, process::Command};

use crate::{
    errand::{Failure, cargo, run},
    setup,
    workshop::{Profile, Workshop},
};

/// A package and its bench.
const BENCHES: &[(&str, &str)] = &[("ledger", "ledger")];

pub fn bench(workshop: &Workshop, arguments: &[String]) -> Result<(), Failure> {
    build_programs(workshop)?;
    let station = workshop.program("tallyman", Profile::Release);
    let client = workshop.program("reserve_client", Profile::Release);
    for (package, bench) in BENCHES {
        let json = workshop.target.join("bench").join(format!("{bench}.json"));
        let page = workshop.root.join("tests/BENCHMARKS.md");
        let mut command = program(workshop, package, bench);
        command.args([OsStr::new("--json"), json.as_os_str(), OsStr::new("--markdown"), page.as_os_str()]);
        command.args([
            OsStr::new("--station"),
            station.as_os_str(),
            OsStr::new("--client"),
            client.as_os_str(),
        ]);
        run(command.args(arguments))?;
    }
    Ok(())
}

/// The station that is served while it is measured, and one of the programs that ask it.
fn build_programs(workshop: &Workshop) -> Result<(), Failure> {
    setup::for_run(workshop)?;
    let programs =
        ["--package", "tallyman", "--package", "tests", "--bin", "tallyman", "--bin", "reserve_client"];
    run(cargo().args(["build", "--release"]).args(programs).current_dir(&workshop.root))
}

pub fn generate_book(workshop: &Workshop, arguments: &[String]) -> Result<(), Failure> {
    let (folder, sizes) =
        arguments.split_last().filter(|(folder, _)| !folder.starts_with("--")).ok_or_else(|| {
            Failure::new("generate-book wants the folder of the new book as its last word".into())
        })?;
    // Cargo starts a bench in its package's own folder.
    let here =
        std::env::current_dir().map_err(|error| Failure::of("could not tell where this is", &error))?;
    let folder: PathBuf = here.join(folder);
    run(program(workshop, "ledger", "ledger").arg("generate").args(sizes).arg(folder))
}

fn program(workshop: &Workshop, package: &str, bench: &str) -> Command {
    let mut command = cargo();
    command.args(["bench", "--package", package, "--bench", bench, "--"]).current_dir(&workshop.root);
    command
}
