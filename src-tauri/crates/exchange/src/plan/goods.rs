//! Finding what a line names: owner, item, place, lot and quantity. What is not found is refused with the
//! nearest that it could have meant.

use super::Look;
use super::near::{near_code, near_sku};
use crate::column::Column;
use crate::line::{Cells, Measured};
use crate::said::Why;
use domain::entry::Evidence;
use domain::item::{Item, Pack};
use domain::location::{Location, LocationKind};
use domain::units::{self, UnitKind};
use domain::{OwnerId, Quantity, QuantityError, Ratio};
use ledger::table::owner::{self, Owner};
use ledger::table::{item, item_fact, location};
use ledger::{Error, Transaction};
use std::collections::HashMap;

/// What was looked up for the lines of one chunk, so that a file in order asks once.
pub(crate) struct Goods {
    /// The house first.
    owners: Vec<Owner>,
    items: HashMap<(Option<OwnerId>, String), Item>,
    packs: HashMap<domain::ItemId, Vec<Pack>>,
    locations: HashMap<String, Location>,
}

/// A quantity as it was written and in stock units.
pub(crate) struct Amounted {
    pub quantity: Quantity,
    /// "12 carton", when it was not written in the stock unit.
    pub reading: String,
    /// Converted where the density was asked.
    pub evidence: Evidence,
    /// The unit it was written in, with stock units in one.
    pub pack: Option<(String, Ratio)>,
    /// It has more decimals than the item is kept with.
    pub is_finer: bool,
}

impl Amounted {
    /// Finer input is refused with the finest that is taken.
    pub(crate) fn refuse_finer(&self, item: &Item, cells: &mut Cells<'_>) {
        if self.is_finer {
            let (text, decimals) = (self.quantity.text(0), i64::from(item.decimals));
            cells.refuse(Column::Quantity, Why::TooFine { text, decimals });
        }
    }
}

impl Goods {
    pub(crate) fn new(tx: &Transaction) -> Result<Goods, Error> {
        let owners = owner::all(tx)?;
        Ok(Goods { owners, items: HashMap::new(), packs: HashMap::new(), locations: HashMap::new() })
    }

    pub(crate) fn forget(&mut self) {
        self.items.clear();
        self.packs.clear();
        self.locations.clear();
    }

    /// Whom the line names; the house when it names nobody.
    pub(crate) fn owner(&self, cells: &mut Cells<'_>) -> Option<OwnerId> {
        match cells.text(Column::Owner) {
            None if cells.refused.is_empty() => self.owners.first().map(|house| house.id),
            None => None,
            Some(name) => self.owner_named(&name, cells),
        }
    }

    fn owner_named(&self, name: &str, cells: &mut Cells<'_>) -> Option<OwnerId> {
        let found = self.owners.iter().find(|owner| owner.name.to_lowercase() == name.to_lowercase());
        if found.is_none() {
            cells.refuse(Column::Owner, Why::UnknownOwner { owner: name.to_owned() });
        }
        found.map(|owner| owner.id)
    }

    /// The item of the line's SKU, and of its owner where the file says one.
    pub(crate) fn item(&mut self, look: &Look<'_, '_>, cells: &mut Cells<'_>) -> Result<Option<Item>, Error> {
        let Some(sku) = cells.required(Column::Sku) else { return Ok(None) };
        let owner = match cells.text(Column::Owner) {
            Some(name) => match self.owner_named(&name, cells) {
                Some(owner) => Some(owner),
                None => return Ok(None),
            },
            None => None,
        };
        if let Some(known) = self.items.get(&(owner, sku.clone())) {
            return Ok(Some(known.clone()));
        }
        let mut found = item::by_sku(look.tx, &sku)?;
        found.retain(|item| owner.is_none_or(|owner| item.owner == owner));
        let exact: Vec<&Item> = found.iter().filter(|item| item.sku == sku).collect();
        match exact.as_slice() {
            [only] => {
                let only = (*only).clone();
                self.items.insert((owner, sku), only.clone());
                Ok(Some(only))
            }
            [] => {
                let near = found.first().map(|item| item.sku.clone());
                self.unknown_item(look, cells, sku, near)?;
                Ok(None)
            }
            _ => {
                cells.refuse(Column::Sku, Why::ItemOfSeveral { sku });
                Ok(None)
            }
        }
    }

