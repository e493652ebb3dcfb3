//! What a seat shows, as one value: the whole screen is data, and every face draws the same one.
//! Sentences are codes with values; quantities are decimal text with a unit; nothing here computes stock.

mod cards;
mod prompt;

pub use cards::*;
pub use prompt::*;

use domain::permission::Role;
use domain::scan::ScanVerdict;
use domain::{Amount, Message, OperatorId, OwnerId};
use serde::{Deserialize, Serialize};

/// Everything one seat shows now. Goes to each face of the seat after the commit that made it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct SeatScreen {
    /// Grows with everything that is shown. A tap names the number it was made on and is refused as stale when
    /// another turn was taken since; scans that only wait and refusals do not make it stale.
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
    /// What is done here happened earlier; `None` while the work is of now.
    pub earlier: Option<EarlierCard>,
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
    /// The owner this person is bound to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", ts(optional), schema(value_type = Option<String>))]
    pub owner: Option<OwnerId>,
}

/// The work of an earlier time: a code out of the tray, or a count that waited for a lead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct EarlierCard {
    /// Of the tray; empty for a count.
    pub code: String,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub at_ms: i64,
    /// Who scanned it.
    pub operator: String,
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
    /// Orders whose goods it took away: who lacks what, or where other stock is reserved instead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", ts(optional, as = "Option<Vec<Message>>"))]
    pub cut: Vec<Message>,
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
    Badge {
        prompt: Prompt,
    },
    Home {
        flows: Vec<FlowCard>,
        documents: Vec<DocumentCard>,
        prompt: Prompt,
    },
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

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct ReceiveScreen {
    pub prompt: Prompt,
    /// `None`: not chosen yet (scan an order, or go on without one).
    pub document: Option<DocumentCard>,
    /// Who brings it, as far as it was said.
    pub supplier: Option<String>,
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
    /// What stands at the source: goods, and crates.
    pub here: Vec<StockCard>,
    pub crates_here: Vec<CrateCard>,
    /// The crates in hand, in the order they were scanned.
    pub crates: Vec<CrateCard>,
    /// The source is the road: this is what is being loaded or taken in.
    pub transfer: Option<TransferCard>,
    /// Open transfers, at the start of the flow.
    pub transfers: Vec<TransferCard>,
    /// What the active person carries, at the start of the flow.
    pub carried: Vec<StockCard>,
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
    /// Parts of open counting documents, at the start of the flow.
    pub zones: Vec<CountZoneCard>,
    /// The one being worked on.
    pub zone: Option<Box<CountZoneCard>>,
    pub location: Option<LocationCard>,
    pub in_hand: InHand,
    /// Who else has goods in hand that stand, or stood, here.
    pub carried: Vec<CarriedCard>,
    pub lines: Vec<CountLineCard>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct NameItScreen {
    pub prompt: Prompt,
    pub code: String,
    /// The flow it was scanned in goes on afterwards.
    pub back_to: Option<Flow>,
}
