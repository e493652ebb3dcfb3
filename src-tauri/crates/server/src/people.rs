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
pub struct NewPerson {
    name: String,
    role: Role,
    #[serde(default = "english")]
    language: String,
}

/// A badge's code is what a scan of it gives.
#[derive(Serialize)]
pub struct Badge {
    name: String,
    code: String,
}

#[derive(Deserialize)]
pub struct NewToken {
    name: String,
    /// `read`, `seat`, `admin`, by comma.
    scopes: String,
    seat: Option<String>,
    /// The name of the person it works for.
    operator: Option<String>,
    days: Option<u32>,
}

/// The secret is shown here and never again.
#[derive(Serialize)]
pub struct Secret {
    token: String,
}

#[derive(Deserialize)]
pub struct NewPairing {
    seat: Option<String>,
}

/// The way to `/pair` on the address that was asked.
#[derive(Serialize)]
pub struct Pairing {
    path: String,
}

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

pub async fn badges(State(face): State<Face>) -> Result<Response, Problem> {
    let pdf = people::badge_sheet(&face.station.context).await?;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], pdf).into_response())
}

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

pub async fn add_pairing(
    State(face): State<Face>,
    Body(new): Body<NewPairing>,
) -> Result<(StatusCode, Json<Pairing>), Problem> {
    let code = access::issue_pairing(&face.station.context, new.seat).await?;
    Ok((StatusCode::CREATED, Json(Pairing { path: format!("/pair?code={code}") })))
}

pub async fn raise(State(face): State<Face>) -> Result<StatusCode, Problem> {
    let raise = face.raise.as_ref().ok_or_else(|| Problem::said(StatusCode::NOT_FOUND, Said::NoWindow {}))?;
    raise();
    Ok(StatusCode::NO_CONTENT)
}

fn english() -> String {
    "en".to_owned()
}
