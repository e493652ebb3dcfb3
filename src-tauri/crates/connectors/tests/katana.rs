//! Katana's connector against recorded exchanges, written from the fact sheet: each file of
//! `src/katana/fixtures/outbound` is one delivery, call by call; `inbound` holds pages of its lists.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use connectors::katana::Katana;
use connectors::seen::{OrderStanding, VendorOrder, VendorOrderLine};
use connectors::{
    Connector, Feed, Method, Outgoing, OutgoingKind, OutgoingLine, OutgoingLot, Page, Progress, Request,
    Response, Rows, Step,
};
use domain::{Quantity, Ratio};
use jiff::Timestamp;
use jiff::civil::date;
use serde_json::{Value, json};
use std::path::PathBuf;

fn fixtures(kind: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/katana/fixtures").join(kind)
}

fn json_of(path: &PathBuf) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn outgoing(value: &Value) -> Outgoing {
    let line = |line: &Value| OutgoingLine {
        item: text(&line["item"]),
        quantity: Quantity::parse(line["quantity"].as_str().unwrap(), 6).unwrap(),
        unit: line["unit"].as_str().map_or(Ratio::ONE, |unit| Ratio::parse(unit).unwrap()),
        lot: match &line["lot"] {
            Value::String(word) if word == "not_kept" => OutgoingLot::NotKept,
            Value::String(word) if word == "unbatched" => OutgoingLot::Unbatched,
            lot => OutgoingLot::Batch {
                code: text(&lot["code"]),
                expiry: lot["expiry"].as_str().map(|date| date.parse().unwrap()),
                known: lot["known"].as_str().map(str::to_owned),
            },
        },
    };
    Outgoing {
        kind: match value["kind"].as_str().unwrap() {
            "purchase_receipt" => OutgoingKind::PurchaseReceipt,
            _ => OutgoingKind::StockAdjustment,
        },
        natural_key: text(&value["natural_key"]),
        moment_ms: value["at"].as_str().unwrap().parse::<Timestamp>().unwrap().as_millisecond(),
        document: text(&value["document"]),
        location: text(&value["location"]),
        reason: text(&value["reason"]),
        lines: value["lines"].as_array().unwrap().iter().map(line).collect(),
    }
}

/// A step in the words of the fixtures.
fn said(step: &Step) -> Value {
    match step {
        Step::Send { request, changes } => {
            let mut call = json!({ "path": request.path });
            if !request.query.is_empty() {
                let query = request.query.iter().map(|(name, value)| (name.clone(), json!(value)));
                call["query"] = Value::Object(query.collect());
            }
            if let Some(body) = &request.body {
                call["body"] = body.clone();
            }
            assert_eq!(request.method == Method::Post, *changes, "only what is posted changes their books");
            if *changes { json!({ "changes": call }) } else { json!({ "reads": call }) }
        }
        Step::Done(_) => json!({"ends": "done"}),
        Step::Taken(_) => json!({"ends": "taken"}),
        Step::NotThere => json!({"ends": "not_there"}),
        Step::OfficeFirst(sides) => json!({"ends": {"office_first": [sides.here, sides.left]}}),
        Step::Gone => json!({"ends": "gone"}),
        Step::Rejected { words } => json!({"ends": {"rejected": words}}),
    }
}

/// Plays one file. The progress is written and read again before every step, as after a restart.
fn play(name: &str, fixture: &Value) {
    let outgoing = outgoing(&fixture["outgoing"]);
    let mut progress = Progress::default();
    let mut step = Katana.next(&outgoing, &mut progress, None);
    for (index, line) in fixture["exchange"].as_array().unwrap().iter().enumerate() {
        progress = serde_json::from_str(&serde_json::to_string(&progress).unwrap()).unwrap();
        let line_said = line.as_object().unwrap().keys().next().unwrap().as_str();
        step = match line_said {
            "answer" => Katana.next(&outgoing, &mut progress, Some(&Response::ok(line["answer"].clone()))),
            "lost" => Katana.next(&outgoing, &mut progress, None),
            "missing" => Katana.missing(&outgoing, &mut progress),
            "refused" => {
                Katana.refused(&mut progress);
                assert!(!progress.may_stand_there, "{name}: what was refused does not stand there");
                Katana.next(&outgoing, &mut progress, None)
            }
            _ => {
                let said = said(&step);
                let is_word = line["ends"] == "rejected" && said["ends"].get("rejected").is_some();
                assert!(is_word || said == *line, "{name}, line {index}:\n said {said}\n not {line}");
                if line_said == "changes" {
                    assert!(progress.may_stand_there, "{name}: once it left it may stand there");
                }
                continue;
            }
        };
    }
}

