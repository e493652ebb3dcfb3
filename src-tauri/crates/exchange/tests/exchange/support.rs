//! A ledger in a temporary directory with the beginnings of a kitchen, files written beside it, and short
//! ways to take them in.

use domain::expiry::Expiry;
use domain::item::{ExpiryRule, Item, Pack};
use domain::location::{Location, LocationKind, Purpose};
use domain::lot::{Lot, LotKind, LotStatus};
use domain::permission::Role;
use domain::*;
use exchange::export::{Form, List, Separated, export_file};
use exchange::{Moment, Outcome, Progress, Report, Terms, UndoReport, check_file, import_file, undo_import};
use jiff::civil::date;
use ledger::table::import::{ImportId, ImportKind};
use ledger::table::operator::Operator;
use ledger::table::owner::Owner;
use ledger::table::{balance, item, location, lot, operator, owner};
use ledger::{Error, Ledger, OpenOptions, Transaction};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use uuid::Uuid;

/// 2026-11-21 08:00 UTC.
pub const NOW_MS: i64 = 1_795_248_000_000;

/// A valid UUIDv7 for each number.
pub const fn uuid(number: u64) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + number as u128)
}

pub const HOUSE: OwnerId = OwnerId(uuid(2));
pub const MANAGER: OperatorId = OperatorId(uuid(10));
pub const HAND: OperatorId = OperatorId(uuid(11));
pub const SITE: LocationId = LocationId(uuid(20));
pub const A: LocationId = LocationId(uuid(21));
pub const B: LocationId = LocationId(uuid(22));
pub const CRATE: LocationId = LocationId(uuid(23));
pub const ADJUSTMENT: LocationId = LocationId(uuid(28));
pub const SALT: ItemId = ItemId(uuid(40));
pub const CHILI: ItemId = ItemId(uuid(41));
pub const SCALE: ItemId = ItemId(uuid(42));
pub const MEAT: ItemId = ItemId(uuid(43));
pub const BOTTLE: ItemId = ItemId(uuid(44));
pub const CHILI_1: LotId = LotId(uuid(51));

const PLACES: [(LocationId, LocationKind, &str, Option<LocationId>); 7] = [
    (SITE, LocationKind::Site, "KITCHEN", None),
    (A, LocationKind::Bin, "A-01", Some(SITE)),
    (B, LocationKind::Bin, "B-01", Some(SITE)),
    (CRATE, LocationKind::Container, "CR-1", Some(A)),
    (LocationId(uuid(25)), LocationKind::Supplier, "SUPPLIER", None),
    (LocationId(uuid(27)), LocationKind::Loss, "LOSS", None),
    (ADJUSTMENT, LocationKind::Adjustment, "ADJUSTMENT", None),
];

pub struct Book {
    pub directory: Directory,
    pub ledger: Ledger,
    pub runtime: Runtime,
    /// Makes each import's identity.
    next: Cell<u64>,
    pub adjustments_to: Vec<String>,
}

/// Gone with the test, unless another process has made it.
pub enum Directory {
    Ours(TempDir),
    Given(PathBuf),
}

impl Directory {
    pub fn path(&self) -> &Path {
        match self {
            Directory::Ours(directory) => directory.path(),
            Directory::Given(path) => path,
        }
    }
}

/// With items, places and people, and no stock.
pub fn book() -> Book {
    let book = empty();
    book.turn(goods);
    book
}

/// With an owner, people and the virtual places alone.
pub fn empty() -> Book {
    let book = opened(Directory::Ours(tempfile::tempdir().unwrap()), 0);
    book.turn(people);
    book
}

/// What another process left there, perhaps because it was killed.
pub fn left_in(directory: &Path) -> Book {
    // Identities of its own: no other process has this number while the test runs.
    opened(Directory::Given(directory.to_owned()), u64::from(std::process::id()) * 1_000)
}

