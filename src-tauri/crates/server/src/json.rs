//! Bodies in and values out as JSON. A body that is none is a problem with its reason, like any other.

use crate::problem::Problem;
use crate::said::Said;
use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, FailedToBufferBody, JsonRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

/// No body is larger.
pub const LIMIT_BYTES: usize = 1024 * 1024;

/// The body of a request.
pub struct Body<T>(pub T);

/// What stands behind the question mark.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Body<T>, Problem> {
        let (parts, body) = request.into_parts();
        let bytes = Bytes::from_request(Request::from_parts(parts.clone(), body), state).await;
        let bytes = bytes.map_err(|rejection| refused(rejection.into()))?;
        let is_list = bytes.trim_ascii_start().starts_with(b"[");
        match Json::<T>::from_request(Request::from_parts(parts, bytes.into()), state).await {
            // serde takes a list for a struct, field by field; the description promises names.
            Ok(_) if is_list => Err(bad("a list stands where names and values are expected".to_owned())),
            Ok(Json(value)) => Ok(Body(value)),
            Err(rejection) => Err(refused(rejection)),
        }
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Query<T>, Problem> {
        let query = axum::extract::Query::<T>::from_request_parts(parts, state).await;
        query.map(|query| Query(query.0)).map_err(|rejection: QueryRejection| bad(rejection.body_text()))
    }
}

fn refused(rejection: JsonRejection) -> Problem {
    match rejection {
        JsonRejection::MissingJsonContentType(_) => not_json(),
        JsonRejection::BytesRejection(BytesRejection::FailedToBufferBody(
            FailedToBufferBody::LengthLimitError(_),
        )) => too_large(),
        other => bad(other.body_text()),
    }
}

fn bad(problem: String) -> Problem {
    Problem::said(StatusCode::BAD_REQUEST, Said::BadRequest { problem })
}

pub fn not_json() -> Problem {
    Problem::said(StatusCode::UNSUPPORTED_MEDIA_TYPE, Said::NotJson {})
}

pub fn too_large() -> Problem {
    larger_than(LIMIT_BYTES as u64)
}

pub fn larger_than(limit_bytes: u64) -> Problem {
    let limit = i64::try_from(limit_bytes).unwrap_or(i64::MAX);
    Problem::said(StatusCode::PAYLOAD_TOO_LARGE, Said::TooLarge { limit })
}
