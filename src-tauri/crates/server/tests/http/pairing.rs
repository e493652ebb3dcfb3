//! A browser becomes known by a link that works once and not for long.

use crate::support::*;
use axum::http::Method;
use serde_json::json;
use station::access::issue_pairing;

async fn link(house: &House) -> String {
    let code = issue_pairing(&house.station.context, None).await.unwrap();
    format!("/pair?code={code}")
}

#[tokio::test]
async fn a_link_pairs_one_browser_once() {
    let house = House::open().await;
    let link = link(&house).await;
    let looked = house.ask(get(&link).by(Method::HEAD)).await;
    assert_eq!(looked.status, 204, "looking at the link does not use it up");
    let paired = house.ask(get(&link)).await;
    assert_eq!(
        (paired.status.as_u16(), &paired.headers["location"]),
        (303, &"/?seat=seat-2".parse().unwrap()),
        "on to the page, at a seat of its own"
    );
    let cookie = paired.headers["set-cookie"].to_str().unwrap().to_owned();
    for part in ["HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(part), "no script and no other page gets it: {cookie}");
    }
    let secret = cookie.split(';').next().unwrap();
    let status = house.ask(get("/api/v1/status").with("cookie", secret)).await;
    assert_eq!(status.status, 200, "the cookie lets in: {}", status.text);
    house.ask(get("/api/v1/badges").with("cookie", secret)).await.is_problem(403, "http-not-allowed");

    house.ask(get(&link)).await.is_problem(410, "http-pairing-over");
    let again = house.ask(get(&link).with("cookie", secret)).await;
    assert_eq!(again.status, 303, "the browser that is paired is simply shown its page");
    house.close().await;
}

/// A browser that opened the link; its cookie.
async fn paired(house: &House, link: &str) -> (String, String) {
    let answer = house.ask(get(link)).await;
    let header = |name: &str| answer.headers[name].to_str().unwrap().to_owned();
    let cookie = header("set-cookie").split(';').next().unwrap().to_owned();
    (header("location"), cookie)
}

#[tokio::test]
async fn a_browser_works_at_its_own_seat_and_only_looks_at_another() {
    let house = House::open().await;
    house.signed_in().await;
    let (place, cookie) = paired(&house, &link(&house).await).await;
    let (second, _) = paired(&house, &link(&house).await).await;
    assert_eq!(
        (place.as_str(), second.as_str()),
        ("/?seat=seat-2", "/?seat=seat-3"),
        "each gets another one"
    );
    let code = issue_pairing(&house.station.context, Some("main".to_owned())).await.unwrap();
    let (mirror, _) = paired(&house, &format!("/pair?code={code}")).await;
    assert_eq!(mirror, "/", "unless it was made for the window's");

    let ask = async |ask: Ask| house.ask(ask.with("cookie", &cookie)).await;
    let me = ask(get("/api/v1/me")).await;
    assert_eq!(
        (&me.body["seat"], &me.body["scopes"]),
        (&json!("seat-2"), &json!("read,seat")),
        "{}",
        me.text
    );
    let own = ask(get("/api/v1/seats/seat-2/screen")).await;
    assert_eq!(own.body["operator"], json!(null), "nobody stands there: the lead stands at main");
    let main = ask(get("/api/v1/seats/main/screen")).await;
    assert_eq!(main.body["operator"]["name"], "Shift lead 1", "a demo shows it: {}", main.text);
    let tap = json!({ "id": uuid::Uuid::now_v7(), "number": 1, "tap": { "tap": "done" } });
    ask(post("/api/v1/seats/main/taps", tap)).await.is_problem(403, "http-other-seat");
    let path = "/api/v1/deliveries/019a0000-0000-7000-8000-000000000000/retry";
    ask(post(path, json!({ "seat": "main" }))).await.is_problem(403, "http-other-seat");
    ask(post(path, json!({}))).await.is_problem(403, "http-needs-operator");
    house.close().await;
}

