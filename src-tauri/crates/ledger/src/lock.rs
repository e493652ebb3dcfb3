//! Who owns the data directory: a locked file with the process number and the boot it belongs to.
//! Taken before the ledger is opened; it goes with the process, however that ends.

use crate::Error;
use std::fs::{File, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

/// Held as long as this process may open the ledger of its directory.
#[derive(Debug)]
pub struct OwnerLock {
    _file: File,
}

impl OwnerLock {
    /// Takes `directory/lock`.
    ///
    /// # Errors
    /// [`Error::Owned`] with the process that holds it; [`Error::CannotOpen`] when the directory is not
    /// usable.
    pub fn take(directory: &Path) -> Result<OwnerLock, Error> {
        let path = directory.join("lock");
        let cannot = |error: std::io::Error| Error::CannotOpen { path: path.clone(), why: error.to_string() };
        let mut file = open(&path).map_err(cannot)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Error::Owned { pid: owner(&mut file) }),
            Err(TryLockError::Error(error)) => return Err(cannot(error)),
        }
        let words = format!("{}\n{}\n", std::process::id(), boot());
        file.set_len(0)
            .and_then(|()| file.write_all(words.as_bytes()))
            .and_then(|()| file.sync_all())
            .map_err(cannot)?;
        Ok(OwnerLock { _file: file })
    }
}

fn open(path: &Path) -> std::io::Result<File> {
    let mut options = File::options();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}

/// `None` where a locked file cannot be read, or holds nothing yet.
fn owner(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.rewind().ok()?;
    file.read_to_string(&mut text).ok()?;
    text.lines().next()?.parse().ok()
}

/// Tells a number of this boot from the same number after the next one; empty where the system names no
/// boot.
fn boot() -> String {
    std::fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default().trim().to_owned()
}
