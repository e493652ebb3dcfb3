//! Who gets in: no token, wrong ones, narrow ones; wrong names of the station, pages from elsewhere.

use crate::support::*;
use axum::http::Method;
use serde_json::json;
use server::routes::Route;

/// Every route that is served and needs a caller, each with the scope it needs; variables stand for something.
fn routes() -> Vec<(&'static str, Ask)> {
    let served = server::routes().into_iter().filter_map(|route| Some((route.need.scope()?, route)));
    served.map(|(scope, route)| (scope, asked(&route))).collect()
}

fn asked(route: &Route) -> Ask {
    let path: Vec<&str> = route.path.split('/').map(value_of).collect();
    let path = format!("/api/v1{}", path.join("/"));
    if route.method == Method::GET { get(&path) } else { post(&path, json!({})).by(route.method.clone()) }
}

/// Something a variable of a path may stand for.
fn value_of(part: &str) -> &str {
    match part {
        "{seat}" => "main",
        "{sku}" => "RM-SAL",
        "{kind}" => "items",
        "{name}" => "receive",
        part if part.starts_with('{') => "019a0000-0000-7000-8000-000000000000",
        part => part,
    }
}

#[tokio::test]
async fn nobody_gets_in_without_a_token() {
    let house = House::open().await;
    for (_, ask) in routes() {
        house.ask(ask).await.is_problem(401, "http-no-caller");
    }
    // Each from another machine and with another guess: too many of one are not even looked at.
    for (number, (_, ask)) in routes().into_iter().enumerate() {
        let guess = format!("guessed-{number}");
        house.ask(ask.token(&guess).from(number)).await.is_problem(401, "http-no-caller");
    }
    for (number, (_, ask)) in routes().into_iter().enumerate() {
        let cookie = format!("tallyman=taken-{number}; other=x");
        house.ask(ask.with("cookie", &cookie).from(1_000 + number)).await.is_problem(401, "http-no-caller");
    }
    house.close().await;
}

#[tokio::test]
async fn a_scope_opens_its_own_routes_only() {
    let house = House::open().await;
    for scope in ["read", "seat", "admin"] {
        let token = house.token(scope).await;
        for (needed, ask) in routes().into_iter().filter(|(needed, _)| *needed != scope) {
            let answer = house.ask(ask.token(&token)).await;
            answer.is_problem(403, "http-not-allowed");
            assert_eq!(
                answer.body["message"]["values"]["scope"]["value"], needed,
                "the answer names what is missing"
            );
        }
    }
    house.close().await;
}

#[tokio::test]
async fn a_name_that_is_not_ours_is_misdirected() {
    let house = House::open().await;
    for host in ["evil.example", "127.0.0.1.evil.example:8710", ""] {
        let token = house.token("read").await;
        let answer = house.ask(get("/api/v1/status").token(&token).with("host", host)).await;
        answer.is_problem(421, "http-wrong-host");
        let page = house.ask(get("/").with("host", host)).await;
        page.is_problem(421, "http-wrong-host");
    }
    for host in ["localhost:1", "[::1]:8710", "tallyman.local:8080"] {
        let health = house.ask(get("/api/v1/health").with("host", host)).await;
        assert_eq!(health.status, 200, "{host} is this machine, or a name of the settings");
    }
    house.close().await;
}

#[tokio::test]
async fn a_page_from_elsewhere_gets_nothing() {
    let house = House::open().await;
    let token = house.token("read,seat").await;
    for origin in ["https://evil.example", "http://127.0.0.1:3000", "null"] {
        let scan = post("/api/v1/scans", json!({ "seat": "main", "code": "1" })).token(&token);
        house.ask(scan.with("origin", origin)).await.is_problem(403, "http-wrong-origin");
    }
    let own = get("/api/v1/status").token(&token).with("origin", "http://127.0.0.1:8710");
    assert_eq!(house.ask(own).await.status, 200, "its own page may ask");
    let form = post("/api/v1/scans", json!({})).token(&token).with("content-type", "text/plain");
    house.ask(form).await.is_problem(415, "http-not-json");
    house.close().await;
}

