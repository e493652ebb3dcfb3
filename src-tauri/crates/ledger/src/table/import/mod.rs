//! Files that were taken in, chunk by chunk: how far each is, and what it changed, so that it goes on after a
//! crash and is undone as a whole. What a file may change besides stock is in `catalogue.rs` and `orders.rs`.

pub mod catalogue;
pub mod lots;
pub mod orders;
pub mod places;

use crate::table::column;
use crate::table::movement;
pub use crate::table::movement::BookMark;
use crate::{Error, Transaction};
use domain::{EntryId, LocationId, LotId, OperatorId};
use rusqlite::{Row, params};
use uuid::Uuid;

/// One file taken in once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct ImportId(pub Uuid);

words! {
    /// What a file is a list of.
    ImportKind {
        Items = "items",
        Barcodes = "barcodes",
        Lots = "lots",
        Locations = "locations",
        OpeningStock = "opening_stock",
        Counts = "counts",
        PurchaseOrders = "purchase_orders",
    }
}
words! {
    ImportState {
        /// Begun and not at its end: the same file goes on, or it is undone.
        Applying = "applying",
        Done = "done",
        /// Being undone and not at its end: undoing goes on.
        Undoing = "undoing",
        Undone = "undone",
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    pub id: ImportId,
    pub kind: ImportKind,
    /// Without its folder.
    pub file_name: String,
    /// SHA-256 of the file.
    pub file_hash: [u8; 32],
    pub operator: OperatorId,
    pub seat: String,
    pub state: ImportState,
    /// Lines that hold something, without the header.
    pub line_count: u64,
    pub chunk_lines: u32,
    pub begun_after: BookMark,
    pub begun_at_ms: i64,
    pub ended_at_ms: Option<i64>,
    /// Chunks committed and not undone.
    pub chunk_count: u32,
}

/// What was committed together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk {
    /// From 0, in the order of the file.
    pub index: u32,
    /// What moved, where something did.
    pub entry: Option<EntryId>,
    /// What was made and what stood there before, in the order it was written.
    pub changes_json: String,
}

macro_rules! select {
    ($tail:literal) => {
        concat!(
            "SELECT i.id, i.kind, i.file_name, i.file_hash, o.id, i.seat, i.state, i.line_count,
             i.chunk_lines, i.begun_after, i.begun_at_ms, i.ended_at_ms, (SELECT count(*) FROM import_chunk c
             WHERE c.import_row = i.row AND c.undone_at_ms IS NULL)
             FROM import i JOIN operator o ON o.row = i.operator_row WHERE ",
            $tail
        )
    };
}
statements! {
    BY_ID = select!("i.id = ?1");
    OF_FILE = select!("i.file_hash = ?1 AND i.kind = ?2 AND i.state <> 'undone' ORDER BY i.row DESC LIMIT 1");
    UNFINISHED = select!("i.state IN ('applying', 'undoing') ORDER BY i.row LIMIT 1000");
    RECENT = select!("TRUE ORDER BY i.row DESC LIMIT ?1");
    BEGIN = "INSERT INTO import (id, kind, file_name, file_hash, operator_row, seat, state, line_count,
             chunk_lines, begun_after, begun_at_ms) VALUES (?1, ?2, ?3, ?4, (SELECT row FROM operator
             WHERE id = ?5), ?6, 'applying', ?7, ?8, ?9, ?10)";
    SET_STATE = "UPDATE import SET state = ?2, ended_at_ms = ?3 WHERE id = ?1";
    ADD_CHUNK = "INSERT INTO import_chunk (import_row, chunk, entry_row, changes)
                 VALUES ((SELECT row FROM import WHERE id = ?1), ?2,
                 (SELECT row FROM entry WHERE id = ?3), ?4)";
    NEWEST_CHUNK = "SELECT c.chunk, e.id, c.changes FROM import_chunk c
                    LEFT JOIN entry e ON e.row = c.entry_row
                    WHERE c.import_row = (SELECT row FROM import WHERE id = ?1) AND c.undone_at_ms IS NULL
                    AND c.chunk < ?2 ORDER BY c.chunk DESC LIMIT 1";
    UNDO_CHUNK = "UPDATE import_chunk SET undone_at_ms = ?3 WHERE import_row = (SELECT row FROM import
                  WHERE id = ?1) AND chunk = ?2 AND undone_at_ms IS NULL";
    OF_ENTRY = "SELECT i.id FROM import_chunk c JOIN import i ON i.row = c.import_row
                WHERE c.entry_row = (SELECT row FROM entry WHERE id = ?1)";
    /// A count and a correction move no goods; neither does the undoing of what was booked before.
    OPENED_BY = "SELECT s.short_name, e.epoch, e.sequence FROM movement m JOIN entry e ON e.row = m.entry_row
                 JOIN station s WHERE m.lot_row = (SELECT row FROM lot WHERE id = ?1)
                 AND m.to_row = (SELECT row FROM location WHERE id = ?2) AND m.kind = 'initial'
                 AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id) ORDER BY m.row LIMIT 1";
}