    fn unknown_item(
        &mut self,
        look: &Look<'_, '_>,
        cells: &mut Cells<'_>,
        sku: String,
        near: Option<String>,
    ) -> Result<(), Error> {
        let near = match near {
            Some(near) => Some(near),
            None => near_sku(look.tx, &sku)?,
        };
        cells.refuse(
            Column::Sku,
            match near {
                Some(nearest) => Why::UnknownItemNear { sku, nearest },
                None => Why::UnknownItem { sku },
            },
        );
        Ok(())
    }

    /// The place of the line: one that goods can stand at.
    pub(crate) fn place(
        &mut self,
        look: &Look<'_, '_>,
        cells: &mut Cells<'_>,
    ) -> Result<Option<Location>, Error> {
        let Some(code) = cells.required(Column::Location) else { return Ok(None) };
        if let Some(known) = self.locations.get(&code) {
            return Ok(Some(known.clone()));
        }
        let Some(found) = location::by_code(look.tx, &code)? else {
            let near = near_code(look.tx, &code)?;
            cells.refuse(
                Column::Location,
                match near {
                    Some(nearest) => Why::UnknownLocationNear { location: code, nearest },
                    None => Why::UnknownLocation { location: code },
                },
            );
            return Ok(None);
        };
        if !matches!(found.kind, LocationKind::Bin | LocationKind::Zone | LocationKind::Container) {
            cells.refuse(Column::Location, Why::NotAPlaceForStock { location: code });
            return Ok(None);
        }
        self.locations.insert(code, found.clone());
        Ok(Some(found))
    }

    /// The line's quantity in stock units. Zero and less are for the caller to judge.
    pub(crate) fn quantity(
        &mut self,
        look: &Look<'_, '_>,
        cells: &mut Cells<'_>,
        item: &Item,
    ) -> Result<Option<Amounted>, Error> {
        if cells.is_empty(Column::Quantity) {
            cells.missing(Column::Quantity);
            return Ok(None);
        }
        let Some(Measured { number, unit }) = cells.measured(Column::Quantity) else { return Ok(None) };
        let (unit, place) = match (unit, cells.text(Column::Unit)) {
            (Some(one), Some(other)) if !is_same_unit(&one, &other) => {
                cells.refuse(Column::Quantity, Why::UnitsDiffer { text: one, unit: other });
                return Ok(None);
            }
            (_, Some(unit)) => (Some(unit), Column::Unit),
            (Some(unit), None) => (Some(unit), Column::Quantity),
            (None, None) => (None, Column::Unit),
        };
        let factor = match unit {
            None => None,
            Some(unit) => match self.factor(look.tx, item, &unit)? {
                Ok(factor) => factor,
                Err(why) => {
                    cells.refuse(place, why);
                    return Ok(None);
                }
            },
        };
        Ok(match in_stock_units(&number, item, factor) {
            Ok(amounted) => Some(amounted),
            Err(why) => {
                cells.refuse(Column::Quantity, *why);
                None
            }
        })
    }

