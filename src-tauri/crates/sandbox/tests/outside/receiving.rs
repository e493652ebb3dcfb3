//! What receipts and adjustments do in Katana: rows split, batches must fit, and nothing notices a
//! repetition.

use crate::support::*;
use serde_json::{Value, json};

async fn receive(katana: &sandbox::katana::Katana, body: Value) -> Reply {
    send(katana, "POST", "/purchase_order_receive", body).await
}

#[tokio::test]
async fn a_part_received_splits_the_row_and_the_rest_keeps_its_id() {
    let (katana, clock) = demo_katana().await;
    let before = order(&katana, "PO-3108").await;
    let row = before["purchase_order_rows"][0]["id"].clone();
    let lot = batch(&katana, "PK-BTL", "BTL-2").await;
    clock.advance(1_000);
    let body = json!({"purchase_order_row_id": row, "quantity": 38,
        "received_date": "2026-03-02T03:40:00.123Z",
        "batch_transactions": [{"batch_id": lot, "quantity": 38}]});
    let reply = receive(&katana, body).await;
    assert_eq!((reply.status, reply.body), (204, Value::Null), "204 and no body");

    let after = order(&katana, "PO-3108").await;
    assert_eq!(after["status"], "PARTIALLY_RECEIVED");
    assert_ne!(after["updated_at"], before["updated_at"], "the watermark sees it");
    let rows = after["purchase_order_rows"].as_array().unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!(
        (&rows[0]["id"], &rows[0]["quantity"], &rows[0]["received_date"]),
        (&row, &json!(2), &Value::Null)
    );
    assert_eq!(rows[1]["quantity"], 38);
    assert_eq!(rows[1]["received_date"], "2026-03-02T03:40:00.123Z", "the date we chose, to the millisecond");
    assert_eq!(rows[1]["batch_transactions"], json!([{"batch_id": lot, "quantity": 38}]));
    assert_eq!(katana.in_stock("PK-BTL").as_deref(), Some("2444"), "620 + 38 cartons of 48");

    let feed = get(&katana, "/inventory_movements?resource_type=PurchaseOrderRow").await;
    assert_eq!(feed.data()[0]["resource_id"], rows[1]["id"]);
    assert_eq!(
        (&feed.data()[0]["quantity_change"], &feed.data()[0]["balance_after"]),
        (&json!(1824), &json!(2444))
    );
    assert_eq!(feed.data()[0]["caused_by_order_no"], "PO-3108");

    let rest = json!({"purchase_order_row_id": row, "quantity": 2,
        "batch_transactions": [{"batch_id": lot, "quantity": 2}]});
    assert_eq!(receive(&katana, rest).await.status, 204);
    let done = order(&katana, "PO-3108").await;
    assert_eq!(done["status"], "RECEIVED");
    assert_eq!(done["purchase_order_rows"].as_array().unwrap().len(), 2, "the last receipt keeps the row");
}

#[tokio::test]
async fn the_same_receipt_twice_is_received_twice() {
    let (katana, _) = demo_katana().await;
    let row = order(&katana, "PO-3110").await["purchase_order_rows"][0]["id"].clone();
    let lot = batch(&katana, "RM-OIL", "OIL-78").await;
    let body = json!({"purchase_order_row_id": row, "quantity": 3,
        "received_date": "2026-03-02T01:00:00.000Z",
        "batch_transactions": [{"batch_id": lot, "quantity": 3}]});
    assert_eq!(receive(&katana, body.clone()).await.status, 204);
    assert_eq!(receive(&katana, body.clone()).await.status, 204);
    let receipts = katana.receipts();
    assert_eq!(receipts.len(), 2, "no idempotency: {receipts:?}");
    assert_eq!(katana.in_stock("RM-OIL").as_deref(), Some("216"), "108 + 2 × 54");
    let mut more = body.clone();
    more["quantity"] = json!(5);
    more["batch_transactions"][0]["quantity"] = json!(5);
    assert!(receive(&katana, more).await.refusal().contains("larger"), "4 are left");
}

