//! What every request passes first: the name it was sent to, the page it comes from, the kind of its body; and the
//! headers every answer carries. A page of somewhere else gets nothing, whatever name it gives our address.

use crate::face::Face;
use crate::in_process::InWindow;
use crate::json;
use crate::problem::Problem;
use crate::said::Said;
use crate::who;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Names of this machine for itself; any port, so that a tunnel works.
const LOOPBACK: [&str; 3] = ["127.0.0.1", "localhost", "[::1]"];

/// The page may load its own files and speak to its own station, nothing else: as in the window.
pub const CONTENT_POLICY: &str = "default-src 'self'; connect-src 'self'; img-src 'self' data: blob:; \
    script-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 5] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

pub async fn check(State(face): State<Face>, request: Request, next: Next) -> Response {
    let problem = if !is_text(request.uri().path()) {
        let problem = "the address holds bytes that are no text".to_owned();
        Some(Problem::said(StatusCode::BAD_REQUEST, Said::BadRequest { problem }))
    } else if request.extensions().get::<InWindow>().is_some() {
        None
    } else {
        let hosts = &face.station.context.settings().http.hosts;
        problem_of(request.method(), request.uri(), request.headers(), hosts)
    };
    let mut response = match problem {
        Some(problem) => problem.into_response(),
        None => next.run(request).await,
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    let headers = response.headers_mut();
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// What stands in a path is a name or a number, whichever route it is of.
fn is_text(path: &str) -> bool {
    std::str::from_utf8(&who::unescaped(path)).is_ok()
}

fn problem_of(method: &Method, uri: &Uri, headers: &HeaderMap, hosts: &[String]) -> Option<Problem> {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let host = host.or_else(|| uri.authority().map(|authority| authority.as_str())).unwrap_or_default();
    if !is_ours(host, hosts) {
        let said = Said::WrongHost { host: host.to_owned() };
        return Some(Problem::said(StatusCode::MISDIRECTED_REQUEST, said));
    }
    if let Some(origin) = headers.get(header::ORIGIN) {
        let origin = origin.to_str().unwrap_or_default();
        if !is_same(origin, host) {
            let said = Said::WrongOrigin { origin: origin.to_owned() };
            return Some(Problem::said(StatusCode::FORBIDDEN, said));
        }
    }
    // A form of another page can send anything but these kinds.
    if method == Method::POST && !is_kind(headers, "application/json") && !is_file(uri, headers) {
        return Some(json::not_json());
    }
    None
}

fn is_ours(host: &str, hosts: &[String]) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    LOOPBACK.iter().any(|own| own.eq_ignore_ascii_case(name))
        || hosts.iter().any(|own| own.eq_ignore_ascii_case(host) || own.eq_ignore_ascii_case(name))
}

/// The page's own address must be the one it speaks to, port and all.
fn is_same(origin: &str, host: &str) -> bool {
    let rest = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
    rest.is_some_and(|rest| rest.eq_ignore_ascii_case(host))
}

/// Bytes of a file, where files are taken.
fn is_file(uri: &Uri, headers: &HeaderMap) -> bool {
    uri.path() == "/api/v1/imports" && is_kind(headers, "application/octet-stream")
}

fn is_kind(headers: &HeaderMap, wanted: &str) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_ours() {
        let hosts = ["tallyman.local:8080".to_owned()];
        for host in ["127.0.0.1:8710", "localhost", "LOCALHOST:1", "[::1]:80", "tallyman.local:8080"] {
            assert!(is_ours(host, &hosts), "{host} names this station");
        }
        for host in ["", "evil.example", "127.0.0.1.evil.example", "tallyman.local:9", "localhost:x", "::1"] {
            assert!(!is_ours(host, &hosts), "{host} was made to name this address by somebody else");
        }
    }

    #[test]
    fn an_address_of_any_bytes_is_no_name() {
        assert!(
            is_text("/api/v1/items/CABE%20RAWIT%C3%A9/history") && is_text("/100%/%zz"),
            "text, as it is"
        );
        assert!(!is_text("/api/v1/items/%D1%5E%FA/history"), "half a letter is nobody's name");
    }

    #[test]
    fn a_page_speaks_to_the_address_it_came_from() {
        assert!(is_same("http://127.0.0.1:8710", "127.0.0.1:8710"), "its own");
        for origin in ["http://127.0.0.1:3000", "https://evil.example", "null", ""] {
            assert!(!is_same(origin, "127.0.0.1:8710"), "{origin:?} is another page");
        }
    }
}
