//! From an entry to what is owed for it: read at the moment of sending, so nothing is stored twice.

use crate::kept::Kept;
use crate::measure;
use crate::why::Why;
use connectors::{Connector, Outgoing, OutgoingKind, OutgoingLine, OutgoingLot, Progress};
use domain::entry::{NewEntry, NewMovement};
use domain::location::Location;
use domain::lot::LotKind;
use domain::{DocumentLineId, EntryId, ItemId, LocationId, LotId, Quantity};
use ledger::table::delivery::{self, Delivery, DeliveryKind, DeliveryState};
use ledger::table::entry::StoredEntry;
use ledger::table::link::{self, Link, LinkKind};
use ledger::table::{document, entry, item, location, lot};
use ledger::{Error, Transaction};
use serde::{Deserialize, Serialize};

const SECOND_MS: i64 = 1_000;

/// What must be remembered of a vendor's item, in its link.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ItemFacts {
    pub batch_tracked: bool,
    pub unit_word: String,
    pub name: String,
    pub sku: Option<String>,
}

impl ItemFacts {
    pub fn of(link: &Link) -> Result<ItemFacts, Error> {
        serde_json::from_str(&link.facts_json)
            .map_err(|error| Error::Stored { what: "a vendor's item", why: error.to_string() })
    }
}

/// What is owed, and which of our lots each of its lines is.
pub struct Owed {
    pub outgoing: Outgoing,
    /// The delivery that this takes back and of which the vendor will never hear.
    pub never_told: Option<Delivery>,
    lots: Vec<LotId>,
}

/// Why nothing can be sent as things stand; a person settles it.
pub type Hindrance = Box<Why>;

/// Goods of one lot, signed: what stands at the site more or less.
type Sum = (ItemId, LotId, Quantity);

pub fn read(tx: &Transaction, row: &Delivery) -> Result<Result<Owed, Hindrance>, Error> {
    let stored = entry_of(tx, row.entry)?;
    match row.kind {
        DeliveryKind::PurchaseReceipt => receipt(tx, row, &stored),
        DeliveryKind::StockAdjustment => adjustment(tx, row, &stored.new),
    }
}

/// Lines of the order that an entry received on, with their quantities: settled once the vendor has them.
pub fn received_lines(new: &NewEntry) -> Vec<(DocumentLineId, Quantity)> {
    let owed = new.movements.iter().filter(|movement| movement.is_owed_to_vendor());
    owed.filter_map(|movement| Some((movement.line?, movement.quantity))).collect()
}

impl Owed {
    pub fn nothing(row: &Delivery) -> Owed {
        let kind = kind_of(row);
        let (natural_key, document) = (row.natural_key.clone(), String::new());
        let (location, reason) = (String::new(), String::new());
        let outgoing =
            Outgoing { kind, natural_key, moment_ms: 0, document, location, reason, lines: Vec::new() };
        Owed { outgoing, never_told: None, lots: Vec::new() }
    }

    /// Our lots and the vendor's ids of them, as far as they were found or made.
    pub fn lot_links(&self, connector: &dyn Connector, progress: &Progress) -> Vec<(LotId, String)> {
        let found = connector.lots(progress).into_iter();
        found.filter_map(|(line, vendor_id)| Some((*self.lots.get(line)?, vendor_id))).collect()
    }

    fn new(row: &Delivery, new: &NewEntry, moment_ms: i64) -> Owed {
        let mut reasons =
            new.movements.iter().filter_map(|movement| movement.reason).map(|reason| reason.text());
        let reason = reasons.next_back().unwrap_or("correction").replace('_', " ");
        let mut owed = Owed::nothing(row);
        owed.outgoing.moment_ms = moment_ms;
        owed.outgoing.reason = format!("{reason} ({})", row.natural_key);
        owed
    }

