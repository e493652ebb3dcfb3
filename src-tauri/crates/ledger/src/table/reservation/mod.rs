//! Reservations and their ends, for ever, and the list of those that are open. One row is one lot at one place;
//! what a person asked for stands in `request.rs`. When rows are written is decided in `crate::reserve`.

pub(crate) mod request;

use crate::table::balance::{self, Key};
use crate::table::column;
use crate::{Error, Transaction};
use domain::{
    DocumentId, DocumentLineId, EntryId, ItemId, LocationId, LotId, Quantity, ReservationEnd, ReservationId,
    ReservationPartId, ReservationPurpose, StationId,
};
use rusqlite::{Row, params};

/// One lot at one place, as promised.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub id: ReservationPartId,
    pub reservation: ReservationId,
    pub item: ItemId,
    pub lot: LotId,
    pub location: LocationId,
    pub quantity: Quantity,
    pub document: Option<DocumentId>,
    /// As people say it: `PO-3108`.
    pub document_number: Option<String>,
    pub line: Option<DocumentLineId>,
    pub purpose: ReservationPurpose,
    /// Where there is not enough any more, the lowest gives way first.
    pub priority: i64,
    /// When the goods were first promised; a part that goes on for another keeps its age.
    pub made_at_ms: i64,
    /// `None`: no clock.
    pub expires_at_ms: Option<i64>,
    pub(crate) rows: Rows,
}

/// Where a part stands, by local rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rows {
    pub row: i64,
    pub key: Key,
    pub request: Option<i64>,
    pub document: Option<i64>,
    pub line: Option<i64>,
}

/// A part to be written.
pub(crate) struct NewPart {
    pub id: ReservationPartId,
    pub station: StationId,
    pub hybrid_clock: i64,
    pub key: Key,
    pub quantity: Quantity,
    pub document_row: Option<i64>,
    pub line_row: Option<i64>,
    pub request_row: Option<i64>,
    pub continues_row: Option<i64>,
    pub purpose: ReservationPurpose,
    pub priority: i64,
    pub made_at_ms: i64,
    pub expires_at_ms: Option<i64>,
}

/// How a part ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    pub how: ReservationEnd,
    pub at_ms: i64,
    pub entry: Option<EntryId>,
}

