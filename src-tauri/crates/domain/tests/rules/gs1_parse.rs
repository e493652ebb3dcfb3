//! Element strings: worked examples, and what is refused and why.

use crate::{named, today};
use domain::expiry::Expiry;
use domain::gs1::{self, Elements, Gs1Error, PrintedDate, Problem, parse_bracketed};
use jiff::civil::{Date, date};
use proptest::prelude::*;

fn parse(text: &str) -> Result<Elements, Gs1Error> {
    gs1::parse(text.replace('|', "\u{1d}").as_bytes(), today())
}

fn read(text: &str) -> Elements {
    parse(text).expect(text)
}

fn problem(text: &str) -> String {
    named(&parse(text).expect_err(text).problem)
}

fn shown(text: &str) -> String {
    parse(text).map_or_else(|error| error.part, |elements| elements.human_readable())
}

#[test]
fn a_trade_label_gives_all_it_says() {
    let label = read("01095060001343521126102017271130310300125010LOT-7|21S/9");
    assert_eq!(label.gtin().unwrap().as_str(), "09506000134352");
    assert_eq!(label.made_on(), Some(date(2026, 10, 20)));
    assert_eq!(label.expiry(), Some(Expiry::On(date(2027, 11, 30))));
    assert_eq!((label.lot(), label.serial()), (Some("LOT-7"), Some("S/9")));
    let weight = label.net_weight_kg().unwrap();
    assert_eq!((weight.integer, weight.scale, weight.text().as_str()), (1250, 3, "1.250"));
    assert_eq!(weight.quantity().unwrap().millionths(), 1_250_000);
    assert_eq!(label.check_companions(), Ok(()), "everything has its item");
    assert!(!label.separator_lost() && !label.is_guessed());
    assert_eq!(
        label.iter().map(|element| element.ai.as_str()).collect::<Vec<_>>(),
        ["01", "11", "17", "3103", "10", "21"]
    );
}

#[test]
fn a_pallet_gives_count_and_contained_item() {
    let label = read("00109506000000000016|02095060001343523724|10LOT1|");
    assert_eq!(label.sscc(), Some("109506000000000016"));
    assert_eq!(label.contained_gtin().unwrap().as_str(), "09506000134352");
    assert_eq!((label.count(), label.lot()), (Some(24), Some("LOT1")));
    assert_eq!(label.gtin(), None, "the pallet is not the item");
    assert_eq!(label.check_companions(), Ok(()));
}

#[test]
fn separators_are_tolerated_once_everywhere_but_in_front() {
    assert_eq!(shown("10A|"), "(10)A", "at the end");
    assert_eq!(shown("0109506000134352|10A"), "(01)09506000134352(10)A", "behind a predefined length");
    assert_eq!(problem("10A||21B"), "separator", "two in a row");
    assert_eq!(problem("|10A"), "separator", "in front");
    assert_eq!(problem(""), "empty");
}

#[test]
fn fixed_length_is_not_predefined_length() {
    // devices.md 2.2: the most frequent encoder bug.
    for element in ["8005012345", "70032612241530", "40212345678901234560", "422360"] {
        assert!(parse(element).is_ok(), "{element} is whole");
        assert!(parse(&format!("{element}|10A")).is_ok(), "{element} with a separator behind it");
        let found = problem(&format!("{element}10A"));
        assert!(found.starts_with("long "), "{element} needs a separator behind it: {found}");
    }
    assert_eq!(shown("8005012345|10A"), "(8005)012345(10)A");
}

