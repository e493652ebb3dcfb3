//! People, tokens and pairings, for an administrator and for the command line of the same user.

use crate::face::Face;
use crate::json::Body;
use crate::problem::Problem;
use crate::said::Said;
use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::permission::Role;
use serde::{Deserialize, Serialize};
use station::access::{self, Grant, Scopes};
use station::people;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NewPerson {
    name: String,
    role: Role,
    /// `en` or `id`; English where none is named.
    #[serde(default = "english")]
    language: String,
}

/// A badge's code is what a scan of it gives.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Badge {
    name: String,
    code: String,
}

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NewToken {
    name: String,
    /// `read`, `seat`, `admin`, by comma.
    scopes: String,
    /// The only seat it may use.
    seat: Option<String>,
    /// The name of the person it works for.
    operator: Option<String>,
    /// Ends after so many.
    days: Option<u32>,
}

/// The secret is shown here and never again.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Secret {
    token: String,
}

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NewPairing {
    /// The only seat the browser may use.
    seat: Option<String>,
}

/// The way to `/pair` on the address that was asked.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Pairing {
    path: String,
}

/// A file as its bytes.
#[cfg(feature = "schema")]
#[derive(utoipa::ToSchema)]
#[schema(value_type = String, content_media_type = "application/pdf")]
pub struct Pdf(#[expect(dead_code, reason = "it says what is sent and is never made")] Vec<u8>);

/// Add a person, with a badge of their own.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/operators", tag = "people", operation_id = "add_operator", request_body = NewPerson,
    responses((status = 201, description = "What the badge must scan as.", body = Badge))
))]
pub async fn add_operator(
    State(face): State<Face>,
    Body(new): Body<NewPerson>,
) -> Result<(StatusCode, Json<Badge>), Problem> {
    if new.name.trim().is_empty() {
        return Err(Problem::field("name", "it is empty"));
    }
    if !words::LANGUAGES.contains(&new.language.as_str()) {
        return Err(Problem::field("language", "en and id are spoken here"));
    }
    let badge = people::add(&face.station.context, &new.name, new.role, &new.language).await;
    let badge = badge.map_err(|error| match error {
        station::Error::Refused(problem) => Problem::field("name", problem),
        error => error.into(),
    })?;
    Ok((StatusCode::CREATED, Json(Badge { name: badge.name, code: badge.code })))
}

/// The badges of all people, to print and cut.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/badges", tag = "people", operation_id = "badges",
    responses((status = 200, description = "A4.", body = Pdf, content_type = "application/pdf"))
))]
pub async fn badges(State(face): State<Face>) -> Result<Response, Problem> {
    let pdf = people::badge_sheet(&face.station.context).await?;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], pdf).into_response())
}

/// Make a token for a program.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/tokens", tag = "people", operation_id = "add_token", request_body = NewToken,
    responses((status = 201, description = "Its secret, once.", body = Secret))
))]
pub async fn add_token(
    State(face): State<Face>,
    Body(new): Body<NewToken>,
) -> Result<(StatusCode, Json<Secret>), Problem> {
    let context = &face.station.context;
    let scopes =
        Scopes::parse(&new.scopes).map_err(|word| Problem::field("scopes", format!("{word} is none")))?;
    let operator = match &new.operator {
        Some(name) => Some(people::named(context, name).await?.id),
        None => None,
    };
    let lives_ms = new.days.map(|days| i64::from(days) * DAY_MS);
    let grant = Grant { name: new.name, scopes, seat: new.seat, operator, lives_ms };
    let token = access::issue_token(context, grant).await?;
    Ok((StatusCode::CREATED, Json(Secret { token })))
}

/// Make a link that pairs one browser, once and within ten minutes.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/pairings", tag = "people", operation_id = "add_pairing", request_body = NewPairing,
    responses((status = 201, description = "The link.", body = Pairing))
))]
pub async fn add_pairing(
    State(face): State<Face>,
    Body(new): Body<NewPairing>,
) -> Result<(StatusCode, Json<Pairing>), Problem> {
    let code = access::issue_pairing(&face.station.context, new.seat).await?;
    Ok((StatusCode::CREATED, Json(Pairing { path: format!("/pair?code={code}") })))
}

/// Bring the station's window to the front.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/window/raise", tag = "station", operation_id = "raise_window",
    responses((status = 204, description = "It is in front."))
))]
pub async fn raise(State(face): State<Face>) -> Result<StatusCode, Problem> {
    let raise = face.raise.as_ref().ok_or_else(|| Problem::said(StatusCode::NOT_FOUND, Said::NoWindow {}))?;
    raise();
    Ok(StatusCode::NO_CONTENT)
}

fn english() -> String {
    "en".to_owned()
}
