//! Reservations as they cross to whoever asked.

use super::Wrong;
use super::line::Why;
use domain::item::Item;
use domain::{Amount, Message, Quantity, Refusal, ReservationId, ReservationPurpose};
use floor::cards;
use floor::screen::{ItemCard, LocationCard, LotCard};
use jiff::civil::Date;
use ledger::reserve::{self, Holder, Reserved, Shortage};
use ledger::table::{item, location, lot};
use ledger::{Error, Transaction};
use serde::{Deserialize, Serialize};

/// What became of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = Reserved))]
pub struct Reservations {
    /// Of each line that holds something, in the order they were asked for.
    pub reservations: Vec<ReservedLine>,
    /// What is not held, line by line; empty when all of it is.
    pub shortages: Vec<ShortLine>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ReservedLine {
    /// Identity of the reservation: what is extended, released, picked.
    pub id: String,
    /// Which line of the list, from 0.
    pub index: usize,
    pub item: ItemCard,
    pub wanted: Amount,
    pub held: Amount,
    /// First expired first.
    pub parts: Vec<ReservedPart>,
}

/// One lot at one place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ReservedPart {
    pub id: String,
    pub lot: LotCard,
    pub location: LocationCard,
    pub quantity: Amount,
    /// Absent without a clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at_ms: Option<i64>,
}

/// A line that is not held, or not whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ShortLine {
    pub index: usize,
    #[serde(flatten)]
    pub shortage: ShortageView,
}

/// Both numbers, and who holds the difference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = Shortage))]
pub struct ShortageView {
    pub sku: String,
    pub wanted: Amount,
    /// Before this list.
    pub free: Amount,
    /// By everybody together.
    pub held: Amount,
    /// Whose time runs out first comes first, those without a clock last.
    pub holders: Vec<HolderView>,
    /// The same as a sentence.
    pub message: Message,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = Holder))]
pub struct HolderView {
    pub reservation: String,
    pub purpose: ReservationPurpose,
    /// Number of the order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    pub quantity: Amount,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at_ms: Option<i64>,
}

/// What is left of one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = ReservationStanding))]
pub struct Standing {
    pub id: String,
    /// Empty when all of it ended.
    pub parts: Vec<ReservedPart>,
    /// How its newest part ended: `released`, `committed`, `expired`, `broken`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<String>,
}

impl Reservations {
    pub(super) fn held_ids(&self) -> Vec<&str> {
        self.reservations.iter().map(|line| line.id.as_str()).collect()
    }
}

impl Wrong {
    /// The sentence; of what a line names and is not here there is none but the problem in English.
    pub fn refusal(&self) -> Result<&Refusal, &str> {
        match &self.why {
            Why::Refused(refusal) => Ok(refusal),
            Why::Unknown(problem) => Err(problem),
        }
    }
}

pub(super) fn reservations(
    tx: &Transaction<'_>,
    reserved: &[(usize, Item, Reserved)],
    wrong: &[Wrong],
    language: &str,
    today: Date,
) -> Result<Reservations, Error> {
    let lines = reserved.iter().map(|(index, item, held)| line(tx, *index, item, held, (language, today)));
    let reservations = lines.collect::<Result<_, Error>>()?;
    let part_short = reserved.iter().filter_map(|(index, item, held)| {
        let shortage = shortage(item, held.shortage.as_ref()?);
        Some(ShortLine { index: *index, shortage })
    });
    let none_free =
        wrong.iter().filter_map(|why| Some(ShortLine { index: why.index, shortage: why.shortage.clone()? }));
    let mut shortages: Vec<ShortLine> = part_short.chain(none_free).collect();
    shortages.sort_by_key(|short| short.index);
    Ok(Reservations { reservations, shortages })
}

fn line(
    tx: &Transaction<'_>,
    index: usize,
    item: &Item,
    held: &Reserved,
    (language, today): (&str, Date),
) -> Result<ReservedLine, Error> {
    let one = |part: &reserve::Promised| {
        let placed = (part.lot, part.location);
        stood(tx, item, part.id.to_string(), placed, part.quantity, part.expires_at_ms, today)
    };
    Ok(ReservedLine {
        id: held.id.to_string(),
        index,
        item: cards::item_card(item, language),
        wanted: item.amount(held.wanted),
        held: item.amount(held.quantity()),
        parts: held.parts.iter().map(one).collect::<Result<_, Error>>()?,
    })
}

fn stood(
    tx: &Transaction<'_>,
    item: &Item,
    id: String,
    (lot_id, place): (domain::LotId, domain::LocationId),
    quantity: Quantity,
    expires_at_ms: Option<i64>,
    today: Date,
) -> Result<ReservedPart, Error> {
    let missing = |what, id: String| Error::Missing { what, name: id };
    let lot = lot::by_id(tx, lot_id)?.ok_or_else(|| missing("lot", lot_id.to_string()))?;
    let place = location::by_id(tx, place)?.ok_or_else(|| missing("place", place.to_string()))?;
    Ok(ReservedPart {
        id,
        lot: cards::lot_card(&lot, item.near_expiry_days, today),
        location: cards::location_card(&place),
        quantity: item.amount(quantity),
        expires_at_ms,
    })
}

pub(super) fn shortage(item: &Item, of: &Shortage) -> ShortageView {
    ShortageView {
        sku: item.sku.clone(),
        wanted: item.amount(of.wanted),
        free: item.amount(of.free),
        held: item.amount(of.held),
        holders: of.holders.iter().map(|holder| holding(item, holder)).collect(),
        message: of.refusal(item).message(),
    }
}

fn holding(item: &Item, of: &Holder) -> HolderView {
    HolderView {
        reservation: of.reservation.to_string(),
        purpose: of.purpose,
        document: of.document_number.clone(),
        quantity: item.amount(of.quantity),
        expires_at_ms: of.expires_at_ms,
    }
}

pub(super) fn standing(
    tx: &Transaction<'_>,
    id: ReservationId,
    of: &reserve::Standing,
    today: Date,
) -> Result<Standing, Error> {
    let part = |part: &ledger::table::reservation::Part| {
        let item = item::by_id(tx, part.item)?;
        let item = item.ok_or_else(|| Error::Missing { what: "item", name: part.item.to_string() })?;
        let (placed, at_ms) = ((part.lot, part.location), part.expires_at_ms);
        stood(tx, &item, part.id.to_string(), placed, part.quantity, at_ms, today)
    };
    Ok(Standing {
        id: id.to_string(),
        parts: of.open.iter().map(part).collect::<Result<_, Error>>()?,
        ended: of.last_end.as_ref().map(|end| end.how.text().to_owned()),
    })
}
