//! What Katana knows of the company and its goods, read only: user, factory, locations, suppliers, products,
//! materials, variants (fact sheet 6, 7.1, 14).

use super::answer::{Answer, Outcome, find, page, rows};
use super::query::Query;
use super::state::{Item, ItemKind, Location, State, Supplier, Variant};
use super::time;
use serde_json::{Value, json};

/// `GET /user_info`: flat, camel case, not wrapped.
pub(crate) fn user() -> Answer {
    Answer::ok(json!({
        "id": 1,
        "firstName": "Office",
        "lastName": "Contoh",
        "email": "office@example.com",
    }))
}

/// `GET /factory`: the tenant, a singleton without id.
pub(crate) fn factory(state: &State) -> Answer {
    let first = state.locations.keys().next();
    Answer::ok(json!({
        "display_name": state.company,
        "legal_name": state.company,
        "legal_address": null,
        "base_currency_code": state.currency,
        "default_sales_location_id": first,
        "default_purchases_location_id": first,
        "default_manufacturing_location_id": first,
        "inventory_closing_date": state.closing_ms.map(time::text),
        "default_so_delivery_time": null,
        "default_po_lead_time": "14",
    }))
}

/// `GET /locations`.
pub(crate) fn locations(state: &State, query: &Query) -> Outcome<Answer> {
    let found = rows(&state.locations, query, |location| query.allows("name", &location.name))?;
    Ok(page(found.into_iter().map(|location| location_row(state, location)).collect(), query))
}

/// `GET /locations/{id}`.
pub(crate) fn location(state: &State, id: i64) -> Outcome<Answer> {
    Ok(Answer::ok(location_row(state, find(&state.locations, id, "Location")?)))
}

pub(crate) fn location_row(state: &State, location: &Location) -> Value {
    json!({
        "id": location.id,
        "name": location.name,
        "legal_name": state.company,
        "address_id": null,
        "address": null,
        "is_primary": state.locations.keys().next() == Some(&location.id),
        "sales_allowed": true,
        "purchase_allowed": true,
        "manufacturing_allowed": true,
        "created_at": time::text(location.stamps.created_ms),
        "updated_at": time::text(location.stamps.updated_ms),
        "deleted_at": location.stamps.deleted_ms.map(time::text),
    })
}

/// `GET /suppliers`.
pub(crate) fn suppliers(state: &State, query: &Query) -> Outcome<Answer> {
    let found = rows(&state.suppliers, query, |supplier| query.allows("name", &supplier.name))?;
    Ok(page(found.into_iter().map(supplier_row).collect(), query))
}

pub(crate) fn supplier_row(supplier: &Supplier) -> Value {
    json!({
        "id": supplier.id,
        "name": supplier.name,
        "email": null,
        "phone": null,
        "currency": supplier.currency,
        "comment": "",
        "default_address_id": null,
        "addresses": [],
        "created_at": time::text(supplier.stamps.created_ms),
        "updated_at": time::text(supplier.stamps.updated_ms),
        "deleted_at": supplier.stamps.deleted_ms.map(time::text),
    })
}

/// `GET /products` and `GET /materials`.
pub(crate) fn items(state: &State, kind: ItemKind, query: &Query) -> Outcome<Answer> {
    let archived_too = query.is_true("include_archived");
    let found = rows(state.items(kind), query, |item| {
        let unit = item.purchase.as_ref().map(|unit| unit.uom.as_str());
        (archived_too || item.archived_ms.is_none())
            && query.allows("name", &item.name)
            && query.allows("uom", &item.uom)
            && query.allows("batch_tracked", &item.batch_tracked.to_string())
            && query.allows_maybe("purchase_uom", unit)
            && query.allows_maybe_id("default_supplier_id", item.supplier_id)
    })?;
    Ok(page(found.into_iter().map(|item| whole_item(state, item, query)).collect(), query))
}

/// `GET /products/{id}` and `GET /materials/{id}`.
pub(crate) fn item(state: &State, kind: ItemKind, id: i64, query: &Query) -> Outcome<Answer> {
    let what = if kind == ItemKind::Product { "Product" } else { "Material" };
    Ok(Answer::ok(whole_item(state, find(state.items(kind), id, what)?, query)))
}

