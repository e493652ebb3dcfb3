//! How SQLite would find the movements: by the way's own index, whatever else is asked.

use super::narrow::{Key, Narrow, Way};
use super::statement;
use crate::read::places::Inside;
use domain::entry::MovementKind;
use sqlx::{QueryBuilder, Sqlite};

fn all() -> Narrow {
    Narrow {
        item: None,
        lot: None,
        serial: None,
        places: None,
        operator: None,
        document: None,
        owner: None,
        kinds: Vec::new(),
        days: [None, None],
        rows: 0..9,
        crosses: false,
        way: Way::All,
    }
}

/// With every other condition set as well.
fn crowded(way: Way) -> Narrow {
    Narrow {
        item: Some(1),
        lot: Some(1),
        serial: Some("S".to_owned()),
        places: Some(Inside { root: 1, rows: vec![1], json: "[1]".to_owned() }),
        operator: Some(1),
        document: Some(1),
        owner: Some(1),
        kinds: vec![MovementKind::Damage],
        days: [Some("2026-11-21".to_owned()), None],
        way,
        ..all()
    }
}

/// The steps that touch movements or entries, and sorts.
fn steps(sql: QueryBuilder<Sqlite>) -> Vec<String> {
    let path = env!("DATABASE_URL").trim_start_matches("sqlite://").trim_end_matches("?mode=ro");
    let connection = rusqlite::Connection::open(path).unwrap();
    let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {}", sql.into_string())).unwrap();
    let nulls = vec![rusqlite::types::Null; statement.parameter_count()];
    let rows = statement.query_map(rusqlite::params_from_iter(nulls), |row| row.get::<_, String>(3)).unwrap();
    let by_row =
        ["SEARCH e USING INTEGER PRIMARY KEY (rowid=?)", "SEARCH m USING INTEGER PRIMARY KEY (rowid=?)"];
    rows.map(|row| row.unwrap())
        .filter(|step| [" m ", " e ", " movement ", " entry "].iter().any(|table| step.contains(table)))
        .filter(|step| !by_row.contains(&step.as_str()))
        .collect()
}

/// Each way, and the steps it takes.
fn ways() -> Vec<(Way, Vec<&'static str>)> {
    let json = || "[1]".to_owned();
    vec![
        (
            Way::By("item_row", Key::Row(1)),
            vec!["SEARCH m USING INDEX movement_by_item (item_row=? AND rowid>? AND rowid<?)"],
        ),
        (
            Way::By("lot_row", Key::Row(1)),
            vec!["SEARCH m USING INDEX movement_by_lot (lot_row=? AND rowid>? AND rowid<?)"],
        ),
        (
            Way::By("serial", Key::Text("S".to_owned())),
            vec!["SEARCH m USING INDEX movement_by_serial (serial=? AND rowid>? AND rowid<?)"],
        ),
        (
            Way::ByEntry("operator_row", 1),
            vec![
                "SEARCH e USING INDEX entry_by_operator (operator_row=? AND rowid>? AND rowid<?)",
                "SEARCH m USING INDEX sqlite_autoindex_movement_1 (entry_row=?)",
            ],
        ),
        (
            Way::ByEntry("document_row", 1),
            vec![
                "SEARCH e USING INDEX entry_by_document (document_row=? AND rowid>? AND rowid<?)",
                "SEARCH m USING INDEX sqlite_autoindex_movement_1 (entry_row=?)",
            ],
        ),
        (
            Way::Each(&["from_row", "to_row"], json()),
            vec![
                "SEARCH m USING INDEX movement_by_from (from_row=? AND rowid>? AND rowid<?)",
                "SEARCH m USING INDEX movement_by_to (to_row=? AND rowid>? AND rowid<?)",
            ],
        ),
        (
            Way::Each(&["kind"], json()),
            vec!["SEARCH m USING INDEX movement_by_kind (kind=? AND rowid>? AND rowid<?)"],
        ),
        (
            Way::Each(&["item_row"], json()),
            vec!["SEARCH m USING INDEX movement_by_item (item_row=? AND rowid>? AND rowid<?)"],
        ),
        (Way::All, vec!["SEARCH m USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"]),
    ]
}

#[test]
fn each_way_has_its_index_whatever_else_is_asked() {
    for (way, wanted) in ways() {
        for narrow in [Narrow { way: way.clone(), ..all() }, crowded(way.clone())] {
            for sql in [statement::newest(&narrow, 10), statement::totals(&narrow)] {
                let text = sql.sql().as_str().to_owned();
                let found: Vec<String> = steps(sql)
                    .into_iter()
                    .map(|step| step.replace("COVERING INDEX", "INDEX"))
                    .filter(|step| !step.contains(" movement USING INTEGER PRIMARY KEY (rowid"))
                    .collect();
                assert_eq!(found, wanted, "no other way is taken by {text}");
            }
        }
    }
}