fn opened(directory: Directory, first_id: u64) -> Book {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let ledger = runtime.block_on(Ledger::open(options(directory.path()))).unwrap();
    Book { directory, ledger, runtime, next: Cell::new(first_id), adjustments_to: Vec::new() }
}

fn options(directory: &Path) -> OpenOptions {
    OpenOptions {
        path: directory.join("ledger.sqlite"),
        short_name: "TM1".to_owned(),
        station: StationId(uuid(1)),
        now_ms: NOW_MS,
    }
}

pub fn go_on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

impl Book {
    pub fn turn<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Transaction<'_>) -> Result<T, Error> + Send + 'static,
    ) -> T {
        self.ledger.writer().turn_blocking(work).unwrap()
    }

    pub fn terms(&self) -> Terms {
        self.next.set(self.next.get() + 1);
        Terms {
            operator: MANAGER,
            seat: "office".to_owned(),
            id: uuid(1_000_000 + self.next.get()),
            moment: Moment { now_ms: NOW_MS + self.next.get() as i64, today: date(2026, 11, 21) },
            adjustments_to: self.adjustments_to.clone(),
            withheld: Vec::new(),
        }
    }

    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.directory.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub fn check(&self, kind: ImportKind, text: &str) -> Report {
        self.check_file(kind, &self.file("list.csv", text))
    }

    pub fn check_file(&self, kind: ImportKind, path: &Path) -> Report {
        check_file(self.ledger.writer(), path, kind, &self.terms(), &mut go_on).unwrap()
    }

    pub fn import(&self, kind: ImportKind, text: &str) -> Report {
        self.import_file(kind, &self.file("list.csv", text))
    }

    pub fn import_file(&self, kind: ImportKind, path: &Path) -> Report {
        import_file(self.ledger.writer(), path, kind, &self.terms(), &mut go_on).unwrap()
    }

    /// One that must succeed.
    pub fn taken(&self, kind: ImportKind, text: &str) -> ImportId {
        let report = self.import(kind, text);
        assert_eq!(report.outcome, Outcome::Applied, "{:?} {:?}", report.refusal, report.refused);
        report.import.unwrap()
    }

    pub fn undo(&self, id: ImportId) -> UndoReport {
        undo_import(self.ledger.writer(), id, &self.terms(), &mut go_on).unwrap()
    }

    pub fn export(&self, list: List, name: &str) -> PathBuf {
        let path = self.directory.path().join(name);
        let form = if name.ends_with(".xlsx") { Form::Workbook } else { Form::Separated(Separated::PLAIN) };
        self.export_as(list, &path, &form, "en");
        path
    }

    pub fn export_as(&self, list: List, path: &Path, form: &Form, language: &str) -> u64 {
        self.runtime.block_on(export_file(&self.ledger, list, path, form, language, NOW_MS)).unwrap()
    }

    pub fn on_hand(&self, place: LocationId, item: ItemId, lot: LotId) -> Quantity {
        self.turn(move |tx| balance::on_hand(tx, place, item, lot))
    }

    /// Every balance that is not zero, by place, SKU and lot code.
    pub fn stock(&self) -> BTreeMap<(String, String, String), (String, i64)> {
        self.turn(|tx| {
            let mut stock = BTreeMap::new();
            for place in location::all(tx)? {
                for row in balance::at(tx, place.id)?.into_iter().filter(|_| place.kind.is_physical()) {
                    let sku = item::by_id(tx, row.item)?.unwrap().sku;
                    let code = lot::by_id(tx, row.lot)?.unwrap().code;
                    stock.insert((place.code.clone(), sku, code), (row.on_hand.text(0), row.pieces));
                }
            }
            Ok(stock)
        })
    }

    pub fn verify(&self) {
        let report = ledger::verify::file(&self.directory.path().join("ledger.sqlite")).unwrap();
        assert_eq!(report.difference, None, "chain, sums and balances fit together");
    }

    /// As after a power cut, but for what was never written.
    pub fn reopened(self) -> Book {
        let next = self.next.get();
        opened(self.closed(), next)
    }

    pub fn closed(self) -> Directory {
        let Book { directory, ledger, runtime, .. } = self;
        runtime.block_on(ledger.close()).unwrap();
        directory
    }
}

