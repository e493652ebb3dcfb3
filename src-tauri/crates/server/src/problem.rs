//! What went wrong, as `application/problem+json` (RFC 9457) with the code, its values and the English sentence.

use crate::said::Said;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::{Message, Refusal};
use serde::Serialize;
use station::reserving::view::ShortageView;
use std::num::NonZeroU32;

/// An answer that is a refusal or a fault.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    pub status: StatusCode,
    pub message: Message,
    /// The field of the body that is wrong.
    pub field: Option<String>,
    /// Of a whole job: the input that was refused; of a list: its line.
    pub index: Option<usize>,
    /// Of a list: every line that was refused.
    pub lines: Vec<RefusedLine>,
    /// Seconds to wait before it is tried again.
    pub retry_after_s: Option<NonZeroU32>,
}

/// One line of a list that was refused.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RefusedLine {
    /// From 0.
    pub index: usize,
    pub field: String,
    pub message: Message,
    /// With both numbers and who holds the rest, where too little is free.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shortage: Option<ShortageView>,
}

/// What went wrong (RFC 9457). Nothing was booked unless the sentence says so.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = Problem))]
pub(crate) struct Body<'a> {
    r#type: &'static str,
    title: &'a str,
    status: u16,
    /// Which problem it is, for programs.
    code: &'a str,
    /// The sentence, in English.
    detail: String,
    /// The field of the request that is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a str>,
    /// Of a whole job: the input that was refused; of a list: its line.
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<usize>,
    /// Of a list: every line that was refused.
    #[serde(skip_serializing_if = "<[RefusedLine]>::is_empty")]
    lines: &'a [RefusedLine],
    /// The sentence as code and values, for other languages.
    message: &'a Message,
}

impl Problem {
    pub fn new(status: StatusCode, message: Message) -> Problem {
        Problem { status, message, field: None, index: None, lines: Vec::new(), retry_after_s: None }
    }

    pub fn said(status: StatusCode, said: Said) -> Problem {
        Problem::new(status, said.message())
    }

    pub fn not_found(what: &str) -> Problem {
        Problem::said(StatusCode::NOT_FOUND, Said::NotFound { what: what.to_owned() })
    }

    pub fn field(field: &str, problem: impl std::fmt::Display) -> Problem {
        let said = Said::BadField { field: field.to_owned(), problem: problem.to_string() };
        Problem { field: Some(field.to_owned()), ..Problem::said(StatusCode::BAD_REQUEST, said) }
    }

    pub fn at(self, index: Option<usize>) -> Problem {
        Problem { index, ..self }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = Body {
            // The code says which problem it is; there is no page about each.
            r#type: "about:blank",
            title: self.status.canonical_reason().unwrap_or("Problem"),
            status: self.status.as_u16(),
            code: &self.message.code,
            detail: words::say("en", &self.message),
            field: self.field.as_deref(),
            index: self.index,
            lines: &self.lines,
            message: &self.message,
        };
        let mut response = (self.status, axum::Json(body)).into_response();
        let kind = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        if self.status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(seconds) = self.retry_after_s {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds.get()));
        }
        response
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Problem {
        let status = match refusal {
            Refusal::StaleScreen {} | Refusal::OperationReused {} | Refusal::SettledMeanwhile {} => {
                StatusCode::CONFLICT
            }
            Refusal::NotAllowed { .. } | Refusal::NeedsBadge {} => StatusCode::FORBIDDEN,
            Refusal::TooLong { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        };
        Problem::new(status, refusal.message())
    }
}

impl From<ledger::Error> for Problem {
    fn from(error: ledger::Error) -> Problem {
        match &error {
            ledger::Error::Stored { what: "a cursor", why } => return Problem::field("cursor", why),
            ledger::Error::Missing { what, name } => return Problem::not_found(&format!("{what} {name}")),
            _ => tracing::error!(%error, "a request could not be answered"),
        }
        let status = match error {
            ledger::Error::DiskFull { .. }
            | ledger::Error::ReadOnly { .. }
            | ledger::Error::DiskReadOnly { .. } => StatusCode::INSUFFICIENT_STORAGE,
            ledger::Error::Stopped
            | ledger::Error::HeldUp { .. }
            | ledger::Error::Io { .. }
            | ledger::Error::Damaged { .. } => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Problem::new(status, station::seats::fault_message(&error))
    }
}

impl From<station::Error> for Problem {
    fn from(error: station::Error) -> Problem {
        match error {
            station::Error::Ledger(error) => error.into(),
            station::Error::NotFound { what } => Problem::not_found(&what),
            station::Error::Undrawn { message } => Problem::new(StatusCode::UNPROCESSABLE_ENTITY, message),
            error => {
                tracing::error!(%error, "a request could not be answered");
                Problem::said(StatusCode::INTERNAL_SERVER_ERROR, Said::Failed {})
            }
        }
    }
}