#[tokio::test]
async fn a_token_ends_with_its_time_and_keeps_to_its_seat() {
    let house = House::open().await;
    let token = house.token_of("read,seat", None, Some("packing")).await;
    let own = house.ask(get("/api/v1/seats/packing/screen").token(&token)).await;
    assert_eq!(own.status, 200, "its own seat: {}", own.text);
    house.ask(get("/api/v1/seats/main/screen").token(&token)).await.is_problem(403, "http-other-seat");
    house.ask(get("/api/v1/events?seat=main").token(&token)).await.is_problem(403, "http-other-seat");
    let scan = post("/api/v1/scans", json!({ "seat": "main", "code": "1" })).token(&token);
    house.ask(scan).await.is_problem(403, "http-other-seat");
    house.pass_ms(60_001);
    house.ask(get("/api/v1/seats/packing/screen").token(&token)).await.is_problem(401, "http-no-caller");
    house.close().await;
}

#[tokio::test]
async fn the_endpoint_of_this_process_is_an_administrator() {
    let house = House::open().await;
    let body = json!({ "name": "Nina", "role": "lead", "language": "id" });
    let made = house.ask(post("/api/v1/operators", body.clone()).token("the endpoint")).await;
    assert_eq!(made.status, 201, "a person is added: {}", made.text);
    assert!(made.body["code"].as_str().unwrap().starts_with("TLNB"), "with a badge of our own codes");
    house.ask(post("/api/v1/operators", body).token("the endpoint")).await.is_problem(400, "http-bad-field");
    let raise = house.ask(post("/api/v1/window/raise", json!({})).token("the endpoint")).await;
    raise.is_problem(404, "http-no-window");
    let badges = house.ask(get("/api/v1/badges").token("the endpoint")).await;
    assert!(badges.text.starts_with("%PDF"), "badges are a PDF");
    house.close().await;
}

#[tokio::test]
async fn a_secret_is_shown_once_and_kept_nowhere() {
    let house = House::open().await;
    let body = json!({ "name": "till", "scopes": "read" });
    let made = house.ask(post("/api/v1/tokens", body).token("the endpoint")).await;
    let secret = made.body["token"].as_str().expect("the secret is told").to_owned();
    assert_eq!(house.ask(get("/api/v1/status").token(&secret)).await.status, 200, "it lets in");
    let unknown =
        post("/api/v1/tokens", json!({ "name": "x", "scopes": "read,everything" })).token("the endpoint");
    house.ask(unknown).await.is_problem(400, "http-bad-field");
    for file in std::fs::read_dir(house.data()).unwrap().flatten().filter(|file| file.path().is_file()) {
        let bytes = std::fs::read(file.path()).unwrap();
        let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
        assert!(!found, "only its hash is kept, not in {}", file.path().display());
    }
    house.close().await;
}

#[tokio::test]
async fn what_cannot_be_asked_is_told_as_a_problem() {
    let house = House::open().await;
    let token = house.token("read,seat").await;
    house.ask(get("/api/v1/nonsense").token(&token)).await.is_problem(404, "http-not-found");
    house.ask(get("/api/v1/scans").token(&token)).await.is_problem(405, "http-wrong-method");
    let broken = post("/api/v1/scans", json!({})).token(&token).body("{\"seat\":");
    house.ask(broken).await.is_problem(400, "http-bad-request");
    let large = post("/api/v1/scans", json!({})).token(&token).body(&"x".repeat(1_100_000));
    house.ask(large).await.is_problem(413, "http-too-large");
    house.ask(post("/", json!({}))).await.is_problem(405, "http-wrong-method");
    let health = house.ask(get("/api/v1/health").by(Method::GET)).await;
    assert_eq!(health.body["ledger"], "running", "health needs nobody");
    house.close().await;
}
