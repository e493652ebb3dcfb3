//! The engine's side: a station on a book, and one whole turn as a seat does it.

use super::book::{self, DOCK, NOW_MS, SUPPLIER, barcode, item_id, lot_id, place, uuid};
use super::spread::Spread;
use domain::entry::{Evidence, MovementKind, NewEntry, NewMovement};
use domain::scan::{Scan, ScanVerdict};
use domain::{DeliveryId, EntryId, Quantity, ScanId, StationId};
use jiff::civil::date;
use ledger::table::delivery::{DeliveryKind, DeliveryState, NewDelivery};
use ledger::table::{balance, delivery, entry, item, lot, operator, scan, seat, station};
use ledger::{Error, Ledger, OpenOptions, Transaction};
use std::path::Path;
use std::time::Instant;
use tokio::runtime::Runtime;
use uuid::Uuid;

const SEAT: &str = "dock";

pub struct Station {
    ledger: Option<Ledger>,
    runtime: Runtime,
    /// Entries that were there when it was opened, so that no turn repeats one of an earlier run.
    first: u64,
}

/// A turn to be: which one since the book began, and of which item.
#[derive(Clone, Copy)]
pub struct Next {
    number: u64,
    item: u32,
}

/// What one turn of many takes, in seconds: of the clock, and of the writer's own processor time where the system
/// says so. The latter hardly depends on what else the machine does.
#[derive(Clone, Copy)]
pub struct Together {
    pub seconds_each: f64,
    pub worked_each: Option<f64>,
}

impl Station {
    pub fn open(path: &Path) -> Station {
        let runtime = Runtime::new().expect("threads can be made");
        let (path, short_name) = (path.to_owned(), "TM1".to_owned());
        let options = OpenOptions { path, short_name, station: StationId(uuid(5, 1)), now_ms: NOW_MS };
        let ledger = runtime.block_on(Ledger::open(options)).expect("the bench's ledger opens");
        let mut opened = Station { ledger: Some(ledger), runtime, first: 0 };
        opened.first = opened.work(|tx| station::this(tx)).head_sequence as u64;
        opened
    }

    pub fn ledger(&self) -> &Ledger {
        self.ledger.as_ref().expect("it is open until it is dropped")
    }

    pub fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Transaction<'_>) -> Result<T, Error> + Send + 'static,
    ) -> T {
        self.ledger().writer().turn_blocking(work).expect("a turn of the bench succeeds")
    }

    /// The turn of this number since opening; its item is one of the whole book.
    pub fn next(&self, number: u32, item_count: u32) -> Next {
        Next { number: self.first + u64::from(number), item: number.wrapping_mul(7_919) % item_count }
    }

    /// A whole turn: seat, person, barcode, lot, balance, then entry, delivery, step and scan row; answered when it
    /// is on the disk.
    pub fn turn(&self, next: Next) {
        self.work(move |tx| scan_turn(tx, next));
    }

    /// Many ask at once.
    pub fn together(&self, caller_count: u32, turns_each: u32, first: u32, item_count: u32) -> Together {
        let (start, worked) = (Instant::now(), writer_time());
        std::thread::scope(|scope| {
            for caller in 0..caller_count {
                scope.spawn(move || {
                    let numbers = (0..turns_each).map(|turn| first + caller * turns_each + turn);
                    numbers.for_each(|number| self.turn(self.next(number, item_count)));
                });
            }
        });
        let turn_count = f64::from(caller_count * turns_each);
        let worked = writer_time().zip(worked).map(|(now, before)| (now - before) / turn_count);
        Together { seconds_each: start.elapsed().as_secs_f64() / turn_count, worked_each: worked }
    }

    /// A barcode to its item, inside one turn, so that only the look-up is timed.
    pub fn lookups(&self, count: u32, item_count: u32) -> Spread {
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
        let found =
            self.runtime.block_on(ledger::read::search(self.ledger().pool(), text, &["en", "id"], 20));
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

/// Processor time of all writers of this process until now, in seconds.
fn writer_time() -> Option<f64> {
    let threads = std::fs::read_dir("/proc/self/task").ok()?.flatten();
    let time = |thread: std::fs::DirEntry| {
        let name = std::fs::read_to_string(thread.path().join("comm")).ok()?;
        let times = std::fs::read_to_string(thread.path().join("schedstat")).ok()?;
        let nanoseconds: f64 = times.split_whitespace().next()?.parse().ok()?;
        (name.trim() == "ledger-writer").then_some(nanoseconds / 1e9)
    };
    Some(threads.filter_map(time).sum())
}

fn scan_turn(tx: &mut Transaction<'_>, next: Next) -> Result<(), Error> {
    let code = barcode(next.item);
    let mut at = seat::load(tx, SEAT)?;
    let recorded: entry::Recorded = tx.savepoint(|tx| {
        operator::by_id(tx, book::operator_id(1))?;
        let found = item::by_code(tx, &code)?;
        let goods = &found.first().ok_or_else(|| Error::Missing { what: "item", name: code.clone() })?.item;
        let lot = lot::none_of(tx, goods.id, lot_id(next.item), NOW_MS)?;
        balance::on_hand(tx, place(DOCK), goods.id, lot.id)?;
        let recorded =
            entry::append(tx, &receipt(uuid(7, u128::from(next.number)), next.item, DOCK, Quantity::ONE))?;
        delivery::insert(tx, &new_delivery(next.number, &recorded))?;
        Ok::<_, Error>(recorded)
    })?;
    at.screen_number += 1;
    at.step = format!(r#"{{"at":"receive","last":"{}"}}"#, recorded.number);
    seat::save(tx, SEAT, &at)?;
    let id = ScanId(uuid(8, u128::from(next.number)));
    let scan = Scan { id, source: "wedge".to_owned(), bytes: code.into_bytes(), aim: None };
    let (operator, entry) = (Some(book::operator_id(1)), Some(recorded.id));
    scan::insert(tx, &scan, SEAT, operator, NOW_MS, ScanVerdict::Accepted, "{}", entry)
}

fn new_delivery(number: u64, recorded: &entry::Recorded) -> NewDelivery {
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

/// Goods that came to a place.
pub fn receipt(id: Uuid, item_number: u32, to: u32, quantity: Quantity) -> NewEntry {
    NewEntry {
        id: EntryId(id),
        happened_at_ms: NOW_MS,
        recorded_at_ms: NOW_MS,
        business_date: date(2026, 11, 21),
        operator: book::operator_id(1),
        seat: SEAT.to_owned(),
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
            to: place(to),
            quantity,
            pieces: 0,
            reason: None,
            evidence: Evidence::Scanned,
            line: None,
            reading: String::new(),
        }],
        placements: Vec::new(),
        lot_changes: Vec::new(),
    }
}
