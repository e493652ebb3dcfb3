//! Files in and out: CSV and workbooks of items, barcodes, lots, places, opening stock, counts and orders.
//!
//! Invariants: nothing of a file is applied when a line of it is refused; what is applied can be undone as
//! a whole; a crash in the middle goes on where it stopped, and books nothing twice. What could be read in
//! two ways is refused with its cell, never guessed. Long files take bounded memory, and scans go on
//! between two chunks.
//!
//! Absent on purpose: SQL, clocks, chance, watching folders, mapping of untidy sheets.

pub mod error;
pub mod said;
pub mod column;
pub mod choice;
mod nearest;
pub mod reading;
mod line;
mod fraction;
mod facts;
mod change;
mod plan;
mod chunks;
mod book;
pub mod report;
mod terms;
mod run;
mod unmake;
pub mod naming;
mod undo;
pub mod export;
pub mod paper;

pub use error::Error;
pub use line::Refused;
pub use plan::{FieldChange, What};
pub use report::{Outcome, Report, UndoOutcome, UndoReport};
pub use run::{check_file, import_file};
pub use terms::{Moment, OnProgress, Progress, Step, Terms, action};
pub use undo::undo_import;
