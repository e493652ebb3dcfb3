//! Stages of a test run: carried out in order up to the first that fails, with the time that each took.

use std::{
    fmt::Write,
    time::{Duration, Instant},
};

use crate::{errand::Failure, workshop::Workshop};

pub struct Stage {
    /// One word to call it by.
    pub name: &'static str,
    /// What it asks, for the table.
    pub about: &'static str,
    pub carry_out: fn(&Workshop) -> Result<(), Failure>,
}

enum End {
    Passed(Duration),
    Failed(Duration),
    NotReached,
}

/// Carries the stages out and prints the table; fails with what the failing one said.
pub fn carry_out(workshop: &Workshop, stages: &[&Stage]) -> Result<(), Failure> {
    let mut ends: Vec<(&Stage, End)> = Vec::new();
    let mut failed = None;
    for stage in stages {
        if failed.is_some() {
            ends.push((stage, End::NotReached));
            continue;
        }
        println!("\n== {}: {}", stage.name, stage.about);
        let started = Instant::now();
        match (stage.carry_out)(workshop) {
            Ok(()) => ends.push((stage, End::Passed(started.elapsed()))),
            Err(failure) => {
                ends.push((stage, End::Failed(started.elapsed())));
                failed = Some((stage.name, failure));
            }
        }
    }
    print!("\n{}", table(&ends));
    failed.map_or(Ok(()), |(name, failure)| Err(Failure::of(&format!("stage {name} failed"), &failure)))
}

fn table(ends: &[(&Stage, End)]) -> String {
    let mut table = String::new();
    let mut total = Duration::ZERO;
    for (stage, end) in ends {
        let (time, word) = match end {
            End::Passed(time) => (Some(time), "passed"),
            End::Failed(time) => (Some(time), "FAILED"),
            End::NotReached => (None, "not reached"),
        };
        total += time.copied().unwrap_or_default();
        let time = time.map_or_else(|| "-".into(), seconds);
        writeln!(table, "{:<10} {:>9}  {:<12} {}", stage.name, time, word, stage.about)
            .expect("writing into a String cannot fail");
    }
    writeln!(table, "{:<10} {:>9}", "together", seconds(&total)).expect("writing into a String cannot fail");
    table
}

fn seconds(time: &Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn well(_: &Workshop) -> Result<(), Failure> {
        Ok(())
    }

    fn badly(_: &Workshop) -> Result<(), Failure> {
        Err(Failure::new("it broke".into()))
    }

    fn never(_: &Workshop) -> Result<(), Failure> {
        unreachable!("a stage behind a failing one is not begun")
    }

    #[test]
    fn the_first_failing_stage_ends_the_run() {
        let workshop = Workshop { root: PathBuf::new(), target: PathBuf::new() };
        let stage = |name, carry_out| Stage { name, about: "", carry_out };
        let (one, two, three) = (stage("one", well), stage("two", badly), stage("three", never));
        let outcome = carry_out(&workshop, &[&one, &two, &three]);
        let words = outcome.expect_err("a failing stage fails the run").to_string();
        assert_eq!(words, "stage two failed: it broke", "the failing stage is named with its reason");
    }
}
