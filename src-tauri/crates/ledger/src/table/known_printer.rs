//! Who stood at a printer's name last. What it told of itself is the caller's JSON.

use crate::{Error, Transaction};
use rusqlite::params;

statements! {
    FIND = "SELECT identity FROM known_printer WHERE name = ?1";
    PUT = "INSERT INTO known_printer (name, identity, seen_at_ms) VALUES (?1, ?2, ?3)
           ON CONFLICT (name) DO UPDATE SET identity = ?2, seen_at_ms = ?3 WHERE identity <> ?2";
    FORGET = "DELETE FROM known_printer WHERE name = ?1";
}

pub fn find(tx: &Transaction, name: &str) -> Result<Option<String>, Error> {
    tx.one(FIND, params![name], |row| row.get(0))
}

/// The same one again writes nothing.
pub fn put(tx: &Transaction, name: &str, identity_json: &str, now_ms: i64) -> Result<(), Error> {
    tx.run(PUT, params![name, identity_json, now_ms])?;
    Ok(())
}

/// Whoever stands there next is taken as it is.
pub fn forget(tx: &Transaction, name: &str) -> Result<(), Error> {
    tx.run(FORGET, params![name])?;
    Ok(())
}
