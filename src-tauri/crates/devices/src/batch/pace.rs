//! Time as a batch needs it: a clock to measure with and a wait that can be ended.

use crate::stop_signal::Woken;
use crate::{MonotonicMs, StopSignal};
use std::time::Duration;

pub trait Pace: Send + Sync {
    /// Monotonic milliseconds.
    fn now_ms(&self) -> u64;

    fn wait_ms(&self, wait_ms: u64) -> Woken;
}

/// The station's clock and a stop signal.
#[derive(Clone)]
pub struct RealPace {
    pub monotonic_ms: MonotonicMs,
    pub stop: StopSignal,
}

impl Pace for RealPace {
    fn now_ms(&self) -> u64 {
        (self.monotonic_ms)()
    }

    fn wait_ms(&self, wait_ms: u64) -> Woken {
        self.stop.wait(Duration::from_millis(wait_ms))
    }
}
