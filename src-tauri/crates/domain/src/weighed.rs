//! Codes in which a shop's scale hides a weight, a price or a count: EAN-13 and UPC-A with a restricted
//! prefix. Where the digits stand is decided by country or shop, so every layout is a setting. Source: GS1
//! General Specifications 2.1.12.2 and 7.9.6 (price or weight verifier digit).

mod layout;
mod verifier;

pub use layout::{Layout, LayoutError};
pub use verifier::verifier;

use crate::gs1::Measure;
use crate::gtin::Gtin;
use crate::refusal::Refusal;

/// What the scale's digits say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// In the unit the item is kept in, kilograms or pounds.
    Weight(Measure),
    /// In the site's currency.
    Price(Measure),
    Count(u64),
}

/// A code read by its layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighed {
    /// By which the item is looked up: the same number with zeros where the scale's digits were.
    pub key: Gtin,
    /// The item's own digits.
    pub item: String,
    /// `None` where all of them are zero: the label names the item alone.
    pub told: Option<Told>,
}

/// The verifier digit of the scale's digits is wrong: the code was misread or printed wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("read {code} as weighed goods: character {} is {found} and should be {expected}", at + 1)]
pub struct WrongVerifier {
    pub code: String,
    /// Characters in front of it, in thirteen digits.
    pub at: usize,
    pub expected: char,
    pub found: char,
}

/// All layouts of a site; no code fits two of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layouts(Vec<Layout>);

impl WrongVerifier {
    pub fn refusal(&self) -> Refusal {
        Refusal::WrongVerifier {
            code: self.code.clone(),
            at: self.at as i64 + 1,
            expected: self.expected.to_string(),
            found: self.found.to_string(),
        }
    }
}

impl Layouts {
    /// # Errors
    /// [`LayoutError::Overlap`] when a code could be read by two of them.
    pub fn new(layouts: Vec<Layout>) -> Result<Layouts, LayoutError> {
        for (index, layout) in layouts.iter().enumerate() {
            if let Some(other) = layouts[..index].iter().find(|other| other.overlaps(layout)) {
                return Err(LayoutError::Overlap { first: other.template(), second: layout.template() });
            }
        }
        Ok(Layouts(layouts))
    }

    /// What the code says; `None` where no layout is for it.
    ///
    /// # Errors
    /// A wrong verifier digit.
    pub fn read(&self, gtin: &Gtin) -> Result<Option<Weighed>, WrongVerifier> {
        let layout = self.0.iter().find(|layout| layout.fits(gtin));
        layout.map(|layout| layout.read(gtin)).transpose()
    }
}
