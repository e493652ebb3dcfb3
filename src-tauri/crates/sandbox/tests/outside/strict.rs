//! Each simulator rule of the fact sheet's section 17: it refuses what the vendor refuses, and forgives
//! what the vendor forgives.

use crate::support::*;
use sandbox::katana::{ItemKind, Katana, NewItem, State, midnight};
use serde_json::{Value, json};

#[tokio::test]
async fn a_call_without_a_known_key_is_refused() {
    let (katana, _) = demo_katana().await;
    for key in [None, Some("another-key")] {
        let reply = http(katana.address(), ("GET", "/v1/user_info"), key, None).await.unwrap();
        assert_eq!(reply.status, 401);
        assert_eq!(reply.body["error"]["name"], "UnauthorizedError");
    }
    let me = get(&katana, "/user_info").await;
    assert!(me.body["firstName"].is_string(), "flat and camel case: {}", me.body);
}

#[tokio::test]
async fn a_body_with_an_unknown_property_is_refused_wherever_it_stands() {
    let (katana, _) = demo_katana().await;
    let mut body = adjustment(&katana, "CL-SAN", 1.0, "A").await;
    body["reference"] = json!("x");
    let reply = send(&katana, "POST", "/stock_adjustments", body).await;
    assert_eq!(reply.detail(), ("", "additionalProperties", &json!({"additionalProperty": "reference"})));

    let mut body = adjustment(&katana, "CL-SAN", 1.0, "A").await;
    body["stock_adjustment_rows"][0]["note"] = json!("x");
    let reply = send(&katana, "POST", "/stock_adjustments", body).await;
    assert_eq!(reply.detail().0, "/stock_adjustment_rows/0", "the path names the row");
    assert!(katana.adjustments().is_empty(), "nothing refused is applied");
}

#[tokio::test]
async fn every_write_names_what_its_body_lacks() {
    let (katana, _) = demo_katana().await;
    let order = order(&katana, "PO-3108").await["id"].clone();
    let cases = [
        ("POST", "/batches".to_string(), 2),
        ("POST", "/purchase_orders".to_string(), 3),
        ("POST", "/purchase_order_receive".to_string(), 2),
        ("POST", "/stock_adjustments".to_string(), 3),
    ];
    for (method, path, required_count) in cases {
        let reply = send(&katana, method, &path, json!({})).await;
        let details = reply.body["error"]["details"].as_array().unwrap();
        assert_eq!(details.len(), required_count, "{path}: {details:?}");
        assert!(details.iter().all(|detail| detail["code"] == "required"));
        let unknown = send(&katana, method, &path, json!({"surprise": 1})).await;
        let codes = unknown.body["error"]["details"].to_string();
        assert!(codes.contains("additionalProperties"), "{path} forbids extra properties");
    }
    for path in [format!("/purchase_orders/{order}"), "/stock_adjustments/1".into(), "/batch_stocks/1".into()]
    {
        let reply = send(&katana, "PATCH", &path, json!({"surprise": 1})).await;
        assert_eq!(reply.detail().1, "additionalProperties", "{path}");
    }
}

#[tokio::test]
async fn types_limits_and_enums_are_checked() {
    let (katana, _) = demo_katana().await;
    let row = order(&katana, "PO-3110").await["purchase_order_rows"][0]["id"].clone();
    let receive = |quantity: Value| json!({"purchase_order_row_id": row, "quantity": quantity});
    let refused = |body: Value| {
        let katana = &katana;
        async move { send(katana, "POST", "/purchase_order_receive", body).await }
    };
    let reply = refused(receive(json!("3"))).await;
    assert_eq!(reply.detail(), ("/quantity", "type", &json!({"type": "number"})), "text is no number");
    let reply = refused(receive(json!(-1))).await;
    assert_eq!(reply.detail(), ("/quantity", "minimum", &json!({"comparison": ">=", "limit": 0})));
    let reply = refused(json!({"purchase_order_row_id": 2_147_483_648_i64, "quantity": 1})).await;
    assert_eq!(reply.detail().1, "maximum", "ids are 32-bit");
    let mut body = receive(json!(1));
    body["received_date"] = json!("yesterday");
    assert_eq!(refused(body).await.detail(), ("/received_date", "format", &json!({"format": "date-time"})));
    let reply = refused(json!([receive(json!(1)), {"quantity": 1}])).await;
    assert_eq!(reply.detail().0, "/1", "in an array the path names the member");

    let reply = send(&katana, "PATCH", "/purchase_orders/156001", json!({"status": "DONE"})).await;
    assert_eq!(reply.detail().1, "enum");
    let body = json!({"batch_number": "", "variant_id": 40001});
    assert_eq!(send(&katana, "POST", "/batches", body).await.detail().1, "minLength");
    let body = json!({"batch_number": "B", "variant_id": 40001, "batch_barcode": "12"});
    assert_eq!(send(&katana, "POST", "/batches", body).await.detail().1, "minLength");
    let body = json!({"batch_number": "B", "variant_id": 40001, "expiration_date": null});
    assert_eq!(
        send(&katana, "POST", "/batches", body).await.detail().1,
        "type",
        "null only where it is allowed"
    );
    let body = json!({"supplier_id": 101, "location_id": 101, "purchase_order_rows": []});
    assert_eq!(send(&katana, "POST", "/purchase_orders", body).await.detail().1, "minItems");
}