#[tokio::test]
async fn a_seat_is_not_made_by_asking_for_it() {
    let house = House::open().await;
    let token = house.token("read,seat,admin").await;
    let long = "x".repeat(900_000);
    for seat in ["packing", long.as_str()] {
        let scan = json!({ "seat": seat, "code": "1" });
        house.ask(post("/api/v1/scans", scan).token(&token)).await.is_problem(404, "http-not-found");
    }
    house.ask(get("/api/v1/seats/packing/screen").token(&token)).await.is_problem(404, "http-not-found");
    house.ask(get("/api/v1/events?seat=packing").token(&token)).await.is_problem(404, "http-not-found");
    let odd = json!({ "seat": "Halle 3 / Tor" });
    house.ask(post("/api/v1/pairings", odd).token(&token)).await.is_problem(400, "http-bad-field");
    house.close().await;
}

#[tokio::test]
async fn what_was_given_is_listed_and_taken_away() {
    let house = House::open().await;
    let admin = house.token("admin").await;
    let (_, cookie) = paired(&house, &link(&house).await).await;
    let theirs = house.token_of("read", Some("Operator 3"), None).await;
    let list = house.ask(get("/api/v1/tokens").token(&admin)).await;
    let tablet = list.body.as_array().unwrap().iter().find(|one| one["kind"] == "cookie").unwrap();
    assert!(!list.text.contains(cookie.trim_start_matches("tallyman=")), "no secret is told: {}", list.text);
    let status = async || house.ask(get("/api/v1/status").with("cookie", &cookie)).await;
    assert_eq!(status().await.status, 200, "the tablet is let in");
    let ended = house.ask(post("/api/v1/tokens/end", json!({ "id": tablet["id"] })).token(&admin)).await;
    assert_eq!(ended.status, 204, "it was lost: {}", ended.text);
    status().await.is_problem(401, "http-no-caller");

    house.signed_in().await;
    let named = |name: &str| json!({ "name": name });
    let screen = async || house.ask(get("/api/v1/seats/main/screen").token(&house.token("read").await)).await;
    let old = house.card("Shift lead 1").await;
    let new = house.ask(post("/api/v1/operators/badge", named("Shift lead 1")).token(&admin)).await;
    assert_ne!(new.body["code"], json!(old), "another badge: {}", new.text);
    let left = house.ask(post("/api/v1/operators/leave", named("Shift lead 1")).token(&admin)).await;
    assert_eq!(left.status, 204, "the lead works elsewhere now: {}", left.text);
    assert_eq!(screen().await.body["operator"], json!(null), "and stands at no seat");
    for badge in [json!(old), new.body["code"].clone()] {
        let scan = json!({ "seat": "main", "code": badge });
        let token = house.token("seat").await;
        let tried = house.ask(post("/api/v1/scans", scan).token(&token)).await;
        assert_eq!(tried.body["operator"], json!(null), "neither badge opens anything: {}", tried.text);
    }
    assert_eq!(house.ask(get("/api/v1/status").token(&theirs)).await.status, 200, "before");
    house.ask(post("/api/v1/operators/leave", named("Operator 3")).token(&admin)).await;
    house.ask(get("/api/v1/status").token(&theirs)).await.is_problem(401, "http-no-caller");
    house
        .ask(post("/api/v1/operators/leave", named("Operator 3")).token(&admin))
        .await
        .is_problem(404, "http-not-found");
    let people = house.ask(get("/api/v1/operators").token(&admin)).await;
    assert!(!people.text.contains("Shift lead 1"), "the list is of those who work here: {}", people.text);
    house.close().await;
}

#[tokio::test]
async fn a_link_is_good_for_ten_minutes() {
    let house = House::open().await;
    let link = link(&house).await;
    house.pass_ms(10 * 60 * 1000);
    house.ask(get(&link)).await.is_problem(410, "http-pairing-over");
    house.ask(get("/pair?code=guessed")).await.is_problem(410, "http-pairing-over");
    house.ask(get("/pair")).await.is_problem(400, "http-bad-request");
    house.close().await;
}

#[tokio::test]
async fn a_pairing_code_is_no_token_and_a_cookie_no_bearer() {
    let house = House::open().await;
    let link = link(&house).await;
    let code = link.split('=').nth(1).unwrap();
    house.ask(get("/api/v1/status").token(code)).await.is_problem(401, "http-no-caller");
    let paired = house.ask(get(&link)).await;
    let cookie = paired.headers["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    let secret = cookie.strip_prefix("tallyman=").unwrap();
    house.ask(get("/api/v1/status").token(secret)).await.is_problem(401, "http-no-caller");
    house.close().await;
}
