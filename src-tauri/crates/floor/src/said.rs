//! Every sentence the floor can say, as codes with values: prompts, verdicts, questions, buttons.
//! The words themselves are in `ui/src/words/*.ftl`; a test holds both lists together.

use domain::message::Value;
use domain::{Amount, sentences};
use jiff::civil::Date;

sentences! {
    /// What a step asks for.
    pub enum Ask in "prompt" {
        Badge = "badge" {},
        Home = "home" {},
        Order = "order" {},
        Item = "item" {},
        ItemOfOrder = "item-of-order" { document: String },
        Lot = "lot" { item: String },
        Expiry = "expiry" { lot: String },
        Quantity = "quantity" { item: String },
        /// Of goods that are weighed: how many pieces, and what they weigh.
        Weigh = "weigh" { item: String },
        /// Of goods that are weighed, once their weight is known.
        Pieces = "pieces" { item: String },
        DeliveryNote = "delivery-note" {},
        Supplier = "supplier" {},
        SupplierName = "supplier-name" {},
        Source = "source" {},
        Goods = "goods" { location: String },
        Target = "target" {},
        CrateTarget = "crate-target" { crate_code: String },
        /// Goods for another site, by the transfer they go with.
        TransferLoad = "transfer-load" { document: String, to: String },
        /// What came in from another site.
        TransferArrive = "transfer-arrive" { document: String, from: String },
        AdjustMode = "adjust-mode" {},
        AdjustPlace = "adjust-place" {},
        AdjustQuantity = "adjust-quantity" { item: String },
        Reason = "reason" {},
        CountPlace = "count-place" {},
        CountItem = "count-item" { location: String },
        /// What a new counting document is about.
        CountWhat = "count-what" {},
        CountZone = "count-zone" { location: String },
        Counted = "counted" { item: String },
        CountedAgain = "counted-again" { item: String },
        PickLot = "pick-lot" { item: String },
        Serial = "serial" { item: String },
        /// A piece that was chosen from what the book has here.
        Piece = "piece" { item: String },
        PickOne = "pick-one" { code: String },
        /// Several lots of one item have this code.
        WhichLot = "which-lot" { item: String, code: String },
        /// A lot that is held, released, recalled; or a place whose lots are held.
        JudgeWhat = "judge-what" {},
        JudgeLot = "judge-lot" { item: String, lot: String, status: Value },
        JudgePlace = "judge-place" { location: String, lot_count: i64 },
        NewDate = "new-date" { lot: String, known: Value },
        /// Of goods that came back.
        Condition = "condition" { item: String },
        NameIt = "name-it" { code: String },
    }
}

