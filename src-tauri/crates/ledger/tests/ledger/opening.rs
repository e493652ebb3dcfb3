//! Opening: who may, which files, and what is done to them first.

use crate::support::*;
use ledger::table::{item, station};
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

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("../../../migrations");

/// As a Tallyman that knew no migration after `version` left it, with one item in it.
fn file_of_version(path: &Path, version: i64) {
    use sqlx::{ConnectOptions as _, Connection as _};
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path).create_if_missing(true);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let mut connection = options.connect().await.unwrap();
        MIGRATIONS.run_to(version, &mut connection).await.unwrap();
        let rows = "INSERT INTO station (one, id, short_name, epoch, head_sequence, head_hash, hybrid_clock)
                    VALUES (1, zeroblob(16), 'TM1', 1, 0, zeroblob(32), 0);
                    INSERT INTO owner (id, name) VALUES (zeroblob(16), 'House');
                    INSERT INTO item (id, owner_row, sku, unit, decimals, lot_tracked, made_at_ms)
                    VALUES (zeroblob(16), 1, 'SALT-1', 'kg', 3, 0, 0);
                    INSERT INTO item_name (item_row, language, name) VALUES (1, 'id', 'Garam')";
        sqlx::raw_sql(rows).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    });
}

#[test]
fn an_older_file_is_backed_up_and_then_migrated() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("ledger.db");
    let versions: Vec<i64> = MIGRATIONS.iter().map(|migration| migration.version).collect();
    let [.., before, _newest] = versions[..] else { panic!("{versions:?}") };
    file_of_version(&path, before);
    let (runtime, ledger) = open(path).unwrap();
    let book = Book { directory, ledger, runtime };
    let items = book.turn(|tx| ledger::table::item::by_sku(tx, "SALT-1")).unwrap();
    assert_eq!(items.len(), 1, "what stood in it still does");
    assert_eq!(book.verify().difference, None);
    let backups = ledger::backup::list(&book.directory.path().join("backups")).unwrap();
    assert_eq!(backups.len(), 1, "one copy from before");
    assert_eq!(backups[0].before_version, Some(before), "its name says why it was kept");
    let copied = rusqlite::Connection::open(&backups[0].path).unwrap();
    let count = "SELECT count(*) FROM _sqlx_migrations";
    let then: i64 = copied.query_row(count, [], |row| row.get(0)).unwrap();
    let now: i64 = book.raw().query_row(count, [], |row| row.get(0)).unwrap();
    assert_eq!(then + 1, now, "it is the file as it was");
}

#[test]
fn a_file_from_before_search_is_searched_after_its_first_opening() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("ledger.db");
    file_of_version(&path, 4);
    let (runtime, ledger) = open(path).unwrap();
    let book = Book { directory, ledger, runtime };
    let found = book.turn(|tx| ledger::table::item::search(tx, "gara", 10)).unwrap();
    assert_eq!(found.len(), 1, "items that were there before are found too");
}

#[test]
fn a_large_file_from_before_search_takes_scans_at_once_and_is_searched_whole_soon() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("ledger.db");
    file_of_version(&path, 4);
    rusqlite::Connection::open(&path)
        .unwrap()
        .execute_batch(
            "WITH RECURSIVE n (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM n WHERE n < 3000)
             INSERT INTO item (row, id, owner_row, sku, unit, decimals, lot_tracked, made_at_ms)
             SELECT n, CAST(printf('%016d', n) AS BLOB), 1, 'OLD-' || n, 'pcs', 0, 0, 0 FROM n",
        )
        .unwrap();
    let (runtime, ledger) = open(path).unwrap();
    let book = Book { directory, ledger, runtime };
    let count = |text: &'static str| book.turn(move |tx| item::search(tx, text, 10)).unwrap().len();
    book.turn(|tx| item::update_sku(tx, domain::ItemId(uuid::Uuid::nil()), "NEW-1")).unwrap();
    assert_eq!(count("new-1"), 1, "who changes an item finds it at once, whatever is still to be done");
    let is_behind = || book.turn(|tx| Ok(ledger::table::search::is_behind(tx))).unwrap();
    assert!((0..100_000).any(|_| !is_behind()), "and the rest is done in between");
    assert_eq!((count("old-3000"), count("old-17")), (1, 10), "the last as well as those before it");
}
