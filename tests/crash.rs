//! Stop anywhere and start again: the station is killed without warning in the middle of its work, its disk is full or
//! turns read-only. Every entry whose verdict was shown is there, none is there twice, and the work goes on at its
//! step. What happens when single reads and writes fail is in `failing_disk.rs`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "crash/disks.rs"]
mod disks;
#[path = "crash/full_disk.rs"]
mod full_disk;
#[path = "crash/read_only.rs"]
mod read_only;
#[path = "crash/shift.rs"]
mod shift;

use shift::{Acknowledged, pallet, prepared, sign_in_and_open};
use std::time::{Duration, Instant};
use tests::process::Process;
use uuid::Uuid;

const ENTRIES: usize = 200;

/// Where the next kill falls: spread over a turn, its commit and its answer. The seed is printed.
struct Dice(u64);

impl Dice {
    fn delay(&mut self) -> Duration {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        Duration::from_micros((self.0 >> 33) % 60_000)
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
    let mut acknowledged = Acknowledged::default();
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
                acknowledged.add(next, *id, entry);
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
    runtime.block_on(acknowledged.is_the_book(&world, data));
}