#[test]
fn every_recorded_delivery_is_played_call_by_call() {
    let mut count = 0;
    for file in std::fs::read_dir(fixtures("outbound")).unwrap() {
        let path = file.unwrap().path();
        play(path.file_stem().unwrap().to_str().unwrap(), &json_of(&path));
        count += 1;
    }
    assert!(count >= 30, "the recordings are there: {count}");
}

#[test]
fn the_batches_that_were_found_or_made_are_told() {
    let fixture = json_of(&fixtures("outbound").join("receipt_of_two_lots_in_one_call.json"));
    let outgoing = outgoing(&fixture["outgoing"]);
    let mut progress = Progress::default();
    Katana.next(&outgoing, &mut progress, None);
    for line in
        fixture["exchange"].as_array().unwrap().iter().filter(|line| line.get("answer").is_some()).take(4)
    {
        Katana.next(&outgoing, &mut progress, Some(&Response::ok(line["answer"].clone())));
    }
    assert_eq!(
        Katana.lots(&progress),
        [(0, "5001".to_owned()), (1, "5002".to_owned())],
        "the next delivery of these lots needs no look-up"
    );
}

#[test]
fn progress_of_another_version_looks_before_it_sends() {
    let fixture = json_of(&fixtures("outbound").join("adjustment_without_batch.json"));
    let outgoing = outgoing(&fixture["outgoing"]);
    let mut progress = Progress { may_stand_there: true, machine: json!({"stage": {"at": "another"}}) };
    let step = Katana.next(&outgoing, &mut progress, None);
    assert!(said(&step).get("reads").is_some(), "it may stand there: {step:?}");
}

fn page(feed: Feed, file: &str) -> Page {
    Katana.read(feed, &Response::ok(json_of(&fixtures("inbound").join(file)))).unwrap()
}

fn quantity(text: &str) -> Quantity {
    Quantity::parse(text, 6).unwrap()
}

#[test]
fn variants_become_items_and_unknown_fields_do_no_harm() {
    let Rows::Items(items) = page(Feed::Items, "variants.json").rows else { panic!("items") };
    let bottle = &items[0];
    assert_eq!((bottle.id.as_str(), bottle.sku.as_deref()), ("40010", Some("PK-BTL")));
    assert_eq!((bottle.name.as_str(), bottle.unit_word.as_str()), ("Glass bottle 250 ml", "pcs"));
    assert!(bottle.batch_tracked && !bottle.gone);
    assert_eq!(bottle.codes, ["9521234001041"], "its barcodes");
    assert_eq!(bottle.supplier_codes, ["KB-250"], "and its supplier's code");
    assert!(items[1].gone && items[1].sku.is_none(), "a deleted one, whose keys are missing, is gone");
    assert!(items[2].gone && items[2].sku.is_none(), "an archived one too; a blank is no SKU");
}

#[test]
fn orders_become_lines_in_stock_units_one_per_item() {
    let Rows::PurchaseOrders(orders) = page(Feed::PurchaseOrders, "purchase_orders.json").rows else {
        panic!("orders")
    };
    let first = VendorOrder {
        id: "156001".to_owned(),
        number: "PO-3108".to_owned(),
        supplier: Some("501".to_owned()),
        place: Some("101".to_owned()),
        expected_on: Some(date(2026, 11, 21)),
        standing: OrderStanding::Open,
        lines: vec![
            VendorOrderLine {
                item: "40010".to_owned(),
                open: quantity("96"),
                received: quantity("1824"),
                slack: quantity("0.00048"),
                pack: Some(("carton".to_owned(), Ratio::parse("48").unwrap())),
            },
            VendorOrderLine {
                item: "40020".to_owned(),
                open: quantity("100"),
                received: Quantity::ZERO,
                slack: quantity("0.000125"),
                pack: Some(("sack".to_owned(), Ratio::parse("25").unwrap())),
            },
        ],
        updated_at: Some("2026-11-18T03:00:00.000Z".to_owned()),
    };
    assert_eq!(orders[0], first, "split rows add up, deleted ones do not count, 4.00000 sacks are 100 kg");
    let mixed = &orders[1].lines[0];
    assert_eq!(mixed.open, quantity("1.002"), "0.00001 drum of 200 and 1 in the stock unit");
    assert_eq!(mixed.pack, None, "bought in two units: shown in the stock unit");
    assert_eq!(orders[1].number, "PO 156002", "an order without a number has its id");
    let standing: Vec<OrderStanding> = orders.iter().map(|order| order.standing).collect();
    use OrderStanding::*;
    assert_eq!(standing, [Open, Open, Draft, Done, Cancelled], "a status of tomorrow is open work");
}

