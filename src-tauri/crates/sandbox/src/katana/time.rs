//! Timestamps on the wire: ISO 8601 in UTC with milliseconds and `Z`; dates alone are taken as midnight UTC.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// `2021-04-14T10:39:40.054Z`.
pub fn text(at_ms: i64) -> String {
    match Timestamp::from_millisecond(at_ms) {
        Ok(at) => format!("{at:.3}"),
        Err(_) => format!("{:.3}", Timestamp::UNIX_EPOCH),
    }
}

/// A full timestamp with zone, or a plain date. `None` when it is neither.
pub fn parse(text: &str) -> Option<i64> {
    if let Ok(at) = text.parse::<Timestamp>() {
        return Some(at.as_millisecond());
    }
    if text.len() != 10 {
        return None;
    }
    midnight(text.parse::<Date>().ok()?)
}

/// The first instant of `date` in UTC.
pub fn midnight(date: Date) -> Option<i64> {
    Some(date.to_zoned(TimeZone::UTC).ok()?.timestamp().as_millisecond())
}

/// The day `at_ms` falls on, in UTC.
pub fn day(at_ms: i64) -> i64 {
    at_ms.div_euclid(86_400_000)
}
