//! Copies of the book: made by SQLite itself while work goes on, looked at before they count, and under their
//! own name only once they are good and on the disk.

mod names;
mod rotation;

pub use names::{Backup, list};
pub use rotation::{Keep, superseded};

use crate::disk::{self, KEPT_FREE_BYTES};
use crate::{Error, sound, verify};
use rusqlite::{Connection, OpenFlags, params};
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

/// Where copies lie beside their ledger, unless the settings name another folder.
pub const FOLDER: &str = "backups";
const UNFINISHED: &str = "unfinished";

/// How much of a copy is looked at before it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Every page is readable and the newest 10,000 links of the chain fit: seconds at ten million movements.
    Head,
    /// The whole chain, all sums and balances as well.
    Whole,
}

/// Makes a copy of `ledger` in `folder`, named for `now_ms` and where the copy's chain stands. Work may go on
/// meanwhile, in this process or in another one.
///
/// # Errors
/// [`Error::NoRoom`] when the disk would have less than 500 MB left; [`Error::Backup`], also while another copy is
/// being made there; [`Error::Unsound`] or [`Error::Differs`] when the copy is not good. Then no copy was made.
pub fn make(ledger: &Path, folder: &Path, now_ms: i64, depth: Depth) -> Result<Backup, Error> {
    sound::look(ledger)?;
    make_room(ledger, folder)?;
    let _alone = alone(folder)?;
    let unfinished = folder.join(format!("ledger.{UNFINISHED}"));
    copy(ledger, &unfinished)?;
    look_at(&unfinished, depth)?;
    let mark = sound::mark(&unfinished)?;
    let name = names::name(now_ms, mark.epoch, mark.sequence, None);
    keep(&unfinished, &folder.join(name))
}

/// The same of a file that is about to be migrated, in `backups/` beside it. The chain is not looked at: its
/// tables may be older than this program.
pub(crate) fn before_migration(ledger: &Path, version: i64, now_ms: i64) -> Result<Backup, Error> {
    let folder = disk::folder_of(ledger).join(FOLDER);
    make_room(ledger, &folder)?;
    let _alone = alone(&folder)?;
    let unfinished = folder.join(format!("ledger.{UNFINISHED}"));
    copy(ledger, &unfinished)?;
    sound::every_page(&unfinished)?;
    // One that was never founded has no station yet.
    let (epoch, sequence) = sound::mark(&unfinished).map_or((0, 0), |mark| (mark.epoch, mark.sequence));
    keep(&unfinished, &folder.join(names::name(now_ms, epoch, sequence, Some(version))))
}

/// Whether a copy is good.
///
/// # Errors
/// [`Error::Unsound`], [`Error::Differs`]: what is wrong with it. [`Error::NewerVersion`].
pub fn look_at(copy: &Path, depth: Depth) -> Result<(), Error> {
    sound::every_page(copy)?;
    let difference = match depth {
        Depth::Whole => verify::file(copy)?.difference,
        Depth::Head => sound::head(copy)?,
    };
    difference.map_or(Ok(()), |difference| Err(Error::Differs(Box::new(difference))))
}

/// The newest copy in these folders that is good; older ones are looked at only when newer ones are not.
pub fn newest_good(folders: &[PathBuf]) -> Option<Backup> {
    let mut known: Vec<Backup> = folders.iter().filter_map(|folder| list(folder).ok()).flatten().collect();
    known.sort_by_key(Backup::age_order);
    known.into_iter().rev().find(|backup| {
        // One from before a migration has other tables: it is looked at while it is restored.
        backup
            .before_version
            .map_or(look_at(&backup.path, Depth::Head), |_| sound::every_page(&backup.path))
            .is_ok()
    })
}

/// A consistent copy at `to`, which only this user reads; what stood there is gone.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<(), Error> {
    disk::remove(to).map_err(|error| failed(to, error))?;
    let name = to.to_str().ok_or_else(|| failed(to, "its name is not plain text"))?;
    let connection = Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    connection.execute_batch("PRAGMA busy_timeout = 5000")?;
    connection.execute("VACUUM INTO ?1", params![name]).map_err(|error| sound::at_reading(from, error))?;
    disk::restrict(to).map_err(|error| failed(to, error))
}

/// Puts a good copy under its name, for good.
fn keep(unfinished: &Path, path: &Path) -> Result<Backup, Error> {
    disk::sync_file(unfinished).map_err(|error| failed(path, error))?;
    std::fs::rename(unfinished, path).map_err(|error| failed(path, error))?;
    disk::sync_folder(disk::folder_of(path)).map_err(|error| failed(path, error))?;
    Backup::at(path).ok_or_else(|| failed(path, "it is gone again"))
}

/// A copy is never worth the disk that the floor's next entry needs.
pub(crate) fn make_room(ledger: &Path, folder: &Path) -> Result<(), Error> {
    disk::private_folder(folder).map_err(|error| failed(folder, error))?;
    let size = |path: &Path| std::fs::metadata(path).map_or(0, |file| file.len());
    let needed = size(ledger) + size(&disk::beside(ledger, "-wal")) + KEPT_FREE_BYTES;
    let free = disk::free_bytes(folder).map_err(|error| failed(folder, error))?;
    if free < needed {
        return Err(Error::NoRoom { folder: folder.to_owned(), free, needed });
    }
    Ok(())
}

/// One copy at a time in one folder; what an interrupted one left behind goes.
fn alone(folder: &Path) -> Result<File, Error> {
    let path = folder.join("lock");
    let cannot = |error: std::io::Error| failed(&path, error);
    let file = File::options().write(true).create(true).truncate(false).open(&path).map_err(cannot)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(failed(folder, "another copy is being made there")),
        Err(TryLockError::Error(error)) => return Err(cannot(error)),
    }
    for entry in std::fs::read_dir(folder).map_err(cannot)? {
        let left = entry.map_err(cannot)?.path();
        if left.extension().is_some_and(|extension| extension == UNFINISHED) {
            disk::remove(&left).map_err(|error| failed(&left, error))?;
        }
    }
    Ok(file)
}

pub(crate) fn failed(path: &Path, why: impl std::fmt::Display) -> Error {
    Error::Backup { path: path.to_owned(), why: why.to_string() }
}
