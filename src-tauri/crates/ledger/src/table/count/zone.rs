//! The parts of counting documents: a place with all that stands in it, or one item there. A zone goes from
//! open over counting and counted (or counted again) to approved; what nobody counted in it stays not
//! counted.

use super::{CountLine, read};
use crate::table::column;
use crate::{Error, Transaction};
use domain::{CountZoneId, DocumentId, ItemId, LocationId, OperatorId};
use rusqlite::{Row, params};

words! {
    ZoneState {
        Open = "open",
        Counting = "counting",
        /// Whoever counted said so; every number stands.
        Counted = "counted",
        /// Numbers wait for a second count.
        Recount = "recount",
        Approved = "approved",
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct CountZone {
    pub id: CountZoneId,
    pub document: DocumentId,
    pub place: LocationId,
    /// Only this item is counted.
    pub item: Option<ItemId>,
    pub state: ZoneState,
    /// With the moment, UTC milliseconds.
    pub approved: Option<(OperatorId, i64)>,
}

macro_rules! select {
    ($tail:literal) => {
        concat!(
            "SELECT z.id, d.id, p.id, i.id, z.state, o.id, z.approved_at_ms FROM count_zone z ",
            "JOIN document d ON d.row = z.document_row JOIN location p ON p.row = z.location_row ",
            "LEFT JOIN item i ON i.row = z.item_row ",
            "LEFT JOIN operator o ON o.row = z.approved_by WHERE ",
            $tail
        )
    };
}
statements! {
    INSERT = "INSERT INTO count_zone (id, document_row, location_row, item_row, state) VALUES (?1,
              (SELECT row FROM document WHERE id = ?2), (SELECT row FROM location WHERE id = ?3),
              (SELECT row FROM item WHERE id = ?4), 'open')";
    BY_ID = select!("z.id = ?1");
    OF_DOCUMENT = select!("d.id = ?1 ORDER BY z.row LIMIT 10000");
    /// By the partial index of open documents.
    IN_WORK = select!("d.kind = 'count' AND d.state = 'open' AND z.state <> 'approved'
                       ORDER BY z.row LIMIT 10000");
    SET_STATE = "UPDATE count_zone SET state = ?2 WHERE id = ?1 AND state <> 'approved'";
    APPROVE = "UPDATE count_zone SET state = 'approved',
               approved_by = (SELECT row FROM operator WHERE id = ?2),
               approved_at_ms = ?3 WHERE id = ?1 AND state <> 'approved'";
    /// Bins that hold something; never counted first, then the longest ago.
    DUE = "SELECT l.id FROM location l WHERE l.kind = 'bin' AND l.purpose <> 'in_hand'
           AND EXISTS (SELECT 1 FROM balance b WHERE b.location_row = l.row AND b.on_hand > 0)
           ORDER BY coalesce((SELECT max(c.counted_at_ms) FROM count_line c WHERE c.location_row = l.row
           AND c.state IN ('right', 'posted')), 0), l.code LIMIT ?1";
    LINES = "SELECT c.id, z.id, p.id, i.id, l.id, c.serial, c.counted, c.counted_at_ms,
                    o.id, c.seat, c.state, e.id, c.pieces, c.said_after, c.reading
             FROM count_zone z CROSS JOIN count_line c JOIN location p ON p.row = c.location_row
             JOIN item i ON i.row = c.item_row JOIN lot l ON l.row = c.lot_row
             JOIN operator o ON o.row = c.operator_row LEFT JOIN entry e ON e.row = c.entry_row
             WHERE z.id = ?1 AND c.zone_row = z.row AND c.state <> 'replaced' ORDER BY c.row LIMIT 100000";
}

pub fn insert(tx: &Transaction, zone: &CountZone) -> Result<(), Error> {
    let CountZone { id, document, place, item, .. } = zone;
    let item = item.as_ref().map(ItemId::bytes);
    tx.run(INSERT, params![id.bytes(), document.bytes(), place.bytes(), item])?;
    Ok(())
}

pub fn by_id(tx: &Transaction, id: CountZoneId) -> Result<Option<CountZone>, Error> {
    tx.one(BY_ID, params![id.bytes()], read_zone)
}

/// In the order they were made.
pub fn of_document(tx: &Transaction, id: DocumentId) -> Result<Vec<CountZone>, Error> {
    tx.all(OF_DOCUMENT, params![id.bytes()], read_zone)
}

/// Of every open document, what is not approved yet.
pub fn in_work(tx: &Transaction) -> Result<Vec<CountZone>, Error> {
    tx.all(IN_WORK, [], read_zone)
}

/// Approving has its own function; an approved zone stays so.
///
/// # Errors
/// [`Error::Missing`] when it is approved or not there.
pub fn set_state(tx: &Transaction, id: CountZoneId, state: ZoneState) -> Result<(), Error> {
    match tx.run(SET_STATE, params![id.bytes(), state.text()])? {
        0 => Err(Error::missing("open zone", id)),
        _ => Ok(()),
    }
}

/// # Errors
/// As [`set_state`].
pub fn approve(tx: &Transaction, id: CountZoneId, by: OperatorId, now_ms: i64) -> Result<(), Error> {
    match tx.run(APPROVE, params![id.bytes(), by.bytes(), now_ms])? {
        0 => Err(Error::missing("open zone", id)),
        _ => Ok(()),
    }
}

/// What was counted in it and was not counted again since, in order.
pub fn lines(tx: &Transaction, id: CountZoneId) -> Result<Vec<CountLine>, Error> {
    tx.all(LINES, params![id.bytes()], read)
}

/// Bins with goods in them, in the order in which they are due: never counted, then the longest ago.
pub fn due(tx: &Transaction, limit: u32) -> Result<Vec<LocationId>, Error> {
    tx.all(DUE, params![limit], |row| Ok(LocationId(column::uuid(row, 0)?)))
}

fn read_zone(row: &Row<'_>) -> rusqlite::Result<CountZone> {
    let by = column::maybe_uuid(row, 5)?.map(OperatorId);
    let at_ms: Option<i64> = row.get(6)?;
    Ok(CountZone {
        id: CountZoneId(column::uuid(row, 0)?),
        document: DocumentId(column::uuid(row, 1)?),
        place: LocationId(column::uuid(row, 2)?),
        item: column::maybe_uuid(row, 3)?.map(ItemId),
        state: column::word(row, 4, ZoneState::from_text)?,
        approved: by.zip(at_ms),
    })
}
