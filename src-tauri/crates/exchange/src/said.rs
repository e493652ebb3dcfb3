//! What is said about a file: why it is not taken as a whole, why a line is not taken, why an import is not
//! undone, and the headlines of a report. Codes and values; the sentences are in `ui/src/words/*.ftl`.

use domain::{Amount, Value};
use jiff::civil::Date;

/// All codes with their variables, to be held against the words.
pub const ALL: &[&[(&str, &[&str])]] = &[Whole::ALL, Why::ALL, Stays::ALL, Kept::ALL, Headline::ALL];

domain::sentences! {
    /// The file is not taken at all.
    pub enum Whole in "file" {
        NotAllowed = "not-allowed" { operator: String },
        Empty = "empty" {},
        TooLarge = "too-large" { limit: i64 },
        TooManyLines = "too-many-lines" { limit: i64 },
        /// Neither UTF-8, UTF-16 nor Windows-1252.
        EncodingUnknown = "encoding-unknown" {},
        /// A quote was opened near this line and never closed.
        QuoteOpen = "quote-open" { line: i64 },
        /// Password.
        Locked = "locked" {},
        Unreadable = "unreadable" { why: String },
        ColumnsMissing = "columns-missing" { columns: String },
        ColumnTwice = "column-twice" { column: String },
        SheetsUnsure = "sheets-unsure" { sheets: String },
        /// Somebody saved it while it was being read.
        Changed = "changed" {},
        /// Its undoing was begun and is not at its end.
        BeingUndone = "being-undone" {},
    }
}

domain::sentences! {
    /// A cell or a line is not taken.
    pub enum Why in "line" {
        Missing = "missing" { column: Value },
        Broken = "broken" { text: String },
        NotANumber = "not-a-number" { text: String },
        NumberUnsure = "number-unsure" { text: String, decimal: String, grouped: String },
        DigitsGone = "digits-gone" { text: String },
        TooFine = "too-fine" { text: String, decimals: i64 },
        TooLarge = "too-large" { text: String },
        NotPositive = "not-positive" { text: String },
        Negative = "negative" { text: String },
        NotWhole = "not-whole" { text: String },
        OutOfRange = "out-of-range" { text: String, least: i64, most: i64 },
        NotADate = "not-a-date" { text: String },
        DayUnsure = "day-unsure" { text: String, one: Date, other: Date },
        ShortYear = "short-year" { text: String },
        NotOneOf = "not-one-of" { text: String, choices: String },
        NotOneOfNear = "not-one-of-near" { text: String, choices: String, nearest: String },
        /// A date or a fraction where letters and digits are expected.
        NotACode = "not-a-code" { text: String },
        BadText = "bad-text" { limit: i64 },
        UnknownOwner = "unknown-owner" { owner: String },
        UnknownItem = "unknown-item" { sku: String },
        UnknownItemNear = "unknown-item-near" { sku: String, nearest: String },
        /// Several owners have it, and the file does not say which.
        ItemOfSeveral = "item-of-several" { sku: String },
        UnknownLocation = "unknown-location" { location: String },
        UnknownLocationNear = "unknown-location-near" { location: String, nearest: String },
        NotAPlaceForStock = "not-a-place-for-stock" { location: String },
        UnknownUnit = "unknown-unit" { unit: String, known: String },
        NeedsDensity = "needs-density" { unit: String, stock_unit: String },
        UnitsDiffer = "units-differ" { text: String, unit: String },
        UnknownPack = "unknown-pack" { pack: String, known: String },
        PackNeedsFactor = "pack-needs-factor" { pack: String },
        PackFactorDiffers = "pack-factor-differs" { pack: String, line: i64 },
        TwiceInFile = "twice-in-file" { line: i64 },
        /// Only case or blanks differ from one that is there.
        DiffersByCase = "differs-by-case" { text: String, known: String },
        /// What never changes once goods moved.
        FixedByGoods = "fixed-by-goods" { before: String, after: String },
        /// What no file changes.
        Fixed = "fixed" { before: String, after: String },
        CodeCheckDigit = "code-check-digit" { code: String, expected: String },
        /// A spreadsheet took the zeros in front away.
        ZerosLost = "zeros-lost" { code: String, nearest: String },
        NotAGtin = "not-a-gtin" { code: String },
        NotByLot = "not-by-lot" { sku: String },
        /// A date, and no lot that it could belong to.
        LotMissing = "lot-missing" { sku: String },
        LotOfSeveralMakers = "lot-of-several-makers" { lot: String },
        LotMakerDiffers = "lot-maker-differs" { lot: String, known: String },
        LotDateDiffers = "lot-date-differs" { lot: String, known: Value, read: Value },
        /// One maker has several of this code; `dates` are theirs.
        LotOfSeveralDates = "lot-of-several-dates" { lot: String, dates: String },
        BadCertificate = "bad-certificate" { text: String, limit: i64 },
        ParentCannotHold = "parent-cannot-hold" { parent: String },
        TooDeep = "too-deep" { parent: String, limit: i64 },
        TareUnit = "tare-unit" { text: String },
        TareTooHeavy = "tare-too-heavy" { text: String, limit_kg: i64 },
        TareOfNoCrate = "tare-of-no-crate" {},
        OpenedBefore = "opened-before" { entry: String },
        PiecesMissing = "pieces-missing" { sku: String },
        /// Weight without pieces, or pieces without weight.
        PiecesDiffer = "pieces-differ" { quantity: Amount, pieces: Amount },
        SerialMissing = "serial-missing" { sku: String },
        NotBySerial = "not-by-serial" { sku: String },
        SerialIsOne = "serial-is-one" { serial: String },
        SerialElsewhere = "serial-elsewhere" { serial: String, location: String },
        SerialsAreScanned = "serials-are-scanned" { sku: String },
        /// More has left since the import began than was counted and stands there.
        CountBelowZero = "count-below-zero" { there: Amount },
        OrderOfVendor = "order-of-vendor" { order: String, vendor: String },
        OrderDone = "order-done" { order: String },
        OrderDiffers = "order-differs" { known: String, line: i64 },
        OrderLineUnsure = "order-line-unsure" { sku: String, order: String },
        OrderLineOfOther = "order-line-of-other" { sku: String },
    }
}

