//! The window face: each command one call into the same router that browsers use, screens out through one channel.
//! The page gets nothing else: no file, no shell, no other origin.

mod commands;
mod fence;
mod papers;

use crate::cli;
use crate::failure::Failure;
use crate::owner::Owner;
use crate::running::{Raise, Running};
use crate::told::tell;
use commands::WindowFace;
use serde_json::json;
use std::path::Path;
use std::sync::{Arc, OnceLock};
use tauri::{AppHandle, Manager, async_runtime};

/// Opens the station and its window; returns when the window is closed and the station has stopped.
///
/// # Errors
/// No display, a station that does not open, a window that cannot be made.
pub fn open(data: &Path) -> Result<(), Failure> {
    if !has_display() {
        return Err(Failure::new(format!(
            "open the window: there is no display here. `tallyman serve --data {}` offers the same station to a browser",
            data.display()
        )));
    }
    let runtime = cli::runtime()?;
    async_runtime::set(runtime.handle().clone());
    let window: Arc<OnceLock<AppHandle>> = Arc::default();
    let running = match runtime.block_on(Running::begin(data, Some(raise(window.clone())))) {
        Ok(running) => running,
        Err(failure) => return raise_the_other(data, failure),
    };
    let outcome = show(&running, window, &runtime);
    runtime.block_on(running.end());
    outcome
}

fn show(
    running: &Running,
    window: Arc<OnceLock<AppHandle>>,
    runtime: &tokio::runtime::Runtime,
) -> Result<(), Failure> {
    let face = WindowFace::new(running.station.clone(), running.window.clone());
    let app = tauri::Builder::default()
        .manage(face)
        .plugin(fence::plugin())
        .invoke_handler(tauri::generate_handler![
            commands::watch,
            commands::tap,
            commands::burst,
            commands::get,
            commands::post,
            commands::paper
        ])
        .build(tauri::generate_context!())
        .map_err(|error| Failure::of("open the window", &error))?;
    let handle = app.handle().clone();
    window.get_or_init(|| handle.clone());
    let told_to_stop = runtime.block_on(async { cli::told_to_stop() })?;
    runtime.spawn(async move {
        told_to_stop.await;
        handle.exit(0);
    });
    match app.run_return(|_, _| {}) {
        0 => Ok(()),
        code => Err(Failure::new(format!("keep the window open: it ended with {code}"))),
    }
}

/// What another process of this user may ask of the window.
fn raise(window: Arc<OnceLock<AppHandle>>) -> Raise {
    Arc::new(move || {
        let Some(main) = window.get().and_then(|app| app.get_webview_window("main")) else { return };
        let raised = main.unminimize().and_then(|()| main.show()).and_then(|()| main.set_focus());
        if let Err(error) = raised {
            tracing::warn!(%error, "the window was not brought to the front");
        }
    })
}

/// The directory has an owner already: its window comes to the front, and this process ends.
fn raise_the_other(data: &Path, failure: Failure) -> Result<(), Failure> {
    match Owner::of(data)? {
        Some(owner) => {
            owner.post("/window/raise", &json!({}))?.or_words("open a second window on one directory")?;
            tell("The window of this station was open already and came to the front.")
        }
        None => Err(failure),
    }
}

fn has_display() -> bool {
    let names = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || names("DISPLAY") || names("WAYLAND_DISPLAY")
}
