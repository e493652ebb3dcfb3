//! Stock by item, with its places, and beside it what vendors say they have, with its age.

use super::things::{self, Named, Things};
use crate::Station;
use crate::view::{ExternalStock, Page, StockRow};
use connectors::katana::VENDOR;
use domain::{ItemId, Quantity};
use floor::screen::StockCard;
use ledger::read::find::{self, can_be_a_name};
use ledger::read::stock::{self, StockFilter};
use ledger::read::{PAGE_LIMIT, items, recall};
use ledger::table::link::{self, LinkKind};
use ledger::table::{external_stock, item};
use ledger::{Error, Transaction};
use std::collections::HashMap;

/// Items of one page.
const ITEMS: usize = 60;

type Places = Vec<stock::StockRow>;

/// By SKU, page by page. With a `search` the best first, and at most 60: SKU, names and barcodes as people type
/// them, with a mistake in a word; then what has such a lot, and what stands at such a place. Items that fit and have
/// no stock are shown too.
///
/// # Errors
/// The ledger's; a cursor that no page gave.
pub async fn stock(
    station: &Station,
    language: &str,
    search: &str,
    cursor: Option<&str>,
) -> Result<Page<StockRow>, Error> {
    if !search.trim().is_empty() {
        return searched(station, language, search.trim()).await;
    }
    let pool = station.context.ledger.pool();
    let filter = StockFilter::default();
    let found = stock::list(pool, &filter, cursor, PAGE_LIMIT).await?;
    let (mut items, row_count) = whole_items(found.rows, found.next.is_some());
    let next = match (row_count, found.next) {
        (_, None) if items.len() < ITEMS => None,
        // The page ends between two items, not where the list was cut.
        _ => stock::list(pool, &filter, cursor, row_count).await?.next,
    };
    if next.is_none() {
        let known: Vec<ItemId> = items.iter().map(|(id, _)| *id).collect();
        for row in items::search(pool, search, ITEMS as u32).await? {
            if row.on_hand.is_zero() && !known.contains(&row.item.id) {
                items.push((row.item.id, Vec::new()));
            }
        }
    }
    Ok(Page { rows: rows(station, language, items).await?, next })
}

async fn searched(station: &Station, language: &str, search: &str) -> Result<Page<StockRow>, Error> {
    if !can_be_a_name(search) {
        return Ok(Page { rows: Vec::new(), next: None });
    }
    let (pool, limit) = (station.context.ledger.pool(), ITEMS as u32);
    let other = if language == "id" { "en" } else { "id" };
    let by_name = ledger::read::search(pool, search, &[language, other], limit).await?;
    let by_lot = recall::find(pool, search, limit).await?;
    // Whoever types a lot to its end means that lot, whatever is called nearly so.
    let (whole_lot, part_of_lot): (Vec<_>, Vec<_>) =
        by_lot.into_iter().partition(|lot| lot.code.eq_ignore_ascii_case(search));
    let mut ids: Vec<ItemId> = whole_lot.iter().map(|lot| lot.item.id).collect();
    ids.extend(by_name.iter().map(|found| found.item.item.id));
    ids.extend(part_of_lot.iter().map(|lot| lot.item.id));
    ids.extend(find::items_at(pool, search, limit).await?);
    let mut items: Vec<(ItemId, Places)> = Vec::new();
    for id in ids {
        if items.len() < ITEMS && items.iter().all(|(known, _)| *known != id) {
            items.push((id, of_item(station, id).await?));
        }
    }
    Ok(Page { rows: rows(station, language, items).await?, next: None })
}

async fn of_item(station: &Station, id: ItemId) -> Result<Places, Error> {
    let filter = StockFilter { item: Some(id), ..StockFilter::default() };
    Ok(stock::list(station.context.ledger.pool(), &filter, None, PAGE_LIMIT).await?.rows)
}

/// Rows by item, as far as items are whole, and how many rows that are. An item that fills a page alone is shown
/// as far as it goes.
fn whole_items(rows: Places, is_cut: bool) -> (Vec<(ItemId, Places)>, u32) {
    let mut groups: Vec<(ItemId, Places)> = Vec::new();
    for row in rows {
        match groups.last_mut() {
            Some((id, places)) if *id == row.item.id => places.push(row),
            _ => groups.push((row.item.id, vec![row])),
        }
    }
    if is_cut && groups.len() > 1 && groups.len() <= ITEMS {
        groups.pop();
    }
    groups.truncate(ITEMS);
    let row_count = groups.iter().map(|(_, places)| places.len()).sum::<usize>();
    (groups, u32::try_from(row_count).unwrap_or(PAGE_LIMIT))
}

