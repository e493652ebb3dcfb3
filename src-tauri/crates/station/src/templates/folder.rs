//! The folder as it lies on the disk: `*.toml`, `fonts/`, `pictures/`, `markets/`. Says what it found and what it
//! could not read, and judges nothing.

use super::{BadFile, FOLDER};
use crate::said::TemplateFile;
use sha2::{Digest, Sha256};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// A file that is larger is none of ours.
const LARGEST_BYTES: u64 = 64 << 20;
/// A template of this length would be a book.
const LARGEST_TEXT_BYTES: u64 = 1 << 20;

const FONTS: &str = "fonts";
const PICTURES: &str = "pictures";
const MARKETS: &str = "markets";

/// In the order of names.
#[derive(Default)]
pub(super) struct Found {
    /// Name, path and text.
    pub templates: Vec<(String, PathBuf, String)>,
    pub fonts: Vec<(PathBuf, Vec<u8>)>,
    /// By their file names.
    pub pictures: Vec<(String, Vec<u8>)>,
    pub markets: Vec<(PathBuf, String)>,
    pub bad_files: Vec<BadFile>,
}

/// Makes the folder and what belongs into it, so that people see where things go.
pub(super) fn prepare(data: &Path) -> io::Result<()> {
    [FONTS, PICTURES, MARKETS]
        .iter()
        .try_for_each(|inner| std::fs::create_dir_all(data.join(FOLDER).join(inner)))
}

pub(super) fn read(data: &Path) -> Found {
    let mut found = Found::default();
    for path in templates(data) {
        if let Some(text) = found.text(&path) {
            found.templates.push((stem(&path), path, text));
        }
    }
    for path in files(&data.join(FOLDER).join(MARKETS), &["toml"]) {
        if let Some(text) = found.text(&path) {
            found.markets.push((path, text));
        }
    }
    for path in fonts(data) {
        if let Some(bytes) = found.bytes(&path, LARGEST_BYTES) {
            found.fonts.push((path, bytes));
        }
    }
    for path in files(&data.join(FOLDER).join(PICTURES), &["png"]) {
        if let Some(bytes) = found.bytes(&path, LARGEST_BYTES) {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
            found.pictures.push((name.unwrap_or_default(), bytes));
        }
    }
    found
}

/// Fonts for further letters, in the order of their names; what cannot be read is told elsewhere.
pub(crate) fn font_bytes(data: &Path) -> Vec<Vec<u8>> {
    fonts(data).iter().filter_map(|path| bytes(path, LARGEST_BYTES).ok()).collect()
}

/// A text that is another one when a file came, went or was saved.
pub(super) fn looks(data: &Path) -> String {
    let folder = data.join(FOLDER);
    let inner = [FONTS, PICTURES, MARKETS].map(|inner| folder.join(inner));
    let mut hash = Sha256::new();
    let mut is_empty = true;
    for path in std::iter::once(folder).chain(inner).flat_map(|folder| files(&folder, &[])) {
        // One that was taken away meanwhile is none.
        let Ok(about) = std::fs::metadata(&path) else { continue };
        let saved = about.modified().unwrap_or(SystemTime::UNIX_EPOCH).duration_since(UNIX_EPOCH);
        let saved_ns = saved.map_or(0, |since| since.as_nanos());
        hash.update(format!("{}\u{0}{}\u{0}{saved_ns}\n", path.display(), about.len()));
        is_empty = false;
    }
    if is_empty {
        return String::new();
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn templates(data: &Path) -> Vec<PathBuf> {
    files(&data.join(FOLDER), &["toml"])
}

fn fonts(data: &Path) -> Vec<PathBuf> {
    files(&data.join(FOLDER).join(FONTS), &["ttf", "otf", "ttc"])
}

/// Of these endings, any for none; what editors keep beside a file begins with a dot.
fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let Ok(listed) = std::fs::read_dir(folder) else { return Vec::new() };
    let is_wanted = |path: &PathBuf| {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let is_hidden = path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
        let is_of_kind =
            endings.is_empty() || ending.is_some_and(|ending| endings.contains(&ending.as_str()));
        !is_hidden && is_of_kind && path.is_file()
    };
    let mut paths: Vec<PathBuf> = listed.flatten().map(|entry| entry.path()).filter(is_wanted).collect();
    paths.sort();
    paths
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

fn bytes(path: &Path, largest: u64) -> io::Result<Vec<u8>> {
    let length = std::fs::metadata(path)?.len();
    if length > largest {
        return Err(io::Error::other(format!("it has {length} bytes, and {largest} are allowed")));
    }
    std::fs::read(path)
}

impl Found {
    fn text(&mut self, path: &Path) -> Option<String> {
        let bytes = self.bytes(path, LARGEST_TEXT_BYTES)?;
        match String::from_utf8(bytes) {
            Ok(text) => Some(text),
            Err(error) => {
                self.unread(path, &error);
                None
            }
        }
    }

    fn bytes(&mut self, path: &Path, largest: u64) -> Option<Vec<u8>> {
        match bytes(path, largest) {
            Ok(bytes) => Some(bytes),
            Err(error) => {
                self.unread(path, &error);
                None
            }
        }
    }

    fn unread(&mut self, path: &Path, problem: &dyn std::error::Error) {
        let message = TemplateFile::Unread { problem: problem.to_string() }.message();
        self.bad_files.push(BadFile { path: path.to_owned(), message });
    }
}
