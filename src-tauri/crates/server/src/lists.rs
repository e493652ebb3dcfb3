//! What the desk reads, as the station gives it. Names are in the language of whoever is active at the seat.

use crate::face::Face;
use crate::json::Query;
use crate::problem::Problem;
use crate::who;
use axum::extract::{Path, State};
use axum::{Extension, Json};
use serde::Deserialize;
use station::access::Caller;
use station::desk::owned::{self, Owned};
use station::desk::print_jobs::Preview;
use station::view::{DeviceStatus, Page, PrintJobRow, Status, StockRow};
use station::{desk, people};

/// What every list may be asked.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct Asked {
    /// A part of SKU, name, barcode, lot or place.
    #[serde(default)]
    search: String,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Whose language: of the person active there. The caller's own seat where none is named.
    seat: Option<String>,
}

/// What a list without a search may be asked.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct AskedPage {
    /// `next` of the page before.
    cursor: Option<String>,
}

/// The status strip: connections, devices, what waits, what is wrong.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/status", tag = "station", operation_id = "status",
    responses((status = 200, description = "As it is now.", body = Status))
))]
pub async fn status(State(face): State<Face>) -> Json<Status> {
    Json(face.station.watch_status().borrow().clone())
}

/// Scanners and printers, each with one sentence.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/devices", tag = "station", operation_id = "devices",
    responses((status = 200, description = "The keyboard first.", body = Vec<DeviceStatus>))
))]
pub async fn devices(State(face): State<Face>) -> Json<Vec<DeviceStatus>> {
    Json(station::status::devices(&face.station))
}

/// Stock by item, with its places and what vendors say beside it.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/stock", tag = "stock", operation_id = "stock", params(Asked),
    responses((status = 200, description = "By SKU.", body = Page<StockRow>))
))]
pub async fn stock(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<Asked>,
) -> Result<Json<Page<StockRow>>, Problem> {
    let language = language(&face, &caller, asked.seat).await?;
    let cursor = asked.cursor.as_deref();
    let mut page = desk::stock::stock(&face.station, &language, &asked.search, cursor).await?;
    let context = &face.station.context;
    page.rows = owned::kept(context, caller.owner, Owned::Items, page.rows, |row| &row.item.id).await?;
    Ok(Json(page))
}

/// Items, each with its stock.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/items", tag = "stock", operation_id = "items", params(Asked),
    responses((status = 200, description = "By SKU.", body = Page<StockRow>))
))]
pub async fn items(
    face: State<Face>,
    caller: Extension<Caller>,
    asked: Query<Asked>,
) -> Result<Json<Page<StockRow>>, Problem> {
    stock(face, caller, asked).await
}

/// Labels that were asked for, and what came of them.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/print-jobs", tag = "labels", operation_id = "print_jobs", params(AskedPage),
    responses((status = 200, description = "The newest first.", body = Page<PrintJobRow>))
))]
pub async fn print_jobs(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<AskedPage>,
) -> Result<Json<Page<PrintJobRow>>, Problem> {
    let context = &face.station.context;
    let mut page = desk::print_jobs::print_jobs(context, asked.cursor.as_deref()).await?;
    page.rows = owned::kept(context, caller.owner, Owned::PrintJobs, page.rows, |row| &row.id).await?;
    Ok(Json(page))
}

/// A label as a picture, made from the bytes that are sent.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/print-jobs/{id}/preview", tag = "labels", operation_id = "preview",
    params(("id" = uuid::Uuid, Path, description = "Of the print job.")),
    responses((status = 200, description = "With its size on paper.", body = Preview))
))]
pub async fn preview(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<Json<Preview>, Problem> {
    let id = id.parse().map_err(|_| Problem::not_found(&format!("print job {id}")))?;
    owned::print_job(&face.station.context, caller.owner, id).await?;
    Ok(Json(desk::print_jobs::preview(&face.station.context, id).await?))
}

/// Of the person behind the caller at this seat; English where nobody is.
pub async fn language(face: &Face, caller: &Caller, seat: Option<String>) -> Result<String, Problem> {
    let seat = who::seat_in_sight(face, caller, seat).await?;
    let by = people::behind(&face.station, caller, &seat).await?;
    Ok(by.map_or_else(|| "en".to_owned(), |by| by.language))
}