#[test]
fn what_is_wrong_is_named() {
    // What is scanned, the part that is wrong, how many characters stand before the wrong place, and why.
    let rows = [
        ("0109506000134351", "(01)09506000134351", 15, "check 1 for 2"),
        ("17261399", "(17)261399", 2, "date-or-month 261399"),
        ("17000000", "(17)000000", 2, "date-or-month 000000"),
        ("17260230", "(17)260230", 2, "date-or-month 260230"),
        ("10A|17260230", "(17)260230", 6, "date-or-month 260230"),
        ("0410", "0410", 0, "unknown"),
        ("10A|0410", "0410", 4, "unknown"),
        ("A", "A", 0, "unknown"),
        ("1", "1", 0, "unknown"),
        ("10", "(10)", 2, "short 0 of 1"),
        ("10ABCDEFGHIJKLMNOPQRSTU", "(10)ABCDEFGHIJKLMNOPQRSTU", 22, "long 21 of 20"),
        ("10A B", "(10)A B", 3, "character ' '"),
        ("10A^B", "(10)A^B", 3, "character '^'"),
        ("3724A", "(37)24A", 4, "character 'A'"),
        ("010950600013435", "(01)0950600013435", 15, "short 13 of 14"),
        ("310300125", "(3103)00125", 9, "short 5 of 6"),
        ("7003261224", "(7003)261224", 10, "short 6 of 10"),
        ("70032612002359", "(7003)2612002359", 4, "date 261200"),
        ("70032612242460", "(7003)2612242460", 10, "hour-minute 2460"),
        ("422999", "(422)999", 3, "country 999"),
        ("10A|10B", "(10)B", 4, "repeats A"),
        ("01095060001343523710", "(01)09506000134352", 0, "excluded by 37"),
        ("31000000013101000001", "(3100)000001", 0, "excluded by 3101"),
        ("253095060001343", "(253)095060001343", 15, "short 12 of 13"),
        ("70072611212611", "(7007)2611212611", 14, "short 10 of 12"),
        ("8013198765", "(8013)198765", 8, "letters 65 for BR"),
    ];
    for (text, part, at, expected) in rows {
        let error = parse(text).expect_err(text);
        let found = (error.part.as_str(), error.at, named(&error.problem));
        assert_eq!(found, (part, at, expected.to_owned()), "{text}");
        assert!(error.to_string().starts_with(&format!("use {part}")), "a message reads after 'could not'");
    }
}

#[test]
fn the_same_value_twice_is_one_fact() {
    assert!(parse("10A|10A").is_ok(), "two symbols of one label repeat themselves");
}

#[test]
fn centuries_move_with_the_clock() {
    let seen = |text: &str, today: Date| PrintedDate::parse(text, today).map(PrintedDate::last_day);
    let in_2026 = [("760101", 2076), ("770101", 1977), ("270101", 2027), ("990101", 1999), ("000101", 2000)];
    for (text, year) in in_2026 {
        assert_eq!(seen(text, today()), Some(date(year, 1, 1)), "{text} in 2026");
    }
    assert_eq!(seen("010101", date(2098, 1, 1)), Some(date(2101, 1, 1)), "near the end of a century");
    assert_eq!(seen("480101", date(2098, 1, 1)), Some(date(2148, 1, 1)), "50 years ahead at most");
    assert_eq!(seen("490101", date(2098, 1, 1)), Some(date(2049, 1, 1)), "49 years back at most");
    assert_eq!(seen("280229", today()), Some(date(2028, 2, 29)), "a leap year");
    assert_eq!(seen("270229", today()), None, "none");
    for no_date in ["", "26", "26112a", "261132", "000000", "2611210", "+61121"] {
        assert_eq!(seen(no_date, today()), None, "{no_date}");
    }
}

#[test]
fn day_00_is_the_whole_month() {
    assert_eq!(read("17280200").expiry(), Some(Expiry::Month(date(2028, 2, 29))), "good to its last day");
    let made = read("11260900");
    assert_eq!(made.made_on(), None, "no day is known");
    assert_eq!(made.date("11"), Some(PrintedDate::Month(date(2026, 9, 30))));
}

#[test]
fn the_last_good_day_comes_from_expiry_before_best_before() {
    assert_eq!(read("152701011727020117270201").expiry(), Some(Expiry::On(date(2027, 2, 1))));
    assert_eq!(read("15270101").expiry(), Some(Expiry::On(date(2027, 1, 1))));
    assert_eq!(read("70032701021200|15270101").expiry(), Some(Expiry::On(date(2027, 1, 2))), "with a time");
    assert_eq!(read("16270101").expiry(), None, "sell by is not the last good day");
    assert_eq!(read("16270101").date("16"), Some(PrintedDate::Day(date(2027, 1, 1))));
    assert_eq!(read("800826112014").made_on(), Some(date(2026, 11, 20)), "production time has the day");
}

