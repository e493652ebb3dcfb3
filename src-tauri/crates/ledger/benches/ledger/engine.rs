//! The engine's side: a station with many items, and one whole turn as a seat does it.

use crate::budget::Spread;
use crate::typing;
use domain::entry::{Evidence, MovementKind, NewEntry, NewMovement};
use domain::item::{ExpiryRule, Item};
use domain::location::{Location, LocationKind, Purpose};
use domain::permission::Role;
use domain::scan::{Scan, ScanVerdict};
use domain::*;
use jiff::civil::date;
use ledger::table::delivery::{DeliveryKind, DeliveryState, NewDelivery};
use ledger::table::operator::Operator;
use ledger::table::owner::Owner;
use ledger::table::{balance, delivery, entry, item, location, lot, operator, owner, scan, seat};
use ledger::{Error, Ledger, OpenOptions, Transaction};
use std::path::{Path, PathBuf};
use tokio::runtime::Runtime;
use uuid::Uuid;

pub const NOW_MS: i64 = 1_795_248_000_000;
const FILL_PER_TURN: u32 = 1_000;
const PLACES: [(u128, LocationKind, &str); 3] = [
    (SUPPLIER, LocationKind::Supplier, "supplier"),
    (BIN_A, LocationKind::Bin, "A-01"),
    (BIN_B, LocationKind::Bin, "B-01"),
];
const SUPPLIER: u128 = 1;
const BIN_A: u128 = 2;
const BIN_B: u128 = 3;

/// A valid UUIDv7 for each number of each kind.
pub fn uuid(kind: u128, number: u128) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + (kind << 48) + number)
}

fn item_id(number: u32) -> ItemId {
    ItemId(uuid(1, u128::from(number)))
}

fn lot_id(number: u32) -> LotId {
    LotId(uuid(2, u128::from(number)))
}

fn place(number: u128) -> LocationId {
    LocationId(uuid(3, number))
}

fn dewi() -> OperatorId {
    OperatorId(uuid(4, 1))
}

pub fn sku(number: u32) -> String {
    format!("SKU-{number:07}")
}

pub fn barcode(number: u32) -> String {
    format!("0899{number:010}")
}

pub struct Station {
    ledger: Option<Ledger>,
    runtime: Runtime,
    path: PathBuf,
    item_count: u32,
}

impl Station {
    pub fn open(path: &Path) -> Station {
        let runtime = Runtime::new().expect("threads can be made");
        let (path, short_name) = (path.to_owned(), "TM1".to_owned());
        let options =
            OpenOptions { path: path.clone(), short_name, station: StationId(uuid(5, 1)), now_ms: NOW_MS };
        let ledger = runtime.block_on(Ledger::open(options)).expect("the bench's ledger opens");
        Station { ledger: Some(ledger), runtime, path, item_count: 0 }
    }

    /// Every movement is an entry of its own, as on the floor.
    pub fn fill(folder: &Path, item_count: u32, movement_count: u32) -> Station {
        std::fs::create_dir_all(folder).expect("the target folder is writable");
        let mut station = Station::open(&folder.join("ledger.db"));
        station.item_count = item_count;
        station.work(found);
        for first in (0..item_count).step_by(FILL_PER_TURN as usize) {
            let last = (first + FILL_PER_TURN).min(item_count);
            station.work(move |tx| (first..last).try_for_each(|number| make_item(tx, number)));
        }
        for first in (0..movement_count).step_by(FILL_PER_TURN as usize) {
            let last = (first + FILL_PER_TURN).min(movement_count);
            station.work(move |tx| {
                (first..last).try_for_each(|number| {
                    entry::append(tx, &receipt(uuid(6, u128::from(number)), number % item_count)).map(|_| ())
                })
            });
        }
        station
    }

    pub fn path(&self) -> PathBuf {
        self.path.clone()
    }

    fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Transaction<'_>) -> Result<T, Error> + Send + 'static,
    ) -> T {
        let ledger = self.ledger.as_ref().expect("it is open until it is dropped");
        ledger.writer().turn_blocking(work).expect("a turn of the bench succeeds")
    }

    /// A whole turn: seat, barcode, lot, balance, then entry, delivery, step and scan row; answered when it
    /// is on the disk.
    pub fn turn(&self, number: u32) {
        let item_count = self.item_count;
        self.work(move |tx| scan_turn(tx, number, number.wrapping_mul(7_919) % item_count));
    }

    /// A barcode to its item, inside one turn, so that only the look-up is timed.
    pub fn lookups(&self, count: u32) -> Spread {
        let item_count = self.item_count;
        self.work(move |tx| {
            let mut spread = Spread::default();
            for number in 0..count {
                let code = barcode(number.wrapping_mul(7_919) % item_count);
                let found = spread.time(|| item::by_code(tx, &code))?;
                assert_eq!(found.len(), 1, "every barcode is one item's");
            }
            Ok(spread)
        })
    }

    /// As the face asks while somebody types.
    pub fn search(&self, text: &str) -> usize {
        let ledger = self.ledger.as_ref().expect("it is open until it is dropped");
        let found = self.runtime.block_on(ledger::read::search(ledger.pool(), text, &["en", "id"], 20));
        found.expect("the bench's ledger can be read").len()
    }
}

