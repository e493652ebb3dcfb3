//! What the station does about a clock it cannot believe: it says so in the strip, keeps a task until the clock is
//! right or a lead says that it is, and goes on working.

use crate::context::{Context, Source};
use crate::said::Trouble;
use crate::timekeeper::Standing;
use domain::permission::{Action, Role, permission};
use domain::{Message, Refusal, TaskId, Value, sentences};
use ledger::Transaction;
use ledger::table::audit::{self, AuditRow};
use ledger::table::operator::Operator;
use ledger::table::station;
use ledger::table::task::{self, NewTask, Severity};

const KIND: &str = "clock";
const CAUSE: &str = "clock";
/// The value of the task's message that a later start reads back.
const LAST: &str = "last";

sentences! {
    /// For whoever has to look at the clock.
    pub enum ClockTask in "task" {
        Behind = "clock-behind" { clock: Value, last: Value },
        Ahead = "clock-ahead" { clock: Value, last: Value },
    }
}

/// What the clock is held against from the start on.
pub(crate) fn begin(tx: &Transaction<'_>) -> Result<(Option<i64>, Option<i64>), ledger::Error> {
    let open = task::by_cause(tx, CAUSE)?;
    let certain = open.and_then(|task| serde_json::from_str::<Message>(&task.message_json).ok());
    let certain_ms = certain.filter(|message| message.code == "task-clock-ahead").and_then(|message| {
        match message.values.get(LAST) {
            Some(Value::Instant(last_ms)) => Some(*last_ms),
            _ => None,
        }
    });
    Ok((station::last_entry_ms(tx)?, certain_ms))
}

/// What was last said about the clock.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Told(Option<std::mem::Discriminant<Standing>>);

/// Looks at the clock: the strip and the task say what is the matter, and go when it is over.
///
/// # Errors
/// The ledger's.
pub async fn follow(context: &Context, told: &mut Told) -> Result<(), ledger::Error> {
    if let Some(entry_ms) = context.ledger.writer().turn(|tx| station::last_entry_ms(tx)).await? {
        context.timekeeper.note_entry(entry_ms, context.reading());
    }
    let standing = context.time().standing;
    let clock_ms = context.reading().wall_ms;
    let trouble = match standing {
        Standing::Sure => None,
        Standing::Behind { by_ms, .. } => Some(Trouble::ClockBehind { by: length(by_ms) }.message()),
        Standing::Ahead { by_ms, .. } => {
            Some(Trouble::ClockAhead { by: length(by_ms), clock: Value::Instant(clock_ms) }.message())
        }
    };
    context.set_trouble(Source::Clock, trouble);
    let now = Told(Some(std::mem::discriminant(&standing)));
    if *told != now {
        let now_ms = context.now_ms();
        context.ledger.writer().turn(move |tx| settle_task(tx, standing, clock_ms, now_ms)).await?;
        *told = now;
    }
    Ok(())
}

/// A lead says that the clock shows the right day: dates are sure again.
///
/// # Errors
/// The ledger's; the inner one refuses who may not say so.
pub async fn confirm(context: &Context, by: &Operator) -> Result<Result<(), Refusal>, ledger::Error> {
    if !permission(by.role, Action::ConfirmDate) {
        return Ok(Err(Refusal::NotAllowed { operator: by.name.clone() }));
    }
    context.timekeeper.confirm(context.reading());
    let (now_ms, operator) = (context.now_ms(), by.id);
    context
        .ledger
        .writer()
        .turn(move |tx| {
            if let Some(open) = task::by_cause(tx, CAUSE)? {
                task::settle(tx, open.id, operator, "confirmed", now_ms)?;
            }
            let (seat, action) = (String::new(), "date_confirmed".to_owned());
            let detail_json = serde_json::json!({ "clock_ms": now_ms }).to_string();
            audit::insert(
                tx,
                &AuditRow { at_ms: now_ms, operator: Some(operator), seat, action, detail_json },
            )
        })
        .await?;
    context.set_trouble(Source::Clock, None);
    Ok(Ok(()))
}

fn settle_task(
    tx: &Transaction<'_>,
    standing: Standing,
    clock_ms: i64,
    now_ms: i64,
) -> Result<(), ledger::Error> {
    let clock = Value::Instant(clock_ms);
    let message = match standing {
        Standing::Sure => return task::clear(tx, CAUSE, now_ms),
        Standing::Behind { last_ms, .. } => ClockTask::Behind { clock, last: Value::Instant(last_ms) },
        Standing::Ahead { last_ms, .. } => ClockTask::Ahead { clock, last: Value::Instant(last_ms) },
    };
    let new = NewTask {
        id: TaskId(crate::clock::new_id()),
        kind: KIND.to_owned(),
        cause: CAUSE.to_owned(),
        message_json: serde_json::to_string(&message.message()).expect("a message is plain data"),
        severity: Severity::High,
        role: Role::Lead,
        entry: None,
        since_ms: now_ms,
    };
    task::raise(tx, &new).map(|_| ())
}

/// In the largest whole unit that says enough: minutes, hours, days.
fn length(ms: i64) -> Value {
    let minutes = ms / 60_000;
    let (unit, count) = match minutes {
        0..=119 => ("minutes", minutes),
        120..=2_879 => ("hours", minutes / 60),
        _ => ("days", minutes / 1_440),
    };
    Value::Amount(domain::Amount::new(count.to_string(), unit))
}
