//! The one place that asks the clock and makes new identities. Everything below gets time as a value.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use uuid::Uuid;

/// UTC milliseconds now.
pub fn now_ms() -> i64 {
    Timestamp::now().as_millisecond()
}

/// A new identity, born now.
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}

/// The site's calendar day of an instant; UTC's when the zone's name is not known here.
pub fn day_of(instant_ms: i64, time_zone: &str) -> Date {
    time_of(instant_ms, time_zone).date()
}

/// The same with the time of day.
pub fn time_of(instant_ms: i64, time_zone: &str) -> DateTime {
    let zone = TimeZone::get(time_zone).unwrap_or(TimeZone::UTC);
    let instant = Timestamp::from_millisecond(instant_ms).unwrap_or(Timestamp::UNIX_EPOCH);
    instant.to_zoned(zone).datetime()
}
