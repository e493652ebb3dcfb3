//! Callers who are bound to one owner: by their token, or by the person it works for or who is active at their seat.
//! They see and change nothing of another's. A route that does not know of owners is closed to them, so that a new one
//! cannot forget it.

use crate::face::Face;
use crate::problem::Problem;
use crate::said::Said;
use axum::extract::{MatchedPath, Request};
use axum::http::StatusCode;
use domain::{OperatorId, OwnerId};
use floor::screen::SeatScreen;
use ledger::read::owners;
use ledger::table::operator::Operator;
use station::access::{Caller, CallerKind};
use uuid::Uuid;

/// Routes that hold nothing of anybody's goods, or leave out what is another's.
const AWARE: &[&str] = &[
    "GET /openapi.json",
    "GET /status",
    "GET /devices",
    "GET /devices/test-code",
    "GET /devices/detections",
    "POST /devices/keyboard/detection",
    "GET /me",
    "GET /seats/{seat}/screen",
    "GET /events",
    "GET /stock",
    "GET /stock/item",
    "GET /stock/place",
    "GET /stock/explain",
    "GET /items",
    "GET /items/{sku}/history",
    "GET /history",
    "GET /history/totals",
    "GET /history/lots",
    "GET /recall",
    "GET /find",
    "GET /reservations",
    "GET /tasks",
    "GET /parked",
    "GET /deliveries",
    "GET /print-jobs",
    "GET /print-jobs/{id}/preview",
    "POST /print-jobs/{id}/settle",
    "POST /print-jobs/{id}/look-again",
    "POST /print-jobs/{id}/cancel",
    "GET /templates",
    "GET /templates/{name}/preview",
    "GET /templates/{name}/preview.png",
    "GET /papers/{kind}/{file}",
    "POST /seats/{seat}/taps",
    "POST /seats/{seat}/bursts",
    "POST /scans",
    "POST /seats/{seat}/photo",
    "POST /demo/scan",
    "POST /commands/{name}",
    "POST /reservations",
    "POST /reservations/{id}/extend",
    "POST /reservations/{id}/release",
    "POST /tasks/{id}/see",
    "POST /tasks/{id}/settle",
];

/// The owner a caller is bound to: the token's, and the person's. Bound to two, they see nothing at all.
///
/// # Errors
/// The ledger's.
pub async fn of(face: &Face, caller: &Caller) -> Result<Option<OwnerId>, Problem> {
    let person = match (caller.operator, caller.kind) {
        (Some(id), _) => owners::of_operator(face.station.context.ledger.pool(), id).await?,
        (None, CallerKind::Window | CallerKind::Cookie) => {
            let screen = face.station.seats.watch(caller.own_seat()).await?;
            screen.borrow().operator.as_ref().and_then(|operator| operator.owner)
        }
        (None, CallerKind::Token | CallerKind::Endpoint) => None,
    };
    Ok(match (caller.owner, person) {
        (Some(token), Some(person)) if token != person => Some(OwnerId(Uuid::nil())),
        (token, person) => token.or(person),
    })
}

/// # Errors
/// A problem where the route does not know of owners.
pub fn check_route(caller: &Caller, request: &Request) -> Result<(), Problem> {
    if caller.owner.is_none() {
        return Ok(());
    }
    let path = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
    let route = format!("{} {}", request.method(), path.strip_prefix("/api/v1").unwrap_or(path));
    if AWARE.contains(&route.as_str()) { Ok(()) } else { Err(other_owner()) }
}

/// What stands on a seat's screen is of whoever is active there: of somebody who sees more, it is not shown.
///
/// # Errors
/// A problem when that person is not bound as the caller is.
pub fn check_screen(caller: &Caller, screen: &SeatScreen) -> Result<(), Problem> {
    if sees_screen(caller, screen) { Ok(()) } else { Err(other_owner()) }
}

pub fn sees_screen(caller: &Caller, screen: &SeatScreen) -> bool {
    let at_work = screen.operator.as_ref().map(|operator| operator.owner);
    caller.owner.is_none() || at_work.is_none_or(|owner| owner == caller.owner)
}

/// Nobody acts for a caller who may do more than the caller.
///
/// # Errors
/// As [`check_screen`].
pub fn check_person(caller: &Caller, person: &Operator) -> Result<(), Problem> {
    if caller.owner.is_none() || person.owner == caller.owner { Ok(()) } else { Err(other_owner()) }
}

/// The same for the person a token works for.
///
/// # Errors
/// As [`check_person`]; the ledger's.
pub async fn check_operator(face: &Face, caller: &Caller, id: OperatorId) -> Result<(), Problem> {
    if caller.owner.is_none() {
        return Ok(());
    }
    let bound_to = owners::of_operator(face.station.context.ledger.pool(), id).await?;
    if bound_to == caller.owner { Ok(()) } else { Err(other_owner()) }
}

pub fn other_owner() -> Problem {
    Problem::said(StatusCode::FORBIDDEN, Said::OtherOwner {})
}
