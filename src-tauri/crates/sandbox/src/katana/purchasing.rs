//! Purchase orders and their rows (fact sheet 10.1, 10.2). The status is computed from the rows; a row is
//! never created, changed or deleted here without its order's `updated_at` moving.

use super::answer::{Answer, Outcome, check, find, page, rows};
use super::bodies;
use super::decimal::Decimal;
use super::query::Query;
use super::seed::{NewOrder, NewOrderRow};
use super::state::{Order, OrderRow, Part, PurchaseUnit, Row, State};
use super::time;
use serde_json::{Value, json};

impl OrderRow {
    /// Stock units in one purchase unit.
    pub(crate) fn rate(&self) -> Decimal {
        self.purchase.as_ref().map_or(Decimal::ONE, |unit| unit.rate)
    }

    /// What this row brings into stock, by batch, in stock units.
    pub(crate) fn stock_parts(&self) -> Vec<Part> {
        let rate = self.rate();
        if self.batches.is_empty() {
            return vec![Part { batch_id: None, quantity: self.quantity.times(rate) }];
        }
        let parts = self.batches.iter();
        parts.map(|part| Part { batch_id: part.batch_id, quantity: part.quantity.times(rate) }).collect()
    }
}

impl State {
    /// The rows of an order that are not deleted, oldest first.
    pub(crate) fn rows_of(&self, order_id: i64) -> impl Iterator<Item = &OrderRow> {
        let rows = self.order_rows.values();
        rows.filter(move |row| row.order_id == order_id && row.stamps.deleted_ms.is_none())
    }

    pub(crate) fn order_status(&self, order: &Order) -> &'static str {
        let all = self.rows_of(order.id).count();
        let received = self.rows_of(order.id).filter(|row| row.received_ms.is_some()).count();
        match (order.is_draft, received) {
            (true, _) => "DRAFT",
            (false, 0) => "NOT_RECEIVED",
            (false, received) if received == all => "RECEIVED",
            (false, _) => "PARTIALLY_RECEIVED",
        }
    }

    /// Refuses what is dated in a closed period (5, lock date).
    pub(crate) fn refuse_locked(&self, at_ms: i64) -> Outcome<()> {
        match self.closing_ms {
            Some(closing) if time::day(at_ms) <= time::day(closing) => {
                Err(Answer::refused("The date is on or before the inventory closing date"))
            }
            _ => Ok(()),
        }
    }
}

/// `GET /purchase_orders`.
pub(crate) fn orders(state: &State, query: &Query) -> Outcome<Answer> {
    let found = rows(&state.orders, query, |order| {
        query.allows("status", state.order_status(order))
            && query.allows("order_no", &order.order_no)
            && query.allows("currency", &order.currency)
            && query.allows("entity_type", &order.entity_type)
            && query.allows("billing_status", "NOT_BILLED")
            && query.allows_id("supplier_id", order.supplier_id)
            && query.allows_id("location_id", order.location_id)
    })?;
    Ok(page(found.into_iter().map(|order| whole_order(state, order, query)).collect(), query))
}

/// `GET /purchase_orders/{id}`.
pub(crate) fn order(state: &State, id: i64, query: &Query) -> Outcome<Answer> {
    Ok(Answer::ok(whole_order(state, find(&state.orders, id, "Purchase order")?, query)))
}

/// `GET /purchase_order_rows`.
pub(crate) fn order_rows(state: &State, query: &Query) -> Outcome<Answer> {
    let found = rows(&state.order_rows, query, |row| {
        query.allows_id("purchase_order_id", row.order_id)
            && query.allows_id("variant_id", row.variant_id)
            && query.allows_maybe_id("location_id", row.location_id)
            && query.allows_maybe("purchase_uom", row.purchase.as_ref().map(|unit| unit.uom.as_str()))
    })?;
    Ok(page(found.into_iter().map(|row| order_row(state, row)).collect(), query))
}

/// `GET /purchase_order_rows/{id}`.
pub(crate) fn one_order_row(state: &State, id: i64) -> Outcome<Answer> {
    Ok(Answer::ok(order_row(state, find(&state.order_rows, id, "Purchase order row")?)))
}

