//! The station's half of the demo catalogue; its format is written down beside the file's other reader.

use domain::item_facts::{Allergen, HalalCertificate, ItemFacts, StorageClass};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;

const FILE: &str = include_str!("../../../sandbox/demo/catalogue.json");

#[derive(Debug, Deserialize)]
pub struct Catalogue {
    pub people: Vec<Person>,
    pub places: Vec<Place>,
    pub items: Vec<Item>,
    pub owners: Vec<Owner>,
    pub orders: Vec<Order>,
}

/// Somebody else's goods in this warehouse.
#[derive(Debug, Deserialize)]
pub struct Owner {
    pub name: String,
    pub items: Vec<Item>,
}

#[derive(Debug, Deserialize)]
pub struct Person {
    pub name: String,
    pub role: String,
    pub language: String,
    pub badge: u32,
}

#[derive(Debug, Deserialize)]
pub struct Place {
    pub code: String,
    pub kind: String,
    pub purpose: String,
    pub parent: Option<String>,
    pub name: String,
    /// Of a crate: decimal text.
    pub tare_kg: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Item {
    pub sku: String,
    pub names: BTreeMap<String, String>,
    pub unit: String,
    pub decimals: u8,
    pub pictogram: String,
    pub lot_tracked: bool,
    pub catch_weight: bool,
    pub expiry_rule: String,
    pub near_expiry_days: i64,
    pub unit_gtin: Option<String>,
    pub packs: Vec<Pack>,
    pub opening: Vec<Opening>,
    /// Words of [`Allergen`].
    #[serde(default)]
    pub allergens: Vec<String>,
    pub storage: Option<String>,
    #[serde(default = "food")]
    pub food: bool,
    pub halal_until: Option<String>,
    pub katana: Option<InKatana>,
}

/// What the station wants of it.
#[derive(Debug, Deserialize)]
pub struct InKatana {
    pub supplier: Option<String>,
}

fn food() -> bool {
    true
}

impl Item {
    /// What the guards know of it. A cupboard that is locked, or a kettle, is no way to store.
    pub fn facts(&self) -> ItemFacts {
        ItemFacts {
            contains: self.allergens.iter().filter_map(|name| Allergen::from_text(name)).collect(),
            storage: self.storage.as_deref().and_then(StorageClass::from_text),
            is_food: Some(self.food),
            ..ItemFacts::default()
        }
    }

    /// Its supplier's, where the catalogue says until when.
    pub fn certificate(&self, made_on: Date) -> Option<HalalCertificate> {
        let last_day = day(self.halal_until.as_deref()?, made_on)?;
        let supplier = self.katana.as_ref()?.supplier.clone()?;
        let number = format!("HALAL CONTOH {}", self.sku);
        Some(HalalCertificate { supplier, number, last_day: Some(last_day) })
    }
}

#[derive(Debug, Deserialize)]
pub struct Pack {
    pub name: String,
    pub factor: String,
    pub gtin: Option<String>,
    /// Catch weight: the factor is only usual, so the pack has to be weighed.
    #[serde(default)]
    pub approximate: bool,
}

#[derive(Debug, Deserialize)]
pub struct Opening {
    pub lot: Option<String>,
    pub quantity: String,
    pub expiry: Option<String>,
    pub place: String,
    #[serde(default)]
    pub pieces: i64,
    pub status: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Order {
    pub number: String,
    pub supplier: String,
}

/// The file inside the program; a test reads it, so it cannot be bad.
pub fn read() -> Catalogue {
    serde_json::from_str(FILE).expect("the catalogue inside the program is read by a test")
}

/// `D`, `D+3`, `D-1` on the day the demo was made.
pub fn day(text: &str, made_on: Date) -> Option<Date> {
    let offset = text.strip_prefix('D')?;
    let days: i64 = if offset.is_empty() { 0 } else { offset.parse().ok()? };
    made_on.checked_add(days.days()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_and_date_of_the_catalogue_can_be_read() {
        let catalogue = read();
        let made_on = Date::constant(2026, 11, 21);
        let of_owners = catalogue.owners.iter().flat_map(|owner| &owner.items);
        for item in catalogue.items.iter().chain(of_owners.clone()) {
            let facts = item.facts();
            assert_eq!(facts.contains.len(), item.allergens.len(), "a known allergen: {}", item.sku);
            let is_certified = item.certificate(made_on).is_some();
            assert_eq!(is_certified, item.halal_until.is_some(), "a supplier's, to a day: {}", item.sku);
        }
        for opening in catalogue.items.iter().chain(of_owners).flat_map(|item| &item.opening) {
            assert!(
                catalogue.places.iter().any(|place| place.code == opening.place),
                "opening stock stands at a place that exists: {}",
                opening.place
            );
            if let Some(text) = opening.expiry.as_deref().filter(|text| *text != "none") {
                assert!(day(text, made_on).is_some(), "dates are D plus or minus days: {text}");
            }
        }
    }
}
