//! The guard in Rust, which no caller reaches: promising what is not free is a mistake of the program.

use crate::Transaction;
use crate::table::balance::{self, Key};
use domain::Quantity;
use rusqlite::Connection;

const KEY: Key = Key { location: 1, item: 1, lot: 1 };

/// A balance of three units, none promised, in a copy of the empty schema.
fn with_three(work: impl FnOnce(&Transaction)) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("book.db");
    let schema = env!("DATABASE_URL").trim_start_matches("sqlite://").trim_end_matches("?mode=ro");
    std::fs::copy(schema, &path).unwrap();
    let connection = Connection::open(&path).unwrap();
    connection
        .execute_batch(
            "PRAGMA foreign_keys = OFF; INSERT INTO balance (location_row, item_row, lot_row, physical, on_hand)
             VALUES (1, 1, 1, 1, 3000000), (2, 1, 1, 0, 3000000); BEGIN",
        )
        .unwrap();
    work(&Transaction::over(&connection));
}

fn units(count: i64) -> Quantity {
    Quantity::from_units(count).unwrap()
}

#[test]
fn all_that_is_free_can_be_promised_and_given_back() {
    with_three(|tx| {
        balance::reserve(tx, KEY, units(3)).unwrap();
        balance::unreserve(tx, KEY, units(3)).unwrap();
        let reserved = balance::standing(tx, KEY).unwrap().unwrap().reserved;
        assert_eq!(reserved, Quantity::ZERO, "nothing is left promised");
    });
}

#[test]
#[should_panic(expected = "only what is free is promised")]
fn promising_more_than_is_free_is_a_mistake_of_the_program() {
    with_three(|tx| {
        balance::reserve(tx, KEY, units(2)).unwrap();
        _ = balance::reserve(tx, KEY, units(2));
    });
}

#[test]
#[should_panic(expected = "only what is free is promised")]
fn goods_in_a_virtual_place_are_nobodys_to_promise() {
    with_three(|tx| _ = balance::reserve(tx, Key { location: 2, ..KEY }, units(1)));
}

#[test]
#[should_panic(expected = "what was promised is in the balance until its end")]
fn giving_back_more_than_was_promised_is_a_mistake_of_the_program() {
    with_three(|tx| {
        balance::reserve(tx, KEY, units(1)).unwrap();
        _ = balance::unreserve(tx, KEY, units(2));
    });
}