#[tokio::test]
async fn over_receipts_are_taken_where_the_rule_says_so() {
    let clock = morning();
    let mut settings = quiet_settings(&clock);
    settings.rules.takes_over_receipts = true;
    let state = sandbox::demo::katana(demo_day());
    let katana = sandbox::katana::Katana::start(settings, state).await.unwrap();
    let row = order(&katana, "PO-3110").await["purchase_order_rows"][0]["id"].clone();
    let body = json!({"purchase_order_row_id": row, "quantity": 11,
        "batch_transactions": [{"batch_id": null, "quantity": 11}]});
    assert_eq!(receive(&katana, body.clone()).await.status, 204);
    assert_eq!(order(&katana, "PO-3110").await["status"], "RECEIVED");
    assert!(receive(&katana, body).await.refusal().contains("already received"), "the row is closed now");
}

#[tokio::test]
async fn an_array_is_received_whole_or_not_at_all() {
    let (katana, _) = demo_katana().await;
    let rows = order(&katana, "PO-3109").await["purchase_order_rows"].clone();
    let sugar = batch(&katana, "RM-PSU", "PSU-4").await;
    let receipt =
        |row: usize, quantity: i64| json!({"purchase_order_row_id": rows[row]["id"], "quantity": quantity});
    let mut first = receipt(0, 20);
    first["batch_transactions"] = json!([{"batch_id": sugar, "quantity": 20}]);
    let reply = receive(&katana, json!([first, receipt(1, 5)])).await;
    assert!(reply.refusal().contains("larger"), "only 4 sacks are open");
    assert!(katana.receipts().is_empty(), "the first of the two is not there either");
    assert_eq!(receive(&katana, json!([first, receipt(1, 4)])).await.status, 204);
    assert_eq!(katana.in_stock("RM-SAL").as_deref(), Some("161.4"), "4 sacks of 25 kg");
    let received = order(&katana, "PO-3109").await["purchase_order_rows"].clone();
    assert_eq!(received[0]["group_id"], received[1]["group_id"], "received together");
}

#[tokio::test]
async fn batches_must_be_named_belong_and_add_up() {
    let (katana, _) = demo_katana().await;
    let row = order(&katana, "PO-3108").await["purchase_order_rows"][0]["id"].clone();
    let oil = batch(&katana, "RM-OIL", "OIL-78").await;
    let bottle = batch(&katana, "PK-BTL", "BTL-2").await;
    let with =
        |batches: Value| json!({"purchase_order_row_id": row, "quantity": 10, "batch_transactions": batches});
    let none = receive(&katana, json!({"purchase_order_row_id": row, "quantity": 10})).await;
    assert!(none.refusal().contains("required"));
    let foreign = receive(&katana, with(json!([{"batch_id": oil, "quantity": 10}]))).await;
    assert!(foreign.refusal().contains("does not belong"));
    let short = receive(&katana, with(json!([{"batch_id": bottle, "quantity": 9}]))).await;
    assert!(short.refusal().contains("add up"));
    let stock = receive(&katana, with(json!([{"batch_id": bottle, "quantity": 480}]))).await;
    assert!(stock.refusal().contains("add up"), "purchase units, like the row");
    let gone = receive(&katana, with(json!([{"batch_id": 1, "quantity": 10}]))).await;
    assert!(gone.refusal().contains("does not exist"));
    let salt = order(&katana, "PO-3109").await["purchase_order_rows"][1]["id"].clone();
    let body = json!({"purchase_order_row_id": salt, "quantity": 1,
        "batch_transactions": [{"batch_id": null, "quantity": 1}]});
    assert!(receive(&katana, body).await.refusal().contains("not batch tracked"));
    assert!(katana.receipts().is_empty());
    let parts = with(json!([{"batch_id": bottle, "quantity": 7}, {"batch_id": null, "quantity": 3}]));
    assert_eq!(receive(&katana, parts).await.status, 204, "null is a batch nobody knows");
}

