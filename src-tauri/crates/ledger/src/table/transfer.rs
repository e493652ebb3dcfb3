//! Transfers between our sites: the document, the place its goods stand at on the road, and how far it is. What is
//! on the road is the balance of that place and the crates that stand there; here is only what cannot be derived.

use crate::table::{column, location};
use crate::{Error, Transaction};
use domain::location::{Location, LocationKind, Purpose};
use domain::{DocumentId, LocationId};
use rusqlite::{Row, params};

words! {
    TransferState {
        /// Being loaded.
        Open = "open",
        /// It left: nothing is added.
        InTransit = "in_transit",
        /// Nothing more is expected; what never came still stands on the road.
        Received = "received",
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    pub document: DocumentId,
    /// Of the document; also the code of its place on the road.
    pub number: String,
    pub transit: LocationId,
    /// Sites.
    pub from: LocationId,
    pub to: LocationId,
    pub state: TransferState,
}

/// Lots and crates of one transfer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub sent_count: i64,
    /// Still on the road.
    pub open_count: i64,
}

macro_rules! select {
    ($tail:literal) => {
        concat!(
            "SELECT d.id, d.number, t.id, f.id, s.id, x.state FROM transfer x ",
            "JOIN document d ON d.row = x.document_row JOIN location t ON t.row = x.transit_row ",
            "JOIN location f ON f.row = x.from_row JOIN location s ON s.row = x.to_row WHERE ",
            $tail
        )
    };
}
statements! {
    INSERT = "INSERT INTO transfer (document_row, transit_row, from_row, to_row, state) VALUES (
              (SELECT row FROM document WHERE id = ?1), (SELECT row FROM location WHERE id = ?2),
              (SELECT row FROM location WHERE id = ?3), (SELECT row FROM location WHERE id = ?4), ?5)";
    BY_DOCUMENT = select!("x.document_row = (SELECT row FROM document WHERE id = ?1)");
    ON_ROAD = select!("x.transit_row = (SELECT row FROM location WHERE id = ?1)");
    LOADING = select!("x.from_row = (SELECT row FROM location WHERE id = ?1)
                       AND x.to_row = (SELECT row FROM location WHERE id = ?2) AND x.state = 'open'
                       ORDER BY x.row DESC LIMIT 1");
    /// The list of states is the index's own and then a search in it.
    IN_WORK = select!("x.state <> 'received' AND x.state IN ('open', 'in_transit') ORDER BY x.row LIMIT ?1");
    SET_STATE = "UPDATE transfer SET state = ?2
                 WHERE document_row = (SELECT row FROM document WHERE id = ?1)";
    /// Entries that were undone, and their undoings, sent nothing.
    SENT = "SELECT (SELECT count(DISTINCT m.lot_row) FROM movement m JOIN entry e ON e.row = m.entry_row
                    WHERE m.to_row = t.row AND e.reverses IS NULL
                    AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id))
                 + (SELECT count(DISTINCT p.container_row) FROM placement p JOIN entry e ON e.row = p.entry_row
                    WHERE p.to_row = t.row AND e.reverses IS NULL
                    AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id)),
            (SELECT count(*) FROM balance b WHERE b.location_row = t.row AND b.on_hand > 0)
                 + (SELECT count(*) FROM location c WHERE c.parent_row = t.row)
            FROM location t WHERE t.id = ?1";
}

/// The place on the road is made with it; its document stands already.
///
/// # Errors
/// [`Error::Rule`] when it names what is not here, or its number is the code of another place.
pub fn insert(tx: &Transaction, transfer: &Transfer, now_ms: i64) -> Result<(), Error> {
    let Transfer { document, number, transit, from, to, state } = transfer;
    let place = Location {
        id: *transit,
        kind: LocationKind::Transit,
        code: number.clone(),
        name: String::new(),
        parent: None,
        purpose: Purpose::Store,
    };
    location::insert(tx, &place, None, now_ms)?;
    tx.run(INSERT, params![document.bytes(), transit.bytes(), from.bytes(), to.bytes(), state.text()])?;
    Ok(())
}

pub fn by_document(tx: &Transaction, id: DocumentId) -> Result<Option<Transfer>, Error> {
    tx.one(BY_DOCUMENT, params![id.bytes()], read)
}

/// The transfer whose goods stand there while they are on the road.
pub fn on_road(tx: &Transaction, transit: LocationId) -> Result<Option<Transfer>, Error> {
    tx.one(ON_ROAD, params![transit.bytes()], read)
}

/// What is being loaded for this way: the newest.
pub fn loading(tx: &Transaction, from: LocationId, to: LocationId) -> Result<Option<Transfer>, Error> {
    tx.one(LOADING, params![from.bytes(), to.bytes()], read)
}

/// Being loaded or on the road, the oldest first.
pub fn in_work(tx: &Transaction, limit: u32) -> Result<Vec<Transfer>, Error> {
    tx.all(IN_WORK, params![limit], read)
}

/// # Errors
/// [`Error::Missing`] for a document that is no transfer.
pub fn set_state(tx: &Transaction, id: DocumentId, state: TransferState) -> Result<(), Error> {
    match tx.run(SET_STATE, params![id.bytes(), state.text()])? {
        0 => Err(Error::missing("transfer", id)),
        _ => Ok(()),
    }
}

pub fn progress(tx: &Transaction, transfer: &Transfer) -> Result<Progress, Error> {
    let found = tx.one(SENT, params![transfer.transit.bytes()], |row| {
        Ok(Progress { sent_count: row.get(0)?, open_count: row.get(1)? })
    })?;
    Ok(found.unwrap_or_default())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Transfer> {
    Ok(Transfer {
        document: DocumentId(column::uuid(row, 0)?),
        number: row.get(1)?,
        transit: LocationId(column::uuid(row, 2)?),
        from: LocationId(column::uuid(row, 3)?),
        to: LocationId(column::uuid(row, 4)?),
        state: column::word(row, 5, TransferState::from_text)?,
    })
}
