//! Who may come in by HTTP: tokens, pairing codes and browser cookies, by the hash of their secret.

use crate::table::column;
use crate::{Error, Transaction};
use domain::{OperatorId, OwnerId};
use rusqlite::{Row, params};

words! {
    TokenKind { Token = "token", Pairing = "pairing", Cookie = "cookie" }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// SHA-256 of the secret.
    pub hash: [u8; 32],
    pub name: String,
    pub kind: TokenKind,
    /// `read`, `seat`, `admin`, by comma.
    pub scopes: String,
    /// The seat it speaks for; empty for any.
    pub seat: String,
    pub operator: Option<OperatorId>,
    pub owner: Option<OwnerId>,
    pub made_at_ms: i64,
    pub expires_at_ms: Option<i64>,
    pub used_at_ms: Option<i64>,
}

macro_rules! select {
    ($tail:literal) => {
        concat!(
            "SELECT t.hash, t.name, t.kind, t.scopes, t.seat, p.id, o.id, t.made_at_ms, t.expires_at_ms,
             t.used_at_ms FROM token t LEFT JOIN operator p ON p.row = t.operator_row
             LEFT JOIN owner o ON o.row = t.owner_row
             WHERE t.ended_at_ms IS NULL AND (t.expires_at_ms IS NULL OR t.expires_at_ms > ?1) AND ",
            $tail
        )
    };
}
statements! {
    LIVE = select!("t.hash = ?2");
    SEATS = "SELECT seat FROM token WHERE seat <> '' UNION SELECT name FROM seat ORDER BY 1 LIMIT 10000";
    INSERT = "INSERT INTO token (hash, name, kind, scopes, seat, operator_row, owner_row, made_at_ms,
              expires_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, (SELECT row FROM operator WHERE id = ?6),
              (SELECT row FROM owner WHERE id = ?7), ?8, ?9)";
    USE = "UPDATE token SET used_at_ms = ?2 WHERE hash = ?1";
    END = "UPDATE token SET ended_at_ms = ?2 WHERE hash = ?1 AND ended_at_ms IS NULL";
}

/// `None` for one that is unknown, ended, or past its time.
pub fn live(tx: &Transaction, hash: &[u8; 32], now_ms: i64) -> Result<Option<Token>, Error> {
    tx.one(LIVE, params![now_ms, hash], read)
}

/// Names of seats that were worked at or given away, ever.
pub fn seats(tx: &Transaction) -> Result<Vec<String>, Error> {
    tx.all(SEATS, [], |row| row.get(0))
}

pub fn insert(tx: &Transaction, token: &Token) -> Result<(), Error> {
    let operator = token.operator.as_ref().map(OperatorId::bytes);
    let owner = token.owner.as_ref().map(OwnerId::bytes);
    let Token { hash, name, kind, scopes, seat, made_at_ms, expires_at_ms, .. } = token;
    tx.run(
        INSERT,
        params![hash, name, kind.text(), scopes, seat, operator, owner, made_at_ms, expires_at_ms],
    )?;
    Ok(())
}

/// Notes that it was used.
pub fn note_use(tx: &Transaction, hash: &[u8; 32], now_ms: i64) -> Result<(), Error> {
    tx.run(USE, params![hash, now_ms])?;
    Ok(())
}

/// For good. `false` when there was nothing to end.
pub fn end(tx: &Transaction, hash: &[u8; 32], now_ms: i64) -> Result<bool, Error> {
    Ok(tx.run(END, params![hash, now_ms])? > 0)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Token> {
    Ok(Token {
        hash: row.get(0)?,
        name: row.get(1)?,
        kind: column::word(row, 2, TokenKind::from_text)?,
        scopes: row.get(3)?,
        seat: row.get(4)?,
        operator: column::maybe_uuid(row, 5)?.map(OperatorId),
        owner: column::maybe_uuid(row, 6)?.map(OwnerId),
        made_at_ms: row.get(7)?,
        expires_at_ms: row.get(8)?,
        used_at_ms: row.get(9)?,
    })
}