sentences! {
    /// What became of a turn.
    pub enum Said in "said" {
        SignedIn = "signed-in" { operator: String },
        SignedOut = "signed-out" {},
        FlowOpened = "flow-opened" { flow: Value },
        FlowLeft = "flow-left" {},
        OrderOpened = "order-opened" { document: String, partner: String },
        NoOrder = "no-order" {},
        InHand = "in-hand" { item: String, quantity: Amount },
        ItemRead = "item-read" { item: String },
        /// A pack counts its factor: "carton of 48, 3 cartons, 144 pcs".
        PackRead = "pack-read" { item: String, pack: Amount, packs: Amount, quantity: Amount },
        /// Taken in hand all the same: it may be moved, to the hold shelf.
        ExpiredInHand = "expired-in-hand" { item: String, lot: String, last_good_day: Date, quantity: Amount },
        HeldInHand = "held-in-hand" { item: String, lot: String, quantity: Amount },
        LotRead = "lot-read" { lot: String },
        LotMade = "lot-made" { lot: String },
        SerialRead = "serial-read" { serial: String },
        ExpiryRead = "expiry-read" { expiry: Value },
        NearExpiry = "near-expiry" {
            item: String, quantity: Amount, location: String, lot: String, last_good_day: Date,
        },
        QuantitySet = "quantity-set" { quantity: Amount },
        /// What is left of a weight with its crate.
        TareTaken = "tare-taken" { reading: String, quantity: Amount },
        DigitTaken = "digit-taken" { typed: String },
        PlaceRead = "place-read" { location: String },
        NoteTaken = "note-taken" { note: String },
        SupplierTaken = "supplier-taken" { supplier: String },
        SupplierNotKnown = "supplier-not-known" {},
        Received = "received" { item: String, quantity: Amount, location: String, lot: String },
        /// With what the order line stands at now, in its purchase unit where that comes out even.
        ReceivedOnLine = "received-on-line" {
            item: String, quantity: Amount, location: String, lot: String, done: Amount, wanted: Amount,
        },
        ReceivedOnHold = "received-on-hold" { item: String, quantity: Amount, location: String, lot: String },
        ReceivedOver = "received-over" {
            item: String, quantity: Amount, excess: Amount, location: String, done: Amount, wanted: Amount,
        },
        LineComplete = "line-complete" { item: String, quantity: Amount, received: Amount, location: String },
        OrderComplete = "order-complete" { document: String },
        StaysOpen = "stays-open" { document: String },
        Moved = "moved" { item: String, quantity: Amount, from: String, to: String },
        /// A shipping unit the book did not know, at the place it came to.
        CrateMade = "crate-made" { crate_code: String, location: String },
        CrateMoved = "crate-moved" { crate_code: String, to: String },
        CrateCleaned = "crate-cleaned" { crate_code: String },
        CrateAt = "crate-at" { crate_code: String, state: Value, location: String, line_count: i64 },
        /// On the road to another site.
        Sent = "sent" { item: String, quantity: Amount, document: String, to: String },
        CrateSent = "crate-sent" { crate_code: String, document: String, to: String },
        Arrived = "arrived" { item: String, quantity: Amount, document: String, location: String },
        CrateArrived = "crate-arrived" { crate_code: String, document: String, location: String },
        TransferOpened = "transfer-opened" { document: String },
        TransferGone = "transfer-gone" { document: String },
        TransferStaysOpen = "transfer-stays-open" { document: String },
        TransferComplete = "transfer-complete" { document: String },
        /// Nothing more is expected; `count` lots and crates never came.
        TransferShort = "transfer-short" { document: String, count: i64 },
        TransferLost = "transfer-lost" { document: String, count: i64 },
        Adjusted = "adjusted" { item: String, before: Amount, after: Amount, location: String },
        CountRight = "count-right" { item: String, counted: Amount },
        CountPosted = "count-posted" { item: String, counted: Amount, book: Amount },
        /// In a zone: kept until it is approved, and not compared aloud.
        CountNoted = "count-noted" { item: String, counted: Amount },
        CountOpened = "count-opened" { document: String },
        ZoneEntered = "zone-entered" { location: String },
        /// `open_count`: goods that nobody counted; they are not zero.
        ZoneCounted = "zone-counted" { location: String, open_count: i64 },
        /// Numbers wait for another count.
        ZoneAgain = "zone-again" { location: String, count: i64 },
        ZoneApproved = "zone-approved" { location: String, count: i64 },
        /// One entry holds no more: the rest is approved by another.
        ZonePartly = "zone-partly" { location: String, count: i64, open_count: i64 },
        /// Too far from the book, which is not said: the same goods are counted once more.
        CountAgain = "count-again" { item: String },
        /// The same, by somebody else.
        /// Something was undone while the number was asked about.
        CountAfterUndoing = "count-after-undoing" { item: String },
        CountByAnother = "count-by-another" { item: String },
        /// Who counted may not change the book: the difference waits for a lead, as a task.
        CountKept = "count-kept" { item: String, counted: Amount, book: Amount },
        CountDone = "count-done" { location: String },
        /// The difference waits for what somebody else is taking.
        CountWaits = "count-waits" { item: String, counted: Amount, operator: String },
        ZoneZeroed = "zone-zeroed" { location: String, count: i64 },
        /// Booked without a question, as the policy says: what the book lacked is booked as found.
        BookWasShort = "book-was-short" { item: String, wanted: Amount, there: Amount, location: String },
        LotJudged = "lot-judged" { item: String, lot: String, act: Value },
        PlaceHeld = "place-held" { location: String, lot_count: i64 },
        Undone = "undone" { number: String },
        Returned = "returned" { item: String, quantity: Amount, location: String, condition: Value },
        UndoneTogether = "undone-together" { count: i64 },
        Asked = "asked" {},
        Answered = "answered" {},
        Cancelled = "cancelled" {},
        Choosing = "choosing" {},
        /// The text field or the pad is open.
        Typing = "typing" {},
        /// A number was begun on the pad.
        TypingNumber = "typing-number" {},
        Unknown = "unknown" { code: String },
        /// Nothing here answers to it; `certainty`: how sure it is that a carrier would.
        UnknownTracking = "unknown-tracking" { code: String, carrier: String, certainty: Value },
        /// A scanner that reads by itself saw the same again.
        Repeat = "repeat" { code: String },
        Several = "several" { code: String },
        Parked = "parked" { code: String },
        /// Out of the tray: what happens next is of then.
        FromTray = "from-tray" { code: String },
        StaysInTray = "stays-in-tray" {},
        /// A count that waited for a lead.
        CountTakenUp = "count-taken-up" {},
        /// Nothing is missing, but codes of it are in the tray.
        StaysOpenForTray = "stays-open-for-tray" { document: String, count: i64 },
        Named = "named" { code: String, item: String },
        Waits = "waits" { count: i64 },
        Reprinting = "reprinting" { copy: i64 },
        StockOf = "stock-of" { item: String, quantity: Amount, place_count: i64 },
        StockAt = "stock-at" { location: String, line_count: i64 },
        Help = "help" {},
        Fault = "fault" {},
    }
}