/// `POST /purchase_orders`. Numbers need not be unique; a location on a row is ignored (10.2).
pub(crate) fn add(state: &mut State, body: &Value, now_ms: i64) -> Outcome<Answer> {
    check(body, &bodies::new_order())?;
    let supplier_id = body["supplier_id"].as_i64().unwrap_or_default();
    let location_id = body["location_id"].as_i64().unwrap_or_default();
    refuse_unknown(state, Some(supplier_id), Some(location_id))?;
    let mut new_rows = Vec::new();
    for row in body["purchase_order_rows"].as_array().into_iter().flatten() {
        new_rows.push(new_row(state, row)?);
    }
    let next_number = format!("PO-{}", state.orders.len() + 1);
    let new = NewOrder {
        order_no: body["order_no"].as_str().map_or(next_number, str::to_string),
        supplier_id,
        location_id,
        created_ms: instant(body, "order_created_date").unwrap_or(now_ms),
        expected_ms: instant(body, "expected_arrival_date"),
        rows: new_rows,
    };
    let id = state.add_order(new, now_ms);
    let order = state.orders.get_mut(&id).expect("the order was added a line above");
    order.is_draft = body["status"] == "DRAFT";
    order.additional_info = body["additional_info"].as_str().unwrap_or_default().to_string();
    if let Some(currency) = body["currency"].as_str() {
        order.currency = currency.to_string();
    }
    self::order(state, id, &Query::default())
}

fn new_row(state: &State, row: &Value) -> Outcome<NewOrderRow> {
    let variant_id = row["variant_id"].as_i64().unwrap_or_default();
    if state.variant(variant_id).is_none() {
        return Err(Answer::refused(&format!("Variant {variant_id} does not exist")));
    }
    let rate = Decimal::from_json(&row["purchase_uom_conversion_rate"]);
    let purchase = match (row["purchase_uom"].as_str(), rate) {
        (Some(uom), Some(rate)) => Some(PurchaseUnit { uom: uom.to_string(), rate }),
        _ => None,
    };
    Ok(NewOrderRow {
        variant_id,
        quantity: Decimal::from_json(&row["quantity"]).unwrap_or_default().as_quantity(),
        price: Decimal::from_json(&row["price_per_unit"]).unwrap_or_default(),
        purchase,
        arrival_ms: instant(row, "arrival_date"),
    })
}

fn refuse_unknown(state: &State, supplier_id: Option<i64>, location_id: Option<i64>) -> Outcome<()> {
    match (supplier_id, location_id) {
        (Some(id), _) if !state.suppliers.contains_key(&id) => {
            Err(Answer::refused(&format!("Supplier {id} does not exist")))
        }
        (_, Some(id)) if !state.locations.contains_key(&id) => {
            Err(Answer::refused(&format!("Location {id} does not exist")))
        }
        _ => Ok(()),
    }
}

/// `PATCH /purchase_orders/{id}`: `additional_info` is wiped when it is not sent (15.1); RECEIVED receives
/// all that is open, NOT_RECEIVED takes every receipt back.
pub(crate) fn change(state: &mut State, id: i64, body: &Value, now_ms: i64) -> Outcome<Answer> {
    check(body, &bodies::changed_order())?;
    find(&state.orders, id, "Purchase order")?;
    let supplier_id = body["supplier_id"].as_i64();
    let location_id = body["location_id"].as_i64();
    refuse_unknown(state, supplier_id, location_id)?;
    match body["status"].as_str() {
        Some("RECEIVED") => super::receive::receive_rest(state, id, now_ms)?,
        Some("NOT_RECEIVED" | "DRAFT") => super::receive::take_back(state, id, now_ms)?,
        _ => {}
    }
    let order = state.orders.get_mut(&id).expect("the order was found above");
    order.additional_info = body["additional_info"].as_str().unwrap_or_default().to_string();
    order.supplier_id = supplier_id.unwrap_or(order.supplier_id);
    order.location_id = location_id.unwrap_or(order.location_id);
    if let Some(status) = body["status"].as_str() {
        order.is_draft = status == "DRAFT";
    }
    if let Some(number) = body["order_no"].as_str() {
        order.order_no = number.to_string();
    }
    if let Some(currency) = body["currency"].as_str() {
        order.currency = currency.to_string();
    }
    order.expected_ms = instant(body, "expected_arrival_date").or(order.expected_ms);
    order.created_date_ms = instant(body, "order_created_date").unwrap_or(order.created_date_ms);
    order.stamps.updated_ms = now_ms;
    self::order(state, id, &Query::default())
}

