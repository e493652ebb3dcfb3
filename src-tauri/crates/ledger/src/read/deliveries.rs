//! What goes out to vendors and where it stands: the sync list.

use super::{Page, clamp, page, value};
use crate::Error;
use crate::table::delivery::{Delivery, DeliveryKind, DeliveryState, Standing};
use domain::{DeliveryId, DocumentId, EntryId};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite, SqlitePool};

/// What to show; everything when nothing is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeliveryFilter {
    pub vendor: Option<String>,
    /// Any of these; empty for all.
    pub states: Vec<DeliveryState>,
    pub entry: Option<EntryId>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct DeliveryRow {
    pub delivery: Delivery,
    pub happened_at_ms: i64,
    pub operator_name: String,
    pub document: Option<DocumentId>,
    pub document_number: Option<String>,
    row: i64,
}

/// The newest first.
///
/// # Errors
/// [`Error::Stored`] for a cursor that no page gave.
pub async fn list(
    pool: &SqlitePool,
    filter: &DeliveryFilter,
    cursor: Option<&str>,
    limit: u32,
) -> Result<Page<DeliveryRow>, Error> {
    let limit = clamp(limit);
    let before = value::before(cursor)?;
    let rows = statement(filter, before, limit).build().fetch_all(pool).await?;
    let rows = rows.iter().map(read).collect::<Result<Vec<DeliveryRow>, Error>>()?;
    Ok(page(rows, limit, |row| row.row.to_string()))
}

/// How many stand in each state, per vendor: by vendor, then state.
pub async fn counts(pool: &SqlitePool) -> Result<Vec<(String, DeliveryState, i64)>, Error> {
    let rows = sqlx::query!(
        r#"SELECT vendor AS "vendor!", state AS "state!", count(*) AS "count!: i64" FROM delivery
           GROUP BY vendor, state ORDER BY vendor, state LIMIT 1000"#
    )
    .fetch_all(pool)
    .await?;
    rows.into_iter()
        .map(|row| Ok((row.vendor, value::word(&row.state, DeliveryState::from_text)?, row.count)))
        .collect()
}

fn statement(filter: &DeliveryFilter, before: i64, limit: u32) -> QueryBuilder<Sqlite> {
    let mut sql = QueryBuilder::new(
        "SELECT d.row, d.id, d.vendor, d.kind, e.id AS entry_id, d.lane, d.natural_key, d.priority, d.state,
         d.progress, d.why, d.vendor_words, d.attempt_count, d.absent_since_ms, d.next_at_ms, d.made_at_ms,
         d.changed_at_ms, e.happened_at_ms, o.name AS operator_name, c.id AS document_id,
         c.number AS document_number FROM delivery d CROSS JOIN entry e ON e.row = d.entry_row
         CROSS JOIN operator o ON o.row = e.operator_row LEFT JOIN document c ON c.row = e.document_row
         WHERE d.row < ",
    );
    sql.push_bind(before);
    if let Some(vendor) = &filter.vendor {
        sql.push(" AND d.vendor = ").push_bind(vendor.clone());
    }
    if !filter.states.is_empty() {
        sql.push(" AND d.state IN (");
        let mut states = sql.separated(", ");
        for state in &filter.states {
            states.push_bind(state.text());
        }
        sql.push(")");
    }
    if let Some(entry) = filter.entry {
        sql.push(" AND e.id = ").push_bind(entry.bytes().to_vec());
    }
    sql.push(" ORDER BY d.row DESC LIMIT ").push_bind(limit + 1);
    sql
}

fn read(row: &SqliteRow) -> Result<DeliveryRow, Error> {
    let standing = Standing {
        state: value::word(row.try_get("state")?, DeliveryState::from_text)?,
        progress_json: row.try_get("progress")?,
        why_json: row.try_get("why")?,
        vendor_words: row.try_get("vendor_words")?,
        attempt_count: row.try_get("attempt_count")?,
        absent_since_ms: row.try_get("absent_since_ms")?,
        next_at_ms: row.try_get("next_at_ms")?,
    };
    let delivery = Delivery {
        id: DeliveryId(value::id(row, "id")?),
        vendor: row.try_get("vendor")?,
        kind: value::word(row.try_get("kind")?, DeliveryKind::from_text)?,
        entry: EntryId(value::id(row, "entry_id")?),
        lane: row.try_get("lane")?,
        natural_key: row.try_get("natural_key")?,
        priority: row.try_get("priority")?,
        standing,
        made_at_ms: row.try_get("made_at_ms")?,
        changed_at_ms: row.try_get("changed_at_ms")?,
    };
    Ok(DeliveryRow {
        delivery,
        happened_at_ms: row.try_get("happened_at_ms")?,
        operator_name: row.try_get("operator_name")?,
        document: value::maybe_id(row, "document_id")?.map(DocumentId),
        document_number: row.try_get("document_number")?,
        row: row.try_get("row")?,
    })
}
