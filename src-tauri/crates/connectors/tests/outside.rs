//! Whatever Katana answers: numbers in the wrong places, rows of another shape, headers of nonsense. Nothing panics,
//! no row is invented, and what cannot be read is said.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use connectors::katana::Katana;
use connectors::{
    Connector, Feed, Outgoing, OutgoingKind, OutgoingLine, OutgoingLot, Progress, Response, Rows, Step,
};
use domain::{Quantity, Ratio};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::path::PathBuf;

const FEEDS: [(Feed, &str); 5] = [
    (Feed::Places, "locations"),
    (Feed::Suppliers, "suppliers"),
    (Feed::Items, "variants"),
    (Feed::PurchaseOrders, "purchase_orders"),
    (Feed::Stock, "inventory"),
];

fn fixtures(kind: &str) -> Vec<(String, Value)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/katana/fixtures").join(kind);
    let mut files: Vec<(String, Value)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap())
        })
        .collect();
    files.sort_by(|one, other| one.0.cmp(&other.0));
    files
}

/// Numbers as vendors write them at their worst, and other values where numbers belong.
fn odd() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "-?[0-9]{0,30}(\\.[0-9]{0,30})?([eE][+-]?[0-9]{1,3})?".prop_map(Value::from),
        ".{0,20}".prop_map(Value::from),
        Just(json!([])),
        Just(json!({})),
        Just(json!([[[1]]])),
        Just(json!({"data": {"data": []}})),
    ]
}

