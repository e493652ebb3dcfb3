//! What happened, what it adds up to, and why a number is what it is.

use crate::face::Face;
use crate::json::Query;
use crate::lists::language;
use crate::problem::Problem;
use axum::extract::{Path, State};
use axum::{Extension, Json};
use domain::entry::MovementKind;
use domain::{LocationId, OwnerId};
use jiff::civil::Date;
use serde::Deserialize;
use station::access::Caller;
use station::desk::explain::{Explanation, Number};
use station::desk::history::{HistoryFilter, KindTotal, Where};
use station::desk::lot_acts::{self, LotActRow};
use station::desk::{self, owned};
use station::view::{HistoryRow, Page};
use std::str::FromStr;
use uuid::Uuid;

/// What the history may be asked; all that is set must hold.
#[derive(Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct AskedHistory {
    /// Identities, as the rows name them.
    item: Option<String>,
    sku: Option<String>,
    lot: Option<String>,
    serial: Option<String>,
    /// With all that stands in it now.
    location: Option<String>,
    /// The place itself.
    at: Option<String>,
    operator: Option<String>,
    document: Option<String>,
    entry: Option<String>,
    owner: Option<String>,
    /// One or several, by comma.
    kind: Option<String>,
    /// Days of the site's calendar, both included.
    from: Option<String>,
    to: Option<String>,
    cursor: Option<String>,
    /// Rows of one page; 100 where nobody asks, 500 at most.
    limit: Option<u32>,
    /// Whose language: of the person active there.
    seat: Option<String>,
}

/// Which number is to be explained.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct AskedNumber {
    item: Option<String>,
    sku: Option<String>,
    lot: Option<String>,
    /// With all that stands in it now.
    location: Option<String>,
    /// The place itself.
    at: Option<String>,
    cursor: Option<String>,
    limit: Option<u32>,
    seat: Option<String>,
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
    let filter = filter(&face, &caller, &asked).await?;
    let language = language(&face, &caller, asked.seat).await?;
    let (context, cursor) = (&face.station.context, asked.cursor.as_deref());
    Ok(Json(desk::history::history(context, &language, &filter, cursor, asked.limit).await?))
}

/// What was done to lots: held, released, recalled, another date.
///
/// Nothing where a kind, a place or a piece is asked for: lots are judged wherever they lie.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/history/lots", tag = "stock", operation_id = "history_of_lots", params(AskedHistory),
    responses((status = 200, description = "The newest first.", body = Page<LotActRow>))
))]
pub async fn of_lots(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<AskedHistory>,
) -> Result<Json<Page<LotActRow>>, Problem> {
    let filter = filter(&face, &caller, &asked).await?;
    let language = language(&face, &caller, asked.seat).await?;
    let (context, cursor) = (&face.station.context, asked.cursor.as_deref());
    Ok(Json(lot_acts::list(context, &language, &filter, cursor, asked.limit).await?))
}

/// What happened to one item.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/items/{sku}/history", tag = "stock", operation_id = "history_of_item", params(("sku" = String, Path, description = "Its SKU."), AskedHistory),
    responses((status = 200, description = "The newest first.", body = Page<HistoryRow>))
))]
pub async fn of_sku(
    state: State<Face>,
    caller: Extension<Caller>,
    Path(sku): Path<String>,
    Query(asked): Query<AskedHistory>,
) -> Result<Json<Page<HistoryRow>>, Problem> {
    history(state, caller, Query(AskedHistory { sku: Some(sku), item: None, ..asked })).await
}

/// What happened, added up per kind.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/history/totals", tag = "stock", operation_id = "history_totals", params(AskedHistory),
    responses((status = 200, description = "One row per kind and item.", body = Vec<KindTotal>))
))]
pub async fn totals(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<AskedHistory>,
) -> Result<Json<Vec<KindTotal>>, Problem> {
    let filter = filter(&face, &caller, &asked).await?;
    Ok(Json(desk::history::totals(&face.station.context, &filter).await?))
}

/// The movements whose sum is a number on the screen.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/stock/explain", tag = "stock", operation_id = "explain", params(AskedNumber),
    responses((status = 200, description = "The newest first.", body = Explanation))
))]
pub async fn explain(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<AskedNumber>,
) -> Result<Json<Explanation>, Problem> {
    let item = match (id("item", &asked.item)?, &asked.sku) {
        (Some(item), _) => item,
        (None, Some(sku)) => owned::item_of_sku(&face.station.context, caller.owner, sku).await?,
        (None, None) => return Err(Problem::field("item", "no item is named, by id or by sku")),
    };
    owned::item(&face.station.context, caller.owner, item).await?;
    let location = place(&asked.location, &asked.at)?;
    let number = Number { item, lot: id("lot", &asked.lot)?, location };
    let language = language(&face, &caller, asked.seat).await?;
    let (context, cursor) = (&face.station.context, asked.cursor.as_deref());
    Ok(Json(desk::explain::explain(context, &language, number, cursor, asked.limit).await?))
}

async fn filter(face: &Face, caller: &Caller, asked: &AskedHistory) -> Result<HistoryFilter, Problem> {
    let item = match (id("item", &asked.item)?, &asked.sku) {
        (None, Some(sku)) => Some(owned::item_of_sku(&face.station.context, caller.owner, sku).await?),
        (item, _) => item,
    };
    let owner = match (caller.owner, id("owner", &asked.owner)?) {
        // Of another's goods there is no history for this caller.
        (Some(own), Some(other)) if own != other => Some(OwnerId(Uuid::nil())),
        (own, asked) => own.or(asked),
    };
    Ok(HistoryFilter {
        item,
        lot: id("lot", &asked.lot)?,
        serial: asked.serial.clone(),
        location: place(&asked.location, &asked.at)?,
        operator: id("operator", &asked.operator)?,
        document: id("document", &asked.document)?,
        entry: id("entry", &asked.entry)?,
        owner,
        kinds: kinds(asked.kind.as_deref().unwrap_or_default())?,
        from: day("from", &asked.from)?,
        to: day("to", &asked.to)?,
    })
}

fn kinds(words: &str) -> Result<Vec<MovementKind>, Problem> {
    let words = words.split(',').map(str::trim).filter(|word| !word.is_empty());
    let kind = |word| {
        let unknown = || Problem::field("kind", format!("no movement is of the kind {word}"));
        MovementKind::from_text(word).ok_or_else(unknown)
    };
    words.map(kind).collect()
}

fn place(inside: &Option<String>, at: &Option<String>) -> Result<Option<Where>, Problem> {
    match (id::<LocationId>("location", inside)?, id::<LocationId>("at", at)?) {
        (Some(_), Some(_)) => Err(Problem::field("at", "either a place itself or with all that is in it")),
        (Some(id), None) => Ok(Some(Where::In(id))),
        (None, at) => Ok(at.map(Where::At)),
    }
}

fn day(field: &str, text: &Option<String>) -> Result<Option<Date>, Problem> {
    let Some(text) = text else { return Ok(None) };
    text.parse().map(Some).map_err(|_| Problem::field(field, format!("{text} is no day: YYYY-MM-DD")))
}

pub fn id<T: FromStr>(field: &str, text: &Option<String>) -> Result<Option<T>, Problem> {
    let Some(text) = text else { return Ok(None) };
    text.parse().map(Some).map_err(|_| Problem::field(field, format!("{text} is no identity")))
}
