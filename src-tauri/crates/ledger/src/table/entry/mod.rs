//! Entries: what happened, by whom, why. Appended and never changed; a mistake is reversed by another entry.

mod append;
mod plan;
mod reversal;

pub(crate) use append::append_for;
pub use append::{Recorded, append};
pub use reversal::{newest_undoable, reversal_of};

use crate::table::{column, lot_change, movement, placement};
use crate::{Error, Transaction};
use domain::entry::{Before, ChainPlace, NewEntry};
use domain::{DocumentId, EntryId, LocationId, OperatorId, ScanId, StationId};
use rusqlite::{Row, params};

/// An entry as it stands in the book.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredEntry {
    pub new: NewEntry,
    pub place: ChainPlace,
    /// What stood at both ends before each movement.
    pub before: Vec<Before>,
    /// As people and vendors name it: `TM1-1-000123`.
    pub number: String,
    pub reversed_by: Option<EntryId>,
    pub hash: [u8; 32],
}

macro_rules! select {
    ($tail:literal) => {
        concat!(
            "SELECT e.row, e.id, e.station_id, e.epoch, e.sequence, e.hybrid_clock, e.happened_at_ms,
             e.recorded_at_ms, e.business_date, o.id, e.seat, d.id, e.scan_id, e.reverses, e.note, e.hash,
             r.id, s.short_name, w.id FROM station s CROSS JOIN entry e JOIN operator o ON o.row = e.operator_row
             LEFT JOIN document d ON d.row = e.document_row LEFT JOIN operator w ON w.row = e.witness_row
             LEFT JOIN entry r ON r.reverses = e.id
             WHERE s.one = 1 AND ",
            $tail
        )
    };
}
statements! {
    BY_ID = select!("e.id = ?1");
    BY_SEQUENCE = select!("e.station_id = s.id AND e.epoch = ?1 AND e.sequence = ?2");
    OF_DOCUMENT = select!("e.document_row = (SELECT row FROM document WHERE id = ?1)
                           ORDER BY e.row DESC LIMIT ?2");
    OF_SEAT = select!("e.seat = ?1 ORDER BY e.row DESC LIMIT ?2");
    /// Movements and placements of a container that still stand, by rows of its own history.
    LATER_AT = select!("e.row IN (
                        SELECT m.entry_row FROM movement m WHERE m.from_row = (SELECT row FROM location WHERE id = ?1)
                        UNION SELECT m.entry_row FROM movement m
                        WHERE m.to_row = (SELECT row FROM location WHERE id = ?1)
                        UNION SELECT p.entry_row FROM placement p
                        WHERE p.container_row = (SELECT row FROM location WHERE id = ?1))
                        AND e.row > (SELECT row FROM entry WHERE id = ?2)
                        AND e.reverses IS NULL AND r.id IS NULL ORDER BY e.row DESC LIMIT ?3");
    REVERSAL_STATE = "SELECT e.reverses IS NOT NULL, EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id)
                      FROM entry e WHERE e.id = ?1";
    /// Walked until the shift's beginning, whoever worked here: so the operator is no condition of the walk.
    NEWEST = "SELECT e.id, e.recorded_at_ms, e.operator_row = (SELECT row FROM operator WHERE id = ?2)
              AND e.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id)
              FROM entry e WHERE e.seat = ?1 ORDER BY e.row DESC LIMIT 100000";
    OPERATOR_ROW = "SELECT row FROM operator WHERE id = ?1";
    DOCUMENT_ROW = "SELECT row FROM document WHERE id = ?1";
    LINE_ROW = "SELECT row FROM document_line WHERE id = ?1";
    MOVEMENT_ROWS = "SELECT i.row, l.row, f.row, f.kind, t.row, t.kind FROM item i
                     JOIN lot l ON l.item_row = i.row JOIN location f JOIN location t
                     WHERE i.id = ?1 AND l.id = ?2 AND f.id = ?3 AND t.id = ?4";
    INSERT = "INSERT INTO entry (id, station_id, epoch, sequence, hybrid_clock, happened_at_ms,
              recorded_at_ms, business_date, operator_row, witness_row, seat, document_row, scan_id, reverses, note, hash)
              VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)";
}

