//! Numbers and dates as people write them: read right, or not at all.

use exchange::reading::day::{self, Order, Read};
use exchange::reading::number::{self, Mark, NotRead};
use jiff::civil::{Date, date};
use proptest::prelude::*;

#[test]
fn a_number_is_read_when_it_can_mean_only_one_thing() {
    for (text, read) in [
        ("1250", "1250"),
        ("1.250,5", "1250.5"),
        ("1,250.5", "1250.5"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("0,125", "0.125"),
        ("1234,567", "1234.567"),
        ("1.234.567", "1234567"),
        ("1,234,567.89", "1234567.89"),
        ("1 234 567,8", "1234567.8"),
        ("1\u{202f}234", "1234"),
        ("1'234.50", "1234.5"),
        ("-3,20", "-3.2"),
        ("+7", "7"),
        ("\u{2212}0", "0"),
        ("007", "7"),
    ] {
        assert_eq!(number::read(text, None).as_deref(), Ok(read), "{text}");
    }
}

#[test]
fn the_doubtful_one_is_read_only_when_the_file_settles_it() {
    for (text, decimal, grouped) in
        [("1.250", "1.25", "1250"), ("1,250", "1.25", "1250"), ("-12,345", "-12.345", "-12345")]
    {
        let unsure = NotRead::Unsure { decimal: decimal.to_owned(), grouped: grouped.to_owned() };
        assert_eq!(number::read(text, None), Err(unsure), "{text} is asked about (units.md)");
        let own = if text.contains('.') { Mark::Point } else { Mark::Comma };
        let other = if own == Mark::Point { Mark::Comma } else { Mark::Point };
        assert_eq!(number::read(text, Some(own)).as_deref(), Ok(decimal), "its mark is the decimal one");
        assert_eq!(number::read(text, Some(other)).as_deref(), Ok(grouped), "its mark groups thousands");
        assert_eq!(number::evidence(text), None, "it proves nothing for others");
    }
}

#[test]
fn what_is_no_number_is_refused() {
    for text in [
        "",
        "-",
        "abc",
        "1e3",
        "1.5E+3",
        "12x345",
        "1,2,3",
        "1.23.456",
        "12,34,567",
        "1..5",
        ",5",
        "5,",
        "--5",
        "5-",
        "1.234,567.8",
        "½",
        "٣",
        "1_000",
        "0x10",
        "NaN",
        "inf",
        "1 23",
    ] {
        assert_eq!(number::read(text, None), Err(NotRead::NotANumber), "{text:?} is not guessed at");
    }
}

#[test]
fn stored_numbers_show_the_digits_a_spreadsheet_keeps() {
    for (value, text) in [
        (0.1 + 0.2, "0.3"),
        (8_991_234_567_890.0, "8991234567890"),
        (0.000_001, "0.000001"),
        (-12.5, "-12.5"),
        (0.0, "0"),
        (-0.0, "0"),
        (1234.567, "1234.567"),
        (999_999_999_999_999.0, "999999999999999"),
        (1e-20, "0.00000000000000000001"),
    ] {
        assert_eq!(number::stored(value).as_deref(), Some(text), "{value}");
    }
    for value in [1e15, 9.512_340_000_000_001e17, f64::NAN, f64::INFINITY] {
        assert_eq!(number::stored(value), None, "{value} has lost digits already, or is no number");
    }
}

#[test]
fn a_date_is_read_when_it_can_mean_only_one_day() {
    let june = Read::Day(date(2027, 6, 27));
    for text in [
        "2027-06-27",
        "2027/6/27",
        "27/06/2027",
        "27.6.2027",
        "06/27/2027",
        "27 Jun 2027",
        "27 Juni 2027",
        "June 27, 2027",
        "27-JUN-2027",
        "20270627",
        "2027-06-27T00:00:00",
        "27/06/2027 14:05",
        "46565",
    ] {
        assert_eq!(day::read(text, None), Ok(june), "{text}");
    }
    for text in ["2027-06", "06/2027", "Jun 2027", "Juni 2027"] {
        assert_eq!(day::read(text, None), Ok(Read::Month(date(2027, 6, 30))), "{text} is its last day");
    }
    assert_eq!(day::read("05/05/2027", None), Ok(Read::Day(date(2027, 5, 5))), "the same either way");
    assert_eq!(day::read("21 Agustus 2027", None), Ok(Read::Day(date(2027, 8, 21))), "Indonesian months");
}

#[test]
fn the_doubtful_day_is_read_only_when_the_column_settles_it() {
    let (april, march) = (date(2027, 4, 3), date(2027, 3, 4));
    let unsure = day::NotRead::Unsure { day_first: april, month_first: march };
    assert_eq!(day::read("03/04/2027", None), Err(unsure));
    assert_eq!(day::read("03/04/2027", Some(Order::DayFirst)), Ok(Read::Day(april)));
    assert_eq!(day::read("03/04/2027", Some(Order::MonthFirst)), Ok(Read::Day(march)));
    assert_eq!(day::evidence("27/06/2027"), Some(Order::DayFirst));
    assert_eq!(day::evidence("06/27/2027"), Some(Order::MonthFirst));
    assert_eq!(day::evidence("03/04/2027"), None, "it proves nothing for others");
}

#[test]
fn what_is_no_date_is_refused() {
    for text in [
        "",
        "soon",
        "2027-02-30",
        "31/04/2027",
        "13/13/2027",
        "0000-01-01",
        "1/1/0027",
        "99999999",
        "123",
        "27//2027/6/1",
    ] {
        assert_eq!(day::read(text, None), Err(day::NotRead::NotADate), "{text:?} is not guessed at");
    }
    for text in ["27/06/28", "06/27", "27 Jun 28"] {
        assert_eq!(day::read(text, None), Err(day::NotRead::ShortYear), "{text:?} needs four digits");
    }
}

/// A number written in every way there is.
fn grouped(whole: u64, fraction: &str, group: &str, mark: &str) -> String {
    let digits = whole.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push_str(group);
        }
        text.push(digit);
    }
    if fraction.is_empty() { text } else { format!("{text}{mark}{fraction}") }
}

