//! The looks themselves: one function each, from the world to a finding.

use super::{Finding, Reach};
use crate::backups::{self, LOW_ROOM_BYTES, folders, megabytes};
use crate::settings::{self, Settings};
use crate::station::LEDGER_FILE;
use crate::timekeeper::{Reading, Standing, Timekeeper};
use crate::{Error, vendors};
use domain::{Amount, Value};
use ledger::backup::{self, Backup, Depth};
use ledger::{disk, sound};
use std::path::{Path, PathBuf};

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
/// So many names are told of files that others may read.
const NAMED: usize = 5;

pub fn engine() -> Finding {
    let version = ledger::open::engine_version().to_owned();
    match ledger::open::check_engine() {
        Ok(()) => Finding::EngineFine { version },
        Err(_) => Finding::EngineOld { version },
    }
}

/// Whether it can be opened, every page of it, the newest links of the chain, and that no copy knows more.
pub fn book(data: &Path, backup: &settings::Backup) -> Finding {
    let path = data.join(LEDGER_FILE);
    let folders = folders(data, backup);
    let looked = sound::look(&path).and_then(|()| {
        if !path.exists() {
            return Ok(None);
        }
        backup::look_at(&path, Depth::Head)?;
        sound::against_copies(&path, &folders)?;
        sound::mark(&path).map(Some)
    });
    match looked {
        Ok(Some(mark)) => Finding::BookWhole { number: mark.number() },
        Ok(None) => Finding::BookNone {},
        Err(error) => {
            let what = error.to_string();
            match backups::rescue(&path, &folders) {
                Some((copy, _)) => Finding::BookUnsound { what, copy },
                None => Finding::BookLost { what },
            }
        }
    }
}

/// The newest one: whether it is good, and how old it is while the book goes on.
pub fn copies(data: &Path, backup: &settings::Backup, now_ms: i64) -> Finding {
    let mut known: Vec<Backup> =
        folders(data, backup).iter().filter_map(|folder| backup::list(folder).ok()).flatten().collect();
    known.sort_by_key(Backup::age_order);
    let mark = sound::look(&data.join(LEDGER_FILE)).and_then(|()| sound::mark(&data.join(LEDGER_FILE))).ok();
    let Some(newest) = known.pop() else {
        // A book without entries has nothing to lose.
        let has_entries = mark.is_some_and(|mark| mark.last_entry_ms.is_some());
        return if has_entries { Finding::CopyNone {} } else { Finding::CopyNotNeeded {} };
    };
    let (copy, made) = (newest.name.clone(), Value::Instant(newest.made_at_ms));
    if newest.before_version.is_none()
        && let Err(error) = backup::look_at(&newest.path, Depth::Head)
    {
        return Finding::CopyBad { copy, what: error.to_string() };
    }
    let goes_on = mark.is_some_and(|mark| (mark.epoch, mark.sequence) > (newest.epoch, newest.sequence));
    if goes_on && now_ms - newest.made_at_ms > DAY_MS {
        Finding::CopyOld { copy, made }
    } else {
        Finding::CopyFresh { copy }
    }
}

pub fn room(data: &Path) -> Finding {
    match disk::free_bytes(data) {
        Ok(free) if free < disk::KEPT_FREE_BYTES => Finding::RoomGone { free: megabytes(free) },
        Ok(free) if free < LOW_ROOM_BYTES => Finding::RoomLow { free: megabytes(free) },
        Ok(free) => Finding::RoomEnough { free: gigabytes(free) },
        Err(error) => Finding::RoomUnknown { what: error.to_string() },
    }
}

fn gigabytes(bytes: u64) -> Amount {
    Amount::new((bytes / 1024 / 1024 / 1024).to_string(), "GB")
}

