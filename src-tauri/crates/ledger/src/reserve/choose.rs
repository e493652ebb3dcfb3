//! Which lots at which places a promise takes, first expired first, and who holds what is not free.

use super::places::Places;
use crate::table::balance::{self, Key, Stock};
use crate::table::reservation::{self, Part};
use crate::table::{item, location};
use crate::{Error, Transaction};
use domain::item::Item;
use domain::{
    DocumentId, ItemId, LocationId, LotId, Quantity, Refusal, ReservationId, ReservationPurpose, Value,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// So many holders of each kind are looked at, however many there are.
const HOLDER_LIMIT: u32 = 50;

/// What may be taken.
pub(super) struct Scope {
    pub item: ItemId,
    pub lot: Option<LotId>,
    pub within: Option<LocationId>,
    /// Lots must be good on this day.
    pub good_on: Date,
}

/// What fits the scope, first expired first.
pub(super) struct Choice {
    item_row: i64,
    stock: Vec<Stock>,
}

/// Both numbers, and who holds the difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shortage {
    pub item: ItemId,
    #[serde(with = "super::millionths")]
    pub wanted: Quantity,
    /// Of all places together; where that is more than can be counted, the most that can.
    #[serde(with = "super::millionths")]
    pub free: Quantity,
    /// By everybody together, of what fits; as large as `free` may be.
    #[serde(with = "super::millionths")]
    pub held: Quantity,
    /// Whose time runs out first comes first, those without a clock last. Not all of them, when they are many.
    pub holders: Vec<Holder>,
}

/// Who holds some of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    pub reservation: ReservationId,
    pub purpose: ReservationPurpose,
    pub document: Option<DocumentId>,
    pub document_number: Option<String>,
    #[serde(with = "super::millionths")]
    pub quantity: Quantity,
    /// `None`: no clock.
    pub expires_at_ms: Option<i64>,
}

impl Choice {
    pub(super) fn of(tx: &Transaction, scope: &Scope) -> Result<Choice, Error> {
        let item_row = item::row(tx, scope.item)?;
        let within_row =
            scope.within.map(|id| location::row_and_kind(tx, id).map(|(row, _)| row)).transpose()?;
        let mut places = Places::of(tx);
        let mut stock = Vec::new();
        for found in balance::stock_of_item(tx, item_row)? {
            let is_meant = scope.lot.is_none_or(|lot| lot == found.lot)
                && found.last_good_day.is_none_or(|last| last >= scope.good_on);
            let at = found.key.location;
            let stands_there =
                |places: &mut Places| within_row.map_or(Ok(true), |outer| places.is_within(at, outer));
            if is_meant && places.is_promisable(at)? && stands_there(&mut places)? {
                stock.push(found);
            }
        }
        Ok(Choice { item_row, stock })
    }

    /// Each place holds what can be counted, all of them together may not: then it is the most that can be, which
    /// is as much as anybody can want.
    pub(super) fn free(&self) -> Result<Quantity, Error> {
        let free: Vec<Quantity> = self.stock.iter().map(free).collect::<Result<_, Error>>()?;
        Ok(Quantity::at_least(free))
    }

    /// Up to `wanted`, first expired first.
    pub(super) fn take(&self, wanted: Quantity) -> Result<Vec<(&Stock, Quantity)>, Error> {
        let mut taken = Vec::new();
        let mut open = wanted;
        for stock in &self.stock {
            let quantity = free(stock)?.min(open);
            if quantity.is_positive() {
                taken.push((stock, quantity));
                open = open.checked_sub(quantity)?;
            }
        }
        Ok(taken)
    }

    pub(super) fn shortage(
        &self,
        tx: &Transaction,
        item: ItemId,
        wanted: Quantity,
    ) -> Result<Shortage, Error> {
        Ok(Shortage {
            item,
            wanted,
            free: self.free()?,
            held: Quantity::at_least(self.stock.iter().map(|stock| stock.reserved)),
            holders: self.holders(tx)?,
        })
    }

    fn holders(&self, tx: &Transaction) -> Result<Vec<Holder>, Error> {
        let parts = reservation::holding(tx, self.item_row, HOLDER_LIMIT)?;
        let fits = |key: Key| self.stock.iter().any(|stock| stock.key == key);
        sum_up(parts.iter().filter(|part| fits(part.rows.key)))
    }
}

fn free(stock: &Stock) -> Result<Quantity, Error> {
    Ok(stock.on_hand.checked_sub(stock.reserved)?)
}

/// One holder per reservation, in the order of the parts.
pub(super) fn sum_up<'p>(parts: impl Iterator<Item = &'p Part>) -> Result<Vec<Holder>, Error> {
    let mut holders: Vec<Holder> = Vec::new();
    for part in parts {
        match holders.iter_mut().find(|holder| holder.reservation == part.reservation) {
            Some(holder) => holder.quantity = holder.quantity.checked_add(part.quantity)?,
            None => holders.push(Holder {
                reservation: part.reservation,
                purpose: part.purpose,
                document: part.document,
                document_number: part.document_number.clone(),
                quantity: part.quantity,
                expires_at_ms: part.expires_at_ms,
            }),
        }
    }
    Ok(holders)
}

/// The document's number, or what kind of promise it is.
pub(super) fn name(number: Option<&str>, purpose: ReservationPurpose) -> Value {
    number.map_or_else(|| purpose.word(), Value::from)
}

impl Holder {
    pub fn name(&self) -> Value {
        name(self.document_number.as_deref(), self.purpose)
    }
}

impl Shortage {
    /// "Wanted 5, 3 are free; 2 are held for 1182 until 14:20."
    pub fn refusal(&self, item: &Item) -> Refusal {
        let (wanted, free) = (item.amount(self.wanted), item.amount(self.free));
        let sku = item.sku.clone();
        let Some(first) = self.holders.first() else { return Refusal::NotFree { item: sku, wanted, free } };
        let (held, holder) = (item.amount(first.quantity), first.name());
        let others = self.holders.len() as i64 - 1;
        match first.expires_at_ms {
            Some(at_ms) => {
                let until = Value::Instant(at_ms);
                Refusal::NotFreeUntil { item: sku, wanted, free, held, holder, until, others }
            }
            None => Refusal::NotFreeHeld { item: sku, wanted, free, held, holder, others },
        }
    }
}
