//! `tallyman verify`: does the book hold? Reads the file only, also while a station runs on it.

use crate::failure::Failure;
use station::station::LEDGER_FILE;
use std::path::Path;
use std::process::ExitCode;

/// 0 when everything holds, 1 with the first difference otherwise.
pub fn run(data: &Path) -> Result<ExitCode, Failure> {
    let report = ledger::verify::file(&data.join(LEDGER_FILE))?;
    println!(
        "{} entries, {} movements, {} placements, {} balances.",
        report.entry_count, report.movement_count, report.placement_count, report.balance_count
    );
    let head: String = report.head.iter().map(|byte| format!("{byte:02x}")).collect();
    println!("Head of the chain: {head}");
    match report.difference {
        None => {
            println!("The chain and the sums hold.");
            Ok(ExitCode::SUCCESS)
        }
        Some(difference) => {
            println!("The book does not hold: {difference}.");
            println!("Stop booking, keep this directory as it is, and restore the last backup beside it.");
            Ok(ExitCode::FAILURE)
        }
    }
}
