//! What a file changes about items, packs and codes beyond what the floor itself writes, and what undoing it
//! needs to know. Items are never deleted: one that a file made is retired.

use super::changed;
use crate::table::{column, item};
use crate::{Error, Transaction};
use domain::item::{ExpiryRule, Item};
use domain::{ItemId, OwnerId, Ratio};
use rusqlite::params;

/// An item of one owner by its SKU, retired ones too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    pub id: ItemId,
    pub is_retired: bool,
}

statements! {
    KNOWN = "SELECT i.id, i.retired_at_ms IS NOT NULL FROM item i JOIN owner o ON o.row = i.owner_row
             WHERE o.id = ?1 AND i.sku = ?2";
    HAS_MOVED = "SELECT EXISTS (SELECT 1 FROM movement WHERE item_row = i.row) FROM item i WHERE i.id = ?1";
    STOCK = "SELECT p.code FROM balance b JOIN location p ON p.row = b.location_row
             WHERE b.item_row = (SELECT row FROM item WHERE id = ?1) AND b.physical = 1 AND b.on_hand <> 0
             ORDER BY b.location_row, b.lot_row LIMIT 1";
    ON_ORDER = "SELECT d.number FROM document_line l JOIN document d ON d.row = l.document_row
                WHERE l.item_row = (SELECT row FROM item WHERE id = ?1) AND l.closed = 0 AND d.state = 'open'
                ORDER BY l.row LIMIT 1";
    NEAR = "SELECT sku FROM item WHERE sku >= ?1 COLLATE NOCASE AND sku < ?2 COLLATE NOCASE
            AND retired_at_ms IS NULL ORDER BY sku COLLATE NOCASE LIMIT 500";
    SET_FACTS = "UPDATE item SET unit = ?2, decimals = ?3, pictogram = ?4, lot_tracked = ?5,
                 serial_tracked = ?6, catch_weight = ?7, expiry_rule = ?8, near_expiry_days = ?9,
                 lot_pattern = ?10, retired_at_ms = NULL WHERE id = ?1";
    RETIRE = "UPDATE item SET retired_at_ms = ?2 WHERE id = ?1";
    REMOVE_NAME = "DELETE FROM item_name WHERE item_row = (SELECT row FROM item WHERE id = ?1)
                   AND language = ?2";
    PACK = "SELECT p.numerator, p.denominator FROM pack p
            WHERE p.item_row = (SELECT row FROM item WHERE id = ?1) AND p.name = ?2";
    REMOVE_PACK = "DELETE FROM pack WHERE item_row = (SELECT row FROM item WHERE id = ?1) AND name = ?2";
    PACK_CODE = "SELECT b.code FROM pack p JOIN barcode b ON b.pack_row = p.row
                 WHERE p.item_row = (SELECT row FROM item WHERE id = ?1) AND p.name = ?2
                 ORDER BY b.row LIMIT 1";
    CODE = "SELECT b.kind, p.name FROM barcode b LEFT JOIN pack p ON p.row = b.pack_row
            WHERE b.code = ?1 AND b.item_row = (SELECT row FROM item WHERE id = ?2)";
    REMOVE_CODE = "DELETE FROM barcode WHERE code = ?1 AND item_row = (SELECT row FROM item WHERE id = ?2)";
}

/// Exactly this SKU.
pub fn known(tx: &Transaction, owner: OwnerId, sku: &str) -> Result<Option<Known>, Error> {
    tx.one(KNOWN, params![owner.bytes(), sku], |row| {
        Ok(Known { id: ItemId(column::uuid(row, 0)?), is_retired: row.get(1)? })
    })
}

/// Its unit and how it is kept never change any more.
pub fn has_moved(tx: &Transaction, id: ItemId) -> Result<bool, Error> {
    Ok(tx.one(HAS_MOVED, params![id.bytes()], |row| row.get(0))?.unwrap_or(false))
}

/// Code of a place that holds some of it.
pub fn held_at(tx: &Transaction, id: ItemId) -> Result<Option<String>, Error> {
    tx.one(STOCK, params![id.bytes()], |row| row.get(0))
}

/// Number of an open document that asks for it.
pub fn on_order(tx: &Transaction, id: ItemId) -> Result<Option<String>, Error> {
    tx.one(ON_ORDER, params![id.bytes()], |row| row.get(0))
}

/// SKUs from `from` up to below `below`, in any case; at most 500: what a wrong one could have meant.
pub fn skus_between(tx: &Transaction, from: &str, below: &str) -> Result<Vec<String>, Error> {
    tx.all(NEAR, params![from, below], |row| row.get(0))
}

/// Everything but identity, owner, SKU and names; a retired item is back.
pub fn set_facts(tx: &Transaction, item: &Item) -> Result<(), Error> {
    let rule = match item.expiry_rule {
        ExpiryRule::Asked => "asked",
        ExpiryRule::NonePrinted => "none_printed",
    };
    let count = tx.run(
        SET_FACTS,
        params![
            item.id.bytes(),
            item.unit,
            item.decimals,
            item.pictogram,
            item.lot_tracked,
            item.serial_tracked,
            item.catch_weight,
            rule,
            item.near_expiry_days,
            item.lot_pattern
        ],
    )?;
    changed(count, "item", item.id.0)
}

/// Nobody finds it any more; the history still names it.
pub fn retire(tx: &Transaction, id: ItemId, now_ms: i64) -> Result<(), Error> {
    changed(tx.run(RETIRE, params![id.bytes(), now_ms])?, "item", id.0)
}

/// Nothing happens when there is none.
pub fn remove_name(tx: &Transaction, id: ItemId, language: &str) -> Result<(), Error> {
    tx.run(REMOVE_NAME, params![id.bytes(), language])?;
    Ok(())
}

/// Stock units in one pack of that name.
pub fn pack_factor(tx: &Transaction, id: ItemId, name: &str) -> Result<Option<Ratio>, Error> {
    tx.one(PACK, params![id.bytes(), name], |row| column::ratio(row, 0))
}

/// # Errors
/// [`Error::Rule`] while a code stands for it: see [`code_of_pack`].
pub fn remove_pack(tx: &Transaction, id: ItemId, name: &str) -> Result<(), Error> {
    changed(tx.run(REMOVE_PACK, params![id.bytes(), name])?, "pack of item", id.0)
}

/// A code that stands for this pack.
pub fn code_of_pack(tx: &Transaction, id: ItemId, name: &str) -> Result<Option<String>, Error> {
    tx.one(PACK_CODE, params![id.bytes(), name], |row| row.get(0))
}

/// What a code is for this item.
pub fn code(tx: &Transaction, id: ItemId, code: &str) -> Result<Option<item::Code>, Error> {
    tx.one(CODE, params![code, id.bytes()], |row| {
        Ok(item::Code { code: code.to_owned(), kind: row.get(0)?, pack: row.get(1)? })
    })
}

pub fn remove_code(tx: &Transaction, id: ItemId, code: &str) -> Result<(), Error> {
    changed(tx.run(REMOVE_CODE, params![code, id.bytes()])?, "barcode of item", id.0)
}
