//! The write-ahead log: how long it is, and when it goes back into the file. By the writer's connection alone
//! (reliability.md), after the answers and never inside a commit: whoever scanned does not wait for it.

use rusqlite::{Connection, ErrorCode};
use std::cell::Cell;
use std::path::Path;

/// Pages in the log: folded back as soon as nobody waits.
const LONG: i32 = 4_000;
/// Under steady work, at the latest here; 32 MiB.
const LONGEST: i32 = 8_000;
/// Cut back in a quiet moment.
const LARGE_BYTES: u64 = 8 * 1024 * 1024;

thread_local! {
    /// After the last commit of this thread's connection.
    static PAGE_COUNT: Cell<i32> = const { Cell::new(0) };
}

/// Takes the place of SQLite's own way, which folds inside the commit that made the log long.
pub(super) fn watch(connection: &Connection) {
    connection.wal_hook(Some(|_, page_count| {
        PAGE_COUNT.set(page_count);
        Ok(())
    }));
}

/// Folds what no reader needs any more.
///
/// # Errors
/// Of the disk. A reader or another program in the way and a full disk are none: the log keeps everything, and the
/// next time tries again.
pub(super) fn fold(connection: &Connection, is_quiet: bool) -> rusqlite::Result<()> {
    if PAGE_COUNT.get() < if is_quiet { LONG } else { LONGEST } {
        return Ok(());
    }
    match connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(())) {
        Err(error)
            if matches!(
                error.sqlite_error_code(),
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::DiskFull)
            ) =>
        {
            Ok(())
        }
        result => result,
    }
}

/// Folds all of it and gives its room back.
///
/// # Errors
/// A reader in the way, or the disk.
pub(super) fn cut_back(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
}

pub(super) fn is_large(book: &Path) -> bool {
    let mut name = book.as_os_str().to_owned();
    name.push("-wal");
    std::fs::metadata(Path::new(&name)).is_ok_and(|file| file.len() > LARGE_BYTES)
}
