//! The pages for browsers: the very files of the window, inside the program. A path without a file of its own is
//! the page itself, which finds its way.

use crate::problem::Problem;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{Embed, EmbeddedFile};

#[derive(Embed)]
#[folder = "../../../ui/dist"]
struct Pages;

const PAGE: &str = "index.html";

pub async fn page(request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Problem::said(StatusCode::METHOD_NOT_ALLOWED, crate::said::Said::WrongMethod {})
            .into_response();
    }
    let path = request.uri().path().trim_start_matches('/');
    let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    let (name, file) = match Pages::get(path) {
        Some(file) => (path, Some(file)),
        None if is_file => (path, None),
        None => (PAGE, Pages::get(PAGE)),
    };
    match file {
        Some(file) => answer(name, file, request.headers()),
        None => Problem::not_found(name).into_response(),
    }
}

/// Names with a sum in them never change their content; the page itself is asked for each time.
fn answer(name: &str, file: EmbeddedFile, asked: &HeaderMap) -> Response {
    let sum: String = file.metadata.sha256_hash()[..16].iter().map(|byte| format!("{byte:02x}")).collect();
    let tag = format!("\"{sum}\"");
    let cache = if name.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    let kind = file.metadata.mimetype();
    let kind = if kind.starts_with("text/") { format!("{kind}; charset=utf-8") } else { kind.to_owned() };
    let known = asked.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let headers =
        [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, cache.to_owned()), (header::ETAG, tag)];
    if known {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    (headers, Body::from(file.data.into_owned())).into_response()
}
