//! A small file beside the ledger that says: somebody has it open, or ended without closing it. It tells a log that
//! somebody took away from one that was folded into the file in good order.

use crate::disk;
use std::io::Write;
use std::path::{Path, PathBuf};

/// While it lies beside the ledger, somebody has it open, or ended without closing it.
const OPEN: &str = "-open";
pub(super) const SUSPECT: &str = "suspect";
/// Kept, because whoever reads a file without a log gives it a new, empty one.
pub(super) const LOG_GONE: &str = "log gone";

/// From now on the file is in somebody's hands. To be said once its log is there. What cannot be said for good is not
/// said at all: a mark without a log would tell that the log was taken away.
pub(crate) fn say_open(path: &Path) -> std::io::Result<()> {
    let mark = disk::beside(path, OPEN);
    leave(path, &mark).inspect_err(|_| {
        // The reason to tell is the first; whoever opens the file keeps its log beside it as well.
        _ = disk::remove(&mark);
    })
}

fn leave(path: &Path, mark: &Path) -> std::io::Result<()> {
    let mut file = std::fs::File::create(mark)?;
    file.write_all(b"open\n")?;
    file.sync_all()?;
    disk::restrict(mark)?;
    disk::sync_folder(disk::folder_of(path))
}

/// The file is about to be closed in good order. To be said while its log is still there.
pub(crate) fn say_closed(path: &Path) -> std::io::Result<()> {
    if !was_open(path) {
        return Ok(());
    }
    disk::remove(&disk::beside(path, OPEN))?;
    disk::sync_folder(disk::folder_of(path))
}

/// Whether the disk takes nothing any more, by its own answer. Asked of the mark: to open the ledger itself a second
/// time would give its locks away.
pub(crate) fn is_read_only(path: &Path) -> bool {
    let opened = std::fs::OpenOptions::new().write(true).open(disk::beside(path, OPEN));
    opened.is_err_and(|error| error.kind() == std::io::ErrorKind::ReadOnlyFilesystem)
}

/// The disk failed or damage was met: the next opening looks at everything before it writes.
pub(crate) fn say_suspect(path: &Path) -> std::io::Result<()> {
    std::fs::write(disk::beside(path, OPEN), SUSPECT)
}

/// The files that belong to a ledger while it is open, or was left open.
pub(crate) fn companions(path: &Path) -> [PathBuf; 4] {
    ["-wal", "-shm", "-journal", OPEN].map(|tail| disk::beside(path, tail))
}

/// As [`say_suspect`] for a log that is missing.
pub(super) fn say_log_gone(path: &Path) -> std::io::Result<()> {
    std::fs::write(disk::beside(path, OPEN), LOG_GONE)
}

pub(super) fn was_open(path: &Path) -> bool {
    disk::beside(path, OPEN).exists()
}

pub(super) fn says(path: &Path, word: &str) -> bool {
    std::fs::read_to_string(disk::beside(path, OPEN)).is_ok_and(|text| text.starts_with(word))
}
