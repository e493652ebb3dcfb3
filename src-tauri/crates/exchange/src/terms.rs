//! Who imports, when, and what a long file tells on its way.

use domain::OperatorId;
use domain::permission::Action;
use jiff::civil::Date;
use ledger::table::import::ImportKind;
use std::ops::ControlFlow;
use uuid::Uuid;

/// Who imports, and under what identity; time and chance come from the caller.
#[derive(Clone, Debug)]
pub struct Terms {
    pub operator: OperatorId,
    /// Stands on the entries: a seat, `watch`, `command`.
    pub seat: String,
    /// A new UUIDv7: what the import is called if it is begun now, and what an undoing's entries derive from.
    pub id: Uuid,
    pub moment: Moment,
    /// Vendors that are told of count differences.
    pub adjustments_to: Vec<String>,
    /// `vendor:kind` whose write switch is off.
    pub withheld: Vec<String>,
}

/// When something is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// UTC milliseconds.
    pub now_ms: i64,
    /// The site's calendar day.
    pub today: Date,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Checking,
    Applying,
    Undoing,
}

/// How far a long file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub step: Step,
    pub done: u64,
    pub of: u64,
}

/// What a caller is told after each chunk; `Break` stops before the next.
pub type OnProgress<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

/// Who may import a list of this kind.
pub fn action(kind: ImportKind) -> Action {
    match kind {
        ImportKind::Items | ImportKind::Barcodes => Action::NameCode,
        ImportKind::Counts => Action::PostCount,
        ImportKind::Lots | ImportKind::Locations | ImportKind::OpeningStock | ImportKind::PurchaseOrders => {
            Action::Adjust
        }
    }
}
