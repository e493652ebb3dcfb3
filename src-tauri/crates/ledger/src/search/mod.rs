//! Finding an item by what a person types: words of its SKU, of its names in every language, and of its barcodes.
//! All typed words must be found, each whole, as a beginning, as a part (from three letters on), or with one edit
//! (a letter wrong, missing, too many, or two exchanged).
//!
//! Beginnings and edits come from the list of different words, parts from trigrams of those words (FTS5); which
//! of it is meant is decided by distance in Rust. Nothing is ranked by SQL, and every step looks at a bounded
//! number of rows: of what a short beginning or a very common word finds, the first ones are shown.
//!
//! All of it is derived, and taken up before each commit from the items that changed (`table::search`).

mod edit;
mod find;
mod typed;
mod fold;
mod rank;
mod text;

pub use rank::{Field, How, Why};

pub(crate) use find::{Ask, Finding, Row};
pub(crate) use rank::Ranked;
pub(crate) use text::ItemText;
