//! What people carry: a place of each person at each site, so that goods leave the shelf when they leave the shelf.

use crate::table::balance::Balance;
use crate::table::column;
use crate::{Error, Transaction};
use domain::{ItemId, LocationId, LotId, OperatorId, Quantity};
use rusqlite::{Row, params};

statements! {
    OF = "SELECT l.id FROM location l WHERE l.operator_row = (SELECT row FROM operator WHERE id = ?1)
          AND l.site_row = (SELECT row FROM location WHERE id = ?2) AND l.purpose = 'in_hand'";
    INSERT = "INSERT INTO location (id, kind, code, name, purpose, parent_row, site_row, operator_row)
              VALUES (?1, 'bin', ?2, '', 'in_hand', (SELECT row FROM location WHERE id = ?3),
              (SELECT site_row FROM location WHERE id = ?3), (SELECT row FROM operator WHERE id = ?4))";
    CARRIED = "SELECT p.id, i.id, l.id, b.on_hand, b.pieces, b.reserved FROM location p
               CROSS JOIN balance b JOIN item i ON i.row = b.item_row JOIN lot l ON l.row = b.lot_row
               WHERE p.operator_row = (SELECT row FROM operator WHERE id = ?1) AND p.purpose = 'in_hand'
               AND b.location_row = p.row AND b.on_hand > 0 ORDER BY p.row, i.sku, l.row LIMIT 1000";
    /// By whom, of what was taken from one place.
    TAKEN_FROM = "SELECT o.id, b.on_hand FROM balance b JOIN location h ON h.row = b.location_row
                  JOIN operator o ON o.row = h.operator_row
                  WHERE b.item_row = (SELECT row FROM item WHERE id = ?2)
                  AND b.lot_row = (SELECT row FROM lot WHERE id = ?3) AND b.on_hand > 0
                  AND h.purpose = 'in_hand' AND EXISTS (SELECT 1 FROM movement m
                  WHERE m.from_row = (SELECT row FROM location WHERE id = ?1) AND m.to_row = h.row
                  AND m.lot_row = b.lot_row) ORDER BY o.name LIMIT 100";
}

/// The place of what this person carries at this site; `None` before the first time.
pub fn of(tx: &Transaction, operator: OperatorId, site: LocationId) -> Result<Option<LocationId>, Error> {
    tx.one(OF, params![operator.bytes(), site.bytes()], |row| Ok(LocationId(column::uuid(row, 0)?)))
}

/// `code` is what people read: the person's name.
///
/// # Errors
/// [`Error::Rule`] when the code is taken or the person has a place at this site.
pub fn insert(
    tx: &Transaction,
    id: LocationId,
    code: &str,
    site: LocationId,
    operator: OperatorId,
) -> Result<(), Error> {
    tx.run(INSERT, params![id.bytes(), code, site.bytes(), operator.bytes()])?;
    Ok(())
}

/// Everything this person carries, at whichever site.
pub fn carried(tx: &Transaction, operator: OperatorId) -> Result<Vec<Balance>, Error> {
    tx.all(CARRIED, params![operator.bytes()], read)
}

/// Who carries goods of this lot that were taken from `place`, and how much.
pub fn taken_from(
    tx: &Transaction,
    place: LocationId,
    item: ItemId,
    lot: LotId,
) -> Result<Vec<(OperatorId, Quantity)>, Error> {
    tx.all(TAKEN_FROM, params![place.bytes(), item.bytes(), lot.bytes()], |row| {
        Ok((OperatorId(column::uuid(row, 0)?), column::quantity(row, 1)?))
    })
}

fn read(row: &Row<'_>) -> rusqlite::Result<Balance> {
    Ok(Balance {
        location: LocationId(column::uuid(row, 0)?),
        item: ItemId(column::uuid(row, 1)?),
        lot: LotId(column::uuid(row, 2)?),
        on_hand: column::quantity(row, 3)?,
        pieces: row.get(4)?,
        reserved: column::quantity(row, 5)?,
    })
}
