//! People, their badges and owners, for an administrator and for the command line of the same user.

use crate::face::Face;
use crate::json::Body;
use crate::problem::Problem;
use crate::said::Said;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use domain::permission::Role;
use ledger::table::operator::Operator;
use serde::{Deserialize, Serialize};
use station::access::Caller;
use station::people;

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NewPerson {
    name: String,
    role: Role,
    /// `en` or `id`; English where none is named.
    #[serde(default = "english")]
    language: String,
    /// The name of an owner: the person sees and changes nothing of another's.
    owner: Option<String>,
}

/// Whose goods items may be.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NewOwner {
    name: String,
}

/// A badge's code is what a scan of it gives.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Badge {
    name: String,
    code: String,
}

/// Somebody who works here.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Person {
    name: String,
    role: Role,
    language: String,
}

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NamedPerson {
    name: String,
}

/// The caller.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Me {
    name: String,
    /// Where it works.
    seat: String,
    /// `read`, `seat`, `admin`, by comma.
    scopes: String,
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
    let context = &face.station.context;
    let owner = match &new.owner {
        Some(name) => Some(people::owner_named(context, name).await?.id),
        None => None,
    };
    let badge = people::add(context, &new.name, new.role, &new.language, owner).await;
    let badge = badge.map_err(|error| match error {
        station::Error::Refused(problem) => Problem::field("name", problem),
        error => error.into(),
    })?;
    Ok((StatusCode::CREATED, Json(Badge { name: badge.name, code: badge.code })))
}

/// Everybody who works here.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/operators", tag = "people", operation_id = "operators",
    responses((status = 200, description = "By name.", body = Vec<Person>))
))]
pub async fn operators(State(face): State<Face>) -> Result<Json<Vec<Person>>, Problem> {
    let all = people::all(&face.station.context).await?;
    let person = |one: Operator| Person { name: one.name, role: one.role, language: one.language };
    Ok(Json(all.into_iter().map(person).collect()))
}

/// Give somebody another badge; the one before opens nothing any more.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/operators/badge", tag = "people", operation_id = "change_badge", request_body = NamedPerson,
    responses((status = 200, description = "What the new one must scan as.", body = Badge))
))]
pub async fn change_badge(
    State(face): State<Face>,
    Body(named): Body<NamedPerson>,
) -> Result<Json<Badge>, Problem> {
    let badge = people::change_badge(&face.station.context, &named.name).await?;
    Ok(Json(Badge { name: badge.name, code: badge.code }))
}

/// Somebody works here no more: badge, seats and tokens end, the history keeps the name.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/operators/leave", tag = "people", operation_id = "operator_leaves", request_body = NamedPerson,
    responses((status = 204, description = "Nothing of theirs opens anything."))
))]
pub async fn leave(State(face): State<Face>, Body(named): Body<NamedPerson>) -> Result<StatusCode, Problem> {
    people::leave(&face.station.context, &named.name).await?;
    face.station.seats.refresh().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Who asks, and at which seat.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/me", tag = "people", operation_id = "me",
    responses((status = 200, description = "The caller as the station knows it.", body = Me))
))]
pub async fn me(Extension(caller): Extension<Caller>) -> Json<Me> {
    let seat = caller.own_seat().to_owned();
    Json(Me { seat, scopes: caller.scopes.text(), name: caller.name })
}

/// Add an owner: a brand or a client whose goods are kept here.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/owners", tag = "people", operation_id = "add_owner", request_body = NewOwner,
    responses((status = 204, description = "It is here; a second time changes nothing."))
))]
pub async fn add_owner(State(face): State<Face>, Body(new): Body<NewOwner>) -> Result<StatusCode, Problem> {
    if new.name.trim().is_empty() {
        return Err(Problem::field("name", "it is empty"));
    }
    people::add_owner(&face.station.context, &new.name).await?;
    Ok(StatusCode::NO_CONTENT)
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
