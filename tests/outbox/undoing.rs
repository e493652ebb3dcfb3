//! What becomes of a delivery at the vendor when its entry is undone.

use super::*;

async fn undo(floor: &Floor, flow: Flow) {
    floor.tap(Tap::OpenFlow { flow }).await;
    let taken = floor.scan(&Command::Undo.code().text()).await;
    assert_eq!(said(&taken.screen), "said-undone");
    floor.tap(Tap::Cancel).await;
    floor.tap(Tap::Cancel).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_receipt_undone_while_it_waits_is_never_sent() {
    let (world, data, floor) = at_work().await;
    world.katana.go_offline().await.unwrap();
    receive_bottles(&floor, "38").await;
    undo(&floor, Flow::Receive).await;
    write_off(&floor, "3").await;
    world.katana.go_online().await.unwrap();
    floor.station.vendors().read_now();
    all_done(&floor, 1).await;

    assert!(world.katana.receipts().is_empty(), "it never left");
    assert_eq!(world.katana.adjustments().len(), 1, "the write-off alone: nothing to take back");
    let row = standing_still(&floor, DeliveryState::Cancelled).await;
    assert_eq!(row.standing.attempt_count, 0, "both sides are cancelled");
    until("the order is open again", async || {
        (bottles_on_order(&floor).await == ("1920".to_owned(), "0".to_owned())).then_some(())
    })
    .await;
    floor.verify();
    floor.close().await;
    drop(data);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_adjustment_that_the_vendor_has_is_undone_by_its_opposite_once() {
    let (world, data, floor) = at_work().await;
    let before = world.katana.in_stock("PK-BTL");
    write_off(&floor, "3").await;
    all_done(&floor, 1).await;
    // The answer to the opposite is lost, too.
    world.katana.fault(Fault::new(FaultKind::CutAfter).on("POST /stock_adjustments").times(1));
    undo(&floor, Flow::Adjust).await;
    all_done(&floor, 2).await;

    let quantities: Vec<String> =
        world.katana.adjustments().into_iter().map(|made| made.rows[0].quantity.clone()).collect();
    assert_eq!(quantities, ["-3", "3"], "the opposite, exactly once");
    assert_eq!(world.katana.in_stock("PK-BTL"), before, "as if nothing had broken");
    floor.verify();
    floor.close().await;
    drop(data);
}
