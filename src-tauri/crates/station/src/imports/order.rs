//! What was asked for with a file, kept on the disk with the file until it is done: `imports/<id>/order.json`, the
//! file itself beside it under its own name, and `ended.json` in their place afterwards.

use super::view::ImportView;
use crate::Error;
use domain::OperatorId;
use ledger::disk::private_folder;
use ledger::table::import::{ImportId, ImportKind};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use uuid::Uuid;

const FOLDER: &str = "imports";
const ORDER: &str = "order.json";
const ENDED: &str = "ended.json";
const FILE: &str = "file";
/// What became of one is told for so long.
const TOLD_MS: i64 = 30 * 24 * 60 * 60 * 1_000;

/// One thing to be done with a file, or with what was taken in of one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// Made by who asks; an import begun by it has the same identity.
    pub id: Uuid,
    pub act: Act,
    /// Without its folder.
    pub file_name: String,
    pub operator: OperatorId,
    /// Stands on the entries: a seat, `watch`, `command`.
    pub seat: String,
    pub asked_at_ms: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// A dry run.
    Check(ImportKind),
    Import(ImportKind),
    Undo(ImportId),
}

impl Act {
    pub fn text(self) -> &'static str {
        match self {
            Act::Check(_) => "check",
            Act::Import(_) => "import",
            Act::Undo(_) => "undo",
        }
    }

    pub fn kind(self) -> Option<ImportKind> {
        match self {
            Act::Check(kind) | Act::Import(kind) => Some(kind),
            Act::Undo(_) => None,
        }
    }
}

/// Where everything of one order lies.
fn folder(data: &Path, id: Uuid) -> PathBuf {
    data.join(FOLDER).join(id.to_string())
}

/// The kept file of an order.
pub(super) fn file(data: &Path, order: &Order) -> PathBuf {
    folder(data, order.id).join(FILE).join(&order.file_name)
}

/// A file on its way in; gone again unless it is kept.
pub struct Receiving<'o> {
    data: PathBuf,
    order: &'o Order,
    is_kept: bool,
}

impl Receiving<'_> {
    /// # Errors
    /// The disk's.
    pub fn begin<'o>(data: &Path, order: &'o Order) -> Result<Receiving<'o>, Error> {
        let into = folder(data, order.id).join(FILE);
        private_folder(&into).map_err(|source| Error::File { path: into, source })?;
        Ok(Receiving { data: data.to_owned(), order, is_kept: false })
    }

    /// Where its bytes go.
    ///
    /// # Errors
    /// The disk's.
    pub fn file(&self) -> Result<File, Error> {
        let path = file(&self.data, self.order);
        File::create(&path).map_err(|source| Error::File { path, source })
    }

    /// From here on it is done, whatever happens: the file and what is wanted of it are on the disk. Gives where the
    /// file lies.
    ///
    /// # Errors
    /// The disk's.
    pub fn keep(mut self) -> Result<PathBuf, Error> {
        let path = file(&self.data, self.order);
        let synced = File::options().write(true).open(&path).and_then(|file| file.sync_all());
        synced.map_err(|source| Error::File { path: path.clone(), source })?;
        write(&folder(&self.data, self.order.id), ORDER, self.order)?;
        self.is_kept = true;
        Ok(path)
    }
}

impl Drop for Receiving<'_> {
    fn drop(&mut self) {
        if !self.is_kept {
            forget(&self.data, self.order.id);
        }
    }
}

/// A whole file at once. Gives where it lies.
///
/// # Errors
/// The disk's.
pub fn keep(data: &Path, order: &Order, from: &mut dyn Read) -> Result<PathBuf, Error> {
    let receiving = Receiving::begin(data, order)?;
    let copied = std::io::copy(from, &mut receiving.file()?);
    copied.map_err(|source| Error::File { path: file(data, order), source })?;
    receiving.keep()
}

/// An undoing needs no file.
pub(super) fn keep_without_file(data: &Path, order: &Order) -> Result<(), Error> {
    let into = folder(data, order.id);
    private_folder(&into).map_err(|source| Error::File { path: into.clone(), source })?;
    write(&into, ORDER, order)
}

/// What became of it is kept for a while; the order and its file are not needed any more.
pub fn end(data: &Path, id: Uuid, view: &ImportView) -> Result<(), Error> {
    let folder = folder(data, id);
    write(&folder, ENDED, view)?;
    let gone = std::fs::remove_file(folder.join(ORDER)).and_then(|()| match folder.join(FILE).exists() {
        true => std::fs::remove_dir_all(folder.join(FILE)),
        false => Ok(()),
    });
    gone.map_err(|source| Error::File { path: folder, source })
}

/// Takes an order back that was never kept, with what there is of its file.
fn forget(data: &Path, id: Uuid) {
    if let Err(error) = std::fs::remove_dir_all(folder(data, id)) {
        tracing::debug!(%error, %id, "nothing was kept of a file that did not come whole");
    }
}

/// Those that are not done, the oldest first.
pub(super) fn left_over(data: &Path) -> Vec<Order> {
    let mut orders: Vec<Order> =
        ids(data).into_iter().filter_map(|id| read(&folder(data, id), ORDER)).collect();
    orders.sort_by_key(|order| order.asked_at_ms);
    orders
}

/// What became of one that is done.
pub(super) fn ended(data: &Path, id: Uuid) -> Option<ImportView> {
    read(&folder(data, id), ENDED)
}

/// What nobody will ask about any more, and what was never ordered.
pub(super) fn tidy(data: &Path, now_ms: i64) {
    for id in ids(data) {
        let folder = folder(data, id);
        let is_told = ended(data, id).is_some_and(|view| now_ms - view.asked_at_ms < TOLD_MS);
        if !is_told && !folder.join(ORDER).exists() {
            forget(data, id);
        }
    }
}

fn ids(data: &Path) -> Vec<Uuid> {
    let Ok(entries) = std::fs::read_dir(data.join(FOLDER)) else { return Vec::new() };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    names.filter_map(|name| name.parse().ok()).collect()
}

/// Under its name only once it is whole and on the disk.
fn write(folder: &Path, name: &str, value: &impl Serialize) -> Result<(), Error> {
    let (unfinished, path) = (folder.join(format!("{name}.unfinished")), folder.join(name));
    let text = serde_json::to_vec(value).expect("an order is plain data");
    crate::station::write_private(&unfinished, &text)?;
    std::fs::rename(&unfinished, &path).map_err(|source| Error::File { path, source })
}

fn read<T: for<'d> Deserialize<'d>>(folder: &Path, name: &str) -> Option<T> {
    let text = std::fs::read(folder.join(name)).ok()?;
    match serde_json::from_slice(&text) {
        Ok(value) => Some(value),
        Err(error) => {
            tracing::warn!(%error, folder = %folder.display(), name, "what was kept of an import cannot be read");
            None
        }
    }
}
