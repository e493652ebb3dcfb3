//! Goods for files: what is where, and what was opened.

use super::super::value;
use super::{GoodsRow, PAGE, Place, Rows, lot, next};
use crate::Error;
use domain::Quantity;
use sqlx::SqlitePool;

/// What is where, by item and place; nothing that is zero. Items with serials one row a serial.
pub async fn stock(pool: &SqlitePool, from: Place) -> Result<Rows<GoodsRow>, Error> {
    let [item, place, lot_row] = from.0;
    let found = sqlx::query!(
        r#"SELECT b.item_row AS "item_row!", b.location_row AS "location_row!", b.lot_row AS "lot_row!",
           o.name AS "owner!", i.sku AS "sku!", i.unit AS "unit!", i.catch_weight AS "catch_weight!: bool",
           i.serial_tracked AS "serial_tracked!: bool",
           (SELECT json_group_array(json_array(n.language, n.name) ORDER BY n.language) FROM item_name n
           WHERE n.item_row = i.row) AS "names!: String",
           l.kind AS "kind!", l.code AS "code!", l.maker AS "maker!", l.expiry_kind AS "expiry_kind!",
           l.expiry AS "expiry?", l.made_on AS "made_on?", l.status AS "status!", p.code AS "place!",
           b.on_hand AS "on_hand!", b.pieces AS "pieces!", b.reserved AS "reserved!",
           (SELECT json_group_array(s.serial ORDER BY s.serial) FROM serial_position s
           WHERE i.serial_tracked = 1 AND s.item_row = b.item_row AND s.location_row = b.location_row
           AND s.lot_row = b.lot_row) AS "serials!: String"
           FROM balance b CROSS JOIN item i ON i.row = b.item_row CROSS JOIN owner o ON o.row = i.owner_row
           CROSS JOIN lot l ON l.row = b.lot_row CROSS JOIN location p ON p.row = b.location_row
           WHERE (b.item_row, b.location_row, b.lot_row) > (?1, ?2, ?3) AND b.physical = 1 AND b.on_hand <> 0
           ORDER BY b.item_row, b.location_row, b.lot_row LIMIT ?4"#,
        item,
        place,
        lot_row,
        PAGE
    )
    .fetch_all(pool)
    .await?;
    let next = next(&found, |row| [row.item_row, row.location_row, row.lot_row]);
    let mut rows = Vec::with_capacity(found.len());
    for row in found {
        let goods = GoodsRow {
            owner: row.owner,
            sku: row.sku,
            names: value::names(&row.names)?,
            unit: row.unit,
            lot: lot(&row.kind, row.code, row.maker, (&row.expiry_kind, row.expiry), row.made_on)?,
            status: row.status,
            place: row.place,
            quantity: value::quantity(row.on_hand)?,
            pieces: row.catch_weight.then_some(row.pieces),
            reserved: value::quantity(row.reserved)?,
            serial: None,
            serial_tracked: row.serial_tracked,
        };
        rows.extend(by_serial(goods, &row.serials)?);
    }
    Ok(Rows { rows, next })
}

/// What was opened and still stands so, by lot and place.
pub async fn openings(pool: &SqlitePool, from: Place) -> Result<Rows<GoodsRow>, Error> {
    let [lot_row, place, after] = from.0;
    let found = sqlx::query!(
        r#"SELECT m.row AS "row!", m.lot_row AS "lot_row!", m.to_row AS "to_row!", o.name AS "owner!",
           i.sku AS "sku!", i.unit AS "unit!", i.catch_weight AS "catch_weight!: bool",
           i.serial_tracked AS "serial_tracked!: bool",
           (SELECT json_group_array(json_array(n.language, n.name) ORDER BY n.language) FROM item_name n
           WHERE n.item_row = i.row) AS "names!: String",
           l.kind AS "kind!", l.code AS "code!", l.maker AS "maker!", l.expiry_kind AS "expiry_kind!",
           l.expiry AS "expiry?", l.made_on AS "made_on?", l.status AS "status!", p.code AS "place!",
           m.quantity AS "quantity!", m.pieces AS "pieces!", m.serial AS "serial?"
           FROM movement m INDEXED BY movement_opening CROSS JOIN item i ON i.row = m.item_row
           CROSS JOIN owner o ON o.row = i.owner_row CROSS JOIN lot l ON l.row = m.lot_row
           CROSS JOIN location p ON p.row = m.to_row
           WHERE m.kind = 'initial' AND (m.lot_row, m.to_row, m.row) > (?1, ?2, ?3)
           AND NOT EXISTS (SELECT 1 FROM entry e JOIN entry r ON r.reverses = e.id WHERE e.row = m.entry_row)
           ORDER BY m.lot_row, m.to_row, m.row LIMIT ?4"#,
        lot_row,
        place,
        after,
        PAGE
    )
    .fetch_all(pool)
    .await?;
    let next = next(&found, |row| [row.lot_row, row.to_row, row.row]);
    let rows = found.into_iter().map(|row| {
        Ok(GoodsRow {
            owner: row.owner,
            sku: row.sku,
            names: value::names(&row.names)?,
            unit: row.unit,
            lot: lot(&row.kind, row.code, row.maker, (&row.expiry_kind, row.expiry), row.made_on)?,
            status: row.status,
            place: row.place,
            quantity: value::quantity(row.quantity)?,
            pieces: row.catch_weight.then_some(row.pieces),
            reserved: Quantity::ZERO,
            serial: row.serial,
            serial_tracked: row.serial_tracked,
        })
    });
    Ok(Rows { rows: rows.collect::<Result<_, Error>>()?, next })
}

/// One unit a serial; goods without serials as they are.
fn by_serial(goods: GoodsRow, serials_json: &str) -> Result<Vec<GoodsRow>, Error> {
    let stored = |error: serde_json::Error| Error::Stored { what: "serials", why: error.to_string() };
    let serials: Vec<String> = serde_json::from_str(serials_json).map_err(stored)?;
    if serials.is_empty() {
        return Ok(vec![goods]);
    }
    let one = |serial| GoodsRow { quantity: Quantity::ONE, serial: Some(serial), ..goods.clone() };
    Ok(serials.into_iter().map(one).collect())
}
