//! Answers to writes over HTTP by Idempotency-Key, written in the transaction of their effect.

use crate::{Error, Transaction};
use rusqlite::params;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The Idempotency-Key, a UUID.
    pub key: [u8; 16],
    /// SHA-256 of what was asked: the same key with another one is a mistake of the caller.
    pub fingerprint: [u8; 32],
    pub answer: String,
    pub at_ms: i64,
}

statements! {
    FIND = "SELECT key, fingerprint, answer, at_ms FROM request WHERE key = ?1";
    INSERT = "INSERT INTO request (key, fingerprint, answer, at_ms) VALUES (?1, ?2, ?3, ?4)";
}

pub fn find(tx: &Transaction, key: &[u8; 16]) -> Result<Option<Request>, Error> {
    tx.one(FIND, params![key], |row| {
        Ok(Request { key: row.get(0)?, fingerprint: row.get(1)?, answer: row.get(2)?, at_ms: row.get(3)? })
    })
}

/// # Errors
/// [`Error::Rule`] when the key was answered before: ask [`find`] first.
pub fn insert(tx: &Transaction, request: &Request) -> Result<(), Error> {
    let Request { key, fingerprint, answer, at_ms } = request;
    tx.run(INSERT, params![key, fingerprint, answer, at_ms])?;
    Ok(())
}
