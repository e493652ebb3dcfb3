//! Items with their names, pack levels and barcodes.

use crate::table::{column, search};
use crate::{Error, Transaction};
use domain::item::{CodeMeaning, ExpiryRule, Item, Pack};
use domain::{ItemId, OwnerId};
use rusqlite::{Row, params};

macro_rules! columns {
    () => {
        "i.id, o.id, i.sku, i.unit, i.decimals, i.pictogram, i.lot_tracked, i.serial_tracked, i.catch_weight,
         i.expiry_rule, i.near_expiry_days, i.lot_pattern,
         (SELECT json_group_array(json_array(n.language, n.name)) FROM item_name n WHERE n.item_row = i.row)"
    };
}
macro_rules! select {
    ($tail:literal) => {
        concat!("SELECT ", columns!(), " FROM item i JOIN owner o ON o.row = i.owner_row WHERE ", $tail)
    };
}
statements! {
    BY_ID = select!("i.id = ?1");
    BY_SKU = select!("i.sku = ?1 COLLATE NOCASE AND i.retired_at_ms IS NULL ORDER BY i.row LIMIT 100");
    ALL = select!("i.retired_at_ms IS NULL ORDER BY i.sku COLLATE NOCASE, i.row LIMIT ?1");
    BY_ROW = select!("i.row = ?1");
    BY_CODE = concat!(
        "SELECT ", columns!(), ", p.name, p.numerator, p.denominator
         FROM barcode b JOIN item i ON i.row = b.item_row JOIN owner o ON o.row = i.owner_row
         LEFT JOIN pack p ON p.row = b.pack_row
         WHERE b.code = ?1 AND i.retired_at_ms IS NULL ORDER BY b.item_row LIMIT 100");
    PACKS = "SELECT p.name, p.numerator, p.denominator FROM pack p JOIN item i ON i.row = p.item_row
             WHERE i.id = ?1 ORDER BY p.numerator * 1.0 / p.denominator, p.row LIMIT 100";
    CODES = "SELECT b.code, b.kind, p.name FROM barcode b JOIN item i ON i.row = b.item_row
             LEFT JOIN pack p ON p.row = b.pack_row WHERE i.id = ?1 ORDER BY b.row LIMIT 1000";
    GTIN = "SELECT b.code FROM barcode b JOIN item i ON i.row = b.item_row
            WHERE i.id = ?1 AND b.kind = 'gtin' AND b.pack_row IS NULL ORDER BY b.row LIMIT 1";
    INSERT = "INSERT INTO item (id, owner_row, sku, unit, decimals, pictogram, lot_tracked, serial_tracked,
              catch_weight, expiry_rule, near_expiry_days, lot_pattern, made_at_ms)
              VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
    OWNER_ROW = "SELECT row FROM owner WHERE id = ?1";
    ITEM_ROW = "SELECT row FROM item WHERE id = ?1";
    PACK_ROW = "SELECT row FROM pack WHERE item_row = ?1 AND name = ?2";
    NAME = "INSERT INTO item_name (item_row, language, name) VALUES (?1, ?2, ?3)
            ON CONFLICT (item_row, language) DO UPDATE SET name = excluded.name";
    ADD_PACK = "INSERT INTO pack (item_row, name, numerator, denominator) VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT (item_row, name) DO UPDATE SET numerator = excluded.numerator,
                denominator = excluded.denominator";
    ADD_CODE = "INSERT INTO barcode (code, item_row, pack_row, kind) VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT (code, item_row)
                DO UPDATE SET pack_row = excluded.pack_row, kind = excluded.kind";
    SET_SKU = "UPDATE item SET sku = ?2 WHERE id = ?1";
}

/// A barcode of an item, as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// GTINs with 14 digits.
    pub code: String,
    /// `gtin`, `supplier`, `vendor`, `own`, `named_here`.
    pub kind: String,
    /// `None`: one stock unit.
    pub pack: Option<String>,
}

/// Retired items too: the history still names them.
pub fn by_id(tx: &Transaction, id: ItemId) -> Result<Option<Item>, Error> {
    tx.one(BY_ID, params![id.bytes()], read)
}

/// Items of this SKU (one per owner); when none has exactly this case, those of any case.
pub fn by_sku(tx: &Transaction, sku: &str) -> Result<Vec<Item>, Error> {
    let mut found = tx.all(BY_SKU, params![sku], read)?;
    if found.iter().any(|item| item.sku == sku) {
        found.retain(|item| item.sku == sku);
    }
    Ok(found)
}

/// What a barcode stands for; several when it was given to several items. GTINs are asked with 14 digits.
pub fn by_code(tx: &Transaction, code: &str) -> Result<Vec<CodeMeaning>, Error> {
    tx.all(BY_CODE, params![code], |row| {
        let item = read(row)?;
        let pack = match row.get::<_, Option<String>>(13)? {
            Some(name) => Some(Pack { item: item.id, name, factor: column::ratio(row, 14)? }),
            None => None,
        };
        Ok(CodeMeaning { item, pack })
    })
}

