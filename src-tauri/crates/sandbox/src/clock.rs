//! Time as the sandbox is told it: a function that gives UTC milliseconds, real or set by hand.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// Gives UTC milliseconds since 1970 whenever it is asked.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> i64 + Send + Sync>);

/// A clock that stands still until it is moved; for tests.
#[derive(Clone, Debug)]
pub struct HandClock(Arc<AtomicI64>);

impl Clock {
    /// The machine's clock.
    pub fn system() -> Clock {
        Clock(Arc::new(|| {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
        }))
    }

    pub fn now_ms(&self) -> i64 {
        (self.0)()
    }
}

impl std::fmt::Debug for Clock {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Clock({})", self.now_ms())
    }
}

impl HandClock {
    pub fn at(now_ms: i64) -> HandClock {
        HandClock(Arc::new(AtomicI64::new(now_ms)))
    }

    pub fn advance(&self, by_ms: i64) {
        self.0.fetch_add(by_ms, Ordering::SeqCst);
    }

    /// The clock to hand over; it follows this one.
    pub fn clock(&self) -> Clock {
        let own = self.0.clone();
        Clock(Arc::new(move || own.load(Ordering::SeqCst)))
    }
}
