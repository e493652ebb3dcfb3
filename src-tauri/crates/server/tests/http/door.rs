//! Wrong tokens, links and badges are answered so often and no further; who was let in before goes on.

use crate::support::*;
use domain::code::{OwnCode, OwnKind};
use serde_json::json;
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::watch;

/// More than are answered at once, and fewer than are forgiven while a test runs.
const MANY: usize = 40;

/// Asks with another wrong token each time until it is told to wait.
async fn shut_out(house: &House) -> Answer {
    for number in 0..MANY {
        let answer = house.ask(get("/api/v1/me").token(&format!("guess {number}"))).await;
        if answer.status != 401 {
            return answer;
        }
    }
    panic!("{MANY} guesses were answered");
}

#[tokio::test]
async fn guessed_tokens_are_told_to_wait_and_nobody_who_was_let_in_is() {
    let house = House::open().await;
    let (known, new) = (house.token("read").await, house.token("read").await);
    assert_eq!(house.ask(get("/api/v1/me").token(&known)).await.status, 200, "let in before");
    let refused = shut_out(&house).await;
    refused.is_problem(429, "http-too-many-tries");
    let seconds: i64 = refused.headers["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=3).contains(&seconds), "a moment, not a day: {seconds}");
    assert_eq!(house.ask(get("/api/v1/me").token(&known)).await.status, 200, "it goes on");
    let endpoint = house.ask(get("/api/v1/me").token("the endpoint")).await;
    assert_eq!(endpoint.status, 200, "processes of this user are not locked out by another's tries");
    let first = house.ask(get("/api/v1/me").token(&new)).await;
    assert_eq!(first.status, 200, "a good secret is good the first time too: nobody guesses 256 bits");
    house.ask(get("/pair?code=guessed")).await.is_problem(429, "http-too-many-tries");
    assert_eq!(house.ask(get("/api/v1/health")).await.status, 200, "health needs no secret");
    house.ask(get("/api/v1/me")).await.is_problem(401, "http-no-caller");
    house.close().await;
}

/// Opens a pairing link; the cookie it gave out.
async fn paired(house: &House) -> String {
    let code = station::access::issue_pairing(&house.station.context, None).await.unwrap();
    let answer = house.ask(get(&format!("/pair?code={code}"))).await;
    assert_eq!(answer.status, 303, "a good link pairs: {}", answer.text);
    let cookie = answer.headers["set-cookie"].to_str().unwrap();
    cookie.split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn after_a_restart_a_paired_browser_goes_on_beside_a_neighbour_who_guesses() {
    let house = House::open().await;
    let cookie = paired(&house).await;
    let house = house.reopened().await;
    shut_out(&house).await;
    let me = house.ask(get("/api/v1/me").with("cookie", &cookie)).await;
    assert_eq!((me.status.as_u16(), &me.body["seat"]), (200, &json!("seat-2")), "its own seat: {}", me.text);
    let new = paired(&house).await;
    let me = house.ask(get("/api/v1/me").with("cookie", &new)).await;
    assert_eq!((me.status.as_u16(), &me.body["seat"]), (200, &json!("seat-3")), "and one more: {}", me.text);
    house.close().await;
}

#[tokio::test]
async fn a_browser_whose_cookie_was_ended_is_told_so_beside_a_neighbour_who_guesses() {
    let house = House::open().await;
    let admin = house.token("admin").await;
    let cookie = paired(&house).await;
    let list = house.ask(get("/api/v1/tokens").token(&admin)).await;
    let given = list.body.as_array().unwrap().iter().find(|one| one["kind"] == "cookie").unwrap();
    shut_out(&house).await;
    let ended = house.ask(post("/api/v1/tokens/end", json!({ "id": given["id"] })).token(&admin)).await;
    assert_eq!(ended.status, 204, "{}", ended.text);
    house.ask(get("/api/v1/me").with("cookie", &cookie)).await.is_problem(401, "http-no-caller");
    house.close().await;
}

#[tokio::test]
async fn guessed_links_and_ended_cookies_are_told_to_wait() {
    let house = House::open().await;
    let guesses = async |ask: fn(usize) -> Ask, wrong: u16| {
        for number in 0..MANY {
            let answer = house.ask(ask(number)).await;
            if answer.status == 429 {
                return;
            }
            assert_eq!(answer.status, wrong, "{}", answer.text);
        }
        panic!("{MANY} guesses were answered");
    };
    guesses(|number| get(&format!("/pair?code=guess-{number}")), 410).await;
    house.close().await;
    let house = House::open().await;
    for _ in 0..MANY {
        house.ask(get("/api/v1/me").with("cookie", "tallyman=ended")).await;
    }
    let cookie = house.ask(get("/api/v1/me").with("cookie", "tallyman=ended")).await;
    cookie.is_problem(429, "http-too-many-tries");
    house.close().await;
}

#[tokio::test]
async fn unknown_badges_stop_the_badges_of_their_sender_and_no_work() {
    let house = House::open().await;
    let sender = house.token("read,seat").await;
    let scan = |code: &str| post("/api/v1/scans", json!({ "seat": "main", "code": code }));
    let unknown = |number: u32| scan(&OwnCode::new(OwnKind::Badge, 7_000_000 + number).text());
    let mut answered = 0;
    let refused = loop {
        let answer = house.ask(unknown(answered).token(&sender)).await;
        if answer.status != 200 {
            break answer;
        }
        answered += 1;
        assert!(answered < MANY as u32, "{MANY} unknown badges were answered");
    };
    refused.is_problem(429, "http-too-many-tries");
    let badge = house.card("Shift lead 1").await;
    house.ask(scan(&badge).token(&sender)).await.is_problem(429, "http-too-many-tries");
    assert_eq!(house.ask(scan("A-01-1").token(&sender)).await.status, 200, "a shelf is no badge");
    let grant = station::access::Grant {
        name: "dock".to_owned(),
        scopes: station::access::Scopes::FACE,
        seat: Some("main".to_owned()),
        operator: None,
        owner: None,
        lives_ms: None,
    };
    let other = station::access::issue_token(&house.station.context, grant).await.unwrap();
    let answer = house.ask(scan(&badge).token(&other)).await;
    assert_eq!(answer.status, 200, "another sender's badges are taken: {}", answer.text);
    house.close().await;
}

/// The status that a wrong token gets over a connection from this address of the machine.
async fn asked_from(source: &str, to: SocketAddr, token: &str) -> String {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(format!("{source}:0").parse().unwrap()).unwrap();
    let mut connection = socket.connect(to).await.unwrap();
    let request = format!(
        "GET /api/v1/me HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer {token}\r\nconnection: close\r\n\r\n"
    );
    connection.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await.unwrap();
    answer.split(' ').nth(1).unwrap_or_default().to_owned()
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn addresses_are_told_apart_over_real_connections() {
    let house = House::open().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let to = listener.local_addr().unwrap();
    let (stop, stopping) = watch::channel(false);
    let serving = tokio::spawn(server::serve(listener, house.router.clone(), stopping));
    let mut statuses = Vec::new();
    for number in 0..MANY {
        statuses.push(asked_from("127.0.0.2", to, &format!("guess-{number}")).await);
    }
    assert!(statuses.contains(&"429".to_owned()), "the one that guesses waits: {statuses:?}");
    assert_eq!(asked_from("127.0.0.3", to, "wrong").await, "401", "its neighbour is answered");
    stop.send(true).unwrap();
    serving.await.unwrap().unwrap();
    house.close().await;
}
