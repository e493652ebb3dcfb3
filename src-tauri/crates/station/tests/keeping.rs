//! The station and its book in danger: a clock that jumps, copies that fail, damage, another program's lock.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use domain::code::Command;
use domain::permission::Role;
use domain::{Message, Value};
use floor::{Input, Taken};
use ledger::table::{audit, entry, station as stations, task};
use station::backups::{self, put_back};
use station::station::LEDGER_FILE;
use station::view::Status;
use station::{Error, Options, Station, people, seats, settings};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use tempfile::TempDir;

/// 18 November 2026, 08:00 in Jakarta.
const MORNING_MS: i64 = 1_794_963_600_000;
const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;
/// Only a hang reaches it.
const HANG: Duration = Duration::from_secs(60);

struct House {
    station: Arc<Station>,
    clock: Arc<AtomicI64>,
}

impl House {
    /// With the demo's goods, without devices and vendors.
    async fn open(data: &Path) -> House {
        House::try_open(data, MORNING_MS).await.unwrap()
    }

    async fn try_open(data: &Path, now_ms: i64) -> Result<House, Error> {
        if !data.join(settings::FILE).exists() {
            let toml = format!("{}\n[demo]\nmade_on = \"2026-11-18\"\n", settings::TEMPLATE);
            std::fs::write(data.join(settings::FILE), toml).unwrap();
        }
        let clock = Arc::new(AtomicI64::new(now_ms));
        let shown = clock.clone();
        let wall_clock = Arc::new(move || shown.load(Ordering::Relaxed));
        let station = Station::open(Options { wall_clock, ..Options::new(data) }).await?;
        Ok(House { station, clock })
    }

    async fn close(self) {
        self.station.stop().await;
    }

    async fn scan(&self, code: &str) -> Taken {
        let scan = seats::typed_scan(None, "test", code, None);
        self.station.seats.input("main", Input::Scan(scan)).await.unwrap()
    }

    /// Somebody of this role signs in by a new badge.
    async fn signs_in(&self, role: Role) {
        let name = format!("{} {}", role.text(), self.station.context.monotonic_ms());
        let badge = people::add(&self.station.context, &name, role, "en", None).await.unwrap();
        self.scan(&badge.code).await;
    }

    /// A pallet label is a whole receipt. The number makes its lot.
    async fn receives(&self, number: u32) -> Taken {
        let taken = self.scan(&format!("]C1020952123400203117270601372{number}\u{1d}10SB-{number}")).await;
        assert!(taken.entry.is_some(), "it is booked: {:?}", taken.screen.verdict);
        taken
    }

    async fn opens_receiving(&self) {
        self.scan(&Command::Receive.code().text()).await;
        self.scan(&Command::Done.code().text()).await;
    }

    /// The strip, once it fits.
    async fn strip(&self, what: &str, fits: impl Fn(&Status) -> bool) -> Status {
        let mut status = self.station.watch_status();
        let found = tokio::time::timeout(HANG, status.wait_for(|status| fits(status))).await;
        found.unwrap_or_else(|_| panic!("never on the strip: {what}")).unwrap().clone()
    }

    async fn says(&self, code: &str) -> Message {
        let says = |status: &Status| status.trouble.as_ref().is_some_and(|trouble| trouble.code == code);
        self.strip(code, says).await.trouble.unwrap()
    }

    async fn says_nothing(&self) {
        self.strip("nothing is the matter", |status| status.trouble.is_none()).await;
    }

    async fn newest_entry(&self) -> entry::StoredEntry {
        self.turn(|tx| {
            let head = stations::this(tx)?;
            Ok(entry::by_sequence(tx, head.epoch, head.head_sequence)?.unwrap())
        })
        .await
    }

    async fn clock_task(&self) -> Option<String> {
        self.turn(|tx| Ok(task::by_cause(tx, "clock")?.map(|task| task.message_json))).await
    }

