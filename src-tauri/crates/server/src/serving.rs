//! Listening: takes connections until the program stops, then gives what is under way a moment to end.

use axum::Router;
use std::io;
use std::net::SocketAddr;
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
    // Wrong secrets are counted by where they come from.
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, service).with_graceful_shutdown(stopped(stopping.clone()));
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
