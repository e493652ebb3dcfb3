//! A copy's name says when it was made and where its chain stands: `ledger-20261121T080000Z-1-000123.sqlite`.
//! `-before-6` at its end: kept before the file was migrated away from version 6.

use crate::{Error, backup};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::path::{Path, PathBuf};

const TIME: &str = "%Y%m%dT%H%M%SZ";
const HEAD: &str = "ledger-";
const BEFORE: &str = "before";

/// A copy as its name tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    pub path: PathBuf,
    /// As people name it: the file's name without its ending.
    pub name: String,
    /// To the second; never before the last entry it holds.
    pub made_at_ms: i64,
    /// Where its chain stands.
    pub epoch: i64,
    pub sequence: i64,
    /// The version it was kept from, when a migration was the reason.
    pub before_version: Option<i64>,
    pub size_bytes: u64,
}

impl Backup {
    /// `None` when nothing lies there, or its name is not a copy's.
    pub fn at(path: &Path) -> Option<Backup> {
        let size_bytes = std::fs::metadata(path).ok().filter(|file| file.is_file())?.len();
        (path.extension()? == "sqlite").then_some(())?;
        let name = path.file_stem()?.to_str()?.to_owned();
        let parts: Vec<&str> = name.strip_prefix(HEAD)?.split('-').collect();
        let (time, epoch, sequence, rest) = match parts.as_slice() {
            [time, epoch, sequence, rest @ ..] => (time, epoch, sequence, rest),
            _ => return None,
        };
        let before_version = match rest {
            [] => None,
            [BEFORE, version] => Some(version.parse().ok()?),
            _ => return None,
        };
        let (made_at_ms, epoch, sequence) =
            (jiff::civil::DateTime::strptime(TIME, time).ok()?, epoch.parse().ok()?, sequence.parse().ok()?);
        let made_at_ms = made_at_ms.to_zoned(TimeZone::UTC).ok()?.timestamp().as_millisecond();
        Some(Backup { path: path.to_owned(), name, made_at_ms, epoch, sequence, before_version, size_bytes })
    }

    /// Older ones first: by where the chain stands, because a clock may have been wrong.
    pub fn age_order(&self) -> (i64, i64, i64) {
        (self.epoch, self.sequence, self.made_at_ms)
    }
}

/// The copies in `folder`, the newest first; none when there is no such folder.
///
/// # Errors
/// [`Error::Backup`] when it cannot be read.
pub fn list(folder: &Path) -> Result<Vec<Backup>, Error> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(backup::failed(folder, error)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| backup::failed(folder, error))?.path();
        found.extend(Backup::at(&path));
    }
    found.sort_by_key(|backup| std::cmp::Reverse(backup.age_order()));
    Ok(found)
}

/// The file's name of a copy made now.
pub(super) fn name(now_ms: i64, epoch: i64, sequence: i64, before_version: Option<i64>) -> String {
    let time = Timestamp::from_millisecond(now_ms).unwrap_or(Timestamp::UNIX_EPOCH).strftime(TIME);
    let before = before_version.map_or_else(String::new, |version| format!("-{BEFORE}-{version}"));
    format!("{HEAD}{time}-{epoch}-{sequence:06}{before}.sqlite")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_what_it_was_made_from() {
        let folder = tempfile::tempdir().unwrap();
        for (before, tail) in [(None, ""), (Some(6), "-before-6")] {
            let path = folder.path().join(name(1_795_248_000_999, 2, 123, before));
            std::fs::write(&path, "x").unwrap();
            let read = Backup::at(&path).expect("its own name is read");
            assert_eq!(read.name, format!("ledger-20261121T080000Z-2-000123{tail}"));
            assert_eq!((read.made_at_ms, read.epoch, read.sequence), (1_795_248_000_000, 2, 123));
            assert_eq!((read.before_version, read.size_bytes), (before, 1), "the rest of it");
        }
    }

    #[test]
    fn other_files_are_no_copies() {
        let folder = tempfile::tempdir().unwrap();
        for other in [
            "ledger.unfinished",
            "ledger.sqlite",
            "ledger-20261121T080000Z-1.sqlite",
            "ledger-20261121T080000Z-1-000123.txt",
            "ledger-20261321T080000Z-1-000123.sqlite",
            "ledger-20261121T080000Z-1-000123-after-6.sqlite",
            "lock",
        ] {
            std::fs::write(folder.path().join(other), "x").unwrap();
        }
        assert_eq!(list(folder.path()).unwrap(), [], "nothing of that is a copy");
        assert_eq!(list(&folder.path().join("nowhere")).unwrap(), [], "no folder, no copies");
    }
}
