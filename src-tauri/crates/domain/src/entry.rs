//! Entries and their movements: what happened, in the form that is hashed and never changed.
//!
//! `hash = SHA-256(previous hash ‖ canonical bytes)`; the canonical bytes are a version byte, the entry's fields,
//! then its movements and placements in line order, by UUID, length-prefixed (design.md §3). A golden vector in
//! the tests holds them for ever.

use crate::expiry::Expiry;
use crate::id::{
    DocumentId, DocumentLineId, EntryId, ItemId, LocationId, LotId, OperatorId, ScanId, StationId,
};
use crate::lot_change::{LotFact, NewLotChange};
use crate::quantity::Quantity;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$vmeta])* $variant),* }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// As stored and hashed.
            pub fn text(self) -> &'static str {
                match self { $( $name::$variant => $text ),* }
            }

            pub fn from_text(text: &str) -> Option<$name> {
                match text { $( $text => Some($name::$variant), )* _ => None }
            }
        }
    };
}

pub(crate) use words;

words!(
    /// What kind of movement it is; on the movement, because one entry may hold a shortfall and a pick.
    MovementKind {
        Receive = "receive", Produce = "produce", Consume = "consume", Move = "move", Pick = "pick", Pack = "pack",
        Ship = "ship", Return = "return", Refund = "refund", Adjust = "adjust", Count = "count", Damage = "damage",
        Scrap = "scrap", Sample = "sample", Rework = "rework", Initial = "initial", Reversal = "reversal",
    }
);

words!(
    /// How we know the quantity and the goods.
    Evidence {
        Scanned = "scanned", Weighed = "weighed", Typed = "typed", Chosen = "chosen", Counted = "counted",
        Backflushed = "backflushed", Converted = "converted", Imported = "imported", Api = "api",
        /// Followed from the book itself: a shortfall, a reversal.
        Derived = "derived",
    }
);

words!(
    /// Why goods moved against the plan (ux.md 2.15). `BookWasShort` is the ledger's own.
    Reason {
        BookWasShort = "book_was_short",
        NotDelivered = "not_delivered", Broken = "broken", WrongItem = "wrong_item", OutAtSupplier = "out_at_supplier",
        CountedAgain = "counted_again", MoreDelivered = "more_delivered", Other = "other",
        Leaking = "leaking", Pest = "pest", Warm = "warm", Expired = "expired",
        NotBookedIn = "not_booked_in", NotBookedOut = "not_booked_out", WrongPlace = "wrong_place",
        WrongLot = "wrong_lot", WrongUnit = "wrong_unit", CouldNotFind = "could_not_find",
        NoRoomElsewhere = "no_room_elsewhere", ForAShortTime = "for_a_short_time", PackedTight = "packed_tight",
        WorkedOnPaper = "worked_on_paper", NoPower = "no_power", Undone = "undone",
        CheckFailed = "check_failed", SupplierNotice = "supplier_notice", Complaint = "complaint",
        ShortLife = "short_life", WaitsForCheck = "waits_for_check", CheckedGood = "checked_good", HeldByMistake = "held_by_mistake",
    }
);