/// Against the last entry alone: no time of another machine is asked for.
pub fn clock(data: &Path, reach: &Reach, now_ms: i64) -> Finding {
    let path = data.join(LEDGER_FILE);
    let entry_ms =
        sound::look(&path).and_then(|()| sound::mark(&path)).ok().and_then(|mark| mark.last_entry_ms);
    let (keeper, now) = (Timekeeper::default(), Reading { wall_ms: now_ms, steady_ms: 0 });
    keeper.begin(entry_ms, None, now);
    let clock = Value::Instant(now_ms);
    match keeper.time(now).standing {
        Standing::Sure => Finding::ClockRight { clock },
        Standing::Behind { last_ms, .. } => Finding::ClockBehind { clock, last: Value::Instant(last_ms) },
        Standing::Ahead { last_ms, .. } => {
            let last = Value::Instant(last_ms);
            match reach {
                Reach::Answers { .. } => Finding::ClockQuiet { clock, last },
                Reach::Silent { .. } | Reach::Nobody => Finding::ClockAhead { clock, last },
            }
        }
    }
}

/// Only this user may read what is kept: the folders closed, every file 0600.
#[cfg(unix)]
pub fn files(data: &Path) -> Finding {
    use std::os::unix::fs::PermissionsExt;
    let mut open = Vec::new();
    for path in kept(data) {
        let Ok(found) = std::fs::metadata(&path) else { continue };
        // What lies in a closed folder is reached by nobody; what leaves it some day is closed by itself.
        if found.permissions().mode() & 0o077 != 0 {
            open.push(path.strip_prefix(data).unwrap_or(&path).display().to_string());
        }
    }
    if open.is_empty() {
        return Finding::FilesPrivate {};
    }
    let more = if open.len() > NAMED { ", …" } else { "" };
    let shown = open.iter().take(NAMED).map(|name| if name.is_empty() { "." } else { name.as_str() });
    Finding::FilesOpen { files: format!("{}{more}", shown.collect::<Vec<&str>>().join(", ")) }
}

#[cfg(not(unix))]
pub fn files(_data: &Path) -> Finding {
    Finding::FilesNotLookedAt {}
}

/// Everything in the directory that holds goods, people or keys. The settings do not, and editors replace their file.
#[cfg(unix)]
fn kept(data: &Path) -> Vec<PathBuf> {
    let book = data.join(LEDGER_FILE);
    let mut kept = vec![data.to_owned(), data.join("run/endpoint"), book.clone()];
    for tail in ["-wal", "-shm", "-open"] {
        kept.push(PathBuf::from(format!("{}{tail}", book.display())));
    }
    for folder in ["secrets", backup::FOLDER, ledger::restore::ASIDE] {
        let folder = data.join(folder);
        let inside = std::fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path());
        kept.extend(
            inside.filter(|path| !path.is_dir() && path.file_name().is_some_and(|name| name != "lock")),
        );
        kept.push(folder);
    }
    kept
}

/// Where the keys are. This program uses no keychain.
pub fn secrets(data: &Path) -> Vec<Finding> {
    if std::env::var_os(vendors::KEY_VARIABLE).is_some() {
        return vec![Finding::SecretInVariable { name: vendors::KEY_VARIABLE.to_owned() }];
    }
    let inside = std::fs::read_dir(data.join("secrets")).into_iter().flatten().flatten();
    let mut names: Vec<String> = inside.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort_unstable();
    if names.is_empty() {
        return vec![Finding::SecretsNone {}];
    }
    names.into_iter().map(|name| Finding::SecretInFile { name: format!("secrets/{name}") }).collect()
}

pub fn settings(read: &Result<Settings, Error>) -> Finding {
    match read {
        Ok(_) => Finding::SettingsFine {},
        Err(Error::File { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => {
            Finding::SettingsFine {}
        }
        Err(error) => Finding::SettingsWrong { problem: error.to_string() },
    }
}

/// Whether a station runs, or could.
pub fn station(reach: &Reach, port: u16) -> Finding {
    match reach {
        Reach::Answers { address } => Finding::StationRuns { address: address.clone() },
        Reach::Silent { address } => Finding::StationSilent { address: address.clone() },
        // Port 0 is the system's choice, and free.
        Reach::Nobody => match std::net::TcpListener::bind(("127.0.0.1", port)) {
            Ok(_) => Finding::StationOff {},
            Err(_) => Finding::PortTaken { port: port.to_string() },
        },
    }
}
