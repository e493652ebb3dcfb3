//! The life of one job as it is written down while its labels come out, before each byte leaves.

use super::desk::Desk;
use super::sheets::Sheets;
use devices::{Batch, BatchJournal, JournalError, Trouble};
use domain::{Message, PrintJobId};
use ledger::table::known_printer;
use ledger::table::print_job::{self, Sending};
use std::ops::RangeInclusive;

pub(super) struct JobJournal<'a> {
    desk: &'a Desk,
    job: PrintJobId,
    /// Or why nothing more of it can be drawn.
    sheets: Result<Sheets, Message>,
    /// Drawn last.
    bytes: Vec<u8>,
    /// As it was written last.
    written: String,
    /// What the printer complained of last.
    pub shown: Option<Trouble>,
    /// Why a label was not sent, where that is not the book's fault.
    pub refusal: Option<Message>,
}

/// Said to the printer's worker, which knows why.
#[derive(Debug, thiserror::Error)]
#[error("the label is not to be sent")]
struct NotToBeSent;

impl<'a> JobJournal<'a> {
    pub fn new(desk: &'a Desk, job: PrintJobId, sheets: Result<Sheets, Message>) -> JobJournal<'a> {
        JobJournal {
            desk,
            job,
            sheets,
            bytes: Vec::new(),
            written: String::new(),
            shown: None,
            refusal: None,
        }
    }

    fn refuse(&mut self, why: Message) -> JournalError {
        self.refusal = Some(why);
        Box::new(NotToBeSent)
    }
}

impl BatchJournal for JobJournal<'_> {
    fn draw(&mut self, label: u32) -> Result<Vec<u8>, JournalError> {
        let drawn = match &self.sheets {
            Ok(sheets) => sheets.draw(label).map_err(|error| error.message()),
            Err(why) => Err(why.clone()),
        };
        let bytes = drawn.map_err(|why| self.refuse(why))?;
        self.bytes.clone_from(&bytes);
        Ok(bytes)
    }

    fn sending(&mut self, batch: &Batch, _labels: RangeInclusive<u32>) -> Result<(), JournalError> {
        let Ok(sheets) = &self.sheets else { return Ok(()) };
        let suits = batch.printer().map_or(Ok(()), |printer| sheets.suit(printer));
        let dpi = sheets.target.resolution.dpi();
        suits.map_err(|why| self.refuse(why))?;
        let identity_json = batch.printer().map(super::json);
        let sending = Sending {
            printer: self.desk.printer.name.clone(),
            batch_json: super::json(batch),
            bytes: self.bytes.clone(),
            dpi,
        };
        let (id, now_ms) = (self.job, self.desk.context.now_ms());
        self.written.clone_from(&sending.batch_json);
        let writer = self.desk.context.ledger.writer();
        Ok(writer.turn_blocking(move |tx| {
            if let Some(identity_json) = &identity_json {
                known_printer::put(tx, &sending.printer, identity_json, now_ms)?;
            }
            print_job::sending(tx, id, &sending, now_ms)
        })?)
    }

    fn progress(&mut self, batch: &Batch) {
        let batch_json = super::json(batch);
        if batch_json == self.written {
            return;
        }
        self.written.clone_from(&batch_json);
        let (id, in_printer) = (self.job, batch.in_printer());
        let writer = self.desk.context.ledger.writer();
        let written = writer.turn_blocking(move |tx| print_job::progress(tx, id, &batch_json, in_printer));
        if let Err(error) = written {
            tracing::error!(%error, job = %self.job, "what became of labels was not written down");
        }
        self.desk.context.changed.notify_one();
    }

    fn trouble(&mut self, trouble: Option<Trouble>) {
        self.shown = trouble;
        self.desk.hear(|heard| {
            heard.asked = true;
            heard.trouble = trouble;
        });
    }
}
