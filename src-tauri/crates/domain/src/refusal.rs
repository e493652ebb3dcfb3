//! What the floor is told when something is not done: the floor's business, a value, never an `Error`.
//! Each says what happened, what it means for the goods, what to do (`ui/src/words/*.ftl`).

use crate::message::Value;
use crate::quantity::Amount;
use jiff::civil::Date;

crate::sentences! {
    /// Nothing was written when one of these comes back.
    pub enum Refusal in "refusal" {
        /// Nobody is signed in at this seat.
        NeedsBadge = "needs-badge" {},
        UnknownBadge = "unknown-badge" {},
        NotAllowed = "not-allowed" { operator: String },
        /// The tap was made on a screen that has changed since.
        StaleScreen = "stale-screen" {},
        UnknownCode = "unknown-code" { code: String },
        UnknownLocation = "unknown-location" { code: String },
        /// By form and check digit, and nothing here answers to it.
        TrackingNumber = "tracking-number" { code: String, carrier: String },
        WrongCheckDigit = "wrong-check-digit" { code: String, expected: String },
        /// `at` counts characters of `code` from 1, here and below; `expected` is a text or one of the words
        /// `gs1-expects-…`.
        BadGs1 = "bad-gs1" { code: String, part: String, at: i64, found: String, expected: Value },
        Gs1Empty = "gs1-empty" {},
        Gs1Separator = "gs1-separator" { code: String, at: i64 },
        Gs1Unknown = "gs1-unknown" { code: String, part: String, at: i64 },
        /// Characters of the value, without its identifier.
        Gs1TooShort = "gs1-too-short" { code: String, part: String, at: i64, expected: i64, found: i64 },
        Gs1TooLong = "gs1-too-long" { code: String, part: String, at: i64, expected: i64, found: i64 },
        Gs1Excluded = "gs1-excluded" { code: String, part: String, at: i64, other: String },
        Gs1Repeated = "gs1-repeated" { code: String, part: String, at: i64, other: String },
        /// `needs`: identifiers, alternatives by blanks.
        Gs1Alone = "gs1-alone" { code: String, part: String, needs: String },
        /// `readings`: every way the code can be read, for comparison with the label; never booked.
        SeparatorLost = "separator-lost" { code: String, part: String, at: i64, readings: String },
        /// The digit that checks a weight or price inside a code; `at` counts thirteen digits from 1.
        WrongVerifier = "wrong-verifier" { code: String, at: i64, expected: String, found: String },
        /// Two codes of one label name different things: `title` is the standard's name of what differs.
        PartsDiffer = "parts-differ" { title: String, first: String, second: String },
        /// They are packs of one product, of different size.
        PartsOtherPack = "parts-other-pack" { first: String, second: String },
        /// `title` cannot stand beside `other`, both identifiers.
        PartsExclude = "parts-exclude" { title: String, other: String },
        /// The other codes of the label did not come in time; `missing`: words, put together by the face.
        PartsLate = "parts-late" { missing: Value, seconds: i64 },
        Unreadable = "unreadable" {},
        TooLong = "too-long" { length: i64, limit: i64 },
        /// One of our own codes whose check letters do not fit.
        DamagedOwnCode = "damaged-own-code" { code: String },
        UnknownCommand = "unknown-command" { code: String },
        NotHere = "not-here" { code: String },
        WrongLot = "wrong-lot" { wanted: String, scanned: String },
        LotExpired = "lot-expired" { lot: String, last_good_day: Date },
        LotOnHold = "lot-on-hold" { lot: String },
        LotRecalled = "lot-recalled" { lot: String },
        /// Held, released, recalled before.
        LotIsAlready = "lot-is-already" { lot: String, status: Value },
        /// Another act on the lot stands between.
        LotChangedSince = "lot-changed-since" { lot: String, status: Value },
        /// Goods without a lot code are held by where they stand.
        LotNotNamed = "lot-not-named" {},
        /// No lot stands there that could be held.
        NoLotToHold = "no-lot-to-hold" { location: String },
        TooManyLots = "too-many-lots" { location: String, count: i64, limit: i64 },
        UseByStays = "use-by-stays" { lot: String, last_good_day: Date },
        NoDateToExtend = "no-date-to-extend" { lot: String },
        NotLater = "not-later" { lot: String, known: Date, read: Date },
        /// A lead's badge is asked for, and this is not one.
        NeedsLeadBadge = "needs-lead-badge" { operator: String },
        /// The same lot code came with another date: a typing error or a second lot.
        LotDateDiffers = "lot-date-differs" { lot: String, known: Value, read: Value },
        /// The code alone does not say which; `several` names each by maker and date.
        LotOfSeveral = "lot-of-several" { lot: String, several: String },
        BadDate = "bad-date" { text: String },
        BadLot = "bad-lot" { text: String },
        /// Neither an https address nor the name of a file.
        BadCertificate = "bad-certificate" { text: String, limit: i64 },
        BadSerial = "bad-serial" { text: String },
        NotANumber = "not-a-number" { text: String },
        LooksLikeACode = "looks-like-a-code" { text: String },
        TooFine = "too-fine" { text: String, decimals: i64 },
        TooLarge = "too-large" {},
        NotPositive = "not-positive" {},
        NegativeCount = "negative-count" {},
        /// A full crate never weighs less than the empty one.
        GrossBelowTare = "gross-below-tare" { crate_code: String, gross: Amount, tare: Amount },
        /// More would be on the scale than the goods that are weighed with the crate.
        CrateHoldsMore = "crate-holds-more" { crate_code: String, inside: String },
        /// A weight with the crate was said of goods that leave it.
        GrossOfWhatStays = "gross-of-what-stays" { crate_code: String },
        /// A weight with the crate was said, and nobody knows what the crate weighs.
        NoTare = "no-tare" { location: String },
        /// A weight with the crate was said of goods that are not kept by weight.
        NotByWeight = "not-by-weight" { item: String, unit: String },
        NothingHere = "nothing-here" { item: String, location: String },
        NotEnough = "not-enough" { wanted: Amount, there: Amount, location: String },
        SamePlace = "same-place" { location: String },
        /// The person is bound to another owner: not theirs to see or to move.
        OtherOwner = "other-owner" {},
        NotAPlaceForStock = "not-a-place-for-stock" { location: String },
        NothingToUndo = "nothing-to-undo" {},
        AlreadyUndone = "already-undone" {},
        /// Undoing would take goods that have moved on.
        GoodsMovedOn = "goods-moved-on" { item: String, location: String, there: Amount, needed: Amount },
        /// These goods were counted after it, and the book holds that count.
        CountedSince = "counted-since" { item: String, location: String, counted: Amount, operator: String, at: Value },
        /// These goods were counted after it, and that count is not posted yet.
        CountIsOpen = "count-is-open" { item: String, location: String, operator: String, at: Value },
        /// Undoing would take a crate from where it no longer stands.
        CrateMovedOn = "crate-moved-on" { crate_code: String, location: String },
        CrateCannotGo = "crate-cannot-go" { crate_code: String, location: String },
        /// Into a crate that stands in it.
        CrateInItself = "crate-in-itself" { crate_code: String, location: String },
        /// It, or what stands in it, would stand deeper than `limit` places in each other.
        CrateTooDeep = "crate-too-deep" { crate_code: String, location: String, limit: i64 },
        /// A crate for one use that held goods and is empty.
        CrateUsedUp = "crate-used-up" { crate_code: String },
        TooManyCrates = "too-many-crates" { limit: i64 },
        /// It was emptied and nobody has cleaned it since.
        CrateDirty = "crate-dirty" { crate_code: String },
        /// What lies in it does not go together with these goods; `rule` is what it takes.
        CrateTakesOne = "crate-takes-one" { crate_code: String, rule: Value },
        /// Goods for it are loaded no more.
        TransferLeft = "transfer-left" { document: String },
        /// It carries goods of another site.
        TransferElsewhere = "transfer-elsewhere" { document: String, site: String },
        /// Somebody was taking these goods while they were counted and has not booked it yet.
        CountWaitsForPick = "count-waits-for-pick" { operator: String, until: Value },
        NothingToDo = "nothing-to-do" {},
        /// Lot, date or quantity of the goods in hand is not known yet.
        StillMissing = "still-missing" {},
        /// DONE while a number stands on the pad that was not entered.
        NumberNotEntered = "number-not-entered" {},
        /// The goods lie in several places: which one is meant?
        SourceFirst = "source-first" { item: String },
        /// Goods were scanned before the place they stand at.
        PlaceFirst = "place-first" { item: String },
        /// Other goods lie in the hand: DONE books them, CANCEL puts them back.
        FinishFirst = "finish-first" { item: String },
        /// A question stands open at this seat, or other work that has to be finished or left first.
        WorkIsOpen = "work-is-open" {},
        /// Somebody else settled it since this screen was read.
        SettledMeanwhile = "settled-meanwhile" {},
        /// A delivery's task ends with the delivery.
        SettleThere = "settle-there" {},
        /// A task or a code of the tray is settled with a reason.
        NeedsReason = "needs-reason" {},
        /// This command has no meaning at this step.
        NotNow = "not-now" { command: Value },
        /// The same operation id came with other content.
        OperationReused = "operation-reused" {},
        DocumentDone = "document-done" { document: String },
        UnknownDocument = "unknown-document" { document: String },
        SerialIsElsewhere = "serial-is-elsewhere" { serial: String, location: String },
        /// No such piece came in, or its coming in was undone.
        SerialIsNowhere = "serial-is-nowhere" { serial: String },
        /// The book has no such piece anywhere here.
        SerialNotInStock = "serial-not-in-stock" { serial: String, item: String },
        SerialNeedsOne = "serial-needs-one" {},
        TooManyWaiting = "too-many-waiting" { count: i64 },
        /// Nobody holds the rest: it is not there.
        NotFree = "not-free" { item: String, wanted: Amount, free: Amount },
        /// Somebody holds the rest, without a clock; so many others hold some too.
        NotFreeHeld = "not-free-held" {
            item: String, wanted: Amount, free: Amount, held: Amount, holder: Value, others: i64
        },
        /// Somebody holds the rest until then (UTC milliseconds as a [`Value::Instant`]).
        NotFreeUntil = "not-free-until" {
            item: String, wanted: Amount, free: Amount, held: Amount, holder: Value, until: Value, others: i64
        },
        /// So many files wait that no other one is accepted.
        TooManyFiles = "too-many-files" {},
        /// A file was taken in as a whole, and is undone as a whole.
        PartOfImport = "part-of-import" { number: String, file: String },
        UnknownReservation = "unknown-reservation" {},
        /// It was picked, given up, ran out or was broken before.
        ReservationEnded = "reservation-ended" { how: Value },
        /// Leaving the site, going on hold or undoing would take goods that are promised; so many others hold some too.
        GoodsReserved = "goods-reserved" {
            item: String, location: String, wanted: Amount, free: Amount, held: Amount, holder: Value, others: i64
        },
        /// The same, where whoever gives way first holds them until then.
        GoodsReservedUntil = "goods-reserved-until" {
            item: String, location: String, wanted: Amount, free: Amount, held: Amount, holder: Value,
            until: Value, others: i64
        },
    }
}

impl From<crate::quantity::QuantityError> for Refusal {
    fn from(error: crate::quantity::QuantityError) -> Refusal {
        use crate::quantity::QuantityError;
        match error {
            QuantityError::NotANumber { text } => Refusal::NotANumber { text },
            QuantityError::TooFine { text, decimals } => {
                Refusal::TooFine { text, decimals: i64::from(decimals) }
            }
            QuantityError::TooLarge => Refusal::TooLarge {},
        }
    }
}
