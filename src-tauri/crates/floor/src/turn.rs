//! A turn as a value: what a flow decided, before anything is written.

use crate::said::Said;
use crate::screen::Tone;
use crate::step::Step;
use domain::document::{Document, DocumentState};
use domain::entry::NewEntry;
use domain::expiry::Expiry;
use domain::label::LotLabel;
use domain::lot::Lot;
use domain::permission::Role;
use domain::task::Resolution;
use domain::{
    CountLineId, CountZoneId, DeliveryId, DocumentId, DocumentLineId, EntryId, ItemId, LocationId, LotId,
    Message, OperatorId, PrintJobId, Quantity, Refusal, ScanId, TaskId,
};
use ledger::table::count::wait::Wait;
use ledger::table::count::zone::{CountZone, ZoneState};
use ledger::table::count::{Counted, LineState};
use ledger::table::delivery::DeliveryKind;
use ledger::table::movement::BookMark;
use ledger::table::task::Severity;
use ledger::table::transfer::{Transfer, TransferState};

/// What a flow decided: the next step, what is to be written, and what is said.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    pub step: Step,
    /// Applied in this order, in one savepoint, all or none.
    pub writes: Vec<Write>,
    pub tone: Tone,
    pub message: Message,
    /// Set when the input itself was refused, although the step goes on: what was left behind is written all the same.
    pub refused: Option<Box<Refused>>,
}

/// One thing a turn writes. At most one `Entry` per turn, unless it undoes several.
#[derive(Clone, Debug, PartialEq)]
pub enum Write {
    SignIn(OperatorId),
    SignOut,
    Document(Document),
    DocumentState(DocumentId, DocumentState),
    DocumentNote(DocumentId, String),
    /// The supplier of a delivery without an order.
    DocumentPartner(DocumentId, String),
    /// A transfer with its place on the road; its document is written before.
    Transfer(Transfer),
    TransferState(DocumentId, TransferState),
    /// A place for what a person carries.
    Hands(NewHands),
    /// Whoever stands before it says that it is clean.
    CrateCleaned(LocationId),
    /// A container for one use, named by its SSCC, first seen at the second place.
    SingleUseCrate(LocationId, String, LocationId),
    Lot(Lot),
    /// Another one under the code and maker of one that is there.
    SecondLot(Lot),
    LotExpiry(LotId, Expiry),
    /// This entry was undone: a date that only its goods said is not known any more.
    DatesForgotten(EntryId),
    Entry(Box<NewEntry>),
    /// On this line of the document, in stock units; negative takes back.
    ReceivedOnLine(DocumentLineId, Quantity),
    /// Received there and undone here: it is not here, whatever the vendor counts.
    UndoneOnLine(DocumentLineId, Quantity),
    /// The entry of this turn goes to the vendor, in its lane.
    Delivery(NewDelivery),
    /// What was owed to a vendor and never left: its entry was undone.
    CancelDelivery(DeliveryId),
    Print(Box<PrintDraft>),
    Reprint(PrintJobId),
    Task(TaskDraft),
    /// The cause of an open task is gone; nothing happens when none is open.
    TaskCleared(String),
    Code {
        item: ItemId,
        pack: Option<String>,
        code: String,
    },
    /// A person settled it.
    TaskSettled(TaskId, Resolution),
    /// An unknown scan is left in the tray, with what [`crate::tray`] keeps of it, JSON.
    Parked(ScanId, String),
    /// A number that was counted, and what became of it; posted by the entry of this turn.
    Counted(Box<CountedNumber>),
    /// Numbers of these goods that stood are doubted by another count.
    CountDoubted(Counted),
    /// The entry of this turn follows it.
    CountPosted(CountLineId),
    /// The book says the same by now.
    CountFoundRight(CountLineId),
    CountZone(CountZone),
    CountZoneState(CountZoneId, ZoneState),
    CountZoneApproved(CountZoneId),
    /// A parked or unknown scan has its name, and the entry of this turn when there is one.
    Named(ScanId),
}

