//! What whole-station tests share: a station on a temporary directory beside the sandbox's vendor, printer and
//! scanner, driven through the same doors as on the floor.

pub mod process;

use domain::scan::Scan;
use domain::{InputId, ScanId};
use floor::screen::{Screen, SeatScreen, Tap};
use floor::{Input, Taken};
use sandbox::katana::{self, Katana};
use sandbox::printer::{self, Printer};
use sandbox::scanner::Scanner;
use station::{Options, Station};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The day of the demo; the tests' own clock stands on it.
pub const DAY: jiff::civil::Date = jiff::civil::Date::constant(2026, 11, 21);

/// The sandbox: it goes on while stations come and go.
pub struct Outside {
    pub katana: Katana,
    pub printer: Printer,
    pub scanner: Scanner,
}

/// A station at work and where its data lie.
pub struct Floor {
    pub station: Arc<Station>,
    pub data: PathBuf,
}

impl Outside {
    /// Everything on free ports; the printer takes no time.
    pub async fn start() -> Outside {
        let settings = katana::Settings { rate_limit: 10_000, ..katana::Settings::default() };
        let katana =
            Katana::start(settings, sandbox::demo::katana(DAY)).await.expect("a loopback port is free");
        let loopback = ([127, 0, 0, 1], 0).into();
        let printer_settings = printer::Settings { label_ms: 0, ..printer::Settings::default() };
        let printer = Printer::on_tcp(printer_settings, loopback).await.expect("a loopback port is free");
        let scanner = Scanner::plug(None).expect("the system gives pseudo-terminals");
        Outside { katana, printer, scanner }
    }

    /// The announcement as the sandbox program writes it.
    fn announce(&self, data: &Path) -> PathBuf {
        let printer = self.printer.address().expect("it listens on TCP");
        let text = serde_json::json!({
            "katana": {"base_url": self.katana.base_url(), "api_key": katana::DEFAULT_KEY},
            "printer": {"host": printer.ip().to_string(), "port": printer.port()},
            "scanner": {"path": self.scanner.path()},
        });
        std::fs::create_dir_all(data).expect("the temporary directory can be written");
        let path = data.join("announcement.json");
        std::fs::write(&path, text.to_string()).expect("the temporary directory can be written");
        path
    }

    /// The demo station on this world; the same directory again is the same station after a restart.
    pub async fn open(&self, data: &Path) -> Floor {
        let announcement = self.announce(data);
        station::demo::prepare(data, &announcement).expect("the demo's settings are written");
        impatient(data);
        let station = Station::open(Options::new(data)).await.expect("the station opens");
        Floor { station, data: data.to_owned() }
    }
}

/// Short waits for the vendor, so that a test needs no minutes: what is proven is the order of things.
fn impatient(data: &Path) {
    let path = data.join(station::settings::FILE);
    let text = std::fs::read_to_string(&path).expect("the demo's settings are there");
    let text =
        text.replace("settle_s = 5", "settle_s = 0\nanswer_s = 2").replace("poll_s = 15", "poll_s = 1");
    std::fs::write(&path, text).expect("the temporary directory can be written");
}

impl Floor {
    pub async fn close(self) {
        self.station.stop().await;
    }

    /// A scan at the seat `main` as if a scanner had read it.
    pub async fn scan(&self, code: &str) -> Taken {
        self.scan_as(uuid::Uuid::now_v7(), code).await
    }

    pub async fn scan_as(&self, id: uuid::Uuid, code: &str) -> Taken {
        let (aim, rest) = domain::scan::split_aim(code.as_bytes());
        let scan = Scan { id: ScanId(id), source: "test".to_owned(), bytes: rest.to_vec(), aim };
        self.station.seats.input("main", Input::Scan(scan)).await.expect("the turn is written")
    }

    pub async fn tap(&self, tap: Tap) -> Taken {
        let number = self.screen().await.number;
        let input = Input::Tap { id: InputId(uuid::Uuid::now_v7()), number, tap };
        self.station.seats.input("main", input).await.expect("the turn is written")
    }

    pub async fn screen(&self) -> SeatScreen {
        self.station.seats.watch("main").await.expect("the seat can be shown").borrow().clone()
    }

    /// On hand of an item at a place, all lots, as the book says: decimal text.
    pub async fn on_hand(&self, sku: &str, place: &str) -> String {
        use ledger::table::{balance, item, location};
        let (sku, place) = (sku.to_owned(), place.to_owned());
        let total = self.station.context.ledger.writer().turn(move |tx| {
            let item = item::by_sku(tx, &sku)?.into_iter().next().expect("the item is in the demo");
            let place = location::by_code(tx, &place)?.expect("the place is in the demo");
            let rows = balance::of_item(tx, item.id)?;
            let total: domain::Quantity =
                rows.iter().filter(|row| row.location == place.id).map(|row| row.on_hand).sum();
            Ok(total.text(0))
        });
        total.await.expect("the book can be read")
    }

    /// Number of entries in the book.
    pub async fn entry_count(&self) -> i64 {
        let row = self.station.context.ledger.writer().turn(|tx| ledger::table::station::this(tx)).await;
        row.expect("the book can be read").head_sequence
    }

    /// The chain, the sums and the balances hold.
    pub fn verify(&self) {
        let report =
            ledger::verify::file(&self.data.join(station::station::LEDGER_FILE)).expect("the file opens");
        assert!(report.difference.is_none(), "the book holds together: {:?}", report.difference);
    }
}

/// The code of a verdict's sentence.
pub fn said(screen: &SeatScreen) -> String {
    screen.verdict.as_ref().map(|verdict| verdict.message.code.clone()).unwrap_or_default()
}

/// Which screen it is: `receive`, `home` …
pub fn kind(screen: &Screen) -> String {
    let value = serde_json::to_value(screen).expect("a screen is plain data");
    value["kind"].as_str().unwrap_or_default().to_owned()
}

/// Waits until `reached` gives a value; a test never sleeps for a fixed time.
///
/// # Panics
/// When 20 s have passed: `what` did not happen.
pub async fn until<T>(what: &str, mut reached: impl AsyncFnMut() -> Option<T>) -> T {
    let patience = Instant::now() + Duration::from_secs(20);
    loop {
        if let Some(value) = reached().await {
            return value;
        }
        assert!(Instant::now() < patience, "waited in vain: {what}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
