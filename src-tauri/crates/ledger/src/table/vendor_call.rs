//! The sync log: one row per call, redacted before it comes here, kept 30 days.

use crate::table::column;
use crate::{Error, Transaction};
use domain::DeliveryId;
use rusqlite::params;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VendorCall {
    pub vendor: String,
    pub at_ms: i64,
    pub method: String,
    /// Path with ids, without query secrets.
    pub route: String,
    /// `None` when no answer came.
    pub status: Option<u16>,
    pub duration_ms: i64,
    pub size_bytes: i64,
    pub delivery: Option<DeliveryId>,
    pub attempt: i64,
    pub trouble: String,
}

statements! {
    INSERT = "INSERT INTO vendor_call (vendor, at_ms, method, route, status, duration_ms, size, delivery_row,
              attempt, trouble) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, (SELECT row FROM delivery WHERE id = ?8),
              ?9, ?10)";
    RECENT = "SELECT c.vendor, c.at_ms, c.method, c.route, c.status, c.duration_ms, c.size, d.id, c.attempt,
              c.trouble FROM vendor_call c LEFT JOIN delivery d ON d.row = c.delivery_row WHERE c.vendor = ?1
              ORDER BY c.row DESC LIMIT ?2";
    PRUNE = "DELETE FROM vendor_call WHERE row IN (SELECT row FROM vendor_call WHERE at_ms < ?1
             ORDER BY at_ms LIMIT ?2)";
}

pub fn insert(tx: &Transaction, call: &VendorCall) -> Result<(), Error> {
    let delivery = call.delivery.as_ref().map(DeliveryId::bytes);
    let VendorCall {
        vendor, at_ms, method, route, status, duration_ms, size_bytes, attempt, trouble, ..
    } = call;
    tx.run(
        INSERT,
        params![vendor, at_ms, method, route, status, duration_ms, size_bytes, delivery, attempt, trouble],
    )?;
    Ok(())
}

/// The newest first.
pub fn recent(tx: &Transaction, vendor: &str, limit: u32) -> Result<Vec<VendorCall>, Error> {
    tx.all(RECENT, params![vendor, limit], |row| {
        Ok(VendorCall {
            vendor: row.get(0)?,
            at_ms: row.get(1)?,
            method: row.get(2)?,
            route: row.get(3)?,
            status: row.get(4)?,
            duration_ms: row.get(5)?,
            size_bytes: row.get(6)?,
            delivery: column::maybe_uuid(row, 7)?.map(DeliveryId),
            attempt: row.get(8)?,
            trouble: row.get(9)?,
        })
    })
}

/// Rows older than `before_ms`, at most `limit` of them at a time; the count of those.
pub fn prune(tx: &Transaction, before_ms: i64, limit: u32) -> Result<usize, Error> {
    tx.run(PRUNE, params![before_ms, limit])
}
