//! A token that is bound to one owner sees nothing of another's in any route and changes nothing of it; a route that
//! does not know of owners is closed to it.

use crate::support::*;
use axum::http::Method;
use domain::item::{ExpiryRule, Item};
use domain::{ItemId, OwnerId};
use ledger::table::{item, operator, owner};
use serde_json::{Value, json};
use server::routes::Need;
use station::access::{Grant, Scopes, issue_token};
use uuid::Uuid;

const TEA: &str = "B2-TEA";
const SALT: &str = "RM-SAL";
/// Names and lots of the house's goods: nobody who is bound to the brand reads any of them.
const OF_THE_HOUSE: [&str; 9] =
    ["Sambal", "SB-A", "SB-OLD", "FG-SB", "SAL-9", "OIL-77", "Salt", "Garam", "Supplier"];

/// The brand, its tea, and two people: one bound to it, one not.
struct Brand {
    house: House,
    id: OwnerId,
}

impl Brand {
    async fn open() -> Brand {
        let house = House::open().await;
        let admin = house.token("admin").await;
        let made = house.ask(post("/api/v1/owners", json!({ "name": "Brand Two" })).token(&admin)).await;
        assert_eq!(made.status, 204, "{}", made.text);
        let body = json!({ "name": "Brand manager", "role": "inventory_manager", "owner": "brand two" });
        let person = house.ask(post("/api/v1/operators", body).token(&admin)).await;
        assert_eq!(person.status, 201, "{}", person.text);
        let made = house.station.context.ledger.writer().turn(|tx| {
            let brand = owner::by_name(tx, "Brand Two")?.expect("it was made").id;
            item::insert(tx, &tea(brand), 0)?;
            item::add_code(tx, tea(brand).id, None, "TEA-CODE", "own")?;
            Ok(brand)
        });
        let id = made.await.unwrap();
        Brand { house, id }
    }

    async fn token(&self, scopes: &str, operator: Option<&str>) -> String {
        let context = &self.house.station.context;
        let operator = match operator {
            Some(name) => Some(station::people::named(context, name).await.unwrap().id),
            None => None,
        };
        let (name, scopes) = ("brand".to_owned(), Scopes::parse(scopes).unwrap());
        let owner = Some(self.id);
        let grant = Grant { name, scopes, seat: None, operator, owner, lives_ms: None };
        issue_token(context, grant).await.unwrap()
    }

    async fn entry_count(&self) -> i64 {
        let read = self.house.station.context.ledger.writer().turn(|tx| ledger::table::station::this(tx));
        read.await.unwrap().head_sequence
    }

    /// Goods of both, lists that are not empty, and the lead at work at the window.
    async fn at_work(&self) {
        let own = self.token("read,seat", Some("Brand manager")).await;
        let restock = job("adjust", restocked(TEA));
        let restocked = self.house.ask(restock.token(&own)).await;
        assert_eq!(restocked.status, 200, "the brand's own goods: {}", restocked.text);
        let lead = self.house.token_of("read,seat", Some("Shift lead 1"), None).await;
        let goods = self.house.card("24 × Sambal Bawang, new lot").await;
        let came = self.house.ask(job("receive", json!([{ "scan": goods }])).token(&lead)).await;
        assert_eq!(came.status, 200, "goods of the house: {}", came.text);
        let gone = json!([
            { "tap": "answer", "answer": "damage" }, { "scan": "A-01-4" }, { "scan": SALT },
            { "tap": "quantity", "amount": "70", "pack": null }, { "tap": "answer", "answer": "broken" },
            { "tap": "answer", "answer": "take" },
        ]);
        let damaged = self.house.ask(job("adjust", gone).token(&lead)).await;
        assert_eq!(damaged.status, 200, "more than the book had, which is a task: {}", damaged.text);
        let seat = self.house.signed_in().await;
        for code in ["TLNCBBBBBBBB", "NOBODY-KNOWS-THIS", SALT] {
            self.house.ask(post("/api/v1/scans", json!({ "seat": "main", "code": code })).token(&seat)).await;
        }
    }
}

fn tea(owner: OwnerId) -> Item {
    Item {
        id: ItemId(Uuid::from_u128(0x019a_0000_0000_7000_8000_0000_0000_0b2b)),
        owner,
        sku: TEA.to_owned(),
        names: vec![("en".to_owned(), "Brand tea".to_owned())],
        unit: "pcs".to_owned(),
        decimals: 0,
        pictogram: String::new(),
        lot_tracked: false,
        serial_tracked: false,
        catch_weight: false,
        expiry_rule: ExpiryRule::NonePrinted,
        near_expiry_days: 14,
        lot_pattern: String::new(),
    }
}

fn job(name: &str, inputs: Value) -> Ask {
    let key = Uuid::now_v7().to_string();
    post(&format!("/api/v1/commands/{name}"), json!({ "inputs": inputs })).with("idempotency-key", &key)
}