    async fn turn<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut ledger::Transaction<'_>) -> Result<T, ledger::Error> + Send + 'static,
    ) -> T {
        self.station.context.ledger.writer().turn(work).await.unwrap()
    }

    fn set(&self, now_ms: i64) {
        self.clock.store(now_ms, Ordering::Relaxed);
        self.station.context.changed.notify_one();
    }
}

fn copies(data: &Path) -> Vec<ledger::backup::Backup> {
    backups::all(data).unwrap()
}

fn copy_now(data: &Path) -> ledger::backup::Backup {
    let settings = settings::Settings::read(data).unwrap().backup;
    backups::make(data, &settings, None, MORNING_MS, ledger::backup::Depth::Whole).unwrap()
}

/// Damages the book of a closed station: the middle of the file is overwritten.
fn damage(data: &Path) -> Vec<u8> {
    let book = data.join(LEDGER_FILE);
    let mut bytes = std::fs::read(&book).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 9_000].fill(0xEE);
    std::fs::write(&book, &bytes).unwrap();
    bytes
}

#[tokio::test]
async fn a_clock_that_jumps_back_is_said_and_work_goes_on_in_order() {
    let data = TempDir::new().unwrap();
    let house = House::open(data.path()).await;
    house.signs_in(Role::Operator).await;
    house.opens_receiving().await;
    house.receives(1).await;
    let before = house.newest_entry().await;
    assert!(house.station.context.moment().date_is_sure, "the clock is right");

    house.set(MORNING_MS - DAY_MS);
    let moment = house.station.context.moment();
    assert!(!moment.date_is_sure, "whatever rests on the date can say so");
    assert_eq!(moment.today, jiff::civil::date(2026, 11, 18), "the day of the last entry");
    let trouble = house.says("trouble-clock-behind").await;
    assert!(matches!(&trouble.values["by"], Value::Amount(by) if by.unit == "hours"), "{trouble:?}");
    house.receives(2).await;
    let after = house.newest_entry().await;
    assert!(after.new.recorded_at_ms >= before.new.recorded_at_ms, "no entry is older than the one before");
    assert!(after.place.hybrid_clock > before.place.hybrid_clock, "and the order is certain");
    assert!(house.clock_task().await.unwrap().contains("clock-behind"), "a lead has to look at the clock");

    house.set(MORNING_MS + HOUR_MS);
    house.says_nothing().await;
    assert_eq!(house.clock_task().await, None, "a clock that was set right needs nobody any more");
    assert!(house.station.context.moment().date_is_sure, "and is believed");
    house.close().await;
    assert_eq!(ledger::verify::file(&data.path().join(LEDGER_FILE)).unwrap().difference, None);
}

#[tokio::test]
async fn a_clock_a_day_ahead_is_doubted_until_a_lead_says_that_it_is_right() {
    let data = TempDir::new().unwrap();
    let house = House::open(data.path()).await;
    house.signs_in(Role::Operator).await;
    house.opens_receiving().await;
    house.receives(1).await;

    house.set(MORNING_MS + 2 * DAY_MS);
    house.says("trouble-clock-ahead").await;
    house.receives(2).await;
    let at = house.newest_entry().await.new;
    assert_eq!(at.recorded_at_ms, MORNING_MS + 2 * DAY_MS, "the later of clock and last entry is used");
    assert!(!house.station.context.moment().date_is_sure, "one entry more proves nothing");
    house.close().await;

    let house = House::try_open(data.path(), MORNING_MS + 2 * DAY_MS).await.unwrap();
    house.says("trouble-clock-ahead").await;
    assert!(!house.station.context.moment().date_is_sure, "the doubt outlives a start");
    house.signs_in(Role::Operator).await;
    assert!(!house.station.context.moment().date_is_sure, "not everybody may say that the date is right");
    house.signs_in(Role::Lead).await;
    assert!(house.station.context.moment().date_is_sure, "a lead's badge says so");
    house.says_nothing().await;
    assert_eq!(house.clock_task().await, None, "settled");
    let told = house.turn(|tx| audit::recent(tx, 20)).await;
    assert!(
        told.iter().any(|row| row.action == "date_confirmed" && row.operator.is_some()),
        "and who said so"
    );
    house.close().await;
}