sentences! {
    /// Questions that a scan of goods cannot answer: scans wait until one answer is given.
    pub enum Query in "question" {
        Absurd = "absurd" { item: String, quantity: Amount, ordered: Amount },
        Over = "over" { item: String, excess: Amount, ordered: Amount },
        /// The reason was said; a lead's badge takes it.
        OverBadge = "over-badge" { item: String, excess: Amount, ordered: Amount, reason: Value },
        /// The vendor has no more open, because it counts what was undone here.
        OverThere = "over-there" { item: String, excess: Amount, undone: Amount },
        OverThereBadge = "over-there-badge" { item: String, excess: Amount, undone: Amount, reason: Value },
        /// Days from today to the last good day, and those that are wanted at receipt.
        ShortLife = "short-life" {
            item: String, lot: String, last_good_day: Date, days_left: i64, days_wanted: i64,
        },
        NotOnOrder = "not-on-order" { item: String, document: String },
        Expired = "expired" { lot: String, last_good_day: Date },
        /// The same lot code is known from another supplier.
        OtherSupplier = "other-supplier" { lot: String, known: String, supplier: String },
        /// The same lot code is known with another date.
        OtherDate = "other-date" { lot: String, known: Value, read: Value },
        /// `item` and what follows are those of the first open line, in its purchase unit where it comes out even.
        ShortOrder = "short-order" {
            document: String, open_count: i64, item: String, came: Amount, ordered: Amount, open: Amount,
        },
        /// Nothing is missing any more, but codes of this order are in the tray; `code` is the first of them.
        InTray = "in-tray" { document: String, count: i64, code: String },
        /// `on` and `by` are of its first booking; empty text when nothing was booked on it.
        NoteSeen = "note-seen" { note: String, document: String, on: Value, by: String },
        /// `newest` names the latest of what came after the move, in names, numbers and arrows.
        CrateUsedSince = "crate-used-since" { crate_code: String, count: i64, newest: String },
        /// The same for what was sent to another site and came in there.
        GoodsArrivedSince = "goods-arrived-since" { count: i64, newest: String },
        CrateDirty = "crate-dirty" { crate_code: String },
        TransferShort = "transfer-short" { document: String, open_count: i64, item: String, missing: Amount },
        TransferLost = "transfer-lost" { document: String, open_count: i64, item: String, missing: Amount },
        ZoneZero = "zone-zero" { location: String, count: i64 },
        BookShort = "book-short" { item: String, wanted: Amount, there: Amount, location: String },
        /// So many pieces do not usually weigh that; `usual` is one of them.
        OddWeight = "odd-weight" { item: String, quantity: Amount, usual: Amount },
        WrongStorage = "wrong-storage" { item: String, location: String, storage: Value },
        /// `other` stands where allergens are kept apart, and has others.
        AllergensBeside = "allergens-beside" { item: String, location: String, other: String },
        HalalEnded = "halal-ended" { item: String, supplier: String, certificate: String, last_day: Date },
        /// Other suppliers of it have a certificate.
        HalalMissing = "halal-missing" { item: String, supplier: String },
        /// The same where a policy wants a lead's badge.
        BookShortBadge = "book-short-badge" { item: String, wanted: Amount, there: Amount, location: String },
        AbsurdCount = "absurd-count" { item: String, counted: Amount, book: Amount },
        ZoneReason = "zone-reason" { location: String, count: i64, open_count: i64 },
        CountReason = "count-reason" { item: String, counted: Amount, book: Amount },
    }
}

