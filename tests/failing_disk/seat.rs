//! The whole station on a disk that fails: the screen says so in one sentence, nothing is beeped that is not kept, and
//! after a restart the same scan is taken once.

use crate::calls::{self, Call, Fault, How};
use domain::ScanId;
use domain::code::{Command, OwnCode, OwnKind};
use domain::scan::Scan;
use floor::Input;
use floor::screen::Tone;
use tests::{Floor, Outside, kind, said};
use uuid::Uuid;

const OPERATOR_3: u32 = 1003;

fn pallet(number: usize) -> String {
    format!("]C102095212340020311727060137{}\u{1d}10SB-{number}", 20)
}

async fn sign_in_and_open(floor: &Floor) {
    for code in [OwnCode::new(OwnKind::Badge, OPERATOR_3), Command::Receive.code(), Command::Done.code()] {
        floor.scan(&code.text()).await;
    }
    assert_eq!(kind(&floor.screen().await.screen), "receive");
}

/// Whether the scan was booked; the screen's sentence.
async fn scan(floor: &Floor, id: Uuid, code: &str) -> (bool, String) {
    let (aim, rest) = domain::scan::split_aim(code.as_bytes());
    let scan = Scan { id: ScanId(id), source: "test".to_owned(), bytes: rest.to_vec(), aim };
    let taken = floor.station.seats.input("main", Input::Scan(scan)).await;
    let screen = floor.screen().await;
    let verdict = screen.verdict.clone().expect("something is said");
    assert_eq!(verdict.input, id.to_string(), "it is said of this scan");
    assert_eq!(taken.is_err(), verdict.tone == Tone::Fault, "what is not kept is not beeped: {verdict:?}");
    (taken.is_ok_and(|taken| taken.entry.is_some()), said(&screen))
}

/// A few pallets, the fault at the next commit, and what the screen says then, scan by scan.
async fn shift(fault: Fault, expected: [Vec<&str>; 3]) {
    let directory = tempfile::tempdir().unwrap();
    let world = Outside::start().await;
    let floor = world.open(directory.path()).await;
    sign_in_and_open(&floor).await;
    assert!(scan(&floor, Uuid::now_v7(), &pallet(0)).await.0, "the disk is well");

    let in_doubt: Vec<Uuid> = expected.iter().map(|_| Uuid::now_v7()).collect();
    let armed = calls::arm(fault);
    for (index, sentences) in expected.iter().enumerate() {
        let (is_booked, said) = scan(&floor, in_doubt[index], &pallet(index + 1)).await;
        assert!(!is_booked, "nothing is kept by this disk");
        assert!(sentences.contains(&said.as_str()), "{fault:?}, scan {index}: {said}");
        assert!(!words::say("en", &domain::Message::new(&said, [])).contains('⟦'), "the sentence is there");
    }
    drop(armed);
    if fault.how == How::Full {
        let (is_booked, said) = scan(&floor, in_doubt[0], &pallet(1)).await;
        assert!(is_booked, "there is room again, without a restart: {said}");
    }
    floor.close().await;

    let floor = world.open(directory.path()).await;
    assert_eq!(kind(&floor.screen().await.screen), "receive", "the flow goes on at its step");
    for (index, id) in in_doubt.iter().enumerate() {
        floor.scan_as(*id, &pallet(index + 1)).await;
    }
    let pallets = 1 + in_doubt.len();
    assert_eq!(floor.on_hand("FG-SB250", "DOCK").await, (20 * pallets).to_string(), "each pallet once");
    floor.close().await;
    let report = ledger::verify::file(&directory.path().join(station::station::LEDGER_FILE)).unwrap();
    assert_eq!(report.difference, None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_is_said_and_over_when_there_is_room() {
    let fault = Fault { call: Call::Write, how: How::Full, first: 1, lasts: true };
    shift(fault, std::array::from_fn(|_| vec!["fault-disk-full"])).await;
}

/// Whoever comes first hears of the fault; whoever comes after it hears that the ledger has stopped. The strip's own
/// looking into the book may come first.
fn stops(first: &'static str) -> [Vec<&'static str>; 3] {
    [vec![first, "fault-ledger-stopped"], vec!["fault-ledger-stopped"], vec!["fault-ledger-stopped"]]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failing_disk_stops_the_ledger_and_says_so() {
    let fault = Fault { call: Call::Sync, how: How::Fails, first: 1, lasts: true };
    shift(fault, stops("fault-disk-failing")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disk_that_turned_read_only_stops_the_ledger_and_says_so() {
    let fault = Fault { call: Call::Write, how: How::ReadOnly, first: 1, lasts: true };
    shift(fault, stops("fault-read-only")).await;
}
