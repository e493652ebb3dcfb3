//! Carries out what the batch machine asks for, over any wire and in either language. Blocks: one thread per
//! printer, one talk at a time. The queue, the database, the drawing and the choice of the printer are the
//! station's; it records before a byte leaves.

use super::machine::{Action, Event, Machine, Rules};
use super::{Batch, BatchEnd, Pace};
use crate::language::{PrinterIdentity, PrinterLanguage};
use crate::print_job::{Limits, MOST_LABELS_PER_JOB};
use crate::printer_worker::JournalError;
use crate::stop_signal::Woken;
use crate::transport::Cable;
use crate::{Connection, Error, Patience, PrinterStatus, Trouble};
use std::ops::RangeInclusive;
use std::sync::Arc;

/// One printer and how it is spoken to.
#[derive(Clone)]
pub struct LabelPrinter {
    pub cable: Arc<dyn Cable>,
    /// In which labels are drawn.
    pub language: PrinterLanguage,
    pub gives_answers: bool,
    pub is_shared: bool,
    /// Labels in the printer at a time where it counts them and the wire loses nothing; else one by one.
    pub window: u32,
    pub patience: Patience,
    pub limits: Limits,
    pub pace: Arc<dyn Pace>,
}

/// Where the life of the labels is recorded, and where they come from.
pub trait BatchJournal {
    /// The bytes of one label, one sheet, for this printer. Asked before the labels are recorded.
    fn draw(&mut self, label: u32) -> Result<Vec<u8>, JournalError>;

    /// Commits the batch durably, with these labels in `Sending`; their bytes leave after `Ok`.
    fn sending(&mut self, batch: &Batch, labels: RangeInclusive<u32>) -> Result<(), JournalError>;

    /// Something changed: confirmed, in doubt, back in the queue. A failure is the journal's own to report:
    /// after a restart labels in `Sending` or `Sent` are looked at and not sent again.
    fn progress(&mut self, batch: &Batch);

    /// What the printer complains of; `None` when it is well again. For the screen.
    fn trouble(&mut self, trouble: Option<Trouble>);
}

impl LabelPrinter {
    /// A printer of our own that answers, with the usual patience, limits and window.
    pub fn new(cable: Arc<dyn Cable>, language: PrinterLanguage, pace: Arc<dyn Pace>) -> LabelPrinter {
        LabelPrinter {
            cable,
            language,
            gives_answers: true,
            is_shared: false,
            window: MOST_LABELS_PER_JOB,
            patience: Patience::default(),
            limits: Limits::default(),
            pace,
        }
    }

    /// How it is now, in full, for the device page.
    pub fn status(&self) -> Result<PrinterStatus, Error> {
        let mut connection = Connection::over(&*self.cable, self.language, self.patience)?;
        let status = connection.status_in_full();
        connection.close();
        status
    }

    /// Who is there, in whatever of our languages it answers: the wrong language is recognised by this.
    pub fn identify(&self) -> Result<PrinterIdentity, Error> {
        let others = PrinterLanguage::ALL.into_iter().filter(|language| *language != self.language);
        let mut failure = None;
        for language in [self.language].into_iter().chain(others) {
            let mut connection = Connection::over(&*self.cable, language, self.patience)?;
            let identity = connection.identity();
            connection.close();
            match identity {
                Ok(identity) => return Ok(identity),
                // Garbage in the first language says more than silence in the second.
                Err(error) => failure = failure.or(Some(error)),
            }
        }
        Err(failure.expect("at least one language was tried"))
    }

    /// Moves the batch on until it is done, waits, is in doubt, or is told to stop. `batch` is right also
    /// when this fails. Fails when the journal refused or could not draw: nothing of those labels was sent.
    pub fn print(&self, batch: &mut Batch, journal: &mut dyn BatchJournal) -> Result<BatchEnd, Error> {
        let rules = Rules {
            language: self.language,
            limits: self.limits,
            window: self.window,
            is_lossless: self.cable.is_lossless(),
            is_shared: self.is_shared,
            gives_answers: self.gives_answers,
        };
        let (machine, first) = Machine::begin(batch.clone(), rules);
        let mut talk = Talk { printer: self, machine, connection: None, drawn: Vec::new(), shown: None };
        let end = talk.carry_out(first, journal);
        if let Some(connection) = talk.connection.take() {
            connection.close();
        }
        *batch = talk.machine.into_batch();
        if end.is_err() {
            // What was marked as being sent has not left.
            batch.take_back_sending();
        }
        journal.progress(batch);
        end
    }
}

