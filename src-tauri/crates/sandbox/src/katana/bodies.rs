//! Every body a write may carry, field by field, from the fact sheet's request columns (LG).

use super::shape::{Field, Kind};

fn id(name: &'static str) -> Field {
    Field::new(name, Kind::Id)
}

fn number(name: &'static str) -> Field {
    Field::new(name, Kind::Number)
}

fn text(name: &'static str) -> Field {
    Field::new(name, Kind::Text)
}

fn timestamp(name: &'static str) -> Field {
    Field::new(name, Kind::Timestamp)
}

fn list(name: &'static str, fields: Vec<Field>) -> Field {
    Field::new(name, Kind::List(Box::new(Kind::Object(fields))))
}

/// `{batch_id, quantity}` where `batch_id` may be null: receipts and adjustments only (7.3).
fn batch_transactions() -> Field {
    list("batch_transactions", vec![id("batch_id").required().nullable(), number("quantity").required()])
}

/// `POST /batches` (7.3).
pub(crate) fn new_batch() -> Vec<Field> {
    vec![
        text("batch_number").required().between(1, usize::MAX),
        id("variant_id").required(),
        text("batch_barcode").between(3, 40),
        timestamp("expiration_date"),
        timestamp("batch_created_date"),
    ]
}

/// `PATCH /batch_stocks/{batch_id}` (7.3): all but the number may be cleared.
pub(crate) fn changed_batch() -> Vec<Field> {
    vec![
        text("batch_number").between(1, usize::MAX),
        text("batch_barcode").between(3, 40).nullable(),
        timestamp("expiration_date").nullable(),
        timestamp("batch_created_date").nullable(),
    ]
}

/// `POST /purchase_orders` (10.1).
pub(crate) fn new_order() -> Vec<Field> {
    vec![
        text("order_no"),
        text("entity_type").one_of(&["regular", "outsourced"]),
        text("status").one_of(&["DRAFT", "NOT_RECEIVED"]),
        id("supplier_id").required(),
        id("location_id").required(),
        id("tracking_location_id").nullable(),
        text("currency"),
        timestamp("expected_arrival_date"),
        timestamp("order_created_date"),
        text("additional_info").nullable(),
        list("purchase_order_rows", new_order_row()).required().between(1, usize::MAX),
    ]
}

fn new_order_row() -> Vec<Field> {
    vec![
        id("variant_id").required(),
        number("quantity").required().not_negative(),
        number("price_per_unit").required().not_negative(),
        timestamp("arrival_date"),
        id("location_id"),
        id("tax_rate_id"),
        text("tax_name"),
        number("tax_rate"),
        text("purchase_uom").between(1, 7),
        number("purchase_uom_conversion_rate"),
    ]
}

/// `PATCH /purchase_orders/{id}` (10.1).
pub(crate) fn changed_order() -> Vec<Field> {
    vec![
        text("order_no"),
        text("status").one_of(&["DRAFT", "NOT_RECEIVED", "PARTIALLY_RECEIVED", "RECEIVED"]),
        id("supplier_id"),
        id("location_id"),
        id("tracking_location_id").nullable(),
        text("currency"),
        timestamp("expected_arrival_date"),
        timestamp("order_created_date"),
        text("additional_info").nullable(),
    ]
}

/// One receipt of `POST /purchase_order_receive` (10.3).
pub(crate) fn receipt() -> Vec<Field> {
    vec![
        id("purchase_order_row_id").required(),
        number("quantity").required().not_negative(),
        timestamp("received_date"),
        id("location_id"),
        batch_transactions(),
    ]
}

/// `POST /stock_adjustments` (12.1).
pub(crate) fn new_adjustment() -> Vec<Field> {
    let traceability = vec![
        id("batch_id").nullable(),
        id("bin_location_id").nullable(),
        id("serial_number_id").nullable(),
        Field::new("quantity", Kind::NumberOrText).required(),
    ];
    let row = vec![
        id("variant_id").required(),
        number("quantity").required(),
        number("cost_per_unit").not_negative(),
        batch_transactions(),
        list("traceability", traceability),
    ];
    vec![
        text("stock_adjustment_number").required(),
        id("location_id").required(),
        timestamp("stock_adjustment_date"),
        text("reason").nullable(),
        text("additional_info").nullable(),
        list("stock_adjustment_rows", row).required(),
    ]
}

/// `PATCH /stock_adjustments/{id}`: the header only, rows are immutable (12.1).
pub(crate) fn changed_adjustment() -> Vec<Field> {
    vec![
        text("stock_adjustment_number"),
        id("location_id"),
        timestamp("stock_adjustment_date"),
        text("reason").nullable(),
        text("additional_info").nullable(),
    ]
}
