//! What the desk reads, on the demo's goods.

use crate::support::*;
use serde_json::{Value, json};
use uuid::Uuid;

fn rows(answer: &Answer) -> &Vec<Value> {
    answer.body["rows"].as_array().unwrap_or_else(|| panic!("a page has rows: {}", answer.text))
}

#[tokio::test]
async fn stock_is_found_by_any_part_of_it() {
    let house = House::open().await;
    let token = house.token("read").await;
    for search in ["RM-SAL", "salt", "Garam", "SAL-9", "A-01-4"] {
        let found = house.ask(get(&format!("/api/v1/stock?search={search}")).token(&token)).await;
        let salt = rows(&found).iter().find(|row| row["item"]["sku"] == "RM-SAL");
        let salt = salt.unwrap_or_else(|| panic!("{search} finds salt: {}", found.text));
        assert_eq!(
            salt["on_hand"],
            json!({ "amount": "61.400", "unit": "kg" }),
            "all of it, whatever was searched"
        );
        assert_eq!(salt["places"][0]["location"]["code"], "A-01-4", "with its place");
    }
    house.close().await;
}

#[tokio::test]
async fn hostile_searches_find_nothing_and_break_nothing() {
    let house = House::open().await;
    let token = house.token("read").await;
    for search in ["%25", "_", "%27%20OR%201=1--", "%22%20NEAR(", "%00", "%5C"] {
        let found = house.ask(get(&format!("/api/v1/stock?search={search}")).token(&token)).await;
        assert_eq!(found.status, 200, "{search} is only text: {}", found.text);
        assert!(rows(&found).is_empty(), "{search} stands in no name: {}", found.text);
    }
    let long = house.ask(get(&format!("/api/v1/stock?search={}", "a".repeat(60_000))).token(&token)).await;
    assert!(rows(&long).is_empty(), "no name is that long: {}", long.text);
    house.ask(get("/api/v1/stock?cursor=nonsense").token(&token)).await.is_problem(400, "http-bad-field");
    house.close().await;
}

#[tokio::test]
async fn pages_of_stock_hold_every_item_once() {
    let house = House::open().await;
    let token = house.token("read").await;
    let mut seen: Vec<String> = Vec::new();
    let mut cursor = String::new();
    for _ in 0..10 {
        let page = house.ask(get(&format!("/api/v1/stock{cursor}")).token(&token)).await;
        seen.extend(rows(&page).iter().map(|row| row["item"]["sku"].as_str().unwrap().to_owned()));
        let Some(next) = page.body["next"].as_str() else { break };
        let escaped: String = next.bytes().map(|byte| format!("%{byte:02X}")).collect();
        cursor = format!("?cursor={escaped}");
    }
    let count = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), count, "no item is on two pages");
    assert!(count >= 55, "the demo's goods are all there: {count}");
    house.close().await;
}

#[tokio::test]
async fn names_are_in_the_language_of_whoever_is_active() {
    let house = House::open().await;
    let token = house.signed_in().await;
    let found = house.ask(get("/api/v1/items?search=RM-SAL").token(&token)).await;
    assert_eq!(rows(&found)[0]["item"]["name"], "Garam", "the shift lead speaks Indonesian");
    let english = house.token_of("read", Some("Operator 3"), None).await;
    let found = house.ask(get("/api/v1/items?search=RM-SAL").token(&english)).await;
    assert_eq!(rows(&found)[0]["item"]["name"], "Salt", "a token speaks as the person behind it");
    house.close().await;
}

