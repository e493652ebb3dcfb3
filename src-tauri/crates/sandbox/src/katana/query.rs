//! Query parameters as the gateway reads them: repeated names are lists, unknown names are ignored in silence
//! (also `ids[]`, which is not `ids`), limits above 250 are clamped.

use super::answer::{Answer, Outcome};
use super::state::Stamps;
use super::time;
use serde_json::json;

/// The parameters of one call, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Query(Vec<(String, String)>);

/// The four date filters, each inclusive (fact sheet 3: inclusive assumed).
pub(crate) struct Dates {
    created: (i64, i64),
    updated: (i64, i64),
}

impl Query {
    pub(crate) fn parse(text: &str) -> Query {
        Query(form_urlencoded::parse(text.as_bytes()).into_owned().collect())
    }

    /// The last value given under `name`.
    pub(crate) fn one(&self, name: &str) -> Option<&str> {
        self.0.iter().rev().find(|(given, _)| given == name).map(|(_, value)| value.as_str())
    }

    /// All values given under `name`; `None` when it was not given.
    pub(crate) fn many(&self, name: &str) -> Option<Vec<&str>> {
        let values: Vec<&str> =
            self.0.iter().filter(|(given, _)| given == name).map(|(_, value)| value.as_str()).collect();
        (!values.is_empty()).then_some(values)
    }

    /// Ids given under `name`; what is no integer matches nothing.
    pub(crate) fn integers(&self, name: &str) -> Option<Vec<i64>> {
        Some(self.many(name)?.into_iter().map(|value| value.parse().unwrap_or(-1)).collect())
    }

    pub(crate) fn is_true(&self, name: &str) -> bool {
        self.one(name) == Some("true")
    }

    pub(crate) fn extends(&self, with: &str) -> bool {
        self.many("extend").is_some_and(|given| given.contains(&with))
    }

    /// True when `name` was not given, or one of its values is `value`.
    pub(crate) fn allows(&self, name: &str, value: &str) -> bool {
        self.many(name).is_none_or(|given| given.contains(&value))
    }

    pub(crate) fn allows_maybe(&self, name: &str, value: Option<&str>) -> bool {
        match value {
            Some(value) => self.allows(name, value),
            None => self.one(name).is_none(),
        }
    }

    pub(crate) fn allows_id(&self, name: &str, id: i64) -> bool {
        self.integers(name).is_none_or(|given| given.contains(&id))
    }

    pub(crate) fn allows_maybe_id(&self, name: &str, id: Option<i64>) -> bool {
        match id {
            Some(id) => self.allows_id(name, id),
            None => self.one(name).is_none(),
        }
    }

    /// 50 unless told, never above 250.
    pub(crate) fn limit(&self) -> usize {
        let asked = self.one("limit").and_then(|text| text.parse().ok()).filter(|limit| *limit > 0);
        asked.unwrap_or(50).min(250)
    }

    /// From 1.
    pub(crate) fn page(&self) -> usize {
        self.one("page").and_then(|text| text.parse().ok()).filter(|page| *page > 0).unwrap_or(1)
    }

    pub(crate) fn dates(&self) -> Outcome<Dates> {
        Ok(Dates {
            created: self.range("created_at_min", "created_at_max")?,
            updated: self.range("updated_at_min", "updated_at_max")?,
        })
    }

    pub(crate) fn range(&self, least: &str, most: &str) -> Outcome<(i64, i64)> {
        Ok((self.instant(least)?.unwrap_or(i64::MIN), self.instant(most)?.unwrap_or(i64::MAX)))
    }

    fn instant(&self, name: &str) -> Outcome<Option<i64>> {
        let Some(text) = self.one(name) else { return Ok(None) };
        time::parse(text).map(Some).ok_or_else(|| {
            Answer::invalid(vec![json!({
                "path": format!("/{name}"),
                "code": "format",
                "message": "must match format \"date-time\"",
                "info": {"format": "date-time"},
            })])
        })
    }
}

impl Dates {
    pub(crate) fn allow(&self, stamps: &Stamps) -> bool {
        let within = |(least, most): (i64, i64), at: i64| least <= at && at <= most;
        within(self.created, stamps.created_ms) && within(self.updated, stamps.updated_ms)
    }
}
