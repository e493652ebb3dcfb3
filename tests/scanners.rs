//! Scanners on real pseudo-terminals through the whole station: two at once, one that is tested by one scan, one that
//! reads by itself.

use domain::code::{OwnCode, OwnKind};
use domain::scan::ScanVerdict;
use floor::screen::{Flow, Tap};
use sandbox::scanner::Scanner;
use station::detection;
use station::once::{Key, Outcome};
use station::settings::FILE;
use station::settling::Decider;
use std::time::{Duration, Instant};
use tests::{Floor, Outside, said, until};

const LEAD: u32 = 1005;
const ADMIN: u32 = 1008;

/// Goods that are one entry by one scan: sauce of this lot, with its date and how many.
fn pallet(lot: &str) -> String {
    format!("]C1020952123400203117270601371\u{1d}10{lot}")
}

impl Shift {
    async fn begin(data: &std::path::Path, second: &str) -> Shift {
        let world = Outside::start().await;
        let floor = world.open(data).await;
        let other = Scanner::plug(None).expect("the system gives pseudo-terminals");
        let path = other.path().expect("it is plugged in");
        let text = std::fs::read_to_string(data.join(FILE)).expect("the demo's settings are there");
        let text = format!(
            "{text}\n[[scanner]]\nname = \"S-2\"\nport = {:?}\n{second}",
            path.to_str().expect("a path in UTF-8")
        );
        std::fs::write(data.join(FILE), text).expect("the temporary directory can be written");
        let shift = Shift { world, floor, other };
        shift.are_ready().await;
        shift.floor.scan(&OwnCode::new(OwnKind::Badge, LEAD).text()).await;
        shift
    }

    async fn are_ready(&self) {
        until("both scanners are ready", async || {
            let tiles = station::status::devices(&self.floor.station);
            let ready = |name: &str| tiles.iter().any(|tile| tile.name == name && tile.state == "ready");
            (ready("S-1") && ready("S-2")).then_some(())
        })
        .await;
    }

    /// Lots of the seat's entries, the oldest first.
    async fn lots(&self, count: u32) -> Vec<String> {
        use ledger::table::{entry, lot};
        let read = self.floor.station.context.ledger.writer().turn(move |tx| {
            let mut lots = Vec::new();
            for stored in entry::of_seat(tx, "main", count)?.into_iter().rev() {
                let id = stored.new.movements[0].lot;
                lots.push(lot::by_id(tx, id)?.expect("the lot of a movement is there").code);
            }
            Ok(lots)
        });
        read.await.expect("the book can be read")
    }

    async fn admin(&self) -> Decider {
        let by = self.floor.station.context.ledger.writer();
        let by =
            by.turn(|tx| ledger::table::operator::by_badge(tx, ADMIN)).await.expect("the book can be read");
        Decider { by: by.expect("the demo has an administrator"), seat: "main".to_owned() }
    }
}

