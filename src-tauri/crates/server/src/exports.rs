//! Lists out: as CSV or a workbook, with the headers that an import knows.

use crate::face::Face;
use crate::json::Query;
use crate::lists::language;
use crate::problem::Problem;
use crate::said::Said;
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use station::access::Caller;
use station::exports::{self, Wanted};
use std::fs::File;
use std::io::Read;
use std::path::PathBuf;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

const BLOCK_BYTES: usize = 64 * 1024;

/// How the list is written.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct AskedExport {
    #[serde(default)]
    form: Wanted,
    /// Language of headers and words, `en` or `id`; of the person behind the caller where none is named.
    language: Option<String>,
    /// Whose language: of the person active there. The caller's own seat where none is named.
    seat: Option<String>,
}

/// A file as its bytes.
#[cfg(feature = "schema")]
#[derive(utoipa::ToSchema)]
#[schema(value_type = String, content_media_type = "text/csv")]
pub struct Listed(#[expect(dead_code, reason = "it says what is sent and is never made")] Vec<u8>);

/// A whole list as a file.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/exports/{kind}", tag = "files", operation_id = "export", params(
        ("kind" = String, Path, description = "`items`, `barcodes`, `lots`, `locations`, `opening_stock`, `counts`, \
            `purchase_orders`, `stock`, `history`."),
        AskedExport,
    ),
    responses((status = 200, description = "CSV or a workbook.", content(
        (Listed = "text/csv"),
        (Listed = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    )))
))]
pub async fn export(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path(kind): Path<String>,
    Query(asked): Query<AskedExport>,
) -> Result<Response, Problem> {
    let list = exports::list(&kind).ok_or_else(|| Problem::not_found(&format!("list {kind}")))?;
    let language = match asked.language {
        Some(named) if words::LANGUAGES.contains(&named.as_str()) => named,
        Some(_) => return Err(Problem::field("language", "en and id are spoken here")),
        None => language(&face, &caller, asked.seat).await?,
    };
    let path = exports::make(&face.station.context, list, asked.form, &language).await?;
    let name = format!("attachment; filename=\"{}.{}\"", list.name(), asked.form.ending());
    let (length, body) = sent(path)?;
    let headers = [
        (header::CONTENT_TYPE, media(asked.form).to_owned()),
        (header::CONTENT_DISPOSITION, name),
        (header::CONTENT_LENGTH, length.to_string()),
    ];
    Ok((headers, body).into_response())
}

fn media(form: Wanted) -> &'static str {
    match form {
        Wanted::Csv | Wanted::CsvIndonesian => "text/csv; charset=utf-8",
        Wanted::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
}

/// Block by block; the file is gone when its last block was read, or nobody reads on.
fn sent(path: PathBuf) -> Result<(u64, Body), Problem> {
    let failed = |error: std::io::Error| {
        tracing::error!(%error, "a list that was written cannot be read");
        Problem::said(StatusCode::INTERNAL_SERVER_ERROR, Said::Failed {})
    };
    let mut file = File::open(&path).map_err(failed)?;
    let length = file.metadata().map_err(failed)?.len();
    let (blocks, read) = mpsc::channel::<std::io::Result<Vec<u8>>>(4);
    tokio::task::spawn_blocking(move || {
        loop {
            let mut block = vec![0; BLOCK_BYTES];
            let next = match file.read(&mut block) {
                Ok(0) => break,
                Ok(length) => {
                    block.truncate(length);
                    Ok(block)
                }
                Err(error) => Err(error),
            };
            let is_last = next.is_err();
            if blocks.blocking_send(next).is_err() || is_last {
                break;
            }
        }
        if let Err(error) = std::fs::remove_file(&path) {
            tracing::warn!(%error, path = %path.display(), "a list that was sent stays behind");
        }
    });
    Ok((length, Body::from_stream(ReceiverStream::new(read))))
}
