//! Opening a damaged file never makes it worse: it says what is wrong, and not a byte of book or log is touched.

use crate::support::*;
use ledger::backup::{self, Depth};
use ledger::sound::{self, Unsound};
use ledger::{Error, Health};
use std::path::{Path, PathBuf};

/// A closed book of thirty entries.
fn closed() -> (tempfile::TempDir, PathBuf) {
    let book = worked();
    let path = book.path();
    let Book { directory, ledger, runtime } = book;
    runtime.block_on(ledger.close()).unwrap();
    (directory, path)
}

fn worked() -> Book {
    let book = book();
    for number in 1..=30 {
        book.append(entry(number, vec![receive(SALT, SALT_LOT, A, "1")])).unwrap();
    }
    book
}

/// The files of a book as a killed process leaves them: with its log, and not closed.
fn killed() -> (tempfile::TempDir, PathBuf) {
    let book = worked();
    let left = tempfile::tempdir().unwrap();
    for tail in ["", "-wal", "-open"] {
        let name = format!("ledger.db{tail}");
        std::fs::copy(book.directory.path().join(&name), left.path().join(&name)).unwrap();
    }
    let path = left.path().join("ledger.db");
    (left, path)
}

fn with_tail(path: &Path, tail: &str) -> PathBuf {
    PathBuf::from(format!("{}{tail}", path.display()))
}

fn bytes(path: &Path) -> (Vec<u8>, Option<Vec<u8>>) {
    (std::fs::read(path).unwrap(), std::fs::read(with_tail(path, "-wal")).ok().filter(|log| !log.is_empty()))
}

#[track_caller]
fn refused(path: &Path) -> Error {
    let before = bytes(path);
    let refused = open(path.to_owned()).map(|_| ()).expect_err("this file must not be opened for writing");
    assert!(bytes(path) == before, "neither the book nor its log was touched: {refused}");
    refused
}

#[track_caller]
fn wrong(path: &Path) -> Unsound {
    match refused(path) {
        Error::Unsound { what, .. } => what,
        other => panic!("{other:?}"),
    }
}

fn flip(path: &Path, at: usize) {
    let mut bytes = std::fs::read(path).unwrap();
    bytes[at] ^= 0x55;
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn flipped_bytes_of_a_page_are_said_and_left_alone() {
    let (_directory, path) = closed();
    let whole = std::fs::read(&path).unwrap();
    let page = usize::from(u16::from_be_bytes([whole[16], whole[17]]));
    let mut noticed = 0;
    let page_count = whole.len() / page;
    for number in 0..page_count {
        // The head of a page says what kind it is and how many cells it has.
        let head = number * page + if number == 0 { 100 } else { 0 };
        std::fs::write(&path, &whole).unwrap();
        for at in head..head + 5 {
            flip(&path, at);
        }
        if whole[head] == 0 {
            continue;
        }
        noticed += 1;
        assert!(matches!(wrong(&path), Unsound::Damaged(_)), "page {number} of {page_count} is damaged");
    }
    assert!(noticed > 50, "every page in use was tried: {noticed}");
    std::fs::write(&path, &whole).unwrap();
    open(path).expect("the whole file opens");
}

#[test]
fn a_cut_off_file_is_said_and_left_alone() {
    let (_directory, path) = closed();
    let whole = std::fs::read(&path).unwrap();
    for length in [1, 50, 100, 512, 4_096, 4_097, whole.len() / 2, whole.len() - 4_096, whole.len() - 1] {
        std::fs::write(&path, &whole[..length]).unwrap();
        let refused = refused(&path);
        assert!(
            matches!(refused, Error::Unsound { what: Unsound::Damaged(_), .. } | Error::NotALedger { .. }),
            "cut off after {length} bytes: {refused:?}"
        );
    }
}

#[test]
fn an_emptied_file_is_not_founded_anew() {
    let (_directory, path) = killed();
    std::fs::write(&path, "").unwrap();
    assert_eq!(wrong(&path), Unsound::Gone, "its log is still there, and stays");
    assert!(
        std::fs::metadata(with_tail(&path, "-wal")).unwrap().len() > 0,
        "SQLite would have thrown it away"
    );
    assert!(sound::mark(&path).is_err(), "even a reader does not come near it");
    assert!(std::fs::metadata(with_tail(&path, "-wal")).unwrap().len() > 0, "and leaves the log");
}

#[test]
fn a_book_that_is_gone_is_missed_while_its_copies_are_there() {
    let book = worked();
    let path = book.path();
    backup::make(&path, &book.directory.path().join(backup::FOLDER), NOW_MS, Depth::Head).unwrap();
    let Book { directory, ledger, runtime } = book;
    runtime.block_on(ledger.close()).unwrap();
    std::fs::remove_file(&path).unwrap();
    let refused = open(path.clone()).map(|_| ()).unwrap_err();
    assert!(
        matches!(refused, Error::Unsound { what: Unsound::Gone, .. }),
        "no empty book is begun: {refused:?}"
    );
    assert!(!path.exists(), "and none was made");
    std::fs::remove_dir_all(directory.path().join(backup::FOLDER)).unwrap();
    open(path).expect("where nothing was, a book is begun");
}

#[test]
fn a_missing_log_is_missed() {
    let (_directory, path) = killed();
    std::fs::remove_file(with_tail(&path, "-wal")).unwrap();
    assert_eq!(wrong(&path), Unsound::LogGone, "the last entries were in it");
    // Whoever reads such a file all the same gives it an empty log.
    _ = sound::mark(&path);
    assert!(with_tail(&path, "-wal").exists(), "as every SQLite does");
    assert_eq!(wrong(&path), Unsound::LogGone, "it is still missed");
    let told = ledger::verify::file(&path);
    assert!(matches!(told, Err(Error::Unsound { what: Unsound::LogGone, .. })), "{told:?}");
}

#[test]
fn a_killed_book_opens_with_everything_in_its_log() {
    let (_directory, path) = killed();
    let (runtime, ledger) = open(path.clone()).unwrap();
    runtime.block_on(ledger.close()).unwrap();
    assert_eq!(ledger::verify::file(&path).unwrap().entry_count, 30, "all of them");
    assert!(!with_tail(&path, "-open").exists(), "closed in good order");
}

#[test]
fn an_old_file_put_there_by_hand_is_noticed() {
    let book = worked();
    let path = book.path();
    let folder = book.directory.path().join(backup::FOLDER);
    let old = backup::make(&path, &folder, NOW_MS, Depth::Head).unwrap();
    book.append(entry(31, vec![receive(SALT, SALT_LOT, A, "1")])).unwrap();
    let new = backup::make(&path, &folder, NOW_MS + 1_000, Depth::Head).unwrap();
    let Book { directory: _directory, ledger, runtime } = book;
    runtime.block_on(ledger.close()).unwrap();
    let folders = [folder];
    sound::against_copies(&path, &folders).expect("the book is as far as its newest copy");
    std::fs::copy(&old.path, &path).unwrap();
    let told = sound::against_copies(&path, &folders);
    let Err(Error::Unsound { what: Unsound::Older { here, copy, there }, .. }) = told else {
        panic!("{told:?}")
    };
    assert_eq!((here.as_str(), there.as_str(), copy), ("TM1-1-000030", "TM1-1-000031", new.name));
}

#[test]
fn damage_that_is_met_at_work_stops_the_writer_and_is_looked_for_at_the_next_start() {
    let book = worked();
    let path = book.path();
    let failing = book.turn(|_| {
        let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT);
        Err::<(), Error>(rusqlite::Error::SqliteFailure(code, None).into())
    });
    assert!(matches!(failing, Err(Error::Damaged { .. })), "{failing:?}");
    while book.ledger.writer().health() == Health::Running {
        std::thread::yield_now();
    }
    let Book { directory: _directory, ledger, runtime } = book;
    runtime.block_on(ledger.close()).unwrap();
    let log =
        std::fs::metadata(with_tail(&path, "-wal")).expect("the log was not folded into a damaged file");
    assert!(log.len() > 0, "it holds what was booked");
    let raw = rusqlite::Connection::open(&path).unwrap();
    raw.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).unwrap();
    raw.execute_batch("UPDATE balance SET on_hand = on_hand + 1 WHERE physical = 1").unwrap();
    drop(raw);
    let refused = refused(&path);
    let Error::Differs(difference) = refused else { panic!("the whole book is looked at: {refused:?}") };
    assert_eq!(difference.what, "the balance", "also what no start looks at otherwise");
}