fn restocked(sku: &str) -> Value {
    json!([
        { "tap": "answer", "answer": "restock" }, { "scan": "A-04-1" }, { "scan": sku },
        { "tap": "quantity", "amount": "20", "pack": null }, { "tap": "answer", "answer": "not_booked_in" },
    ])
}

/// Every way to read, each asked plainly and for what is the house's.
fn questions(route: &str, ids: &[String]) -> Vec<String> {
    let filled: Vec<String> = match route.contains("{id}") {
        true => ids.iter().map(|id| route.replace("{id}", id)).collect(),
        false => vec![
            route
                .replace("{sku}", SALT)
                .replace("{seat}", "main")
                .replace("{kind}", "items")
                .replace("{name}", "lot-100x150")
                .replace("{file}", "all.pdf"),
        ],
    };
    let asked = ["", "?search=sal", "?sku=RM-SAL", "?code=SAL", "?settled=true"];
    let found = ["item", "lot", "place", "document", "person", "owner"];
    let found = found.map(|what| format!("?what={what}&search=sal"));
    let asked: Vec<String> = asked.iter().map(|query| (*query).to_owned()).chain(found).collect();
    filled.iter().flat_map(|path| asked.iter().map(move |query| format!("/api/v1{path}{query}"))).collect()
}

#[tokio::test]
async fn no_route_shows_goods_of_another_owner() {
    let brand = Brand::open().await;
    brand.at_work().await;
    let everything = brand.house.token("read").await;
    let jobs = brand.house.ask(get("/api/v1/print-jobs").token(&everything)).await;
    let rows = jobs.body["rows"].as_array().unwrap();
    let ids: Vec<String> = rows.iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect();
    assert!(!ids.is_empty(), "the house printed a label: {}", jobs.text);
    for operator in [None, Some("Brand manager"), Some("Shift lead 1")] {
        let token = brand.token("read,seat,admin", operator).await;
        // Not ends: the stream is looked at screen by screen.
        let reading = server::routes().into_iter().filter(|route| {
            route.method == Method::GET && route.need != Need::Nothing && route.path != "/events"
        });
        for path in reading.flat_map(|route| questions(route.path, &ids)) {
            let answer = brand.house.ask(get(&path).token(&token)).await;
            if path.contains("openapi.json") {
                continue;
            }
            // A problem says what was asked for, not what there is.
            let shown = answer.text.replace(SALT, "").replace("/RM-SAL", "");
            for word in OF_THE_HOUSE {
                assert!(!shown.contains(word), "{path} as {operator:?} shows {word}: {}", answer.text);
            }
            if answer.status == 200 {
                assert!(!answer.text.contains(SALT), "{path} shows the salt: {}", answer.text);
            }
        }
    }
    brand.house.close().await;
}

#[tokio::test]
async fn the_owners_own_goods_are_shown() {
    let brand = Brand::open().await;
    brand.at_work().await;
    let token = brand.token("read", None).await;
    for path in ["/stock", "/items", "/history", "/items/B2-TEA/history", "/stock/explain?sku=B2-TEA"] {
        let answer = brand.house.ask(get(&format!("/api/v1{path}")).token(&token)).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text);
        assert!(answer.text.contains(TEA), "{path} shows the tea: {}", answer.text);
    }
    let totals = brand.house.ask(get("/api/v1/history/totals").token(&token)).await;
    assert_eq!(totals.body.as_array().unwrap().len(), 1, "one kind, of the tea alone: {}", totals.text);
    let foreign = brand.house.ask(get("/api/v1/stock/explain?sku=RM-SAL").token(&token)).await;
    foreign.is_problem(404, "http-not-found");
    brand.house.ask(get("/api/v1/seats/main/screen").token(&token)).await.is_problem(403, "http-other-owner");
    brand.house.close().await;
}

#[tokio::test]
async fn every_write_beyond_the_owners_goods_is_refused() {
    let brand = Brand::open().await;
    brand.at_work().await;
    let before = brand.entry_count().await;
    let own = brand.token("read,seat,admin", Some("Brand manager")).await;
    for route in server::routes().into_iter().filter(|route| route.method == Method::POST) {
        let path = route.path.replace("{seat}", "main").replace("{name}", "receive");
        let path = path.replace("{id}", "019a0000-0000-7000-8000-000000000000");
        let path = path.replace("{scan}", "019a0000-0000-7000-8000-000000000000");
        let answer = brand.house.ask(post(&format!("/api/v1{path}"), json!({})).token(&own)).await;
        assert!(answer.status.as_u16() >= 400, "{path} was done: {} {}", answer.status, answer.text);
    }
    let scan = post("/api/v1/scans", json!({ "seat": "main", "code": SALT }));
    brand.house.ask(scan.token(&own)).await.is_problem(403, "http-other-owner");
    let foreign = brand.house.ask(job("adjust", restocked(SALT)).token(&own)).await;
    foreign.is_problem(422, "refusal-other-owner");
    // A person who may do more does not do it for a token that may not.
    let borrowed = brand.token("read,seat", Some("Shift lead 1")).await;
    let lent = brand.house.ask(job("adjust", restocked(TEA)).token(&borrowed)).await;
    lent.is_problem(403, "http-other-owner");
    assert_eq!(brand.entry_count().await, before, "nothing was booked");
    let tasks = brand.house.ask(get("/api/v1/tasks").token(&brand.house.token("read").await)).await;
    let task = tasks.body["rows"][0]["id"].as_str().unwrap_or_else(|| panic!("a task: {}", tasks.text));
    let settle = post(&format!("/api/v1/tasks/{task}/settle"), json!({ "note": "mine" }));
    settle_refused(&brand, settle, &own).await;
    brand.house.close().await;
}

