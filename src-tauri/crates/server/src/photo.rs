//! A photo of a label at a seat: one code in it is a scan, of several a person picks one.

use crate::face::Face;
use crate::json::Body;
use crate::problem::Problem;
use crate::{seats, who};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::{Extension, Json};
use floor::Input;
use floor::screen::SeatScreen;
use serde::{Deserialize, Serialize};
use station::access::Caller;
use station::photo::{NoPhoto, PhotoCode, codes, scan_of};
use uuid::Uuid;

/// A photo, or one of the codes that were found in it.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SentPhoto {
    /// JPEG or PNG, base64.
    photo: Option<String>,
    /// Picked of several, as they were answered.
    code: Option<PhotoCode>,
    /// The caller's own UUID of the scan: sent again, it books nothing twice.
    id: Option<Uuid>,
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ReadPhoto {
    /// All that were found, from the top down; only one of them is taken.
    codes: Vec<PhotoCode>,
    /// After the turn, where one was taken.
    screen: Option<SeatScreen>,
}

/// Read the codes of a photo. A single one is taken as a scan; of several one is sent again, by itself.
#[cfg_attr(feature = "schema", utoipa::path(
    post, path = "/seats/{seat}/photo", tag = "seats", operation_id = "photo",
    params(("seat" = String, Path, description = "Its name; the window is `main`.")), request_body = SentPhoto,
    responses((status = 200, description = "What was found, and the screen where a scan was taken.", body = ReadPhoto))
))]
pub async fn photo(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Path(seat): Path<String>,
    Body(sent): Body<SentPhoto>,
) -> Result<Json<ReadPhoto>, Problem> {
    // Nobody else's photo is worth the work.
    who::seat_at_work(&face, &caller, Some(seat.clone())).await?;
    let codes = match (sent.code, sent.photo) {
        (Some(code), None) => vec![code],
        (None, Some(photo)) => read(photo).await?,
        _ => return Err(Problem::field("photo", "one of photo and code, and not both")),
    };
    let screen = match codes.as_slice() {
        [only] => {
            let Json(screen) =
                seats::take(&face, &caller, &seat, Input::Scan(scan_of(only, sent.id))).await?;
            Some(screen)
        }
        _ => None,
    };
    Ok(Json(ReadPhoto { codes, screen }))
}

async fn read(photo: String) -> Result<Vec<PhotoCode>, Problem> {
    let found = tokio::task::spawn_blocking(move || codes(&photo)).await;
    match found {
        Ok(Ok(codes)) => Ok(codes),
        Ok(Err(NoPhoto::Unreadable(message))) => Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, message)),
        Ok(Err(NoPhoto::NotSent { problem })) => Err(Problem::field("photo", problem)),
        Err(error) => {
            tracing::error!(%error, "a photo could not be looked at");
            Err(Problem::said(StatusCode::INTERNAL_SERVER_ERROR, crate::said::Said::Failed {}))
        }
    }
}
