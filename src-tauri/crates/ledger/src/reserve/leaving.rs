//! Promised goods that would leave the site, go on hold or be undone: asked first, never broken by the way.

use super::choose::{self, Holder};
use super::last;
use super::places::Places;
use crate::table::{balance, location, reservation};
use crate::{Error, Transaction};
use domain::entry::NewPlacement;
use domain::item::Item;
use domain::{ItemId, LocationId, LotId, Quantity, Refusal, Value};
use std::collections::BTreeSet;

/// Goods that are promised stand against leaving the site, going on hold and undoing: first the promise is moved
/// or released, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StillReserved {
    pub item: ItemId,
    pub lot: LotId,
    pub location: LocationId,
    pub wanted: Quantity,
    pub free: Quantity,
    /// Who gives way first comes first.
    pub holders: Vec<Holder>,
}

/// A container takes its content's promises along inside the site; elsewhere it goes only without.
///
/// # Errors
/// [`Error::StillReserved`].
pub(crate) fn refuse_leaving(tx: &Transaction, placement: &NewPlacement, now_ms: i64) -> Result<(), Error> {
    let NewPlacement { container, from, to } = *placement;
    let ((from_row, _), (to_row, _)) = (location::row_and_kind(tx, from)?, location::row_and_kind(tx, to)?);
    if Places::of(tx).keeps_promise(from_row, to_row)? {
        return Ok(());
    }
    let items: BTreeSet<i64> =
        location::reserved_inside(tx, container)?.into_iter().map(|key| key.item).collect();
    for item_row in items {
        last::end_due(tx, item_row, now_ms)?;
    }
    let Some(key) = location::reserved_inside(tx, container)?.first().copied() else { return Ok(()) };
    let parts = reservation::at_stock(tx, key)?;
    let stood = balance::standing(tx, key)?.unwrap_or_default();
    let first = parts.first().ok_or_else(|| Error::missing("the reservations of", container))?;
    Err(Error::StillReserved(Box::new(StillReserved {
        item: first.item,
        lot: first.lot,
        location: first.location,
        wanted: stood.on_hand,
        free: stood.on_hand.checked_sub(stood.reserved)?,
        holders: choose::sum_up(parts.iter())?,
    })))
}

impl StillReserved {
    /// By everybody together.
    pub fn held(&self) -> Quantity {
        self.holders.iter().map(|holder| holder.quantity).sum()
    }

    /// Both numbers, and who gives way first, with what they hold and until when.
    pub fn refusal(&self, of: &Item, location_code: &str) -> Refusal {
        let (item, location) = (of.sku.clone(), location_code.to_owned());
        let (wanted, free) = (of.amount(self.wanted), of.amount(self.free));
        let first = self.holders.first().expect("goods are reserved by somebody");
        let (held, holder) = (of.amount(first.quantity), first.name());
        let others = self.holders.len() as i64 - 1;
        match first.expires_at_ms.map(Value::Instant) {
            Some(until) => {
                Refusal::GoodsReservedUntil { item, location, wanted, free, held, holder, until, others }
            }
            None => Refusal::GoodsReserved { item, location, wanted, free, held, holder, others },
        }
    }
}
