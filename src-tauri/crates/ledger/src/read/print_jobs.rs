//! What was to be printed and what came of it.

use super::{Page, clamp, page, value};
use crate::Error;
use crate::table::print_job::PrintState;
use domain::{EntryId, ItemId, LotId, PrintJobId};
use sqlx::SqlitePool;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintJobRow {
    pub id: PrintJobId,
    pub own_number: u32,
    pub role: String,
    pub seat: String,
    pub template: String,
    pub content_json: String,
    pub label_count: u32,
    pub copy: u32,
    pub original: Option<PrintJobId>,
    pub reason: String,
    pub state: PrintState,
    pub why_json: String,
    pub printer: String,
    pub confirmed_by: String,
    pub batch_json: Option<String>,
    pub swapped_json: Option<String>,
    pub cancel_asked: bool,
    pub item: Option<ItemId>,
    pub lot: Option<LotId>,
    pub lot_code: Option<String>,
    pub entry: Option<EntryId>,
    pub attempt_count: i64,
    pub made_at_ms: i64,
    pub sent_at_ms: Option<i64>,
    pub settled_at_ms: Option<i64>,
    row: i64,
}

/// The newest first.
///
/// # Errors
/// [`Error::Stored`] for a cursor that no page gave.
pub async fn list(pool: &SqlitePool, cursor: Option<&str>, limit: u32) -> Result<Page<PrintJobRow>, Error> {
    let limit = clamp(limit);
    let (before, one_more) = (value::before(cursor)?, limit + 1);
    let rows = sqlx::query!(
        r#"SELECT j.row AS "row!", j.id AS "id!", j.own_number AS "own_number!", j.role AS "role!",
           j.seat AS "seat!", j.template AS "template!", j.content AS "content!",
           j.label_count AS "label_count!", j.copy AS "copy!", o.id AS "original?", j.reason AS "reason!",
           j.state AS "state!", j.why AS "why!", j.printer AS "printer!", j.confirmed_by AS "confirmed_by!",
           j.batch, j.swapped, j.cancel_asked AS "cancel_asked!",
           i.id AS "item?", l.id AS "lot?", l.code AS "lot_code?", e.id AS "entry?",
           j.attempt_count AS "attempt_count!", j.made_at_ms AS "made_at_ms!", j.sent_at_ms, j.settled_at_ms
           FROM print_job j LEFT JOIN print_job o ON o.row = j.original_row
           LEFT JOIN item i ON i.row = j.item_row LEFT JOIN lot l ON l.row = j.lot_row
           LEFT JOIN entry e ON e.row = j.entry_row WHERE j.row < ?1 ORDER BY j.row DESC LIMIT ?2"#,
        before,
        one_more
    )
    .fetch_all(pool)
    .await?;
    let rows = rows.into_iter().map(|row| {
        Ok(PrintJobRow {
            id: PrintJobId(value::uuid(&row.id)?),
            own_number: value::count(row.own_number)?,
            role: row.role,
            seat: row.seat,
            template: row.template,
            content_json: row.content,
            label_count: value::count(row.label_count)?,
            copy: value::count(row.copy)?,
            original: value::maybe_uuid(row.original)?.map(PrintJobId),
            reason: row.reason,
            state: value::word(&row.state, PrintState::from_text)?,
            why_json: row.why,
            printer: row.printer,
            confirmed_by: row.confirmed_by,
            batch_json: row.batch,
            swapped_json: row.swapped,
            cancel_asked: row.cancel_asked != 0,
            item: value::maybe_uuid(row.item)?.map(ItemId),
            lot: value::maybe_uuid(row.lot)?.map(LotId),
            lot_code: row.lot_code,
            entry: value::maybe_uuid(row.entry)?.map(EntryId),
            attempt_count: row.attempt_count,
            made_at_ms: row.made_at_ms,
            sent_at_ms: row.sent_at_ms,
            settled_at_ms: row.settled_at_ms,
            row: row.row,
        })
    });
    let rows = rows.collect::<Result<Vec<PrintJobRow>, Error>>()?;
    Ok(page(rows, limit, |row| row.row.to_string()))
}
