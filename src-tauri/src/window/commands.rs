//! The six commands a page may give. Each is one call; none decides or formats.

use super::papers;
use serde::Serialize;
use serde_json::{Value, json};
use server::{Answer, InProcess};
use station::Station;
use station::view::Status;
use std::sync::{Arc, Mutex};
use tauri::State;
use tauri::ipc::Channel;
use tokio::task::JoinHandle;

/// The window is this seat and no other.
const SEAT: &str = "main";

pub struct WindowFace {
    station: Arc<Station>,
    face: InProcess,
    /// The stream of the page that is shown; a page that is loaded again has a new one.
    stream: Mutex<Option<JoinHandle<()>>>,
}

/// What goes to the page by itself.
#[derive(Clone, Serialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum Push {
    Screen(Box<floor::screen::SeatScreen>),
    Status(Box<Status>),
}

impl WindowFace {
    pub fn new(station: Arc<Station>, face: InProcess) -> WindowFace {
        WindowFace { station, face, stream: Mutex::new(None) }
    }
}

/// Starts the stream of screens and status, as they are and whenever they change.
#[tauri::command]
pub async fn watch(
    window: State<'_, WindowFace>,
    seat: String,
    channel: Channel<Push>,
) -> Result<(), String> {
    if seat != SEAT {
        return Err(format!("the window is seat {SEAT}"));
    }
    let screens = window.station.seats.watch(SEAT).await.map_err(|error| error.to_string())?;
    let stream = tokio::spawn(push(screens, window.station.watch_status(), channel));
    let mut running = window.stream.lock().expect("nothing panics while it holds the stream");
    if let Some(before) = running.replace(stream) {
        before.abort();
    }
    Ok(())
}

#[tauri::command]
pub async fn tap(window: State<'_, WindowFace>, id: String, number: i64, tap: Value) -> Result<Answer, ()> {
    let path = format!("/seats/{SEAT}/taps");
    Ok(window.face.post(&path, &json!({ "id": id, "number": number, "tap": tap })).await)
}

#[tauri::command]
pub async fn burst(window: State<'_, WindowFace>, burst: Value) -> Result<Answer, ()> {
    Ok(window.face.post(&format!("/seats/{SEAT}/bursts"), &burst).await)
}

#[tauri::command]
pub async fn get(window: State<'_, WindowFace>, path: String) -> Result<Answer, ()> {
    Ok(window.face.get(&path).await)
}

#[tauri::command]
pub async fn post(
    window: State<'_, WindowFace>,
    path: String,
    body: Value,
    key: Option<String>,
) -> Result<Answer, ()> {
    Ok(match key {
        Some(key) => window.face.post_once(&path, &body, &key).await,
        None => window.face.post(&path, &body).await,
    })
}

/// A paper, saved where this user's downloads go: `body.saved` says where.
#[tauri::command]
pub async fn paper(window: State<'_, WindowFace>, path: String) -> Result<Answer, ()> {
    Ok(papers::save(&window.face, &path).await)
}

type Watched<T> = tokio::sync::watch::Receiver<T>;

async fn push(
    mut screens: Watched<floor::screen::SeatScreen>,
    mut statuses: Watched<Status>,
    channel: Channel<Push>,
) {
    screens.mark_changed();
    statuses.mark_changed();
    loop {
        let next = tokio::select! {
            changed = screens.changed() => changed.map(|()| Push::Screen(Box::new(screens.borrow_and_update().clone()))),
            changed = statuses.changed() => changed.map(|()| Push::Status(Box::new(statuses.borrow_and_update().clone()))),
        };
        // The station or the page is gone.
        let Ok(push) = next else { return };
        if channel.send(push).is_err() {
            return;
        }
    }
}
