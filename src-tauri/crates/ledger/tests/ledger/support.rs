//! A ledger in a temporary directory with a small kitchen in it, and short ways to say what moves.

use domain::document::{Document, DocumentKind, DocumentLine, DocumentState};
use domain::entry::{Evidence, MovementKind, NewEntry, NewMovement, NewPlacement, Reason};
use domain::expiry::Expiry;
use domain::item::{ExpiryRule, Item, Pack};
use domain::location::{Location, LocationKind, Purpose};
use domain::lot::{Lot, LotKind, LotStatus};
use domain::lot_change::{LotAct, LotFact, NewLotChange};
use domain::permission::Role;
use domain::*;
use jiff::civil::date;
use ledger::table::operator::Operator;
use ledger::table::owner::Owner;
use ledger::table::{document, entry, item, location, lot, operator, owner};
use ledger::{Error, Ledger, OpenOptions, Transaction};
use std::path::PathBuf;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use uuid::Uuid;

/// 2026-11-21 08:00 UTC.
pub const NOW_MS: i64 = 1_795_248_000_000;

/// A valid UUIDv7 for each number.
pub const fn uuid(number: u64) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + number as u128)
}

pub const STATION: StationId = StationId(uuid(1));
pub const HOUSE: OwnerId = OwnerId(uuid(2));
pub const DEWI: OperatorId = OperatorId(uuid(10));
pub const BUDI: OperatorId = OperatorId(uuid(11));

pub const SITE: LocationId = LocationId(uuid(20));
pub const A: LocationId = LocationId(uuid(21));
pub const B: LocationId = LocationId(uuid(22));
pub const CRATE: LocationId = LocationId(uuid(23));
pub const PALLET: LocationId = LocationId(uuid(24));
pub const SUPPLIER: LocationId = LocationId(uuid(25));
pub const CUSTOMER: LocationId = LocationId(uuid(26));
pub const LOSS: LocationId = LocationId(uuid(27));
pub const ADJUSTMENT: LocationId = LocationId(uuid(28));
pub const PLACES: [(LocationId, LocationKind, &str, Option<LocationId>); 9] = [
    (SITE, LocationKind::Site, "KITCHEN", None),
    (A, LocationKind::Bin, "A-01", Some(SITE)),
    (B, LocationKind::Bin, "B-01", Some(SITE)),
    (PALLET, LocationKind::Container, "PL-1", Some(A)),
    (CRATE, LocationKind::Container, "CR-1", Some(PALLET)),
    (SUPPLIER, LocationKind::Supplier, "supplier", None),
    (CUSTOMER, LocationKind::Customer, "customer", None),
    (LOSS, LocationKind::Loss, "loss", None),
    (ADJUSTMENT, LocationKind::Adjustment, "adjustment", None),
];

pub const SALT: ItemId = ItemId(uuid(40));
pub const CHILI: ItemId = ItemId(uuid(41));
pub const SCALE: ItemId = ItemId(uuid(42));
/// The salt's lot `none`.
pub const SALT_LOT: LotId = LotId(uuid(50));
pub const CHILI_1: LotId = LotId(uuid(51));
pub const CHILI_2: LotId = LotId(uuid(52));
pub const SCALE_LOT: LotId = LotId(uuid(53));

pub const ORDER: DocumentId = DocumentId(uuid(60));
pub const ORDER_LINE: DocumentLineId = DocumentLineId(uuid(61));

pub struct Book {
    pub directory: TempDir,
    pub ledger: Ledger,
    pub runtime: Runtime,
}

/// An open ledger with the kitchen in it and no entry.
pub fn book() -> Book {
    let directory = tempfile::tempdir().unwrap();
    let (runtime, ledger) = open(directory.path().join("ledger.db")).unwrap();
    let book = Book { directory, ledger, runtime };
    book.turn(found).unwrap();
    book
}

pub fn options(path: PathBuf) -> OpenOptions {
    OpenOptions { path, short_name: "TM1".to_owned(), station: STATION, now_ms: NOW_MS }
}

