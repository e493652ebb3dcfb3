//! The small kitchen that the tests of the worker work in.

use super::bench::*;
use domain::expiry::Expiry;
use domain::item::{ExpiryRule, Item};
use domain::location::{Location, LocationKind, Purpose};
use domain::lot::{Lot, LotKind, LotStatus};
use domain::permission::Role;
use domain::*;
use jiff::civil::date;
use ledger::table::operator::Operator;
use ledger::table::owner::Owner;
use ledger::table::{item, location, lot, operator, owner};
use ledger::{Error, Transaction};
use serde_json::json;

pub fn variant(id: i64, sku: &str, unit: &str, batch_tracked: bool) -> serde_json::Value {
    json!({"id": id, "sku": sku, "registered_barcode": null, "updated_at": super::there::time(NOW_MS - 1),
        "product_or_material": {"name": sku, "uom": unit, "batch_tracked": batch_tracked}})
}

pub fn kitchen(tx: &mut Transaction<'_>) -> Result<(), Error> {
    let house = OwnerId(uuid(2));
    owner::insert(tx, &Owner { id: house, name: "House".to_owned() })?;
    let (name, language) = ("Dewi".to_owned(), "id".to_owned());
    operator::insert(
        tx,
        &Operator { id: DEWI, name, role: Role::Operator, language, badge: Some(7), owner: None },
        NOW_MS,
    )?;
    for (number, (id, kind, code, purpose)) in [
        (SITE, LocationKind::Site, "KITCHEN", Purpose::Store),
        (DOCK, LocationKind::Bin, "DOCK", Purpose::Dock),
        (HOLD, LocationKind::Bin, "HOLD", Purpose::Hold),
        (SUPPLIER, LocationKind::Supplier, "supplier", Purpose::Store),
        (ADJUSTMENT, LocationKind::Adjustment, "adjustment", Purpose::Store),
    ]
    .into_iter()
    .enumerate()
    {
        let parent = (kind == LocationKind::Bin).then_some(SITE);
        let place = Location { id, kind, code: code.to_owned(), name: String::new(), parent, purpose };
        location::insert(tx, &place, Some(number as u32), NOW_MS)?;
    }
    for (id, sku, unit) in [(BOTTLE, "PK-BTL", "pcs"), (SALT, "RM-SALT", "kg")] {
        let made = Item {
            id,
            owner: house,
            sku: sku.to_owned(),
            names: vec![("en".to_owned(), sku.to_owned())],
            unit: unit.to_owned(),
            decimals: 3,
            pictogram: String::new(),
            lot_tracked: id == BOTTLE,
            serial_tracked: false,
            catch_weight: false,
            expiry_rule: ExpiryRule::Asked,
            near_expiry_days: 14,
            lot_pattern: String::new(),
        };
        item::insert(tx, &made, NOW_MS)?;
    }
    lot::none_of(tx, SALT, SALT_LOT, NOW_MS)?;
    let coded = Lot {
        id: BOTTLE_LOT,
        item: BOTTLE,
        kind: LotKind::Coded,
        code: "BTL-7".to_owned(),
        maker: String::new(),
        expiry: Expiry::On(date(2027, 6, 13)),
        made_on: None,
        status: LotStatus::Released,
        ours: false,
    };
    lot::insert(tx, &coded, NOW_MS)?;
    Ok(())
}
