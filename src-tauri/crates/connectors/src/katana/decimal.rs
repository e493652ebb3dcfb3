//! Katana's numbers: read from a JSON number or from text, written as a JSON number with at most five
//! decimals. They are decimal text in between and are never calculated with in floating point.

use domain::{Quantity, Ratio};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// A decimal as plain text: no exponent, no plus sign.
///
/// A JSON number passes through the shortest text of a 64-bit float, which is exact for the at most 15
/// digits here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal(String);

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        let value = Value::deserialize(deserializer)?;
        let text = match &value {
            Value::Number(number) => plain(&number.to_string()),
            Value::String(text) => plain(text),
            _ => None,
        };
        text.map(Decimal).ok_or_else(|| serde::de::Error::custom(format!("{value} is no number")))
    }
}

impl Decimal {
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Millionths, a finer number rounded half to even; `None` beyond 2^53.
    pub fn quantity(&self) -> Option<Quantity> {
        let (negative, digits) = match self.0.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, self.0.as_str()),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let (kept, beyond) = fraction.split_at(fraction.len().min(6));
        let millionths: i64 = format!("{whole}{kept:0<6}").parse().ok()?;
        let up = match beyond.bytes().next() {
            None | Some(b'0'..=b'4') => false,
            Some(b'5') => beyond[1..].bytes().any(|digit| digit != b'0') || millionths % 2 == 1,
            Some(_) => true,
        };
        let rounded = millionths.checked_add(i64::from(up))?;
        Quantity::from_millionths(if negative { -rounded } else { rounded }).ok()
    }

    /// `None` unless it is more than zero.
    pub fn ratio(&self) -> Option<Ratio> {
        let fraction = self.0.split_once('.').map(|(_, fraction)| fraction.trim_end_matches('0'));
        match fraction {
            Some(fraction) => Ratio::parse(&format!("{}.{fraction}", self.0.split('.').next()?)),
            None => Ratio::parse(&self.0),
        }
    }
}

/// `1e-5` and `1.0E+3` as `0.00001` and `1000`; `None` for what is no number or has no end.
fn plain(text: &str) -> Option<String> {
    const MOST_DIGITS: u32 = 40;
    let text = text.trim();
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (sign, digits) = match mantissa.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", mantissa.strip_prefix('+').unwrap_or(mantissa)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all = format!("{whole}{fraction}");
    if all.is_empty()
        || !all.bytes().all(|byte| byte.is_ascii_digit())
        || exponent.unsigned_abs() > MOST_DIGITS
    {
        return None;
    }
    // Where the point stands, counted from the left of `all`.
    let point = i32::try_from(whole.len()).ok()? + exponent;
    let padded = match point {
        ..=0 => format!("{}{all}", "0".repeat(usize::try_from(1 - point).ok()?)),
        _ => format!("{all:0<width$}", width = usize::try_from(point).ok()?),
    };
    let (whole, fraction) = padded.split_at(usize::try_from(point.max(1)).ok()?);
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    Some(if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") })
}

/// A quantity on its way out. At most 15 digits, so the shortest text of the float is the decimal itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number(pub Quantity);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.0.text(0);
        match text.parse::<i64>() {
            Ok(whole) => serializer.serialize_i64(whole),
            Err(_) => serializer.serialize_f64(text.parse().expect("decimal text of a quantity is a number")),
        }
    }
}

/// Half to even at the fifth decimal, the vendor's last (sheet, 5.1).
pub fn five_decimals(quantity: Quantity) -> Quantity {
    const STEP: i64 = 10;
    let tenth = Ratio::new(1, STEP).expect("one tenth is positive");
    let steps = quantity.times(tenth).expect("a tenth of a quantity is no larger");
    Quantity::from_millionths(steps.millionths() * STEP)
        .expect("rounding moves it by five millionths at most")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(value: Value) -> Option<Decimal> {
        serde_json::from_value(value).ok()
    }

    #[test]
    fn a_number_and_its_text_are_the_same_decimal() {
        for (value, text, millionths) in [
            (json!(12), "12", 12_000_000),
            (json!("10.00000"), "10.00000", 10_000_000),
            (json!(0.00001), "0.00001", 10),
            (json!(-0.33334), "-0.33334", -333_340),
            (json!("1e3"), "1000", 1_000_000_000),
            (json!("-2.5E-3"), "-0.0025", -2_500),
            (json!("0.0000005"), "0.0000005", 0),
            (json!("0.0000015"), "0.0000015", 2),
            (json!("0.00000251"), "0.00000251", 3),
        ] {
            let decimal = read(value.clone()).unwrap_or_else(|| panic!("{value} is a number"));
            assert_eq!(decimal.text(), text, "the text of {value}");
            let quantity = decimal.quantity().unwrap();
            assert_eq!(quantity.millionths(), millionths, "{value}, half to even at the millionth");
        }
        for wrong in [json!("ten"), json!(""), json!(null), json!([1]), json!("1e999"), json!("1.2.3")] {
            assert_eq!(read(wrong.clone()), None, "{wrong} is no number");
        }
    }

    #[test]
    fn what_goes_out_has_at_most_five_decimals_and_no_idle_ones() {
        for (millionths, text) in [
            (38_000_000, "38"),
            (333_333, "0.33333"),
            (333_335, "0.33334"),
            (333_345, "0.33334"),
            (10, "0.00001"),
        ] {
            let quantity = five_decimals(Quantity::from_millionths(millionths).unwrap());
            assert_eq!(serde_json::to_string(&Number(quantity)).unwrap(), text, "{millionths} millionths");
        }
    }

    #[test]
    fn a_factor_may_carry_idle_zeros() {
        let factor = read(json!("48.0000000000")).unwrap().ratio();
        assert_eq!(factor, Ratio::new(48, 1), "a carton of 48");
        assert_eq!(read(json!("0")).unwrap().ratio(), None, "nothing is bought in units of nothing");
    }
}
