//! Request bodies, one type per verb: the gateway refuses every property it does not know (fact sheet 15.5).

use super::decimal::{Number, five_decimals};
use super::receipt::Planned;
use crate::connector::Request;
use crate::outgoing::{Outgoing, OutgoingLine, OutgoingLot};
use domain::Quantity;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
struct NewBatch<'t> {
    batch_number: &'t str,
    variant_id: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    expiration_date: Option<String>,
}

#[derive(Serialize)]
struct Receipt {
    purchase_order_row_id: i64,
    quantity: Number,
    received_date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    batch_transactions: Option<Vec<Part>>,
}

#[derive(Serialize)]
struct NewAdjustment<'t> {
    stock_adjustment_number: &'t str,
    stock_adjustment_date: String,
    location_id: i64,
    reason: &'t str,
    stock_adjustment_rows: Vec<AdjustmentRow>,
}

#[derive(Serialize)]
struct AdjustmentRow {
    variant_id: i64,
    quantity: Number,
    #[serde(skip_serializing_if = "Option::is_none")]
    batch_transactions: Option<Vec<Part>>,
}

/// `null` is stock of a batch-tracked item without a batch.
#[derive(Serialize)]
struct Part {
    batch_id: Option<i64>,
    quantity: Number,
}

/// Batch ids by line.
pub type Batches = BTreeMap<usize, i64>;

/// `POST /batches`.
pub fn new_batch(line: &OutgoingLine, code: &str, expiry: Option<Date>) -> Result<Request, String> {
    let expiration_date = expiry.map(|date| format!("{date}T00:00:00.000Z"));
    let body = NewBatch { batch_number: code, variant_id: id(&line.item)?, expiration_date };
    Ok(post("/batches", &body))
}

/// `POST /purchase_order_receive`, an array even of one.
pub fn receipts(outgoing: &Outgoing, planned: &[Planned], batches: &Batches) -> Result<Request, String> {
    let list: Result<Vec<Receipt>, String> = planned
        .iter()
        .map(|planned| {
            let shares: Vec<(usize, Quantity)> = planned
                .shares
                .iter()
                .map(|share| Ok((share.line, share.quantity()?)))
                .collect::<Result<_, String>>()?;
            Ok(Receipt {
                purchase_order_row_id: planned.row,
                quantity: Number(sum(shares.iter().map(|share| share.1))?),
                received_date: instant(outgoing.moment_ms),
                batch_transactions: parts(outgoing, &shares, batches)?,
            })
        })
        .collect();
    Ok(post("/purchase_order_receive", &list?))
}

/// `POST /stock_adjustments`.
pub fn adjustment(outgoing: &Outgoing, batches: &Batches) -> Result<Request, String> {
    let mut rows = Vec::new();
    for (index, line) in outgoing.lines.iter().enumerate() {
        let theirs = line.quantity.divided_by(line.unit).map_err(|error| error.to_string())?;
        let quantity = five_decimals(theirs);
        if quantity.is_zero() {
            // Less than the vendor's last decimal: there is nothing to say to it.
            continue;
        }
        let batch_transactions = parts(outgoing, &[(index, quantity)], batches)?;
        rows.push(AdjustmentRow {
            variant_id: id(&line.item)?,
            quantity: Number(quantity),
            batch_transactions,
        });
    }
    if rows.is_empty() {
        return Err("the difference is finer than Katana keeps".to_owned());
    }
    let body = NewAdjustment {
        stock_adjustment_number: &outgoing.natural_key,
        stock_adjustment_date: instant(outgoing.moment_ms),
        location_id: id(&outgoing.location)?,
        reason: &outgoing.reason,
        stock_adjustment_rows: rows,
    };
    Ok(post("/stock_adjustments", &body))
}

/// Which batches the shares belong to, each named once; `None` for an item the vendor keeps without batches.
fn parts(
    outgoing: &Outgoing,
    shares: &[(usize, Quantity)],
    batches: &Batches,
) -> Result<Option<Vec<Part>>, String> {
    let mut parts: Vec<Part> = Vec::new();
    for (line, quantity) in shares {
        let batch_id = match outgoing.lines[*line].lot {
            OutgoingLot::NotKept => return Ok(None),
            OutgoingLot::Unbatched => None,
            OutgoingLot::Batch { .. } => batches.get(line).copied(),
        };
        match parts.iter_mut().find(|part| part.batch_id == batch_id) {
            Some(part) => part.quantity = Number(sum([part.quantity.0, *quantity])?),
            None => parts.push(Part { batch_id, quantity: Number(*quantity) }),
        }
    }
    Ok(Some(parts))
}

fn sum(quantities: impl IntoIterator<Item = Quantity>) -> Result<Quantity, String> {
    let sum = quantities.into_iter().try_fold(Quantity::ZERO, Quantity::checked_add);
    sum.map_err(|error| error.to_string())
}

fn post(path: &str, body: &impl Serialize) -> Request {
    Request::post(path, serde_json::to_value(body).expect("a body is plain data"))
}

/// Katana's ids are integers.
pub fn id(text: &str) -> Result<i64, String> {
    text.parse().map_err(|_| format!("{text:?} is no id of Katana's"))
}

/// ISO 8601 UTC with milliseconds.
pub fn instant(at_ms: i64) -> String {
    let instant = Timestamp::from_millisecond(at_ms).expect("an entry's time lies within ten thousand years");
    instant.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}
