//! HTTP out: one host, no redirects, bounded waiting and answers. The key goes into its header and nowhere
//! else.

use crate::Error;
use crate::settings::{CONNECT_MS, Key, LARGEST_ANSWER_BYTES, SyncSettings};
use crate::transport::{Calling, Heard, Lost, Transport};
use connectors::{Method, Request, Response};
use reqwest::Url;
use serde_json::Value;
use std::time::Duration;

pub struct Http {
    client: reqwest::Client,
    base_url: String,
    key: Key,
}

impl Http {
    /// # Errors
    /// [`Error::Address`] when the key would leave in the clear or the address is none.
    pub fn new(settings: &SyncSettings, key: Key) -> Result<Http, Error> {
        let base_url = settings.base_url.trim_end_matches('/').to_owned();
        let is_loopback = check(&base_url)?;
        let mut client = reqwest::Client::builder()
            .connect_timeout(Duration::from_millis(CONNECT_MS))
            .timeout(Duration::from_millis(settings.answer_ms))
            .redirect(reqwest::redirect::Policy::none())
            // Nothing is ever repeated behind our back.
            .retry(reqwest::retry::never())
            .pool_max_idle_per_host(1)
            .user_agent(concat!("Tallyman/", env!("CARGO_PKG_VERSION")));
        if is_loopback {
            // A company's proxy cannot reach what stands on this machine.
            client = client.no_proxy();
        }
        Ok(Http { client: client.build()?, base_url, key })
    }

    async fn ask(&self, request: &Request) -> Result<Heard, Lost> {
        let Some(key) = (self.key)() else { return Err(Lost::NoKey) };
        let url = format!("{}{}", self.base_url, request.path);
        let call = match request.method {
            Method::Get => self.client.get(url),
            Method::Post => self.client.post(url),
        };
        let mut call = call.bearer_auth(key).query(&request.query);
        if let Some(body) = &request.body {
            call = call.json(body);
        }
        let answer = call.send().await.map_err(lost)?;
        let status = answer.status().as_u16();
        let headers = answer.headers().iter().filter_map(|(name, value)| {
            let kept = name.as_str().starts_with("x-") || name == reqwest::header::RETRY_AFTER;
            Some((name.as_str().to_owned(), value.to_str().ok().filter(|_| kept)?.to_owned()))
        });
        let headers = headers.collect();
        let bytes = read(answer).await?;
        understand(status, headers, &bytes)
    }
}

impl Transport for Http {
    fn call<'c>(&'c self, request: &'c Request) -> Calling<'c> {
        Box::pin(self.ask(request))
    }
}

/// Whether the address is this machine's own.
fn check(base_url: &str) -> Result<bool, Error> {
    let wrong = |why| Error::Address { address: base_url.to_owned(), why };
    let url =
        Url::parse(base_url).map_err(|_| wrong("it is no address such as https://api.katanamrp.com/v1"))?;
    let host = url.host_str().unwrap_or_default();
    let is_loopback = matches!(host, "localhost" | "[::1]") || host.starts_with("127.");
    match url.scheme() {
        "https" => Ok(is_loopback),
        "http" if is_loopback => Ok(true),
        "http" => Err(wrong("the key would travel in the clear; use https")),
        _ => Err(wrong("it begins neither with https nor with http")),
    }
}

/// A redirect, or a success that is no JSON, is not the vendor: a guest network's sign-in page, a proxy.
fn understand(status: u16, headers: Vec<(String, String)>, bytes: &[u8]) -> Result<Heard, Lost> {
    let body = match serde_json::from_slice(bytes) {
        Ok(body) => body,
        Err(_) if bytes.is_empty() || status >= 400 => Value::Null,
        Err(_) => return Err(Lost::Cut("something else than the vendor answered".to_owned())),
    };
    if matches!(status, 300..=399 | 407 | 511) {
        return Err(Lost::Cut(format!("the network itself answered with {status}")));
    }
    Ok(Heard { response: Response { status, headers, body }, size_bytes: bytes.len() as i64 })
}

