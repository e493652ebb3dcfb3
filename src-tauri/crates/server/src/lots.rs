//! Lots held, released, recalled and extended by other programs and the desk, each as one entry under an
//! `Idempotency-Key`; what was done to a lot before, and where its certificate is found.

use crate::face::Face;
use crate::json::Body;
use crate::keyed;
use crate::problem::Problem;
use crate::tasks::decider;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::{Extension, Json};
use domain::LotId;
use domain::lot_change::LotAct;
use serde::Deserialize;
use serde_json::Value;
use station::access::Caller;
use station::certificates::{self, LotCertificate};
use station::judging::{self, AskedJudgement, Subject};

/// The lots of a recall's answer, or any others, as one act.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct JudgeLots {
    /// Identities; 1,000 at most. Those that are so already are left out.
    #[cfg_attr(feature = "schema", schema(value_type = Vec<String>))]
    lots: Vec<LotId>,
    /// One of the reasons that fit the act.
    reason: String,
    /// Number or identity of a document that is known here.
    document: Option<String>,
    /// In own words.
    note: Option<String>,
    /// Who decides: whoever is active there. The caller's own where none is named.
    seat: Option<String>,
}

/// Hold, release or recall a lot, or move its best-before.
///
/// A lot that is held or recalled is used nowhere: orders that were promised some of it get other stock or a task, and
/// are named. Nothing is told to vendors.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/lots/{id}/{act}", tag = "stock", operation_id = "judge_lot",
    params(
        ("id" = uuid::Uuid, Path, description = "Of the lot."),
        ("act" = String, Path, description = "`hold`, `release`, `recall`, `extend`."),
        ("Idempotency-Key" = uuid::Uuid, Header, description = "The entry derives its identity from it."),
    ),
    request_body = AskedJudgement,
    responses((status = 200, description = "What was booked.", body = judging::Judged))
))]
pub async fn one(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path((named, act)): Path<(String, String)>,
    headers: HeaderMap,
    Body(body): Body<Value>,
) -> Result<Response, Problem> {
    let lot = lot_of(&named)?;
    let parts = ["judge", named.as_str(), act.as_str()];
    let act = act_of(&act)?;
    judged(&face, &caller, &headers, (Subject::Lots(vec![lot]), act), &parts, body).await
}

/// Hold, release or recall the lots of a recall's answer as one act.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/recall/{act}", tag = "stock", operation_id = "judge_recalled",
    params(
        ("act" = String, Path, description = "`hold`, `release`, `recall`."),
        ("Idempotency-Key" = uuid::Uuid, Header, description = "The entry derives its identity from it."),
    ),
    request_body = JudgeLots,
    responses((status = 200, description = "What was booked.", body = judging::Judged))
))]
pub async fn several(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path(named): Path<String>,
    headers: HeaderMap,
    Body(body): Body<Value>,
) -> Result<Response, Problem> {
    let act = act_of(&named)?;
    let text = body.to_string();
    let JudgeLots { lots, reason, document, note, seat } = keyed::read(body)?;
    let who = decider(&face, &caller, seat.clone()).await?;
    let by = who.by.id.to_string();
    let key = keyed::key(&headers, &["judge several", &named, &by, &text])?;
    let asked = AskedJudgement { reason, document, note, good_until: None, seat };
    let what = (Subject::Lots(lots), act);
    keyed::answered(judging::judge(&face.station.context, key, what, asked, who).await?)
}

/// Hold every lot in a place, as one act: the cold room failed.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/locations/{id}/hold", tag = "stock", operation_id = "hold_location",
    params(
        ("id" = uuid::Uuid, Path, description = "Of the place; with everything that stands in it."),
        ("Idempotency-Key" = uuid::Uuid, Header, description = "The entry derives its identity from it."),
    ),
    request_body = AskedJudgement,
    responses((status = 200, description = "What was booked.", body = judging::Judged))
))]
pub async fn hold_place(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path(named): Path<String>,
    headers: HeaderMap,
    Body(body): Body<Value>,
) -> Result<Response, Problem> {
    let place = named.parse().map_err(|_| Problem::not_found(&format!("location {named}")))?;
    let parts = ["hold location", named.as_str()];
    judged(&face, &caller, &headers, (Subject::Place(place), LotAct::Hold), &parts, body).await
}

/// Where the certificate of analysis of a lot is found.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/lots/{id}/certificate", tag = "stock", operation_id = "lot_certificate",
    params(("id" = uuid::Uuid, Path, description = "Of the lot.")),
    responses((status = 200, description = "As it was set last.", body = LotCertificate))
))]
pub async fn certificate(
    State(face): State<Face>,
    Path(named): Path<String>,
) -> Result<Json<LotCertificate>, Problem> {
    Ok(Json(certificates::of(&face.station.context, lot_of(&named)?).await?))
}

/// Say where the certificate of analysis of a lot is found, or that there is none any more.
#[cfg_attr(feature = "schema", utoipa::path(
    put, path = "/lots/{id}/certificate", tag = "stock", operation_id = "set_lot_certificate",
    request_body = LotCertificate,
    params(
        ("id" = uuid::Uuid, Path, description = "Of the lot."),
        ("Idempotency-Key" = uuid::Uuid, Header, description = "The same key sets once."),
    ),
    responses((status = 200, description = "As it is now.", body = LotCertificate))
))]
pub async fn set_certificate(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path(named): Path<String>,
    headers: HeaderMap,
    Body(body): Body<Value>,
) -> Result<Response, Problem> {
    let lot = lot_of(&named)?;
    let who = decider(&face, &caller, None).await?;
    let parts = ["certificate", named.as_str(), &who.by.id.to_string(), &body.to_string()];
    let key = keyed::key(&headers, &parts)?;
    let row: LotCertificate = keyed::read(body)?;
    keyed::answered(certificates::set(&face.station.context, key, lot, row, who).await?)
}

fn lot_of(named: &str) -> Result<LotId, Problem> {
    named.parse().map_err(|_| Problem::not_found(&format!("lot {named}")))
}

async fn judged(
    face: &Face,
    caller: &Caller,
    headers: &HeaderMap,
    what: (Subject, LotAct),
    parts: &[&str],
    body: Value,
) -> Result<Response, Problem> {
    let text = body.to_string();
    let asked: AskedJudgement = keyed::read(body)?;
    let who = decider(face, caller, asked.seat.clone()).await?;
    let by = who.by.id.to_string();
    let parts: Vec<&str> = parts.iter().copied().chain([by.as_str(), text.as_str()]).collect();
    let key = keyed::key(headers, &parts)?;
    keyed::answered(judging::judge(&face.station.context, key, what, asked, who).await?)
}

fn act_of(text: &str) -> Result<LotAct, Problem> {
    let act = LotAct::from_text(text).filter(|act| *act != LotAct::Reversal);
    act.ok_or_else(|| Problem::not_found(&format!("act {text}")))
}
