//! What comes from the vendor, how old it is, and what stops when it does not let us in.

use super::*;
use ledger::table::external_stock;
use sandbox::katana::OfficeOrder;
use station::view::LinkStatus;

async fn link(floor: &Floor) -> LinkStatus {
    let links = floor.station.vendors().statuses(&floor.station.context).await.unwrap();
    links.into_iter().next().expect("the demo is connected")
}

/// What Katana says of the gift sauce, as text with its age.
async fn stock_there(floor: &Floor) -> Option<(String, i64)> {
    let figure = floor.station.context.ledger.writer().turn(|tx| {
        let sauce = item::by_sku(tx, "FG-BK500")?.remove(0);
        let figures = external_stock::of_item(tx, "katana", sauce.id)?;
        Ok(figures.into_iter().next().map(|figure| (figure.quantity.text(0), figure.as_of_ms)))
    });
    figure.await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_the_office_writes_is_here_within_a_poll_and_figures_have_an_age() {
    let (world, data, floor) = at_work().await;
    let lines = vec![("PK-BTL".to_owned(), "12".to_owned(), "91200".to_owned())];
    let (order_no, supplier) = ("PO-4001".to_owned(), "Supplier B packaging".to_owned());
    world.katana.office_orders(&OfficeOrder { order_no, supplier, expected: None, lines }).unwrap();
    until("the new order is a document", async || {
        let found = floor.station.context.ledger.writer();
        let found = found.turn(|tx| document::by_number(tx, "PO-4001")).await.unwrap();
        (!found.is_empty()).then_some(())
    })
    .await;

    let (figure, first_ms) = until("its stock is here", async || stock_there(&floor).await).await;
    assert_eq!(figure, "90", "Katana's own figure: six more than the book has");
    assert_eq!(floor.on_hand("FG-BK500", "A-04-3").await, "84", "which it never touches");
    until("the next poll makes it younger", async || {
        stock_there(&floor).await.filter(|(_, at_ms)| *at_ms > first_ms)
    })
    .await;
    let fresh = link(&floor).await;
    assert!(!fresh.stale && fresh.reason.is_none(), "{fresh:?}");

    world.katana.go_offline().await.unwrap();
    let away =
        until("its figures are marked", async || Some(link(&floor).await).filter(|link| link.stale)).await;
    assert_eq!(away.state, "waiting_for_network");
    assert!(away.as_of_ms.is_some() && away.reason.is_some(), "with their age and the reason: {away:?}");
    assert_eq!(
        stock_there(&floor).await.map(|(figure, _)| figure).as_deref(),
        Some("90"),
        "they stay usable"
    );
    floor.close().await;
    drop(data);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_that_is_not_known_stops_everything_until_there_is_another() {
    let (world, data, floor) = at_work().await;
    let key = data.path().join("secrets/katana");
    std::fs::write(&key, "revoked").unwrap();
    until("nobody is let in", async || Some(link(&floor).await).filter(|link| link.state == "needs_person"))
        .await;
    write_off(&floor, "3").await;
    let count = world.katana.calls().len();
    write_off(&floor, "2").await;
    assert_eq!(world.katana.calls().len(), count, "not one call more with that key");
    std::fs::write(&key, sandbox::katana::DEFAULT_KEY).unwrap();
    all_done(&floor, 2).await;
    assert_eq!(world.katana.adjustments().len(), 2, "without a restart");
    floor.close().await;
}
