//! The step a seat stands at: small, saved with every turn, read again after a power cut.
//! Lines and progress live in documents and entries, not here.

use crate::flows::{adjust, count, move_stock, receive};
use crate::name_it;
use crate::screen::Flow;
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
            Step::NameIt(state) => state.back.flow(),
        }
    }

    /// A question is open that a scan of goods cannot answer.
    pub fn has_question(&self) -> bool {
        match self {
            Step::Home | Step::NameIt(_) => false,
            Step::Receive(state) => state.question.is_some(),
            Step::MoveStock(state) => state.question.is_some(),
            Step::Adjust(state) => state.question.is_some(),
            Step::Count(state) => state.question.is_some(),
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
);
