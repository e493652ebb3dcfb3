//! When a copy is due, and a station's copies over weeks of its own clock.

use super::*;
use crate::opening::open_book;
use crate::people;
use crate::settings::{Settings, TEMPLATE};
use crate::station::Options;
use domain::permission::Role;
use ledger::OwnerLock;
use std::sync::atomic::{AtomicI64, Ordering};

const EVERY_MS: i64 = 15 * MINUTE_MS;

fn failed(count: u32, tried_at_ms: i64) -> Health {
    Health { failure_count: count, tried_at_ms: Some(tried_at_ms), ..Health::default() }
}

#[test]
fn a_copy_is_due_when_the_newest_is_old_enough() {
    let fine = Health::default();
    assert!(is_due(None, &fine, 0, EVERY_MS), "none was ever made");
    assert!(!is_due(Some(0), &fine, EVERY_MS - 1, EVERY_MS), "one was made just now");
    assert!(is_due(Some(0), &fine, EVERY_MS, EVERY_MS), "a quarter of an hour later");
    assert!(is_due(Some(1_000 * HOUR_MS), &fine, 0, EVERY_MS), "one from the future proves nothing");
}

#[test]
fn one_that_failed_is_tried_again_soon_and_not_at_once() {
    assert!(!is_due(None, &failed(1, 0), AGAIN_MS - 1, EVERY_MS), "a moment later the reason is still there");
    assert!(is_due(None, &failed(1, 0), AGAIN_MS, EVERY_MS), "a minute later it is tried again");
    assert!(!is_due(Some(0), &failed(5, 0), AGAIN_MS, EVERY_MS), "but no sooner than another is due");
}

#[test]
fn a_big_book_is_copied_once_an_hour() {
    let settings = settings::Backup::default();
    assert_eq!(interval_ms(&settings, BIG_BYTES), EVERY_MS);
    assert_eq!(interval_ms(&settings, BIG_BYTES + 1), HOUR_MS);
    let daily = settings::Backup { every_min: 24 * 60, ..settings };
    assert_eq!(interval_ms(&daily, BIG_BYTES + 1), 24 * HOUR_MS, "what is set longer stays longer");
}

/// A station's book and its copies, without anything that runs by itself.
struct House {
    _owner: OwnerLock,
    context: Context,
    clock: Arc<AtomicI64>,
    keeper: Keeper,
}

/// 2026-11-21 00:00 UTC.
const MIDNIGHT_MS: i64 = 1_795_219_200_000;
const DAY_MS: i64 = 24 * HOUR_MS;

impl House {
    /// Three hours, three days and two months of copies are kept.
    async fn open(data: &Path) -> House {
        let toml = format!("{TEMPLATE}\n[demo]\nmade_on = \"2026-11-18\"\n");
        std::fs::write(data.join(settings::FILE), toml).unwrap();
        let clock = Arc::new(AtomicI64::new(MIDNIGHT_MS));
        let shown = clock.clone();
        let wall_clock = Arc::new(move || shown.load(Ordering::Relaxed));
        let (owner, context) = open_book(Options { wall_clock, ..Options::new(data) }).await.unwrap();
        let mut kept = Settings::clone(&context.settings());
        kept.backup = settings::Backup { keep_hourly: 3, keep_daily: 3, keep_monthly: 2, ..kept.backup };
        context.replace_settings(kept);
        House { _owner: owner, context, clock, keeper: Keeper::default() }
    }

    /// The station looks whether a copy is due, so long after midnight.
    async fn looks(&mut self, after_ms: i64) {
        self.clock.store(MIDNIGHT_MS + after_ms, Ordering::Relaxed);
        self.keeper.look(&self.context, false).await;
    }

    /// Somebody works, and then it looks.
    async fn works(&mut self, after_ms: i64) {
        self.clock.store(MIDNIGHT_MS + after_ms, Ordering::Relaxed);
        let name = format!("Operator of {after_ms}");
        people::add(&self.context, &name, Role::Operator, "id", None).await.unwrap();
        self.looks(after_ms).await;
    }

