//! Items: what stock is counted of, with pack levels. Every item has exactly one owner and one stock unit.

use crate::id::{ItemId, OwnerId};
use crate::quantity::{Amount, Quantity, Ratio};

/// An item as the floor needs it while it works.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub id: ItemId,
    pub owner: OwnerId,
    pub sku: String,
    /// Name by language (`en`, `id`); the face picks the reader's, else the first.
    pub names: Vec<(String, String)>,
    /// Stock unit, one of `units.md`'s words (`kg`, `L`, `pcs`); never changes after the first movement.
    pub unit: String,
    /// How many decimals may be entered and are shown, 0–6.
    pub decimals: u8,
    /// Name of a pictogram in the design system.
    pub pictogram: String,
    /// A lot is asked for before goods are booked.
    pub lot_tracked: bool,
    pub serial_tracked: bool,
    /// The weight is the quantity, pieces ride along.
    pub catch_weight: bool,
    pub expiry_rule: ExpiryRule,
    /// Days before the last good day from which a warning is shown.
    pub near_expiry_days: i64,
    /// Pattern for lots we make ourselves: `{item}{yy}{day of year}{station}{n}` when empty.
    pub lot_pattern: String,
}

/// What the item's packs usually say about their date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExpiryRule {
    /// A date or month is asked for at receipt.
    Asked,
    /// None is printed on this item (salt, sugar, vinegar).
    NonePrinted,
}

/// A pack level: "carton of 48". Exactly `factor` stock units.
#[derive(Clone, Debug, PartialEq)]
pub struct Pack {
    pub item: ItemId,
    /// The floor's word: carton, sack, jerrycan, roll.
    pub name: String,
    pub factor: Ratio,
}

/// What a barcode stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct CodeMeaning {
    pub item: Item,
    /// `None`: one stock unit (or, for catch weight, a pack to be weighed).
    pub pack: Option<Pack>,
}

impl Item {
    /// The name in `language`, else the first one, else the SKU.
    pub fn name(&self, language: &str) -> &str {
        self.names
            .iter()
            .find(|(of, _)| of == language)
            .or_else(|| self.names.first())
            .map_or(self.sku.as_str(), |(_, name)| name.as_str())
    }

    /// `quantity` as it crosses to a person: decimal text with all shown decimals and the unit.
    pub fn amount(&self, quantity: Quantity) -> Amount {
        quantity.amount(&self.unit, self.decimals)
    }

    /// The same with the pieces that ride along, where the item is weighed.
    pub fn weighed(&self, quantity: Quantity, pieces: i64) -> Amount {
        Amount { pieces: self.catch_weight.then_some(pieces), ..self.amount(quantity) }
    }
}
