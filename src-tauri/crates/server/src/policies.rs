//! How the floor treats what the book did not expect, how much more than ordered is taken, and how items age: read by
//! whoever may look, set by whoever keeps the stock, each change on record.

use crate::face::Face;
use crate::json::Body;
use crate::keyed;
use crate::problem::Problem;
use crate::tasks::decider;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::{Extension, Json};
use serde_json::Value;
use station::access::Caller;
use station::policies::{self, LifeRow, Policies, PolicyRow, ToleranceRow};

/// All policies and tolerances.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/policies", tag = "stock", operation_id = "policies",
    responses((status = 200, description = "The most specific of them holds.", body = Policies))
))]
pub async fn list(State(face): State<Face>) -> Result<Json<Policies>, Problem> {
    Ok(Json(policies::all(&face.station.context).await?))
}

/// Set one policy, or take it away.
#[cfg_attr(feature = "schema", utoipa::path(
    put, path = "/policies", tag = "stock", operation_id = "set_policy", request_body = PolicyRow,
    params(("Idempotency-Key" = uuid::Uuid, Header, description = "The same key sets once.")),
    responses((status = 200, description = "All of them, as they are now.", body = Policies))
))]
pub async fn set(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
    Body(body): Body<Value>,
) -> Result<Response, Problem> {
    let who = decider(&face, &caller, None).await?;
    let key = keyed::key(&headers, &["policy", &who.by.id.to_string(), &body.to_string()])?;
    let row: PolicyRow = keyed::read(body)?;
    keyed::answered(policies::set(&face.station.context, key, row, who).await?)
}

/// Set how much more than ordered a supplier may bring of an item.
#[cfg_attr(feature = "schema", utoipa::path(
    put, path = "/policies/tolerance", tag = "stock", operation_id = "set_tolerance", request_body = ToleranceRow,
    params(("Idempotency-Key" = uuid::Uuid, Header, description = "The same key sets once.")),
    responses((status = 200, description = "All of them, as they are now.", body = Policies))
))]
pub async fn set_tolerance(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
    Body(body): Body<Value>,
) -> Result<Response, Problem> {
    let who = decider(&face, &caller, None).await?;
    let key = keyed::key(&headers, &["tolerance", &who.by.id.to_string(), &body.to_string()])?;
    let row: ToleranceRow = keyed::read(body)?;
    keyed::answered(policies::set_tolerance(&face.station.context, key, row, who).await?)
}

/// How an item's lots age.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/items/{sku}/life", tag = "stock", operation_id = "item_life",
    params(("sku" = String, Path, description = "Of the item.")),
    responses((status = 200, description = "As somebody set it, or the usual.", body = LifeRow))
))]
pub async fn life(State(face): State<Face>, Path(sku): Path<String>) -> Result<Json<LifeRow>, Problem> {
    Ok(Json(policies::life(&face.station.context, sku).await?))
}

/// Set how an item's lots age.
#[cfg_attr(feature = "schema", utoipa::path(
    put, path = "/items/{sku}/life", tag = "stock", operation_id = "set_item_life", request_body = LifeRow,
    params(
        ("sku" = String, Path, description = "Of the item."),
        ("Idempotency-Key" = uuid::Uuid, Header, description = "The same key sets once."),
    ),
    responses((status = 200, description = "As it is now.", body = LifeRow))
))]
pub async fn set_life(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path(sku): Path<String>,
    headers: HeaderMap,
    Body(body): Body<Value>,
) -> Result<Response, Problem> {
    let who = decider(&face, &caller, None).await?;
    let key = keyed::key(&headers, &["life", &sku, &who.by.id.to_string(), &body.to_string()])?;
    let row: LifeRow = keyed::read(body)?;
    keyed::answered(policies::set_life(&face.station.context, key, sku, row, who).await?)
}
