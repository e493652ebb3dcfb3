//! Documents that are open for work here: purchase orders from a vendor, deliveries without an order, counts,
//! transfers between our sites.

use crate::id::{DocumentId, DocumentLineId, ItemId};
use crate::quantity::{Quantity, Ratio};

#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    pub id: DocumentId,
    pub kind: DocumentKind,
    /// As people say it: `PO-3108`, our own `RC-…` for a delivery without an order.
    pub number: String,
    /// Supplier or customer, by name.
    pub partner: String,
    /// The vendor it lives at (`katana`), empty when it is ours alone.
    pub vendor: String,
    pub state: DocumentState,
    /// Delivery-note number of the supplier, once somebody read it.
    pub note_number: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentKind {
    PurchaseOrder,
    /// A delivery without an order: stock at once, paired with its order later.
    BlindReceipt,
    Count,
    /// Goods that go from one of our sites to another.
    Transfer,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentState {
    Open,
    Done,
    Cancelled,
}

/// One line of a document, in the stock unit; `pack` is the unit it was ordered in.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentLine {
    pub id: DocumentLineId,
    pub document: DocumentId,
    pub line: i64,
    pub item: ItemId,
    /// Ordered, in stock units: what the vendor last said is open plus what was received before it said so.
    pub ordered: Quantity,
    /// Taken off the order, by our entries and elsewhere: what the vendor has, and what it has not been told yet. In
    /// stock units.
    pub received: Quantity,
    /// Of that, what was undone here after the vendor had it. It is not here, and the vendor goes on counting it.
    pub undone_there: Quantity,
    /// Purchase unit's word and stock units in one, when it is not the stock unit.
    pub pack: Option<(String, Ratio)>,
}

impl DocumentLine {
    /// What came and was not undone; never more than is here.
    pub fn came(&self) -> Quantity {
        // Both are quantities of zero at least: their difference is one too.
        self.received.checked_sub(self.undone_there).unwrap_or(Quantity::ZERO).max(Quantity::ZERO)
    }

    /// What the vendor still takes as ordered: what it said is open less what it has not been told yet.
    pub fn open(&self) -> Quantity {
        self.ordered.checked_sub(self.received).unwrap_or(Quantity::ZERO).max(Quantity::ZERO)
    }

    /// What did not come, or was undone.
    pub fn missing(&self) -> Quantity {
        self.ordered.checked_sub(self.came()).unwrap_or(Quantity::ZERO).max(Quantity::ZERO)
    }
}

macro_rules! texts {
    ($name:ident { $($variant:ident = $text:literal),* $(,)? }) => {
        impl $name {
            /// As stored.
            pub fn text(self) -> &'static str {
                match self { $( $name::$variant => $text ),* }
            }
            pub fn from_text(text: &str) -> Option<$name> {
                match text { $( $text => Some($name::$variant), )* _ => None }
            }
        }
    };
}

texts!(DocumentKind {
    PurchaseOrder = "purchase_order",
    BlindReceipt = "blind_receipt",
    Count = "count",
    Transfer = "transfer",
});
texts!(DocumentState { Open = "open", Done = "done", Cancelled = "cancelled" });