    fn add(
        &mut self,
        tx: &Transaction,
        vendor: &str,
        sums: Vec<Sum>,
    ) -> Result<Result<(), Hindrance>, Error> {
        for (item, lot, quantity) in sums.into_iter().filter(|sum| !sum.2.is_zero()) {
            match line_of(tx, vendor, item, lot, quantity)? {
                Ok(line) => self.outgoing.lines.push(line),
                Err(hindrance) => return Ok(Err(hindrance)),
            }
            self.lots.push(lot);
        }
        Ok(Ok(()))
    }
}

fn receipt(tx: &Transaction, row: &Delivery, stored: &StoredEntry) -> Result<Result<Owed, Hindrance>, Error> {
    let new = &stored.new;
    let Some(id) = new.document else { return Err(missing("document of entry", new.id)) };
    let mut owed = Owed::new(row, new, moment_ms(stored));
    owed.outgoing.document = document::vendor_id(tx, id)?;
    let received = owed.add(tx, &row.vendor, received(new)?)?;
    Ok(received.map(|()| owed))
}

/// The vendor knows a receipt's rows by their date alone. Entries of one second differ in their sequence,
/// which takes the place of the milliseconds: thirty scans answered at once stay thirty receipts.
fn moment_ms(stored: &StoredEntry) -> i64 {
    let second = stored.new.happened_at_ms.div_euclid(SECOND_MS) * SECOND_MS;
    second + stored.place.sequence.rem_euclid(SECOND_MS)
}

fn received(new: &NewEntry) -> Result<Vec<Sum>, Error> {
    let mut sums = Vec::new();
    for movement in new.movements.iter().filter(|movement| movement.is_owed_to_vendor()) {
        add_up(&mut sums, movement, movement.quantity)?;
    }
    Ok(sums)
}

fn adjustment(tx: &Transaction, row: &Delivery, new: &NewEntry) -> Result<Result<Owed, Hindrance>, Error> {
    let mut owed = Owed::new(row, new, new.happened_at_ms);
    let (sums, place) = match taken_back_of(tx, row, new)? {
        Some((_, told)) if is_never_told(&told) => {
            owed.never_told = Some(told);
            return Ok(Ok(owed));
        }
        Some((stored, told)) if told.kind == DeliveryKind::PurchaseReceipt => taken_back(tx, &stored)?,
        Some(_) | None => differences(tx, new)?,
    };
    let Some(place) = place else { return Ok(Ok(owed)) };
    let linked = link::of_ours(tx, &row.vendor, LinkKind::Location, place.id.0)?;
    let Some(linked) = linked.into_iter().find(|link| !link.gone) else {
        return Ok(Err(Box::new(Why::PlaceNotLinked { vendor: row.vendor.clone(), place: place.code })));
    };
    owed.outgoing.location = linked.vendor_id;
    let added = owed.add(tx, &row.vendor, sums)?;
    Ok(added.map(|()| owed))
}

/// The entry that this one undoes, with what this vendor was to be told of it.
fn taken_back_of(
    tx: &Transaction,
    row: &Delivery,
    new: &NewEntry,
) -> Result<Option<(StoredEntry, Delivery)>, Error> {
    let Some(undone) = new.reverses else { return Ok(None) };
    let told = delivery::of_entry(tx, undone)?.into_iter().find(|other| other.vendor == row.vendor);
    told.map(|told| Ok((entry_of(tx, undone)?, told))).transpose()
}

/// It was cancelled, or set aside without standing there.
fn is_never_told(told: &Delivery) -> bool {
    matches!(told.standing.state, DeliveryState::Cancelled | DeliveryState::Superseded)
        && !Kept::load(&told.standing).stands_there
}

/// A receipt is taken back as far as the vendor was told of it: not what stands on hold.
fn taken_back(tx: &Transaction, stored: &StoredEntry) -> Result<(Vec<Sum>, Option<Location>), Error> {
    let sums =
        received(&stored.new)?.into_iter().map(|(item, lot, quantity)| (item, lot, quantity.negated()));
    let to =
        stored.new.movements.iter().find(|movement| movement.is_owed_to_vendor()).map(|movement| movement.to);
    Ok((sums.collect(), to.map(|to| site_of(tx, to)).transpose()?))
}

