//! The disk under the book: how much room it has, and files that are there for good once that was said.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// Left free by everything that can wait, so that the floor's own entries always find room.
pub const KEPT_FREE_BYTES: u64 = 500 * 1024 * 1024;

/// What this user can still write in `folder`, or in the nearest folder above it that exists.
///
/// # Errors
/// The system does not say.
pub fn free_bytes(folder: &Path) -> io::Result<u64> {
    let mut there = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    while !there.exists() {
        there = match there.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
    }
    fs4::available_space(there)
}

/// The folder a file lies in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// `ledger.sqlite` and `-wal`: `ledger.sqlite-wal`.
pub(crate) fn beside(path: &Path, tail: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(tail);
    PathBuf::from(name)
}

/// The file's bytes are on the disk.
pub(crate) fn sync_file(path: &Path) -> io::Result<()> {
    // Windows flushes only what was opened for writing.
    File::options().read(true).write(cfg!(windows)).open(path)?.sync_all()
}

/// The folder's names are on the disk; systems without such a thing keep them by themselves.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Takes the file away; one that is not there is no matter.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// Makes a folder that only this user may enter; one that is there stays as it is.
///
/// # Errors
/// It cannot be made.
pub fn private_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)
}

/// Nobody else reads the file.
#[cfg(unix)]
pub(crate) fn restrict(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))
}

#[cfg(not(unix))]
pub(crate) fn restrict(_path: &Path) -> io::Result<()> {
    Ok(())
}
