//! What can go wrong with the book: faults of the world, and the few facts about stock that only the book
//! can see. A message reads after "could not"; the floor turns those it expects (short, reused, moved on)
//! into refusals.

use crate::sound::Unsound;
use domain::{EntryId, ItemId, LocationId, LotId, Quantity, QuantityError};
use rusqlite::ErrorCode;
use std::path::PathBuf;
use std::sync::Arc;

const MEGABYTE: u64 = 1024 * 1024;

/// One for the crate. Database faults keep their source; several callers may share one (a group commit).
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("open the ledger: SQLite {found} is linked, 3.51.3 or newer is needed; install a newer Tallyman")]
    OldEngine { found: String },
    #[error("open the ledger: another Tallyman{} has it open; use that one or close it first", process(.pid))]
    Owned { pid: Option<u32> },
    #[error("open the ledger at {}: {why}; check that the folder exists and may be written", path.display())]
    CannotOpen { path: PathBuf, why: String },
    #[error("open {}: it is not a Tallyman ledger; name another file or restore a backup", path.display())]
    NotALedger { path: PathBuf },
    #[error("write to {}: file or disk is read-only; make it writable and start again", path.display())]
    ReadOnly { path: PathBuf },
    #[error(
        "open {}: a newer Tallyman wrote it (schema {found}, this one knows {known}); install that version",
        path.display()
    )]
    NewerVersion { path: PathBuf, found: i64, known: i64 },
    #[error("bring the ledger to this version: {0}; the backup made before it is untouched")]
    Migration(#[source] Box<sqlx::migrate::MigrateError>),
    #[error("keep a backup at {}: {why}; free some space or choose another folder", path.display())]
    Backup { path: PathBuf, why: String },
    #[error(
        "keep a copy in {}: {} MB are free and {} MB are needed; free some space or choose another folder",
        folder.display(), free / MEGABYTE, needed / MEGABYTE
    )]
    NoRoom { folder: PathBuf, free: u64, needed: u64 },
    #[error("put a copy in the place of {}: {why}; nothing is lost, try again", path.display())]
    Restore { path: PathBuf, why: String },
    #[error(
        "restore {}: it is the book of station {there}, and this is {here}; choose another copy", copy.display()
    )]
    OtherStation { copy: PathBuf, here: String, there: String },
    #[error("trust the ledger's own settings: {name} is {found} and must be {wanted}")]
    Setting { name: &'static str, found: String, wanted: &'static str },
    #[error("open {}: {what}; it was left as it is", path.display())]
    Unsound { path: PathBuf, what: Unsound },
    #[error("trust the ledger: {0}; restore the last backup or ask for help, nothing was changed")]
    Differs(Box<crate::verify::Difference>),

    #[error("write to the ledger: the disk is full; free some space, nothing was lost")]
    DiskFull {
        #[source]
        source: Arc<rusqlite::Error>,
    },
    #[error("reach the disk of the ledger; check it, then start again")]
    Io {
        #[source]
        source: Arc<rusqlite::Error>,
    },
    #[error(
        "write to the ledger: its disk has become read-only; make it writable or replace it, then start again"
    )]
    DiskReadOnly {
        #[source]
        source: Arc<rusqlite::Error>,
    },
    #[error("read the ledger: the file is damaged; restore the last backup")]
    Damaged {
        #[source]
        source: Arc<rusqlite::Error>,
    },
    #[error("write to the ledger: another program holds it; close that program, nothing was lost")]
    HeldUp {
        #[source]
        source: Arc<rusqlite::Error>,
    },
    #[error("write what the ledger's own rules forbid: {source}")]
    Rule {
        #[source]
        source: Arc<rusqlite::Error>,
    },
    #[error("run a statement of the ledger: {source}")]
    Database {
        #[source]
        source: Arc<rusqlite::Error>,
    },
    #[error("read a list from the ledger: {0}")]
    Read(#[from] sqlx::Error),
    #[error("write to the ledger: the whole group was rolled back by an earlier fault; try again")]
    RolledBack,
    #[error("write to the ledger: its writer has stopped; start Tallyman again")]
    Stopped,
    #[error("finish a turn of the ledger, because of a mistake in the program: {0}")]
    Bug(String),

    #[error("take {} where {} stand", wanted.text(0), there.text(0))]
    Short { item: ItemId, lot: LotId, location: LocationId, there: Quantity, wanted: Quantity },
    #[error("take {wanted} pieces where {there} stand")]
    ShortPieces { item: ItemId, lot: LotId, location: LocationId, there: i64, wanted: i64 },
    #[error("take goods that are promised: release or move the reservation first")]
    StillReserved(Box<crate::reserve::StillReserved>),
    #[error("book {entry} again with other content")]
    OperationReused { entry: EntryId },
    #[error("undo {entry}: it was undone before")]
    AlreadyReversed { entry: EntryId },
    #[error("undo {entry}: it is itself an undoing; book the goods again instead")]
    IsReversal { entry: EntryId },
    #[error("move serial {serial} from there: the book has it elsewhere")]
    SerialElsewhere { item: ItemId, serial: String, there: Option<LocationId> },
    #[error("move container {container} from there: the book has it elsewhere")]
    ContainerElsewhere { container: LocationId, there: Option<LocationId> },
    #[error("put container {container} there: it would stand inside itself")]
    ContainerInItself { container: LocationId },
    /// Something that stands in it would stand more than `limit` places deep, the site counted.
    #[error("put container {container} there: no more than {limit} may stand in each other")]
    TooDeep { container: LocationId, limit: usize },
    #[error("put container {container} there: {why}")]
    CannotPlace { container: LocationId, why: &'static str },
    #[error("change lot {lot}: it was changed since")]
    LotIsOtherwise { lot: LotId },
    #[error("change the expiry of lot {lot}: one is known already")]
    ExpiryKnown { lot: LotId },
    #[error("find {what} {name} in the ledger")]
    Missing { what: &'static str, name: String },
    #[error(transparent)]
    Quantity(#[from] QuantityError),
    #[error("read {what} as stored: {why}")]
    Stored { what: &'static str, why: String },
}

fn process(pid: &Option<u32>) -> String {
    pid.map_or_else(String::new, |pid| format!(" (process {pid})"))
}

impl Error {
    pub(crate) fn missing(what: &'static str, name: impl std::fmt::Display) -> Error {
        Error::Missing { what, name: name.to_string() }
    }

    /// What ends the writer: after it the file is not written any more, but reopened and verified
    /// (reliability.md 3.6).
    pub(crate) fn fatal(&self) -> Option<Arc<rusqlite::Error>> {
        match self {
            Error::Io { source } | Error::DiskReadOnly { source } | Error::Damaged { source } => {
                Some(source.clone())
            }
            _ => None,
        }
    }

    /// SQLite tells a disk that became read-only as one that fails; `is_read_only` says which it is.
    pub(crate) fn of_disk(source: Arc<rusqlite::Error>, is_read_only: impl Fn() -> bool) -> Error {
        match Error::from_shared(source) {
            Error::Io { source } if is_read_only() => Error::DiskReadOnly { source },
            other => other,
        }
    }

    pub(crate) fn from_shared(source: Arc<rusqlite::Error>) -> Error {
        match source.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Error::DiskFull { source },
            Some(ErrorCode::SystemIoFailure) => Error::Io { source },
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Error::Damaged { source },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::HeldUp { source },
            Some(ErrorCode::ConstraintViolation) => Error::Rule { source },
            _ => Error::Database { source },
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(source: rusqlite::Error) -> Error {
        Error::from_shared(Arc::new(source))
    }
}
