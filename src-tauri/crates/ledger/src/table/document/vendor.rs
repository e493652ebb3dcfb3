//! A vendor's document merged into ours: found by the vendor's own ids, its figures taken over, ours kept
//! beside.

use crate::table::column;
use crate::{Error, Transaction};
use domain::document::{DocumentKind, DocumentState};
use domain::{DocumentId, DocumentLineId, ItemId, Quantity, Ratio};
use jiff::civil::Date;
use rusqlite::params;

/// A document as the vendor last told it.
#[derive(Clone, Debug, PartialEq)]
pub struct VendorDocument {
    /// Used when the document is new here.
    pub new_id: DocumentId,
    pub vendor: String,
    pub kind: DocumentKind,
    pub vendor_id: String,
    pub number: String,
    pub partner: String,
    pub state: DocumentState,
    pub expected_on: Option<Date>,
    /// When the vendor was asked.
    pub seen_at_ms: i64,
    pub lines: Vec<VendorLine>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct VendorLine {
    /// Used when the line is new here.
    pub new_id: DocumentLineId,
    pub vendor_id: String,
    /// Where it should stand; moved to the end when that place is taken.
    pub line: i64,
    pub item: ItemId,
    /// Still open, in stock units.
    pub open_there: Quantity,
    /// Received in all, by whomever, in stock units.
    pub received_there: Quantity,
    /// The unit it was ordered in, when it is not the stock unit.
    pub pack: Option<(String, Ratio)>,
}

statements! {
    FIND = "SELECT row, id FROM document
            WHERE vendor = ?1 AND kind = ?2 AND vendor_id = ?3 AND vendor <> ''";
    UPDATE = "UPDATE document SET number = ?2, partner = ?3, state = ?4, expected_on = ?5, seen_at_ms = ?6
              WHERE row = ?1";
    INSERT = "INSERT INTO document (id, kind, number, partner, vendor, vendor_id, state, expected_on,
              made_at_ms, seen_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)";
    CLOSE_ALL = "UPDATE document_line SET closed = 1 WHERE document_row = ?1";
    UPDATE_LINE = "UPDATE document_line SET item_row = (SELECT row FROM item WHERE id = ?3), open_there = ?4,
                   received_there = ?5,
                   undone_there = max(0, undone_there - max(0, received_there - ?5)), pack_name = ?6, pack_numerator = ?7, pack_denominator = ?8,
                   closed = 0 WHERE document_row = ?1 AND vendor_id = ?2";
    INSERT_LINE = "INSERT INTO document_line (document_row, vendor_id, item_row, open_there, received_there,
                   pack_name, pack_numerator, pack_denominator, id, line)
                   VALUES (?1, ?2, (SELECT row FROM item WHERE id = ?3), ?4, ?5, ?6, ?7, ?8, ?9,
                   iif(EXISTS (SELECT 1 FROM document_line WHERE document_row = ?1 AND line = ?10),
                   (SELECT max(line) + 1 FROM document_line WHERE document_row = ?1), ?10))";
    LINE_BY_VENDOR = "SELECT l.id FROM document_line l JOIN document d ON d.row = l.document_row
                      WHERE d.id = ?1 AND l.vendor_id = ?2 ORDER BY l.row LIMIT 1";
    VENDOR_ID = "SELECT vendor_id FROM document WHERE id = ?1";
    LINE_VENDOR_ID = "SELECT vendor_id FROM document_line WHERE id = ?1";
}

/// Makes or updates the document by (vendor, kind, vendor id) and its lines by theirs; a line the vendor no
/// longer names is closed. What was received here and not sent yet stays as it is; of what was undone here, that much
/// is settled as the vendor's figure went down. Gives the document's id here.
///
/// # Errors
/// [`Error::Rule`] when a line names an item that is not here.
pub fn upsert_from_vendor(tx: &Transaction, document: &VendorDocument) -> Result<DocumentId, Error> {
    let (row, id) = put(tx, document)?;
    tx.run(CLOSE_ALL, params![row])?;
    for line in &document.lines {
        put_line(tx, row, line)?;
    }
    Ok(id)
}

/// The document without its lines: its local row and its id.
fn put(tx: &Transaction, document: &VendorDocument) -> Result<(i64, DocumentId), Error> {
    let VendorDocument { new_id, vendor, kind, vendor_id, number, partner, state, .. } = document;
    assert!(!vendor.is_empty(), "a vendor's document names its vendor");
    let (kind, state) = (kind.text(), state.text());
    let expected_on = document.expected_on.map(|date| date.to_string());
    let seen_at_ms = document.seen_at_ms;
    let known = tx.one(FIND, params![vendor, kind, vendor_id], |row| {
        Ok((row.get::<_, i64>(0)?, DocumentId(column::uuid(row, 1)?)))
    })?;
    if let Some((row, id)) = known {
        tx.run(UPDATE, params![row, number, partner, state, expected_on, seen_at_ms])?;
        return Ok((row, id));
    }
    tx.run(
        INSERT,
        params![new_id.bytes(), kind, number, partner, vendor, vendor_id, state, expected_on, seen_at_ms],
    )?;
    Ok((tx.last_row(), *new_id))
}

/// Our id of a vendor's line.
pub fn line_by_vendor_id(
    tx: &Transaction,
    document: DocumentId,
    vendor_id: &str,
) -> Result<Option<DocumentLineId>, Error> {
    tx.one(LINE_BY_VENDOR, params![document.bytes(), vendor_id], |row| {
        Ok(DocumentLineId(column::uuid(row, 0)?))
    })
}

/// The vendor's id of a document; empty when it is ours alone.
pub fn vendor_id(tx: &Transaction, id: DocumentId) -> Result<String, Error> {
    tx.one(VENDOR_ID, params![id.bytes()], |row| row.get(0))?.ok_or_else(|| Error::missing("document", id))
}

/// The vendor's id of a line; empty when it is ours alone.
pub fn line_vendor_id(tx: &Transaction, id: DocumentLineId) -> Result<String, Error> {
    tx.one(LINE_VENDOR_ID, params![id.bytes()], |row| row.get(0))?
        .ok_or_else(|| Error::missing("document line", id))
}

fn put_line(tx: &Transaction, document_row: i64, line: &VendorLine) -> Result<(), Error> {
    let VendorLine { vendor_id, item, .. } = line;
    let (open, received) = (line.open_there.millionths(), line.received_there.millionths());
    let name = line.pack.as_ref().map(|(name, _)| name);
    let numerator = line.pack.as_ref().map(|(_, factor)| factor.numerator());
    let denominator = line.pack.as_ref().map(|(_, factor)| factor.denominator());
    let known = tx.run(
        UPDATE_LINE,
        params![document_row, vendor_id, item.bytes(), open, received, name, numerator, denominator],
    )?;
    if known == 0 {
        let id = line.new_id.bytes();
        tx.run(
            INSERT_LINE,
            params![
                document_row,
                vendor_id,
                item.bytes(),
                open,
                received,
                name,
                numerator,
                denominator,
                id,
                line.line
            ],
        )?;
    }
    Ok(())
}