#[test]
fn an_order_that_cannot_be_counted_holds_up_none_of_the_others() {
    let order =
        |id: i64, rows: Value| json!({"id": id, "status": "NOT_RECEIVED", "purchase_order_rows": rows});
    let row = |units: &str| {
        let rate = "48";
        json!({"id": 1, "variant_id": 7, "quantity": units, "purchase_uom_conversion_rate": rate})
    };
    let rows =
        json!([order(1, json!([row("9007199254")])), order(2, json!(null)), order(3, json!([row("2")]))]);
    let page = Katana.read(Feed::PurchaseOrders, &Response::ok(json!({ "data": rows }))).unwrap();
    let Rows::PurchaseOrders(orders) = page.rows else { panic!("orders") };
    let ids: Vec<&str> = orders.iter().map(|order| order.id.as_str()).collect();
    assert_eq!(ids, ["2", "3"], "the first has more pieces than can be counted");
    assert!(page.trouble.is_some_and(|words| words.starts_with("row 1: ")), "and is named");
}

#[test]
fn stock_places_and_suppliers_are_read_in_both_envelopes() {
    let Rows::Stock(stock) = page(Feed::Stock, "inventory.json").rows else { panic!("stock") };
    assert_eq!(
        (stock[0].quantity, stock[0].text.as_str()),
        (quantity("-12.5"), "-12.50000"),
        "below zero there"
    );
    assert_eq!(stock[1].quantity, quantity("3"), "a number where text was promised");
    let Rows::Places(places) = page(Feed::Places, "locations.json").rows else { panic!("places") };
    assert_eq!((places[0].name.as_str(), places[0].gone, places[1].gone), ("Dapur Sambal", false, true));
    let Rows::Suppliers(suppliers) = page(Feed::Suppliers, "suppliers.json").rows else {
        panic!("suppliers")
    };
    assert_eq!(suppliers[0].name, "PT Botol Kaca");
    let figure =
        |id: i64, figure: Value| json!({"variant_id": id, "location_id": 1, "quantity_in_stock": figure});
    let rows =
        [figure(1, json!("many")), figure(2, json!("3")), figure(3, json!("9e22")), figure(4, json!(null))];
    let page = Katana.read(Feed::Stock, &Response::ok(json!({ "data": rows }))).unwrap();
    let Rows::Stock(stock) = page.rows else { panic!("stock") };
    assert_eq!(stock.len(), 1, "a figure that is none, or none we could hold, is left out");
    let trouble = page.trouble.expect("and the first is named");
    assert!(trouble.contains("many") && trouble.contains("row 1"), "{trouble}");
    assert!(Katana.read(Feed::Stock, &Response::ok(json!("?"))).is_err(), "what is no list is no page");
}

