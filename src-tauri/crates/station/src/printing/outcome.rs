//! What becomes of a job after one talk with its printer: done, doubted, waiting, handed on, failed. All of it is
//! written before the worker takes another.

use super::desk::{Desk, Failure, batch_for};
use super::sheets::Sheets;
use super::standing::{Standing, Swapped, has_begun};
use super::{json, trouble_word, word};
use crate::said::PrintWhy;
use crate::settings::Printer;
use devices::batch::BatchEnd;
use devices::print_job::retry_delay_ms;
use devices::{Batch, JobState, Trouble};
use domain::Message;
use ledger::table::print_job::{self, PrintJob, PrintState};
use ledger::{Error, Transaction};

/// Attempts at a printer that is in trouble before another one has the job.
const ATTEMPTS_BEFORE_FALL_BACK: i64 = 2;
/// What only a person can change is looked at again after so long.
pub(super) const PERSON_MS: u64 = 15_000;

impl Desk {
    pub(super) fn conclude(&self, job: &PrintJob, batch: &Batch, end: BatchEnd) -> Result<(), Failure> {
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

    pub(super) fn done(&self, job: &PrintJob, batch: &Batch) -> Result<(), Failure> {
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
    pub(super) fn doubt(
        &self,
        job: &PrintJob,
        batch: &Batch,
        swapped: Option<Swapped>,
    ) -> Result<(), Failure> {
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

    pub(super) fn wait(
        &self,
        job: &PrintJob,
        batch: &Batch,
        trouble: Trouble,
        retry_ms: u64,
    ) -> Result<(), Failure> {
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
    pub(super) fn hand_on(&self, job: &PrintJob, batch: &Batch, why: &Message) -> Result<bool, Failure> {
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

    pub(super) fn later(
        &self,
        job: &PrintJob,
        batch: &Batch,
        why: Message,
        after_ms: u64,
    ) -> Result<(), Failure> {
        let (id, batch_json, why) = (job.id, json(batch), json(&why));
        let next_at_ms = self.context.now_ms() + after_ms as i64;
        self.write(move |tx| {
            print_job::set_batch(tx, id, &batch_json)?;
            print_job::later(tx, id, &why, next_at_ms)
        })
    }

    pub(super) fn fail(&self, job: &PrintJob, why: &Message) -> Result<(), Failure> {
        self.hear(|heard| heard.bad_count += i64::from(job.label_count));
        let (id, why, now_ms) = (job.id, json(why), self.context.now_ms());
        self.write(move |tx| print_job::set_state(tx, id, PrintState::Failed, &why, now_ms))
    }

    pub(super) fn write(
        &self,
        change: impl FnOnce(&mut Transaction<'_>) -> Result<(), Error> + Send + 'static,
    ) -> Result<(), Failure> {
        Ok(self.context.ledger.writer().turn_blocking(change)?)
    }
}
