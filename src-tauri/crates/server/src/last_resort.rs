//! When a route panics: the mistake is ours, the caller is told so, and the station goes on. The ledger catches its
//! own turns; what was not committed was never there.

use crate::problem::Problem;
use crate::said::Said;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Runs the route in a task of its own; one that was begun is finished even when nobody waits for it any more.
pub async fn catch(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    match tokio::spawn(next.run(request)).await {
        Ok(response) => response,
        Err(error) => {
            tracing::error!(%error, path, "a request ended in a panic");
            Problem::said(StatusCode::INTERNAL_SERVER_ERROR, Said::Failed {}).into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::{Body, to_bytes};
    use axum::http::Request;
    use axum::middleware::from_fn;
    use axum::routing::get;
    use tower::ServiceExt;

    #[tokio::test]
    async fn a_panic_is_told_in_words_and_the_next_request_is_answered() {
        let router = Router::new()
            .route("/panics", get(async || -> &'static str { panic!("a mistake of ours") }))
            .route("/works", get(async || "still here"))
            .layer(from_fn(super::catch));
        let ask = async |path: &str| {
            let request = Request::get(path).body(Body::empty()).unwrap();
            let response = router.clone().oneshot(request).await.unwrap();
            let status = response.status().as_u16();
            let bytes = to_bytes(response.into_body(), 10_000).await.unwrap();
            (status, String::from_utf8(bytes.to_vec()).unwrap())
        };
        let (status, body) = ask("/panics").await;
        assert_eq!(status, 500, "the fault is on our side");
        assert!(
            body.contains("http-failed") && !body.contains("a mistake of ours"),
            "in words, not in code: {body}"
        );
        assert_eq!(ask("/works").await, (200, "still here".to_owned()), "the station goes on");
    }
}
