//! Label templates: what is wrong with each, which printers they fit, and each as a picture.

use crate::face::Face;
use crate::history::id;
use crate::json::Query;
use crate::problem::Problem;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use domain::LotId;
use serde::Deserialize;
use station::access::Caller;
use station::desk::label_goods::Goods;
use station::desk::owned::{self, Owned};
use station::desk::template_view::{TemplatePreview, TemplatesPage};
use station::desk::templates::{self, AskedPreview, Language, Resolution};
use station::said::TemplateWhy;

/// How a template is to be shown.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct AskedTemplate {
    /// `en` or `id`; the template's own where none is named.
    language: Option<String>,
    /// 203, 300 or 600; the printer's, or the coarsest the template allows, where none is named.
    dpi: Option<u32>,
    /// Name of a label printer: whether it fits what is loaded there.
    printer: Option<String>,
    /// Identity of an item: with what is known of it, instead of sample goods.
    item: Option<String>,
    /// Identity of a lot.
    lot: Option<String>,
}

/// A picture as its bytes.
#[cfg(feature = "schema")]
#[derive(utoipa::ToSchema)]
#[schema(value_type = String, content_media_type = "image/png")]
pub struct Picture(#[expect(dead_code, reason = "it says what is sent and is never made")] Vec<u8>);

/// Label templates, what is wrong in their files, and which printers they fit now.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/templates", tag = "labels", operation_id = "templates",
    responses((status = 200, description = "By name.", body = TemplatesPage))
))]
pub async fn list(State(face): State<Face>) -> Json<TemplatesPage> {
    Json(templates::page(&face.station.context))
}

/// One label of a template: its picture, whether it scans, and whether it fits.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/templates/{name}/preview", tag = "labels", operation_id = "template_preview",
    params(("name" = String, Path, description = "Of its file, without `.toml`."), AskedTemplate),
    responses((status = 200, description = "What can be shown, and why not all of it.", body = TemplatePreview))
))]
pub async fn preview(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path(name): Path<String>,
    Query(asked): Query<AskedTemplate>,
) -> Result<Json<TemplatePreview>, Problem> {
    let asked = asked_preview(&face, &caller, asked).await?;
    Ok(Json(templates::preview(&face.station.context, &name, asked).await?.0))
}

/// The picture alone, made from the bytes a printer gets.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/templates/{name}/preview.png", tag = "labels", operation_id = "template_picture",
    params(("name" = String, Path, description = "Of its file, without `.toml`."), AskedTemplate),
    responses((status = 200, description = "One pixel a dot.", content((Picture = "image/png"))))
))]
pub async fn picture(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path(name): Path<String>,
    Query(asked): Query<AskedTemplate>,
) -> Result<Response, Problem> {
    let asked = asked_preview(&face, &caller, asked).await?;
    let (preview, png) = templates::preview(&face.station.context, &name, asked).await?;
    match png {
        Some(png) => Ok(([(header::CONTENT_TYPE, "image/png")], png).into_response()),
        None => {
            let why = preview.why.unwrap_or_else(|| TemplateWhy::NeverGood {}.message());
            Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, why))
        }
    }
}

async fn asked_preview(face: &Face, caller: &Caller, asked: AskedTemplate) -> Result<AskedPreview, Problem> {
    let language = asked.language.as_deref().map(|code| {
        Language::from_code(code).ok_or_else(|| Problem::field("language", "en and id are spoken here"))
    });
    let resolution = asked.dpi.map(|dpi| {
        Resolution::from_dpi(dpi).ok_or_else(|| Problem::field("dpi", "labels are drawn at 203, 300 or 600"))
    });
    Ok(AskedPreview {
        language: language.transpose()?,
        resolution: resolution.transpose()?,
        printer: asked.printer,
        goods: goods(face, caller, &asked.item, &asked.lot).await?,
    })
}

async fn goods(
    face: &Face,
    caller: &Caller,
    item: &Option<String>,
    lot: &Option<String>,
) -> Result<Option<Goods>, Problem> {
    let context = &face.station.context;
    if let Some(lot) = id::<LotId>("lot", lot)? {
        let own =
            owned::kept(context, caller.owner, Owned::Lots, vec![lot.to_string()], String::as_str).await?;
        if own.is_empty() {
            return Err(Problem::not_found(&format!("lot {lot}")));
        }
        return Ok(Some(Goods::Lot(lot)));
    }
    let Some(item) = id("item", item)? else { return Ok(None) };
    owned::item(context, caller.owner, item).await?;
    Ok(Some(Goods::Item(item)))
}
