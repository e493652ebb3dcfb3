//! A separator that did not arrive is explained with every way to read the code, and nothing is chosen.

use crate::today;
use domain::gs1::{LostSeparator, lost_separator};

fn lost(text: &str) -> Option<LostSeparator> {
    lost_separator(text.as_bytes(), today())
}

fn readings(text: &str) -> Vec<String> {
    lost(text).map_or(Vec::new(), |lost| lost.readings.iter().map(|one| one.human_readable()).collect())
}

#[test]
fn every_way_to_read_it_is_shown() {
    let text = "010950600013435210LOT121SER9";
    let found = lost(text).expect("a serial may be in the lot");
    assert_eq!((found.ai.as_str(), found.at, found.value.as_str()), ("10", 16, "LOT121SER9"));
    assert_eq!(
        readings(text),
        ["(01)09506000134352(10)LOT121SER9", "(01)09506000134352(10)LOT1(21)SER9"],
        "as it arrived, and with the separator where one could be"
    );
    assert!(!found.is_cut);
    assert_eq!(readings("10LOT121SER9"), ["(10)LOT121SER9", "(10)LOT1(21)SER9"], "a lot label alone");
    assert_eq!(
        readings("010950600013435210LOT117271130"),
        ["(01)09506000134352(10)LOT117271130", "(01)09506000134352(10)LOT1(17)271130"]
    );
    assert_eq!(
        readings("010950600013435210LOT121S17271130"),
        [
            "(01)09506000134352(10)LOT121S17271130",
            "(01)09506000134352(10)LOT121S(17)271130",
            "(01)09506000134352(10)LOT1(21)S17271130",
            "(01)09506000134352(10)LOT1(21)S(17)271130",
        ],
        "two may be lost"
    );
}

#[test]
fn a_value_too_long_for_its_identifier_is_no_reading() {
    let text = "010950600013435210ABCDEFGHIJKLMNOPQ21SERIAL01";
    assert_eq!(readings(text), ["(01)09506000134352(10)ABCDEFGHIJKLMNOPQ(21)SERIAL01"]);
    let alone = "0209506000134352372410LOT1";
    assert_eq!(readings(alone), ["(02)09506000134352(37)24(10)LOT1"], "a count has digits only");
}

#[test]
fn readings_that_the_standard_forbids_come_last() {
    // (01) excludes (37), and yet such labels exist.
    assert_eq!(
        readings("010950600013435210A3712"),
        ["(01)09506000134352(10)A3712", "(01)09506000134352(10)A(37)12"]
    );
    // (250) needs (21), which the second reading lacks.
    assert_eq!(
        readings("0109506000134352250A21B"),
        ["(01)09506000134352(250)A(21)B", "(01)09506000134352(250)A21B"]
    );
    // (255) is no name of goods that (01) names: no reading is allowed, so that is what is wrong.
    assert_eq!(lost("01950600013435282559506000134352301"), None);
}

#[test]
fn nothing_is_explained_where_nothing_is_lost() {
    for text in
        ["10LOT1\u{1d}21SER9", "010950600013435217271130", "10LOT1", "", "X", "01095060001343521", "10"]
    {
        assert_eq!(lost(text), None, "{text:?}");
    }
}

#[test]
fn a_hopeless_scan_is_cut_and_says_so() {
    let text = format!("01095060001343528200{}", "10A21B30".repeat(8));
    let found = lost(&text).expect("many identifiers could begin in it");
    assert!(found.is_cut, "more readings than a person can compare");
    assert!(found.readings.len() <= 6 && found.readings.iter().all(|one| one.gtin().is_some()));
}

#[test]
fn the_refusal_shows_the_readings_for_comparison() {
    let found = lost("10LOT121SER9").expect("lost");
    let message = found.refusal("10LOT121SER9").message();
    assert_eq!(message.code, "refusal-separator-lost");
    let value = |name: &str| format!("{:?}", message.values[name]);
    assert_eq!(value("readings"), "Text(\"(10)LOT121SER9 · (10)LOT1(21)SER9\")");
    assert_eq!((value("part"), value("at")), ("Text(\"(10)LOT121SER9\")".into(), "Count(1)".into()));
}
