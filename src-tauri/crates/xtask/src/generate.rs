//! `cargo xtask generate`: files that are made from Rust, committed, and never edited.

use crate::{
    errand::{Failure, cargo, run},
    workshop::Workshop,
};

/// Cargo's arguments of each program that writes a file, and with `--check` only compares.
const WRITERS: &[&[&str]] = &[
    &["run", "--quiet", "--package", "station", "--example", "generate_types", "--features", "schema"],
    &["run", "--quiet", "--package", "server", "--example", "generate_openapi", "--features", "schema"],
];

pub fn generate(workshop: &Workshop) -> Result<(), Failure> {
    WRITERS.iter().try_for_each(|arguments| run(cargo().args(*arguments).current_dir(&workshop.root)))
}

/// Fails when Rust would write something else than what is committed.
pub fn check(workshop: &Workshop) -> Result<(), Failure> {
    let compare = |arguments: &&[&str]| {
        run(cargo().args(*arguments).args(["--", "--check"]).current_dir(&workshop.root))
    };
    WRITERS.iter().try_for_each(compare).map_err(|failure| {
        Failure::of("`cargo xtask generate` makes it anew; look at what changed, then commit", &failure)
    })
}
