//! Scans and taps at a seat. The answer is the seat's screen after the turn, which every face of the seat gets.

use crate::face::Face;
use crate::json::Body;
use crate::problem::Problem;
use crate::who;
use axum::extract::{Path, State};
use axum::{Extension, Json};
use domain::{InputId, Refusal};
use floor::Input;
use floor::screen::{SeatScreen, Tap};
use serde::Deserialize;
use station::access::Caller;
use station::seats::{burst_input, typed_scan};
use station::view::Burst;
use uuid::Uuid;

#[derive(Deserialize)]
pub struct MadeTap {
    /// Made by the face when it was touched: sent again, it books nothing twice.
    id: Uuid,
    /// The screen it was made on.
    number: i64,
    tap: Tap,
}

#[derive(Deserialize)]
pub struct MadeScan {
    seat: String,
    code: String,
    /// AIM identifier such as `]C1`.
    symbology: Option<String>,
    id: Option<Uuid>,
}

pub async fn screen(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path(seat): Path<String>,
) -> Result<Json<SeatScreen>, Problem> {
    who::seat_of(&caller, &seat)?;
    let screen = face.station.seats.watch(&seat).await?.borrow().clone();
    Ok(Json(screen))
}

pub async fn tap(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path(seat): Path<String>,
    Body(made): Body<MadeTap>,
) -> Result<Json<SeatScreen>, Problem> {
    let input = Input::Tap { id: InputId(made.id), number: made.number, tap: made.tap };
    take(&face, &caller, &seat, input).await
}

pub async fn burst(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path(seat): Path<String>,
    Body(burst): Body<Burst>,
) -> Result<Json<SeatScreen>, Problem> {
    take(&face, &caller, &seat, burst_input(&burst).map_err(|refusal| *refusal)?).await
}

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
    who::seat_of(caller, seat)?;
    let taken = face.station.seats.input(seat, input).await?;
    if let Some(refusal @ Refusal::StaleScreen {}) = taken.refusal {
        return Err(refusal.into());
    }
    Ok(Json(taken.screen))
}
