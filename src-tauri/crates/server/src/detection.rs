//! "Scan this code": what one scan of the test code told of each scanner, and keeping the settings that come of it.

use crate::face::Face;
use crate::json::Body;
use crate::keyed;
use crate::problem::Problem;
use crate::tasks::decider;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::{Extension, Json};
use serde::Deserialize;
use serde_json::Value;
use station::access::Caller;
use station::detection::{self, Detection, TestCode};
use station::view::Burst;

/// Keys that a page heard while it waited for the test code.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TestBurst {
    burst: Burst,
}

/// Which scan is meant: another one since then is not.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct KeepDetection {
    at_ms: i64,
    /// Where the person is who confirms it; the caller's own where none is named.
    seat: Option<String>,
}

/// The code to be scanned, as pictures.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/devices/test-code", tag = "station", operation_id = "test_code",
    responses((status = 200, description = "Every kind of it.", body = TestCode))
))]
pub async fn test_code() -> Json<TestCode> {
    Json(detection::test_code())
}

/// What the test code told of every scanner that read it.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/devices/detections", tag = "station", operation_id = "detections",
    responses((status = 200, description = "Since the station started.", body = Vec<Detection>))
))]
pub async fn list(State(face): State<Face>) -> Json<Vec<Detection>> {
    face.station.scanners().look_again(&face.station.context);
    Json(detection::all(&face.station.context))
}

/// What a scanner typed that was to read the test code.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/devices/keyboard/detection", tag = "station", operation_id = "detect_keyboard",
    request_body = TestBurst,
    responses((status = 200, description = "What it told, or why it told nothing.", body = Detection))
))]
pub async fn of_keyboard(State(face): State<Face>, Body(test): Body<TestBurst>) -> Json<Detection> {
    Json(detection::of_burst(&face.station.context, &test.burst))
}

/// Keep what a scan of the test code told, in the station's settings.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/devices/{name}/detection/keep", tag = "station", operation_id = "keep_detection",
    request_body = KeepDetection,
    params(
        ("name" = String, Path, description = "Of the scanner; `keyboard` for those that type."),
        ("Idempotency-Key" = uuid::Uuid, Header, description = "The same key keeps once."),
    ),
    responses((status = 200, description = "As it is now.", body = Detection))
))]
pub async fn keep(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path(name): Path<String>,
    headers: HeaderMap,
    Body(body): Body<Value>,
) -> Result<Response, Problem> {
    let asked = body.to_string();
    let KeepDetection { at_ms, seat } = keyed::read(body)?;
    let who = decider(&face, &caller, seat).await?;
    let key = keyed::key(&headers, &["keep_detection", &name, &who.by.id.to_string(), &asked])?;
    keyed::answered(detection::keep(&face.station.context, key, name, at_ms, who).await?)
}
