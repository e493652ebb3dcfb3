//! Locations: a tree of sites, zones and bins, containers that move in it, and the virtual places goods come
//! from and go to. Goods only ever move between locations.

use crate::id::LocationId;
use serde::Deserialize;

/// A place stock can be at.
#[derive(Clone, Debug, PartialEq)]
pub struct Location {
    pub id: LocationId,
    pub kind: LocationKind,
    /// What its label says: `A-01-1`, `CR-011`, an SSCC. Unique in the ledger.
    pub code: String,
    pub name: String,
    /// Where it stands now; derived from placements for containers.
    pub parent: Option<LocationId>,
    /// What may be done with goods that stand here.
    pub purpose: Purpose,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocationKind {
    Site,
    Zone,
    Bin,
    /// A crate, pallet or tote (LPN or SSCC): a location that moves.
    Container,
    Supplier,
    Customer,
    Production,
    Loss,
    Adjustment,
    /// Goods between our sites: ours and counted, never below zero.
    Transit,
}

/// What a physical location is for. Guards grow from this; now: where excess and doubtful goods go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Store,
    /// Where goods stand while they are received.
    Dock,
    /// Goods here are on hold.
    Hold,
    /// Goods whose bin is not known yet.
    Unassigned,
    /// In the hands of one operator.
    InHand,
}

/// What a crate is fit for. Derived from what went in and out of it, and from who cleaned it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CrateState {
    Clean,
    /// Goods or other crates stand in it.
    InUse,
    /// Goods were taken out of it, it is empty, and nobody has cleaned it since.
    Dirty,
    /// For one use, and it had its use: its number is never used again.
    UsedUp,
}

/// What may lie beside each other in one crate, from most to least.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mixing {
    #[default]
    Anything,
    OneOwner,
    OneItem,
    OneLot,
}

impl CrateState {
    pub fn text(self) -> &'static str {
        match self {
            CrateState::Clean => "clean",
            CrateState::InUse => "in_use",
            CrateState::Dirty => "dirty",
            CrateState::UsedUp => "used_up",
        }
    }
}

impl Mixing {
    pub const ALL: [Mixing; 4] = [Mixing::Anything, Mixing::OneOwner, Mixing::OneItem, Mixing::OneLot];

    pub fn text(self) -> &'static str {
        match self {
            Mixing::Anything => "anything",
            Mixing::OneOwner => "one_owner",
            Mixing::OneItem => "one_item",
            Mixing::OneLot => "one_lot",
        }
    }

    pub fn from_text(text: &str) -> Option<Mixing> {
        Mixing::ALL.into_iter().find(|mixing| mixing.text() == text)
    }
}

impl LocationKind {
    pub const ALL: [LocationKind; 10] = [
        LocationKind::Site,
        LocationKind::Zone,
        LocationKind::Bin,
        LocationKind::Container,
        LocationKind::Supplier,
        LocationKind::Customer,
        LocationKind::Production,
        LocationKind::Loss,
        LocationKind::Adjustment,
        LocationKind::Transit,
    ];

    /// Stock here is ours and may never go below zero.
    pub fn is_physical(self) -> bool {
        matches!(
            self,
            LocationKind::Site
                | LocationKind::Zone
                | LocationKind::Bin
                | LocationKind::Container
                | LocationKind::Transit
        )
    }

    pub fn text(self) -> &'static str {
        match self {
            LocationKind::Site => "site",
            LocationKind::Zone => "zone",
            LocationKind::Bin => "bin",
            LocationKind::Container => "container",
            LocationKind::Supplier => "supplier",
            LocationKind::Customer => "customer",
            LocationKind::Production => "production",
            LocationKind::Loss => "loss",
            LocationKind::Adjustment => "adjustment",
            LocationKind::Transit => "transit",
        }
    }

    pub fn from_text(text: &str) -> Option<LocationKind> {
        LocationKind::ALL.into_iter().find(|kind| kind.text() == text)
    }
}

impl Purpose {
    pub const ALL: [Purpose; 5] =
        [Purpose::Store, Purpose::Dock, Purpose::Hold, Purpose::Unassigned, Purpose::InHand];

    pub fn text(self) -> &'static str {
        match self {
            Purpose::Store => "store",
            Purpose::Dock => "dock",
            Purpose::Hold => "hold",
            Purpose::Unassigned => "unassigned",
            Purpose::InHand => "in_hand",
        }
    }

    pub fn from_text(text: &str) -> Option<Purpose> {
        Purpose::ALL.into_iter().find(|purpose| purpose.text() == text)
    }
}
