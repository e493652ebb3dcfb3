//! Whose goods the active person may see and change. One who is bound to an owner finds nothing of another's, and
//! nothing that touches another's goods is written for them, whatever a flow made of it.

use crate::book::Book;
use crate::lookup::Thing;
use crate::step::Step;
use crate::turn::{Stop, Turn, Write};
use domain::document::{Document, DocumentKind};
use domain::entry::NewEntry;
use domain::item::Item;
use domain::{CountZoneId, ItemId, LocationId, LotId, Refusal};
use ledger::table::balance::{self, Balance};
use ledger::table::count::zone::{self, CountZone, ZoneState};
use ledger::table::entry::StoredEntry;
use ledger::table::operator::Operator;
use ledger::table::{document, item, lot};

impl Book<'_, '_> {
    pub fn sees(&self, item: &Item) -> bool {
        self.operator.owner.is_none_or(|owner| owner == item.owner)
    }

    /// # Errors
    /// [`Refusal::OtherOwner`].
    pub fn own(&self, item: &Item) -> Result<(), Stop> {
        if self.sees(item) { Ok(()) } else { Err(Refusal::OtherOwner {}.into()) }
    }

    /// One who is bound to an owner takes over no work of somebody who may see more.
    pub fn may_take_over(&self, step: &Step, operator: &Operator) -> bool {
        let is_alike = operator.owner.is_none() || operator.owner == self.operator.owner;
        is_alike || *step == Step::Home
    }

    fn own_id(&self, id: ItemId) -> Result<(), Stop> {
        match self.operator.owner {
            None => Ok(()),
            Some(_) => self.own(&self.item(id)?),
        }
    }

    fn own_lot(&self, id: LotId) -> Result<(), Stop> {
        match lot::by_id(self.tx, id)? {
            Some(lot) => self.own_id(lot.item),
            // Made in this very turn, for an item that is looked at beside it.
            None => Ok(()),
        }
    }

    /// What stands directly at a place.
    pub fn stock_at(&self, place: LocationId) -> Result<Vec<Balance>, Stop> {
        self.seen(balance::at(self.tx, place)?)
    }

    /// What stands at a place and in all that is in it.
    pub fn stock_inside(&self, place: LocationId) -> Result<Vec<Balance>, Stop> {
        self.seen(balance::inside(self.tx, place)?)
    }

    fn seen(&self, mut rows: Vec<Balance>) -> Result<Vec<Balance>, Stop> {
        if self.operator.owner.is_some() {
            let mut seen = Vec::with_capacity(rows.len());
            for row in &rows {
                seen.push(self.sees(&self.item(row.item)?));
            }
            let mut seen = seen.into_iter();
            rows.retain(|_| seen.next().unwrap_or(false));
        }
        Ok(rows)
    }

    /// Items by SKU, at most `limit`.
    pub fn items(&self, limit: u32) -> Result<Vec<Item>, Stop> {
        const LOOKED_AT: u32 = 10_000;
        let wanted = if self.operator.owner.is_some() { LOOKED_AT } else { limit };
        let mut items = item::all(self.tx, wanted)?;
        items.retain(|item| self.sees(item));
        items.truncate(limit as usize);
        Ok(items)
    }

    /// Leaves out documents with goods of others.
    pub fn seen_documents(&self, mut documents: Vec<Document>) -> Result<Vec<Document>, Stop> {
        if self.operator.owner.is_some() {
            let mut seen = Vec::with_capacity(documents.len());
            for document in &documents {
                seen.push(self.sees_document(document)?);
            }
            let mut seen = seen.into_iter();
            documents.retain(|_| seen.next().unwrap_or(false));
        }
        Ok(documents)
    }

