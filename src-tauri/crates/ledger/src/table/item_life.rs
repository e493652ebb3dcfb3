//! How items' lots age: one row per item somebody said something about.

use crate::table::{column, item};
use crate::{Error, Transaction};
use domain::ItemId;
use domain::expiry::DateMeaning;
use domain::life::ItemLife;
use rusqlite::params;

statements! {
    OF_ITEM = "SELECT date_meaning, waits_for_release, minimum_days, minimum_percent, shelf_life_days
               FROM item_life WHERE item_row = (SELECT row FROM item WHERE id = ?1)";
    PUT = "INSERT INTO item_life (item_row, date_meaning, waits_for_release, minimum_days, minimum_percent,
           shelf_life_days) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE SET
           date_meaning = excluded.date_meaning, waits_for_release = excluded.waits_for_release,
           minimum_days = excluded.minimum_days, minimum_percent = excluded.minimum_percent,
           shelf_life_days = excluded.shelf_life_days";
}

/// As [`ItemLife::default`] says where nobody said anything.
pub fn of(tx: &Transaction, item: ItemId) -> Result<ItemLife, Error> {
    let found = tx.one(OF_ITEM, params![item.bytes()], |row| {
        Ok(ItemLife {
            date_meaning: column::word(row, 0, DateMeaning::from_text)?,
            waits_for_release: row.get(1)?,
            minimum_days: row.get(2)?,
            minimum_percent: row.get(3)?,
            shelf_life_days: row.get(4)?,
        })
    })?;
    Ok(found.unwrap_or_default())
}

/// # Errors
/// [`Error::Missing`] for an item that is not here; [`Error::Rule`] for days or shares beyond all sense.
pub fn put(tx: &Transaction, item: ItemId, life: &ItemLife) -> Result<(), Error> {
    let item_row = item::row(tx, item)?;
    tx.run(
        PUT,
        params![
            item_row,
            life.date_meaning.text(),
            life.waits_for_release,
            life.minimum_days,
            life.minimum_percent,
            life.shelf_life_days
        ],
    )?;
    Ok(())
}
