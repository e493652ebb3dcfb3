//! A value that one thread keeps up to date and others look at or wait for: the health of a device.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Clones share the value.
#[derive(Debug)]
pub struct Watched<T> {
    shared: Arc<(Mutex<T>, Condvar)>,
}

impl<T> Clone for Watched<T> {
    fn clone(&self) -> Watched<T> {
        Watched { shared: Arc::clone(&self.shared) }
    }
}

impl<T: Clone> Watched<T> {
    pub fn new(value: T) -> Watched<T> {
        Watched { shared: Arc::new((Mutex::new(value), Condvar::new())) }
    }

    pub fn get(&self) -> T {
        self.shared.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn update(&self, change: impl FnOnce(&mut T)) {
        change(&mut self.shared.0.lock().unwrap_or_else(PoisonError::into_inner));
        self.shared.1.notify_all();
    }

    /// Waits until the value is as wished and returns it; `None` when `patience` ran out first.
    pub fn wait_until(&self, patience: Duration, is_wished: impl Fn(&T) -> bool) -> Option<T> {
        let (value, condition) = &*self.shared;
        let value = value.lock().unwrap_or_else(PoisonError::into_inner);
        let (value, waited) = condition
            .wait_timeout_while(value, patience, |value| !is_wished(value))
            .unwrap_or_else(PoisonError::into_inner);
        (!waited.timed_out()).then(|| value.clone())
    }
}
