//! The words in which a print job's life is told, in the names of design.md §14; what follows from what is
//! decided in `print_machine`.

use crate::{PrinterStatus, Trouble};
use serde::{Deserialize, Serialize};

/// Labels to be sent as one job, so that `Unknown` never covers more.
pub const MOST_LABELS_PER_JOB: u32 = 20;

/// Waiting before the next attempt, after `attempt_count` attempts that came to nothing.
pub fn retry_delay_ms(attempt_count: u32) -> u64 {
    match attempt_count {
        0 | 1 => 250,
        2 => 1_000,
        3 => 4_000,
        _ => 15_000,
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// Nothing has left the computer.
    Queued,
    /// Recorded before the first byte left.
    Sending,
    /// All bytes have left.
    Sent,
    /// The labels came out.
    Confirmed,
    /// Nothing has left the computer and nothing will.
    Failed,
    /// Bytes may have left; nobody knows what came out. Ends by a person, or by the counter.
    Unknown,
    Cancelled,
}

/// What proved that the labels came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConfirmedBy {
    /// The printer's label counter rose by the number ordered.
    Odometer,
    /// Two answers in a row said: nothing waiting, nothing remaining, no half format, no fault.
    BufferEmpty,
    /// An operator scanned the new label: the only proof that covers a torn, blank or wrong one.
    ScannedBack,
}

/// Why a person is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// Queued longer than its time to live; nothing was sent.
    TooOld,
    /// The line broke after the first byte.
    LineBroke,
    /// The printer does not answer any more.
    Silence,
    /// The counter rose by fewer than ordered and nothing is left inside.
    PartlyPrinted,
    /// The counter rose by more than ordered or fell: someone else prints there, or it was reset.
    CounterMoved,
    /// Something is left inside, nothing is wrong, and nothing moves.
    Stuck,
    /// The station stopped while sending, and there is no counter to look at.
    Interrupted,
    /// This printer gives no answers.
    NoAnswers,
    /// The line broke or fell silent, and when the printer was there again it was empty and its counter
    /// short: it was switched off, or the end of the bytes never came.
    PowerLost,
    /// It stood still in the middle of a label, and does not say whether it printed it again.
    Mended,
    /// Another printer is in its place.
    Swapped,
    /// Without a counter, on a line that may lose bytes, it was never seen printing.
    NotSeen,
}

impl Doubt {
    pub const ALL: [Doubt; 12] = [
        Doubt::TooOld,
        Doubt::LineBroke,
        Doubt::Silence,
        Doubt::PartlyPrinted,
        Doubt::CounterMoved,
        Doubt::Stuck,
        Doubt::Interrupted,
        Doubt::NoAnswers,
        Doubt::PowerLost,
        Doubt::Mended,
        Doubt::Swapped,
        Doubt::NotSeen,
    ];
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    Connected,
    /// Nothing has left: no connection, no answer, a fault, or a write that our system refused whole.
    NotReady(Trouble),
    /// Asked before the first byte; `None` when the printer has no counter of its own for us.
    Ready {
        odometer: Option<u64>,
    },
    /// `Sending` and the counter are on disk.
    Recorded,
    WriteFailed {
        bytes_written: usize,
    },
    AllWritten,
    /// `status: None` is silence.
    Looked {
        status: Option<PrinterStatus>,
        odometer: Option<u64>,
    },
    CancelAsked,
    ScannedBack,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Connect,
    /// Status, and the counter if it is to be asked.
    AskReadiness,
    /// Commit `Sending` with the counter; only then write.
    Record,
    Write,
    Look {
        after_ms: u64,
    },
    /// Begin a new attempt; nothing has left.
    TryAgain {
        after_ms: u64,
    },
    AskOperator(Doubt),
    /// The job is ended, or the event changed nothing.
    Nothing,
}

/// How long to believe in an answer that does not come. Milliseconds.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// From being queued; yesterday's labels must not pour out in the morning.
    pub time_to_live_ms: u64,
    pub look_every_ms: u64,
    /// Silence after sending that ends in `Unknown`.
    pub silence_ms: u64,
    /// The same after a fault that a person is mending: many models are silent meanwhile.
    pub mending_ms: u64,
    /// An empty printer whose counter is short gets this long to count the last label.
    pub settle_ms: u64,
    /// Nothing moves, nothing is wrong.
    pub stuck_ms: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            time_to_live_ms: 15 * 60_000,
            look_every_ms: 500,
            silence_ms: 30_000,
            mending_ms: 15 * 60_000,
            settle_ms: 5_000,
            stuck_ms: 60_000,
        }
    }
}

/// What the machine must know of a job.
#[derive(Clone, Copy, Debug)]
pub struct Order {
    pub label_count: u32,
    pub queued_for_ms: u64,
    /// Attempts before this one.
    pub attempt_count: u32,
    /// False for printers that only listen.
    pub gives_answers: bool,
    /// Prints a label spoiled by the end of the paper again by itself.
    pub repeats_spoiled: bool,
}
