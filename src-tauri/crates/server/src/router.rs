//! All routes, by what a caller needs for them. A route stands in exactly one of the lists, so none is open by
//! being forgotten.

use crate::face::{Face, FaceSettings};
use crate::json::LIMIT_BYTES;
use crate::problem::Problem;
use crate::routes::{Need, Route, Routes};
use crate::said::Said;
use crate::{
    commands, date, deliveries, demo, detection, devices, events, exports, gate, health, history, imports,
    last_resort, lists, lots, openapi, pages, pairing, papers, parked, people, photo, policies, print_jobs,
    recall, reservations, seats, tasks, templates, things, tokens, who,
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
        .get("/devices/report", devices::report)
        .get("/devices/{name}/detail", devices::detail)
        .get("/devices/test-code", detection::test_code)
        .get("/devices/detections", detection::list)
        .get("/me", people::me)
        .get("/stock", lists::stock)
        .get("/history", history::history)
        .get("/history/totals", history::totals)
        .get("/history/lots", history::of_lots)
        .get("/lots/{id}/certificate", lots::certificate)
        .get("/stock/explain", history::explain)
        .get("/stock/item", things::item)
        .get("/stock/place", things::place)
        .get("/find", things::find)
        .get("/recall", recall::recall)
        .get("/reservations", reservations::list)
        .get("/policies", policies::list)
        .get("/items/{sku}/life", policies::life)
        .get("/imports", imports::list)
        .get("/imports/{id}", imports::one)
        .get("/exports/{kind}", exports::export)
        .get("/items", lists::items)
        .get("/items/{sku}/history", history::of_sku)
        .get("/deliveries", deliveries::list)
        .get("/print-jobs", lists::print_jobs)
        .get("/print-jobs/{id}/preview", lists::preview)
        .get("/templates", templates::list)
        .get("/templates/{name}/preview", templates::preview)
        .get("/templates/{name}/preview.png", templates::picture)
        .get("/papers/{kind}/{file}", papers::paper)
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
        .post_of("/seats/{seat}/photo", photo::photo, station::photo::LONGEST + 1_000)
        .post("/devices/keyboard/detection", detection::of_keyboard)
        .post("/devices/{name}/detection/keep", detection::keep)
        .post("/commands/{name}", commands::run)
        .post("/devices/{name}/ask", devices::ask)
        .post("/devices/{name}/label", devices::label)
        .post("/imports", imports::send)
        .post("/imports/{id}/undo", imports::undo)
        .post("/date/confirm", date::confirm)
        .post("/reservations", reservations::reserve)
        .post("/reservations/{id}/extend", reservations::extend)
        .post("/reservations/{id}/release", reservations::release)
        .post("/recall/{act}", lots::several)
        .post("/lots/{id}/{act}", lots::one)
        .put("/lots/{id}/certificate", lots::set_certificate)
        .post("/locations/{id}/hold", lots::hold_place)
        .put("/policies", policies::set)
        .put("/policies/tolerance", policies::set_tolerance)
        .put("/items/{sku}/life", policies::set_life)
        .post("/print-jobs/{id}/settle", print_jobs::settle)
        .post("/print-jobs/{id}/accept-printer", print_jobs::accept_printer)
        .post("/print-jobs/{id}/look-again", print_jobs::look_again)
        .post("/print-jobs/{id}/cancel", print_jobs::cancel)
        .post("/deliveries/{id}/retry", deliveries::retry)
        .post("/deliveries/{id}/set-aside", deliveries::set_aside)
        .post("/tasks/{id}/see", tasks::see)
        .post("/tasks/{id}/settle", tasks::settle)
        .post("/parked/{scan}/discard", parked::discard)
        .post("/demo/scan", demo::scan)
}

fn administering() -> Routes {
    Routes::needing(Need::Admin)
        .get("/operators", people::operators)
        .post("/operators", people::add_operator)
        .post("/operators/badge", people::change_badge)
        .post("/operators/leave", people::leave)
        .get("/badges", people::badges)
        .get("/tokens", tokens::tokens)
        .post("/tokens", tokens::add_token)
        .post("/owners", people::add_owner)
        .post("/tokens/end", tokens::end_token)
        .post("/pairings", tokens::add_pairing)
        .post("/window/raise", people::raise)
}
