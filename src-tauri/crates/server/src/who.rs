//! Who calls: the window, another process of this user, a token, a paired browser. Asked before every route that
//! needs a caller; what cannot be told for certain is nobody.

use crate::face::Face;
use crate::in_process::InWindow;
use crate::problem::Problem;
use crate::said::Said;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use ledger::table::token::TokenKind;
use station::access::{self, Caller, Scopes};

pub const COOKIE: &str = "tallyman";

/// Lets a known caller on, as an extension of the request.
pub async fn ask(State(face): State<Face>, mut request: Request, next: Next) -> Result<Response, Problem> {
    let in_window = request.extensions().get::<InWindow>().is_some();
    let caller = if in_window { Some(Caller::window()) } else { caller(&face, request.headers()).await? };
    let caller = caller.ok_or_else(|| Problem::said(StatusCode::UNAUTHORIZED, Said::NoCaller {}))?;
    request.extensions_mut().insert(caller);
    Ok(next.run(request).await)
}

pub async fn may_read(request: Request, next: Next) -> Result<Response, Problem> {
    with_scope(request, next, "read", |scopes| scopes.read).await
}

pub async fn may_work(request: Request, next: Next) -> Result<Response, Problem> {
    with_scope(request, next, "seat", |scopes| scopes.seat).await
}

pub async fn may_administer(request: Request, next: Next) -> Result<Response, Problem> {
    with_scope(request, next, "admin", |scopes| scopes.admin).await
}

/// The caller of a request's headers; a token is looked at before a cookie, and a wrong one is not forgiven.
pub async fn caller(face: &Face, headers: &HeaderMap) -> Result<Option<Caller>, Problem> {
    let context = &face.station.context;
    if let Some(header) = headers.get(header::AUTHORIZATION) {
        let Some(secret) = header.to_str().ok().and_then(bearer) else { return Ok(None) };
        if face.endpoint_hash.is_some_and(|endpoint| endpoint == access::hash(secret)) {
            return Ok(Some(Caller::endpoint()));
        }
        return Ok(access::caller(context, TokenKind::Token, secret).await?);
    }
    match cookie(headers) {
        Some(secret) => Ok(access::caller(context, TokenKind::Cookie, &secret).await?),
        None => Ok(None),
    }
}

/// # Errors
/// A problem when the caller is bound to another seat.
pub fn seat_of(caller: &Caller, seat: &str) -> Result<(), Problem> {
    if caller.may_use_seat(seat) {
        return Ok(());
    }
    Err(Problem::said(StatusCode::FORBIDDEN, Said::OtherSeat { seat: seat.to_owned() }))
}

/// The seat that was named, or the caller's own.
///
/// # Errors
/// As [`seat_of`].
pub fn seat_or_own(caller: &Caller, seat: Option<String>) -> Result<String, Problem> {
    let seat = seat.unwrap_or_else(|| caller.own_seat().to_owned());
    seat_of(caller, &seat)?;
    Ok(seat)
}

async fn with_scope(
    request: Request,
    next: Next,
    scope: &str,
    has: fn(&Scopes) -> bool,
) -> Result<Response, Problem> {
    match request.extensions().get::<Caller>() {
        Some(caller) if has(&caller.scopes) => Ok(next.run(request).await),
        _ => Err(Problem::said(StatusCode::FORBIDDEN, Said::NotAllowed { scope: scope.to_owned() })),
    }
}

fn bearer(header: &str) -> Option<&str> {
    let (scheme, secret) = header.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim()).filter(|secret| !secret.is_empty())
}

fn cookie(headers: &HeaderMap) -> Option<String> {
    let pairs = headers.get_all(header::COOKIE).iter().filter_map(|header| header.to_str().ok());
    pairs
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE)
        .map(|(_, secret)| secret.to_owned())
}
