//! What a person says about labels: which was the last good one, whether another printer may go on, that no more are
//! wanted. Each once under its key, and on record with who said it.

use super::json;
use super::sheets::Sheets;
use super::standing::{Standing, Swapped, dpi_of};
use crate::context::{Context, reload};
use crate::once::{Halt, Key, Outcome, once};
use crate::said::{PrintAnswer, PrintWhy};
use crate::settings::{self, Printer};
use crate::settling::Decider;
use crate::station::{Station, write_private};
use crate::view::{LabelCounts, PrintQuestion};
use domain::permission::{Action, permission};
use domain::{Message, PrintJobId, Refusal, Value};
use ledger::table::audit::{self, AuditRow};
use ledger::table::known_printer;
use ledger::table::print_job::{self, PrintJob, PrintState};
use ledger::{Error, Transaction};
use serde::Serialize;
use serde_json::json;
use std::sync::Arc;

/// How the job stands after an answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Answered {
    /// queued, sending, sent, confirmed, failed, unknown, cancelled.
    pub state: String,
    pub labels: LabelCounts,
    /// What is asked next.
    pub question: Option<PrintQuestion>,
}

/// Nothing was changed, and this is why.
#[derive(Clone, Debug, PartialEq)]
pub enum NotAnswered {
    Refused(Box<Refusal>),
    Said(Message),
}

type Answer<T> = Result<T, Halt<NotAnswered>>;

/// The last good label on the roll, of those in doubt; the one before them where none of them came out. The others go
/// out again.
///
/// # Errors
/// [`Error::Missing`]; the ledger's.
pub async fn settle(
    context: &Context,
    key: Key,
    id: PrintJobId,
    last_good: u32,
    who: Decider,
) -> Result<Outcome<NotAnswered>, Error> {
    let (now_ms, names) = (context.now_ms(), printer_names(context));
    let outcome = once(context, key, now_ms, move |tx| {
        may(&who)?;
        let job = job_of(tx, id)?;
        let mut standing = asked(&job)?;
        let in_doubt = standing.batch.in_doubt();
        standing.batch.settle(last_good).map_err(|refused| said(settle_refused(refused)))?;
        // Others went there since: what its counter says now is about them.
        if print_job::others_sent_since(tx, &job)? {
            standing.batch.accept_printer();
        }
        let in_doubt = in_doubt.map(|labels| (*labels.start(), *labels.end()));
        let detail = json!({ "job": id, "last_good": last_good, "in_doubt": in_doubt });
        note(tx, &who, "print_settled", &detail, now_ms)?;
        go_on(tx, &job, standing, &names, now_ms)
    });
    let outcome = outcome.await?;
    context.printing.notify_one();
    Ok(outcome)
}

/// The printer that stands there now goes on with what has not begun. From now on the settings say what it speaks and
/// how fine it is; `dpi`: where it does not tell that itself.
///
/// # Errors
/// [`crate::Error::Ledger`], also for a job that is not there; settings that cannot be written.
pub async fn accept_printer(
    station: &Station,
    key: Key,
    id: PrintJobId,
    dpi: Option<u32>,
    who: Decider,
) -> Result<Outcome<NotAnswered>, crate::Error> {
    let context = &station.context;
    let job = context.ledger.writer().turn(move |tx| job_of(tx, id)).await?;
    let swapped = Standing::of(&job).swapped.filter(|_| permission(who.by.role, Action::Print));
    if let Some(swapped) = swapped
        && let Err(why) = take_on(station, &job, &swapped, dpi).await?
    {
        return Ok(Outcome::Refused(NotAnswered::Said(why)));
    }
    let (now_ms, names) = (context.now_ms(), printer_names(context));
    let outcome = once(context, key, now_ms, move |tx| {
        may(&who)?;
        let job = job_of(tx, id)?;
        let standing = Standing::of(&job);
        let Some(Swapped { was, is }) = standing.swapped.clone() else { return Err(nothing_asked()) };
        known_printer::forget(tx, &job.printer)?;
        note(tx, &who, "printer_accepted", &json!({ "job": id, "was": was, "is": is }), now_ms)?;
        // It is asked once, whatever else waits for the same answer.
        for other in print_job::swapped_at(tx, &job.printer)? {
            let mut standing = Standing::of(&other);
            standing.batch.accept_printer();
            standing.swapped = None;
            go_on(tx, &other, standing, &names, now_ms)?;
        }
        let job = job_of(tx, id)?;
        Ok(answered(&Standing::of(&job)))
    });
    let outcome = outcome.await?;
    context.printing.notify_one();
    Ok(outcome)
}

