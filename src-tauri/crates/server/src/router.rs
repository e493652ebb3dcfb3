//! All routes, by what a caller needs for them. A route stands in exactly one of the lists, so none is open by
//! being forgotten.

use crate::face::{Face, FaceSettings};
use crate::json::LIMIT_BYTES;
use crate::problem::Problem;
use crate::said::Said;
use crate::{
    commands, deliveries, demo, events, gate, health, history, last_resort, lists, pages, pairing, people,
    recall, seats, who,
};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use station::Station;
use std::sync::Arc;

/// The whole HTTP face.
pub fn router(station: Arc<Station>, settings: FaceSettings) -> Router {
    let face = Face::new(station, settings);
    let known = Router::new()
        .merge(reading().route_layer(from_fn(who::may_read)))
        .merge(working().route_layer(from_fn(who::may_work)))
        .merge(administering().route_layer(from_fn(who::may_administer)))
        .route_layer(from_fn_with_state(face.clone(), who::ask));
    let api = known
        .route("/health", get(health::health))
        .fallback(async || Problem::not_found("route"))
        .method_not_allowed_fallback(async || {
            Problem::said(StatusCode::METHOD_NOT_ALLOWED, Said::WrongMethod {})
        });
    Router::new()
        .nest("/api/v1", api)
        .route("/pair", get(pairing::pair))
        .fallback(pages::page)
        .layer(DefaultBodyLimit::max(LIMIT_BYTES))
        .layer(from_fn(last_resort::catch))
        .layer(from_fn_with_state(face.clone(), gate::check))
        .with_state(face)
}

/// Scope `read`.
fn reading() -> Router<Face> {
    Router::new()
        .route("/status", get(lists::status))
        .route("/seats/{seat}/screen", get(seats::screen))
        .route("/events", get(events::events))
        .route("/devices", get(lists::devices))
        .route("/stock", get(lists::stock))
        .route("/history", get(history::history))
        .route("/history/totals", get(history::totals))
        .route("/stock/explain", get(history::explain))
        .route("/recall", get(recall::recall))
        .route("/items", get(lists::stock))
        .route("/items/{sku}/history", get(history::of_sku))
        .route("/deliveries", get(deliveries::list))
        .route("/print-jobs", get(lists::print_jobs))
        .route("/print-jobs/{id}/preview", get(lists::preview))
        .route("/parked", get(lists::parked))
        .route("/demo/drawer", get(demo::drawer))
        .route("/demo/printed", get(demo::printed))
}

/// Scope `seat`.
fn working() -> Router<Face> {
    Router::new()
        .route("/seats/{seat}/taps", post(seats::tap))
        .route("/seats/{seat}/bursts", post(seats::burst))
        .route("/scans", post(seats::scan))
        .route("/commands/{name}", post(commands::run))
        .route("/deliveries/{id}/retry", post(deliveries::retry))
        .route("/deliveries/{id}/set-aside", post(deliveries::set_aside))
        .route("/demo/scan", post(demo::scan))
}

/// Scope `admin`.
fn administering() -> Router<Face> {
    Router::new()
        .route("/operators", post(people::add_operator))
        .route("/badges", get(people::badges))
        .route("/tokens", post(people::add_token))
        .route("/pairings", post(people::add_pairing))
        .route("/window/raise", post(people::raise))
}
