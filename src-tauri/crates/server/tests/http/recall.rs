//! One scan answers a recall, on the demo's goods.

use crate::support::*;
use serde_json::{Value, json};

async fn recall(house: &House, token: &str, code: &str) -> Answer {
    let escaped: String = code.bytes().map(|byte| format!("%{byte:02X}")).collect();
    house.ask(get(&format!("/api/v1/recall?code={escaped}")).token(token)).await
}

fn codes(answer: &Answer) -> Vec<&str> {
    let found = answer.body["found"].as_array().unwrap_or_else(|| panic!("lots that fit: {}", answer.text));
    found.iter().map(|name| name["code"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_label_or_a_part_of_its_code_answers_where_the_goods_are() {
    let house = House::open().await;
    let token = house.token_of("read,seat", Some("Operator 3"), None).await;
    let label = house.card("24 × Sambal Bawang, new lot").await;
    let body = json!({ "inputs": [{ "scan": label }] });
    let key = uuid::Uuid::now_v7().to_string();
    let done =
        house.ask(post("/api/v1/commands/receive", body).with("idempotency-key", &key).token(&token)).await;
    assert_eq!(done.status, 200, "two dozen of a lot: {}", done.text);
    let jobs = house.ask(get("/api/v1/print-jobs").token(&token)).await;
    let our_label = jobs.body["rows"][0]["code"].as_str().unwrap();
    let by_label = recall(&house, &token, &label).await;
    for code in ["SB-NEW", "b-new", our_label] {
        let same = recall(&house, &token, code).await;
        assert_eq!(same.body["recall"], by_label.body["recall"], "{code} is the same lot: {}", same.text);
    }
    assert_eq!(codes(&by_label), ["SB-NEW"], "as printed: {}", by_label.text);
    let lot = &by_label.body["recall"]["lots"][0];
    let amount = |number: &str| json!({ "amount": number, "unit": "pcs" });
    assert_eq!((&lot["up"], &lot["down"], &lot["end"]), (&json!(0), &json!(0), &Value::Null), "itself");
    assert_eq!(lot["balance"]["received"], amount("24"));
    assert_eq!((&lot["balance"]["on_hand"], &lot["balance"]["unexplained"]), (&amount("24"), &amount("0")));
    let parts = lot["parts"].as_array().unwrap();
    assert_eq!((&parts[0]["what"], &parts[1]["what"]), (&json!("received"), &json!("on_hand")));
    assert_eq!(parts[0]["act"]["document_kind"], "blind_receipt", "by which it came: {}", by_label.text);
    let path = parts[1]["place"]["path"].as_array().unwrap();
    assert_eq!(path.last(), Some(&parts[1]["place"]["code"]), "down to where it stands");
    let id = by_label.body["found"][0]["id"].as_str().unwrap();
    let by_id = house.ask(get(&format!("/api/v1/recall?lot={id}&depth=3")).token(&token)).await;
    assert_eq!(by_id.body["recall"], by_label.body["recall"], "by its identity");
    house.close().await;
}

#[tokio::test]
async fn several_lots_are_named_and_none_is_guessed() {
    let house = House::open().await;
    let token = house.token("read").await;
    let several = recall(&house, &token, "-").await;
    assert!(codes(&several).len() > 1, "many codes have one: {}", several.text);
    assert_eq!(several.body["recall"], Value::Null, "a person chooses");
    for nothing in ["NO-SUCH-LOT", "%", "' OR 1=1", "\u{0}"] {
        let none = recall(&house, &token, nothing).await;
        assert_eq!((none.status.as_u16(), codes(&none).len()), (200, 0), "{nothing:?} is only text");
    }
    for wrong in ["recall", "recall?code=%20", "recall?lot=x"] {
        house.ask(get(&format!("/api/v1/{wrong}")).token(&token)).await.is_problem(400, "http-bad-field");
    }
    let unknown = get("/api/v1/recall?lot=019a0000-0000-7000-8000-000000000000").token(&token);
    house.ask(unknown).await.is_problem(404, "http-not-found");
    house.ask(get("/api/v1/recall?code=SB")).await.is_problem(401, "http-no-caller");
    house.close().await;
}
