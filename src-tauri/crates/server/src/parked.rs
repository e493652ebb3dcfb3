//! The tray: codes nobody knew. They are named at a seat, by a tap; here they are listed, and discarded.

use crate::face::Face;
use crate::json::{Body, Query};
use crate::problem::Problem;
use crate::tasks::{Settling, decider};
use crate::who;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::{Extension, Json};
use serde::Deserialize;
use station::access::Caller;
use station::desk::owned::{self, Owned};
use station::view::ParkedRow;
use station::{desk, people, settling};

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct Asked {
    /// Whose language and rights: of the person active there. The caller's own seat where none is named.
    seat: Option<String>,
}

/// Codes nobody knew, kept until somebody names them.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/parked", tag = "tasks", operation_id = "parked", params(Asked),
    responses((status = 200, description = "The oldest first, of all seats.", body = Vec<ParkedRow>))
))]
pub async fn list(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<Asked>,
) -> Result<Json<Vec<ParkedRow>>, Problem> {
    let seat = who::seat_in_sight(&face, &caller, asked.seat).await?;
    let by = people::behind(&face.station, &caller, &seat).await?;
    let context = &face.station.context;
    let rows = desk::parked::parked(context, by.as_ref()).await?;
    Ok(Json(owned::kept(context, caller.owner, Owned::Scans, rows, |row| &row.scan).await?))
}

/// Takes it out for good: no goods of ours. On record, with the reason.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/parked/{scan}/discard", tag = "tasks", operation_id = "discard_parked",
    params(("scan" = uuid::Uuid, Path, description = "Of the scan.")), request_body = Settling,
    responses((status = 204, description = "It is out of the tray."))
))]
pub async fn discard(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path(scan): Path<String>,
    Body(why): Body<Settling>,
) -> Result<StatusCode, Problem> {
    let id = scan.parse().map_err(|_| Problem::not_found(&format!("scan {scan}")))?;
    let (seat, why) = why.apart();
    let who = decider(&face, &caller, seat).await?;
    settling::discard_parked(&face.station.context, id, why, who).await??;
    Ok(StatusCode::NO_CONTENT)
}