impl Reason {
    /// What the adjust and count flows offer.
    pub const FOR_DIFFERENCES: [Reason; 6] = [
        Reason::NotBookedIn,
        Reason::NotBookedOut,
        Reason::WrongPlace,
        Reason::WrongLot,
        Reason::WrongUnit,
        Reason::CouldNotFind,
    ];
    /// What the damage write-off offers.
    pub const FOR_DAMAGE: [Reason; 6] =
        [Reason::Broken, Reason::Leaking, Reason::Pest, Reason::Warm, Reason::Expired, Reason::Other];
    /// What goods that came back offer.
    pub const FOR_RETURNS: [Reason; 6] = [
        Reason::NotDelivered,
        Reason::WrongItem,
        Reason::Broken,
        Reason::Leaking,
        Reason::Expired,
        Reason::Other,
    ];
    /// What an over-receipt offers.
    pub const FOR_EXCESS: [Reason; 4] =
        [Reason::MoreDelivered, Reason::WrongItem, Reason::CountedAgain, Reason::Other];
    /// What holding a lot offers.
    pub const FOR_HOLDS: [Reason; 6] = [
        Reason::Warm,
        Reason::CheckFailed,
        Reason::WaitsForCheck,
        Reason::Pest,
        Reason::SupplierNotice,
        Reason::Other,
    ];
    /// What recalling one offers.
    pub const FOR_RECALLS: [Reason; 4] =
        [Reason::SupplierNotice, Reason::CheckFailed, Reason::Complaint, Reason::Other];
    /// What releasing one, or moving its best-before, offers.
    pub const FOR_RELEASES: [Reason; 3] = [Reason::CheckedGood, Reason::HeldByMistake, Reason::Other];
    /// Why goods stand where they should not.
    pub const FOR_PLACE: [Reason; 3] = [Reason::NoRoomElsewhere, Reason::ForAShortTime, Reason::PackedTight];
    /// What a receipt that stays short offers.
    pub const FOR_SHORT: [Reason; 6] = [
        Reason::NotDelivered,
        Reason::Broken,
        Reason::WrongItem,
        Reason::OutAtSupplier,
        Reason::CountedAgain,
        Reason::Other,
    ];
}

/// What a flow wants to be true: becomes an entry when the ledger appends it.
#[derive(Clone, Debug, PartialEq)]
pub struct NewEntry {
    pub id: EntryId,
    /// When the goods moved, UTC milliseconds; never later than `recorded_at_ms`.
    pub happened_at_ms: i64,
    pub recorded_at_ms: i64,
    /// The site's calendar day of `happened_at_ms`.
    pub business_date: Date,
    pub operator: OperatorId,
    /// The second badge of one act (step-up, two people), when there was one.
    pub witness: Option<OperatorId>,
    pub seat: String,
    pub document: Option<DocumentId>,
    pub scan: Option<ScanId>,
    /// The entry this one undoes, whole.
    pub reverses: Option<EntryId>,
    pub note: String,
    pub movements: Vec<NewMovement>,
    pub placements: Vec<NewPlacement>,
    pub lot_changes: Vec<NewLotChange>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct NewMovement {
    pub kind: MovementKind,
    pub item: ItemId,
    pub lot: LotId,
    /// With a serial the quantity is exactly one unit.
    pub serial: Option<String>,
    pub from: LocationId,
    pub to: LocationId,
    /// More than zero.
    pub quantity: Quantity,
    /// Pieces of a catch-weight item, beside the weight.
    pub pieces: i64,
    pub reason: Option<Reason>,
    pub evidence: Evidence,
    pub line: Option<DocumentLineId>,
    /// The reading as made ("38 cartons", "19.600 kg by scale 2"); empty when it is the quantity itself.
    pub reading: String,
}

impl NewMovement {
    /// Received on an order's line and wanted there: its vendor is told. What came above the order has a reason, stands
    /// on the hold shelf until the office decides, and is told to nobody.
    pub fn is_owed_to_vendor(&self) -> bool {
        let is_wanted = self.reason.is_none_or(|reason| Reason::FOR_PLACE.contains(&reason));
        self.kind == MovementKind::Receive && self.line.is_some() && is_wanted
    }
}

/// A container changes its parent; the goods inside stay booked at the container.
#[derive(Clone, Debug, PartialEq)]
pub struct NewPlacement {
    pub container: LocationId,
    pub from: LocationId,
    pub to: LocationId,
}

/// On hand at both ends before the movement, in millionths; after follows from the quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Before {
    pub from: Quantity,
    pub to: Quantity,
}

/// Where an entry stands in its station's chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainPlace {
    pub station: StationId,
    pub epoch: i64,
    /// Gapless from 1 within (station, epoch).
    pub sequence: i64,
    /// Hybrid logical clock: 48 bits of milliseconds, 16 of counter.
    pub hybrid_clock: i64,
}

