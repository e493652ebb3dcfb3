//! Pairing a browser: a one-time link becomes a cookie. The link works once and for ten minutes.

use crate::door::Try;
use crate::face::Face;
use crate::json::Query;
use crate::problem::Problem;
use crate::said::Said;
use crate::who;
use axum::extract::State;
use axum::http::{Extensions, HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use station::access::{self, Paired};
use station::seats::MAIN;

#[derive(Deserialize)]
pub struct Link {
    code: String,
}

pub async fn pair(
    State(face): State<Face>,
    method: Method,
    headers: HeaderMap,
    extensions: Extensions,
    Query(link): Query<Link>,
) -> Result<Response, Problem> {
    // Looking whether a link is there must not use it up.
    if method != Method::GET {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let tried = Try::new(&extensions, &link.code);
    face.door.ask(face.since_start(), tried)?;
    if let Some(Paired { secret, seat }) = access::pair(&face.station.context, &link.code).await? {
        let cookie = format!(
            "{}={secret}; HttpOnly; SameSite=Strict; Path=/; Max-Age={}",
            who::COOKIE,
            access::COOKIE_LIVES_MS / 1000
        );
        // Nobody guessed this one: should it be ended before it is used, the browser is told so at once.
        face.door.let_in(Try::new(&extensions, &secret));
        return Ok(home(&seat, Some(cookie)));
    }
    // Opened again in the browser that is paired already.
    if let Some(caller) = who::caller(&face, &headers, &extensions).await? {
        return Ok(home(caller.own_seat(), None));
    }
    face.door.failed(face.since_start(), tried)?;
    Err(Problem::said(StatusCode::GONE, Said::PairingOver {}))
}

fn home(seat: &str, cookie: Option<String>) -> Response {
    let path = if seat == MAIN { "/".to_owned() } else { format!("/?seat={seat}") };
    let location = [(header::LOCATION, path)];
    match cookie {
        Some(cookie) => (StatusCode::SEE_OTHER, location, [(header::SET_COOKIE, cookie)]).into_response(),
        None => (StatusCode::SEE_OTHER, location).into_response(),
    }
}
