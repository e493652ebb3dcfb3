//! Items whose words are made again, a piece at a time while no turn waits. Derived and of nobody's business but
//! search's: what cannot be taken up now is tried again after the next group, and only a failing disk tells.

use super::{BEGIN, COMMIT, ROLLBACK, execute};
use crate::table::search;
use crate::{Error, Transaction};
use rusqlite::Connection;
use std::sync::Arc;

/// One piece in a transaction of its own. Whether there is more to do at once.
///
/// # Errors
/// The disk is going.
pub(super) fn catch_up(connection: &Connection) -> Result<bool, Arc<rusqlite::Error>> {
    if execute(connection, BEGIN).is_err() {
        // Another program is at the file, or the next turn tells what is wrong.
        return Ok(false);
    }
    let mut transaction = Transaction::over(connection);
    let taken_up = transaction.savepoint(|tx| search::catch_up(tx));
    let kept = match (transaction.fatal(), taken_up) {
        (Some(fatal), _) => Err(fatal),
        (None, Ok(more)) => execute(connection, COMMIT).map(|()| more),
        (None, Err(_)) => execute(connection, ROLLBACK).map(|()| false),
    };
    kept.or_else(|fault| {
        if !connection.is_autocommit() {
            // The first fault is the one to tell, whatever the rollback says.
            _ = execute(connection, ROLLBACK);
        }
        match Error::from_shared(fault.clone()).fatal() {
            Some(fatal) => Err(fatal),
            None => Ok(false),
        }
    })
}
