//! The page of one item: how much there is, by lot, by place and crate, to whom it is promised, and what vendors
//! say beside it.

use super::stock::elsewhere_now;
use super::things::{self, Named, Things};
use crate::Station;
use crate::view::ExternalStock;
use domain::location::{Location, LocationKind};
use domain::{Amount, DocumentId, ItemId, LocationId, LotId, Quantity};
use floor::screen::{ItemCard, LocationCard, LotCard};
use ledger::read::reservations::{self, ReservationFilter, ReservationRow};
use ledger::read::stock::{self, StockFilter, StockRow};
use ledger::read::{PAGE_LIMIT, Page};
use ledger::table::{document, location, lot};
use ledger::{Error, Transaction};
use serde::{Deserialize, Serialize};
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};

/// No tree of places is deeper (design.md §3).
const DEEPEST: usize = 20;

/// `on_hand = reserved + free`, and the same of each lot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct ItemPage {
    pub item: ItemCard,
    pub on_hand: Amount,
    pub reserved: Amount,
    /// Not promised. What of it may be used, its lots say.
    pub free: Amount,
    /// The earliest last good day first.
    pub lots: Vec<LotStock>,
    /// By the way down to them.
    pub places: Vec<PlaceStock>,
    /// It stands at more places than are shown; the sums are of those shown.
    pub has_more_places: bool,
    /// The newest first.
    pub promises: Vec<PromiseCard>,
    pub has_more_promises: bool,
    pub external: Vec<ExternalStock>,
}

/// One lot at all its places together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct LotStock {
    pub lot: LotCard,
    /// Where its certificate is found: an https address, or the name of a file.
    pub certificate: Option<String>,
    pub on_hand: Amount,
    pub reserved: Amount,
}

/// One lot at one place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct PlaceStock {
    pub lot: LotCard,
    pub location: LocationCard,
    /// Codes from the site down to it.
    pub path: Vec<String>,
    /// Code of the crate it is, or the innermost one around it.
    pub container: Option<String>,
    pub on_hand: Amount,
    pub reserved: Amount,
}

/// Goods that are promised and still stand there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct PromiseCard {
    pub id: String,
    pub quantity: Amount,
    pub lot: LotCard,
    pub location: LocationCard,
    /// `order`, `basket`, `quote`, `manufacturing`, `transfer`.
    pub purpose: String,
    /// `SO-1182`.
    pub document: Option<String>,
    pub document_id: Option<String>,
    pub partner: String,
    #[cfg_attr(feature = "schema", ts(type = "number"))]
    pub made_at_ms: i64,
    /// `None`: no clock.
    #[cfg_attr(feature = "schema", ts(type = "number | null"))]
    pub expires_at_ms: Option<i64>,
}

/// # Errors
/// The ledger's; [`Error::Missing`] for an item that is not here.
pub async fn item_page(station: &Station, language: &str, id: ItemId) -> Result<ItemPage, Error> {
    let context = &station.context;
    let pool = context.ledger.pool();
    let filter = StockFilter { item: Some(id), ..StockFilter::default() };
    let stock = stock::list(pool, &filter, None, PAGE_LIMIT).await?;
    let asked = ReservationFilter { item: Some(id), open_only: true, ..ReservationFilter::default() };
    let promised = reservations::list(pool, &asked, None, PAGE_LIMIT).await?;
    let external = elsewhere_now(station, id).await?;
    let (language, today) = (language.to_owned(), context.moment().today);
    let read = context.ledger.writer().turn(move |tx| {
        let things = things::within(tx, named(id, &stock, &promised), language, today)?;
        let page = Sheet { tx, things: &things, id };
        page.page(stock, promised)
    });
    Ok(ItemPage { external, ..read.await? })
}

fn named(id: ItemId, stock: &Page<StockRow>, promised: &Page<ReservationRow>) -> Named {
    let promises = &promised.rows;
    Named {
        items: BTreeSet::from([id]),
        lots: stock.rows.iter().map(|row| row.lot).chain(promises.iter().map(|row| row.lot)).collect(),
        places: stock
            .rows
            .iter()
            .map(|row| row.location)
            .chain(promises.iter().map(|row| row.location))
            .collect(),
    }
}

struct Sheet<'a, 'tx> {
    tx: &'a Transaction<'tx>,
    things: &'a Things,
    id: ItemId,
}

