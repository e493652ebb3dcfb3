//! The rule of `batch_transactions`, the same for receipts and adjustments (fact sheet 7.3): a
//! batch-tracked item names its batches, they belong to it, and their quantities add up.

use super::answer::{Answer, Outcome};
use super::decimal::Decimal;
use super::state::{Part, State};
use serde_json::Value;

/// Reads `[{batch_id, quantity}]`; absent is empty.
pub(crate) fn parts(list: &Value) -> Vec<Part> {
    let items = list.as_array().into_iter().flatten();
    items
        .map(|item| Part {
            batch_id: item["batch_id"].as_i64(),
            quantity: Decimal::from_json_or_text(&item["quantity"]).unwrap_or_default().as_quantity(),
        })
        .collect()
}

/// A null batch is allowed here: stock of a tracked item without a batch.
pub(crate) fn check(state: &State, variant_id: i64, quantity: Decimal, parts: &[Part]) -> Outcome<()> {
    let Some(variant) = state.variant(variant_id) else {
        return Err(Answer::refused(&format!("Variant {variant_id} does not exist")));
    };
    match (state.item_of(variant).batch_tracked, parts.is_empty()) {
        (false, true) => return Ok(()),
        (false, false) => return Err(Answer::refused("The item is not batch tracked")),
        (true, true) => {
            return Err(Answer::refused("Batch transactions are required for batch tracked items"));
        }
        (true, false) => {}
    }
    for id in parts.iter().filter_map(|part| part.batch_id) {
        match state.batches.get(&id) {
            None => return Err(Answer::refused(&format!("Batch {id} does not exist"))),
            Some(batch) if batch.variant_id != variant_id => {
                return Err(Answer::refused(&format!("Batch {id} does not belong to variant {variant_id}")));
            }
            Some(_) => {}
        }
    }
    let total: Decimal = parts.iter().map(|part| part.quantity).sum();
    if total != quantity {
        let message = format!("Batch transactions add up to {total}, the row to {quantity}");
        return Err(Answer::refused(&message));
    }
    Ok(())
}
