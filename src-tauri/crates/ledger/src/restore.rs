//! A copy takes the ledger's place. What stood there is kept aside, never deleted. Interrupted anywhere it leaves
//! the old book or the new one: until a note of one line is on the disk nothing of the old is touched, and after
//! it the next opening finishes what the note began.

use crate::lock::OwnerLock;
use crate::table::{delivery, print_job, station};
use crate::{Error, Transaction, backup, disk, open, sound, verify};
use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};

/// Where books that were replaced lie, beside the ledger.
pub const ASIDE: &str = "set-aside";
const NEW: &str = "-restoring";
const NOTE: &str = "-restore";
const TIME: &str = "%Y%m%dT%H%M%SZ";
const BEFORE: &str = "-before-epoch-";

/// What is to be done.
#[derive(Clone, Debug)]
pub struct Order {
    pub ledger: PathBuf,
    /// A copy, or any other good ledger file of this station.
    pub copy: PathBuf,
    /// Where copies lie: what their names say of epochs counts.
    pub folders: Vec<PathBuf>,
    pub now_ms: i64,
    /// Why labels that were waiting may have come out already, code and values.
    pub print_why_json: String,
}

/// What a restore did, or is about to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// The new chain's; numbers begin at 1 in it.
    pub epoch: i64,
    /// Where the copy's chain ended: `TM1-1-000123`.
    pub copy_ends_at: String,
    pub copy_last_entry_ms: Option<i64>,
    /// Where the book ended that it replaces, as far as that can still be read.
    pub book_ended_at: Option<String>,
    /// Entries of the same chain that the copy does not have, where that is known.
    pub lost_count: Option<i64>,
    /// Where the old book lies now.
    pub aside: PathBuf,
    /// Deliveries that are read back at their vendor before anything is sent again.
    pub unclear_count: usize,
    /// Labels of which nobody knows whether they came out.
    pub label_count: usize,
}