#[tokio::test]
async fn an_owners_own_goods_are_counted_and_nothing_of_another_is() {
    let brand = Brand::open().await;
    brand.at_work().await;
    let own = brand.token("read,seat", Some("Brand manager")).await;
    let opened = |code: &str| job("count", json!([{ "tap": "answer", "answer": "start" }, { "scan": code }]));
    let entries = brand.entry_count().await;
    for foreign in [SALT, "A-01-4", "A-04-1"] {
        let refused = brand.house.ask(opened(foreign).token(&own)).await;
        refused.is_problem(422, "refusal-other-owner");
    }
    let document = brand.house.ask(opened(TEA).token(&own)).await;
    assert_eq!(document.status, 200, "of the tea alone: {}", document.text);
    let lead = brand.house.token_of("read,seat", Some("Shift lead 1"), None).await;
    let house = brand.house.ask(opened("A-01-4").token(&lead)).await;
    assert_eq!(house.status, 200, "the house counts its shelf: {}", house.text);
    let counted = json!([{ "scan": "A-04-1" }, { "scan": TEA },
        { "tap": "quantity", "amount": "20", "pack": null }]);
    let counted = brand.house.ask(job("count", counted).token(&own)).await;
    assert_eq!(counted.status, 200, "by the place, beside the house's goods: {}", counted.text);
    for word in OF_THE_HOUSE {
        assert!(!counted.text.contains(word), "and none of them is named: {}", counted.text);
    }
    assert_eq!(brand.entry_count().await, entries, "the tea is as the book has it");
    brand.house.close().await;
}

#[tokio::test]
async fn only_the_owners_own_goods_are_promised() {
    let brand = Brand::open().await;
    brand.at_work().await;
    let own = brand.token("read,seat", Some("Brand manager")).await;
    let promise = |sku: &str| {
        let quantity = json!({ "amount": "2", "unit": "pcs" });
        let body = json!({ "purpose": "order", "lines": [{ "sku": sku, "quantity": quantity }] });
        post("/api/v1/reservations", body).with("idempotency-key", &Uuid::now_v7().to_string())
    };
    let held = brand.house.ask(promise(TEA).token(&own)).await;
    assert_eq!(held.status, 200, "the tea is theirs: {}", held.text);
    let refused = brand.house.ask(promise("PK-BTL").token(&own)).await;
    assert!(
        refused.status.as_u16() >= 400 && !refused.text.contains("620"),
        "nor how many: {}",
        refused.text
    );
    let lead = brand.house.token_of("read,seat", Some("Shift lead 1"), None).await;
    let theirs = brand.house.ask(promise("PK-BTL").token(&lead)).await;
    let id = theirs.body["reservations"][0]["id"].as_str().unwrap_or_else(|| panic!("held: {}", theirs.text));
    let release = post(&format!("/api/v1/reservations/{id}/release"), json!({}));
    let release = release.with("idempotency-key", &Uuid::now_v7().to_string());
    brand.house.ask(release.token(&own)).await.is_problem(404, "http-not-found");
    let listed = brand.house.ask(get("/api/v1/reservations").token(&own)).await;
    assert_eq!(listed.body["rows"].as_array().unwrap().len(), 1, "their own alone: {}", listed.text);
    brand.house.close().await;
}

async fn settle_refused(brand: &Brand, settle: Ask, token: &str) {
    let answer = brand.house.ask(settle.token(token)).await;
    answer.is_problem(404, "http-not-found");
}

#[tokio::test]
async fn a_person_who_is_bound_is_bound_behind_any_token() {
    let brand = Brand::open().await;
    brand.at_work().await;
    let unbound = brand.house.token_of("read,seat", Some("Brand manager"), None).await;
    let stock = brand.house.ask(get("/api/v1/stock").token(&unbound)).await;
    let rows = stock.body["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 1, "the tea and nothing else: {}", stock.text);
    let bound = brand.house.station.context.ledger.writer().turn(|tx| operator::by_name(tx, "Brand manager"));
    assert_eq!(bound.await.unwrap().unwrap().owner, Some(brand.id), "as the person was added");
    brand.house.close().await;
}
