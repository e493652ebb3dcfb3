//! Files in: sent as they are, taken in one after the other; how far each is, what became of it, and its undoing.

use crate::face::Face;
use crate::json::{self, Query};
use crate::keyed;
use crate::problem::Problem;
use crate::said::Said;
use crate::tasks::decider;
use crate::who;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::{Extension, Json};
use domain::Refusal;
use domain::permission::permission;
use ledger::table::import::ImportId;
use serde::Deserialize;
use station::access::{Caller, CallerKind};
use station::imports::view::{ImportRow, ImportView};
use station::imports::{self, Act, Order, Receiving};
use station::people;
use std::fs::File;
use std::io::Write;
use tokio_stream::StreamExt;

/// No file is larger: some million lines.
const FILE_LIMIT_BYTES: u64 = 512 * 1024 * 1024;
const NAME_LIMIT: usize = 200;

/// What a file is, and what is to be done with it.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct AskedImport {
    /// Of the file, with its ending: `items.csv`.
    name: String,
    /// `items`, `barcodes`, `lots`, `locations`, `opening_stock`, `counts`, `purchase_orders`; by the name of the file
    /// where none is said.
    kind: Option<String>,
    /// Looks at every line and writes nothing.
    #[serde(default)]
    dry_run: bool,
    /// Whose name it is taken in: of the person active there. The caller's own seat where none is named.
    seat: Option<String>,
}

/// Whose rights.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct AskedSeat {
    /// Of the person active there. The caller's own seat where none is named.
    seat: Option<String>,
}

/// A file as its bytes.
#[cfg(feature = "schema")]
#[derive(utoipa::ToSchema)]
#[schema(value_type = String, content_media_type = "application/octet-stream")]
pub struct Sent(#[expect(dead_code, reason = "it says what is sent and is never made")] Vec<u8>);

/// Send a file: a CSV or a workbook. It is checked as a whole, and taken in as a whole or not at all.
///
/// The answer comes as soon as the file is here; `GET /imports/{id}` says how far it is. The same `Idempotency-Key`
/// is the same import, however often it is sent.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/imports", tag = "files", operation_id = "import_file",
    params(AskedImport, ("Idempotency-Key" = uuid::Uuid, Header, description = "Identity of the import.")),
    request_body(content = Sent, content_type = "application/octet-stream"),
    responses((status = 202, description = "It is here, and waits for its turn.", body = ImportView))
))]
pub async fn send(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<AskedImport>,
    headers: HeaderMap,
    body: Body,
) -> Result<(StatusCode, Json<ImportView>), Problem> {
    let id = keyed::id(&headers)?;
    let who = decider(&face, &caller, asked.seat.clone()).await?;
    let context = &face.station.context;
    let name = file_name(&asked.name)?;
    let kind = imports::kind(asked.kind.as_deref(), &name);
    let kind = kind.map_err(|known| Problem::field("kind", format!("it is one of these: {known}")))?;
    if !permission(who.by.role, imports::action(kind)) {
        return Err(Refusal::NotAllowed { operator: who.by.name }.into());
    }
    let act = if asked.dry_run { Act::Check(kind) } else { Act::Import(kind) };
    if let Ok(known) = imports::find(context, id) {
        return again(known, act, &name);
    }
    let order = Order { id, ..imports::order(context, act, &name, who.by.id, &place(&caller, who.seat)) };
    let Some(room) = context.imports.room() else { return Err(Refusal::TooManyFiles {}.into()) };
    let receiving = Receiving::begin(&context.data, &order)?;
    let file = receiving.file()?;
    fill(file, body).await?;
    receiving.keep()?;
    let waiting = room.take(order).borrow().clone();
    Ok((StatusCode::ACCEPTED, Json(waiting)))
}

