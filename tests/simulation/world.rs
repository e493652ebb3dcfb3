//! Where the random people work: two sites with bins, crates that stand in each other, and goods of every
//! sort: without lots, by lot, by serial, by catch weight, fine and coarse ones.

use crate::documents;
use crate::model::Model;
use domain::expiry::Expiry;
use domain::item::{ExpiryRule, Item};
use domain::location::{Location, LocationKind, Purpose};
use domain::lot::{Lot, LotKind, LotStatus};
use domain::permission::Role;
use domain::{ItemId, LocationId, LotId, OperatorId, OwnerId, StationId};
use jiff::civil::date;
use ledger::table::operator::Operator;
use ledger::table::owner::Owner;
use ledger::table::{item, location, lot, operator, owner};
use ledger::{Error, Transaction};
use uuid::Uuid;

/// 2026-11-21 08:00 UTC.
pub const NOW_MS: i64 = 1_795_248_000_000;

pub const STATION: StationId = StationId(uuid(1));
const HOUSE: OwnerId = OwnerId(uuid(2));
pub const PEOPLE: [OperatorId; 3] = [OperatorId(uuid(10)), OperatorId(uuid(11)), OperatorId(uuid(12))];

/// A valid UUIDv7 for each number.
pub const fn uuid(number: u64) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + number as u128)
}

pub const fn place(number: u64) -> LocationId {
    LocationId(uuid(100 + number))
}

pub const SUPPLIER: LocationId = place(30);
pub const CUSTOMER: LocationId = place(31);
pub const PRODUCTION: LocationId = place(32);
pub const LOSS: LocationId = place(33);
pub const ADJUSTMENT: LocationId = place(34);
/// Somebody's hands: what was picked.
pub const HAND: LocationId = place(11);
/// Whatever stands here is on hold.
pub const HOLD: LocationId = place(10);
/// Retained samples.
pub const SAMPLES: LocationId = place(12);

/// Number of the place, kind, code, number of its parent.
const PLACES: [(u64, LocationKind, &str, Option<u64>); 28] = [
    (0, LocationKind::Site, "TGR", None),
    (1, LocationKind::Site, "JKT", None),
    (2, LocationKind::Zone, "TGR-COLD", Some(0)),
    (3, LocationKind::Zone, "TGR-DRY", Some(0)),
    (4, LocationKind::Bin, "COLD-01", Some(2)),
    (5, LocationKind::Bin, "COLD-02", Some(2)),
    (6, LocationKind::Bin, "DRY-01", Some(3)),
    (7, LocationKind::Bin, "DRY-02", Some(3)),
    (8, LocationKind::Bin, "TGR-DOCK", Some(0)),
    (9, LocationKind::Bin, "JKT-01", Some(1)),
    (10, LocationKind::Bin, "JKT-HOLD", Some(1)),
    (11, LocationKind::Bin, "IN-HAND-1", Some(0)),
    (12, LocationKind::Bin, "SAMPLES", Some(0)),
    (13, LocationKind::Transit, "transit", None),
    // Each made with its transfer.
    (14, LocationKind::Transit, "TR-1", None),
    (15, LocationKind::Transit, "TR-2", None),
    (20, LocationKind::Container, "PL-1", Some(8)),
    (21, LocationKind::Container, "PL-2", Some(9)),
    (22, LocationKind::Container, "CR-1", Some(20)),
    (23, LocationKind::Container, "CR-2", Some(4)),
    (24, LocationKind::Container, "CR-3", Some(21)),
    (25, LocationKind::Container, "BOX-1", Some(8)),
    (26, LocationKind::Container, "BOX-2", Some(9)),
    (30, LocationKind::Supplier, "supplier", None),
    (31, LocationKind::Customer, "customer", None),
    (32, LocationKind::Production, "production", None),
    (33, LocationKind::Loss, "loss", None),
    (34, LocationKind::Adjustment, "adjustment", None),
];

/// What sort of goods it is, which decides how much of it moves at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Any millionth.
    Weighed,
    Counted,
    /// One unit each, with a text of its own.
    Serial,
    /// Weight and pieces.
    Catch,
    /// So much that it may be too much.
    Absurd,
}

#[derive(Clone, Debug)]
pub struct Goods {
    pub item: ItemId,
    pub sort: Sort,
    pub lots: Vec<LotId>,
}

