//! What a person answers about labels: the last good one, whether another printer may go on, that no more are wanted.

use crate::face::Face;
use crate::json::Body;
use crate::keyed;
use crate::problem::Problem;
use crate::tasks::decider;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::PrintJobId;
use serde::Deserialize;
use serde_json::Value;
use station::access::Caller;
use station::desk::owned;
use station::once::{Key, Outcome};
use station::printing::answers::{self, NotAnswered};
use station::settling::Decider;

/// Which label on the roll is the last good one.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LabelsSettled {
    /// Its number; the one before those in doubt when none of them came out. The others are printed again.
    last_good: u32,
    /// The caller's own where none is named.
    seat: Option<String>,
}

/// Another printer may go on.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PrinterAccepted {
    /// 203, 300 or 600, where the printer does not tell.
    dpi: Option<u32>,
    /// The caller's own where none is named.
    seat: Option<String>,
}

/// Who answers is whoever is active at this seat, or the person a token works for.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AtSeat {
    /// The caller's own where none is named.
    seat: Option<String>,
}

/// Say which of the labels in doubt is the last good one.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/print-jobs/{id}/settle", tag = "labels", operation_id = "settle_labels",
    params(
        ("id" = uuid::Uuid, Path, description = "Of the print job."),
        ("Idempotency-Key" = uuid::Uuid, Header, description = "The same key settles once."),
    ),
    request_body = LabelsSettled,
    responses((status = 200, description = "How the job stands now.", body = answers::Answered))
))]
pub async fn settle(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path(named): Path<String>,
    headers: HeaderMap,
    Body(body): Body<Value>,
) -> Result<Response, Problem> {
    let text = body.to_string();
    let LabelsSettled { last_good, seat } = keyed::read(body)?;
    let (id, key, who) = asked(&face, &caller, &named, &headers, ("settle labels", &text, seat)).await?;
    told(answers::settle(&face.station.context, key, id, last_good, who).await?)
}

/// Let the printer that stands there now print what has not begun.
///
/// The settings say from then on what it speaks and how fine it is. A label that does not fit it is refused.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/print-jobs/{id}/accept-printer", tag = "labels", operation_id = "accept_printer",
    params(
        ("id" = uuid::Uuid, Path, description = "Of the print job."),
        ("Idempotency-Key" = uuid::Uuid, Header, description = "The same key accepts once."),
    ),
    request_body = PrinterAccepted,
    responses((status = 200, description = "How the job stands now.", body = answers::Answered))
))]
pub async fn accept_printer(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path(named): Path<String>,
    headers: HeaderMap,
    Body(body): Body<Value>,
) -> Result<Response, Problem> {
    let text = body.to_string();
    let PrinterAccepted { dpi, seat } = keyed::read(body)?;
    let (id, key, who) = asked(&face, &caller, &named, &headers, ("accept printer", &text, seat)).await?;
    told(answers::accept_printer(&face.station, key, id, dpi, who).await?)
}

/// Look again which printer stands there: the known one is back.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/print-jobs/{id}/look-again", tag = "labels", operation_id = "look_again",
    params(
        ("id" = uuid::Uuid, Path, description = "Of the print job."),
        ("Idempotency-Key" = uuid::Uuid, Header, description = "The same key looks once."),
    ),
    request_body = AtSeat,
    responses((status = 200, description = "How the job stands now.", body = answers::Answered))
))]
pub async fn look_again(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path(named): Path<String>,
    headers: HeaderMap,
    Body(body): Body<Value>,
) -> Result<Response, Problem> {
    let text = body.to_string();
    let AtSeat { seat } = keyed::read(body)?;
    let (id, key, who) = asked(&face, &caller, &named, &headers, ("look again", &text, seat)).await?;
    told(answers::look_again(&face.station.context, key, id, who).await?)
}

/// No more labels of this job; those in the printer still come out.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/print-jobs/{id}/cancel", tag = "labels", operation_id = "cancel_labels",
    params(
        ("id" = uuid::Uuid, Path, description = "Of the print job."),
        ("Idempotency-Key" = uuid::Uuid, Header, description = "The same key cancels once."),
    ),
    request_body = AtSeat,
    responses((status = 200, description = "How the job stands now.", body = answers::Answered))
))]
pub async fn cancel(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path(named): Path<String>,
    headers: HeaderMap,
    Body(body): Body<Value>,
) -> Result<Response, Problem> {
    let text = body.to_string();
    let AtSeat { seat } = keyed::read(body)?;
    let (id, key, who) = asked(&face, &caller, &named, &headers, ("cancel labels", &text, seat)).await?;
    told(answers::cancel(&face.station, key, id, who).await?)
}

async fn asked(
    face: &Face,
    caller: &Caller,
    named: &str,
    headers: &HeaderMap,
    (what, text, seat): (&str, &str, Option<String>),
) -> Result<(PrintJobId, Key, Decider), Problem> {
    let id = named.parse().map_err(|_| Problem::not_found(&format!("print job {named}")))?;
    let who = decider(face, caller, seat).await?;
    owned::print_job(&face.station.context, caller.owner, id).await?;
    let key = keyed::key(headers, &[what, named, &who.by.id.to_string(), text])?;
    Ok((id, key, who))
}

fn told(outcome: Outcome<NotAnswered>) -> Result<Response, Problem> {
    keyed::answer(outcome, |not| match not {
        NotAnswered::Refused(refusal) => (*refusal).into(),
        NotAnswered::Said(message) => Problem::new(StatusCode::UNPROCESSABLE_ENTITY, message),
    })
}
