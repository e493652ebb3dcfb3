//! What a person must settle, and what was settled.

use super::{Page, clamp, page, value};
use crate::Error;
use crate::table::task::{Severity, Task, TaskState};
use domain::permission::Role;
use domain::{EntryId, OperatorId, TaskId};
use sqlx::SqlitePool;

/// A task with the name of who settled it, and the document of its entry.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskRow {
    pub task: Task,
    pub settled_by_name: Option<String>,
    pub document_number: Option<String>,
    /// Where it stands in its list.
    place: String,
}

/// As the statements below give it.
struct Read {
    id: Vec<u8>,
    kind: String,
    cause: String,
    message: String,
    severity: String,
    role: String,
    state: String,
    entry: Option<Vec<u8>>,
    since_ms: i64,
    settled_by: Option<Vec<u8>>,
    settled_by_name: Option<String>,
    settled_at_ms: Option<i64>,
    resolution: String,
    document_number: Option<String>,
    place: String,
}

/// Open and seen ones: the gravest first, then the newest.
///
/// # Errors
/// [`Error::Stored`] for a cursor that no page gave.
pub async fn open(pool: &SqlitePool, cursor: Option<&str>, limit: u32) -> Result<Page<TaskRow>, Error> {
    let limit = clamp(limit);
    let (rank, before) = after(cursor.unwrap_or("-1.0"))?;
    let one_more = limit + 1;
    let rows = sqlx::query_as!(
        Read,
        r#"WITH ranked AS (SELECT row, CASE severity WHEN 'urgent' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2
           ELSE 3 END AS rank FROM task WHERE state IN ('open', 'seen'))
           SELECT t.id AS "id!", t.kind AS "kind!", t.cause AS "cause!", t.message AS "message!",
           t.severity AS "severity!", t.role AS "role!", t.state AS "state!", e.id AS "entry?",
           t.since_ms AS "since_ms!", o.id AS "settled_by?", o.name AS "settled_by_name?", t.settled_at_ms,
           t.resolution AS "resolution!", d.number AS "document_number?",
           r.rank || '.' || t.row AS "place!: String" FROM ranked r JOIN task t ON t.row = r.row
           LEFT JOIN entry e ON e.row = t.entry_row LEFT JOIN document d ON d.row = e.document_row
           LEFT JOIN operator o ON o.row = t.settled_by WHERE r.rank > ?1 OR (r.rank = ?1 AND t.row < ?2)
           ORDER BY r.rank, t.row DESC LIMIT ?3"#,
        rank,
        before,
        one_more
    )
    .fetch_all(pool)
    .await?;
    listed(rows, limit)
}

/// Settled by a person or by themselves at `since_ms` or later, the newest first.
///
/// # Errors
/// As [`open`].
pub async fn settled(
    pool: &SqlitePool,
    since_ms: i64,
    cursor: Option<&str>,
    limit: u32,
) -> Result<Page<TaskRow>, Error> {
    let limit = clamp(limit);
    let (at_ms, before) = cursor.map_or(Ok((i64::MAX, 0)), after)?;
    let one_more = limit + 1;
    let rows = sqlx::query_as!(
        Read,
        r#"SELECT t.id AS "id!", t.kind AS "kind!", t.cause AS "cause!", t.message AS "message!",
           t.severity AS "severity!", t.role AS "role!", t.state AS "state!", e.id AS "entry?",
           t.since_ms AS "since_ms!", o.id AS "settled_by?", o.name AS "settled_by_name?", t.settled_at_ms,
           t.resolution AS "resolution!", d.number AS "document_number?",
           t.settled_at_ms || '.' || t.row AS "place!: String" FROM task t
           LEFT JOIN entry e ON e.row = t.entry_row LEFT JOIN document d ON d.row = e.document_row
           LEFT JOIN operator o ON o.row = t.settled_by
           WHERE t.state IN ('settled', 'self_cleared') AND t.settled_at_ms >= ?1
           AND (t.settled_at_ms < ?2 OR (t.settled_at_ms = ?2 AND t.row < ?3))
           ORDER BY t.settled_at_ms DESC, t.row DESC LIMIT ?4"#,
        since_ms,
        at_ms,
        before,
        one_more
    )
    .fetch_all(pool)
    .await?;
    listed(rows, limit)
}

/// The two numbers a list is ordered by, of the last row of the page before.
fn after(cursor: &str) -> Result<(i64, i64), Error> {
    let numbers =
        cursor.split_once('.').and_then(|(first, row)| Some((first.parse().ok()?, row.parse().ok()?)));
    numbers.ok_or_else(|| Error::Stored { what: "a cursor", why: cursor.to_owned() })
}

fn listed(rows: Vec<Read>, limit: u32) -> Result<Page<TaskRow>, Error> {
    let rows = rows.into_iter().map(task_row).collect::<Result<Vec<TaskRow>, Error>>()?;
    Ok(page(rows, limit, |row| row.place.clone()))
}

fn task_row(row: Read) -> Result<TaskRow, Error> {
    let task = Task {
        id: TaskId(value::uuid(&row.id)?),
        kind: row.kind,
        cause: row.cause,
        message_json: row.message,
        severity: value::word(&row.severity, Severity::from_text)?,
        role: value::word(&row.role, Role::from_text)?,
        state: value::word(&row.state, TaskState::from_text)?,
        entry: value::maybe_uuid(row.entry)?.map(EntryId),
        since_ms: row.since_ms,
        settled_by: value::maybe_uuid(row.settled_by)?.map(OperatorId),
        settled_at_ms: row.settled_at_ms,
        resolution: row.resolution,
    };
    let (settled_by_name, document_number) = (row.settled_by_name, row.document_number);
    Ok(TaskRow { task, settled_by_name, document_number, place: row.place })
}
