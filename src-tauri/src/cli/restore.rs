//! `tallyman restore`: a copy takes the book's place. Refused while a station owns the directory.

use super::runtime;
use crate::failure::Failure;
use crate::told::tell;
use clap::Args;
use ledger::backup::{self, Depth};
use station::backups::{self, PutBack};
use std::path::Path;

#[derive(Args)]
pub struct Restore {
    /// A copy by its name, or any other ledger file of this station by its path. Without it the newest good copy,
    /// when the book itself is not whole.
    #[arg(value_name = "BACKUP")]
    copy: Option<String>,
    /// Show the copies that are there, and change nothing.
    #[arg(long, conflicts_with = "copy")]
    list: bool,
}

pub fn run(data: &Path, command: &Restore) -> Result<(), Failure> {
    if command.list {
        return list(data);
    }
    let done = runtime()?.block_on(backups::put_back(data, command.copy.as_deref()))?;
    tell(&told(&done))
}

/// Each copy is looked at, so that nobody finds out when it is needed.
fn list(data: &Path) -> Result<(), Failure> {
    let copies = backups::all(data)?;
    if copies.is_empty() {
        return tell("There is no copy here. `tallyman backup` makes one.");
    }
    for copy in copies {
        let is_good = match copy.before_version {
            Some(version) => format!("kept before version {version} was left"),
            None => match backup::look_at(&copy.path, Depth::Head) {
                Ok(()) => "good".to_owned(),
                Err(error) => format!("NOT good: could not {error}"),
            },
        };
        tell(&format!("{}  {:>7} kB  {is_good}", copy.name, copy.size_bytes / 1024))?;
    }
    tell("`tallyman restore NAME` puts one in the book's place; what is there now is kept aside.")
}

fn told(done: &PutBack) -> String {
    let restored = &done.restored;
    let until = restored.copy_last_entry_ms.map_or_else(String::new, |at_ms| format!(", {}", instant(at_ms)));
    let mut said = format!(
        "The copy {} is the book now. It ends at {}{until}.\nThe old book is kept in {}.\n\
         New numbers begin at {}-000001.\n",
        done.copy,
        restored.copy_ends_at,
        restored.aside.display(),
        new_numbers(&restored.copy_ends_at, restored.epoch),
    );
    match (&restored.book_ended_at, restored.lost_count) {
        (Some(ended), Some(0)) => said.push_str(&format!("The old book ended at {ended}: no entry is missing.\n")),
        (Some(ended), Some(count)) => said.push_str(&format!(
            "The old book ended at {ended}: {count} entries are not in the copy. Count what moved since.\n"
        )),
        (Some(ended), None) => said.push_str(&format!(
            "The old book ended at {ended}. What was booked after the copy is missing: count what moved since.\n"
        )),
        (None, _) => {
            said.push_str("The old book cannot be read: count what moved since the copy was made.\n");
        }
    }
    said.push_str(&format!(
        "{} deliveries are read back at the vendor before anything is sent again; {} labels may have come out.\n\
         Badges and access tokens are as they were then: take away again what was taken away since.",
        restored.unclear_count, restored.label_count
    ));
    said
}

/// `TM1-2` of `TM1-1-000123` and 2.
fn new_numbers(ends_at: &str, epoch: i64) -> String {
    let station = ends_at.split('-').next().unwrap_or(ends_at);
    format!("{station}-{epoch}")
}

fn instant(at_ms: i64) -> String {
    let at = jiff::Timestamp::from_millisecond(at_ms).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    at.strftime("%Y-%m-%d %H:%M UTC").to_string()
}
