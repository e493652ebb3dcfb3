//! Seeded chance: every kind of fault at any call, power cuts included. However it goes, each receipt and
//! each adjustment ends there exactly once, and the vendor was never called too often.

use super::bench::*;
use super::vendor::Fault;
use ledger::table::delivery::DeliveryState;
use std::collections::BTreeSet;

/// Replicas lag less than the time that reads must be apart.
const LONGEST_LAG_MS: u64 = 240_000;

struct Dice(u64);

impl Dice {
    fn next(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn fault(&mut self) -> Option<Fault> {
        let applied = self.next(2) == 0;
        Some(match self.next(22) {
            0 => Fault::NoRoute,
            1 => Fault::TimeOut { applied },
            2 => Fault::Cut { applied },
            3 => Fault::Fails { applied },
            4 => Fault::TooMany,
            5 => Fault::PowerCut { applied },
            6..=8 => Fault::Stale { lag_ms: self.next(LONGEST_LAG_MS) as i64 },
            _ => return None,
        })
    }
}

async fn a_shift(seed: u64) {
    let mut bench = Bench::new().await;
    let mut dice = Dice(seed);
    let mut faults = Dice(seed ^ 0xfa);
    bench.vendor.plan(move |_| faults.fault());
    let mut cartons = 0;
    let mut adjustments = 0;
    for _ in 0..12 {
        match dice.next(3) {
            0 => {
                bench.receive(BOTTLE, "48", None).await;
                cartons += 1;
            }
            1 => {
                bench.receive(SALT, "12.5", None).await;
            }
            _ => {
                bench.adjust(SALT, "1.25").await;
                adjustments += 1;
            }
        }
        let wait_ms = step(&mut bench).await;
        bench.clock.advance(dice.next(wait_ms + 1_000) as i64);
    }
    for _ in 0..600 {
        let wait_ms = step(&mut bench).await;
        bench.clock.advance(wait_ms as i64);
        if bench.open_count().await == 0 {
            break;
        }
    }
    bench.vendor.is_well();
    settle_down(&bench, seed).await;

    let done = bench.count(DeliveryState::Done).await;
    assert_eq!(done, 12, "seed {seed}: all are done");
    assert_eq!(bench.vendor.received(BOTTLE_THERE).len(), cartons, "seed {seed}: each carton once");
    assert_eq!(
        bench.vendor.received(SALT_THERE).len(),
        12 - cartons - adjustments,
        "seed {seed}: each half sack once"
    );
    let numbers = bench.vendor.adjusted();
    let different: BTreeSet<&String> = numbers.iter().collect();
    assert_eq!(
        (numbers.len(), different.len()),
        (adjustments, adjustments),
        "seed {seed}: each adjustment once"
    );
    assert!(bench.vendor.state().batches.len() <= 1, "seed {seed}: one batch for one lot");
    assert_eq!(bench.vendor.earned_429(), 0, "seed {seed}: never called too often");
    let ordered = 40 * 48;
    let received = (cartons * 48).to_string();
    if cartons > 0 {
        assert_eq!(
            bench.line(BOTTLE).await,
            (ordered.to_string(), received),
            "seed {seed}: the line says it as it is"
        );
    }
}

/// All is well again, and who is needed for too many failures says: again.
async fn settle_down(bench: &Bench, seed: u64) {
    for _ in 0..2_000 {
        let stuck = bench
            .turn(|tx| ledger::table::delivery::in_state(tx, "katana", DeliveryState::NeedsPerson, 100))
            .await;
        if stuck.is_empty() && bench.open_count().await == 0 {
            return;
        }
        for row in stuck {
            assert!(
                row.standing.why_json.contains("why-exhausted"),
                "seed {seed}: {}",
                row.standing.why_json
            );
            bench.turn(move |tx| crate::worker::retry(tx, &row, NOW_MS)).await;
        }
        let wait_ms = bench.round().await;
        bench.clock.advance(wait_ms as i64);
    }
    panic!("seed {seed}: {} are still open", bench.open_count().await);
}

/// One round; a power cut ends it in the middle, and the station starts again.
async fn step(bench: &mut Bench) -> u64 {
    let cut = bench.vendor.power_cut.clone();
    let waited = tokio::select! {
        wait_ms = bench.round() => Some(wait_ms),
        () = cut.notified() => None,
    };
    match waited {
        Some(wait_ms) => wait_ms,
        None => {
            bench.restart(|_| {}).await;
            1_000
        }
    }
}

#[tokio::test]
async fn whatever_the_line_does_each_delivery_arrives_exactly_once() {
    for seed in 1..=24 {
        a_shift(seed).await;
    }
}
