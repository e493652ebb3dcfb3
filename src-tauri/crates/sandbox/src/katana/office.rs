//! What stands beside the API: the truth for a test to read, and the office that works in Katana's own
//! screens.

use super::answer::{Answer, Outcome};
use super::decimal::Decimal;
use super::receive::{Receipt, take};
use super::seed::{NewOrder, NewOrderRow};
use super::state::{Part, State};
use super::{Katana, Rules, purchasing, time};
use serde::{Deserialize, Serialize};

/// A received purchase-order row, quantities in purchase units, decimal text without idle zeros.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReceiptSeen {
    pub row_id: i64,
    pub order_no: String,
    pub sku: String,
    pub quantity: String,
    /// ISO 8601 with milliseconds.
    pub received_date: String,
    pub batches: Vec<BatchSeen>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BatchSeen {
    pub number: Option<String>,
    pub quantity: String,
}

/// An adjustment that is not deleted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AdjustmentSeen {
    pub id: i64,
    pub number: String,
    pub date: String,
    pub reason: Option<String>,
    pub rows: Vec<AdjustmentRowSeen>,
}

/// In stock units, signed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AdjustmentRowSeen {
    pub sku: String,
    pub quantity: String,
    pub batches: Vec<BatchSeen>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OrderSeen {
    pub id: i64,
    pub order_no: String,
    pub status: String,
}

/// An order the office writes; quantities in purchase units, as text.
#[derive(Clone, Debug, Deserialize)]
pub struct OfficeOrder {
    pub order_no: String,
    pub supplier: String,
    /// Timestamp or date.
    #[serde(default)]
    pub expected: Option<String>,
    /// SKU, quantity, price per purchase unit.
    pub lines: Vec<(String, String, String)>,
}

impl Katana {
    /// All receipts, oldest row first.
    pub fn receipts(&self) -> Vec<ReceiptSeen> {
        let desk = self.desk();
        let state = desk.state();
        let rows = state.order_rows.values().filter(|row| row.stamps.deleted_ms.is_none());
        rows.filter_map(|row| {
            Some(ReceiptSeen {
                row_id: row.id,
                order_no: state.orders.get(&row.order_id)?.order_no.clone(),
                sku: sku(state, row.variant_id),
                quantity: row.quantity.to_string(),
                received_date: time::text(row.received_ms?),
                batches: batches(state, &row.batches),
            })
        })
        .collect()
    }

    /// All adjustments that are not deleted, oldest first.
    pub fn adjustments(&self) -> Vec<AdjustmentSeen> {
        let desk = self.desk();
        let state = desk.state();
        let all = state.adjustments.values().filter(|adjustment| adjustment.stamps.deleted_ms.is_none());
        all.map(|adjustment| AdjustmentSeen {
            id: adjustment.id,
            number: adjustment.number.clone(),
            date: time::text(adjustment.date_ms),
            reason: adjustment.reason.clone(),
            rows: adjustment.rows.iter().map(|row| seen_row(state, row)).collect(),
        })
        .collect()
    }

    /// Orders that are not deleted, oldest first.
    pub fn orders(&self) -> Vec<OrderSeen> {
        let desk = self.desk();
        let state = desk.state();
        let all = state.orders.values().filter(|order| order.stamps.deleted_ms.is_none());
        all.map(|order| OrderSeen {
            id: order.id,
            order_no: order.order_no.clone(),
            status: state.order_status(order).to_string(),
        })
        .collect()
    }

    /// Stock of an item over all locations, in stock units; `None` when there is no such SKU.
    pub fn in_stock(&self, sku: &str) -> Option<String> {
        let desk = self.desk();
        let state = desk.state();
        let variant_id = state.variant_by_sku(sku)?.id;
        let all = state.stock.iter().filter(|(key, _)| key.variant_id == variant_id);
        Some(all.map(|(_, quantity)| *quantity).sum::<Decimal>().to_string())
    }

    /// The office receives part of an order on its own screen, without naming batches.
    /// `received_date`: timestamp or date, now when absent. The error is the vendor's sentence.
    pub fn office_receives(
        &self,
        (order_no, sku): (&str, &str),
        quantity: &str,
        received_date: Option<&str>,
    ) -> Result<(), String> {
        let quantity = Decimal::parse(quantity).ok_or("the quantity is not a number")?;
        self.as_office(|state, now_ms| {
            let row = open_row(state, order_no, sku)?;
            let received_ms = match received_date {
                Some(text) => time::parse(text).ok_or_else(|| Answer::refused("received_date is no date"))?,
                None => now_ms,
            };
            let receipt =
                Receipt { row_id: row, quantity, received_ms, location_id: None, batches: Vec::new() };
            let group_id = state.new_id("group");
            take(state, &receipt, group_id, &Rules { takes_over_receipts: true, ..Rules::default() }, now_ms)
        })
    }

