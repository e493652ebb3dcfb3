//! Documents open for work here, and their lines. What a vendor sends is merged in `vendor.rs`.

pub(crate) mod vendor;

pub use vendor::{
    VendorDocument, VendorLine, line_by_vendor_id, line_vendor_id, upsert_from_vendor, vendor_id,
};

use crate::table::column;
use crate::{Error, Transaction};
use domain::document::{Document, DocumentKind, DocumentLine, DocumentState};
use domain::{DocumentId, DocumentLineId, ItemId, Quantity};
use jiff::civil::Date;
use rusqlite::{Row, params};

macro_rules! select {
    ($tail:literal) => {
        concat!("SELECT id, kind, number, partner, vendor, state, note_number FROM document WHERE ", $tail)
    };
}
macro_rules! select_line {
    ($tail:literal) => {
        concat!(
            "SELECT l.id, d.id, l.line, i.id, l.received_there + l.open_there,
             l.received_there + l.unsent_here, l.pack_name, l.pack_numerator, l.pack_denominator, l.undone_there
             FROM document_line l JOIN document d ON d.row = l.document_row JOIN item i ON i.row = l.item_row
             WHERE ", $tail)
    };
}
statements! {
    BY_ID = select!("id = ?1");
    BY_NUMBER = select!("number = ?1 ORDER BY row LIMIT 100");
    BY_VENDOR = select!("vendor = ?1 AND kind = ?2 AND vendor_id = ?3 AND vendor <> ''");
    OPEN = select!("state = 'open' AND kind = ?1 ORDER BY expected_on IS NULL, expected_on, row LIMIT ?2");
    NOTE_SEEN = select!("partner = ?1 AND note_number = ?2 AND note_number <> '' ORDER BY row DESC LIMIT 1");
    /// Of the latest documents only: the table grows for ever, and who delivers is asked at every prompt.
    SUPPLIERS = "SELECT partner FROM document WHERE row > (SELECT max(row) FROM document) - 2000
                 AND partner <> '' AND kind IN ('purchase_order', 'blind_receipt')
                 GROUP BY partner ORDER BY max(row) DESC LIMIT ?1";
    ROW = "SELECT row FROM document WHERE id = ?1";
    EXPECTED_ON = "SELECT expected_on FROM document WHERE id = ?1";
    INSERT = "INSERT INTO document (id, kind, number, partner, note_number, vendor, state, expected_on,
              made_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    SET_STATE = "UPDATE document SET state = ?2 WHERE id = ?1";
    SET_NOTE = "UPDATE document SET note_number = ?2 WHERE id = ?1";
    SET_PARTNER = "UPDATE document SET partner = ?2 WHERE id = ?1";
    LINES = select_line!("d.id = ?1 AND l.closed = 0 ORDER BY l.line LIMIT 10000");
    LINE = select_line!("l.id = ?1");
    LINES_FOR_ITEM = select_line!("d.id = ?1 AND i.id = ?2 AND l.closed = 0 ORDER BY l.line LIMIT 1000");
    INSERT_LINE = "INSERT INTO document_line (id, document_row, line, item_row, open_there, pack_name,
                   pack_numerator, pack_denominator)
                   VALUES (?1, (SELECT row FROM document WHERE id = ?2), ?3, (SELECT row FROM item
                   WHERE id = ?4), ?5, ?6, ?7, ?8)";
    /// Never below zero: what a vendor's figures hold already is no longer ours to take back here.
    RECEIVE = "UPDATE document_line SET received_here = received_here + ?2, unsent_here = max(0,
               unsent_here + ?2) WHERE id = ?1";
    NOTE_SENT = "UPDATE document_line SET unsent_here = max(0, unsent_here - ?2) WHERE id = ?1";
    UNDONE_THERE = "UPDATE document_line SET undone_there = undone_there + ?2 WHERE id = ?1";
    NEVER_THERE = "UPDATE document_line SET unsent_here = max(0, unsent_here - ?2),
                   undone_there = max(0, undone_there - ?2) WHERE id = ?1";
    CLOSE_LINE = "UPDATE document_line SET closed = 1 WHERE id = ?1";
}

pub fn by_id(tx: &Transaction, id: DocumentId) -> Result<Option<Document>, Error> {
    tx.one(BY_ID, params![id.bytes()], read)
}

/// As people say it; two vendors may use the same number.
pub fn by_number(tx: &Transaction, number: &str) -> Result<Vec<Document>, Error> {
    tx.all(BY_NUMBER, params![number], read)
}

pub fn by_vendor_id(
    tx: &Transaction,
    vendor: &str,
    kind: DocumentKind,
    vendor_id: &str,
) -> Result<Option<Document>, Error> {
    tx.one(BY_VENDOR, params![vendor, kind.text(), vendor_id], read)
}

/// What is open for work: the earliest expected first, undated last.
pub fn open(tx: &Transaction, kind: DocumentKind, limit: u32) -> Result<Vec<Document>, Error> {
    tx.all(OPEN, params![kind.text(), limit], read)
}

/// Who is known to deliver, by the partners of orders and deliveries: the latest first.
pub fn suppliers(tx: &Transaction, limit: u32) -> Result<Vec<String>, Error> {
    tx.all(SUPPLIERS, params![limit], |row| row.get(0))
}

pub fn expected_on(tx: &Transaction, id: DocumentId) -> Result<Option<Date>, Error> {
    Ok(tx.one(EXPECTED_ON, params![id.bytes()], |row| column::maybe_date(row, 0))?.flatten())
}

/// The newest delivery of this supplier with the same note number, if the floor has seen it before.
pub fn note_seen(tx: &Transaction, partner: &str, note_number: &str) -> Result<Option<Document>, Error> {
    tx.one(NOTE_SEEN, params![partner, note_number], read)
}