/// What the active person counted, or confirmed.
#[derive(Clone, Debug, PartialEq)]
pub struct CountedNumber {
    /// The part of a counting document it belongs to.
    pub zone: Option<CountZoneId>,
    pub goods: Counted,
    pub counted: Quantity,
    /// Of goods that are weighed.
    pub pieces: i64,
    pub counted_at_ms: i64,
    /// The newest movement of the book then, where it was kept.
    pub said_after: Option<BookMark>,
    /// As it was read, where the number was made from it; else empty.
    pub reading: String,
    pub state: LineState,
    /// Seats that were taking these goods then and had not booked it.
    pub waits: Vec<Wait>,
}

/// The place of what one person carries at one site.
#[derive(Clone, Debug, PartialEq)]
pub struct NewHands {
    pub id: LocationId,
    /// What people read: the person's name.
    pub code: String,
    pub site: LocationId,
    pub operator: OperatorId,
}

#[derive(Clone, Debug, PartialEq)]
pub struct NewDelivery {
    pub vendor: String,
    pub kind: DeliveryKind,
    pub lane: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct PrintDraft {
    /// The role it is printed by: `lot_label`.
    pub role: &'static str,
    pub label: LotLabel,
    pub label_count: u32,
    pub item: ItemId,
    pub lot: LotId,
}

#[derive(Clone, Debug, PartialEq)]
pub struct TaskDraft {
    pub kind: &'static str,
    /// One open task per cause.
    pub cause: String,
    pub message: Message,
    pub severity: Severity,
    /// Who may settle it.
    pub role: Role,
}

/// Why a turn did not happen. Nothing is written either way.
#[derive(Debug)]
pub enum Stop {
    /// The floor's business: said in words.
    Refused(Box<Refused>),
    /// The world's or ours: the ledger could not be read or written.
    Fault(ledger::Error),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    pub refusal: Refusal,
    pub tone: Tone,
    pub expected: Option<String>,
    pub got: Option<String>,
}

impl Turn {
    /// A turn that books nothing: the step changes and something is said.
    pub fn to(step: impl Into<Step>, tone: Tone, said: Said) -> Turn {
        Turn { step: step.into(), writes: Vec::new(), tone, message: said.message(), refused: None }
    }

    /// The step goes on at `step`, and the input is refused there.
    pub fn refusing(step: impl Into<Step>, refused: Box<Refused>) -> Turn {
        let (tone, message) = (refused.tone, refused.refusal.message());
        Turn { step: step.into(), writes: Vec::new(), tone, message, refused: Some(refused) }
    }

    pub fn writing(mut self, write: Write) -> Turn {
        self.writes.push(write);
        self
    }
}

impl Stop {
    /// The wrong thing was scanned: what was wanted stands beside what came, by name.
    pub fn wrong(refusal: Refusal, expected: impl Into<String>, got: impl Into<String>) -> Stop {
        let (expected, got) = (Some(expected.into()), Some(got.into()));
        Stop::Refused(Box::new(Refused { refusal, tone: Tone::WrongItem, expected, got }))
    }

    /// For places where a refusal cannot happen: what is left is the ledger's error.
    pub fn into_fault(self) -> ledger::Error {
        match self {
            Stop::Fault(error) => error,
            Stop::Refused(refused) => ledger::Error::Bug(format!("{:?}", refused.refusal)),
        }
    }
}

impl From<ledger::Error> for Stop {
    fn from(error: ledger::Error) -> Stop {
        Stop::Fault(error)
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Stop {
        let tone = match refusal {
            Refusal::UnknownCode { .. } | Refusal::UnknownLocation { .. } => Tone::Unknown,
            Refusal::WrongLot { .. } => Tone::WrongItem,
            Refusal::LotDateDiffers { .. } => Tone::Stop,
            Refusal::NotEnough { .. } => Tone::TooMany,
            _ => Tone::Refused,
        };
        Stop::Refused(Box::new(Refused { refusal, tone, expected: None, got: None }))
    }
}

impl From<Box<Refusal>> for Stop {
    fn from(refusal: Box<Refusal>) -> Stop {
        (*refusal).into()
    }
}

impl From<domain::QuantityError> for Stop {
    fn from(error: domain::QuantityError) -> Stop {
        Refusal::from(error).into()
    }
}
