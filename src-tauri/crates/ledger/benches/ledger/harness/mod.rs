//! What the ledger costs (design.md §13): a generated book, the engine's whole turn on it, and the same rows by
//! the same SQLite without an engine, all in one run. Nothing here fails a build: a missed budget is printed.

pub mod command;
pub mod measure;
pub mod report;
pub mod budget;
pub mod spread;
pub mod book;
pub mod story;
pub mod bulk;
pub mod engine;
pub mod bare;
pub mod typing;
pub mod reserving;
pub mod eight;
pub mod alone;
