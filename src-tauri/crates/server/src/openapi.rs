//! The description of this API, OpenAPI 3.1. It is made from the code by `cargo xtask generate`, committed, and part
//! of the program, so that a station describes itself without a network.

use axum::http::header;
use axum::response::{IntoResponse, Response};

const DESCRIPTION: &str = include_str!("../openapi.json");

/// This description.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/openapi.json", tag = "station", operation_id = "describe",
    responses((status = 200, description = "OpenAPI 3.1", body = Object))
))]
pub async fn openapi() -> Response {
    ([(header::CONTENT_TYPE, "application/json")], DESCRIPTION).into_response()
}
