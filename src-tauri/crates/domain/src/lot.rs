//! Lots: which goods of an item belong together, how long they are good, and whether they may be used.

use crate::expiry::Expiry;
use crate::id::{ItemId, LotId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A lot is item + code as printed (case kept) + supplier or maker.
#[derive(Clone, Debug, PartialEq)]
pub struct Lot {
    pub id: LotId,
    pub item: ItemId,
    pub kind: LotKind,
    /// As printed; empty for the lots `none` and `not known`.
    pub code: String,
    /// Supplier or maker, empty when nobody said.
    pub maker: String,
    pub expiry: Expiry,
    pub made_on: Option<Date>,
    pub status: LotStatus,
    /// The code was made by this station because the goods carried none.
    pub ours: bool,
}

/// Every item has one lot `None` and may have one `NotKnown`; all others carry a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LotKind {
    /// Stock of an item that is not kept by lot.
    None,
    /// Stock whose lot nobody knows: usable, marked, offered first, asked for at first touch.
    NotKnown,
    Coded,
}

/// Quality status. "On hold" on the screen is `Quarantine`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LotStatus {
    Released,
    Quarantine,
    Recalled,
}

impl LotKind {
    pub fn text(self) -> &'static str {
        match self {
            LotKind::None => "none",
            LotKind::NotKnown => "not_known",
            LotKind::Coded => "coded",
        }
    }
    pub fn from_text(text: &str) -> Option<LotKind> {
        [LotKind::None, LotKind::NotKnown, LotKind::Coded].into_iter().find(|kind| kind.text() == text)
    }
}

impl LotStatus {
    pub fn text(self) -> &'static str {
        match self {
            LotStatus::Released => "released",
            LotStatus::Quarantine => "quarantine",
            LotStatus::Recalled => "recalled",
        }
    }
    pub fn from_text(text: &str) -> Option<LotStatus> {
        [LotStatus::Released, LotStatus::Quarantine, LotStatus::Recalled]
            .into_iter()
            .find(|s| s.text() == text)
    }
}
