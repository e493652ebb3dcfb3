//! Places for files.

use super::super::value;
use super::{PlaceRow, Rows};
use crate::Error;
use domain::item_facts::StorageClass;
use sqlx::SqlitePool;

/// Places of a station: one page.
const PLACES: i64 = 1_000_000;

/// All that is no virtual place, each behind what it stands in.
pub async fn places(pool: &SqlitePool) -> Result<Rows<PlaceRow>, Error> {
    let found = sqlx::query!(
        r#"WITH RECURSIVE tree (row, depth) AS (
               SELECT row, 0 FROM location WHERE parent_row IS NULL
               UNION ALL
               SELECT l.row, tree.depth + 1 FROM tree JOIN location l ON l.parent_row = tree.row
               WHERE tree.depth < 20)
           SELECT l.code AS "code!", l.name AS "name!", l.kind AS "kind!", p.code AS "parent?",
           l.purpose AS "purpose!",
           (SELECT group_concat(s.storage_class, ' ') FROM place_storage s
           WHERE s.location_row = l.row) AS "accepts?: String",
           EXISTS (SELECT 1 FROM place_apart a WHERE a.location_row = l.row) AS "keeps_apart!: bool",
           l.tare AS "tare?: i64"
           FROM tree JOIN location l ON l.row = tree.row
           LEFT JOIN location p ON p.row = l.parent_row WHERE l.kind IN ('site', 'zone', 'bin', 'container')
           ORDER BY tree.depth, l.code LIMIT ?1"#,
        PLACES
    )
    .fetch_all(pool)
    .await?;
    let rows = found.into_iter().map(|row| {
        let accepts = row.accepts.unwrap_or_default();
        let accepts = accepts.split_whitespace().map(|class| value::word(class, StorageClass::from_text));
        Ok(PlaceRow {
            code: row.code,
            name: row.name,
            kind: row.kind,
            parent: row.parent,
            purpose: row.purpose,
            accepts: accepts.collect::<Result<_, Error>>()?,
            keeps_apart: row.keeps_apart,
            tare: value::tare(row.tare)?,
        })
    });
    Ok(Rows { rows: rows.collect::<Result<_, Error>>()?, next: None })
}
