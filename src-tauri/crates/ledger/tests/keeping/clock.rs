//! A clock that jumps breaks no order: numbers go on by one, the hybrid clock never goes back, the chain holds.

use crate::support::*;
use domain::entry::NewEntry;
use ledger::table::{entry as entries, station};

const DAY_MS: i64 = 86_400_000;
const YEAR_MS: i64 = 365 * DAY_MS;

fn at(number: u64, now_ms: i64) -> NewEntry {
    NewEntry {
        happened_at_ms: now_ms,
        recorded_at_ms: now_ms,
        ..entry(number, vec![receive(SALT, SALT_LOT, A, "1")])
    }
}

#[test]
fn entries_keep_their_order_whatever_the_clock_says() {
    let book = book();
    let jumps = [0, 1, 0, DAY_MS, 1, -DAY_MS, 2, -NOW_MS, 60 * YEAR_MS, 3, 3, 3, -40 * YEAR_MS, 4];
    let mut last_clock = 0;
    for (index, jump) in jumps.into_iter().enumerate() {
        let recorded = book.append(at(index as u64 + 1, NOW_MS + jump)).unwrap();
        assert_eq!(recorded.sequence, index as i64 + 1, "no number twice and none left out");
        let head = book.turn(|tx| station::this(tx)).unwrap();
        assert!(head.hybrid_clock > last_clock, "the hybrid clock never goes back");
        last_clock = head.hybrid_clock;
    }
    assert_eq!(book.verify().difference, None, "the chain holds");
    let book = book.reopen();
    let number = jumps.len() as u64 + 1;
    book.append(at(number, NOW_MS)).unwrap();
    let stored = book.turn(move |tx| entries::by_sequence(tx, 1, number as i64)).unwrap().unwrap();
    assert!(
        stored.place.hybrid_clock > last_clock,
        "also after a start under a clock that is decades behind"
    );
    assert_eq!(stored.new.recorded_at_ms, NOW_MS, "what the clock said is kept as it was");
    assert_eq!(book.verify().difference, None, "and the chain goes on");
}

#[test]
fn the_last_entrys_time_is_known_without_opening_the_book() {
    let book = book();
    assert_eq!(ledger::sound::mark(&book.path()).unwrap().last_entry_ms, None, "before the first");
    book.append(at(1, NOW_MS + DAY_MS)).unwrap();
    book.append(at(2, NOW_MS)).unwrap();
    let mark = ledger::sound::mark(&book.path()).unwrap();
    assert_eq!(mark.last_entry_ms, Some(NOW_MS), "of the newest, not the latest");
    assert_eq!((mark.station, mark.number().as_str()), (STATION, "TM1-1-000002"));
    assert_eq!(book.turn(|tx| station::last_entry_ms(tx)).unwrap(), Some(NOW_MS), "the same from inside");
}
