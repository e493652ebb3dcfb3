//! `POST /purchase_order_receive` (fact sheet 10.3): 204 without a body, rows split with new ids, nothing
//! that would notice a repetition. One object or an array; an array is taken whole or not at all.

use super::answer::{Answer, Outcome, find};
use super::bodies;
use super::decimal::Decimal;
use super::shape;
use super::state::{Order, OrderRow, Part, State};
use super::stock::Cause;
use super::time;
use super::{Rules, batch_rules};
use serde_json::{Value, json};

/// One receipt, in purchase units.
pub(crate) struct Receipt {
    pub(crate) row_id: i64,
    pub(crate) quantity: Decimal,
    pub(crate) received_ms: i64,
    pub(crate) location_id: Option<i64>,
    pub(crate) batches: Vec<Part>,
}

pub(crate) fn receive(state: &mut State, body: &Value, rules: &Rules, now_ms: i64) -> Outcome<Answer> {
    let group_id = state.new_id("group");
    for receipt in read(body, now_ms)? {
        check_batches(state, &receipt)?;
        take(state, &receipt, group_id, rules, now_ms)?;
    }
    Ok(Answer::no_content())
}

fn read(body: &Value, now_ms: i64) -> Outcome<Vec<Receipt>> {
    let fields = bodies::receipt();
    let (details, items) = match body.as_array() {
        Some(items) if items.is_empty() => {
            let message = "must NOT have fewer than 1 items";
            let detail = json!({"path": "", "code": "minItems", "message": message, "info": {"limit": 1}});
            (vec![detail], Vec::new())
        }
        Some(items) => {
            let at_each = items.iter().enumerate();
            let details =
                at_each.flat_map(|(at, item)| shape::problems_at(&format!("/{at}"), item, &fields)).collect();
            (details, items.iter().collect())
        }
        None => (shape::problems(body, &fields), vec![body]),
    };
    if !details.is_empty() {
        return Err(Answer::invalid(details));
    }
    let receipts = items.into_iter().map(|item| Receipt {
        row_id: item["purchase_order_row_id"].as_i64().unwrap_or_default(),
        quantity: Decimal::from_json(&item["quantity"]).unwrap_or_default().as_quantity(),
        received_ms: item["received_date"].as_str().and_then(time::parse).unwrap_or(now_ms),
        location_id: item["location_id"].as_i64(),
        batches: batch_rules::parts(&item["batch_transactions"]),
    });
    Ok(receipts.collect())
}

fn check_batches(state: &State, receipt: &Receipt) -> Outcome<()> {
    let row = find(&state.order_rows, receipt.row_id, "Purchase order row")?;
    batch_rules::check(state, row.variant_id, receipt.quantity, &receipt.batches)
}

/// Books one receipt: the rest stays on the original row, what came is a new row; the last receipt keeps
/// the row.
pub(crate) fn take(
    state: &mut State,
    receipt: &Receipt,
    group_id: i64,
    rules: &Rules,
    now_ms: i64,
) -> Outcome<()> {
    let row = find(&state.order_rows, receipt.row_id, "Purchase order row")?.clone();
    let order = find(&state.orders, row.order_id, "Purchase order")?.clone();
    refuse_receipt(state, receipt, &row, rules)?;
    if order.is_draft {
        return Err(Answer::refused("A draft purchase order cannot be received"));
    }
    if receipt.quantity.is_zero() {
        return Ok(());
    }
    let location_id = receipt.location_id.unwrap_or(order.location_id);
    let mut received = OrderRow {
        quantity: receipt.quantity,
        received_ms: Some(receipt.received_ms),
        location_id: Some(location_id),
        group_id,
        batches: receipt.batches.clone(),
        ..row.clone()
    };
    received.stamps.updated_ms = now_ms;
    if receipt.quantity < row.quantity {
        received.id = state.new_id("order_row");
        received.stamps.created_ms = now_ms;
        let rest = state.order_rows.get_mut(&row.id).expect("the row was found above");
        rest.quantity = row.quantity - receipt.quantity;
        rest.stamps.updated_ms = now_ms;
    }
    book(state, &received, &order, (receipt.received_ms, now_ms));
    state.order_rows.insert(received.id, received);
    touch(state, order.id, now_ms);
    Ok(())
}

fn book(state: &mut State, received: &OrderRow, order: &Order, (at_ms, now_ms): (i64, i64)) {
    let cause = Cause {
        resource_type: "PurchaseOrderRow",
        resource_id: received.id,
        order_no: Some(order.order_no.clone()),
        caused_by_id: Some(order.id),
        at_ms,
        now_ms,
    };
    let place = (received.variant_id, received.location_id.unwrap_or(order.location_id));
    let cost = received.price.over(received.rate());
    state.book(&cause, place, &received.stock_parts(), Some(cost));
}

fn refuse_receipt(state: &State, receipt: &Receipt, row: &OrderRow, rules: &Rules) -> Outcome<()> {
    if row.received_ms.is_some() {
        return Err(Answer::refused("The purchase order row is already received"));
    }
    if receipt.quantity > row.quantity && !rules.takes_over_receipts {
        return Err(Answer::refused("The quantity is larger than what is left on the purchase order row"));
    }
    if let Some(id) = receipt.location_id.filter(|id| !state.locations.contains_key(id)) {
        return Err(Answer::refused(&format!("Location {id} does not exist")));
    }
    state.refuse_locked(receipt.received_ms)
}

/// `PATCH status RECEIVED`: everything open comes in now, without batches (10.1).
pub(crate) fn receive_rest(state: &mut State, order_id: i64, now_ms: i64) -> Outcome<()> {
    let open: Vec<(i64, Decimal)> = state
        .rows_of(order_id)
        .filter(|row| row.received_ms.is_none())
        .map(|row| (row.id, row.quantity))
        .collect();
    let group_id = state.new_id("group");
    for (row_id, quantity) in open {
        let batches = Vec::new();
        let receipt = Receipt { row_id, quantity, received_ms: now_ms, location_id: None, batches };
        take(state, &receipt, group_id, &Rules::default(), now_ms)?;
    }
    Ok(())
}

/// `PATCH status NOT_RECEIVED`: all receipts of the order are undone; the split rows stay split.
pub(crate) fn take_back(state: &mut State, order_id: i64, now_ms: i64) -> Outcome<()> {
    let received: Vec<OrderRow> =
        state.rows_of(order_id).filter(|row| row.received_ms.is_some()).cloned().collect();
    for row in received {
        state.refuse_locked(row.received_ms.unwrap_or(now_ms))?;
        let place = (row.variant_id, row.location_id.unwrap_or_default());
        state.unbook(("PurchaseOrderRow", row.id), place, &row.stock_parts(), now_ms);
        let kept = state.order_rows.get_mut(&row.id).expect("the row was listed above");
        kept.received_ms = None;
        kept.batches.clear();
        kept.stamps.updated_ms = now_ms;
    }
    touch(state, order_id, now_ms);
    Ok(())
}

fn touch(state: &mut State, order_id: i64, now_ms: i64) {
    if let Some(order) = state.orders.get_mut(&order_id) {
        order.stamps.updated_ms = now_ms;
    }
}