pub fn insert(
    tx: &Transaction,
    document: &Document,
    made_at_ms: i64,
    expected_on: Option<Date>,
) -> Result<(), Error> {
    let Document { id, kind, number, partner, vendor, state, note_number } = document;
    let expected_on = expected_on.map(|date| date.to_string());
    tx.run(
        INSERT,
        params![
            id.bytes(),
            kind.text(),
            number,
            partner,
            note_number,
            vendor,
            state.text(),
            expected_on,
            made_at_ms
        ],
    )?;
    Ok(())
}

pub fn set_state(tx: &Transaction, id: DocumentId, state: DocumentState) -> Result<(), Error> {
    changed(tx.run(SET_STATE, params![id.bytes(), state.text()])?, id)
}

/// The number on the supplier's delivery note.
pub fn set_note(tx: &Transaction, id: DocumentId, note_number: &str) -> Result<(), Error> {
    changed(tx.run(SET_NOTE, params![id.bytes(), note_number])?, id)
}

pub fn set_partner(tx: &Transaction, id: DocumentId, partner: &str) -> Result<(), Error> {
    changed(tx.run(SET_PARTNER, params![id.bytes(), partner])?, id)
}

/// Lines still in the document, in its order; closed ones are not shown.
pub fn lines(tx: &Transaction, id: DocumentId) -> Result<Vec<DocumentLine>, Error> {
    tx.all(LINES, params![id.bytes()], read_line)
}

/// Closed ones too: the history still names them.
pub fn line_by_id(tx: &Transaction, id: DocumentLineId) -> Result<Option<DocumentLine>, Error> {
    tx.one(LINE, params![id.bytes()], read_line)
}

/// Several when the same item stands on several lines; closed ones are not shown.
pub fn line_for_item(tx: &Transaction, id: DocumentId, item: ItemId) -> Result<Vec<DocumentLine>, Error> {
    tx.all(LINES_FOR_ITEM, params![id.bytes(), item.bytes()], read_line)
}

/// A line of our own document; `received` begins at zero whatever `line` says.
///
/// # Errors
/// [`Error::Rule`] for an unknown document or item, or a line number that is taken.
pub fn insert_line(tx: &Transaction, line: &DocumentLine) -> Result<(), Error> {
    let (name, factor) = match &line.pack {
        Some((name, factor)) => (Some(name), Some(factor)),
        None => (None, None),
    };
    tx.run(
        INSERT_LINE,
        params![
            line.id.bytes(),
            line.document.bytes(),
            line.line,
            line.item.bytes(),
            line.ordered.millionths(),
            name,
            factor.map(|factor| factor.numerator()),
            factor.map(|factor| factor.denominator())
        ],
    )?;
    Ok(())
}

/// Received here and not yet in the vendor's figures. Negative takes back; what the vendor's figures hold
/// already stays in `received` as the vendor says it.
pub fn receive_on_line(tx: &Transaction, id: DocumentLineId, quantity: Quantity) -> Result<(), Error> {
    changed(tx.run(RECEIVE, params![id.bytes(), quantity.millionths()])?, id)
}

/// The vendor's figures, read again after the delivery was done, hold this much of ours now.
pub fn note_sent(tx: &Transaction, id: DocumentLineId, quantity: Quantity) -> Result<(), Error> {
    changed(tx.run(NOTE_SENT, params![id.bytes(), quantity.millionths()])?, id)
}

/// Undone here after the vendor was told, or may have been: it goes on counting it, and it is not here.
pub fn undo_on_line(tx: &Transaction, id: DocumentLineId, quantity: Quantity) -> Result<(), Error> {
    changed(tx.run(UNDONE_THERE, params![id.bytes(), quantity.millionths()])?, id)
}

/// What was undone turned out never to have reached the vendor: neither side counts it.
pub fn note_never_there(tx: &Transaction, id: DocumentLineId, quantity: Quantity) -> Result<(), Error> {
    changed(tx.run(NEVER_THERE, params![id.bytes(), quantity.millionths()])?, id)
}

/// Nothing more is expected on it.
pub fn close_line(tx: &Transaction, id: DocumentLineId) -> Result<(), Error> {
    changed(tx.run(CLOSE_LINE, params![id.bytes()])?, id)
}

pub(crate) fn row(tx: &Transaction, id: DocumentId) -> Result<i64, Error> {
    tx.one(ROW, params![id.bytes()], |row| row.get(0))?.ok_or_else(|| Error::missing("document", id))
}

fn changed(row_count: usize, id: impl std::fmt::Display) -> Result<(), Error> {
    match row_count {
        0 => Err(Error::missing("document", id)),
        _ => Ok(()),
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Document> {
    Ok(Document {
        id: DocumentId(column::uuid(row, 0)?),
        kind: column::word(row, 1, DocumentKind::from_text)?,
        number: row.get(2)?,
        partner: row.get(3)?,
        vendor: row.get(4)?,
        state: column::word(row, 5, DocumentState::from_text)?,
        note_number: row.get(6)?,
    })
}

fn read_line(row: &Row<'_>) -> rusqlite::Result<DocumentLine> {
    let pack = match row.get::<_, Option<String>>(6)? {
        Some(name) => Some((name, column::ratio(row, 7)?)),
        None => None,
    };
    Ok(DocumentLine {
        id: DocumentLineId(column::uuid(row, 0)?),
        document: DocumentId(column::uuid(row, 1)?),
        line: row.get(2)?,
        item: ItemId(column::uuid(row, 3)?),
        ordered: column::quantity(row, 4)?,
        received: column::quantity(row, 5)?,
        undone_there: column::quantity(row, 9)?,
        pack,
    })
}