/// Puts a copy in the ledger's place: checked whole, brought to this version, with a new epoch, what it owes to
/// vendors unclear. `note` writes what else is to be said into the same transaction.
///
/// # Errors
/// [`Error::Unsound`], [`Error::Differs`], [`Error::NotALedger`], [`Error::NewerVersion`]: the copy is not good.
/// [`Error::OtherStation`]. [`Error::NoRoom`], [`Error::Restore`]. The book is as it was.
pub async fn run(
    _owner: &OwnerLock,
    order: &Order,
    note: impl FnOnce(&Transaction<'_>, &Restored) -> Result<(), Error>,
) -> Result<Restored, Error> {
    finish(&order.ledger)?;
    let new = prepare(order).await?;
    let restored = begin_again(&new, order, note)?;
    put_aside(order, &restored.aside)?;
    commit(order)?;
    finish(&order.ledger)?;
    Ok(restored)
}

/// Whether a restore got past its note and no farther.
pub(crate) fn is_interrupted(ledger: &Path) -> bool {
    disk::beside(ledger, NOTE).exists()
}

/// Finishes a restore that was interrupted behind its note; otherwise does nothing. Opening does it by itself.
///
/// # Errors
/// [`Error::Restore`].
pub fn finish(ledger: &Path) -> Result<(), Error> {
    if !is_interrupted(ledger) {
        return Ok(());
    }
    let new = disk::beside(ledger, NEW);
    let cannot = |error: std::io::Error| failed(ledger, error);
    if new.exists() {
        // The old log must never meet the new file.
        for old in sound::companions(ledger) {
            disk::remove(&old).map_err(cannot)?;
        }
        disk::sync_folder(disk::folder_of(ledger)).map_err(cannot)?;
        std::fs::rename(&new, ledger).map_err(cannot)?;
        disk::sync_folder(disk::folder_of(ledger)).map_err(cannot)?;
    }
    disk::remove(&disk::beside(ledger, NOTE)).map_err(cannot)?;
    disk::sync_folder(disk::folder_of(ledger)).map_err(cannot)
}

/// The copy beside the ledger, of this version, and looked at whole.
async fn prepare(order: &Order) -> Result<PathBuf, Error> {
    let new = disk::beside(&order.ledger, NEW);
    for left in sound::companions(&new) {
        disk::remove(&left).map_err(|error| failed(&order.ledger, error))?;
    }
    backup::make_room(&order.copy, disk::folder_of(&order.ledger))?;
    sound::recognise(&order.copy, open::newest_migration())?;
    of_this_station(order)?;
    backup::copy(&order.copy, &new)?;
    open::migrate(&new).await?;
    sound::every_page(&new)?;
    match verify::file(&new)?.difference {
        Some(difference) => Err(Error::Differs(Box::new(difference))),
        None => Ok(new),
    }
}

/// Another station's book here would give that station's numbers away a second time.
fn of_this_station(order: &Order) -> Result<(), Error> {
    let copy = sound::mark(&order.copy)?;
    match sound::mark(&order.ledger) {
        Ok(book) if book.station != copy.station => Err(Error::OtherStation {
            copy: order.copy.clone(),
            here: book.short_name,
            there: copy.short_name,
        }),
        // A book that cannot be read says nothing against the copy.
        _ => Ok(()),
    }
}

/// Opens the new file alone: new epoch, nothing sent or printed twice, and what `note` has to say.
fn begin_again(
    new: &Path,
    order: &Order,
    note: impl FnOnce(&Transaction<'_>, &Restored) -> Result<(), Error>,
) -> Result<Restored, Error> {
    let connection = Connection::open_with_flags(new, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    open::configure(&connection)?;
    connection.execute_batch("BEGIN IMMEDIATE")?;
    let tx = Transaction::over(&connection);
    let mut restored = planned(order)?;
    station::begin_epoch_at(&tx, restored.epoch)?;
    restored.unclear_count = delivery::after_restore(&tx, order.now_ms)?;
    restored.label_count = print_job::after_restore(&tx, &order.print_why_json, order.now_ms)?;
    note(&tx, &restored)?;
    drop(tx);
    connection.execute_batch("COMMIT")?;
    // Into the file itself: its log would be a second name to put in place.
    connection.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
    connection.close().map_err(|(_, error)| error)?;
    let on_disk = disk::sync_file(new).and_then(|()| disk::sync_folder(disk::folder_of(new)));
    on_disk.map_err(|error| failed(&order.ledger, error))?;
    Ok(restored)
}

fn planned(order: &Order) -> Result<Restored, Error> {
    let copy = sound::mark(&order.copy)?;
    // What is left of a book says nothing of what it had.
    let book = sound::mark(&order.ledger).ok().filter(|_| order.copy != order.ledger);
    let epoch = 1 + highest_epoch(order, copy.epoch.max(book.as_ref().map_or(0, |book| book.epoch)));
    let time = Timestamp::from_millisecond(order.now_ms).unwrap_or(Timestamp::UNIX_EPOCH).strftime(TIME);
    let lost_count = book.as_ref().filter(|book| book.epoch == copy.epoch);
    Ok(Restored {
        epoch,
        lost_count: lost_count.map(|book| (book.sequence - copy.sequence).max(0)),
        copy_ends_at: copy.number(),
        copy_last_entry_ms: copy.last_entry_ms,
        book_ended_at: book.map(|book| book.number()),
        aside: disk::folder_of(&order.ledger).join(ASIDE).join(format!("{time}{BEFORE}{epoch}")),
        unclear_count: 0,
        label_count: 0,
    })
}

/// Of everything that is here: copies, and the epochs that earlier restores began. A copy that was restored on
/// another machine is not known here: one copy is restored on one machine only.
fn highest_epoch(order: &Order, known: i64) -> i64 {
    let copies = order.folders.iter().filter_map(|folder| backup::list(folder).ok()).flatten();
    let begun = std::fs::read_dir(disk::folder_of(&order.ledger).join(ASIDE)).into_iter().flatten().flatten();
    let begun = begun.filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        name.rsplit_once(BEFORE)?.1.trim_end_matches(PARTIAL).parse().ok()
    });
    copies.map(|copy| copy.epoch).chain(begun).fold(known, i64::max)
}

const PARTIAL: &str = "-partial";

/// The old book under a second name, log and all. It stays where it is as well.
fn put_aside(order: &Order, aside: &Path) -> Result<(), Error> {
    let cannot = |error: std::io::Error| failed(aside, error);
    let partial = disk::beside(aside, PARTIAL);
    disk::private_folder(&partial).map_err(cannot)?;
    let companions = sound::companions(&order.ledger);
    for old in std::iter::once(&order.ledger).chain(&companions).filter(|old| old.exists()) {
        let name = old.file_name().expect("a ledger's file has a name");
        let second = partial.join(name);
        disk::remove(&second).map_err(cannot)?;
        // Some disks know no second names.
        if std::fs::hard_link(old, &second).is_err() {
            std::fs::copy(old, &second).map_err(cannot)?;
        }
        disk::sync_file(&second).map_err(cannot)?;
    }
    disk::sync_folder(&partial).map_err(cannot)?;
    std::fs::rename(&partial, aside).map_err(cannot)?;
    disk::sync_folder(disk::folder_of(aside)).map_err(cannot)?;
    disk::sync_folder(disk::folder_of(&order.ledger)).map_err(cannot)
}

/// From here on the new book is the book.
fn commit(order: &Order) -> Result<(), Error> {
    let note = disk::beside(&order.ledger, NOTE);
    let written =
        std::fs::write(&note, "a copy takes the place of the book; it is finished at the next start\n");
    written
        .and_then(|()| disk::restrict(&note))
        .and_then(|()| disk::sync_file(&note))
        .and_then(|()| disk::sync_folder(disk::folder_of(&note)))
        .map_err(|error| failed(&order.ledger, error))
}

fn failed(path: &Path, error: std::io::Error) -> Error {
    Error::Restore { path: path.to_owned(), why: error.to_string() }
}

#[cfg(test)]
mod tests;
