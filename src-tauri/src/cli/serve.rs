//! `tallyman serve`: the station for browsers, until it is told to stop.

use super::runtime;
use crate::failure::Failure;
use crate::running::Running;
use crate::told::tell_in_passing;
use serde_json::json;
use std::path::Path;

/// Prints one line of JSON for programs, then sentences for people. Whoever started it may read no further; the
/// station is served all the same.
pub fn run(data: &Path) -> Result<(), Failure> {
    runtime()?.block_on(async {
        let stop = told_to_stop()?;
        let running = Running::begin(data, None).await?;
        let pair = running.pairing_link().await?;
        tell(data, &running.address, &pair);
        stop.await;
        running.end().await;
        Ok(())
    })
}

fn tell(data: &Path, address: &str, pair: &str) {
    tell_in_passing(&format!(
        "{}\nThe station of {} is served at {address}.\n\
         Open this link once, within ten minutes, in the browser that shall be known:\n  {pair}\n\
         `tallyman pair` makes another one. Ctrl-C stops the station.",
        json!({ "address": address, "pair": pair }),
        data.display()
    ));
}

/// Ends with Ctrl-C, or when the system asks the program to end.
#[cfg(unix)]
pub fn told_to_stop() -> Result<impl Future<Output = ()>, Failure> {
    use tokio::signal::unix::{SignalKind, signal};
    let listen = |kind| signal(kind).map_err(|error| Failure::of("listen for the signal to stop", &error));
    let (mut terminate, mut interrupt) = (listen(SignalKind::terminate())?, listen(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Ends with Ctrl-C, or when the system asks the program to end.
#[cfg(not(unix))]
pub fn told_to_stop() -> Result<impl Future<Output = ()>, Failure> {
    Ok(async {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::error!(%error, "Ctrl-C is not heard; end the program by its window or the task list");
            std::future::pending::<()>().await;
        }
    })
}
