//! Stop anywhere and start again: the station is killed without warning in the middle of its work. Every entry
//! whose verdict was shown is there, none is there twice, and the work goes on at its step.

use domain::ScanId;
use domain::code::{Command, OwnCode, OwnKind};
use std::collections::HashMap;
use std::time::{Duration, Instant};
use tests::Outside;
use tests::process::Process;
use uuid::Uuid;

const ENTRIES: usize = 200;
const OPERATOR_3: u32 = 1003;

/// One pallet label: a scan that is a whole receipt.
fn pallet(number: usize) -> String {
    format!("]C1020952123400203117270601372{}\u{1d}10SB-{number}", number % 10)
}

/// Where the next kill falls: spread over a turn, its commit and its answer. The seed is printed.
struct Dice(u64);

impl Dice {
    fn delay(&mut self) -> Duration {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        Duration::from_micros((self.0 >> 33) % 60_000)
    }
}

/// People and goods are there before the first kill. The world stays: a pseudo-terminal that is given back is
/// given to the next who asks, and the station would read another test's scanner.
async fn prepared(data: &std::path::Path) -> Outside {
    let world = Outside::start().await;
    world.open(data).await.close().await;
    world
}

fn sign_in_and_open(process: &Process) {
    let line = process.line();
    for code in [OwnCode::new(OwnKind::Badge, OPERATOR_3), Command::Receive.code(), Command::Done.code()] {
        line.scan(Uuid::now_v7(), &code.text()).expect("the station answers");
    }
}

#[test]
fn killed_at_random_moments_during_200_entries() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let world = runtime.block_on(prepared(data));
    let seed = Instant::now().elapsed().as_nanos() as u64 ^ u64::from(std::process::id());
    println!("seed {seed}");
    let mut dice = Dice(seed);

    let scans: Vec<(Uuid, String)> = (0..ENTRIES).map(|n| (Uuid::now_v7(), pallet(n))).collect();
    let mut acknowledged: HashMap<Uuid, String> = HashMap::new();
    let mut kills = 0;
    let process = Process::serve(data);
    sign_in_and_open(&process);
    let mut line = process.line();
    let mut killer = process.kill_after(dice.delay());
    let mut next = 0;
    while next < scans.len() {
        let (id, code) = &scans[next];
        match line.scan(*id, code) {
            Some(screen) => {
                let entry = screen["verdict"]["entry"].as_str().unwrap_or_default().to_owned();
                assert_eq!(screen["verdict"]["input"], id.to_string(), "the verdict is this scan's");
                assert!(!entry.is_empty(), "the scan is booked: {}", screen["verdict"]);
                assert!(acknowledged.insert(*id, entry).is_none(), "each scan is answered once");
                next += 1;
            }
            None => {
                killer.join().unwrap();
                kills += 1;
                let process = Process::serve(data);
                line = process.line();
                let screen = line.screen().expect("the station is back");
                assert_eq!(screen["screen"]["kind"], "receive", "the flow goes on at its step");
                // Every second life is long enough to get on with the work.
                let grace = if kills % 2 == 0 { Duration::from_millis(40) } else { Duration::ZERO };
                killer = process.kill_after(dice.delay() + grace);
            }
        }
    }
    killer.join().unwrap();
    println!("{kills} kills during {ENTRIES} entries");
    assert!(kills >= 5, "the station was killed in its work, not beside it: {kills}");
    runtime.block_on(everything_is_there_once(&world, data, &acknowledged));
}

async fn everything_is_there_once(
    world: &Outside,
    data: &std::path::Path,
    acknowledged: &HashMap<Uuid, String>,
) {
    let report = ledger::verify::file(&data.join(station::station::LEDGER_FILE)).expect("the file opens");
    assert!(report.difference.is_none(), "chain, sums and balances hold: {:?}", report.difference);
    let floor = world.open(data).await;
    let ids: Vec<(Uuid, String)> = acknowledged.iter().map(|(id, entry)| (*id, entry.clone())).collect();
    let found = floor.station.context.ledger.writer().turn(move |tx| {
        let mut found = Vec::new();
        for (id, entry) in ids {
            let row = ledger::table::scan::by_id(tx, ScanId(id))?;
            found.push((entry, row.and_then(|row| row.entry).map(|entry| entry.to_string())));
        }
        Ok(found)
    });
    for (shown, kept) in found.await.expect("the book can be read") {
        assert_eq!(Some(shown), kept, "an entry whose verdict was shown is there");
    }
    let total: i64 = (0..ENTRIES).map(|n| 20 + (n % 10) as i64).sum();
    assert_eq!(
        floor.on_hand("FG-SB250", "DOCK").await,
        total.to_string(),
        "each pallet is there exactly once"
    );
    floor.close().await;
}
