//! Search as a person types: items, the nearest first, with why each was found.

use super::clamp;
use super::items::{self, ItemRow};
use crate::Error;
use crate::search::{Ask, Finding, Row, Why};
use crate::table::search::{BEGINNINGS, ITEMS, PARTS};
use sqlx::{Row as _, SqlitePool};

/// An item that holds every typed word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub item: ItemRow,
    /// One per typed word.
    pub why: Vec<Why>,
}

/// Items that hold every typed word in their SKU, a name or a barcode: whole, as a beginning, as a part from three
/// letters on, or with one edit. The nearest first, at most `limit` (and 500). Only names in `languages` count,
/// those of the first one most; all of them for none. Nothing typed finds nothing. Every sign is itself.
///
/// What one or two letters or a very common word find is cut off, not complete: the work is bounded, whatever is
/// typed (p99 within 20 ms at a million items).
///
/// # Errors
/// Only when the book cannot be read.
pub async fn search(
    pool: &SqlitePool,
    text: &str,
    languages: &[&str],
    limit: u32,
) -> Result<Vec<Found>, Error> {
    let mut finding = Finding::of(text, languages, clamp(limit));
    while let Some(ask) = finding.ask() {
        let rows = answer(pool, &ask).await?;
        finding.take(rows);
    }
    let ranked = finding.ranked();
    let rows: Vec<i64> = ranked.iter().map(|ranked| ranked.item_row).collect();
    let mut cards = items::by_rows(pool, &rows).await?;
    let found = ranked.into_iter().filter_map(|ranked| {
        let item = cards.remove(&ranked.item_row)?;
        Some(Found { item, why: ranked.why })
    });
    Ok(found.collect())
}

async fn answer(pool: &SqlitePool, ask: &Ask) -> Result<Vec<Row>, Error> {
    let (sql, text, limit) = match ask {
        Ask::Beginnings { json, limit } => (BEGINNINGS, json, limit),
        Ask::Parts { query, limit } => (PARTS, query, limit),
        Ask::Items { query, limit } => (ITEMS, query, limit),
    };
    let rows = sqlx::query(sql).bind(text).bind(limit).fetch_all(pool).await?;
    let read = |row: sqlx::sqlite::SqliteRow| {
        Ok(Row { row: row.try_get(0)?, text: row.try_get(1)?, number: row.try_get(2)? })
    };
    rows.into_iter().map(read).collect()
}
