//! The network is away: nothing counts, little is tried, everything goes once it is back.

use super::bench::*;
use super::vendor::Fault;
use crate::link_state::LinkState;
use ledger::table::delivery::DeliveryState;

#[tokio::test]
async fn thirty_hours_offline_need_no_person_and_use_up_no_attempt() {
    let bench = Bench::new().await;
    bench.vendor.plan(|_| Some(Fault::NoRoute));
    let id = bench.receive(BOTTLE, "48", None).await;
    let behind = bench.receive(BOTTLE, "96", None).await;
    let until_ms = bench.clock.now() + 30 * HOUR_MS;
    let mut away_since_ms = None;
    let count = bench.vendor.call_count();
    while bench.clock.now() < until_ms {
        let wait_ms = bench.round().await;
        if bench.worker.health().state == LinkState::Offline {
            away_since_ms.get_or_insert(bench.clock.now());
        }
        bench.clock.advance(wait_ms as i64);
    }
    let tried = (bench.vendor.call_count() - count) as i64;
    let probes = (until_ms - away_since_ms.unwrap()) / 30_000;
    assert!(
        (probes - 1..=probes + 6).contains(&tried),
        "one probe per 30 s: {tried} calls, {probes} half minutes"
    );
    assert_eq!(bench.standing(id).await, (DeliveryState::Waiting, "why-waiting-for-network".to_owned()));
    assert_eq!(bench.delivery(behind).await.standing.state, DeliveryState::Waiting);

    bench.vendor.is_well();
    bench.drain(1).await;
    assert_eq!(bench.vendor.received(BOTTLE_THERE), ["1", "2"], "both, in order, once");
    assert_eq!(bench.delivery(id).await.standing.attempt_count, 0);
    assert_eq!(bench.vendor.calls("POST /purchase_order_receive"), 2, "nothing was in doubt");
}

#[tokio::test]
async fn work_that_comes_in_while_the_way_is_closed_sends_no_further_probe() {
    let bench = Bench::new().await;
    bench.vendor.plan(|_| Some(Fault::NoRoute));
    bench.clock.advance(300_000);
    while bench.worker.health().state != LinkState::Offline {
        let wait_ms = bench.round().await;
        bench.clock.advance(wait_ms as i64);
    }
    bench.round().await;
    let count = bench.vendor.call_count();
    for _ in 0..100 {
        bench.adjust(SALT, "1").await;
        bench.round().await;
    }
    assert_eq!(bench.vendor.call_count(), count, "a hundred scans in the half minute: not one call");
}

#[tokio::test]
async fn an_answer_lost_at_the_moment_the_line_went_is_read_back_when_it_is_there_again() {
    for applied in [true, false] {
        let bench = Bench::new().await;
        let id = bench.receive(BOTTLE, "1824", None).await;
        let mut away = false;
        bench.vendor.plan(move |request| {
            if request.path == "/purchase_order_receive" {
                away = true;
                return Some(Fault::TimeOut { applied });
            }
            away.then_some(Fault::NoRoute)
        });
        let until_ms = bench.clock.now() + 8 * HOUR_MS;
        while bench.clock.now() < until_ms {
            let wait_ms = bench.round().await;
            bench.clock.advance(wait_ms as i64);
        }
        assert_eq!(
            bench.delivery(id).await.standing.state,
            DeliveryState::Unclear,
            "nobody knows, for eight hours"
        );
        bench.vendor.is_well();
        bench.drain(1).await;
        assert_eq!(bench.vendor.received(BOTTLE_THERE), ["38"], "applied: {applied}");
    }
}

#[tokio::test]
async fn feeds_that_were_due_are_read_as_soon_as_the_way_is_open() {
    let bench = Bench::new().await;
    let good_ms = bench.clock.now();
    bench.vendor.plan(|_| Some(Fault::NoRoute));
    for _ in 0..60 {
        let wait_ms = bench.round().await;
        bench.clock.advance(wait_ms as i64);
    }
    bench.worker.report().await;
    let health = bench.worker.health();
    assert_eq!(
        (health.as_of_ms, health.stale),
        (Some(good_ms), true),
        "the figures have their age and are marked"
    );
    assert_eq!(health.reason.unwrap().code, "why-waiting-for-network");
    bench.vendor.is_well();
    let wait_ms = bench.round().await;
    bench.clock.advance(wait_ms as i64);
    bench.round().await;
    bench.worker.report().await;
    let health = bench.worker.health();
    assert!(!health.stale && health.reason.is_none(), "fresh within one probe: {health:?}");
}

#[tokio::test]
async fn a_list_that_never_gets_through_holds_up_no_delivery() {
    for fault in [Fault::Cut { applied: false }, Fault::TimeOut { applied: false }] {
        let bench = Bench::new().await;
        bench.vendor.plan(move |request| (request.path == "/suppliers").then_some(fault));
        bench.clock.advance(300_000);
        bench.adjust(SALT, "1").await;
        let until_ms = bench.clock.now() + HOUR_MS;
        while bench.clock.now() < until_ms && bench.open_count().await > 0 {
            let wait_ms = bench.round().await;
            bench.clock.advance(wait_ms as i64);
        }
        assert_eq!(bench.vendor.adjusted().len(), 1, "{fault:?}: a list is not the way out");
    }
}
