//! Tasks and the tray over HTTP: who sees what, who settles it, and that it is on record.

use crate::support::*;
use domain::permission::Role;
use domain::{ScanId, TaskId};
use ledger::table::task::{self, NewTask, Severity};
use ledger::table::{audit, count, location, operator, scan};
use serde_json::{Value, json};
use uuid::Uuid;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

impl House {
    /// A whole job by this person.
    async fn job(&self, command: &str, by: &str, inputs: Value) {
        let token = self.token_of("read,seat", Some(by), None).await;
        let ask = post(&format!("/api/v1/commands/{command}"), json!({ "inputs": inputs }));
        let done = self.ask(ask.with("idempotency-key", &Uuid::now_v7().to_string()).token(&token)).await;
        assert_eq!(done.status, 200, "the job is done: {}", done.text);
    }

    /// An operator counts 600 bottles where the book has 620.
    async fn count_bottles(&self) {
        let inputs = json!([
            { "scan": "A-03-1" }, { "scan": "PK-BTL" },
            { "tap": "quantity", "amount": "600", "pack": null },
            { "tap": "answer", "answer": "could_not_find" },
        ]);
        self.job("count", "Operator 3", inputs).await;
    }

    async fn tasks(&self, by: &str, query: &str) -> Vec<Value> {
        let token = self.token_of("read", Some(by), None).await;
        let listed = self.ask(get(&format!("/api/v1/tasks{query}")).token(&token)).await;
        assert_eq!(listed.status, 200, "{}", listed.text);
        listed.body["rows"].as_array().expect("a page has rows").clone()
    }

    async fn settle(&self, by: &str, id: &str, why: Value) -> Answer {
        let token = self.token_of("seat", Some(by), None).await;
        self.ask(post(&format!("/api/v1/tasks/{id}/settle"), why).token(&token)).await
    }

    /// Numbers at a place that nobody has settled.
    async fn open_counts_at(&self, code: &'static str) -> usize {
        let lines = self.station.context.ledger.writer().turn(move |tx| {
            let place = location::by_code(tx, code)?.expect("the house has the place");
            count::open_at(tx, place.id)
        });
        lines.await.unwrap().len()
    }

    /// Who did this, as it stands on record.
    async fn who_did(&self, act: &'static str) -> Vec<String> {
        let rows = self.station.context.ledger.writer().turn(move |tx| {
            let rows = audit::recent(tx, 100)?.into_iter().filter(|row| row.action == act);
            let names = rows.map(|row| {
                let by = row.operator.map(|id| operator::by_id(tx, id)).transpose()?.flatten();
                Ok(by.map(|by| by.name).unwrap_or_default())
            });
            names.collect()
        });
        rows.await.unwrap()
    }
}

#[tokio::test]
async fn a_count_that_waits_for_a_lead_is_listed_seen_and_settled() {
    let house = House::open().await;
    house.count_bottles().await;
    let rows = house.tasks("Shift lead 1", "").await;
    let row = &rows[0];
    let id = row["id"].as_str().unwrap();
    assert_eq!((rows.len(), &row["kind"], &row["state"]), (1, &json!("count_difference"), &json!("open")));
    assert_eq!(row["message"]["values"]["counted"]["value"], json!({ "amount": "600", "unit": "pcs" }));
    assert_eq!(
        row["way"],
        json!({ "to": "seat", "tap": { "tap": "post_count", "task": id } }),
        "it can be taken"
    );
    assert_eq!(house.open_counts_at("A-03-1").await, 1, "the number waits with it");
    assert_eq!(row["answers"][0]["code"], "resolution-counted-again", "or settled by what was done: {row}");

    let operator = &house.tasks("Operator 3", "").await[0];
    assert_eq!(
        (&operator["can_settle"], &operator["way"]),
        (&json!(false), &Value::Null),
        "they only see it"
    );
    house
        .settle("Operator 3", id, json!({ "answer": "resolution-counted-again" }))
        .await
        .is_problem(403, "refusal-not-allowed");

    let lead = house.token_of("seat", Some("Shift lead 1"), None).await;
    for _ in 0..2 {
        let seen = house.ask(post(&format!("/api/v1/tasks/{id}/see"), json!({})).token(&lead)).await;
        assert_eq!(seen.status, 204, "{}", seen.text);
    }
    assert_eq!(house.tasks("Shift lead 1", "").await[0]["state"], "seen");
    assert_eq!(house.who_did("task_seen").await, ["Shift lead 1"], "once is enough");

    house.settle("Shift lead 1", id, json!({})).await.is_problem(422, "refusal-needs-reason");
    house.settle("Shift lead 1", id, json!({ "note": "  " })).await.is_problem(422, "refusal-needs-reason");
    let foreign = house.settle("Shift lead 1", id, json!({ "answer": "resolution-sent-back" })).await;
    foreign.is_problem(422, "refusal-needs-reason");
    let settled = house.settle("Shift lead 1", id, json!({ "answer": "resolution-counted-again" })).await;
    assert_eq!(settled.status, 204, "{}", settled.text);
    let again = house.settle("Shift lead 1", id, json!({ "note": "twice" })).await;
    again.is_problem(409, "refusal-settled-meanwhile");
    assert_eq!(house.who_did("task_settled").await, ["Shift lead 1"], "on record");
    assert!(house.tasks("Shift lead 1", "").await.is_empty());
    assert_eq!(house.open_counts_at("A-03-1").await, 0, "nothing keeps earlier work from being undone");

    let past = &house.tasks("Operator 3", "?settled=true").await[0];
    assert_eq!((&past["state"], &past["settled_by"]), (&json!("settled"), &json!("Shift lead 1")));
    assert_eq!(past["resolution"]["code"], "resolution-counted-again");
    house.pass_ms(31 * DAY_MS);
    assert!(house.tasks("Operator 3", "?settled=true").await.is_empty(), "after a month it is history");
    house.close().await;
}

