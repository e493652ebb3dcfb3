//! Who calls: the window, another process of this user, a token, a paired browser. Asked before every route that
//! needs a caller; what cannot be told for certain is nobody.

use crate::door::Try;
use crate::face::Face;
use crate::in_process::InWindow;
use crate::owners;
use crate::problem::Problem;
use crate::said::Said;
use axum::extract::{Request, State};
use axum::http::{Extensions, HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use domain::OperatorId;
use ledger::table::token::TokenKind;
use station::access::{self, Caller, CallerKind, Scopes};
use station::people;

pub const COOKIE: &str = "tallyman";
/// Name of a person, with everything but letters and digits as `%20`.
const OPERATOR: &str = "tallyman-operator";

/// Lets a known caller on, as an extension of the request.
pub async fn ask(State(face): State<Face>, mut request: Request, next: Next) -> Result<Response, Problem> {
    let in_window = request.extensions().get::<InWindow>().is_some();
    let caller = if in_window {
        Some(Caller::window())
    } else {
        caller(&face, request.headers(), request.extensions()).await?
    };
    let mut caller = caller.ok_or_else(|| Problem::said(StatusCode::UNAUTHORIZED, Said::NoCaller {}))?;
    caller.owner = owners::of(&face, &caller).await?;
    owners::check_route(&caller, &request)?;
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
///
/// # Errors
/// A problem while too many wrong ones came from there; those of the ledger.
pub async fn caller(
    face: &Face,
    headers: &HeaderMap,
    extensions: &Extensions,
) -> Result<Option<Caller>, Problem> {
    if let Some(header) = headers.get(header::AUTHORIZATION) {
        let Some(secret) = header.to_str().ok().and_then(bearer) else { return Ok(None) };
        if face.endpoint_hash.is_some_and(|endpoint| endpoint == access::hash(secret)) {
            return Ok(Some(Caller { operator: named(face, headers).await?, ..Caller::endpoint() }));
        }
        return let_in(face, TokenKind::Token, secret, extensions).await;
    }
    match cookie(headers) {
        Some(secret) => let_in(face, TokenKind::Cookie, &secret, extensions).await,
        None => Ok(None),
    }
}

/// A wrong secret of one who tries too many is told to wait.
async fn let_in(
    face: &Face,
    kind: TokenKind,
    secret: &str,
    extensions: &Extensions,
) -> Result<Option<Caller>, Problem> {
    let tried = Try::new(extensions, secret);
    face.door.ask(face.since_start(), tried)?;
    let found = access::caller(&face.station.context, kind, secret).await?;
    match &found {
        Some(_) => face.door.let_in(tried),
        None => face.door.failed(face.since_start(), tried)?,
    }
    Ok(found)
}

/// In whose name another process of this user works, where it says so: it could write the book itself.
async fn named(face: &Face, headers: &HeaderMap) -> Result<Option<OperatorId>, Problem> {
    let Some(name) = headers.get(OPERATOR).and_then(|name| name.to_str().ok()) else { return Ok(None) };
    let name = unescaped(name);
    Ok(Some(people::named(&face.station.context, &String::from_utf8_lossy(&name)).await?.id))
}

/// The bytes of `Ani%20K%C3%B6hler` as they were before; headers and addresses carry nothing but plain letters.
pub fn unescaped(text: &str) -> Vec<u8> {
    let mut pieces = text.split('%');
    let mut bytes = pieces.next().unwrap_or_default().as_bytes().to_vec();
    for piece in pieces {
        let (code, rest) = piece.split_at_checked(2).unwrap_or(("", piece));
        match u8::from_str_radix(code, 16) {
            Ok(byte) => bytes.push(byte),
            Err(_) => bytes.extend(format!("%{code}").bytes()),
        }
        bytes.extend(rest.bytes());
    }
    bytes
}

/// The seat the caller works at: the one that was named, else its own.
///
/// # Errors
/// A problem when the caller is bound to another seat, and when nobody works at a seat of this name.
pub async fn seat_at_work(face: &Face, caller: &Caller, seat: Option<String>) -> Result<String, Problem> {
    let seat = seat.unwrap_or_else(|| caller.own_seat().to_owned());
    if !caller.may_use_seat(&seat) {
        return Err(Problem::said(StatusCode::FORBIDDEN, Said::OtherSeat { seat }));
    }
    known(face, caller, seat).await
}

/// The seat the caller looks at: the one that was named, else its own. A paired browser may look over another's
/// shoulder (`?seat=main`), and touch nothing there.
///
/// # Errors
/// As [`seat_at_work`].
pub async fn seat_in_sight(face: &Face, caller: &Caller, seat: Option<String>) -> Result<String, Problem> {
    match seat {
        Some(seat) if caller.kind == CallerKind::Cookie => known(face, caller, seat).await,
        seat => seat_at_work(face, caller, seat).await,
    }
}

/// A seat is made by pairing, by a token bound to it, or by the settings; not by asking for it.
async fn known(face: &Face, caller: &Caller, seat: String) -> Result<String, Problem> {
    let is_own = caller.seat.as_ref() == Some(&seat);
    if is_own || face.station.seats.is_known(&seat).await? {
        return Ok(seat);
    }
    Err(Problem::not_found(&format!("seat {}", seat.chars().take(40).collect::<String>())))
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