pub fn by_id(tx: &Transaction, id: EntryId) -> Result<Option<StoredEntry>, Error> {
    let head = tx.one(BY_ID, params![id.bytes()], Head::read)?;
    head.map(|head| head.with_lines(tx)).transpose()
}

/// Of this station, by its place in the chain.
pub fn by_sequence(tx: &Transaction, epoch: i64, sequence: i64) -> Result<Option<StoredEntry>, Error> {
    let head = tx.one(BY_SEQUENCE, params![epoch, sequence], Head::read)?;
    head.map(|head| head.with_lines(tx)).transpose()
}

/// The newest first.
pub fn of_document(tx: &Transaction, id: DocumentId, limit: u32) -> Result<Vec<StoredEntry>, Error> {
    let heads = tx.all(OF_DOCUMENT, params![id.bytes(), limit], Head::read)?;
    heads.into_iter().map(|head| head.with_lines(tx)).collect()
}

/// The newest first.
pub fn of_seat(tx: &Transaction, seat: &str, limit: u32) -> Result<Vec<StoredEntry>, Error> {
    let heads = tx.all(OF_SEAT, params![seat, limit], Head::read)?;
    heads.into_iter().map(|head| head.with_lines(tx)).collect()
}

/// What was booked after `since` into, out of or with this container and is not undone; the newest first.
pub fn later_at(
    tx: &Transaction,
    container: LocationId,
    since: EntryId,
    limit: u32,
) -> Result<Vec<StoredEntry>, Error> {
    let heads = tx.all(LATER_AT, params![container.bytes(), since.bytes(), limit], Head::read)?;
    heads.into_iter().map(|head| head.with_lines(tx)).collect()
}

/// `TM1-1-000123`: station, epoch, sequence.
pub fn number(short_name: &str, epoch: i64, sequence: i64) -> String {
    format!("{short_name}-{epoch}-{sequence:06}")
}

/// The entry's own row, before its lines are read.
struct Head {
    row: i64,
    stored: StoredEntry,
}

impl Head {
    fn read(row: &Row<'_>) -> rusqlite::Result<Head> {
        let place = ChainPlace {
            station: StationId(column::uuid(row, 2)?),
            epoch: row.get(3)?,
            sequence: row.get(4)?,
            hybrid_clock: row.get(5)?,
        };
        let new = NewEntry {
            id: EntryId(column::uuid(row, 1)?),
            happened_at_ms: row.get(6)?,
            recorded_at_ms: row.get(7)?,
            business_date: column::date(row, 8)?,
            operator: OperatorId(column::uuid(row, 9)?),
            witness: column::maybe_uuid(row, 18)?.map(OperatorId),
            seat: row.get(10)?,
            document: column::maybe_uuid(row, 11)?.map(DocumentId),
            scan: column::maybe_uuid(row, 12)?.map(ScanId),
            reverses: column::maybe_uuid(row, 13)?.map(EntryId),
            note: row.get(14)?,
            movements: Vec::new(),
            placements: Vec::new(),
            lot_changes: Vec::new(),
        };
        let stored = StoredEntry {
            new,
            place,
            before: Vec::new(),
            number: number(row.get_ref(17)?.as_str()?, place.epoch, place.sequence),
            reversed_by: column::maybe_uuid(row, 16)?.map(EntryId),
            hash: row.get(15)?,
        };
        Ok(Head { row: row.get(0)?, stored })
    }

    fn with_lines(self, tx: &Transaction) -> Result<StoredEntry, Error> {
        let Head { row, mut stored } = self;
        (stored.new.movements, stored.before) = movement::of_entry(tx, row)?.into_iter().unzip();
        stored.new.placements = placement::of_entry(tx, row)?;
        stored.new.lot_changes = lot_change::of_entry(tx, row)?;
        Ok(stored)
    }
}
