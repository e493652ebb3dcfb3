//! A vendor's items: linked to ours by id, else by a SKU that is exactly the same and stands once on each
//! side. What does not fit stays an open link, listed and never merged.

use super::{put, seen};
use crate::outgoing::ItemFacts;
use connectors::seen::VendorItem;
use domain::item::{ExpiryRule, Item};
use domain::{ItemId, gtin, units};
use ledger::table::link::{self, LinkKind};
use ledger::table::{item, owner};
use ledger::{Error, Transaction};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// SKUs that a read shows more than once, compared without case and blanks: none of them is a hint.
#[derive(Clone, Debug, Default)]
pub struct Doubled(BTreeSet<String>);

impl Doubled {
    pub fn of(items: &[VendorItem]) -> Doubled {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for sku in items.iter().filter(|item| !item.gone).filter_map(|item| item.sku.as_deref()) {
            *counts.entry(bare(sku)).or_default() += 1;
        }
        Doubled(counts.into_iter().filter(|(_, count)| *count > 1).map(|(sku, _)| sku).collect())
    }

    fn contains(&self, sku: &str) -> bool {
        self.0.contains(&bare(sku))
    }
}

fn bare(sku: &str) -> String {
    sku.split_whitespace().collect::<String>().to_lowercase()
}

/// An item nobody has here is made when its unit is a word we know; otherwise the link stays open for a
/// person.
pub fn items(
    tx: &Transaction,
    vendor: &str,
    theirs: &[VendorItem],
    doubled: &Doubled,
    now_ms: i64,
) -> Result<(), Error> {
    for theirs in theirs {
        let known =
            link::find(tx, vendor, LinkKind::Item, &theirs.id)?.and_then(|link| link.ours).map(ItemId);
        let ours = match (known, &theirs.sku) {
            (Some(id), _) => Some(id),
            (None, Some(sku)) if !theirs.gone && !doubled.contains(sku) => {
                by_sku(tx, vendor, sku, theirs, now_ms)?
            }
            (None, _) => None,
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
        let ours = ours.map(|id| id.0);
        put(tx, seen(vendor, LinkKind::Item, &theirs.id, ours, &facts, now_ms).gone(theirs.gone))?;
    }
    Ok(())
}

fn by_sku(
    tx: &Transaction,
    vendor: &str,
    sku: &str,
    theirs: &VendorItem,
    now_ms: i64,
) -> Result<Option<ItemId>, Error> {
    let found = item::by_sku(tx, sku)?;
    let [only] = found.as_slice() else {
        return if found.is_empty() { make(tx, sku, theirs, now_ms) } else { Ok(None) };
    };
    if only.sku != sku {
        return Ok(None);
    }
    let taken = link::of_ours(tx, vendor, LinkKind::Item, only.id.0)?.iter().any(|link| !link.gone);
    Ok((!taken).then_some(only.id))
}

fn make(tx: &Transaction, sku: &str, theirs: &VendorItem, now_ms: i64) -> Result<Option<ItemId>, Error> {
    let (Some(unit), Some(house)) = (units::find(&theirs.unit_word), owner::house(tx)?) else {
        return Ok(None);
    };
    let made = Item {
        id: ItemId(Uuid::now_v7()),
        owner: house.id,
        sku: sku.to_owned(),
        names: vec![("en".to_owned(), theirs.name.clone())],
        unit: unit.word.to_owned(),
        decimals: unit.decimals,
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
