//! The window's way in: the same router, called inside this process, as seat `main` and nobody else.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use serde::Serialize;
use serde_json::Value;
use tower::ServiceExt;

/// Marks a request of the window; nothing that comes by the network can carry it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InWindow;

/// An answer as it came: HTTP status and JSON body.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    pub status: u16,
    pub body: Value,
}

/// The router, for the window.
#[derive(Clone)]
pub struct InProcess(Router);

impl InProcess {
    pub fn new(router: Router) -> InProcess {
        InProcess(router)
    }

    /// `path` begins behind `/api/v1`, such as `/stock?search=oil`.
    pub async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, None, Body::empty()).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.ask(Method::POST, path, None, Body::from(body.to_string())).await
    }

    /// `key` is its `Idempotency-Key`: asked again with the same, it is answered again and done once.
    pub async fn post_once(&self, path: &str, body: &Value, key: &str) -> Answer {
        self.ask(Method::POST, path, Some(key), Body::from(body.to_string())).await
    }

    /// An answer that is no JSON, such as a paper: status and bytes.
    pub async fn bytes(&self, path: &str) -> (u16, Vec<u8>) {
        self.asked(Method::GET, path, None, Body::empty()).await
    }

    async fn ask(&self, method: Method, path: &str, key: Option<&str>, body: Body) -> Answer {
        let (status, bytes) = self.asked(method, path, key, body).await;
        Answer { status, body: serde_json::from_slice(&bytes).unwrap_or(Value::Null) }
    }

    async fn asked(&self, method: Method, path: &str, key: Option<&str>, body: Body) -> (u16, Vec<u8>) {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header(header::CONTENT_TYPE, "application/json")
            .extension(InWindow);
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        let Ok(request) = request.body(body) else {
            return (StatusCode::BAD_REQUEST.as_u16(), Vec::new());
        };
        let response = match self.0.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        let status = response.status().as_u16();
        // Our own answer, out of memory: it has no end that could fail and no size to fear.
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap_or_default();
        (status, bytes.to_vec())
    }
}
