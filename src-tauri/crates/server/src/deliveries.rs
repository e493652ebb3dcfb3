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
use station::desk::owned::{self, Owned};
use station::vendors::{Settlement, settle};
use station::view::{DeliveryRow, Page};
use station::{desk, people};

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct Asked {
    /// `next` of the page before.
    cursor: Option<String>,
    /// Whose language and rights: of the person active there. The caller's own seat where none is named.
    seat: Option<String>,
}

/// Who settles is whoever is active at this seat, or the person a token works for.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Settling {
    /// The caller's own where none is named.
    seat: Option<String>,
}

/// What goes out to vendors: "why is this not synced", in words.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/deliveries", tag = "deliveries", operation_id = "deliveries", params(Asked),
    responses((status = 200, description = "The newest first.", body = Page<DeliveryRow>))
))]
pub async fn list(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<Asked>,
) -> Result<Json<Page<DeliveryRow>>, Problem> {
    let seat = who::seat_in_sight(&face, &caller, asked.seat).await?;
    let by = people::behind(&face.station, &caller, &seat).await?;
    let may_settle = by.as_ref().is_some_and(|by| permission(by.role, Action::SettleSync));
    let language = by.map_or_else(|| "en".to_owned(), |by| by.language);
    let cursor = asked.cursor.as_deref();
    let context = &face.station.context;
    let mut page = desk::deliveries::deliveries(context, &language, may_settle, cursor).await?;
    page.rows = owned::kept(context, caller.owner, Owned::Deliveries, page.rows, |row| &row.id).await?;
    Ok(Json(page))
}

/// Try it again now.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/deliveries/{id}/retry", tag = "deliveries", operation_id = "retry_delivery",
    params(("id" = uuid::Uuid, Path, description = "Of the delivery.")), request_body = Settling,
    responses((status = 204, description = "It is tried again."))
))]
pub async fn retry(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    Body(settling): Body<Settling>,
) -> Result<StatusCode, Problem> {
    decide(&face, &caller, &id, settling, Settlement::Retry).await
}

/// Leave it for good: it is never sent.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/deliveries/{id}/set-aside", tag = "deliveries", operation_id = "set_delivery_aside",
    params(("id" = uuid::Uuid, Path, description = "Of the delivery.")), request_body = Settling,
    responses((status = 204, description = "It is set aside."))
))]
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
    let seat = who::seat_at_work(face, caller, settling.seat).await?;
    let by = people::behind(&face.station, caller, &seat).await?;
    let by = by.ok_or_else(|| Problem::said(StatusCode::FORBIDDEN, Said::NeedsOperator {}))?;
    settle(&face.station.context, id, settlement, &by).await??;
    Ok(StatusCode::NO_CONTENT)
}
