//! What is known of an item beside how it is counted: allergens, storage, food or not, days, a usual piece, its
//! density, and which suppliers have a halal certificate for it. Holds the facts and what follows from them
//! alone; where goods may stand is asked in the floor.

use crate::quantity::{Quantity, Ratio};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A piece that is further from its usual weight than this is asked about once, in percent.
pub const ODD_PERCENT: i128 = 25;

macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $text:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($variant),* }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// As stored.
            pub fn text(self) -> &'static str {
                match self { $( $name::$variant => $text ),* }
            }

            pub fn from_text(text: &str) -> Option<$name> {
                match text { $( $text => Some($name::$variant), )* _ => None }
            }
        }
    };
}

words!(
    /// How goods are kept.
    StorageClass {
        Dry = "dry", Chilled = "chilled", Frozen = "frozen", Chemical = "chemical", Packaging = "packaging",
    }
);

words!(
    /// Groups that labels name (food-labels.md; the company confirms which of them where).
    Allergen {
        Gluten = "gluten", Crustaceans = "crustaceans", Molluscs = "molluscs", Egg = "egg", Fish = "fish",
        Peanut = "peanut", Soy = "soy", Milk = "milk", TreeNuts = "tree_nuts", Sesame = "sesame",
        Sulphite = "sulphite",
    }
);

words!(ShelfLifeUnit { Days = "days", Months = "months" });

/// How long what we make is good, from the day it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShelfLife {
    pub count: u32,
    pub unit: ShelfLifeUnit,
}

/// All that is known; nothing where nobody said anything.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ItemFacts {
    pub contains: BTreeSet<Allergen>,
    pub may_contain: BTreeSet<Allergen>,
    pub storage: Option<StorageClass>,
    pub is_food: Option<bool>,
    pub days_after_opening: Option<u32>,
    pub shelf_life: Option<ShelfLife>,
    /// Minutes it may be out of its storage.
    pub minutes_out: Option<u32>,
    /// Millionths of the stock unit.
    pub usual_piece: Option<i64>,
    /// Kilograms per litre as numerator and denominator, and where that comes from.
    pub density: Option<(i64, i64)>,
    pub density_source: String,
}

/// A supplier's certificate for one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HalalCertificate {
    pub supplier: String,
    pub number: String,
    /// The last day it is good; `None`: it does not end.
    pub last_day: Option<Date>,
}

impl ItemFacts {
    pub fn usual_piece(&self) -> Option<Quantity> {
        self.usual_piece.and_then(|millionths| Quantity::from_millionths(millionths).ok())
    }

    /// Kilograms per litre.
    pub fn density(&self) -> Option<Ratio> {
        self.density.and_then(|(numerator, denominator)| Ratio::new(numerator, denominator))
    }

    /// So many pieces do not usually weigh that much: more than [`ODD_PERCENT`] off. Nothing is odd without pieces or
    /// without a usual weight.
    pub fn is_odd(&self, weight: Quantity, pieces: i64) -> bool {
        let Some(usual) = self.usual_piece().filter(|_| pieces > 0) else { return false };
        let expected = i128::from(usual.millionths()) * i128::from(pieces);
        let off = (i128::from(weight.millionths()) - expected).abs();
        off * 100 > expected * ODD_PERCENT
    }
}

impl HalalCertificate {
    pub fn is_past(&self, today: Date) -> bool {
        self.last_day.is_some_and(|last_day| last_day < today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_off_is_usual_and_a_little_more_is_odd() {
        let sacks = ItemFacts { usual_piece: Some(20_000_000), ..ItemFacts::default() };
        let kg = |text: &str| Quantity::parse(text, 6).unwrap();
        assert!(!sacks.is_odd(kg("61.3"), 3), "three sacks of about 20 kg");
        assert!(!sacks.is_odd(kg("75"), 3) && !sacks.is_odd(kg("45"), 3), "exactly a quarter off");
        assert!(sacks.is_odd(kg("75.000001"), 3) && sacks.is_odd(kg("44.999999"), 3), "and a grain more");
        assert!(!sacks.is_odd(kg("5"), 0), "no piece weighs nothing usual");
        assert!(!ItemFacts::default().is_odd(kg("500"), 1), "nobody said what is usual");
    }

    #[test]
    fn a_certificate_is_good_on_its_last_day() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let one = HalalCertificate {
            supplier: "Supplier A".to_owned(),
            number: "ID-1".to_owned(),
            last_day: Some(day("2026-11-21")),
        };
        assert!(
            !one.is_past(day("2026-11-21")) && one.is_past(day("2026-11-22")),
            "the last day is included"
        );
        assert!(!HalalCertificate { last_day: None, ..one }.is_past(day("2100-01-01")), "one without an end");
    }
}
