//! A scan as it arrives and what became of it. What its bytes say is in `reading`, how several of them make
//! one message in `compose`.

mod aim;
mod compose;
mod reading;
mod text;
mod wanted;

pub use aim::{Aim, Promise, Symbology};
pub use compose::{Composer, Conflict, Part, Step, Taken};
pub use reading::{Reading, ReadingRules, read, read_by};
pub use text::{LIMIT, split_aim};
pub use wanted::{Missing, Want};

use crate::id::ScanId;
use serde::{Deserialize, Serialize};

/// One complete read, framed but not yet understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scan {
    pub id: ScanId,
    /// The scanner's name in the settings, or `wedge`, `typed`, `api`, `demo`.
    pub source: String,
    /// As received, without the AIM identifier and the terminator.
    pub bytes: Vec<u8>,
    /// The three characters of the AIM symbology identifier, where the scanner sends it.
    pub aim: Option<String>,
}

/// What became of it (design.md §14).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ScanVerdict {
    Accepted,
    Refused,
    Unknown,
    Parked,
    Command,
    Repeat,
    /// Kept until an open question is answered.
    Waiting,
    /// Our own failure; the scan is kept, nothing was booked.
    Faulted,
}

impl ScanVerdict {
    pub const ALL: [ScanVerdict; 8] = [
        ScanVerdict::Accepted,
        ScanVerdict::Refused,
        ScanVerdict::Unknown,
        ScanVerdict::Parked,
        ScanVerdict::Command,
        ScanVerdict::Repeat,
        ScanVerdict::Waiting,
        ScanVerdict::Faulted,
    ];

    pub fn text(self) -> &'static str {
        match self {
            ScanVerdict::Accepted => "accepted",
            ScanVerdict::Refused => "refused",
            ScanVerdict::Unknown => "unknown",
            ScanVerdict::Parked => "parked",
            ScanVerdict::Command => "command",
            ScanVerdict::Repeat => "repeat",
            ScanVerdict::Waiting => "waiting",
            ScanVerdict::Faulted => "faulted",
        }
    }

    pub fn from_text(text: &str) -> Option<ScanVerdict> {
        ScanVerdict::ALL.into_iter().find(|verdict| verdict.text() == text)
    }
}
