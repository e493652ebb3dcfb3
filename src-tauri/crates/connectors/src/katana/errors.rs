//! Refusals in Katana's own words, from both envelopes it uses (fact sheet 4).

use serde_json::Value;

/// The message and where it points; the status alone when nothing was said.
pub fn words(status: u16, body: &Value) -> String {
    let error = body.get("error").filter(|error| error.is_object()).unwrap_or(body);
    let message = error.get("message").and_then(Value::as_str).unwrap_or_default();
    let details = error.get("details").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let details: Vec<String> = details.iter().map(detail).filter(|detail| !detail.is_empty()).collect();
    match (message.is_empty(), details.is_empty()) {
        (true, true) => format!("HTTP {status}"),
        (false, true) => message.to_owned(),
        (_, false) => format!("{message} ({})", details.join("; ")).trim().to_owned(),
    }
}

/// `/quantity must be >= 0`; the path is empty at the body's root and comes with a dot or a slash.
fn detail(detail: &Value) -> String {
    let text = |name: &str| detail.get(name).and_then(Value::as_str).unwrap_or_default();
    let said = if text("message").is_empty() { text("code") } else { text("message") };
    format!("{} {said}", text("path")).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::words;
    use serde_json::json;

    #[test]
    fn both_envelopes_are_read() {
        let inner = json!({"statusCode": 422, "name": "UnprocessableEntityError", "message": "No.",
            "code": "VALIDATION_FAILED",
            "details": [{"path": "/0/quantity", "code": "minimum", "message": "must be >= 0"},
                        {"path": ".city", "code": "required"}]});
        let told = "No. (/0/quantity must be >= 0; .city required)";
        assert_eq!(words(422, &json!({ "error": inner })), told, "as the guide shows it");
        assert_eq!(words(422, &inner), told, "as the portal shows it");
        assert_eq!(words(503, &json!(null)), "HTTP 503", "a proxy says nothing");
        assert_eq!(words(404, &json!({"error": "Not here"})), "HTTP 404", "a word is no envelope");
    }
}
