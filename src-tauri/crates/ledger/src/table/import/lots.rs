//! What undoing an import needs of lots: setting one back, and taking one away that nothing names.

use super::changed;
use crate::table::column;
use crate::{Error, Transaction};
use domain::expiry::Expiry;
use domain::lot::LotKind;
use domain::{ItemId, LotId};
use jiff::civil::Date;
use rusqlite::params;

statements! {
    HELD_AT = "SELECT p.code FROM balance b JOIN location p ON p.row = b.location_row
               WHERE b.lot_row = (SELECT row FROM lot WHERE id = ?1) AND b.physical = 1 AND b.on_hand <> 0
               ORDER BY b.location_row, b.item_row LIMIT 1";
    WITHOUT_CODE = "SELECT l.id FROM lot l JOIN item i ON i.row = l.item_row
                    WHERE i.id = ?1 AND l.kind = ?2 AND l.code = '' ORDER BY l.row LIMIT 1";
    IS_NAMED = "SELECT EXISTS (SELECT 1 FROM movement WHERE lot_row = l.row)
                OR EXISTS (SELECT 1 FROM lot_change WHERE lot_row = l.row)
                OR EXISTS (SELECT 1 FROM print_job WHERE lot_row = l.row)
                OR EXISTS (SELECT 1 FROM link WHERE ours = ?1) OR l.certificate_link IS NOT NULL
                OR EXISTS (SELECT 1 FROM lot o WHERE o.item_row = l.item_row AND o.kind = l.kind
                AND o.code = l.code AND l.kind = 'coded' AND o.row > l.row) FROM lot l WHERE l.id = ?1";
    SET = "UPDATE lot SET expiry_kind = ?2, expiry = ?3, made_on = ?4 WHERE id = ?1";
    REMOVE = "DELETE FROM lot WHERE id = ?1";
}

/// The item's lot `none` or `not known`, where it has one.
pub fn without_code(tx: &Transaction, item: ItemId, kind: LotKind) -> Result<Option<LotId>, Error> {
    tx.one(WITHOUT_CODE, params![item.bytes(), kind.text()], |row| Ok(LotId(column::uuid(row, 0)?)))
}

/// Code of a place that holds some of it.
pub fn held_at(tx: &Transaction, id: LotId) -> Result<Option<String>, Error> {
    tx.one(HELD_AT, params![id.bytes()], |row| row.get(0))
}

/// A movement, a label, a certificate or a vendor names it, or a later lot is told from it by the number behind its code:
/// it stays for ever.
pub fn is_named(tx: &Transaction, id: LotId) -> Result<bool, Error> {
    Ok(tx.one(IS_NAMED, params![id.bytes()], |row| row.get(0))?.unwrap_or(false))
}

/// Whatever was known before; a person's reading comes by [`lot::set_expiry`](crate::table::lot::set_expiry).
pub fn set_dates(tx: &Transaction, id: LotId, expiry: Expiry, made_on: Option<Date>) -> Result<(), Error> {
    let day = expiry.last_good_day().map(|date| date.to_string());
    let made_on = made_on.map(|date| date.to_string());
    changed(tx.run(SET, params![id.bytes(), expiry.kind(), day, made_on])?, "lot", id.0)
}

/// # Errors
/// [`Error::Rule`] while something names it: see [`is_named`].
pub fn remove(tx: &Transaction, id: LotId) -> Result<(), Error> {
    changed(tx.run(REMOVE, params![id.bytes()])?, "lot", id.0)
}
