//! A weight that was read with the crate on the scale: the station takes off what the crate weighs, the goods are what
//! is left, and the reading is kept as it was made. Only where nothing but these goods is on the scale.

use super::{Hand, read_quantity, with_lot};
use crate::book::Book;
use crate::screen::TareKey;
use crate::turn::Stop;
use domain::item::Item;
use domain::location::Location;
use domain::tare::{Tare, is_weight};
use domain::{LocationId, Quantity, Refusal};
use ledger::table::balance;
use ledger::table::location::crates;

/// So many things in a crate are named where it holds more than what is weighed.
const NAMED: usize = 3;

/// Where the goods in hand would stand on the scale, by what is done with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnScale {
    /// They come in there: what stood there before is no part of them.
    Coming(Option<LocationId>),
    /// They are counted there: nothing else may be on the scale.
    Counted(Option<LocationId>),
    /// They leave it: the scale shows what is in it, not what goes.
    Leaving(Option<LocationId>),
}

/// What a weight with its crate leaves.
pub(super) struct Net {
    pub quantity: Quantity,
    /// "12.350 kg − CR-001 1.850 kg": numbers and codes alone, to be read in every language.
    pub reading: String,
}

impl Net {
    /// # Errors
    /// [`Refusal::NotByWeight`], [`Refusal::NoTare`], [`Refusal::GrossOfWhatStays`], [`Refusal::CrateHoldsMore`] with what
    /// else is in it, [`Refusal::GrossBelowTare`] with both numbers, and those of [`read_quantity`].
    pub fn of(hand: &Hand, item: &Item, gross: &str, on: OnScale, book: &Book) -> Result<Net, Stop> {
        let (crate_, tare) = weighable(hand, item, on, book)?;
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
        on: OnScale,
        book: &Book,
    ) -> Result<Quantity, Stop> {
        let net = Net::of(self, item, gross, on, book)?;
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
    /// The key that says "with the crate", where a weight with it would be taken.
    pub(super) fn tare_key(&self, hand: &Hand, item: &Item, on: OnScale) -> Result<Option<TareKey>, Stop> {
        match weighable(hand, item, on, self) {
            Ok((crate_, tare)) => {
                let tare = item.amount(in_unit_of(item, tare));
                Ok(Some(TareKey { crate_code: crate_.code, tare }))
            }
            Err(Stop::Refused(_)) => Ok(None),
            Err(fault) => Err(fault),
        }
    }
}

impl OnScale {
    fn place(self) -> Option<LocationId> {
        match self {
            OnScale::Coming(place) | OnScale::Counted(place) | OnScale::Leaving(place) => place,
        }
    }
}

/// The crate whose weight is taken off: these goods alone are in it.
fn weighable(hand: &Hand, item: &Item, on: OnScale, book: &Book) -> Result<(Location, Tare), Stop> {
    if !is_weight(&item.unit) || item.serial_tracked {
        let (item, unit) = (book.name(item).to_owned(), item.unit.clone());
        return Err(Refusal::NotByWeight { item, unit }.into());
    }
    let Some((crate_, tare)) = tare_at(on.place(), book)? else {
        let location = on.place().map(|id| book.location(id)).transpose()?.map(|place| place.code);
        return Err(Refusal::NoTare { location: location.unwrap_or_default() }.into());
    };
    if let OnScale::Leaving(_) = on {
        return Err(Refusal::GrossOfWhatStays { crate_code: crate_.code }.into());
    }
    let others = others_in(&crate_, hand, item, on, book)?;
    match others.len() {
        0 => Ok((crate_, tare)),
        count => {
            let more = if count > NAMED { ", …" } else { "" };
            let inside = format!("{}{more}", others[..count.min(NAMED)].join(", "));
            Err(Refusal::CrateHoldsMore { crate_code: crate_.code, inside }.into())
        }
    }
}

/// What else would be on the scale, by name and without a number: somebody may have to count it blind.
///
/// # Errors
/// [`Refusal::OtherOwner`] where it is not theirs to know of.
fn others_in(
    crate_: &Location,
    hand: &Hand,
    item: &Item,
    on: OnScale,
    book: &Book,
) -> Result<Vec<String>, Stop> {
    let own = match on {
        OnScale::Counted(_) => Some((crate_.id, item.id, hand.lot_of_booking(item, "", book)?.0.id)),
        OnScale::Coming(_) | OnScale::Leaving(_) => None,
    };
    let mut names = Vec::new();
    for row in balance::inside(book.tx, crate_.id)? {
        if own != Some((row.location, row.item, row.lot)) {
            let other = book.item(row.item)?;
            book.own(&other)?;
            names.push(with_lot(book.name(&other), Some(&book.lot(row.lot)?.code)));
        }
    }
    names.extend(crates::tares_inside(book.tx, crate_.id)?.into_iter().map(|(code, _)| code));
    Ok(names)
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