#[tokio::test]
async fn what_was_short_in_the_book_says_which_goods_and_is_settled_in_own_words() {
    let house = House::open().await;
    let inputs = json!([
        { "tap": "answer", "answer": "take_out" }, { "scan": "A-03-1" }, { "scan": "PK-BTL" },
        { "tap": "quantity", "amount": "700", "pack": null },
        { "tap": "answer", "answer": "could_not_find" }, { "tap": "answer", "answer": "take" },
    ]);
    house.job("adjust", "Inventory manager 1", inputs).await;
    let row = &house.tasks("Inventory manager 1", "").await[0];
    assert_eq!(row["kind"], "book_was_short");
    assert_eq!(row["goods"][1]["values"]["quantity"]["value"]["amount"], "700", "what left: {row}");
    assert_eq!((&row["way"]["to"], &row["way"]["item"]["sku"]), (&json!("history"), &json!("PK-BTL")));
    let id = row["id"].as_str().unwrap();
    let words = "  80 stood behind the pillar  ";
    assert_eq!(house.settle("Inventory manager 1", id, json!({ "note": words })).await.status, 204);
    let past = &house.tasks("Operator 3", "?settled=true").await[0];
    assert_eq!(past["resolution"]["values"]["note"]["value"], words.trim());
    house.close().await;
}

#[tokio::test]
async fn a_delivery_s_task_ends_with_the_delivery() {
    let house = House::open().await;
    let id = TaskId(Uuid::now_v7());
    let new = NewTask {
        id,
        kind: "delivery".to_owned(),
        cause: "delivery:x".to_owned(),
        message_json:
            r#"{"code":"why-order-not-there","values":{"vendor":{"kind":"word","value":"vendor-katana"}}}"#
                .to_owned(),
        severity: Severity::High,
        role: Role::InventoryManager,
        entry: None,
        since_ms: 0,
    };
    house.station.context.ledger.writer().turn(move |tx| task::raise(tx, &new)).await.unwrap();
    let row = &house.tasks("Inventory manager 1", "").await[0];
    assert_eq!((&row["way"], &row["can_settle"]), (&json!({ "to": "sync" }), &json!(false)));
    let (id, note) = (id.to_string(), json!({ "note": "done there" }));
    house.settle("Shift lead 1", &id, note.clone()).await.is_problem(403, "refusal-not-allowed");
    house.settle("Inventory manager 1", &id, note.clone()).await.is_problem(422, "refusal-settle-there");
    let unknown = "019a0000-0000-7000-8000-000000000000";
    house.settle("Inventory manager 1", unknown, note.clone()).await.is_problem(404, "http-not-found");
    house.settle("Inventory manager 1", "x", note.clone()).await.is_problem(404, "http-not-found");
    let nobody = house.token("read,seat").await;
    let ask = post(&format!("/api/v1/tasks/{id}/settle"), note).token(&nobody);
    house.ask(ask).await.is_problem(403, "http-needs-operator");
    house.ask(get("/api/v1/tasks?cursor=x").token(&nobody)).await.is_problem(400, "http-bad-field");
    house.close().await;
}

