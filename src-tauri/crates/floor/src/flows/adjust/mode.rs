//! What an adjustment is for, and what becomes of goods that came back.

use super::State;
use crate::book::Book;
use crate::hand::OnScale;
use crate::turn::Stop;
use domain::LocationId;
use domain::entry::Reason;
use domain::lot::LotStatus;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Goods that are there and were not in the book.
    Restock,
    /// Goods that are gone.
    TakeOut,
    /// Goods that are broken, leaking, warm: written off.
    Damage,
    /// Goods that a customer sent back.
    Return,
}

/// What becomes of goods that came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// To the place, to be sold again.
    Sellable,
    /// To the hold shelf, until somebody looked at them.
    Quarantine,
    /// Written off where they came in.
    Loss,
}

impl Mode {
    pub fn text(self) -> &'static str {
        match self {
            Mode::Restock => "restock",
            Mode::TakeOut => "take_out",
            Mode::Damage => "damage",
            Mode::Return => "return",
        }
    }

    pub fn from_text(text: &str) -> Option<Mode> {
        [Mode::Restock, Mode::TakeOut, Mode::Damage, Mode::Return]
            .into_iter()
            .find(|mode| mode.text() == text)
    }

    /// Goods come in that the book does not have.
    pub fn brings_in(self) -> bool {
        matches!(self, Mode::Restock | Mode::Return)
    }

    /// Where the goods stand while they are weighed with their crate.
    pub fn on_scale(self, place: Option<LocationId>) -> OnScale {
        if self.brings_in() { OnScale::Coming(place) } else { OnScale::Leaving(place) }
    }

    pub fn reasons(self) -> &'static [Reason] {
        match self {
            Mode::Damage => &Reason::FOR_DAMAGE,
            Mode::Return => &Reason::FOR_RETURNS,
            Mode::Restock | Mode::TakeOut => &Reason::FOR_DIFFERENCES,
        }
    }
}

impl Condition {
    pub fn text(self) -> &'static str {
        match self {
            Condition::Sellable => "sellable",
            Condition::Quarantine => "quarantine",
            Condition::Loss => "loss",
        }
    }

    /// What these goods may be: an expired or held lot is not sold again.
    pub fn offered(state: &State, book: &Book) -> Result<&'static [Condition], Stop> {
        let (lot, _) = state.hand.lot_of_booking(&state.hand.item(book)?, "", book)?;
        let expiry = state.hand.expiry(book)?.unwrap_or(lot.expiry);
        let is_good = lot.status == LotStatus::Released && !expiry.is_past(book.moment.today);
        const ALL: &[Condition] = &[Condition::Sellable, Condition::Quarantine, Condition::Loss];
        Ok(if is_good { ALL } else { &ALL[1..] })
    }
}
