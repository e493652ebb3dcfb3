//! Texts and bytes that others may have written: cursors, names beside the copies, the lock file, a log that is none.
//! Nothing panics, nothing is made up, and the book stays as it was.

use crate::reads::worked;
use crate::support::*;
use domain::entry::NewEntry;
use ledger::read::deliveries::DeliveryFilter;
use ledger::read::documents::DocumentFilter;
use ledger::read::explain::{self, Number};
use ledger::read::history::HistoryFilter;
use ledger::read::reservations::ReservationFilter;
use ledger::read::stock::StockFilter;
use ledger::read::{deliveries, documents, history, print_jobs, reservations, stock, tasks};
use ledger::{Error, OwnerLock, backup};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};

const ROUNDS: usize = 150;

/// Numbers of all sizes with the marks between them that cursors have, or anything.
const CURSORS: &str =
    "(-?[0-9]{1,20}\\.){0,3}-?[0-9]{1,20}|([a-zA-Z0-9-]{0,12}\u{1f}){0,4}[a-z0-9]{0,8}|[ -~]{0,20}|.{0,12}";

fn drawn<T: std::fmt::Debug>(runner: &mut TestRunner, strategy: &impl Strategy<Value = T>) -> T {
    strategy.new_tree(runner).expect("nothing is filtered out").current()
}

fn runner() -> TestRunner {
    TestRunner::new(Config::default())
}

/// Pages of catch weight, so that pieces are counted back as well.
fn weighed() -> Book {
    let book = worked();
    for number in 10..14 {
        let mut line = receive(CHILI, CHILI_1, A, "2");
        line.pieces = 3;
        book.append(NewEntry { ..entry(number, vec![line]) }).unwrap();
    }
    book
}

#[test]
fn a_cursor_that_no_page_gave_is_refused_or_begins_a_page() {
    let book = weighed();
    let (pool, runtime) = (book.ledger.pool(), &book.runtime);
    let chili = Number { item: CHILI, lot: None, location: None };
    let all = (StockFilter::default(), HistoryFilter::default(), DocumentFilter::default());
    let others = (DeliveryFilter::default(), ReservationFilter::default());
    let mut runner = runner();
    let made_up = ["1.0.-9223372036854775808", "99.9223372036854775807.9223372036854775807", "99.0.0"];
    let texts = made_up.map(str::to_owned).into_iter();
    let texts: Vec<String> = texts.chain((0..ROUNDS).map(|_| drawn(&mut runner, &CURSORS))).collect();
    for text in texts {
        let cursor = Some(text.as_str());
        let told = runtime.block_on(async {
            [
                stock::list(pool, &all.0, cursor, 3).await.err(),
                history::list(pool, &all.1, cursor, 3).await.err(),
                documents::list(pool, &all.2, cursor, 3).await.err(),
                deliveries::list(pool, &others.0, cursor, 3).await.err(),
                reservations::list(pool, &others.1, cursor, 3).await.err(),
                print_jobs::list(pool, cursor, 3).await.err(),
                tasks::open(pool, cursor, 3).await.err(),
                tasks::settled(pool, 0, cursor, 3).await.err(),
                explain::explain(pool, chili, cursor, 3).await.err(),
            ]
        });
        for (list, error) in told.iter().enumerate() {
            let is_told = matches!(error, None | Some(Error::Stored { what: "a cursor", .. }));
            assert!(is_told, "list {list} by {text:?}: {error:?}");
        }
    }
}

#[test]
fn no_file_beside_the_copies_is_taken_for_one_that_it_is_not() {
    let mut runner = runner();
    let names = "ledger-[0-9]{8}T[0-9]{6}Z-[0-9]{1,20}-[0-9]{1,20}(-before-[0-9]{1,20})?\\.sqlite|\
                 (ledger|-|before|20261121T080000Z|1|é|\\.){0,8}\\.sqlite|[a-zA-Z0-9 _.-]{1,30}";
    let folder = tempfile::tempdir().unwrap();
    for _ in 0..ROUNDS {
        let name = drawn(&mut runner, &names);
        if [".", ".."].contains(&name.as_str()) {
            continue;
        }
        let path = folder.path().join(&name);
        std::fs::write(&path, "x").unwrap();
        for copy in backup::list(folder.path()).expect("the folder can be read") {
            assert_eq!(format!("{}.sqlite", copy.name), name, "it is named as its file");
            let place = format!("-{}-", copy.epoch);
            assert!(copy.epoch >= 0 && copy.sequence >= 0, "{name} stands somewhere in a chain");
            let digits = name.replace("-0", "-");
            assert!(digits.contains(&place) || copy.epoch == 0, "the epoch is the one in {name}");
        }
        std::fs::remove_file(path).unwrap();
    }
}

#[test]
fn whatever_stands_in_the_lock_file_one_process_owns_the_directory() {
    let mut runner = runner();
    let bytes = prop::collection::vec(any::<u8>(), 0..60);
    for _ in 0..20 {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("lock"), drawn(&mut runner, &bytes)).unwrap();
        let owner = OwnerLock::take(folder.path()).expect("nobody holds it, whatever it says");
        let second = OwnerLock::take(folder.path()).expect_err("somebody does now");
        let is_us = matches!(second, Error::Owned { pid: Some(pid) } if pid == std::process::id());
        assert!(is_us, "and is named: {second:?}");
        drop(owner);
    }
}

#[test]
fn a_log_of_any_bytes_is_refused_or_adds_nothing_to_the_book() {
    let mut runner = runner();
    // Some begin as SQLite's own do.
    let head =
        prop_oneof![Just(Vec::new()), Just(vec![0x37, 0x7f, 0x06, 0x82, 0, 0x2d, 0xe2, 0x18, 0, 0, 0x10, 0])];
    let bytes =
        (head, prop::collection::vec(any::<u8>(), 1..9_000)).prop_map(|(head, rest)| [head, rest].concat());
    let book = worked();
    let before = book.verify().entry_count;
    let path = book.path();
    let Book { directory, ledger, runtime } = book;
    runtime.block_on(ledger.close()).unwrap();
    for round in 0..24 {
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("ledger.db");
        std::fs::copy(&path, &copy).unwrap();
        std::fs::write(folder.path().join("ledger.db-wal"), drawn(&mut runner, &bytes)).unwrap();
        match open(copy.clone()) {
            Ok((runtime, ledger)) => runtime.block_on(ledger.close()).unwrap(),
            Err(Error::Unsound { .. }) => continue,
            Err(other) => panic!("round {round}: {other:?}"),
        }
        let report = ledger::verify::file(&copy).unwrap();
        assert_eq!(
            (report.difference, report.entry_count),
            (None, before),
            "round {round}: nothing came of it"
        );
    }
    drop(directory);
}
