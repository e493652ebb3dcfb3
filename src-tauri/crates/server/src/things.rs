//! The page of one item and of one place, and one thing by a part of its name.

use crate::face::Face;
use crate::history::id;
use crate::json::Query;
use crate::lists::language;
use crate::problem::Problem;
use axum::extract::State;
use axum::{Extension, Json};
use serde::Deserialize;
use station::access::Caller;
use station::desk;
use station::desk::find::{Thing, What};
use station::desk::item::ItemPage;
use station::desk::owned::{self, Owned};
use station::desk::place::{PlacePage, place_of_code};

/// By id or by SKU.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct AskedItem {
    /// Its identity.
    item: Option<String>,
    sku: Option<String>,
    /// Whose language: of the person active there. The caller's own seat where none is named.
    seat: Option<String>,
}

/// By id or by code.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct AskedPlace {
    /// Its identity.
    location: Option<String>,
    /// As its label says it.
    code: Option<String>,
    /// Whose language: of the person active there. The caller's own seat where none is named.
    seat: Option<String>,
}

/// A part of a name.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct AskedThing {
    what: What,
    /// A part of its name or code; the first ones for nothing.
    #[serde(default)]
    search: String,
    /// Whose language: of the person active there. The caller's own seat where none is named.
    seat: Option<String>,
}

/// One item: by lot, by place and crate, to whom it is promised, and what vendors say.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/stock/item", tag = "stock", operation_id = "item_page", params(AskedItem),
    responses((status = 200, description = "As it stands now.", body = ItemPage))
))]
pub async fn item(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<AskedItem>,
) -> Result<Json<ItemPage>, Problem> {
    let item = match (id("item", &asked.item)?, &asked.sku) {
        (Some(item), _) => item,
        (None, Some(sku)) => owned::item_of_sku(&face.station.context, caller.owner, sku).await?,
        (None, None) => return Err(Problem::field("item", "no item is named, by id or by sku")),
    };
    owned::item(&face.station.context, caller.owner, item).await?;
    let language = language(&face, &caller, asked.seat).await?;
    Ok(Json(desk::item::item_page(&face.station, &language, item).await?))
}

/// What stands at one place, and in the crates there.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/stock/place", tag = "stock", operation_id = "place_page", params(AskedPlace),
    responses((status = 200, description = "As it stands now.", body = PlacePage))
))]
pub async fn place(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<AskedPlace>,
) -> Result<Json<PlacePage>, Problem> {
    let context = &face.station.context;
    let place = match (id("location", &asked.location)?, &asked.code) {
        (Some(place), _) => place,
        (None, Some(code)) => place_of_code(context, code).await?,
        (None, None) => return Err(Problem::field("location", "no place is named, by id or by code")),
    };
    let language = language(&face, &caller, asked.seat).await?;
    let page = desk::place::place_page(context, &language, place).await?;
    let all_count = page.rows.len();
    let rows = owned::kept(context, caller.owner, Owned::Items, page.rows, |row| &row.item.id).await?;
    // What a crate weighs with goods of others in it would say how much of theirs is there.
    let weight = page.weight.filter(|_| rows.len() == all_count);
    Ok(Json(PlacePage { rows, weight, ..page }))
}

/// Items, lots, places, documents, people or owners to ask a list about.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/find", tag = "stock", operation_id = "find", params(AskedThing),
    responses((status = 200, description = "The best first, at most 40.", body = Vec<Thing>))
))]
pub async fn find(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<AskedThing>,
) -> Result<Json<Vec<Thing>>, Problem> {
    let language = language(&face, &caller, asked.seat).await?;
    let context = &face.station.context;
    let found = desk::find::find(context, &language, asked.what, &asked.search).await?;
    Ok(Json(owned::things(context, caller.owner, asked.what, found).await?))
}
