//! `tallyman backup`: one copy of the book now, also beside a running station.

use crate::failure::Failure;
use crate::told::tell;
use clap::Args;
use ledger::backup::Depth;
use station::settings::Settings;
use station::{backups, clock};
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct Backup {
    /// Puts the copy there instead, and takes nothing away there.
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
}

pub fn run(data: &Path, command: &Backup) -> Result<(), Failure> {
    let book = data.join(station::station::LEDGER_FILE);
    if !book.exists() {
        return Err(Failure::new(format!(
            "copy {}: there is no book; name its directory with --data",
            book.display()
        )));
    }
    let settings = Settings::read(data)?.backup;
    let copy = backups::make(data, &settings, command.to.as_deref(), clock::now_ms(), Depth::Whole)?;
    tell(&format!(
        "{}\nIt holds the book up to sequence {} of epoch {}, and was looked at whole.",
        copy.path.display(),
        copy.sequence,
        copy.epoch
    ))
}
