//! One scan answers a recall: what a lot was made from, what was made from it, where each unit of all of them
//! is now, and whether it all adds up.
//!
//! Lots are linked by production: what one document took into the virtual place `production`, or one entry
//! without a document, went into everything that the same document or entry brought out of it. That may link
//! more than truly met, never less. An entry that was undone links nothing and counts nowhere.
//!
//! For every lot, exactly: **received + made = on hand + used + shipped + sampled + scrapped + unexplained.**
//!
//! Goods without a lot (`none`, `not known`) are shown and not followed: from there on the trail is lost, and
//! the answer says so.

mod acts;
mod find;
mod parts;
mod trace;

use super::ItemCard;
use super::places::PlacePath;
use super::total::Total;
use crate::Error;
use domain::document::DocumentKind;
use domain::entry::Evidence;
use domain::expiry::Expiry;
use domain::lot::{LotKind, LotStatus};
use domain::{DocumentId, EntryId, LotId};
use jiff::civil::Date;
use sqlx::SqlitePool;

pub use find::{find, named};

/// How far a recall goes. What lies beyond is marked, never left out in silence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// Productions one behind the other, in each direction.
    pub depth: u32,
    pub lots: usize,
    pub links: usize,
    /// Places, shipments and the like, of one lot and of all of them.
    pub parts_of_lot: usize,
    pub parts: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Recall {
    /// Each once: the one that was asked for, then its sources by distance, then its products.
    pub lots: Vec<TracedLot>,
    pub links: Vec<Link>,
    /// Something lies beyond the reach; the lots where it goes on say so.
    pub has_more: bool,
}

/// A lot as a recall names it.
#[derive(Clone, Debug, PartialEq)]
pub struct LotName {
    pub id: LotId,
    pub item: ItemCard,
    pub kind: LotKind,
    /// As printed.
    pub code: String,
    /// Supplier or maker.
    pub maker: String,
    pub expiry: Expiry,
    pub made_on: Option<Date>,
    pub status: LotStatus,
    /// Where its certificate is found.
    pub certificate: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct TracedLot {
    pub lot: LotName,
    /// Productions from here to the lot that was asked for: this is one of its sources. 0 for itself.
    pub up: Option<u32>,
    /// Productions from the lot that was asked for to here: this is one of its products. 0 for itself.
    pub down: Option<u32>,
    /// Why it is not followed further; `None` when it is.
    pub end: Option<TrailEnd>,
    /// `None` for goods without a lot.
    pub report: Option<Report>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrailEnd {
    /// Goods without a lot: nobody knows which of them went where.
    NoLot,
    /// It goes on beyond the reach: ask for this lot.
    Reach,
}

/// Goods of one lot went into another.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    pub from: LotId,
    pub into: LotId,
    pub by: Act,
    /// Of `from`, in the whole production.
    pub used: Total,
    /// Of `into`, in the whole production.
    pub made: Total,
    /// The weakest of the movements that link them.
    pub evidence: Evidence,
}

/// The document goods moved for, or the entry where there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    pub document: Option<ActDocument>,
    /// The newest of it.
    pub entry: EntryId,
    /// `TM1-1-000123`.
    pub number: String,
    pub happened_at_ms: i64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActDocument {
    pub id: DocumentId,
    pub kind: DocumentKind,
    pub number: String,
    pub partner: String,
}

/// What became of one lot.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    pub balance: MassBalance,
    /// Where it came from, where it is, where it went: the parts of each kind add up to the balance.
    pub parts: Vec<Part>,
    /// Older parts are left out; the balance counts them all the same.
    pub has_more: bool,
}

/// Millionths of the item's stock unit, exactly:
/// `received + made = on_hand + used + shipped + sampled + scrapped + unexplained`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MassBalance {
    /// From suppliers, and what was here at the opening.
    pub received: Total,
    pub made: Total,
    /// In places that are ours, in transit too, without retained samples.
    pub on_hand: Total,
    /// Taken into production, less what came back unused.
    pub used: Total,
    /// To customers, less what they sent back; and what went back to suppliers.
    pub shipped: Total,
    /// Used up as samples, or retained.
    pub sampled: Total,
    /// Lost, damaged, thrown away.
    pub scrapped: Total,
    /// Missing in counts and corrections; less than zero: found.
    pub unexplained: Total,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub what: PartKind,
    pub quantity: Total,
    pub pieces: i64,
    /// Where it stands.
    pub place: Option<PlacePath>,
    /// By which it came or went.
    pub act: Option<Act>,
    /// The weakest of its movements.
    pub evidence: Evidence,
}

/// In which term of the balance a part counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartKind {
    /// In `received`: from a supplier.
    Received,
    /// In `received`: here when the book was opened.
    Opened,
    Made,
    OnHand,
    /// In `on_hand`: between our sites.
    InTransit,
    /// In `sampled`: stands here as a sample.
    Retained,
    Sampled,
    /// In `used`: nothing came out of that production yet.
    InWork,
    Used,
    Shipped,
    /// In `shipped`: to its supplier.
    SentBack,
    Scrapped,
    Unexplained,
}

impl Default for Reach {
    fn default() -> Reach {
        Reach { depth: 1_000, lots: 5_000, links: 50_000, parts_of_lot: 500, parts: 20_000 }
    }
}

impl PartKind {
    pub const ALL: [PartKind; 13] = [
        PartKind::Received,
        PartKind::Opened,
        PartKind::Made,
        PartKind::OnHand,
        PartKind::InTransit,
        PartKind::Retained,
        PartKind::Sampled,
        PartKind::InWork,
        PartKind::Used,
        PartKind::Shipped,
        PartKind::SentBack,
        PartKind::Scrapped,
        PartKind::Unexplained,
    ];

    pub fn text(self) -> &'static str {
        match self {
            PartKind::Received => "received",
            PartKind::Opened => "opened",
            PartKind::Made => "made",
            PartKind::OnHand => "on_hand",
            PartKind::InTransit => "in_transit",
            PartKind::Retained => "retained",
            PartKind::Sampled => "sampled",
            PartKind::InWork => "in_work",
            PartKind::Used => "used",
            PartKind::Shipped => "shipped",
            PartKind::SentBack => "sent_back",
            PartKind::Scrapped => "scrapped",
            PartKind::Unexplained => "unexplained",
        }
    }

    pub fn from_text(text: &str) -> Option<PartKind> {
        PartKind::ALL.into_iter().find(|kind| kind.text() == text)
    }
}

impl MassBalance {
    /// The same number on both sides.
    pub fn sides(&self) -> Result<(Total, Total), Error> {
        let right = [self.used, self.shipped, self.sampled, self.scrapped, self.unexplained];
        let right = right.into_iter().try_fold(self.on_hand, Total::plus)?;
        Ok((self.received.plus(self.made)?, right))
    }
}

/// # Errors
/// [`Error::Missing`] for a lot that is not here.
pub async fn recall(pool: &SqlitePool, lot: LotId, reach: Reach) -> Result<Recall, Error> {
    let mut tx = pool.begin().await?;
    let id = lot.bytes().as_slice();
    let root = sqlx::query_scalar!(r#"SELECT row AS "row!" FROM lot WHERE id = ?1"#, id)
        .fetch_optional(&mut *tx)
        .await?
        .ok_or_else(|| Error::missing("lot", lot))?;
    let trace = trace::Trace::of(&mut tx, root, reach).await?;
    let mut reports = parts::reports(&mut tx, &trace, reach).await?;
    let links = trace.links(&mut tx).await?;
    let has_more = trace.has_more;
    Ok(Recall { lots: trace.lots(|row| reports.remove(&row)), links, has_more })
}
