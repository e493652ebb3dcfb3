//! Keeping the book: copies, damage, a foreign lock, a clock that jumps; one module per danger.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "../ledger/support.rs"]
#[allow(dead_code, reason = "the kitchen is shared with the tests of the book itself")]
mod support;
#[path = "../ledger/small_disk.rs"]
mod small_disk;

mod backups;
mod clock;
mod damage;
mod held_up;
