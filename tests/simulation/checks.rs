//! The whole book against the model: every balance both ways, sums, serials, crates, the chain, and what
//! is derived made again to the same numbers.

use crate::documents;
use crate::model::{Key, Model, Stock};
use crate::promises;
use crate::run::Book;
use crate::world;
use domain::location::LocationKind;
use domain::{ItemId, LocationId, LotId};
use ledger::table::{balance, location};
use std::collections::{BTreeMap, HashMap};

/// Everything derived, read through the ledger.
#[derive(Debug, PartialEq)]
struct Derived {
    /// Millionths, pieces, reserved.
    balances: BTreeMap<Key, (i64, i64, i64)>,
    /// Parent and site.
    places: BTreeMap<LocationId, (Option<LocationId>, Option<LocationId>)>,
}

/// # Panics
/// At the first thing that is not as the model says.
pub fn everything(book: &Book, model: &Model) {
    let derived = read(book, model);
    balances_are_the_models(&derived, model);
    sums_are_zero(&derived);
    each_unit_with_a_serial_is_where_its_serial_is(&derived, model);
    crates_stand_where_they_were_put(&derived, model);
    promises::everything(book, model);
    documents::transfers_say_what_is_on_their_roads(book, model);
    book.turn(|tx| ledger::rebuild::all(tx));
    assert_eq!(read(book, model), derived, "what is derived is made again to the same numbers");
    let report = ledger::verify::file(&book.path()).expect("the file can be read");
    assert_eq!(report.difference, None, "chain, sums and balances hold");
    assert_eq!(
        report.entry_count as usize,
        model.booked.len(),
        "every entry that was answered, and no other"
    );
    let lines = |count: fn(&domain::entry::NewEntry) -> usize| -> i64 {
        model.entries.values().map(|entry| count(entry) as i64).sum()
    };
    assert_eq!(report.movement_count, lines(|entry| entry.movements.len()));
    assert_eq!(report.placement_count, lines(|entry| entry.placements.len()));
}

fn read(book: &Book, model: &Model) -> Derived {
    let keys: Vec<Key> = model.stock.keys().copied().collect();
    book.turn(move |tx| {
        let (mut balances, mut places) = (BTreeMap::new(), BTreeMap::new());
        let mut take = |row: balance::Balance| {
            let numbers = (row.on_hand.millionths(), row.pieces, row.reserved.millionths());
            balances.insert((row.location, row.item, row.lot), numbers);
        };
        for place in location::all(tx)? {
            balance::at(tx, place.id)?.into_iter().for_each(&mut take);
            let site = location::site_of(tx, place.id)?.map(|site| site.id);
            places.insert(place.id, (place.parent, site));
        }
        // Those that are zero again are not in the list of their place.
        for (place, item, lot) in keys {
            balance::one(tx, place, item, lot)?.into_iter().for_each(&mut take);
        }
        Ok(Derived { balances, places })
    })
}

fn balances_are_the_models(derived: &Derived, model: &Model) {
    for (key, (on_hand, pieces, reserved)) in &derived.balances {
        let is = model.at(*key);
        assert_eq!((*on_hand, *pieces), (is.millionths, is.pieces), "the balance at {key:?}");
        if model.is_physical(key.0) {
            assert!(*on_hand >= 0, "below zero at {key:?}");
            assert!(*reserved <= *on_hand, "more promised than there is at {key:?}");
        }
    }
    for (key, is) in &model.stock {
        let there = derived.balances.get(key).map(|(on_hand, pieces, _)| (*on_hand, *pieces));
        assert_eq!(there.unwrap_or_default(), (is.millionths, is.pieces), "the balance at {key:?}");
    }
}

/// Goods only move: over all places nothing was made and nothing was lost, by weight and by pieces.
fn sums_are_zero(derived: &Derived) {
    let mut sums: HashMap<(ItemId, LotId), (i128, i128)> = HashMap::new();
    for ((_, item, lot), (on_hand, pieces, _)) in &derived.balances {
        let sum = sums.entry((*item, *lot)).or_default();
        (sum.0, sum.1) = (sum.0 + i128::from(*on_hand), sum.1 + i128::from(*pieces));
    }
    for (goods, sum) in sums {
        assert_eq!(sum, (0, 0), "the sum of {goods:?} over all places");
    }
}

fn each_unit_with_a_serial_is_where_its_serial_is(derived: &Derived, model: &Model) {
    let mut counted: BTreeMap<Key, i64> = BTreeMap::new();
    for ((item, _), (place, lot)) in &model.serials {
        *counted.entry((*place, *item, *lot)).or_default() += 1_000_000;
    }
    let with_serials: Vec<ItemId> = world::goods()
        .iter()
        .filter(|goods| goods.sort == world::Sort::Serial)
        .map(|goods| goods.item)
        .collect();
    for (key, (on_hand, ..)) in &derived.balances {
        if with_serials.contains(&key.1) && model.is_physical(key.0) {
            assert_eq!(
                *on_hand,
                counted.get(key).copied().unwrap_or_default(),
                "units and serials at {key:?}"
            );
        }
    }
}

fn crates_stand_where_they_were_put(derived: &Derived, model: &Model) {
    for (place, (parent, site)) in &derived.places {
        assert_eq!(*parent, model.parents.get(place).copied(), "what {place} stands in");
        let path = model.path_of(*place);
        assert!(path.len() <= 5, "{place} stands too deep: {path:?}");
        let top = Some(path[0]).filter(|top| model.kinds[top] == LocationKind::Site);
        assert_eq!(*site, top, "the site of {place}");
    }
}

/// What is still there, everywhere.
pub fn left(model: &Model) -> Vec<(Key, Stock)> {
    let there = |(key, stock): (&Key, &Stock)| (*key, *stock);
    model
        .stock
        .iter()
        .map(there)
        .filter(|(key, stock)| model.is_physical(key.0) && stock.millionths > 0)
        .collect()
}
