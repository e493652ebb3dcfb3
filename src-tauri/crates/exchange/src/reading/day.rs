//! Calendar days as people write them: ISO, day/month/year in either order, month words in English and
//! Indonesian, and the day numbers of spreadsheets. What can be read as two days is read as neither, unless
//! the column settles it.

use jiff::civil::{Date, date};

/// The order of a column with numbers only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    DayFirst,
    MonthFirst,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read {
    Day(Date),
    /// Only a month is written; its last day.
    Month(Date),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRead {
    NotADate,
    /// `03/04/2027`: the third of April, or the fourth of March.
    Unsure {
        day_first: Date,
        month_first: Date,
    },
    /// `27/06/28`: which of them is the year?
    ShortYear,
}

/// Goods are neither older nor good for longer.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2199;
/// Day 0 of spreadsheets, from 1 March 1900 on.
const DAY_ZERO: Date = date(1899, 12, 30);
#[rustfmt::skip]
const MONTHS: [&[&str]; 12] = [
    &["january", "januari", "jan"], &["february", "februari", "feb", "peb", "pebruari"],
    &["march", "maret", "mar"], &["april", "apr"], &["may", "mei"], &["june", "juni", "jun"],
    &["july", "juli", "jul"], &["august", "agustus", "aug", "agu", "agt", "ags"],
    &["september", "sept", "sep"], &["october", "oktober", "oct", "okt"],
    &["november", "nop", "nov", "nopember"], &["december", "desember", "dec", "des"],
];

/// `settled`: the order that other cells of the column prove.
pub fn read(text: &str, settled: Option<Order>) -> Result<Read, NotRead> {
    let parts = parts(text).ok_or(NotRead::NotADate)?;
    match parts.as_slice() {
        [Part::Number(digits)] => whole_number(digits),
        [Part::Number(a), Part::Number(b)] => month_and_year(a, b),
        [Part::Word(month), Part::Number(year)] => month_of_year(*month, year),
        [Part::Number(day), Part::Word(month), Part::Number(year)]
        | [Part::Word(month), Part::Number(day), Part::Number(year)] => {
            named(day, *month, year).map(Read::Day)
        }
        [Part::Number(a), Part::Number(b), Part::Number(c)] => three(a, b, c, settled).map(Read::Day),
        _ => Err(NotRead::NotADate),
    }
}

/// The order that this text proves, if it proves one.
pub fn evidence(text: &str) -> Option<Order> {
    let parts = parts(text)?;
    let [Part::Number(a), Part::Number(b), Part::Number(year)] = parts.as_slice() else { return None };
    let (day_first, month_first) = both(a, b, year)?;
    match (day_first, month_first) {
        (Some(_), None) => Some(Order::DayFirst),
        (None, Some(_)) => Some(Order::MonthFirst),
        _ => None,
    }
}

/// The day a spreadsheet stores as this number.
pub fn of_serial(serial: f64) -> Option<Date> {
    if !(serial.is_finite() && (0.0..=200_000.0).contains(&serial)) {
        return None;
    }
    let days = jiff::Span::new().try_days(serial.floor() as i64).ok()?;
    DAY_ZERO.checked_add(days).ok().filter(|day| YEARS.contains(&day.year()))
}

/// `None` for what is no day of ours.
pub fn of_parts(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok().filter(|date| YEARS.contains(&date.year()))
}

enum Part {
    Number(String),
    /// From 1.
    Word(i8),
}

/// Numbers and month words, whatever stands between them; a time of day behind the date is left out.
fn parts(text: &str) -> Option<Vec<Part>> {
    let text = without_time(text.trim());
    if text.chars().count() > 40 || text.starts_with(['-', '/', '.']) {
        return None;
    }
    let is_between = |sign: char| matches!(sign, '/' | '-' | '.' | ' ' | ',' | '\u{a0}');
    let mut parts = Vec::new();
    for piece in text.split(is_between).filter(|piece| !piece.is_empty()) {
        parts.push(if piece.bytes().all(|byte| byte.is_ascii_digit()) {
            Part::Number(piece.to_owned())
        } else {
            let word = piece.to_lowercase();
            let index = MONTHS.iter().position(|words| words.contains(&word.as_str()))?;
            Part::Word(index as i8 + 1)
        });
    }
    (!parts.is_empty()).then_some(parts)
}

/// `2027-06-27T00:00:00` and `27/06/2027 14:05` are days.
fn without_time(text: &str) -> &str {
    let end = text.find(['T', ' ']).filter(|end| {
        let behind = &text[end + 1..];
        let is_clock = |sign: char| sign.is_ascii_digit() || matches!(sign, ':' | '.' | 'Z' | '+' | '-');
        behind.contains(':') && behind.chars().all(is_clock)
    });
    end.map_or(text, |end| &text[..end])
}

/// `20270627`, or the number of a day in a spreadsheet.
fn whole_number(digits: &str) -> Result<Read, NotRead> {
    let found = match digits.len() {
        8 => day_of(&digits[..4], &digits[4..6], &digits[6..]),
        5 => digits.parse::<f64>().ok().and_then(of_serial),
        _ => None,
    };
    found.map(Read::Day).ok_or(NotRead::NotADate)
}

/// `2027-06` and `06/2027`.
fn month_and_year(a: &str, b: &str) -> Result<Read, NotRead> {
    let (month, year) = match (a.len(), b.len()) {
        (4, 1..=2) => (b, a),
        (1..=2, 4) => (a, b),
        (1..=2, 1..=2) => return Err(NotRead::ShortYear),
        _ => return Err(NotRead::NotADate),
    };
    let first = day_of(year, month, "1").ok_or(NotRead::NotADate)?;
    Ok(Read::Month(first.last_of_month()))
}

fn month_of_year(month: i8, year: &str) -> Result<Read, NotRead> {
    if year.len() == 2 {
        return Err(NotRead::ShortYear);
    }
    let first = day_of(year, &month.to_string(), "1").ok_or(NotRead::NotADate)?;
    Ok(Read::Month(first.last_of_month()))
}

fn named(day: &str, month: i8, year: &str) -> Result<Date, NotRead> {
    if year.len() == 2 {
        return Err(NotRead::ShortYear);
    }
    day_of(year, &month.to_string(), day).ok_or(NotRead::NotADate)
}

fn three(a: &str, b: &str, c: &str, settled: Option<Order>) -> Result<Date, NotRead> {
    if a.len() == 4 {
        return day_of(a, b, c).ok_or(NotRead::NotADate);
    }
    let (day_first, month_first) = both(a, b, c).ok_or(if c.len() == 2 && a.len() <= 2 {
        NotRead::ShortYear
    } else {
        NotRead::NotADate
    })?;
    match (day_first, month_first, settled) {
        (Some(one), Some(other), _) if one == other => Ok(one),
        (Some(day), Some(_), Some(Order::DayFirst)) | (Some(day), None, _) => Ok(day),
        (Some(_), Some(day), Some(Order::MonthFirst)) | (None, Some(day), _) => Ok(day),
        (Some(day_first), Some(month_first), None) => Err(NotRead::Unsure { day_first, month_first }),
        (None, None, _) => Err(NotRead::NotADate),
    }
}

/// What `a/b/year` is with the day first and with the month first; `None` unless the year has four digits.
fn both(a: &str, b: &str, year: &str) -> Option<(Option<Date>, Option<Date>)> {
    let is_short = |part: &str| matches!(part.len(), 1..=2);
    (year.len() == 4 && is_short(a) && is_short(b)).then(|| (day_of(year, b, a), day_of(year, a, b)))
}

fn day_of(year: &str, month: &str, day: &str) -> Option<Date> {
    if year.len() != 4 {
        return None;
    }
    of_parts(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}
