//! Numbers as Katana keeps them: exact decimals, five places for quantities, ten for money (fact sheet 5.1).

use serde_json::Value;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};

/// A decimal with ten places. What comes in finer is rounded half away from zero, once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decimal(i128);

const PLACES: u32 = 10;
const SCALE: i128 = 10_i128.pow(PLACES);

impl Decimal {
    pub const ZERO: Decimal = Decimal(0);
    pub const ONE: Decimal = Decimal(SCALE);

    /// Reads `12`, `-0.5`, `1e-7`; `None` for anything else and for what is too large to be stock or money.
    pub fn parse(text: &str) -> Option<Decimal> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (negative, digits) = match mantissa.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, mantissa),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all = format!("{whole}{fraction}");
        if all.is_empty() || all.len() > 30 || !all.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let value: i128 = all.parse().ok()?;
        let shift = exponent + PLACES as i32 - fraction.len() as i32;
        let scaled = match shift {
            0..=25 => value.checked_mul(10_i128.pow(shift as u32))?,
            -35..=-1 => divide_rounded(value, 10_i128.pow(shift.unsigned_abs())),
            _ => return None,
        };
        (scaled <= 10_i128.pow(26)).then_some(Decimal(if negative { -scaled } else { scaled }))
    }

    /// From a JSON number; text is not a number here.
    pub fn from_json(value: &Value) -> Option<Decimal> {
        value.as_number().and_then(|number| Decimal::parse(&number.to_string()))
    }

    /// From a JSON number or from text, where the sheet says both are taken.
    pub fn from_json_or_text(value: &Value) -> Option<Decimal> {
        Decimal::from_json(value).or_else(|| value.as_str().and_then(Decimal::parse))
    }

    /// Rounded to the five places of a quantity.
    pub fn as_quantity(self) -> Decimal {
        Decimal(divide_rounded(self.0, 100_000) * 100_000)
    }

    pub fn times(self, other: Decimal) -> Decimal {
        Decimal(divide_rounded(self.0 * other.0, SCALE))
    }

    /// Zero when `other` is zero: an average over nothing.
    pub fn over(self, other: Decimal) -> Decimal {
        if other.0 == 0 { Decimal::ZERO } else { Decimal(divide_rounded(self.0 * SCALE, other.0)) }
    }

    pub fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// With exactly `places` decimals (at most ten): `"10.00000"`.
    pub fn text(self, places: u32) -> String {
        let rounded = divide_rounded(self.0, 10_i128.pow(PLACES - places));
        let unit = 10_i128.pow(places);
        let sign = if rounded < 0 { "-" } else { "" };
        let (whole, rest) = (rounded.abs() / unit, rounded.abs() % unit);
        if places == 0 {
            format!("{sign}{whole}")
        } else {
            format!("{sign}{whole}.{rest:0width$}", width = places as usize)
        }
    }

    /// As a JSON number.
    pub fn number(self) -> Value {
        let text = self.to_string();
        serde_json::from_str(&text).expect("a decimal's plain text is a JSON number")
    }
}

/// Half away from zero.
fn divide_rounded(value: i128, by: i128) -> i128 {
    let half = by.abs() / 2;
    let sign = value.signum() * by.signum();
    sign * ((value.abs() + half) / by.abs())
}

impl std::fmt::Display for Decimal {
    /// Without idle zeros: `12`, `0.5`.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = self.text(PLACES);
        formatter.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

impl Add for Decimal {
    type Output = Decimal;
    fn add(self, other: Decimal) -> Decimal {
        Decimal(self.0 + other.0)
    }
}

impl Sub for Decimal {
    type Output = Decimal;
    fn sub(self, other: Decimal) -> Decimal {
        Decimal(self.0 - other.0)
    }
}

impl Neg for Decimal {
    type Output = Decimal;
    fn neg(self) -> Decimal {
        Decimal(-self.0)
    }
}

impl AddAssign for Decimal {
    fn add_assign(&mut self, other: Decimal) {
        self.0 += other.0;
    }
}

impl Sum for Decimal {
    fn sum<I: Iterator<Item = Decimal>>(all: I) -> Decimal {
        all.fold(Decimal::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    #[test]
    fn reads_and_writes_the_wire_forms() {
        let read = |text| Decimal::parse(text).unwrap();
        assert_eq!(read("10").text(5), "10.00000", "inventory strings have five places");
        assert_eq!(read("-0.5").text(10), "-0.5000000000", "money strings have ten");
        assert_eq!(read("1e-5").to_string(), "0.00001", "serde_json writes small floats with an exponent");
        assert_eq!(
            read("0.000005").as_quantity().to_string(),
            "0.00001",
            "rounded half up at the fifth place"
        );
        assert_eq!(read("18.640").times(read("3")).to_string(), "55.92");
        assert_eq!(read("91200").over(read("48")).to_string(), "1900");
        for bad in ["", "-", "1,5", "0x1", "1e99", "NaN", "9999999999999999999999999999999999"] {
            assert_eq!(Decimal::parse(bad), None, "{bad} is no quantity");
        }
    }
}
