//! Promises of stock over HTTP: all or what is free, the same key twice, longer, given up, run out.

use crate::support::*;
use serde_json::{Value, json};
use uuid::Uuid;

const MINUTE_MS: i64 = 60_000;

fn pieces(amount: &str) -> Value {
    json!({ "amount": amount, "unit": "pcs" })
}

/// So many bottles of the 620 at A-03-1.
fn bottles(amount: &str) -> Value {
    json!({ "purpose": "order", "lines": [{ "sku": "PK-BTL", "quantity": pieces(amount) }] })
}

impl House {
    async fn promise(&self, by: &str, key: Uuid, path: &str, body: Value) -> Answer {
        let token = self.token_of("read,seat", Some(by), None).await;
        let ask =
            post(&format!("/api/v1/reservations{path}"), body).with("idempotency-key", &key.to_string());
        self.ask(ask.token(&token)).await
    }

    async fn reserve(&self, body: Value) -> Answer {
        self.promise("Shift lead 1", Uuid::now_v7(), "", body).await
    }

    /// One that must succeed; gives its identity.
    async fn reserved(&self, body: Value) -> String {
        let answer = self.reserve(body).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.body["reservations"][0]["id"].as_str().unwrap().to_owned()
    }

    async fn promises(&self, query: &str) -> Vec<Value> {
        let token = self.token_of("read", Some("Shift lead 1"), None).await;
        let listed = self.ask(get(&format!("/api/v1/reservations{query}")).token(&token)).await;
        assert_eq!(listed.status, 200, "{}", listed.text);
        listed.body["rows"].as_array().unwrap().clone()
    }
}

#[tokio::test]
async fn what_is_free_is_held_and_the_rest_is_told_with_both_numbers_and_who_has_it() {
    let house = House::open().await;
    let basket = json!({
        "purpose": "basket", "lines": [{ "sku": "PK-BTL", "quantity": pieces("618"), "location": "A-03-1" }]
    });
    let first = house.reserved(basket).await;
    let short = house.reserve(bottles("5")).await;
    short.is_problem(422, "refusal-not-free-until");
    let values = &short.body["message"]["values"];
    let numbers = ["wanted", "free", "held"].map(|name| values[name]["value"]["amount"].as_str().unwrap());
    assert_eq!(numbers, ["5", "2", "618"], "{}", short.text);
    assert_eq!((&short.body["field"], &short.body["index"]), (&json!("lines[0].quantity"), &json!(0)));
    let holder = &short.body["lines"][0]["shortage"]["holders"][0];
    assert_eq!((&holder["reservation"], &holder["purpose"]), (&json!(first), &json!("basket")));
    assert_eq!(house.promises("?sku=PK-BTL").await.len(), 1, "nothing was held");

    let mut part = bottles("5");
    part["take"] = json!("what_is_free");
    let part = house.reserve(part).await;
    assert_eq!(part.status, 200, "{}", part.text);
    let line = &part.body["reservations"][0];
    assert_eq!((&line["wanted"], &line["held"]), (&pieces("5"), &pieces("2")), "two of five");
    assert_eq!(part.body["shortages"][0]["free"], pieces("2"), "and why: {}", part.text);
    let mut none = bottles("1");
    none["take"] = json!("what_is_free");
    house.reserve(none).await.is_problem(422, "refusal-not-free-until");
    house.close().await;
}

#[tokio::test]
async fn a_list_is_held_as_a_whole_or_names_every_line_that_is_short() {
    let house = House::open().await;
    let list = |first: &str| {
        json!({ "purpose": "quote", "lines": [
            { "sku": "PK-BTL", "quantity": pieces(first) },
            { "sku": "PK-BTL", "quantity": pieces("20") },
            { "sku": "RM-CHI", "quantity": { "amount": "2500", "unit": "g" } },
        ] })
    };
    let short = house.reserve(list("610")).await;
    short.is_problem(422, "refusal-not-free-until");
    let lines: Vec<i64> =
        short.body["lines"].as_array().unwrap().iter().map(|line| line["index"].as_i64().unwrap()).collect();
    assert_eq!(lines, [1], "the first line left ten for the second: {}", short.text);
    assert!(house.promises("").await.is_empty(), "nothing of the list is held");
    let whole = house.reserve(list("600")).await;
    assert_eq!(whole.status, 200, "{}", whole.text);
    let held: Vec<&Value> =
        whole.body["reservations"].as_array().unwrap().iter().map(|line| &line["held"]["amount"]).collect();
    assert_eq!(held, [&json!("600"), &json!("20"), &json!("2.500")], "grams are kilograms: {}", whole.text);
    assert_eq!(whole.body["shortages"], json!([]));
    house.close().await;
}

#[tokio::test]
async fn the_same_key_is_the_same_promise_and_another_question_under_it_is_a_mistake() {
    let house = House::open().await;
    let key = Uuid::now_v7();
    let first = house.promise("Shift lead 1", key, "", bottles("10")).await;
    assert_eq!(first.status, 200, "{}", first.text);
    let again = house.promise("Shift lead 1", key, "", bottles("10")).await;
    assert_eq!(again.text, first.text, "word for word");
    assert_eq!(house.promises("?sku=PK-BTL").await.len(), 1, "held once");
    house.promise("Shift lead 1", key, "", bottles("11")).await.is_problem(409, "http-key-reused");
    let token = house.token_of("seat", Some("Shift lead 1"), None).await;
    let keyless = post("/api/v1/reservations", bottles("1")).token(&token);
    house.ask(keyless).await.is_problem(400, "http-key-missing");
    house.close().await;
}

