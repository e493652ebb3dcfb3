//! Stock adjustments (fact sheet 12.1): applied at once, rows immutable, no read by id, the number not
//! unique.

use super::answer::{Answer, Outcome, check, find, page, rows};
use super::decimal::Decimal;
use super::query::Query;
use super::state::{Adjustment, AdjustmentRow, Part, Stamps, State};
use super::stock::Cause;
use super::time;
use super::{Rules, batch_rules, bodies, purchasing};
use serde_json::{Value, json};

/// `GET /stock_adjustments`.
pub(crate) fn list(state: &State, query: &Query) -> Outcome<Answer> {
    let found = rows(&state.adjustments, query, |adjustment| {
        query.allows("stock_adjustment_number", &adjustment.number)
            && query.allows_id("location_id", adjustment.location_id)
    })?;
    Ok(page(found.into_iter().map(row).collect(), query))
}

/// `POST /stock_adjustments`.
pub(crate) fn add(state: &mut State, body: &Value, now_ms: i64) -> Outcome<Answer> {
    check(body, &bodies::new_adjustment())?;
    let location_id = body["location_id"].as_i64().unwrap_or_default();
    if !state.locations.contains_key(&location_id) {
        return Err(Answer::refused(&format!("Location {location_id} does not exist")));
    }
    let date_ms = instant(body).unwrap_or(now_ms);
    state.refuse_locked(date_ms)?;
    let mut own_rows = Vec::new();
    for given in body["stock_adjustment_rows"].as_array().into_iter().flatten() {
        own_rows.push(add_row(state, given, location_id, date_ms, now_ms)?);
    }
    let id = state.new_id("adjustment");
    let adjustment = Adjustment {
        id,
        number: text(body, "stock_adjustment_number").unwrap_or_default(),
        location_id,
        date_ms,
        reason: text(body, "reason"),
        additional_info: text(body, "additional_info").unwrap_or_default(),
        rows: own_rows,
        stamps: Stamps::new(now_ms),
    };
    let answer = Answer::ok(row(&adjustment));
    state.adjustments.insert(id, adjustment);
    Ok(answer)
}

fn add_row(
    state: &mut State,
    given: &Value,
    place: i64,
    date_ms: i64,
    now_ms: i64,
) -> Outcome<AdjustmentRow> {
    let variant_id = given["variant_id"].as_i64().unwrap_or_default();
    let quantity = Decimal::from_json(&given["quantity"]).unwrap_or_default().as_quantity();
    let is_given = |name: &str| given[name].as_array().is_some_and(|list| !list.is_empty());
    if is_given("batch_transactions") && is_given("traceability") {
        return Err(Answer::refused("Send batch_transactions or traceability, not both"));
    }
    let named = if is_given("traceability") { "traceability" } else { "batch_transactions" };
    let batches = batch_rules::parts(&given[named]);
    batch_rules::check(state, variant_id, quantity, &batches)?;
    let id = state.new_id("adjustment_row");
    let row = AdjustmentRow {
        id,
        variant_id,
        quantity,
        cost_per_unit: Decimal::from_json(&given["cost_per_unit"]),
        has_batches: !batches.is_empty(),
        parts: if batches.is_empty() { vec![Part { batch_id: None, quantity }] } else { batches },
    };
    state.book(&cause(id, date_ms, now_ms), (variant_id, place), &row.parts, row.cost_per_unit);
    Ok(row)
}

fn cause(row_id: i64, at_ms: i64, now_ms: i64) -> Cause {
    Cause {
        resource_type: "StockAdjustmentRow",
        resource_id: row_id,
        order_no: None,
        caused_by_id: None,
        at_ms,
        now_ms,
    }
}

/// `PATCH /stock_adjustments/{id}`: header only; `additional_info` is wiped when it is not sent (15.1).
pub(crate) fn change(state: &mut State, id: i64, body: &Value, now_ms: i64) -> Outcome<Answer> {
    check(body, &bodies::changed_adjustment())?;
    find(&state.adjustments, id, "Stock adjustment")?;
    if let Some(location_id) = body["location_id"].as_i64().filter(|id| !state.locations.contains_key(id)) {
        return Err(Answer::refused(&format!("Location {location_id} does not exist")));
    }
    if let Some(date_ms) = instant(body) {
        state.refuse_locked(date_ms)?;
    }
    let adjustment = state.adjustments.get_mut(&id).expect("the adjustment was found above");
    adjustment.additional_info = text(body, "additional_info").unwrap_or_default();
    adjustment.number = text(body, "stock_adjustment_number").unwrap_or(adjustment.number.clone());
    adjustment.location_id = body["location_id"].as_i64().unwrap_or(adjustment.location_id);
    adjustment.date_ms = instant(body).unwrap_or(adjustment.date_ms);
    if body.get("reason").is_some() {
        adjustment.reason = text(body, "reason");
    }
    adjustment.stamps.updated_ms = now_ms;
    Ok(Answer::ok(row(adjustment)))
}

/// `DELETE /stock_adjustments/{id}`: soft. Whether stock comes back is not confirmed, hence a rule.
pub(crate) fn delete(state: &mut State, id: i64, rules: &Rules, now_ms: i64) -> Outcome<Answer> {
    let adjustment = find(&state.adjustments, id, "Stock adjustment")?.clone();
    if rules.deleting_an_adjustment_restores_stock {
        for row in &adjustment.rows {
            let place = (row.variant_id, adjustment.location_id);
            state.unbook(("StockAdjustmentRow", row.id), place, &row.parts, now_ms);
        }
    }
    let own = state.adjustments.get_mut(&id).expect("the adjustment was found above");
    own.stamps.delete(now_ms);
    Ok(Answer::no_content())
}

fn instant(body: &Value) -> Option<i64> {
    body["stock_adjustment_date"].as_str().and_then(time::parse)
}

fn text(body: &Value, name: &str) -> Option<String> {
    body[name].as_str().map(str::to_string)
}

fn row(adjustment: &Adjustment) -> Value {
    json!({
        "id": adjustment.id,
        "stock_adjustment_number": adjustment.number,
        "location_id": adjustment.location_id,
        "stock_adjustment_date": time::text(adjustment.date_ms),
        "reason": adjustment.reason,
        "additional_info": adjustment.additional_info,
        "stock_adjustment_rows": adjustment.rows.iter().map(inner_row).collect::<Vec<_>>(),
        "created_at": time::text(adjustment.stamps.created_ms),
        "updated_at": time::text(adjustment.stamps.updated_ms),
        "deleted_at": adjustment.stamps.deleted_ms.map(time::text),
    })
}

fn inner_row(row: &AdjustmentRow) -> Value {
    let batches = if row.has_batches { row.parts.as_slice() } else { &[] };
    let traced = batches.iter().map(|part| {
        json!({
            "batch_id": part.batch_id,
            "serial_number_id": null,
            "bin_location_id": null,
            "quantity": part.quantity.text(5),
        })
    });
    json!({
        "id": row.id,
        "variant_id": row.variant_id,
        "quantity": row.quantity.number(),
        "cost_per_unit": row.cost_per_unit.map(|cost| cost.number()),
        "batch_transactions": batches.iter().map(purchasing::part).collect::<Vec<_>>(),
        "traceability": traced.collect::<Vec<_>>(),
    })
}
