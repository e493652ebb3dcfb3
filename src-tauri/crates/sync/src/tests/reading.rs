//! What is read: matched, listed, never merged by itself.

use super::bench::*;
use connectors::katana::VENDOR;
use domain::document::{DocumentKind, DocumentState};
use domain::location::{Location, LocationKind, Purpose};
use domain::{ItemId, LocationId};
use ledger::table::delivery::DeliveryState;
use ledger::table::link::{self, Link, LinkKind};
use ledger::table::{document, external_stock, feed, item, location};
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

#[tokio::test]
async fn grams_there_are_kilograms_here() {
    let bench = Bench::unread().await;
    bench.vendor.change(|there| {
        there.variants[1] = variant(SALT_THERE, "RM-SALT", "gr", false);
        there.orders[0].rows[1].rate = "25000.00000";
    });
    bench.round().await;
    assert_eq!(bench.line(SALT).await, ("200".to_owned(), "0".to_owned()), "8 sacks of 25,000 g are 200 kg");
    let figures = bench.turn(|tx| external_stock::of_item(tx, VENDOR, SALT)).await;
    assert_eq!(figures[0].quantity.text(0), "0.0075", "7.5 g there");
    bench.receive(SALT, "12.5", None).await;
    bench.adjust(SALT, "-0.25").await;
    bench.drain(1).await;
    assert_eq!(bench.vendor.received(SALT_THERE), ["0.5"], "half a sack");
    let made = &bench.vendor.state().adjustments[0];
    assert_eq!(made["stock_adjustment_rows"][0]["quantity"], json!(-250));
}

#[tokio::test]
async fn a_unit_that_cannot_be_turned_into_ours_is_asked_for_and_never_guessed() {
    let bench = Bench::new().await;
    bench.vendor.change(|there| {
        there.variants[1]["product_or_material"]["uom"] = json!("zak");
        there.variants[1]["updated_at"] = json!("2026-11-21T09:00:00.000Z");
    });
    bench.worker.round(true).await.unwrap();
    let id = bench.adjust(SALT, "1").await;
    bench.round().await;
    assert_eq!(bench.standing(id).await, (DeliveryState::NeedsPerson, "why-unit-not-known".to_owned()));
    assert!(bench.vendor.adjusted().is_empty());
}

#[tokio::test]
async fn what_roundings_left_over_is_no_stock() {
    let bench = Bench::new().await;
    bench.receive(BOTTLE, "1", None).await;
    bench.drain(1).await;
    assert_eq!(bench.vendor.received(BOTTLE_THERE), ["0.02083"], "one bottle of a carton of 48");
    assert_eq!(bench.line(BOTTLE).await, ("1920".to_owned(), "1".to_owned()), "and not 1,920.00016");
}

#[tokio::test]
async fn an_order_for_another_place_is_not_for_this_floor() {
    let bench = Bench::new().await;
    bench.vendor.change(|there| {
        there.locations.push(json!({"id": 102, "name": "Warehouse in another town"}));
        let mut other = there.orders[0].clone();
        (other.id, other.number, other.place) = (156_002, "PO-3109".to_owned(), 102);
        other.updated_ms = NOW_MS + 1;
        there.orders.push(other);
        (there.orders[0].place, there.orders[0].updated_ms) = (102, NOW_MS + 1);
    });
    bench.worker.round(true).await.unwrap();
    let orders = bench.turn(|tx| {
        let by_id = |id| document::by_vendor_id(tx, VENDOR, DocumentKind::PurchaseOrder, id);
        Ok((by_id("156001")?, by_id("156002")?))
    });
    let (moved, other) = orders.await;
    assert_eq!(other, None, "its goods never come here");
    assert_eq!(moved.unwrap().state, DocumentState::Cancelled, "one that was sent elsewhere is closed here");
}

#[tokio::test]
async fn one_bad_row_of_a_list_is_named_and_holds_up_none_of_the_others() {
    let bench = Bench::new().await;
    bench.vendor.change(|there| {
        there.variants.insert(0, json!({"id": "seven", "updated_at": "2026-11-21T09:00:00.000Z"}));
        there.variants.push(variant(40_030, "NEW-1", "kg", false));
        there.variants[3]["updated_at"] = json!("2026-11-21T09:00:00.000Z");
    });
    let id = bench.adjust(SALT, "1").await;
    bench.worker.round(true).await.unwrap();
    assert!(bench.linked_item("40030").await.is_some(), "the others are taken over");
    assert_eq!(bench.standing(id).await.0, DeliveryState::Done, "and deliveries go on");
    bench.worker.report().await;
    let reason = bench.worker.health().reason.expect("the strip says what is wrong");
    assert_eq!(reason.code, "why-rejected", "{reason:?}");
    let items = bench.turn(|tx| feed::load(tx, VENDOR, "items")).await;
    assert_eq!(items.watermark, super::there::time(NOW_MS - 1), "it is read again until it can be");
}
