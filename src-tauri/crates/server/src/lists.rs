//! What the desk reads, as the station gives it. Names are in the language of whoever is active at the seat.

use crate::face::Face;
use crate::json::Query;
use crate::problem::Problem;
use crate::who;
use axum::extract::{Path, State};
use axum::{Extension, Json};
use domain::entry::MovementKind;
use serde::Deserialize;
use station::access::Caller;
use station::desk::history::HistoryFilter;
use station::desk::print_jobs::Preview;
use station::view::{DeviceStatus, HistoryRow, Page, PrintJobRow, Status, StockRow};
use station::{desk, people};
use std::str::FromStr;

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

/// What the history may be asked; all that is set must hold. Times are UTC milliseconds.
#[derive(Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct AskedHistory {
    /// Identities, as the rows name them.
    item: Option<String>,
    lot: Option<String>,
    location: Option<String>,
    operator: Option<String>,
    document: Option<String>,
    entry: Option<String>,
    /// `receive`, `move`, `adjust`, `count`, `damage`, `initial`, `reversal` …
    kind: Option<String>,
    from_ms: Option<i64>,
    to_ms: Option<i64>,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Rows of one page; 100 where nobody asks, 500 at most.
    limit: Option<u32>,
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
    Ok(Json(desk::stock::stock(&face.station, &language, &asked.search, cursor).await?))
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

/// What happened, movement by movement.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/history", tag = "stock", operation_id = "history", params(AskedHistory),
    responses((status = 200, description = "The newest first.", body = Page<HistoryRow>))
))]
pub async fn history(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<AskedHistory>,
) -> Result<Json<Page<HistoryRow>>, Problem> {
    let filter = filter(&asked)?;
    history_of(&face, &caller, &filter, asked).await
}

/// What happened to one item.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/items/{sku}/history", tag = "stock", operation_id = "history_of_item",
    params(("sku" = String, Path, description = "Its SKU."), AskedHistory),
    responses((status = 200, description = "The newest first.", body = Page<HistoryRow>))
))]
pub async fn history_of_sku(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path(sku): Path<String>,
    Query(asked): Query<AskedHistory>,
) -> Result<Json<Page<HistoryRow>>, Problem> {
    let item = desk::history::item_of_sku(&face.station.context, &sku).await?;
    let filter = HistoryFilter { item: Some(item), ..filter(&asked)? };
    history_of(&face, &caller, &filter, asked).await
}

/// Labels that were asked for, and what came of them.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/print-jobs", tag = "labels", operation_id = "print_jobs", params(AskedPage),
    responses((status = 200, description = "The newest first.", body = Page<PrintJobRow>))
))]
pub async fn print_jobs(
    State(face): State<Face>,
    Query(asked): Query<AskedPage>,
) -> Result<Json<Page<PrintJobRow>>, Problem> {
    Ok(Json(desk::print_jobs::print_jobs(&face.station.context, asked.cursor.as_deref()).await?))
}

/// A label as a picture, made from the bytes that are sent.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/print-jobs/{id}/preview", tag = "labels", operation_id = "preview",
    params(("id" = uuid::Uuid, Path, description = "Of the print job.")),
    responses((status = 200, description = "With its size on paper.", body = Preview))
))]
pub async fn preview(State(face): State<Face>, Path(id): Path<String>) -> Result<Json<Preview>, Problem> {
    let id = id.parse().map_err(|_| Problem::not_found(&format!("print job {id}")))?;
    Ok(Json(desk::print_jobs::preview(&face.station.context, id).await?))
}

async fn history_of(
    face: &Face,
    caller: &Caller,
    filter: &HistoryFilter,
    asked: AskedHistory,
) -> Result<Json<Page<HistoryRow>>, Problem> {
    let language = language(face, caller, asked.seat).await?;
    let (context, cursor) = (&face.station.context, asked.cursor.as_deref());
    Ok(Json(desk::history::history(context, &language, filter, cursor, asked.limit).await?))
}

fn filter(asked: &AskedHistory) -> Result<HistoryFilter, Problem> {
    let kind = match asked.kind.as_deref() {
        Some(kind) => Some(
            MovementKind::from_text(kind)
                .ok_or_else(|| Problem::field("kind", "no movement is of this kind"))?,
        ),
        None => None,
    };
    Ok(HistoryFilter {
        item: id("item", &asked.item)?,
        lot: id("lot", &asked.lot)?,
        location: id("location", &asked.location)?,
        operator: id("operator", &asked.operator)?,
        document: id("document", &asked.document)?,
        entry: id("entry", &asked.entry)?,
        kind,
        from_ms: asked.from_ms,
        to_ms: asked.to_ms,
    })
}

fn id<T: FromStr>(field: &str, text: &Option<String>) -> Result<Option<T>, Problem> {
    let Some(text) = text else { return Ok(None) };
    text.parse().map(Some).map_err(|_| Problem::field(field, format!("{text} is no identity")))
}

/// Of the person behind the caller at this seat; English where nobody is.
pub async fn language(face: &Face, caller: &Caller, seat: Option<String>) -> Result<String, Problem> {
    let seat = who::seat_or_own(caller, seat)?;
    let by = people::behind(&face.station, caller, &seat).await?;
    Ok(by.map_or_else(|| "en".to_owned(), |by| by.language))
}