/// `DELETE /purchase_orders/{id}`: soft, with its rows.
pub(crate) fn delete(state: &mut State, id: i64, now_ms: i64) -> Outcome<Answer> {
    find(&state.orders, id, "Purchase order")?;
    if let Some(order) = state.orders.get_mut(&id) {
        order.stamps.delete(now_ms);
    }
    for row in state.order_rows.values_mut().filter(|row| row.order_id == id) {
        row.stamps.delete(now_ms);
    }
    Ok(Answer::no_content())
}

fn instant(body: &Value, name: &str) -> Option<i64> {
    body[name].as_str().and_then(time::parse)
}

fn whole_order(state: &State, order: &Order, query: &Query) -> Value {
    let deleted = order.stamps.deleted_ms;
    let own = state.order_rows.values();
    // A deleted order still shows the rows it was deleted with.
    let own = own.filter(|row| row.order_id == order.id && row.stamps.deleted_ms == deleted);
    let total: Decimal = own.clone().map(|row| row.quantity.times(row.price)).sum();
    let shown: Vec<Value> = own.map(|row| order_row(state, row)).collect();
    let mut whole = json!({
        "id": order.id(),
        "order_no": order.order_no,
        "status": state.order_status(order),
        "entity_type": order.entity_type,
        "default_group_id": order.group_id,
        "supplier_id": order.supplier_id,
        "location_id": order.location_id,
        "tracking_location_id": null,
        "currency": order.currency,
        "expected_arrival_date": order.expected_ms.map(time::text),
        "order_created_date": time::text(order.created_date_ms),
        "additional_info": order.additional_info,
        "total": total.number(),
        "total_in_base_currency": total.number(),
        "billing_status": "NOT_BILLED",
        "last_document_status": "NOT_SENT",
        "purchase_order_rows": shown,
        "created_at": time::text(order.stamps.created_ms),
        "updated_at": time::text(order.stamps.updated_ms),
        "deleted_at": deleted.map(time::text),
    });
    if query.extends("supplier") {
        let supplier = state.suppliers.get(&order.supplier_id);
        whole["supplier"] = supplier.map_or(Value::Null, super::catalogue::supplier_row);
    }
    whole
}

fn order_row(state: &State, row: &OrderRow) -> Value {
    let total = row.quantity.times(row.price);
    let currency = state.orders.get(&row.order_id).map(|order| &order.currency);
    let unit = row.purchase.as_ref();
    json!({
        "id": row.id,
        "purchase_order_id": row.order_id,
        "variant_id": row.variant_id,
        "quantity": row.quantity.number(),
        "tax_rate_id": null,
        "price_per_unit": row.price.number(),
        "price_per_unit_in_base_currency": row.price.number(),
        "purchase_uom": unit.map(|unit| &unit.uom),
        "purchase_uom_conversion_rate": unit.map(|unit| unit.rate.number()),
        "currency": currency,
        "conversion_rate": null,
        "conversion_date": null,
        "total": total.number(),
        "total_in_base_currency": total.number(),
        "arrival_date": row.arrival_ms.map(time::text),
        "received_date": row.received_ms.map(time::text),
        "location_id": row.location_id,
        "landed_cost": total.number(),
        "group_id": row.group_id,
        "batch_transactions": row.batches.iter().map(part).collect::<Vec<_>>(),
        "created_at": time::text(row.stamps.created_ms),
        "updated_at": time::text(row.stamps.updated_ms),
        "deleted_at": row.stamps.deleted_ms.map(time::text),
    })
}

pub(crate) fn part(part: &Part) -> Value {
    json!({"batch_id": part.batch_id, "quantity": part.quantity.number()})
}
