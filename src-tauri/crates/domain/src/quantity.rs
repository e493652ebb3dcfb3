//! Quantities: whole millionths of the item's stock unit, one scale for all items, for ever. No floating
//! point. Rounding happens once, half to even, only where a conversion does not come out even.

use serde::{Deserialize, Serialize};

/// Millionths of one stock unit.
pub const SCALE: i64 = 1_000_000;
const LIMIT: i64 = (1 << 53) - 1;

/// A signed count of millionths of the item's stock unit, always |q| < 2^53.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity(i64);

/// An exact positive fraction, such as the 48 of a carton or the 0.915 kg of a litre of oil.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    numerator: i64,
    denominator: i64,
}

/// A quantity outside the ledger: decimal text with its unit, `{"amount":"12.5","unit":"kg"}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Amount {
    /// Decimal point, no thousands separator, all decimals the item shows; exactly, however fine it is.
    pub amount: String,
    pub unit: String,
    /// Where the number is finer than the item shows: the same rounded half to even, to be read with "≈".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", ts(optional))]
    pub about: Option<String>,
    /// Of a catch-weight item: how many pieces ride along.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", ts(optional, type = "number"))]
    pub pieces: Option<i64>,
}

/// Why a text or a calculation gives no quantity.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuantityError {
    #[error("read {text:?} as a number")]
    NotANumber { text: String },
    #[error("take {text}: at most {decimals} decimals are kept for this item")]
    TooFine { text: String, decimals: u8 },
    #[error("hold a number that large")]
    TooLarge,
}

impl Quantity {
    pub const ZERO: Quantity = Quantity(0);
    /// One stock unit.
    pub const ONE: Quantity = Quantity(SCALE);

    /// # Errors
    /// [`QuantityError::TooLarge`] at 2^53 and beyond.
    pub fn from_millionths(millionths: i64) -> Result<Quantity, QuantityError> {
        if (-LIMIT..=LIMIT).contains(&millionths) {
            Ok(Quantity(millionths))
        } else {
            Err(QuantityError::TooLarge)
        }
    }

    /// Whole stock units.
    pub fn from_units(units: i64) -> Result<Quantity, QuantityError> {
        Quantity::from_millionths(units.checked_mul(SCALE).ok_or(QuantityError::TooLarge)?)
    }

    pub fn millionths(self) -> i64 {
        self.0
    }

    /// A sum that may be larger than what one place can hold, as of many places: beyond the largest quantity it is
    /// the largest quantity, "at least so much".
    pub fn at_least(quantities: impl IntoIterator<Item = Quantity>) -> Quantity {
        let total: i128 = quantities.into_iter().map(|quantity| i128::from(quantity.0)).sum();
        // It fits: both ends of the range do.
        Quantity(total.clamp(-i128::from(LIMIT), i128::from(LIMIT)) as i64)
    }

    pub fn is_zero(self) -> bool {
        self.0 == 0
    }

    pub fn is_positive(self) -> bool {
        self.0 > 0
    }

    pub fn checked_add(self, other: Quantity) -> Result<Quantity, QuantityError> {
        Quantity::from_millionths(self.0.checked_add(other.0).ok_or(QuantityError::TooLarge)?)
    }

    pub fn checked_sub(self, other: Quantity) -> Result<Quantity, QuantityError> {
        Quantity::from_millionths(self.0.checked_sub(other.0).ok_or(QuantityError::TooLarge)?)
    }

    /// Never overflows: the limit is symmetric.
    pub fn negated(self) -> Quantity {
        Quantity(-self.0)
    }

    /// `self × ratio`, rounded half to even at the last millionth.
    pub fn times(self, ratio: Ratio) -> Result<Quantity, QuantityError> {
        let product = i128::from(self.0) * i128::from(ratio.numerator);
        let rounded = divide_half_even(product, i128::from(ratio.denominator));
        i64::try_from(rounded).map_err(|_| QuantityError::TooLarge).and_then(Quantity::from_millionths)
    }

    /// `self ÷ ratio`, rounded half to even at the last millionth.
    pub fn divided_by(self, ratio: Ratio) -> Result<Quantity, QuantityError> {
        self.times(Ratio { numerator: ratio.denominator, denominator: ratio.numerator })
    }

    /// How many whole `pack`s are in here and what is left, both with the sign of the quantity.
    ///
    /// A pack is as large as it would be booked, rounded to the last millionth: a stored 0.453592 kg is one
    /// pack of 0.45359237 kg. A pack below half a millionth is no pack: zero, and all is left.
    pub fn whole_packs(self, pack: Ratio) -> (i64, Quantity) {
        let (numerator, denominator) =
            (i128::from(pack.numerator) * i128::from(SCALE), i128::from(pack.denominator));
        if divide_half_even(numerator, denominator) == 0 {
            return (0, self);
        }
        let total = i128::from(self.0.unsigned_abs());
        let booked = |packs: i128| divide_half_even(packs * numerator, denominator);
        let floor = total * denominator / numerator;
        let packs = if booked(floor + 1) <= total { floor + 1 } else { floor };
        let left = total - booked(packs);
        let sign = self.0.signum();
        // Both fit: a pack is half a millionth at least, so there are at most twice as many as millionths.
        (sign * packs as i64, Quantity(sign * left as i64))
    }

    /// Rounded half to even to `decimals` places, as a vendor keeps it; from 6 on nothing changes.
    pub fn rounded(self, decimals: u8) -> Quantity {
        let step = 10_i128.pow(6 - u32::from(decimals.min(6)));
        let rounded = divide_half_even(i128::from(self.0), step) * step;
        // At the very limit rounding up would leave the range; the limit itself is then the nearest.
        Quantity((rounded as i64).clamp(-LIMIT, LIMIT))
    }

