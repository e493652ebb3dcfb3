//! A copy of the book is put back: what it still owes may have gone out since, so it is looked for first.

use super::*;
use ledger::backup::Depth;
use station::backups;

/// As it is there once both were sent.
async fn stands_there_once(world: &Outside) {
    let (receipts, adjustments) = (world.katana.receipts(), world.katana.adjustments());
    assert_eq!((receipts.len(), adjustments.len()), (1, 1), "one each: {receipts:?} {adjustments:?}");
    assert_eq!(receipts[0].quantity, "38", "38 cartons");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_waited_in_a_copy_and_was_sent_since_is_not_sent_again() {
    let (world, data, floor) = at_work().await;
    world.katana.go_offline().await.unwrap();
    receive_bottles(&floor, "38").await;
    write_off(&floor, "3").await;
    let settings = floor.station.context.settings().backup.clone();
    let now_ms = floor.station.context.now_ms();
    let copy = backups::make(data.path(), &settings, None, now_ms, Depth::Whole).unwrap();
    world.katana.go_online().await.unwrap();
    all_done(&floor, 2).await;
    stands_there_once(&world).await;
    floor.close().await;

    let done = backups::put_back(data.path(), Some(&copy.name)).await.unwrap();
    assert_eq!(done.restored.unclear_count, 2, "both may have left since the copy was made");
    assert_eq!(done.restored.lost_count, Some(0), "no entry was booked after it");
    let floor = world.open(data.path()).await;
    all_done(&floor, 2).await;
    stands_there_once(&world).await;
    let kinds: Vec<String> = floor
        .station
        .context
        .ledger
        .writer()
        .turn(|tx| task::open(tx, 20))
        .await
        .unwrap()
        .into_iter()
        .map(|task| task.kind)
        .collect();
    assert!(kinds.iter().any(|kind| kind == "restored"), "a lead hears of it: {kinds:?}");
    floor.verify();
    floor.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_waited_in_a_copy_and_never_left_is_sent_once() {
    let (world, data, floor) = at_work().await;
    world.katana.go_offline().await.unwrap();
    receive_bottles(&floor, "38").await;
    write_off(&floor, "3").await;
    let settings = floor.station.context.settings().backup.clone();
    let now_ms = floor.station.context.now_ms();
    let copy = backups::make(data.path(), &settings, None, now_ms, Depth::Whole).unwrap();
    floor.close().await;
    backups::put_back(data.path(), Some(&copy.name)).await.unwrap();
    world.katana.go_online().await.unwrap();
    let floor = world.open(data.path()).await;
    all_done(&floor, 2).await;
    stands_there_once(&world).await;
    floor.close().await;
}
