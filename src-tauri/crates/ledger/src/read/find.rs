//! Things by a part of their name, to ask a list about one of them: places, people; and the items that stand at
//! such places. Bounded, whatever is typed.

use super::{clamp, containing, value};
use crate::Error;
use domain::location::LocationKind;
use domain::permission::Role;
use domain::{ItemId, LocationId, OperatorId};
use sqlx::SqlitePool;

/// No name is longer; SQLite refuses patterns that are much longer, and ends them at NUL.
const LONGEST: usize = 200;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceName {
    pub id: LocationId,
    pub code: String,
    pub name: String,
    pub kind: LocationKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName {
    pub id: OperatorId,
    pub name: String,
    pub role: Role,
}

/// Whether anything could be called so.
pub fn can_be_a_name(text: &str) -> bool {
    text.chars().count() <= LONGEST && !text.chars().any(char::is_control)
}

/// Places with `text` in code or name, the exact code first; all of them by code for an empty text.
///
/// # Errors
/// The ledger's.
pub async fn places(pool: &SqlitePool, text: &str, limit: u32) -> Result<Vec<PlaceName>, Error> {
    if !can_be_a_name(text) {
        return Ok(Vec::new());
    }
    let (pattern, whole, limit) = (containing(text), text.trim(), clamp(limit));
    let rows = sqlx::query!(
        r#"SELECT id AS "id!", code AS "code!", name AS "name!", kind AS "kind!" FROM location
           WHERE code LIKE ?1 ESCAPE '\' OR name LIKE ?1 ESCAPE '\'
           ORDER BY code <> ?2 COLLATE NOCASE, code LIMIT ?3"#,
        pattern,
        whole,
        limit
    )
    .fetch_all(pool)
    .await?;
    let read = rows.into_iter().map(|row| {
        let (id, kind) =
            (LocationId(value::uuid(&row.id)?), value::word(&row.kind, LocationKind::from_text)?);
        Ok(PlaceName { id, code: row.code, name: row.name, kind })
    });
    read.collect()
}

/// People with `text` in their name, by name; those who have left too: the history still names them.
///
/// # Errors
/// The ledger's.
pub async fn people(pool: &SqlitePool, text: &str, limit: u32) -> Result<Vec<PersonName>, Error> {
    if !can_be_a_name(text) {
        return Ok(Vec::new());
    }
    let (pattern, limit) = (containing(text), clamp(limit));
    let rows = sqlx::query!(
        r#"SELECT id AS "id!", name AS "name!", role AS "role!" FROM operator WHERE name LIKE ?1 ESCAPE '\'
           ORDER BY name, row LIMIT ?2"#,
        pattern,
        limit
    )
    .fetch_all(pool)
    .await?;
    let read = rows.into_iter().map(|row| {
        let (id, role) = (OperatorId(value::uuid(&row.id)?), value::word(&row.role, Role::from_text)?);
        Ok(PersonName { id, name: row.name, role })
    });
    read.collect()
}

/// Items that stand now at a place with `text` in code or name, or in a crate there; by SKU.
///
/// # Errors
/// The ledger's.
pub async fn items_at(pool: &SqlitePool, text: &str, limit: u32) -> Result<Vec<ItemId>, Error> {
    if text.trim().is_empty() || !can_be_a_name(text) {
        return Ok(Vec::new());
    }
    let (pattern, limit) = (containing(text), clamp(limit));
    let rows = sqlx::query_scalar!(
        r#"WITH RECURSIVE inside (row) AS (SELECT row FROM location
           WHERE code LIKE ?1 ESCAPE '\' OR name LIKE ?1 ESCAPE '\' UNION
           SELECT p.row FROM inside JOIN location p ON p.parent_row = inside.row)
           SELECT DISTINCT i.id AS "id!" FROM inside CROSS JOIN balance b ON b.location_row = inside.row
           CROSS JOIN item i ON i.row = b.item_row WHERE b.physical = 1 AND b.on_hand <> 0
           ORDER BY i.sku COLLATE NOCASE LIMIT ?2"#,
        pattern,
        limit
    )
    .fetch_all(pool)
    .await?;
    rows.iter().map(|id| Ok(ItemId(value::uuid(id)?))).collect()
}
