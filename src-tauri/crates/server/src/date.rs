//! A lead says that the clock shows the right day.

use crate::face::Face;
use crate::json::Body;
use crate::problem::Problem;
use crate::tasks::{Seeing, decider};
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use station::access::Caller;
use station::date_doubt;

/// Say that the clock shows the right day: dates are sure again. Saying it when they are is no mistake.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/date/confirm", tag = "station", operation_id = "confirm_date", request_body = Seeing,
    responses((status = 204, description = "Dates are sure."))
))]
pub async fn confirm(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Body(asked): Body<Seeing>,
) -> Result<StatusCode, Problem> {
    let who = decider(&face, &caller, asked.seat()).await?;
    date_doubt::confirm(&face.station.context, &who.by).await??;
    Ok(StatusCode::NO_CONTENT)
}
