//! Writes under an `Idempotency-Key`: the key of a request, its body, and the answer that is kept with it.

use crate::problem::Problem;
use crate::said::Said;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use serde_json::Value;
use station::commands::fingerprint;
use station::once::{Key, Not, Outcome};
use uuid::Uuid;

/// # Errors
/// A problem when the header is not there or is no UUID.
pub fn id(headers: &HeaderMap) -> Result<Uuid, Problem> {
    let key = headers.get("idempotency-key").and_then(|key| key.to_str().ok());
    let key = key.and_then(|key| key.parse().ok());
    key.ok_or_else(|| Problem::said(StatusCode::BAD_REQUEST, Said::KeyMissing {}))
}

/// `asked`: everything that tells one request from another.
///
/// # Errors
/// As [`id`].
pub fn key(headers: &HeaderMap, asked: &[&str]) -> Result<Key, Problem> {
    Ok(Key { id: id(headers)?, fingerprint: fingerprint(asked) })
}

/// # Errors
/// A problem that says what is wrong with the body.
pub fn read<T: DeserializeOwned>(body: Value) -> Result<T, Problem> {
    serde_json::from_value(body).map_err(|error| {
        Problem::said(StatusCode::BAD_REQUEST, Said::BadRequest { problem: error.to_string() })
    })
}

/// The answer as it is kept, or the problem that `refused` makes of a refusal.
///
/// # Errors
/// The problem.
pub fn answer<R>(outcome: Outcome<R>, refused: impl FnOnce(R) -> Problem) -> Result<Response, Problem> {
    match outcome {
        Outcome::Done(answer) => Ok(([(header::CONTENT_TYPE, "application/json")], answer).into_response()),
        Outcome::Refused(why) => Err(refused(why)),
        Outcome::KeyReused => Err(key_reused()),
    }
}

/// The same, where a refusal or one field says why not.
///
/// # Errors
/// The problem.
pub fn answered(outcome: Outcome<Not>) -> Result<Response, Problem> {
    answer(outcome, |not| match not {
        Not::Taken(refusal) => (*refusal).into(),
        Not::Field { field, problem } => Problem::field(field, problem),
    })
}

pub fn key_reused() -> Problem {
    Problem::said(StatusCode::CONFLICT, Said::KeyReused {})
}