/// The newest movement of the book now.
pub fn book_mark(tx: &Transaction) -> Result<BookMark, Error> {
    movement::book_mark(tx)
}

/// Begins an import; state, end and chunks of `import` are not looked at.
///
/// # Errors
/// [`Error::Rule`] for an unknown operator or an id that is taken.
pub fn begin(tx: &Transaction, import: &Import) -> Result<(), Error> {
    let Import { id, kind, file_name, file_hash, operator, seat, .. } = import;
    let (line_count, begun_after) = (import.line_count as i64, import.begun_after.0);
    tx.run(
        BEGIN,
        params![
            id.0.as_bytes(),
            kind.text(),
            file_name,
            file_hash,
            operator.bytes(),
            seat,
            line_count,
            import.chunk_lines,
            begun_after,
            import.begun_at_ms
        ],
    )?;
    Ok(())
}

pub fn by_id(tx: &Transaction, id: ImportId) -> Result<Option<Import>, Error> {
    tx.one(BY_ID, params![id.0.as_bytes()], read)
}

/// The newest of this file and kind that was not undone.
pub fn of_file(tx: &Transaction, hash: &[u8; 32], kind: ImportKind) -> Result<Option<Import>, Error> {
    tx.one(OF_FILE, params![hash, kind.text()], read)
}

/// Those that a crash or a stop left in the middle, the oldest first.
pub fn unfinished(tx: &Transaction) -> Result<Vec<Import>, Error> {
    tx.all(UNFINISHED, [], read)
}

/// The newest first.
pub fn recent(tx: &Transaction, limit: u32) -> Result<Vec<Import>, Error> {
    tx.all(RECENT, params![limit], read)
}

/// The import that booked this entry.
pub fn of_entry(tx: &Transaction, entry: EntryId) -> Result<Option<ImportId>, Error> {
    tx.one(OF_ENTRY, params![entry.bytes()], |row| Ok(ImportId(column::uuid(row, 0)?)))
}

/// `ended_at_ms`: `None` while something is still to be done.
pub fn set_state(
    tx: &Transaction,
    id: ImportId,
    state: ImportState,
    ended_at_ms: Option<i64>,
) -> Result<(), Error> {
    changed(tx.run(SET_STATE, params![id.0.as_bytes(), state.text(), ended_at_ms])?, "import", id.0)
}

/// # Errors
/// [`Error::Rule`] when the chunk is there already, or the entry belongs to another one.
pub fn add_chunk(tx: &Transaction, id: ImportId, chunk: &Chunk) -> Result<(), Error> {
    let entry = chunk.entry.as_ref().map(EntryId::bytes);
    tx.run(ADD_CHUNK, params![id.0.as_bytes(), chunk.index, entry, chunk.changes_json])?;
    Ok(())
}

/// The last chunk below `below` that was not undone.
pub fn newest_chunk(tx: &Transaction, id: ImportId, below: u32) -> Result<Option<Chunk>, Error> {
    tx.one(NEWEST_CHUNK, params![id.0.as_bytes(), below], |row| {
        Ok(Chunk {
            index: row.get(0)?,
            entry: column::maybe_uuid(row, 1)?.map(EntryId),
            changes_json: row.get(2)?,
        })
    })
}

pub fn chunk_undone(tx: &Transaction, id: ImportId, index: u32, now_ms: i64) -> Result<(), Error> {
    changed(tx.run(UNDO_CHUNK, params![id.0.as_bytes(), index, now_ms])?, "chunk of the import", id.0)
}

/// Number of the entry that opened this lot at this place and still stands.
pub fn opened_by(tx: &Transaction, lot: LotId, location: LocationId) -> Result<Option<String>, Error> {
    tx.one(OPENED_BY, params![lot.bytes(), location.bytes()], |row| {
        Ok(crate::table::entry::number(row.get_ref(0)?.as_str()?, row.get(1)?, row.get(2)?))
    })
}

pub(crate) fn changed(row_count: usize, what: &'static str, id: Uuid) -> Result<(), Error> {
    if row_count == 0 { Err(Error::missing(what, id)) } else { Ok(()) }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Import> {
    Ok(Import {
        id: ImportId(column::uuid(row, 0)?),
        kind: column::word(row, 1, ImportKind::from_text)?,
        file_name: row.get(2)?,
        file_hash: row.get(3)?,
        operator: OperatorId(column::uuid(row, 4)?),
        seat: row.get(5)?,
        state: column::word(row, 6, ImportState::from_text)?,
        line_count: row.get::<_, i64>(7)?.unsigned_abs(),
        chunk_lines: row.get(8)?,
        begun_after: BookMark(row.get(9)?),
        begun_at_ms: row.get(10)?,
        ended_at_ms: row.get(11)?,
        chunk_count: row.get(12)?,
    })
}
