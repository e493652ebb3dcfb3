//! What people did besides stock: sign-ins, settings, switches, settlements. Never changed.

use crate::table::column;
use crate::{Error, Transaction};
use domain::OperatorId;
use rusqlite::params;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    pub at_ms: i64,
    pub operator: Option<OperatorId>,
    pub seat: String,
    pub action: String,
    pub detail_json: String,
}

statements! {
    INSERT = "INSERT INTO audit (at_ms, operator_row, seat, action, detail)
              VALUES (?1, (SELECT row FROM operator WHERE id = ?2), ?3, ?4, ?5)";
    RECENT = "SELECT a.at_ms, o.id, a.seat, a.action, a.detail FROM audit a
              LEFT JOIN operator o ON o.row = a.operator_row ORDER BY a.row DESC LIMIT ?1";
}

pub fn insert(tx: &Transaction, row: &AuditRow) -> Result<(), Error> {
    let AuditRow { at_ms, operator, seat, action, detail_json } = row;
    tx.run(INSERT, params![at_ms, operator.as_ref().map(OperatorId::bytes), seat, action, detail_json])?;
    Ok(())
}

/// The newest first.
pub fn recent(tx: &Transaction, limit: u32) -> Result<Vec<AuditRow>, Error> {
    tx.all(RECENT, params![limit], |row| {
        Ok(AuditRow {
            at_ms: row.get(0)?,
            operator: column::maybe_uuid(row, 1)?.map(OperatorId),
            seat: row.get(2)?,
            action: row.get(3)?,
            detail_json: row.get(4)?,
        })
    })
}