sentences! {
    /// Buttons and answers: the act, never Yes/No.
    pub enum Do in "do" {
        Book = "book" { quantity: Amount },
        NoOrder = "no-order" {},
        Finish = "finish" {},
        Cancel = "cancel" {},
        Back = "back" {},
        MakeLot = "make-lot" {},
        NoneOnPack = "none-on-pack" {},
        NotKnown = "not-known" {},
        /// Opens the text field.
        TypeIt = "type-it" {},
        Search = "search" {},
        SecondLot = "second-lot" {},
        /// The date was misread.
        KnownDate = "known-date" { known: Value },
        DeliveryNote = "delivery-note" {},
        Supplier = "supplier" {},
        SupplierNotKnown = "supplier-not-known" {},
        TakeIt = "take-it" { quantity: Amount },
        ChangeNumber = "change-number" {},
        PutOnHold = "put-on-hold" {},
        NotTaken = "not-taken" {},
        TakeWithoutOrder = "take-without-order" {},
        LeaveIt = "leave-it" {},
        /// The goods go to another place than was scanned.
        OtherPlace = "other-place" {},
        PutHereAnyway = "put-here-anyway" {},
        TakeAnyway = "take-anyway" {},
        ReceiveAgain = "receive-again" {},
        MoveAnyway = "move-anyway" { quantity: Amount },
        UndoCrateOnly = "undo-crate-only" {},
        /// With the crate move itself.
        UndoAll = "undo-all" { count: i64 },
        CameBack = "came-back" {},
        SellAgain = "sell-again" {},
        WriteOff = "write-off" {},
        /// Of several crates in hand, all others go into the one that was scanned last.
        IntoCrate = "into-crate" { crate_code: String },
        CrateCleaned = "crate-cleaned" {},
        TransferGone = "transfer-gone" {},
        TransferDone = "transfer-done" {},
        TransferRest = "transfer-rest" {},
        TransferClose = "transfer-close" {},
        GiveUp = "give-up" {},
        ZoneZero = "zone-zero" {},
        JudgeLots = "judge-lots" {},
        JudgeLot = "judge-lot" { act: Value },
        HoldAll = "hold-all" { lot_count: i64 },
        Restock = "restock" {},
        TakeOut = "take-out" {},
        Damage = "damage" {},
        Reason = "reason" { reason: Value },
        StayHere = "stay-here" {},
        NameIt = "name-it" {},
        LeaveOpen = "leave-open" {},
        CountDone = "count-done" {},
        CountStart = "count-start" {},
        CountAll = "count-all" {},
        CountDue = "count-due" {},
        ZoneDone = "zone-done" {},
        ZoneApprove = "zone-approve" {},
        PieceHere = "piece-here" {},
        PieceMissing = "piece-missing" {},
        Park = "park" {},
        SignOut = "sign-out" {},
    }
}

