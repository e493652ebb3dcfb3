//! Devices over HTTP: who may look at one, try it, and take the report of all of them.

use crate::support::*;
use serde_json::json;
use uuid::Uuid;

const PRINTER: &str = "\n[[printer]]\nname = \"P-9\"\naddress = \"127.0.0.1:1\"\nroles = [\"lot_label\"]\n\
                       width_mm = 100\nheight_mm = 50\n";

/// Adds a printer nobody answers at; the station takes the file by itself.
async fn with_printer(house: &House) {
    let path = house.data().join("station.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, format!("{text}{PRINTER}")).unwrap();
    let token = house.token("read").await;
    let path = "/api/v1/devices/P-9/detail";
    house
        .until("the printer is known", async || house.ask(get(path).token(&token)).await.status == 200)
        .await;
}

#[tokio::test]
async fn a_typed_badge_is_in_no_answer_about_the_keyboard() {
    let house = House::open().await;
    let token = house.signed_in().await;
    let detail = house.ask(get("/api/v1/devices/keyboard/detail").token(&token)).await;
    assert_eq!((detail.status.as_u16(), &detail.body["device"]["kind"]), (200, &json!("scanner")));
    let badge = house.card("Shift lead 1").await;
    assert!(!detail.text.contains(&badge), "{}", detail.text);
    assert_eq!(detail.body["can_tend"], true, "a shift lead is active there");
    house.ask(get("/api/v1/devices/nobody/detail").token(&token)).await.is_problem(404, "http-not-found");
    house.close().await;
}

#[tokio::test]
async fn a_test_label_is_queued_once_for_its_own_printer() {
    let house = House::open().await;
    with_printer(&house).await;
    let token = house.token_of("read,seat", Some("Shift lead 1"), None).await;
    let (path, key) = ("/api/v1/devices/P-9/label", Uuid::from_u128(77).to_string());
    let ask = || post(path, json!({ "label": "ruler" })).token(&token).with("idempotency-key", &key);
    let first = house.ask(ask()).await;
    assert_eq!(first.status, 200, "{}", first.text);
    assert!(first.body["code"].as_str().unwrap().starts_with("TLNP"), "to be scanned when it is torn");
    assert_eq!(house.ask(ask()).await.text, first.text, "word for word");
    let jobs = house.ask(get("/api/v1/print-jobs").token(&token)).await;
    let rows = jobs.body["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 1, "one job: {}", jobs.text);
    assert_eq!(rows[0]["printer"], "P-9");
    let operator = house.token_of("read,seat", Some("Operator 1"), None).await;
    let refused = post(path, json!({ "label": "test" })).token(&operator);
    let refused = refused.with("idempotency-key", &Uuid::from_u128(78).to_string());
    house.ask(refused).await.is_problem(403, "refusal-not-allowed");
    let asked = house.ask(post("/api/v1/devices/P-9/ask", json!({})).token(&token)).await;
    assert_eq!(asked.status, 204, "{}", asked.text);
    house.close().await;
}

#[tokio::test]
async fn the_report_is_for_leads_and_administrators() {
    let house = House::open().await;
    let path = "/api/v1/devices/report";
    let nobody = house.token("read").await;
    house.ask(get(path).token(&nobody)).await.is_problem(403, "http-needs-operator");
    let operator = house.token_of("read", Some("Operator 1"), None).await;
    house.ask(get(path).token(&operator)).await.is_problem(403, "refusal-not-allowed");
    for token in [house.token("read,admin").await, house.token_of("read", Some("Shift lead 1"), None).await] {
        let report = house.ask(get(path).token(&token)).await;
        assert_eq!((report.status.as_u16(), &report.body["kind"]), (200, &json!("tallyman-device-report")));
        assert!(!report.text.contains("Shift lead 1"), "no person is named: {}", report.text);
    }
    house.close().await;
}
