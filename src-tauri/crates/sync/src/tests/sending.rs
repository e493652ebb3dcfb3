//! What reaches the vendor, in what form and how often.

use super::bench::*;
use super::vendor::Fault;
use crate::worker::{retry, set_aside};
use domain::Quantity;
use ledger::table::delivery::DeliveryState;
use ledger::table::link::{self, LinkKind};
use ledger::table::{task, vendor_call};
use serde_json::json;

#[tokio::test]
async fn a_receipt_and_an_adjustment_arrive_in_the_vendors_words() {
    let bench = Bench::new().await;
    assert_eq!(bench.line(BOTTLE).await, ("1920".to_owned(), "0".to_owned()), "40 cartons of 48");
    let receipt = bench.receive(BOTTLE, "1824", None).await;
    let adjustment = bench.adjust(BOTTLE, "-3").await;
    bench.drain(1).await;

    assert_eq!(bench.standing(receipt).await, (DeliveryState::Done, "why-done".to_owned()));
    assert_eq!(bench.standing(adjustment).await.0, DeliveryState::Done);
    assert_eq!(bench.vendor.received(BOTTLE_THERE), ["38"], "in cartons");
    assert_eq!(bench.vendor.state().batches.len(), 1, "one batch for one lot");
    let made = &bench.vendor.state().adjustments[0];
    assert_eq!(made["stock_adjustment_rows"][0]["quantity"], json!(-3));
    assert_eq!(
        made["reason"],
        json!(format!("not booked in ({})", made["stock_adjustment_number"].as_str().unwrap()))
    );
    assert_eq!(
        bench.vendor.calls("GET /stock_adjustments"),
        0,
        "nobody else has our number: no look-up before"
    );
    assert_eq!(
        bench.line(BOTTLE).await,
        ("1920".to_owned(), "1824".to_owned()),
        "its figures were taken over"
    );
    let batch = bench.turn(|tx| link::of_ours(tx, "katana", LinkKind::Lot, BOTTLE_LOT.0)).await;
    assert_eq!(batch[0].vendor_id, bench.vendor.state().batches[0].0.to_string(), "the lot is linked by id");
    let log = bench.turn(|tx| vendor_call::recent(tx, "katana", 100)).await;
    assert_eq!(log.len(), bench.vendor.call_count(), "every call is in the log");
    assert!(log.iter().all(|call| !call.route.contains('?')), "without what was asked for");
    let tasks = bench.turn(|tx| task::open(tx, 10)).await;
    assert!(tasks.is_empty(), "and nobody is bothered: {tasks:?}");
}

#[tokio::test]
async fn thirty_receipts_of_one_moment_whose_answers_are_all_lost_are_thirty() {
    let bench = Bench::new().await;
    for _ in 0..30 {
        bench.receive(BOTTLE, "48", None).await;
    }
    bench.vendor.fail("POST /purchase_order_receive", vec![Fault::TimeOut { applied: true }; 30]);
    bench.drain(48).await;
    assert_eq!(bench.count(DeliveryState::Done).await, 30);
    assert_eq!(
        bench.vendor.received(BOTTLE_THERE),
        ["1"; 30],
        "each carton once, though one moment booked them all"
    );
}

#[tokio::test]
async fn a_lost_answer_is_looked_for_twice_before_it_is_sent_again() {
    let bench = Bench::new().await;
    let id = bench.adjust(SALT, "2.5").await;
    bench.vendor.fail("POST /stock_adjustments", vec![Fault::Cut { applied: false }]);
    bench.round().await;
    assert_eq!(bench.standing(id).await, (DeliveryState::Unclear, "why-unclear".to_owned()));
    bench.clock.advance(1_000);
    bench.round().await;
    assert_eq!(bench.standing(id).await, (DeliveryState::Unclear, "why-not-there-yet".to_owned()));
    bench.clock.advance(299_000);
    bench.round().await;
    assert_eq!(
        bench.vendor.calls("POST /stock_adjustments"),
        1,
        "five minutes are not over: nothing is sent"
    );
    bench.clock.advance(1_000);
    bench.round().await;
    assert_eq!(bench.standing(id).await.0, DeliveryState::Done);
    assert_eq!(
        bench.vendor.calls("GET /stock_adjustments"),
        3,
        "two reads, five minutes apart, and one between"
    );
    assert_eq!(bench.vendor.adjusted().len(), 1);
    assert_eq!(bench.delivery(id).await.standing.attempt_count, 0, "a cut line uses up no attempt");
}

#[tokio::test]
async fn a_batch_whose_answer_was_lost_is_not_made_twice() {
    for applied in [true, false] {
        let bench = Bench::new().await;
        bench.receive(BOTTLE, "48", None).await;
        bench.vendor.fail("POST /batches", vec![Fault::TimeOut { applied }]);
        bench.drain(1).await;
        assert_eq!(bench.vendor.state().batches.len(), 1, "applied: {applied}");
        assert_eq!(bench.vendor.received(BOTTLE_THERE), ["1"]);
    }
}

#[tokio::test]
async fn a_read_that_lags_does_not_take_the_orders_figures_back() {
    let bench = Bench::new().await;
    let id = bench.receive(BOTTLE, "1824", None).await;
    bench.vendor.plan(|request| {
        request.path.starts_with("/purchase_orders").then_some(Fault::Stale { lag_ms: 120_000 })
    });
    bench.round().await;
    assert_eq!(bench.standing(id).await.0, DeliveryState::Unclear, "taken, and not shown yet");
    assert_eq!(
        bench.line(BOTTLE).await,
        ("1920".to_owned(), "1824".to_owned()),
        "the floor sees what it received"
    );
    bench.drain(1).await;
    assert_eq!(bench.vendor.received(BOTTLE_THERE), ["38"]);
    // A feed that still shows the order as it was.
    bench
        .vendor
        .plan(|request| (request.path == "/purchase_orders").then_some(Fault::Stale { lag_ms: 2 * HOUR_MS }));
    bench.worker.round(true).await.unwrap();
    assert_eq!(
        bench.line(BOTTLE).await,
        ("1920".to_owned(), "1824".to_owned()),
        "an older answer changes nothing"
    );
}