    /// The office writes an order; gives its id.
    pub fn office_orders(&self, order: &OfficeOrder) -> Result<i64, String> {
        self.as_office(|state, now_ms| {
            let supplier = state.suppliers.values().find(|supplier| supplier.name == order.supplier);
            let supplier_id = supplier.ok_or_else(|| Answer::not_found("Supplier"))?.id;
            let location_id = *state.locations.keys().next().ok_or_else(|| Answer::not_found("Location"))?;
            let mut rows = Vec::new();
            for (sku, quantity, price) in &order.lines {
                let variant = state.variant_by_sku(sku).ok_or_else(|| Answer::not_found(sku))?;
                let decimal = |text: &str| {
                    Decimal::parse(text).ok_or_else(|| Answer::refused("a quantity or price is no number"))
                };
                rows.push(NewOrderRow {
                    variant_id: variant.id,
                    quantity: decimal(quantity)?,
                    price: decimal(price)?,
                    purchase: None,
                    arrival_ms: None,
                });
            }
            let expected_ms = order.expected.as_deref().and_then(time::parse);
            let order_no = order.order_no.clone();
            let new = NewOrder { order_no, supplier_id, location_id, created_ms: now_ms, expected_ms, rows };
            Ok(state.add_order(new, now_ms))
        })
    }

    /// The office deletes an order.
    pub fn office_deletes(&self, order_no: &str) -> Result<(), String> {
        self.as_office(|state, now_ms| {
            let id = order_id(state, order_no)?;
            purchasing::delete(state, id, now_ms).map(|_| ())
        })
    }

    /// The office corrects stock by a signed amount in stock units, without a batch.
    pub fn office_adjusts(&self, sku: &str, quantity: &str, number: &str) -> Result<(), String> {
        let quantity = Decimal::parse(quantity).ok_or("the quantity is not a number")?;
        self.as_office(|state, now_ms| {
            let variant = state.variant_by_sku(sku).ok_or_else(|| Answer::not_found(sku))?;
            let location_id = state.locations.keys().next();
            let mut row = serde_json::json!({"variant_id": variant.id, "quantity": quantity.number()});
            if state.item_of(variant).batch_tracked {
                let part = purchasing::part(&Part { batch_id: None, quantity });
                row["batch_transactions"] = serde_json::json!([part]);
            }
            let body = serde_json::json!({
                "stock_adjustment_number": number,
                "location_id": location_id,
                "reason": "office",
                "stock_adjustment_rows": [row],
            });
            super::adjusting::add(state, &body, now_ms).map(|_| ())
        })
    }

    /// Closes the books up to and with `date`; `None` opens them again.
    pub fn close_books(&self, date: Option<&str>) -> Result<(), String> {
        let closing_ms = match date {
            Some(text) => Some(time::parse(text).ok_or("the closing date is no date")?),
            None => None,
        };
        self.as_office(|state, _| {
            state.closing_ms = closing_ms;
            Ok(())
        })
    }

    fn as_office<T>(&self, act: impl FnOnce(&mut State, i64) -> Outcome<T>) -> Result<T, String> {
        self.desk().change(act).map_err(|answer| {
            let body = answer.body.unwrap_or_default();
            body["error"]["message"].as_str().unwrap_or("the office may not do this").to_string()
        })
    }
}

fn order_id(state: &State, order_no: &str) -> Outcome<i64> {
    let mut all = state.orders.values().filter(|order| order.stamps.deleted_ms.is_none());
    let found = all.find(|order| order.order_no == order_no);
    found.map(|order| order.id).ok_or_else(|| Answer::not_found(order_no))
}

fn open_row(state: &State, order_no: &str, sku: &str) -> Outcome<i64> {
    let variant = state.variant_by_sku(sku).ok_or_else(|| Answer::not_found(sku))?;
    let order_id = order_id(state, order_no)?;
    let open = state.rows_of(order_id).find(|row| row.variant_id == variant.id && row.received_ms.is_none());
    open.map(|row| row.id).ok_or_else(|| Answer::refused("nothing of this is open on the order"))
}

fn seen_row(state: &State, row: &super::state::AdjustmentRow) -> AdjustmentRowSeen {
    let parts = if row.has_batches { row.parts.as_slice() } else { &[] };
    AdjustmentRowSeen {
        sku: sku(state, row.variant_id),
        quantity: row.quantity.to_string(),
        batches: batches(state, parts),
    }
}

fn sku(state: &State, variant_id: i64) -> String {
    state.variants.get(&variant_id).and_then(|variant| variant.sku.clone()).unwrap_or_default()
}

fn batches(state: &State, parts: &[Part]) -> Vec<BatchSeen> {
    let number = |id: i64| state.batches.get(&id).map(|batch| batch.number.clone());
    let parts = parts.iter();
    parts
        .map(|part| BatchSeen { number: part.batch_id.and_then(number), quantity: part.quantity.to_string() })
        .collect()
}
