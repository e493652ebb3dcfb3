//! Does the book hold? The chain link by link, sums, balances, reservations, serials, containers, lots; the first
//! difference is named. Reads only, in one snapshot, so work may go on meanwhile.

mod altered;
mod chain;
mod derived;
mod lines;
mod lots;

use crate::{Error, sound};
use rusqlite::{Connection, OpenFlags};
use std::path::Path;

/// What `tallyman verify` tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub entry_count: i64,
    pub movement_count: i64,
    pub placement_count: i64,
    pub lot_change_count: i64,
    pub balance_count: i64,
    /// Of the newest entry; all zero for an empty book. Printed and kept elsewhere it anchors everything
    /// before it.
    pub head: [u8; 32],
    /// The first that was found; `None` when the book holds.
    pub difference: Option<Difference>,
}

/// One thing that is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {what} is {found} and should be {wanted}")]
pub struct Difference {
    /// Which entry, with its movement where that can be told, or which stock: `TM1-1-000004`, `TM1-1-000004
    /// line 2, which says 5.000000 of SALT-1`, `SALT-1 lot none at A-01-1`.
    pub place: String,
    pub what: &'static str,
    pub found: String,
    pub wanted: String,
}

impl Difference {
    fn narrowed(self, line: &altered::Altered) -> Difference {
        Difference { place: format!("{} {line}", self.place), ..self }
    }
}

/// Opens the file read-only with the engine this program is linked to. Other programs' SQLite is never let
/// near it.
///
/// # Errors
/// [`Error::CannotOpen`]; [`Error::Damaged`], [`Error::Unsound`] when the file cannot even be read.
pub fn file(path: &Path) -> Result<Report, Error> {
    sound::look(path)?;
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
        .map_err(|error| Error::CannotOpen { path: path.to_owned(), why: error.to_string() })?;
    connection
        .execute_batch("PRAGMA query_only = ON; PRAGMA temp_store = MEMORY; PRAGMA busy_timeout = 5000;")?;
    whole(&connection)
}

/// The whole book behind `connection`.
///
/// # Errors
/// Only when it cannot be read; what is wrong with the book is in the report.
pub fn whole(connection: &Connection) -> Result<Report, Error> {
    connection.execute_batch("BEGIN")?;
    let report = in_snapshot(connection);
    connection.execute_batch("ROLLBACK")?;
    report
}

fn in_snapshot(connection: &Connection) -> Result<Report, Error> {
    let mut report = Report {
        entry_count: 0,
        movement_count: 0,
        placement_count: 0,
        lot_change_count: 0,
        balance_count: 0,
        head: domain::entry::GENESIS,
        difference: None,
    };
    let mut sums = derived::Sums::default();
    report.difference = chain::walk(connection, chain::From::TheBeginning, &mut sums, &mut report)?;
    if report.difference.is_none() {
        report.difference = derived::compare(connection, &sums, &mut report)?;
    }
    Ok(report)
}

/// The last `link_count` links alone: a few milliseconds, at every start.
pub(crate) fn head(connection: &Connection, link_count: i64) -> Result<Option<Difference>, Error> {
    let mut report = Report {
        entry_count: 0,
        movement_count: 0,
        placement_count: 0,
        lot_change_count: 0,
        balance_count: 0,
        head: domain::entry::GENESIS,
        difference: None,
    };
    chain::walk(connection, chain::From::Last(link_count), &mut derived::Sums::default(), &mut report)
}
