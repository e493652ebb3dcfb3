//! What a crate is fit for: derived from what stands in it, what was taken out of it, and who cleaned it.

use crate::{Error, Transaction};
use domain::LocationId;
use domain::location::CrateState;
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