#[test]
fn the_end_of_a_list_is_said_by_its_header_or_its_length() {
    let rows = |count: usize, header: Option<&str>| {
        let rows: Vec<Value> = (0..count).map(|id| json!({"id": id, "name": "x"})).collect();
        let headers = header.map(|text| ("x-pagination".to_owned(), text.to_owned())).into_iter().collect();
        let answer = Response { status: 200, headers, body: json!({ "data": rows }) };
        Katana.read(Feed::Places, &answer).unwrap().is_last
    };
    assert!(!rows(250, None), "a full page without a header goes on");
    assert!(rows(249, None), "a short page ends");
    assert!(
        !rows(50, Some(r#"{"page":"1","last_page":"false"}"#)),
        "a server that gives fewer than asked for"
    );
    assert!(rows(250, Some(r#"{"page":"4","last_page":"true"}"#)), "the header knows");
    assert!(rows(0, Some(r#"{"last_page":"false"}"#)), "an empty page ends whatever it says");
}

#[test]
fn a_first_read_takes_open_orders_and_later_ones_what_changed() {
    let first = Katana.lists(Feed::PurchaseOrders, "");
    let status = |list: &Request| list.query.clone();
    assert_eq!(
        first.iter().map(status).collect::<Vec<_>>(),
        [
            [("status".to_owned(), "NOT_RECEIVED".to_owned())],
            [("status".to_owned(), "PARTIALLY_RECEIVED".to_owned())]
        ]
    );
    let later = Katana.lists(Feed::PurchaseOrders, "2026-11-21T00:00:00.000Z");
    let page = Katana.page(&later[0], 3);
    for wanted in [
        ("include_deleted", "true"),
        ("updated_at_min", "2026-11-21T00:00:00.000Z"),
        ("limit", "250"),
        ("page", "3"),
    ] {
        let found = page.query.iter().any(|(name, value)| (name.as_str(), value.as_str()) == wanted);
        assert!(found, "{wanted:?} in {:?}", page.query);
    }
}

#[test]
fn a_reset_in_seconds_or_milliseconds_is_the_same_instant() {
    for reset in ["1795248030", "1795248030000"] {
        let headers =
            [("x-ratelimit-limit", "60"), ("x-ratelimit-remaining", "7"), ("x-ratelimit-reset", reset)];
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        let rate = Katana.rate(&Response { status: 200, headers, body: Value::Null });
        assert_eq!(rate.reset_ms, Some(1_795_248_030_000), "{reset}");
        assert_eq!((rate.limit, rate.remaining), (Some(60), Some(7)));
    }
}

/// An order of 40 cartons: 38 were received by the office, some rows of it as `row` has it.
fn order_with(row: Value) -> Value {
    let plain = json!({"id": 1, "variant_id": 501, "quantity": "2", "purchase_uom": "carton",
                       "purchase_uom_conversion_rate": "48", "received_date": null});
    json!({"id": 156, "order_no": "PO-3108", "status": "PARTIALLY_RECEIVED", "purchase_order_rows": [plain, row]})
}

#[test]
fn what_the_office_received_is_told_whole_or_said_to_be_unreadable() {
    let owed = outgoing(&json!({
        "kind": "purchase_receipt", "natural_key": "TM1-1-000123", "at": "2026-11-21T08:00:00Z",
        "document": "156", "location": "", "reason": "",
        "lines": [{"item": "501", "quantity": "1824", "lot": "not_kept"}],
    }));
    let received = |quantity: Value, rate: Value| {
        order_with(json!({"id": 2, "variant_id": 501, "quantity": quantity, "purchase_uom": "carton",
                          "purchase_uom_conversion_rate": rate, "received_date": "2026-11-21T06:00:00.000Z"}))
    };
    let step = |order: Value| {
        let mut progress = Progress::default();
        Katana.next(&owed, &mut progress, None);
        Katana.next(&owed, &mut progress, Some(&Response::ok(order)))
    };
    let Step::OfficeFirst(sides) = step(received(json!("38"), json!("48"))) else {
        panic!("the office was first")
    };
    assert_eq!((sides.there.as_str(), sides.left.as_str()), ("38 carton", "2 carton"), "both sides are told");
    for unreadable in [json!("1e30"), json!(null)] {
        let Step::Rejected { words } = step(received(unreadable.clone(), json!("48"))) else {
            panic!("a sum without {unreadable} would be too small")
        };
        assert!(words.contains("could not be read") && words.contains("row 2"), "and which it is: {words}");
    }
}

#[test]
fn a_factor_that_none_can_be_is_never_taken_for_one() {
    for rate in ["0", "-48", "0.00000000000000000000001"] {
        let order =
            order_with(json!({"id": 2, "variant_id": 501, "quantity": "38", "purchase_uom": "carton",
                                      "purchase_uom_conversion_rate": rate, "received_date": null}));
        let page = Katana.read(Feed::PurchaseOrders, &Response::ok(json!([order]))).expect("it is a list");
        assert!(
            matches!(page.rows, Rows::PurchaseOrders(orders) if orders.is_empty()),
            "38 cartons are not 38 bottles"
        );
        assert!(
            page.trouble.is_some_and(|words| words.contains("row 2")),
            "which row cannot be read is said"
        );
    }
}