struct Shift {
    world: Outside,
    floor: Floor,
    other: Scanner,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn thirty_scans_in_three_seconds_from_two_scanners_are_thirty_entries_in_order() {
    let data = tempfile::tempdir().unwrap();
    let shift = Shift::begin(data.path(), "").await;
    shift.floor.tap(Tap::OpenFlow { flow: Flow::Receive }).await;
    shift.floor.tap(Tap::Answer { answer: "no_order".to_owned() }).await;
    let before = shift.floor.entry_count().await;

    let started = Instant::now();
    let lots =
        |letter: char| (1..=15).map(move |number| format!("{letter}-{number:02}")).collect::<Vec<String>>();
    std::thread::scope(|scope| {
        for (scanner, letter) in [(&shift.world.scanner, 'A'), (&shift.other, 'B')] {
            scope.spawn(move || {
                for lot in lots(letter) {
                    scanner.scan(&pallet(&lot)).expect("the cable is in");
                }
            });
        }
    });
    until("all thirty are booked", async || (shift.floor.entry_count().await == before + 30).then_some(()))
        .await;
    assert!(
        started.elapsed() < Duration::from_secs(3),
        "as fast as they were scanned: {:?}",
        started.elapsed()
    );

    let booked = shift.lots(30).await;
    for letter in ['A', 'B'] {
        let of_one: Vec<String> = booked.iter().filter(|lot| lot.starts_with(letter)).cloned().collect();
        assert_eq!(of_one, lots(letter), "each scanner's reads in its own order, none lost, none twice");
    }
    assert_eq!(shift.floor.on_hand("FG-SB250", "DOCK").await, "30");
    for scanner in ["S-1", "S-2"] {
        let counts = until("its verdicts are counted", async || {
            let counts = shift.floor.station.context.scan_log.of(scanner).counts;
            (counts.accepted == 15).then_some(counts)
        })
        .await;
        assert_eq!(
            (counts.refused, counts.unknown, counts.repeats),
            (0, 0, 0),
            "{scanner} read all of them well"
        );
    }
    shift.floor.verify();
    shift.floor.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_scan_tells_that_a_scanner_loses_gs_and_the_station_keeps_it() {
    let data = tempfile::tempdir().unwrap();
    let shift = Shift::begin(data.path(), "").await;
    let context = shift.floor.station.context.clone();
    let screen = shift.floor.screen().await.number;
    shift.other.set_terminator(b"\r\n");
    shift.other.scan(&format!("]d1{}", devices::keyboard::TEST_CODE.replace('\u{1d}', ""))).unwrap();
    let found = until("the test code is recognised, end marks and all", async || {
        shift.floor.station.scanners().look_again(&context);
        let found = detection::all(&context).into_iter().find(|found| found.scanner == "S-2")?;
        let suffix = found.facts.iter().find(|fact| fact.name == "suffix")?;
        let is_whole = suffix.value.values.get("signs") == Some(&"Enter (CR) LF".into());
        is_whole.then_some(found)
    })
    .await;
    assert_eq!((found.state.as_str(), found.message.code.as_str()), ("change", "detect-change"));
    assert_eq!(found.keeps.as_ref().map(|keeps| keeps.code.as_str()), Some("detect-keeps-serial"));
    assert_eq!(shift.floor.screen().await.number, screen, "the test code is no scan of goods");

    let glued = "]C1010952123400203110SB-A21SER9";
    shift.floor.tap(Tap::OpenFlow { flow: Flow::Receive }).await;
    shift.floor.tap(Tap::Answer { answer: "no_order".to_owned() }).await;
    let key = Key { id: uuid::Uuid::now_v7(), fingerprint: [7; 32] };
    let keep =
        detection::keep(&context, key, "S-2".to_owned(), found.at_ms, shift.admin().await).await.unwrap();
    assert!(matches!(keep, Outcome::Done(_)), "an administrator may: {keep:?}");
    shift.are_ready().await;
    shift.other.scan(glued).unwrap();
    until("the scan is refused", async || {
        (said(&shift.floor.screen().await) == "refusal-separator-lost").then_some(())
    })
    .await;
    let tile = until("its tile says so", async || {
        let tiles = station::status::devices(&shift.floor.station);
        tiles.into_iter().find(|tile| tile.name == "S-2" && tile.message.code == "device-scanner-loses-gs")
    })
    .await;
    assert_eq!(tile.state, "attention", "and asks for somebody");
    shift.other.scan(&format!("]d1{}", devices::keyboard::TEST_CODE)).unwrap();
    until("a scanner that was mended is trusted again", async || {
        let tiles = station::status::devices(&shift.floor.station);
        tiles.iter().any(|tile| tile.name == "S-2" && tile.state == "ready").then_some(())
    })
    .await;
    shift.floor.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_that_stays_in_sight_is_one_scan_and_shown_as_seen_again() {
    let data = tempfile::tempdir().unwrap();
    let shift = Shift::begin(data.path(), "presentation = true\nflow = \"receive\"\n").await;
    for _ in 0..4 {
        shift.other.scan("9521234009061").unwrap();
    }
    let counts = || shift.floor.station.context.scan_log.of("S-2").counts;
    until("all four were read", async || (counts().repeats + counts().accepted == 4).then_some(())).await;
    assert_eq!((counts().accepted, counts().repeats), (1, 3), "the same sight of one code");
    let screen = shift.floor.screen().await;
    assert_eq!(said(&screen), "said-repeat", "it is said, softly");
    assert_eq!(screen.verdict.and_then(|verdict| verdict.scan), Some(ScanVerdict::Repeat));
    assert_eq!(tests::kind(&screen.screen), "receive", "and it began the work that this scanner feeds");
    shift.other.scan(&OwnCode::new(OwnKind::Badge, LEAD).text()).unwrap();
    until("another code is taken at once", async || (counts().accepted == 2).then_some(())).await;
    // A hand scanner's reads are all taken.
    for _ in 0..3 {
        shift.world.scanner.scan("9521234009061").unwrap();
    }
    let by_hand = || shift.floor.station.context.scan_log.of("S-1").counts;
    until("all three count", async || (by_hand().accepted == 3).then_some(())).await;
    assert_eq!(by_hand().repeats, 0);
    shift.floor.close().await;
}
