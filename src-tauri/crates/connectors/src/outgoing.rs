//! What is owed to a vendor, in its own ids and our own units: read from the entry at the moment of sending.

use domain::{Quantity, Ratio};
use jiff::civil::Date;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutgoingKind {
    PurchaseReceipt,
    StockAdjustment,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Outgoing {
    pub kind: OutgoingKind,
    /// Station, epoch and sequence: `TM1-1-000123`. In the vendor's own field where it has one.
    pub natural_key: String,
    /// UTC milliseconds: when the goods moved, to the second; the milliseconds are this delivery's own, so
    /// that where a vendor has no field for our key its rows are known by their date.
    pub moment_ms: i64,
    /// The vendor's id of the order; empty for adjustments.
    pub document: String,
    /// The vendor's id of the site; empty for receipts, which go where the order says.
    pub location: String,
    /// Why, in words a person at the vendor's screen reads.
    pub reason: String,
    /// At most one per item and lot.
    pub lines: Vec<OutgoingLine>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct OutgoingLine {
    /// The vendor's id of the item.
    pub item: String,
    /// Signed, in our stock unit.
    pub quantity: Quantity,
    /// How many of our stock unit one of the vendor's stock unit is.
    pub unit: Ratio,
    pub lot: OutgoingLot,
}

#[derive(Clone, Debug, PartialEq)]
pub enum OutgoingLot {
    /// The vendor keeps the item without batches: lots stay here.
    NotKept,
    /// The vendor keeps batches of it, and nobody knows the lot of these goods: its unbatched stock.
    Unbatched,
    Batch {
        code: String,
        expiry: Option<Date>,
        /// The vendor's id of the batch, once it was found or made.
        known: Option<String>,
    },
}
