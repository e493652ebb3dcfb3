//! Scans and taps over HTTP: the same door as the floor's own, with numbers on the screens and events behind.

use crate::support::*;
use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use std::time::Duration;
use tokio_stream::StreamExt;
use tower::ServiceExt;
use uuid::Uuid;

fn tap(number: &Value, tap: Value) -> Ask {
    post("/api/v1/seats/main/taps", json!({ "id": Uuid::now_v7(), "number": number, "tap": tap }))
}

#[tokio::test]
async fn a_badge_signs_in_and_a_tap_opens_a_flow() {
    let house = House::open().await;
    let token = house.signed_in().await;
    let screen = house.ask(get("/api/v1/seats/main/screen").token(&token)).await.body;
    assert_eq!(screen["operator"]["name"], "Shift lead 1", "the badge's person is active");
    let opened = house
        .ask(tap(&screen["number"], json!({ "tap": "open_flow", "flow": "receive" })).token(&token))
        .await;
    assert_eq!(opened.body["screen"]["kind"], "receive", "the flow is open: {}", opened.text);
    house.close().await;
}

#[tokio::test]
async fn a_tap_on_a_screen_that_has_changed_is_stale() {
    let house = House::open().await;
    let token = house.signed_in().await;
    let screen = house.ask(get("/api/v1/seats/main/screen").token(&token)).await.body;
    let open = || tap(&screen["number"], json!({ "tap": "open_flow", "flow": "receive" })).token(&token);
    assert_eq!(house.ask(open()).await.status, 200, "the first touch counts");
    house.ask(open()).await.is_problem(409, "refusal-stale-screen");
    house.close().await;
}

#[tokio::test]
async fn nobody_is_signed_in_by_what_a_body_says() {
    let house = House::open().await;
    let token = house.token("read,seat").await;
    let forged = json!({ "seat": "main", "code": "RM-SAL", "operator": "Administrator 1" });
    let answer = house.ask(post("/api/v1/scans", forged).token(&token)).await;
    assert_eq!(answer.body["operator"], Value::Null, "who works comes from a badge: {}", answer.text);
    assert_eq!(
        answer.body["verdict"]["message"]["code"], "refusal-needs-badge",
        "and without one nothing is done"
    );
    house.close().await;
}

#[tokio::test]
async fn the_same_scan_twice_is_taken_once() {
    let house = House::open().await;
    let token = house.signed_in().await;
    let scan = json!({ "seat": "main", "code": "PO-3108", "id": Uuid::now_v7() });
    let first = house.ask(post("/api/v1/scans", scan.clone()).token(&token)).await;
    let second = house.ask(post("/api/v1/scans", scan).token(&token)).await;
    assert_eq!(
        first.body["number"], second.body["number"],
        "an answer that was lost is given again, nothing is redone"
    );
    house.close().await;
}

#[tokio::test]
async fn a_burst_of_keys_is_a_scan() {
    let house = House::open().await;
    let token = house.signed_in().await;
    let key = |code: &str, text: &str| {
        json!({ "code": code, "text": text, "shift": false, "control": false, "alt": false, "caps_lock": false,
                "gap_ms": 4.0 })
    };
    let keys = ["C", "0", "1"].map(|text| match text {
        "C" => key("KeyC", "c"),
        digit => key(&format!("Digit{digit}"), digit),
    });
    let [c, zero, one] = keys;
    let burst =
        json!({ "id": Uuid::now_v7(), "keys": [c, key("Minus", "-"), zero, one], "terminator": "enter" });
    let answer = house.ask(post("/api/v1/seats/main/bursts", burst).token(&token)).await;
    assert_eq!(answer.body["verdict"]["code"], "c-01", "the keys are the code: {}", answer.text);
    let empty = json!({ "id": Uuid::now_v7(), "keys": [], "terminator": "enter" });
    house
        .ask(post("/api/v1/seats/main/bursts", empty).token(&token))
        .await
        .is_problem(422, "refusal-unreadable");
    house.close().await;
}

#[tokio::test]
async fn events_tell_the_screen_at_once_and_after_each_scan() {
    let house = House::open().await;
    let token = house.signed_in().await;
    let request = Request::get("/api/v1/events?seat=main")
        .header("host", "127.0.0.1:8710")
        .header("authorization", format!("Bearer {token}"));
    let response = house.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/event-stream", "an event source reads it");
    let mut events =
        Events { stream: Box::pin(response.into_body().into_data_stream()), heard: String::new() };
    events.until("event: screen", "Shift lead 1").await;
    events.until("event: status", "STATION-1").await;
    let scanned =
        house.ask(post("/api/v1/scans", json!({ "seat": "main", "code": "PO-3108" })).token(&token)).await;
    events.until("event: screen", &format!("\"number\":{}", scanned.body["number"])).await;
    house.close().await;
}

struct Events {
    stream:
        std::pin::Pin<Box<dyn tokio_stream::Stream<Item = Result<axum::body::Bytes, axum::Error>> + Send>>,
    heard: String,
}

impl Events {
    /// Reads on until an event of this name holds `part`.
    async fn until(&mut self, name: &str, part: &str) {
        let found = tokio::time::timeout(Duration::from_secs(10), async {
            loop {
                if self.heard.split("\n\n").any(|event| event.starts_with(name) && event.contains(part)) {
                    return;
                }
                let bytes = self.stream.next().await.expect("the stream goes on").unwrap();
                self.heard.push_str(&String::from_utf8_lossy(&bytes));
            }
        });
        found.await.unwrap_or_else(|_| panic!("{name} with {part} came: {}", self.heard));
    }
}
