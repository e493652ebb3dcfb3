//! The description of the API as OpenAPI 3.1, made from the handlers and the types that cross. Only behind the
//! feature `schema`: a station carries the file that was made (`openapi.rs`).

use crate::routes::{Need, Route};
use crate::{
    commands, date, deliveries, demo, detection, devices, events, exports, health, history, imports, lists,
    lots, openapi, papers, parked, people, photo, policies, print_jobs, problem, recall, reservations, seats,
    tasks, templates, things, tokens, who,
};
use axum::http::Method;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{Array, Components, Content, OpenApi as Document, Ref, RefOr, Response, Schema};
use utoipa::{Modify, OpenApi};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Tallyman",
        version = "1",
        description = "One station: its seats, its stock, what it owes to vendors. Identities are text, quantities \
            are decimal text with a unit, instants are UTC milliseconds (names end in `_ms`), dates are YYYY-MM-DD. \
            Sentences are codes with values; a problem also says its sentence in English.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
    ),
    servers((url = "/api/v1")),
    paths(
        health::health, openapi::openapi, lists::status, lists::devices, devices::report, devices::detail, devices::ask, devices::label,
        detection::test_code, detection::list, detection::of_keyboard, detection::keep, people::raise,
        seats::screen, seats::tap, seats::burst, seats::scan, photo::photo, events::events,
        commands::run,
        imports::send, imports::list, imports::one, imports::undo, exports::export, date::confirm,
        reservations::reserve, reservations::list, reservations::extend, reservations::release,
        lots::one, lots::several, lots::hold_place, lots::certificate, lots::set_certificate,
        policies::list, policies::set, policies::set_tolerance, policies::life, policies::set_life,
        lists::stock, lists::items, history::history, history::of_sku, history::totals, history::of_lots, history::explain,
        recall::recall, things::item, things::place, things::find,
        tasks::list, tasks::see, tasks::settle, parked::list, parked::discard,
        deliveries::list, deliveries::retry, deliveries::set_aside,
        print_jobs::settle, print_jobs::accept_printer, print_jobs::look_again, print_jobs::cancel,
        lists::print_jobs, lists::preview, templates::list, templates::preview, templates::picture, papers::paper,
        people::me, people::operators, people::add_operator, people::add_owner, people::change_badge, people::leave, people::badges,
        tokens::tokens, tokens::add_token, tokens::end_token, tokens::add_pairing,
        demo::drawer, demo::printed, demo::scan,
    ),
    components(schemas(problem::Body, station::exports::Wanted, station::papers::PaperSize, station::desk::find::What)),
    modifiers(&Common),
    tags(
        (name = "station", description = "The station itself."),
        (name = "seats", description = "Workplaces: what they show, and scans and taps at them."),
        (name = "commands", description = "Whole jobs for other programs."),
        (name = "stock", description = "What is where, and what happened."),
        (name = "tasks", description = "What a person must settle, and codes that wait for a name."),
        (name = "files", description = "Lists in and out."),
        (name = "deliveries", description = "What goes out to vendors."),
        (name = "labels", description = "What is printed."),
        (name = "people", description = "People, badges, tokens, pairings."),
        (name = "demo", description = "Only where the station is a demo."),
    )
)]
struct Description;

/// The file as it is committed.
///
/// # Panics
/// When a route is served and not described, or described and not served: a mistake of whoever changed one of them.
pub fn text() -> String {
    let mut text = Description::openapi().to_pretty_json().expect("a description is plain data");
    text.push('\n');
    text
}

/// What all operations have in common: who may ask, and what a problem looks like.
struct Common;

impl Modify for Common {
    fn modify(&self, document: &mut Document) {
        let components = document.components.get_or_insert_with(Components::new);
        let cookie = ApiKeyValue::with_description(who::COOKIE, "Of a browser that was paired.");
        components.add_security_scheme("cookie", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
        components.add_security_scheme("token", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
        components.responses.insert("Problem".to_owned(), problem().into());
        name_rows(components);
        let mut served = crate::routes();
        for (path, item) in &mut document.paths.paths {
            for (method, operation) in operations(item) {
                let place = served.iter().position(|route| route.path == path && route.method == method);
                let place = place.unwrap_or_else(|| panic!("{method} {path} is described and not served"));
                complete(operation, &served.remove(place));
            }
        }
        let left: Vec<String> =
            served.iter().map(|route| format!("{} {}", route.method, route.path)).collect();
        assert!(left.is_empty(), "these are served and not described: {left:?}");
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = (Method, &mut Operation)> {
    let PathItem { get, put, post, delete, patch, .. } = item;
    let all = [
        (Method::GET, get),
        (Method::PUT, put),
        (Method::POST, post),
        (Method::DELETE, delete),
        (Method::PATCH, patch),
    ];
    all.into_iter().filter_map(|(method, operation)| Some((method, operation.as_mut()?)))
}

/// The scope stands in the requirement, where OpenAPI 3.1 has the roles of any scheme.
fn complete(operation: &mut Operation, route: &Route) {
    let ways = ["token", "cookie"].map(|way| SecurityRequirement::new(way, route.need.scope()));
    operation.security = Some(if route.need == Need::Nothing { Vec::new() } else { ways.to_vec() });
    let known: &[&str] = if route.need == Need::Nothing { &[] } else { &["401", "403"] };
    for status in known.iter().chain(&["default"]) {
        let problem = RefOr::Ref(Ref::from_response_name("Problem"));
        operation.responses.responses.entry((*status).to_owned()).or_insert(problem);
    }
}

/// The derive writes out what the rows of a page are, though they have a name of their own.
fn name_rows(components: &mut Components) {
    for (name, schema) in &mut components.schemas {
        if let (Some(row), RefOr::T(Schema::Object(page))) = (name.strip_prefix("Page_"), schema) {
            let rows = Array::new(Ref::from_schema_name(row));
            page.properties.insert("rows".to_owned(), rows.into());
        }
    }
}

fn problem() -> Response {
    let mut problem = Response::new("It was not done, and this says why.");
    let body = Content::new(Some(Ref::from_schema_name("Problem")));
    problem.content.insert("application/problem+json".to_owned(), body);
    problem
}
