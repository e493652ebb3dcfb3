//! Where something is in the tree of places: what stands in it now.

use crate::Error;
use domain::LocationId;
use sqlx::SqliteConnection;

/// Which goods belong to a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// Those at the place itself.
    At(LocationId),
    /// Those in all that stands in it now, too.
    In(LocationId),
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
