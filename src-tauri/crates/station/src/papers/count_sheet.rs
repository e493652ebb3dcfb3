//! The sheet to count by: what stands in a place, by the way through it, and no quantity on it.

use super::Wanted;
use crate::Error;
use crate::context::Context;
use crate::desk::item::{Above, way_to};
use crate::desk::owned::{self, Owned};
use crate::desk::place::place_of;
use domain::{LocationId, Quantity};
use labels::documents::{CountLine, CountSheet};
use ledger::read::PAGE_LIMIT;
use ledger::read::stock::{self, StockFilter, StockRow};

/// What is found and stands on no line.
const SPARE_LINES: usize = 6;

/// # Errors
/// [`Error::NotFound`]; the ledger's.
pub(super) async fn read(context: &Context, about: &str, wanted: &Wanted) -> Result<CountSheet, Error> {
    let place = place_of(context, about).await?;
    let mut rows = inside(context, place.id).await?;
    rows.retain(|row| row.on_hand > Quantity::ZERO);
    let ids: Vec<String> = rows.iter().map(|row| row.item.id.to_string()).collect();
    let kept = owned::kept(context, wanted.owner, Owned::Items, ids, String::as_str).await?;
    rows.retain(|row| kept.contains(&row.item.id.to_string()));
    let language = wanted.language.clone();
    let (root, skipped) = (place.code.clone(), place.path.len());
    let lines = context.ledger.writer().turn(move |tx| {
        let mut above = Above::new();
        let mut lines = Vec::with_capacity(rows.len());
        for row in &rows {
            let (path, _) = way_to(tx, row.location, &mut above)?;
            let way = path.get(skipped..).unwrap_or_default().join(" / ");
            lines.push(line(row, if way.is_empty() { root.clone() } else { way }, &language));
        }
        lines.sort_by(|one, other| {
            (&one.place, &one.sku, &one.lot).cmp(&(&other.place, &other.sku, &other.lot))
        });
        Ok(lines)
    });
    let named = [place.code.as_str(), place.name.as_str()];
    let zone: Vec<&str> = named.into_iter().filter(|name| !name.is_empty()).collect();
    Ok(CountSheet {
        zone: if place.name == place.code { place.code.clone() } else { zone.join(" · ") },
        number: place.code,
        date: context.moment().today,
        lines: lines.await?,
        spare_lines: SPARE_LINES,
    })
}

/// All that stands in it, however long that list is.
pub(super) async fn inside(context: &Context, place: LocationId) -> Result<Vec<StockRow>, Error> {
    let filter = StockFilter { location: Some(place), ..StockFilter::default() };
    let (mut rows, mut cursor) = (Vec::new(), None);
    loop {
        let page = stock::list(context.ledger.pool(), &filter, cursor.as_deref(), PAGE_LIMIT).await?;
        rows.extend(page.rows);
        cursor = page.next;
        if cursor.is_none() {
            return Ok(rows);
        }
    }
}

fn line(row: &StockRow, place: String, language: &str) -> CountLine {
    let named = row.item.names.iter().find(|(of, _)| of == language).or_else(|| row.item.names.first());
    CountLine {
        place,
        item_name: named.map_or_else(|| row.item.sku.clone(), |(_, name)| name.clone()),
        sku: row.item.sku.clone(),
        lot: row.lot_code.clone(),
        expiry: row.expiry,
        unit: row.item.unit.clone(),
    }
}