#[tokio::test]
async fn what_is_no_json_or_no_route_is_refused() {
    let (katana, _) = demo_katana().await;
    let key = Some(sandbox::katana::DEFAULT_KEY);
    let reply = http(katana.address(), ("POST", "/v1/batches"), key, Some("{")).await.unwrap();
    assert_eq!(reply.status, 400);
    assert_eq!(
        send(&katana, "PUT", "/purchase_orders/156001", json!({})).await.status,
        404,
        "PUT does not exist"
    );
    assert_eq!(get(&katana, "/batches").await.status, 404, "there is no list of batches");
    assert_eq!(get(&katana, "/stock_adjustments/101").await.status, 404, "no read by id: use ids");
    let reply = http(katana.address(), ("GET", "/variants"), key, None).await.unwrap();
    assert_eq!(reply.status, 404, "everything lives under /v1");
    assert_eq!(get(&katana, "/variants/1").await.body["error"]["name"], "NotFoundError");
}

#[tokio::test]
async fn unknown_and_misspelled_filters_return_the_whole_table() {
    let (katana, _) = demo_katana().await;
    let all = get(&katana, "/variants?limit=250").await.data().len();
    assert_eq!(get(&katana, "/variants?limit=250&skus=RM-CHI").await.data().len(), all);
    assert_eq!(get(&katana, "/variants?limit=250&ids[]=40001").await.data().len(), all, "ids[] is not ids");
    assert_eq!(
        get(&katana, "/variants?ids=40001&ids=40003").await.data().len(),
        2,
        "repeated names are lists"
    );
}

fn crowded() -> State {
    let mut state = State::of_company("Crowded", "IDR");
    let at_ms = midnight(demo_day()).unwrap();
    state.add_location("TGR", at_ms);
    for number in 0..301 {
        let new = NewItem {
            kind: ItemKind::Material,
            sku: format!("X-{number}"),
            name: format!("Thing {number}"),
            uom: "pcs".into(),
            batch_tracked: false,
            purchase: None,
            supplier_id: None,
            registered_barcode: None,
            supplier_item_codes: vec![],
            purchase_price: None,
        };
        state.add_item(new, at_ms + number);
    }
    state
}

