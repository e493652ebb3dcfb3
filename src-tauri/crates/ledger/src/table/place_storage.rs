//! What a place accepts, and whether goods of other allergens stay out of it. A place that says nothing is as the
//! place around it.

use crate::table::column;
use crate::{Error, Transaction};
use domain::LocationId;
use domain::item_facts::StorageClass;
use rusqlite::params;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

macro_rules! upwards {
    ($tail:literal) => {
        concat!(
            "WITH RECURSIVE up (row, parent_row, depth) AS (
                 SELECT row, parent_row, 0 FROM location WHERE id = ?1
                 UNION ALL SELECT l.row, l.parent_row, up.depth + 1 FROM up JOIN location l
                 ON l.row = up.parent_row) ",
            $tail
        )
    };
}
statements! {
    ACCEPTS = upwards!("SELECT s.storage_class FROM place_storage s WHERE s.location_row =
                        (SELECT up.row FROM up WHERE EXISTS (SELECT 1 FROM place_storage p
                        WHERE p.location_row = up.row) ORDER BY up.depth LIMIT 1)
                        ORDER BY s.storage_class LIMIT 10");
    KEEPS_APART = upwards!("SELECT l.id FROM up JOIN place_apart a ON a.location_row = up.row
                            JOIN location l ON l.row = up.row ORDER BY up.depth LIMIT 1");
    OWN = "SELECT storage_class FROM place_storage WHERE location_row = (SELECT row FROM location
           WHERE id = ?1) ORDER BY storage_class LIMIT 10";
    OWN_APART = "SELECT 1 FROM place_apart WHERE location_row = (SELECT row FROM location WHERE id = ?1)";
    CLEAR = "DELETE FROM place_storage WHERE location_row = (SELECT row FROM location WHERE id = ?1)";
    ADD = "INSERT INTO place_storage (location_row, storage_class)
           VALUES ((SELECT row FROM location WHERE id = ?1), ?2)";
    SET_APART = "INSERT INTO place_apart (location_row) SELECT row FROM location WHERE id = ?1
                 ON CONFLICT DO NOTHING";
    CLEAR_APART = "DELETE FROM place_apart WHERE location_row = (SELECT row FROM location WHERE id = ?1)";
}

/// What a place says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceStorage {
    /// Empty: as the place around it.
    pub accepts: BTreeSet<StorageClass>,
    pub keeps_apart: bool,
}

/// The classes that may stand at the place; empty where nobody said anything: all.
pub fn accepts(tx: &Transaction, place: LocationId) -> Result<BTreeSet<StorageClass>, Error> {
    classes(tx, ACCEPTS, place)
}

/// The place around it, or itself, that goods of other allergens stay out of.
pub fn keeps_apart(tx: &Transaction, place: LocationId) -> Result<Option<LocationId>, Error> {
    tx.one(KEEPS_APART, params![place.bytes()], |row| Ok(LocationId(column::uuid(row, 0)?)))
}

pub fn own(tx: &Transaction, place: LocationId) -> Result<PlaceStorage, Error> {
    let keeps_apart = tx.one(OWN_APART, params![place.bytes()], |_| Ok(()))?.is_some();
    Ok(PlaceStorage { accepts: classes(tx, OWN, place)?, keeps_apart })
}

/// # Errors
/// [`Error::Rule`] for a place that is not here.
pub fn set(tx: &Transaction, place: LocationId, storage: &PlaceStorage) -> Result<(), Error> {
    tx.run(CLEAR, params![place.bytes()])?;
    for class in &storage.accepts {
        tx.run(ADD, params![place.bytes(), class.text()])?;
    }
    tx.run(if storage.keeps_apart { SET_APART } else { CLEAR_APART }, params![place.bytes()])?;
    Ok(())
}

fn classes(tx: &Transaction, sql: &'static str, place: LocationId) -> Result<BTreeSet<StorageClass>, Error> {
    let found = tx.all(sql, params![place.bytes()], |row| column::word(row, 0, StorageClass::from_text))?;
    Ok(found.into_iter().collect())
}
