//! Acts on a lot: held, released, recalled, its best-before moved. Each is a line of an entry and undone by another
//! (floor-rules, *Checks, release, holds*). Which act a lot allows stands here; who may do it, in `permission`.

use crate::entry::{Reason, words};
use crate::expiry::{DateMeaning, Expiry};
use crate::id::LotId;
use crate::lot::{Lot, LotKind, LotStatus};
use crate::message::Value;
use crate::permission::Action;
use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};

words!(
    /// What was done to a lot.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    LotAct {
        /// Quarantine: it may stand, move, be labelled and counted.
        Hold = "hold",
        /// From hold or recall, back to use.
        Release = "release",
        /// Graver than a hold: what left already is asked back.
        Recall = "recall",
        /// Another best-before; the printed date stays on record.
        Extend = "extend",
        /// Undoes one of the above.
        Reversal = "reversal",
    }
);

/// One fact of a lot from what it was to what it is. The first `from` of an extended lot is what is printed on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LotFact {
    Status { from: LotStatus, to: LotStatus },
    Expiry { from: Expiry, to: Expiry },
}

/// One act on one lot, as a line of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewLotChange {
    pub lot: LotId,
    pub act: LotAct,
    pub fact: LotFact,
    pub reason: Reason,
}

impl LotAct {
    /// What this act turns a lot into; `None` where it is not its status that changes.
    pub fn status(self) -> Option<LotStatus> {
        match self {
            LotAct::Hold => Some(LotStatus::Quarantine),
            LotAct::Release => Some(LotStatus::Released),
            LotAct::Recall => Some(LotStatus::Recalled),
            LotAct::Extend | LotAct::Reversal => None,
        }
    }

    /// What a person must be allowed for it on a lot of this status: what was recalled is let go by fewer.
    pub fn action(self, on: LotStatus) -> Action {
        match self {
            LotAct::Release if on == LotStatus::Recalled => Action::ReleaseRecalled,
            _ => Action::JudgeLot,
        }
    }

    /// Why people do it.
    pub fn reasons(self) -> &'static [Reason] {
        match self {
            LotAct::Hold => &Reason::FOR_HOLDS,
            LotAct::Recall => &Reason::FOR_RECALLS,
            LotAct::Release | LotAct::Extend => &Reason::FOR_RELEASES,
            LotAct::Reversal => &[Reason::Undone],
        }
    }
}

impl LotFact {
    /// The way back.
    pub fn back(self) -> LotFact {
        match self {
            LotFact::Status { from, to } => LotFact::Status { from: to, to: from },
            LotFact::Expiry { from, to } => LotFact::Expiry { from: to, to: from },
        }
    }

    /// The lot is as this change leaves it.
    pub fn is_so(self, lot: &Lot) -> bool {
        match self {
            LotFact::Status { to, .. } => lot.status == to,
            LotFact::Expiry { to, .. } => lot.expiry == to,
        }
    }

    /// From usable to not usable.
    pub fn blocks(self) -> bool {
        matches!(self, LotFact::Status { from: LotStatus::Released, to } if to != LotStatus::Released)
    }
}

impl NewLotChange {
    pub fn back(self) -> NewLotChange {
        NewLotChange { act: LotAct::Reversal, fact: self.fact.back(), reason: Reason::Undone, ..self }
    }
}

impl Lot {
    /// Holds, releases or recalls it.
    ///
    /// # Errors
    /// [`Refusal::LotNotNamed`] for goods without a lot code: they are held by where they stand.
    /// [`Refusal::LotIsAlready`]; also for a hold of what was recalled, which says more.
    ///
    /// # Panics
    /// For an act that changes no status.
    pub fn turned(&self, act: LotAct, reason: Reason) -> Result<NewLotChange, Box<Refusal>> {
        let to = act.status().expect("hold, release and recall change the status");
        if self.kind != LotKind::Coded {
            return Err(Box::new(Refusal::LotNotNamed {}));
        }
        let from = self.status;
        if from == to || (from, to) == (LotStatus::Recalled, LotStatus::Quarantine) {
            return Err(Box::new(Refusal::LotIsAlready { lot: self.code.clone(), status: from.word() }));
        }
        Ok(NewLotChange { lot: self.id, act, fact: LotFact::Status { from, to }, reason })
    }

    /// Another last good day than the printed one, later than what is known.
    ///
    /// # Errors
    /// [`Refusal::UseByStays`]: a use-by date is never moved. [`Refusal::NoDateToExtend`] where no date is known.
    /// [`Refusal::NotLater`] with both dates.
    pub fn extended(
        &self,
        meaning: DateMeaning,
        to: Expiry,
        reason: Reason,
    ) -> Result<NewLotChange, Box<Refusal>> {
        let lot = self.code.clone();
        let Some(known) = self.expiry.last_good_day() else {
            return Err(Box::new(Refusal::NoDateToExtend { lot }));
        };
        if meaning == DateMeaning::UseBy {
            return Err(Box::new(Refusal::UseByStays { lot, last_good_day: known }));
        }
        match to.last_good_day() {
            None => Err(Box::new(Refusal::NoDateToExtend { lot })),
            Some(read) if read <= known => Err(Box::new(Refusal::NotLater { lot, known, read })),
            Some(_) => {
                let fact = LotFact::Expiry { from: self.expiry, to };
                Ok(NewLotChange { lot: self.id, act: LotAct::Extend, fact, reason })
            }
        }
    }
}

impl LotStatus {
    /// As a value of a sentence.
    pub fn word(self) -> Value {
        Value::Word(format!("lot-status-{}", self.text()))
    }
}
