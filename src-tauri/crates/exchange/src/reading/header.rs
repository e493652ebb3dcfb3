//! The row that names the columns: the first of the uppermost rows in which all required ones stand.

use super::{Cell, Record};
use crate::column::{self, Column};
use crate::nearest::nearest;
use crate::said::Whole;
use ledger::table::import::ImportKind;
use serde::Serialize;

/// What our own lists say besides, for people.
const PASSED_OVER: [Column; 4] = [Column::NameEn, Column::NameId, Column::Reserved, Column::Received];
/// Title rows above it are passed over.
pub(crate) const ROWS_LOOKED_AT: usize = 20;

/// What stands in which column.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// Its row in a spreadsheet, from 1; what is above is no data.
    pub row: u64,
    /// By place in the file: what it is for us, and what is written there.
    pub columns: Vec<(Option<Column>, String)>,
}

/// A column that means nothing here, and what it could have meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnknownColumn {
    pub name: String,
    pub nearest: Option<String>,
}

/// The header among the uppermost rows.
///
/// # Errors
/// [`Whole::ColumnsMissing`] with what the best row lacks; [`Whole::ColumnTwice`].
pub(crate) fn find(records: &[Record], kind: ImportKind) -> Result<Header, Whole> {
    let candidates: Vec<Header> = records.iter().map(|record| of(record, kind)).collect();
    let complete = candidates.iter().find(|header| header.missing(kind).is_empty());
    let Some(header) = complete else {
        let best = candidates.iter().max_by_key(|header| header.known_count());
        let missing = best.map_or_else(|| column::required(kind).to_vec(), |header| header.missing(kind));
        let words = missing.iter().map(|column| words::word("en", column.word()));
        return Err(Whole::ColumnsMissing { columns: words.collect::<Vec<_>>().join(", ") });
    };
    if let Some(column) = header.twice() {
        return Err(Whole::ColumnTwice { column });
    }
    Ok(header.clone())
}

/// How many columns of ours the best of these rows has; the whole set counts most.
pub(crate) fn score(records: &[Record], kind: ImportKind) -> usize {
    let score =
        |header: Header| header.known_count() + if header.missing(kind).is_empty() { 1_000 } else { 0 };
    records.iter().map(|record| score(of(record, kind))).max().unwrap_or(0)
}

fn of(record: &Record, kind: ImportKind) -> Header {
    let named = |cell: &Cell| match cell {
        Cell::Text(text) => (column::of_header(text, kind), text.clone()),
        other => (None, other.shown()),
    };
    Header { row: record.row, columns: record.cells.iter().map(named).collect() }
}

impl Header {
    pub(crate) fn place_of(&self, wanted: Column) -> Option<usize> {
        self.columns.iter().position(|(column, _)| *column == Some(wanted))
    }

    /// As it is written in the file.
    pub(crate) fn name_of(&self, place: usize) -> &str {
        self.columns.get(place).map_or("", |(_, name)| name)
    }

    /// Columns of the file that are not read.
    pub fn unknown(&self, kind: ImportKind) -> Vec<UnknownColumn> {
        let known = column::headers(kind);
        let is_unknown =
            |name: &str| !name.is_empty() && !PASSED_OVER.iter().any(|column| column.is_named(name));
        let unknown = self.columns.iter().filter(|(column, name)| column.is_none() && is_unknown(name));
        unknown
            .map(|(_, name)| UnknownColumn {
                name: name.clone(),
                nearest: nearest(name, known.iter().map(String::as_str)).map(str::to_owned),
            })
            .collect()
    }

    fn known_count(&self) -> usize {
        self.columns.iter().filter(|(column, _)| column.is_some()).count()
    }

    fn missing(&self, kind: ImportKind) -> Vec<Column> {
        let is_there = |wanted: &Column| self.place_of(*wanted).is_some();
        column::required(kind).iter().copied().filter(|column| !is_there(column)).collect()
    }

    fn twice(&self) -> Option<String> {
        let mut seen = Vec::new();
        for (column, name) in &self.columns {
            match column {
                Some(column) if seen.contains(column) => return Some(name.clone()),
                Some(column) => seen.push(*column),
                None => {}
            }
        }
        None
    }
}
