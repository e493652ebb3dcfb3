//! A clock that stands until it is moved: hours pass in milliseconds.

use crate::Clock;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

#[derive(Clone)]
pub struct HandClock(Arc<AtomicI64>);

impl HandClock {
    pub fn at(now_ms: i64) -> HandClock {
        HandClock(Arc::new(AtomicI64::new(now_ms)))
    }

    pub fn now(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }

    pub fn advance(&self, by_ms: i64) {
        self.0.fetch_add(by_ms, Ordering::SeqCst);
    }
}

/// Waiting lets the time pass.
impl Clock for HandClock {
    fn now_ms(&self) -> i64 {
        self.now()
    }

    fn sleep(&self, delay_ms: u64) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(async move {
            self.advance(delay_ms as i64);
            tokio::task::yield_now().await;
        })
    }
}
