//! A ledger with a small kitchen, the worker of its one connection, and a clock moved by hand.

pub use super::hand_clock::HandClock;
use super::kitchen::kitchen;
pub use super::kitchen::variant;
use super::there::{Order, Row, SITE as SITE_THERE};
use super::vendor::Vendor;
use crate::SyncSettings;
use crate::worker::Worker;
use connectors::katana::{Katana, VENDOR};
use domain::document::{DocumentKind, DocumentLine};
use domain::entry::{Evidence, MovementKind, NewEntry, NewMovement, Reason};
use domain::*;
use jiff::civil::date;
use ledger::table::delivery::{self, Delivery, DeliveryKind, DeliveryState, NewDelivery};
use ledger::table::{document, entry};
use ledger::{Error, Ledger, OpenOptions, Transaction};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use uuid::Uuid;

/// 2026-11-21 08:00 UTC.
pub const NOW_MS: i64 = 1_795_248_000_000;
pub const HOUR_MS: i64 = 3_600_000;

pub const fn uuid(number: u64) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + number as u128)
}

pub const SITE: LocationId = LocationId(uuid(20));
pub const DOCK: LocationId = LocationId(uuid(21));
pub const HOLD: LocationId = LocationId(uuid(22));
pub const SUPPLIER: LocationId = LocationId(uuid(25));
pub const ADJUSTMENT: LocationId = LocationId(uuid(28));
pub const DEWI: OperatorId = OperatorId(uuid(10));

/// Kept by lot here and by batch there; bought in cartons of 48.
pub const BOTTLE: ItemId = ItemId(uuid(40));
/// No batches there; bought in sacks of 25.
pub const SALT: ItemId = ItemId(uuid(41));
pub const BOTTLE_LOT: LotId = LotId(uuid(50));
pub const SALT_LOT: LotId = LotId(uuid(51));
pub const BOTTLE_THERE: i64 = 40_010;
pub const SALT_THERE: i64 = 40_020;
pub const ORDER_THERE: i64 = 156_001;

pub struct Bench {
    pub ledger: Ledger,
    pub vendor: Vendor,
    pub clock: HandClock,
    /// What the administrator has entered.
    pub key: Arc<Mutex<String>>,
    pub worker: Arc<Worker>,
    _directory: tempfile::TempDir,
    next: AtomicU64,
}

pub fn settings() -> SyncSettings {
    SyncSettings {
        vendor: VENDOR.to_owned(),
        base_url: "https://vendor.invalid/v1".to_owned(),
        poll_ms: 300_000,
        settle_ms: 300_000,
        calls_per_minute: 60,
        answer_ms: 30_000,
        sends_receipts: true,
        sends_adjustments: true,
    }
}

fn worker(
    settings: SyncSettings,
    key: &Arc<Mutex<String>>,
    ledger: &Ledger,
    vendor: &Vendor,
    clock: &HandClock,
) -> Arc<Worker> {
    let (connector, transport) = (Box::new(Katana), Box::new(vendor.clone()));
    let writer = ledger.writer().clone();
    let (key, clock) = (key.clone(), Arc::new(clock.clone()));
    let key = Arc::new(move || Some(key.lock().unwrap().clone()));
    Arc::new(Worker::new(settings, key, connector, transport, writer, clock, 7, Arc::new(|_| {})))
}

impl Bench {
    /// Everything is known on both sides; the order has 40 cartons and 8 sacks open and was read.
    pub async fn new() -> Bench {
        let bench = Bench::unread().await;
        bench.round().await;
        bench
    }