fn any_json() -> impl Strategy<Value = Value> {
    odd().prop_recursive(4, 40, 6, |inner| {
        let names = "data|id|sku|quantity|variant_id|location_id|quantity_in_stock|purchase_order_rows|error|message\
                     |details|batch_transactions|status|received_date|[a-z_]{1,8}";
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::hash_map(names, inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// All places in a value, counted; the one at `at` becomes `odd`.
fn replaced(value: &Value, at: &mut usize, odd: &Value) -> Value {
    if *at == 0 {
        *at = usize::MAX;
        return odd.clone();
    }
    *at = at.wrapping_sub(usize::from(*at != usize::MAX));
    match value {
        Value::Array(list) => list.iter().map(|inner| replaced(inner, at, odd)).collect(),
        Value::Object(map) => {
            let map = map.iter().map(|(name, inner)| (name.clone(), replaced(inner, at, odd)));
            Value::Object(map.collect())
        }
        plain => plain.clone(),
    }
}

fn row_count(rows: &Rows) -> usize {
    match rows {
        Rows::Places(rows) => rows.len(),
        Rows::Suppliers(rows) => rows.len(),
        Rows::Items(rows) => rows.len(),
        Rows::PurchaseOrders(rows) => rows.len(),
        Rows::Stock(rows) => rows.len(),
    }
}

/// What is owed: an order that may be received, or an adjustment.
fn owed(is_receipt: bool) -> Outgoing {
    Outgoing {
        kind: if is_receipt { OutgoingKind::PurchaseReceipt } else { OutgoingKind::StockAdjustment },
        natural_key: "TM1-1-000123".to_owned(),
        moment_ms: 1_795_248_000_000,
        document: if is_receipt { "156".to_owned() } else { String::new() },
        location: if is_receipt { String::new() } else { "17".to_owned() },
        reason: "broken".to_owned(),
        lines: vec![OutgoingLine {
            item: "501".to_owned(),
            quantity: Quantity::from_units(48).unwrap(),
            unit: Ratio::ONE,
            lot: OutgoingLot::Batch { code: "BTL-7".to_owned(), expiry: None, known: None },
        }],
    }
}

proptest! {
    #[test]
    fn no_answer_breaks_the_reading_of_a_list(body in any_json(), header in "[{}\":a-z0-9_, ]{0,40}|.{0,40}") {
        for (feed, _) in FEEDS {
            let headers = vec![("x-pagination".to_owned(), header.clone())];
            let answer = Response { status: 200, headers, body: body.clone() };
            let list = body.get("data").unwrap_or(&body).as_array().map_or(0, Vec::len);
            match Katana.read(feed, &answer) {
                Ok(page) => {
                    prop_assert!(row_count(&page.rows) <= list, "no row is invented");
                    prop_assert!(page.trouble.is_some() || row_count(&page.rows) == list, "what is left out is said");
                }
                Err(words) => prop_assert!(!words.is_empty(), "why is said"),
            }
            prop_assert!(!Katana.words(&answer).is_empty(), "a refusal without words has its status");
        }
    }

    #[test]
    fn one_bad_value_in_a_recorded_list_costs_one_row_at_most(at in 0..400_usize, odd in odd()) {
        for (feed, name) in FEEDS {
            let recorded = fixtures("inbound").into_iter().find(|(file, _)| file == name).unwrap().1;
            let whole = Katana.read(feed, &Response::ok(recorded.clone())).map(|page| row_count(&page.rows)).unwrap();
            let bent = replaced(&recorded, &mut at.clone(), &odd);
            if let Ok(page) = Katana.read(feed, &Response::ok(bent.clone())) {
                let is_list = bent.get("data").unwrap_or(&bent).as_array().map_or(0, Vec::len) == whole;
                prop_assert!(!is_list || row_count(&page.rows) + 1 >= whole, "the others are read: {bent}");
            }
        }
    }

    #[test]
    fn no_answer_sends_what_is_owed_twice(answers in prop::collection::vec(any_json(), 1..8), is_receipt in any::<bool>()) {
        let owed = owed(is_receipt);
        let mut progress = Progress::default();
        let mut step = Katana.next(&owed, &mut progress, None);
        let mut sent = 0;
        for answer in answers {
            match &step {
                Step::Send { changes, request } => {
                    // A batch that has to be made is not what is owed.
                    sent += usize::from(*changes && !request.path.contains("batch"));
                    prop_assert!(!*changes || progress.may_stand_there, "once it left it may stand there");
                }
                _ => break,
            }
            step = Katana.next(&owed, &mut progress, Some(&Response::ok(answer)));
        }
        prop_assert!(sent <= 1, "sent {sent} times");
    }

    #[test]
    fn a_bad_value_in_a_recorded_exchange_is_survived(
        which in any::<prop::sample::Index>(),
        at in 0..60_usize,
        odd in odd(),
    ) {
        let recordings = fixtures("outbound");
        let (_, fixture) = &recordings[which.index(recordings.len())];
        let owed = owed(fixture["outgoing"]["kind"] == "purchase_receipt");
        let mut progress = Progress::default();
        let mut step = Katana.next(&owed, &mut progress, None);
        for line in fixture["exchange"].as_array().unwrap() {
            let Some(answer) = line.get("answer") else { continue };
            if !matches!(step, Step::Send { .. }) {
                break;
            }
            let answer = Response::ok(replaced(answer, &mut at.clone(), &odd));
            step = Katana.next(&owed, &mut progress, Some(&answer));
            let lots = Katana.lots(&progress);
            prop_assert!(lots.iter().all(|(line, _)| *line < owed.lines.len()), "a batch of no line: {lots:?}");
        }
    }

    #[test]
    fn progress_of_other_lines_is_begun_anew_and_sends_nothing_in_doubt(
        at in "start|order_read|batch_sought|batch_made|batch_looked_for|sent|looked_for|confirming",
        line in 0..4_usize,
        may_stand_there in any::<bool>(),
        is_batch in any::<bool>(),
        is_receipt in any::<bool>(),
    ) {
        let mut owed = owed(is_receipt);
        if !is_batch {
            owed.lines[0].lot = OutgoingLot::NotKept;
        }
        let in_doubt = may_stand_there || ["batch_made", "batch_looked_for", "sent", "looked_for", "confirming"]
            .contains(&at.as_str());
        let stage = if at.starts_with("batch") { json!({"at": at, "line": line}) } else { json!({"at": at}) };
        let mut progress = Progress { may_stand_there, machine: json!({"stage": stage}) };
        let step = Katana.next(&owed, &mut progress, None);
        let Step::Send { request, changes } = &step else { panic!("there is always a call to make: {step:?}") };
        prop_assert!(!(in_doubt && *changes), "in doubt it is read back first: {step:?}");
        let seeks = request.path == "/batch_stocks";
        prop_assert!(is_batch || !seeks, "a line without a batch has none to be found: {step:?}");
        let number = request.query.iter().find(|(name, _)| name == "batch_number");
        prop_assert!(!seeks || number.is_some_and(|(_, number)| number == "BTL-7"), "by its number: {step:?}");
    }

    #[test]
    fn progress_of_any_shape_is_gone_on_from(machine in any_json(), may_stand_there in any::<bool>()) {
        for is_receipt in [false, true] {
            let mut progress = Progress { may_stand_there, machine: machine.clone() };
            let step = Katana.next(&owed(is_receipt), &mut progress, None);
            let changes = matches!(step, Step::Send { changes: true, .. });
            prop_assert!(!(may_stand_there && changes), "in doubt it is read back first: {step:?}");
        }
    }

    #[test]
    fn no_header_breaks_the_rate(name in "limit|remaining|reset", value in "-?[0-9]{0,25}|.{0,12}") {
        let headers = vec![(format!("x-ratelimit-{name}"), value.clone())];
        let rate = Katana.rate(&Response { status: 200, headers, body: Value::Null });
        let told = [rate.limit.map(i64::from), rate.remaining.map(i64::from), rate.reset_ms];
        let is_number = value.trim().parse::<i64>().is_ok();
        prop_assert!(is_number || told == [None; 3], "{name}: {value:?} is no number, and none is made of it");
    }

    #[test]
    fn stock_is_read_as_it_was_written_or_said_to_be_no_number(
        whole in 0..9_000_000_i64,
        fraction in "[0-9]{1,8}",
        is_negative in any::<bool>(),
    ) {
        let sign = if is_negative { "-" } else { "" };
        let text = format!("{sign}{whole}.{fraction}");
        let row = json!([{"variant_id": 1, "location_id": 2, "quantity_in_stock": text}]);
        let Ok(Rows::Stock(rows)) = Katana.read(Feed::Stock, &Response::ok(row)).map(|page| page.rows) else {
            panic!("a decimal is a number: {text}")
        };
        let read = i128::from(rows[0].quantity.millionths()) * 100;
        let exact: i128 = format!("{sign}{whole}{fraction:0<8}").parse().unwrap();
        prop_assert!((read - exact).abs() <= 50, "at most half a millionth off: {text} as {read}");
    }
}

#[test]
fn an_exponent_beyond_all_numbers_is_no_number() {
    for text in ["1e-2147483648", "1e2147483647", "1e-41", "0e99999999999"] {
        let row = json!([{"variant_id": 1, "location_id": 2, "quantity_in_stock": text}]);
        let page =
            Katana.read(Feed::Stock, &Response::ok(row)).expect("a list with a row that cannot be read");
        assert!(page.trouble.is_some(), "{text} is left out and named");
    }
}
