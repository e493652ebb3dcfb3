//! What was asked for under one operation id, and what was answered. For ever, like the reservations made by it.

use crate::{Error, Transaction};
use domain::{
    DocumentId, DocumentLineId, ItemId, LocationId, LotId, NewReservation, ReservationId, ReservationPurpose,
};
use rusqlite::params;
use serde::{Deserialize, Serialize};

/// A request as stored: without times, so that who asks again later asks the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Content {
    pub item: ItemId,
    wanted_millionths: i64,
    pub lot: Option<LotId>,
    pub within: Option<LocationId>,
    pub document: Option<DocumentId>,
    pub line: Option<DocumentLineId>,
    pub purpose: ReservationPurpose,
    pub priority: i64,
    pub term_ms: Option<i64>,
    pub good_days: u16,
    pub whole_only: bool,
}

pub(crate) struct Stored {
    pub row: i64,
    pub content: Content,
    pub answer_json: String,
}

statements! {
    BY_ID = "SELECT row, content, answer FROM reservation_request WHERE id = ?1";
    INSERT = "INSERT INTO reservation_request (id, content, answer, at_ms) VALUES (?1, ?2, ?3, ?4)";
}

impl Content {
    pub(crate) fn of(new: &NewReservation) -> Content {
        Content {
            item: new.item,
            wanted_millionths: new.wanted.millionths(),
            lot: new.lot,
            within: new.within,
            document: new.document,
            line: new.line,
            purpose: new.purpose,
            priority: new.priority,
            term_ms: new.term_ms,
            good_days: new.good_days,
            whole_only: new.whole_only,
        }
    }
}

pub(crate) fn by_id(tx: &Transaction, id: ReservationId) -> Result<Option<Stored>, Error> {
    let found: Option<(i64, String, String)> =
        tx.one(BY_ID, params![id.bytes()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    found
        .map(|(row, content, answer_json)| {
            Ok(Stored { row, content: from_json("a request for stock", &content)?, answer_json })
        })
        .transpose()
}

pub(crate) fn insert(
    tx: &Transaction,
    id: ReservationId,
    content: &Content,
    answer_json: &str,
    at_ms: i64,
) -> Result<i64, Error> {
    let content = to_json("a request for stock", content)?;
    tx.run(INSERT, params![id.bytes(), content, answer_json, at_ms])?;
    Ok(tx.last_row())
}

pub(crate) fn from_json<'j, T: Deserialize<'j>>(what: &'static str, json: &'j str) -> Result<T, Error> {
    serde_json::from_str(json).map_err(|error| Error::Stored { what, why: error.to_string() })
}

pub(crate) fn to_json(what: &'static str, value: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| Error::Stored { what, why: error.to_string() })
}
