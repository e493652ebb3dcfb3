//! A weight that was read with the crate on the scale: the station takes off what the crate weighs, the goods are what
//! is left, and the reading is kept as it was made.

use super::{Hand, read_quantity};
use crate::book::Book;
use crate::screen::TareKey;
use crate::turn::Stop;
use domain::item::Item;
use domain::location::Location;
use domain::tare::{Tare, is_weight};
use domain::{LocationId, Quantity, Refusal};
use ledger::table::location::crates;

/// What a weight with its crate leaves.
pub(super) struct Net {
    pub quantity: Quantity,
    /// "12.350 kg − CR-001 1.850 kg": numbers and codes alone, to be read in every language.
    pub reading: String,
}

impl Net {
    /// `place`: the crate the goods are in or go into.
    ///
    /// # Errors
    /// [`Refusal::NotByWeight`], [`Refusal::NoTare`], [`Refusal::GrossBelowTare`] with both numbers, and those of
    /// [`read_quantity`].
    pub fn of(item: &Item, gross: &str, place: Option<LocationId>, book: &Book) -> Result<Net, Stop> {
        if !is_weight(&item.unit) {
            let (item, unit) = (book.name(item).to_owned(), item.unit.clone());
            return Err(Refusal::NotByWeight { item, unit }.into());
        }
        let Some((crate_, tare)) = tare_at(place, book)? else {
            let location = place.map(|id| book.location(id)).transpose()?.map(|place| place.code);
            return Err(Refusal::NoTare { location: location.unwrap_or_default() }.into());
        };
        let off = in_unit_of(item, tare);
        let read = read_quantity(item, gross, None, book)?;
        let (said, crate_code) = (item.amount(read), crate_.code);
        if read < off {
            let tare = item.amount(off);
            return Err(Refusal::GrossBelowTare { crate_code, gross: said, tare }.into());
        }
        let reading =
            format!("{} {} − {crate_code} {} {}", said.amount, item.unit, off.text(item.decimals), item.unit);
        Ok(Net { quantity: read.checked_sub(off)?, reading })
    }
}

impl Hand {
    /// A weight with the crate as the number in hand; zero where nothing is left in it.
    pub(super) fn set_net(
        &mut self,
        item: &Item,
        gross: &str,
        place: Option<LocationId>,
        book: &Book,
    ) -> Result<Quantity, Stop> {
        let net = Net::of(item, gross, place, book)?;
        self.set_measured(item, net.quantity)?;
        self.reading = net.reading;
        Ok(net.quantity)
    }

    /// How the number in hand was read, for its movement: with the crate, or in packs; empty for the number itself.
    pub fn reading_of(&self, item: &Item, quantity: Quantity, book: &Book) -> Result<String, Stop> {
        match self.reading.is_empty() {
            true => Ok(book.packs_text(self, item, quantity)?.unwrap_or_default()),
            false => Ok(self.reading.clone()),
        }
    }
}

impl Book<'_, '_> {
    /// The key that says "with the crate", where goods kept by weight are in a crate whose weight is known.
    pub(super) fn tare_key(&self, item: &Item, place: Option<LocationId>) -> Result<Option<TareKey>, Stop> {
        if !is_weight(&item.unit) || item.serial_tracked {
            return Ok(None);
        }
        let Some((crate_, tare)) = tare_at(place, self)? else { return Ok(None) };
        let tare = item.amount(in_unit_of(item, tare));
        Ok(Some(TareKey { crate_code: crate_.code, tare }))
    }
}

fn tare_at(place: Option<LocationId>, book: &Book) -> Result<Option<(Location, Tare)>, Stop> {
    let Some(id) = place else { return Ok(None) };
    match crates::tare(book.tx, id)? {
        Some(tare) => Ok(Some((book.location(id)?, tare))),
        None => Ok(None),
    }
}

fn in_unit_of(item: &Item, tare: Tare) -> Quantity {
    tare.in_unit(&item.unit).expect("only asked for goods that are kept by weight")
}
