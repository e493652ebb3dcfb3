//! The worker's own side of a printer: takes the jobs of its roles, has their labels printed one batch at a time, and
//! writes what became of each. What it began it ends before it takes another.

use super::journal::JobJournal;
use super::look::{Look, Looks, look};
use super::outcome::PERSON_MS;
use super::sheets::Sheets;
use super::standing::{Standing, has_begun};
use super::{Heard, json};
use crate::context::Context;
use crate::said::PrintWhy;
use crate::settings::Printer;
use devices::batch::{BatchEnd, Pace};
use devices::print_job::Limits;
use devices::stop_signal::Woken;
use devices::{Batch, LabelPrinter, PrinterAddress, PrinterIdentity, StopSignal};
use domain::{Message, PrintJobId, Value};
use ledger::table::known_printer;
use ledger::table::print_job::{self, PrintJob, PrintState};
use ledger::{Error, Transaction};
use std::collections::HashSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How long a worker sleeps when nobody rings.
const IDLE: Duration = Duration::from_secs(1);

pub(super) struct Desk {
    pub printer: Printer,
    pub address: PrinterAddress,
    pub context: Arc<Context>,
    pub stop: StopSignal,
    pub heard: Arc<Mutex<Heard>>,
    pub cancelled: Arc<Mutex<HashSet<PrintJobId>>>,
    pub looks: Arc<Looks>,
}

/// Ends a wait also when a person wants no more of the job.
struct JobPace {
    context: Arc<Context>,
    stop: StopSignal,
    cancelled: Arc<Mutex<HashSet<PrintJobId>>>,
    job: PrintJobId,
}

impl Pace for JobPace {
    fn now_ms(&self) -> u64 {
        self.context.monotonic_ms()
    }

    fn wait_ms(&self, wait_ms: u64) -> Woken {
        let woken = self.stop.wait(Duration::from_millis(wait_ms));
        let is_cancelled =
            self.cancelled.lock().expect("nothing panics while it holds the jobs").contains(&self.job);
        if is_cancelled { Woken::Stopped } else { woken }
    }
}

impl Desk {
    pub fn run(&self) {
        self.ask();
        let name = self.printer.name.clone();
        if let Err(error) = self.write(move |tx| print_job::retry_now(tx, &name)) {
            tracing::error!(%error, printer = self.printer.name, "what waits for it waits on");
        }
        while !self.stop.is_stopped() {
            if self.looks.take_wish() {
                self.ask();
            }
            match self.take() {
                Ok(Some(job)) => {
                    if let Err(error) = self.work_on(&job) {
                        tracing::error!(%error, job = %job.id, "a print job was not carried out");
                        self.stop.wait(IDLE);
                    }
                    self.context.changed.notify_one();
                }
                Ok(None) => {
                    self.stop.wait(IDLE);
                }
                Err(error) => {
                    tracing::error!(%error, printer = self.printer.name, "the print queue was not read");
                    self.stop.wait(Duration::from_secs(2));
                }
            }
        }
    }

    fn label_printer(&self, job: PrintJobId) -> LabelPrinter {
        let (context, stop) = (self.context.clone(), self.stop.clone());
        let pace = JobPace { context, stop, cancelled: self.cancelled.clone(), job };
        LabelPrinter {
            gives_answers: self.printer.gives_answers,
            is_shared: self.printer.shared,
            ..LabelPrinter::new(Arc::new(self.address.clone()), self.printer.language, Arc::new(pace))
        }
    }

    /// At the start, so that the tile says how the printer is before the first label, and whenever somebody wishes it.
    fn ask(&self) {
        let examined = look(&self.printer);
        let trouble = examined.as_ref().and_then(|examined| examined.trouble);
        if let Some(examined) = examined {
            self.looks.keep(Look { examined, at_ms: self.context.now_ms() });
        }
        self.hear(|heard| {
            heard.asked = true;
            heard.trouble = trouble;
        });
    }

    pub fn hear(&self, change: impl FnOnce(&mut Heard)) {
        change(&mut self.heard.lock().expect("nothing panics while it holds what was heard"));
        self.context.changed.notify_one();
    }

