//! Whatever other programs send: bodies of any shape to every route, half of them nearly right. Each is answered, none
//! with a failure of ours, every refusal is a problem with a code and a sentence, and nothing is booked unasked.

use crate::support::{House, get, post};
use axum::http::{Method, StatusCode};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use uuid::Uuid;

/// So often each route is tried.
const TRIED: usize = 6;
/// Keys, texts and addresses of one sort.
const BODIES: usize = 160;

/// What stands in a path for each of its names: right, nearly right, and anything.
fn part(name: &str) -> &'static str {
    match name {
        "seat" => "main|dock|[a-z0-9]{1,9}",
        "sku" => "SALT|SUGAR|[A-Z0-9-]{1,12}",
        "name" => "receive|move|count|adjust|[a-z]{1,9}",
        "act" => "hold|release|recall|extend|certificate|[a-z]{1,9}",
        "kind" => "items|stock|locations|[a-z-]{1,12}",
        _ => "01900000-0000-7000-8000-000000000001|0190|[a-zA-Z0-9.-]{1,40}|(%[0-9A-F]{2}){1,4}",
    }
}

/// The methods and paths of all routes there are, so that a new one is tried by itself; the stream of events never
/// ends and is no answer.
fn routes(is_meant: fn(&Method) -> bool) -> Vec<(Method, String)> {
    let all = server::routes().into_iter().map(|route| (route.method, format!("/api/v1{}", route.path)));
    all.filter(|(method, path)| is_meant(method) && !path.ends_with("/events")).collect()
}

/// A path with something in each of its places.
fn filled(path: &str, runner: &mut TestRunner) -> String {
    let mut pieces =
        path.split('/').map(|piece| match piece.strip_prefix('{').and_then(|it| it.strip_suffix('}')) {
            Some(name) => drawn(runner, &part(name)),
            None => piece.to_owned(),
        });
    let first = pieces.next().unwrap_or_default();
    pieces.fold(first, |path, piece| format!("{path}/{piece}"))
}

/// Mostly a right one.
const KEYS: &str = "0190[0-9a-f]{4}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}|[ -~]{1,40}";
const NAMES: &str = "Shift%20lead%201|(%[0-9A-Fa-f]{0,2}|[a-z0-9]){1,12}|[!-~]{1,20}";

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
                 |text|control|gap_ms|name|role|language|scopes|operator|days|answer|reason|purpose|lines|sku|quantity\
                 |unit|lot|owner|[a-z]{1,6}";
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
        json!({"purpose": "order", "lines": [{"sku": "SALT", "quantity": {"amount": "1", "unit": "kg"}}]}),
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
    let routes = routes(|method| method != Method::GET);
    assert!(routes.len() > 25, "what can be done from outside: {routes:?}");
    for round in 0..routes.len() * TRIED {
        let (method, path) = &routes[round % routes.len()];
        let path = filled(path, &mut runner);
        let is_any = (round / routes.len()).is_multiple_of(2);
        let body = if is_any { drawn(&mut runner, &any_body) } else { drawn(&mut runner, &nearly_right) };
        let (key, name) = (drawn(&mut runner, &KEYS), drawn(&mut runner, &NAMES));
        let ask = post(&path, body.clone()).by(method.clone()).token(&token);
        let answer =
            house.ask(ask.with("idempotency-key", key.trim()).with("tallyman-operator", &name)).await;
        let what = format!("{method} {path} with {body}: {} {}", answer.status, answer.text);
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
    let routes = routes(|method| method != Method::GET);
    for round in 0..routes.len() * TRIED {
        let (method, path) = &routes[round % routes.len()];
        let path = filled(path, &mut runner);
        let text = drawn(&mut runner, &texts);
        let ask = post(&path, Value::Null).by(method.clone()).body(&text).token(&token);
        let answer = house.ask(ask).await;
        assert!(!answer.status.is_server_error(), "{path} with {text:?}: {} {}", answer.status, answer.text);
    }
    let deep = format!("{}{}", "[".repeat(20_000), "]".repeat(20_000));
    for (method, path) in routes {
        let path = filled(&path, &mut runner);
        let answer = house.ask(post(&path, Value::Null).by(method).body(&deep).token(&token)).await;
        assert!(!answer.status.is_server_error(), "{path} survives a tower of brackets: {}", answer.status);
    }
    house.close().await;
}

#[tokio::test]
async fn questions_of_any_shape_are_answered() {
    let house = House::open().await;
    let token = house.token("read,seat,admin").await;
    let mut runner = runner();
    let names = "(search|cursor|seat|limit|item|lot|serial|at|kind|from|to|location|entry|document|owner|operator|state|vendor|code|\
         text|sku|what|form|language|depth|reservation|ended|settled|name|dry_run)";
    let values = "[a-zA-Z0-9_.-]{0,20}|(%[0-9A-F]{2}){0,6}|[0-9]{1,25}|-1";
    let routes = routes(|method| method == Method::GET);
    assert!(routes.len() > 25, "what can be asked from outside: {routes:?}");
    for round in 0..routes.len() * TRIED {
        let (name, value) = (drawn(&mut runner, &names), drawn(&mut runner, &values));
        let path = format!("{}?{name}={value}", filled(&routes[round % routes.len()].1, &mut runner));
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
