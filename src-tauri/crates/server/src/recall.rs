//! One scan answers a recall.

use crate::face::Face;
use crate::history::id;
use crate::json::Query;
use crate::lists::language;
use crate::problem::Problem;
use crate::who;
use axum::extract::State;
use axum::{Extension, Json};
use serde::Deserialize;
use station::access::Caller;
use station::desk::owned;
use station::desk::recall::{self, Question, Reach};
use station::desk::recall_view::RecallAnswer;
use station::people;

/// A code or a lot; the lot where both are given.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct AskedRecall {
    /// As scanned, a part of it, a supplier's lot, a day with a vessel.
    code: Option<String>,
    /// Its identity.
    lot: Option<String>,
    /// Productions one behind the other, in each direction; 1,000 where nobody asks.
    depth: Option<u32>,
    /// Whose language: of the person active there.
    seat: Option<String>,
}

/// Everything up and down of a lot.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/recall", tag = "stock", operation_id = "recall", params(AskedRecall),
    responses((status = 200, description = "What it was made from, what was made of it, where it is.", body = RecallAnswer))
))]
pub async fn recall(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<AskedRecall>,
) -> Result<Json<RecallAnswer>, Problem> {
    let question = match (id("lot", &asked.lot)?, asked.code) {
        (Some(lot), _) => Question::Lot(lot),
        (None, Some(code)) if !code.trim().is_empty() => Question::Code(code),
        _ => return Err(Problem::field("code", "no code is named")),
    };
    let known = Reach::default();
    let depth = asked.depth.unwrap_or(known.depth).min(known.lots as u32);
    let seat = who::seat_in_sight(&face, &caller, asked.seat.clone()).await?;
    let by = people::behind(&face.station, &caller, &seat).await?;
    let language = language(&face, &caller, asked.seat).await?;
    let reach = Reach { depth, ..known };
    let answer = recall::recall(&face.station, &language, question, reach).await?;
    let answer = RecallAnswer { hold_reasons: recall::hold_reasons(by.as_ref()), ..answer };
    Ok(Json(owned::recall(&face.station.context, caller.owner, answer).await?))
}
