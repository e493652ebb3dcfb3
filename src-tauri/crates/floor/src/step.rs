//! The step a seat stands at: small, saved with every turn, read again after a power cut.
//! Lines and progress live in documents and entries, not here.

use crate::flows::{adjust, count, move_stock, receive};
use crate::hand::Hand;
use crate::screen::Flow;
use crate::{earlier, name_it, undo_crate};
use ledger::table::seat::SeatRow;
use serde::{Deserialize, Serialize};

/// The version of the steps below: a step of another version is dropped and the flow reopens at its document.
pub const STEP_VERSION: i64 = 1;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "at", rename_all = "snake_case")]
pub enum Step {
    #[default]
    Home,
    Receive(receive::State),
    MoveStock(move_stock::State),
    Adjust(adjust::State),
    Count(count::State),
    NameIt(name_it::State),
    /// Work of an earlier time, within its own flow.
    Earlier(earlier::State),
    /// A crate move is to be undone that other work followed.
    UndoCrate(undo_crate::State),
}

/// A step as it is saved.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    #[serde(flatten)]
    pub step: Step,
    /// The screen this step was first shown on: taps made since then are not stale, though scans may have come in
    /// to wait and made newer screens.
    #[serde(default)]
    pub since: i64,
}

impl Standing {
    /// A step that this version cannot read is dropped; documents and entries still say how far the work is.
    pub fn of(row: &SeatRow) -> Standing {
        let fresh = || Standing { step: Step::Home, since: row.screen_number };
        if row.step_version != STEP_VERSION {
            return fresh();
        }
        serde_json::from_str(&row.step).unwrap_or_else(|_| fresh())
    }

    pub fn text(&self) -> String {
        serde_json::to_string(self).expect("a step is plain data")
    }
}

impl Step {
    /// The flow in work, also below *name it*.
    pub fn flow(&self) -> Option<Flow> {
        match self {
            Step::Home => None,
            Step::Receive(_) => Some(Flow::Receive),
            Step::MoveStock(_) => Some(Flow::MoveStock),
            Step::Adjust(_) => Some(Flow::Adjust),
            Step::Count(_) => Some(Flow::Count),
            Step::NameIt(state) => state.beyond().flow(),
            Step::Earlier(state) => state.step.flow(),
            Step::UndoCrate(state) => state.back.flow(),
        }
    }

    /// The step the work is at, below *name it*.
    pub fn work(&self) -> &Step {
        match self {
            Step::NameIt(state) => state.beyond().work(),
            Step::UndoCrate(state) => state.back.work(),
            other => other,
        }
    }

    /// What is being put together, also below *name it*.
    pub fn hand(&self) -> Option<&Hand> {
        match self {
            Step::Home | Step::UndoCrate(_) => None,
            Step::Receive(state) => Some(&state.hand),
            Step::MoveStock(state) => Some(&state.hand),
            Step::Adjust(state) => Some(&state.hand),
            Step::Count(state) => Some(&state.hand),
            Step::NameIt(state) => state.beyond().hand(),
            Step::Earlier(state) => state.step.hand(),
        }
    }

    /// The work of an earlier time that is being done, or named for, here.
    pub fn earlier(&self) -> Option<&earlier::State> {
        match self {
            Step::Earlier(state) => Some(state),
            Step::NameIt(state) => state.from_tray(),
            Step::UndoCrate(state) => state.back.earlier(),
            _ => None,
        }
    }

    /// The hand of the flow itself, not of one below *name it*.
    pub fn own_hand_mut(&mut self) -> Option<&mut Hand> {
        match self {
            Step::Home | Step::NameIt(_) | Step::UndoCrate(_) => None,
            Step::Receive(state) => Some(&mut state.hand),
            Step::MoveStock(state) => Some(&mut state.hand),
            Step::Adjust(state) => Some(&mut state.hand),
            Step::Count(state) => Some(&mut state.hand),
            Step::Earlier(state) => state.step.own_hand_mut(),
        }
    }

    /// A number was begun on a pad here and has not been entered.
    pub fn is_editing(&self) -> bool {
        !matches!(self, Step::NameIt(_)) && self.hand().is_some_and(|hand| hand.editing)
    }

    /// Something is open that a scan of goods cannot answer: a question, or a number being typed.
    pub fn has_question(&self) -> bool {
        if self.is_editing() {
            return true;
        }
        match self {
            Step::Home | Step::NameIt(_) => false,
            Step::UndoCrate(_) => true,
            Step::Receive(state) => state.question.is_some() || state.hand.retyping,
            // Once the number stands, the target is scanned.
            Step::MoveStock(state) => {
                state.question.is_some() || state.hand.retyping && state.hand.quantity.is_none()
            }
            Step::Adjust(state) => state.question.is_some() || state.hand.retyping,
            Step::Count(state) => state.question.is_some() || state.hand.retyping,
            Step::Earlier(state) => state.step.has_question(),
        }
    }
}

macro_rules! into_step {
    ($($state:ty => $variant:ident),* $(,)?) => {$(
        impl From<$state> for Step {
            fn from(state: $state) -> Step {
                Step::$variant(state)
            }
        }
    )*};
}

into_step!(
    receive::State => Receive,
    move_stock::State => MoveStock,
    adjust::State => Adjust,
    count::State => Count,
    name_it::State => NameIt,
    earlier::State => Earlier,
    undo_crate::State => UndoCrate,
);
