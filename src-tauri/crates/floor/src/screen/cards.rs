//! Items, lots, places, orders, stock and bookings as they stand on a screen. Words are codes, quantities are text.

use domain::{Amount, Message};
use serde::{Deserialize, Serialize};

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
    pub id: String,
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
    /// `purchase_order`, `blind_receipt`, `count`, `transfer`.
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
    /// "1,824 of 1,920 bottles": what came and was not undone.
    pub done: Amount,
    pub wanted: Amount,
    /// "38 of 40 cartons", when ordered in packs.
    pub done_packs: Option<Amount>,
    pub wanted_packs: Option<Amount>,
    /// What was undone here after the vendor had it: there it still counts as received.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", ts(optional))]
    pub undone_there: Option<Amount>,
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
    /// Of goods kept one by one.
    pub serial: Option<String>,
    pub quantity: Option<Amount>,
    /// "3 cartons + 5", when counted in packs.
    pub packs: Option<String>,
    pub from: Option<LocationCard>,
    pub to: Option<LocationCard>,
    pub reason: Option<String>,
}

/// A part of a counting document: a place with all that stands in it, or one item there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct CountZoneCard {
    /// Goes back in `Tap::Choose`.
    pub id: String,
    /// Number of the document.
    pub document: String,
    pub location: LocationCard,
    /// Only this item is counted.
    pub item: Option<ItemCard>,
    /// `open`, `counting`, `counted`, `recount`, `approved`.
    pub state: String,
    /// Goods with a number, goods to be counted again, goods that nobody counted.
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub counted_count: i64,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub again_count: i64,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub open_count: i64,
    /// Who counted in it.
    pub people: Vec<String>,
}

/// One item and lot at the counted place. The book is shown only after it was counted (blind).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct CountLineCard {
    pub id: String,
    pub item: ItemCard,
    pub lot: LotCard,
    /// Of goods kept one by one, once this piece was counted.
    pub serial: Option<String>,
    pub counted: Option<Amount>,
    pub book: Option<Amount>,
    /// counted − book, signed.
    pub difference: Option<Amount>,
    /// Code of its place, where the list goes over several.
    pub location: Option<String>,
    /// Who counted it, in a counting document.
    pub by: Option<String>,
    /// Counted once, too far from the book: it is to be counted again, blind.
    pub again: bool,
    pub active: bool,
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

/// Goods between two of our sites.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct TransferCard {
    /// Goes back in `Tap::Choose`.
    pub id: String,
    pub number: String,
    /// Codes of the sites.
    pub from: String,
    pub to: String,
    /// `open`, `in_transit`, `received`.
    pub state: String,
    /// Lots and crates that were sent, and those that are still on the road.
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub sent_count: i64,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub open_count: i64,
}

/// A crate that stands somewhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct CrateCard {
    pub location: LocationCard,
    /// `clean`, `in_use`, `dirty`, `used_up`.
    pub state: String,
    /// Lots in it.
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub line_count: i64,
}

/// Somebody else has goods from here in hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct CarriedCard {
    pub operator: String,
    pub quantity: Amount,
    /// The book has them with the person already; else they are still in the book here.
    pub booked: bool,
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
