//! What happened, what it adds up to, and why a number is what it is, on the demo's goods.

use crate::support::*;
use serde_json::{Value, json};

fn list(answer: &Answer) -> &Vec<Value> {
    answer.body.as_array().unwrap_or_else(|| panic!("a list: {}", answer.text))
}

#[tokio::test]
async fn history_is_asked_by_kind_day_and_place() {
    let house = House::open().await;
    let token = house.token("read").await;
    let count = async |query: &str| {
        let page = house.ask(get(&format!("/api/v1/history?limit=500&{query}")).token(&token)).await;
        page.body["rows"].as_array().unwrap_or_else(|| panic!("{query}: {}", page.text)).len()
    };
    let all = count("").await;
    assert!(all > 50, "the demo's opening stock: {all}");
    assert_eq!(count("kind=initial,receive").await, all, "any of these kinds");
    assert_eq!(count("kind=ship").await, 0, "nothing was shipped");
    assert_eq!(count("from=2026-11-18&to=2026-11-18").await, all, "all on the day it was made");
    assert_eq!(count("from=2026-11-19").await, 0, "nothing since");
    let salt = house.ask(get("/api/v1/items/RM-SAL/history").token(&token)).await;
    let shelf = salt.body["rows"][0]["to"]["id"].as_str().unwrap();
    assert_eq!(count(&format!("at={shelf}&sku=RM-SAL")).await, 1, "at its shelf");
    assert_eq!(count("sku=RM-SAL&operator=019a0000-0000-7000-8000-000000000000").await, 0, "by nobody");
    for wrong in
        ["kind=initial,flying", "from=18.11.2026", &format!("at={shelf}&location={shelf}"), "owner=me"]
    {
        let refused = house.ask(get(&format!("/api/v1/history?{wrong}")).token(&token)).await;
        refused.is_problem(400, "http-bad-field");
    }
    house.close().await;
}

#[tokio::test]
async fn totals_are_what_the_list_adds_up_to() {
    let house = House::open().await;
    let token = house.token("read").await;
    let totals = house.ask(get("/api/v1/history/totals?sku=RM-SAL").token(&token)).await;
    let salt = json!({ "amount": "61.400", "unit": "kg" });
    let wanted = json!([{
        "kind": "initial", "movement_count": 1, "quantity": salt, "pieces": 0, "came_in": salt, "came_in_pieces": 0,
        "went_out": { "amount": "0.000", "unit": "kg" }, "went_out_pieces": 0,
    }]);
    assert_eq!(totals.body, wanted, "the opening stock, in its own unit");
    let all = house.ask(get("/api/v1/history/totals").token(&token)).await;
    let units: Vec<&str> =
        list(&all).iter().map(|total| total["quantity"]["unit"].as_str().unwrap()).collect();
    assert!(units.contains(&"kg") && units.contains(&"pcs"), "no unit is added to another: {units:?}");
    house
        .ask(get("/api/v1/history/totals?sku=NO-SUCH").token(&token))
        .await
        .is_problem(404, "http-not-found");
    house.close().await;
}

#[tokio::test]
async fn a_number_is_explained_by_what_made_it() {
    let house = House::open().await;
    let token = house.token_of("read,seat", Some("Operator 3"), None).await;
    let body = json!({ "inputs": [{ "scan": house.card("24 × Sambal Bawang, new lot").await }] });
    let key = uuid::Uuid::now_v7().to_string();
    let done =
        house.ask(post("/api/v1/commands/receive", body).with("idempotency-key", &key).token(&token)).await;
    assert_eq!(done.status, 200, "two dozen more: {}", done.text);
    let newest = house.ask(get("/api/v1/history?limit=1").token(&token)).await;
    let item = newest.body["rows"][0]["item"]["id"].as_str().unwrap();
    let ask =
        async |query: String| house.ask(get(&format!("/api/v1/stock/explain?{query}")).token(&token)).await;
    let first = ask(format!("item={item}&limit=1")).await;
    let step = &first.body["steps"][0];
    assert_eq!(step["change"], json!({ "amount": "24", "unit": "pcs" }), "what just came: {}", first.text);
    assert_eq!(step["after"], first.body["end"], "made what stands there now");
    assert_eq!(step["row"]["kind"], "receive", "with the movement itself");
    let stock = house.ask(get(&format!("/api/v1/history?item={item}&limit=500")).token(&token)).await;
    let rest = ask(format!("item={item}&cursor={}", first.body["next"].as_str().unwrap())).await;
    assert_eq!(rest.body["end"], first.body["start"], "the next page begins where the first ended");
    assert_eq!(rest.body["start"], json!({ "amount": "0", "unit": "pcs" }), "in the beginning was nothing");
    let told = 1 + rest.body["steps"].as_array().unwrap().len();
    assert_eq!(told, stock.body["rows"].as_array().unwrap().len(), "every movement of it");
    ask("sku=NO-SUCH".to_owned()).await.is_problem(404, "http-not-found");
    ask(format!("item={item}&cursor=1")).await.is_problem(400, "http-bad-field");
    ask("limit=5".to_owned()).await.is_problem(400, "http-bad-field");
    house.close().await;
}
