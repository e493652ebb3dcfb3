//! `POST /commands/{receive|move|count|adjust}`: a whole job in one call, named by its `Idempotency-Key`.

use crate::face::Face;
use crate::json::Body;
use crate::keyed;
use crate::owners;
use crate::problem::Problem;
use crate::said::Said;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use floor::screen::Flow;
use serde::Deserialize;
use serde_json::Value;
use station::access::Caller;
use station::commands::{self, Job, JobInput, Outcome};

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = Job))]
#[serde(deny_unknown_fields)]
struct Asked {
    /// Number or identity of the order that is received.
    document: Option<String>,
    /// What would be scanned and tapped, in order.
    inputs: Vec<JobInput>,
}

/// A whole job in one call, all or nothing, booked by the person the token works for.
///
/// The same `Idempotency-Key` with the same body is answered again, word for word, and books nothing. A refused job
/// names the `index` of its input and books nothing; its key may be used again.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/commands/{name}", tag = "commands", operation_id = "run_command",
    params(
        ("name" = String, Path, description = "`receive`, `move`, `count`, `adjust`."),
        ("Idempotency-Key" = uuid::Uuid, Header, description = "Entries derive their identity from it."),
    ),
    request_body = Asked,
    responses((status = 200, description = "What was booked.", body = commands::Answer))
))]
pub async fn run(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path(name): Path<String>,
    headers: HeaderMap,
    Body(body): Body<Value>,
) -> Result<Response, Problem> {
    let flow = flow_of(&name).ok_or_else(|| Problem::not_found(&format!("command {name}")))?;
    let operator = caller.operator;
    let operator = operator.ok_or_else(|| Problem::said(StatusCode::FORBIDDEN, Said::NeedsOperator {}))?;
    owners::check_operator(&face, &caller, operator).await?;
    let key = keyed::id(&headers)?;
    let fingerprint = commands::fingerprint(&[&name, &operator.to_string(), &body.to_string()]);
    let asked: Asked = keyed::read(body)?;
    let seat = format!("api {}", caller.name);
    let Asked { document, inputs } = asked;
    let job = Job { key, fingerprint, flow, document, inputs, operator, seat };
    match commands::run(&face.station.context, job).await? {
        Outcome::Done(answer) => Ok(([(header::CONTENT_TYPE, "application/json")], answer).into_response()),
        Outcome::Refused { index, refusal } => Err(Problem::from(*refusal).at(index)),
        Outcome::Unanswered { index, question } => {
            let said = Said::NeedsAnswer { question: words::say("en", &question) };
            Err(Problem::said(StatusCode::UNPROCESSABLE_ENTITY, said).at(index))
        }
        Outcome::KeyReused => Err(keyed::key_reused()),
    }
}

fn flow_of(name: &str) -> Option<Flow> {
    match name {
        "receive" => Some(Flow::Receive),
        "move" => Some(Flow::MoveStock),
        "count" => Some(Flow::Count),
        "adjust" => Some(Flow::Adjust),
        _ => None,
    }
}
