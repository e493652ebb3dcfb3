//! A few entries into a small ledger while the disk fails at one call, and the same file opened again
//! afterwards.

use crate::calls::{self, Call, Fault, How};
use domain::entry::{Evidence, MovementKind, NewEntry, NewMovement, NewPlacement};
use domain::item::{ExpiryRule, Item};
use domain::location::{Location, LocationKind, Purpose};
use domain::permission::Role;
use domain::{EntryId, ItemId, LocationId, LotId, OperatorId, OwnerId, Quantity, StationId};
use jiff::civil::date;
use ledger::table::operator::Operator;
use ledger::table::owner::Owner;
use ledger::table::{balance, entry, item, location, lot, operator, owner};
use ledger::writer::Health;
use ledger::{Error, Ledger, OpenOptions, Transaction};
use std::path::{Path, PathBuf};
use tokio::runtime::Runtime;
use uuid::Uuid;

const NOW_MS: i64 = 1_795_248_000_000;
pub const ENTRIES: u64 = 8;

const fn uuid(number: u64) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + number as u128)
}

const BY: OperatorId = OperatorId(uuid(10));
const SITE: LocationId = LocationId(uuid(20));
const BIN: LocationId = LocationId(uuid(21));
const SUPPLIER: LocationId = LocationId(uuid(23));
/// Each is moved once, so that no entry needs another one.
const CRATES: [LocationId; 2] = [LocationId(uuid(24)), LocationId(uuid(25))];
const SALT: ItemId = ItemId(uuid(30));
const LOT: LotId = LotId(uuid(31));

/// A closed ledger with a kitchen in it, to be copied.
pub fn prepare(path: &Path) {
    let runtime = runtime();
    let ledger = runtime.block_on(open(path)).unwrap();
    ledger.writer().turn_blocking(furnish).unwrap();
    runtime.block_on(ledger.close()).unwrap();
}

pub fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

async fn open(path: &Path) -> Result<Ledger, Error> {
    let path = path.to_owned();
    let (short_name, station) = ("TM1".to_owned(), StationId(uuid(1)));
    Ledger::open(OpenOptions { path, short_name, station, now_ms: NOW_MS }).await
}

fn furnish(tx: &mut Transaction<'_>) -> Result<(), Error> {
    owner::insert(tx, &Owner { id: OwnerId(uuid(2)), name: "House".to_owned() })?;
    let (name, language) = ("Operator 1".to_owned(), "en".to_owned());
    operator::insert(
        tx,
        &Operator { id: BY, name, role: Role::Lead, language, badge: None, owner: None },
        NOW_MS,
    )?;
    let places = [
        (SITE, LocationKind::Site, "TGR", None),
        (BIN, LocationKind::Bin, "A-01", Some(SITE)),
        (CRATES[0], LocationKind::Container, "CR-1", Some(BIN)),
        (CRATES[1], LocationKind::Container, "CR-2", Some(BIN)),
        (SUPPLIER, LocationKind::Supplier, "supplier", None),
    ];
    for (id, kind, code, parent) in places {
        let (code, name, purpose) = (code.to_owned(), String::new(), Purpose::Store);
        location::insert(tx, &Location { id, kind, code, name, parent, purpose }, None, NOW_MS)?;
    }
    let salt = Item {
        id: SALT,
        owner: OwnerId(uuid(2)),
        sku: "SALT".to_owned(),
        names: Vec::new(),
        unit: "kg".to_owned(),
        decimals: 3,
        pictogram: String::new(),
        lot_tracked: false,
        serial_tracked: false,
        catch_weight: false,
        expiry_rule: ExpiryRule::Asked,
        near_expiry_days: 14,
        lot_pattern: String::new(),
    };
    item::insert(tx, &salt, NOW_MS)?;
    lot::none_of(tx, SALT, LOT, NOW_MS)?;
    Ok(())
}

/// The `number`-th: a kilogram from the supplier; every fourth moves a crate as well.
fn entry(number: u64) -> NewEntry {
    let salt = NewMovement {
        kind: MovementKind::Receive,
        item: SALT,
        lot: LOT,
        serial: None,
        from: SUPPLIER,
        to: BIN,
        quantity: Quantity::ONE,
        pieces: 0,
        reason: None,
        evidence: Evidence::Scanned,
        line: None,
        reading: String::new(),
    };
    let placed = CRATES.into_iter().zip([4, 8]).find(|(_, moves_at)| *moves_at == number);
    let placed = placed.map(|(container, _)| NewPlacement { container, from: BIN, to: SITE });
    NewEntry {
        id: EntryId(uuid(1_000 + number)),
        happened_at_ms: NOW_MS + number as i64,
        recorded_at_ms: NOW_MS + number as i64,
        business_date: date(2026, 11, 21),
        operator: BY,
        witness: None,
        seat: "main".to_owned(),
        document: None,
        scan: None,
        reverses: None,
        note: String::new(),
        movements: vec![salt],
        placements: placed.into_iter().collect(),
        lot_changes: Vec::new(),
    }
}

