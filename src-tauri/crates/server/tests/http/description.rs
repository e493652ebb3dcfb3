//! The description of the API: complete, in one piece, and held against the answers of all these tests
//! (`support/described.rs`).

use crate::support::described::DESCRIPTION;
use crate::support::*;
use serde_json::{Value, json};
use server::routes::Need;
use std::collections::{BTreeMap, BTreeSet};

const METHODS: [&str; 5] = ["get", "put", "post", "patch", "delete"];

/// Every operation with its method and path.
fn operations() -> Vec<(String, &'static Value)> {
    let paths = DESCRIPTION["paths"].as_object().expect("paths are named");
    paths
        .iter()
        .flat_map(|(path, item)| {
            METHODS.iter().filter_map(move |method| {
                Some((format!("{} {path}", method.to_uppercase()), item.get(method)?))
            })
        })
        .collect()
}

#[tokio::test]
async fn the_station_describes_itself() {
    let house = House::open().await;
    let token = house.token("read").await;
    let answer = house.ask(get("/api/v1/openapi.json").token(&token)).await;
    assert_eq!(answer.status, 200, "a program that may read may learn how: {}", answer.text);
    assert_eq!(&answer.body, &*DESCRIPTION, "it is the committed file");
    assert!(answer.body["openapi"].as_str().unwrap().starts_with("3.1."), "OpenAPI 3.1");
    assert_eq!(answer.body["servers"], json!([{ "url": "/api/v1" }]), "paths begin where the API does");
    house.ask(get("/api/v1/openapi.json")).await.is_problem(401, "http-no-caller");
    house.close().await;
}

#[test]
fn what_is_served_is_described_and_nothing_else() {
    let served: BTreeMap<String, Option<&str>> = server::routes()
        .iter()
        .map(|route| (format!("{} {}", route.method, route.path), route.need.scope()))
        .collect();
    assert_eq!(served.len(), server::routes().len(), "no route stands there twice");
    let described: BTreeMap<String, Option<&str>> = operations()
        .into_iter()
        .map(|(name, operation)| {
            let ways = operation["security"].as_array().expect("who may ask is said");
            let scopes: BTreeSet<_> = ways.iter().map(|way| way.to_string()).collect();
            let scope = ways.first().and_then(|way| way["token"][0].as_str());
            assert_eq!(scopes.len(), if scope.is_some() { 2 } else { 0 }, "{name}: by token or by cookie");
            (name, scope)
        })
        .collect();
    assert_eq!(
        described, served,
        "each route with the scope it needs; `cargo xtask generate` writes it anew"
    );
}

#[tokio::test]
async fn every_route_that_is_described_answers() {
    let house = House::open().await;
    for route in server::routes() {
        let path = route.path.replace("{seat}", "main").replace("{sku}", "RM-SAL");
        let path = path.replace("{id}", "019a0000-0000-7000-8000-000000000000").replace("{name}", "receive");
        let ask = post(&format!("/api/v1{path}"), json!({})).by(route.method.clone());
        let status = house.ask(ask).await.status.as_u16();
        let wanted = if route.need == Need::Nothing { 200 } else { 401 };
        assert_eq!(status, wanted, "{} {} is there", route.method, route.path);
    }
    house.close().await;
}

#[test]
fn every_reference_leads_somewhere() {
    fn references(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(fields) => {
                found.extend(fields.get("$ref").and_then(Value::as_str).map(str::to_owned));
                fields.values().for_each(|field| references(field, found));
            }
            Value::Array(values) => values.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    references(&DESCRIPTION, &mut found);
    assert!(found.len() > 30, "the screens alone have more: {found:?}");
    for place in &found {
        let pointer = place.strip_prefix('#').expect("nothing outside is needed to read it");
        assert!(DESCRIPTION.pointer(pointer).is_some(), "{place} leads nowhere");
    }
    let named = DESCRIPTION["components"]["schemas"].as_object().unwrap().keys();
    let unused: Vec<_> =
        named.filter(|name| !found.contains(&format!("#/components/schemas/{name}"))).collect();
    assert!(unused.is_empty(), "and every schema is of use: {unused:?}");
}

#[test]
fn every_operation_says_what_programs_need() {
    let schemes = DESCRIPTION["components"]["securitySchemes"].as_object().unwrap();
    assert_eq!(schemes["token"], json!({ "type": "http", "scheme": "bearer" }), "as gate and who take it");
    assert_eq!(
        (&schemes["cookie"]["in"], &schemes["cookie"]["name"]),
        (&json!("cookie"), &json!("tallyman"))
    );
    let mut names = BTreeSet::new();
    for (at, operation) in operations() {
        let name = operation["operationId"].as_str().unwrap_or_else(|| panic!("{at} has no name"));
        assert!(names.insert(name), "{at}: programs are made from names, and {name} is taken");
        assert!(!operation["summary"].as_str().unwrap_or_default().is_empty(), "{at} says what it does");
        let responses = operation["responses"].as_object().unwrap();
        let is_known = !operation["security"].as_array().unwrap().is_empty();
        for status in ["default"].into_iter().chain(is_known.then_some(["401", "403"]).into_iter().flatten())
        {
            let problem = described::resolved(&responses[status]);
            let schema = &problem["content"]["application/problem+json"]["schema"];
            assert_eq!(schema["$ref"], "#/components/schemas/Problem", "{at}: refused as RFC 9457 says");
        }
        assert!(responses.keys().any(|status| status.starts_with('2')), "{at} can end well");
        let path = at.split(' ').nth(1).unwrap();
        let wanted: BTreeSet<&str> =
            path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect();
        let parameters = operation["parameters"].as_array().map_or(&[][..], Vec::as_slice);
        let given: BTreeSet<&str> = parameters
            .iter()
            .filter(|parameter| parameter["in"] == "path")
            .map(|parameter| parameter["name"].as_str().unwrap())
            .collect();
        assert_eq!(given, wanted, "{at}: every variable of the path is described");
    }
}

#[test]
fn quantities_are_text_with_a_unit_and_numbers_are_counted() {
    let schemas = &DESCRIPTION["components"]["schemas"];
    let amount = &schemas["Amount"]["properties"];
    assert_eq!((&amount["amount"]["type"], &amount["unit"]["type"]), (&json!("string"), &json!("string")));
    let mut measured = Vec::new();
    for (name, schema) in schemas.as_object().unwrap() {
        let fields = schema["properties"].as_object().into_iter().flatten();
        measured.extend(
            fields
                .filter(|(name, field)| field["type"] == "number" && !name.ends_with("_mm"))
                .map(|(field, _)| format!("{name}.{field}")),
        );
    }
    // Millimetres of labels, and milliseconds between two keys, as the browser's clock gives them: never stock.
    assert_eq!(measured, ["BurstKey.gap_ms"], "what is measured is decimal text");
}
