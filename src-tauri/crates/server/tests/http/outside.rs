//! Whatever other programs send: bodies of any shape to every route, half of them nearly right. Each is answered, none
//! with a failure of ours, every refusal is a problem with a code and a sentence, and nothing is booked unasked.

use crate::support::{House, get, post};
use axum::http::StatusCode;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use uuid::Uuid;

const POSTS: [&str; 19] = [
    "/api/v1/scans",
    "/api/v1/seats/main/taps",
    "/api/v1/seats/main/bursts",
    "/api/v1/commands/receive",
    "/api/v1/commands/move",
    "/api/v1/commands/count",
    "/api/v1/commands/adjust",
    "/api/v1/demo/scan",
    "/api/v1/operators",
    "/api/v1/tokens",
    "/api/v1/pairings",
    "/api/v1/deliveries/0190/retry",
    "/api/v1/deliveries/01900000-0000-7000-8000-000000000001/set-aside",
    "/api/v1/reservations",
    "/api/v1/reservations/01900000-0000-7000-8000-000000000001/extend",
    "/api/v1/reservations/0190/release",
    "/api/v1/tasks/01900000-0000-7000-8000-000000000001/see",
    "/api/v1/tasks/0190/settle",
    "/api/v1/parked/01900000-0000-7000-8000-000000000001/discard",
];
const GETS: [&str; 16] = [
    "stock",
    "history",
    "items",
    "deliveries",
    "print-jobs",
    "parked",
    "items/SALT/history",
    "devices",
    "status",
    "history/totals",
    "stock/explain",
    "stock/item",
    "find",
    "recall",
    "reservations",
    "tasks",
];
const BODIES: usize = 160;

fn odd() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        Just(Value::from(Uuid::from_u128(7).to_string())),
        "[a-z_]{0,12}|-?[0-9]{0,20}(\\.[0-9]{0,9})?|.{0,40}".prop_map(Value::from),
    ]
}

