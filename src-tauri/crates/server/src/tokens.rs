//! What lets programs and browsers in, for an administrator and for the command line of the same user.

use crate::face::Face;
use crate::json::Body;
use crate::problem::Problem;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use station::access::{self, Given, Grant, Scopes};
use station::people;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

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
    /// The name of an owner: it sees and changes nothing of another's.
    owner: Option<String>,
    /// Ends after so many.
    days: Option<u32>,
}

/// The secret is shown here and never again.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Secret {
    token: String,
}

/// What lets somebody in. Times are UTC milliseconds.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Access {
    /// To end it by; not the secret.
    id: String,
    name: String,
    /// `token`, `cookie` (a paired browser), `pairing` (a link that nobody has opened).
    kind: String,
    scopes: String,
    /// Empty for any.
    seat: String,
    made_at_ms: i64,
    expires_at_ms: Option<i64>,
    /// Within the hour.
    used_at_ms: Option<i64>,
}

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NamedAccess {
    /// As the list has it.
    id: String,
}

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NewPairing {
    /// The only seat the browser may work at; one of its own where none is named.
    seat: Option<String>,
}

/// The way to `/pair` on the address that was asked.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Pairing {
    path: String,
}

/// Every token, paired browser and open pairing link.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/tokens", tag = "people", operation_id = "tokens",
    responses((status = 200, description = "The newest first.", body = Vec<Access>))
))]
pub async fn tokens(State(face): State<Face>) -> Result<Json<Vec<Access>>, Problem> {
    let given = access::given(&face.station.context).await?;
    Ok(Json(given.into_iter().map(Access::from).collect()))
}

/// Let nobody in by a token, a paired browser or a pairing link any more.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/tokens/end", tag = "people", operation_id = "end_token", request_body = NamedAccess,
    responses((status = 204, description = "It opens nothing."))
))]
pub async fn end_token(
    State(face): State<Face>,
    Body(named): Body<NamedAccess>,
) -> Result<StatusCode, Problem> {
    access::end(&face.station.context, &named.id).await?;
    Ok(StatusCode::NO_CONTENT)
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
    check_seat(new.seat.as_deref())?;
    let lives_ms = new.days.map(|days| i64::from(days) * DAY_MS);
    let owner = match &new.owner {
        Some(name) => Some(people::owner_named(context, name).await?.id),
        None => None,
    };
    let grant = Grant { name: new.name, scopes, seat: new.seat, operator, owner, lives_ms };
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
    check_seat(new.seat.as_deref())?;
    let code = access::issue_pairing(&face.station.context, new.seat).await?;
    Ok((StatusCode::CREATED, Json(Pairing { path: format!("/pair?code={code}") })))
}

fn check_seat(name: Option<&str>) -> Result<(), Problem> {
    match name {
        Some(name) if !access::is_seat_name(name) => {
            Err(Problem::field("seat", "a seat has a name of 1 to 40 letters, digits, - and _"))
        }
        _ => Ok(()),
    }
}

impl From<Given> for Access {
    fn from(Given { id, token }: Given) -> Access {
        Access {
            id,
            name: token.name,
            kind: token.kind.text().to_owned(),
            scopes: token.scopes,
            seat: token.seat,
            made_at_ms: token.made_at_ms,
            expires_at_ms: token.expires_at_ms,
            used_at_ms: token.used_at_ms,
        }
    }
}
