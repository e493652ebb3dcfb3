//! What entries did to lots: held, released, recalled, another date. Written by [`entry::append`] alone, for ever;
//! a lot's status and its extended date are what the last row says.
//!
//! [`entry::append`]: crate::table::entry::append

use crate::table::{column, lot};
use crate::{Error, Transaction};
use domain::LotId;
use domain::entry::Reason;
use domain::expiry::Expiry;
use domain::lot::LotStatus;
use domain::lot_change::{LotAct, LotFact, NewLotChange};
use rusqlite::types::Type;
use rusqlite::{Row, params};

macro_rules! columns {
    () => {
        "l.id, c.act, c.status_before, c.status_after, c.expiry_kind_before, c.expiry_before,
         c.expiry_kind_after, c.expiry_after, c.reason"
    };
}
pub(crate) use columns;

statements! {
    INSERT = "INSERT INTO lot_change (entry_row, line, lot_row, act, status_before, status_after,
              expiry_kind_before, expiry_before, expiry_kind_after, expiry_after, reason)
              VALUES (?1, ?2, (SELECT row FROM lot WHERE id = ?3), ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    OF_ENTRY = concat!("SELECT ", columns!(), " FROM lot_change c JOIN lot l ON l.row = c.lot_row
                        WHERE c.entry_row = ?1 ORDER BY c.line LIMIT 100000");
    PRINTED = "SELECT c.expiry_kind_before, c.expiry_before FROM lot_change c
               WHERE c.lot_row = (SELECT row FROM lot WHERE id = ?1) AND c.expiry_before IS NOT NULL
               ORDER BY c.row LIMIT 1";
    SET_STATUS = "UPDATE lot SET status = ?2 WHERE id = ?1";
    SET_EXPIRY = "UPDATE lot SET expiry_kind = ?2, expiry = ?3 WHERE id = ?1";
}

/// Writes the line and turns the lot.
///
/// # Errors
/// [`Error::LotIsOtherwise`] when the lot is not as the change takes it from.
pub(crate) fn insert(
    tx: &Transaction,
    entry_row: i64,
    line: usize,
    change: &NewLotChange,
) -> Result<(), Error> {
    let NewLotChange { lot: id, act, fact, reason } = *change;
    let known = lot::by_id(tx, id)?.ok_or_else(|| Error::missing("lot", id))?;
    if !fact.back().is_so(&known) {
        return Err(Error::LotIsOtherwise { lot: id });
    }
    let (mut status, mut expiry) = ((None, None), (None, None, None, None));
    match fact {
        LotFact::Status { from, to } => {
            status = (Some(from.text()), Some(to.text()));
            tx.run(SET_STATUS, params![id.bytes(), to.text()])?;
        }
        LotFact::Expiry { from, to } => {
            expiry = (Some(from.kind()), day(from), Some(to.kind()), day(to));
            tx.run(SET_EXPIRY, params![id.bytes(), to.kind(), day(to)])?;
        }
    }
    tx.run(
        INSERT,
        params![
            entry_row,
            line as i64,
            id.bytes(),
            act.text(),
            status.0,
            status.1,
            expiry.0,
            expiry.1,
            expiry.2,
            expiry.3,
            reason.text()
        ],
    )?;
    Ok(())
}

fn day(expiry: Expiry) -> Option<String> {
    expiry.last_good_day().map(|day| day.to_string())
}

pub(crate) fn of_entry(tx: &Transaction, entry_row: i64) -> Result<Vec<NewLotChange>, Error> {
    tx.all(OF_ENTRY, params![entry_row], read)
}

/// What is printed on a lot whose date was moved; `None` where the known date is the printed one.
pub fn printed_expiry(tx: &Transaction, id: LotId) -> Result<Option<Expiry>, Error> {
    tx.one(PRINTED, params![id.bytes()], |row| expiry(row, 0))
}

/// Of a row that begins with [`columns`].
pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<NewLotChange> {
    let is_status = row.get_ref(2)? != rusqlite::types::ValueRef::Null;
    let fact = if is_status {
        let from = column::word(row, 2, LotStatus::from_text)?;
        LotFact::Status { from, to: column::word(row, 3, LotStatus::from_text)? }
    } else {
        LotFact::Expiry { from: expiry(row, 4)?, to: expiry(row, 6)? }
    };
    Ok(NewLotChange {
        lot: LotId(column::uuid(row, 0)?),
        act: column::word(row, 1, LotAct::from_text)?,
        fact,
        reason: column::word(row, 8, Reason::from_text)?,
    })
}

/// Two columns: kind, then day.
fn expiry(row: &Row<'_>, index: usize) -> rusqlite::Result<Expiry> {
    let kind: String = row.get(index)?;
    Expiry::from_parts(&kind, column::maybe_date(row, index + 1)?)
        .ok_or_else(|| column::unfit(index, Type::Text, column::Unfit(kind)))
}