#[tokio::test]
async fn the_station_copies_its_book_by_itself_and_says_when_it_cannot() {
    let data = TempDir::new().unwrap();
    let house = House::open(data.path()).await;
    house.station.context.copying.notify_one();
    let made = wait(|| copies(data.path()).pop()).await;
    assert_eq!(made.made_at_ms, MORNING_MS, "by the station's time");
    assert_eq!(ledger::verify::file(&made.path).unwrap().difference, None, "a whole one");
    wait(|| house.station.context.backup_health().newest).await;

    // Where copies shall go stands a file.
    let toml = std::fs::read_to_string(data.path().join(settings::FILE)).unwrap();
    let blocked = data.path().join("blocked");
    std::fs::write(&blocked, "").unwrap();
    let inside = format!("keep_monthly = 12\nfolder = {:?}", blocked.join("here").display().to_string());
    let mut there = settings::Settings::parse(&toml.replace("keep_monthly = 12", &inside)).unwrap();
    house.station.context.replace_settings(there.clone());
    for failure_count in 1..=3 {
        house.station.context.copying.notify_one();
        wait(|| (house.station.context.backup_health().failure_count == failure_count).then_some(())).await;
    }
    let trouble = house.says("trouble-never-copied").await;
    assert!(matches!(&trouble.values["why"], Value::Text(why) if why.contains("blocked")), "{trouble:?}");
    house.signs_in(Role::Operator).await;
    house.opens_receiving().await;
    house.receives(1).await;
    there.backup.folder = None;
    house.station.context.replace_settings(there);
    house.station.context.copying.notify_one();
    house.says_nothing().await;
    assert_eq!(copies(data.path()).len(), 2, "it goes on where there is room again");
    house.close().await;
}

#[tokio::test]
async fn a_damaged_book_is_not_opened_and_names_the_copy_that_replaces_it() {
    let data = TempDir::new().unwrap();
    let house = House::open(data.path()).await;
    house.signs_in(Role::Operator).await;
    house.opens_receiving().await;
    house.receives(1).await;
    let copy = copy_now(data.path());
    house.receives(2).await;
    house.close().await;
    let bytes = damage(data.path());

    let told = House::try_open(data.path(), MORNING_MS).await.err().expect("it is not opened").to_string();
    assert!(told.contains(&format!("tallyman restore {}", copy.name)), "what to do is said: {told}");
    assert!(std::fs::read(data.path().join(LEDGER_FILE)).unwrap() == bytes, "and nothing was touched");

    let done = put_back(data.path(), None).await.unwrap();
    assert_eq!((done.copy, done.restored.epoch), (copy.name, 2), "the newest good one");
    let kept = done.restored.aside.join(LEDGER_FILE);
    assert!(std::fs::read(kept).unwrap() == bytes, "the damaged book is kept as it was");
    let house = House::open(data.path()).await;
    let open = house.turn(|tx| task::open(tx, 10)).await;
    assert!(open.iter().any(|task| task.kind == "restored"), "a lead is told what is missing: {open:?}");
    // The seat stands where it stood in the copy: receiving.
    let taken = house.receives(3).await;
    assert_eq!(taken.entry.unwrap().number, "TM1-2-000001", "no number of the lost time is given twice");
    house.close().await;
    assert_eq!(ledger::verify::file(&data.path().join(LEDGER_FILE)).unwrap().difference, None);
}

