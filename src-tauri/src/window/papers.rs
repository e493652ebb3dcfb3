//! A paper of the window: saved where this user's downloads go, because the page may not open anything. Nothing there
//! is ever overwritten.

use serde_json::{Value, json};
use server::{Answer, InProcess};
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// So many of one name is a mistake.
const MOST: u32 = 1000;

pub async fn save(face: &InProcess, path: &str) -> Answer {
    // The command is for papers and for nothing else that can be asked.
    if !path.starts_with("/papers/") {
        return Answer { status: 404, body: Value::Null };
    }
    let (status, bytes) = face.bytes(path).await;
    if status >= 400 {
        return Answer { status, body: serde_json::from_slice(&bytes).unwrap_or(Value::Null) };
    }
    let saved = downloads().and_then(|folder| write_new(&folder, &name_of(path), &bytes));
    match saved {
        Ok(saved) => Answer { status, body: json!({ "saved": saved.display().to_string() }) },
        Err(error) => {
            tracing::error!(%error, "a paper was not saved");
            Answer { status: 507, body: json!({ "code": "http-failed", "detail": error.to_string() }) }
        }
    }
}

fn downloads() -> io::Result<PathBuf> {
    let folder = dirs::download_dir().or_else(|| dirs::home_dir().map(|home| home.join("Downloads")));
    let folder = folder.ok_or_else(|| io::Error::other("this user has no folder for downloads"))?;
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// `receipt-PO-3108` of `/papers/receipt/PO-3108.pdf?seat=main`: plain letters only, so no way out of the folder.
fn name_of(path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    let words = path.trim_start_matches("/papers/").trim_end_matches(".pdf");
    words.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).take(80).collect()
}

fn write_new(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    for count in 1..=MOST {
        let again = if count == 1 { String::new() } else { format!(" {count}") };
        let path = folder.join(format!("{name}{again}.pdf"));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut file) => {
                file.write_all(bytes)?;
                return Ok(path);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::other(format!("there are {MOST} papers named {name}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_goes_nowhere_but_into_the_folder_and_replaces_nothing() {
        assert_eq!(name_of("/papers/receipt/PO-3108.pdf?seat=main"), "receipt-PO-3108");
        assert_eq!(name_of("/papers/../../etc/passwd"), "------etc-passwd", "no way out");
        let folder = tempfile::tempdir().expect("a folder");
        let first = write_new(folder.path(), "receipt", b"one").expect("it is written");
        let second = write_new(folder.path(), "receipt", b"two").expect("it is written");
        assert_ne!(first, second, "the first stays");
        assert_eq!(std::fs::read(first).expect("it is there"), b"one");
    }
}
