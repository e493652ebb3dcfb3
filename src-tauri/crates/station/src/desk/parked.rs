//! The tray: codes nobody knew, kept until somebody names them.

use crate::context::Context;
use crate::view::ParkedRow;
use ledger::Error;
use ledger::table::{operator, scan};

/// The oldest first, of all seats.
///
/// # Errors
/// The ledger's.
pub async fn parked(context: &Context) -> Result<Vec<ParkedRow>, Error> {
    context
        .ledger
        .writer()
        .turn(|tx| {
            let mut rows = Vec::new();
            for row in scan::parked(tx)? {
                let by = match row.operator {
                    Some(id) => operator::by_id(tx, id)?.map(|operator| operator.name),
                    None => None,
                };
                rows.push(ParkedRow {
                    scan: row.scan.id.to_string(),
                    code: String::from_utf8_lossy(&row.scan.bytes).into_owned(),
                    document: None,
                    operator: by.unwrap_or_default(),
                    at_ms: row.received_at_ms,
                });
            }
            Ok(rows)
        })
        .await
}
