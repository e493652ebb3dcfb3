//! A kitchen at work, as dice fall: everything that moves goods, in any order, from a seed that is printed
//! when a test fails. Keeps what the book took, so that a test can work the same numbers out by itself.

use crate::support::*;
use domain::document::{Document, DocumentKind, DocumentState};
use domain::entry::{Evidence, MovementKind, NewEntry, NewMovement};
use domain::expiry::Expiry;
use domain::item::Item;
use domain::location::{Location, LocationKind, Purpose};
use domain::lot::Lot;
use domain::*;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use ledger::table::{document, entry as entries, item, location, lot};
use ledger::{Error, Transaction};
use std::collections::{BTreeMap, HashMap, HashSet};

pub const PRODUCTION: LocationId = LocationId(uuid(29));
pub const TRANSIT: LocationId = LocationId(uuid(30));
pub const ZONE: LocationId = LocationId(uuid(31));
/// In the zone.
pub const SAMPLES: LocationId = LocationId(uuid(32));
pub const SAUCE: ItemId = ItemId(uuid(43));
/// Catch weight.
pub const MEAT: ItemId = ItemId(uuid(44));

pub const OURS: [LocationId; 7] = [A, B, CRATE, PALLET, TRANSIT, SAMPLES, ZONE];
/// The same numbers for the same seed, on every machine.
pub struct Dice(u64);

/// What was done, and the book it was done in.
pub struct Days {
    pub book: Book,
    /// In order, the undone and the undoing too.
    pub booked: Vec<NewEntry>,
    /// Where each container stands now.
    pub parents: HashMap<LocationId, LocationId>,
    /// Millionths.
    stock: BTreeMap<(LocationId, ItemId, LotId), i64>,
}

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }

    pub fn pick<T: Clone>(&mut self, list: &[T]) -> T {
        list[self.below(list.len() as u64) as usize].clone()
    }
}

pub fn chili_lots() -> Vec<LotId> {
    [CHILI_1, CHILI_2].into_iter().chain((0..3).map(|number| LotId(uuid(200 + number)))).collect()
}

pub fn sauce_lots() -> Vec<LotId> {
    (0..6).map(|number| LotId(uuid(210 + number))).collect()
}

pub fn meat_lots() -> Vec<LotId> {
    (0..2).map(|number| LotId(uuid(220 + number))).collect()
}

/// Every item with each of its lots.
pub fn goods() -> Vec<(ItemId, LotId)> {
    let of = |item, lots: Vec<LotId>| lots.into_iter().map(move |lot| (item, lot)).collect::<Vec<_>>();
    [of(SALT, vec![SALT_LOT]), of(CHILI, chili_lots()), of(SAUCE, sauce_lots()), of(MEAT, meat_lots())]
        .concat()
}

pub fn documents() -> Vec<DocumentId> {
    (0..5).map(|number| DocumentId(uuid(70 + number))).collect()
}

pub fn kind_of(location: LocationId) -> LocationKind {
    match location {
        PRODUCTION => LocationKind::Production,
        SUPPLIER => LocationKind::Supplier,
        CUSTOMER => LocationKind::Customer,
        LOSS => LocationKind::Loss,
        ADJUSTMENT => LocationKind::Adjustment,
        TRANSIT => LocationKind::Transit,
        _ => LocationKind::Bin,
    }
}

/// The kitchen with a place for production, more lots, and documents to work on.
pub fn furnished() -> Book {
    let book = book();
    book.turn(furnish).unwrap();
    book
}

fn furnish(tx: &mut Transaction<'_>) -> Result<(), Error> {
    for (id, kind, code, parent) in [
        (PRODUCTION, LocationKind::Production, "production", None),
        (TRANSIT, LocationKind::Transit, "transit", None),
        (ZONE, LocationKind::Zone, "COLD", Some(SITE)),
        (SAMPLES, LocationKind::Bin, "COLD-9", Some(ZONE)),
    ] {
        let (code, name, purpose) = (code.to_owned(), String::new(), Purpose::Store);
        location::insert(tx, &Location { id, kind, code, name, parent, purpose }, None, NOW_MS)?;
    }
    let sauce = an_item(SAUCE, "SAUCE-1", "kg", "Chili sauce", "Sambal");
    item::insert(tx, &Item { lot_tracked: true, ..sauce }, NOW_MS)?;
    let meat = an_item(MEAT, "MEAT-1", "kg", "Beef", "Daging sapi");
    item::insert(tx, &Item { lot_tracked: true, catch_weight: true, ..meat }, NOW_MS)?;
    for (index, (item, id)) in
        goods().into_iter().enumerate().filter(|(_, (_, id))| lot::by_id(tx, *id).unwrap().is_none())
    {
        lot::insert(tx, &Lot { item, ..a_lot(id, &format!("26K{index:02}"), Expiry::NonePrinted) }, NOW_MS)?;
    }
    for (index, id) in documents().into_iter().enumerate() {
        document::insert(tx, &a_document(id, format!("WO-{index}")), NOW_MS, None)?;
    }
    Ok(())
}

