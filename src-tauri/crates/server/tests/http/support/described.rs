//! Holds what goes in and out in these tests against the committed description of the API: what it says is what
//! happens, in every test.

use axum::http::Method;
use jsonschema::Validator;
use serde_json::{Value, json};
use std::sync::LazyLock;

pub static DESCRIPTION: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../openapi.json")).expect("the description is JSON")
});

/// One question and its answer.
pub struct Exchange<'e> {
    pub method: &'e Method,
    pub path: &'e str,
    pub sent: &'e str,
    pub status: u16,
    /// Of the answer, as its header says.
    pub kind: &'e str,
    pub text: &'e str,
}

impl Exchange<'_> {
    /// An answer in a way that nobody described, or a question that was taken though it is not as described.
    #[track_caller]
    pub fn is_as_described(&self) {
        let Some((_, operation)) = self.operation() else { return };
        let at = format!("{} {} → {}", self.method, self.path, self.status);
        let responses = &operation["responses"];
        let response = responses.get(self.status.to_string()).unwrap_or(&responses["default"]);
        let response = resolved(response);
        let kind = self.kind.split(';').next().unwrap_or_default();
        match response.get("content") {
            None => assert_eq!(self.text, "", "{at}: no body is described"),
            Some(content) => {
                let media = content.get(kind).unwrap_or_else(|| panic!("{at}: {kind:?} is not described"));
                if kind.ends_with("json") {
                    is_valid(&media["schema"], self.text, &format!("{at}, the answer"));
                }
            }
        }
        let body = &operation["requestBody"]["content"]["application/json"]["schema"];
        if self.status < 300 && !body.is_null() {
            is_valid(body, self.sent, &format!("{at}, the question"));
        }
    }

    /// The template of the path, and what stands under it; `None` for a path or a method that is not there.
    fn operation(&self) -> Option<(&'static String, &'static Value)> {
        let path = self.path.strip_prefix("/api/v1")?.split('?').next()?;
        let paths = DESCRIPTION["paths"].as_object()?;
        let (template, item) = paths.iter().find(|(template, _)| fits(template, path))?;
        Some((template, item.get(self.method.as_str().to_lowercase())?))
    }
}

/// What a `$ref` stands for.
pub fn resolved(value: &'static Value) -> &'static Value {
    match value.get("$ref").and_then(Value::as_str) {
        Some(place) => {
            let pointer = place.strip_prefix('#').expect("the description refers to nothing outside");
            DESCRIPTION.pointer(pointer).unwrap_or_else(|| panic!("{place} leads nowhere"))
        }
        None => value,
    }
}

fn fits(template: &str, path: &str) -> bool {
    let (mut wanted, mut parts) = (template.split('/'), path.split('/'));
    let is_same = wanted.by_ref().all(|want| match parts.next() {
        Some(part) => want == part || want.starts_with('{') && !part.is_empty(),
        None => false,
    });
    is_same && parts.next().is_none()
}

#[track_caller]
fn is_valid(schema: &Value, text: &str, at: &str) {
    let value: Value = serde_json::from_str(text).unwrap_or_else(|_| panic!("{at} is JSON: {text}"));
    let errors: Vec<String> = validator(schema)
        .iter_errors(&value)
        .map(|error| format!("{} at {}", error, error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{at} is as described: {errors:#?}\n{text}");
}

/// JSON Schema 2020-12 is the dialect of OpenAPI 3.1; references begin at the root of the whole description.
fn validator(schema: &Value) -> Validator {
    let whole = json!({ "components": DESCRIPTION["components"], "allOf": [schema] });
    jsonschema::draft202012::new(&whole).expect("the description holds schemas")
}
