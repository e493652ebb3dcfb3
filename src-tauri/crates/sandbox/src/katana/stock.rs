//! Stock: booking a change into levels, batches and the movement feed, and the lists that show levels,
//! movements and bins (fact sheet 7.2, 7.4, 7.6).

use super::answer::{Answer, Outcome, bare_page, page, rows};
use super::decimal::Decimal;
use super::query::Query;
use super::state::{Movement, OrderRow, Part, Stamps, State, StockKey};
use super::time;
use serde_json::{Value, json};

/// Why stock changed.
pub(crate) struct Cause {
    pub(crate) resource_type: &'static str,
    pub(crate) resource_id: i64,
    pub(crate) order_no: Option<String>,
    pub(crate) caused_by_id: Option<i64>,
    /// When it happened, as the caller dates it.
    pub(crate) at_ms: i64,
    /// When it is booked.
    pub(crate) now_ms: i64,
}

impl State {
    /// Books `parts` (stock units) of a variant at a location: batches, one movement, average cost, balances.
    pub(crate) fn book(&mut self, cause: &Cause, place: (i64, i64), parts: &[Part], cost: Option<Decimal>) {
        let change: Decimal = parts.iter().map(|part| part.quantity).sum();
        let (variant_id, location_id) = place;
        let before = self.in_stock(variant_id, location_id);
        let known = self.costs.get(&place).copied().unwrap_or(Decimal::ZERO);
        let unit_cost = cost.unwrap_or(known);
        if change > Decimal::ZERO && before + change > Decimal::ZERO {
            let value = before.times(known) + change.times(unit_cost);
            self.costs.insert(place, value.over(before + change));
        }
        for part in parts {
            let key = StockKey { location_id, variant_id, batch_id: part.batch_id };
            *self.stock.entry(key).or_default() += part.quantity;
        }
        let id = self.new_id("movement");
        let movement = Movement {
            id,
            variant_id,
            location_id,
            resource_type: cause.resource_type,
            resource_id: cause.resource_id,
            order_no: cause.order_no.clone(),
            caused_by_id: cause.caused_by_id,
            at_ms: cause.at_ms,
            change,
            balance_after: before + change,
            cost_per_unit: unit_cost,
            stamps: Stamps::new(cause.now_ms),
        };
        self.movements.insert(id, movement);
        self.settle_balances(place, cause.now_ms);
    }

    /// Takes back what `book` did for this resource.
    pub(crate) fn unbook(
        &mut self,
        (resource_type, resource_id): (&str, i64),
        place: (i64, i64),
        parts: &[Part],
        now_ms: i64,
    ) {
        let (variant_id, location_id) = place;
        for part in parts {
            let key = StockKey { location_id, variant_id, batch_id: part.batch_id };
            *self.stock.entry(key).or_default() += -part.quantity;
        }
        self.movements.retain(|_, movement| {
            movement.resource_type != resource_type || movement.resource_id != resource_id
        });
        self.settle_balances(place, now_ms);
    }

    pub(crate) fn in_stock(&self, variant_id: i64, location_id: i64) -> Decimal {
        let all = self.stock.iter();
        all.filter(|(key, _)| key.variant_id == variant_id && key.location_id == location_id)
            .map(|(_, quantity)| *quantity)
            .sum()
    }

    /// A back-dated write moves the balances of all later rows (7.6).
    fn settle_balances(&mut self, (variant_id, location_id): (i64, i64), now_ms: i64) {
        let mut own: Vec<&mut Movement> = self
            .movements
            .values_mut()
            .filter(|movement| movement.variant_id == variant_id && movement.location_id == location_id)
            .collect();
        own.sort_by_key(|movement| (movement.at_ms, movement.id));
        let mut balance = Decimal::ZERO;
        for movement in own {
            balance += movement.change;
            if movement.balance_after != balance {
                movement.balance_after = balance;
                movement.stamps.updated_ms = now_ms;
            }
        }
    }

    /// Open quantity of orders, in stock units.
    fn expected(&self, variant_id: i64, location_id: i64) -> Decimal {
        let open = |row: &&OrderRow| {
            row.variant_id == variant_id && row.received_ms.is_none() && row.stamps.deleted_ms.is_none()
        };
        let here = |order_id: &i64| {
            self.orders.get(order_id).is_some_and(|order| {
                order.location_id == location_id && !order.is_draft && order.stamps.deleted_ms.is_none()
            })
        };
        self.order_rows
            .values()
            .filter(|row| open(row) && here(&row.order_id))
            .map(|row| row.quantity.times(row.rate()))
            .sum()
    }
}

