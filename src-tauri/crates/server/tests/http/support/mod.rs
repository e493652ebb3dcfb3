//! A station in an empty directory with the demo's goods and people, without devices and vendors, and a client that
//! asks its router.

pub mod described;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use described::Exchange;
use serde_json::{Value, json};
use server::FaceSettings;
use station::access::{Grant, Scopes, issue_token};
use station::{Options, Station, people, settings};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tempfile::TempDir;
use tower::ServiceExt;

/// 18 November 2026, 08:00 in Jakarta.
const MORNING_MS: i64 = 1_794_963_600_000;

pub struct House {
    pub station: Arc<Station>,
    pub router: Router,
    now_ms: Arc<AtomicI64>,
    data: TempDir,
}

/// One request; sent by [`House::ask`].
pub struct Ask {
    method: Method,
    path: String,
    body: String,
    headers: Vec<(String, String)>,
    /// The number of the machine it comes from.
    machine: u16,
}

#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
    pub bytes: Vec<u8>,
    /// `Null` where the body is no JSON.
    pub body: Value,
}

impl House {
    pub async fn open() -> House {
        let data = TempDir::new().unwrap();
        let toml = format!("{}\n[demo]\nmade_on = \"2026-11-18\"\n", settings::TEMPLATE)
            .replace("# hosts = [", "hosts = [");
        std::fs::write(data.path().join(settings::FILE), toml).unwrap();
        House::opened(data, Arc::new(AtomicI64::new(MORNING_MS))).await
    }

    async fn opened(data: TempDir, now_ms: Arc<AtomicI64>) -> House {
        let clock = now_ms.clone();
        let options = Options {
            wall_clock: Arc::new(move || clock.load(Ordering::Relaxed)),
            ..Options::new(data.path())
        };
        let station = Station::open(options).await.unwrap();
        let settings =
            FaceSettings { endpoint_secret: Some("the endpoint".to_owned()), ..FaceSettings::default() };
        let router = server::router(station.clone(), settings);
        House { station, router, now_ms, data }
    }

    /// The same station after a stop and a start.
    pub async fn reopened(self) -> House {
        let House { station, router, now_ms, data } = self;
        drop(router);
        station.stop().await;
        House::opened(data, now_ms).await
    }

    /// Waits until something is so.
    pub async fn until(&self, what: &str, is_so: impl AsyncFn() -> bool) {
        let patience = std::time::Instant::now() + std::time::Duration::from_secs(30);
        while !is_so().await {
            assert!(std::time::Instant::now() < patience, "waited in vain: {what}");
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    }

    pub async fn close(self) {
        drop(self.router);
        self.station.stop().await;
    }

    pub fn data(&self) -> &Path {
        self.data.path()
    }

    pub fn pass_ms(&self, ms: i64) {
        self.now_ms.fetch_add(ms, Ordering::Relaxed);
    }

    /// A token's secret.
    pub async fn token(&self, scopes: &str) -> String {
        self.token_of(scopes, None, None).await
    }

    pub async fn token_of(&self, scopes: &str, operator: Option<&str>, seat: Option<&str>) -> String {
        let operator = match operator {
            Some(name) => Some(people::named(&self.station.context, name).await.unwrap().id),
            None => None,
        };
        let grant = Grant {
            name: "till".to_owned(),
            scopes: Scopes::parse(scopes).unwrap(),
            seat: seat.map(str::to_owned),
            operator,
            owner: None,
            lives_ms: Some(60_000),
        };
        issue_token(&self.station.context, grant).await.unwrap()
    }

    /// The code of a card in the demo's drawer.
    pub async fn card(&self, title: &str) -> String {
        let token = self.token("read").await;
        let drawer = self.ask(get("/api/v1/demo/drawer").token(&token)).await;
        let cards = drawer.body.as_array().expect("the drawer is a list").clone();
        let card = cards.into_iter().find(|card| card["title"] == title).expect("the card is in the drawer");
        card["code"].as_str().unwrap().to_owned()
    }

    /// Signs the shift lead in at seat main; gives a token for its seats.
    pub async fn signed_in(&self) -> String {
        let token = self.token("read,seat").await;
        let badge = self.card("Shift lead 1").await;
        let answer =
            self.ask(post("/api/v1/scans", json!({ "seat": "main", "code": badge })).token(&token)).await;
        assert_eq!(answer.status, StatusCode::OK, "a badge signs in: {}", answer.text);
        token
    }

    /// The router's answer; one that is not as the API describes itself ends the test.
    pub async fn ask(&self, ask: Ask) -> Answer {
        let [network, machine] = ask.machine.to_be_bytes();
        let from = ConnectInfo(SocketAddr::from(([10, 0, network, machine], 40_000)));
        let mut request = Request::builder().method(&ask.method).uri(&ask.path).extension(from);
        if !ask.headers.iter().any(|(name, _)| name == "host") {
            request = request.header(header::HOST, "127.0.0.1:8710");
        }
        for (name, value) in &ask.headers {
            request = request.header(name, value);
        }
        let response =
            self.router.clone().oneshot(request.body(Body::from(ask.body.clone())).unwrap()).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), 4_000_000).await.unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let exchange = Exchange {
            method: &ask.method,
            path: &ask.path,
            sent: &ask.body,
            status: status.as_u16(),
            kind,
            text: &text,
        };
        exchange.is_as_described();
        Answer { status, headers, text, bytes: bytes.to_vec(), body }
    }
}

pub fn get(path: &str) -> Ask {
    Ask { method: Method::GET, path: path.to_owned(), body: String::new(), headers: Vec::new(), machine: 0 }
}

pub fn post(path: &str, body: Value) -> Ask {
    let ask = Ask {
        method: Method::POST,
        path: path.to_owned(),
        body: body.to_string(),
        headers: Vec::new(),
        machine: 0,
    };
    ask.with("content-type", "application/json")
}

impl Ask {
    /// The bytes of a file.
    pub fn bytes(path: &str, content: &str) -> Ask {
        let (path, body) = (path.to_owned(), content.to_owned());
        let ask = Ask { method: Method::POST, path, body, headers: Vec::new(), machine: 0 };
        ask.with("content-type", "application/octet-stream")
    }

    pub fn with(mut self, name: &str, value: &str) -> Ask {
        self.headers.retain(|(other, _)| other != name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn token(self, secret: &str) -> Ask {
        self.with("authorization", &format!("Bearer {secret}"))
    }

    /// From another machine.
    pub fn from(self, machine: usize) -> Ask {
        Ask { machine: u16::try_from(machine).expect("a test has fewer machines"), ..self }
    }

    pub fn by(mut self, method: Method) -> Ask {
        self.method = method;
        self
    }

    pub fn body(mut self, body: &str) -> Ask {
        self.body = body.to_owned();
        self
    }
}

impl Answer {
    /// A problem with this status and code, as every refusal of the face must be.
    #[track_caller]
    pub fn is_problem(&self, status: u16, code: &str) {
        assert_eq!(self.status.as_u16(), status, "refused: {}", self.text);
        assert_eq!(self.headers["content-type"], "application/problem+json", "RFC 9457: {}", self.text);
        assert_eq!(self.body["code"], code, "for the right reason: {}", self.text);
        assert_eq!(self.body["status"], status, "the body repeats its status");
        let detail = self.body["detail"].as_str().unwrap_or_default();
        assert!(!detail.is_empty() && !detail.contains('⟦'), "in a sentence: {}", self.text);
    }
}
