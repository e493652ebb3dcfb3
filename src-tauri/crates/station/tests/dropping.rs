//! The watched folder: what is dropped there is in the book, or set aside with the reason beside it; nothing is lost.
//! And promises whose time ran out end by themselves.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use domain::{NewReservation, Quantity, ReservationId, ReservationPurpose};
use ledger::reserve;
use ledger::table::{item, task};
use station::view::Status;
use station::{Options, Station, settings};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use uuid::Uuid;

/// 18 November 2026, 08:00 in Jakarta.
const MORNING_MS: i64 = 1_794_963_600_000;
const MINUTE_MS: i64 = 60_000;
/// Only a hang reaches it.
const HANG: Duration = Duration::from_secs(60);
const ITEMS: &str = "SKU,Name,Unit\nNEW-1,First,pcs\n";

struct House {
    station: Arc<Station>,
    clock: Arc<AtomicI64>,
    data: TempDir,
    drop: TempDir,
}

impl House {
    /// With the demo's goods, watching a folder in the name of the inventory manager.
    async fn open() -> House {
        let (data, drop) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        House::opened(data, drop, "Inventory manager 1", 0).await
    }

    async fn opened(data: TempDir, drop: TempDir, operator: &str, settle_s: u32) -> House {
        settle(data.path(), drop.path(), operator, settle_s);
        let clock = Arc::new(AtomicI64::new(MORNING_MS));
        let shown = clock.clone();
        let wall_clock = Arc::new(move || shown.load(Ordering::Relaxed));
        let station = Station::open(Options { wall_clock, ..Options::new(data.path()) }).await.unwrap();
        House { station, clock, data, drop }
    }

    async fn stopped(self) -> (TempDir, TempDir) {
        self.station.stop().await;
        (self.data, self.drop)
    }

    /// As a copy that is complete appears: under its name at once.
    fn drops(&self, name: &str, content: &str) -> PathBuf {
        dropped(self.drop.path(), name, content)
    }

    fn place(&self, path: &str) -> PathBuf {
        self.drop.path().join(path)
    }

    async fn lies_in(&self, path: &str) {
        let place = self.place(path);
        until(path, async || place.exists()).await;
    }

    async fn knows(&self, sku: &str) -> bool {
        let sku = sku.to_owned();
        self.turn(move |tx| Ok(!item::by_sku(tx, &sku)?.is_empty())).await
    }

    async fn says(&self, code: &str) {
        let mut status = self.station.watch_status();
        let says = |status: &Status| status.trouble.as_ref().is_some_and(|trouble| trouble.code == code);
        let found = tokio::time::timeout(HANG, status.wait_for(says)).await;
        found.unwrap_or_else(|_| panic!("never on the strip: {code}")).unwrap();
    }

    async fn turn<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut ledger::Transaction<'_>) -> Result<T, ledger::Error> + Send + 'static,
    ) -> T {
        self.station.context.ledger.writer().turn(work).await.unwrap()
    }
}

fn settle(data: &Path, drop: &Path, operator: &str, settle_s: u32) {
    let import = format!("[import]\nfolder = {drop:?}\noperator = {operator:?}\nsettle_s = {settle_s}\n");
    let template = settings::TEMPLATE.replace("sweep_s = 60", "sweep_s = 1");
    let toml = format!("{template}\n{import}\n[demo]\nmade_on = \"2026-11-18\"\n");
    std::fs::write(data.join(settings::FILE), toml).unwrap();
}

fn dropped(folder: &Path, name: &str, content: &str) -> PathBuf {
    let (unfinished, path) = (folder.join(format!(".{name}.part")), folder.join(name));
    std::fs::write(&unfinished, content).unwrap();
    std::fs::rename(&unfinished, &path).unwrap();
    path
}

