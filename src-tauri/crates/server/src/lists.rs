//! What the desk reads, as the station gives it.

use crate::face::Face;
use axum::Json;
use axum::extract::State;
use station::view::{DeviceStatus, Status};

pub async fn status(State(face): State<Face>) -> Json<Status> {
    Json(face.station.watch_status().borrow().clone())
}

pub async fn devices(State(face): State<Face>) -> Json<Vec<DeviceStatus>> {
    Json(station::status::devices(&face.station))
}