pub fn open(path: PathBuf) -> Result<(Runtime, Ledger), Error> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let ledger = runtime.block_on(Ledger::open(options(path)))?;
    Ok((runtime, ledger))
}

impl Book {
    pub fn turn<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Transaction<'_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.ledger.writer().turn_blocking(work)
    }

    pub fn append(&self, entry: NewEntry) -> Result<entry::Recorded, Error> {
        self.turn(move |tx| entry::append(tx, &entry))
    }

    pub fn on_hand(&self, location: LocationId, item: ItemId, lot: LotId) -> Quantity {
        self.turn(move |tx| ledger::table::balance::on_hand(tx, location, item, lot)).unwrap()
    }

    pub fn path(&self) -> PathBuf {
        self.directory.path().join("ledger.db")
    }

    pub fn verify(&self) -> ledger::verify::Report {
        ledger::verify::file(&self.path()).unwrap()
    }

    /// The same file through the linked SQLite without the engine: what a vandal would use.
    pub fn raw(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.path()).unwrap()
    }

    pub fn reopen(self) -> Book {
        let Book { directory, ledger, runtime } = self;
        runtime.block_on(ledger.close()).unwrap();
        let (runtime, ledger) = open(directory.path().join("ledger.db")).unwrap();
        Book { directory, ledger, runtime }
    }
}

pub fn found(tx: &mut Transaction<'_>) -> Result<(), Error> {
    owner::insert(tx, &Owner { id: HOUSE, name: "House".to_owned() })?;
    for (id, name, badge) in [(DEWI, "Dewi", 7), (BUDI, "Budi", 8)] {
        let (role, language) = (Role::Operator, "id".to_owned());
        operator::insert(
            tx,
            &Operator { id, name: name.to_owned(), role, language, badge: Some(badge), owner: None },
            NOW_MS,
        )?;
    }
    for (number, (id, kind, code, parent)) in PLACES.into_iter().enumerate() {
        let purpose = if id == A { Purpose::Dock } else { Purpose::Store };
        let place = Location { id, kind, code: code.to_owned(), name: String::new(), parent, purpose };
        location::insert(tx, &place, Some(number as u32), NOW_MS)?;
    }
    for (id, sku, unit, english, indonesian) in [
        (SALT, "SALT-1", "kg", "Salt", "Garam"),
        (CHILI, "CHILI-1", "kg", "Red chili", "Cabai merah"),
        (SCALE, "SCALE-1", "pcs", "Bench scale", "Timbangan"),
    ] {
        item::insert(tx, &an_item(id, sku, unit, english, indonesian), NOW_MS)?;
    }
    item::add_pack(tx, &Pack { item: SALT, name: "sack".to_owned(), factor: Ratio::parse("25").unwrap() })?;
    item::add_code(tx, SALT, None, "08991234567890", "gtin")?;
    item::add_code(tx, SALT, Some("sack"), "18991234567897", "gtin")?;
    lot::none_of(tx, SALT, SALT_LOT, NOW_MS)?;
    lot::none_of(tx, SCALE, SCALE_LOT, NOW_MS)?;
    for (id, code, expiry) in [
        (CHILI_1, "CHI-1", Expiry::On(date(2027, 3, 1))),
        (CHILI_2, "CHI-2", Expiry::Month(date(2027, 1, 31))),
    ] {
        lot::insert(tx, &a_lot(id, code, expiry), NOW_MS)?;
    }
    let order = Document {
        id: ORDER,
        kind: DocumentKind::PurchaseOrder,
        number: "PO-3108".to_owned(),
        partner: "Garam Jaya".to_owned(),
        vendor: String::new(),
        state: DocumentState::Open,
        note_number: String::new(),
    };
    document::insert(tx, &order, NOW_MS, Some(date(2026, 11, 22)))?;
    document::insert_line(
        tx,
        &DocumentLine {
            id: ORDER_LINE,
            document: ORDER,
            line: 1,
            item: SALT,
            ordered: kg("50"),
            received: Quantity::ZERO,
            undone_there: Quantity::ZERO,
            pack: Some(("sack".to_owned(), Ratio::parse("25").unwrap())),
        },
    )
}

