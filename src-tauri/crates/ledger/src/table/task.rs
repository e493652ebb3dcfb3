//! What a person must settle. One open task per cause.

use crate::table::column;
use crate::{Error, Transaction};
use domain::permission::Role;
use domain::{EntryId, OperatorId, TaskId};
use rusqlite::{Row, params};

words! {
    Severity { Low = "low", Medium = "medium", High = "high", Urgent = "urgent" }
}
words! {
    TaskState { Open = "open", Seen = "seen", Settled = "settled", SelfCleared = "self_cleared" }
}

#[derive(Clone, Debug, PartialEq)]
pub struct NewTask {
    pub id: TaskId,
    /// Which sentence and main button: `shortfall`, `over_receipt`, …
    pub kind: String,
    /// While a task of this cause is open, no second one is raised.
    pub cause: String,
    /// Code and values of its sentence.
    pub message_json: String,
    pub severity: Severity,
    /// Who may settle it.
    pub role: Role,
    pub entry: Option<EntryId>,
    pub since_ms: i64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    pub id: TaskId,
    pub kind: String,
    pub cause: String,
    pub message_json: String,
    pub severity: Severity,
    pub role: Role,
    pub state: TaskState,
    pub entry: Option<EntryId>,
    pub since_ms: i64,
    pub settled_by: Option<OperatorId>,
    pub settled_at_ms: Option<i64>,
    pub resolution: String,
}

macro_rules! select {
    ($tail:literal) => {
        concat!(
            "SELECT t.id, t.kind, t.cause, t.message, t.severity, t.role, t.state, e.id, t.since_ms, o.id,
             t.settled_at_ms, t.resolution FROM task t LEFT JOIN entry e ON e.row = t.entry_row
             LEFT JOIN operator o ON o.row = t.settled_by WHERE ",
            $tail
        )
    };
}
statements! {
    BY_ID = select!("t.id = ?1");
    BY_CAUSE = select!("t.cause = ?1 AND t.state IN ('open', 'seen')");
    OPEN = select!("t.state IN ('open', 'seen') ORDER BY CASE t.severity WHEN 'urgent' THEN 0
                    WHEN 'high' THEN 1 WHEN 'medium' THEN 2 ELSE 3 END, t.row LIMIT ?1");
    OPEN_COUNT = "SELECT count(*) FROM task WHERE state IN ('open', 'seen')";
    RAISE = "INSERT INTO task (id, kind, cause, message, severity, role, state, entry_row, since_ms)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'open', (SELECT row FROM entry WHERE id = ?7), ?8)
             ON CONFLICT (cause) WHERE state IN ('open', 'seen') DO UPDATE SET message = excluded.message,
             severity = excluded.severity RETURNING id";
    SEE = "UPDATE task SET state = 'seen' WHERE id = ?1 AND state = 'open'";
    SETTLE = "UPDATE task SET state = 'settled', settled_by = (SELECT row FROM operator WHERE id = ?2),
              resolution = ?3, settled_at_ms = ?4 WHERE id = ?1 AND state IN ('open', 'seen')";
    CLEAR = "UPDATE task SET state = 'self_cleared', settled_at_ms = ?2
             WHERE cause = ?1 AND state IN ('open', 'seen')";
}

/// Gives the task that is open for this cause: the one before, with the newer sentence, or this one.
pub fn raise(tx: &Transaction, task: &NewTask) -> Result<TaskId, Error> {
    let NewTask { id, kind, cause, message_json, severity, role, entry, since_ms } = task;
    let entry = entry.as_ref().map(EntryId::bytes);
    // To its end, not to its first row: foreign keys are looked at there.
    tx.all(
        RAISE,
        params![id.bytes(), kind, cause, message_json, severity.text(), role.text(), entry, since_ms],
        |row| Ok(TaskId(column::uuid(row, 0)?)),
    )?
    .pop()
    .ok_or_else(|| Error::missing("task", cause))
}

pub fn by_id(tx: &Transaction, id: TaskId) -> Result<Option<Task>, Error> {
    tx.one(BY_ID, params![id.bytes()], read)
}

/// The open one.
pub fn by_cause(tx: &Transaction, cause: &str) -> Result<Option<Task>, Error> {
    tx.one(BY_CAUSE, params![cause], read)
}

/// The most severe first, then the oldest.
pub fn open(tx: &Transaction, limit: u32) -> Result<Vec<Task>, Error> {
    tx.all(OPEN, params![limit], read)
}

pub fn open_count(tx: &Transaction) -> Result<i64, Error> {
    Ok(tx.one(OPEN_COUNT, [], |row| row.get(0))?.unwrap_or(0))
}

/// Somebody opened it; whether nobody had before.
pub fn see(tx: &Transaction, id: TaskId) -> Result<bool, Error> {
    Ok(tx.run(SEE, params![id.bytes()])? > 0)
}

/// `resolution`: code and values of what was done, JSON.
///
/// # Errors
/// [`Error::Missing`] when no such task is open.
pub fn settle(
    tx: &Transaction,
    id: TaskId,
    by: OperatorId,
    resolution: &str,
    now_ms: i64,
) -> Result<(), Error> {
    match tx.run(SETTLE, params![id.bytes(), by.bytes(), resolution, now_ms])? {
        0 => Err(Error::missing("open task", id)),
        _ => Ok(()),
    }
}

/// Its cause is gone without anybody's doing; nothing happens when none is open.
pub fn clear(tx: &Transaction, cause: &str, now_ms: i64) -> Result<(), Error> {
    tx.run(CLEAR, params![cause, now_ms])?;
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Task> {
    Ok(Task {
        id: TaskId(column::uuid(row, 0)?),
        kind: row.get(1)?,
        cause: row.get(2)?,
        message_json: row.get(3)?,
        severity: column::word(row, 4, Severity::from_text)?,
        role: column::word(row, 5, Role::from_text)?,
        state: column::word(row, 6, TaskState::from_text)?,
        entry: column::maybe_uuid(row, 7)?.map(EntryId),
        since_ms: row.get(8)?,
        settled_by: column::maybe_uuid(row, 9)?.map(OperatorId),
        settled_at_ms: row.get(10)?,
        resolution: row.get(11)?,
    })
}
