//! What an empty crate weighs, and what that leaves of a weight that was read together with it. Exact: millionths of
//! a kilogram, and rounded only where an item is kept in a unit that does not come out even.

use crate::quantity::{Amount, Quantity, QuantityError, Ratio};
use crate::units::{self, UnitKind};

/// The unit a tare is kept and shown in.
pub const UNIT: &str = "kg";
const DECIMALS: u8 = 3;
/// Anything heavier is a slip: grams that were written as kilograms.
const HEAVIEST_KG: i64 = 500;

/// More than nothing and at most 500 kg.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tare(Quantity);

/// Why a text is no tare.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TareError {
    #[error(transparent)]
    Number(#[from] QuantityError),
    /// Neither kg nor g, or no unit at all.
    #[error("weigh a crate in {unit:?}: kg or g")]
    Unit { unit: String },
    #[error("take a tare that is not above zero")]
    NotPositive,
    #[error("take a tare above {limit_kg} kg")]
    TooHeavy { limit_kg: i64 },
}

/// The weight of a full crate, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gross {
    /// In kg.
    Weighs(Quantity),
    /// The nth of the goods is not kept by weight.
    NotByWeight(usize),
}

impl Tare {
    /// Decimal text with its unit: kg to the millionth, g to the thousandth, so that nothing is rounded.
    ///
    /// # Errors
    /// Each of [`TareError`].
    pub fn parse(number: &str, unit: &str) -> Result<Tare, TareError> {
        let read = match units::canonical(unit) {
            Some("kg") => Quantity::parse(number, 6)?,
            Some("g") => {
                let grams = Quantity::parse(number, 3)?;
                grams.divided_by(Ratio::new(1_000, 1).expect("a thousand is positive"))?
            }
            _ => return Err(TareError::Unit { unit: unit.to_owned() }),
        };
        Tare::of_kg(read)
    }

    /// # Errors
    /// [`TareError::NotPositive`], [`TareError::TooHeavy`].
    pub fn of_kg(weight: Quantity) -> Result<Tare, TareError> {
        let heaviest = Quantity::from_units(HEAVIEST_KG)?;
        match weight {
            _ if !weight.is_positive() => Err(TareError::NotPositive),
            _ if weight > heaviest => Err(TareError::TooHeavy { limit_kg: HEAVIEST_KG }),
            _ => Ok(Tare(weight)),
        }
    }

    pub fn kg(self) -> Quantity {
        self.0
    }

    pub fn amount(self) -> Amount {
        self.0.amount(UNIT, DECIMALS)
    }

    /// In the unit of goods that are weighed; `None` where they are not kept by weight.
    pub fn in_unit(self, unit: &str) -> Option<Quantity> {
        // A tare is at most half a tonne: it fits in every unit of mass.
        units::factor(UNIT, unit).and_then(|factor| self.0.times(factor).ok())
    }

    /// The goods in the crate and the crate together: each with its unit. `crates`: the crates that stand in it.
    ///
    /// # Errors
    /// [`QuantityError::TooLarge`].
    pub fn gross<'a>(
        self,
        goods: impl IntoIterator<Item = (Quantity, &'a str)>,
        crates: impl IntoIterator<Item = Tare>,
    ) -> Result<Gross, QuantityError> {
        let mut sum = self.0;
        for (index, (quantity, unit)) in goods.into_iter().enumerate() {
            let Some(factor) = units::factor(unit, UNIT) else { return Ok(Gross::NotByWeight(index)) };
            sum = sum.checked_add(quantity.times(factor)?)?;
        }
        for tare in crates {
            sum = sum.checked_add(tare.0)?;
        }
        Ok(Gross::Weighs(sum))
    }
}

/// Kept by weight: kg, g, lb, oz.
pub fn is_weight(unit: &str) -> bool {
    units::find(unit).is_some_and(|unit| unit.kind == UnitKind::Mass)
}
