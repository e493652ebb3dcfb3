//! The catalogue file holds together, and the demo's Katana has its stock, orders and seeded differences.

use crate::support::*;
use sandbox::demo::{CATALOGUE, catalogue, date};
use serde_json::Value;
use std::collections::HashSet;

#[test]
fn every_code_has_a_right_check_digit_and_one_meaning() {
    let catalogue = catalogue();
    let mut seen = HashSet::new();
    for item in &catalogue.items {
        let packs = item.packs.iter().filter_map(|pack| pack.gtin.as_ref());
        for code in item.unit_gtin.iter().chain(packs) {
            let digits: Vec<u32> = code.chars().filter_map(|digit| digit.to_digit(10)).collect();
            let weighted = digits.iter().rev().enumerate();
            let sum: u32 = weighted.map(|(at, digit)| if at % 2 == 0 { *digit } else { digit * 3 }).sum();
            assert_eq!(sum % 10, 0, "{code} of {}", item.sku);
            assert!(code.contains("952"), "{code}: GS1's range for demonstrations");
            assert!(seen.insert(code.clone()), "{code} stands twice");
        }
    }
    for printed in ["9521234000129", "19521234001048", "9521234002031", "99521234002348", "9521234009061"] {
        assert!(seen.contains(printed), "{printed} is printed in the script of the day");
    }
}

#[test]
fn places_stand_before_their_children_and_every_lot_has_one() {
    let file: Value = serde_json::from_str(CATALOGUE).unwrap();
    let mut known = HashSet::new();
    for place in file["places"].as_array().unwrap() {
        let parent = place["parent"].as_str();
        assert!(parent.is_none_or(|parent| known.contains(parent)), "{place}");
        assert!(known.insert(place["code"].as_str().unwrap()), "{place} stands twice");
    }
    for item in file["items"].as_array().unwrap() {
        for opening in item["opening"].as_array().unwrap() {
            assert!(known.contains(opening["place"].as_str().unwrap()), "{opening}");
            assert_eq!(opening["lot"].is_null(), item["lot_tracked"] == false, "{}", item["sku"]);
        }
        for uom in [&item["katana"]["uom"], &item["katana"]["purchase_uom"]] {
            assert!(
                uom.as_str().is_none_or(|uom| (1..=7).contains(&uom.len())),
                "Katana takes 1 to 7: {uom}"
            );
        }
    }
    assert!(file["items"].as_array().unwrap().len() >= 60);
    assert_eq!(file["people"].as_array().unwrap().len(), 8);
}

#[test]
fn dates_are_days_around_d() {
    let day = demo_day();
    assert_eq!(date("D", day), Some(day));
    assert_eq!(date("D+3", day).unwrap().to_string(), "2026-03-05");
    assert_eq!(date("D-1", day).unwrap().to_string(), "2026-03-01");
    assert_eq!(date("none", day), None);
}

#[tokio::test]
async fn katana_has_the_seeded_differences() {
    let (katana, _) = demo_katana().await;
    assert_eq!(katana.in_stock("FG-BK500").as_deref(), Some("90"), "84 here, 90 there");
    let item = |name: &'static str| {
        let katana = &katana;
        async move { get(katana, &format!("/materials?name={name}")).await.data()[0].clone() }
    };
    assert_eq!(item("Garlic").await["uom"], "Kg");
    assert_eq!(item("Red+chilli").await["uom"], "kg");
    let salt = item("Salt").await;
    assert_eq!((&salt["batch_tracked"], &salt["purchase_uom"]), (&Value::Bool(false), &Value::from("sack")));
    assert_eq!(katana.in_stock("RM-SAL").as_deref(), Some("61.4"));
    let expired = get(&katana, "/batch_stocks?batch_number=TRS-0907").await;
    assert_eq!(expired.data()[0]["expiration_date"], "2026-03-01T00:00:00.000Z", "D-1");
}

#[tokio::test]
async fn the_orders_of_the_day_are_open() {
    let (katana, _) = demo_katana().await;
    let open = get(&katana, "/purchase_orders?status=NOT_RECEIVED&extend=supplier").await;
    let shown: Vec<(&str, &str, &str)> = open
        .data()
        .iter()
        .map(|order| {
            let text = |value: &'static str| order[value].as_str().unwrap();
            (text("order_no"), order["supplier"]["name"].as_str().unwrap(), text("expected_arrival_date"))
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("PO-3110", "Supplier A oil", "2026-03-04T00:00:00.000Z"),
            ("PO-3109", "Supplier D dry goods", "2026-03-02T00:00:00.000Z"),
            ("PO-3108", "Supplier B packaging", "2026-03-02T00:00:00.000Z"),
        ]
    );
    let bottles = &open.data()[2]["purchase_order_rows"][0];
    assert_eq!((&bottles["quantity"], &bottles["purchase_uom_conversion_rate"]), (&40.into(), &48.into()));
}
