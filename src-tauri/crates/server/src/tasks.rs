//! What a person must settle: the list, that somebody looked, and how it was settled.

use crate::face::Face;
use crate::json::{Body, Query};
use crate::owners;
use crate::problem::Problem;
use crate::said::Said;
use crate::who;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::{Extension, Json};
use serde::Deserialize;
use station::access::Caller;
use station::desk::owned::{self, Owned};
use station::settling::{self, Decider, Why};
use station::view::{Page, TaskRow};
use station::{desk, people};

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct Asked {
    /// Those settled in the last 30 days; without it those that wait for somebody.
    #[serde(default)]
    settled: bool,
    /// `next` of the page before.
    cursor: Option<String>,
    /// Whose language and rights: of the person active there. The caller's own seat where none is named.
    seat: Option<String>,
}

/// Who decides is whoever is active at this seat, or the person a token works for.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = TaskSeen))]
#[serde(deny_unknown_fields)]
pub struct Seeing {
    /// The caller's own where none is named.
    seat: Option<String>,
}

/// What was done about it: one of the answers that are offered, or own words.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = Settled))]
#[serde(deny_unknown_fields)]
pub struct Settling {
    /// The code of an answer: `resolution-kept`.
    answer: Option<String>,
    /// In own words, where no answer fits.
    note: Option<String>,
    /// The caller's own where none is named.
    seat: Option<String>,
}

impl Seeing {
    /// The one that was named.
    pub fn seat(self) -> Option<String> {
        self.seat
    }
}

impl Settling {
    /// The seat that was named, and why.
    pub fn apart(self) -> (Option<String>, Why) {
        let Settling { answer, note, seat } = self;
        (seat, Why { answer, note })
    }
}

/// What a person must settle.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/tasks", tag = "tasks", operation_id = "tasks", params(Asked),
    responses((status = 200, description = "The gravest first, then the newest.", body = Page<TaskRow>))
))]
pub async fn list(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<Asked>,
) -> Result<Json<Page<TaskRow>>, Problem> {
    let seat = who::seat_in_sight(&face, &caller, asked.seat).await?;
    let by = people::behind(&face.station, &caller, &seat).await?;
    let (context, by, cursor) = (&face.station.context, by.as_ref(), asked.cursor.as_deref());
    let mut page = match asked.settled {
        true => desk::tasks::settled(context, by, cursor).await?,
        false => desk::tasks::open(context, by, cursor).await?,
    };
    page.rows = owned::kept(context, caller.owner, Owned::Tasks, page.rows, |row| &row.id).await?;
    Ok(Json(page))
}

/// Somebody opened it: it is no longer new.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/tasks/{id}/see", tag = "tasks", operation_id = "see_task",
    params(("id" = uuid::Uuid, Path, description = "Of the task.")), request_body = Seeing,
    responses((status = 204, description = "It is seen."))
))]
pub async fn see(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    Body(seeing): Body<Seeing>,
) -> Result<StatusCode, Problem> {
    let id = id.parse().map_err(|_| Problem::not_found(&format!("task {id}")))?;
    let who = decider(&face, &caller, seeing.seat).await?;
    owned::task(&face.station.context, caller.owner, id).await?;
    settling::see(&face.station.context, id, who).await??;
    Ok(StatusCode::NO_CONTENT)
}

/// Settles it, on record.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/tasks/{id}/settle", tag = "tasks", operation_id = "settle_task",
    params(("id" = uuid::Uuid, Path, description = "Of the task.")), request_body = Settling,
    responses((status = 204, description = "It is settled."))
))]
pub async fn settle(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    Body(settled): Body<Settling>,
) -> Result<StatusCode, Problem> {
    let id = id.parse().map_err(|_| Problem::not_found(&format!("task {id}")))?;
    let (seat, why) = settled.apart();
    let who = decider(&face, &caller, seat).await?;
    owned::task(&face.station.context, caller.owner, id).await?;
    settling::settle_task(&face.station.context, id, why, who).await??;
    Ok(StatusCode::NO_CONTENT)
}

/// Who decides, never from what a request says.
///
/// # Errors
/// A problem when nobody is active there, or when the caller is bound to another seat.
pub async fn decider(face: &Face, caller: &Caller, seat: Option<String>) -> Result<Decider, Problem> {
    let seat = who::seat_at_work(face, caller, seat).await?;
    let by = people::behind(&face.station, caller, &seat).await?;
    let by = by.ok_or_else(|| Problem::said(StatusCode::FORBIDDEN, Said::NeedsOperator {}))?;
    owners::check_person(caller, &by)?;
    Ok(Decider { by, seat })
}
