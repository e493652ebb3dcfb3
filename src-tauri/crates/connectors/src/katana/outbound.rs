//! What goes to Katana, call by call: find or make each batch, then the one call that changes its books, then a
//! read that says how things stand. A receipt has no natural key there, so its `received_date` is ours to the
//! millisecond; an adjustment carries our number.

use super::shapes::{Batch, BatchStock, PurchaseOrder, PurchaseOrderRow, StockAdjustment, rows};
use crate::connector::{Answer, Delivered, Outgoing, OutgoingKind, OutgoingLine, Request, Step};
use domain::{Quantity, Ratio};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Decimals Katana takes for a quantity.
const DECIMALS: u8 = 5;
/// Up to this much (in purchase units) is a rounding's remainder: the last receipt of a line carries it.
const REMAINDER_MILLIONTHS: i64 = 20;

/// Where a delivery stands; committed before each request leaves.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Progress {
    stage: Stage,
    /// Katana's batch ids by line.
    batches: BTreeMap<usize, i64>,
    /// Open rows by line, from the order as it was read last.
    rows: BTreeMap<usize, OpenRow>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "at", content = "line", rename_all = "snake_case")]
enum Stage {
    #[default]
    Start,
    OrderRead,
    BatchSought(usize),
    BatchMade(usize),
    /// The call that changes the books has left.
    Sent,
    /// It was taken; the order is read once more.
    Confirming,
    /// Its answer was lost; looking whether it stands there.
    LookedFor,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct OpenRow {
    id: i64,
    /// What is open, in purchase units, as text.
    open: String,
}

/// The next step, given the answer to the request that left last.
///
/// `answer` is `None` when nothing was sent in this attempt: then it begins, or goes on, from the progress alone.
pub fn next(outgoing: &Outgoing, progress: &mut Progress, answer: Option<&Answer>) -> Step {
    let Some(answer) = answer else { return begin(outgoing, progress) };
    match advance(outgoing, progress, answer) {
        Ok(step) => step,
        Err(error) => Step::Rejected { words: format!("Katana's answer could not be read: {error}") },
    }
}

/// After a lost answer or a restart: what has to be read to know how things stand.
pub fn look_for(outgoing: &Outgoing, progress: &mut Progress) -> Step {
    match progress.stage {
        Stage::Sent | Stage::LookedFor | Stage::Confirming => {
            progress.stage = Stage::LookedFor;
            Step::Send { request: read_back(outgoing), changes: false }
        }
        // Nothing that changes a quantity had left; reading and batches begin anew and find what is there.
        _ => {
            progress.stage = Stage::Start;
            begin(outgoing, progress)
        }
    }
}

/// It is certain that it does not stand there: the next attempt sends it again.
pub fn not_there_for_certain(progress: &mut Progress) {
    progress.stage = Stage::Start;
}

fn begin(outgoing: &Outgoing, progress: &mut Progress) -> Step {
    match outgoing.kind {
        OutgoingKind::PurchaseReceipt => {
            progress.stage = Stage::OrderRead;
            Step::Send { request: order(outgoing), changes: false }
        }
        OutgoingKind::StockAdjustment => next_batch(outgoing, progress, 0),
    }
}

fn order(outgoing: &Outgoing) -> Request {
    Request::get(format!("/purchase_orders/{}", outgoing.document), &[])
}

fn read_back(outgoing: &Outgoing) -> Request {
    match outgoing.kind {
        OutgoingKind::PurchaseReceipt => order(outgoing),
        OutgoingKind::StockAdjustment => {
            Request::get("/stock_adjustments", &[("stock_adjustment_number", &outgoing.natural_key)])
        }
    }
}

fn advance(outgoing: &Outgoing, progress: &mut Progress, answer: &Answer) -> Result<Step, serde_json::Error> {
    match progress.stage {
        Stage::Start => Ok(begin(outgoing, progress)),
        Stage::OrderRead => {
            let order = PurchaseOrder::from_body(&answer.body)?;
            Ok(match open_rows(outgoing, &order) {
                Ok(open) => {
                    progress.rows = open;
                    next_batch(outgoing, progress, 0)
                }
                Err(step) => step,
            })
        }
        Stage::BatchSought(line) => {
            let wanted = &outgoing.lines[line];
            let known = rows::<BatchStock>(&answer.body)?.into_iter().find(|batch| is_wanted(batch, wanted));
            match known.and_then(|batch| batch.batch_id) {
                Some(id) => {
                    progress.batches.insert(line, id);
                    Ok(next_batch(outgoing, progress, line + 1))
                }
                None => {
                    progress.stage = Stage::BatchMade(line);
                    Ok(Step::Send { request: make_batch(wanted), changes: true })
                }
            }
        }
        Stage::BatchMade(line) => {
            let batch: Batch = serde_json::from_value(answer.body.clone())?;
            progress.batches.insert(line, batch.id);
            Ok(next_batch(outgoing, progress, line + 1))
        }
        Stage::Sent => match outgoing.kind {
            OutgoingKind::PurchaseReceipt => {
                progress.stage = Stage::Confirming;
                Ok(Step::Send { request: order(outgoing), changes: false })
            }
            OutgoingKind::StockAdjustment => Ok(Step::Done(Delivered::default())),
        },
        Stage::Confirming => Ok(Step::Done(Delivered { after: Some(answer.body.clone()) })),
        Stage::LookedFor => looked_for(outgoing, answer),
    }
}

fn looked_for(outgoing: &Outgoing, answer: &Answer) -> Result<Step, serde_json::Error> {
    match outgoing.kind {
        OutgoingKind::PurchaseReceipt => {
            let order = PurchaseOrder::from_body(&answer.body)?;
            let stands = outgoing.lines.iter().any(|line| {
                order.rows().any(|row| row.variant_id.to_string() == line.item && is_ours(row, outgoing))
            });
            Ok(if stands { Step::Done(Delivered { after: Some(answer.body.clone()) }) } else { Step::NotThere })
        }
        OutgoingKind::StockAdjustment => {
            let found = rows::<StockAdjustment>(&answer.body)?;
            // A filter the server does not know is ignored silently: what came back must carry our number.
            let stands = found.iter().any(|row| row.stock_adjustment_number.as_ref() == Some(&outgoing.natural_key));
            Ok(if stands { Step::Done(Delivered::default()) } else { Step::NotThere })
        }
    }
}

/// The row carries the moment that we chose.
fn is_ours(row: &PurchaseOrderRow, outgoing: &Outgoing) -> bool {
    let at_ms = |text: &String| text.parse::<Timestamp>().ok().map(|instant| instant.as_millisecond());
    row.received_date.as_ref().and_then(at_ms) == Some(outgoing.happened_at_ms)
}

/// The open rows that take each line, or why nothing may be sent.
fn open_rows(outgoing: &Outgoing, order: &PurchaseOrder) -> Result<BTreeMap<usize, OpenRow>, Step> {
    let mut open_rows = BTreeMap::new();
    for (index, line) in outgoing.lines.iter().enumerate() {
        let ours = in_order_units(line).map_err(|words| Step::Rejected { words })?;
        let is_open = |row: &&PurchaseOrderRow| {
            row.variant_id.to_string() == line.item && row.received_date.is_none()
        };
        let open = order.rows().filter(is_open).find_map(|row| {
            let open = row.quantity.quantity()?;
            (open.millionths() + REMAINDER_MILLIONTHS >= ours.millionths()).then(|| (row.id, open))
        });
        let Some((id, open)) = open else {
            let left: Quantity =
                order.rows().filter(is_open).filter_map(|row| row.quantity.quantity()).sum();
            return Err(Step::OfficeFirst { here: ours.text(0), left_there: left.text(0) });
        };
        open_rows.insert(index, OpenRow { id, open: open.text(0) });
    }
    Ok(open_rows)
}

/// Purchase units with the vendor's decimals.
fn in_order_units(line: &OutgoingLine) -> Result<Quantity, String> {
    let exact = line.quantity.divided_by(line.order_unit).map_err(|error| error.to_string())?;
    rounded(exact)
}

/// Half to even at the vendor's last decimal.
fn rounded(quantity: Quantity) -> Result<Quantity, String> {
    let unit = 10_i64.pow(6 - u32::from(DECIMALS));
    let coarse = Ratio::new(1, unit).expect("a power of ten is positive");
    let units = Quantity::from_millionths(quantity.millionths()).and_then(|q| q.times(coarse));
    let units = units.map_err(|error| error.to_string())?.millionths();
    Quantity::from_millionths(units * unit).map_err(|error| error.to_string())
}

/// The first line from `from` on that needs a batch and has none; when all have theirs, the call itself.
fn next_batch(outgoing: &Outgoing, progress: &mut Progress, from: usize) -> Step {
    for (index, line) in outgoing.lines.iter().enumerate().skip(from) {
        let (Some(lot), false) = (&line.lot, progress.batches.contains_key(&index)) else { continue };
        progress.stage = Stage::BatchSought(index);
        // `include_empty`: a batch that was just made has no stock yet.
        let query =
            [("variant_id", line.item.as_str()), ("batch_number", lot.code.as_str()), ("include_empty", "true")];
        return Step::Send { request: Request::get("/batch_stocks", &query), changes: false };
    }
    let body = match outgoing.kind {
        OutgoingKind::PurchaseReceipt => receipt(outgoing, progress),
        OutgoingKind::StockAdjustment => adjustment(outgoing, progress),
    };
    match body {
        Ok(request) => {
            progress.stage = Stage::Sent;
            Step::Send { request, changes: true }
        }
        Err(words) => Step::Rejected { words },
    }
}

fn is_wanted(batch: &BatchStock, line: &OutgoingLine) -> bool {
    let code = line.lot.as_ref().map(|lot| lot.code.as_str());
    batch.variant_id.to_string() == line.item && batch.batch_number.as_deref() == code
}

fn make_batch(line: &OutgoingLine) -> Request {
    let mut body = json!({ "batch_number": line.lot.as_ref().map(|lot| &lot.code), "variant_id": id(&line.item) });
    if let Some(expiry) = line.lot.as_ref().and_then(|lot| lot.expiry) {
        body["expiration_date"] = json!(format!("{expiry}T00:00:00.000Z"));
    }
    Request::post("/batches", body)
}

fn receipt(outgoing: &Outgoing, progress: &Progress) -> Result<Request, String> {
    let received_date = instant(outgoing.happened_at_ms);
    let mut list = Vec::new();
    for (index, line) in outgoing.lines.iter().enumerate() {
        let row = progress.rows.get(&index).ok_or("the order has no open row for it")?;
        let open = Quantity::parse(&row.open, 6).map_err(|error| error.to_string())?;
        let ours = in_order_units(line)?;
        // The last receipt of a line carries the remainder, so that 0.00001 never stays open.
        let is_rest = (open.millionths() - ours.millionths()).abs() <= REMAINDER_MILLIONTHS;
        let quantity = number(if is_rest { open } else { ours });
        let mut body = json!({
            "purchase_order_row_id": row.id,
            "quantity": quantity,
            "received_date": received_date,
        });
        if let Some(batches) = batches(line, progress.batches.get(&index), &quantity) {
            body["batch_transactions"] = batches;
        }
        list.push(body);
    }
    Ok(Request::post("/purchase_order_receive", Value::Array(list)))
}

fn adjustment(outgoing: &Outgoing, progress: &Progress) -> Result<Request, String> {
    let mut list = Vec::new();
    for (index, line) in outgoing.lines.iter().enumerate() {
        let quantity = number(rounded(line.quantity)?);
        let mut row = json!({ "variant_id": id(&line.item), "quantity": quantity });
        if let Some(batches) = batches(line, progress.batches.get(&index), &quantity) {
            row["batch_transactions"] = batches;
        }
        list.push(row);
    }
    Ok(Request::post(
        "/stock_adjustments",
        json!({
            "stock_adjustment_number": outgoing.natural_key,
            "stock_adjustment_date": instant(outgoing.happened_at_ms),
            "location_id": id(&outgoing.location),
            "reason": outgoing.reason,
            "stock_adjustment_rows": list,
        }),
    ))
}

/// Which batch the quantity belongs to; `None` for an item the vendor keeps without batches.
fn batches(line: &OutgoingLine, batch: Option<&i64>, quantity: &Value) -> Option<Value> {
    match batch {
        Some(id) => Some(json!([{ "batch_id": id, "quantity": quantity }])),
        None if line.is_unbatched => Some(json!([{ "batch_id": null, "quantity": quantity }])),
        None => None,
    }
}

/// A JSON number: at most 15 digits, so the shortest text of the float is the decimal itself.
fn number(quantity: Quantity) -> Value {
    let text = quantity.text(0);
    match text.parse::<i64>() {
        Ok(whole) => json!(whole),
        Err(_) => json!(text.parse::<f64>().expect("decimal text of a quantity is a number")),
    }
}

/// Katana's ids are integers.
fn id(text: &str) -> Value {
    text.parse::<i64>().map_or_else(|_| json!(text), |id| json!(id))
}

/// ISO 8601 UTC with milliseconds.
fn instant(at_ms: i64) -> String {
    let instant = Timestamp::from_millisecond(at_ms).unwrap_or(Timestamp::UNIX_EPOCH);
    instant.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}