    /// Nothing was read from the vendor yet.
    pub async fn unread() -> Bench {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("ledger.db");
        let options =
            OpenOptions { path, short_name: "TM1".to_owned(), station: StationId(uuid(1)), now_ms: NOW_MS };
        let ledger = Ledger::open(options).await.unwrap();
        ledger.writer().turn(kitchen).await.unwrap();
        let clock = HandClock::at(NOW_MS);
        let vendor = Vendor::new(&clock);
        vendor.begins_with(|there| {
            there.variants = vec![
                variant(BOTTLE_THERE, "PK-BTL", "pcs", true),
                variant(SALT_THERE, "RM-SALT", "kg", false),
            ];
            let row = |id, variant, units: i64, rate| Row {
                id,
                variant,
                units: Quantity::from_units(units).unwrap(),
                rate,
                received: None,
                batch: None,
            };
            let rows =
                vec![row(9_001, BOTTLE_THERE, 40, "48.0000000000"), row(9_002, SALT_THERE, 8, "25.00000")];
            let number = "PO-3108".to_owned();
            there.orders = vec![Order {
                id: ORDER_THERE,
                number,
                updated_ms: NOW_MS - 1,
                deleted: false,
                place: SITE_THERE,
                rows,
            }];
        });
        let key = Arc::new(Mutex::new("key".to_owned()));
        let worker = worker(settings(), &key, &ledger, &vendor, &clock);
        Bench { ledger, vendor, clock, key, worker, _directory: directory, next: AtomicU64::new(1) }
    }

    /// The station is stopped and started, with other settings perhaps.
    pub async fn restart(&mut self, change: impl FnOnce(&mut SyncSettings)) {
        let mut settings = settings();
        change(&mut settings);
        self.worker = worker(settings, &self.key, &self.ledger, &self.vendor, &self.clock);
        self.worker.begin().await.unwrap();
    }

    /// One round of the worker; the milliseconds until the next.
    pub async fn round(&self) -> u64 {
        self.worker.round(false).await.unwrap()
    }

    /// Rounds until nothing is owed that can go by itself, at most for `hours`.
    pub async fn drain(&self, hours: i64) {
        let until_ms = self.clock.now() + hours * HOUR_MS;
        loop {
            let wait_ms = self.round().await;
            let count = self.open_count().await;
            if count == 0 {
                return;
            }
            assert!(self.clock.now() < until_ms, "{count} are still open after {hours} h");
            self.clock.advance(wait_ms as i64);
        }
    }

    /// Deliveries that may still go by themselves.
    pub async fn open_count(&self) -> i64 {
        use DeliveryState::*;
        let mut count = 0;
        for state in [Waiting, Sending, Unclear, RetryAt] {
            count += self.count(state).await;
        }
        count
    }

