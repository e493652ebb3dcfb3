//! What may be done with a lot: one table for every operation (floor-rules, *Checks, release, holds* and *Facts and
//! limits* c). Plans and packing are refused with a lot that is expired, on hold or recalled; standing, moving,
//! labelling and counting it are not.

use crate::entry::MovementKind;
use crate::lot::{Lot, LotStatus};
use crate::refusal::Refusal;
use jiff::civil::Date;

/// How a lot that may not be used meets an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forbidden {
    /// It is no hindrance: the goods are there whatever they are.
    No,
    /// Refused, unless a second badge says with a reason that it is in already: what was used up is a fact.
    UnlessWitnessed,
    /// By no badge.
    Always,
}

/// The table. Goods that leave the station for people are never of such a lot; what went into a kettle did.
pub fn forbidden(kind: MovementKind) -> Forbidden {
    match kind {
        MovementKind::Pick | MovementKind::Pack | MovementKind::Ship => Forbidden::Always,
        MovementKind::Consume | MovementKind::Rework => Forbidden::UnlessWitnessed,
        MovementKind::Receive
        | MovementKind::Produce
        | MovementKind::Move
        | MovementKind::Return
        | MovementKind::Refund
        | MovementKind::Adjust
        | MovementKind::Count
        | MovementKind::Damage
        | MovementKind::Scrap
        | MovementKind::Sample
        | MovementKind::Initial
        | MovementKind::Reversal => Forbidden::No,
    }
}

impl Lot {
    /// Why it is not used on `today`; `None` when it is good. A recall is said before a hold, a hold before a date.
    pub fn unusable(&self, today: Date) -> Option<Refusal> {
        let lot = self.code.clone();
        match (self.status, self.expiry.last_good_day()) {
            (LotStatus::Recalled, _) => Some(Refusal::LotRecalled { lot }),
            (LotStatus::Quarantine, _) => Some(Refusal::LotOnHold { lot }),
            (LotStatus::Released, Some(last_good_day)) if last_good_day < today => {
                Some(Refusal::LotExpired { lot, last_good_day })
            }
            (LotStatus::Released, _) => None,
        }
    }

    /// Whether a movement of this kind may take it on `today`.
    pub fn may_move(
        &self,
        kind: MovementKind,
        witnessed: Witnessed,
        today: Date,
    ) -> Result<(), Box<Refusal>> {
        let is_hindrance = match forbidden(kind) {
            Forbidden::No => false,
            Forbidden::UnlessWitnessed => witnessed == Witnessed::No,
            Forbidden::Always => true,
        };
        match self.unusable(today) {
            Some(refusal) if is_hindrance => Err(Box::new(refusal)),
            _ => Ok(()),
        }
    }
}

/// Whether a second badge and a reason stand on the entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Witnessed {
    Yes,
    No,
}
