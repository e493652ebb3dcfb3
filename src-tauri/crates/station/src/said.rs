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
        /// In older books.
        PartlyOut = "partly-out" { doubt: Value, came_out: i64, label_count: i64 },
        Failed = "failed" { doubt: Value },
        InDoubt = "in-doubt" { doubt: Value, first: i64, last: i64, label_count: i64 },
        /// Another printer stands in the place of the known one.
        Swapped = "swapped" { was: String, is: String, in_doubt: i64, not_begun: i64 },
        WrongLanguage = "wrong-language" { wanted: String, found: String },
        WrongDpi = "wrong-dpi" { wanted: i64, found: i64 },
        Cancelled = "cancelled" { printed: i64, label_count: i64 },
    }
}

sentences! {
    /// Why an answer about labels changes nothing.
    pub enum PrintAnswer in "print" {
        NothingAsked = "nothing-asked" {},
        Ended = "ended" {},
        PrinterGone = "printer-gone" { printer: String },
        /// It does not tell how fine it is.
        NeedsDpi = "needs-dpi" { printer: String },
    }
}

sentences! {
    /// The one verdict of a device tile.
    pub enum DeviceWord in "device" {
        ScannerReady = "scanner-ready" {},
        ScannerAway = "scanner-away" {},
        ScannerLost = "scanner-lost" {},
        ScannerNoPermission = "scanner-no-permission" {},
        ScannerBusy = "scanner-busy" {},
        ScannerSeveral = "scanner-several" {},
        ScannerFault = "scanner-fault" { text: String },
        /// Codes with several fields cannot be read with it as it is set.
        ScannerLosesGs = "scanner-loses-gs" { count: i64 },
        WedgeReady = "wedge-ready" {},
        PrinterReady = "printer-ready" {},
        PrinterTrouble = "printer-trouble" { trouble: Value },
        PrinterNotAsked = "printer-not-asked" {},
    }
}

sentences! {
    /// What one scan of the test code told of a scanner.
    pub enum DetectWord in "detect" {
        NothingCame = "nothing-came" {},
        NotTheTestCode = "not-the-test-code" {},
        Good = "good" {},
        GoodOnceKept = "good-once-kept" {},
        Change = "change" {},
        Serial = "serial" {},
        Keyboard = "keyboard" {},
        Layout = "layout" { layout: Value },
        LettersAsPrinted = "letters-as-printed" {},
        LettersTurned = "letters-turned" {},
        Aim = "aim" { aim: String },
        NoAim = "no-aim" {},
        NoPrefix = "no-prefix" {},
        Prefix = "prefix" { signs: String },
        Suffix = "suffix" { signs: String },
        NoSuffix = "no-suffix" {},
        GsKept = "gs-kept" {},
        GsFunctionKey = "gs-function-key" { number: i64 },
        GsSign = "gs-sign" { sign: String },
        GsBadSign = "gs-bad-sign" { sign: String },
        GsLost = "gs-lost" {},
        Pace = "pace" { gap_ms: i64 },
        KeepsKeyboard = "keeps-keyboard" { layout: Value, letters: Value, gs: Value },
        KeepsSerial = "keeps-serial" { gs: Value },
    }
}

sentences! {
    /// What to change at the scanner.
    pub enum DetectDo in "detect-do" {
        MakeSerial = "make-serial" {},
        CapsLockOff = "caps-lock-off" {},
        SendAim = "send-aim" {},
        NoPrefix = "no-prefix" {},
        SendEnter = "send-enter" {},
        OnlyEnter = "only-enter" {},
        OtherSign = "other-sign" {},
        KeyboardSendsGs = "keyboard-sends-gs" {},
        SendGs = "send-gs" {},
        NoDelay = "no-delay" {},
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
        /// A file of templates was saved with a mistake; the one before is used.
        Template = "template" { template: String, line: i64 },
        /// There is none before.
        TemplateNew = "template-new" { template: String, line: i64 },
        /// A font, a table of markets, or a file that cannot be read.
        TemplateFile = "template-file" { file: String },
    }
}

sentences! {
    /// Why a template shows no picture.
    pub enum TemplateWhy in "template" {
        NeverGood = "never-good" {},
    }
}

sentences! {
    /// Worth knowing about a label that was drawn.
    pub enum TemplateNote in "template" {
        LettersMissing = "note-letters" { letters: String },
        OtherCode = "note-other-code" { wanted: String, drawn: String },
    }
}

sentences! {
    /// Why a file of the templates' folder is not used.
    pub enum TemplateFile in "template" {
        Unread = "file-unread" { problem: String },
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

sentences! {
    /// Why there is no paper.
    pub enum PaperWhy in "paper" {
        /// Or everything was undone, or it came on another day.
        NothingCame = "nothing-came" { document: String },
        NoCrate = "no-crate" { location: String },
    }
}

sentences! {
    /// Said on a paper beside its goods.
    pub enum PaperNote in "paper-note" {
        /// In the unit they were ordered in.
        Packs = "packs" { pack: Amount },
        PacksAndRest = "packs-and-rest" { pack: Amount, rest: Amount },
        Before = "before" { before: Amount, open: Amount },
        Pieces = "pieces" { pieces: i64 },
        Held = "held" { status: Value },
        Tare = "tare" { tare: Amount },
    }
}

/// All enums of this file, for the test that holds them against the words.
pub const ALL: [&[(&str, &[&str])]; 18] = [
    DetectWord::ALL,
    DetectDo::ALL,
    PrintWhy::ALL,
    PrintAnswer::ALL,
    DeviceWord::ALL,
    Trouble::ALL,
    TemplateFile::ALL,
    TemplateWhy::ALL,
    TemplateNote::ALL,
    PaperWhy::ALL,
    PaperNote::ALL,
    ImportSaid::ALL,
    ImportTask::ALL,
    Fault::ALL,
    crate::date_doubt::ClockTask::ALL,
    crate::backups::RestoreTask::ALL,
    crate::backups::RestoreWhy::ALL,
    crate::doctor::Finding::ALL,
];
