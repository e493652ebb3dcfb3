//! HTTP out: one host, no redirects, bounded waiting and answers. The key goes into its header and nowhere else.

use crate::settings::{CONNECT_MS, LARGEST_ANSWER_BYTES, SyncSettings};
use connectors::{Method, Request};
use serde_json::Value;
use std::time::Duration;

pub struct Transport {
    client: reqwest::Client,
    base_url: String,
    key: String,
}

/// What came back, whatever its status.
#[derive(Clone, Debug)]
pub struct Heard {
    pub status: u16,
    pub body: Value,
    pub size_bytes: i64,
    pub retry_after_s: Option<u64>,
    pub limit: Option<u32>,
    pub remaining: Option<u32>,
    pub reset: Option<i64>,
}

/// No answer came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lost {
    /// Nothing can have left: no route, no name, no connection.
    NotSent(String),
    /// Time ran out or the line was cut: it may have arrived.
    Maybe(String),
}

impl Transport {
    pub fn new(settings: &SyncSettings) -> Result<Transport, reqwest::Error> {
        let client = reqwest::Client::builder()
            .connect_timeout(Duration::from_millis(CONNECT_MS))
            .timeout(Duration::from_millis(settings.answer_ms))
            .redirect(reqwest::redirect::Policy::none())
            .pool_max_idle_per_host(1)
            .user_agent(concat!("Tallyman/", env!("CARGO_PKG_VERSION")))
            .build()?;
        let base_url = settings.base_url.trim_end_matches('/').to_owned();
        Ok(Transport { client, base_url, key: settings.key.clone() })
    }

    pub async fn call(&self, request: &Request) -> Result<Heard, Lost> {
        let url = format!("{}{}", self.base_url, request.path);
        let mut call = match request.method {
            Method::Get => self.client.get(url),
            Method::Post => self.client.post(url),
        };
        call = call.bearer_auth(&self.key).query(&request.query);
        if let Some(body) = &request.body {
            call = call.json(body);
        }
        let answer = call.send().await.map_err(lost)?;
        let number = |name: &str| answer.headers().get(name)?.to_str().ok()?.trim().parse::<i64>().ok();
        let heard = Heard {
            status: answer.status().as_u16(),
            body: Value::Null,
            size_bytes: 0,
            retry_after_s: number("retry-after").and_then(|seconds| u64::try_from(seconds).ok()),
            limit: number("x-ratelimit-limit").and_then(|limit| u32::try_from(limit).ok()),
            remaining: number("x-ratelimit-remaining").and_then(|left| u32::try_from(left).ok()),
            reset: number("x-ratelimit-reset"),
        };
        let text = read(answer).await?;
        // An answer that is no JSON (a proxy's page, nothing at all) has no body for us; its status still counts.
        let body = serde_json::from_slice(&text).unwrap_or(Value::Null);
        Ok(Heard { body, size_bytes: text.len() as i64, ..heard })
    }
}

async fn read(mut answer: reqwest::Response) -> Result<Vec<u8>, Lost> {
    let mut text = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(lost)? {
        if text.len() + chunk.len() > LARGEST_ANSWER_BYTES {
            return Err(Lost::Maybe("the answer is larger than 10 MB".to_owned()));
        }
        text.extend_from_slice(&chunk);
    }
    Ok(text)
}

fn lost(error: reqwest::Error) -> Lost {
    // The error's own text may hold the address, never the key; the query is left out all the same.
    let text = error.without_url();
    if text.is_connect() || text.is_builder() { Lost::NotSent(text.to_string()) } else { Lost::Maybe(text.to_string()) }
}
