//! Stock units in one pack, as a file and a change keep them.

use domain::item::Pack;
use domain::{ItemId, Ratio};
use ledger::table::item;
use ledger::{Error, Transaction};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Fraction(pub i64, pub i64);

impl Fraction {
    pub(crate) fn of(ratio: Ratio) -> Fraction {
        Fraction(ratio.numerator(), ratio.denominator())
    }

    pub(crate) fn ratio(self) -> Result<Ratio, Error> {
        let why = || format!("{}/{}", self.0, self.1);
        Ratio::new(self.0, self.1).ok_or_else(|| Error::Stored { what: "a pack's factor", why: why() })
    }

    pub(crate) fn write(self, tx: &Transaction, of: ItemId, name: &str) -> Result<(), Error> {
        item::add_pack(tx, &Pack { item: of, name: name.to_owned(), factor: self.ratio()? })
    }

    /// `48`, `0.5`, and `1/3` where decimals never end.
    pub(crate) fn text(self) -> String {
        let (mut numerator, mut denominator, mut places) = (i128::from(self.0), i128::from(self.1), 0);
        while denominator != 1 && places < 12 {
            numerator *= 10;
            let divisor = greatest_common_divisor(numerator, denominator);
            (numerator, denominator, places) = (numerator / divisor, denominator / divisor, places + 1);
        }
        if denominator != 1 {
            return format!("{}/{}", self.0, self.1);
        }
        let digits = format!("{numerator:0>width$}", width = places + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places);
        if places == 0 { whole.to_owned() } else { format!("{whole}.{fraction}") }
    }
}

fn greatest_common_divisor(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