pub fn a_document(id: DocumentId, number: String) -> Document {
    let (partner, vendor, note_number) = (String::new(), String::new(), String::new());
    let (kind, state) = (DocumentKind::PurchaseOrder, DocumentState::Open);
    Document { id, kind, number, partner, vendor, state, note_number }
}

/// `count` acts, of which the book refuses some.
pub fn worked(seed: u64, count: u64) -> Days {
    let parents = HashMap::from([(PALLET, A), (CRATE, PALLET)]);
    let mut days = Days { book: furnished(), booked: Vec::new(), parents, stock: BTreeMap::new() };
    let mut dice = Dice::new(seed);
    for number in 1..=count {
        let new = days.act(&mut dice, number);
        let Some(new) = new else { continue };
        let entry = new.clone();
        match days.book.append(new) {
            Ok(_) => days.took(entry),
            Err(Error::Short { .. } | Error::ShortPieces { .. }) => {}
            Err(Error::ContainerElsewhere { .. } | Error::CannotPlace { .. }) => {}
            Err(error) => panic!("seed {seed}, act {number}: {error}"),
        }
    }
    days
}

impl Days {
    pub fn undone(&self) -> HashSet<EntryId> {
        self.booked.iter().filter_map(|entry| entry.reverses).collect()
    }

    /// What counts: neither undone nor an undoing.
    pub fn standing(&self) -> Vec<&NewEntry> {
        let undone = self.undone();
        self.booked.iter().filter(|entry| entry.reverses.is_none() && !undone.contains(&entry.id)).collect()
    }

    /// The place itself and all that stands in it now.
    pub fn is_in(&self, mut place: LocationId, root: LocationId) -> bool {
        let fixed = HashMap::from([(A, SITE), (B, SITE), (ZONE, SITE), (SAMPLES, ZONE)]);
        loop {
            if place == root {
                return true;
            }
            match self.parents.get(&place).or(fixed.get(&place)) {
                Some(parent) => place = *parent,
                None => return false,
            }
        }
    }

    fn took(&mut self, entry: NewEntry) {
        for placement in &entry.placements {
            self.parents.insert(placement.container, placement.to);
        }
        for NewMovement { item, lot, from, to, quantity, .. } in &entry.movements {
            *self.stock.entry((*from, *item, *lot)).or_default() -= quantity.millionths();
            *self.stock.entry((*to, *item, *lot)).or_default() += quantity.millionths();
        }
        self.booked.push(entry);
    }

    fn act(&mut self, dice: &mut Dice, number: u64) -> Option<NewEntry> {
        let movements = match dice.below(20) {
            0..=3 => vec![self.line(dice, MovementKind::Receive, Some(SUPPLIER), None)],
            4 => vec![self.line(dice, MovementKind::Initial, Some(ADJUSTMENT), None)],
            5..=6 => vec![self.line(dice, MovementKind::Move, None, None)],
            7 => return Some(self.push(dice, number)),
            8..=12 => self.cook(dice),
            13 => vec![self.line(dice, MovementKind::Ship, None, Some(CUSTOMER))],
            14 => vec![self.line(dice, MovementKind::Return, Some(CUSTOMER), None)],
            15 => vec![self.line(dice, MovementKind::Return, None, Some(SUPPLIER))],
            16 => {
                let kind = dice.pick(&[MovementKind::Damage, MovementKind::Scrap, MovementKind::Sample]);
                vec![self.line(dice, kind, None, Some(LOSS))]
            }
            17 => vec![self.line(dice, MovementKind::Sample, None, Some(SAMPLES))],
            18 => {
                let kind = dice.pick(&[MovementKind::Adjust, MovementKind::Count]);
                let ends = dice.pick(&[(Some(ADJUSTMENT), None), (None, Some(ADJUSTMENT))]);
                vec![self.line(dice, kind, ends.0, ends.1)]
            }
            _ => return self.undoing(dice, number),
        };
        if movements.iter().any(|movement| movement.from == movement.to) {
            return None;
        }
        let document = (dice.below(2) == 0).then(|| dice.pick(&documents()));
        Some(NewEntry { document, ..on(dice, number, movements) })
    }

