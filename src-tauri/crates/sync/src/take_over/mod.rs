//! What a vendor's lists mean for this ledger: items and places are linked, orders become documents for the
//! floor, stock is kept beside the book with its age. Nothing here ever changes the book.

mod items;
mod orders;

pub use items::{Doubled, items};
pub use orders::order;

use crate::measure;
use crate::outgoing::ItemFacts;
use connectors::seen::{VendorPlace, VendorStock, VendorSupplier};
use domain::item::Item;
use domain::location::LocationKind;
use domain::{ItemId, LotId, Ratio};
use ledger::table::external_stock::{self, ExternalStock};
use ledger::table::link::{self, Link, LinkKind};
use ledger::table::{item, location};
use ledger::{Error, Transaction};
use serde::Serialize;
use uuid::Uuid;

/// Links a vendor's place to our site: as a person or an earlier read did, by name or code, or because there
/// is one on each side.
pub fn places(tx: &Transaction, vendor: &str, theirs: &[VendorPlace], now_ms: i64) -> Result<(), Error> {
    let all = location::all(tx)?;
    let sites: Vec<_> = all.into_iter().filter(|place| place.kind == LocationKind::Site).collect();
    let standing = theirs.iter().filter(|place| !place.gone).count();
    for place in theirs {
        let is_named = |text: &str| text.eq_ignore_ascii_case(&place.name);
        let named = sites.iter().find(|site| is_named(&site.code) || is_named(&site.name));
        let only = (sites.len() == 1 && standing == 1 && !place.gone).then(|| &sites[0]);
        let known = link::find(tx, vendor, LinkKind::Location, &place.id)?.and_then(|link| link.ours);
        let ours = known.or_else(|| named.or(only).map(|site| site.id.0));
        let facts = serde_json::json!({ "name": place.name });
        put(tx, seen(vendor, LinkKind::Location, &place.id, ours, &facts, now_ms).gone(place.gone))?;
    }
    Ok(())
}

pub fn suppliers(
    tx: &Transaction,
    vendor: &str,
    theirs: &[VendorSupplier],
    now_ms: i64,
) -> Result<(), Error> {
    for supplier in theirs {
        let facts = serde_json::json!({ "name": supplier.name });
        put(tx, seen(vendor, LinkKind::Supplier, &supplier.id, None, &facts, now_ms))?;
    }
    Ok(())
}

/// Lots that the vendor has as batches of its own.
pub fn lots(tx: &Transaction, vendor: &str, theirs: &[(LotId, String)], now_ms: i64) -> Result<(), Error> {
    for (lot, vendor_id) in theirs {
        put(tx, seen(vendor, LinkKind::Lot, vendor_id, Some(lot.0), &serde_json::json!({}), now_ms))?;
    }
    Ok(())
}

/// Figures of one part of a complete read.
pub fn stock(tx: &Transaction, vendor: &str, theirs: &[VendorStock], as_of_ms: i64) -> Result<(), Error> {
    for row in theirs {
        let Some((item, unit)) = in_ours(tx, vendor, &row.item)? else { continue };
        let figure = ExternalStock {
            vendor: vendor.to_owned(),
            item: item.id,
            place: row.place.clone(),
            quantity: row.quantity.times(unit)?,
            vendor_text: row.text.clone(),
            as_of_ms,
        };
        external_stock::put(tx, &figure)?;
    }
    Ok(())
}

/// Our item of a vendor's, and how many of our stock unit one of theirs is; `None` while it is not linked,
/// or its unit is none we know.
fn in_ours(tx: &Transaction, vendor: &str, theirs: &str) -> Result<Option<(Item, Ratio)>, Error> {
    let Some(link) = link::find(tx, vendor, LinkKind::Item, theirs)? else { return Ok(None) };
    let Some(ours) = link.ours else { return Ok(None) };
    let Some(item) = item::by_id(tx, ItemId(ours))? else { return Ok(None) };
    Ok(measure::theirs_in_ours(&ItemFacts::of(&link)?, &item).map(|unit| (item, unit)))
}

/// After a complete read: what it did not renew stands there no longer.
pub fn stock_complete(tx: &Transaction, vendor: &str, as_of_ms: i64) -> Result<(), Error> {
    external_stock::drop_older(tx, vendor, as_of_ms).map(|_| ())
}

/// A link on its way into the ledger.
struct Seen(Link);

impl Seen {
    fn gone(mut self, gone: bool) -> Seen {
        self.0.gone = gone;
        self
    }
}

fn seen(
    vendor: &str,
    kind: LinkKind,
    vendor_id: &str,
    ours: Option<Uuid>,
    facts: &impl Serialize,
    seen_at_ms: i64,
) -> Seen {
    Seen(Link {
        vendor: vendor.to_owned(),
        kind,
        vendor_id: vendor_id.to_owned(),
        ours,
        facts_json: serde_json::to_string(facts).expect("facts are plain data"),
        seen_at_ms,
        gone: false,
    })
}

fn put(tx: &Transaction, seen: Seen) -> Result<(), Error> {
    link::put(tx, &seen.0)
}