/// The known printer is back, or somebody wants to see: look again who is there.
///
/// # Errors
/// As [`settle`].
pub async fn look_again(
    context: &Context,
    key: Key,
    id: PrintJobId,
    who: Decider,
) -> Result<Outcome<NotAnswered>, Error> {
    let (now_ms, names) = (context.now_ms(), printer_names(context));
    let outcome = once(context, key, now_ms, move |tx| {
        may(&who)?;
        let job = job_of(tx, id)?;
        let mut standing = asked(&job)?;
        if standing.swapped.take().is_none() {
            return Err(nothing_asked());
        }
        note(tx, &who, "printer_looked_at_again", &json!({ "job": id }), now_ms)?;
        go_on(tx, &job, standing, &names, now_ms)
    });
    let outcome = outcome.await?;
    context.printing.notify_one();
    Ok(outcome)
}

/// No more of it: labels that have not begun are not printed. What is in the printer still comes out.
///
/// # Errors
/// As [`settle`].
pub async fn cancel(
    station: &Station,
    key: Key,
    id: PrintJobId,
    who: Decider,
) -> Result<Outcome<NotAnswered>, Error> {
    let context = &station.context;
    let (now_ms, names) = (context.now_ms(), printer_names(context));
    let outcome = once(context, key, now_ms, move |tx| {
        may(&who)?;
        let job = job_of(tx, id)?;
        use PrintState::{Cancelled, Confirmed, Failed, Queued, Sending, Sent, Unknown};
        match job.state {
            Confirmed | Failed | Cancelled => return Err(said(PrintAnswer::Ended {}.message())),
            Queued | Sending | Sent if names.contains(&job.printer) => print_job::ask_cancel(tx, id)?,
            Queued | Sending | Sent | Unknown => {
                let mut standing = Standing::of(&job);
                standing.batch.cancel_rest();
                if standing.batch.in_doubt().is_none() {
                    standing.swapped = None;
                }
                go_on(tx, &job, standing, &names, now_ms)?;
            }
        }
        note(tx, &who, "print_cancelled", &json!({ "job": id }), now_ms)?;
        Ok(answered(&Standing::of(&job_of(tx, id)?)))
    });
    let outcome = outcome.await?;
    station.printing().interrupt(id);
    Ok(outcome)
}

/// Writes into the settings what the new printer speaks, and lets its worker know. What does not fit it is refused
/// before anything is written.
async fn take_on(
    station: &Station,
    job: &PrintJob,
    swapped: &Swapped,
    dpi: Option<u32>,
) -> Result<Result<(), Message>, crate::Error> {
    let context = &station.context;
    let settings = context.settings();
    let Some(printer) = settings.printer.iter().find(|printer| printer.name == job.printer) else {
        return Ok(Err(PrintAnswer::PrinterGone { printer: job.printer.clone() }.message()));
    };
    let Some(dpi) = dpi_of(&swapped.is).or(dpi) else {
        return Ok(Err(PrintAnswer::NeedsDpi { printer: swapped.is.model.clone() }.message()));
    };
    let other =
        Printer { language: swapped.is.language, dpi: Some(dpi), dots_per_mm: None, ..printer.clone() };
    if other.resolution().is_none() {
        return Ok(Err(PrintAnswer::NeedsDpi { printer: swapped.is.model.clone() }.message()));
    }
    let suits = Sheets::of(job, &other, context).and_then(|sheets| {
        sheets.suit(&swapped.is)?;
        sheets.draw(1).map(drop).map_err(|error| error.message())
    });
    if let Err(why) = suits {
        return Ok(Err(why));
    }
    if (other.language, other.resolution()) != (printer.language, printer.resolution()) {
        let path = context.data.join(settings::FILE);
        let failed = |source| crate::Error::File { path: path.clone(), source };
        let text = std::fs::read_to_string(&path).map_err(failed)?;
        let changed = settings::printer::with_language(&text, &other.name, other.language, dpi);
        let gone = || crate::Error::Refused(format!("find printer {} in {}", other.name, settings::FILE));
        write_private(&path, changed.ok_or_else(gone)?.as_bytes())?;
        reload(context);
        station.follow_printers().await;
    }
    Ok(Ok(()))
}

