//! The measurements measure what they say: a generated book is the one the engine would have written, and the quick
//! run goes through.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "../../benches/ledger/harness/mod.rs"]
#[allow(dead_code, reason = "the command line and the page are the program's")]
mod harness;

mod generated;
mod plans;
mod quick;