#[tokio::test]
async fn what_is_left_of_a_book_without_its_log_goes_on_where_no_copy_knows_more() {
    let data = TempDir::new().unwrap();
    let house = House::open(data.path()).await;
    house.signs_in(Role::Operator).await;
    house.opens_receiving().await;
    house.receives(1).await;
    copy_now(data.path());
    house.receives(2).await;
    house.close().await;
    // Killed with one entry in the log, and the log cleaned away by somebody.
    let house = House::open(data.path()).await;
    house.receives(3).await;
    let left = TempDir::new().unwrap();
    for name in [LEDGER_FILE, "ledger.sqlite-open", settings::FILE] {
        std::fs::copy(data.path().join(name), left.path().join(name)).unwrap();
    }
    let copies = left.path().join("backups");
    std::fs::create_dir(&copies).unwrap();
    for copy in backups::all(data.path()).unwrap() {
        std::fs::copy(&copy.path, copies.join(copy.path.file_name().unwrap())).unwrap();
    }
    house.close().await;

    let told = House::try_open(left.path(), MORNING_MS).await.err().expect("it is not opened").to_string();
    let book = left.path().join(LEDGER_FILE);
    assert!(told.contains("log") && told.contains(&format!("tallyman restore {}", book.display())), "{told}");
    let done = put_back(left.path(), None).await.unwrap();
    assert_eq!((done.restored.epoch, done.restored.lost_count), (2, None), "nobody knows how many are gone");
    let house = House::open(left.path()).await;
    let taken = house.receives(4).await;
    assert_eq!(taken.entry.unwrap().number, "TM1-2-000001", "no number of those is given again");
    house.close().await;
}

#[tokio::test]
async fn a_book_is_not_replaced_under_a_station_or_without_a_reason() {
    let data = TempDir::new().unwrap();
    let house = House::open(data.path()).await;
    house.signs_in(Role::Operator).await;
    let copy = copy_now(data.path());
    let owned = put_back(data.path(), Some(&copy.name)).await.unwrap_err();
    assert!(matches!(owned, Error::Ledger(ledger::Error::Owned { .. })), "{owned:?}");
    house.close().await;
    let whole = put_back(data.path(), None).await.unwrap_err();
    assert!(whole.to_string().contains("the book is whole"), "without a name only a broken book: {whole}");
    let unknown = put_back(data.path(), Some("ledger-of-nobody")).await.unwrap_err();
    assert!(unknown.to_string().contains("--list"), "{unknown}");
    assert!(!data.path().join(ledger::restore::ASIDE).exists(), "nothing was touched");
    for epoch in [2, 3] {
        let done = put_back(data.path(), Some(&copy.name)).await.unwrap();
        assert_eq!(done.restored.epoch, epoch, "the same copy twice begins two different epochs");
    }
}

#[tokio::test]
async fn another_stations_copy_and_a_damaged_copy_are_refused() {
    let (data, other) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    House::open(data.path()).await.close().await;
    House::open(other.path()).await.close().await;
    let foreign = copy_now(other.path());
    let refused = put_back(data.path(), foreign.path.to_str()).await.unwrap_err();
    assert!(matches!(refused, Error::Ledger(ledger::Error::OtherStation { .. })), "{refused:?}");
    let own = copy_now(data.path());
    let bytes = std::fs::read(&own.path).unwrap();
    std::fs::write(&own.path, &bytes[..bytes.len() - 5_000]).unwrap();
    let refused = put_back(data.path(), Some(&own.name)).await.unwrap_err();
    assert!(matches!(refused, Error::Ledger(ledger::Error::Unsound { .. })), "{refused:?}");
    House::open(data.path()).await.close().await;
}

#[tokio::test]
async fn an_attachment_goes_with_the_copies_and_comes_back_with_them() {
    /// SHA-256 of "test".
    const NAME: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    let data = TempDir::new().unwrap();
    House::open(data.path()).await.close().await;
    let attached = data.path().join("attachments");
    std::fs::create_dir(&attached).unwrap();
    std::fs::write(attached.join(NAME), "test").unwrap();
    let copy = copy_now(data.path());
    std::fs::remove_dir_all(&attached).unwrap();
    put_back(data.path(), Some(&copy.name)).await.unwrap();
    assert_eq!(std::fs::read_to_string(attached.join(NAME)).unwrap(), "test", "it is there again");
}

