//! What every ledger has before its first entry: the house as owner, and the virtual places goods come from and
//! go to.

use crate::clock;
use domain::location::{Location, LocationKind, Purpose};
use domain::{LocationId, OwnerId};
use ledger::table::location;
use ledger::table::owner::{self, Owner};
use ledger::{Error, Transaction};

/// Places that are no shelf.
const VIRTUAL: [(LocationKind, &str); 6] = [
    (LocationKind::Supplier, "SUPPLIER"),
    (LocationKind::Customer, "CUSTOMER"),
    (LocationKind::Production, "PRODUCTION"),
    (LocationKind::Loss, "LOSS"),
    (LocationKind::Adjustment, "ADJUSTMENT"),
    (LocationKind::Transit, "TRANSIT"),
];

/// Does nothing to a ledger that has them.
pub fn furnish(tx: &Transaction, now_ms: i64) -> Result<(), Error> {
    if owner::house(tx)?.is_none() {
        owner::insert(tx, &Owner { id: OwnerId(clock::new_id()), name: "house".to_owned() })?;
    }
    for (kind, code) in VIRTUAL {
        if location::by_code(tx, code)?.is_none() {
            let place = Location {
                id: LocationId(clock::new_id()),
                kind,
                code: code.to_owned(),
                name: String::new(),
                parent: None,
                purpose: Purpose::Store,
            };
            location::insert(tx, &place, None, now_ms)?;
        }
    }
    Ok(())
}
