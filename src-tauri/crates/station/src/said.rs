//! What the station says about its devices, prints and itself, as codes with values.

use domain::message::Value;
use domain::{Amount, sentences};

sentences! {
    /// Why a print job is in the state it is in.
    pub enum PrintWhy in "print" {
        Queued = "queued" {},
        NoPrinter = "no-printer" { role: Value },
        Sending = "sending" {},
        Sent = "sent" {},
        Confirmed = "confirmed" { by: Value },
        Trouble = "trouble" { trouble: Value },
        Unknown = "unknown" { doubt: Value },
        PartlyOut = "partly-out" { doubt: Value, came_out: i64, label_count: i64 },
        Failed = "failed" { doubt: Value },
    }
}

sentences! {
    /// The one verdict of a device tile.
    pub enum DeviceWord in "device" {
        ScannerReady = "scanner-ready" {},
        ScannerAway = "scanner-away" {},
        ScannerLost = "scanner-lost" {},
        ScannerNoPermission = "scanner-no-permission" { group: String },
        ScannerBusy = "scanner-busy" {},
        ScannerSeveral = "scanner-several" {},
        ScannerFault = "scanner-fault" { text: String },
        WedgeReady = "wedge-ready" {},
        PrinterReady = "printer-ready" {},
        PrinterTrouble = "printer-trouble" { trouble: Value },
        PrinterNotAsked = "printer-not-asked" {},
    }
}

sentences! {
    /// Trouble of the station itself, for the strip.
    pub enum Trouble in "trouble" {
        Settings = "settings" { line: i64, problem: String },
        SettingsUnread = "settings-unread" { problem: String },
        SettingNeedsRestart = "setting-needs-restart" { setting: String },
        /// The writer took no more turns; what it met last.
        LedgerStopped = "ledger-stopped" { why: String },
        /// Another program has the file's write lock.
        HeldUp = "held-up" { since: Value },
        ClockBehind = "clock-behind" { by: Value },
        ClockAhead = "clock-ahead" { by: Value, clock: Value },
        DiskLow = "disk-low" { free: Amount },
        /// No good copy of the book since then.
        NoCopy = "no-copy" { why: String, since: Value },
        NeverCopied = "never-copied" { why: String },
        /// It is tried again by and by.
        ImportWaits = "import-waits" { file: String },
        ImportFailed = "import-failed" { file: String, why: String },
        /// The watched folder cannot be looked into.
        ImportFolder = "import-folder" { folder: String, problem: String },
        /// Nobody here has the name in whose name dropped files are taken in.
        ImportNobody = "import-nobody" { operator: String },
    }
}

sentences! {
    /// What is said when the ledger cannot take a turn. Nothing is half-written. After a failure of the disk nobody
    /// knows whether it was booked, until the file is opened again.
    pub enum Fault in "fault" {
        DiskFull = "disk-full" {},
        ReadOnly = "read-only" {},
        DiskFailing = "disk-failing" {},
        Damaged = "damaged" {},
        LedgerStopped = "ledger-stopped" {},
        NotWritten = "not-written" {},
    }
}

sentences! {
    /// About a file that was dropped.
    pub enum ImportSaid in "file" {
        /// Its name does not tell.
        KindUnknown = "kind-unknown" { file: String, known: String },
    }
}

sentences! {
    pub enum ImportTask in "task" {
        /// It lies in `failed/`, with a report beside it.
        Failed = "import-failed" { file: String },
    }
}

/// All enums of this file, for the test that holds them against the words.
pub const ALL: [&[(&str, &[&str])]; 10] = [
    PrintWhy::ALL,
    DeviceWord::ALL,
    Trouble::ALL,
    ImportSaid::ALL,
    ImportTask::ALL,
    Fault::ALL,
    crate::date_doubt::ClockTask::ALL,
    crate::backups::RestoreTask::ALL,
    crate::backups::RestoreWhy::ALL,
    crate::doctor::Finding::ALL,
];
