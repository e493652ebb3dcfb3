//! What was done to lots, the newest first: entries that moved nothing have their history here.

use super::history::HistoryFilter;
use super::{Page, clamp, page, value};
use crate::Error;
use crate::table::entry::number;
use domain::entry::Reason;
use domain::expiry::Expiry;
use domain::lot::LotStatus;
use domain::lot_change::{LotAct, LotFact};
use domain::{EntryId, ItemId, LotId};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite, SqlitePool};

#[derive(Clone, Debug, PartialEq)]
pub struct LotActRow {
    pub entry: EntryId,
    /// `TM1-1-000123`.
    pub number: String,
    pub happened_at_ms: i64,
    pub recorded_at_ms: i64,
    pub operator_name: String,
    pub document_number: Option<String>,
    pub note: String,
    pub item: ItemId,
    pub lot: LotId,
    pub act: LotAct,
    pub fact: LotFact,
    pub reason: Reason,
    pub reverses: Option<EntryId>,
    pub reversed_by: Option<EntryId>,
    row: i64,
}

/// `cursor`: as the page before gave it. Nothing where the filter asks for a kind, a place or a piece: lots are judged
/// wherever they lie.
///
/// # Errors
/// [`Error::Stored`] for a cursor that no page gave.
pub async fn list(
    pool: &SqlitePool,
    filter: &HistoryFilter,
    cursor: Option<&str>,
    limit: u32,
) -> Result<Page<LotActRow>, Error> {
    let (limit, before) = (clamp(limit), value::before(cursor)?);
    if !filter.kinds.is_empty() || filter.location.is_some() || filter.serial.is_some() {
        return Ok(Page { rows: Vec::new(), next: None });
    }
    let rows = statement(filter, before, limit + 1).build().fetch_all(pool).await?;
    let rows = rows.iter().map(read).collect::<Result<Vec<LotActRow>, Error>>()?;
    Ok(page(rows, limit, |row| row.row.to_string()))
}

fn statement(filter: &HistoryFilter, before: i64, limit: u32) -> QueryBuilder<Sqlite> {
    let mut sql = QueryBuilder::new(
        "SELECT c.row, c.act, c.status_before, c.status_after, c.expiry_kind_before, c.expiry_before,
         c.expiry_kind_after, c.expiry_after, c.reason, e.id AS entry_id, e.epoch, e.sequence, s.short_name,
         e.happened_at_ms, e.recorded_at_ms, e.note, o.name AS operator_name, d.number AS document_number,
         e.reverses, r.id AS reversed_by, l.id AS lot_id, i.id AS item_id
         FROM station s CROSS JOIN lot_change c CROSS JOIN entry e ON e.row = c.entry_row
         CROSS JOIN operator o ON o.row = e.operator_row CROSS JOIN lot l ON l.row = c.lot_row
         CROSS JOIN item i ON i.row = l.item_row LEFT JOIN document d ON d.row = e.document_row
         LEFT JOIN entry r ON r.reverses = e.id WHERE s.one = 1 AND c.row < ",
    );
    sql.push_bind(before);
    let ids = [
        (" AND c.lot_row = (SELECT row FROM lot WHERE id = ", filter.lot.map(|id| id.0)),
        (" AND l.item_row = (SELECT row FROM item WHERE id = ", filter.item.map(|id| id.0)),
        (" AND e.operator_row = (SELECT row FROM operator WHERE id = ", filter.operator.map(|id| id.0)),
        (" AND e.document_row = (SELECT row FROM document WHERE id = ", filter.document.map(|id| id.0)),
        (" AND e.row = (SELECT row FROM entry WHERE id = ", filter.entry.map(|id| id.0)),
        (" AND i.owner_row = (SELECT row FROM owner WHERE id = ", filter.owner.map(|id| id.0)),
    ];
    for (condition, id) in ids {
        if let Some(id) = id {
            sql.push(condition).push_bind(id.as_bytes().to_vec()).push(")");
        }
    }
    for (condition, day) in
        [(" AND e.business_date >= ", filter.from), (" AND e.business_date <= ", filter.to)]
    {
        if let Some(day) = day {
            sql.push(condition).push_bind(day.to_string());
        }
    }
    sql.push(" ORDER BY c.row DESC LIMIT ").push_bind(limit);
    sql
}

fn read(row: &SqliteRow) -> Result<LotActRow, Error> {
    let fact = match row.try_get::<Option<&str>, _>("status_before")? {
        Some(from) => LotFact::Status {
            from: value::word(from, LotStatus::from_text)?,
            to: value::word(row.try_get("status_after")?, LotStatus::from_text)?,
        },
        None => LotFact::Expiry {
            from: expiry(row, "expiry_kind_before", "expiry_before")?,
            to: expiry(row, "expiry_kind_after", "expiry_after")?,
        },
    };
    Ok(LotActRow {
        entry: EntryId(value::id(row, "entry_id")?),
        number: number(row.try_get("short_name")?, row.try_get("epoch")?, row.try_get("sequence")?),
        happened_at_ms: row.try_get("happened_at_ms")?,
        recorded_at_ms: row.try_get("recorded_at_ms")?,
        operator_name: row.try_get("operator_name")?,
        document_number: row.try_get("document_number")?,
        note: row.try_get("note")?,
        item: ItemId(value::id(row, "item_id")?),
        lot: LotId(value::id(row, "lot_id")?),
        act: value::word(row.try_get("act")?, LotAct::from_text)?,
        fact,
        reason: value::word(row.try_get("reason")?, Reason::from_text)?,
        reverses: value::maybe_id(row, "reverses")?.map(EntryId),
        reversed_by: value::maybe_id(row, "reversed_by")?.map(EntryId),
        row: row.try_get("row")?,
    })
}

fn expiry(row: &SqliteRow, kind: &str, day: &str) -> Result<Expiry, Error> {
    value::expiry(row.try_get(kind)?, row.try_get(day)?)
}
