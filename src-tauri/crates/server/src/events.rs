//! Server-sent events of one seat: its screen and the status strip, as they are and whenever they change.

use crate::face::Face;
use crate::json::Query;
use crate::owners;
use crate::problem::Problem;
use crate::who;
use axum::Extension;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use serde::{Deserialize, Serialize};
use station::access::Caller;
use std::convert::Infallible;
use std::time::Duration;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};

/// Proxies and browsers take a line that is silent for longer for a dead one.
const BREATH: Duration = Duration::from_secs(10);

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct Asked {
    /// The caller's own where none is named.
    seat: Option<String>,
}

/// Server-sent events: `screen` carries a SeatScreen, `status` a Status, each as JSON, at once and on every change.
#[cfg_attr(feature = "schema", utoipa::path(
    get, path = "/events", tag = "seats", operation_id = "events", params(Asked),
    responses((
        status = 200, description = "A stream without an end; a line of breath every ten seconds.",
        body = String, content_type = "text/event-stream"
    ))
))]
pub async fn events(
    State(face): State<Face>,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<Asked>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Problem> {
    let seat = who::seat_in_sight(&face, &caller, asked.seat).await?;
    // Of somebody who sees more than the caller, nothing is shown.
    let screens = WatchStream::new(face.station.seats.watch(&seat).await?)
        .filter(move |screen| owners::sees_screen(&caller, screen));
    let statuses = WatchStream::new(face.station.watch_status());
    let pushed =
        screens.map(|screen| event("screen", &screen)).merge(statuses.map(|status| event("status", &status)));
    let end = WatchStream::new(face.stopping.clone()).filter(|stopping| *stopping).map(|_| None);
    let until_end = pushed.map(Some).merge(end).take_while(Option::is_some).filter_map(|event| event);
    Ok(Sse::new(until_end).keep_alive(KeepAlive::new().interval(BREATH)))
}

fn event(name: &str, value: &impl Serialize) -> Result<Event, Infallible> {
    let text = serde_json::to_string(value).expect("a view is plain data");
    Ok(Event::default().event(name).data(text))
}
