//! Opening: who may, which files, and what is done to them first.

use crate::support::*;
use ledger::table::station;
use ledger::{Error, OwnerLock};
use std::path::Path;

fn refusal(path: &Path) -> Error {
    open(path.to_owned()).map(|_| ()).expect_err("this file must not open")
}

#[test]
fn the_linked_engine_is_the_pinned_one() {
    assert!(rusqlite::version_number() >= 3_051_003, "below it the WAL-reset race corrupts files");
    let manifest = include_str!("../../../../../Cargo.toml");
    assert!(manifest.contains("libsqlite3-sys = \"=0.37.0\""), "sqlx and rusqlite share this one release");
}

#[test]
fn a_reopened_ledger_is_the_same_station() {
    let book = book();
    book.append(entry(1, vec![receive(SALT, SALT_LOT, A, "1")])).unwrap();
    let before = book.turn(|tx| station::this(tx)).unwrap();
    let book = book.reopen();
    assert_eq!(book.turn(|tx| station::this(tx)).unwrap(), before);
    assert_eq!((before.id, before.short_name.as_str(), before.epoch), (STATION, "TM1", 1));
    assert_eq!(book.on_hand(A, SALT, SALT_LOT), kg("1"));
}

#[test]
fn the_file_is_durable_and_guarded() {
    let book = book();
    let journal: String = book.raw().query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
    assert_eq!(journal, "wal");
}

#[test]
fn a_file_of_a_newer_version_is_refused_and_left_alone() {
    let book = book();
    let path = book.path();
    book.raw()
        .execute(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             VALUES (9000, 'later', 1, x'00', 0)",
            [],
        )
        .unwrap();
    let Book { directory: _directory, ledger, runtime } = book;
    runtime.block_on(ledger.close()).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    let refused = refusal(&path);
    assert!(matches!(refused, Error::NewerVersion { found: 9000, .. }), "{refused:?}");
    assert!(refused.to_string().contains("install that version"), "{refused}");
    assert_eq!(std::fs::read(&path).unwrap(), bytes, "not a byte of it was touched");
}

#[test]
fn what_is_not_a_ledger_is_left_alone() {
    let directory = tempfile::tempdir().unwrap();
    let text = directory.path().join("letter.db");
    std::fs::write(&text, "Dear warehouse, ".repeat(100)).unwrap();
    assert!(matches!(refusal(&text), Error::NotALedger { .. }));
    let foreign = directory.path().join("foreign.db");
    rusqlite::Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
    assert!(matches!(refusal(&foreign), Error::NotALedger { .. }), "another program's database");
    assert!(matches!(refusal(directory.path()), Error::NotALedger { .. }), "a folder");
    assert_eq!(std::fs::read_to_string(&text).unwrap().len(), 1_600);
}

#[test]
fn a_folder_that_is_missing_or_a_file_that_is_read_only_is_said_so() {
    let directory = tempfile::tempdir().unwrap();
    let missing = refusal(&directory.path().join("nowhere/ledger.db"));
    assert!(matches!(missing, Error::CannotOpen { .. }), "{missing:?}");
    let book = book();
    let path = book.path();
    let Book { directory: _directory, ledger, runtime } = book;
    runtime.block_on(ledger.close()).unwrap();
    let mut permissions = std::fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).unwrap();
    let refused = refusal(&path);
    assert!(matches!(refused, Error::ReadOnly { .. }), "{refused:?}");
}

#[test]
fn one_process_owns_the_directory() {
    let directory = tempfile::tempdir().unwrap();
    let lock = OwnerLock::take(directory.path()).unwrap();
    let second = OwnerLock::take(directory.path());
    let Err(Error::Owned { pid }) = second else { panic!("{second:?}") };
    assert_eq!(pid, Some(std::process::id()), "who has it is said");
    drop(lock);
    OwnerLock::take(directory.path()).expect("it goes with its holder");
}

#[test]
fn an_older_file_is_backed_up_and_then_migrated() {
    let book = book();
    book.append(entry(1, vec![receive(SALT, SALT_LOT, A, "1")])).unwrap();
    let path = book.path();
    // What a file from before the last migration looks like.
    book.raw()
        .execute_batch(
            "PRAGMA foreign_keys = OFF; DROP TABLE count_line; DROP TABLE count_zone;
             DELETE FROM _sqlx_migrations WHERE version = (SELECT max(version) FROM _sqlx_migrations);",
        )
        .unwrap();
    let Book { directory, ledger, runtime } = book;
    runtime.block_on(ledger.close()).unwrap();
    let (runtime, ledger) = open(path).unwrap();
    let book = Book { directory, ledger, runtime };
    assert_eq!(book.on_hand(A, SALT, SALT_LOT), kg("1"));
    assert_eq!(book.verify().difference, None);
    let backups: Vec<_> = std::fs::read_dir(book.directory.path().join("backups")).unwrap().collect();
    assert_eq!(backups.len(), 1, "one copy from before");
    let copy = backups.into_iter().next().unwrap().unwrap().path();
    let copied = rusqlite::Connection::open(copy).unwrap();
    let versions: i64 =
        copied.query_row("SELECT count(*) FROM _sqlx_migrations", [], |row| row.get(0)).unwrap();
    let now: i64 =
        book.raw().query_row("SELECT count(*) FROM _sqlx_migrations", [], |row| row.get(0)).unwrap();
    assert_eq!(versions + 1, now, "it is the file as it was");
}

#[test]
fn a_backup_verifies_and_opens() {
    let book = book();
    book.append(entry(1, vec![receive(SALT, SALT_LOT, A, "1")])).unwrap();
    let folder = book.directory.path().join("copy");
    std::fs::create_dir(&folder).unwrap();
    let copy = folder.join("ledger.db");
    ledger::backup::make(&book.path(), &copy).unwrap();
    assert_eq!(ledger::verify::file(&copy).unwrap(), book.verify());
    let (runtime, ledger) = open(copy).unwrap();
    runtime.block_on(ledger.close()).unwrap();
    let names: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert!(!names.iter().any(|name| name.to_string_lossy().contains("unfinished")), "{names:?}");
}

#[test]
fn a_backup_of_a_touched_book_does_not_count() {
    let book = book();
    book.append(entry(1, vec![receive(SALT, SALT_LOT, A, "1")])).unwrap();
    book.raw().execute_batch("DROP TRIGGER entry_is_not_changed; UPDATE entry SET note = 'x'").unwrap();
    let copy = book.directory.path().join("copy.db");
    let refused = ledger::backup::make(&book.path(), &copy);
    assert!(matches!(refused, Err(Error::Differs(_))), "{refused:?}");
    assert!(!copy.exists());
}
