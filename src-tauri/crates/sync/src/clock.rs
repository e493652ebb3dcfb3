//! Time for the worker: asked and waited for in one place, so that tests can let hours pass.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

pub trait Clock: Send + Sync + 'static {
    /// UTC milliseconds.
    fn now_ms(&self) -> i64;
    fn sleep(&self, delay_ms: u64) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;
}

/// The system's: the caller passes in how now is read.
pub struct SystemClock<F>(pub F);

impl<F: Fn() -> i64 + Send + Sync + 'static> Clock for SystemClock<F> {
    fn now_ms(&self) -> i64 {
        (self.0)()
    }

    fn sleep(&self, delay_ms: u64) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(tokio::time::sleep(Duration::from_millis(delay_ms)))
    }
}
