//! Weights and measures of a message, exactly as they are printed.

use crate::quantity::{Quantity, QuantityError};

/// An exact decimal number: `integer` ÷ 10^`scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    pub integer: u64,
    /// 0 to 9; 0 to 5 for weights and measures.
    pub scale: u8,
}

impl Measure {
    /// In millionths.
    ///
    /// # Errors
    /// [`QuantityError::TooFine`] when digits stand behind the sixth place, [`QuantityError::TooLarge`]
    /// beyond 2^53.
    pub fn quantity(self) -> Result<Quantity, QuantityError> {
        let too_fine = || QuantityError::TooFine { text: self.text(), decimals: 6 };
        let integer = i64::try_from(self.integer).map_err(|_| QuantityError::TooLarge)?;
        let millionths = match 6_i32 - i32::from(self.scale) {
            missing @ 0.. => {
                integer.checked_mul(10_i64.pow(missing.unsigned_abs())).ok_or(QuantityError::TooLarge)?
            }
            excess => {
                let divisor = 10_i64.checked_pow(excess.unsigned_abs()).ok_or_else(too_fine)?;
                if integer % divisor != 0 {
                    return Err(too_fine());
                }
                integer / divisor
            }
        };
        Quantity::from_millionths(millionths)
    }

    /// With all its places: `2.045`.
    pub fn text(self) -> String {
        let scale = usize::from(self.scale);
        let digits = format!("{:0>width$}", self.integer, width = scale + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
    }
}
