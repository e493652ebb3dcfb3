//! The findings as sentences, and how grave each is.

use domain::message::Value;
use domain::{Amount, sentences};

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Fine,
    /// Worth knowing; nothing has to be done today.
    Note,
    Warning,
    Wrong,
}

impl Level {
    pub fn text(self) -> &'static str {
        match self {
            Level::Fine => "fine",
            Level::Note => "note",
            Level::Warning => "warning",
            Level::Wrong => "wrong",
        }
    }
}

sentences! {
    /// What was found. Each that is not fine has two more sentences: `…-means` and `…-do`.
    pub enum Finding in "doctor" {
        EngineFine = "engine-fine" { version: String },
        EngineOld = "engine-old" { version: String },
        BookWhole = "book-whole" { number: String },
        BookNone = "book-none" {},
        BookUnsound = "book-unsound" { what: String, copy: String },
        /// The same where no good copy is left.
        BookLost = "book-lost" { what: String },
        CopyFresh = "copy-fresh" { copy: String },
        /// No entry yet, so nothing to lose.
        CopyNotNeeded = "copy-not-needed" {},
        /// Older than a day, while the book went on.
        CopyOld = "copy-old" { copy: String, made: Value },
        CopyNone = "copy-none" {},
        CopyBad = "copy-bad" { copy: String, what: String },
        RoomEnough = "room-enough" { free: Amount },
        RoomLow = "room-low" { free: Amount },
        RoomGone = "room-gone" { free: Amount },
        RoomUnknown = "room-unknown" { what: String },
        ClockRight = "clock-right" { clock: Value },
        ClockBehind = "clock-behind" { clock: Value, last: Value },
        ClockAhead = "clock-ahead" { clock: Value, last: Value },
        /// The same beside a running station, which knows how much time went by.
        ClockQuiet = "clock-quiet" { clock: Value, last: Value },
        FilesPrivate = "files-private" {},
        FilesOpen = "files-open" { files: String },
        FilesNotLookedAt = "files-not-looked-at" {},
        SecretsNone = "secrets-none" {},
        SecretInFile = "secret-in-file" { name: String },
        SecretInVariable = "secret-in-variable" { name: String },
        SettingsFine = "settings-fine" {},
        SettingsWrong = "settings-wrong" { problem: String },
        StationRuns = "station-runs" { address: String },
        StationSilent = "station-silent" { address: String },
        StationOff = "station-off" {},
        PortTaken = "port-taken" { port: String },
    }
}

impl Finding {
    pub fn level(&self) -> Level {
        use Finding::*;
        match self {
            EngineFine { .. }
            | BookWhole { .. }
            | CopyFresh { .. }
            | CopyNotNeeded {}
            | RoomEnough { .. }
            | ClockRight { .. }
            | FilesPrivate {}
            | SecretsNone {}
            | SecretInVariable { .. }
            | SettingsFine {}
            | StationRuns { .. }
            | StationOff {} => Level::Fine,
            BookNone {} | ClockQuiet { .. } | FilesNotLookedAt {} | SecretInFile { .. } => Level::Note,
            CopyOld { .. }
            | CopyNone {}
            | RoomLow { .. }
            | RoomUnknown { .. }
            | ClockAhead { .. }
            | StationSilent { .. } => Level::Warning,
            EngineOld { .. }
            | BookUnsound { .. }
            | BookLost { .. }
            | CopyBad { .. }
            | RoomGone { .. }
            | ClockBehind { .. }
            | FilesOpen { .. }
            | SettingsWrong { .. }
            | PortTaken { .. } => Level::Wrong,
        }
    }
}