#[tokio::test]
async fn a_new_batch_shows_only_with_include_empty_and_its_number_is_not_unique() {
    let (katana, _) = demo_katana().await;
    let oil = variant(&katana, "RM-OIL").await;
    let first = batch(&katana, "RM-OIL", "OIL-78").await;
    let found = format!("/batch_stocks?variant_id={oil}&batch_number=OIL-78");
    assert_eq!(get(&katana, &found).await.data().len(), 0, "empty batches are hidden");
    let empty = get(&katana, &format!("{found}&include_empty=true")).await;
    assert_eq!(
        (&empty.data()[0]["batch_id"], &empty.data()[0]["quantity_in_stock"]),
        (&json!(first), &json!("0.00000"))
    );
    assert_ne!(batch(&katana, "RM-OIL", "OIL-78").await, first, "the same number twice is two batches");
    let body = json!({"expiration_date": "2027-01-31", "batch_barcode": null});
    let changed = send(&katana, "PATCH", &format!("/batch_stocks/{first}"), body).await;
    assert_eq!(changed.body["expiration_date"], "2027-01-31T00:00:00.000Z");
    let salt = json!({"batch_number": "S", "variant_id": variant(&katana, "RM-SAL").await});
    assert!(send(&katana, "POST", "/batches", salt).await.refusal().contains("batch tracked"));
}

#[tokio::test]
async fn adjustments_apply_at_once_and_twice_when_sent_twice() {
    let (katana, _) = demo_katana().await;
    let mut body = adjustment(&katana, "FG-SB250", -2.0, "TM3-1-000123").await;
    assert!(send(&katana, "POST", "/stock_adjustments", body.clone()).await.refusal().contains("required"));
    let lots = get(&katana, "/batch_stocks?batch_number=SB-OLD").await;
    let lot = lots.data()[0]["batch_id"].clone();
    body["stock_adjustment_rows"][0]["batch_transactions"] = json!([{"batch_id": lot, "quantity": -2}]);
    body["reason"] = json!("damage");
    let made = send(&katana, "POST", "/stock_adjustments", body.clone()).await;
    assert_eq!(made.status, 200, "creates answer 200: {}", made.body);
    let row = &made.body["stock_adjustment_rows"][0];
    assert_eq!(row["quantity"], -2, "a number");
    assert_eq!(row["traceability"][0]["quantity"], "-2.00000", "text");
    assert_eq!(
        get(&katana, "/batch_stocks?batch_number=SB-OLD").await.data()[0]["quantity_in_stock"],
        "44.00000"
    );

    assert_eq!(
        send(&katana, "POST", "/stock_adjustments", body).await.status,
        200,
        "the number is not unique"
    );
    assert_eq!(katana.in_stock("FG-SB250").as_deref(), Some("354"), "358 less 2 less 2");
    let found = get(&katana, "/stock_adjustments?stock_adjustment_number=TM3-1-000123").await;
    assert_eq!(found.data().len(), 2, "and the filter finds both");
    assert_eq!(katana.adjustments()[1].number, "TM3-1-000123");
}

#[tokio::test]
async fn traceability_stands_in_for_batches_but_not_beside_them() {
    let (katana, _) = demo_katana().await;
    let lot = get(&katana, "/batch_stocks?batch_number=SB-A").await.data()[0]["batch_id"].clone();
    let mut body = adjustment(&katana, "FG-SB250", 1.5, "T-1").await;
    let traced =
        json!([{"batch_id": lot, "bin_location_id": null, "serial_number_id": null, "quantity": "1.5"}]);
    body["stock_adjustment_rows"][0]["traceability"] = traced;
    let mut both = body.clone();
    both["stock_adjustment_rows"][0]["batch_transactions"] = json!([{"batch_id": lot, "quantity": 1.5}]);
    assert!(send(&katana, "POST", "/stock_adjustments", both).await.refusal().contains("not both"));
    let made = send(&katana, "POST", "/stock_adjustments", body).await;
    assert_eq!(made.body["stock_adjustment_rows"][0]["batch_transactions"][0]["quantity"], 1.5);
}