/// What more or less stands at the entry's site, besides what the vendor hears as a receipt.
fn differences(tx: &Transaction, new: &NewEntry) -> Result<(Vec<Sum>, Option<Location>), Error> {
    let (mut sums, mut place) = (Vec::new(), None);
    for movement in new.movements.iter().filter(|movement| !movement.is_owed_to_vendor()) {
        for (at, quantity) in [(movement.from, movement.quantity.negated()), (movement.to, movement.quantity)]
        {
            let at = location::by_id(tx, at)?.ok_or_else(|| missing("place", at))?;
            // What is on the road between sites stands at none of them.
            if at.kind.is_physical()
                && let Some(site) = location::site_of(tx, at.id)?
            {
                place = Some(site);
                add_up(&mut sums, movement, quantity)?;
            }
        }
    }
    Ok((sums, place))
}

fn add_up(sums: &mut Vec<Sum>, movement: &NewMovement, quantity: Quantity) -> Result<(), Error> {
    match sums.iter_mut().find(|sum| (sum.0, sum.1) == (movement.item, movement.lot)) {
        Some(sum) => sum.2 = sum.2.checked_add(quantity)?,
        None => sums.push((movement.item, movement.lot, quantity)),
    }
    Ok(())
}

fn line_of(
    tx: &Transaction,
    vendor: &str,
    item: ItemId,
    lot: LotId,
    quantity: Quantity,
) -> Result<Result<OutgoingLine, Hindrance>, Error> {
    let ours = item::by_id(tx, item)?.ok_or_else(|| missing("item", item))?;
    let hindered = |why: Why| Ok(Err(Box::new(why)));
    let (vendor_name, sku) = (vendor.to_owned(), ours.sku.clone());
    let linked = link::of_ours(tx, vendor, LinkKind::Item, item.0)?;
    let Some(linked) = linked.into_iter().find(|link| !link.gone) else {
        return hindered(Why::ItemNotLinked { vendor: vendor_name, item: sku });
    };
    let facts = ItemFacts::of(&linked)?;
    let Some(unit) = measure::theirs_in_ours(&facts, &ours) else {
        return hindered(Why::UnitNotKnown { vendor: vendor_name, item: sku, unit: facts.unit_word });
    };
    let stored = lot::by_id(tx, lot)?.ok_or_else(|| missing("lot", lot))?;
    let lot = match (facts.batch_tracked, stored.kind) {
        (false, _) => OutgoingLot::NotKept,
        (true, LotKind::None | LotKind::NotKnown) => OutgoingLot::Unbatched,
        (true, LotKind::Coded) => {
            let known = link::of_ours(tx, vendor, LinkKind::Lot, lot.0)?.into_iter().find(|link| !link.gone);
            let expiry = stored.expiry.last_good_day();
            let code = lot::vendor_code(tx, &stored)?;
            OutgoingLot::Batch { code, expiry, known: known.map(|link| link.vendor_id) }
        }
    };
    Ok(Ok(OutgoingLine { item: linked.vendor_id, quantity, unit, lot }))
}

fn kind_of(row: &Delivery) -> OutgoingKind {
    match row.kind {
        DeliveryKind::PurchaseReceipt => OutgoingKind::PurchaseReceipt,
        DeliveryKind::StockAdjustment => OutgoingKind::StockAdjustment,
    }
}

fn entry_of(tx: &Transaction, id: EntryId) -> Result<StoredEntry, Error> {
    entry::by_id(tx, id)?.ok_or_else(|| missing("entry", id))
}

fn site_of(tx: &Transaction, at: LocationId) -> Result<Location, Error> {
    location::site_of(tx, at)?.ok_or_else(|| missing("site of place", at))
}

fn missing(what: &'static str, name: impl ToString) -> Error {
    Error::Missing { what, name: name.to_string() }
}