#[test]
fn companions_are_asked_for_apart() {
    let lot = read("10A");
    assert_eq!(
        lot.check_companions().unwrap_err().problem,
        Problem::Alone { needs: "01 02 03 8006 8026".into() }
    );
    let item = read("0109506000134352");
    let both = item.joined(&lot).unwrap();
    assert_eq!(both.human_readable(), "(01)09506000134352(10)A", "two symbols of one item are one message");
    assert_eq!(both.check_companions(), Ok(()));
    let other = both.joined(&read("10B")).unwrap_err();
    assert_eq!((named(&other.problem).as_str(), other.at), ("repeats A", 23), "two lots are not one item");
    assert_eq!(both.joined(&lot).unwrap(), both, "read again changes nothing");
    // 250 needs (01 or 8006) and 21; 7004 needs 01 with 10.
    assert!(read("0109506000134352250X").check_companions().is_err());
    assert!(read("0109506000134352250X|21Y").check_companions().is_ok());
    assert!(read("01095060001343527004100").check_companions().is_err());
    assert!(read("010950600013435210A|7004100").check_companions().is_ok());
    assert!(
        read("0109506000134352392212|3103000001").check_companions().is_ok(),
        "31nn stands for any measure"
    );
}

#[test]
fn a_lost_separator_is_suspected() {
    for lost in [
        "10LOT121SER9",
        "010950600013435210LOT117271130",
        "10LOT13103001250",
        "21S10L",
        "0209506000134352371210",
    ] {
        assert!(read(lost).separator_lost(), "{lost} reads in two ways");
    }
    assert!(read("010950600013435210LOT121SER9").separator_lost());
    for whole in [
        "10LOT1|21SER9",
        "10LOT1",
        "010950600013435210K26A",
        "010950600013435210LOT1997",
        "010950600013435210K2612",
        "010950600013435217271130",
        "10LOT17",
    ] {
        assert!(!read(whole).separator_lost(), "{whole} reads in one way only");
    }
}

#[test]
fn measures_are_exact_at_every_scale() {
    for (scale, text) in ["123456", "12345.6", "1234.56", "123.456", "12.3456", "1.23456"].iter().enumerate()
    {
        let measure = read(&format!("310{scale}123456")).net_weight_kg().unwrap();
        assert_eq!((measure.text().as_str(), usize::from(measure.scale)), (*text, scale));
        assert_eq!(measure.quantity().unwrap().text(0), text.trim_end_matches('0'), "no digit lost");
    }
    let vector = parse_bracketed("(01)99521234002348 (3103)002045", today());
    let vector = vector.expect("units.md: item, 2.045 kg, one piece");
    assert_eq!(vector.net_weight_kg().unwrap().text(), "2.045");
    assert!(vector.gtin().unwrap().is_variable_measure());
    assert_eq!(read("3202000500").net_weight_lb().unwrap().text(), "5.00");
    assert_eq!(read("3922125").measure("392"), None, "a price is no measure");
    assert_eq!(read("3103000001").measure(""), None);
}

#[test]
fn brackets_are_a_way_of_writing() {
    let read = |text: &str| parse_bracketed(text, today());
    let wrong = |text: &str| read(text).map_err(|error| (error.at, named(&error.problem))).expect_err(text);
    assert_eq!(read("(01)09506000134352(10)A\\(1)").unwrap().lot(), Some("A(1)"));
    assert_eq!(read(" (10) A (21) B ").unwrap().human_readable(), "(10)A(21)B");
    assert_eq!(wrong("x(10)A"), (0, "brackets".into()));
    assert_eq!(wrong("(10"), (0, "brackets".into()));
    assert_eq!(wrong("(10)"), (4, "short 0 of 1".into()));
    assert_eq!(wrong("(04)1"), (0, "unknown".into()));
    assert_eq!(wrong("(10)A(1)1"), (5, "unknown".into()));
    assert_eq!(wrong(""), (0, "empty".into()));
    assert_eq!(
        wrong(" (10) A(17)261399"),
        (11, "date-or-month 261399".into()),
        "where it stands in the text"
    );
    assert_eq!(wrong("(10)A\\(1)^"), (9, "character '^'".into()), "the backslash is counted");
    assert_eq!(wrong("(01)09506000134352(37)1"), (0, "excluded by 37".into()));
}

