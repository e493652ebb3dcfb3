//! Whole jobs in one call: all or nothing, once per key, by the person behind the token.

use crate::support::*;
use domain::code::Command;
use serde_json::{Value, json};
use uuid::Uuid;

const GOODS: &str = "24 × Sambal Bawang, new lot";

fn job(name: &str, key: Uuid, body: Value) -> Ask {
    post(&format!("/api/v1/commands/{name}"), body).with("idempotency-key", &key.to_string())
}

async fn entry_count(house: &House, token: &str) -> usize {
    let history = house.ask(get("/api/v1/history?kind=receive").token(token)).await;
    history.body["rows"].as_array().unwrap().len()
}

#[tokio::test]
async fn a_delivery_is_received_in_one_call() {
    let house = House::open().await;
    let token = house.token_of("read,seat", Some("Operator 3"), None).await;
    let body = json!({ "inputs": [{ "scan": house.card(GOODS).await }] });
    let done = house.ask(job("receive", Uuid::now_v7(), body).token(&token)).await;
    assert_eq!(done.status, 200, "booked: {}", done.text);
    assert_eq!(
        done.body["entries"].as_array().unwrap().len(),
        1,
        "one symbol that says everything is one entry"
    );
    assert_eq!(done.body["print_jobs"].as_array().unwrap().len(), 1, "and one label");
    let history = house.ask(get("/api/v1/history?kind=receive").token(&token)).await;
    let row = &history.body["rows"][0];
    assert_eq!(row["operator"], "Operator 3", "in the name of the person behind the token");
    assert_eq!(row["quantity"], json!({ "amount": "24", "unit": "pcs" }), "as it was scanned");
    assert_eq!(row["entry"], done.body["entries"][0]["id"], "the answer names the entry");
    house.close().await;
}

#[tokio::test]
async fn the_same_key_is_answered_again_and_books_once() {
    let house = House::open().await;
    let token = house.token_of("read,seat", Some("Operator 3"), None).await;
    let (key, body) = (Uuid::now_v7(), json!({ "inputs": [{ "scan": house.card(GOODS).await }] }));
    let first = house.ask(job("receive", key, body.clone()).token(&token)).await;
    let second = house.ask(job("receive", key, body).token(&token)).await;
    assert_eq!(first.text, second.text, "word for word");
    assert_eq!(entry_count(&house, &token).await, 1, "the goods came once");
    let other = job("receive", key, json!({ "inputs": [] })).token(&token);
    house.ask(other).await.is_problem(409, "http-key-reused");
    house.close().await;
}

#[tokio::test]
async fn a_job_with_one_bad_input_books_nothing() {
    let house = House::open().await;
    let token = house.token_of("read,seat", Some("Operator 3"), None).await;
    let goods = house.card(GOODS).await;
    let key = Uuid::now_v7();
    let body = json!({ "inputs": [{ "scan": goods }, { "scan": "9521234002032" }] });
    let refused = house.ask(job("receive", key, body).token(&token)).await;
    refused.is_problem(422, "refusal-wrong-check-digit");
    assert_eq!(refused.body["index"], 1, "the input that was refused is named");
    assert_eq!(entry_count(&house, &token).await, 0, "the good one before it is taken back");
    let corrected = job("receive", key, json!({ "inputs": [{ "scan": goods }] })).token(&token);
    assert_eq!(house.ask(corrected).await.status, 200, "a refused key may be used again");
    house.close().await;
}

#[tokio::test]
async fn a_job_that_stops_halfway_books_nothing() {
    let house = House::open().await;
    let token = house.token_of("read,seat", Some("Shift lead 1"), None).await;
    let goods = house.card(GOODS).await;
    let half = json!({ "inputs": [{ "scan": goods }, { "scan": "RM-OIL" }] });
    house
        .ask(job("receive", Uuid::now_v7(), half).token(&token))
        .await
        .is_problem(422, "refusal-still-missing");
    let unknown = json!({ "inputs": [{ "scan": goods }, { "scan": "nobody knows this" }] });
    house
        .ask(job("receive", Uuid::now_v7(), unknown).token(&token))
        .await
        .is_problem(422, "refusal-unknown-code");
    assert_eq!(entry_count(&house, &token).await, 0, "none of them booked anything");
    house.close().await;
}

