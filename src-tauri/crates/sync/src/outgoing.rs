//! From an entry to what is owed for it: read at the moment of sending, so nothing is stored twice.

use crate::why::Why;
use connectors::{Outgoing, OutgoingKind, OutgoingLine, OutgoingLot};
use domain::entry::{MovementKind, NewEntry, NewMovement};
use domain::item::Item;
use domain::location::LocationKind;
use domain::lot::{Lot, LotKind};
use domain::{DocumentLineId, ItemId, LotId, Quantity, Ratio};
use ledger::table::delivery::{Delivery, DeliveryKind};
use ledger::table::link::{self, LinkKind};
use ledger::table::{document, entry, item, location, lot};
use ledger::{Error, Transaction};
use serde::{Deserialize, Serialize};

/// What must be remembered of a vendor's item, in its link.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ItemFacts {
    pub batch_tracked: bool,
    pub unit_word: String,
    pub name: String,
    pub sku: Option<String>,
}

/// Why nothing can be sent as things stand; a person settles it.
pub type Hindrance = Box<Why>;

pub fn read(tx: &Transaction, delivery: &Delivery) -> Result<Result<Outgoing, Hindrance>, Error> {
    let stored = entry::by_id(tx, delivery.entry)?.ok_or_else(|| missing("entry", delivery.entry))?;
    match delivery.kind {
        DeliveryKind::PurchaseReceipt => receipt(tx, delivery, &stored.new),
        DeliveryKind::StockAdjustment => adjustment(tx, delivery, &stored.new),
    }
}

/// Lines of the order that an entry received on, with their quantities: settled once the vendor has them.
pub fn received_lines(new: &NewEntry) -> Vec<(DocumentLineId, Quantity)> {
    new.movements
        .iter()
        .filter(|movement| is_owed(movement))
        .filter_map(|movement| Some((movement.line?, movement.quantity)))
        .collect()
}

/// What came above the order stands on the hold shelf until the office decides: it is not sent.
fn is_owed(movement: &NewMovement) -> bool {
    movement.kind == MovementKind::Receive && movement.reason.is_none() && movement.line.is_some()
}

fn receipt(
    tx: &Transaction,
    delivery: &Delivery,
    new: &NewEntry,
) -> Result<Result<Outgoing, Hindrance>, Error> {
    let vendor = &delivery.vendor;
    let Some(id) = new.document else { return Err(missing("document of entry", new.id)) };
    let document = document::vendor_id(tx, id)?;
    let mut sums: Vec<(ItemId, LotId, Option<DocumentLineId>, Quantity)> = Vec::new();
    for movement in new.movements.iter().filter(|movement| is_owed(movement)) {
        let key = (movement.item, movement.lot, movement.line);
        match sums.iter_mut().find(|sum| (sum.0, sum.1, sum.2) == key) {
            Some(sum) => sum.3 = sum.3.checked_add(movement.quantity)?,
            None => sums.push((key.0, key.1, key.2, movement.quantity)),
        }
    }
    let mut lines = Vec::new();
    for (item, lot, line, quantity) in sums {
        let order_unit = match line {
            Some(line) => document::line_by_id(tx, line)?.and_then(|line| line.pack).map(|(_, factor)| factor),
            None => None,
        };
        match line_of(tx, vendor, item, lot, quantity, order_unit.unwrap_or(Ratio::ONE))? {
            Ok(line) => lines.push(line),
            Err(hindrance) => return Ok(Err(hindrance)),
        }
    }
    Ok(Ok(outgoing(delivery, OutgoingKind::PurchaseReceipt, new, document, String::new(), lines)))
}

fn adjustment(
    tx: &Transaction,
    delivery: &Delivery,
    new: &NewEntry,
) -> Result<Result<Outgoing, Hindrance>, Error> {
    let vendor = &delivery.vendor;
    let mut sums: Vec<(ItemId, LotId, Quantity)> = Vec::new();
    let mut place = None;
    for movement in &new.movements {
        for (at, quantity) in [(movement.from, movement.quantity.negated()), (movement.to, movement.quantity)] {
            let at = location::by_id(tx, at)?.ok_or_else(|| missing("place", at))?;
            if !at.kind.is_physical() {
                continue;
            }
            place = location::site_of(tx, at.id)?.or(place);
            match sums.iter_mut().find(|sum| (sum.0, sum.1) == (movement.item, movement.lot)) {
                Some(sum) => sum.2 = sum.2.checked_add(quantity)?,
                None => sums.push((movement.item, movement.lot, quantity)),
            }
        }
    }
    let place = place.ok_or_else(|| missing("site of entry", new.id))?;
    debug_assert_eq!(place.kind, LocationKind::Site, "stock stands at a site");
    let linked = link::of_ours(tx, vendor, LinkKind::Location, place.id.0)?;
    let Some(location) = linked.into_iter().find(|link| !link.gone) else {
        return Ok(Err(Box::new(Why::PlaceNotLinked { vendor: vendor.clone(), place: place.code })));
    };
    let mut lines = Vec::new();
    for (item, lot, quantity) in sums.into_iter().filter(|sum| !sum.2.is_zero()) {
        match line_of(tx, vendor, item, lot, quantity, Ratio::ONE)? {
            Ok(line) => lines.push(line),
            Err(hindrance) => return Ok(Err(hindrance)),
        }
    }
    let kind = OutgoingKind::StockAdjustment;
    Ok(Ok(outgoing(delivery, kind, new, String::new(), location.vendor_id, lines)))
}

fn outgoing(
    delivery: &Delivery,
    kind: OutgoingKind,
    new: &NewEntry,
    document: String,
    location: String,
    lines: Vec<OutgoingLine>,
) -> Outgoing {
    let reasons = new.movements.iter().filter_map(|movement| movement.reason).map(|reason| reason.text());
    let reason = reasons.last().unwrap_or("correction").replace('_', " ");
    Outgoing {
        kind,
        natural_key: delivery.natural_key.clone(),
        happened_at_ms: new.happened_at_ms,
        document,
        location,
        reason: format!("{reason} ({})", delivery.natural_key),
        lines,
    }
}

fn line_of(
    tx: &Transaction,
    vendor: &str,
    item: ItemId,
    lot: LotId,
    quantity: Quantity,
    order_unit: Ratio,
) -> Result<Result<OutgoingLine, Hindrance>, Error> {
    let linked = link::of_ours(tx, vendor, LinkKind::Item, item.0)?;
    let Some(link) = linked.into_iter().find(|link| !link.gone) else {
        let named: Item = item::by_id(tx, item)?.ok_or_else(|| missing("item", item))?;
        return Ok(Err(Box::new(Why::ItemNotLinked { vendor: vendor.to_owned(), item: named.sku })));
    };
    let facts: ItemFacts = serde_json::from_str(&link.facts_json)
        .map_err(|error| Error::Stored { what: "a vendor's item", why: error.to_string() })?;
    let lot: Lot = lot::by_id(tx, lot)?.ok_or_else(|| missing("lot", lot))?;
    let lot = (facts.batch_tracked && lot.kind == LotKind::Coded)
        .then(|| OutgoingLot { expiry: lot.expiry.last_good_day(), code: lot.code });
    let is_unbatched = facts.batch_tracked && lot.is_none();
    Ok(Ok(OutgoingLine { item: link.vendor_id, quantity, order_unit, lot, is_unbatched }))
}

fn missing(what: &'static str, name: impl ToString) -> Error {
    Error::Missing { what, name: name.to_string() }
}
