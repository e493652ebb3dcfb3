//! Promises of stock for other programs: a whole list under one `Idempotency-Key`, lists, extending, giving up.

use crate::face::Face;
use crate::history::id;
use crate::json::{Body, Query};
use crate::keyed;
use crate::lists::language;
use crate::problem::{Problem, RefusedLine};
use crate::tasks::decider;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::{Extension, Json};
use domain::ReservationId;
use serde::Deserialize;
use serde_json::Value;
use station::access::Caller;
use station::desk::owned::{self, Owned};
use station::desk::reservations::{self, ReservationFilter, ReservationRow};
use station::once::{Key, Outcome};
use station::reserving::{self, AskedList, Not, Wrong};
use station::settling::Decider;
use station::view::Page;

/// Whose promises are shown; all that is set must hold.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct AskedReservations {
    /// Identity.
    item: Option<String>,
    sku: Option<String>,
    /// Number or identity of the order.
    document: Option<String>,
    /// Identity of one promise, to see its parts.
    reservation: Option<String>,
    /// Those that have ended, too.
    #[serde(default)]
    ended: bool,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Rows of one page; 100 where nobody asks, 500 at most.
    limit: Option<u32>,
    /// Whose language: of the person active there. The caller's own seat where none is named.
    seat: Option<String>,
}

/// How long it is held from now on.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Extend {
    /// As long as its purpose says where none are named.
    minutes: Option<u32>,
}

/// Nothing has to be said with it.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Release {}

/// Promise stock: all lines in one turn, each a reservation of its own.
///
/// The same `Idempotency-Key` with the same body is answered again, word for word, and holds nothing more. What is
/// refused holds nothing, and names every line that was short, with both numbers and who holds the rest.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/reservations", tag = "stock", operation_id = "reserve", request_body = AskedList,
    params(("Idempotency-Key" = uuid::Uuid, Header, description = "Reservations derive their identity from it.")),
    responses((status = 200, description = "What is held.", body = reserving::view::Reservations))
))]
pub async fn reserve(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
    Body(body): Body<Value>,
) -> Result<Response, Problem> {
    let who = decider(&face, &caller, None).await?;
    let key = keyed::key(&headers, &["reserve", &who.by.id.to_string(), &body.to_string()])?;
    let asked: AskedList = keyed::read(body)?;
    answered(reserving::reserve(&face.station.context, key, asked, who).await?)
}

/// What is promised, lot by lot and place by place.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/reservations", tag = "stock", operation_id = "reservations", params(AskedReservations),
    responses((status = 200, description = "The newest first.", body = Page<ReservationRow>))
))]
pub async fn list(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<AskedReservations>,
) -> Result<Json<Page<ReservationRow>>, Problem> {
    let context = &face.station.context;
    let item = match (id("item", &asked.item)?, &asked.sku) {
        (None, Some(sku)) => Some(owned::item_of_sku(context, caller.owner, sku).await?),
        (item, _) => item,
    };
    let document = match asked.document {
        Some(named) => {
            let wanted = named.clone();
            let found = context.ledger.writer().turn(move |tx| reserving::document_of(tx, &wanted)).await?;
            Some(found.ok_or_else(|| Problem::not_found(&format!("order {named}")))?)
        }
        None => None,
    };
    let filter = ReservationFilter {
        item,
        document,
        reservation: id("reservation", &asked.reservation)?,
        open_only: !asked.ended,
    };
    let language = language(&face, &caller, asked.seat).await?;
    let (cursor, limit) = (asked.cursor.as_deref(), asked.limit);
    let mut page = reservations::reservations(context, &language, &filter, cursor, limit).await?;
    page.rows = owned::kept(context, caller.owner, Owned::Items, page.rows, |row| &row.item.id).await?;
    Ok(Json(page))
}

/// Hold what is left of one for longer.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/reservations/{id}/extend", tag = "stock", operation_id = "extend_reservation",
    params(
        ("id" = uuid::Uuid, Path, description = "Of the reservation."),
        ("Idempotency-Key" = uuid::Uuid, Header, description = "The same key extends once."),
    ),
    request_body = Extend,
    responses((status = 200, description = "What is held now.", body = reserving::view::Standing))
))]
pub async fn extend(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path(named): Path<String>,
    headers: HeaderMap,
    Body(body): Body<Value>,
) -> Result<Response, Problem> {
    let Deciding { id, who, key } = deciding((&face, &caller), "extend", &named, &headers, &body).await?;
    let Extend { minutes } = keyed::read(body)?;
    answered(reserving::extend(&face.station.context, key, id, minutes, who).await?)
}

/// Give up what is left of one.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/reservations/{id}/release", tag = "stock", operation_id = "release_reservation",
    params(
        ("id" = uuid::Uuid, Path, description = "Of the reservation."),
        ("Idempotency-Key" = uuid::Uuid, Header, description = "The same key releases once."),
    ),
    request_body = Release,
    responses((status = 200, description = "Nothing of it is held any more.", body = reserving::view::Standing))
))]
pub async fn release(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path(named): Path<String>,
    headers: HeaderMap,
    Body(body): Body<Value>,
) -> Result<Response, Problem> {
    let Deciding { id, who, key } = deciding((&face, &caller), "release", &named, &headers, &body).await?;
    let Release {} = keyed::read(body)?;
    answered(reserving::release(&face.station.context, key, id, who).await?)
}

/// Who decides about a reservation, and under which key.
struct Deciding {
    id: ReservationId,
    who: Decider,
    key: Key,
}

/// # Errors
/// A problem for one that is not there, or is another owner's; for nobody who may decide; for no key.
async fn deciding(
    (face, caller): (&Face, &Caller),
    act: &str,
    named: &str,
    headers: &HeaderMap,
    body: &Value,
) -> Result<Deciding, Problem> {
    let id = named.parse().map_err(|_| Problem::not_found(&format!("reservation {named}")))?;
    let who = decider(face, caller, None).await?;
    owned::reservation(&face.station.context, caller.owner, id).await?;
    let key = keyed::key(headers, &[act, named, &who.by.id.to_string(), &body.to_string()])?;
    Ok(Deciding { id, who, key })
}

fn answered(outcome: Outcome<Not>) -> Result<Response, Problem> {
    keyed::answer(outcome, |not| match not {
        Not::Taken(refusal) => (*refusal).into(),
        Not::Field { field, problem } => Problem::field(field, problem),
        Not::Lines(wrong) => lines(wrong),
    })
}

/// The first line as the problem, and all of them beside it. One that names what is not here comes first: that is
/// to be set right before anything else.
fn lines(mut wrong: Vec<Wrong>) -> Problem {
    wrong.sort_by_key(|why| (why.refusal().is_ok(), why.index));
    let problems: Vec<Problem> = wrong.iter().map(line).collect();
    let named = wrong.iter().zip(&problems).map(|(why, problem)| RefusedLine {
        index: why.index,
        field: why.field.clone(),
        message: problem.message.clone(),
        shortage: why.shortage.clone(),
    });
    let lines = named.collect();
    let first = problems.into_iter().next().expect("a list is refused for one line at least");
    Problem { lines, ..first }
}

fn line(why: &Wrong) -> Problem {
    let problem = match why.refusal() {
        Ok(refusal) => Problem::from(refusal.clone()),
        Err(text) => Problem::field(&why.field, text),
    };
    Problem { field: Some(why.field.clone()), ..problem }.at(Some(why.index))
}
