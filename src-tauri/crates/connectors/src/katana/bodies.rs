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
    batch_transactions: Option<[Part; 1]>,
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
    batch_transactions: Option<[Part; 1]>,
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
            let quantity = planned.quantity()?;
            Ok(Receipt {
                purchase_order_row_id: planned.row,
                quantity: Number(quantity),
                received_date: instant(outgoing.moment_ms),
                batch_transactions: parts(outgoing, planned.line, quantity, batches),
            })
        })
        .collect();
    Ok(post("/purchase_order_receive", &list?))
}

/// `POST /stock_adjustments`.
pub fn adjustment(outgoing: &Outgoing, batches: &Batches) -> Result<Request, String> {
    let rows: Result<Vec<AdjustmentRow>, String> = outgoing
        .lines
        .iter()
        .enumerate()
        .map(|(index, line)| {
            let quantity = five_decimals(line.quantity);
            let batch_transactions = parts(outgoing, index, quantity, batches);
            Ok(AdjustmentRow { variant_id: id(&line.item)?, quantity: Number(quantity), batch_transactions })
        })
        .collect();
    let body = NewAdjustment {
        stock_adjustment_number: &outgoing.natural_key,
        stock_adjustment_date: instant(outgoing.moment_ms),
        location_id: id(&outgoing.location)?,
        reason: &outgoing.reason,
        stock_adjustment_rows: rows?,
    };
    Ok(post("/stock_adjustments", &body))
}

/// Which batch the quantity belongs to; `None` for an item the vendor keeps without batches.
fn parts(outgoing: &Outgoing, line: usize, quantity: Quantity, batches: &Batches) -> Option<[Part; 1]> {
    let batch_id = match outgoing.lines[line].lot {
        OutgoingLot::NotKept => return None,
        OutgoingLot::Unbatched => None,
        OutgoingLot::Batch { .. } => batches.get(&line).copied(),
    };
    Some([Part { batch_id, quantity: Number(quantity) }])
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
