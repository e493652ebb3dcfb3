//! What is read: matched, listed, never merged by itself.

use super::bench::*;
use connectors::katana::VENDOR;
use domain::document::{DocumentKind, DocumentState};
use domain::location::{Location, LocationKind, Purpose};
use domain::{ItemId, LocationId};
use ledger::table::link::{self, Link, LinkKind};
use ledger::table::{document, external_stock, item, location};
use serde_json::json;

impl Bench {
    async fn link(&self, kind: LinkKind, vendor_id: &'static str) -> Option<Link> {
        self.turn(move |tx| link::find(tx, VENDOR, kind, vendor_id)).await
    }

    async fn linked_item(&self, vendor_id: &'static str) -> Option<ItemId> {
        self.link(LinkKind::Item, vendor_id).await.unwrap().ours.map(ItemId)
    }
}

#[tokio::test]
async fn a_sku_is_a_hint_only_when_it_is_the_same_and_stands_once() {
    let bench = Bench::unread().await;
    bench.vendor.change(|there| {
        there.variants = vec![
            variant(1, "PK-BTL", "pcs", true),
            variant(2, "rm-salt", "kg", false),
            variant(3, "NEW-1", "kg", false),
            variant(4, "NEW-2", "a word nobody knows", false),
            variant(5, "TWICE", "kg", false),
            variant(6, "twice ", "kg", false),
            json!({"id": 7, "sku": null, "updated_at": "2026-11-21T00:00:00.000Z"}),
        ];
    });
    bench.round().await;
    assert_eq!(bench.linked_item("1").await, Some(BOTTLE), "the same SKU, once on each side");
    assert_eq!(bench.linked_item("2").await, None, "another case is listed, not merged");
    let made = bench.linked_item("3").await.expect("nobody has it here: it is made");
    let made = bench.turn(move |tx| item::by_id(tx, made)).await.unwrap();
    assert_eq!((made.sku.as_str(), made.unit.as_str()), ("NEW-1", "kg"));
    for (id, why) in
        [("4", "its unit is asked for"), ("5", "doubled there"), ("6", "doubled there"), ("7", "no SKU")]
    {
        assert_eq!(bench.linked_item(id).await, None, "{why}");
    }
    // A second variant of a SKU that comes later is listed too.
    bench.vendor.change(|there| there.variants = vec![variant(8, "PK-BTL", "pcs", true)]);
    bench.worker.round(true).await.unwrap();
    assert_eq!(bench.linked_item("8").await, None, "the item has its variant already");
}

#[tokio::test]
async fn a_place_keeps_the_site_a_person_gave_it() {
    let bench = Bench::new().await;
    let mut linked = bench.link(LinkKind::Location, "101").await.unwrap();
    assert_eq!(linked.ours, Some(SITE.0), "named alike");
    let other = LocationId(uuid::Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_00ff));
    linked.ours = Some(other.0);
    bench
        .turn(move |tx| {
            let (kind, purpose) = (LocationKind::Site, Purpose::Store);
            let place = Location {
                id: other,
                kind,
                code: "ANNEX".into(),
                name: String::new(),
                parent: None,
                purpose,
            };
            location::insert(tx, &place, Some(99), NOW_MS)?;
            link::put(tx, &linked)
        })
        .await;
    bench.worker.round(true).await.unwrap();
    assert_eq!(
        bench.link(LinkKind::Location, "101").await.unwrap().ours,
        Some(other.0),
        "reading does not undo it"
    );
}

#[tokio::test]
async fn an_order_deleted_there_is_closed_here() {
    let bench = Bench::new().await;
    bench.vendor.change(|there| {
        there.orders[0].deleted = true;
        there.orders[0].updated_ms = NOW_MS + 60_000;
    });
    bench.clock.advance(300_000);
    bench.round().await;
    let order =
        bench.turn(|tx| document::by_vendor_id(tx, VENDOR, DocumentKind::PurchaseOrder, "156001")).await;
    assert_eq!(order.unwrap().state, DocumentState::Cancelled, "deletions are followed");
}

#[tokio::test]
async fn stock_there_is_kept_beside_the_book_with_its_age() {
    let bench = Bench::new().await;
    let figures = bench.turn(|tx| external_stock::of_vendor(tx, VENDOR, 10)).await;
    assert_eq!(figures.len(), 2);
    assert_eq!((figures[0].vendor_text.as_str(), figures[0].as_of_ms), ("7.50000", NOW_MS));
    bench.vendor.change(|there| {
        there.variants.pop();
    });
    bench.clock.advance(300_000);
    bench.round().await;
    let figures = bench.turn(|tx| external_stock::of_vendor(tx, VENDOR, 10)).await;
    assert_eq!(figures.len(), 1, "what a complete read does not show stands there no longer");
    assert_eq!(figures[0].as_of_ms, NOW_MS + 300_000);
}

#[tokio::test]
async fn what_changed_without_a_new_time_is_found_within_a_day() {
    let bench = Bench::new().await;
    let facts = |link: Link| link.facts_json;
    bench.vendor.change(|there| there.variants[0]["updated_at"] = json!("2026-11-21T10:00:00.000Z"));
    bench.clock.advance(300_000);
    bench.round().await;
    // The product's own switch: the variant's time does not move.
    bench.vendor.change(|there| there.variants[1]["product_or_material"]["batch_tracked"] = json!(true));
    for _ in 0..2 {
        bench.clock.advance(300_000);
        bench.round().await;
    }
    assert!(
        facts(bench.link(LinkKind::Item, "40020").await.unwrap()).contains(r#""batch_tracked":false"#),
        "behind the watermark it is not read"
    );
    bench.clock.advance(24 * HOUR_MS);
    bench.round().await;
    assert!(
        facts(bench.link(LinkKind::Item, "40020").await.unwrap()).contains(r#""batch_tracked":true"#),
        "once a day everything is"
    );
}
