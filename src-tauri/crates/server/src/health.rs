//! Whether the station is there and takes turns. The only route of the API that asks for no caller, so it says
//! nothing about goods or people.

use crate::face::Face;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use ledger::writer::Health;
use serde_json::{Value, json};

pub async fn health(State(face): State<Face>) -> (StatusCode, Json<Value>) {
    let ledger = face.station.context.ledger.writer().health();
    let (status, word) = match ledger {
        Health::Running => (StatusCode::OK, "running"),
        Health::Stopped { .. } => (StatusCode::SERVICE_UNAVAILABLE, "stopped"),
    };
    (status, Json(json!({ "name": "tallyman", "version": env!("CARGO_PKG_VERSION"), "ledger": word })))
}
