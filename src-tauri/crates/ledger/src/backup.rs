//! Copies of the book: made by SQLite itself while work goes on, looked at before they count.

use crate::{Error, verify};
use rusqlite::{Connection, OpenFlags, params};
use std::fs::File;
use std::path::{Path, PathBuf};

/// Writes a copy of `ledger` to `copy`: under another name first, checked and on the disk before it gets its
/// own.
///
/// # Errors
/// [`Error::Backup`]; then nothing stands at `copy`. [`Error::Differs`] when the copy does not verify.
pub fn make(ledger: &Path, copy: &Path) -> Result<(), Error> {
    let unfinished = write(ledger, copy)?;
    if let Some(difference) = verify::file(&unfinished)?.difference {
        // The reason is the difference; the unfinished copy is kept to be looked at.
        return Err(Error::Differs(Box::new(difference)));
    }
    keep(&unfinished, copy)
}

/// Beside the ledger in `backups/`, named for the version it still has. The chain is not looked at: its
/// tables may be older than this program.
pub(crate) fn before_migration(ledger: &Path, version: i64, now_ms: i64) -> Result<PathBuf, Error> {
    let folder = ledger.parent().unwrap_or(Path::new(".")).join("backups");
    std::fs::create_dir_all(&folder).map_err(|error| failed(&folder, error))?;
    let copy = folder.join(format!("before-migration-of-{version:04}-{now_ms}.db"));
    let unfinished = write(ledger, &copy)?;
    keep(&unfinished, &copy)?;
    Ok(copy)
}

/// Gives the name of the unfinished copy, which opens and is whole.
fn write(ledger: &Path, copy: &Path) -> Result<PathBuf, Error> {
    let unfinished = copy.with_extension("unfinished");
    if unfinished.exists() {
        std::fs::remove_file(&unfinished).map_err(|error| failed(&unfinished, error))?;
    }
    let name = unfinished.to_str().ok_or_else(|| failed(&unfinished, "its name is not plain text"))?;
    let connection = Connection::open_with_flags(ledger, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.execute("VACUUM INTO ?1", params![name]).map_err(|error| failed(&unfinished, error))?;
    drop(connection);
    restrict(&unfinished)?;
    let opened = Connection::open_with_flags(&unfinished, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let found: String = opened.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if found != "ok" {
        return Err(failed(copy, found));
    }
    Ok(unfinished)
}

fn keep(unfinished: &Path, copy: &Path) -> Result<(), Error> {
    let on_disk = |path: &Path| File::open(path).and_then(|file| file.sync_all());
    on_disk(unfinished).map_err(|error| failed(copy, error))?;
    std::fs::rename(unfinished, copy).map_err(|error| failed(copy, error))?;
    if cfg!(unix) {
        let folder = copy.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        on_disk(folder).map_err(|error| failed(copy, error))?;
    }
    Ok(())
}

/// Nobody else reads it.
#[cfg(unix)]
fn restrict(path: &Path) -> Result<(), Error> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))
        .map_err(|error| failed(path, error))
}

#[cfg(not(unix))]
fn restrict(_path: &Path) -> Result<(), Error> {
    Ok(())
}

fn failed(path: &Path, why: impl std::fmt::Display) -> Error {
    Error::Backup { path: path.to_owned(), why: why.to_string() }
}
