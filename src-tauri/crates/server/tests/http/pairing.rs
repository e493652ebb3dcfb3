//! A browser becomes known by a link that works once and not for long.

use crate::support::*;
use axum::http::Method;
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
        (303, &"/".parse().unwrap()),
        "on to the page"
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
