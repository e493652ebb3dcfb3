//! The disk fails under SQLite at one call after the other: reading, writing, syncing, cutting back; once
//! or for good; without an answer, full, read-only, or by half. No entry that was answered is lost, none
//! is there twice, a failing disk stops the writer instead of being tried again, and a full one is over
//! when there is room.
//!
//! Why in this program and not under the real one: a fault can be put at every single call, hundreds of
//! times a minute, and the whole station runs in here as well. `TALLYMAN_EVERY_CALL=1` leaves none out.

#![cfg(all(target_os = "linux", target_pointer_width = "64"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "failing_disk/book.rs"]
mod book;
#[path = "failing_disk/calls.rs"]
mod calls;
#[path = "failing_disk/seat.rs"]
mod seat;

use calls::{Call, Fault, How};

/// Points looked at by each kind of fault, spread over all calls; the seed moves them.
const POINTS: u64 = 12;

/// Puts the fault at one call after the other and says how many of them were felt.
fn at_one_call_after_the_other(call: Call, how: How, lasts: bool) -> u64 {
    let folder = tempfile::tempdir().unwrap();
    let prepared = folder.path().join("prepared.db");
    book::prepare(&prepared);
    let runtime = book::runtime();
    let run = |first| book::run(&runtime, &prepared, folder.path(), Fault { call, how, first, lasts });
    // Beyond the last call there is no fault: so many there are.
    let whole = run(u64::MAX);
    assert_eq!(whole.acknowledged.len() as u64, book::ENTRIES, "without a fault everything is booked");
    let step =
        if std::env::var_os("TALLYMAN_EVERY_CALL").is_some() { 1 } else { (whole.counted / POINTS).max(1) };
    let seed = std::time::UNIX_EPOCH.elapsed().unwrap_or_default().subsec_nanos();
    let start = 1 + u64::from(seed) % step;
    let mut felt = 0;
    for first in (start..=whole.counted).step_by(step as usize) {
        felt += u64::from(run(first).was_felt);
    }
    println!(
        "{call:?} {how:?}, lasting {lasts}: {} calls, from {start} every {step}th, {felt} felt",
        whole.counted
    );
    felt
}

#[test]
fn a_write_that_fails_loses_nothing() {
    assert!(at_one_call_after_the_other(Call::Write, How::Fails, false) > 0);
    assert!(at_one_call_after_the_other(Call::Write, How::Fails, true) > 0);
}

#[test]
fn a_write_by_half_is_no_harm() {
    assert_eq!(at_one_call_after_the_other(Call::Write, How::Half, false), 0, "the rest is written at once");
}

#[test]
fn a_write_without_room_loses_nothing_and_work_goes_on() {
    assert!(at_one_call_after_the_other(Call::Write, How::Full, false) > 0);
    assert!(at_one_call_after_the_other(Call::Write, How::Full, true) > 0);
}

#[test]
fn a_file_system_that_turns_read_only_loses_nothing() {
    assert!(at_one_call_after_the_other(Call::Write, How::ReadOnly, true) > 0);
}

#[test]
fn a_sync_that_fails_is_not_answered_as_kept() {
    assert!(at_one_call_after_the_other(Call::Sync, How::Fails, false) > 0);
    assert!(at_one_call_after_the_other(Call::Sync, How::Fails, true) > 0);
}

#[test]
fn a_read_that_fails_loses_nothing() {
    assert!(at_one_call_after_the_other(Call::Read, How::Fails, false) > 0);
    assert!(at_one_call_after_the_other(Call::Read, How::Fails, true) > 0);
}

#[test]
fn a_log_that_cannot_be_cut_back_loses_nothing() {
    // Felt or not: each run looks at every entry afterwards.
    at_one_call_after_the_other(Call::Truncate, How::Fails, false);
    at_one_call_after_the_other(Call::Truncate, How::Fails, true);
}
