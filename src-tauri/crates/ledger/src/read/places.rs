//! Where something is in the tree of places: what stands in it now, and the way down to it.

use super::value;
use crate::Error;
use domain::LocationId;
use domain::location::{LocationKind, Purpose};
use sqlx::SqliteConnection;
use std::collections::HashMap;

/// Which goods belong to a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// Those at the place itself.
    At(LocationId),
    /// Those in all that stands in it now, too.
    In(LocationId),
}

/// A place with the way down to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacePath {
    pub id: LocationId,
    pub kind: LocationKind,
    pub purpose: Purpose,
    pub code: String,
    pub name: String,
    /// Codes from the site down to the place itself.
    pub codes: Vec<String>,
    /// The container it is, or the innermost one it stands in.
    pub container: Option<String>,
}

/// The places that were asked for, by local rows; in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Inside {
    pub root: i64,
    pub rows: Vec<i64>,
    /// The same rows, for `json_each`.
    pub json: String,
}

impl Where {
    pub fn location(self) -> LocationId {
        match self {
            Where::At(id) | Where::In(id) => id,
        }
    }

    /// `root` is the row of its location.
    ///
    /// # Errors
    /// [`Error::Stored`] for a tree that nobody could have built.
    pub(super) async fn rows(self, connection: &mut SqliteConnection, root: i64) -> Result<Inside, Error> {
        let rows = match self {
            Where::At(_) => vec![root],
            Where::In(_) => inside(connection, root).await?,
        };
        let json = json(&rows);
        Ok(Inside { root, rows, json })
    }
}

/// Rows for `json_each`.
pub(super) fn json(rows: &[i64]) -> String {
    let mut json = String::from("[");
    for (index, row) in rows.iter().enumerate() {
        if index > 0 {
            json.push(',');
        }
        json.push_str(&row.to_string());
    }
    json.push(']');
    json
}

async fn inside(connection: &mut SqliteConnection, root: i64) -> Result<Vec<i64>, Error> {
    const LIMIT: i64 = 1_000_000;
    let rows = sqlx::query_scalar!(
        r#"WITH RECURSIVE inside (row) AS (SELECT ?1 UNION
           SELECT p.row FROM inside JOIN location p ON p.parent_row = inside.row)
           SELECT row AS "row!: i64" FROM inside ORDER BY row LIMIT ?2"#,
        root,
        LIMIT
    )
    .fetch_all(connection)
    .await?;
    if rows.len() as i64 == LIMIT {
        return Err(Error::Stored { what: "the tree of places", why: "a million stand in one".to_owned() });
    }
    Ok(rows)
}

/// Of each of these places, by row.
pub(super) async fn paths(
    connection: &mut SqliteConnection,
    rows: &[i64],
) -> Result<HashMap<i64, PlacePath>, Error> {
    let rows = json(rows);
    // The place itself first, then what it stands in; no tree is deeper (design.md §3).
    let found = sqlx::query!(
        r#"WITH RECURSIVE up (place, row, step) AS (SELECT value, value, 0 FROM json_each(?1) UNION ALL
           SELECT up.place, l.parent_row, up.step + 1 FROM up CROSS JOIN location l ON l.row = up.row
           WHERE l.parent_row IS NOT NULL AND up.step < 20)
           SELECT up.place AS "place!: i64", l.id AS "id!", l.kind AS "kind!", l.purpose AS "purpose!",
           l.code AS "code!", l.name AS "name!" FROM up CROSS JOIN location l ON l.row = up.row
           ORDER BY up.place, up.step LIMIT 1000000"#,
        rows
    )
    .fetch_all(connection)
    .await?;
    let mut paths: HashMap<i64, PlacePath> = HashMap::new();
    for row in found {
        let kind = value::word(&row.kind, LocationKind::from_text)?;
        let container = (kind == LocationKind::Container).then(|| row.code.clone());
        if let Some(path) = paths.get_mut(&row.place) {
            path.codes.insert(0, row.code);
            path.container = path.container.take().or(container);
            continue;
        }
        let (id, purpose) =
            (LocationId(value::uuid(&row.id)?), value::word(&row.purpose, Purpose::from_text)?);
        let codes = vec![row.code.clone()];
        let path = PlacePath { id, kind, purpose, code: row.code, name: row.name, codes, container };
        paths.insert(row.place, path);
    }
    Ok(paths)
}