#[tokio::test]
async fn a_job_needs_a_key_a_person_and_a_right() {
    let house = House::open().await;
    let token = house.token_of("read,seat", Some("Operator 3"), None).await;
    let nobody = house.token("read,seat").await;
    let body = || json!({ "inputs": [] });
    house
        .ask(post("/api/v1/commands/receive", body()).token(&token))
        .await
        .is_problem(400, "http-key-missing");
    house
        .ask(job("receive", Uuid::now_v7(), body()).token(&nobody))
        .await
        .is_problem(403, "http-needs-operator");
    house
        .ask(job("adjust", Uuid::now_v7(), body()).token(&token))
        .await
        .is_problem(403, "refusal-not-allowed");
    house.ask(job("fly", Uuid::now_v7(), body()).token(&token)).await.is_problem(404, "http-not-found");
    let forged = json!({ "inputs": [], "operator": "Administrator 1" });
    house.ask(job("receive", Uuid::now_v7(), forged).token(&token)).await.is_problem(400, "http-bad-request");
    let order = json!({ "document": "PO-0", "inputs": [] });
    house
        .ask(job("receive", Uuid::now_v7(), order).token(&token))
        .await
        .is_problem(422, "refusal-unknown-document");
    house.close().await;
}

#[tokio::test]
async fn goods_are_moved_in_one_call() {
    let house = House::open().await;
    let token = house.token_of("read,seat", Some("Operator 3"), None).await;
    let inputs = json!([{ "scan": "A-01-4" }, { "scan": "RM-SAL" }, { "tap": "quantity", "amount": "10", "pack": null },
                        { "scan": "A-01-1" }]);
    let done = house.ask(job("move", Uuid::now_v7(), json!({ "inputs": inputs })).token(&token)).await;
    assert_eq!(done.status, 200, "moved: {}", done.text);
    assert_eq!(done.body["entries"].as_array().unwrap().len(), 1, "one entry: {}", done.text);
    house.close().await;
}

#[tokio::test]
async fn nobody_else_can_be_named_by_a_badge_or_a_command_in_a_job() {
    let house = House::open().await;
    let token = house.token_of("read,seat", Some("Operator 3"), None).await;
    let badge = house.card("Shift lead 1").await;
    let change = Command::SwitchUser.code().text();
    for (index, code) in [(1, badge), (1, change)] {
        let inputs = json!([{ "scan": "A-01-4" }, { "scan": code }, { "scan": "RM-SAL" }]);
        let refused = house.ask(job("move", Uuid::now_v7(), json!({ "inputs": inputs })).token(&token)).await;
        refused.is_problem(422, "refusal-not-here");
        assert_eq!(refused.body["index"], index, "the input that named somebody: {}", refused.text);
    }
    house.close().await;
}

#[tokio::test]
async fn an_open_question_is_answered_among_the_inputs() {
    let house = House::open().await;
    let token = house.token_of("read,seat", Some("Shift lead 1"), None).await;
    let mut inputs = vec![
        json!({ "scan": "A-01-4" }),
        json!({ "scan": "RM-SAL" }),
        json!({ "tap": "quantity", "amount": "100", "pack": null }),
        json!({ "scan": "A-01-1" }),
    ];
    let key = Uuid::now_v7();
    let asked = house.ask(job("move", key, json!({ "inputs": inputs })).token(&token)).await;
    asked.is_problem(422, "http-needs-answer");
    assert!(
        asked.body["detail"].as_str().unwrap().contains("61.400"),
        "with the book's number: {}",
        asked.text
    );
    inputs.push(json!({ "tap": "answer", "answer": "take" }));
    let done = house.ask(job("move", key, json!({ "inputs": inputs })).token(&token)).await;
    assert_eq!(done.status, 200, "the fact counts, and the book follows: {}", done.text);
    let goods = house.ask(get("/api/v1/stock?search=RM-SAL").token(&token)).await;
    assert_eq!(
        goods.body["rows"][0]["on_hand"]["amount"], "100.000",
        "all of them are booked: {}",
        goods.text
    );
    house.close().await;
}