async fn until(what: &str, is_so: impl AsyncFn() -> bool) {
    let patience = Instant::now() + HANG;
    while !is_so().await {
        assert!(Instant::now() < patience, "waited in vain: {what}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn a_dropped_list_is_in_the_book_and_goes_to_done() {
    let house = House::open().await;
    let file = house.drops("items.csv", ITEMS);
    house.lies_in("done/items.csv").await;
    assert!(house.knows("NEW-1").await && !file.exists(), "it is in the book, and not twice in the folder");
    house.drops("items.csv", "SKU,Name,Unit\nNEW-2,Second,pcs\n");
    house.lies_in("done/items (2).csv").await;
    let kept = std::fs::read_to_string(house.place("done/items.csv")).unwrap();
    assert_eq!(kept, ITEMS, "what lay there before is as it was");
    assert!(house.knows("NEW-2").await, "the second list is in the book");
    let left = std::fs::read_dir(house.data.path().join("imports")).unwrap().flatten();
    let kept = left.filter(|folder| folder.path().join("file").exists()).count();
    assert_eq!(kept, 0, "no second copy stays in the data directory");
    house.stopped().await;
}

#[tokio::test]
async fn a_bad_list_goes_to_failed_with_its_report_and_a_task() {
    let house = House::open().await;
    let bad = format!("{ITEMS}NEW-2,Second,parsec\n");
    house.drops("items.csv", &bad);
    house.lies_in("failed/items.csv").await;
    let report = std::fs::read_to_string(house.place("failed/items.csv.report.txt")).unwrap();
    assert!(report.contains("C3") && report.contains("parsec"), "the cell is named: {report}");
    assert_eq!(
        std::fs::read_to_string(house.place("failed/items.csv")).unwrap(),
        bad,
        "the file is not lost"
    );
    assert!(!house.knows("NEW-1").await, "nothing of it is in the book");
    until("a lead is told", async || {
        house.turn(|tx| Ok(task::by_cause(tx, "import_failed:items.csv")?.is_some())).await
    })
    .await;
    house.drops("letter to the office.csv", "Dear all\n");
    house.lies_in("failed/letter to the office.csv").await;
    let report = std::fs::read_to_string(house.place("failed/letter to the office.csv.report.txt")).unwrap();
    assert!(report.contains("opening_stock"), "it says how names begin: {report}");
    house.stopped().await;
}

#[tokio::test]
async fn what_an_editor_leaves_there_is_let_be() {
    let house = House::open().await;
    for name in ["~$items.xlsx", ".items.csv.swp", "items.csv~", "items.csv.part"] {
        std::fs::write(house.place(name), ITEMS).unwrap();
    }
    house.drops("items.csv", ITEMS);
    house.lies_in("done/items.csv").await;
    for name in ["~$items.xlsx", ".items.csv.swp", "items.csv~", "items.csv.part"] {
        assert!(house.place(name).exists(), "{name} is nobody's list");
    }
    house.stopped().await;
}

#[tokio::test]
async fn a_list_that_is_still_growing_is_waited_for() {
    let (data, drop) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let house = House::opened(data, drop, "Inventory manager 1", 1).await;
    let mut file = std::fs::File::create(house.place("items.csv")).unwrap();
    file.write_all(b"SKU,Name,Unit\n").unwrap();
    // A slow copy: longer than a file has to stand still, never still for so long.
    for number in 0..16 {
        writeln!(file, "SLOW-{number},Slow,pcs").unwrap();
        tokio::time::sleep(Duration::from_millis(100)).await;
        assert!(house.place("items.csv").exists(), "it is not taken while it grows");
    }
    std::mem::drop(file);
    house.lies_in("done/items.csv").await;
    assert!(house.knows("SLOW-0").await && house.knows("SLOW-15").await, "all of it is in the book");
    house.stopped().await;
}

#[tokio::test]
async fn what_was_dropped_while_the_station_was_off_is_found_at_its_start() {
    let (data, drop) = House::open().await.stopped().await;
    dropped(drop.path(), "items.csv", ITEMS);
    let house = House::opened(data, drop, "Inventory manager 1", 0).await;
    house.lies_in("done/items.csv").await;
    assert!(house.knows("NEW-1").await, "nothing that was dropped is forgotten");
    house.stopped().await;
}

#[tokio::test]
async fn another_folder_is_watched_as_soon_as_it_is_saved_and_a_missing_one_is_told() {
    let house = House::open().await;
    let other = TempDir::new().unwrap();
    settle(house.data.path(), &other.path().join("gone"), "Inventory manager 1", 0);
    house.says("trouble-import-folder").await;
    settle(house.data.path(), other.path(), "Nobody at all", 0);
    house.says("trouble-import-nobody").await;
    dropped(other.path(), "items.csv", ITEMS);
    settle(house.data.path(), other.path(), "Inventory manager 1", 0);
    until("it is taken in", async || other.path().join("done/items.csv").exists()).await;
    assert!(house.knows("NEW-1").await, "the other folder is the one now");
    house.stopped().await;
}

#[tokio::test]
async fn promises_whose_time_ran_out_end_by_themselves() {
    let house = House::open().await;
    let id = ReservationId(Uuid::now_v7());
    let held = house.turn(move |tx| {
        let bottle = item::by_sku(tx, "PK-BTL")?.remove(0).id;
        let new = NewReservation {
            id,
            item: bottle,
            wanted: Quantity::from_units(5).unwrap(),
            lot: None,
            within: None,
            document: None,
            line: None,
            purpose: ReservationPurpose::Basket,
            priority: 0,
            term_ms: Some(15 * MINUTE_MS),
            good_days: 0,
            whole_only: true,
        };
        let today = jiff::civil::date(2026, 11, 18);
        reserve::Stop::sort(reserve::reserve(tx, &new, reserve::Moment { now_ms: MORNING_MS, today }))
    });
    assert!(held.await.is_ok(), "they are free");
    let is_open =
        async || house.turn(move |tx| Ok(!reserve::standing(tx, id)?.unwrap().open.is_empty())).await;
    assert!(is_open().await, "held for a quarter of an hour");
    house.clock.fetch_add(16 * MINUTE_MS, Ordering::Relaxed);
    until("nobody asked, and it is over", async || !is_open().await).await;
    until("the sweep says so", async || house.station.context.sweep_health().ended_count == 1).await;
    let health = house.station.context.sweep_health();
    assert_eq!((health.why, health.swept_at_ms), (None, Some(MORNING_MS + 16 * MINUTE_MS)), "and is well");
    house.stopped().await;
}
