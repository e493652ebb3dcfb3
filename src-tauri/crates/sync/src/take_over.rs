//! What a vendor's lists mean for this ledger: items and places are linked, orders become documents for the floor,
//! stock is kept beside the book with its age. Nothing here ever changes the book.

use crate::outgoing::ItemFacts;
use connectors::katana::inbound::{
    self, OrderStanding, VendorItem, VendorOrder, VendorOrderLine, VendorPlace, VendorStock,
};
use domain::document::{DocumentKind, DocumentState};
use domain::item::{ExpiryRule, Item};
use domain::location::LocationKind;
use domain::{DocumentId, DocumentLineId, ItemId, gtin, units};
use ledger::table::document::{VendorDocument, VendorLine, upsert_from_vendor};
use ledger::table::external_stock::{self, ExternalStock};
use ledger::table::link::{self, Link, LinkKind};
use ledger::table::{item, location, owner};
use ledger::{Error, Transaction};
use serde_json::Value;
use uuid::Uuid;

/// Links a vendor's item to ours: by its id once linked, else by a SKU that exactly one item has. An item nobody
/// has here is made when its unit is a word we know; otherwise the link stays open for a person.
pub fn item(tx: &Transaction, vendor: &str, theirs: &VendorItem, now_ms: i64) -> Result<(), Error> {
    let known = link::find(tx, vendor, LinkKind::Item, &theirs.id)?.and_then(|link| link.ours).map(ItemId);
    let ours = match (known, &theirs.sku) {
        (Some(id), _) => Some(id),
        (None, Some(sku)) => match item::by_sku(tx, sku)?.as_slice() {
            [only] => Some(only.id),
            [] if !theirs.gone => make_item(tx, sku, theirs, now_ms)?,
            _ => None,
        },
        (None, None) => None,
    };
    if let Some(id) = ours.filter(|_| !theirs.gone) {
        add_codes(tx, id, theirs)?;
    }
    let facts = ItemFacts {
        batch_tracked: theirs.batch_tracked,
        unit_word: theirs.unit_word.clone(),
        name: theirs.name.clone(),
        sku: theirs.sku.clone(),
    };
    put_link(tx, vendor, LinkKind::Item, &theirs.id, ours.map(|id| id.0), &facts, theirs.gone, now_ms)
}

fn make_item(tx: &Transaction, sku: &str, theirs: &VendorItem, now_ms: i64) -> Result<Option<ItemId>, Error> {
    let (Some(unit), Some(house)) = (units::canonical(&theirs.unit_word), owner::house(tx)?) else {
        return Ok(None);
    };
    let made = Item {
        id: ItemId(Uuid::now_v7()),
        owner: house.id,
        sku: sku.to_owned(),
        names: vec![("en".to_owned(), theirs.name.clone())],
        unit: unit.to_owned(),
        decimals: if unit == "pcs" { 0 } else { 3 },
        pictogram: String::new(),
        lot_tracked: theirs.batch_tracked,
        serial_tracked: false,
        catch_weight: false,
        expiry_rule: ExpiryRule::Asked,
        near_expiry_days: 14,
        lot_pattern: String::new(),
    };
    item::insert(tx, &made, now_ms)?;
    Ok(Some(made.id))
}

/// Codes that are new here; one that this ledger knows keeps the pack it was given.
fn add_codes(tx: &Transaction, id: ItemId, theirs: &VendorItem) -> Result<(), Error> {
    let known = item::codes(tx, id)?;
    let vendors = theirs.codes.iter().map(|code| (code, "vendor"));
    let suppliers = theirs.supplier_codes.iter().map(|code| (code, "supplier"));
    for (code, kind) in vendors.chain(suppliers) {
        let stored = gtin::normalise(code).map_or_else(|_| code.clone(), |gtin| gtin.as_str().to_owned());
        if !stored.is_empty() && !known.iter().any(|known| known.code == stored) {
            item::add_code(tx, id, None, &stored, kind)?;
        }
    }
    Ok(())
}

/// Links a vendor's place to our site: by name or code, or because there is one on each side.
pub fn places(tx: &Transaction, vendor: &str, theirs: &[VendorPlace], now_ms: i64) -> Result<(), Error> {
    let all = location::all(tx)?;
    let sites: Vec<_> = all.into_iter().filter(|place| place.kind == LocationKind::Site).collect();
    let standing = theirs.iter().filter(|place| !place.gone).count();
    for place in theirs {
        let named = sites
            .iter()
            .find(|site| site.code.eq_ignore_ascii_case(&place.name) || site.name.eq_ignore_ascii_case(&place.name));
        let only = (sites.len() == 1 && standing == 1).then(|| &sites[0]);
        let ours = named.or(only).map(|site| site.id.0);
        let facts = serde_json::json!({ "name": place.name });
        put_link(tx, vendor, LinkKind::Location, &place.id, ours, &facts, place.gone, now_ms)?;
    }
    Ok(())
}