#[test]
fn a_first_opening_that_was_interrupted_is_finished() {
    let (_directory, path) = closed();
    let raw = rusqlite::Connection::open(&path).unwrap();
    raw.execute_batch(
        "PRAGMA foreign_keys = OFF; DROP TRIGGER movement_is_kept; DROP TRIGGER entry_is_kept;
         DELETE FROM movement; DELETE FROM entry; DELETE FROM balance; DELETE FROM station",
    )
    .unwrap();
    drop(raw);
    let (runtime, ledger) = open(path.clone()).expect("tables without a station are a beginning, not damage");
    runtime.block_on(ledger.close()).unwrap();
    assert_eq!(sound::mark(&path).unwrap().station, STATION, "it is founded now");
}

#[test]
fn a_log_that_was_damaged_in_the_middle_is_not_cut_off_there() {
    let (_directory, path) = killed();
    let log = with_tail(&path, "-wal");
    let whole = std::fs::read(&log).unwrap();
    let frame = 24 + 4_096;
    let frame_count = (whole.len() - 32) / frame;
    assert!(frame_count > 60, "thirty entries and more are in it: {frame_count}");
    // A frame's page, its sum, its salt; the log's own header.
    for at in [32 + 40 * frame + 2_000, 32 + 40 * frame + 17, 32 + 40 * frame + 9, 5, 20] {
        std::fs::write(&log, &whole).unwrap();
        flip(&log, at);
        assert_eq!(wrong(&path), Unsound::LogDamaged, "byte {at}");
    }
}

#[test]
fn the_unfinished_write_of_a_power_cut_is_no_damage() {
    let (_directory, path) = killed();
    let log = with_tail(&path, "-wal");
    let whole = std::fs::read(&log).unwrap();
    // Cut off anywhere in the last frames, or only partly on the disk.
    for cut in [1, 100, 4_000, 4_120, 5_000] {
        std::fs::write(&log, &whole[..whole.len() - cut]).unwrap();
        let copy = tempfile::tempdir().unwrap();
        for tail in ["", "-wal", "-open"] {
            let to = copy.path().join(format!("ledger.db{tail}"));
            std::fs::copy(with_tail(&path, tail), to).unwrap();
        }
        let (runtime, ledger) =
            open(copy.path().join("ledger.db")).expect("the last write was never answered");
        runtime.block_on(ledger.close()).unwrap();
        let report = ledger::verify::file(&copy.path().join("ledger.db")).unwrap();
        assert!(report.difference.is_none() && report.entry_count >= 29, "cut by {cut}: {report:?}");
    }
}
