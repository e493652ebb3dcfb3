//! Files in and out over HTTP: a dry run, taken in once, undone as a whole, refused by its cells; and the clock that a
//! lead confirms.

use crate::support::*;
use axum::http::Method;
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use uuid::Uuid;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
const MANAGER: &str = "Inventory manager 1";
const ITEMS: &str = "SKU,Name,Unit\nNEW-1,First,pcs\nNEW-2,Second,kg\n";
const STOCK: &str = "SKU,Location,Quantity\nNEW-1,A-03-1,60\nNEW-2,A-03-1,2.5\n";

fn file(query: &str, key: Uuid, content: &str) -> Ask {
    Ask::bytes(&format!("/api/v1/imports?{query}"), content).with("idempotency-key", &key.to_string())
}

impl House {
    async fn send(&self, by: &str, query: &str, key: Uuid, content: &str) -> Answer {
        let token = self.token_of("read,seat", Some(by), None).await;
        self.ask(file(query, key, content).token(&token)).await
    }

    /// How it ended.
    async fn ended(&self, key: Uuid) -> Value {
        let token = self.token_of("read", Some(MANAGER), None).await;
        let patience = Instant::now() + Duration::from_secs(30);
        loop {
            let now = self.ask(get(&format!("/api/v1/imports/{key}")).token(&token)).await;
            assert_eq!(now.status, 200, "{}", now.text);
            if now.body["state"] == "ended" {
                return now.body;
            }
            assert!(Instant::now() < patience, "it comes to its end: {}", now.text);
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Taken in to the end; gives how that was.
    async fn taken(&self, query: &str, content: &str) -> Value {
        let key = Uuid::now_v7();
        let sent = self.send(MANAGER, query, key, content).await;
        assert_eq!(sent.status, 202, "{}", sent.text);
        self.ended(key).await
    }

    async fn undo(&self, by: &str, import: &str) -> Result<Value, Answer> {
        let token = self.token_of("read,seat", Some(by), None).await;
        let key = Uuid::now_v7();
        let ask = post(&format!("/api/v1/imports/{import}/undo"), json!({}));
        let asked = self.ask(ask.with("idempotency-key", &key.to_string()).token(&token)).await;
        if asked.status != 202 { Err(asked) } else { Ok(self.ended(key).await) }
    }

    async fn export(&self, path: &str) -> Answer {
        let token = self.token_of("read", Some(MANAGER), None).await;
        self.ask(get(&format!("/api/v1/exports/{path}")).token(&token)).await
    }
}

fn outcome(ended: &Value) -> (&str, bool) {
    let report = &ended["report"];
    (report["outcome"].as_str().unwrap(), report["is_good"] == true)
}

#[tokio::test]
async fn a_list_is_tried_taken_in_once_and_undone_as_a_whole() {
    let house = House::open().await;
    let tried = house.taken("name=items.csv&dry_run=true", ITEMS).await;
    assert_eq!(outcome(&tried), ("checked", true), "{tried}");
    assert_eq!(tried["report"]["new_count"], 2, "it says what it would do");
    assert_eq!(tried["report"]["differences"][1]["key"], "NEW-2", "line by line: {tried}");
    assert!(!house.export("items").await.text.contains("NEW-1"), "and did nothing");

    let key = Uuid::now_v7();
    for _ in 0..2 {
        let sent = house.send(MANAGER, "name=items.csv", key, ITEMS).await;
        assert_eq!((sent.status.as_u16(), &sent.body["id"]), (202, &json!(key.to_string())), "{}", sent.text);
    }
    let reused = house.send(MANAGER, "name=others.csv&kind=items", key, ITEMS).await;
    reused.is_problem(409, "http-key-reused");
    assert_eq!(outcome(&house.ended(key).await), ("applied", true));
    assert!(house.export("items").await.text.contains("NEW-2"), "it is in the book");

    let stock = house.taken("name=opening%20stock.csv", STOCK).await;
    assert_eq!(outcome(&stock), ("applied", true), "{stock}");
    let import = stock["report"]["import"].as_str().unwrap().to_owned();
    let twice = house.taken("name=opening-stock.csv&kind=opening_stock", &format!("{STOCK}\n")).await;
    assert_eq!(outcome(&twice), ("refused", false), "the same goods are opened once: {twice}");
    assert_eq!(twice["report"]["refused"][0]["why"]["code"], "line-opened-before", "{twice}");
    let operator = house.undo("Operator 3", &import).await.unwrap_err();
    operator.is_problem(403, "refusal-not-allowed");
    let undone = house.undo(MANAGER, &import).await.unwrap();
    assert_eq!(outcome(&undone), ("undone", true), "{undone}");
    assert!(!house.export("opening_stock").await.text.contains("NEW-1"), "the goods are gone again");
    let again = house.undo(MANAGER, &import).await.unwrap();
    assert_eq!(again["report"]["reasons"][0]["code"], "undo-already-undone", "{again}");

    let token = house.token_of("read", Some(MANAGER), None).await;
    let listed = house.ask(get("/api/v1/imports").token(&token)).await;
    let rows: Vec<(&Value, &Value, &Value)> = listed
        .body
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (&row["kind"], &row["state"], &row["can_undo"]))
        .collect();
    let expected = [
        (&json!("opening_stock"), &json!("undone"), &json!(false)),
        (&json!("items"), &json!("done"), &json!(true)),
    ];
    assert_eq!(rows, expected, "what was taken in is listed: {}", listed.text);
    house.close().await;
}

#[tokio::test]
async fn a_bad_cell_is_named_and_nothing_of_the_file_is_in_the_book() {
    let house = House::open().await;
    let bad = format!("{ITEMS}NEW-3,Third,parsec\n");
    let ended = house.taken("name=items.csv", &bad).await;
    assert_eq!(outcome(&ended), ("refused", false));
    let refused = &ended["report"]["refused"][0];
    assert_eq!((&refused["cell"], &refused["line"]), (&json!("C4"), &json!(4)), "{ended}");
    assert_eq!((&refused["found"], &refused["column"]), (&json!("parsec"), &json!("Unit")), "{ended}");
    assert!(ended["report"]["text"].as_str().unwrap().contains("C4"), "in words, too: {ended}");
    assert!(!house.export("items").await.text.contains("NEW-1"), "never half of it");
    house.close().await;
}

#[tokio::test]
async fn what_is_no_list_or_comes_from_nobody_is_refused_at_the_door() {
    let house = House::open().await;
    let key = Uuid::now_v7();
    house.send(MANAGER, "name=letter.csv", key, ITEMS).await.is_problem(400, "http-bad-field");
    house.send(MANAGER, "name=letter.csv&kind=songs", key, ITEMS).await.is_problem(400, "http-bad-field");
    for name in ["..%2Fitems.csv", ".items.csv", "%20", "C:%5Citems.csv"] {
        let way = house.send(MANAGER, &format!("name={name}&kind=items"), key, ITEMS).await;
        way.is_problem(400, "http-bad-field");
    }
    house.send("Operator 3", "name=items.csv", key, ITEMS).await.is_problem(403, "refusal-not-allowed");
    let nobody = house.token("read,seat").await;
    house.ask(file("name=items.csv", key, ITEMS).token(&nobody)).await.is_problem(403, "http-needs-operator");
    let form = file("name=items.csv", key, ITEMS).with("content-type", "text/csv").token(&nobody);
    house.ask(form).await.is_problem(415, "http-not-json");
    let elsewhere = Ask::bytes("/api/v1/scans", ITEMS).by(Method::POST).token(&nobody);
    house.ask(elsewhere).await.is_problem(415, "http-not-json");
    let token = house.token_of("read,seat", Some(MANAGER), None).await;
    let keyless = Ask::bytes("/api/v1/imports?name=items.csv", ITEMS).token(&token);
    house.ask(keyless).await.is_problem(400, "http-key-missing");
    house.ask(get(&format!("/api/v1/imports/{key}")).token(&token)).await.is_problem(404, "http-not-found");
    house.undo(MANAGER, &key.to_string()).await.unwrap_err().is_problem(404, "http-not-found");
    let kept = std::fs::read_dir(house.data().join("imports")).map_or(0, Iterator::count);
    assert_eq!(kept, 0, "nothing is kept of what was refused");
    house.close().await;
}

#[tokio::test]
async fn what_became_of_a_file_is_told_after_a_restart_too() {
    let house = House::open().await;
    let key = Uuid::now_v7();
    assert_eq!(house.send(MANAGER, "name=items.csv", key, ITEMS).await.status, 202);
    let ended = house.ended(key).await;
    let house = house.reopened().await;
    assert_eq!(house.ended(key).await, ended, "as it was told before");
    let sent = house.send(MANAGER, "name=items.csv", key, ITEMS).await;
    assert_eq!(sent.body["state"], "ended", "and the same key is not taken in again: {}", sent.text);
    house.close().await;
}

#[tokio::test]
async fn a_list_is_exported_as_csv_and_as_a_workbook_in_both_languages() {
    let house = House::open().await;
    let csv = house.export("stock").await;
    assert!(csv.text.starts_with("SKU,") && csv.text.contains("PK-BTL"), "{}", csv.text);
    assert_eq!(csv.headers["content-disposition"], "attachment; filename=\"stock.csv\"");
    let indonesian = house.export("stock?form=csv_indonesian&language=id").await;
    assert!(indonesian.text.contains("PK-BTL;"), "semicolons: {}", indonesian.text);
    let workbook = house.export("stock?form=xlsx").await;
    assert!(workbook.text.starts_with("PK\u{3}\u{4}"), "a workbook is a zip");
    house.export("songs").await.is_problem(404, "http-not-found");
    house.export("stock?language=xx").await.is_problem(400, "http-bad-field");
    let left = std::fs::read_dir(house.data().join("run")).unwrap();
    let patience = Instant::now() + Duration::from_secs(10);
    let names = || -> Vec<String> {
        let left = std::fs::read_dir(house.data().join("run")).unwrap();
        left.map(|file| file.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.starts_with("export-"))
            .collect()
    };
    drop(left);
    while !names().is_empty() && Instant::now() < patience {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert_eq!(names(), Vec::<String>::new(), "what was sent does not stay");
    house.close().await;
}

#[tokio::test]
async fn a_lead_says_that_the_clock_is_right_and_dates_are_sure_again() {
    let house = House::open().await;
    house.pass_ms(30 * DAY_MS);
    assert_eq!(house.taken("name=items.csv", ITEMS).await["state"], "ended", "work goes on meanwhile");
    let token = house.token_of("read,seat", Some("Shift lead 1"), None).await;
    let in_doubt =
        async || house.ask(get("/api/v1/status").token(&token)).await.body["date_in_doubt"] == true;
    house.until("the strip says that the date is not sure", &in_doubt).await;
    let confirm = async |token: &str| house.ask(post("/api/v1/date/confirm", json!({})).token(token)).await;
    let operator = house.token_of("read,seat", Some("Operator 3"), None).await;
    confirm(&operator).await.is_problem(403, "refusal-not-allowed");
    assert!(!house.station.context.time().standing.is_sure(), "an operator's word is not enough");
    assert_eq!(confirm(&token).await.status, 204);
    assert!(house.station.context.time().standing.is_sure(), "a lead's is");
    house.until("the strip is calm", async || !in_doubt().await).await;
    assert_eq!(confirm(&token).await.status, 204, "saying it twice is no mistake");
    house.close().await;
}

#[tokio::test]
async fn the_clocks_task_settled_as_right_is_the_same_word() {
    let house = House::open().await;
    house.pass_ms(30 * DAY_MS);
    house.station.context.changed.notify_one();
    let token = house.token_of("read,seat", Some("Shift lead 1"), None).await;
    let task = async || {
        let rows =
            house.ask(get("/api/v1/tasks").token(&token)).await.body["rows"].as_array().unwrap().clone();
        rows.into_iter().find(|row| row["kind"] == "clock")
    };
    house.until("the task is there", async || task().await.is_some()).await;
    let id = task().await.unwrap()["id"].as_str().unwrap().to_owned();
    let settle = post(&format!("/api/v1/tasks/{id}/settle"), json!({ "answer": "resolution-clock-right" }));
    assert_eq!(house.ask(settle.token(&token)).await.status, 204);
    assert!(house.station.context.time().standing.is_sure(), "dates are sure again");
    house.close().await;
}

#[tokio::test]
async fn a_crate_says_what_it_weighs_with_its_goods_or_why_nobody_knows() {
    let house = House::open().await;
    let token = house.token_of("read", Some(MANAGER), None).await;
    let weight = async |code: &str| {
        let page = house.ask(get(&format!("/api/v1/stock/place?code={code}")).token(&token)).await;
        assert_eq!(page.status, 200, "{}", page.text);
        page.body["weight"].clone()
    };
    let kg = |amount: &str| json!({ "amount": amount, "unit": "kg" });
    assert_eq!(weight("A-01-4").await, Value::Null, "a shelf is not put on a scale");
    let empty = weight("CR-001").await;
    assert_eq!(empty, json!({ "tare": kg("1.850"), "gross": kg("1.850"), "no_gross": null }), "it is empty");
    let opening = "SKU,Location,Lot,Quantity\nRM-SAL,CR-001,SAL-9,10.5\nRM-SAL,CR-003,SAL-9,2\n\
                   PK-BTL,CR-003,BTL-1,4\n";
    assert_eq!(outcome(&house.taken("name=opening_stock.csv", opening).await), ("applied", true));
    assert_eq!(weight("CR-001").await["gross"], kg("12.350"), "its goods and itself");
    let mixed = weight("CR-003").await;
    assert_eq!(mixed["gross"], Value::Null, "nobody knows what a bottle weighs");
    assert_eq!(mixed["no_gross"]["code"], "no-gross-not-by-weight", "and it says so: {mixed}");
    let tares = "Location,Tare\nCR-001,2 kg\nCR-002,none\n";
    assert_eq!(outcome(&house.taken("name=locations.csv", tares).await), ("applied", true));
    assert_eq!(weight("CR-001").await["gross"], kg("12.500"));
    let unknown = weight("CR-002").await;
    assert_eq!(unknown["no_gross"]["code"], "no-gross-no-tare", "somebody has to weigh it: {unknown}");
    assert_eq!(unknown["tare"], Value::Null);
    let wrong = house.taken("name=locations.csv", "Location,Tare\nCR-001,1850 kg\n").await;
    assert_eq!(wrong["report"]["refused"][0]["why"]["code"], "line-tare-too-heavy", "{wrong}");
    house.close().await;
}
