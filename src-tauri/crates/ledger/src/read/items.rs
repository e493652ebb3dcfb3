//! Items by what a person types: a part of SKU, name or barcode.

use super::{ItemCard, clamp, containing, value};
use crate::Error;
use domain::{ItemId, Quantity};
use sqlx::SqlitePool;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemRow {
    pub item: ItemCard,
    /// In all physical places together.
    pub on_hand: Quantity,
}

/// Items whose SKU, a name or a barcode holds `text`; SKUs that begin with it come first, then by SKU.
/// Everything for an empty text. At most `limit` (and 500).
pub async fn search(pool: &SqlitePool, text: &str, limit: u32) -> Result<Vec<ItemRow>, Error> {
    let (anywhere, limit) = (containing(text), clamp(limit));
    let beginning =
        anywhere.strip_prefix('%').expect("the pattern begins with the sign for anything").to_owned();
    let rows = sqlx::query!(
        r#"SELECT i.id AS "id!", i.sku AS "sku!", i.unit AS "unit!", i.decimals AS "decimals!",
           i.pictogram AS "pictogram!", (SELECT json_group_array(json_array(n.language, n.name)
           ORDER BY n.language) FROM item_name n WHERE n.item_row = i.row) AS "names!: String",
           (SELECT coalesce(sum(b.on_hand), 0) FROM balance b WHERE b.item_row = i.row
           AND b.physical = 1) AS "on_hand!: i64" FROM item i
           WHERE i.retired_at_ms IS NULL AND (i.sku LIKE ?1 ESCAPE '\' OR EXISTS (SELECT 1 FROM item_name n
           WHERE n.item_row = i.row AND n.name LIKE ?1 ESCAPE '\') OR EXISTS (SELECT 1 FROM barcode b
           WHERE b.item_row = i.row AND b.code LIKE ?1 ESCAPE '\'))
           ORDER BY i.sku NOT LIKE ?2 ESCAPE '\', i.sku COLLATE NOCASE, i.row LIMIT ?3"#,
        anywhere,
        beginning,
        limit
    )
    .fetch_all(pool)
    .await?;
    rows.into_iter()
        .map(|row| {
            let item = ItemCard {
                id: ItemId(value::uuid(&row.id)?),
                sku: row.sku,
                names: value::names(&row.names)?,
                unit: row.unit,
                decimals: value::decimals(row.decimals)?,
                pictogram: row.pictogram,
            };
            Ok(ItemRow { item, on_hand: value::quantity(row.on_hand)? })
        })
        .collect()
}
