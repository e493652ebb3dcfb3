//! What a seat shows, as one value: the whole screen is data, and every face draws the same one.
//! Sentences are codes with values; quantities are decimal text with a unit; nothing here computes stock.

use domain::permission::Role;
use domain::scan::ScanVerdict;
use domain::{Amount, Message, OperatorId};
use serde::{Deserialize, Serialize};

/// Everything one seat shows now. Goes to each face of the seat after the commit that made it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct SeatScreen {
    /// Grows with every turn; a tap names the number it was made on and is refused as stale otherwise.
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub number: i64,
    pub seat: String,
    pub operator: Option<OperatorCard>,
    pub screen: Screen,
    /// What became of the last scan or tap; `None` before the first.
    pub verdict: Option<Verdict>,
    /// Scans that wait until the open question is answered.
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub waiting_count: i64,
    /// Codes parked in the tray at this station.
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub parked_count: i64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct OperatorCard {
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub id: OperatorId,
    pub name: String,
    pub role: Role,
    /// `en` or `id`: the face speaks it as long as this person is active.
    pub language: String,
}

/// The verdict of one turn: sight and sound go out with it, after its commit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Verdict {
    /// The scan or tap it answers; the face sounds once per input.
    pub input: String,
    pub tone: Tone,
    /// For scans, as stored.
    pub scan: Option<ScanVerdict>,
    pub message: Message,
    /// The code as it was read, shown small under refusals and unknown codes.
    pub code: Option<String>,
    /// What stands wanted against got, where that is the matter.
    pub expected: Option<String>,
    pub got: Option<String>,
    /// The entry that was booked, if one was: UNDO takes it back.
    pub entry: Option<String>,
    /// Repeats of the same good scan in a row: the note rises with it.
    pub streak: u32,
}

