//! From a code and its values to a sentence, for the API, the command line and paper. The sentences are the very
//! files the screen reads (`ui/src/words/*.ftl`), so a code says the same everywhere.
//!
//! Invariants: never fails and never panics on a code or value; what is not known shows itself. Absent on purpose:
//! a choice of language (the caller has it), HTML.

mod format;
mod sentences;

pub use sentences::{LANGUAGES, codes, say, unreadable, variables, word};
