//! What a person must settle, and what was settled.

use super::{Page, clamp, page, value};
use crate::Error;
use crate::table::task::{Severity, Task, TaskState};
use domain::permission::Role;
use domain::{EntryId, OperatorId, TaskId};
use sqlx::SqlitePool;

/// A task with the name of who settled it.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskRow {
    pub task: Task,
    pub settled_by_name: Option<String>,
    row: i64,
}

/// Open, seen and settled ones, the newest first. For what is open, by severity, ask `table::task::open`.
///
/// # Errors
/// [`Error::Stored`] for a cursor that no page gave.
pub async fn list(pool: &SqlitePool, cursor: Option<&str>, limit: u32) -> Result<Page<TaskRow>, Error> {
    let limit = clamp(limit);
    let (before, one_more) = (value::before(cursor)?, limit + 1);
    let rows = sqlx::query!(
        r#"SELECT t.row AS "row!", t.id AS "id!", t.kind AS "kind!", t.cause AS "cause!",
           t.message AS "message!", t.severity AS "severity!", t.role AS "role!", t.state AS "state!",
           e.id AS "entry?", t.since_ms AS "since_ms!", o.id AS "settled_by?", o.name AS "settled_by_name?",
           t.settled_at_ms, t.resolution AS "resolution!" FROM task t
           LEFT JOIN entry e ON e.row = t.entry_row LEFT JOIN operator o ON o.row = t.settled_by
           WHERE t.row < ?1 ORDER BY t.row DESC LIMIT ?2"#,
        before,
        one_more
    )
    .fetch_all(pool)
    .await?;
    let rows = rows.into_iter().map(|row| {
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
        Ok(TaskRow { task, settled_by_name: row.settled_by_name, row: row.row })
    });
    let rows = rows.collect::<Result<Vec<TaskRow>, Error>>()?;
    Ok(page(rows, limit, |row| row.row.to_string()))
}
