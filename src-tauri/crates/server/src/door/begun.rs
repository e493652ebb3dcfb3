//! Budgets that were begun, by key. Kept as governor's own map keeps them, which cannot be asked whom it knows; the
//! limit on how many there are is the door's.

use super::Key;
use governor::nanos::Nanos;
use governor::state::StateStore;
use governor::state::keyed::ShrinkableKeyedStateStore;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// By key: when it is full again and as if nobody had tried, counted as governor counts.
#[derive(Clone, Debug, Default)]
pub(super) struct Begun(Arc<Mutex<HashMap<Key, Nanos>>>);

impl Begun {
    pub(super) fn knows(&self, key: Key) -> bool {
        self.lock().contains_key(&key)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Key, Nanos>> {
        // One insertion at a time: nothing in it is half-done where a holder panicked.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl StateStore for Begun {
    type Key = Key;

    fn measure_and_replace<T, F, E>(&self, key: &Key, measure: F) -> Result<T, E>
    where
        F: Fn(Option<Nanos>) -> Result<(T, Nanos), E>,
    {
        let mut begun = self.lock();
        let (told, full_again) = measure(begun.get(key).copied())?;
        begun.insert(*key, full_again);
        Ok(told)
    }
}

impl ShrinkableKeyedStateStore<Key> for Begun {
    fn retain_recent(&self, drop_below: Nanos) {
        self.lock().retain(|_, full_again| *full_again > drop_below);
    }

    fn len(&self) -> usize {
        self.lock().len()
    }

    fn is_empty(&self) -> bool {
        self.lock().is_empty()
    }
}