/// SKU, unit, sort, how many lots; none is the item's lot `none`.
const GOODS: [(&str, &str, Sort, u64); 7] = [
    ("SALT", "kg", Sort::Weighed, 0),
    ("CHILI", "kg", Sort::Weighed, 4),
    ("BOTTLE", "pcs", Sort::Counted, 3),
    ("SCALE", "pcs", Sort::Serial, 2),
    ("BEEF", "kg", Sort::Catch, 3),
    ("PAPER", "pcs", Sort::Counted, 0),
    ("DUST", "g", Sort::Absurd, 0),
];

pub fn goods() -> Vec<Goods> {
    let of = |(index, (_, _, sort, lot_count)): (usize, &(&str, &str, Sort, u64))| {
        let index = index as u64;
        let numbers = if *lot_count == 0 { 0..1 } else { 1..*lot_count + 1 };
        let lots = numbers.map(|number| LotId(uuid(300 + index * 10 + number))).collect();
        Goods { item: ItemId(uuid(200 + index)), sort: *sort, lots }
    };
    GOODS.iter().enumerate().map(of).collect()
}

/// Where stock that is ours can be.
pub fn physical() -> Vec<LocationId> {
    PLACES.iter().filter(|place| place.1.is_physical()).map(|row| place(row.0)).collect()
}

pub fn containers() -> Vec<LocationId> {
    PLACES.iter().filter(|place| place.1 == LocationKind::Container).map(|row| place(row.0)).collect()
}

/// The model of the empty house.
pub fn model() -> Model {
    let mut model = Model::default();
    for (number, kind, _, parent) in PLACES {
        model.add_place(place(number), kind, parent.map(place));
    }
    model
}

/// The same house in a new ledger.
pub fn furnish(tx: &mut Transaction<'_>) -> Result<(), Error> {
    owner::insert(tx, &Owner { id: HOUSE, name: "Dapur Contoh".to_owned() })?;
    for (index, id) in PEOPLE.into_iter().enumerate() {
        let (name, badge) = (format!("Operator {index}"), Some(index as u32));
        operator::insert(
            tx,
            &Operator { id, name, role: Role::Lead, language: "id".to_owned(), badge, owner: None },
            NOW_MS,
        )?;
    }
    for (number, kind, code, parent) in PLACES.into_iter().filter(|row| !documents::has_road(place(row.0))) {
        let (code, name, purpose) = (code.to_owned(), String::new(), purpose(number));
        let made = Location { id: place(number), kind, code, name, parent: parent.map(place), purpose };
        location::insert(tx, &made, Some(number as u32), NOW_MS)?;
    }
    for (goods, (sku, unit, ..)) in goods().iter().zip(GOODS) {
        item::insert(tx, &item_of(goods, sku, unit), NOW_MS)?;
        for (index, id) in goods.lots.iter().enumerate() {
            lot_of(tx, goods, *id, index)?;
        }
    }
    documents::furnish(tx)
}

fn purpose(number: u64) -> Purpose {
    match number {
        8 => Purpose::Dock,
        10 => Purpose::Hold,
        11 => Purpose::InHand,
        _ => Purpose::Store,
    }
}

fn item_of(goods: &Goods, sku: &str, unit: &str) -> Item {
    Item {
        id: goods.item,
        owner: HOUSE,
        sku: sku.to_owned(),
        names: vec![("en".to_owned(), sku.to_owned())],
        unit: unit.to_owned(),
        decimals: if goods.sort == Sort::Weighed { 6 } else { 3 },
        pictogram: "box".to_owned(),
        lot_tracked: goods.lots.len() > 1,
        serial_tracked: goods.sort == Sort::Serial,
        catch_weight: goods.sort == Sort::Catch,
        expiry_rule: ExpiryRule::Asked,
        near_expiry_days: 14,
        lot_pattern: String::new(),
    }
}

fn lot_of(tx: &Transaction, goods: &Goods, id: LotId, index: usize) -> Result<(), Error> {
    if goods.lots.len() == 1 {
        lot::none_of(tx, goods.item, id, NOW_MS)?;
        return Ok(());
    }
    let expiry = match index {
        0 => Expiry::On(date(2027, 3, 1)),
        1 => Expiry::Month(date(2027, 1, 31)),
        2 => Expiry::NonePrinted,
        _ => Expiry::NotKnown,
    };
    let made = Lot {
        id,
        item: goods.item,
        kind: LotKind::Coded,
        code: format!("L-{index}"),
        maker: String::new(),
        expiry,
        made_on: None,
        status: LotStatus::Released,
        ours: false,
    };
    lot::insert(tx, &made, NOW_MS)
}