macro_rules! columns {
    () => {
        "r.row, r.id, coalesce(q.id, r.id), i.id, l.id, p.id, r.quantity, d.id, d.number, n.id, r.purpose,
         r.priority, r.made_at_ms, r.expires_at_ms, r.location_row, r.item_row, r.lot_row, r.request_row,
         r.document_row, r.line_row"
    };
}
macro_rules! joined {
    () => {
        " JOIN item i ON i.row = r.item_row JOIN lot l ON l.row = r.lot_row
          JOIN location p ON p.row = r.location_row LEFT JOIN reservation_request q ON q.row = r.request_row
          LEFT JOIN document d ON d.row = r.document_row LEFT JOIN document_line n ON n.row = r.line_row "
    };
}
/// Open parts, found by the open list itself.
macro_rules! select_open {
    ($tail:literal) => {
        concat!(
            "SELECT ",
            columns!(),
            " FROM reservation_open o CROSS JOIN reservation r ON r.row = o.reservation_row",
            joined!(),
            "WHERE ",
            $tail
        )
    };
}
/// Open parts, found by what they belong to.
macro_rules! select_still_open {
    ($tail:literal) => {
        concat!(
            "SELECT ",
            columns!(),
            " FROM reservation r CROSS JOIN reservation_open o ON o.reservation_row = r.row",
            joined!(),
            "WHERE ",
            $tail
        )
    };
}
statements! {
    /// Who gives way comes first.
    AT_STOCK = select_open!("o.location_row = ?1 AND o.item_row = ?2 AND o.lot_row = ?3
                             ORDER BY r.priority, r.made_at_ms DESC, r.row DESC LIMIT 100000");
    OF_REQUEST = select_still_open!("r.request_row = (SELECT row FROM reservation_request WHERE id = ?1)
                                     ORDER BY r.row LIMIT 10000");
    OF_REQUEST_ROW = select_still_open!("r.request_row = ?1 ORDER BY r.row LIMIT 10000");
    OF_LINE = select_still_open!("r.line_row = ?1 ORDER BY r.row LIMIT 10000");
    OF_DOCUMENT = select_still_open!("r.document_row = (SELECT row FROM document WHERE id = ?1)
                                      ORDER BY r.row LIMIT 100000");
    /// By priority, so that who gives way last is named first.
    OF_LOT = select_open!("o.item_row = ?1 AND o.lot_row = (SELECT row FROM lot WHERE id = ?2)
                           ORDER BY r.priority DESC, r.made_at_ms, r.row LIMIT 100000");
    DUE_OF_ITEM = select_open!("o.item_row = ?1 AND o.expires_at_ms <= ?2 ORDER BY o.expires_at_ms,
                                o.reservation_row LIMIT 100000");
    DUE = select_open!("o.expires_at_ms <= ?1 ORDER BY o.expires_at_ms, o.reservation_row LIMIT ?2");
    WITH_CLOCK = select_open!("o.item_row = ?1 AND o.expires_at_ms IS NOT NULL ORDER BY o.expires_at_ms,
                               o.reservation_row LIMIT ?2");
    WITHOUT_CLOCK = select_open!("o.item_row = ?1 AND o.expires_at_ms IS NULL
                                  ORDER BY o.reservation_row LIMIT ?2");
    /// With how it ended, the last first; open ones have no end.
    ENDS = "SELECT e.how, e.at_ms, x.id FROM reservation r
            CROSS JOIN reservation_end e ON e.reservation_row = r.row LEFT JOIN entry x ON x.row = e.entry_row
            WHERE r.request_row = (SELECT row FROM reservation_request WHERE id = ?1)
            ORDER BY r.row DESC LIMIT 1";
    /// What an entry took away from them, and how much of that was promised from elsewhere in its place.
    BROKEN_BY = concat!(
        "SELECT ", columns!(), ", (SELECT coalesce(sum(c.quantity), 0) FROM reservation c
         WHERE c.continues_row = r.row) FROM entry y CROSS JOIN reservation_end e ON e.entry_row = y.row
         CROSS JOIN reservation r ON r.row = e.reservation_row", joined!(),
        "WHERE y.id = ?1 AND e.how = 'broken' ORDER BY r.row LIMIT 10000");
    LINE_ROWS = "SELECT n.row, n.document_row, d.id FROM document_line n
                 JOIN document d ON d.row = n.document_row WHERE n.id = ?1";
    INSERT = "INSERT INTO reservation (id, station_id, item_row, lot_row, location_row, quantity, document_row,
              line_row, purpose, priority, hybrid_clock, made_at_ms, expires_at_ms, request_row, continues_row)
              VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";
    OPEN = "INSERT INTO reservation_open (reservation_row, item_row, location_row, lot_row, expires_at_ms)
            VALUES (?1, ?2, ?3, ?4, ?5)";
    CLOSE = "DELETE FROM reservation_open WHERE reservation_row = ?1";
    END = "INSERT INTO reservation_end (reservation_row, how, entry_row, at_ms) VALUES (?1, ?2, ?3, ?4)";
}

/// Of one balance; who gives way first, when there is not enough, comes first.
pub(crate) fn at_stock(tx: &Transaction, key: Key) -> Result<Vec<Part>, Error> {
    tx.all(AT_STOCK, params![key.location, key.item, key.lot], read)
}

/// What is left of it, the oldest part first.
pub fn open_of(tx: &Transaction, id: ReservationId) -> Result<Vec<Part>, Error> {
    tx.all(OF_REQUEST, params![id.bytes()], read)
}

pub(crate) fn of_request_row(tx: &Transaction, request_row: i64) -> Result<Vec<Part>, Error> {
    tx.all(OF_REQUEST_ROW, params![request_row], read)
}

pub(crate) fn of_line(tx: &Transaction, line_row: i64) -> Result<Vec<Part>, Error> {
    tx.all(OF_LINE, params![line_row], read)
}

/// What is still held for a document, the oldest first.
pub fn of_document(tx: &Transaction, id: DocumentId) -> Result<Vec<Part>, Error> {
    tx.all(OF_DOCUMENT, params![id.bytes()], read)
}

/// Of one lot wherever it stands.
pub(crate) fn of_lot(tx: &Transaction, item_row: i64, lot: LotId) -> Result<Vec<Part>, Error> {
    tx.all(OF_LOT, params![item_row, lot.bytes()], read)
}

pub(crate) fn due_of_item(tx: &Transaction, item_row: i64, now_ms: i64) -> Result<Vec<Part>, Error> {
    tx.all(DUE_OF_ITEM, params![item_row, now_ms], read)
}

/// The longest due first.
pub(crate) fn due(tx: &Transaction, now_ms: i64, limit: u32) -> Result<Vec<Part>, Error> {
    tx.all(DUE, params![now_ms, limit], read)
}

/// Who holds an item: those whose time runs out first, then those without a clock; so many of each at most.
pub(crate) fn holding(tx: &Transaction, item_row: i64, limit: u32) -> Result<Vec<Part>, Error> {
    let mut parts = tx.all(WITH_CLOCK, params![item_row, limit], read)?;
    parts.extend(tx.all(WITHOUT_CLOCK, params![item_row, limit], read)?);
    Ok(parts)
}

/// How its newest part ended; `None` when none did.
pub fn last_end(tx: &Transaction, id: ReservationId) -> Result<Option<Ended>, Error> {
    tx.one(ENDS, params![id.bytes()], |row| {
        let how = column::word(row, 0, ReservationEnd::from_text)?;
        Ok(Ended { how, at_ms: row.get(1)?, entry: column::maybe_uuid(row, 2)?.map(EntryId) })
    })
}

/// With how much was promised from elsewhere in its place.
pub(crate) fn broken_by(tx: &Transaction, entry: EntryId) -> Result<Vec<(Part, Quantity)>, Error> {
    tx.all(BROKEN_BY, params![entry.bytes()], |row| Ok((read(row)?, column::quantity(row, 20)?)))
}

/// The rows of a document line, and which document it is a line of.
pub(crate) fn line_rows(tx: &Transaction, id: DocumentLineId) -> Result<(i64, i64, DocumentId), Error> {
    tx.one(LINE_ROWS, params![id.bytes()], |row| {
        Ok((row.get(0)?, row.get(1)?, DocumentId(column::uuid(row, 2)?)))
    })?
    .ok_or_else(|| Error::missing("document line", id))
}

/// The row alone: it is promised by [`open`], or ends at once.
pub(crate) fn insert(tx: &Transaction, new: &NewPart) -> Result<i64, Error> {
    assert!(new.quantity.is_positive(), "nothing is no promise");
    tx.run(
        INSERT,
        params![
            new.id.bytes(),
            new.station.bytes(),
            new.key.item,
            new.key.lot,
            new.key.location,
            new.quantity.millionths(),
            new.document_row,
            new.line_row,
            new.purpose.text(),
            new.priority,
            new.hybrid_clock,
            new.made_at_ms,
            new.expires_at_ms,
            new.request_row,
            new.continues_row
        ],
    )?;
    Ok(tx.last_row())
}

/// Promises the goods of a row that was just inserted.
pub(crate) fn open(tx: &Transaction, row: i64, new: &NewPart) -> Result<(), Error> {
    balance::reserve(tx, new.key, new.quantity)?;
    tx.run(OPEN, params![row, new.key.item, new.key.location, new.key.lot, new.expires_at_ms])?;
    Ok(())
}

/// Ends an open part: its goods are free, or gone with the entry.
pub(crate) fn end(
    tx: &Transaction,
    part: &Part,
    how: ReservationEnd,
    entry_row: Option<i64>,
    at_ms: i64,
) -> Result<(), Error> {
    balance::unreserve(tx, part.rows.key, part.quantity)?;
    let closed = tx.run(CLOSE, params![part.rows.row])?;
    assert_eq!(closed, 1, "only what is open ends");
    end_unopened(tx, part.rows.row, how, entry_row, at_ms)
}

/// Ends a row that never was open: the picked or lost share of a part that was split.
pub(crate) fn end_unopened(
    tx: &Transaction,
    row: i64,
    how: ReservationEnd,
    entry_row: Option<i64>,
    at_ms: i64,
) -> Result<(), Error> {
    tx.run(END, params![row, how.text(), entry_row, at_ms])?;
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Part> {
    let key = Key { location: row.get(14)?, item: row.get(15)?, lot: row.get(16)? };
    let rows =
        Rows { row: row.get(0)?, key, request: row.get(17)?, document: row.get(18)?, line: row.get(19)? };
    Ok(Part {
        id: ReservationPartId(column::uuid(row, 1)?),
        reservation: ReservationId(column::uuid(row, 2)?),
        item: ItemId(column::uuid(row, 3)?),
        lot: LotId(column::uuid(row, 4)?),
        location: LocationId(column::uuid(row, 5)?),
        quantity: column::quantity(row, 6)?,
        document: column::maybe_uuid(row, 7)?.map(DocumentId),
        document_number: row.get(8)?,
        line: column::maybe_uuid(row, 9)?.map(DocumentLineId),
        purpose: column::word(row, 10, ReservationPurpose::from_text)?,
        priority: row.get(11)?,
        made_at_ms: row.get(12)?,
        expires_at_ms: row.get(13)?,
        rows,
    })
}