/// `GET /inventory`: one row per variant and location, oldest location first, no dates.
pub(crate) fn inventory(state: &State, query: &Query) -> Outcome<Answer> {
    let archived_too = query.is_true("include_archived");
    let mut all = Vec::new();
    for location in state.locations.values().filter(|location| query.allows_id("location_id", location.id)) {
        for variant in state.variants.values() {
            let archived = state.item_of(variant).archived_ms;
            let shown = variant.stamps.deleted_ms.is_none() && (archived_too || archived.is_none());
            if shown && query.allows_id("variant_id", variant.id) {
                all.push(level(state, query, variant.id, location.id, archived));
            }
        }
    }
    Ok(page(all, query))
}

fn level(state: &State, query: &Query, variant: i64, location: i64, archived: Option<i64>) -> Value {
    let in_stock = state.in_stock(variant, location);
    let expected = state.expected(variant, location);
    let cost = state.costs.get(&(variant, location)).copied().unwrap_or(Decimal::ZERO);
    let mut row = json!({
        "variant_id": variant,
        "location_id": location,
        "safety_stock_level": "0.00000",
        "reorder_point": "0.00000",
        "average_cost": cost.text(10),
        "value_in_stock": in_stock.times(cost).text(10),
        "quantity_in_stock": in_stock.text(5),
        "quantity_committed": "0.00000",
        "quantity_expected": expected.text(5),
        "quantity_missing_or_excess": (in_stock + expected).text(5),
        "quantity_potential": null,
        "default_storage_bin": null,
        "archived_at": archived.map(time::text),
    });
    if query.extends("variant") {
        row["variant"] = super::catalogue::variant_row(state, &state.variants[&variant]);
    }
    if query.extends("location") {
        row["location"] = super::catalogue::location_row(state, &state.locations[&location]);
    }
    row
}

/// `GET /inventory_movements`.
pub(crate) fn movements(state: &State, query: &Query) -> Outcome<Answer> {
    let found = rows(&state.movements, query, |movement| {
        query.allows_id("variant_ids", movement.variant_id)
            && query.allows_id("location_id", movement.location_id)
            && query.allows("resource_type", movement.resource_type)
            && query.allows_id("resource_id", movement.resource_id)
            && query.allows_maybe("caused_by_order_no", movement.order_no.as_deref())
            && query.allows_maybe_id("caused_by_resource_id", movement.caused_by_id)
    })?;
    Ok(page(found.into_iter().map(movement_row).collect(), query))
}

fn movement_row(movement: &Movement) -> Value {
    json!({
        "id": movement.id,
        "variant_id": movement.variant_id,
        "location_id": movement.location_id,
        "resource_type": movement.resource_type,
        "resource_id": movement.resource_id,
        "caused_by_order_no": movement.order_no,
        "caused_by_resource_id": movement.caused_by_id,
        "movement_date": time::text(movement.at_ms),
        "quantity_change": movement.change.number(),
        "balance_after": movement.balance_after.number(),
        "value_per_unit": movement.cost_per_unit.number(),
        "value_in_stock_after": movement.balance_after.times(movement.cost_per_unit).number(),
        "average_cost_after": movement.cost_per_unit.number(),
        "rank": movement.id,
        "created_at": time::text(movement.stamps.created_ms),
        "updated_at": time::text(movement.stamps.updated_ms),
    })
}

/// `GET /bin_locations`: a bare array (7.4).
pub(crate) fn bins(state: &State, query: &Query) -> Outcome<Answer> {
    let found = rows(&state.bins, query, |bin| {
        query.allows_id("location_id", bin.location_id) && query.allows("bin_name", &bin.name)
    })?;
    let shown = found.into_iter().map(|bin| {
        json!({
            "id": bin.id,
            "location_id": bin.location_id,
            "bin_name": bin.name,
            "created_at": time::text(bin.stamps.created_ms),
            "updated_at": time::text(bin.stamps.updated_ms),
            "deleted_at": bin.stamps.deleted_ms.map(time::text),
        })
    });
    Ok(bare_page(shown.collect(), query))
}
