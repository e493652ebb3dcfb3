//! Ours ↔ theirs, by the vendor's ids.

use crate::table::column;
use crate::{Error, Transaction};
use rusqlite::{Row, params};
use uuid::Uuid;

words! {
    LinkKind {
        Item = "item", Location = "location", Lot = "lot", Document = "document", Line = "line",
        Supplier = "supplier", Entry = "entry",
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub vendor: String,
    pub kind: LinkKind,
    pub vendor_id: String,
    /// Our identity of that kind; `None` while nothing here fits.
    pub ours: Option<Uuid>,
    /// What we must remember of theirs.
    pub facts_json: String,
    pub seen_at_ms: i64,
    /// Deleted there.
    pub gone: bool,
}

macro_rules! select {
    ($tail:literal) => {
        concat!("SELECT vendor, kind, vendor_id, ours, facts, seen_at_ms, gone FROM link WHERE ", $tail)
    };
}
statements! {
    FIND = select!("vendor = ?1 AND kind = ?2 AND vendor_id = ?3");
    OF_OURS = select!("vendor = ?1 AND kind = ?2 AND ours = ?3 AND ours IS NOT NULL
                       ORDER BY vendor_id LIMIT 100");
    ALL = select!("vendor = ?1 AND kind = ?2 ORDER BY vendor_id LIMIT ?3");
    PUT = "INSERT INTO link (vendor, kind, vendor_id, ours, facts, seen_at_ms, gone)
           VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (vendor, kind, vendor_id)
           DO UPDATE SET ours = excluded.ours, facts = excluded.facts, seen_at_ms = excluded.seen_at_ms,
           gone = excluded.gone";
    NOTE_GONE = "UPDATE link SET gone = 1 WHERE vendor = ?1 AND kind = ?2 AND seen_at_ms < ?3 AND gone = 0";
}

pub fn find(tx: &Transaction, vendor: &str, kind: LinkKind, vendor_id: &str) -> Result<Option<Link>, Error> {
    tx.one(FIND, params![vendor, kind.text(), vendor_id], read)
}

pub fn of_ours(tx: &Transaction, vendor: &str, kind: LinkKind, ours: Uuid) -> Result<Vec<Link>, Error> {
    tx.all(OF_OURS, params![vendor, kind.text(), ours.as_bytes()], read)
}

/// By the vendor's id.
pub fn all(tx: &Transaction, vendor: &str, kind: LinkKind, limit: u32) -> Result<Vec<Link>, Error> {
    tx.all(ALL, params![vendor, kind.text(), limit], read)
}

/// The whole row, new or in the place of the one before.
pub fn put(tx: &Transaction, link: &Link) -> Result<(), Error> {
    let Link { vendor, kind, vendor_id, ours, facts_json, seen_at_ms, gone } = link;
    let ours = ours.as_ref().map(Uuid::as_bytes);
    tx.run(PUT, params![vendor, kind.text(), vendor_id, ours, facts_json, seen_at_ms, gone])?;
    Ok(())
}

/// After a complete read that began at `since_ms`: what it did not show is gone there. The count of those.
pub fn note_gone(tx: &Transaction, vendor: &str, kind: LinkKind, since_ms: i64) -> Result<usize, Error> {
    tx.run(NOTE_GONE, params![vendor, kind.text(), since_ms])
}

fn read(row: &Row<'_>) -> rusqlite::Result<Link> {
    Ok(Link {
        vendor: row.get(0)?,
        kind: column::word(row, 1, LinkKind::from_text)?,
        vendor_id: row.get(2)?,
        ours: column::maybe_uuid(row, 3)?,
        facts_json: row.get(4)?,
        seen_at_ms: row.get(5)?,
        gone: row.get(6)?,
    })
}
