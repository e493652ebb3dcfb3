//! What goes out to vendors: the list, and what a person decides about one that stands still.

use crate::face::Face;
use crate::json::{Body, Query};
use crate::problem::Problem;
use crate::said::Said;
use crate::who;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::{Extension, Json};
use domain::permission::{Action, permission};
use serde::Deserialize;
use station::access::Caller;
use station::vendors::{Settlement, settle};
use station::view::{DeliveryRow, Page};
use station::{desk, people};

#[derive(Deserialize)]
pub struct Asked {
    cursor: Option<String>,
    seat: Option<String>,
}

/// Who settles is whoever is active at this seat.
#[derive(Deserialize)]
pub struct Settling {
    seat: Option<String>,
}

pub async fn list(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<Asked>,
) -> Result<Json<Page<DeliveryRow>>, Problem> {
    let seat = who::seat_or_own(&caller, asked.seat)?;
    let by = people::behind(&face.station, &caller, &seat).await?;
    let may_settle = by.as_ref().is_some_and(|by| permission(by.role, Action::SettleSync));
    let language = by.map_or_else(|| "en".to_owned(), |by| by.language);
    let cursor = asked.cursor.as_deref();
    Ok(Json(desk::deliveries::deliveries(&face.station.context, &language, may_settle, cursor).await?))
}

pub async fn retry(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    Body(settling): Body<Settling>,
) -> Result<StatusCode, Problem> {
    decide(&face, &caller, &id, settling, Settlement::Retry).await
}

pub async fn set_aside(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    Body(settling): Body<Settling>,
) -> Result<StatusCode, Problem> {
    decide(&face, &caller, &id, settling, Settlement::SetAside).await
}

async fn decide(
    face: &Face,
    caller: &Caller,
    id: &str,
    settling: Settling,
    settlement: Settlement,
) -> Result<StatusCode, Problem> {
    let id = id.parse().map_err(|_| Problem::not_found(&format!("delivery {id}")))?;
    let seat = who::seat_or_own(caller, settling.seat)?;
    let by = people::behind(&face.station, caller, &seat).await?;
    let by = by.ok_or_else(|| Problem::said(StatusCode::FORBIDDEN, Said::NeedsOperator {}))?;
    settle(&face.station.context, id, settlement, &by).await??;
    Ok(StatusCode::NO_CONTENT)
}
