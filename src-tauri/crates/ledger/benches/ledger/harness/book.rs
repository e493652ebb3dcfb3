//! Who, where and what of a generated book: identities by number, and the first rows, written through the
//! tables' own modules.

use super::engine::Station;
use super::typing;
use domain::item::{ExpiryRule, Item};
use domain::location::{Location, LocationKind, Purpose};
use domain::permission::Role;
use domain::{ItemId, LocationId, LotId, OperatorId, OwnerId};
use ledger::table::operator::Operator;
use ledger::table::owner::Owner;
use ledger::table::{item, location, lot, operator, owner};
use ledger::{Error, Transaction};
use std::path::Path;
use uuid::Uuid;

/// 2026-11-21 08:00 UTC: when the measured turns happen. The generated history ends the day before.
pub const NOW_MS: i64 = 1_795_248_000_000;

/// How large a book is; the same shape and seed give the same book, byte by byte of every hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    pub item_count: u32,
    pub movement_count: u32,
    pub seed: u64,
}

/// Places by number, which is their row too.
pub const SUPPLIER: u32 = 1;
pub const CUSTOMER: u32 = 2;
pub const ADJUSTMENT: u32 = 3;
pub const DOCK: u32 = 6;
const SITE: u32 = 4;
const ZONE: u32 = 5;
const FIRST_BIN: u32 = 7;
pub const BIN_COUNT: u32 = 500;
pub const OPERATOR_COUNT: u32 = 8;

const ITEMS_PER_TURN: u32 = 1_000;

/// A valid UUIDv7 for each number of each kind.
pub fn uuid(kind: u128, number: u128) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + (kind << 48) + number)
}

pub fn item_id(number: u32) -> ItemId {
    ItemId(uuid(1, u128::from(number)))
}

/// The item's lot `none`.
pub fn lot_id(number: u32) -> LotId {
    LotId(uuid(2, u128::from(number)))
}

pub fn place(number: u32) -> LocationId {
    LocationId(uuid(3, u128::from(number)))
}

/// From 1 on.
pub fn operator_id(number: u32) -> OperatorId {
    OperatorId(uuid(4, u128::from(number)))
}

/// Where an item is kept.
pub fn home(item_number: u32) -> u32 {
    FIRST_BIN + item_number % BIN_COUNT
}

pub fn sku(number: u32) -> String {
    format!("SKU-{number:07}")
}

pub fn barcode(number: u32) -> String {
    format!("0899{number:010}")
}

/// Makes the file at `path` with people, places and items, and nothing moved yet.
pub fn found(path: &Path, shape: Shape) -> Station {
    let station = Station::open(path);
    station.work(first_rows);
    for first in (0..shape.item_count).step_by(ITEMS_PER_TURN as usize) {
        let last = (first + ITEMS_PER_TURN).min(shape.item_count);
        station.work(move |tx| (first..last).try_for_each(|number| make_item(tx, number)));
    }
    station
}

fn first_rows(tx: &mut Transaction<'_>) -> Result<(), Error> {
    owner::insert(tx, &Owner { id: house(), name: "House".to_owned() })?;
    for number in 1..=OPERATOR_COUNT {
        let (name, language) = (format!("Operator {number}"), "id".to_owned());
        let (id, badge, owner) = (operator_id(number), Some(1_000 + number), None);
        operator::insert(tx, &Operator { id, name, role: Role::Operator, language, badge, owner }, NOW_MS)?;
    }
    let add = |number: u32, kind, code: &str, parent: Option<u32>, purpose| {
        let (id, code, name) = (place(number), code.to_owned(), String::new());
        location::insert(
            tx,
            &Location { id, kind, code, name, parent: parent.map(place), purpose },
            None,
            NOW_MS,
        )
    };
    add(SUPPLIER, LocationKind::Supplier, "supplier", None, Purpose::Store)?;
    add(CUSTOMER, LocationKind::Customer, "customer", None, Purpose::Store)?;
    add(ADJUSTMENT, LocationKind::Adjustment, "adjustment", None, Purpose::Store)?;
    add(SITE, LocationKind::Site, "DEPOT", None, Purpose::Store)?;
    add(ZONE, LocationKind::Zone, "HALL", Some(SITE), Purpose::Store)?;
    add(DOCK, LocationKind::Bin, "DOCK", Some(SITE), Purpose::Dock)?;
    for bin in 0..BIN_COUNT {
        let code = format!("{}-{:03}", ["A", "B", "C", "D", "E"][(bin % 5) as usize], bin / 5 + 1);
        add(FIRST_BIN + bin, LocationKind::Bin, &code, Some(ZONE), Purpose::Store)?;
    }
    Ok(())
}

fn house() -> OwnerId {
    OwnerId(uuid(10, 1))
}

pub fn make_item(tx: &Transaction, number: u32) -> Result<(), Error> {
    let new = Item {
        id: item_id(number),
        owner: house(),
        sku: sku(number),
        names: typing::names(number),
        unit: "pcs".to_owned(),
        decimals: 0,
        pictogram: String::new(),
        lot_tracked: false,
        serial_tracked: false,
        catch_weight: false,
        expiry_rule: ExpiryRule::NonePrinted,
        near_expiry_days: 14,
        lot_pattern: String::new(),
    };
    item::insert(tx, &new, NOW_MS)?;
    item::add_code(tx, new.id, None, &barcode(number), "gtin")?;
    lot::none_of(tx, new.id, lot_id(number), NOW_MS)?;
    Ok(())
}
