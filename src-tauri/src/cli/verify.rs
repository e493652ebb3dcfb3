//! `tallyman verify`: does the book hold? Reads the file only, also while a station runs on it.

use crate::failure::Failure;
use crate::told::tell;
use station::station::LEDGER_FILE;
use std::path::Path;
use std::process::ExitCode;

/// 0 when everything holds, 1 with the first difference otherwise.
pub fn run(data: &Path) -> Result<ExitCode, Failure> {
    let report = ledger::verify::file(&data.join(LEDGER_FILE))?;
    let head: String = report.head.iter().map(|byte| format!("{byte:02x}")).collect();
    let (outcome, code) = match report.difference {
        None => ("The chain and the sums hold.".to_owned(), ExitCode::SUCCESS),
        Some(difference) => (
            format!(
                "The book does not hold: {difference}.\n\
                 Stop booking, keep this directory as it is, and restore the last backup beside it."
            ),
            ExitCode::FAILURE,
        ),
    };
    tell(&format!(
        "{} entries, {} movements, {} placements, {} balances.\nHead of the chain: {head}\n{outcome}",
        report.entry_count, report.movement_count, report.placement_count, report.balance_count
    ))?;
    Ok(code)
}
