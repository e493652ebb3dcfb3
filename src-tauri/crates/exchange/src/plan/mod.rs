//! From a line to what it would change: the same code for a dry run and for the import itself. Nothing is
//! written here. A planner remembers of the lines before only what the ledger cannot know yet.

mod barcodes;
mod counts;
mod goods;
mod item_facts;
mod items;
mod locations;
mod lots;
mod made_lots;
mod near;
mod opening;
mod orders;
mod pieces;
mod tare;

use crate::change::Change;
use crate::column::Column;
use crate::line::Cells;
use domain::InputId;
use domain::entry::NewMovement;
use ledger::Transaction;
use ledger::table::import::{BookMark, ImportKind};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::collections::hash_map::{DefaultHasher, Entry};
use std::hash::{Hash, Hasher};

/// What a planner looks at besides the line.
pub(crate) struct Look<'a, 'c> {
    pub tx: &'a Transaction<'c>,
    /// Identities born by this import derive from it.
    pub import: InputId,
    /// The book as it was when the import began, and when that was, UTC milliseconds.
    pub begun_after: BookMark,
    pub begun_at_ms: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    New,
    Changed,
    Same,
}

/// One field, as it is and as it would be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    pub column: Column,
    pub before: String,
    pub after: String,
}

/// What a line would do.
#[derive(Debug)]
pub(crate) struct Planned {
    /// What the line is about, in words of the file.
    pub key: String,
    pub what: What,
    pub fields: Vec<FieldChange>,
    pub changes: Vec<Change>,
    pub movements: Vec<NewMovement>,
}

/// One kind of file.
pub(crate) trait Planner: Send {
    /// `None` when something of the line was refused.
    fn plan(&mut self, look: &Look<'_, '_>, cells: &mut Cells<'_>) -> Result<Option<Planned>, ledger::Error>;

    /// The book may have changed since the last chunk.
    fn forget(&mut self);
}

/// The planner of a kind; `look` is the book at the beginning.
pub(crate) fn planner(kind: ImportKind, tx: &Transaction) -> Result<Box<dyn Planner>, ledger::Error> {
    let goods = goods::Goods::new(tx)?;
    Ok(match kind {
        ImportKind::Items => Box::new(items::Items::new(goods)),
        ImportKind::Barcodes => Box::new(barcodes::Barcodes::new(goods)),
        ImportKind::Lots => Box::new(lots::Lots::new(goods)),
        ImportKind::Locations => Box::new(locations::Locations::new()),
        ImportKind::OpeningStock => Box::new(opening::Opening::new(goods)),
        ImportKind::Counts => Box::new(counts::Counts::new(goods)),
        ImportKind::PurchaseOrders => Box::new(orders::Orders::new(goods)),
    })
}

/// Things that lines of this file were about, each with what is remembered of it. Holds a 128-bit print of
/// each name instead of the name: a million lines take some tens of megabytes.
#[derive(Debug)]
pub(crate) struct Seen<T> {
    prints: HashMap<[u64; 2], T>,
}

impl<T: Copy> Seen<T> {
    pub(crate) fn new() -> Seen<T> {
        Seen { prints: HashMap::new() }
    }

    /// What was remembered before; otherwise this is, and `None` is given.
    pub(crate) fn first(&mut self, name: &(impl Hash + ?Sized), remembered: T) -> Option<T> {
        match self.prints.entry(print(name)) {
            Entry::Occupied(known) => Some(*known.get()),
            Entry::Vacant(new) => {
                new.insert(remembered);
                None
            }
        }
    }

    pub(crate) fn get(&self, name: &(impl Hash + ?Sized)) -> Option<T> {
        self.prints.get(&print(name)).copied()
    }
}

/// Two independent hashes of std's own kind; both equal for different names is beyond all chance.
fn print(name: &(impl Hash + ?Sized)) -> [u64; 2] {
    [0_u8, 1].map(|salt| {
        let mut hasher = DefaultHasher::new();
        salt.hash(&mut hasher);
        name.hash(&mut hasher);
        hasher.finish()
    })
}

/// Notes the fields that differ.
pub(crate) fn differing(before: &[(Column, String)], after: Vec<(Column, String)>) -> Vec<FieldChange> {
    let of = |column: Column| before.iter().find(|(other, _)| *other == column).map(|(_, text)| text.clone());
    after
        .into_iter()
        .filter_map(|(column, after)| {
            let before = of(column).unwrap_or_default();
            (before != after).then_some(FieldChange { column, before, after })
        })
        .collect()
}

/// Case and blanks apart: names that people take for the same one.
pub(crate) fn look_alike(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_whitespace()).flat_map(char::to_lowercase).collect()
}
