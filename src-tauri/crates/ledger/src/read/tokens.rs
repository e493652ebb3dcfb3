//! Who may come in by HTTP, for the question every request begins with: callers nobody knows never reach the writer.

use super::value;
use crate::Error;
use crate::table::token::{Token, TokenKind};
use domain::{OperatorId, OwnerId};
use sqlx::SqlitePool;

/// As the statements below give it.
struct Read {
    hash: Vec<u8>,
    name: String,
    kind: String,
    scopes: String,
    seat: String,
    operator: Option<Vec<u8>>,
    owner: Option<Vec<u8>>,
    made_at_ms: i64,
    expires_at_ms: Option<i64>,
    used_at_ms: Option<i64>,
}

/// `None` for one that is unknown, ended, past its time, or whose person has left.
///
/// # Errors
/// The file's.
pub async fn live(pool: &SqlitePool, hash: &[u8; 32], now_ms: i64) -> Result<Option<Token>, Error> {
    let hash = hash.as_slice();
    let found = sqlx::query_as!(
        Read,
        r#"SELECT t.hash AS "hash!", t.name AS "name!", t.kind AS "kind!", t.scopes AS "scopes!", t.seat AS "seat!",
           p.id AS "operator?", o.id AS "owner?", t.made_at_ms AS "made_at_ms!", t.expires_at_ms, t.used_at_ms
           FROM token t LEFT JOIN operator p ON p.row = t.operator_row LEFT JOIN owner o ON o.row = t.owner_row
           WHERE t.hash = ?1 AND t.ended_at_ms IS NULL AND (t.expires_at_ms IS NULL OR t.expires_at_ms > ?2)
           AND p.retired_at_ms IS NULL"#,
        hash,
        now_ms
    )
    .fetch_optional(pool)
    .await?;
    found.map(token).transpose()
}

/// All that let somebody in, the newest first; 1,000 at most.
///
/// # Errors
/// The file's.
pub async fn all(pool: &SqlitePool, now_ms: i64) -> Result<Vec<Token>, Error> {
    let found = sqlx::query_as!(
        Read,
        r#"SELECT t.hash AS "hash!", t.name AS "name!", t.kind AS "kind!", t.scopes AS "scopes!", t.seat AS "seat!",
           p.id AS "operator?", o.id AS "owner?", t.made_at_ms AS "made_at_ms!", t.expires_at_ms, t.used_at_ms
           FROM token t LEFT JOIN operator p ON p.row = t.operator_row LEFT JOIN owner o ON o.row = t.owner_row
           WHERE t.ended_at_ms IS NULL AND (t.expires_at_ms IS NULL OR t.expires_at_ms > ?1)
           ORDER BY t.row DESC LIMIT 1000"#,
        now_ms
    )
    .fetch_all(pool)
    .await?;
    found.into_iter().map(token).collect()
}

fn token(row: Read) -> Result<Token, Error> {
    let hash = row.hash.try_into().map_err(|bytes: Vec<u8>| Error::Stored {
        what: "the hash of a token",
        why: format!("{} bytes instead of 32", bytes.len()),
    })?;
    Ok(Token {
        hash,
        name: row.name,
        kind: value::word(&row.kind, TokenKind::from_text)?,
        scopes: row.scopes,
        seat: row.seat,
        operator: value::maybe_uuid(row.operator)?.map(OperatorId),
        owner: value::maybe_uuid(row.owner)?.map(OwnerId),
        made_at_ms: row.made_at_ms,
        expires_at_ms: row.expires_at_ms,
        used_at_ms: row.used_at_ms,
    })
}