struct Talk<'talk> {
    printer: &'talk LabelPrinter,
    machine: Machine,
    connection: Option<Connection>,
    drawn: Vec<Vec<u8>>,
    shown: Option<Trouble>,
}

impl Talk<'_> {
    fn carry_out(&mut self, first: Action, journal: &mut dyn BatchJournal) -> Result<BatchEnd, Error> {
        let mut action = first;
        loop {
            let before = self.machine.batch().clone();
            let event = match action {
                Action::Meet => self.meet(),
                Action::Look { after_ms } => {
                    if self.printer.pace.wait_ms(after_ms) == Woken::Stopped {
                        return Ok(BatchEnd::Stopped);
                    }
                    self.look()
                }
                Action::DropHalf => self.drop_half(),
                Action::Record { labels } => self.record(labels, journal)?,
                Action::Write { .. } => self.write(),
                Action::End(end) => return Ok(end),
            };
            action = self.machine.advance(event, self.printer.pace.now_ms());
            if before != *self.machine.batch() && !matches!(action, Action::Record { .. }) {
                journal.progress(self.machine.batch());
            }
            if self.machine.trouble() != self.shown {
                self.shown = self.machine.trouble();
                journal.trouble(self.shown);
            }
        }
    }

    fn meet(&mut self) -> Event {
        if let Some(old) = self.connection.take() {
            old.close();
        }
        let printer = self.printer;
        let opened = |language| Connection::over(&*printer.cable, language, printer.patience);
        if !printer.gives_answers {
            return match opened(printer.language) {
                Ok(connection) => {
                    self.connection = Some(connection);
                    Event::Met(None)
                }
                Err(error) => Event::NotMet(error.trouble()),
            };
        }
        let identity = match printer.identify() {
            Ok(identity) => identity,
            Err(error) => return Event::NotMet(error.trouble()),
        };
        // A fresh one: finer questions may have gone without an answer. Nobody changes printers in between.
        match opened(printer.language) {
            Ok(connection) => self.connection = Some(connection),
            Err(error) => return Event::NotMet(error.trouble()),
        }
        Event::Met(Some(identity))
    }

    fn look(&mut self) -> Event {
        let Some(connection) = self.connection.as_mut().filter(|connection| !connection.is_stale()) else {
            return self.meet();
        };
        let status = connection.host_status();
        let mut is_garbled = matches!(status, Err(Error::Garbled { .. }));
        let counter = match &status {
            Ok(_) if !self.printer.is_shared => connection.label_odometer().ok().flatten(),
            _ => None,
        };
        is_garbled &= !connection.is_cut();
        if is_garbled {
            // Answers that make no sense: who is it?
            self.connection = None;
        }
        let is_cut = self.connection.as_ref().is_some_and(Connection::is_cut);
        Event::Looked { status: status.ok(), counter, is_cut }
    }

    fn drop_half(&mut self) -> Event {
        if let Some(connection) = &mut self.connection {
            // Whether it helped shows in the next look.
            let _ = connection.drop_half();
        }
        Event::HalfDropped
    }

    fn record(
        &mut self,
        labels: RangeInclusive<u32>,
        journal: &mut dyn BatchJournal,
    ) -> Result<Event, Error> {
        self.drawn.clear();
        for label in labels.clone() {
            let drawn = journal.draw(label).map_err(|source| Error::NotDrawn { label, source })?;
            self.drawn.push(drawn);
        }
        journal.sending(self.machine.batch(), labels).map_err(|source| Error::NotRecorded { source })?;
        Ok(Event::Recorded)
    }

    fn write(&mut self) -> Event {
        let Some(connection) = &mut self.connection else {
            return Event::WriteFailed { begun_count: 0 };
        };
        for (at, bytes) in self.drawn.iter().enumerate() {
            match connection.write_job(bytes) {
                Ok(()) => {}
                Err(Error::Uncertain { .. }) => return Event::WriteFailed { begun_count: at as u32 + 1 },
                Err(_) => return Event::WriteFailed { begun_count: at as u32 },
            }
        }
        Event::Written
    }
}

impl Batch {
    fn take_back_sending(&mut self) {
        let sending = self.range(|state| state == crate::JobState::Sending);
        self.set_all(sending, crate::JobState::Queued);
    }
}
