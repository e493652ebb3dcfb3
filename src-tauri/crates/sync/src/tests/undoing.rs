//! What becomes of a delivery whose entry was undone.

use super::bench::*;
use super::vendor::Fault;
use crate::worker::set_aside;
use ledger::table::delivery::{self, DeliveryState};
use serde_json::json;

#[tokio::test]
async fn a_receipt_the_vendor_has_is_taken_back_by_an_adjustment_of_what_it_was_told() {
    let bench = Bench::new().await;
    // 50 cartons came, 40 were ordered: ten stand on hold and were not told.
    let receipt = bench.receive(BOTTLE, "1920", Some("480")).await;
    bench.drain(1).await;
    bench.undo(receipt).await;
    bench.drain(1).await;
    let made = &bench.vendor.state().adjustments[0];
    assert_eq!(made["stock_adjustment_rows"][0]["quantity"], json!(-1920), "not the excess it never had");
    assert_eq!(made["location_id"], json!(101));
}

#[tokio::test]
async fn the_undoing_goes_behind_a_receipt_that_is_in_doubt() {
    let bench = Bench::new().await;
    let receipt = bench.receive(BOTTLE, "48", None).await;
    bench.vendor.fail("POST /purchase_order_receive", vec![Fault::TimeOut { applied: true }]);
    bench.round().await;
    let undoing = bench.undo(receipt).await;
    bench.drain(1).await;
    assert_eq!(bench.standing(receipt).await.0, DeliveryState::Done);
    assert_eq!(bench.standing(undoing).await.0, DeliveryState::Done);
    assert_eq!(bench.vendor.received(BOTTLE_THERE), ["1"]);
    let rows = &bench.vendor.state().adjustments[0]["stock_adjustment_rows"];
    assert_eq!(rows[0]["quantity"], json!(-48), "first the receipt, then its opposite");
}

#[tokio::test]
async fn nothing_is_taken_back_that_was_never_there() {
    let bench = Bench::new().await;
    let receipt = bench.receive(BOTTLE, "192000", None).await;
    bench.vendor.fail("GET /purchase_orders/156001", vec![Fault::Fails { applied: false }; 10]);
    bench.drain(24).await;
    let undoing = bench.undo(receipt).await;
    let row = bench.delivery(receipt).await;
    bench.turn(move |tx| set_aside(tx, &row, "Budi", NOW_MS)).await;
    bench.drain(1).await;
    assert_eq!(bench.standing(undoing).await.0, DeliveryState::Superseded, "there is nothing to say");
    assert!(bench.vendor.adjusted().is_empty() && bench.vendor.received(BOTTLE_THERE).is_empty());
    assert_eq!(bench.line(BOTTLE).await.1, "0", "and the order's line is open again");
}

#[tokio::test]
async fn a_delivery_cancelled_at_the_last_moment_does_not_leave() {
    let bench = Bench::new().await;
    let id = bench.adjust(SALT, "1").await;
    let row = bench.delivery(id).await;
    bench.turn(move |tx| delivery::cancel(tx, id, NOW_MS)).await;
    // The worker had it in hand already.
    crate::outbox::carry(&bench.worker, row).await.unwrap();
    assert_eq!(bench.delivery(id).await.standing.state, DeliveryState::Cancelled);
    assert_eq!(bench.vendor.calls("POST /stock_adjustments"), 0);
}

#[tokio::test]
async fn an_undone_adjustment_is_followed_by_its_opposite() {
    let bench = Bench::new().await;
    let found = bench.adjust(SALT, "2.5").await;
    bench.drain(1).await;
    bench.undo(found).await;
    bench.drain(1).await;
    let quantities: Vec<_> = bench
        .vendor
        .state()
        .adjustments
        .iter()
        .map(|made| made["stock_adjustment_rows"][0]["quantity"].clone())
        .collect();
    assert_eq!(quantities, [json!(2.5), json!(-2.5)]);
}

#[tokio::test]
async fn what_is_undone_on_its_way_and_never_arrived_is_not_sent_and_not_taken_back() {
    for fault in [Fault::NoRoute, Fault::TimeOut { applied: false }] {
        let bench = Bench::new().await;
        let receipt = bench.receive(BOTTLE, "48", None).await;
        let found = bench.adjust(SALT, "2.5").await;
        bench.vendor.plan(move |request| request.body.is_some().then_some(fault));
        bench.round().await;
        bench.clock.advance(10_000);
        bench.round().await;
        let (undone_receipt, undone_found) = (bench.undo(receipt).await, bench.undo(found).await);
        bench.vendor.is_well();
        bench.drain(1).await;
        for id in [receipt, found] {
            let cancelled = (DeliveryState::Cancelled, "why-withdrawn".to_owned());
            assert_eq!(bench.standing(id).await, cancelled, "{fault:?}: it never leaves");
        }
        for id in [undone_receipt, undone_found] {
            let nothing = (DeliveryState::Superseded, "why-nothing-owed".to_owned());
            assert_eq!(bench.standing(id).await, nothing, "{fault:?}: there is nothing to take back");
        }
        assert!(bench.vendor.received(BOTTLE_THERE).is_empty() && bench.vendor.adjusted().is_empty());
        assert_eq!(bench.line(BOTTLE).await, ("1920".to_owned(), "0".to_owned()), "the order is open again");
    }
}
