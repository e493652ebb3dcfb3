//! Lists and search for screens, reports and the API: read-only, checked by the compiler, page by page.
//! They see what was committed; what a turn must decide on, it reads in its own transaction.

mod value;
pub mod places;
pub mod total;
pub mod items;
pub mod search;
pub mod find;
pub mod stock;
pub mod history;
pub mod lot_acts;
pub mod explain;
pub mod recall;
pub mod documents;
pub mod deliveries;
pub mod print_jobs;
pub mod tasks;
pub mod tokens;
pub mod owners;
pub mod export;
pub mod reservations;

pub use search::search;

use domain::ItemId;

/// No page holds more rows, whatever is asked for.
pub const PAGE_LIMIT: u32 = 500;

/// Some rows, and where the next page begins.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<T> {
    pub rows: Vec<T>,
    /// Given back as `cursor`; `None` on the last page.
    pub next: Option<String>,
}

/// What a list shows of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemCard {
    pub id: ItemId,
    pub sku: String,
    /// Name by language.
    pub names: Vec<(String, String)>,
    pub unit: String,
    pub decimals: u8,
    pub pictogram: String,
}

/// One row more than is shown tells whether there is another page.
fn page<T>(mut rows: Vec<T>, limit: u32, cursor: impl FnOnce(&T) -> String) -> Page<T> {
    let limit = limit as usize;
    let next = (rows.len() > limit).then(|| {
        rows.truncate(limit);
        rows.last().map(cursor)
    });
    Page { rows, next: next.flatten() }
}

fn clamp(limit: u32) -> u32 {
    limit.clamp(1, PAGE_LIMIT)
}

/// A `LIKE` pattern that finds `text` anywhere, with its own `%` and `_` as they are (`ESCAPE '\'`).
fn containing(text: &str) -> String {
    let mut pattern = String::from("%");
    for letter in text.trim().chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}