/// How far it is, or what became of it.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/imports/{id}", tag = "files", operation_id = "import",
    params(("id" = uuid::Uuid, Path, description = "Its `Idempotency-Key`.")),
    responses((status = 200, description = "As it stands.", body = ImportView))
))]
pub async fn one(State(face): State<Face>, Path(named): Path<String>) -> Result<Json<ImportView>, Problem> {
    let id = named.parse().map_err(|_| Problem::not_found(&format!("import {named}")))?;
    Ok(Json(imports::find(&face.station.context, id)?))
}

/// What was taken in.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/imports", tag = "files", operation_id = "imports", params(AskedSeat),
    responses((status = 200, description = "The newest first.", body = Vec<ImportRow>))
))]
pub async fn list(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<AskedSeat>,
) -> Result<Json<Vec<ImportRow>>, Problem> {
    let seat = who::seat_at_work(&face, &caller, asked.seat).await?;
    let by = people::behind(&face.station, &caller, &seat).await?;
    Ok(Json(imports::list(&face.station.context, by).await?))
}

/// Undo an import as a whole, or nothing of it.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/imports/{id}/undo", tag = "files", operation_id = "undo_import",
    params(
        ("id" = uuid::Uuid, Path, description = "Of the import."), AskedSeat,
        ("Idempotency-Key" = uuid::Uuid, Header, description = "Identity of the undoing, to ask how far it is."),
    ),
    responses((status = 202, description = "It waits for its turn.", body = ImportView))
))]
pub async fn undo(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path(named): Path<String>,
    Query(asked): Query<AskedSeat>,
    headers: HeaderMap,
) -> Result<(StatusCode, Json<ImportView>), Problem> {
    let of = named.parse().map_err(|_| Problem::not_found(&format!("import {named}")))?;
    let id = keyed::id(&headers)?;
    let who = decider(&face, &caller, asked.seat).await?;
    let context = &face.station.context;
    let undone = imports::undo(context, id, ImportId(of), &who.by, place(&caller, who.seat)).await??;
    if undone.act != "undo" {
        return Err(keyed::key_reused());
    }
    Ok((StatusCode::ACCEPTED, Json(undone)))
}

fn again(known: ImportView, act: Act, name: &str) -> Result<(StatusCode, Json<ImportView>), Problem> {
    let kind = act.kind().map(|kind| kind.text().to_owned());
    if known.act != act.text() || known.file_name != name || known.kind != kind {
        return Err(keyed::key_reused());
    }
    Ok((StatusCode::ACCEPTED, Json(known)))
}

/// Where it was done, as the history says it.
fn place(caller: &Caller, seat: String) -> String {
    if caller.kind == CallerKind::Endpoint { "command".to_owned() } else { seat }
}

/// A name and nothing of a way to it.
fn file_name(said: &str) -> Result<String, Problem> {
    let name = said.trim();
    let is_way =
        name.contains(['/', '\\', '\0']) || name.starts_with('.') || name.chars().any(char::is_control);
    if name.is_empty() || name.len() > NAME_LIMIT || is_way {
        return Err(Problem::field("name", "it is the name of a file, such as items.csv"));
    }
    Ok(name.to_owned())
}

/// Block by block, so that a long file takes no memory.
async fn fill(file: File, body: Body) -> Result<(), Problem> {
    let mut blocks = body.into_data_stream();
    let (mut file, mut length) = (file, 0_u64);
    while let Some(block) = blocks.next().await {
        let block = block.map_err(|error| {
            Problem::said(StatusCode::BAD_REQUEST, Said::BadRequest { problem: error.to_string() })
        })?;
        length += block.len() as u64;
        if length > FILE_LIMIT_BYTES {
            return Err(json::larger_than(FILE_LIMIT_BYTES));
        }
        let written = tokio::task::spawn_blocking(move || file.write_all(&block).map(|()| file)).await;
        let written = written.unwrap_or_else(|panic| Err(std::io::Error::other(panic)));
        file = written.map_err(|error| {
            tracing::error!(%error, "a file that was sent could not be kept");
            Problem::new(StatusCode::INSUFFICIENT_STORAGE, station::said::Fault::DiskFull {}.message())
        })?;
    }
    Ok(())
}