/// The smallest first.
pub fn packs(tx: &Transaction, id: ItemId) -> Result<Vec<Pack>, Error> {
    tx.all(PACKS, params![id.bytes()], |row| {
        Ok(Pack { item: id, name: row.get(0)?, factor: column::ratio(row, 1)? })
    })
}

pub fn codes(tx: &Transaction, id: ItemId) -> Result<Vec<Code>, Error> {
    tx.all(CODES, params![id.bytes()], |row| {
        Ok(Code { code: row.get(0)?, kind: row.get(1)?, pack: row.get(2)? })
    })
}

/// Of one stock unit, 14 digits.
pub fn gtin(tx: &Transaction, id: ItemId) -> Result<Option<String>, Error> {
    tx.one(GTIN, params![id.bytes()], |row| row.get(0))
}

/// By SKU, at most `limit`.
pub fn all(tx: &Transaction, limit: u32) -> Result<Vec<Item>, Error> {
    tx.all(ALL, params![limit], read)
}

/// Items by what a person types, the nearest first, at most `limit`; as of the last commit. Nothing typed finds
/// nothing.
pub fn search(tx: &Transaction, text: &str, limit: u32) -> Result<Vec<Item>, Error> {
    let found = search::find(tx, text, &[], limit)?;
    let items = found.into_iter().map(|ranked| tx.one(BY_ROW, params![ranked.item_row], read));
    items.filter_map(Result::transpose).collect()
}

/// # Errors
/// [`Error::Missing`] for an unknown owner; [`Error::Rule`] when the owner has that SKU already.
pub fn insert(tx: &Transaction, item: &Item, now_ms: i64) -> Result<(), Error> {
    let owner_row: i64 = tx
        .one(OWNER_ROW, params![item.owner.bytes()], |row| row.get(0))?
        .ok_or_else(|| Error::missing("owner", item.owner))?;
    let rule = rule_text(item.expiry_rule);
    tx.run(
        INSERT,
        params![
            item.id.bytes(),
            owner_row,
            item.sku,
            item.unit,
            item.decimals,
            item.pictogram,
            item.lot_tracked,
            item.serial_tracked,
            item.catch_weight,
            rule,
            item.near_expiry_days,
            item.lot_pattern,
            now_ms
        ],
    )?;
    update_names(tx, item.id, &item.names)
}

/// Writes these names; other languages stay as they are.
pub fn update_names(tx: &Transaction, id: ItemId, names: &[(String, String)]) -> Result<(), Error> {
    let row = row(tx, id)?;
    for (language, name) in names {
        tx.run(NAME, params![row, language, name])?;
    }
    Ok(())
}

/// For a vendor that renames.
pub fn update_sku(tx: &Transaction, id: ItemId, sku: &str) -> Result<(), Error> {
    match tx.run(SET_SKU, params![id.bytes(), sku])? {
        0 => Err(Error::missing("item", id)),
        _ => Ok(()),
    }
}

/// A pack of the same name takes the new factor.
pub fn add_pack(tx: &Transaction, pack: &Pack) -> Result<(), Error> {
    let row = row(tx, pack.item)?;
    tx.run(ADD_PACK, params![row, pack.name, pack.factor.numerator(), pack.factor.denominator()])?;
    Ok(())
}

/// `pack`: `None` for one stock unit. `kind`: see [`Code`]. A code the item has already takes the new pack
/// and kind.
///
/// # Errors
/// [`Error::Missing`] for an unknown item or pack.
pub fn add_code(
    tx: &Transaction,
    id: ItemId,
    pack: Option<&str>,
    code: &str,
    kind: &str,
) -> Result<(), Error> {
    let row = row(tx, id)?;
    let pack_row: Option<i64> = match pack {
        None => None,
        Some(name) => Some(
            tx.one(PACK_ROW, params![row, name], |row| row.get(0))?
                .ok_or_else(|| Error::missing("pack", name))?,
        ),
    };
    tx.run(ADD_CODE, params![code, row, pack_row, kind])?;
    Ok(())
}

pub(crate) fn row(tx: &Transaction, id: ItemId) -> Result<i64, Error> {
    tx.one(ITEM_ROW, params![id.bytes()], |row| row.get(0))?.ok_or_else(|| Error::missing("item", id))
}

fn rule_text(rule: ExpiryRule) -> &'static str {
    match rule {
        ExpiryRule::Asked => "asked",
        ExpiryRule::NonePrinted => "none_printed",
    }
}

fn rule_from_text(text: &str) -> Option<ExpiryRule> {
    [ExpiryRule::Asked, ExpiryRule::NonePrinted].into_iter().find(|rule| rule_text(*rule) == text)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Item> {
    Ok(Item {
        id: ItemId(column::uuid(row, 0)?),
        owner: OwnerId(column::uuid(row, 1)?),
        sku: row.get(2)?,
        unit: row.get(3)?,
        decimals: row.get(4)?,
        pictogram: row.get(5)?,
        lot_tracked: row.get(6)?,
        serial_tracked: row.get(7)?,
        catch_weight: row.get(8)?,
        expiry_rule: column::word(row, 9, rule_from_text)?,
        near_expiry_days: row.get(10)?,
        lot_pattern: row.get(11)?,
        names: column::names(row, 12)?,
    })
}
