//! Every fixed statement of the readers finds its rows by an index: at ten million movements a walk through a table
//! takes minutes. The writer's statements are held to the same in `table`.

use rusqlite::types::Null;
use rusqlite::{Connection, params_from_iter};
use std::path::{Path, PathBuf};

/// What may be walked through: names that a statement gave to its own parts, and tables of which there are few rows
/// (places, people, tasks that are open, the one station).
const FEW: &[&str] = &[
    "location",
    "operator",
    "task",
    "t",
    "s",
    "up",
    "inside",
    "tree",
    "side",
    "stood",
    "one",
    "json_each",
    "CONSTANT",
];

#[test]
fn no_list_and_no_report_walks_through_a_table_that_grows() {
    let connection = Connection::open(schema()).unwrap();
    let mut explained = 0;
    for file in rust_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/read")) {
        for sql in statements(&std::fs::read_to_string(&file).unwrap()) {
            let Some(steps) = plan(&connection, &sql) else { continue };
            explained += 1;
            let sorts = steps.iter().any(|step| step == "USE TEMP B-TREE FOR ORDER BY");
            let ends_early = sql.contains(" LIMIT ") && !sorts;
            let walked = steps.iter().filter_map(|step| step.strip_prefix("SCAN "));
            let walked: Vec<&str> = walked.map(|of| of.split(' ').next().unwrap_or(of)).collect();
            let long: Vec<&&str> = walked.iter().filter(|name| !FEW.contains(*name)).collect();
            assert!(long.is_empty() || ends_early, "{}: {long:?} in {sql}", file.display());
        }
    }
    assert!(explained > 25, "the statements of the readers were found: {explained}");
}

/// Where the compiler found it.
fn schema() -> &'static str {
    env!("DATABASE_URL").trim_start_matches("sqlite://").trim_end_matches("?mode=ro")
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let found = entries.flat_map(|path| if path.is_dir() { rust_files(&path) } else { vec![path] });
    found.filter(|path| path.extension().is_some_and(|extension| extension == "rs")).collect()
}

/// The raw strings that are statements, on one line each.
fn statements(source: &str) -> Vec<String> {
    let raw = source.split("r#\"").skip(1).filter_map(|rest| rest.split("\"#").next());
    let plain = raw.map(|sql| sql.split_whitespace().collect::<Vec<_>>().join(" "));
    plain.filter(|sql| sql.starts_with("SELECT ") || sql.starts_with("WITH ")).collect()
}

/// `None` for one that is put together at run time, and alone is no statement.
fn plan(connection: &Connection, sql: &str) -> Option<Vec<String>> {
    let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).ok()?;
    let nulls = vec![Null; statement.parameter_count()];
    let rows = statement.query_map(params_from_iter(nulls), |row| row.get(3)).unwrap();
    Some(rows.collect::<rusqlite::Result<_>>().unwrap())
}