    /// When those that are there were made, the oldest first; each of them is whole.
    fn copies(&self) -> Vec<String> {
        let mut copies = backup::list(&self.context.data.join(backup::FOLDER)).unwrap();
        copies.sort_by_key(|copy| copy.made_at_ms);
        for copy in &copies {
            assert_eq!(ledger::verify::file(&copy.path).unwrap().difference, None, "{} is whole", copy.name);
        }
        let time = |copy: &Backup| jiff::Timestamp::from_millisecond(copy.made_at_ms).unwrap();
        copies.iter().map(|copy| time(copy).strftime("%m-%d %H:%M").to_string()).collect()
    }
}

#[tokio::test]
async fn copies_come_and_go_by_the_stations_clock() {
    let data = tempfile::tempdir().unwrap();
    let mut house = House::open(data.path()).await;
    for minute in (0..=60).step_by(5) {
        house.works(minute * MINUTE_MS).await;
    }
    let quarters = ["11-21 00:00", "11-21 00:15", "11-21 00:30", "11-21 00:45", "11-21 01:00"];
    assert_eq!(house.copies(), quarters, "one in a quarter of an hour, however much is done");
    // What was done since 01:00 was in the copy of then.
    for minute in (65..240).step_by(5) {
        house.looks(minute * MINUTE_MS).await;
    }
    assert_eq!(house.copies(), quarters, "none while nothing is done");
    house.works(242 * MINUTE_MS).await;
    let kept = ["11-21 00:00", "11-21 00:30", "11-21 00:45", "11-21 01:00", "11-21 04:02"];
    assert_eq!(
        house.copies(),
        kept,
        "at once when it is long ago; the newest four and the first of each hour stay"
    );
    for day in 1..=4 {
        house.works(day * DAY_MS + 10 * HOUR_MS).await;
    }
    let days = ["11-21 00:00", "11-22 10:00", "11-23 10:00", "11-24 10:00", "11-25 10:00"];
    assert_eq!(house.copies(), days, "the first of the month stays beside those of the days");
    for day in [14, 45] {
        house.works(day * DAY_MS).await;
    }
    let months = ["11-24 10:00", "11-25 10:00", "12-05 00:00", "01-05 00:00"];
    assert_eq!(house.copies(), months, "November's gives way to January's: two months are kept");
    house.context.ledger.close().await.unwrap();
}

#[tokio::test]
async fn attachments_go_along_and_a_touched_book_is_not_copied() {
    /// SHA-256 of "test", and of nothing.
    const NAMES: [(&str, &str); 2] = [
        ("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "test"),
        ("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", ""),
    ];
    let data = tempfile::tempdir().unwrap();
    let mut house = House::open(data.path()).await;
    let attached = data.path().join(attachments::FOLDER);
    let carried = data.path().join(backup::FOLDER).join(attachments::FOLDER);
    std::fs::create_dir(&attached).unwrap();
    for (number, (name, content)) in NAMES.into_iter().enumerate() {
        std::fs::write(attached.join(name), content).unwrap();
        house.works(number as i64 * HOUR_MS).await;
        assert_eq!(std::fs::read_to_string(carried.join(name)).unwrap(), content, "with the next copy");
    }
    let before = house.copies();
    let other = rusqlite::Connection::open(house.context.ledger.path()).unwrap();
    other
        .execute_batch("DROP TRIGGER entry_is_not_changed; UPDATE entry SET note = 'x' WHERE row = 2")
        .unwrap();
    drop(other);
    house.works(3 * HOUR_MS).await;
    assert_eq!(house.copies(), before, "a copy is looked at before it counts, and none goes for it");
    let health = house.context.backup_health();
    assert!(health.failure_count == 1 && health.why.is_some_and(|why| why.contains("TM1-1-000002")));
    let told = house.context.trouble().expect("it is on the strip at once");
    assert_eq!(told.code, "trouble-no-copy");
    house.context.ledger.close().await.unwrap();
}
