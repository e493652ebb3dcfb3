//! Another program holds the file's write lock: the writer waits as long as it takes, says so, and loses nothing.

use crate::support::*;
use ledger::Error;
use std::time::Duration;

/// Far above what any of these waits takes; only a hang reaches it.
const HANG: Duration = Duration::from_secs(60);

impl Book {
    fn waits_until_held_up(&self, wanted: bool) {
        let mut held_up = self.ledger.writer().watch_held_up();
        let told = self.runtime.block_on(async {
            tokio::time::timeout(HANG, held_up.wait_for(|is| *is == wanted)).await.map(|is| is.map(|is| *is))
        });
        assert_eq!(told.expect("it is said in time").expect("the writer lives"), wanted, "held up or not");
    }
}

fn append_later(
    book: &Book,
    numbers: std::ops::Range<u64>,
) -> Vec<std::thread::JoinHandle<Result<(), Error>>> {
    numbers
        .map(|number| {
            let writer = book.ledger.writer().clone();
            std::thread::spawn(move || {
                let new = entry(number, vec![receive(SALT, SALT_LOT, A, "1")]);
                writer.turn_blocking(move |tx| ledger::table::entry::append(tx, &new)).map(|_| ())
            })
        })
        .collect()
}

#[test]
fn scans_wait_behind_another_programs_lock_and_all_are_booked() {
    let book = book();
    let other = book.raw();
    other.execute_batch("BEGIN IMMEDIATE; UPDATE owner SET name = 'Dapur'").unwrap();
    let waiting = append_later(&book, 1..20);
    book.waits_until_held_up(true);
    let more = append_later(&book, 20..30);
    assert!(waiting.iter().all(|turn| !turn.is_finished()), "nothing is answered that is not on the disk");
    let read: i64 = book.raw().query_row("SELECT count(*) FROM entry", [], |row| row.get(0)).unwrap();
    assert_eq!(read, 0, "reading goes on meanwhile");
    other.execute_batch("COMMIT").unwrap();
    book.waits_until_held_up(false);
    for turn in waiting.into_iter().chain(more) {
        turn.join().unwrap().expect("whoever waited is booked");
    }
    assert_eq!(book.verify().entry_count, 29, "each of them once");
}

#[test]
fn a_station_that_stops_does_not_wait_for_ever() {
    let book = book();
    let other = book.raw();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let waiting = append_later(&book, 1..3);
    book.waits_until_held_up(true);
    let path = book.path();
    let Book { directory: _directory, ledger, runtime } = book;
    runtime.block_on(ledger.close()).expect("it closes all the same");
    for turn in waiting {
        let told = turn.join().unwrap();
        assert!(
            matches!(told, Err(Error::HeldUp { .. } | Error::Stopped)),
            "nobody is told that it is booked: {told:?}"
        );
    }
    other.execute_batch("ROLLBACK").unwrap();
    drop(other);
    let (runtime, ledger) = open(path.clone()).expect("the next start finds it in order");
    runtime.block_on(ledger.close()).unwrap();
    assert_eq!(ledger::verify::file(&path).unwrap().entry_count, 0, "and nothing half-booked");
}