#[tokio::test]
async fn who_may_not_promise_is_told_and_nameless_callers_have_no_say() {
    let house = House::open().await;
    let operator = house.promise("Operator 3", Uuid::now_v7(), "", bottles("1")).await;
    operator.is_problem(403, "refusal-not-allowed");
    let token = house.token("seat").await;
    let nobody =
        post("/api/v1/reservations", bottles("1")).with("idempotency-key", &Uuid::now_v7().to_string());
    house.ask(nobody.token(&token)).await.is_problem(403, "http-needs-operator");
    // Another process of the same user says in whose name it works.
    let named = post("/api/v1/reservations", bottles("1"))
        .with("idempotency-key", &Uuid::now_v7().to_string())
        .with("tallyman-operator", "Shift%20lead%201");
    assert_eq!(house.ask(named.token("the endpoint")).await.status, 200, "a lead may");
    house.close().await;
}

#[tokio::test]
async fn what_a_line_names_and_is_not_here_is_told_with_its_field() {
    let house = House::open().await;
    let line = |change: Value| {
        let mut body = bottles("1");
        let line = body["lines"][0].as_object_mut().unwrap();
        line.extend(change.as_object().unwrap().clone());
        body
    };
    for (change, field) in [
        (json!({ "sku": "NO-SUCH" }), "lines[0].sku"),
        (json!({ "quantity": { "amount": "1", "unit": "parsec" } }), "lines[0].quantity.unit"),
        (json!({ "lot": "NO-SUCH" }), "lines[0].lot"),
        (json!({ "location": "NO-SUCH" }), "lines[0].location"),
        (json!({ "line": "NO-SUCH" }), "lines[0].line"),
    ] {
        let wrong = house.reserve(line(change)).await;
        wrong.is_problem(400, "http-bad-field");
        assert_eq!(wrong.body["field"], field, "{}", wrong.text);
    }
    house.reserve(line(json!({ "quantity": pieces("0") }))).await.is_problem(422, "refusal-not-positive");
    house.reserve(line(json!({ "quantity": pieces("1.5") }))).await.is_problem(422, "refusal-too-fine");
    house.reserve(line(json!({ "quantity": pieces("many") }))).await.is_problem(422, "refusal-not-a-number");
    let mut body = bottles("1");
    body["document"] = json!("SO-404");
    let unknown = house.reserve(body).await;
    unknown.is_problem(400, "http-bad-field");
    assert_eq!(unknown.body["field"], "document");
    house.reserve(json!({ "purpose": "order", "lines": [] })).await.is_problem(400, "http-bad-field");
    house.close().await;
}

#[tokio::test]
async fn a_basket_is_held_for_fifteen_minutes_longer_when_asked_and_free_when_given_up() {
    let house = House::open().await;
    let basket = json!({ "purpose": "basket", "lines": [{ "sku": "PK-BTL", "quantity": pieces("620") }] });
    let id = house.reserved(basket).await;
    house.pass_ms(14 * MINUTE_MS);
    house.reserve(bottles("1")).await.is_problem(422, "refusal-not-free-until");
    let extend = async |key: Uuid| {
        house.promise("Shift lead 1", key, &format!("/{id}/extend"), json!({ "minutes": 15 })).await
    };
    let key = Uuid::now_v7();
    let longer = extend(key).await;
    assert_eq!(longer.status, 200, "{}", longer.text);
    house.pass_ms(14 * MINUTE_MS);
    assert_eq!(extend(key).await.text, longer.text, "the same key extends once");
    house.reserve(bottles("1")).await.is_problem(422, "refusal-not-free-until");
    house.pass_ms(2 * MINUTE_MS);
    let free = house.reserved(bottles("620")).await;
    assert_eq!(house.promises("?sku=PK-BTL").await.len(), 1, "the one that ran out is over");
    extend(Uuid::now_v7()).await.is_problem(422, "refusal-reservation-ended");

    let release = async |id: &str| {
        house.promise("Shift lead 1", Uuid::now_v7(), &format!("/{id}/release"), json!({})).await
    };
    let released = release(&free).await;
    assert_eq!((&released.body["parts"], &released.body["ended"]), (&json!([]), &json!("released")));
    assert_eq!(release(&free).await.status, 200, "once more is no mistake");
    release("019a0000-0000-7000-8000-000000000000").await.is_problem(422, "refusal-unknown-reservation");
    release("x").await.is_problem(404, "http-not-found");
    assert!(house.promises("?sku=PK-BTL").await.is_empty(), "nothing is held");
    let past = house.promises("?sku=PK-BTL&ended=true").await;
    let ends: Vec<&str> = past.iter().map(|row| row["end"]["how"].as_str().unwrap()).collect();
    assert!(ends.contains(&"released") && ends.contains(&"expired"), "how they ended stays: {ends:?}");
    house.close().await;
}
