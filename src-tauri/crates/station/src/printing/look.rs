//! What a printer says of itself when it is asked, and the wish of somebody that it is asked now. Its worker does the
//! asking, between two labels: one talk with a printer at a time.

use crate::settings::Printer;
use devices::{Examined, Patience, examine};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

#[derive(Default)]
pub struct Looks {
    is_wanted: AtomicBool,
    last: Mutex<Option<Look>>,
}

/// One look at a printer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    pub examined: Examined,
    pub at_ms: i64,
}

impl Look {
    /// It answered, in whatever way.
    pub fn was_heard(&self) -> bool {
        self.examined.answers.iter().any(|answer| !answer.bytes.is_empty())
    }
}

impl Looks {
    pub fn want(&self) {
        self.is_wanted.store(true, Ordering::Release);
    }

    /// Whether somebody wished it since this was asked last.
    pub fn take_wish(&self) -> bool {
        self.is_wanted.swap(false, Ordering::AcqRel)
    }

    pub fn keep(&self, look: Look) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(look);
    }

    pub fn last(&self) -> Option<Look> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Asks it everything. Takes some seconds where it does not answer; one that only listens, or takes documents only, is
/// asked nothing.
pub fn look(printer: &Printer) -> Option<Examined> {
    let place = printer.place().filter(|place| place.carries_labels() && printer.gives_answers)?;
    Some(examine(&place, printer.language, Patience::default()))
}
