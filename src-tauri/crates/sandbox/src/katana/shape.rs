//! The strict half of the gateway: what a body may hold, and the Ajv-style details of what it may not
//! (fact sheet 4 and 17). Every problem of a body is reported, not only the first.

use super::decimal::Decimal;
use super::time;
use serde_json::{Map, Value, json};

/// What a field holds.
pub(crate) enum Kind {
    /// A 32-bit id.
    Id,
    Number,
    NumberOrText,
    Text,
    Timestamp,
    Object(Vec<Field>),
    List(Box<Kind>),
}

/// One property of a body and its limits.
pub(crate) struct Field {
    name: &'static str,
    kind: Kind,
    required: bool,
    nullable: bool,
    minimum: Option<Decimal>,
    lengths: (usize, usize),
    allowed: &'static [&'static str],
}

impl Field {
    pub(crate) fn new(name: &'static str, kind: Kind) -> Field {
        Field {
            name,
            kind,
            required: false,
            nullable: false,
            minimum: None,
            lengths: (0, usize::MAX),
            allowed: &[],
        }
    }

    pub(crate) fn required(mut self) -> Field {
        self.required = true;
        self
    }

    pub(crate) fn nullable(mut self) -> Field {
        self.nullable = true;
        self
    }

    /// Numbers: not below zero.
    pub(crate) fn not_negative(mut self) -> Field {
        self.minimum = Some(Decimal::ZERO);
        self
    }

    /// Characters of a text, or items of a list.
    pub(crate) fn between(mut self, least: usize, most: usize) -> Field {
        self.lengths = (least, most);
        self
    }

    pub(crate) fn one_of(mut self, allowed: &'static [&'static str]) -> Field {
        self.allowed = allowed;
        self
    }
}

/// Everything that is wrong with `body`, as members of `details`; empty when it is taken.
pub(crate) fn problems(body: &Value, fields: &[Field]) -> Vec<Value> {
    problems_at("", body, fields)
}

/// The same for a part of a body that stands at `path`.
pub(crate) fn problems_at(path: &str, part: &Value, fields: &[Field]) -> Vec<Value> {
    let mut found = Vec::new();
    check_object(path, part, fields, &mut found);
    found
}

fn detail(path: &str, code: &str, message: String, info: Value) -> Value {
    json!({"path": path, "code": code, "message": message, "info": info})
}

fn wrong_type(path: &str, wanted: &str) -> Value {
    detail(path, "type", format!("must be {wanted}"), json!({"type": wanted}))
}

fn check_object(path: &str, value: &Value, fields: &[Field], found: &mut Vec<Value>) {
    let Some(object) = value.as_object() else {
        found.push(wrong_type(path, "object"));
        return;
    };
    check_names(path, object, fields, found);
    for field in fields {
        if let Some(value) = object.get(field.name) {
            check_field(&format!("{path}/{}", field.name), value, field, found);
        }
    }
}

fn check_names(path: &str, object: &Map<String, Value>, fields: &[Field], found: &mut Vec<Value>) {
    for field in fields.iter().filter(|field| field.required && !object.contains_key(field.name)) {
        let message = format!("must have required property '{}'", field.name);
        found.push(detail(path, "required", message, json!({"missingProperty": field.name})));
    }
    for name in object.keys().filter(|name| !fields.iter().any(|field| field.name == *name)) {
        let message = "must NOT have additional properties".to_string();
        found.push(detail(path, "additionalProperties", message, json!({"additionalProperty": name})));
    }
}

fn check_field(path: &str, value: &Value, field: &Field, found: &mut Vec<Value>) {
    if value.is_null() && field.nullable {
        return;
    }
    check_kind(path, value, &field.kind, found);
    if let (Some(minimum), Some(number)) = (field.minimum, Decimal::from_json(value))
        && number < minimum
    {
        let info = json!({"comparison": ">=", "limit": minimum.number()});
        found.push(detail(path, "minimum", format!("must be >= {minimum}"), info));
    }
    check_length(path, value, field.lengths, found);
    if let (Some(text), false) = (value.as_str(), field.allowed.is_empty())
        && !field.allowed.contains(&text)
    {
        let message = "must be equal to one of the allowed values".to_string();
        found.push(detail(path, "enum", message, json!({"allowedValues": field.allowed})));
    }
}

fn check_length(path: &str, value: &Value, (least, most): (usize, usize), found: &mut Vec<Value>) {
    let (length, few, many, what) = match value {
        Value::String(text) => (text.chars().count(), "minLength", "maxLength", "characters"),
        Value::Array(items) => (items.len(), "minItems", "maxItems", "items"),
        _ => return,
    };
    if length < least {
        let message = format!("must NOT have fewer than {least} {what}");
        found.push(detail(path, few, message, json!({"limit": least})));
    }
    if length > most {
        let message = format!("must NOT have more than {most} {what}");
        found.push(detail(path, many, message, json!({"limit": most})));
    }
}

fn check_kind(path: &str, value: &Value, kind: &Kind, found: &mut Vec<Value>) {
    match kind {
        Kind::Id => check_id(path, value, found),
        Kind::Number if Decimal::from_json(value).is_none() => found.push(wrong_type(path, "number")),
        Kind::NumberOrText if Decimal::from_json_or_text(value).is_none() => {
            found.push(wrong_type(path, "number,string"));
        }
        Kind::Text if !value.is_string() => found.push(wrong_type(path, "string")),
        Kind::Timestamp => check_timestamp(path, value, found),
        Kind::Object(fields) => check_object(path, value, fields, found),
        Kind::List(kind) => match value.as_array() {
            Some(items) => {
                for (at, item) in items.iter().enumerate() {
                    check_kind(&format!("{path}/{at}"), item, kind, found);
                }
            }
            None => found.push(wrong_type(path, "array")),
        },
        Kind::Number | Kind::NumberOrText | Kind::Text => {}
    }
}

fn check_id(path: &str, value: &Value, found: &mut Vec<Value>) {
    const LARGEST: i64 = 2_147_483_647;
    match value.as_i64() {
        None => found.push(wrong_type(path, "integer")),
        Some(id) if id > LARGEST => {
            let info = json!({"comparison": "<=", "limit": LARGEST});
            found.push(detail(path, "maximum", format!("must be <= {LARGEST}"), info));
        }
        Some(_) => {}
    }
}

fn check_timestamp(path: &str, value: &Value, found: &mut Vec<Value>) {
    match value.as_str() {
        None => found.push(wrong_type(path, "string")),
        Some(text) if time::parse(text).is_none() => {
            let message = "must match format \"date-time\"".to_string();
            found.push(detail(path, "format", message, json!({"format": "date-time"})));
        }
        Some(_) => {}
    }
}