#[tokio::test]
async fn another_programs_lock_is_on_the_strip_and_scans_wait_behind_it() {
    let data = TempDir::new().unwrap();
    let house = House::open(data.path()).await;
    house.signs_in(Role::Operator).await;
    house.opens_receiving().await;
    let before = house.newest_entry().await.place.sequence;
    let other = Locked::hold(&data.path().join(LEDGER_FILE));
    let mut waiting = Vec::new();
    for number in 1..=3 {
        let seats = house.station.seats.clone();
        let code = format!("]C1020952123400203117270601372{number}\u{1d}10SB-{number}");
        let scan = Input::Scan(seats::typed_scan(None, "test", &code, None));
        waiting.push(tokio::spawn(async move { seats.input("main", scan).await }));
    }
    let trouble = house.says("trouble-held-up").await;
    assert!(matches!(trouble.values["since"], Value::Instant(MORNING_MS)), "since when: {trouble:?}");
    // The writer asks again every quarter of a second, however long it takes.
    tokio::time::sleep(held()).await;
    assert!(waiting.iter().all(|scan| !scan.is_finished()), "nothing is answered that is not booked");
    assert_eq!(house.station.watch_status().borrow().trouble, Some(trouble), "and it is said all the time");
    let pool = house.station.context.ledger.pool();
    let found = ledger::read::search(pool, "sambal", &["en"], 5).await.unwrap();
    assert!(!found.is_empty(), "looking things up goes on meanwhile");
    drop(other);
    for scan in waiting {
        let taken = scan.await.unwrap().unwrap();
        assert!(taken.entry.is_some(), "whoever waited is booked: {:?}", taken.screen.verdict);
    }
    house.says_nothing().await;
    assert_eq!(house.newest_entry().await.place.sequence, before + 3, "each of them once");
    house.close().await;
    assert_eq!(ledger::verify::file(&data.path().join(LEDGER_FILE)).unwrap().difference, None);
}

/// `TALLYMAN_HELD_S=30` holds the lock that long; else it is let go as soon as the strip has told of it.
fn held() -> Duration {
    let seconds = std::env::var("TALLYMAN_HELD_S").map_or(0, |text| text.parse().expect("whole seconds"));
    Duration::from_secs(seconds)
}

/// Another program with the file's write lock, until it is dropped.
struct Locked(std::process::Child);

impl Locked {
    /// This test's own program, called once more: it links the same SQLite.
    fn hold(book: &Path) -> Locked {
        let mut child = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "holds_a_lock_for_another_test", "--nocapture"])
            .env(LOCKED, book)
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let lines = std::io::BufRead::lines(std::io::BufReader::new(child.stdout.take().unwrap()));
        assert!(
            lines.map_while(Result::ok).any(|line| line.contains("it is held")),
            "the other program has the lock"
        );
        Locked(child)
    }
}

impl Drop for Locked {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

const LOCKED: &str = "TALLYMAN_TEST_LOCKED";

/// Nothing by itself: the other program of the test above.
#[test]
fn holds_a_lock_for_another_test() {
    let Some(book) = std::env::var_os(LOCKED) else { return };
    let connection = rusqlite::Connection::open(PathBuf::from(book)).unwrap();
    connection.execute_batch("BEGIN IMMEDIATE").unwrap();
    println!("it is held");
    // Until it is killed; or its parent is gone.
    _ = std::io::Read::read(&mut std::io::stdin(), &mut [0]);
}

async fn wait<T>(mut reached: impl FnMut() -> Option<T>) -> T {
    let patience = std::time::Instant::now() + HANG;
    loop {
        if let Some(value) = reached() {
            return value;
        }
        assert!(std::time::Instant::now() < patience, "waited in vain");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
