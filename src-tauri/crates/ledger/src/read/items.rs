//! Items with what there is of them: all of them by SKU, or those a person types for.

use super::{ItemCard, clamp, value};
use crate::Error;
use domain::{ItemId, Quantity};
use sqlx::SqlitePool;
use std::collections::HashMap;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemRow {
    pub item: ItemCard,
    /// In all physical places together.
    pub on_hand: Quantity,
}

/// As [`super::search`] finds them in all languages; everything by SKU for an empty text. At most `limit` (and
/// 500).
pub async fn search(pool: &SqlitePool, text: &str, limit: u32) -> Result<Vec<ItemRow>, Error> {
    if text.trim().is_empty() {
        return all(pool, limit).await;
    }
    let found = super::search(pool, text, &[], limit).await?;
    Ok(found.into_iter().map(|found| found.item).collect())
}

async fn all(pool: &SqlitePool, limit: u32) -> Result<Vec<ItemRow>, Error> {
    let limit = clamp(limit);
    let rows = sqlx::query_scalar!(
        r#"SELECT i.row AS "row!" FROM item i WHERE i.retired_at_ms IS NULL
           ORDER BY i.sku COLLATE NOCASE, i.row LIMIT ?1"#,
        limit
    )
    .fetch_all(pool)
    .await?;
    let mut cards = by_rows(pool, &rows).await?;
    Ok(rows.iter().filter_map(|row| cards.remove(row)).collect())
}

/// By their local rows.
pub(super) async fn by_rows(pool: &SqlitePool, rows: &[i64]) -> Result<HashMap<i64, ItemRow>, Error> {
    let rows = serde_json::to_string(rows)
        .map_err(|error| Error::Stored { what: "rows of items", why: error.to_string() })?;
    let found = sqlx::query!(
        r#"SELECT i.row AS "row!", i.id AS "id!", i.sku AS "sku!", i.unit AS "unit!",
           i.decimals AS "decimals!", i.pictogram AS "pictogram!",
           (SELECT json_group_array(json_array(n.language, n.name) ORDER BY n.language) FROM item_name n
           WHERE n.item_row = i.row) AS "names!: String",
           (SELECT coalesce(sum(b.on_hand), 0) FROM balance b WHERE b.item_row = i.row
           AND b.physical = 1) AS "on_hand!: i64" FROM item i
           WHERE i.row IN (SELECT value FROM json_each(?1)) ORDER BY i.row LIMIT 500"#,
        rows
    )
    .fetch_all(pool)
    .await?;
    let read = found.into_iter().map(|row| {
        let item = ItemCard {
            id: ItemId(value::uuid(&row.id)?),
            sku: row.sku,
            names: value::names(&row.names)?,
            unit: row.unit,
            decimals: value::decimals(row.decimals)?,
            pictogram: row.pictogram,
        };
        Ok((row.row, ItemRow { item, on_hand: value::quantity(row.on_hand)? }))
    });
    read.collect()
}