sentences! {
    /// What a person must settle.
    pub enum TaskText in "task" {
        BookWasShort = "book-was-short" { item: String, location: String, quantity: Amount },
        Excess = "excess" { item: String, document: String, quantity: Amount, reason: Value },
        NotOnOrder = "not-on-order" { item: String, document: String, quantity: Amount },
        OnHold = "on-hold" { item: String, lot: String, quantity: Amount },
        /// Taken with less life left than is wanted.
        OnHoldShortLife = "on-hold-short-life" { item: String, lot: String, quantity: Amount },
        /// A lot came in that somebody has to release.
        LotWaits = "lot-waits" { item: String, lot: String },
        /// A place was put on hold, and goods without a lot stand there: of this item and of so many others.
        HoldByHand = "hold-by-hand" { item: String, location: String, others: i64 },
        ShortReceipt = "short-receipt" { document: String, reason: Value },
        /// Counted by somebody who may not change the book; `at` is when, on the site's day `on`.
        CountDifference = "count-difference" {
            item: String, lot: String, location: String, counted: Amount, book: Amount, reason: Value,
            operator: String, at: Value, on: Date,
        },
        /// Nobody may have seen the refusal: the next scan that had waited was shown right after it.
        ScanNotTaken = "scan-not-taken" { code: String, seat: String, operator: String, count: i64 },
        /// `item` and `quantity` are of the first of what never came.
        TransferMissing = "transfer-missing" { document: String, count: i64, item: String, quantity: Amount },
        ReceiptUndone = "receipt-undone" { number: String, document: String },
        /// Weight without pieces, or pieces without weight.
        PiecesDiffer = "pieces-differ" { item: String, lot: String, location: String, quantity: Amount },
    }
}

sentences! {
    /// Lines on a card of *choose from what is here*.
    pub enum Detail in "detail" {
        Quantity = "quantity" { quantity: Amount },
        Lot = "lot" { lot: String },
        Until = "until" { date: Date },
        NoDate = "no-date" {},
        DateNotKnown = "date-not-known" {},
        At = "at" { location: String },
        Sku = "sku" { sku: String },
        Partner = "partner" { partner: String },
        Open = "open" { quantity: Amount },
        OpenOrder = "open-order" { document: String },
        /// From site to site.
        Route = "route" { from: String, to: String },
        /// Lots and crates that are still on the road.
        OnRoad = "on-road" { count: i64 },
        Pack = "pack" { name: String, factor: Amount },
    }
}

sentences! {
    /// What an entry did, in the list of what was booked here.
    pub enum Booked in "booked" {
        Receive = "receive" { item: String, lot: String, quantity: Amount, from: String, to: String },
        Move = "move" { item: String, lot: String, quantity: Amount, from: String, to: String },
        Adjust = "adjust" { item: String, lot: String, quantity: Amount, from: String, to: String },
        Count = "count" { item: String, lot: String, quantity: Amount, from: String, to: String },
        Damage = "damage" { item: String, lot: String, quantity: Amount, from: String, to: String },
        Return = "return" { item: String, lot: String, quantity: Amount, from: String, to: String },
        Initial = "initial" { item: String, lot: String, quantity: Amount, from: String, to: String },
        Reversal = "reversal" { item: String, lot: String, quantity: Amount, from: String, to: String },
        Crate = "crate" { crate_code: String, from: String, to: String },
        /// `others`: lots beside the one that is named.
        Lot = "lot" { act: Value, item: String, lot: String, others: i64, reason: Value },
        LotExtended = "lot-extended" { item: String, lot: String, from: Value, to: Value, reason: Value },
    }
}

/// All enums of this file, for the test that holds them against the words.
pub const ALL: [&[(&str, &[&str])]; 7] =
    [Ask::ALL, Said::ALL, Query::ALL, Do::ALL, TaskText::ALL, Detail::ALL, Booked::ALL];