impl Drop for Station {
    fn drop(&mut self) {
        if let Some(ledger) = self.ledger.take() {
            self.runtime.block_on(ledger.close()).expect("the bench's ledger closes");
        }
    }
}

fn scan_turn(tx: &mut Transaction<'_>, number: u32, item_number: u32) -> Result<(), Error> {
    let code = barcode(item_number);
    let mut at = seat::load(tx, "dock")?;
    let recorded: entry::Recorded = tx.savepoint(|tx| {
        operator::by_id(tx, dewi())?;
        let found = item::by_code(tx, &code)?;
        let goods = &found.first().ok_or(Error::Missing { what: "item", name: code.clone() })?.item;
        let lot = lot::none_of(tx, goods.id, lot_id(item_number), NOW_MS)?;
        balance::on_hand(tx, place(BIN_A), goods.id, lot.id)?;
        let recorded = entry::append(tx, &receipt(uuid(7, u128::from(number)), item_number))?;
        delivery::insert(tx, &new_delivery(number, &recorded))?;
        Ok::<_, Error>(recorded)
    })?;
    at.screen_number += 1;
    at.step = format!(r#"{{"at":"receive","last":"{}"}}"#, recorded.number);
    seat::save(tx, "dock", &at)?;
    let scan = Scan {
        id: ScanId(uuid(8, u128::from(number))),
        source: "wedge".to_owned(),
        bytes: code.into_bytes(),
        aim: None,
    };
    scan::insert(tx, &scan, "dock", Some(dewi()), NOW_MS, ScanVerdict::Accepted, "{}", Some(recorded.id))
}

fn new_delivery(number: u32, recorded: &entry::Recorded) -> NewDelivery {
    NewDelivery {
        id: DeliveryId(uuid(9, u128::from(number))),
        vendor: "katana".to_owned(),
        kind: DeliveryKind::StockAdjustment,
        entry: recorded.id,
        lane: recorded.number.clone(),
        natural_key: recorded.number.clone(),
        priority: 2,
        state: DeliveryState::Waiting,
        made_at_ms: NOW_MS,
    }
}

fn receipt(id: Uuid, item_number: u32) -> NewEntry {
    NewEntry {
        id: EntryId(id),
        happened_at_ms: NOW_MS,
        recorded_at_ms: NOW_MS,
        business_date: date(2026, 11, 21),
        operator: dewi(),
        seat: "dock".to_owned(),
        document: None,
        scan: None,
        witness: None,
        reverses: None,
        note: String::new(),
        movements: vec![NewMovement {
            kind: MovementKind::Receive,
            item: item_id(item_number),
            lot: lot_id(item_number),
            serial: None,
            from: place(SUPPLIER),
            to: place(BIN_A),
            quantity: Quantity::ONE,
            pieces: 0,
            reason: None,
            evidence: Evidence::Scanned,
            line: None,
            reading: String::new(),
        }],
        placements: Vec::new(),
    }
}

fn found(tx: &mut Transaction<'_>) -> Result<(), Error> {
    let house = OwnerId(uuid(10, 1));
    owner::insert(tx, &Owner { id: house, name: "House".to_owned() })?;
    let (name, language) = ("Dewi".to_owned(), "id".to_owned());
    operator::insert(
        tx,
        &Operator { id: dewi(), name, role: Role::Operator, language, badge: Some(1) },
        NOW_MS,
    )?;
    for (number, kind, code) in PLACES {
        let (code, name) = (code.to_owned(), String::new());
        let place = Location { id: place(number), kind, code, name, parent: None, purpose: Purpose::Store };
        location::insert(tx, &place, None, NOW_MS)?;
    }
    Ok(())
}

fn make_item(tx: &Transaction, number: u32) -> Result<(), Error> {
    let new = Item {
        id: item_id(number),
        owner: OwnerId(uuid(10, 1)),
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