pub fn suppliers(
    tx: &Transaction,
    vendor: &str,
    theirs: &[(String, String)],
    now_ms: i64,
) -> Result<(), Error> {
    for (id, name) in theirs {
        let facts = serde_json::json!({ "name": name });
        put_link(tx, vendor, LinkKind::Supplier, id, None, &facts, false, now_ms)?;
    }
    Ok(())
}

/// Figures of a complete read; those it did not renew stand there no longer.
pub fn stock(tx: &Transaction, vendor: &str, theirs: &[VendorStock], as_of_ms: i64) -> Result<(), Error> {
    for row in theirs {
        let linked = link::find(tx, vendor, LinkKind::Item, &row.item)?;
        let Some(item) = linked.and_then(|link| link.ours) else { continue };
        let figure = ExternalStock {
            vendor: vendor.to_owned(),
            item: ItemId(item),
            place: row.place.clone(),
            quantity: row.quantity,
            vendor_text: row.text.clone(),
            as_of_ms,
        };
        external_stock::put(tx, &figure)?;
    }
    external_stock::drop_older(tx, vendor, as_of_ms)?;
    Ok(())
}

/// A single order as the vendor just showed it.
pub fn order(tx: &Transaction, vendor: &str, body: &Value, now_ms: i64) -> Result<(), Error> {
    let order = inbound::one_order(body)
        .map_err(|error| Error::Stored { what: "a vendor's order", why: error.to_string() })?;
    take_order(tx, vendor, &order, now_ms)
}

/// An open order is a document for the floor. Lines of items that are not linked are left out until they are.
pub fn take_order(tx: &Transaction, vendor: &str, order: &VendorOrder, now_ms: i64) -> Result<(), Error> {
    let state = match order.standing {
        OrderStanding::Draft => return Ok(()),
        OrderStanding::Open => DocumentState::Open,
        OrderStanding::Done => DocumentState::Done,
        OrderStanding::Cancelled => DocumentState::Cancelled,
    };
    let partner = match &order.supplier {
        Some(id) => supplier_name(tx, vendor, id)?,
        None => String::new(),
    };
    let mut lines = Vec::new();
    for (index, line) in order.lines.iter().enumerate() {
        lines.extend(line_of(tx, vendor, index, line)?);
    }
    let document = VendorDocument {
        new_id: DocumentId(Uuid::now_v7()),
        vendor: vendor.to_owned(),
        kind: DocumentKind::PurchaseOrder,
        vendor_id: order.id.clone(),
        number: order.number.clone(),
        partner,
        state,
        expected_on: order.expected_on,
        seen_at_ms: now_ms,
        lines,
    };
    upsert_from_vendor(tx, &document)?;
    Ok(())
}

fn line_of(
    tx: &Transaction,
    vendor: &str,
    index: usize,
    line: &VendorOrderLine,
) -> Result<Option<VendorLine>, Error> {
    let linked = link::find(tx, vendor, LinkKind::Item, &line.item)?;
    let Some(item) = linked.and_then(|link| link.ours) else { return Ok(None) };
    Ok(Some(VendorLine {
        new_id: DocumentLineId(Uuid::now_v7()),
        // Receipts split rows and give them new ids; the item stays.
        vendor_id: line.item.clone(),
        line: index as i64 + 1,
        item: ItemId(item),
        open_there: line.open,
        received_there: line.received,
        pack: line.pack.clone(),
    }))
}

fn supplier_name(tx: &Transaction, vendor: &str, id: &str) -> Result<String, Error> {
    let facts = link::find(tx, vendor, LinkKind::Supplier, id)?.map(|link| link.facts_json).unwrap_or_default();
    let facts: Value = serde_json::from_str(&facts).unwrap_or(Value::Null);
    Ok(facts.get("name").and_then(Value::as_str).unwrap_or_default().to_owned())
}

#[allow(clippy::too_many_arguments)]
fn put_link(
    tx: &Transaction,
    vendor: &str,
    kind: LinkKind,
    vendor_id: &str,
    ours: Option<Uuid>,
    facts: &impl serde::Serialize,
    gone: bool,
    now_ms: i64,
) -> Result<(), Error> {
    link::put(
        tx,
        &Link {
            vendor: vendor.to_owned(),
            kind,
            vendor_id: vendor_id.to_owned(),
            ours,
            facts_json: serde_json::to_string(facts).expect("facts are plain data"),
            seen_at_ms: now_ms,
            gone,
        },
    )
}
