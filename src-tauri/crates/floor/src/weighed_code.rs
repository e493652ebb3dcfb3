//! Codes that a shop's scale printed: the item, and the weight or the count that is hidden in its digits. A price is
//! nobody's quantity: such a code names the item alone.

use crate::book::Book;
use crate::lookup::{FoundBy, Fragment, Goods, Thing, quantity_of};
use crate::turn::Stop;
use domain::gtin::Gtin;
use domain::item::{CodeMeaning, Item};
use domain::scan::{Reading, Scan};
use domain::weighed::{Told, Weighed};
use domain::{Quantity, Refusal};

impl Book<'_, '_> {
    /// What the bytes of a scan say, by what is set up for its source.
    pub fn read(&self, scan: &Scan) -> Reading {
        self.moment.settings.reading.read(scan, self.moment.today)
    }

    /// `None` where it is no code of a scale.
    ///
    /// # Errors
    /// [`Refusal::WrongVerifier`]: the scale's digits were misread.
    pub fn weighed_code(&self, gtin: &Gtin) -> Result<Option<Weighed>, Stop> {
        let read = self.moment.settings.reading.layouts.read(gtin);
        read.map_err(|wrong| Stop::from(wrong.refusal()))
    }
}

/// The item with what its scale told, as far as the item is kept by that.
pub fn goods(meaning: CodeMeaning, told: Option<Told>) -> Result<Thing, Stop> {
    let CodeMeaning { item, pack } = meaning;
    let quantity = match told {
        Some(Told::Weight(weight)) if is_weighed(&item) => Some(quantity_of(weight)?),
        Some(Told::Count(count)) if item.decimals == 0 => Some(counted(count)?),
        _ => None,
    };
    // A weight without a count is that of one piece.
    let pieces = quantity.filter(|_| item.catch_weight).map(|_| 1);
    let more = Fragment { quantity, pieces, ..Fragment::default() };
    Ok(Thing::Goods(Box::new(Goods { item, pack, lot: None, more, found_by: FoundBy::Code })))
}

/// The layout's value is in the unit the item is kept in.
fn is_weighed(item: &Item) -> bool {
    matches!(item.unit.as_str(), "kg" | "lb")
}

fn counted(count: u64) -> Result<Quantity, Stop> {
    let count = i64::try_from(count).map_err(|_| Refusal::TooLarge {})?;
    Ok(Quantity::from_units(count)?)
}
