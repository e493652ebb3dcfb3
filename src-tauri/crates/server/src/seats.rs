//! Scans and taps at a seat. The answer is the seat's screen after the turn, which every face of the seat gets.

use crate::face::Face;
use crate::json::Body;
use crate::owners;
use crate::problem::Problem;
use crate::who;
use axum::extract::{Path, State};
use axum::{Extension, Json};
use domain::code::{OwnCode, OwnKind};
use domain::{InputId, Refusal};
use floor::Input;
use floor::screen::{SeatScreen, Tap};
use serde::Deserialize;
use station::access::Caller;
use station::seats::{burst_input, typed_scan};
use station::view::Burst;
use uuid::Uuid;

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct MadeTap {
    /// Made by the face when it was touched: sent again, it books nothing twice.
    id: Uuid,
    /// The screen it was made on.
    number: i64,
    tap: Tap,
}

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct MadeScan {
    seat: String,
    code: String,
    /// AIM identifier such as `]C1`.
    symbology: Option<String>,
    /// The caller's own UUID: sent again, it books nothing twice.
    id: Option<Uuid>,
}

/// What the seat shows now.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/seats/{seat}/screen", tag = "seats", operation_id = "screen",
    params(("seat" = String, Path, description = "Its name; the window is `main`.")),
    responses((status = 200, description = "Everything on it.", body = SeatScreen))
))]
pub async fn screen(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path(seat): Path<String>,
) -> Result<Json<SeatScreen>, Problem> {
    let seat = who::seat_in_sight(&face, &caller, Some(seat)).await?;
    let screen = face.station.seats.watch(&seat).await?.borrow().clone();
    owners::check_screen(&caller, &screen)?;
    Ok(Json(screen))
}

/// A touch. It names the screen it was made on and is refused where another was shown since.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/seats/{seat}/taps", tag = "seats", operation_id = "tap",
    params(("seat" = String, Path, description = "Its name; the window is `main`.")), request_body = MadeTap,
    responses((status = 200, description = "The screen after the turn.", body = SeatScreen))
))]
pub async fn tap(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path(seat): Path<String>,
    Body(made): Body<MadeTap>,
) -> Result<Json<SeatScreen>, Problem> {
    let input = Input::Tap { id: InputId(made.id), number: made.number, tap: made.tap };
    take(&face, &caller, &seat, input).await
}

/// Keys of a keyboard scanner, as a page heard them.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/seats/{seat}/bursts", tag = "seats", operation_id = "burst",
    params(("seat" = String, Path, description = "Its name; the window is `main`.")), request_body = Burst,
    responses((status = 200, description = "The screen after the turn.", body = SeatScreen))
))]
pub async fn burst(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path(seat): Path<String>,
    Body(burst): Body<Burst>,
) -> Result<Json<SeatScreen>, Problem> {
    let context = &face.station.context;
    // A test of the scanner is no scan: the screen stays as it is.
    if station::detection::note_burst(context, &burst) {
        return screen(State(face), Extension(caller), Path(seat)).await;
    }
    let input = burst_input(context, &burst).map_err(|refusal| *refusal)?;
    take(&face, &caller, &seat, input).await
}

/// One scan at a seat. A refused one is answered with the screen that says so.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/scans", tag = "seats", operation_id = "scan", request_body = MadeScan,
    responses((status = 200, description = "The screen after the turn.", body = SeatScreen))
))]
pub async fn scan(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Body(made): Body<MadeScan>,
) -> Result<Json<SeatScreen>, Problem> {
    let source = if caller.kind == station::access::CallerKind::Token { "api" } else { "typed" };
    let scan = typed_scan(made.id, source, &made.code, made.symbology);
    take(&face, &caller, &made.seat, Input::Scan(scan)).await
}

/// Refused scans are answered with the screen that says so; a stale tap is a problem, because the face must look.
pub async fn take(
    face: &Face,
    caller: &Caller,
    seat: &str,
    input: Input,
) -> Result<Json<SeatScreen>, Problem> {
    let seat = who::seat_at_work(face, caller, Some(seat.to_owned())).await?;
    if caller.owner.is_some() {
        owners::check_screen(caller, &face.station.seats.watch(&seat).await?.borrow().clone())?;
    }
    let is_badge = is_badge(&input);
    if is_badge {
        face.door.ask_badge(face.since_start(), caller)?;
    }
    let taken = face.station.seats.input(&seat, input).await?;
    if is_badge && taken.refusal == Some(Refusal::UnknownBadge {}) {
        face.door.failed_badge(face.since_start(), caller);
    }
    // A badge may have brought in somebody who sees more.
    owners::check_screen(caller, &taken.screen)?;
    if let Some(refusal @ Refusal::StaleScreen {}) = taken.refusal {
        return Err(refusal.into());
    }
    Ok(Json(taken.screen))
}

fn is_badge(input: &Input) -> bool {
    let Input::Scan(scan) = input else { return false };
    let code = std::str::from_utf8(&scan.bytes).ok().and_then(OwnCode::parse);
    matches!(code, Some(Ok(OwnCode { kind: OwnKind::Badge, .. })))
}