proptest! {
    #[test]
    fn no_text_makes_the_number_reader_fall_over(text in "\\PC{0,30}|[0-9.,' \u{202f}+-]{0,30}") {
        for settled in [None, Some(Mark::Point), Some(Mark::Comma)] {
            if let Ok(read) = number::read(&text, settled) {
                prop_assert!(read.parse::<f64>().is_ok(), "{read} is plain decimal text");
                let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
                let (read, text) = (digits(&read), digits(&text));
                let core = read.trim_matches('0');
                prop_assert!(text.contains(core), "digits are never made up");
            }
        }
    }

    #[test]
    fn a_number_is_never_guessed(
        whole in 0_u64..10_000_000_000, fraction in "[0-9]{0,6}", style in 0..4_usize,
    ) {
        let (group, mark) = [(".", ","), (",", "."), ("", "."), ("", ",")][style];
        let text = grouped(whole, &fraction, group, mark);
        let meant = match fraction.trim_end_matches('0') {
            "" => whole.to_string(),
            fraction => format!("{whole}.{fraction}"),
        };
        let settled = if mark == "," { Mark::Comma } else { Mark::Point };
        let read = number::read(&text, Some(settled));
        prop_assert_eq!(read, Ok(meant.clone()), "with the file's mark it is read as meant");
        match number::read(&text, None) {
            Err(NotRead::Unsure { decimal, grouped }) => {
                prop_assert!(meant == decimal || meant == grouped, "what was meant is among what is offered");
            }
            read => prop_assert_eq!(read, Ok(meant), "without it, it is read as meant or not at all"),
        }
    }

    #[test]
    fn no_text_makes_the_date_reader_fall_over(
        text in "\\PC{0,30}|[0-9/. -]{0,20}|[0-9]{1,2} (Jan|Mei|Okt|sept) [0-9]{2,4}",
    ) {
        for settled in [None, Some(Order::DayFirst), Some(Order::MonthFirst)] {
            if let Ok(Read::Day(day) | Read::Month(day)) = day::read(&text, settled) {
                prop_assert!((1990..=2199).contains(&day.year()), "{day} is a day that goods may have");
            }
        }
    }

    #[test]
    fn a_date_is_never_guessed(days in 0_i64..70_000, style in 0..3_usize) {
        let meant: Date = date(1990, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
        let (year, month, day_of) = (meant.year(), meant.month(), meant.day());
        let text = match style {
            0 => format!("{year:04}-{month:02}-{day_of:02}"),
            1 => format!("{day_of}/{month}/{year}"),
            _ => format!("{month:02}/{day_of:02}/{year}"),
        };
        match day::read(&text, None) {
            Ok(read) => prop_assert_eq!(read, Read::Day(meant)),
            Err(day::NotRead::Unsure { day_first, month_first }) => {
                let is_offered = meant == day_first || meant == month_first;
                prop_assert!(is_offered, "what was meant is among what is offered");
            }
            Err(other) => prop_assert!(false, "{:?} for {}", other, text),
        }
    }

    #[test]
    fn no_stored_number_is_made_up(value in proptest::num::f64::ANY) {
        if let Some(text) = number::stored(value) {
            let back: f64 = text.parse().unwrap();
            prop_assert!((back - value).abs() <= value.abs() * 1e-14, "{value} is written as {text}");
        }
    }

    #[test]
    fn a_serial_is_a_day_or_nothing(serial in proptest::num::f64::ANY) {
        if let Some(day) = day::of_serial(serial) {
            prop_assert!((1990..=2199).contains(&day.year()));
        }
    }
}