/// A body with the right names in it, and anything behind them.
fn any_body() -> impl Strategy<Value = Value> {
    let names = "id|seat|code|symbology|number|tap|flow|document|inputs|scan|amount|pack|date|keys|terminator|shift\
                 |text|control|gap_ms|name|role|language|scopes|operator|days|answer|reason|[a-z]{1,6}";
    odd().prop_recursive(3, 30, 5, move |inner| {
        prop_oneof![
            1 => prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            3 => prop::collection::hash_map(names, inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// A right one with one value that nobody expects.
fn nearly_right() -> impl Strategy<Value = Value> {
    let tap = json!({"tap": "quantity", "amount": "5", "pack": null});
    let key = json!({"code": "KeyA", "text": "a", "shift": false, "control": false, "alt": false, "caps_lock": false,
                     "gap_ms": 4.0});
    let right = vec![
        json!({"id": Uuid::from_u128(9), "number": 1, "tap": tap}),
        json!({"seat": "main", "code": "PO-3108", "symbology": "]C1", "id": Uuid::from_u128(9)}),
        json!({"id": Uuid::from_u128(9), "keys": [key], "terminator": "enter"}),
        json!({"document": null, "inputs": [{"scan": "SALT"}, tap, {"tap": "done"}]}),
        json!({"name": "Operator 9", "role": "lead", "language": "id"}),
        json!({"name": "till", "scopes": "read", "seat": null, "operator": null, "days": 1}),
    ];
    (prop::sample::select(right), any::<prop::sample::Index>(), odd()).prop_map(|(mut body, which, odd)| {
        let map = body.as_object_mut().expect("all of them are objects");
        let at = which.index(map.len());
        if let Some(value) = map.values_mut().nth(at) {
            *value = odd;
        }
        body
    })
}

fn drawn<T: std::fmt::Debug>(runner: &mut TestRunner, strategy: &impl Strategy<Value = T>) -> T {
    strategy.new_tree(runner).expect("nothing is filtered out").current()
}

/// Another run each time; proptest's own variable repeats one.
fn runner() -> TestRunner {
    TestRunner::new(Config::default())
}

async fn entry_count(house: &House) -> i64 {
    let writer = house.station.context.ledger.writer();
    writer.turn(|tx| ledger::table::station::this(tx)).await.unwrap().head_sequence
}

#[tokio::test]
async fn bodies_of_any_shape_are_refused_in_words() {
    let house = House::open().await;
    house.signed_in().await;
    let token = house.token_of("read,seat,admin", Some("Shift lead 1"), None).await;
    let before = entry_count(&house).await;
    let mut runner = runner();
    let (any_body, nearly_right) = (any_body(), nearly_right());
    for round in 0..BODIES {
        let path = POSTS[round % POSTS.len()];
        let is_any = round % 2 == 0;
        let body = if is_any { drawn(&mut runner, &any_body) } else { drawn(&mut runner, &nearly_right) };
        let ask = post(path, body.clone()).token(&token).with("idempotency-key", &Uuid::now_v7().to_string());
        let answer = house.ask(ask).await;
        let what = format!("{path} with {body}: {} {}", answer.status, answer.text);
        assert!(!answer.status.is_server_error(), "a failure of ours: {what}");
        if !answer.status.is_success() {
            let code = answer.body["code"].as_str().unwrap_or_default().to_owned();
            answer.is_problem(answer.status.as_u16(), &code);
            assert!(!code.is_empty(), "why is said: {what}");
        }
    }
    assert_eq!(entry_count(&house).await, before, "none of that was a job anybody asked for");
    assert_eq!(house.ask(get("/api/v1/health")).await.status, StatusCode::OK, "and it goes on");
    house.close().await;
}

#[tokio::test]
async fn bytes_that_are_no_json_are_refused_in_words() {
    let house = House::open().await;
    let token = house.token("read,seat,admin").await;
    let mut runner = runner();
    let texts = "[\\[\\]{}:,\"a-z0-9 .]{0,60}|.{0,60}";
    for round in 0..BODIES {
        let path = POSTS[round % POSTS.len()];
        let text = drawn(&mut runner, &texts);
        let answer = house.ask(post(path, Value::Null).body(&text).token(&token)).await;
        assert!(!answer.status.is_server_error(), "{path} with {text:?}: {} {}", answer.status, answer.text);
    }
    let deep = format!("{}{}", "[".repeat(20_000), "]".repeat(20_000));
    for path in POSTS {
        let answer = house.ask(post(path, Value::Null).body(&deep).token(&token)).await;
        assert!(!answer.status.is_server_error(), "{path} survives a tower of brackets: {}", answer.status);
    }
    house.close().await;
}

#[tokio::test]
async fn questions_of_any_shape_are_answered() {
    let house = House::open().await;
    let token = house.token("read,seat,admin").await;
    let mut runner = runner();
    let names =
        "(search|cursor|seat|limit|item|lot|kind|from|to|location|entry|operator|state|vendor|code|text|sku)";
    let values = "[a-zA-Z0-9_.-]{0,20}|(%[0-9A-F]{2}){0,6}|[0-9]{1,25}|-1";
    for round in 0..BODIES {
        let (name, value) = (drawn(&mut runner, &names), drawn(&mut runner, &values));
        let path = format!("/api/v1/{}?{name}={value}", GETS[round % GETS.len()]);
        let answer = house.ask(get(&path).token(&token)).await;
        assert!(!answer.status.is_server_error(), "{path}: {} {}", answer.status, answer.text);
    }
    house.close().await;
}

#[tokio::test]
async fn whatever_is_sent_as_a_key_opens_no_door() {
    let house = House::open().await;
    let mut runner = runner();
    let keys = "(Bearer|bearer|Basic|)[ ]{0,2}[a-zA-Z0-9_.=-]{0,60}|[ -~]{0,40}";
    let cookies = "(tallyman|other)=[a-zA-Z0-9_-]{0,50}(; (tallyman|x)=?[a-z0-9]{0,9}){0,3}|[ -~]{0,40}";
    for round in 0..BODIES {
        for (name, strategy) in [("authorization", keys), ("cookie", cookies)] {
            let value = drawn(&mut runner, &strategy);
            // From one machine alone the door would soon be shut.
            let answer = house.ask(get("/api/v1/stock").with(name, value.trim()).from(round / 8)).await;
            assert_eq!(
                answer.status,
                StatusCode::UNAUTHORIZED,
                "{name}: {value:?} is nobody: {}",
                answer.text
            );
        }
    }
    house.close().await;
}

#[test]
fn the_address_of_the_owner_is_what_was_written_or_said_to_be_unreadable() {
    let mut runner = runner();
    let texts = "\\{\"address\":\"[a-z:/.0-9]{0,30}\",\"token\":\"[a-z0-9]{0,9}\",\"pid\":[0-9]{1,12}\\}|[\\[\\]{}:,\"a-z0-9]{0,40}|.{0,20}";
    let data = tempfile::tempdir().unwrap();
    std::fs::create_dir(data.path().join("run")).unwrap();
    for _ in 0..BODIES {
        let text = drawn(&mut runner, &texts);
        std::fs::write(data.path().join("run/endpoint"), &text).unwrap();
        match server::endpoint::Endpoint::read(data.path()) {
            Ok(Some(read)) => {
                assert!(text.contains(&read.address) && text.contains(&read.token), "of {text:?}")
            }
            Ok(None) => panic!("the file is there: {text:?}"),
            Err(error) => assert!(!error.to_string().is_empty(), "why {text:?} is no address"),
        }
    }
}
