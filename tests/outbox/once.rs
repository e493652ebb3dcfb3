//! Lost answers, failures and reads that lag: one receipt and one adjustment each, whatever the line does.

use super::*;

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
async fn a_vendor_that_says_too_many_calls_gets_each_once_without_an_attempt() {
    let fault =
        Fault::new(FaultKind::TooMany { retry_after_s: 1 }).on("POST /purchase_order_receive").times(2);
    exactly_once_under(Some(fault)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_batch_whose_answer_was_lost_is_made_once() {
    exactly_once_under(Some(Fault::new(FaultKind::CutAfter).on("POST /batches").times(1))).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reads_that_lag_neither_double_a_receipt_nor_take_the_order_back() {
    let world = Outside::start().await;
    let data = tempfile::tempdir().unwrap();
    let floor = world.open(data.path()).await;
    sign_in(&floor).await;
    order_is_here(&floor).await;
    world
        .katana
        .fault(Fault::new(FaultKind::StaleByWrites { write_count: 1 }).on("GET /purchase_orders").times(6));
    receive_bottles(&floor, "20").await;
    receive_bottles(&floor, "18").await;
    all_done(&floor, 2).await;

    let mut received: Vec<String> = world.katana.receipts().into_iter().map(|row| row.quantity).collect();
    received.sort();
    assert_eq!(received, ["18", "20"], "each receipt exactly once");
    until("the order shows what was received", async || {
        (bottles_on_order(&floor).await == ("1920".to_owned(), "1824".to_owned())).then_some(())
    })
    .await;
    floor.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_that_is_awaited_while_the_station_stops_is_read_back_after_it_started() {
    let world = Outside::start().await;
    let data = tempfile::tempdir().unwrap();
    let floor = world.open(data.path()).await;
    sign_in(&floor).await;
    order_is_here(&floor).await;
    world.katana.fault(Fault::new(FaultKind::HoldAfter).on("POST /purchase_order_receive").times(1));
    receive_bottles(&floor, "38").await;
    until("the receipt has left", async || (!world.katana.receipts().is_empty()).then_some(())).await;
    floor.close().await;
    let floor = world.open(data.path()).await;
    all_done(&floor, 1).await;
    assert_eq!(world.katana.receipts().len(), 1, "it stood there: nothing was sent again");
    floor.verify();
    floor.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_500_before_the_commit_and_a_failing_read_lead_to_one_each() {
    let fault = Fault::new(FaultKind::ErrorBefore { status: 500 }).on("POST /stock_adjustments").times(2);
    exactly_once_under(Some(fault)).await;
    let fault = Fault::new(FaultKind::ErrorBefore { status: 503 }).on("GET /purchase_orders").times(3);
    exactly_once_under(Some(fault)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_time_out_before_it_arrived_is_sent_again_once_that_is_certain() {
    let fault = Fault::new(FaultKind::HoldBefore).on("POST /stock_adjustments").times(1);
    exactly_once_under(Some(fault)).await;
}

/// Reads lag 1.5 s, reads that count are 2 s apart.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_answer_and_reads_that_lag_do_not_lead_to_a_second_receipt() {
    let world = Outside::start().await;
    let data = tempfile::tempdir().unwrap();
    world.open(data.path()).await.close().await;
    switch(data.path(), "settle_s = 0", "settle_s = 2");
    let floor = world.open(data.path()).await;
    sign_in(&floor).await;
    order_is_here(&floor).await;
    world.katana.fault(Fault::new(FaultKind::CutAfter).on("POST /purchase_order_receive").times(1));
    world.katana.fault(Fault::new(FaultKind::Stale { lag_ms: 1_500 }).on("GET /purchase_orders"));
    receive_bottles(&floor, "38").await;
    all_done(&floor, 1).await;
    let calls = world.katana.calls();
    let sent = calls.iter().filter(|call| call.route == "/purchase_order_receive").count();
    assert_eq!(
        (sent, world.katana.receipts().len()),
        (1, 1),
        "the first read did not show it, the next one did"
    );
    floor.close().await;
}
