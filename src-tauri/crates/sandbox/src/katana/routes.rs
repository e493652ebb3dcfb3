//! Which path is answered by what. Anything else, and every other method, is 404; PUT does not exist (15.15).

use super::answer::{Answer, Outcome};
use super::query::Query;
use super::state::{ItemKind, State};
use super::{Rules, adjusting, batch, catalogue, purchasing, receive, stock};
use serde_json::Value;

/// `GET`. `path` is below `/v1`.
pub(crate) fn read(state: &State, path: &str, query: &Query) -> Answer {
    let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    let outcome = match parts.as_slice() {
        ["user_info"] => Ok(catalogue::user()),
        ["factory"] => Ok(catalogue::factory(state)),
        ["locations"] => catalogue::locations(state, query),
        ["locations", id] => number(id).and_then(|id| catalogue::location(state, id)),
        ["suppliers"] => catalogue::suppliers(state, query),
        ["products"] => catalogue::items(state, ItemKind::Product, query),
        ["products", id] => number(id).and_then(|id| catalogue::item(state, ItemKind::Product, id, query)),
        ["materials"] => catalogue::items(state, ItemKind::Material, query),
        ["materials", id] => number(id).and_then(|id| catalogue::item(state, ItemKind::Material, id, query)),
        ["variants"] => catalogue::variants(state, query),
        ["variants", id] => number(id).and_then(|id| catalogue::variant(state, id, query)),
        ["inventory"] => stock::inventory(state, query),
        ["inventory_movements"] => stock::movements(state, query),
        ["bin_locations"] => stock::bins(state, query),
        ["batch_stocks"] => batch::batch_stocks(state, query),
        ["purchase_orders"] => purchasing::orders(state, query),
        ["purchase_orders", id] => number(id).and_then(|id| purchasing::order(state, id, query)),
        ["purchase_order_rows"] => purchasing::order_rows(state, query),
        ["purchase_order_rows", id] => number(id).and_then(|id| purchasing::one_order_row(state, id)),
        ["stock_adjustments"] => adjusting::list(state, query),
        _ => Err(Answer::not_found("Endpoint")),
    };
    outcome.unwrap_or_else(|answer| answer)
}

/// `POST`, `PATCH`, `DELETE`. The caller throws `state` away when the answer is no success.
pub(crate) fn write(
    state: &mut State,
    (method, path): (&str, &str),
    body: &[u8],
    rules: &Rules,
    now_ms: i64,
) -> Answer {
    let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    let outcome = match (method, parts.as_slice()) {
        ("POST", ["batches"]) => json(body).and_then(|body| batch::add_batch(state, &body, now_ms)),
        ("POST", ["purchase_orders"]) => json(body).and_then(|body| purchasing::add(state, &body, now_ms)),
        ("POST", ["purchase_order_receive"]) => {
            json(body).and_then(|body| receive::receive(state, &body, rules, now_ms))
        }
        ("POST", ["stock_adjustments"]) => json(body).and_then(|body| adjusting::add(state, &body, now_ms)),
        ("PATCH", [table, id]) => number(id).and_then(|id| {
            let body = json(body)?;
            match *table {
                "batch_stocks" => batch::change_batch(state, id, &body, now_ms),
                "purchase_orders" => purchasing::change(state, id, &body, now_ms),
                "stock_adjustments" => adjusting::change(state, id, &body, now_ms),
                _ => Err(Answer::not_found("Endpoint")),
            }
        }),
        ("DELETE", ["purchase_orders", id]) => {
            number(id).and_then(|id| purchasing::delete(state, id, now_ms))
        }
        ("DELETE", ["stock_adjustments", id]) => {
            number(id).and_then(|id| adjusting::delete(state, id, rules, now_ms))
        }
        _ => Err(Answer::not_found("Endpoint")),
    };
    outcome.unwrap_or_else(|answer| answer)
}

fn number(text: &str) -> Outcome<i64> {
    text.parse().map_err(|_| Answer::not_found("Entity"))
}

fn json(body: &[u8]) -> Outcome<Value> {
    serde_json::from_slice(body).map_err(|_| Answer::bad_request("The body is not valid JSON"))
}
