//! What a message of several scans has to tell, and what of it is still to come.

use crate::gs1::{Elements, Gs1Error, Problem};
use crate::message::Value;
use serde::{Deserialize, Serialize};

/// A fact that the whole message has to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Want {
    /// The goods: (01), (02), (03), (8006) or (8026).
    Item,
    Lot,
    /// A last good day.
    Expiry,
    MadeOn,
    Serial,
    Count,
    /// Net, in kilograms or pounds.
    Weight,
    /// The logistic unit itself, (00).
    Unit,
}

/// What is still to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    Fact(Want),
    /// An element that was read has no meaning without one of `needs` (alternatives by blanks, `+` for
    /// together).
    Companions {
        ai: String,
        needs: String,
    },
}

impl Want {
    pub const ALL: [Want; 8] = [
        Want::Item,
        Want::Lot,
        Want::Expiry,
        Want::MadeOn,
        Want::Serial,
        Want::Count,
        Want::Weight,
        Want::Unit,
    ];

    /// Its message id in `words/`.
    pub fn code(self) -> String {
        let name = match self {
            Want::Item => "item",
            Want::Lot => "lot",
            Want::Expiry => "expiry",
            Want::MadeOn => "made-on",
            Want::Serial => "serial",
            Want::Count => "count",
            Want::Weight => "weight",
            Want::Unit => "unit",
        };
        format!("wanted-{name}")
    }

    /// The word by which sentences know it.
    pub fn word(self) -> Value {
        Value::Word(self.code())
    }

    pub(super) fn is_told(self, elements: &Elements) -> bool {
        let has = |identifiers: &[&str]| identifiers.iter().any(|ai| elements.value(ai).is_some());
        match self {
            Want::Item => has(&["01", "02", "03", "8006", "8026"]),
            Want::Lot => has(&["10"]),
            Want::Expiry => elements.expiry().is_some(),
            Want::MadeOn => has(&["11", "8008"]),
            Want::Serial => has(&["21"]),
            Want::Count => has(&["30", "37"]),
            Want::Weight => elements.net_weight_kg().or_else(|| elements.net_weight_lb()).is_some(),
            Want::Unit => has(&["00"]),
        }
    }
}

impl Missing {
    /// The word by which sentences know it; identifiers as they are.
    pub fn word(&self) -> Value {
        match self {
            Missing::Fact(want) => want.word(),
            Missing::Companions { needs, .. } => Value::Text(needs.clone()),
        }
    }
}

/// What `elements` do not tell of `wants`; where all is told, what the standard wants beside them.
pub(super) fn missing(wants: &[Want], elements: Option<&Elements>) -> Vec<Missing> {
    let Some(elements) = elements else { return wants.iter().copied().map(Missing::Fact).collect() };
    let untold = wants.iter().filter(|want| !want.is_told(elements)).copied();
    let mut missing: Vec<Missing> = untold.map(Missing::Fact).collect();
    // A lot and a date may be asked for alone: what they belong to is in the hand already.
    let names_something = Want::Item.is_told(elements) || Want::Unit.is_told(elements);
    if missing.is_empty()
        && names_something
        && let Err(Gs1Error { ai, problem: Problem::Alone { needs }, .. }) = elements.check_companions()
    {
        missing.push(Missing::Companions { ai, needs });
    }
    missing
}