/// Parks a pallet nobody knows while goods without an order are received; gives its scan.
async fn park(house: &House) -> String {
    let token = house.signed_in().await;
    let seat = async |body: Value| {
        let answer = house.ask(post("/api/v1/seats/main/taps", body).token(&token)).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.body
    };
    let tap =
        |screen: &Value, tap: Value| json!({ "id": Uuid::now_v7(), "number": screen["number"], "tap": tap });
    let home = house.ask(get("/api/v1/seats/main/screen").token(&token)).await.body;
    let receive = seat(tap(&home, json!({ "tap": "open_flow", "flow": "receive" }))).await;
    seat(tap(&receive, json!({ "tap": "answer", "answer": "no_order" }))).await;
    let code = "]C10208991234567891172706273724\u{1d}10L-77";
    let scan = json!({ "seat": "main", "code": code });
    let unknown = house.ask(post("/api/v1/scans", scan).token(&token)).await;
    assert_eq!(unknown.body["screen"]["kind"], "name_it", "nobody knows it: {}", unknown.text);
    seat(tap(&unknown.body, json!({ "tap": "park" }))).await;
    let tray = house.ask(get("/api/v1/parked").token(&token)).await;
    tray.body[0]["scan"].as_str().expect("it is in the tray").to_owned()
}

#[tokio::test]
async fn the_tray_says_where_a_code_was_parked_and_what_it_told() {
    let house = House::open().await;
    park(&house).await;
    let by = async |name: &str| {
        let token = house.token_of("read", Some(name), None).await;
        house.ask(get("/api/v1/parked").token(&token)).await.body[0].clone()
    };
    let row = by("Shift lead 1").await;
    assert_eq!((&row["code"], &row["flow"]), (&json!("08991234567891"), &json!("receive")));
    assert_eq!((&row["lot"], &row["quantity"]), (&json!("L-77"), &json!({ "amount": "24", "unit": "pcs" })));
    assert_eq!((&row["operator"], &row["known"]), (&json!("Shift lead 1"), &Value::Null));
    assert_eq!(
        (&row["can_take_out"], row["discard_reasons"].as_array().map(Vec::len)),
        (&json!(true), Some(3))
    );
    let operator = by("Operator 3").await;
    assert_eq!((&operator["can_take_out"], &operator["discard_reasons"]), (&json!(false), &json!([])));
    house.close().await;
}

#[tokio::test]
async fn what_is_not_ours_leaves_the_tray_with_a_reason_on_record() {
    let house = House::open().await;
    let id = park(&house).await;
    let path = format!("/api/v1/parked/{id}/discard");
    let discard = async |by: &str, why: Value| {
        let token = house.token_of("seat", Some(by), None).await;
        house.ask(post(&path, why).token(&token)).await
    };
    let not_ours = json!({ "answer": "resolution-not-ours" });
    discard("Operator 3", not_ours.clone()).await.is_problem(403, "refusal-not-allowed");
    discard("Shift lead 1", json!({})).await.is_problem(422, "refusal-needs-reason");
    assert_eq!(discard("Shift lead 1", not_ours.clone()).await.status, 204);
    discard("Shift lead 1", not_ours).await.is_problem(409, "refusal-settled-meanwhile");
    assert_eq!(house.who_did("parked_discarded").await, ["Shift lead 1"], "on record");
    let scan: ScanId = id.parse().unwrap();
    let kept =
        house.station.context.ledger.writer().turn(move |tx| scan::by_id(tx, scan)).await.unwrap().unwrap();
    assert_eq!(kept.verdict, domain::scan::ScanVerdict::Refused, "the scan itself is kept for ever");
    assert!(kept.message.contains("resolution-not-ours"), "with why: {}", kept.message);
    let token = house.token("read").await;
    assert_eq!(house.ask(get("/api/v1/parked").token(&token)).await.body, json!([]));
    let unknown = post("/api/v1/parked/x/discard", json!({})).token(&house.token("seat").await);
    house.ask(unknown).await.is_problem(404, "http-not-found");
    house.close().await;
}
