//! What the desk reads, as the station gives it. Names are in the language of whoever is active at the seat.

use crate::face::Face;
use crate::json::Query;
use crate::problem::Problem;
use crate::who;
use axum::extract::{Path, State};
use axum::{Extension, Json};
use serde::Deserialize;
use station::access::Caller;
use station::desk::print_jobs::Preview;
use station::view::{DeviceStatus, Page, ParkedRow, PrintJobRow, Status, StockRow};
use station::{desk, people};

/// What every list may be asked.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    search: String,
    cursor: Option<String>,
    /// Whose language: of the person active there.
    seat: Option<String>,
}

pub async fn status(State(face): State<Face>) -> Json<Status> {
    Json(face.station.watch_status().borrow().clone())
}

pub async fn devices(State(face): State<Face>) -> Json<Vec<DeviceStatus>> {
    Json(station::status::devices(&face.station))
}

pub async fn stock(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<Asked>,
) -> Result<Json<Page<StockRow>>, Problem> {
    let language = language(&face, &caller, asked.seat).await?;
    let cursor = asked.cursor.as_deref();
    Ok(Json(desk::stock::stock(&face.station, &language, &asked.search, cursor).await?))
}

pub async fn print_jobs(
    State(face): State<Face>,
    Query(asked): Query<Asked>,
) -> Result<Json<Page<PrintJobRow>>, Problem> {
    Ok(Json(desk::print_jobs::print_jobs(&face.station.context, asked.cursor.as_deref()).await?))
}

pub async fn preview(State(face): State<Face>, Path(id): Path<String>) -> Result<Json<Preview>, Problem> {
    let id = id.parse().map_err(|_| Problem::not_found(&format!("print job {id}")))?;
    Ok(Json(desk::print_jobs::preview(&face.station.context, id).await?))
}

pub async fn parked(State(face): State<Face>) -> Result<Json<Vec<ParkedRow>>, Problem> {
    Ok(Json(desk::parked::parked(&face.station.context).await?))
}

/// Of whoever is active at the seat.
pub async fn language(face: &Face, caller: &Caller, seat: Option<String>) -> Result<String, Problem> {
    let seat = who::seat_or_own(caller, seat)?;
    let by = people::behind(&face.station, caller, &seat).await?;
    Ok(by.map_or_else(|| "en".to_owned(), |by| by.language))
}