    /// What it has begun, once its time has come; else the oldest that waits for one of its roles.
    fn take(&self) -> Result<Option<PrintJob>, Error> {
        let (printer, now_ms) = (self.printer.clone(), self.context.now_ms());
        self.context.ledger.writer().turn_blocking(move |tx| {
            if let Some(job) = print_job::at_printer(tx, &printer.name)? {
                let is_due = job.state != PrintState::Queued || job.cancel_asked || job.next_at_ms <= now_ms;
                return Ok(is_due.then_some(job));
            }
            // Nobody said yet whether the one that stands there now may print.
            if !print_job::swapped_at(tx, &printer.name)?.is_empty() {
                return Ok(None);
            }
            for role in &printer.roles {
                if let Some(mut job) = print_job::next_due_for(tx, role, now_ms)? {
                    let batch_json = json(&batch_for(tx, &job, &printer)?);
                    print_job::take(tx, job.id, &printer.name, &batch_json)?;
                    (job.printer, job.batch_json) = (printer.name, Some(batch_json));
                    return Ok(Some(job));
                }
            }
            Ok(None)
        })
    }

    fn work_on(&self, job: &PrintJob) -> Result<(), Failure> {
        self.cancelled.lock().expect("nothing panics while it holds the jobs").remove(&job.id);
        let mut batch = Standing::of(job).batch;
        let confirmed_before = batch.confirmed_count();
        if job.cancel_asked {
            batch.cancel_rest();
            let (id, batch_json) = (job.id, json(&batch));
            self.write(move |tx| print_job::set_batch(tx, id, &batch_json))?;
        }
        let sheets = if batch.is_done() { None } else { Some(Sheets::of(job, &self.printer, &self.context)) };
        if !has_begun(&batch) {
            match &sheets {
                Some(Err(why)) => return self.fail(job, why),
                _ if self.is_too_old(job) && !batch.is_done() => {
                    let doubt = Value::Word("doubt-too-old".to_owned());
                    return self.fail(job, &PrintWhy::Failed { doubt }.message());
                }
                _ => {}
            }
        }
        // A batch that is done draws nothing.
        let sheets = sheets.unwrap_or_else(|| Err(PrintWhy::Queued {}.message()));
        let mut journal = JobJournal::new(self, job.id, sheets);
        let end = self.label_printer(job.id).print(&mut batch, &mut journal);
        let came_out = batch.confirmed_count().saturating_sub(confirmed_before);
        self.hear(|heard| {
            heard.good_count += i64::from(came_out);
            if matches!(end, Ok(BatchEnd::Done | BatchEnd::InDoubt { .. } | BatchEnd::Swapped { .. })) {
                heard.trouble = journal.shown;
            }
        });
        match (end, journal.refusal) {
            (Ok(end), _) => self.conclude(job, &batch, end),
            (Err(_), Some(why)) if !has_begun(&batch) && is_of_the_label(&why) => self.fail(job, &why),
            (Err(_), Some(why)) => self.later(job, &batch, why, PERSON_MS),
            (Err(error), None) => Err(error.into()),
        }
    }

    /// Yesterday's labels must not pour out in the morning.
    fn is_too_old(&self, job: &PrintJob) -> bool {
        let since_ms = job.made_at_ms.max(job.answered_at_ms.unwrap_or_default());
        let waited_ms = self.context.now_ms().saturating_sub(since_ms);
        waited_ms > Limits::default().time_to_live_ms as i64
    }
}

/// For the printer that takes it now. What a job has begun elsewhere goes on, whoever printed it before.
pub(super) fn batch_for(tx: &Transaction<'_>, job: &PrintJob, printer: &Printer) -> Result<Batch, Error> {
    let mut batch = Standing::of(job).batch;
    if has_begun(&batch) {
        batch.accept_printer();
        return Ok(batch);
    }
    let known = known_printer::find(tx, &printer.name)?;
    let known: Option<PrinterIdentity> = known.and_then(|json| serde_json::from_str(&json).ok());
    // Settings in another language were written by somebody who knows what stands there now.
    let known = known.filter(|known| known.language == printer.language);
    Ok(Batch::new_at(job.label_count, known))
}

/// A label that cannot be drawn stays so; a printer that is another than its settings say is put right by a person.
fn is_of_the_label(why: &Message) -> bool {
    why.code.starts_with("label-") || why.code.starts_with("barcode-")
}

#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    #[error("write what became of the job: {0}")]
    Ledger(#[from] Error),
    #[error("{0}")]
    Device(#[from] devices::Error),
}