#[tokio::test]
async fn the_office_was_there_first() {
    let bench = Bench::new().await;
    let id = bench.receive(BOTTLE, "1824", None).await;
    bench.vendor.change(|there| {
        let row = &mut there.orders[0].rows[0];
        row.units = Quantity::from_units(38).unwrap();
        row.received = Some("2026-11-21T05:00:00.000Z".to_owned());
        there.orders[0].updated_ms = NOW_MS + 1;
    });
    bench.round().await;
    let why = bench.delivery(id).await.standing.why_json;
    assert_eq!(bench.standing(id).await, (DeliveryState::NeedsPerson, "why-office-first".to_owned()));
    assert!(why.contains("38 carton") && why.contains("0 carton"), "both sides are named: {why}");
    assert_eq!(bench.vendor.calls("POST /purchase_order_receive"), 0, "nothing was sent");

    let tasks = bench.turn(|tx| task::open(tx, 10)).await;
    assert_eq!((tasks.len(), tasks[0].kind.as_str()), (1, "delivery"), "a person is asked, once");
    assert_eq!(tasks[0].message_json, why, "with both sides");

    // "Same delivery": the line no longer waits for ours.
    bench.worker.round(true).await.unwrap();
    let row = bench.delivery(id).await;
    bench.turn(move |tx| set_aside(tx, &row, "Budi", NOW_MS)).await;
    assert_eq!(bench.standing(id).await, (DeliveryState::Superseded, "why-set-aside".to_owned()));
    assert_eq!(bench.line(BOTTLE).await, ("1824".to_owned(), "1824".to_owned()), "counted once");
    bench.worker.report().await;
    assert!(bench.turn(|tx| task::open(tx, 10)).await.is_empty(), "and the question is gone");
}

#[tokio::test]
async fn an_item_the_vendor_does_not_know_needs_a_person_and_goes_once_it_is_linked() {
    let bench = Bench::new().await;
    bench.vendor.change(|there| there.variants[1]["deleted_at"] = json!("2026-11-21T08:00:00.000Z"));
    bench.vendor.change(|there| there.variants[1]["updated_at"] = json!("2026-11-21T08:00:00.000Z"));
    bench.worker.round(true).await.unwrap();
    let id = bench.adjust(SALT, "2.5").await;
    bench.round().await;
    assert_eq!(bench.standing(id).await, (DeliveryState::NeedsPerson, "why-item-not-linked".to_owned()));
    bench.vendor.change(|there| {
        there.variants[1]["deleted_at"] = json!(null);
        there.variants[1]["updated_at"] = json!("2026-11-21T09:00:00.000Z");
    });
    bench.worker.round(true).await.unwrap();
    let row = bench.delivery(id).await;
    bench.turn(move |tx| retry(tx, &row, NOW_MS)).await;
    bench.drain(1).await;
    assert_eq!(bench.vendor.adjusted().len(), 1);
}

#[tokio::test]
async fn the_last_receipt_of_a_line_carries_the_remainder() {
    let bench = Bench::new().await;
    // 8 sacks of 25 kg in parts of which none is a number with five decimals of a sack.
    for part in ["66.666667", "66.666667", "66.666666"] {
        bench.receive(SALT, part, None).await;
    }
    bench.drain(1).await;
    let mut received = bench.vendor.received(SALT_THERE);
    received.sort();
    assert_eq!(received, ["2.66666", "2.66667", "2.66667"]);
    let order = &bench.vendor.state().orders[0];
    assert!(
        order.rows.iter().all(|row| row.variant != SALT_THERE || row.received.is_some()),
        "nothing stays open"
    );
    assert_eq!(order.stock(), Quantity::from_units(200).unwrap(), "8 sacks are 200 kg");
}

#[tokio::test]
async fn a_switched_off_kind_is_withheld_and_goes_only_when_a_person_says_so() {
    let mut bench = Bench::new().await;
    let receipt = bench.receive(BOTTLE, "48", None).await;
    let adjustment = bench.adjust(SALT, "1").await;
    bench.restart(|settings| settings.sends_receipts = false).await;
    bench.drain(1).await;
    assert_eq!(bench.standing(receipt).await, (DeliveryState::Withheld, "why-reading-only".to_owned()));
    assert_eq!(bench.standing(adjustment).await.0, DeliveryState::Done, "the other kind goes");
    bench.restart(|_| {}).await;
    bench.drain(1).await;
    assert_eq!(bench.standing(receipt).await.0, DeliveryState::Withheld, "never by itself");
    let row = bench.delivery(receipt).await;
    bench.turn(move |tx| retry(tx, &row, NOW_MS)).await;
    bench.drain(1).await;
    assert_eq!(bench.vendor.received(BOTTLE_THERE), ["1"]);
}

#[tokio::test]
async fn two_hundred_deliveries_never_earn_a_429() {
    let bench = Bench::new().await;
    for _ in 0..200 {
        bench.adjust(SALT, "1").await;
    }
    let began_ms = bench.clock.now();
    bench.drain(1).await;
    assert_eq!(bench.vendor.adjusted().len(), 200);
    assert_eq!(bench.vendor.earned_429(), 0, "never by our own doing");
    let minutes = (bench.clock.now() - began_ms) / 60_000;
    assert!((3..=5).contains(&minutes), "and not slower than the vendor allows: {minutes} min");
}
