//! Is the file what it was? Looked at before anything may write to it: a damaged file is named, and left as it
//! is. Plain files first, because SQLite itself throws away the log of an empty file.

mod left_open;
mod log;

pub(crate) use left_open::{companions, is_read_only, say_closed, say_open, say_suspect};

use crate::backup::{self, FOLDER};
use crate::table::column;
use crate::verify::{self, Difference};
use crate::{Error, disk, restore};
use domain::StationId;
use left_open::{LOG_GONE, SUSPECT, says, was_open};
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::path::{Path, PathBuf};

/// How many links of the chain are looked at on each start.
pub(crate) const HEAD_LINKS: i64 = 10_000;
/// Up to here every page is looked at on each start; above it, after a fault alone.
const SMALL_BYTES: u64 = 16 * 1024 * 1024;

/// What is wrong with a file that is not to be written any more.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unsound {
    #[error("the book is empty or gone, although there was one")]
    Gone,
    #[error("its log (-wal) is gone, and with it the last entries")]
    LogGone,
    #[error("its log (-wal) is damaged in the middle, and entries behind that would be lost")]
    LogDamaged,
    #[error("it is damaged ({0})")]
    Damaged(String),
    #[error("it ends at {here}, while its copy {copy} goes on to {there}")]
    Older { here: String, copy: String, there: String },
    #[error("putting a copy in its place was interrupted; start Tallyman and it is finished")]
    HalfRestored,
}

/// Where a ledger's chain stands, and when it was last written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub station: StationId,
    pub short_name: String,
    pub epoch: i64,
    pub sequence: i64,
    /// When the newest entry was recorded; `None` before the first.
    pub last_entry_ms: Option<i64>,
}

impl Mark {
    /// `TM1-1-000123`.
    pub fn number(&self) -> String {
        crate::table::entry::number(&self.short_name, self.epoch, self.sequence)
    }
}

/// What opening finds before it may write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    New,
    /// Of this version of the schema.
    Version(i64),
}

/// Looks at the names and sizes alone, in no time. A file that is not there yet is sound.
///
/// # Errors
/// [`Error::Unsound`].
pub fn look(path: &Path) -> Result<(), Error> {
    let size = |path: &Path| std::fs::metadata(path).map_or(0, |file| file.len());
    let wrong = |what| Err(unsound(path, what));
    if restore::is_interrupted(path) {
        return wrong(Unsound::HalfRestored);
    }
    let log = disk::beside(path, "-wal");
    if size(path) == 0 {
        let copies = backup::list(&disk::folder_of(path).join(FOLDER))?;
        if size(&log) > 0 || was_open(path) || !copies.is_empty() {
            return wrong(Unsound::Gone);
        }
    } else if says(path, LOG_GONE) || was_open(path) && !log.exists() {
        // The next look tells it as well, or at least this one does.
        _ = left_open::say_log_gone(path);
        return wrong(Unsound::LogGone);
    }
    Ok(())
}

/// What the file is, whatever is wrong with it: its version, if it is a ledger of ours at all.
///
/// # Errors
/// [`Error::NotALedger`], [`Error::NewerVersion`] than `known`, [`Error::Unsound`] when not even that can be read.
pub(crate) fn recognise(path: &Path, known: i64) -> Result<i64, Error> {
    version(path, &reading(path)?, known)
}

/// Whether a copy of the same station knows more than the file: then somebody put an old file there by hand, or
/// entries are lost.
///
/// # Errors
/// [`Error::Unsound`] with the copy that goes on farther; what reading the file gives.
pub fn against_copies(path: &Path, folders: &[PathBuf]) -> Result<(), Error> {
    if std::fs::metadata(path).map_or(0, |file| file.len()) == 0 {
        return Ok(());
    }
    let here = mark(path)?;
    for copy in folders.iter().filter_map(|folder| backup::list(folder).ok()).flatten() {
        if (copy.epoch, copy.sequence) <= (here.epoch, here.sequence) {
            continue;
        }
        let Ok(there) = mark(&copy.path) else { continue };
        if there.station == here.station && (there.epoch, there.sequence) > (here.epoch, here.sequence) {
            let (copy, there) = (copy.name, there.number());
            return Err(unsound(path, Unsound::Older { here: here.number(), copy, there }));
        }
    }
    Ok(())
}

/// Where the chain of a file stands.
///
/// # Errors
/// [`Error::NotALedger`], [`Error::Unsound`].
pub fn mark(path: &Path) -> Result<Mark, Error> {
    let connection = reading(path)?;
    let read = |row: &rusqlite::Row<'_>| {
        let (station, short_name) = (StationId(column::uuid(row, 0)?), row.get(1)?);
        let (epoch, sequence, last_entry_ms) = (row.get(2)?, row.get(3)?, row.get(4)?);
        Ok(Mark { station, short_name, epoch, sequence, last_entry_ms })
    };
    connection
        .query_row(
            "SELECT id, short_name, epoch, head_sequence,
             (SELECT recorded_at_ms FROM entry ORDER BY row DESC LIMIT 1) FROM station",
            [],
            read,
        )
        .map_err(|error| match error.sqlite_error_code() {
            Some(ErrorCode::Unknown) => Error::NotALedger { path: path.to_owned() },
            _ => at_reading(path, error),
        })
}

