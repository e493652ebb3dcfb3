//! Vendors that fail: whatever the line does, each receipt and each adjustment ends there exactly once.

use domain::code::{Command, OwnCode, OwnKind};
use floor::screen::{Flow, Tap};
use ledger::table::delivery::{self, DeliveryState};
use sandbox::katana::{Fault, FaultKind};
use tests::{Floor, Outside, said, until};

const MANAGER: u32 = 1006;

async fn sign_in(floor: &Floor) {
    floor.scan(&OwnCode::new(OwnKind::Badge, MANAGER).text()).await;
}

/// Receives cartons of bottles against PO-3108, by scans and the number pad.
async fn receive_bottles(floor: &Floor, cartons: &str) {
    floor.tap(Tap::OpenFlow { flow: Flow::Receive }).await;
    floor.scan("PO-3108").await;
    floor.scan("19521234001048").await;
    floor.scan("BTL-7").await;
    floor.tap(Tap::Quantity { amount: cartons.to_owned(), pack: Some("carton".to_owned()) }).await;
    let taken = floor.scan(&Command::Done.code().text()).await;
    assert!(taken.entry.is_some(), "the cartons are booked: {}", said(&taken.screen));
    floor.scan(&Command::Done.code().text()).await;
    floor.tap(Tap::Answer { answer: "not_delivered".to_owned() }).await;
}

/// Writes off broken bottles.
async fn write_off(floor: &Floor, bottles: &str) {
    floor.tap(Tap::OpenFlow { flow: Flow::Adjust }).await;
    floor.tap(Tap::Answer { answer: "damage".to_owned() }).await;
    floor.scan("A-03-1").await;
    floor.scan("9521234001041").await;
    floor.tap(Tap::Quantity { amount: bottles.to_owned(), pack: None }).await;
    let taken = floor.tap(Tap::Answer { answer: "broken".to_owned() }).await;
    assert!(taken.entry.is_some(), "the bottles are written off: {}", said(&taken.screen));
    floor.tap(Tap::Cancel).await;
    floor.tap(Tap::Cancel).await;
    floor.tap(Tap::Cancel).await;
}

async fn order_is_here(floor: &Floor) {
    until("PO-3108 came from the vendor", async || {
        let found = floor.station.context.ledger.writer();
        let found = found.turn(|tx| ledger::table::document::by_number(tx, "PO-3108")).await.unwrap();
        (!found.is_empty()).then_some(())
    })
    .await;
}

async fn all_done(floor: &Floor, count: i64) {
    until("every delivery is done", async || {
        let writer = floor.station.context.ledger.writer();
        let done = writer.turn(|tx| delivery::count(tx, "katana", DeliveryState::Done)).await.unwrap();
        (done == count).then_some(())
    })
    .await;
}

/// One receipt of 38 cartons and one adjustment of −3, under `fault`.
async fn exactly_once_under(fault: Option<Fault>) {
    let world = Outside::start().await;
    let data = tempfile::tempdir().unwrap();
    let floor = world.open(data.path()).await;
    sign_in(&floor).await;
    order_is_here(&floor).await;
    if let Some(fault) = fault {
        world.katana.fault(fault);
    }
    receive_bottles(&floor, "38").await;
    write_off(&floor, "3").await;
    all_done(&floor, 2).await;

    let receipts = world.katana.receipts();
    assert_eq!(receipts.len(), 1, "one receipt there: {receipts:?}");
    assert_eq!(receipts[0].quantity, "38", "38 cartons in the vendor's purchase unit");
    let adjustments = world.katana.adjustments();
    assert_eq!(adjustments.len(), 1, "one adjustment there: {adjustments:?}");
    assert_eq!(floor.on_hand("PK-BTL", "DOCK").await, "1824", "38 × 48 bottles here");
    floor.verify();
    floor.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_receipt_and_an_adjustment_reach_the_vendor() {
    exactly_once_under(None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_receipt_applied_before_the_line_was_cut_is_not_sent_again() {
    let fault = Fault::new(FaultKind::CutAfter).on("POST /purchase_order_receive").times(1);
    exactly_once_under(Some(fault)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_receipt_cut_before_it_arrived_is_sent_again_once_that_is_certain() {
    let fault = Fault::new(FaultKind::CutBefore).on("POST /purchase_order_receive").times(1);
    exactly_once_under(Some(fault)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_500_after_the_commit_is_read_back_first() {
    let fault = Fault::new(FaultKind::ErrorAfter { status: 500 }).on("POST /stock_adjustments").times(1);
    exactly_once_under(Some(fault)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_time_out_after_applying_is_read_back_first() {
    let fault = Fault::new(FaultKind::HoldAfter).on("POST /purchase_order_receive").times(1);
    exactly_once_under(Some(fault)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_vendor_away_for_the_whole_run_gets_everything_once_when_it_is_back() {
    let world = Outside::start().await;
    let data = tempfile::tempdir().unwrap();
    let floor = world.open(data.path()).await;
    sign_in(&floor).await;
    order_is_here(&floor).await;
    world.katana.go_offline().await.unwrap();
    receive_bottles(&floor, "20").await;
    receive_bottles(&floor, "18").await;
    write_off(&floor, "3").await;
    // The station is stopped and started while the vendor is away.
    floor.close().await;
    let floor = world.open(data.path()).await;
    assert_eq!(world.katana.receipts().len(), 0, "nothing got through");
    world.katana.go_online().await.unwrap();
    floor.station.vendors().read_now();
    all_done(&floor, 3).await;

    let mut received: Vec<String> = world.katana.receipts().into_iter().map(|row| row.quantity).collect();
    received.sort();
    assert_eq!(received, ["18", "20"], "each receipt exactly once");
    assert_eq!(world.katana.adjustments().len(), 1, "the adjustment exactly once");
    let attempts = floor
        .station
        .context
        .ledger
        .writer()
        .turn(|tx| delivery::in_state(tx, "katana", DeliveryState::Done, 10));
    for row in attempts.await.unwrap() {
        assert_eq!(row.standing.attempt_count, 0, "an outage uses up no attempts");
    }
    floor.verify();
    floor.close().await;
}