#[tokio::test]
async fn an_order_is_created_with_200_and_its_purchase_unit() {
    let (katana, _) = demo_katana().await;
    let supplier = get(&katana, "/suppliers?name=Supplier+C+vinegar+and+soy").await.data()[0]["id"].clone();
    let vinegar = variant(&katana, "RM-VIN").await;
    let body = json!({"order_no": "PO-3111", "supplier_id": supplier, "location_id": location(&katana).await,
        "purchase_order_rows": [{"variant_id": vinegar, "quantity": 5, "price_per_unit": 148000}]});
    let made = send(&katana, "POST", "/purchase_orders", body.clone()).await;
    assert_eq!((made.status, &made.body["status"]), (200, &json!("NOT_RECEIVED")));
    let row = &made.body["purchase_order_rows"][0];
    assert_eq!((&row["purchase_uom"], &row["purchase_uom_conversion_rate"]), (&json!("jerigen"), &json!(20)));
    assert_eq!(made.body["total"], 740_000);
    let mut unknown = body;
    unknown["purchase_order_rows"][0]["variant_id"] = json!(1);
    assert!(send(&katana, "POST", "/purchase_orders", unknown).await.refusal().contains("does not exist"));
}

#[tokio::test]
async fn status_received_takes_the_rest_and_not_received_takes_everything_back() {
    let (katana, _) = demo_katana().await;
    let path = format!("/purchase_orders/{}", order(&katana, "PO-3110").await["id"]);
    katana.office_receives(("PO-3110", "RM-OIL"), "4", Some("2026-03-02T05:05:00Z")).unwrap();
    assert_eq!(katana.receipts()[0].quantity, "4");
    let done = send(&katana, "PATCH", &path, json!({"status": "RECEIVED"})).await;
    assert_eq!(done.body["status"], "RECEIVED");
    assert_eq!(katana.in_stock("RM-OIL").as_deref(), Some("288"), "108 + 10 × 18");
    let back = send(&katana, "PATCH", &path, json!({"status": "NOT_RECEIVED"})).await;
    assert_eq!(back.body["status"], "NOT_RECEIVED");
    assert!(katana.receipts().is_empty());
    assert_eq!(katana.in_stock("RM-OIL").as_deref(), Some("108"));
    let feed = get(&katana, "/inventory_movements?resource_type=PurchaseOrderRow").await;
    assert!(feed.data().is_empty(), "the movements of the receipts are gone");
}

#[tokio::test]
async fn a_back_dated_write_moves_later_balances() {
    let (katana, clock) = demo_katana().await;
    katana.office_adjusts("CL-SAN", "4", "OFFICE-1").unwrap();
    clock.advance(60_000);
    let mut body = adjustment(&katana, "CL-SAN", -1.0, "TM3-1-000001").await;
    body["stock_adjustment_date"] = json!("2026-03-01");
    assert_eq!(send(&katana, "POST", "/stock_adjustments", body).await.status, 200);
    let sanitizer = variant(&katana, "CL-SAN").await;
    let feed = get(&katana, &format!("/inventory_movements?variant_ids={sanitizer}")).await;
    let balances: Vec<&Value> = feed.data().iter().map(|row| &row["balance_after"]).collect();
    assert_eq!(
        balances,
        [&json!(5), &json!(9), &json!(6)],
        "by id: the late write, the office's, the opening"
    );
    assert_eq!(feed.data()[1]["updated_at"], "2026-03-02T01:01:00.000Z", "a moved balance is an update");
}
