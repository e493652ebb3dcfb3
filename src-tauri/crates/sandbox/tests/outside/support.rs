//! A plain HTTP caller that sees what is on the wire, and a Katana of the demo day on a clock that stands
//! still.

use jiff::civil::{Date, date};
use sandbox::clock::HandClock;
use sandbox::katana::{DEFAULT_KEY, Katana, Settings, State, parse_time};
use serde_json::{Value, json};
use std::io;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    /// Null when there was none.
    pub body: Value,
}

impl Reply {
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(own, _)| own.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// The one detail of a refused body: path, code, info.
    pub fn detail(&self) -> (&str, &str, &Value) {
        assert_eq!(self.status, 422, "{}", self.body);
        let error = &self.body["error"];
        assert_eq!(error["code"], "VALIDATION_FAILED", "schema refusals carry the code");
        assert_eq!(error["details"].as_array().map(Vec::len), Some(1), "{error}");
        let detail = &error["details"][0];
        (detail["path"].as_str().unwrap(), detail["code"].as_str().unwrap(), &detail["info"])
    }

    /// The sentence of a business refusal, which carries neither code nor details.
    pub fn refusal(&self) -> &str {
        assert_eq!(self.status, 422, "{}", self.body);
        assert!(self.body["error"].get("details").is_none(), "a business rule has no details");
        self.body["error"]["message"].as_str().unwrap()
    }

    pub fn data(&self) -> &Vec<Value> {
        assert_eq!(self.status, 200, "{}", self.body);
        self.body["data"].as_array().expect("lists are wrapped in data")
    }
}

pub async fn http(
    address: SocketAddr,
    (method, path): (&str, &str),
    key: Option<&str>,
    body: Option<&str>,
) -> io::Result<Reply> {
    let mut stream = TcpStream::connect(address).await?;
    let mut head = format!("{method} {path} HTTP/1.1\r\nHost: sandbox\r\nConnection: close\r\n");
    if let Some(key) = key {
        head += &format!("Authorization: Bearer {key}\r\n");
    }
    let body = body.unwrap_or_default();
    if !body.is_empty() {
        head += "Content-Type: application/json\r\n";
    }
    head += &format!("Content-Length: {}\r\n\r\n{body}", body.len());
    stream.write_all(head.as_bytes()).await?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await?;
    read_reply(&String::from_utf8_lossy(&bytes))
}

fn read_reply(text: &str) -> io::Result<Reply> {
    let (head, body) = text.split_once("\r\n\r\n").ok_or(io::ErrorKind::UnexpectedEof)?;
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok());
    let headers = lines.filter_map(|line| line.split_once(": "));
    Ok(Reply {
        status: status.ok_or(io::ErrorKind::InvalidData)?,
        headers: headers.map(|(name, value)| (name.to_string(), value.to_string())).collect(),
        body: serde_json::from_str(body).unwrap_or(Value::Null),
    })
}

pub async fn get(katana: &Katana, path: &str) -> Reply {
    let path = format!("/v1{path}");
    http(katana.address(), ("GET", &path), Some(DEFAULT_KEY), None).await.unwrap()
}

pub async fn send(katana: &Katana, method: &str, path: &str, body: Value) -> Reply {
    try_send(katana, method, path, body).await.unwrap()
}

pub async fn try_send(katana: &Katana, method: &str, path: &str, body: Value) -> io::Result<Reply> {
    let path = format!("/v1{path}");
    let body = if body.is_null() { None } else { Some(body.to_string()) };
    http(katana.address(), (method, &path), Some(DEFAULT_KEY), body.as_deref()).await
}

/// True when the call has arrived and no answer comes. A held call is held for ever, so a short wait shows it.
pub async fn is_held(katana: &Katana, call: impl Future<Output = io::Result<Reply>>) -> bool {
    let before = katana.calls().len();
    let held = async {
        while katana.calls().len() == before {
            tokio::task::yield_now().await;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    };
    tokio::select! {
        _ = call => false,
        () = held => true,
    }
}

pub fn demo_day() -> Date {
    date(2026, 3, 2)
}

/// 08:00 in Jakarta on the demo day.
pub fn morning() -> HandClock {
    HandClock::at(parse_time("2026-03-02T01:00:00Z").unwrap())
}

pub fn quiet_settings(clock: &HandClock) -> Settings {
    Settings { clock: clock.clock(), rate_limit: 100_000, ..Settings::default() }
}

pub async fn demo_katana() -> (Katana, HandClock) {
    let clock = morning();
    let katana = with_state(sandbox::demo::katana(demo_day()), &clock).await;
    (katana, clock)
}

pub async fn with_state(state: State, clock: &HandClock) -> Katana {
    Katana::start(quiet_settings(clock), state).await.unwrap()
}

pub async fn variant(katana: &Katana, sku: &str) -> i64 {
    get(katana, &format!("/variants?sku={sku}")).await.data()[0]["id"].as_i64().unwrap()
}

pub async fn location(katana: &Katana) -> i64 {
    get(katana, "/locations").await.data()[0]["id"].as_i64().unwrap()
}

pub async fn order(katana: &Katana, number: &str) -> Value {
    get(katana, &format!("/purchase_orders?order_no={number}")).await.data()[0].clone()
}

pub async fn batch(katana: &Katana, sku: &str, number: &str) -> i64 {
    let body = json!({"batch_number": number, "variant_id": variant(katana, sku).await});
    let reply = send(katana, "POST", "/batches", body).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    reply.body["id"].as_i64().unwrap()
}

/// An adjustment of one variant.
pub async fn adjustment(katana: &Katana, sku: &str, quantity: f64, number: &str) -> Value {
    json!({
        "stock_adjustment_number": number,
        "location_id": location(katana).await,
        "stock_adjustment_rows": [{"variant_id": variant(katana, sku).await, "quantity": quantity}],
    })
}
