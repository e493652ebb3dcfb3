//! Pairing a browser: a one-time link becomes a cookie. The link works once and for ten minutes.

use crate::face::Face;
use crate::json::Query;
use crate::problem::Problem;
use crate::said::Said;
use crate::who;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use station::access;

#[derive(Deserialize)]
pub struct Link {
    code: String,
}

pub async fn pair(
    State(face): State<Face>,
    method: Method,
    headers: HeaderMap,
    Query(link): Query<Link>,
) -> Result<Response, Problem> {
    // Looking whether a link is there must not use it up.
    if method != Method::GET {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    if let Some(secret) = access::pair(&face.station.context, &link.code).await? {
        let cookie = format!(
            "{}={secret}; HttpOnly; SameSite=Strict; Path=/; Max-Age={}",
            who::COOKIE,
            access::COOKIE_LIVES_MS / 1000
        );
        return Ok(home(Some(cookie)));
    }
    // Opened again in the browser that is paired already.
    if who::caller(&face, &headers).await?.is_some() {
        return Ok(home(None));
    }
    Err(Problem::said(StatusCode::GONE, Said::PairingOver {}))
}

fn home(cookie: Option<String>) -> Response {
    let location = [(header::LOCATION, "/".to_owned())];
    match cookie {
        Some(cookie) => (StatusCode::SEE_OTHER, location, [(header::SET_COOKIE, cookie)]).into_response(),
        None => (StatusCode::SEE_OTHER, location).into_response(),
    }
}
