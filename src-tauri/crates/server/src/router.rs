//! All routes, by what a caller needs for them. A route stands in exactly one of the lists, so none is open by
//! being forgotten.

use crate::face::{Face, FaceSettings};
use crate::json::LIMIT_BYTES;
use crate::problem::Problem;
use crate::routes::{Need, Route, Routes};
use crate::said::Said;
use crate::{
    commands, deliveries, demo, events, gate, health, history, last_resort, lists, openapi, pages, pairing,
    parked, people, recall, seats, tasks, who,
};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use station::Station;
use std::sync::Arc;

/// The whole HTTP face.
pub fn router(station: Arc<Station>, settings: FaceSettings) -> Router {
    let face = Face::new(station, settings);
    let known = Router::new()
        .merge(reading().router().route_layer(from_fn(who::may_read)))
        .merge(working().router().route_layer(from_fn(who::may_work)))
        .merge(administering().router().route_layer(from_fn(who::may_administer)))
        .route_layer(from_fn_with_state(face.clone(), who::ask));
    let api = known
        .merge(open().router())
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

/// Every route under `/api/v1`, and nothing else is there.
pub fn routes() -> Vec<Route> {
    let lists = [open(), reading(), working(), administering()];
    lists.into_iter().flat_map(Routes::list).collect()
}

fn open() -> Routes {
    Routes::needing(Need::Nothing).get("/health", health::health)
}

fn reading() -> Routes {
    Routes::needing(Need::Read)
        .get("/openapi.json", openapi::openapi)
        .get("/status", lists::status)
        .get("/seats/{seat}/screen", seats::screen)
        .get("/events", events::events)
        .get("/devices", lists::devices)
        .get("/stock", lists::stock)
        .get("/history", history::history)
        .get("/history/totals", history::totals)
        .get("/stock/explain", history::explain)
        .get("/recall", recall::recall)
        .get("/items", lists::items)
        .get("/items/{sku}/history", history::of_sku)
        .get("/deliveries", deliveries::list)
        .get("/print-jobs", lists::print_jobs)
        .get("/print-jobs/{id}/preview", lists::preview)
        .get("/tasks", tasks::list)
        .get("/parked", parked::list)
        .get("/demo/drawer", demo::drawer)
        .get("/demo/printed", demo::printed)
}

fn working() -> Routes {
    Routes::needing(Need::Seat)
        .post("/seats/{seat}/taps", seats::tap)
        .post("/seats/{seat}/bursts", seats::burst)
        .post("/scans", seats::scan)
        .post("/commands/{name}", commands::run)
        .post("/deliveries/{id}/retry", deliveries::retry)
        .post("/deliveries/{id}/set-aside", deliveries::set_aside)
        .post("/tasks/{id}/see", tasks::see)
        .post("/tasks/{id}/settle", tasks::settle)
        .post("/parked/{scan}/discard", parked::discard)
        .post("/demo/scan", demo::scan)
}

fn administering() -> Routes {
    Routes::needing(Need::Admin)
        .post("/operators", people::add_operator)
        .get("/badges", people::badges)
        .post("/tokens", people::add_token)
        .post("/pairings", people::add_pairing)
        .post("/window/raise", people::raise)
}
