//! The worker's own side of a printer: takes the jobs of its roles, has their labels printed one batch at a time, and
//! writes what became of each. What it began it ends before it takes another.

use super::journal::JobJournal;
use super::look::{Look, Looks, look};
use super::sheets::Sheets;
use super::standing::{Standing, Swapped, has_begun};
use super::{Heard, json, trouble_word, word};
use crate::context::Context;
use crate::said::PrintWhy;
use crate::settings::Printer;
use devices::batch::{BatchEnd, Pace};
use devices::print_job::{Limits, retry_delay_ms};
use devices::stop_signal::Woken;
use devices::{Batch, JobState, LabelPrinter, PrinterAddress, PrinterIdentity, StopSignal, Trouble};
use domain::{Message, PrintJobId, Value};
use ledger::table::known_printer;
use ledger::table::print_job::{self, PrintJob, PrintState};
use ledger::{Error, Transaction};
use std::collections::HashSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How long a worker sleeps when nobody rings.
const IDLE: Duration = Duration::from_secs(1);
/// Attempts at a printer that is in trouble before another one has the job.
const ATTEMPTS_BEFORE_FALL_BACK: i64 = 2;
/// What only a person can change is looked at again after so long.
const PERSON_MS: u64 = 15_000;

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

    fn conclude(&self, job: &PrintJob, batch: &Batch, end: BatchEnd) -> Result<(), Failure> {
        match end {
            BatchEnd::Done => self.done(job, batch),
            BatchEnd::Waits { trouble, retry_after_ms } => self.wait(job, batch, trouble, retry_after_ms),
            BatchEnd::InDoubt { .. } => self.doubt(job, batch, None),
            BatchEnd::Swapped { was, is } => self.doubt(job, batch, Some(Swapped { was: *was, is: *is })),
            BatchEnd::WrongLanguage { wanted, found } => {
                self.hear(|heard| {
                    heard.asked = true;
                    heard.trouble = Some(Trouble::WrongLanguage);
                });
                let (wanted, found) = (wanted.text().to_owned(), super::standing::name_of(&found));
                let why = PrintWhy::WrongLanguage { wanted, found }.message();
                if self.hand_on(job, batch, &why)? { Ok(()) } else { self.later(job, batch, why, PERSON_MS) }
            }
            // What is in the printer stays there, and is looked at when the job is taken again.
            BatchEnd::Stopped => Ok(()),
        }
    }

    fn done(&self, job: &PrintJob, batch: &Batch) -> Result<(), Failure> {
        let (id, now_ms, batch_json) = (job.id, self.context.now_ms(), json(batch));
        if batch.confirmed_count() == batch.label_count() {
            let by = batch.labels().last().and_then(|label| label.confirmed_by);
            let by = by.map(|by| word("confirmed-by", &by)).unwrap_or_default();
            return self.write(move |tx| {
                print_job::set_batch(tx, id, &batch_json)?;
                print_job::confirm(tx, id, &by, now_ms)
            });
        }
        let (printed, label_count) = (i64::from(batch.confirmed_count()), i64::from(batch.label_count()));
        let why = json(&PrintWhy::Cancelled { printed, label_count }.message());
        self.write(move |tx| {
            print_job::set_batch(tx, id, &batch_json)?;
            print_job::set_state(tx, id, PrintState::Cancelled, &why, now_ms)
        })
    }

    /// A person is asked; until then nothing more of it goes out.
    fn doubt(&self, job: &PrintJob, batch: &Batch, swapped: Option<Swapped>) -> Result<(), Failure> {
        let in_doubt = batch.labels().iter().filter(|label| label.state == JobState::Unknown).count();
        self.hear(|heard| heard.bad_count += in_doubt as i64);
        let swapped_json = swapped.as_ref().map(json);
        let standing = Standing { batch: batch.clone(), swapped, state: PrintState::Unknown };
        let (why, batch_json) = (json(&standing.why()), json(batch));
        let (id, now_ms) = (job.id, self.context.now_ms());
        self.write(move |tx| {
            print_job::set_batch(tx, id, &batch_json)?;
            print_job::set_swapped(tx, id, swapped_json.as_deref())?;
            print_job::set_state(tx, id, PrintState::Unknown, &why, now_ms)
        })
    }

    fn wait(&self, job: &PrintJob, batch: &Batch, trouble: Trouble, retry_ms: u64) -> Result<(), Failure> {
        self.hear(|heard| {
            heard.asked = true;
            heard.trouble = Some(trouble);
        });
        let why = PrintWhy::Trouble { trouble: trouble_word(trouble) }.message();
        let passes = matches!(
            trouble,
            Trouble::Busy
                | Trouble::BufferFull
                | Trouble::LabelWaiting
                | Trouble::HalfFormat
                | Trouble::TooHot
        );
        let is_tried = job.attempt_count >= ATTEMPTS_BEFORE_FALL_BACK;
        if !passes && is_tried && self.hand_on(job, batch, &why)? {
            return Ok(());
        }
        // Whoever loads a roll stands there and waits.
        let attempts = u32::try_from(job.attempt_count + 1).unwrap_or(u32::MAX);
        let more_ms = if trouble.is_waiting_for_help() { 0 } else { retry_delay_ms(attempts) };
        self.later(job, batch, why, retry_ms.max(more_ms))
    }

    /// To the printer that stands in for this one, or back to those of its role; false where there is none, or where
    /// a label of it may have left.
    fn hand_on(&self, job: &PrintJob, batch: &Batch, why: &Message) -> Result<bool, Failure> {
        if has_begun(batch) || job.cancel_asked {
            return Ok(false);
        }
        let settings = self.context.settings();
        let others = || settings.printer.iter().filter(|other| other.name != self.printer.name);
        let prints = |other: &&Printer| {
            other.place().is_some_and(|place| place.carries_labels())
                && Sheets::of(job, other, &self.context).is_ok_and(|sheets| sheets.draw(1).is_ok())
        };
        let (id, why) = (job.id, json(why));
        if !self.printer.has_role(&job.role) {
            let is_wanted = others().any(|other| other.has_role(&job.role));
            if is_wanted {
                let batch_json = json(&Batch::new(job.label_count));
                self.write(move |tx| print_job::move_to(tx, id, "", &batch_json, &why))?;
            }
            return Ok(is_wanted);
        }
        let Some(name) = &self.printer.falls_back_to else { return Ok(false) };
        let named = others().find(|other| other.name == *name);
        let Some(other) = named.or_else(|| others().find(|other| other.has_role(name))).filter(prints) else {
            return Ok(false);
        };
        let (job, other) = (job.clone(), other.clone());
        self.write(move |tx| {
            let batch_json = json(&batch_for(tx, &job, &other)?);
            print_job::move_to(tx, id, &other.name, &batch_json, &why)
        })?;
        self.context.printing.notify_one();
        Ok(true)
    }

    fn later(&self, job: &PrintJob, batch: &Batch, why: Message, after_ms: u64) -> Result<(), Failure> {
        let (id, batch_json, why) = (job.id, json(batch), json(&why));
        let next_at_ms = self.context.now_ms() + after_ms as i64;
        self.write(move |tx| {
            print_job::set_batch(tx, id, &batch_json)?;
            print_job::later(tx, id, &why, next_at_ms)
        })
    }

    fn fail(&self, job: &PrintJob, why: &Message) -> Result<(), Failure> {
        self.hear(|heard| heard.bad_count += i64::from(job.label_count));
        let (id, why, now_ms) = (job.id, json(why), self.context.now_ms());
        self.write(move |tx| print_job::set_state(tx, id, PrintState::Failed, &why, now_ms))
    }

    fn write(
        &self,
        change: impl FnOnce(&mut Transaction<'_>) -> Result<(), Error> + Send + 'static,
    ) -> Result<(), Failure> {
        Ok(self.context.ledger.writer().turn_blocking(change)?)
    }
}

/// For the printer that takes it now. What a job has begun elsewhere goes on, whoever printed it before.
fn batch_for(tx: &Transaction<'_>, job: &PrintJob, printer: &Printer) -> Result<Batch, Error> {
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
enum Failure {
    #[error("write what became of the job: {0}")]
    Ledger(#[from] Error),
    #[error("{0}")]
    Device(#[from] devices::Error),
}
