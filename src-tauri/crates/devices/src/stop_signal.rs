//! The one way to end or wake a device's thread while it waits.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Shared by a worker and its owner; clones are the same signal. Once stopped it stays stopped.
#[derive(Clone, Debug, Default)]
pub struct StopSignal {
    shared: Arc<(Mutex<Asked>, Condvar)>,
}

#[derive(Debug, Default)]
struct Asked {
    stop: bool,
    nudge: bool,
}

/// Why a wait ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Woken {
    Stopped,
    /// Someone pressed "try again".
    Nudged,
    TimeIsUp,
}

impl StopSignal {
    pub fn new() -> StopSignal {
        StopSignal::default()
    }

    pub fn stop(&self) {
        self.ask(|asked| asked.stop = true);
    }

    /// Ends the current wait, or the next one if nobody waits now.
    pub fn nudge(&self) {
        self.ask(|asked| asked.nudge = true);
    }

    pub fn is_stopped(&self) -> bool {
        self.shared.0.lock().unwrap_or_else(PoisonError::into_inner).stop
    }

    /// Waits at most `duration`.
    pub fn wait(&self, duration: Duration) -> Woken {
        let (asked, condition) = &*self.shared;
        let asked = asked.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut asked, _) = condition
            .wait_timeout_while(asked, duration, |asked| !asked.stop && !asked.nudge)
            .unwrap_or_else(PoisonError::into_inner);
        let nudged = std::mem::take(&mut asked.nudge);
        match (asked.stop, nudged) {
            (true, _) => Woken::Stopped,
            (false, true) => Woken::Nudged,
            (false, false) => Woken::TimeIsUp,
        }
    }

    fn ask(&self, change: impl FnOnce(&mut Asked)) {
        change(&mut self.shared.0.lock().unwrap_or_else(PoisonError::into_inner));
        self.shared.1.notify_all();
    }
}
