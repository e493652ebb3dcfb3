//! `cargo xtask bench`: the measurements of the repository, one after the other, each on a release build.
//! Each prints its own table, with what it is compared to in the same run.

use crate::{
    errand::{Failure, cargo, run},
    workshop::Workshop,
};

/// A package and its bench.
const BENCHES: &[(&str, &str)] = &[("ledger", "ledger")];

pub fn bench(workshop: &Workshop) -> Result<(), Failure> {
    for (package, bench) in BENCHES {
        run(cargo().args(["bench", "--package", package, "--bench", bench]).current_dir(&workshop.root))?;
    }
    Ok(())
}
