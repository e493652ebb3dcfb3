//! How one connection is spoken to. Every number is a setting of `station.toml`.

/// Limits of one vendor call.
pub const CONNECT_MS: u64 = 5_000;
pub const ANSWER_MS: u64 = 30_000;
pub const LARGEST_ANSWER_BYTES: usize = 10_000_000;

#[derive(Clone, Debug, PartialEq)]
pub struct SyncSettings {
    pub vendor: String,
    /// `https://api.katanamrp.com/v1`; the only host that is ever called.
    pub base_url: String,
    pub key: String,
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
