//! The worker's own side of a printer: takes the jobs of its roles, draws them, has them printed, and writes what
//! became of each.

use super::{Heard, media_of, trouble_word};
use crate::context::Context;
use crate::said::PrintWhy;
use crate::settings::Printer;
use devices::{Job, Journal, JournalError, MonotonicMs, Outcome, PrinterLine, StopSignal, Trouble};
use domain::label::LotLabel;
use domain::{Message, PrintJobId, Value};
use ledger::table::print_job::{self, PrintJob, PrintState};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How long a worker sleeps when nobody rings.
const IDLE: Duration = Duration::from_secs(1);

pub(super) struct Desk {
    pub printer: Printer,
    pub context: Arc<Context>,
    pub stop: StopSignal,
    pub heard: Arc<Mutex<Heard>>,
}

impl Desk {
    pub fn run(&self, in_doubt: Vec<PrintJob>) {
        self.recheck(in_doubt);
        self.ask();
        while !self.stop.is_stopped() {
            match self.next() {
                Ok(Some(job)) => {
                    if let Err(error) = self.print(&job) {
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

    fn line(&self) -> PrinterLine {
        let context = self.context.clone();
        let monotonic: MonotonicMs = Arc::new(move || context.monotonic_ms());
        PrinterLine::new(&self.printer.address, monotonic, self.stop.clone())
    }

    /// One question at start, so that the tile says how the printer is before the first label.
    fn ask(&self) {
        let answer = devices::query_status(&self.printer.address, devices::Patience::default());
        let trouble = match &answer {
            Ok(status) => status.trouble(),
            Err(_) => Some(Trouble::Unreachable),
        };
        self.hear(|heard| {
            heard.asked = true;
            heard.trouble = trouble;
        });
    }

    fn hear(&self, change: impl FnOnce(&mut Heard)) {
        change(&mut self.heard.lock().expect("nothing panics while it holds what was heard"));
        self.context.changed.notify_one();
    }

    fn next(&self) -> Result<Option<PrintJob>, ledger::Error> {
        let (roles, now_ms) = (self.printer.roles.clone(), self.context.now_ms());
        self.context.ledger.writer().turn_blocking(move |tx| {
            for role in &roles {
                if let Some(job) = print_job::next_due_for(tx, role, now_ms)? {
                    return Ok(Some(job));
                }
            }
            Ok(None)
        })
    }

    /// Jobs that were under way when the station stopped: looked at, never sent again by themselves.
    fn recheck(&self, in_doubt: Vec<PrintJob>) {
        for job in in_doubt {
            let before = job.odometer_before.and_then(|count| u64::try_from(count).ok());
            let mut journal = self.journal(&job, &[]);
            let outcome = self.line().recheck(job.label_count, before, &mut journal);
            if let Err(error) =
                outcome.map_err(Failure::Device).and_then(|outcome| self.settle(&job, outcome))
            {
                tracing::error!(%error, job = %job.id, "a print job in doubt was not settled");
            }
        }
    }

    fn print(&self, job: &PrintJob) -> Result<(), Failure> {
        let bytes = match self.draw(job) {
            Ok(bytes) => bytes,
            Err(message) => return self.set(job.id, PrintState::Failed, message),
        };
        let queued_for_ms = self.context.now_ms().saturating_sub(job.made_at_ms).max(0) as u64;
        let work = Job {
            bytes: &bytes,
            label_count: job.label_count,
            queued_for_ms,
            attempt_count: u32::try_from(job.attempt_count).unwrap_or(u32::MAX),
        };
        let outcome = self.line().print_once(work, &mut self.journal(job, &bytes))?;
        self.settle(job, outcome)
    }

    /// The exact bytes for this printer.
    fn draw(&self, job: &PrintJob) -> Result<Vec<u8>, Message> {
        let label: LotLabel = serde_json::from_str(&job.content_json).map_err(|error| {
            Message::new("print-not-readable", [("problem", Value::from(error.to_string()))])
        })?;
        let media = media_of(&self.printer);
        let drawn = labels::draw_lot_label(&label, &media).map_err(|error| error.message())?;
        Ok(drawn.bytes)
    }

    fn journal<'a>(&'a self, job: &PrintJob, bytes: &'a [u8]) -> JobJournal<'a> {
        JobJournal { desk: self, job: job.id, bytes }
    }

    fn settle(&self, job: &PrintJob, outcome: Outcome) -> Result<(), Failure> {
        let label_count = i64::from(job.label_count);
        match outcome {
            Outcome::Confirmed { by } => {
                self.hear(|heard| heard.good_count += label_count);
                let (id, now_ms, by) = (job.id, self.context.now_ms(), word("confirmed-by", &by));
                let writer = self.context.ledger.writer();
                writer.turn_blocking(move |tx| print_job::confirm(tx, id, &by, now_ms))?;
                Ok(())
            }
            Outcome::NotBegun { trouble, retry_after_ms } => {
                self.hear(|heard| heard.trouble = Some(trouble));
                let why = json(&PrintWhy::Trouble { trouble: trouble_word(trouble) }.message());
                let (id, next_at_ms) = (job.id, self.context.now_ms() + retry_after_ms as i64);
                self.context
                    .ledger
                    .writer()
                    .turn_blocking(move |tx| print_job::later(tx, id, &why, next_at_ms))?;
                Ok(())
            }
            Outcome::Failed { doubt } => {
                self.hear(|heard| heard.bad_count += label_count);
                let doubt = Value::Word(word("doubt", &doubt));
                self.set(job.id, PrintState::Failed, PrintWhy::Failed { doubt }.message())
            }
            Outcome::Unknown { doubt, came_out } => {
                self.hear(|heard| heard.bad_count += label_count);
                let doubt = Value::Word(word("doubt", &doubt));
                let why = match came_out {
                    Some(came_out) => {
                        PrintWhy::PartlyOut { doubt, came_out: i64::from(came_out), label_count }
                    }
                    None => PrintWhy::Unknown { doubt },
                };
                self.set(job.id, PrintState::Unknown, why.message())
            }
            // Stopped while watching: it stays `sent` and is looked at when the station starts again.
            Outcome::Undecided { .. } => Ok(()),
        }
    }

    fn set(&self, id: PrintJobId, state: PrintState, why: Message) -> Result<(), Failure> {
        let (why, now_ms) = (json(&why), self.context.now_ms());
        self.context
            .ledger
            .writer()
            .turn_blocking(move |tx| print_job::set_state(tx, id, state, &why, now_ms))?;
        Ok(())
    }
}

struct JobJournal<'a> {
    desk: &'a Desk,
    job: PrintJobId,
    /// Stored with `sending`, before the first of them leaves.
    bytes: &'a [u8],
}

impl Journal for JobJournal<'_> {
    fn sending(&mut self, odometer_before: Option<u64>) -> Result<(), JournalError> {
        let (id, bytes) = (self.job, self.bytes.to_vec());
        let printer = self.desk.printer.name.clone();
        let before = odometer_before.and_then(|count| i64::try_from(count).ok());
        let writer = self.desk.context.ledger.writer();
        Ok(writer.turn_blocking(move |tx| print_job::store_bytes(tx, id, &printer, &bytes, before))?)
    }

    fn sent(&mut self) {
        if let Err(error) = self.desk.set(self.job, PrintState::Sent, PrintWhy::Sent {}.message()) {
            tracing::error!(%error, job = %self.job, "a sent label was not recorded as sent");
        }
    }

    fn trouble(&mut self, trouble: Option<Trouble>) {
        self.desk.hear(|heard| {
            heard.asked = true;
            heard.trouble = trouble;
        });
    }
}

#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("write what became of the job: {0}")]
    Ledger(#[from] ledger::Error),
    #[error("{0}")]
    Device(#[from] devices::Error),
}

/// The `words/` code of an enum of the devices crate, by its own serialised name.
fn word(prefix: &str, value: &impl serde::Serialize) -> String {
    let name = serde_json::to_value(value).expect("a unit enum is plain data");
    format!("{prefix}-{}", name.as_str().unwrap_or("other"))
}

fn json(message: &Message) -> String {
    serde_json::to_string(message).expect("a message is plain data")
}