#[tokio::test]
async fn pages_are_clamped_at_250_newest_first_and_counted_in_text() {
    let katana = with_state(crowded(), &morning()).await;
    let first = get(&katana, "/variants?limit=1000").await;
    assert_eq!(first.data().len(), 250);
    assert_eq!(first.data()[0]["sku"], "X-300", "newest first");
    let header: Value = serde_json::from_str(first.header("X-Pagination").unwrap()).unwrap();
    let expected = json!({"total_records": "301", "total_pages": "2", "offset": "0", "page": "1",
        "first_page": "true", "last_page": "false"});
    assert_eq!(header, expected, "all values are text");
    let second = get(&katana, "/variants?limit=1000&page=2").await;
    assert_eq!(second.data().len(), 51);
    assert!(second.header("X-Pagination").unwrap().contains(r#""last_page":"true""#));
    assert_eq!(get(&katana, "/variants").await.data().len(), 50, "the default page");
    assert_eq!(
        get(&katana, "/inventory?limit=250").await.data()[0]["variant_id"],
        40001,
        "inventory: oldest first"
    );
}

#[tokio::test]
async fn sixty_calls_a_minute_and_key_and_then_429() {
    let clock = morning();
    let api_keys = vec!["one".to_string(), "two".to_string()];
    let settings = sandbox::katana::Settings { clock: clock.clock(), api_keys, ..Default::default() };
    let katana = Katana::start(settings, State::default()).await.unwrap();
    let call = |key: &'static str| http(katana.address(), ("GET", "/v1/factory"), Some(key), None);
    for left in (0..60).rev() {
        let reply = call("one").await.unwrap();
        assert_eq!(reply.status, 200);
        assert_eq!(reply.header("x-ratelimit-remaining"), Some(left.to_string().as_str()));
        assert_eq!(reply.header("x-ratelimit-limit"), Some("60"));
    }
    clock.advance(20_500);
    let refused = call("one").await.unwrap();
    assert_eq!(
        (refused.status, refused.header("retry-after")),
        (429, Some("40")),
        "whole seconds, rounded up"
    );
    assert_eq!(refused.body["error"]["name"], "TooManyRequests");
    let reset = clock.clock().now_ms() - 20_500 + 60_000;
    assert_eq!(refused.header("x-ratelimit-reset"), Some(reset.to_string().as_str()), "milliseconds");
    assert_eq!(call("two").await.unwrap().status, 200, "another key has its own rate");
    clock.advance(39_500);
    assert_eq!(call("one").await.unwrap().status, 200, "the minute is over");
}

#[tokio::test]
async fn deleting_is_soft() {
    let (katana, clock) = demo_katana().await;
    let id = order(&katana, "PO-3110").await["id"].clone();
    clock.advance(1000);
    let reply = send(&katana, "DELETE", &format!("/purchase_orders/{id}"), Value::Null).await;
    assert_eq!((reply.status, reply.body), (204, Value::Null));
    assert_eq!(get(&katana, "/purchase_orders").await.data().len(), 2);
    assert_eq!(get(&katana, &format!("/purchase_orders/{id}")).await.status, 404);
    let since = "updated_at_min=2026-03-02T01:00:01.000Z";
    let all = get(&katana, &format!("/purchase_orders?include_deleted=true&{since}")).await;
    assert_eq!(all.data().len(), 1, "a deletion moves the watermark");
    assert_eq!(all.data()[0]["deleted_at"], "2026-03-02T01:00:01.000Z");
    assert_eq!(all.data()[0]["purchase_order_rows"].as_array().unwrap().len(), 1, "with its rows");
}

#[tokio::test]
async fn a_patch_without_additional_info_wipes_it() {
    let (katana, _) = demo_katana().await;
    let path = format!("/purchase_orders/{}", order(&katana, "PO-3108").await["id"]);
    let noted = send(&katana, "PATCH", &path, json!({"additional_info": "fragile"})).await;
    assert_eq!(noted.body["additional_info"], "fragile");
    let moved = send(&katana, "PATCH", &path, json!({"order_no": "PO-3108b"})).await;
    assert_eq!(moved.body["additional_info"], "", "erased because it was not sent");
    assert_eq!(moved.body["supplier_id"], noted.body["supplier_id"], "all other omitted fields stay");

    let mut body = adjustment(&katana, "CL-SAN", -1.0, "TM3-1-000001").await;
    body["additional_info"] = json!("broken");
    body["reason"] = json!("damage");
    let made = send(&katana, "POST", "/stock_adjustments", body).await;
    let path = format!("/stock_adjustments/{}", made.body["id"]);
    let changed = send(&katana, "PATCH", &path, json!({"stock_adjustment_date": "2026-03-01"})).await;
    assert_eq!(changed.body["additional_info"], "");
    assert_eq!(changed.body["reason"], "damage");
    let reply = send(&katana, "PATCH", &path, json!({"stock_adjustment_rows": []})).await;
    assert_eq!(reply.detail().1, "additionalProperties", "rows are immutable");
}

#[tokio::test]
async fn numbers_are_text_or_numbers_as_the_sheet_says() {
    let (katana, _) = demo_katana().await;
    let oil = variant(&katana, "RM-OIL").await;
    let level = get(&katana, &format!("/inventory?variant_id={oil}")).await.data()[0].clone();
    assert_eq!(level["quantity_in_stock"], "108.00000", "five places");
    assert_eq!(level["quantity_expected"], "180.00000", "10 jerrycans of 18 are expected");
    assert_eq!(level["average_cost"], "16500.0000000000", "ten places");
    let stock = get(&katana, &format!("/batch_stocks?variant_id={oil}")).await.data()[0].clone();
    assert_eq!(stock["quantity_in_stock"], "108.00000");
    let row = order(&katana, "PO-3110").await["purchase_order_rows"][0].clone();
    assert_eq!(row["quantity"], 10, "order rows are numbers");
    let movement = get(&katana, &format!("/inventory_movements?variant_ids={oil}")).await.data()[0].clone();
    assert_eq!((&movement["quantity_change"], &movement["balance_after"]), (&json!(108), &json!(108)));
    let item = get(&katana, "/materials?name=Cooking+oil").await.data()[0].clone();
    assert_eq!(item["purchase_uom_conversion_rate"], "18.00000");
}

#[tokio::test]
async fn bins_come_bare_and_everything_else_wrapped() {
    let clock = morning();
    let mut state = sandbox::demo::katana(demo_day());
    state.add_bin(101, "A-01-1", clock.clock().now_ms());
    let katana = with_state(state, &clock).await;
    let bins = get(&katana, "/bin_locations").await;
    assert_eq!(bins.body.as_array().map(Vec::len), Some(1), "{}", bins.body);
    assert!(bins.header("x-pagination").is_some());
    for path in ["/products", "/materials", "/suppliers", "/purchase_order_rows", "/stock_adjustments"] {
        get(&katana, path).await.data();
    }
}

#[tokio::test]
async fn products_and_materials_are_separate_id_spaces() {
    let (katana, _) = demo_katana().await;
    let product = get(&katana, "/products/1001").await.body;
    let material = get(&katana, "/materials/1001").await.body;
    assert_eq!((&product["type"], &material["type"]), (&json!("product"), &json!("material")));
    let chilli = get(&katana, "/variants?sku=RM-CHI&extend=product_or_material").await.data()[0].clone();
    assert_eq!(chilli["product_id"], Value::Null);
    assert_eq!(chilli["product_or_material"]["name"], "Red chilli");
    assert!(get(&katana, "/variants/40001").await.body.get("product_or_material").is_none());
}

#[tokio::test]
async fn the_closing_date_locks_what_moves_stock() {
    let (katana, _) = demo_katana().await;
    katana.close_books(Some("2026-02-28")).unwrap();
    assert_eq!(get(&katana, "/factory").await.body["inventory_closing_date"], "2026-02-28T00:00:00.000Z");
    let mut body = adjustment(&katana, "CL-SAN", 1.0, "A").await;
    body["stock_adjustment_date"] = json!("2026-02-28T15:00:00.000Z");
    let reply = send(&katana, "POST", "/stock_adjustments", body.clone()).await;
    assert!(reply.refusal().contains("closing date"), "on the day is still closed");
    let row = order(&katana, "PO-3110").await["purchase_order_rows"][0]["id"].clone();
    let receipt = json!({"purchase_order_row_id": row, "quantity": 1, "received_date": "2026-02-01",
        "batch_transactions": [{"batch_id": null, "quantity": 1}]});
    let reply = send(&katana, "POST", "/purchase_order_receive", receipt).await;
    assert!(reply.refusal().contains("closing date"));
    body["stock_adjustment_date"] = json!("2026-03-01T00:00:00.000Z");
    assert_eq!(send(&katana, "POST", "/stock_adjustments", body).await.status, 200, "the first open day");
}

#[tokio::test]
async fn a_watermark_finds_what_changed_since_inclusive() {
    let (katana, clock) = demo_katana().await;
    clock.advance(5_000);
    katana.office_adjusts("CL-SAN", "2", "OFFICE-1").unwrap();
    let since = |ms: &str| format!("/inventory_movements?updated_at_min=2026-03-02T01:00:{ms}Z");
    assert_eq!(get(&katana, &since("05.000")).await.data().len(), 1, "inclusive");
    assert_eq!(get(&katana, &since("05.001")).await.data().len(), 0);
    let reply = get(&katana, "/inventory_movements?updated_at_min=monday").await;
    assert_eq!(reply.detail().0, "/updated_at_min");
    let orders = get(&katana, "/purchase_orders?created_at_min=2026-02-25&created_at_max=2026-02-27").await;
    assert_eq!(orders.data()[0]["order_no"], "PO-3110", "written on D-4");
}
