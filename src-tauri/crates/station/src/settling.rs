//! What a person settles at the desk: a task, with what was done about it; a code of the tray that gets no name.
//! Each is on record with who and why.

use crate::context::Context;
use crate::date_doubt;
use domain::permission::{Action, permission};
use domain::scan::ScanVerdict;
use domain::task::{Resolution, answers, discard_reasons};
use domain::{Message, Refusal, ScanId, TaskId};
use floor::flows::count::{self, LeftCount};
use ledger::table::audit::{self, AuditRow};
use ledger::table::count::{Counted, replace_open_alone};
use ledger::table::operator::Operator;
use ledger::table::scan;
use ledger::table::task::{self, Task, TaskState};
use ledger::{Error, Transaction};
use serde_json::json;

/// Who decides, and at which seat.
#[derive(Clone, Debug)]
pub struct Decider {
    pub by: Operator,
    pub seat: String,
}

/// Why: one of the answers that fit, by its code, or a person's own words.
#[derive(Clone, Debug, Default)]
pub struct Why {
    pub answer: Option<String>,
    pub note: Option<String>,
}

/// Somebody opened the task: it is no longer new.
///
/// # Errors
/// [`Error::Missing`]; a refusal when the person may not look at it.
pub async fn see(context: &Context, id: TaskId, who: Decider) -> Result<Result<(), Refusal>, Error> {
    if !permission(who.by.role, Action::Look) {
        return Ok(Err(Refusal::NotAllowed { operator: who.by.name }));
    }
    let now_ms = context.now_ms();
    let seen = context.ledger.writer().turn(move |tx| {
        task::by_id(tx, id)?.ok_or_else(|| no("task", id))?;
        if task::see(tx, id)? {
            note(tx, &who, "task_seen", &json!({ "task": id }), now_ms)?;
        }
        Ok(Ok(()))
    });
    seen.await
}

/// Settles a task.
///
/// # Errors
/// [`Error::Missing`]; a refusal when the person may not, when it is settled, when it ends with its delivery, or
/// when nothing says why.
pub async fn settle_task(
    context: &Context,
    id: TaskId,
    why: Why,
    who: Decider,
) -> Result<Result<(), Refusal>, Error> {
    let now_ms = context.now_ms();
    let by = who.by.clone();
    let settled = context.ledger.writer().turn(move |tx| {
        let open = task::by_id(tx, id)?.ok_or_else(|| no("task", id))?;
        if !permission(who.by.role, Action::Settle(open.role)) {
            return Ok(Err(Refusal::NotAllowed { operator: who.by.name }));
        }
        if !matches!(open.state, TaskState::Open | TaskState::Seen) {
            return Ok(Err(Refusal::SettledMeanwhile {}));
        }
        let fitting = answers(&open.kind);
        if fitting.is_empty() {
            return Ok(Err(Refusal::SettleThere {}));
        }
        let Some(how) = why.chosen(fitting) else { return Ok(Err(Refusal::NeedsReason {})) };
        task::settle(tx, id, who.by.id, &how.json(), now_ms)?;
        count_ended(tx, &open)?;
        note(tx, &who, "task_settled", &json!({ "task": id, "how": how.message() }), now_ms)?;
        Ok(Ok(how))
    });
    let settled = settled.await?;
    context.changed.notify_one();
    match settled {
        // Said of the clock's task it is the confirmation itself.
        Ok(Resolution::ClockRight {}) => date_doubt::confirm(context, &by).await,
        settled => Ok(settled.map(|_| ())),
    }
}

/// A count that was left to the lead holds no more once somebody said what became of it: the book stays as it is, and
/// what moved before it can be undone again.
fn count_ended(tx: &Transaction, settled: &Task) -> Result<(), Error> {
    let Some(LeftCount { place, item, lot, serial, .. }) = count::of_cause(&settled.cause) else {
        return Ok(());
    };
    match lot {
        Some(lot) => replace_open_alone(tx, &Counted { place, item, lot, serial }),
        // The book did not know the lot: no number was kept of it.
        None => Ok(()),
    }
}

/// Takes a code out of the tray for good: no goods of ours.
///
/// # Errors
/// As [`settle_task`].
pub async fn discard_parked(
    context: &Context,
    id: ScanId,
    why: Why,
    who: Decider,
) -> Result<Result<(), Refusal>, Error> {
    if !permission(who.by.role, Action::NameCode) {
        return Ok(Err(Refusal::NotAllowed { operator: who.by.name }));
    }
    let now_ms = context.now_ms();
    let discarded = context.ledger.writer().turn(move |tx| {
        let parked = scan::by_id(tx, id)?.ok_or_else(|| no("scan", id))?;
        if parked.verdict != ScanVerdict::Parked {
            return Ok(Err(Refusal::SettledMeanwhile {}));
        }
        let Some(how) = why.chosen(discard_reasons()) else { return Ok(Err(Refusal::NeedsReason {})) };
        let how: Message = how.message();
        let kept = json!({ "code": how.code, "values": how.values, "operator": who.by.id });
        scan::settle(tx, id, ScanVerdict::Refused, &kept.to_string(), None, now_ms)?;
        note(tx, &who, "parked_discarded", &json!({ "scan": id, "how": how }), now_ms)?;
        Ok(Ok(()))
    });
    let discarded = discarded.await?;
    context.changed.notify_one();
    Ok(discarded)
}

impl Why {
    fn chosen(&self, fitting: Vec<Resolution>) -> Option<Resolution> {
        Resolution::chosen(fitting, self.answer.as_deref(), self.note.as_deref())
    }
}

fn no(what: &'static str, id: impl std::fmt::Display) -> Error {
    Error::Missing { what, name: id.to_string() }
}

fn note(
    tx: &Transaction,
    who: &Decider,
    action: &str,
    detail: &serde_json::Value,
    at_ms: i64,
) -> Result<(), Error> {
    let (operator, seat) = (Some(who.by.id), who.seat.clone());
    let (action, detail_json) = (action.to_owned(), detail.to_string());
    audit::insert(tx, &AuditRow { at_ms, operator, seat, action, detail_json })
}
