//! The outside world made of memory: a Katana, label printers, a scanner, with faults on demand.
//! Written from the fact sheets alone; it depends on no crate of ours, so that it cannot share our mistakes.
//! Everything lives in one process and is gone with it; nothing is written to disk.

pub mod clock;
pub mod demo;
pub mod katana;
#[cfg(unix)]
pub mod scanner;
#[cfg(unix)]
mod terminal;
pub mod printer;
#[cfg(unix)]
pub mod control;
