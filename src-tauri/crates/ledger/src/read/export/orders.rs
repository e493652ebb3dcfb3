//! Orders for files.

use super::super::value;
use super::{OrderRow, PAGE, Place, Rows, next, pack};
use crate::Error;
use sqlx::SqlitePool;

/// Lines of open purchase orders that are ours alone.
pub async fn orders(pool: &SqlitePool, from: Place) -> Result<Rows<OrderRow>, Error> {
    let [document, line, _] = from.0;
    let found = sqlx::query!(
        r#"SELECT d.row AS "row!", d.number AS "number!", d.partner AS "partner!",
           d.expected_on AS "expected_on?", l.line AS "line!",
           o.name AS "owner!", i.sku AS "sku!", i.unit AS "unit!",
           l.open_there + l.received_there AS "ordered!: i64",
           l.received_there + l.unsent_here AS "received!: i64",
           l.pack_name AS "pack?", l.pack_numerator AS "numerator?", l.pack_denominator AS "denominator?"
           FROM document d CROSS JOIN document_line l ON l.document_row = d.row
           CROSS JOIN item i ON i.row = l.item_row CROSS JOIN owner o ON o.row = i.owner_row
           WHERE (d.row, l.line) > (?1, ?2) AND d.kind = 'purchase_order' AND d.vendor = ''
           AND d.state = 'open' AND l.closed = 0 ORDER BY d.row, l.line LIMIT ?3"#,
        document,
        line,
        PAGE
    )
    .fetch_all(pool)
    .await?;
    let next = next(&found, |row| [row.row, row.line, 0]);
    let rows = found.into_iter().map(|row| {
        Ok(OrderRow {
            number: row.number,
            supplier: row.partner,
            expected_on: row.expected_on.as_deref().map(value::date).transpose()?,
            line: row.line,
            owner: row.owner,
            sku: row.sku,
            unit: row.unit,
            ordered: value::quantity(row.ordered)?,
            received: value::quantity(row.received)?,
            pack: pack(row.pack, row.numerator, row.denominator)?,
        })
    });
    Ok(Rows { rows: rows.collect::<Result<_, Error>>()?, next })
}