impl Sheet<'_, '_> {
    fn page(&self, stock: Page<StockRow>, promised: Page<ReservationRow>) -> Result<ItemPage, Error> {
        let all: Vec<&StockRow> = stock.rows.iter().collect();
        let on_hand = Quantity::at_least(all.iter().map(|row| row.on_hand));
        let reserved = Quantity::at_least(stock.rows.iter().map(|row| row.reserved));
        let mut above = Above::new();
        let mut places = Vec::with_capacity(stock.rows.len());
        for row in &stock.rows {
            places.push(self.place(row, &mut above)?);
        }
        places.sort_by(|one, other| one.path.cmp(&other.path));
        let promises = promised.rows.iter().map(|row| self.promise(row)).collect::<Result<_, Error>>()?;
        Ok(ItemPage {
            item: self.things.item_card(self.id)?,
            on_hand: self.weighed(&all)?,
            reserved: self.amount(reserved)?,
            free: self.amount(on_hand.checked_sub(reserved)?)?,
            lots: self.lots(&stock.rows)?,
            places,
            has_more_places: stock.next.is_some(),
            promises,
            has_more_promises: promised.next.is_some(),
            external: Vec::new(),
        })
    }

    fn amount(&self, quantity: Quantity) -> Result<Amount, Error> {
        Ok(self.things.item(self.id)?.amount(quantity))
    }

    /// With the pieces of goods that are weighed.
    fn weighed(&self, rows: &[&StockRow]) -> Result<Amount, Error> {
        let pieces = rows.iter().map(|row| row.pieces).sum();
        let on_hand = Quantity::at_least(rows.iter().map(|row| row.on_hand));
        Ok(self.things.item(self.id)?.weighed(on_hand, pieces))
    }

    fn lots(&self, rows: &[StockRow]) -> Result<Vec<LotStock>, Error> {
        let mut by_lot: Vec<(LotId, Vec<&StockRow>)> = Vec::new();
        for row in rows {
            match by_lot.iter_mut().find(|(lot, _)| *lot == row.lot) {
                Some((_, of_lot)) => of_lot.push(row),
                None => by_lot.push((row.lot, vec![row])),
            }
        }
        let sum = |(lot, rows): (LotId, Vec<&StockRow>)| {
            let certificate = lot::certificate(self.tx, lot)?.map(|found| found.text().to_owned());
            Ok(LotStock {
                lot: self.things.lot_card(lot)?,
                certificate,
                on_hand: self.weighed(&rows)?,
                reserved: self.amount(Quantity::at_least(rows.iter().map(|row| row.reserved)))?,
            })
        };
        let mut lots = by_lot.into_iter().map(sum).collect::<Result<Vec<LotStock>, Error>>()?;
        // What has no date comes last.
        lots.sort_by_key(|sum| (sum.lot.expiry.is_none(), sum.lot.expiry.clone(), sum.lot.code.clone()));
        Ok(lots)
    }

    fn place(&self, row: &StockRow, above: &mut Above) -> Result<PlaceStock, Error> {
        let (path, container) = way_to(self.tx, row.location, above)?;
        Ok(PlaceStock {
            lot: self.things.lot_card(row.lot)?,
            location: self.things.place_card(row.location)?,
            path,
            container,
            on_hand: self.things.item(self.id)?.weighed(row.on_hand, row.pieces),
            reserved: self.amount(row.reserved)?,
        })
    }

    fn promise(&self, row: &ReservationRow) -> Result<PromiseCard, Error> {
        let of = |id: DocumentId| document::by_id(self.tx, id);
        let partner = row.document.map(of).transpose()?.flatten().map(|document| document.partner);
        Ok(PromiseCard {
            id: row.id.to_string(),
            quantity: self.amount(row.quantity)?,
            lot: self.things.lot_card(row.lot)?,
            location: self.things.place_card(row.location)?,
            purpose: row.purpose.text().to_owned(),
            document: row.document_number.clone(),
            document_id: row.document.map(|id| id.to_string()),
            partner: partner.unwrap_or_default(),
            made_at_ms: row.made_at_ms,
            expires_at_ms: row.expires_at_ms,
        })
    }
}

/// Places by identity, each read once.
pub(crate) type Above = HashMap<LocationId, Location>;

/// Codes from the site down to the place itself, and the innermost container on the way.
pub(crate) fn way_to(
    tx: &Transaction,
    place: LocationId,
    above: &mut Above,
) -> Result<(Vec<String>, Option<String>), Error> {
    let (mut codes, mut container) = (Vec::new(), None);
    let mut next = Some(place);
    while let Some(id) = next.filter(|_| codes.len() < DEEPEST) {
        let of = match above.entry(id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => {
                let missing = || Error::Missing { what: "place", name: id.to_string() };
                unknown.insert(location::by_id(tx, id)?.ok_or_else(missing)?)
            }
        };
        if of.kind == LocationKind::Container && container.is_none() {
            container = Some(of.code.clone());
        }
        codes.insert(0, of.code.clone());
        next = of.parent;
    }
    Ok((codes, container))
}
