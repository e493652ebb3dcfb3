//! The demo's drawer: barcodes to scan by touch, and what the printer printed. Not there outside the demo.

use crate::face::Face;
use crate::json::{Body, Query};
use crate::lists;
use crate::problem::Problem;
use axum::extract::State;
use axum::{Extension, Json};
use floor::Input;
use floor::screen::SeatScreen;
use serde::Deserialize;
use station::access::Caller;
use station::desk::print_jobs::{self, Printed};
use station::seats::typed_scan;
use station::view::DrawerCode;

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct Asked {
    /// Whose language: of the person active there. The caller's own seat where none is named.
    seat: Option<String>,
}

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Touched {
    seat: String,
    code: String,
}

/// Barcodes to scan by touch.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/demo/drawer", tag = "demo", operation_id = "drawer", params(Asked),
    responses((status = 200, description = "By group.", body = Vec<DrawerCode>))
))]
pub async fn drawer(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<Asked>,
) -> Result<Json<Vec<DrawerCode>>, Problem> {
    let language = lists::language(&face, &caller, asked.seat).await?;
    let context = &face.station.context;
    let settings = context.settings();
    let demo = settings.demo.as_ref().ok_or_else(|| Problem::not_found("demo"))?;
    let made_on = demo.made_on.parse().map_err(|error| Problem::field("made_on", error))?;
    Ok(Json(station::demo::drawer(made_on, context.moment().today, &language)))
}

/// What the printer was given last, as pictures.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/demo/printed", tag = "demo", operation_id = "printed",
    responses((status = 200, description = "The newest first.", body = Vec<Printed>))
))]
pub async fn printed(State(face): State<Face>) -> Result<Json<Vec<Printed>>, Problem> {
    const SHOWN: usize = 4;
    let context = &face.station.context;
    if context.settings().demo.is_none() {
        return Err(Problem::not_found("demo"));
    }
    Ok(Json(print_jobs::printed(context, SHOWN).await?))
}

/// A touched card is a scan like any other.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/demo/scan", tag = "demo", operation_id = "touch_card", request_body = Touched,
    responses((status = 200, description = "The screen after the turn.", body = SeatScreen))
))]
pub async fn scan(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Body(touched): Body<Touched>,
) -> Result<Json<SeatScreen>, Problem> {
    if face.station.context.settings().demo.is_none() {
        return Err(Problem::not_found("demo"));
    }
    let scan = typed_scan(None, "demo", &touched.code, None);
    crate::seats::take(&face, &caller, &touched.seat, Input::Scan(scan)).await
}
