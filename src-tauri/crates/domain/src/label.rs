//! What a label says, before anything is drawn: filled by a flow, drawn by `labels`, kept in the print job.

use crate::quantity::Amount;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The product/lot label.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LotLabel {
    pub item_name: String,
    pub sku: String,
    /// 14 digits, where the item has a GTIN.
    pub gtin: Option<String>,
    /// As printed; empty for goods that are not kept by lot.
    pub lot: String,
    pub expiry: Option<Date>,
    pub quantity: Amount,
    pub document: String,
    pub location: String,
    pub received_on: Date,
    pub station: String,
    /// Print job in our own code (`TLNP…`), to scan for a reprint.
    pub job_code: String,
    /// 1 is the original; above it the label says COPY n.
    pub copy: u32,
}