    fn push(&self, dice: &mut Dice, number: u64) -> NewEntry {
        let (container, to) =
            dice.pick(&[(PALLET, A), (PALLET, B), (PALLET, ZONE), (CRATE, PALLET), (CRATE, B)]);
        let from = self.parents[&container];
        if from == to {
            return place(number, CRATE, self.parents[&CRATE], if self.parents[&CRATE] == A { B } else { A });
        }
        place(number, container, from, to)
    }

    fn undoing(&mut self, dice: &mut Dice, number: u64) -> Option<NewEntry> {
        let id = self.booked.get(dice.below(self.booked.len() as u64 + 1) as usize)?.id;
        let new_id = EntryId(uuid(10_000 + number));
        let (now_ms, day) = (NOW_MS + number as i64, day_of(number));
        let made = self.book.turn(move |tx| entries::reversal_of(tx, id, new_id, BUDI, "desk", now_ms, day));
        match made {
            Ok(made) => Some(made),
            Err(Error::AlreadyReversed { .. } | Error::IsReversal { .. }) => None,
            Err(error) => panic!("{error}"),
        }
    }

    /// Some ingredients in, some sauce out, now and then something back, a loss, a sample.
    fn cook(&self, dice: &mut Dice) -> Vec<NewMovement> {
        let mut lines = Vec::new();
        for _ in 0..dice.below(3) {
            lines.push(self.line(dice, MovementKind::Consume, None, Some(PRODUCTION)));
        }
        for _ in 0..dice.below(3) {
            let kind = dice.pick(&[MovementKind::Produce, MovementKind::Produce, MovementKind::Rework]);
            let made = self.line(dice, kind, Some(PRODUCTION), None);
            lines.push(NewMovement { item: SAUCE, lot: dice.pick(&sauce_lots()), pieces: 0, ..made });
        }
        match dice.below(8) {
            0 => lines.push(self.line(dice, MovementKind::Scrap, Some(PRODUCTION), Some(LOSS))),
            1 => lines.push(self.line(dice, MovementKind::Sample, Some(PRODUCTION), Some(SAMPLES))),
            2 => lines.push(self.line(dice, MovementKind::Move, Some(PRODUCTION), None)),
            _ => {}
        }
        if lines.is_empty() {
            lines.push(self.line(dice, MovementKind::Receive, Some(SUPPLIER), None));
        }
        lines
    }

    /// `None`: any of our places; what goes from there mostly stands there, and sometimes not enough of it.
    fn line(
        &self,
        dice: &mut Dice,
        kind: MovementKind,
        from: Option<LocationId>,
        to: Option<LocationId>,
    ) -> NewMovement {
        let (mut item, mut lot) = dice.pick(&goods());
        let mut most = 20_000_000;
        let stands: Vec<_> =
            self.stock.iter().filter(|((place, ..), there)| OURS.contains(place) && **there > 0).collect();
        let from = from.unwrap_or_else(|| {
            if stands.is_empty() || dice.below(8) == 0 {
                return dice.pick(&OURS);
            }
            let ((place, stood, of), there) = dice.pick(&stands);
            (item, lot, most) = (*stood, *of, *there + *there / 8);
            *place
        });
        let to = to.unwrap_or_else(|| dice.pick(&OURS));
        let evidence = dice.pick(Evidence::ALL);
        let pieces = if item == MEAT { dice.below(5) as i64 } else { 0 };
        let quantity = Quantity::from_millionths(1 + dice.below(most as u64) as i64).unwrap();
        NewMovement { quantity, pieces, evidence, ..movement(kind, item, lot, from, to, "1") }
    }
}

/// Every tenth act begins a new day; some facts are told days later.
fn on(dice: &mut Dice, number: u64, movements: Vec<NewMovement>) -> NewEntry {
    let late = if dice.below(10) == 0 { dice.below(4) } else { 0 };
    let business_date = day_of(number) - (late as i64).days();
    let recorded_at_ms = NOW_MS + number as i64;
    let happened_at_ms = recorded_at_ms - late as i64 * 86_400_000;
    let operator = dice.pick(&[DEWI, BUDI]);
    NewEntry { happened_at_ms, recorded_at_ms, business_date, operator, ..entry(9_000 + number, movements) }
}

fn day_of(number: u64) -> Date {
    date(2026, 11, 1) + (number as i64 / 10).days()
}
