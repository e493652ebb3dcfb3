//! What the desk reads: stock, history, deliveries, devices, print jobs. Values that cross to a face, no rules.

use domain::permission::Role;
use domain::{Amount, Message};
use floor::screen::{Flow, ItemCard, LocationCard, LotCard, StockCard, Tap};
use serde::{Deserialize, Serialize};

/// One page of a list. `next` is the cursor of the page after it, absent on the last.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Page<T> {
    pub rows: Vec<T>,
    pub next: Option<String>,
}

/// The status strip: one value, pushed whenever it changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Status {
    pub station: String,
    /// `demo`, `production`, `training`.
    pub environment: String,
    /// One per connected vendor.
    pub links: Vec<LinkStatus>,
    /// Deliveries that are not done.
    pub waiting_count: u32,
    #[cfg_attr(feature = "schema", ts(type = "number | null"))]
    pub oldest_waiting_ms: Option<i64>,
    /// Deliveries and tasks that need a person.
    pub person_count: u32,
    pub parked_count: u32,
    pub devices: Vec<DeviceStatus>,
    /// A sentence about the station itself (settings file wrong, disk nearly full), or `None`.
    pub trouble: Option<Message>,
    /// The clock cannot be believed; absent while it can. A lead may say that it is right.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "schema", ts(optional, as = "Option<bool>"))]
    pub date_in_doubt: bool,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub now_ms: i64,
    /// IANA name; the face shows instants in it.
    pub time_zone: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct LinkStatus {
    pub vendor: String,
    /// `all_sent`, `sending`, `waiting_for_network`, `needs_person`, `reading_only`, `off`.
    pub state: String,
    pub waiting_count: u32,
    /// Age of the newest data from there.
    #[cfg_attr(feature = "schema", ts(type = "number | null"))]
    pub as_of_ms: Option<i64>,
    pub stale: bool,
    /// Why it is stale or stands still.
    pub reason: Option<Message>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct DeviceStatus {
    pub name: String,
    /// `scanner`, `printer`.
    pub kind: String,
    /// `ready`, `attention`, `away`.
    pub state: String,
    /// What it is and what to do: `device-…` of words.
    pub message: Message,
    /// `/dev/ttyACM0`, `192.168.1.20:9100`.
    pub address: String,
    #[cfg_attr(feature = "schema", ts(type = "number | null"))]
    pub last_seen_ms: Option<i64>,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub good_count: i64,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub bad_count: i64,
}

/// One movement in the history, with the balances it found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct HistoryRow {
    pub entry: String,
    /// `station-epoch-sequence`, as vendors see it: `TM1-1-000123`.
    pub number: String,
    /// `receive`, `move`, …
    pub kind: String,
    pub item: ItemCard,
    pub lot: LotCard,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", ts(optional))]
    pub serial: Option<String>,
    pub from: LocationCard,
    pub to: LocationCard,
    pub quantity: Amount,
    /// Of a catch-weight item, beside the weight.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", ts(optional, as = "Option<i32>"))]
    pub pieces: Option<i64>,
    pub from_after: Amount,
    pub to_after: Amount,
    pub reason: Option<String>,
    pub evidence: String,
    /// As it was read, where that is not the quantity: "38 cartons".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", ts(optional))]
    pub reading: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", ts(optional))]
    pub note: Option<String>,
    pub operator: String,
    pub operator_id: String,
    pub seat: String,
    pub document: Option<String>,
    pub document_id: Option<String>,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub happened_at_ms: i64,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub recorded_at_ms: i64,
    /// The entry this one undoes.
    pub reverses: Option<String>,
    /// The entry that undid this one.
    pub reversed_by: Option<String>,
}

/// Stock of one item with its places, and what vendors say beside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct StockRow {
    pub item: ItemCard,
    pub on_hand: Amount,
    pub reserved: Amount,
    pub places: Vec<StockCard>,
    pub external: Vec<ExternalStock>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct ExternalStock {
    pub vendor: String,
    pub location: String,
    pub quantity: Amount,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub as_of_ms: i64,
    pub stale: bool,
}

