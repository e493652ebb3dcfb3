//! How one connection is spoken to. Every number is a setting of `station.toml`.

use ledger::table::delivery::DeliveryKind;
use std::sync::Arc;

/// Limits of one vendor call.
pub const CONNECT_MS: u64 = 5_000;
pub const LARGEST_ANSWER_BYTES: usize = 10_000_000;

/// The vendor's key, asked for before each call, so that a new one is taken without a restart; `None` without
/// one.
pub type Key = Arc<dyn Fn() -> Option<String> + Send + Sync>;

#[derive(Clone, Debug, PartialEq)]
pub struct SyncSettings {
    pub vendor: String,
    /// `https://api.katanamrp.com/v1`; the only host that is ever called. Plain `http` is for loopback
    /// alone.
    pub base_url: String,
    /// Between two reads of a feed.
    pub poll_ms: u64,
    /// How far apart two reads must be before "not there" counts: the vendor's reads lag.
    pub settle_ms: i64,
    /// Calls per minute until the vendor's own headers say otherwise.
    pub calls_per_minute: u32,
    /// How long an answer is waited for.
    pub answer_ms: u64,
    /// Kinds whose write switch is on; the rest stays withheld.
    pub sends_receipts: bool,
    pub sends_adjustments: bool,
}

impl SyncSettings {
    /// Whether the write switch of this kind is on.
    pub(crate) fn may_send(&self, kind: DeliveryKind) -> bool {
        match kind {
            DeliveryKind::PurchaseReceipt => self.sends_receipts,
            DeliveryKind::StockAdjustment => self.sends_adjustments,
        }
    }
}