domain::sentences! {
    /// Why an import is not undone: nothing of it is.
    pub enum Stays in "undo" {
        UnknownImport = "unknown-import" {},
        AlreadyUndone = "already-undone" {},
        NotAllowed = "not-allowed" { operator: String },
        GoodsMovedOn = "goods-moved-on" { item: String, location: String, there: Amount, needed: Amount },
        /// Somebody was promised them.
        Promised = "promised" { item: String, location: String, needed: Amount, free: Amount },
        SerialMovedOn = "serial-moved-on" { serial: String, location: String },
    }
}

domain::sentences! {
    /// Why one thing stays as it is although its import is undone.
    pub enum Kept in "kept" {
        ChangedSince = "changed-since" { what: String },
        HeldAt = "held-at" { what: String, place: String },
        OnOrder = "on-order" { what: String, order: String },
        PackHasCode = "pack-has-code" { what: String, code: String },
        ReceivedOn = "received-on" { what: String },
        /// The history or a vendor names it.
        Named = "named" { what: String },
    }
}

domain::sentences! {
    /// What became of a file.
    pub enum Headline in "import" {
        Checked = "checked" { file: String, new: i64, changed: i64, same: i64 },
        Refused = "refused" { file: String, lines: i64 },
        RefusedWhole = "refused-whole" { file: String },
        NothingToDo = "nothing-to-do" { file: String, lines: i64 },
        Applied = "applied" { file: String, new: i64, changed: i64, same: i64 },
        AlreadyApplied = "already-applied" { file: String, at: Value },
        /// The world changed under it; what was booked of it is undone.
        TakenBack = "taken-back" { file: String, lines: i64 },
        /// The world changed under it, and goods have moved on: it is half-way until a person acts.
        Stuck = "stuck" { file: String, lines: i64 },
        Interrupted = "interrupted" { file: String },
        Undone = "undone" { file: String },
        UndoneButKept = "undone-but-kept" { file: String, count: i64 },
        NotUndone = "not-undone" { file: String },
        UndoInterrupted = "undo-interrupted" { file: String },
        /// Goods moved on while it was being undone.
        UndoStuck = "undo-stuck" { file: String },
        /// "D217, line 217, Quantity: …"
        Place = "place" { cell: String, line: i64, column: String, found: String },
        UnknownColumn = "unknown-column" { column: String },
        UnknownColumnNear = "unknown-column-near" { column: String, nearest: String },
        More = "more" { count: i64 },
    }
}
