//! What a step asks for, and everything a face can send back: number pad, date pad, typed word, question, choices.

use super::Flow;
use domain::{Amount, Message};
use serde::{Deserialize, Serialize};

/// What the step asks for now. One per screen; every flow and face handles it the same way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Prompt {
    /// The one sentence: "Scan the item", "How many?".
    pub message: Message,
    /// Open number pad, or `None`.
    pub keypad: Option<Keypad>,
    /// Open date pad (YYYY-MM-DD by touch), with keys for "month only", "none printed", "not known".
    pub date_pad: bool,
    /// A word is being typed (lot code, note number, name): the one case of a focused text field.
    pub text_field: Option<TextField>,
    /// A question that a scan cannot answer: scans wait until an answer is tapped.
    pub question: Option<Question>,
    /// Cards of *choose from what is here*; empty until asked for, unless several things fit a scan.
    pub choices: Vec<Choice>,
    /// `choices` can be opened at this step.
    pub can_choose: bool,
    /// The one main button, always in the same corner.
    pub primary: Option<Button>,
    pub buttons: Vec<Button>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Keypad {
    /// `words/` code of what the number is: `keypad-quantity`, `keypad-counted`, `keypad-difference` …
    pub label: String,
    pub unit: String,
    pub decimals: u8,
    /// Replaced by the first digit.
    pub prefill: Option<String>,
    /// What the plan or the book says, when it may be shown.
    pub expected: Option<Amount>,
    /// A minus key is offered.
    pub signed: bool,
    /// A number is being typed: scans wait until it is entered or left.
    pub editing: bool,
    /// Keys "× carton of 48".
    pub packs: Vec<PackKey>,
    /// Goods that are weighed: a second field beside the weight. Both go back in [`Tap::Weighed`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", ts(optional))]
    pub pieces: Option<PiecesPad>,
    /// The goods are in a crate whose weight is known: the number may be said with the crate, in [`Tap::Gross`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", ts(optional))]
    pub tare: Option<TareKey>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct TareKey {
    pub crate_code: String,
    /// What the empty crate weighs, in the unit of the goods.
    pub tare: Amount,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct PiecesPad {
    /// Replaced by the first digit.
    pub prefill: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct PackKey {
    pub name: String,
    /// In stock units.
    pub factor: Amount,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct TextField {
    /// `words/` code of its label.
    pub label: String,
    pub prefill: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Question {
    pub message: Message,
    /// The first is the safe one and has the focus.
    pub answers: Vec<Button>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Button {
    pub message: Message,
    pub tap: Tap,
    pub tone: ButtonTone,
    /// Name of a pictogram in the design system, or empty.
    pub pictogram: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ButtonTone {
    Primary,
    Plain,
    /// Takes goods or work away; stands apart.
    Danger,
}

/// One card of what could be meant here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Choice {
    /// Goes back in [`Tap::Choose`].
    pub id: String,
    pub title: String,
    /// Lot, date, quantity, place: one line each.
    pub details: Vec<Message>,
    pub pictogram: String,
    /// Amber: near expiry, date not known.
    pub attention: bool,
}

/// What a face can send besides scans. A tap on a screen that has changed since is refused.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(tag = "tap", rename_all = "snake_case")]
pub enum Tap {
    OpenFlow {
        flow: Flow,
    },
    OpenDocument {
        id: String,
    },
    Choose {
        id: String,
    },
    /// Open or close *choose from what is here*.
    ShowChoices,
    HideChoices,
    /// From the number pad: decimal text, in the stock unit or in a pack.
    Quantity {
        amount: String,
        pack: Option<String>,
    },
    /// From the number pad, of goods that are weighed: both decimal text.
    Weighed {
        amount: String,
        pieces: String,
    },
    /// From the number pad: the weight of the goods with their crate, in the stock unit; the crate's is taken off.
    Gross {
        amount: String,
        /// Of catch-weight goods alone.
        pieces: Option<String>,
    },
    /// A number was begun on the pad. From here to [`Tap::Quantity`] scans wait and DONE books nothing: what the
    /// person sees on the pad is not known to the station yet.
    EditQuantity,
    /// The number that was begun was left: the proposal stands again.
    KeepQuantity,
    /// YYYY-MM-DD.
    Date {
        date: String,
    },
    /// YYYY-MM.
    Month {
        month: String,
    },
    NonePrinted,
    NotKnown,
    /// The goods carry no lot: make one.
    MakeLot,
    /// Write down the supplier's delivery-note number.
    OpenNote,
    /// Type the word that is asked for; the text field stands open only from here to [`Tap::Text`].
    OpenText,
    Text {
        text: String,
    },
    /// A reason code.
    Reason {
        reason: String,
    },
    /// An answer to the open question.
    Answer {
        answer: String,
    },
    /// Give the unknown code to this item, optionally as a pack.
    NameAs {
        item: String,
    },
    Park,
    /// From the tray: name this code, and book what was scanned where and when it was.
    NameParked {
        scan: String,
    },
    /// Take up a count that waits for a lead, from its task.
    PostCount {
        task: String,
    },
    Done,
    Cancel,
    Back,
    Undo,
    /// Undo this entry, from the history.
    UndoEntry {
        entry: String,
    },
    /// Print the labels of this job again, with a copy number.
    Reprint {
        job: String,
    },
    /// Close the red or violet band.
    Acknowledge,
    SignOut,
}