    pub async fn turn<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Transaction<'_>) -> Result<T, Error> + Send + 'static,
    ) -> T {
        self.ledger.writer().turn(work).await.unwrap()
    }

    pub async fn count(&self, state: DeliveryState) -> i64 {
        self.turn(move |tx| delivery::count(tx, VENDOR, state)).await
    }

    pub async fn delivery(&self, id: DeliveryId) -> Delivery {
        self.turn(move |tx| delivery::by_id(tx, id)).await.unwrap()
    }

    /// State and the code of the reason.
    pub async fn standing(&self, id: DeliveryId) -> (DeliveryState, String) {
        let standing = self.delivery(id).await.standing;
        let why: domain::Message = serde_json::from_str(&standing.why_json).unwrap();
        (standing.state, why.code)
    }

    /// The order's line of an item as the floor sees it: ordered and received, in stock units.
    pub async fn line(&self, of: ItemId) -> (String, String) {
        let line = self.order_line(of).await;
        (line.ordered.text(0), line.received.text(0))
    }

    async fn order_line(&self, of: ItemId) -> DocumentLine {
        let line = self.turn(move |tx| {
            let order = document::by_vendor_id(tx, VENDOR, DocumentKind::PurchaseOrder, "156001")?.unwrap();
            Ok(document::line_for_item(tx, order.id, of)?.into_iter().next().unwrap())
        });
        line.await
    }

    /// Receives on the order, the excess to the hold shelf.
    pub async fn receive(&self, of: ItemId, quantity: &str, excess: Option<&str>) -> DeliveryId {
        let line = self.order_line(of).await;
        let lot = if of == BOTTLE { BOTTLE_LOT } else { SALT_LOT };
        let taken = Quantity::parse(quantity, 6).unwrap();
        let mut movements =
            vec![NewMovement { line: Some(line.id), ..movement(MovementKind::Receive, of, lot, quantity) }];
        if let Some(excess) = excess {
            let reason = Some(Reason::MoreDelivered);
            let on_hold = movement(MovementKind::Receive, of, lot, excess);
            movements.push(NewMovement { line: Some(line.id), to: HOLD, reason, ..on_hold });
        }
        let new = NewEntry { document: Some(line.document), ..self.entry(movements) };
        let lane = format!("document:{}", line.document);
        let id = self.deliver(new, DeliveryKind::PurchaseReceipt, lane).await;
        self.turn(move |tx| document::receive_on_line(tx, line.id, taken)).await;
        id
    }

    /// Finds more of an item, or less with a minus sign.
    pub async fn adjust(&self, of: ItemId, quantity: &str) -> DeliveryId {
        let lot = if of == BOTTLE { BOTTLE_LOT } else { SALT_LOT };
        let found = movement(MovementKind::Adjust, of, lot, quantity.trim_start_matches('-'));
        let found = NewMovement { from: ADJUSTMENT, to: DOCK, reason: Some(Reason::NotBookedIn), ..found };
        let lost = || NewMovement { from: DOCK, to: ADJUSTMENT, ..found.clone() };
        let moved = if quantity.starts_with('-') { lost() } else { found.clone() };
        let new = self.entry(vec![moved]);
        let lane = format!("entry:{}", new.id);
        self.deliver(new, DeliveryKind::StockAdjustment, lane).await
    }

    /// Undoes an entry; its counter-delivery goes behind the first.
    pub async fn undo(&self, id: DeliveryId) -> DeliveryId {
        let undone = self.delivery(id).await;
        let (new_id, now_ms) = (EntryId(self.new_id()), self.clock.now());
        let entry = undone.entry;
        let reversal = self
            .turn(move |tx| entry::reversal_of(tx, entry, new_id, DEWI, "dock", now_ms, date(2026, 11, 21)));
        self.deliver(reversal.await, DeliveryKind::StockAdjustment, undone.lane).await
    }

    fn entry(&self, movements: Vec<NewMovement>) -> NewEntry {
        NewEntry {
            id: EntryId(self.new_id()),
            happened_at_ms: self.clock.now(),
            recorded_at_ms: self.clock.now(),
            business_date: date(2026, 11, 21),
            operator: DEWI,
            witness: None,
            seat: "dock".to_owned(),
            document: None,
            scan: None,
            reverses: None,
            note: String::new(),
            movements,
            placements: Vec::new(),
            lot_changes: Vec::new(),
        }
    }

    async fn deliver(&self, new: NewEntry, kind: DeliveryKind, lane: String) -> DeliveryId {
        let (id, made_at_ms) = (DeliveryId(self.new_id()), self.clock.now());
        self.turn(move |tx| {
            let recorded = entry::append(tx, &new)?;
            let new = NewDelivery {
                id,
                vendor: VENDOR.to_owned(),
                kind,
                entry: recorded.id,
                lane,
                natural_key: recorded.number,
                priority: 2,
                state: DeliveryState::Waiting,
                made_at_ms,
            };
            delivery::insert(tx, &new)
        })
        .await;
        id
    }

    fn new_id(&self) -> Uuid {
        uuid(10_000 + self.next.fetch_add(1, Ordering::SeqCst))
    }
}

fn movement(kind: MovementKind, item: ItemId, lot: LotId, quantity: &str) -> NewMovement {
    NewMovement {
        kind,
        item,
        lot,
        serial: None,
        from: SUPPLIER,
        to: DOCK,
        quantity: Quantity::parse(quantity, 6).unwrap(),
        pieces: 0,
        reason: None,
        evidence: Evidence::Counted,
        line: None,
        reading: String::new(),
    }
}