/// Puts the job where it belongs now.
fn go_on(
    tx: &Transaction<'_>,
    job: &PrintJob,
    standing: Standing,
    printers: &[String],
    now_ms: i64,
) -> Answer<Answered> {
    let Standing { batch, swapped, .. } = standing;
    let batch_json = json(&batch);
    print_job::answered(tx, job.id, now_ms)?;
    print_job::set_batch(tx, job.id, &batch_json)?;
    print_job::set_swapped(tx, job.id, swapped.as_ref().map(json).as_deref())?;
    let asks = batch.in_doubt().is_some() || swapped.is_some();
    if batch.is_done() && batch.confirmed_count() == batch.label_count() {
        print_job::confirm(tx, job.id, "confirmed-by-scanned-back", now_ms)?;
    } else if batch.is_done() {
        let (printed, label_count) = (i64::from(batch.confirmed_count()), i64::from(batch.label_count()));
        let why = json(&PrintWhy::Cancelled { printed, label_count }.message());
        print_job::set_state(tx, job.id, PrintState::Cancelled, &why, now_ms)?;
    } else if asks {
        let standing = Standing { batch, swapped, state: PrintState::Unknown };
        print_job::set_state(tx, job.id, PrintState::Unknown, &json(&standing.why()), now_ms)?;
    } else {
        let printer = if printers.contains(&job.printer) { job.printer.as_str() } else { "" };
        let why = json(&PrintWhy::Queued {}.message());
        print_job::move_to(tx, job.id, printer, &batch_json, &why)?;
    }
    Ok(answered(&Standing::of(&job_of(tx, job.id)?)))
}

fn answered(standing: &Standing) -> Answered {
    let state = standing.state.text().to_owned();
    Answered { state, labels: standing.counts(), question: standing.question() }
}

fn asked(job: &PrintJob) -> Answer<Standing> {
    let standing = Standing::of(job);
    if standing.question().is_some() { Ok(standing) } else { Err(nothing_asked()) }
}

fn nothing_asked() -> Halt<NotAnswered> {
    said(PrintAnswer::NothingAsked {}.message())
}

fn said(message: Message) -> Halt<NotAnswered> {
    Halt::Refused(NotAnswered::Said(message))
}

fn settle_refused(refused: devices::batch::SettleRefused) -> Message {
    use devices::batch::SettleRefused::{NeverSent, NothingInDoubt, TooEarly};
    let count = |number: u32| Value::Count(i64::from(number));
    match refused {
        NothingInDoubt => Message::new(refused.code(), []),
        TooEarly { last_good, last_confirmed } => Message::new(
            refused.code(),
            [("last_good", count(last_good)), ("last_confirmed", count(last_confirmed))],
        ),
        NeverSent { last_good, last_sent } => {
            Message::new(refused.code(), [("last_good", count(last_good)), ("last_sent", count(last_sent))])
        }
    }
}

fn job_of(tx: &Transaction<'_>, id: PrintJobId) -> Result<PrintJob, Error> {
    let missing = || Error::Missing { what: "print job", name: id.to_string() };
    print_job::by_id(tx, id)?.ok_or_else(missing)
}

fn may(who: &Decider) -> Answer<()> {
    if permission(who.by.role, Action::Print) {
        return Ok(());
    }
    let refusal = Refusal::NotAllowed { operator: who.by.name.clone() };
    Err(Halt::Refused(NotAnswered::Refused(Box::new(refusal))))
}

fn note(
    tx: &Transaction<'_>,
    who: &Decider,
    action: &str,
    detail: &serde_json::Value,
    at_ms: i64,
) -> Result<(), Error> {
    let (operator, seat, action) = (Some(who.by.id), who.seat.clone(), action.to_owned());
    audit::insert(tx, &AuditRow { at_ms, operator, seat, action, detail_json: detail.to_string() })
}

fn printer_names(context: &Context) -> Arc<[String]> {
    context.settings().printer.iter().map(|printer| printer.name.clone()).collect()
}
