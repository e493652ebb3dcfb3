//! A generated book against the engine's own.

use crate::harness::book::{self, Shape};
use crate::harness::bulk;
use crate::harness::story::Story;
use ledger::table::entry;
use rusqlite::{Connection, types::Value};
use std::path::Path;

const SHAPE: Shape = Shape { item_count: 40, movement_count: 1_500, seed: 7 };

#[test]
fn a_generated_book_is_the_one_the_engine_would_have_written() {
    let folder = tempfile::tempdir().unwrap();
    let (fast, slow) = (folder.path().join("fast.db"), folder.path().join("slow.db"));
    bulk::make(&fast, SHAPE).unwrap();
    let station = book::found(&slow, SHAPE);
    station.work(|tx| Story::of(SHAPE).try_for_each(|told| entry::append(tx, &told.new).map(|_| ())));
    drop(station);
    for table in ["entry", "movement", "balance", "station", "item", "lot", "location", "search_item"] {
        let rows = rows(&fast, table);
        assert!(!rows.is_empty(), "{table} holds something");
        assert_eq!(rows, self::rows(&slow, table), "{table}: the same rows, before-values and hashes");
    }
    assert_eq!(indexes(&fast), indexes(&slow), "every index was made again");
    let report = ledger::verify::file(&fast).unwrap();
    assert_eq!((report.difference, report.movement_count), (None, i64::from(SHAPE.movement_count)));
}

#[test]
fn another_seed_is_another_book() {
    let folder = tempfile::tempdir().unwrap();
    let head = |name: &str, seed| {
        let path = folder.path().join(name);
        bulk::make(&path, Shape { seed, ..SHAPE }).unwrap();
        ledger::verify::file(&path).unwrap().head
    };
    let (one, again, other) = (head("one.db", 1), head("again.db", 1), head("other.db", 2));
    assert_eq!(one, again, "the same seed gives the same chain");
    assert_ne!(one, other);
}

fn rows(path: &Path, table: &str) -> Vec<Vec<Value>> {
    let connection = Connection::open(path).unwrap();
    let mut statement = connection
        .prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2, 3"))
        .unwrap_or_else(|_| connection.prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2")).unwrap());
    let width = statement.column_count();
    let read = statement.query_map([], |row| (0..width).map(|column| row.get(column)).collect());
    read.unwrap().collect::<rusqlite::Result<_>>().unwrap()
}

fn indexes(path: &Path) -> Vec<String> {
    let connection = Connection::open(path).unwrap();
    let sql = "SELECT name || ' ' || coalesce(sql, '') FROM sqlite_schema WHERE type = 'index' ORDER BY 1";
    let mut statement = connection.prepare(sql).unwrap();
    let names = statement.query_map([], |row| row.get(0)).unwrap();
    names.collect::<rusqlite::Result<_>>().unwrap()
}