/// What came of one run.
pub struct Run {
    /// Calls of the faulty kind, from opening to closing.
    pub counted: u64,
    /// By number.
    pub acknowledged: Vec<u64>,
    /// It did not even open, or an entry was refused, or the writer had stopped at the end.
    pub was_felt: bool,
}

/// Opens, books and closes while the fault is in the disk; then without it everything must be right.
pub fn run(runtime: &Runtime, prepared: &Path, folder: &Path, fault: Fault) -> Run {
    // Everything beside the file belongs to it.
    let folder = folder.join("run");
    _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir(&folder).unwrap();
    let path: PathBuf = folder.join("ledger.db");
    std::fs::copy(prepared, &path).unwrap();
    let armed = calls::arm(fault);
    let (acknowledged, was_felt) = work(runtime, &path, fault);
    let counted = armed.counted();
    drop(armed);
    is_right_afterwards(runtime, &path, &acknowledged, fault);
    Run { counted, acknowledged, was_felt }
}

fn work(runtime: &Runtime, path: &Path, fault: Fault) -> (Vec<u64>, bool) {
    let ledger = match runtime.block_on(open(path)) {
        Ok(ledger) => ledger,
        Err(error) => {
            assert!(!error.to_string().contains("mistake in the program"), "{fault:?}: {error}");
            return (Vec::new(), true);
        }
    };
    let mut acknowledged = Vec::new();
    let mut was_felt = false;
    for number in 1..=ENTRIES {
        match append(&ledger, number) {
            Ok(already) => {
                assert!(
                    !already && !is_stopped(&ledger),
                    "{fault:?}: {number} is booked now, by one that goes on"
                );
                acknowledged.push(number);
            }
            Err(error) => {
                was_felt = true;
                // SQLite takes a page it could not read for a damaged one.
                let is_said = match error {
                    Error::DiskFull { .. } => fault.how == How::Full,
                    Error::DiskReadOnly { .. } => fault.how == How::ReadOnly,
                    Error::Io { .. } => fault.how == How::Fails,
                    Error::Stopped => true,
                    Error::Damaged { .. } => fault.call == Call::Read,
                    _ => false,
                };
                assert!(is_said, "{fault:?}: {number} was refused for another reason: {error:?}");
                match error {
                    Error::DiskFull { .. } => {
                        assert!(!is_stopped(&ledger), "{fault:?}: a full disk is not the end");
                    }
                    Error::Stopped => assert!(is_stopped(&ledger), "{fault:?}: and it says so"),
                    _ => {}
                }
            }
        }
    }
    was_felt |= is_stopped(&ledger);
    // What cannot be cut back now is recovered at the next opening.
    runtime.block_on(ledger.close()).unwrap_or_else(|error| panic!("{fault:?}: it does not close: {error}"));
    (acknowledged, was_felt)
}

fn append(ledger: &Ledger, number: u64) -> Result<bool, Error> {
    let new = entry(number);
    ledger.writer().turn_blocking(move |tx| entry::append(tx, &new)).map(|recorded| recorded.already)
}

fn is_stopped(ledger: &Ledger) -> bool {
    matches!(ledger.writer().health(), Health::Stopped { .. })
}

/// The disk is well again: what was answered is there, and asked again everything is there once.
fn is_right_afterwards(runtime: &Runtime, path: &Path, acknowledged: &[u64], fault: Fault) {
    let ledger = runtime.block_on(open(path)).unwrap_or_else(|error| panic!("{fault:?}: {error}"));
    let report = ledger::verify::file(path).unwrap();
    assert_eq!(report.difference, None, "{fault:?}: chain, sums and balances hold");
    for number in 1..=ENTRIES {
        let was_there =
            append(&ledger, number).unwrap_or_else(|error| panic!("{fault:?}: {number}: {error}"));
        let was_answered = acknowledged.contains(&number);
        assert!(was_there || !was_answered, "{fault:?}: {number} was answered and is lost");
    }
    let report = ledger::verify::file(path).unwrap();
    assert_eq!(
        (report.difference, report.entry_count as u64),
        (None, ENTRIES),
        "{fault:?}: each of them once"
    );
    let there = ledger.writer().turn_blocking(|tx| balance::on_hand(tx, BIN, SALT, LOT)).unwrap();
    assert_eq!(there, Quantity::from_units(ENTRIES as i64).unwrap(), "{fault:?}: and no salt twice");
    runtime.block_on(ledger.close()).unwrap();
}
