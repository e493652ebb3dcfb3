//! Vendors that fail: whatever the line does, each receipt and each adjustment ends there exactly once.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "outbox/feeds.rs"]
mod feeds;
#[path = "outbox/once.rs"]
mod once;
#[path = "outbox/restoring.rs"]
mod restoring;
#[path = "outbox/undoing.rs"]
mod undoing;

use domain::code::{Command, OwnCode, OwnKind};
use domain::document::DocumentKind;
use floor::screen::{Flow, Tap};
use ledger::table::delivery::{self, Delivery, DeliveryState};
use ledger::table::{document, item, operator, task};
use sandbox::katana::{Fault, FaultKind};
use station::vendors::{Settlement, settle};
use std::path::Path;
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

/// A station whose person is signed in and who has the order.
async fn at_work() -> (Outside, tempfile::TempDir, Floor) {
    let world = Outside::start().await;
    let data = tempfile::tempdir().unwrap();
    let floor = world.open(data.path()).await;
    sign_in(&floor).await;
    order_is_here(&floor).await;
    (world, data, floor)
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

/// The one delivery that stands in this state.
async fn standing_still(floor: &Floor, state: DeliveryState) -> Delivery {
    until("a delivery stands still", async || {
        let writer = floor.station.context.ledger.writer();
        writer.turn(move |tx| delivery::in_state(tx, "katana", state, 10)).await.unwrap().pop()
    })
    .await
}

async fn settled(floor: &Floor, row: &Delivery, settlement: Settlement) {
    let writer = floor.station.context.ledger.writer();
    let manager =
        writer.turn(|tx| operator::by_badge(tx, MANAGER)).await.unwrap().expect("the demo has a manager");
    let settled = settle(&floor.station.context, row.id, settlement, &manager).await.unwrap();
    assert_eq!(settled, Ok(()), "a manager may settle what stands still");
}

/// Ordered and received of the bottles as the floor sees it.
async fn bottles_on_order(floor: &Floor) -> (String, String) {
    let line = floor.station.context.ledger.writer().turn(|tx| {
        let order = document::by_number(tx, "PO-3108")?.remove(0);
        assert_eq!(order.kind, DocumentKind::PurchaseOrder);
        let bottle = item::by_sku(tx, "PK-BTL")?.remove(0);
        let line = document::line_for_item(tx, order.id, bottle.id)?.remove(0);
        Ok((line.ordered.text(0), line.received.text(0)))
    });
    line.await.unwrap()
}

/// The write switch of one kind, by hand in the settings file.
fn switch(data: &Path, from: &str, to: &str) {
    let path = data.join(station::settings::FILE);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{from} stands in the settings");
    std::fs::write(&path, text.replace(from, to)).unwrap();
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_office_that_booked_the_same_delivery_is_asked_about_and_nothing_is_sent() {
    let world = Outside::start().await;
    let data = tempfile::tempdir().unwrap();
    let floor = world.open(data.path()).await;
    sign_in(&floor).await;
    order_is_here(&floor).await;
    world.katana.go_offline().await.unwrap();
    receive_bottles(&floor, "38").await;
    world.katana.office_receives(("PO-3108", "PK-BTL"), "38", None).unwrap();
    world.katana.go_online().await.unwrap();
    floor.station.vendors().read_now();

    let row = standing_still(&floor, DeliveryState::NeedsPerson).await;
    assert!(row.standing.why_json.contains("why-office-first"), "both sides: {}", row.standing.why_json);
    assert_eq!(world.katana.receipts().len(), 1, "the office's alone");
    assert_eq!(floor.on_hand("PK-BTL", "DOCK").await, "1824", "the goods here stay as counted");
    settled(&floor, &row, Settlement::SetAside).await;
    until("the line counts the delivery once", async || {
        (bottles_on_order(&floor).await == ("1920".to_owned(), "1824".to_owned())).then_some(())
    })
    .await;
    floor.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reading_only_withholds_what_it_would_have_sent_until_a_person_says_send() {
    let world = Outside::start().await;
    let data = tempfile::tempdir().unwrap();
    world.open(data.path()).await.close().await;
    switch(data.path(), "send_receipts = true", "send_receipts = false");
    let floor = world.open(data.path()).await;
    sign_in(&floor).await;
    order_is_here(&floor).await;
    receive_bottles(&floor, "38").await;
    write_off(&floor, "3").await;
    all_done(&floor, 1).await;
    assert_eq!(world.katana.adjustments().len(), 1, "adjustments are on");
    assert!(world.katana.receipts().is_empty(), "receipts are only read");
    floor.close().await;

    switch(data.path(), "send_receipts = false", "send_receipts = true");
    let floor = world.open(data.path()).await;
    let row = standing_still(&floor, DeliveryState::Withheld).await;
    settled(&floor, &row, Settlement::Retry).await;
    all_done(&floor, 2).await;
    assert_eq!(world.katana.receipts().len(), 1, "sent when a person said so");
    floor.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_undone_receipt_that_the_vendor_has_is_adjusted_there_and_the_buyer_is_told() {
    let world = Outside::start().await;
    let data = tempfile::tempdir().unwrap();
    let floor = world.open(data.path()).await;
    sign_in(&floor).await;
    order_is_here(&floor).await;
    let before = world.katana.in_stock("PK-BTL");
    receive_bottles(&floor, "38").await;
    all_done(&floor, 1).await;
    assert_ne!(world.katana.in_stock("PK-BTL"), before, "the vendor has them");
    floor.tap(Tap::OpenFlow { flow: Flow::Receive }).await;
    let taken = floor.scan(&Command::Undo.code().text()).await;
    assert_eq!(said(&taken.screen), "said-undone");
    all_done(&floor, 2).await;
    assert_eq!(world.katana.in_stock("PK-BTL"), before, "as if they had not come");
    assert_eq!(world.katana.receipts().len(), 1, "and no receipt is reverted there");
    let tasks = floor.station.context.ledger.writer().turn(|tx| task::open(tx, 10)).await.unwrap();
    assert!(tasks.iter().any(|task| task.kind == "receipt_undone"), "the buyer is told: {tasks:?}");
    floor.verify();
    floor.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn closed_books_are_told_in_the_vendors_words_and_it_goes_once_they_are_open() {
    let (world, data, floor) = at_work().await;
    world.katana.close_books(Some("2099-12-31")).unwrap();
    write_off(&floor, "3").await;
    let row = standing_still(&floor, DeliveryState::NeedsPerson).await;
    let words = row.standing.vendor_words.clone().unwrap_or_default();
    assert!(words.contains("closing date"), "Katana's own words: {words:?}");
    world.katana.close_books(None).unwrap();
    settled(&floor, &row, Settlement::Retry).await;
    all_done(&floor, 1).await;
    assert_eq!(world.katana.adjustments().len(), 1);
    floor.close().await;
    drop(data);
}
