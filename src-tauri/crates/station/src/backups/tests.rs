//! When a copy is due.

use super::*;

const EVERY_MS: i64 = 15 * MINUTE_MS;

fn failed(count: u32, tried_at_ms: i64) -> Health {
    Health { failure_count: count, tried_at_ms: Some(tried_at_ms), ..Health::default() }
}

#[test]
fn a_copy_is_due_when_the_newest_is_old_enough() {
    let fine = Health::default();
    assert!(is_due(None, &fine, 0, EVERY_MS), "none was ever made");
    assert!(!is_due(Some(0), &fine, EVERY_MS - 1, EVERY_MS), "one was made just now");
    assert!(is_due(Some(0), &fine, EVERY_MS, EVERY_MS), "a quarter of an hour later");
    assert!(is_due(Some(1_000 * HOUR_MS), &fine, 0, EVERY_MS), "one from the future proves nothing");
}

#[test]
fn one_that_failed_is_tried_again_soon_and_not_at_once() {
    assert!(!is_due(None, &failed(1, 0), AGAIN_MS - 1, EVERY_MS), "a moment later the reason is still there");
    assert!(is_due(None, &failed(1, 0), AGAIN_MS, EVERY_MS), "a minute later it is tried again");
    assert!(!is_due(Some(0), &failed(5, 0), AGAIN_MS, EVERY_MS), "but no sooner than another is due");
}

#[test]
fn a_big_book_is_copied_once_an_hour() {
    let settings = settings::Backup::default();
    assert_eq!(interval_ms(&settings, BIG_BYTES), EVERY_MS);
    assert_eq!(interval_ms(&settings, BIG_BYTES + 1), HOUR_MS);
    let daily = settings::Backup { every_min: 24 * 60, ..settings };
    assert_eq!(interval_ms(&daily, BIG_BYTES + 1), 24 * HOUR_MS, "what is set longer stays longer");
}