fn people(tx: &mut Transaction<'_>) -> Result<(), Error> {
    owner::insert(tx, &Owner { id: HOUSE, name: "house".to_owned() })?;
    for (id, name, role) in
        [(MANAGER, "Manager 1", Role::InventoryManager), (HAND, "Operator 1", Role::Operator)]
    {
        let (name, language) = (name.to_owned(), "en".to_owned());
        operator::insert(tx, &Operator { id, name, role, language, badge: None, owner: None }, NOW_MS)?;
    }
    for (id, kind, code, parent) in PLACES.into_iter().filter(|(_, kind, ..)| !kind.is_physical()) {
        put(tx, id, kind, code, parent)?;
    }
    Ok(())
}

fn goods(tx: &mut Transaction<'_>) -> Result<(), Error> {
    for (id, kind, code, parent) in PLACES.into_iter().filter(|(_, kind, ..)| kind.is_physical()) {
        put(tx, id, kind, code, parent)?;
    }
    for (id, sku, unit, decimals, name) in [
        (SALT, "RM-SAL", "kg", 3, "Salt"),
        (CHILI, "RM-CHI", "kg", 3, "Red chilli"),
        (SCALE, "EQ-SCL", "pcs", 0, "Bench scale"),
        (MEAT, "RM-BEF", "kg", 3, "Beef"),
        (BOTTLE, "PK-BTL", "pcs", 0, "Bottle"),
    ] {
        item::insert(tx, &an_item(id, sku, unit, decimals, name), NOW_MS)?;
    }
    item::add_pack(tx, &Pack { item: SALT, name: "sack".to_owned(), factor: Ratio::new(25, 1).unwrap() })?;
    item::add_pack(
        tx,
        &Pack { item: BOTTLE, name: "carton".to_owned(), factor: Ratio::new(48, 1).unwrap() },
    )?;
    item::add_code(tx, BOTTLE, Some("carton"), "19521234001048", "gtin")?;
    lot::insert(tx, &a_lot(CHILI_1, CHILI, "CHI-1", Expiry::On(date(2027, 3, 1))), NOW_MS)
}

fn put(
    tx: &Transaction,
    id: LocationId,
    kind: LocationKind,
    code: &str,
    parent: Option<LocationId>,
) -> Result<(), Error> {
    let (code, name) = (code.to_owned(), String::new());
    location::insert(tx, &Location { id, kind, code, name, parent, purpose: Purpose::Store }, None, NOW_MS)
}

pub fn an_item(id: ItemId, sku: &str, unit: &str, decimals: u8, name: &str) -> Item {
    Item {
        id,
        owner: HOUSE,
        sku: sku.to_owned(),
        names: vec![("en".to_owned(), name.to_owned())],
        unit: unit.to_owned(),
        decimals,
        pictogram: String::new(),
        lot_tracked: matches!(id, CHILI | MEAT),
        serial_tracked: id == SCALE,
        catch_weight: id == MEAT,
        expiry_rule: ExpiryRule::Asked,
        near_expiry_days: 14,
        lot_pattern: String::new(),
    }
}

pub fn a_lot(id: LotId, item: ItemId, code: &str, expiry: Expiry) -> Lot {
    Lot {
        id,
        item,
        kind: LotKind::Coded,
        code: code.to_owned(),
        maker: String::new(),
        expiry,
        made_on: None,
        status: LotStatus::Released,
        ours: false,
    }
}

/// Cell, what is there, and the code of what is said of it.
pub fn refusals(report: &Report) -> Vec<(&str, &str, &str)> {
    report
        .refused
        .iter()
        .map(|refused| (refused.cell.as_str(), refused.found.as_str(), refused.why.code.as_str()))
        .collect()
}

pub fn quantity(text: &str) -> Quantity {
    Quantity::parse(text, 6).unwrap()
}
