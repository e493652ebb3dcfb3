//! Takes out of a report what nobody outside may read: keys and tokens, badges, names of people. What is not known to
//! be harmless by its place is looked for in every text.

use super::scan_log::holds_badge;
use serde_json::Value;
use std::path::Path;

const SECRET: &str = "[secret]";
const PERSON: &str = "[person]";
const BADGE: &str = "[badge]";
const HIDDEN: &str = "[hidden]";
/// Shorter names would take words apart; those stand in fields that are hidden whole.
const SHORTEST: usize = 3;
/// Of keys of settings whose values are secret, or a person.
const SECRET_KEYS: [&str; 6] = ["key", "secret", "token", "password", "passphrase", "pin"];
const PERSON_KEYS: [&str; 2] = ["operator", "default_operator"];

#[derive(Default)]
pub struct Redactor {
    /// What is looked for and what stands in its place, the longest first.
    known: Vec<(String, &'static str)>,
}

impl Redactor {
    /// Knows the secrets of this directory and of the program's surroundings, and these people.
    pub fn new(data: &Path, people: impl IntoIterator<Item = String>) -> Redactor {
        let mut known: Vec<(String, &'static str)> = secrets(data).map(|text| (text, SECRET)).collect();
        known.extend(people.into_iter().map(|name| (name, PERSON)));
        known.retain(|(text, _)| text.chars().count() >= SHORTEST);
        known.sort_by_key(|(text, _)| std::cmp::Reverse(text.len()));
        Redactor { known }
    }

    /// Every text of it, whatever it stands under.
    pub fn redact(&self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.text(text),
            Value::Array(values) => values.iter_mut().for_each(|value| self.redact(value)),
            Value::Object(fields) => {
                let is_touched = |text: &str| self.text(text) != text;
                // Bytes written in another way say the same.
                let is_read = fields.get("text").and_then(Value::as_str).is_some_and(is_touched);
                for (key, value) in fields.iter_mut() {
                    match hiding(key) {
                        Some(hidden) if !value.is_null() => *value = hidden.into(),
                        _ if is_read && key == "hex" => *value = HIDDEN.into(),
                        _ => self.redact(value),
                    }
                }
            }
            _ => {}
        }
    }

    fn text(&self, text: &str) -> String {
        let mut text = without_login(text);
        for (known, hidden) in &self.known {
            if text.contains(known.as_str()) {
                text = text.replace(known.as_str(), hidden);
            }
        }
        if holds_badge(text.as_bytes()) { without_badges(&text) } else { text }
    }
}

fn hiding(key: &str) -> Option<&'static str> {
    let key = key.to_ascii_lowercase();
    let is_one_of =
        |words: &[&str]| words.iter().any(|word| key == *word || key.ends_with(&format!("_{word}")));
    if is_one_of(&SECRET_KEYS) {
        Some(SECRET)
    } else if is_one_of(&PERSON_KEYS) {
        Some(PERSON)
    } else {
        None
    }
}

/// Whole files, and the process' own keys.
fn secrets(data: &Path) -> impl Iterator<Item = String> {
    let files = std::fs::read_dir(data.join("secrets")).into_iter().flatten().flatten();
    let files = files.filter_map(|file| std::fs::read_to_string(file.path()).ok());
    let endpoint = std::fs::read_to_string(data.join("run/endpoint")).unwrap_or_default();
    let token = serde_json::from_str::<Value>(&endpoint).ok();
    let token = token.and_then(|endpoint| endpoint["token"].as_str().map(str::to_owned));
    let variable = std::env::var(crate::vendors::KEY_VARIABLE).ok();
    let all: Vec<String> = files.chain(token).chain(variable).collect();
    all.into_iter().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// `https://user:word@host` without its user.
fn without_login(text: &str) -> String {
    let Some(at) = text.find("://").map(|at| at + 3) else { return text.to_owned() };
    let (scheme, rest) = text.split_at(at);
    let end = rest.find(['/', ' ', '?', '#']).unwrap_or(rest.len());
    match rest[..end].rfind('@') {
        Some(login) => format!("{scheme}{SECRET}{}", without_login(&rest[login..])),
        None => format!("{scheme}{}", without_login(rest)),
    }
}

/// With every run of letters and digits that holds one taken out.
fn without_badges(text: &str) -> String {
    let mut left = String::with_capacity(text.len());
    for piece in text.split_inclusive(|sign: char| !sign.is_ascii_alphanumeric()) {
        let word = piece.trim_end_matches(|sign: char| !sign.is_ascii_alphanumeric());
        if holds_badge(word.as_bytes()) {
            left.push_str(BADGE);
            left.push_str(&piece[word.len()..]);
        } else {
            left.push_str(piece);
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::code::{OwnCode, OwnKind};
    use serde_json::json;

    #[test]
    fn secrets_names_and_badges_are_found_wherever_they_stand() {
        let data = tempfile::tempdir().unwrap();
        std::fs::create_dir(data.path().join("secrets")).unwrap();
        std::fs::write(data.path().join("secrets/katana"), "k4t4na-key-1\n").unwrap();
        let redactor = Redactor::new(data.path(), ["Ani Wijaya".to_owned(), "Al".to_owned()]);
        let badge = OwnCode::new(OwnKind::Badge, 1005).text();
        let mut report = json!({
            "text": format!("a{badge}b"),
            "hex": "61 54",
            "said": { "values": { "who": "Hello Ani Wijaya." } },
            "settings": {
                "import": { "operator": "Al" },
                "katana": { "base_url": "https://me:pass@katana.example/v1", "api_key": "x" },
                "notes": ["k4t4na-key-1 behind a word", "Al dente"],
            },
        });
        redactor.redact(&mut report);
        let text = report.to_string();
        for hidden in [badge.as_str(), "Ani Wijaya", "k4t4na-key-1", "me:pass", "61 54", "\"x\""] {
            assert!(!text.contains(hidden), "{hidden} is out of it: {text}");
        }
        assert_eq!(report["settings"]["import"]["operator"], "[person]", "however short");
        assert_eq!(report["settings"]["notes"][1], "Al dente", "words stay whole");
        assert!(text.contains("katana.example/v1"), "what helps stays: {text}");
    }

    #[test]
    fn what_is_harmless_stays_as_it_was() {
        let mut report = json!({ "text": "0109521234001041", "hex": "30 31", "count": 3, "none": null });
        let before = report.clone();
        Redactor::default().redact(&mut report);
        assert_eq!(report, before);
    }
}