fn whole_item(state: &State, item: &Item, query: &Query) -> Value {
    let mut row = item_row(item);
    let own = |variant: &&Variant| {
        variant.kind == item.kind && variant.item_id == item.id && variant.stamps.deleted_ms.is_none()
    };
    let variants = state.variants.values().filter(own).map(|variant| variant_row(state, variant));
    row["variants"] = Value::Array(variants.collect());
    if query.extends("supplier") {
        let supplier = item.supplier_id.and_then(|id| state.suppliers.get(&id));
        row["supplier"] = supplier.map_or(Value::Null, supplier_row);
    }
    row
}

fn item_row(item: &Item) -> Value {
    let unit = item.purchase.as_ref();
    let mut row = json!({
        "id": item.id,
        "type": kind_text(item.kind),
        "name": item.name,
        "uom": item.uom,
        "category_name": null,
        "is_sellable": item.kind == ItemKind::Product,
        "batch_tracked": item.batch_tracked,
        "default_supplier_id": item.supplier_id,
        "additional_info": "",
        "purchase_uom": unit.map(|unit| &unit.uom),
        "purchase_uom_conversion_rate": unit.map(|unit| unit.rate.text(5)),
        "custom_field_collection_id": null,
        "configs": [],
        "archived_at": item.archived_ms.map(time::text),
        "created_at": time::text(item.stamps.created_ms),
        "updated_at": time::text(item.stamps.updated_ms),
        "deleted_at": item.stamps.deleted_ms.map(time::text),
    });
    if item.kind == ItemKind::Product {
        for (name, value) in [
            ("is_producible", true),
            ("is_purchasable", false),
            ("is_auto_assembly", false),
            ("serial_tracked", false),
            ("operations_in_sequence", false),
        ] {
            row[name] = Value::Bool(value);
        }
    }
    row
}

/// `GET /variants`.
pub(crate) fn variants(state: &State, query: &Query) -> Outcome<Answer> {
    let archived_too = query.is_true("include_archived");
    let found = rows(&state.variants, query, |variant| {
        let codes = query.many("supplier_item_codes");
        let has_code = codes.is_none_or(|asked| {
            variant.supplier_item_codes.iter().any(|code| asked.contains(&code.as_str()))
        });
        (archived_too || state.item_of(variant).archived_ms.is_none())
            && has_code
            && query.allows("type", kind_text(variant.kind))
            && query.allows_maybe("sku", variant.sku.as_deref())
            && query.allows_maybe("internal_barcode", variant.internal_barcode.as_deref())
            && query.allows_maybe("registered_barcode", variant.registered_barcode.as_deref())
            && query.allows_maybe_id("product_id", owner_of(variant, ItemKind::Product))
            && query.allows_maybe_id("material_id", owner_of(variant, ItemKind::Material))
    })?;
    Ok(page(found.into_iter().map(|variant| whole_variant(state, variant, query)).collect(), query))
}

/// `GET /variants/{id}`.
pub(crate) fn variant(state: &State, id: i64, query: &Query) -> Outcome<Answer> {
    Ok(Answer::ok(whole_variant(state, find(&state.variants, id, "Variant")?, query)))
}

fn whole_variant(state: &State, variant: &Variant, query: &Query) -> Value {
    let mut row = variant_row(state, variant);
    if query.extends("product_or_material") {
        row["product_or_material"] = item_row(state.item_of(variant));
    }
    row
}

fn owner_of(variant: &Variant, kind: ItemKind) -> Option<i64> {
    (variant.kind == kind).then_some(variant.item_id)
}

pub(crate) fn variant_row(state: &State, variant: &Variant) -> Value {
    let price = variant.purchase_price.map(|price| price.number());
    let mut row = json!({
        "id": variant.id,
        "sku": variant.sku,
        "type": kind_text(variant.kind),
        "product_id": owner_of(variant, ItemKind::Product),
        "material_id": owner_of(variant, ItemKind::Material),
        "internal_barcode": variant.internal_barcode,
        "registered_barcode": variant.registered_barcode,
        "supplier_item_codes": variant.supplier_item_codes,
        "sales_price": null,
        "purchase_price": price,
        "lead_time": null,
        "minimum_order_quantity": null,
        "config_attributes": [],
        "custom_fields": [],
        "abc_classification": null,
        "created_at": time::text(variant.stamps.created_ms),
        "updated_at": time::text(variant.stamps.updated_ms),
        "deleted_at": variant.stamps.deleted_ms.map(time::text),
    });
    // The item's archive shows on its variants only when it is set: the key is absent otherwise (5.1,
    // nullability).
    if let Some(at) = state.item_of(variant).archived_ms {
        row["archived_at"] = Value::String(time::text(at));
    }
    row
}

fn kind_text(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Product => "product",
        ItemKind::Material => "material",
    }
}
