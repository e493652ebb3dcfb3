//! What the desk reads: lists and previews as values that cross to a face. Reads what was committed and writes
//! nothing.

mod things;
pub mod stock;
pub mod item;
pub mod place;
mod weight;
pub mod find;
pub mod history;
pub mod lot_acts;
pub mod owned;
pub mod explain;
pub mod recall;
pub mod recall_view;
pub mod deliveries;
pub mod print_jobs;
pub mod reservations;
pub mod tasks;
pub mod parked;
pub mod label_goods;
pub mod templates;
pub mod template_view;
pub mod said;

use crate::vendors::in_words;
use domain::Message;

/// Rows a page holds where nobody asks for fewer.
pub(crate) const PAGE_ROWS: u32 = 100;

/// A sentence as stored; `None` while none was.
pub(crate) fn stored(json: &str) -> Option<Message> {
    serde_json::from_str(json).ok().map(in_words)
}
