//! What is where: one row per item, lot and physical place.

use super::{ItemCard, Page, clamp, containing, page, value};
use crate::Error;
use domain::expiry::Expiry;
use domain::lot::{LotKind, LotStatus};
use domain::{ItemId, LocationId, LotId, Quantity};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite, SqlitePool};

/// What to show; everything when nothing is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StockFilter {
    /// A part of SKU, name, barcode, lot or place.
    pub text: String,
    pub item: Option<ItemId>,
    pub lot: Option<LotId>,
    /// With everything that stands in it.
    pub location: Option<LocationId>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StockRow {
    pub item: ItemCard,
    pub lot: LotId,
    pub lot_kind: LotKind,
    pub lot_code: String,
    pub expiry: Expiry,
    pub lot_status: LotStatus,
    pub location: LocationId,
    pub location_code: String,
    pub location_name: String,
    pub on_hand: Quantity,
    pub pieces: i64,
    pub reserved: Quantity,
    cursor: [String; 4],
}

/// By SKU, then place, then lot; nothing that is zero.
///
/// # Errors
/// [`Error::Stored`] for a cursor that no page gave.
pub async fn list(
    pool: &SqlitePool,
    filter: &StockFilter,
    cursor: Option<&str>,
    limit: u32,
) -> Result<Page<StockRow>, Error> {
    let limit = clamp(limit);
    let after = cursor.map(after).transpose()?;
    let rows = statement(filter, after, limit).build().fetch_all(pool).await?;
    let rows = rows.iter().map(read).collect::<Result<Vec<StockRow>, Error>>()?;
    Ok(page(rows, limit, |row| row.cursor.join("\u{1f}")))
}

/// SKU, item, place and lot of the last row shown.
type After = (String, i64, i64, i64);

fn after(cursor: &str) -> Result<After, Error> {
    let wrong = || Error::Stored { what: "a cursor", why: cursor.to_owned() };
    let mut parts = cursor.split('\u{1f}');
    let sku = parts.next().ok_or_else(wrong)?.to_owned();
    let mut number = || parts.next().and_then(|part| part.parse().ok()).ok_or_else(wrong);
    Ok((sku, number()?, number()?, number()?))
}

fn statement(filter: &StockFilter, after: Option<After>, limit: u32) -> QueryBuilder<Sqlite> {
    let mut sql = QueryBuilder::new("");
    if let Some(location) = filter.location {
        sql.push("WITH RECURSIVE inside (row) AS (SELECT row FROM location WHERE id = ");
        sql.push_bind(location.bytes().to_vec());
        sql.push(" UNION SELECT p.row FROM inside JOIN location p ON p.parent_row = inside.row) ");
    }
    sql.push("SELECT ").push(value::ITEM_COLUMNS);
    sql.push(
        ", l.id AS lot_id, l.kind AS lot_kind, l.code AS lot_code, l.expiry_kind, l.expiry, l.status,
         p.id AS place_id, p.code AS place_code, p.name AS place_name, b.on_hand, b.pieces, b.reserved,
         b.item_row, b.location_row, b.lot_row FROM item i CROSS JOIN balance b ON b.item_row = i.row
         CROSS JOIN location p ON p.row = b.location_row CROSS JOIN lot l ON l.row = b.lot_row
         WHERE b.physical = 1 AND b.on_hand <> 0",
    );
    if let Some(item) = filter.item {
        sql.push(" AND i.id = ").push_bind(item.bytes().to_vec());
    }
    if let Some(lot) = filter.lot {
        sql.push(" AND l.id = ").push_bind(lot.bytes().to_vec());
    }
    if filter.location.is_some() {
        sql.push(" AND b.location_row IN (SELECT row FROM inside)");
    }
    if !filter.text.trim().is_empty() {
        push_text(&mut sql, &filter.text);
    }
    if let Some((sku, item, location, lot)) = after {
        sql.push(" AND (i.sku COLLATE NOCASE, i.row, b.location_row, b.lot_row) > (").push_bind(sku);
        sql.push(", ").push_bind(item).push(", ").push_bind(location).push(", ").push_bind(lot).push(")");
    }
    sql.push(" ORDER BY i.sku COLLATE NOCASE, i.row, b.location_row, b.lot_row LIMIT ").push_bind(limit + 1);
    sql
}

fn push_text(sql: &mut QueryBuilder<Sqlite>, text: &str) {
    let pattern = containing(text);
    sql.push(" AND (");
    for (index, column) in ["i.sku", "l.code", "p.code", "p.name"].into_iter().enumerate() {
        sql.push(if index == 0 { "" } else { " OR " }).push(column).push(" LIKE ").push_bind(pattern.clone());
        sql.push(" ESCAPE '\\'");
    }
    sql.push(" OR EXISTS (SELECT 1 FROM item_name n WHERE n.item_row = i.row AND n.name LIKE ");
    sql.push_bind(pattern.clone());
    sql.push(" ESCAPE '\\') OR EXISTS (SELECT 1 FROM barcode c WHERE c.item_row = i.row AND c.code LIKE ");
    sql.push_bind(pattern).push(" ESCAPE '\\'))");
}

fn read(row: &SqliteRow) -> Result<StockRow, Error> {
    let item = value::item(row)?;
    let number = |column: &str| row.try_get::<i64, _>(column);
    let cursor = [
        item.sku.clone(),
        number("item_row")?.to_string(),
        number("location_row")?.to_string(),
        number("lot_row")?.to_string(),
    ];
    Ok(StockRow {
        item,
        lot: LotId(value::id(row, "lot_id")?),
        lot_kind: value::word(row.try_get("lot_kind")?, LotKind::from_text)?,
        lot_code: row.try_get("lot_code")?,
        expiry: value::expiry(row.try_get("expiry_kind")?, row.try_get("expiry")?)?,
        lot_status: value::word(row.try_get("status")?, LotStatus::from_text)?,
        location: LocationId(value::id(row, "place_id")?),
        location_code: row.try_get("place_code")?,
        location_name: row.try_get("place_name")?,
        on_hand: value::quantity(number("on_hand")?)?,
        pieces: number("pieces")?,
        reserved: value::quantity(number("reserved")?)?,
        cursor,
    })
}
