//! What goes back: the success bodies, the documented error envelope, and pages of lists (fact sheet 3 and
//! 4).

use super::query::Query;
use super::shape::{self, Field};
use super::state::Row;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// One answer before it becomes bytes.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Option<Value>,
}

/// The error answer is a value that travels with `?`.
pub(crate) type Outcome<T> = Result<T, Answer>;

impl Answer {
    /// 200 also for creates (5).
    pub(crate) fn ok(body: Value) -> Answer {
        Answer { status: 200, headers: Vec::new(), body: Some(body) }
    }

    pub(crate) fn no_content() -> Answer {
        Answer { status: 204, headers: Vec::new(), body: None }
    }

    pub(crate) fn error(status: u16, name: &str, message: &str) -> Answer {
        let body = json!({"error": {"statusCode": status, "name": name, "message": message}});
        Answer { status, headers: Vec::new(), body: Some(body) }
    }

    pub(crate) fn bad_request(message: &str) -> Answer {
        Answer::error(400, "BadRequestError", message)
    }

    pub(crate) fn not_found(what: &str) -> Answer {
        Answer::error(404, "NotFoundError", &format!("{what} not found"))
    }

    /// A business rule said no: 422 with words, without `code` and without `details` (4).
    pub(crate) fn refused(message: &str) -> Answer {
        Answer::error(422, "UnprocessableEntityError", message)
    }

    /// The body's shape is wrong.
    pub(crate) fn invalid(details: Vec<Value>) -> Answer {
        let body = json!({"error": {
            "statusCode": 422,
            "name": "UnprocessableEntityError",
            "message": "The request is not valid. The `details` say where.",
            "code": "VALIDATION_FAILED",
            "details": details,
        }});
        Answer { status: 422, headers: Vec::new(), body: Some(body) }
    }

    pub(crate) fn with(mut self, name: &'static str, value: String) -> Answer {
        self.headers.push((name, value));
        self
    }

    pub(crate) fn is_success(&self) -> bool {
        self.status < 300
    }
}

/// Lets a body of the right shape through.
pub(crate) fn check(body: &Value, fields: &[Field]) -> Outcome<()> {
    let details = shape::problems(body, fields);
    if details.is_empty() { Ok(()) } else { Err(Answer::invalid(details)) }
}

/// The part of a list a page asks for, in `{"data": …}`, with its header.
pub(crate) fn page(all: Vec<Value>, query: &Query) -> Answer {
    let (rows, header) = cut(all, query);
    Answer::ok(json!({"data": rows})).with("X-Pagination", header)
}

/// The same without the envelope, where the vendor forgets it (3).
pub(crate) fn bare_page(all: Vec<Value>, query: &Query) -> Answer {
    let (rows, header) = cut(all, query);
    Answer::ok(Value::Array(rows)).with("X-Pagination", header)
}

/// Rows of a table that `keep` allows and the common filters (ids, dates, deleted) let through, newest first.
pub(crate) fn rows<'a, R: Row>(
    table: &'a BTreeMap<i64, R>,
    query: &Query,
    keep: impl Fn(&R) -> bool,
) -> Outcome<Vec<&'a R>> {
    let dates = query.dates()?;
    let ids = query.integers("ids");
    let deleted_too = query.is_true("include_deleted");
    let allowed = |row: &&R| {
        (deleted_too || row.stamps().deleted_ms.is_none())
            && dates.allow(row.stamps())
            && ids.as_ref().is_none_or(|ids| ids.contains(&row.id()))
            && keep(row)
    };
    Ok(table.values().rev().filter(allowed).collect())
}

/// A row by id; deleted ones are gone.
pub(crate) fn find<'a, R: Row>(table: &'a BTreeMap<i64, R>, id: i64, what: &str) -> Outcome<&'a R> {
    table.get(&id).filter(|row| row.stamps().deleted_ms.is_none()).ok_or_else(|| Answer::not_found(what))
}

fn cut(all: Vec<Value>, query: &Query) -> (Vec<Value>, String) {
    let (limit, page) = (query.limit(), query.page());
    let total = all.len();
    let page_count = total.div_ceil(limit);
    let offset = (page - 1).saturating_mul(limit);
    let header = json!({
        "total_records": total.to_string(),
        "total_pages": page_count.to_string(),
        "offset": offset.to_string(),
        "page": page.to_string(),
        "first_page": (page == 1).to_string(),
        "last_page": (page >= page_count).to_string(),
    });
    (all.into_iter().skip(offset).take(limit).collect(), header.to_string())
}
