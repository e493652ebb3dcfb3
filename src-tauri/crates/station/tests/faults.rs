//! A mistake of the program at a seat: nothing is booked, the person is told, and the log says once what it was.

#![allow(clippy::unwrap_used, reason = "a test stops at the first thing that is not as it must be")]

use domain::InputId;
use domain::scan::ScanVerdict;
use floor::screen::{Flow, Tap};
use floor::{Input, Taken};
use ledger::table::seat::{self, SeatRow};
use serde_json::Value;
use station::seats::typed_scan;
use station::{Options, Station, clock, demo, settings};
use std::fs::File;
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

const SEAT: &str = "packing";

struct House {
    station: Arc<Station>,
    data: TempDir,
}

impl House {
    /// The demo's goods, with the shift lead at the seat.
    async fn open() -> House {
        let data = TempDir::new().unwrap();
        let toml = format!("{}\n[demo]\nmade_on = \"2026-11-18\"\n", settings::TEMPLATE);
        std::fs::write(data.path().join(settings::FILE), toml).unwrap();
        let station = Station::open(Options::new(data.path())).await.unwrap();
        let house = House { station, data };
        let day = jiff::civil::date(2026, 11, 18);
        let badge = demo::drawer(day, day, "en").into_iter().find(|card| card.title == "Shift lead 1");
        house.scan(&badge.expect("the lead has a badge").code).await;
        house
    }

    async fn scan(&self, code: &str) -> Taken {
        self.station.seats.input(SEAT, Input::Scan(typed_scan(None, "typed", code, None))).await.unwrap()
    }

    async fn tap(&self, tap: Tap) {
        let number = self.row().await.screen_number;
        let input = Input::Tap { id: InputId(clock::new_id()), number, tap };
        let taken = self.station.seats.input(SEAT, input).await.unwrap();
        assert_eq!(taken.refusal, None, "the way to the step is open");
    }

    async fn row(&self) -> SeatRow {
        self.station.context.ledger.writer().turn(|tx| seat::load(tx, SEAT)).await.unwrap()
    }

    /// Salt in hand, to be moved.
    async fn begin_a_move(&self) {
        self.tap(Tap::OpenFlow { flow: Flow::MoveStock }).await;
        self.scan("A-01-4").await;
        self.scan("RM-SAL").await;
    }

    /// A number in hand that no quantity can be: whatever touches it fails.
    async fn spoil(&self, row: SeatRow) {
        let mut step: Value = serde_json::from_str(&row.step).unwrap();
        assert_eq!(step["at"], "move_stock", "goods are being moved: {step}");
        step["hand"]["quantity"] = i64::MAX.into();
        let spoilt = SeatRow { step: step.to_string(), ..row };
        self.station.context.ledger.writer().turn(move |tx| seat::save(tx, SEAT, &spoilt)).await.unwrap();
    }

    /// What is logged from here to the end of the guard, on this thread.
    fn listen(&self) -> tracing::subscriber::DefaultGuard {
        let log = Mutex::new(File::create(self.data.path().join("log")).unwrap());
        tracing::subscriber::set_default(tracing_subscriber::fmt().with_ansi(false).with_writer(log).finish())
    }

    fn logged(&self) -> Vec<String> {
        let text = std::fs::read_to_string(self.data.path().join("log")).unwrap();
        text.lines().filter(|line| line.contains("mistake of the program")).map(str::to_owned).collect()
    }
}

/// One line, an error, with the seat and with more than what the person reads.
#[track_caller]
fn is_told_once(logged: &[String]) {
    let [line] = logged else { panic!("a mistake is logged once: {logged:?}") };
    assert!(line.contains("ERROR") && line.contains("seat=packing"), "where it happened: {line}");
    assert!(line.contains("fault="), "and what it was: {line}");
}

#[tokio::test]
async fn a_scan_that_fails_by_our_mistake_is_logged_once() {
    let house = House::open().await;
    house.begin_a_move().await;
    house.spoil(house.row().await).await;
    let guard = house.listen();
    let taken = house.scan("A-01-1").await;
    assert!(taken.fault.is_some(), "the turn failed: {:?}", taken.screen.verdict);
    drop(guard);
    is_told_once(&house.logged());
    house.station.stop().await;
}

#[tokio::test]
async fn a_scan_that_waited_and_fails_is_logged_once() {
    let house = House::open().await;
    house.begin_a_move().await;
    let moving = house.row().await;
    house.tap(Tap::Quantity { amount: "100".to_owned(), pack: None }).await;
    let asked = house.scan("A-01-1").await;
    assert!(asked.screen.verdict.is_some(), "more than the book knows: a question stands open");
    let waits = house.scan("A-01-1").await;
    let verdict = waits.screen.verdict.and_then(|verdict| verdict.scan);
    assert_eq!(verdict, Some(ScanVerdict::Waiting), "a scan waits behind the question");
    house.spoil(SeatRow { screen_number: house.row().await.screen_number, ..moving }).await;
    let guard = house.listen();
    house.scan("PO-3108").await;
    drop(guard);
    is_told_once(&house.logged());
    house.station.stop().await;
}
