//! Sums of many movements. One quantity stays below 2^53 millionths; what passed through a place in years may not.

use domain::{Amount, Quantity, QuantityError};

/// An exact signed count of millionths of a stock unit, at most nine billion billions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Total(i64);

impl Total {
    pub const ZERO: Total = Total(0);

    pub fn from_millionths(millionths: i64) -> Total {
        Total(millionths)
    }

    pub fn millionths(self) -> i64 {
        self.0
    }

    pub fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// # Errors
    /// [`QuantityError::TooLarge`].
    pub fn plus(self, other: impl Into<Total>) -> Result<Total, QuantityError> {
        self.0.checked_add(other.into().0).map(Total).ok_or(QuantityError::TooLarge)
    }

    /// # Errors
    /// [`QuantityError::TooLarge`].
    pub fn minus(self, other: impl Into<Total>) -> Result<Total, QuantityError> {
        self.0.checked_sub(other.into().0).map(Total).ok_or(QuantityError::TooLarge)
    }

    /// Decimal text with `decimals` places, or more where the number is finer than that.
    pub fn text(self, decimals: u8) -> String {
        let scale = domain::quantity::SCALE.unsigned_abs();
        let (whole, fraction) = (self.0.unsigned_abs() / scale, self.0.unsigned_abs() % scale);
        let fraction = format!("{fraction:06}");
        let places = fraction.trim_end_matches('0').len().max(usize::from(decimals.min(6)));
        let (sign, point) = (if self.0 < 0 { "-" } else { "" }, if places == 0 { "" } else { "." });
        format!("{sign}{whole}{point}{}", &fraction[..places])
    }

    /// As a quantity crosses, as far as a quantity goes.
    pub fn amount(self, unit: &str, decimals: u8) -> Amount {
        let quantity = Quantity::from_millionths(self.0).map(|quantity| quantity.amount(unit, decimals));
        quantity.unwrap_or_else(|_| Amount::new(self.text(decimals), unit))
    }
}

impl From<Quantity> for Total {
    fn from(quantity: Quantity) -> Total {
        Total(quantity.millionths())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_reads_as_a_quantity_does_and_goes_on_where_that_ends() {
        for millionths in [0, 1, -1, 1_500_000, -12_345_678, 25_000_000] {
            let quantity = Quantity::from_millionths(millionths).unwrap();
            for decimals in [0, 3, 6] {
                assert_eq!(Total::from(quantity).text(decimals), quantity.text(decimals), "the same number");
            }
        }
        let largest = Quantity::from_millionths((1 << 53) - 1).unwrap();
        let two = Total::from(largest).plus(largest).unwrap();
        assert_eq!(two.text(0), "18014398509.481982", "a quantity cannot hold it, a sum can");
        assert!(Total::from_millionths(i64::MAX).plus(largest).is_err(), "too large is said, never wrapped");
    }
}
