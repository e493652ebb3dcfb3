//! What a crate is fit for, derived from what stands in it, what was taken out of it, and who cleaned it; and what it
//! weighs empty.

use crate::table::column;
use crate::{Error, Transaction};
use domain::LocationId;
use domain::location::CrateState;
use domain::tare::Tare;
use rusqlite::params;

statements! {
    /// What was undone never was taken out.
    FITNESS = "SELECT l.reusable,
               EXISTS (SELECT 1 FROM balance b WHERE b.location_row = l.row AND b.on_hand > 0)
               OR EXISTS (SELECT 1 FROM location i WHERE i.parent_row = l.row),
               EXISTS (SELECT 1 FROM movement m WHERE m.from_row = l.row AND m.row > l.cleaned_after
                       AND m.kind <> 'reversal' AND NOT EXISTS (SELECT 1 FROM entry e JOIN entry r
                       ON r.reverses = e.id WHERE e.row = m.entry_row))
               FROM location l WHERE l.id = ?1 AND l.kind = 'container'";
    CLEAN = "UPDATE location SET cleaned_after = (SELECT coalesce(max(row), 0) FROM movement)
             WHERE id = ?1 AND kind = 'container'";
    /// Millionths of a kilogram.
    TARE = "SELECT tare FROM location WHERE id = ?1";
    SET_TARE = "UPDATE location SET tare = ?2 WHERE id = ?1 AND kind = 'container'";
    INSIDE = "WITH RECURSIVE inside (row) AS (
                  SELECT l.row FROM location l JOIN location p ON p.row = l.parent_row WHERE p.id = ?1
                  UNION SELECT l.row FROM inside JOIN location l ON l.parent_row = inside.row)
              SELECT l.code, l.tare FROM inside JOIN location l ON l.row = inside.row
              WHERE l.kind = 'container' ORDER BY l.code LIMIT 100000";
}

/// What one crate is fit for, and whether it is used again at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fitness {
    pub reusable: bool,
    pub state: CrateState,
}

/// `None` for what is no crate.
pub fn fitness(tx: &Transaction, id: LocationId) -> Result<Option<Fitness>, Error> {
    tx.one(FITNESS, params![id.bytes()], |row| {
        let (reusable, is_filled, was_emptied) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let state = match (is_filled, was_emptied, reusable) {
            (true, _, _) => CrateState::InUse,
            (false, false, _) => CrateState::Clean,
            (false, true, true) => CrateState::Dirty,
            (false, true, false) => CrateState::UsedUp,
        };
        Ok(Fitness { reusable, state })
    })
}

/// It is clean: what was taken out before this moment counts no more.
///
/// # Errors
/// [`Error::Missing`] for what is no crate.
pub fn clean(tx: &Transaction, id: LocationId) -> Result<(), Error> {
    match tx.run(CLEAN, params![id.bytes()])? {
        0 => Err(Error::missing("crate", id)),
        _ => Ok(()),
    }
}

/// What it weighs empty; `None` where nobody said it, and for what is no crate.
pub fn tare(tx: &Transaction, id: LocationId) -> Result<Option<Tare>, Error> {
    Ok(tx.one(TARE, params![id.bytes()], |row| column::maybe_tare(row, 0))?.flatten())
}

/// `None`: nobody knows it any more.
///
/// # Errors
/// [`Error::Missing`] for what is no crate.
pub fn set_tare(tx: &Transaction, id: LocationId, tare: Option<Tare>) -> Result<(), Error> {
    match tx.run(SET_TARE, params![id.bytes(), tare.map(|tare| tare.kg().millionths())])? {
        0 => Err(Error::missing("crate", id)),
        _ => Ok(()),
    }
}

/// Code and tare of every crate in this one, at any depth, by code.
pub fn tares_inside(tx: &Transaction, id: LocationId) -> Result<Vec<(String, Option<Tare>)>, Error> {
    tx.all(INSIDE, params![id.bytes()], |row| Ok((row.get(0)?, column::maybe_tare(row, 1)?)))
}