pub fn an_item(id: ItemId, sku: &str, unit: &str, english: &str, indonesian: &str) -> Item {
    Item {
        id,
        owner: HOUSE,
        sku: sku.to_owned(),
        names: vec![("en".to_owned(), english.to_owned()), ("id".to_owned(), indonesian.to_owned())],
        unit: unit.to_owned(),
        decimals: 3,
        pictogram: "jar".to_owned(),
        lot_tracked: id == CHILI,
        serial_tracked: id == SCALE,
        catch_weight: false,
        expiry_rule: ExpiryRule::Asked,
        near_expiry_days: 14,
        lot_pattern: String::new(),
    }
}

pub fn a_lot(id: LotId, code: &str, expiry: Expiry) -> Lot {
    Lot {
        id,
        item: CHILI,
        kind: LotKind::Coded,
        code: code.to_owned(),
        maker: "Kebun".to_owned(),
        expiry,
        made_on: None,
        status: LotStatus::Released,
        ours: false,
    }
}

pub fn kg(text: &str) -> Quantity {
    Quantity::parse(text, 6).unwrap()
}

/// `number` makes the entry's id and its time.
pub fn entry(number: u64, movements: Vec<NewMovement>) -> NewEntry {
    NewEntry {
        id: EntryId(uuid(1_000 + number)),
        happened_at_ms: NOW_MS + number as i64,
        recorded_at_ms: NOW_MS + number as i64,
        business_date: date(2026, 11, 21),
        operator: DEWI,
        seat: "dock".to_owned(),
        document: None,
        scan: None,
        witness: None,
        reverses: None,
        note: String::new(),
        movements,
        placements: Vec::new(),
        lot_changes: Vec::new(),
    }
}

pub fn movement(
    kind: MovementKind,
    item: ItemId,
    lot: LotId,
    from: LocationId,
    to: LocationId,
    text: &str,
) -> NewMovement {
    NewMovement {
        kind,
        item,
        lot,
        serial: None,
        from,
        to,
        quantity: kg(text),
        pieces: 0,
        reason: None,
        evidence: Evidence::Scanned,
        line: None,
        reading: String::new(),
    }
}

pub fn receive(item: ItemId, lot: LotId, to: LocationId, text: &str) -> NewMovement {
    movement(MovementKind::Receive, item, lot, SUPPLIER, to, text)
}

pub fn move_goods(item: ItemId, lot: LotId, from: LocationId, to: LocationId, text: &str) -> NewMovement {
    movement(MovementKind::Move, item, lot, from, to, text)
}

/// What a fact books first when the book has less than was there.
pub fn book_was_short(item: ItemId, lot: LotId, at: LocationId, text: &str) -> NewMovement {
    NewMovement {
        reason: Some(Reason::BookWasShort),
        evidence: Evidence::Derived,
        ..movement(MovementKind::Adjust, item, lot, ADJUSTMENT, at, text)
    }
}

pub fn place(number: u64, container: LocationId, from: LocationId, to: LocationId) -> NewEntry {
    NewEntry { placements: vec![NewPlacement { container, from, to }], ..entry(number, Vec::new()) }
}

/// A lot turned from what it was to what it is.
pub fn turn_lot(number: u64, lot: LotId, act: LotAct, from: LotStatus, to: LotStatus) -> NewEntry {
    let change = NewLotChange { lot, act, fact: LotFact::Status { from, to }, reason: Reason::Warm };
    NewEntry { lot_changes: vec![change], ..entry(number, Vec::new()) }
}

pub fn hold(number: u64, lot: LotId) -> NewEntry {
    turn_lot(number, lot, LotAct::Hold, LotStatus::Released, LotStatus::Quarantine)
}

pub fn release(number: u64, lot: LotId) -> NewEntry {
    turn_lot(number, lot, LotAct::Release, LotStatus::Quarantine, LotStatus::Released)
}
