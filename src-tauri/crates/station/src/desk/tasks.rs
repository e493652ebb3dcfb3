//! What a person must settle, and what was settled: each with its goods, where it can be done, and what settles it.

use super::deliveries::goods;
use super::things::{self, Named, Things};
use super::{PAGE_ROWS, stored};
use crate::context::Context;
use crate::view::{Page, TaskRow, TaskWay};
use domain::entry::NewMovement;
use domain::permission::{Action, permission};
use domain::task::{Resolution, answers};
use domain::{EntryId, Message};
use floor::screen::Tap;
use ledger::Error;
use ledger::read::tasks;
use ledger::table::entry;
use ledger::table::operator::Operator;
use ledger::table::task::{Task, TaskState};
use std::collections::HashMap;

/// How long settled ones are shown.
const SETTLED_SHOWN_MS: i64 = 30 * 24 * 60 * 60 * 1000;

/// Open and seen ones: the gravest first, then the newest. `by`: who reads.
///
/// # Errors
/// The ledger's; a cursor that no page gave.
pub async fn open(
    context: &Context,
    by: Option<&Operator>,
    cursor: Option<&str>,
) -> Result<Page<TaskRow>, Error> {
    let found = tasks::open(context.ledger.pool(), cursor, PAGE_ROWS).await?;
    shown(context, by, found.rows, found.next).await
}

/// Settled in the last 30 days, the newest first.
///
/// # Errors
/// As [`open`].
pub async fn settled(
    context: &Context,
    by: Option<&Operator>,
    cursor: Option<&str>,
) -> Result<Page<TaskRow>, Error> {
    let since_ms = context.now_ms() - SETTLED_SHOWN_MS;
    let found = tasks::settled(context.ledger.pool(), since_ms, cursor, PAGE_ROWS).await?;
    shown(context, by, found.rows, found.next).await
}

async fn shown(
    context: &Context,
    by: Option<&Operator>,
    rows: Vec<tasks::TaskRow>,
    next: Option<String>,
) -> Result<Page<TaskRow>, Error> {
    let entries: Vec<EntryId> = rows.iter().filter_map(|row| row.task.entry).collect();
    let language = by.map_or_else(|| "en".to_owned(), |by| by.language.clone());
    let today = context.moment().today;
    let read = context.ledger.writer().turn(move |tx| {
        let mut moved: HashMap<EntryId, Vec<NewMovement>> = HashMap::new();
        let mut named = Named::default();
        for id in entries {
            let movements = entry::by_id(tx, id)?.map(|stored| stored.new.movements).unwrap_or_default();
            named.items.extend(movements.iter().map(|movement| movement.item));
            named.places.extend(movements.iter().flat_map(|movement| [movement.from, movement.to]));
            moved.insert(id, movements);
        }
        Ok((moved, things::within(tx, named, language, today)?))
    });
    let (moved, things) = read.await?;
    let rows = rows.into_iter().map(|row| {
        let movements = row.task.entry.and_then(|id| moved.get(&id)).map_or(&[][..], Vec::as_slice);
        one(row, movements, &things, by)
    });
    Ok(Page { rows: rows.collect::<Result<_, Error>>()?, next })
}

fn one(
    row: tasks::TaskRow,
    movements: &[NewMovement],
    things: &Things,
    by: Option<&Operator>,
) -> Result<TaskRow, Error> {
    let task = row.task;
    let is_open = matches!(task.state, TaskState::Open | TaskState::Seen);
    let may_settle = is_open && by.is_some_and(|by| permission(by.role, Action::Settle(task.role)));
    let fitting = if may_settle { answers(&task.kind) } else { Vec::new() };
    Ok(TaskRow {
        id: task.id.to_string(),
        message: stored(&task.message_json)
            .unwrap_or_else(|| Message::new(&format!("task-{}", task.kind.replace('_', "-")), [])),
        severity: task.severity.text().to_owned(),
        state: task.state.text().to_owned(),
        role: task.role,
        since_ms: task.since_ms,
        goods: movements.iter().map(|movement| goods(movement, things)).collect::<Result<_, Error>>()?,
        document: row.document_number,
        way: if is_open { way(&task, movements, things, by)? } else { None },
        can_settle: !fitting.is_empty(),
        answers: fitting.iter().map(Resolution::message).collect(),
        resolution: Resolution::read(&task.resolution),
        settled_by: row.settled_by_name,
        settled_at_ms: task.settled_at_ms,
        kind: task.kind,
    })
}

fn way(
    task: &Task,
    movements: &[NewMovement],
    things: &Things,
    by: Option<&Operator>,
) -> Result<Option<TaskWay>, Error> {
    let may = |action| by.is_some_and(|by| permission(by.role, action));
    Ok(match (task.kind.as_str(), movements.first()) {
        ("delivery", _) => Some(TaskWay::Sync),
        ("count_difference", _) if may(Action::PostCount) => {
            Some(TaskWay::Seat { tap: Tap::PostCount { task: task.id.to_string() } })
        }
        ("short_receipt", _) if may(Action::Receive) => task
            .cause
            .strip_prefix("short:")
            .map(|order| TaskWay::Seat { tap: Tap::OpenDocument { id: order.to_owned() } }),
        (_, Some(movement)) => Some(TaskWay::History { item: things.item_card(movement.item)? }),
        (_, None) => None,
    })
}
