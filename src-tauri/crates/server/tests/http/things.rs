//! Things by a part of their name, the page of one item, and search as people type, on the demo's goods.

use crate::support::*;
use serde_json::{Value, json};
use uuid::Uuid;

fn list(answer: &Answer) -> &Vec<Value> {
    answer.body.as_array().unwrap_or_else(|| panic!("a list: {}", answer.text))
}

fn found(answer: &Answer) -> Vec<&str> {
    let rows = answer.body["rows"].as_array().unwrap_or_else(|| panic!("a page: {}", answer.text));
    rows.iter().map(|row| row["item"]["sku"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_search_forgives_a_mistake_and_knows_lots_and_places() {
    let house = House::open().await;
    let token = house.token("read").await;
    let stock =
        async |search: &str| house.ask(get(&format!("/api/v1/stock?search={search}")).token(&token)).await;
    for typed in ["garan", "Garma", "sat", "rm-sal", "bawang%20sambal"] {
        assert!(!found(&stock(typed).await).is_empty(), "{typed} is near enough to something");
    }
    assert!(found(&stock("Garan").await).contains(&"RM-SAL"), "one letter wrong in the other language");
    assert_eq!(found(&stock("SAL-9").await)[0], "RM-SAL", "a whole lot is what was meant");
    assert!(found(&stock("sal-9").await).contains(&"RM-SAL"), "in any case");
    assert!(found(&stock("A-01-4").await).contains(&"RM-SAL"), "what stands at the place");
    assert!(found(&stock("no%20such%20thing").await).is_empty(), "every word must fit");
    let skus: Vec<String> = found(&stock("sa").await).into_iter().map(str::to_owned).collect();
    let mut once = skus.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), skus.len(), "however it is found, an item is there once: {skus:?}");
    house.close().await;
}

#[tokio::test]
async fn the_page_of_an_item_adds_up_and_names_its_promises() {
    let house = House::open().await;
    let token = house.token_of("read,seat", Some("Shift lead 1"), None).await;
    let body = json!({ "purpose": "basket", "lines": [{ "sku": "PK-BTL", "quantity": { "amount": "20", "unit": "pcs" } }] });
    let promise = post("/api/v1/reservations", body).with("idempotency-key", &Uuid::now_v7().to_string());
    assert_eq!(house.ask(promise.token(&token)).await.status, 200, "twenty bottles are promised");
    let page = house.ask(get("/api/v1/stock/item?sku=PK-BTL").token(&token)).await;
    let pieces = |amount: &str| json!({ "amount": amount, "unit": "pcs" });
    assert_eq!(page.body["on_hand"], pieces("620"), "all of them: {}", page.text);
    assert_eq!(page.body["reserved"], pieces("20"), "of which these are promised");
    assert_eq!(page.body["free"], pieces("600"), "and these are not");
    let place = &page.body["places"][0];
    assert_eq!(place["location"]["code"], "A-03-1", "where they stand");
    let path = place["path"].as_array().unwrap();
    assert!(path.len() > 1 && path.last().unwrap() == "A-03-1", "with the way down to it: {path:?}");
    assert_eq!(place["container"], Value::Null, "in no crate");
    let promise = &page.body["promises"][0];
    assert_eq!(promise["quantity"], pieces("20"), "the promise itself");
    assert_eq!(promise["purpose"], "basket", "what it is for");
    assert!(promise["expires_at_ms"].is_i64(), "and how long it holds: {}", page.text);
    let item = page.body["item"]["id"].as_str().unwrap();
    let same = house.ask(get(&format!("/api/v1/stock/item?item={item}")).token(&token)).await;
    assert_eq!(same.body, page.body, "by identity as by SKU");
    house.ask(get("/api/v1/stock/item?sku=NO-SUCH").token(&token)).await.is_problem(404, "http-not-found");
    house.ask(get("/api/v1/stock/item").token(&token)).await.is_problem(400, "http-bad-field");
    house.close().await;
}

#[tokio::test]
async fn things_are_found_to_ask_a_list_about_them() {
    let house = House::open().await;
    let token = house.token("read").await;
    let find = async |query: &str| house.ask(get(&format!("/api/v1/find?{query}")).token(&token)).await;
    for (query, title, kind) in [
        ("what=item&search=garam", "Salt", "salt"),
        ("what=lot&search=al-9", "SAL-9", "salt"),
        ("what=place&search=a-01-4", "A-01-4", "bin"),
        ("what=person&search=shift", "Shift lead 1", "lead"),
    ] {
        let answer = find(query).await;
        let thing = &list(&answer)[0];
        assert_eq!(
            (&thing["title"], &thing["kind"]),
            (&json!(title), &json!(kind)),
            "{query}: {}",
            answer.text
        );
    }
    assert!(!list(&find("what=owner").await).is_empty(), "the house owns its goods");
    assert!(list(&find("what=lot").await).is_empty(), "lots are too many to show without a word");
    assert!(list(&find("what=person&search=%25").await).is_empty(), "a sign is itself");
    assert!(list(&find("what=place&search=%00").await).is_empty(), "and no name holds this one");
    let lead = find("what=person&search=shift").await.body[0]["id"].as_str().unwrap().to_owned();
    let by_lead = house.ask(get(&format!("/api/v1/history?operator={lead}")).token(&token)).await;
    assert_eq!(by_lead.status, 200, "what is found is what the history takes: {}", by_lead.text);
    find("what=wish").await.is_problem(400, "http-bad-request");
    house.close().await;
}

#[tokio::test]
async fn what_is_in_a_crate_can_be_read_from_where_it_stands() {
    let house = House::open().await;
    let token = house.token_of("read,seat", Some("Shift lead 1"), None).await;
    let place =
        async |query: &str| house.ask(get(&format!("/api/v1/stock/place?{query}")).token(&token)).await;
    let shelf = place("code=a-01-4").await;
    assert_eq!(shelf.body["location"]["code"], "A-01-4", "by its code in any case: {}", shelf.text);
    let row = &shelf.body["rows"][0];
    assert_eq!(row["item"]["sku"], "RM-SAL", "what stands there");
    assert_eq!(row["stock"]["on_hand"], json!({ "amount": "61.400", "unit": "kg" }), "and how much");
    let id = shelf.body["location"]["id"].as_str().unwrap();
    assert_eq!(place(&format!("location={id}")).await.body, shelf.body, "by identity as by code");
    let site = shelf.body["path"][0].as_str().unwrap();
    let all = place(&format!("code={site}")).await;
    let rows = all.body["rows"].as_array().unwrap();
    assert!(rows.len() > 50, "a site holds all that stands inside: {}", rows.len());
    assert!(rows.iter().all(|row| row["stock"]["path"][0] == *site), "each with its way down");
    place("code=NOWHERE").await.is_problem(404, "http-not-found");
    place("").await.is_problem(400, "http-bad-field");
    house.close().await;
}

#[tokio::test]
async fn a_lead_at_the_window_holds_a_recalled_lot_once() {
    let house = House::open().await;
    let window = server::InProcess::new(house.router.clone());
    let nobody = window.get("/recall?code=SAL-9").await;
    assert_eq!(nobody.body["hold_reasons"], json!([]), "nobody stands there: {}", nobody.body);
    house.signed_in().await;
    let recall = window.get("/recall?code=SAL-9").await;
    let reasons = recall.body["hold_reasons"].as_array().unwrap();
    assert!(reasons.contains(&json!({ "code": "reason-check-failed", "values": {} })), "{reasons:?}");
    let lot = recall.body["recall"]["lots"][0]["name"]["id"].as_str().unwrap();
    let (path, why) = (format!("/lots/{lot}/hold"), json!({ "reason": "check_failed" }));
    assert_eq!(window.post(&path, &why).await.status, 400, "what is done once needs its key");
    let key = Uuid::now_v7().to_string();
    let held = window.post_once(&path, &why, &key).await;
    assert_eq!(held.status, 200, "the window holds it as a browser does: {}", held.body);
    assert_eq!(
        window.post_once(&path, &why, &key).await,
        held,
        "a lost answer is given again, and nothing twice"
    );
    let after = window.get("/recall?code=SAL-9").await;
    assert_eq!(after.body["recall"]["lots"][0]["name"]["status"], "quarantine", "the book says so");
    house.close().await;
}