/// One row of the outbox: "why is this not synced", in words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct DeliveryRow {
    pub id: String,
    pub vendor: String,
    /// `purchase_receipt`, `stock_adjustment`.
    pub kind: String,
    pub number: String,
    /// design.md §14: waiting, sending, unclear, retry_at, done, needs_person, cancelled, superseded, withheld.
    pub state: String,
    pub document: Option<String>,
    /// What it carries: "+1,824 pcs PK-BTL".
    pub goods: Vec<Message>,
    /// What, since when, why, who can fix it.
    pub why: Message,
    pub attempt_count: u32,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub since_ms: i64,
    #[cfg_attr(feature = "schema", ts(type = "number | null"))]
    pub next_at_ms: Option<i64>,
    /// The vendor's own words, when it refused.
    pub vendor_words: Option<String>,
    pub can_retry: bool,
    pub can_set_aside: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct PrintJobRow {
    pub id: String,
    /// `TLNP…`, printed on the label.
    pub code: String,
    pub title: String,
    pub role: String,
    pub printer: String,
    /// queued, sending, sent, confirmed, failed, unknown, cancelled.
    pub state: String,
    pub why: Message,
    pub label_count: u32,
    pub labels: LabelCounts,
    /// What a person is asked about it.
    pub question: Option<PrintQuestion>,
    /// Labels that have not begun can still be left out.
    pub can_cancel: bool,
    pub copy: u32,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub made_at_ms: i64,
}

/// The labels of one job, by what is known of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct LabelCounts {
    pub confirmed_count: u32,
    pub in_printer_count: u32,
    pub in_doubt_count: u32,
    pub not_begun_count: u32,
}

/// One thing at a time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(tag = "ask", rename_all = "snake_case")]
pub enum PrintQuestion {
    /// Which of these is the last good one on the roll; the one before `first` when none of them came out.
    LastGood { first: u32, last: u32 },
    /// May the printer that stands there now go on; `dpi` is absent where it does not tell.
    AcceptPrinter { was: String, is: String, dpi: Option<u32> },
}

/// A barcode of the demo drawer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct DrawerCode {
    /// `badges`, `commands`, `places`, `orders`, `items`, `gs1`, `trouble`.
    pub group: String,
    pub title: String,
    pub code: String,
    pub pictogram: String,
}

/// A code in the tray, with the work it was parked at and what it told besides the item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct ParkedRow {
    pub scan: String,
    pub code: String,
    /// `None`: nothing was being done.
    pub flow: Option<Flow>,
    pub document: Option<String>,
    pub location: Option<String>,
    pub lot: Option<String>,
    pub quantity: Option<Amount>,
    /// The item that has this code by now.
    pub known: Option<String>,
    pub operator: String,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub at_ms: i64,
    pub can_take_out: bool,
    /// Why it may leave the tray without a name, for whoever reads; empty when they may not say so.
    pub discard_reasons: Vec<Message>,
}

/// Something a person must settle, or that was settled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct TaskRow {
    pub id: String,
    /// `excess`, `count_difference`, `delivery` …
    pub kind: String,
    /// What happened, and what has to be decided.
    pub message: Message,
    /// `low`, `medium`, `high`, `urgent`.
    pub severity: String,
    /// `open`, `seen`, `settled`, `self_cleared`.
    pub state: String,
    /// Who may settle it, and whoever stands above.
    pub role: Role,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub since_ms: i64,
    /// What its entry moved: "+24 pcs FG-SB250".
    pub goods: Vec<Message>,
    pub document: Option<String>,
    /// Where it can be done, when there is such a place.
    pub way: Option<TaskWay>,
    /// What settles it, for whoever reads; empty when they may not, or when it ends with its delivery.
    pub answers: Vec<Message>,
    pub can_settle: bool,
    pub resolution: Option<Message>,
    pub settled_by: Option<String>,
    #[cfg_attr(feature = "schema", ts(type = "number | null"))]
    pub settled_at_ms: Option<i64>,
}

/// Where the matter of a task can be done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum TaskWay {
    /// What goes out to vendors.
    Sync,
    History {
        item: ItemCard,
    },
    /// By this tap at the seat.
    Seat {
        tap: Tap,
    },
}

/// What the wedge classifier of a face sends for one burst; the engine decodes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Burst {
    /// UUIDv7 made by the face when the burst began: the scan's id.
    pub id: String,
    pub keys: Vec<BurstKey>,
    /// `enter`, `tab`, `idle`.
    pub terminator: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct BurstKey {
    /// Physical key (`KeyA`, `Digit1`): the same on every layout.
    pub code: String,
    /// What the host's layout made of it.
    pub text: String,
    pub shift: bool,
    pub control: bool,
    pub alt: bool,
    pub caps_lock: bool,
    /// Milliseconds since the key before; 0 for the first.
    pub gap_ms: f64,
}