    /// All of its lines are of goods that the person sees.
    pub fn sees_document(&self, of: &Document) -> Result<bool, Stop> {
        if self.operator.owner.is_some() {
            if of.kind == DocumentKind::Count {
                let zones = zone::of_document(self.tx, of.id)?;
                return Ok(zones
                    .iter()
                    .any(|zone| zone_of(zone, self).is_ok_and(|part| part.part().is_ok())));
            }
            for line in document::lines(self.tx, of.id)? {
                if !self.sees(&self.item(line.item)?) {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    /// Leaves out entries that moved goods of others, or crates with such goods in them.
    pub fn seen_entries(&self, mut entries: Vec<StoredEntry>) -> Result<Vec<StoredEntry>, Stop> {
        if self.operator.owner.is_some() {
            entries.retain(|stored| self.own_entry(&stored.new).is_ok());
        }
        Ok(entries)
    }

    fn own_entry(&self, entry: &NewEntry) -> Result<(), Stop> {
        for movement in &entry.movements {
            self.own_id(movement.item)?;
        }
        for placement in &entry.placements {
            for row in balance::inside(self.tx, placement.container)? {
                self.own_id(row.item)?;
            }
        }
        entry.lot_changes.iter().try_for_each(|change| self.own_lot(change.lot))
    }

    /// What a scan stands for, as far as the person may see it: of several things those; none that is another's.
    ///
    /// # Errors
    /// [`Refusal::OtherOwner`] when nothing is left.
    pub fn owned(&self, thing: Thing) -> Result<Thing, Stop> {
        if self.operator.owner.is_none() {
            return Ok(thing);
        }
        match thing {
            Thing::Goods(goods) => self.own(&goods.item).map(|()| Thing::Goods(goods)),
            Thing::Document(found) if !self.sees_document(&found)? => Err(Refusal::OtherOwner {}.into()),
            Thing::Several(things, scan) => {
                let mut own: Vec<Thing> =
                    things.into_iter().filter_map(|thing| self.owned(thing).ok()).collect();
                match own.len() {
                    0 => Err(Refusal::OtherOwner {}.into()),
                    1 => Ok(own.remove(0)),
                    _ => Ok(Thing::Several(own, scan)),
                }
            }
            other => Ok(other),
        }
    }
}

/// Nothing of another's is written for a person who is bound: the last door, behind all flows.
///
/// # Errors
/// [`Refusal::OtherOwner`].
pub fn check(turn: &Turn, book: &Book) -> Result<(), Stop> {
    if book.operator.owner.is_none() {
        return Ok(());
    }
    turn.writes.iter().try_for_each(|write| check_write(write, book))
}

fn check_write(write: &Write, book: &Book) -> Result<(), Stop> {
    match write {
        Write::Entry(entry) => book.own_entry(entry),
        Write::Lot(lot) | Write::SecondLot(lot) => book.own_id(lot.item),
        Write::LotExpiry(id, _) => book.own_lot(*id),
        Write::Code { item, .. } => book.own_id(*item),
        Write::Print(draft) => book.own_id(draft.item),
        Write::Counted(number) => book.own_id(number.goods.item),
        Write::CountDoubted(goods) => book.own_id(goods.item),
        // Where nothing of theirs stands they begin no count.
        Write::CountZone(made) if !zone_of(made, book)?.is_seen() => Err(Refusal::OtherOwner {}.into()),
        Write::CountZone(made) => zone_of(made, book)?.whole(),
        // A number was said in it: of goods that are looked at beside this.
        Write::CountZoneState(id, ZoneState::Counting) => zone_by_id(*id, book)?.part(),
        Write::CountZoneState(id, _) | Write::CountZoneApproved(id) => zone_by_id(*id, book)?.whole(),
        Write::DocumentState(id, _) | Write::DocumentNote(id, _) | Write::DocumentPartner(id, _) => {
            match document::by_id(book.tx, *id)? {
                Some(found) if !book.sees_document(&found)? => Err(Refusal::OtherOwner {}.into()),
                _ => Ok(()),
            }
        }
        _ => Ok(()),
    }
}

/// What of a counting document's part a person may look after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ZonePart {
    /// All that stands or was counted in it.
    Whole,
    /// Some of it: the rest is another's.
    Some,
    /// Nothing stands or was counted in it, or not any more: whoever is at it may end it, and it is offered to nobody.
    Empty,
    None,
}

impl ZonePart {
    pub fn is_seen(self) -> bool {
        matches!(self, ZonePart::Whole | ZonePart::Some)
    }

    /// Nothing of it is another's.
    pub fn is_whole(self) -> bool {
        matches!(self, ZonePart::Whole | ZonePart::Empty)
    }

    /// # Errors
    /// [`Refusal::OtherOwner`] where all of it is another's.
    pub fn part(self) -> Result<(), Stop> {
        if self != ZonePart::None { Ok(()) } else { Err(Refusal::OtherOwner {}.into()) }
    }

    /// # Errors
    /// [`Refusal::OtherOwner`] where any of it is another's.
    pub fn whole(self) -> Result<(), Stop> {
        if self.is_whole() { Ok(()) } else { Err(Refusal::OtherOwner {}.into()) }
    }
}

/// As far as the active person may look after it.
pub fn zone_of(of: &CountZone, book: &Book) -> Result<ZonePart, Stop> {
    if book.operator.owner.is_none() {
        return Ok(ZonePart::Whole);
    }
    if let Some(item) = of.item {
        return Ok(if book.sees(&book.item(item)?) { ZonePart::Whole } else { ZonePart::None });
    }
    let counted = zone::lines(book.tx, of.id)?.into_iter().map(|line| line.goods.item);
    part_of(balance::inside(book.tx, of.place)?.into_iter().map(|row| row.item).chain(counted), book)
}

/// What is theirs of all that stands in a place.
pub fn place_part(place: LocationId, book: &Book) -> Result<ZonePart, Stop> {
    if book.operator.owner.is_none() {
        return Ok(ZonePart::Whole);
    }
    part_of(balance::inside(book.tx, place)?.into_iter().map(|row| row.item), book)
}

fn part_of(items: impl Iterator<Item = ItemId>, book: &Book) -> Result<ZonePart, Stop> {
    let (mut own, mut foreign) = (false, false);
    for item in items {
        match book.sees(&book.item(item)?) {
            true => own = true,
            false => foreign = true,
        }
    }
    Ok(match (own, foreign) {
        (true, false) => ZonePart::Whole,
        (true, true) => ZonePart::Some,
        (false, true) => ZonePart::None,
        (false, false) => ZonePart::Empty,
    })
}

fn zone_by_id(id: CountZoneId, book: &Book) -> Result<ZonePart, Stop> {
    match zone::by_id(book.tx, id)? {
        Some(found) => zone_of(&found, book),
        None => Err(Refusal::StaleScreen {}.into()),
    }
}
