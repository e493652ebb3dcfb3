//! What a file changes about places, and taking one away that nothing names.

use super::changed;
use crate::{Error, Transaction};
use domain::LocationId;
use domain::location::Purpose;
use rusqlite::params;

statements! {
    SET_FACTS = "UPDATE location SET name = ?2, purpose = ?3 WHERE id = ?1";
    NEAR = "SELECT code FROM location WHERE code >= ?1 COLLATE NOCASE AND code < ?2 COLLATE NOCASE
            ORDER BY code COLLATE NOCASE LIMIT 500";
    STANDS_IN = "SELECT code FROM location WHERE parent_row = (SELECT row FROM location WHERE id = ?1)
                 ORDER BY row LIMIT 1";
    HOLDS = "SELECT i.sku FROM balance b JOIN item i ON i.row = b.item_row
             WHERE b.location_row = (SELECT row FROM location WHERE id = ?1) AND b.on_hand <> 0
             ORDER BY b.item_row, b.lot_row LIMIT 1";
    IS_NAMED = "SELECT EXISTS (SELECT 1 FROM movement WHERE from_row = l.row)
                OR EXISTS (SELECT 1 FROM movement WHERE to_row = l.row)
                OR EXISTS (SELECT 1 FROM placement WHERE container_row = l.row)
                OR EXISTS (SELECT 1 FROM placement WHERE from_row = l.row)
                OR EXISTS (SELECT 1 FROM placement WHERE to_row = l.row)
                OR EXISTS (SELECT 1 FROM link WHERE ours = ?1) FROM location l WHERE l.id = ?1";
    REMOVE = "DELETE FROM location WHERE id = ?1";
}

pub fn set_facts(tx: &Transaction, id: LocationId, name: &str, purpose: Purpose) -> Result<(), Error> {
    changed(tx.run(SET_FACTS, params![id.bytes(), name, purpose.text()])?, "location", id.0)
}

/// Codes from `from` up to below `below`, in any case; at most 500: what a wrong one could have meant.
pub fn codes_between(tx: &Transaction, from: &str, below: &str) -> Result<Vec<String>, Error> {
    tx.all(NEAR, params![from, below], |row| row.get(0))
}

/// SKU of goods, or code of a place, that is in it.
pub fn holds(tx: &Transaction, id: LocationId) -> Result<Option<String>, Error> {
    match tx.one(STANDS_IN, params![id.bytes()], |row| row.get(0))? {
        Some(code) => Ok(Some(code)),
        None => tx.one(HOLDS, params![id.bytes()], |row| row.get(0)),
    }
}

/// A movement, a crate's move or a vendor names it: it stays for ever.
pub fn is_named(tx: &Transaction, id: LocationId) -> Result<bool, Error> {
    Ok(tx.one(IS_NAMED, params![id.bytes()], |row| row.get(0))?.unwrap_or(false))
}

/// # Errors
/// [`Error::Rule`] while something names it or stands in it: see [`is_named`] and [`holds`].
pub fn remove(tx: &Transaction, id: LocationId) -> Result<(), Error> {
    changed(tx.run(REMOVE, params![id.bytes()])?, "location", id.0)
}
