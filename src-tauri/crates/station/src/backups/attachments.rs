//! Files that entries point at, named by the SHA-256 of what is in them. They never change, so each is copied once.

use sha2::{Digest, Sha256};
use std::io;
use std::path::Path;

/// In the data directory, and beside the copies of the book.
pub const FOLDER: &str = "attachments";
const HASH_LENGTH: usize = 64;

/// Brings what `to` does not have yet from `from`; a second name for the same file where the disk allows it. Gives
/// the names of those that are not what their name says: they are left out.
///
/// # Errors
/// A folder or file cannot be read or written; what was brought stays.
pub fn carry(from: &Path, to: &Path) -> io::Result<Vec<String>> {
    let entries = match std::fs::read_dir(from) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut damaged = Vec::new();
    for entry in entries {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        if !is_hash(&name) || to.join(&name).exists() {
            continue;
        }
        ledger::disk::private_folder(to)?;
        if hash_of(&entry.path())? == name[..HASH_LENGTH] {
            bring(&entry.path(), &to.join(&name))?;
        } else {
            damaged.push(name);
        }
    }
    Ok(damaged)
}

/// `9f86…08`, with an ending or without one.
fn is_hash(name: &str) -> bool {
    let hash = name.split('.').next().unwrap_or(name);
    hash.len() == HASH_LENGTH
        && hash.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

fn hash_of(path: &Path) -> io::Result<String> {
    let mut hash = Sha256::new();
    io::copy(&mut std::fs::File::open(path)?, &mut hash)?;
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Under its name only once it is whole and on the disk.
fn bring(from: &Path, to: &Path) -> io::Result<()> {
    if std::fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    let unfinished = to.with_extension("unfinished");
    std::fs::copy(from, &unfinished)?;
    std::fs::File::options().read(true).write(true).open(&unfinished)?.sync_all()?;
    std::fs::rename(&unfinished, to)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// SHA-256 of "test".
    const TEST: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    #[test]
    fn each_file_is_brought_once_and_only_when_it_is_what_its_name_says() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("from"), folder.path().join("to"));
        assert_eq!(carry(&from, &to).unwrap(), Vec::<String>::new(), "none there, none brought");
        std::fs::create_dir(&from).unwrap();
        let damaged = format!("{}.jpg", "0".repeat(HASH_LENGTH));
        for (name, content) in [(TEST, "test"), (damaged.as_str(), "test"), ("notes.txt", "test")] {
            std::fs::write(from.join(name), content).unwrap();
        }
        for round in 0..2 {
            assert_eq!(carry(&from, &to).unwrap(), vec![damaged.clone()], "named, round {round}");
            let brought: Vec<_> =
                std::fs::read_dir(&to).unwrap().map(|file| file.unwrap().file_name()).collect();
            assert_eq!(brought, [TEST], "round {round}");
        }
        std::fs::remove_file(from.join(TEST)).unwrap();
        assert_eq!(std::fs::read_to_string(to.join(TEST)).unwrap(), "test", "what goes there stays here");
    }
}
