//! Whether the station is there and takes turns. The only route of the API that asks for no caller, so it says
//! nothing about goods or people.

use crate::face::Face;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use ledger::writer;
use serde::Serialize;

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Health {
    /// `tallyman`.
    name: &'static str,
    version: &'static str,
    /// `running`, `stopped`.
    ledger: &'static str,
}

/// Whether the station takes turns.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/health", tag = "station", operation_id = "health",
    responses(
        (status = 200, description = "It does.", body = Health),
        (status = 503, description = "The ledger has stopped: nothing is recorded.", body = Health),
    )
))]
pub async fn health(State(face): State<Face>) -> (StatusCode, Json<Health>) {
    let (status, ledger) = match face.station.context.ledger.writer().health() {
        writer::Health::Running => (StatusCode::OK, "running"),
        writer::Health::Stopped { .. } => (StatusCode::SERVICE_UNAVAILABLE, "stopped"),
    };
    (status, Json(Health { name: "tallyman", version: env!("CARGO_PKG_VERSION"), ledger }))
}
