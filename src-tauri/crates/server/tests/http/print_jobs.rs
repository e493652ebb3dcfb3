//! Answers about labels over HTTP: once per key, by whom, on record; and what is refused.

use crate::support::*;
use devices::{Batch, Doubt};
use domain::PrintJobId;
use ledger::table::audit;
use ledger::table::print_job::{self, PrintState};
use serde_json::{Value, json};
use uuid::Uuid;

impl House {
    /// The label of goods that were received; no printer is here.
    async fn a_label(&self) -> PrintJobId {
        let operator = self.token_of("read,seat", Some("Shift lead 1"), None).await;
        let body = json!({ "inputs": [{ "scan": self.card("24 × Sambal Bawang, new lot").await }] });
        let key = Uuid::now_v7().to_string();
        let done = self
            .ask(post("/api/v1/commands/receive", body).with("idempotency-key", &key).token(&operator))
            .await;
        assert_eq!(done.status, 200, "{}", done.text);
        done.body["print_jobs"][0].as_str().expect("one label").parse().unwrap()
    }

    async fn say(&self, by: &str, id: PrintJobId, act: &str, key: Uuid, body: Value) -> Answer {
        let token = self.token_of("read,seat", Some(by), None).await;
        let path = format!("/api/v1/print-jobs/{id}/{act}");
        self.ask(post(&path, body).with("idempotency-key", &key.to_string()).token(&token)).await
    }

    async fn state_of(&self, id: PrintJobId) -> PrintState {
        let found = self.station.context.ledger.writer().turn(move |tx| print_job::by_id(tx, id)).await;
        found.unwrap().expect("the job is there").state
    }
}

const OPERATOR: &str = "Operator 3";

#[tokio::test]
async fn the_last_good_label_is_said_once_per_key_and_what_cannot_be_is_refused() {
    let house = House::open().await;
    let id = house.a_label().await;
    house
        .say(OPERATOR, id, "settle", Uuid::now_v7(), json!({ "last_good": 1 }))
        .await
        .is_problem(422, "print-nothing-asked");
    let mut batch = Batch::new(1);
    batch.doubt_rest(Doubt::PowerLost);
    let json = serde_json::to_string(&batch).unwrap();
    let doubted = house.station.context.ledger.writer().turn(move |tx| {
        print_job::take(tx, id, "P-1", &json)?;
        print_job::set_state(tx, id, PrintState::Unknown, "{}", 1)
    });
    doubted.await.unwrap();
    let token = house.token("read").await;
    let jobs = house.ask(get("/api/v1/print-jobs").token(&token)).await;
    assert_eq!(jobs.body["rows"][0]["question"], json!({ "ask": "last_good", "first": 1, "last": 1 }));
    assert_eq!(jobs.body["rows"][0]["labels"]["in_doubt_count"], 1, "{}", jobs.text);

    let far = house.say(OPERATOR, id, "settle", Uuid::now_v7(), json!({ "last_good": 7 })).await;
    far.is_problem(422, "label-never-sent");
    let key = Uuid::now_v7();
    let settled = house.say(OPERATOR, id, "settle", key, json!({ "last_good": 1 })).await;
    assert_eq!(
        (settled.status.as_u16(), &settled.body["state"]),
        (200, &json!("confirmed")),
        "{}",
        settled.text
    );
    let again = house.say(OPERATOR, id, "settle", key, json!({ "last_good": 1 })).await;
    assert_eq!(again.text, settled.text, "the same key is answered word for word");
    house
        .say(OPERATOR, id, "settle", key, json!({ "last_good": 0 }))
        .await
        .is_problem(409, "http-key-reused");
    let rows = house.station.context.ledger.writer().turn(|tx| audit::recent(tx, 20)).await.unwrap();
    let said = rows.iter().filter(|row| row.action == "print_settled").count();
    assert_eq!(said, 1, "who said it is on record, once: {rows:?}");
    house.close().await;
}

#[tokio::test]
async fn labels_that_have_not_begun_are_cancelled_and_only_once() {
    let house = House::open().await;
    let id = house.a_label().await;
    let refused = house.say("Customer service 1", id, "cancel", Uuid::now_v7(), json!({})).await;
    refused.is_problem(403, "refusal-not-allowed");
    let cancelled = house.say(OPERATOR, id, "cancel", Uuid::now_v7(), json!({})).await;
    assert_eq!(cancelled.status, 200, "{}", cancelled.text);
    assert_eq!(house.state_of(id).await, PrintState::Cancelled);
    house.say(OPERATOR, id, "cancel", Uuid::now_v7(), json!({})).await.is_problem(422, "print-ended");
    let other = house.say(OPERATOR, id, "accept-printer", Uuid::now_v7(), json!({ "dpi": 300 })).await;
    other.is_problem(422, "print-nothing-asked");
    let other = house.say(OPERATOR, id, "look-again", Uuid::now_v7(), json!({})).await;
    other.is_problem(422, "print-nothing-asked");
    house.close().await;
}