/// What is before the first entry of an epoch.
pub const GENESIS: [u8; 32] = [0; 32];
/// The layout's first byte. Entries that change no lot keep the layout of before there were such entries.
const CANONICAL_VERSION: u8 = 1;
const CANONICAL_VERSION_WITH_LOT_CHANGES: u8 = 2;

/// The bytes the hash covers, `before` in movement order.
pub fn canonical_bytes(place: &ChainPlace, entry: &NewEntry, before: &[Before]) -> Vec<u8> {
    assert_eq!(entry.movements.len(), before.len(), "every movement has its balances before");
    let mut out = Canonical(vec![match entry.lot_changes.is_empty() {
        true => CANONICAL_VERSION,
        false => CANONICAL_VERSION_WITH_LOT_CHANGES,
    }]);
    out.bytes(place.station.bytes());
    for number in
        [place.epoch, place.sequence, place.hybrid_clock, entry.happened_at_ms, entry.recorded_at_ms]
    {
        out.number(number);
    }
    out.text(&entry.business_date.to_string());
    out.bytes(entry.id.bytes());
    out.bytes(entry.operator.bytes());
    out.optional(entry.witness.as_ref().map(|id| id.bytes().as_slice()));
    out.text(&entry.seat);
    out.optional(entry.document.as_ref().map(|id| id.bytes().as_slice()));
    out.optional(entry.scan.as_ref().map(|id| id.bytes().as_slice()));
    out.optional(entry.reverses.as_ref().map(|id| id.bytes().as_slice()));
    out.text(&entry.note);
    out.number(entry.movements.len() as i64);
    for (movement, before) in entry.movements.iter().zip(before) {
        out.text(movement.kind.text());
        out.bytes(movement.item.bytes());
        out.bytes(movement.lot.bytes());
        out.optional(movement.serial.as_ref().map(|serial| serial.as_bytes()));
        out.bytes(movement.from.bytes());
        out.bytes(movement.to.bytes());
        out.number(movement.quantity.millionths());
        out.number(movement.pieces);
        out.text(movement.reason.map_or("", Reason::text));
        out.text(movement.evidence.text());
        out.optional(movement.line.as_ref().map(|id| id.bytes().as_slice()));
        out.text(&movement.reading);
        out.number(before.from.millionths());
        out.number(before.to.millionths());
    }
    out.number(entry.placements.len() as i64);
    for placement in &entry.placements {
        out.bytes(placement.container.bytes());
        out.bytes(placement.from.bytes());
        out.bytes(placement.to.bytes());
    }
    if !entry.lot_changes.is_empty() {
        out.number(entry.lot_changes.len() as i64);
        entry.lot_changes.iter().for_each(|change| out.lot_change(change));
    }
    out.0
}

/// One link of the chain.
pub fn chain_hash(previous: &[u8; 32], canonical: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(previous);
    hash.update(canonical);
    hash.finalize().into()
}

struct Canonical(Vec<u8>);

impl Canonical {
    fn bytes(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(&(bytes.len() as u32).to_be_bytes());
        self.0.extend_from_slice(bytes);
    }
    fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }
    fn number(&mut self, number: i64) {
        self.bytes(&number.to_be_bytes());
    }
    fn lot_change(&mut self, change: &NewLotChange) {
        self.bytes(change.lot.bytes());
        self.text(change.act.text());
        match change.fact {
            LotFact::Status { from, to } => {
                self.text("status");
                self.text(from.text());
                self.text(to.text());
            }
            LotFact::Expiry { from, to } => {
                self.text("expiry");
                self.expiry(from);
                self.expiry(to);
            }
        }
        self.text(change.reason.text());
    }
    fn expiry(&mut self, expiry: Expiry) {
        self.text(expiry.kind());
        self.text(&expiry.last_good_day().map(|day| day.to_string()).unwrap_or_default());
    }
    /// Absent and empty differ: a leading byte says which.
    fn optional(&mut self, bytes: Option<&[u8]>) {
        match bytes {
            None => self.0.push(0),
            Some(bytes) => {
                self.0.push(1);
                self.bytes(bytes);
            }
        }
    }
}
