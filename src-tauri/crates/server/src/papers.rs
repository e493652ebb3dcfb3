//! Papers as PDF: receipts, count sheets, content lists, and cards to hang up.

use crate::face::Face;
use crate::json::Query;
use crate::lists::language;
use crate::problem::Problem;
use crate::said::Said;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde::Deserialize;
use station::access::Caller;
use station::papers::{self, PaperKind, PaperSize, Wanted};

/// How a paper is wanted.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct AskedPaper {
    #[serde(default)]
    paper: PaperSize,
    /// `en` or `id`; of the person behind the caller where none is named.
    language: Option<String>,
    /// Of a receipt: YYYY-MM-DD; the last day on which anything came where none is named.
    day: Option<String>,
    /// Whose language: of the person active there. The caller's own seat where none is named.
    seat: Option<String>,
}

/// A paper as its bytes.
#[cfg(feature = "schema")]
#[derive(utoipa::ToSchema)]
#[schema(value_type = String, content_media_type = "application/pdf")]
pub struct Pages(#[expect(dead_code, reason = "it says what is sent and is never made")] Vec<u8>);

/// A paper to print. A receipt is of a document, a count sheet of a place, a content list of a crate.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/papers/{kind}/{file}", tag = "labels", operation_id = "paper", params(
        ("kind" = String, Path, description = "`receipt`, `count-sheet`, `contents`, `locations`, `commands`, or \
            `badges`, which needs the scope admin."),
        ("file" = String, Path, description = "Identity, number or code of what it is of, or `all`, and `.pdf`."),
        AskedPaper,
    ),
    responses((status = 200, description = "Upright pages.", content((Pages = "application/pdf"))))
))]
pub async fn paper(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path((kind, file)): Path<(String, String)>,
    Query(asked): Query<AskedPaper>,
) -> Result<Response, Problem> {
    let not_found = || Problem::not_found(&format!("paper {kind}/{file}"));
    let kind = PaperKind::from_name(&kind).ok_or_else(not_found)?;
    let about = file.strip_suffix(".pdf").ok_or_else(not_found)?;
    // Whoever has the badges can sign in as anybody.
    if kind == PaperKind::Badges && (!caller.scopes.admin || caller.owner.is_some()) {
        let said = Said::NotAllowed { scope: "admin".to_owned() };
        return Err(Problem::said(StatusCode::FORBIDDEN, said));
    }
    let language = match asked.language {
        Some(named) if words::LANGUAGES.contains(&named.as_str()) => named,
        Some(_) => return Err(Problem::field("language", "en and id are spoken here")),
        None => language(&face, &caller, asked.seat).await?,
    };
    let day = asked.day.map(|text| text.parse::<Date>());
    let day = day.transpose().map_err(|_| Problem::field("day", "a day is written YYYY-MM-DD"))?;
    let wanted = Wanted { size: asked.paper, language, day, owner: caller.owner };
    let pdf = papers::draw(&face.station.context, kind, about, &wanted).await?;
    let name: String =
        about.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect();
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, format!("inline; filename=\"{}-{name}.pdf\"", kind.name())),
    ];
    Ok((headers, pdf).into_response())
}
