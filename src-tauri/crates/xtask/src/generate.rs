//! `cargo xtask generate`: files that are made from Rust, committed, and never edited.

use std::fs;

use crate::{
    errand::{Failure, cargo, run},
    workshop::Workshop,
};

/// What makes a file: cargo's arguments of the program that writes it, and the file, from the root.
const MADE: &[(&[&str], &str)] = &[(
    &["run", "--quiet", "--package", "station", "--example", "generate_types", "--features", "schema"],
    "ui/src/generated/types.ts",
)];

pub fn generate(workshop: &Workshop) -> Result<(), Failure> {
    MADE.iter().try_for_each(|(arguments, _)| run(cargo().args(*arguments).current_dir(&workshop.root)))
}

/// Makes them again and fails when one came out different from what was there.
pub fn check(workshop: &Workshop) -> Result<(), Failure> {
    let before = contents(workshop)?;
    generate(workshop)?;
    let stale: Vec<&str> = MADE
        .iter()
        .zip(before.iter().zip(contents(workshop)?))
        .filter(|(_, (before, after))| **before != *after)
        .map(|((_, file), _)| *file)
        .collect();
    if stale.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "not what Rust makes now, and made again: {}. Look at them and commit.",
        stale.join(", ")
    )))
}

fn contents(workshop: &Workshop) -> Result<Vec<String>, Failure> {
    MADE.iter()
        .map(|(_, file)| {
            fs::read_to_string(workshop.root.join(file))
                .map_err(|error| Failure::of(&format!("could not read {file}"), &error))
        })
        .collect()
}
