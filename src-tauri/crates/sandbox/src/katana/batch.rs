//! Batches and the stock in them (fact sheet 7.3). There is no list of batches, only of their stock.

use super::answer::{Answer, Outcome, check, page};
use super::bodies;
use super::query::Query;
use super::state::{Batch, Stamps, State, StockKey};
use super::time;
use serde_json::{Value, json};

/// `POST /batches`. The number is not unique: the same one twice is two batches.
pub(crate) fn add_batch(state: &mut State, body: &Value, now_ms: i64) -> Outcome<Answer> {
    check(body, &bodies::new_batch())?;
    let variant_id = body["variant_id"].as_i64().unwrap_or_default();
    let Some(variant) = state.variant(variant_id) else {
        return Err(Answer::refused(&format!("Variant {variant_id} does not exist")));
    };
    if !state.item_of(variant).batch_tracked {
        return Err(Answer::refused("Batches can be added to batch tracked items only"));
    }
    let id = state.new_id("batch");
    let batch = Batch {
        id,
        number: body["batch_number"].as_str().unwrap_or_default().to_string(),
        variant_id,
        barcode: body["batch_barcode"].as_str().map(str::to_string),
        expiration_ms: body["expiration_date"].as_str().and_then(time::parse),
        made_ms: body["batch_created_date"].as_str().and_then(time::parse).or(Some(now_ms)),
        stamps: Stamps::new(now_ms),
    };
    let answer = Answer::ok(batch_row(&batch));
    state.batches.insert(id, batch);
    Ok(answer)
}

/// `PATCH /batch_stocks/{batch_id}`.
pub(crate) fn change_batch(state: &mut State, id: i64, body: &Value, now_ms: i64) -> Outcome<Answer> {
    check(body, &bodies::changed_batch())?;
    let batch = state.batches.get_mut(&id).ok_or_else(|| Answer::not_found("Batch"))?;
    if let Some(number) = body["batch_number"].as_str() {
        batch.number = number.to_string();
    }
    if let Some(barcode) = body.get("batch_barcode") {
        batch.barcode = barcode.as_str().map(str::to_string);
    }
    if let Some(date) = body.get("expiration_date") {
        batch.expiration_ms = date.as_str().and_then(time::parse);
    }
    if let Some(date) = body.get("batch_created_date") {
        batch.made_ms = date.as_str().and_then(time::parse);
    }
    batch.stamps.updated_ms = now_ms;
    Ok(Answer::ok(batch_row(batch)))
}

fn batch_row(batch: &Batch) -> Value {
    json!({
        "id": batch.id,
        "batch_number": batch.number,
        "variant_id": batch.variant_id,
        "batch_barcode": batch.barcode,
        "expiration_date": batch.expiration_ms.map(time::text),
        "batch_created_date": batch.made_ms.map(time::text),
        "created_at": time::text(batch.stamps.created_ms),
        "updated_at": time::text(batch.stamps.updated_ms),
    })
}

/// `GET /batch_stocks`: location up, variant up, batch down. A batch just made needs `include_empty`.
pub(crate) fn batch_stocks(state: &State, query: &Query) -> Outcome<Answer> {
    let made = query.range("batch_created_at_min", "batch_created_at_max")?;
    let empty_too = query.is_true("include_empty");
    let mut keys: Vec<StockKey> = state.stock.keys().copied().collect();
    for batch in state.batches.values() {
        for location in state.locations.values() {
            let (location_id, variant_id) = (location.id, batch.variant_id);
            keys.push(StockKey { location_id, variant_id, batch_id: Some(batch.id) });
        }
    }
    keys.retain(|key| {
        let tracked =
            state.variant(key.variant_id).is_some_and(|variant| state.item_of(variant).batch_tracked);
        let quantity = state.stock.get(key).copied().unwrap_or_default();
        let batch = key.batch_id.and_then(|id| state.batches.get(&id));
        let in_range = batch.and_then(|batch| batch.made_ms).is_none_or(|at| made.0 <= at && at <= made.1);
        tracked && (empty_too || !quantity.is_zero()) && in_range && asked_for(query, key, batch)
    });
    keys.sort_by_key(|key| (key.location_id, key.variant_id, std::cmp::Reverse(key.batch_id)));
    keys.dedup();
    Ok(page(keys.iter().map(|key| batch_stock_row(state, key)).collect(), query))
}

fn asked_for(query: &Query, key: &StockKey, batch: Option<&Batch>) -> bool {
    query.allows_id("location_id", key.location_id)
        && query.allows_id("variant_id", key.variant_id)
        && query.allows_maybe_id("batch_id", key.batch_id)
        && query.allows_maybe("batch_number", batch.map(|batch| batch.number.as_str()))
        && query.allows_maybe("batch_barcode", batch.and_then(|batch| batch.barcode.as_deref()))
}

fn batch_stock_row(state: &State, key: &StockKey) -> Value {
    let batch = key.batch_id.and_then(|id| state.batches.get(&id));
    json!({
        "batch_id": key.batch_id,
        "batch_number": batch.map(|batch| &batch.number),
        "batch_barcode": batch.and_then(|batch| batch.barcode.as_ref()),
        "batch_created_date": batch.and_then(|batch| batch.made_ms).map(time::text),
        "expiration_date": batch.and_then(|batch| batch.expiration_ms).map(time::text),
        "location_id": key.location_id,
        "variant_id": key.variant_id,
        "quantity_in_stock": state.stock.get(key).copied().unwrap_or_default().text(5),
    })
}
