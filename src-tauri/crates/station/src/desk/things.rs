//! The items, lots and places that the rows of one page name, read together and once each.

use crate::context::Context;
use domain::item::Item;
use domain::location::Location;
use domain::lot::Lot;
use domain::{ItemId, LocationId, LotId};
use floor::cards;
use floor::screen::{ItemCard, LocationCard, LotCard};
use jiff::civil::Date;
use ledger::table::{item, location, lot};
use ledger::{Error, Transaction};
use std::collections::{BTreeSet, HashMap};

/// What a page needs.
#[derive(Clone, Debug, Default)]
pub struct Named {
    pub items: BTreeSet<ItemId>,
    pub lots: BTreeSet<LotId>,
    pub places: BTreeSet<LocationId>,
}

/// What was found. Rows are never deleted, so what a row names is there.
pub struct Things {
    items: HashMap<ItemId, Item>,
    lots: HashMap<LotId, Lot>,
    places: HashMap<LocationId, Location>,
    language: String,
    today: Date,
}

pub async fn read(context: &Context, language: &str, named: Named) -> Result<Things, Error> {
    let (language, today) = (language.to_owned(), context.moment().today);
    context.ledger.writer().turn(move |tx| within(tx, named, language, today)).await
}

pub fn within(tx: &Transaction, named: Named, language: String, today: Date) -> Result<Things, Error> {
    let mut things =
        Things { items: HashMap::new(), lots: HashMap::new(), places: HashMap::new(), language, today };
    for id in named.items {
        things.items.insert(id, item::by_id(tx, id)?.ok_or_else(|| missing("item", id))?);
    }
    for id in named.lots {
        things.lots.insert(id, lot::by_id(tx, id)?.ok_or_else(|| missing("lot", id))?);
    }
    for id in named.places {
        things.places.insert(id, location::by_id(tx, id)?.ok_or_else(|| missing("place", id))?);
    }
    Ok(things)
}

impl Things {
    pub fn item(&self, id: ItemId) -> Result<&Item, Error> {
        self.items.get(&id).ok_or_else(|| missing("item", id))
    }

    pub fn place(&self, id: LocationId) -> Result<&Location, Error> {
        self.places.get(&id).ok_or_else(|| missing("place", id))
    }

    pub fn item_card(&self, id: ItemId) -> Result<ItemCard, Error> {
        Ok(cards::item_card(self.item(id)?, &self.language))
    }

    pub fn lot_card(&self, id: LotId) -> Result<LotCard, Error> {
        let lot = self.lots.get(&id).ok_or_else(|| missing("lot", id))?;
        let near_expiry_days = self.items.get(&lot.item).map_or(0, |item| item.near_expiry_days);
        Ok(cards::lot_card(lot, near_expiry_days, self.today))
    }

    pub fn place_card(&self, id: LocationId) -> Result<LocationCard, Error> {
        Ok(cards::location_card(self.place(id)?))
    }
}

fn missing(what: &'static str, id: impl std::fmt::Display) -> Error {
    Error::Missing { what, name: id.to_string() }
}
