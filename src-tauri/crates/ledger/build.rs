//! Applies `migrations/` to a scratch file, so that the compiler checks every sqlx statement against the schema.

use rusqlite::Connection;
use std::path::{Path, PathBuf};

fn main() {
    let migrations = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../migrations");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR for build scripts"));
    let scratch = out.join("schema.db");
    if scratch.exists() {
        std::fs::remove_file(&scratch).expect("the scratch schema is ours to remove");
    }
    let connection = Connection::open(&scratch).expect("OUT_DIR is writable");
    println!("cargo:rerun-if-changed={}", migrations.display());
    for file in in_order(&migrations) {
        println!("cargo:rerun-if-changed={}", file.display());
        let sql =
            std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        connection.execute_batch(&sql).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }
    println!("cargo:rustc-env=DATABASE_URL=sqlite://{}?mode=ro", scratch.display());
}

/// By file name, which begins with the migration's number.
fn in_order(migrations: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(migrations).expect("the migrations stand in the project's root");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a directory that was just opened can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "sql"))
        .collect();
    files.sort();
    files
}