/// Colour + shape + sound + words, always all four (ux.md 2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    Accepted,
    /// One more of the same.
    More,
    /// A line, a document or a count is complete.
    Complete,
    /// Accepted, but something differs: other lot, near expiry, date not known.
    Attention,
    WrongItem,
    TooMany,
    Unknown,
    /// Hold, recall, expired: screen-wide.
    Stop,
    /// Any other refusal: nothing was recorded.
    Refused,
    Command,
    /// Kept until the open question is answered.
    Waiting,
    Repeat,
    /// Device, disk or our own failure.
    Fault,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Flow {
    Receive,
    MoveStock,
    Adjust,
    Count,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Screen {
    /// Nobody is active here: scan a badge.
    Badge { prompt: Prompt },
    Home { flows: Vec<FlowCard>, documents: Vec<DocumentCard>, prompt: Prompt },
    Receive(ReceiveScreen),
    MoveStock(MoveScreen),
    Adjust(AdjustScreen),
    Count(CountScreen),
    /// An unknown code: name it now or park it.
    NameIt(NameItScreen),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct FlowCard {
    pub flow: Flow,
    /// Shown, but dimmed with the reason, when the active person may not.
    pub allowed: bool,
}

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
    /// Keys "× carton of 48".
    pub packs: Vec<PackKey>,
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
    OpenFlow { flow: Flow },
    OpenDocument { id: String },
    Choose { id: String },
    /// Open or close *choose from what is here*.
    ShowChoices,
    HideChoices,
    /// From the number pad: decimal text, in the stock unit or in a pack.
    Quantity { amount: String, pack: Option<String> },
    /// Open the number pad where the step has a number that can be touched.
    EditQuantity,
    /// YYYY-MM-DD.
    Date { date: String },
    /// YYYY-MM.
    Month { month: String },
    NonePrinted,
    NotKnown,
    /// The goods carry no lot: make one.
    MakeLot,
    /// Write down the supplier's delivery-note number.
    OpenNote,
    Text { text: String },
    /// A reason code.
    Reason { reason: String },
    /// An answer to the open question.
    Answer { answer: String },
    /// Give the unknown code to this item, optionally as a pack.
    NameAs { item: String },
    Park,
    Done,
    Cancel,
    Back,
    Undo,
    /// Undo this entry, from the history.
    UndoEntry { entry: String },
    /// Print the labels of this job again, with a copy number.
    Reprint { job: String },
    /// Close the red or violet band.
    Acknowledge,
    SignOut,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct ItemCard {
    pub id: String,
    pub sku: String,
    /// In the active person's language.
    pub name: String,
    pub pictogram: String,
    pub unit: String,
    pub decimals: u8,
    pub lot_tracked: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct LotCard {
    /// As printed; empty for goods not kept by lot.
    pub code: String,
    /// `date`, `month`, `none_printed`, `not_known`.
    pub expiry_kind: String,
    /// YYYY-MM-DD, the last good day.
    pub expiry: Option<String>,
    pub near: bool,
    pub expired: bool,
    pub ours: bool,
    /// `released`, `quarantine`, `recalled`.
    pub status: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct LocationCard {
    pub id: String,
    pub code: String,
    pub name: String,
    /// `bin`, `zone`, `container` …
    pub kind: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct DocumentCard {
    pub id: String,
    pub number: String,
    pub partner: String,
    /// `purchase_order`, `blind_receipt`, `count`.
    pub kind: String,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub line_count: i64,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub done_line_count: i64,
}

/// One line of the document in work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct LineCard {
    pub id: String,
    pub item: ItemCard,
    /// "1,824 of 1,920 bottles"
    pub done: Amount,
    pub wanted: Amount,
    /// "38 of 40 cartons", when ordered in packs.
    pub done_packs: Option<Amount>,
    pub wanted_packs: Option<Amount>,
    /// `open`, `part`, `complete`, `over`.
    pub state: String,
    /// The line being worked on.
    pub active: bool,
}

/// What is being put together right now: item, lot, quantity, place. The band in the middle of a flow.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct InHand {
    pub item: Option<ItemCard>,
    pub lot: Option<LotCard>,
    pub quantity: Option<Amount>,
    /// "3 cartons + 5", when counted in packs.
    pub packs: Option<String>,
    pub from: Option<LocationCard>,
    pub to: Option<LocationCard>,
    pub reason: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct ReceiveScreen {
    pub prompt: Prompt,
    /// `None`: not chosen yet (scan an order, or go on without one).
    pub document: Option<DocumentCard>,
    pub lines: Vec<LineCard>,
    pub in_hand: InHand,
    /// Where received goods go until somebody scans a location.
    pub to: Option<LocationCard>,
    /// Newest first, of this delivery.
    pub booked: Vec<BookedCard>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct MoveScreen {
    pub prompt: Prompt,
    pub in_hand: InHand,
    /// What stands at the source.
    pub here: Vec<StockCard>,
    pub booked: Vec<BookedCard>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct AdjustScreen {
    pub prompt: Prompt,
    pub in_hand: InHand,
    /// `restock`, `take_out`, `damage`, once chosen.
    pub mode: Option<String>,
    /// On hand of item and lot at the place, before.
    pub before: Option<Amount>,
    pub booked: Vec<BookedCard>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct CountScreen {
    pub prompt: Prompt,
    pub location: Option<LocationCard>,
    pub in_hand: InHand,
    pub lines: Vec<CountLineCard>,
}

/// One item and lot at the counted place. The book is shown only after it was counted (blind).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct CountLineCard {
    pub id: String,
    pub item: ItemCard,
    pub lot: LotCard,
    pub counted: Option<Amount>,
    pub book: Option<Amount>,
    /// counted − book, signed.
    pub difference: Option<Amount>,
    pub active: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct NameItScreen {
    pub prompt: Prompt,
    pub code: String,
    /// The flow it was scanned in goes on afterwards.
    pub back_to: Option<Flow>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct StockCard {
    pub item: ItemCard,
    pub lot: LotCard,
    pub location: LocationCard,
    pub on_hand: Amount,
    pub reserved: Amount,
}

/// An entry of this job, with its undo.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct BookedCard {
    pub entry: String,
    pub message: Message,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub at_ms: i64,
    pub undone: bool,
    /// Label job made with it, if any.
    pub print_job: Option<String>,
}