#[tokio::test]
async fn history_is_filtered_and_refuses_what_it_does_not_know() {
    let house = House::open().await;
    let token = house.token("read").await;
    let of_salt = house.ask(get("/api/v1/items/RM-SAL/history").token(&token)).await;
    assert_eq!(rows(&of_salt).len(), 1, "the opening stock");
    assert_eq!(rows(&of_salt)[0]["kind"], "initial", "as such: {}", of_salt.text);
    assert_eq!(rows(&of_salt)[0]["to_after"]["amount"], "61.400", "with the balance it left");
    let item = rows(&of_salt)[0]["item"]["id"].as_str().unwrap();
    let same = house.ask(get(&format!("/api/v1/history?item={item}")).token(&token)).await;
    assert_eq!(same.body, of_salt.body, "by identity as by SKU");
    house.ask(get("/api/v1/items/NO-SUCH/history").token(&token)).await.is_problem(404, "http-not-found");
    house.ask(get("/api/v1/history?item=x").token(&token)).await.is_problem(400, "http-bad-field");
    house.ask(get("/api/v1/history?kind=flying").token(&token)).await.is_problem(400, "http-bad-field");
    let page = house.ask(get("/api/v1/history?limit=2").token(&token)).await;
    assert!(rows(&page).len() == 2 && page.body["next"].is_string(), "a page and the way to the next");
    house.close().await;
}

#[tokio::test]
async fn a_label_is_seen_before_it_is_printed() {
    let house = House::open().await;
    let token = house.token_of("read,seat", Some("Operator 3"), None).await;
    let body = json!({ "inputs": [{ "scan": house.card("24 × Sambal Bawang, new lot").await }] });
    let receive = post("/api/v1/commands/receive", body).with("idempotency-key", &Uuid::now_v7().to_string());
    let done = house.ask(receive.token(&token)).await;
    assert_eq!(done.status, 200, "goods with a label: {}", done.text);
    let jobs = house.ask(get("/api/v1/print-jobs").token(&token)).await;
    let job = &rows(&jobs)[0];
    assert_eq!(job["why"]["code"], "print-no-printer", "nobody here prints lot labels: {}", jobs.text);
    let why = serde_json::from_value(job["why"].clone()).unwrap();
    for language in words::LANGUAGES {
        let said = words::say(language, &why);
        assert!(said.contains(" lot ") && !said.contains('_'), "which is said without code: {said}");
    }
    assert!(job["title"].as_str().unwrap().ends_with("SB-NEW"), "named by its goods");
    assert!(job["code"].as_str().unwrap().starts_with("TLNP"), "with the code that is on the label");
    let path = format!("/api/v1/print-jobs/{}/preview", job["id"].as_str().unwrap());
    let preview = house.ask(get(&path).token(&token)).await;
    assert!(
        preview.body["data_url"].as_str().unwrap().starts_with("data:image/png;base64,iVBOR"),
        "a picture"
    );
    assert_eq!(
        (&preview.body["width_mm"], &preview.body["height_mm"]),
        (&json!(100), &json!(150)),
        "at its size"
    );
    let unknown = get("/api/v1/print-jobs/019a0000-0000-7000-8000-000000000000/preview").token(&token);
    house.ask(unknown).await.is_problem(404, "http-not-found");
    let printed = house.ask(get("/api/v1/demo/printed").token(&token)).await;
    assert_eq!(printed.body, json!([]), "nothing has left for a printer");
    house.close().await;
}

#[tokio::test]
async fn what_waits_for_a_vendor_says_what_it_carries_and_who_may_settle_it() {
    let house = House::open().await;
    let token = house.token_of("read,seat", Some("Shift lead 1"), None).await;
    let inputs =
        json!([{ "scan": "PK-BTL" }, { "tap": "quantity", "amount": "48", "pack": null }, { "tap": "done" }]);
    let body = json!({ "document": "PO-3108", "inputs": inputs });
    let receive = post("/api/v1/commands/receive", body).with("idempotency-key", &Uuid::now_v7().to_string());
    let done = house.ask(receive.token(&token)).await;
    // The demo's orders come from its vendor, which is not here.
    done.is_problem(422, "refusal-unknown-document");
    let listed = house.ask(get("/api/v1/deliveries").token(&token)).await;
    assert_eq!(listed.body, json!({ "rows": [], "next": null }), "nothing is owed");
    let path = "/api/v1/deliveries/019a0000-0000-7000-8000-000000000000/retry";
    let operator = house.token_of("read,seat", Some("Operator 3"), None).await;
    house.ask(post(path, json!({})).token(&operator)).await.is_problem(403, "refusal-not-allowed");
    house.ask(post(path, json!({})).token(&token)).await.is_problem(409, "refusal-stale-screen");
    let nobody = house.token("seat").await;
    house.ask(post(path, json!({})).token(&nobody)).await.is_problem(403, "http-needs-operator");
    house.close().await;
}

