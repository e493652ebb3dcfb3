//! Listening: takes connections until the program stops, then gives what is under way a moment to end.

use axum::Router;
use std::io;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Streams end by themselves when the program stops; anything slower is cut.
const GRACE: Duration = Duration::from_secs(2);

/// Serves until `stopping` turns true.
///
/// # Errors
/// The listener's own.
pub async fn serve(listener: TcpListener, router: Router, stopping: watch::Receiver<bool>) -> io::Result<()> {
    let serving = axum::serve(listener, router).with_graceful_shutdown(stopped(stopping.clone()));
    tokio::select! {
        ended = serving => ended,
        () = async { stopped(stopping).await; tokio::time::sleep(GRACE).await } => Ok(()),
    }
}

/// Returns when `stopping` is true, or when nobody can set it any more.
async fn stopped(mut stopping: watch::Receiver<bool>) {
    // An error says that the sender is gone: the program ends.
    _ = stopping.wait_for(|stopping| *stopping).await;
}
