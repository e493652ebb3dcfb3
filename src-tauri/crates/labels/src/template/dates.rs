//! Dates as a market or a language writes them. A pattern is made of `dd d MMMM MMM MM M yyyy yy` and
//! anything between them; months in letters are capitals, so that nobody takes one for the day.

use super::Language;
use jiff::civil::{Date, DateTime};

const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MONTHS_ID: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];
/// Short ones are not always the first three letters.
const SHORT_ID: [&str; 12] =
    ["JAN", "FEB", "MAR", "APR", "MEI", "JUN", "JUL", "AGU", "SEP", "OKT", "NOV", "DES"];
/// What is written where nothing else is asked for.
pub(super) const PLAIN: &str = "dd MMM yyyy";

pub(super) fn written(date: Date, pattern: &str, language: Language) -> String {
    let mut text = String::new();
    let mut rest = pattern;
    while let Some(letter) = rest.chars().next() {
        let same = rest.chars().take_while(|other| *other == letter).count();
        let part = match (letter, same) {
            ('d', 1) => date.day().to_string(),
            ('d', 2) => format!("{:02}", date.day()),
            ('M', 1) => date.month().to_string(),
            ('M', 2) => format!("{:02}", date.month()),
            ('M', 3) => short_month(date, language),
            ('M', 4) => long_month(date, language).to_uppercase(),
            ('y', 2) => format!("{:02}", date.year().rem_euclid(100)),
            ('y', 4) => format!("{:04}", date.year()),
            _ => rest[..same * letter.len_utf8()].to_owned(),
        };
        text.push_str(&part);
        rest = &rest[same * letter.len_utf8()..];
    }
    text
}

/// Hours and minutes as the language separates them.
pub(super) fn time(at: DateTime, language: Language) -> String {
    let separator = if language == Language::Id { '.' } else { ':' };
    format!("{:02}{separator}{:02}", at.hour(), at.minute())
}

fn short_month(date: Date, language: Language) -> String {
    match language {
        Language::Id => SHORT_ID[date.month() as usize - 1].to_owned(),
        Language::En => long_month(date, language)[..3].to_uppercase(),
    }
}

fn long_month(date: Date, language: Language) -> &'static str {
    let months = if language == Language::Id { &MONTHS_ID } else { &MONTHS_EN };
    months[date.month() as usize - 1]
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_are_written_as_markets_write_them() {
        let day = date(2027, 8, 5);
        let cases = [
            ("dd MMM yyyy", Language::Id, "05 AGU 2027"),
            ("dd MMM yyyy", Language::En, "05 AUG 2027"),
            ("MM-dd-yyyy", Language::En, "08-05-2027"),
            ("MMMM yyyy", Language::Id, "AGUSTUS 2027"),
            ("d/M/yy", Language::En, "5/8/27"),
            ("yyMMdd", Language::En, "270805"),
            ("“yyyy” ddd é", Language::En, "“2027” ddd é"),
        ];
        for (pattern, language, expected) in cases {
            assert_eq!(written(day, pattern, language), expected, "{pattern}");
        }
        assert_eq!(time(date(2026, 11, 21).at(7, 4, 0, 0), Language::Id), "07.04");
    }
}