#[tokio::test]
async fn a_second_seat_is_asked_for_its_own_person() {
    let house = House::open().await;
    // A lead who speaks Indonesian stands at seat main.
    let token = house.signed_in().await;
    let badge = house.card("Operator 3").await;
    let scan = json!({ "seat": "packing", "code": badge });
    house.ask(post("/api/v1/scans", scan.clone()).token(&token)).await.is_problem(404, "http-not-found");
    let packing = house.token_of("seat", None, Some("packing")).await;
    let at_packing = house.ask(post("/api/v1/scans", scan).token(&packing)).await;
    assert_eq!(at_packing.body["operator"]["name"], "Operator 3", "somebody else stands at packing");

    let settle = async |how: &str, body: Value| {
        let path = format!("/api/v1/deliveries/019a0000-0000-7000-8000-000000000000/{how}");
        house.ask(post(&path, body).token(&token)).await
    };
    for how in ["retry", "set-aside"] {
        // The lead may, and there is nothing to settle; the operator may not, whoever stands at main.
        settle(how, json!({ "seat": "main" })).await.is_problem(409, "refusal-stale-screen");
        let refused = settle(how, json!({ "seat": "packing" })).await;
        refused.is_problem(403, "refusal-not-allowed");
        let who = &refused.body["message"]["values"]["operator"]["value"];
        assert_eq!(who, "Operator 3", "the answer names who is asked: {}", refused.text);
        settle(how, json!({ "seat": "nobody's" })).await.is_problem(404, "http-not-found");
    }
    for (seat, salt) in [("main", "Garam"), ("packing", "Salt")] {
        for list in ["stock?search=RM-SAL&", "items?search=RM-SAL&", "history?limit=500&"] {
            let found = house.ask(get(&format!("/api/v1/{list}seat={seat}")).token(&token)).await;
            let names: Vec<_> = rows(&found).iter().map(|row| &row["item"]).collect();
            let name = names.iter().find(|item| item["sku"] == "RM-SAL").map(|item| &item["name"]);
            assert_eq!(name, Some(&json!(salt)), "{list} speaks as the person at {seat}: {}", found.text);
        }
    }
    house.close().await;
}

#[tokio::test]
async fn the_drawer_calls_commands_as_the_person_at_the_seat_does() {
    let house = House::open().await;
    let english = house.token("read").await;
    let indonesian = house.token_of("read", Some("Shift lead 1"), None).await;
    for (token, no_lot) in [(english, "NO LOT"), (indonesian, "TANPA LOT")] {
        let drawer = house.ask(get("/api/v1/demo/drawer").token(&token)).await;
        let titles: Vec<&Value> = drawer.body.as_array().unwrap().iter().map(|card| &card["title"]).collect();
        assert!(titles.contains(&&json!(no_lot)), "in words, not in code: {titles:?}");
    }
    house.close().await;
}

#[tokio::test]
async fn parked_codes_lie_in_the_tray() {
    let house = House::open().await;
    let token = house.signed_in().await;
    let scan = json!({ "seat": "main", "code": "8991234567891X" });
    let unknown = house.ask(post("/api/v1/scans", scan).token(&token)).await;
    assert_eq!(unknown.body["screen"]["kind"], "name_it", "a code nobody knows: {}", unknown.text);
    let park = json!({ "id": Uuid::now_v7(), "number": unknown.body["number"], "tap": { "tap": "park" } });
    house.ask(post("/api/v1/seats/main/taps", park).token(&token)).await;
    let tray = house.ask(get("/api/v1/parked").token(&token)).await;
    assert_eq!(tray.body[0]["code"], "8991234567891X", "it is kept: {}", tray.text);
    assert_eq!(tray.body[0]["operator"], "Shift lead 1", "with who scanned it");
    let devices = house.ask(get("/api/v1/devices").token(&token)).await;
    assert_eq!(devices.body[0]["name"], "keyboard", "the keyboard wedge is always there");
    house.close().await;
}
