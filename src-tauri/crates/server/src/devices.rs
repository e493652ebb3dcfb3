//! Devices: one with everything it did last, asked again, tried by a label, and all of them in one file for whoever
//! helps from afar.

use crate::endpoint::Endpoint;
use crate::face::Face;
use crate::json::{Body, Query};
use crate::keyed;
use crate::problem::Problem;
use crate::said::Said;
use crate::tasks::decider;
use crate::who;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use domain::Refusal;
use domain::permission::{Action, permission};
use ledger::table::operator::Operator;
use serde::Deserialize;
use serde_json::Value;
use station::access::Caller;
use station::diagnostics::{self, AskedLabel, DeviceDetail};
use station::people;

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct AskedDevice {
    /// Whose rights: of the person active there. The caller's own seat where none is named.
    seat: Option<String>,
}

/// Nothing has to be said with it.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AskDevice {
    /// The caller's own where none is named.
    seat: Option<String>,
}

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TestLabel {
    label: AskedLabel,
    /// The caller's own where none is named.
    seat: Option<String>,
}

/// One device: its last bytes and what they mean, how fast and how well it works, and what helps where the system
/// keeps it from the station. Badges are shown to nobody.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/devices/{name}/detail", tag = "station", operation_id = "device",
    params(("name" = String, Path, description = "Its name in the settings, or `keyboard`."), AskedDevice),
    responses((status = 200, description = "As it is now.", body = DeviceDetail))
))]
pub async fn detail(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path(device): Path<String>,
    Query(asked): Query<AskedDevice>,
) -> Result<Json<DeviceDetail>, Problem> {
    let by = behind(&face, &caller, asked.seat).await?;
    Ok(Json(diagnostics::detail(&face.station, &device, by.as_ref()).await?))
}

/// Ask a device again: a printer how it is, once it prints nothing; a scanner is opened anew where it is away. Books
/// and prints nothing.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/devices/{name}/ask", tag = "station", operation_id = "ask_device",
    params(("name" = String, Path, description = "Its name.")), request_body = AskDevice,
    responses((status = 204, description = "It will be asked; its tile tells what came of it."))
))]
pub async fn ask(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path(device): Path<String>,
    Body(asked): Body<AskDevice>,
) -> Result<StatusCode, Problem> {
    let who = decider(&face, &caller, asked.seat).await?;
    if !permission(who.by.role, Action::TendDevices) {
        return Err(Refusal::NotAllowed { operator: who.by.name }.into());
    }
    diagnostics::ask(&face.station, &device)?;
    Ok(StatusCode::NO_CONTENT)
}

/// One test label, or a ruler to lay beside a steel one, from this printer and no other: a print job like any other.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/devices/{name}/label", tag = "labels", operation_id = "test_label",
    params(
        ("name" = String, Path, description = "Name of the printer."),
        ("Idempotency-Key" = uuid::Uuid, Header, description = "The job's identity: the same key prints once."),
    ),
    request_body = TestLabel,
    responses((status = 200, description = "It waits for its printer.", body = diagnostics::QueuedLabel))
))]
pub async fn label(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path(device): Path<String>,
    headers: HeaderMap,
    Body(body): Body<Value>,
) -> Result<Response, Problem> {
    let key = keyed::key(&headers, &["test-label", &device, &body.to_string()])?;
    let asked: TestLabel = keyed::read(body)?;
    let who = decider(&face, &caller, asked.seat).await?;
    keyed::answered(diagnostics::queue_label(&face.station.context, key, (&device, asked.label), who).await?)
}

/// Everything that is known of the devices, with versions, settings and findings, as one file. Keys, badges and names
/// of people are not in it. For a token of scope `admin`, or where a shift lead or above is active.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/devices/report", tag = "station", operation_id = "device_report", params(AskedDevice),
    responses((status = 200, description = "JSON, to be kept as a file.", body = Value))
))]
pub async fn report(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<AskedDevice>,
) -> Result<Response, Problem> {
    if !caller.scopes.admin {
        let by = behind(&face, &caller, asked.seat).await?;
        let by = by.ok_or_else(|| Problem::said(StatusCode::FORBIDDEN, Said::NeedsOperator {}))?;
        if !permission(by.role, Action::TendDevices) {
            return Err(Refusal::NotAllowed { operator: by.name }.into());
        }
    }
    let address = Endpoint::read(&face.station.context.data)?.map(|endpoint| endpoint.address);
    let report = diagnostics::report(&face.station, &address.unwrap_or_default()).await?;
    let name = "attachment; filename=\"tallyman-devices.json\"";
    Ok(([(header::CONTENT_DISPOSITION, name)], Json(report)).into_response())
}

async fn behind(face: &Face, caller: &Caller, seat: Option<String>) -> Result<Option<Operator>, Problem> {
    let seat = who::seat_in_sight(face, caller, seat).await?;
    Ok(people::behind(&face.station, caller, &seat).await?)
}