    /// Reads decimal text with point or comma as the decimal mark and no thousands separator.
    ///
    /// # Errors
    /// [`QuantityError::TooFine`] when a non-zero digit stands behind `decimals` places.
    pub fn parse(text: &str, decimals: u8) -> Result<Quantity, QuantityError> {
        let not_a_number = || QuantityError::NotANumber { text: text.to_owned() };
        let trimmed = text.trim();
        let (negative, digits) = match trimmed.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, trimmed),
        };
        let (whole, fraction) = match digits.find(['.', ',']) {
            Some(mark) => (&digits[..mark], digits[mark + 1..].trim_end_matches('0')),
            None => (digits, ""),
        };
        if whole.is_empty() || !whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) {
            return Err(not_a_number());
        }
        if fraction.len() > usize::from(decimals.min(6)) {
            return Err(QuantityError::TooFine { text: trimmed.to_owned(), decimals });
        }
        let whole: i64 = whole.parse().map_err(|_| QuantityError::TooLarge)?;
        let fraction: i64 = format!("{fraction:0<6}").parse().map_err(|_| not_a_number())?;
        let sum =
            whole.checked_mul(SCALE).and_then(|n| n.checked_add(fraction)).ok_or(QuantityError::TooLarge)?;
        Quantity::from_millionths(if negative { -sum } else { sum })
    }

    /// Decimal text with exactly `decimals` places, or more where the number is finer than that.
    pub fn text(self, decimals: u8) -> String {
        let absolute = self.0.unsigned_abs();
        let sign = if self.0 < 0 { "-" } else { "" };
        let fraction = format!("{:06}", absolute % SCALE as u64);
        let needed = fraction.trim_end_matches('0').len().max(usize::from(decimals.min(6)));
        let whole = absolute / SCALE as u64;
        if needed == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{}", &fraction[..needed]) }
    }

    /// As it crosses to a person: what is finer than `decimals` is kept, and said to be about so much.
    pub fn amount(self, unit: &str, decimals: u8) -> Amount {
        let rounded = self.rounded(decimals);
        let about = (rounded != self).then(|| rounded.text(decimals));
        Amount { amount: self.text(decimals), about, ..Amount::new("", unit) }
    }
}

impl Amount {
    /// Exactly `amount`, decimal text.
    pub fn new(amount: impl Into<String>, unit: &str) -> Amount {
        Amount { amount: amount.into(), unit: unit.to_owned(), about: None, pieces: None }
    }

    /// So many pieces of an item that is weighed, by themselves.
    pub fn of_pieces(pieces: i64) -> Amount {
        Amount::new(pieces.to_string(), "pcs")
    }
}

impl std::iter::Sum for Quantity {
    /// For sums that one balance or one promise bounds: a sum beyond the limit is a bug, and panics rather than give
    /// a wrong number. For sums over places there is [`Quantity::at_least`].
    fn sum<I: Iterator<Item = Quantity>>(iter: I) -> Quantity {
        let total = iter.map(|quantity| i128::from(quantity.0)).sum::<i128>();
        let total = i64::try_from(total).map_err(|_| QuantityError::TooLarge);
        total.and_then(Quantity::from_millionths).expect("the ledger bounds its totals below 2^53 millionths")
    }
}

impl Ratio {
    pub const ONE: Ratio = Ratio { numerator: 1, denominator: 1 };

    /// `None` unless both are positive.
    pub fn new(numerator: i64, denominator: i64) -> Option<Ratio> {
        (numerator > 0 && denominator > 0).then(|| {
            let divisor = greatest_common_divisor(numerator.into(), denominator.into());
            // Both fit: dividing makes no number larger.
            Ratio { numerator: numerator / divisor as i64, denominator: denominator / divisor as i64 }
        })
    }

    /// From decimal text such as `48`, `0.915`, `0.45359237`; `None` when it is not a positive number of at
    /// most 12 decimals.
    pub fn parse(text: &str) -> Option<Ratio> {
        let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
        if fraction.len() > 12 || !whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        Ratio::new(format!("{whole}{fraction}").parse().ok()?, 10_i64.pow(fraction.len() as u32))
    }

    /// `self × other`, exactly; `None` when the shortened fraction has no room.
    pub fn times(self, other: Ratio) -> Option<Ratio> {
        Ratio::shortened(
            i128::from(self.numerator) * i128::from(other.numerator),
            i128::from(self.denominator) * i128::from(other.denominator),
        )
    }

    /// `self ÷ other`, exactly; `None` when the shortened fraction has no room.
    pub fn divided_by(self, other: Ratio) -> Option<Ratio> {
        self.times(Ratio { numerator: other.denominator, denominator: other.numerator })
    }

    fn shortened(numerator: i128, denominator: i128) -> Option<Ratio> {
        let divisor = greatest_common_divisor(numerator, denominator);
        Ratio::new((numerator / divisor).try_into().ok()?, (denominator / divisor).try_into().ok()?)
    }

    pub fn numerator(self) -> i64 {
        self.numerator
    }

    pub fn denominator(self) -> i64 {
        self.denominator
    }
}

fn greatest_common_divisor(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// `denominator` > 0.
fn divide_half_even(numerator: i128, denominator: i128) -> i128 {
    let (quotient, remainder) = (numerator.div_euclid(denominator), numerator.rem_euclid(denominator));
    match (remainder * 2).cmp(&denominator) {
        std::cmp::Ordering::Less => quotient,
        std::cmp::Ordering::Greater => quotient + 1,
        std::cmp::Ordering::Equal => quotient + (quotient & 1),
    }
}