    /// Stock units in one `unit`, with our word for it; `None` for the stock unit itself.
    #[allow(clippy::type_complexity, reason = "a fault of the ledger, a refusal, or the stock unit itself")]
    fn factor(
        &mut self,
        tx: &Transaction,
        of: &Item,
        unit: &str,
    ) -> Result<Result<Option<(String, Ratio)>, Why>, Error> {
        if unit == of.unit || units::canonical(unit) == Some(of.unit.as_str()) {
            return Ok(Ok(None));
        }
        let packs = self.packs(tx, of)?;
        let word = units::pack_word(unit);
        let named = |pack: &&Pack| {
            pack.name.to_lowercase() == unit.to_lowercase() || word.is_some_and(|word| word.word == pack.name)
        };
        if let Some(pack) = packs.iter().find(named) {
            return Ok(Ok(Some((pack.name.clone(), pack.factor))));
        }
        if let Some(factor) = units::factor(unit, &of.unit) {
            let word = units::canonical(unit).unwrap_or(unit).to_owned();
            return Ok(Ok(Some((word, factor))));
        }
        if let Some((word, pieces)) = word.and_then(|word| Some((word.word, word.pieces?)))
            && of.unit == "pcs"
        {
            let factor = Ratio::new(pieces, 1).expect("a dozen, a kodi and a gross are positive");
            return Ok(Ok(Some((word.to_owned(), factor))));
        }
        let density = item_fact::of(tx, of.id)?.density();
        if let Some(factor) = density.and_then(|density| units::factor_by_density(unit, &of.unit, density)) {
            let word = units::canonical(unit).unwrap_or(unit).to_owned();
            return Ok(Ok(Some((word, factor))));
        }
        let (unit, stock_unit) = (unit.to_owned(), of.unit.clone());
        if units::find(&unit).is_some_and(|unit| unit.kind != UnitKind::Count) {
            return Ok(Err(Why::NeedsDensity { unit, stock_unit }));
        }
        let known: Vec<String> =
            std::iter::once(stock_unit).chain(packs.iter().map(|pack| pack.name.clone())).collect();
        Ok(Err(Why::UnknownUnit { unit, known: known.join(", ") }))
    }

    pub(crate) fn packs(&mut self, tx: &Transaction, of: &Item) -> Result<Vec<Pack>, Error> {
        if let Some(known) = self.packs.get(&of.id) {
            return Ok(known.clone());
        }
        let found = item::packs(tx, of.id)?;
        self.packs.insert(of.id, found.clone());
        Ok(found)
    }
}

fn is_same_unit(one: &str, other: &str) -> bool {
    let canonical = |unit: &str| {
        let pack = units::pack_word(unit).map(|pack| pack.word);
        units::canonical(unit).or(pack).map_or_else(|| unit.to_lowercase(), str::to_owned)
    };
    canonical(one) == canonical(other)
}

/// A conversion is rounded once, at the last digit kept; weights that were converted may be finer than shown.
fn in_stock_units(number: &str, item: &Item, factor: Option<(String, Ratio)>) -> Result<Amounted, Box<Why>> {
    let refused = |error: QuantityError| {
        Box::new(match error {
            QuantityError::NotANumber { text } => Why::NotANumber { text },
            QuantityError::TooFine { text, .. } => Why::TooFine { text, decimals: i64::from(item.decimals) },
            QuantityError::TooLarge => Why::TooLarge { text: number.to_owned() },
        })
    };
    let written = Quantity::parse(number, 6).map_err(refused)?;
    let Some((word, factor)) = factor else {
        let is_finer = written.rounded(item.decimals) != written;
        let (reading, evidence) = (String::new(), Evidence::Imported);
        return Ok(Amounted { quantity: written, reading, evidence, pack: None, is_finer });
    };
    let quantity = written.times(factor).map_err(refused)?;
    let is_counted = units::find(&item.unit).is_none_or(|unit| unit.kind == UnitKind::Count);
    let is_finer = is_counted && quantity.rounded(item.decimals) != quantity;
    // Between mass and volume the density was asked.
    let kinds = units::find(&word).zip(units::find(&item.unit));
    let is_by_density = kinds.is_some_and(|(from, to)| from.kind != to.kind);
    let evidence = if is_by_density { Evidence::Converted } else { Evidence::Imported };
    let reading = format!("{number} {word}");
    Ok(Amounted { quantity, reading, evidence, pack: Some((word, factor)), is_finer })
}
