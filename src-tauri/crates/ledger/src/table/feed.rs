//! Per vendor and feed: how far it was read and how the last run went.

use crate::{Error, Transaction};
use rusqlite::{Row, params};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    pub vendor: String,
    pub name: String,
    /// The vendor's newest time seen, as it wrote it; empty before the first run.
    pub watermark: String,
    pub good_at_ms: Option<i64>,
    pub tried_at_ms: Option<i64>,
    /// Code and values of the last failure; `{}` when the last run was good.
    pub trouble_json: String,
}

statements! {
    FIND = "SELECT vendor, name, watermark, good_at_ms, tried_at_ms, trouble FROM feed
            WHERE vendor = ?1 AND name = ?2";
    ALL = "SELECT vendor, name, watermark, good_at_ms, tried_at_ms, trouble FROM feed
           ORDER BY vendor, name LIMIT 1000";
    PUT = "INSERT INTO feed (vendor, name, watermark, good_at_ms, tried_at_ms, trouble)
           VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (vendor, name)
           DO UPDATE SET watermark = excluded.watermark, good_at_ms = excluded.good_at_ms,
           tried_at_ms = excluded.tried_at_ms, trouble = excluded.trouble";
}

/// A feed never read yet when there is no row.
pub fn load(tx: &Transaction, vendor: &str, name: &str) -> Result<Feed, Error> {
    Ok(tx.one(FIND, params![vendor, name], read)?.unwrap_or_else(|| Feed {
        vendor: vendor.to_owned(),
        name: name.to_owned(),
        watermark: String::new(),
        good_at_ms: None,
        tried_at_ms: None,
        trouble_json: "{}".to_owned(),
    }))
}

pub fn all(tx: &Transaction) -> Result<Vec<Feed>, Error> {
    tx.all(ALL, [], read)
}

pub fn put(tx: &Transaction, feed: &Feed) -> Result<(), Error> {
    let Feed { vendor, name, watermark, good_at_ms, tried_at_ms, trouble_json } = feed;
    tx.run(PUT, params![vendor, name, watermark, good_at_ms, tried_at_ms, trouble_json])?;
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Feed> {
    Ok(Feed {
        vendor: row.get(0)?,
        name: row.get(1)?,
        watermark: row.get(2)?,
        good_at_ms: row.get(3)?,
        tried_at_ms: row.get(4)?,
        trouble_json: row.get(5)?,
    })
}