async fn read(mut answer: reqwest::Response) -> Result<Vec<u8>, Lost> {
    let mut bytes = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(lost)? {
        if bytes.len() + chunk.len() > LARGEST_ANSWER_BYTES {
            return Err(Lost::TooLarge);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn lost(error: reqwest::Error) -> Lost {
    // The address stays out: its query may hold more than it should.
    let error = error.without_url();
    let text = error.to_string();
    if error.is_connect() || error.is_builder() {
        Lost::NotSent(text)
    } else if error.is_timeout() {
        Lost::TimedOut(text)
    } else {
        Lost::Cut(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    #[test]
    fn the_key_never_travels_in_the_clear() {
        for good in ["https://api.katanamrp.com/v1", "http://127.0.0.1:4010/v1", "http://localhost/v1"] {
            assert!(check(good).is_ok(), "{good} is an address to call");
        }
        for wrong in ["http://api.katanamrp.com/v1", "ftp://127.0.0.1", "api.katanamrp.com", ""] {
            assert!(matches!(check(wrong), Err(Error::Address { .. })), "{wrong:?} is refused at the start");
        }
    }

    /// A server that gives each caller the same bytes; what the last one asked.
    async fn server(answer: Vec<u8>) -> (String, tokio::task::JoinHandle<String>) {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let base_url = format!("http://{}/v1", listener.local_addr().unwrap());
        let asked = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut asked = vec![0; 16_384];
            let count = stream.read(&mut asked).await.unwrap();
            // The caller may hang up in the middle of a large answer.
            let _ = stream.write_all(&answer).await;
            String::from_utf8_lossy(&asked[..count]).into_owned()
        });
        (base_url, asked)
    }

    fn http(base_url: String, answer_ms: u64) -> Http {
        let vendor = "katana".to_owned();
        let settings = SyncSettings {
            vendor,
            base_url,
            poll_ms: 1,
            settle_ms: 1,
            calls_per_minute: 60,
            answer_ms,
            sends_receipts: true,
            sends_adjustments: true,
        };
        Http::new(&settings, std::sync::Arc::new(|| Some("a-key".to_owned()))).unwrap()
    }

    #[tokio::test]
    async fn a_redirect_is_not_followed_and_the_key_stays_with_the_vendor() {
        let (other, asked) = server(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}".to_vec()).await;
        let moved = format!("HTTP/1.1 302 Found\r\nlocation: {other}\r\ncontent-length: 0\r\n\r\n");
        let (base_url, first) = server(moved.into_bytes()).await;
        let answer = http(base_url, 5_000).call(&Request::get("/factory", &[("a", "b c")])).await;
        assert!(matches!(answer, Err(Lost::Cut(_))), "the network answered, not the vendor: {answer:?}");
        let asked_first = first.await.unwrap();
        assert!(asked_first.starts_with("GET /v1/factory?a=b+c HTTP/1.1"), "{asked_first}");
        assert!(asked_first.contains("authorization: Bearer a-key"), "{asked_first}");
        assert!(!asked.is_finished(), "nobody asked the other host");
        asked.abort();
    }

    #[tokio::test]
    async fn an_answer_beyond_ten_megabytes_is_dropped() {
        let mut large = b"HTTP/1.1 200 OK\r\ncontent-length: 20000000\r\n\r\n".to_vec();
        large.resize(LARGEST_ANSWER_BYTES + 1_000_000, b' ');
        let (base_url, _) = server(large).await;
        let answer = http(base_url, 20_000).call(&Request::get("/variants", &[])).await;
        assert_eq!(answer, Err(Lost::TooLarge), "the vendor answered; the network is well");
    }

    #[tokio::test]
    async fn silence_is_a_time_out_and_a_shut_door_is_none() {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let base_url = format!("http://{}/v1", listener.local_addr().unwrap());
        let answer = http(base_url.clone(), 50).call(&Request::get("/factory", &[])).await;
        assert!(matches!(answer, Err(Lost::TimedOut(_))), "it may have arrived: {answer:?}");
        drop(listener);
        let answer = http(base_url, 5_000).call(&Request::get("/factory", &[])).await;
        assert!(matches!(answer, Err(Lost::NotSent(_))), "nothing can have left: {answer:?}");
    }

    #[test]
    fn a_sign_in_page_is_the_networks_fault_and_no_success() {
        let page = b"<html>Welcome, please sign in</html>";
        assert!(
            matches!(understand(200, Vec::new(), page), Err(Lost::Cut(_))),
            "a page is no answer of a vendor"
        );
        assert!(matches!(understand(302, Vec::new(), b""), Err(Lost::Cut(_))), "nor is a redirect");
        assert_eq!(
            understand(204, Vec::new(), b"").unwrap().response.body,
            Value::Null,
            "no body is an answer"
        );
        assert_eq!(
            understand(503, Vec::new(), page).unwrap().response.status,
            503,
            "a failure needs no JSON"
        );
    }
}