/// Whether every page can be read and is in its place.
///
/// # Errors
/// [`Error::Unsound`] with SQLite's own words.
pub fn every_page(path: &Path) -> Result<(), Error> {
    pages(path, &reading(path)?)
}

/// The first difference in what of the book can be read, even where its log is gone.
///
/// # Errors
/// [`Error::Unsound`], [`Error::NotALedger`] when nothing can be read.
pub fn whole(path: &Path) -> Result<Option<Difference>, Error> {
    every_page(path)?;
    let report = verify::whole(&reading(path)?).map_err(|error| damaged(path, error))?;
    Ok(report.difference)
}

/// The first of the newest links of the chain that does not fit.
pub(crate) fn head(path: &Path) -> Result<Option<Difference>, Error> {
    let connection = reading(path)?;
    if !is_founded(path, &connection)? {
        return Ok(None);
    }
    verify::head(&connection, HEAD_LINKS).map_err(|error| damaged(path, error))
}

/// What opening needs to know, read without the right to write. `known` is this program's version.
pub(crate) fn probe(path: &Path, known: i64) -> Result<Found, Error> {
    look(path)?;
    let size = std::fs::metadata(path).map_or(0, |file| file.len());
    if size == 0 {
        return Ok(Found::New);
    }
    let log = log::is_damaged(&disk::beside(path, "-wal"));
    if log.map_err(|error| Error::CannotOpen { path: path.to_owned(), why: error.to_string() })? {
        return Err(unsound(path, Unsound::LogDamaged));
    }
    let connection = reading(path)?;
    let version = version(path, &connection, known)?;
    let is_suspect = says(path, SUSPECT);
    if is_suspect || size <= SMALL_BYTES {
        pages(path, &connection)?;
    }
    if version == known && is_founded(path, &connection)? {
        let difference = if is_suspect {
            verify::whole(&connection).map(|report| report.difference)
        } else {
            verify::head(&connection, HEAD_LINKS)
        };
        if let Some(difference) = difference.map_err(|error| damaged(path, error))? {
            return Err(Error::Differs(Box::new(difference)));
        }
    }
    Ok(Found::Version(version))
}

/// An error met while reading the file at `path`, with damage named as such.
pub(crate) fn at_reading(path: &Path, error: rusqlite::Error) -> Error {
    damaged(path, error.into())
}

fn damaged(path: &Path, error: Error) -> Error {
    match error {
        Error::Damaged { source } => unsound(path, Unsound::Damaged(source.to_string())),
        other => other,
    }
}

fn unsound(path: &Path, what: Unsound) -> Error {
    Error::Unsound { path: path.to_owned(), what }
}

fn reading(path: &Path) -> Result<Connection, Error> {
    if std::fs::metadata(path).is_ok_and(|file| file.len() == 0) {
        // Even a reader would throw its log away.
        return Err(unsound(path, Unsound::Gone));
    }
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
        .map_err(|error| Error::CannotOpen { path: path.to_owned(), why: error.to_string() })?;
    connection
        .execute_batch(
            "PRAGMA query_only = ON; PRAGMA temp_store = MEMORY; PRAGMA busy_timeout = 5000;
             PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF;",
        )
        .map_err(|error| at_reading(path, error))?;
    Ok(connection)
}

fn pages(path: &Path, connection: &Connection) -> Result<(), Error> {
    let found: String = connection
        .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
        .map_err(|error| at_reading(path, error))?;
    if found != "ok" {
        return Err(unsound(path, Unsound::Damaged(found.replace('\n', " "))));
    }
    // SQLite takes the rest of a page that was cut off for zeros.
    let page: u32 = connection
        .query_row("PRAGMA page_size", [], |row| row.get(0))
        .map_err(|error| at_reading(path, error))?;
    let size = |path: &Path| std::fs::metadata(path).map_or(0, |file| file.len());
    if size(&disk::beside(path, "-wal")) == 0 && !size(path).is_multiple_of(u64::from(page)) {
        return Err(unsound(path, Unsound::Damaged("its end is cut off".to_owned())));
    }
    Ok(())
}

/// A file whose first opening was interrupted has its tables and no station yet.
fn is_founded(path: &Path, connection: &Connection) -> Result<bool, Error> {
    let count = "SELECT count(*) FROM station";
    connection.query_row(count, [], |row| row.get(0)).map_err(|error| at_reading(path, error))
}

/// The newest migration the file holds.
fn version(path: &Path, connection: &Connection, known: i64) -> Result<i64, Error> {
    let not_ours = || Error::NotALedger { path: path.to_owned() };
    let count = "SELECT count(*) FROM sqlite_schema WHERE name = '_sqlx_migrations'";
    let is_ours: bool = connection.query_row(count, [], |row| row.get(0)).map_err(|error| {
        match error.sqlite_error_code() {
            // Whoever never wrote a ledger there put another file in its place.
            Some(ErrorCode::NotADatabase) if !was_open(path) => not_ours(),
            _ => at_reading(path, error),
        }
    })?;
    if !is_ours {
        return Err(not_ours());
    }
    let newest = "SELECT coalesce(max(version), 0) FROM _sqlx_migrations";
    let found =
        connection.query_row(newest, [], |row| row.get(0)).map_err(|error| at_reading(path, error))?;
    if found > known {
        return Err(Error::NewerVersion { path: path.to_owned(), found, known });
    }
    Ok(found)
}
