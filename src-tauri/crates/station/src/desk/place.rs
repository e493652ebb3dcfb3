//! What stands at one place, with the crates in it and what is in them.

use super::item::{Above, PlaceStock, way_to};
use super::things::{self, Named, Things};
use super::weight;
use crate::context::Context;
use domain::location::LocationKind;
use domain::{Amount, LocationId, Message};
use floor::screen::{ItemCard, LocationCard};
use ledger::read::PAGE_LIMIT;
use ledger::read::stock::{self, StockFilter, StockRow};
use ledger::table::location;
use ledger::{Error, Transaction};
use serde::{Deserialize, Serialize};

/// A place as it stands now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct PlacePage {
    pub location: LocationCard,
    /// Codes from the site down to it.
    pub path: Vec<String>,
    /// By the way down to them: what stands at the place itself comes first.
    pub rows: Vec<PlaceRow>,
    /// More stands there than is shown.
    pub has_more: bool,
    /// Of a crate alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", ts(optional))]
    pub weight: Option<CrateWeight>,
}

/// What a crate weighs: empty, and with what is in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct CrateWeight {
    /// `None`: nobody has said it.
    pub tare: Option<Amount>,
    /// Goods, this crate and the crates in it; by the book.
    pub gross: Option<Amount>,
    /// Why there is no `gross`.
    pub no_gross: Option<Message>,
}

/// One item and lot, at the place or in something that stands there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct PlaceRow {
    pub item: ItemCard,
    pub stock: PlaceStock,
}

/// By its code, in any case, as its label says it.
///
/// # Errors
/// [`Error::Missing`] for a place that is not here; the ledger's.
pub async fn place_of_code(context: &Context, code: &str) -> Result<LocationId, Error> {
    let wanted = code.to_owned();
    let found = context.ledger.writer().turn(move |tx| location::by_code(tx, &wanted)).await?;
    found.map(|place| place.id).ok_or_else(|| Error::Missing { what: "place", name: code.to_owned() })
}

/// A place and the way to it, for a paper about it.
pub(crate) struct Place {
    pub id: LocationId,
    pub kind: LocationKind,
    pub code: String,
    pub name: String,
    /// Codes from the site down to it.
    pub path: Vec<String>,
}

/// By its identity, or by its code as [`place_of_code`].
///
/// # Errors
/// As [`place_of_code`].
pub(crate) async fn place_of(context: &Context, about: &str) -> Result<Place, Error> {
    let id = match about.parse() {
        Ok(id) => id,
        Err(_) => place_of_code(context, about).await?,
    };
    let read = context.ledger.writer().turn(move |tx| {
        let missing = || Error::Missing { what: "place", name: id.to_string() };
        let of = location::by_id(tx, id)?.ok_or_else(missing)?;
        let (path, _) = way_to(tx, id, &mut Above::new())?;
        Ok(Place { id, kind: of.kind, code: of.code, name: of.name, path })
    });
    read.await
}

/// # Errors
/// [`Error::Missing`] for a place that is not here; the ledger's.
pub async fn place_page(context: &Context, language: &str, id: LocationId) -> Result<PlacePage, Error> {
    let filter = StockFilter { location: Some(id), ..StockFilter::default() };
    let stock = stock::list(context.ledger.pool(), &filter, None, PAGE_LIMIT).await?;
    let mut named = Named::default();
    named.places.insert(id);
    for row in &stock.rows {
        named.items.insert(row.item.id);
        named.lots.insert(row.lot);
        named.places.insert(row.location);
    }
    let (language, today) = (language.to_owned(), context.moment().today);
    let read = context.ledger.writer().turn(move |tx| {
        let things = things::within(tx, named, language, today)?;
        let mut above = Above::new();
        let mut rows = Vec::with_capacity(stock.rows.len());
        for row in &stock.rows {
            rows.push(shown(tx, &things, row, &mut above)?);
        }
        rows.sort_by(|one, other| one.stock.path.cmp(&other.stock.path));
        let (path, _) = way_to(tx, id, &mut above)?;
        let (location, has_more) = (things.place_card(id)?, stock.next.is_some());
        let weight = match location.kind == LocationKind::Container.text() {
            true => Some(weight::of(tx, &things, (id, &location.code), &stock.rows, has_more)?),
            false => None,
        };
        Ok(PlacePage { location, path, rows, has_more, weight })
    });
    read.await
}

fn shown(tx: &Transaction, things: &Things, row: &StockRow, above: &mut Above) -> Result<PlaceRow, Error> {
    let of = things.item(row.item.id)?;
    let (path, container) = way_to(tx, row.location, above)?;
    Ok(PlaceRow {
        item: things.item_card(row.item.id)?,
        stock: PlaceStock {
            lot: things.lot_card(row.lot)?,
            location: things.place_card(row.location)?,
            path,
            container,
            on_hand: of.weighed(row.on_hand, row.pieces),
            reserved: of.amount(row.reserved),
        },
    })
}