#[test]
fn a_label_carries_separators_where_they_are_needed() {
    let label =
        Elements::build(&[("01", "09506000134352"), ("10", "LOT1"), ("17", "271130")], today()).unwrap();
    assert_eq!(label.element_string(), "010950600013435210LOT1\u{1d}17271130");
    let last = Elements::build(&[("422", "360"), ("8005", "012345"), ("10", "Z")], today()).unwrap();
    assert_eq!(
        last.element_string(),
        "422360\u{1d}8005012345\u{1d}10Z",
        "fixed but not predefined, and none at the end"
    );
    assert_eq!(last.human_readable(), "(422)360(8005)012345(10)Z");
    let wrong = |parts: &[(&str, &str)]| {
        let error = Elements::build(parts, today()).expect_err("is refused");
        (error.part, error.at, named(&error.problem))
    };
    assert_eq!(wrong(&[("10", "A B")]), ("(10)A B".into(), 5, "character ' '".into()));
    let swallowed = wrong(&[("17", "271130"), ("10", "A\u{1d}21B")]);
    assert_eq!(swallowed, ("(10)A␝21B".into(), 15, "character '\\u{1d}'".into()), "no separator gets in");
    assert_eq!(wrong(&[]), (String::new(), 0, "empty".into()));
    assert_eq!(wrong(&[("5", "x")]), ("(5)x".into(), 0, "unknown".into()));
}

#[test]
fn elements_survive_being_stored() {
    let label = read("010950600013435210LOT1|17280200");
    let stored = serde_json::to_string(&label).unwrap();
    assert_eq!(serde_json::from_str::<Elements>(&stored).unwrap(), label, "a step resumes after a power cut");
}

const NEARLY_RIGHT: &str = "(01|10|17|21|3103|37|8008|7003|421|8013|8006|253|\u{1d}|[0-9A-Z%!]{1,6}){0,12}";
const SET_82: &str = "[!-\"%-?A-Z_a-z]{1,20}";

proptest! {
    #[test]
    fn no_bytes_break_it(data in prop::collection::vec(any::<u8>(), 0..120)) {
        match gs1::parse(&data, today()) {
            Ok(elements) => prop_assert!(elements.iter().next().is_some(), "something is read"),
            Err(wrong) => prop_assert!(!wrong.to_string().is_empty(), "or it is said why not"),
        }
    }

    #[test]
    fn nearly_right_data_breaks_nothing(data in NEARLY_RIGHT) {
        if let Ok(elements) = gs1::parse(data.as_bytes(), today()) {
            let again = gs1::parse(elements.element_string().as_bytes(), today());
            let again = again.map(|again| again.human_readable());
            prop_assert_eq!(again, Ok(elements.human_readable()), "what is read can be printed");
            let _ = (elements.expiry(), elements.made_on(), elements.count(), elements.net_weight_kg());
            let _ = elements.check_companions();
        }
    }

    #[test]
    fn no_typed_text_breaks_it(text in "[()\\\\0-9A-Za-zé ]{0,40}|.{0,40}") {
        match parse_bracketed(&text, today()) {
            Ok(elements) => prop_assert!(elements.iter().next().is_some(), "something is read"),
            Err(wrong) => prop_assert!(!wrong.to_string().is_empty(), "or it is said why not"),
        }
    }

    #[test]
    fn lots_and_serials_come_back_as_printed(lot in SET_82, serial in SET_82) {
        let parts = [("01", "09506000134352"), ("10", lot.as_str()), ("21", serial.as_str())];
        let label = Elements::build(&parts, today()).unwrap();
        let read = gs1::parse(label.element_string().as_bytes(), today()).unwrap();
        prop_assert_eq!(read.lot(), Some(lot.as_str()));
        prop_assert_eq!(read.serial(), Some(serial.as_str()), "case and signs kept");
        prop_assert!(!read.separator_lost(), "a separator was there");
    }
}