async fn rows(
    station: &Station,
    language: &str,
    items: Vec<(ItemId, Places)>,
) -> Result<Vec<StockRow>, Error> {
    let context = &station.context;
    let mut named = Named::default();
    for (id, places) in &items {
        named.items.insert(*id);
        named.lots.extend(places.iter().map(|row| row.lot));
        named.places.extend(places.iter().map(|row| row.location));
    }
    let is_stale = is_stale(station).await?;
    let (language, today) = (language.to_owned(), context.moment().today);
    let is_connected = context.settings().katana.is_some();
    let ids: Vec<ItemId> = items.iter().map(|(id, _)| *id).collect();
    let read = context.ledger.writer().turn(move |tx| {
        let things = things::within(tx, named, language, today)?;
        let external = if is_connected { elsewhere(tx, &ids, is_stale)? } else { HashMap::new() };
        Ok((things, external))
    });
    let (things, mut external) = read.await?;
    items
        .into_iter()
        .map(|(id, places)| row(&things, id, &places, external.remove(&id).unwrap_or_default()))
        .collect()
}

/// What vendors say about one item.
pub(super) async fn elsewhere_now(station: &Station, id: ItemId) -> Result<Vec<ExternalStock>, Error> {
    if station.context.settings().katana.is_none() {
        return Ok(Vec::new());
    }
    let is_stale = is_stale(station).await?;
    let read = station.context.ledger.writer().turn(move |tx| elsewhere(tx, &[id], is_stale));
    Ok(read.await?.remove(&id).unwrap_or_default())
}

async fn is_stale(station: &Station) -> Result<bool, Error> {
    let links = station.vendors().statuses(&station.context).await?;
    Ok(links.iter().find(|link| link.vendor == VENDOR).is_none_or(|link| link.stale))
}

fn row(
    things: &Things,
    id: ItemId,
    places: &Places,
    external: Vec<ExternalStock>,
) -> Result<StockRow, Error> {
    let item = things.item(id)?;
    let on_hand = Quantity::at_least(places.iter().map(|row| row.on_hand));
    let reserved = Quantity::at_least(places.iter().map(|row| row.reserved));
    let card = |row: &stock::StockRow| {
        Ok(StockCard {
            item: things.item_card(id)?,
            lot: things.lot_card(row.lot)?,
            location: things.place_card(row.location)?,
            on_hand: item.weighed(row.on_hand, row.pieces),
            reserved: item.amount(row.reserved),
        })
    };
    Ok(StockRow {
        item: things.item_card(id)?,
        on_hand: item.weighed(on_hand, places.iter().map(|row| row.pieces).sum()),
        reserved: item.amount(reserved),
        places: places.iter().map(card).collect::<Result<_, Error>>()?,
        external,
    })
}

/// What the vendor says it has of each item, by the vendor's names for its places.
fn elsewhere(
    tx: &Transaction,
    ids: &[ItemId],
    stale: bool,
) -> Result<HashMap<ItemId, Vec<ExternalStock>>, Error> {
    let mut found = HashMap::new();
    let mut names: HashMap<String, String> = HashMap::new();
    for id in ids {
        let of =
            item::by_id(tx, *id)?.ok_or_else(|| Error::Missing { what: "item", name: id.to_string() })?;
        let mut here = Vec::new();
        for stock in external_stock::of_item(tx, VENDOR, *id)? {
            if !names.contains_key(&stock.place) {
                names.insert(stock.place.clone(), place_name(tx, &stock.place)?);
            }
            here.push(ExternalStock {
                vendor: stock.vendor,
                location: names.get(&stock.place).cloned().unwrap_or_default(),
                quantity: of.amount(stock.quantity),
                as_of_ms: stock.as_of_ms,
                stale,
            });
        }
        found.insert(*id, here);
    }
    Ok(found)
}

/// The vendor's name of its place; its id when it never told one.
fn place_name(tx: &Transaction, vendor_id: &str) -> Result<String, Error> {
    let link = link::find(tx, VENDOR, LinkKind::Location, vendor_id)?;
    let facts = link.and_then(|link| serde_json::from_str::<serde_json::Value>(&link.facts_json).ok());
    let name = facts.as_ref().and_then(|facts| facts["name"].as_str());
    Ok(name.unwrap_or(vendor_id).to_owned())
}
