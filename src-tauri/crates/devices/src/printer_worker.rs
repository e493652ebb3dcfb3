//! The talk with one printer about one job: carries out what the print machine asks for.
//! The queue, the database and the choice of the printer are the station's; it records before a byte leaves.

use crate::print_job::{Action, Doubt, Event, JobState, Limits, Order};
use crate::print_machine::PrintMachine;
use crate::stop_signal::Woken;
use crate::{
    ConfirmedBy, Connection, Error, MonotonicMs, Patience, PrinterAddress, PrinterLanguage, PrinterStatus,
    StopSignal, Trouble,
};
use std::time::Duration;

/// One printer and how it is spoken to. One job at a time: one writer per printer.
#[derive(Clone)]
pub struct PrinterLine {
    /// As `PrinterAddress` reads it: `host:port`, `serial:…`, `usb:…`.
    pub address: String,
    pub language: PrinterLanguage,
    /// False for printers that only listen: their jobs end as `Unknown`, to be scanned back.
    pub gives_answers: bool,
    /// Other programs print there, too: the counter proves nothing and is not asked.
    pub is_shared: bool,
    pub patience: Patience,
    pub limits: Limits,
    pub monotonic_ms: MonotonicMs,
    /// Ends the watching of a job, never a write.
    pub stop: StopSignal,
}

/// What is to be printed. The bytes are drawn for this printer and were stored by the caller.
#[derive(Clone, Copy, Debug)]
pub struct Job<'bytes> {
    pub bytes: &'bytes [u8],
    /// Labels that come out of these bytes, copies included; at most `MOST_LABELS_PER_JOB`.
    pub label_count: u32,
    pub queued_for_ms: u64,
    /// Attempts before this one.
    pub attempt_count: u32,
}

pub type JournalError = Box<dyn std::error::Error + Send + Sync>;

/// Where the life of the job is recorded.
pub trait Journal {
    /// Commits `sending` with the printer's counter before the job, durably; the first byte leaves after
    /// `Ok`.
    fn sending(&mut self, odometer_before: Option<u64>) -> Result<(), JournalError>;
    /// Commits `sent`. A failure is the journal's own to report: the outcome comes all the same, and after a
    /// restart a job in `sending` is treated as one in `sent`.
    fn sent(&mut self);
    /// What the printer complains of while the job is in it; `None` when it is well again. For the screen.
    fn trouble(&mut self, trouble: Option<Trouble>);
}

/// How far the job came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing has left (`sending`, if it was recorded, goes back to `queued`): print it again after the
    /// wait.
    NotBegun {
        trouble: Trouble,
        retry_after_ms: u64,
    },
    /// Nothing has left and nothing will by itself.
    Failed {
        doubt: Doubt,
    },
    Confirmed {
        by: ConfirmedBy,
    },
    /// Ask the operator; `came_out` by the counter, where it can be believed. Never to be sent again by
    /// itself.
    Unknown {
        doubt: Doubt,
        came_out: Option<u32>,
    },
    /// Stopped while watching; `recheck` it at the next start.
    Undecided {
        trouble: Option<Trouble>,
    },
}

impl PrinterLine {
    /// A line with the usual patience and limits, to a ZPL printer of our own that answers.
    pub fn new(address: &str, monotonic_ms: MonotonicMs, stop: StopSignal) -> PrinterLine {
        PrinterLine {
            address: address.to_owned(),
            language: PrinterLanguage::Zpl,
            gives_answers: true,
            is_shared: false,
            patience: Patience::default(),
            limits: Limits::default(),
            monotonic_ms,
            stop,
        }
    }

    /// One attempt: connect, ask, record, write, watch until it is decided. Blocks for as long as the job is
    /// alive inside the printer. Fails only when the journal refused `sending`; nothing was sent then.
    pub fn print_once(&self, job: Job<'_>, journal: &mut dyn Journal) -> Result<Outcome, Error> {
        let order = self.order(job.label_count, job.queued_for_ms, job.attempt_count);
        let (machine, first) = PrintMachine::queued(order, self.limits);
        self.talk(machine, job.bytes).carry_out(first, journal)
    }

    /// A job that was sending, sent or unknown: looks whether its labels came out, sends nothing.
    pub fn recheck(
        &self,
        label_count: u32,
        odometer_before: Option<u64>,
        journal: &mut dyn Journal,
    ) -> Result<Outcome, Error> {
        let odometer_before = odometer_before.filter(|_| !self.is_shared);
        let (machine, first) =
            PrintMachine::interrupted(self.order(label_count, 0, 0), self.limits, odometer_before);
        self.talk(machine, &[]).carry_out(first, journal)
    }

    fn order(&self, label_count: u32, queued_for_ms: u64, attempt_count: u32) -> Order {
        Order {
            label_count,
            queued_for_ms,
            attempt_count,
            gives_answers: self.gives_answers,
            repeats_spoiled: self.language.speech().repeats_spoiled(),
        }
    }

    fn talk<'talk>(&'talk self, machine: PrintMachine, bytes: &'talk [u8]) -> Talk<'talk> {
        Talk { line: self, machine, bytes, connection: None, shown: None }
    }
}

struct Talk<'talk> {
    line: &'talk PrinterLine,
    machine: PrintMachine,
    bytes: &'talk [u8],
    connection: Option<Connection>,
    shown: Option<Trouble>,
}

impl Talk<'_> {
    fn carry_out(mut self, first: Action, journal: &mut dyn Journal) -> Result<Outcome, Error> {
        let mut action = first;
        let outcome = loop {
            let event = match action {
                Action::Connect => self.connect(),
                Action::AskReadiness => self.ask_readiness(),
                Action::Record => {
                    let recorded = self.make_connection_fresh().map(|()| self.record(journal));
                    match recorded {
                        Ok(recorded) => recorded?,
                        Err(trouble) => Event::NotReady(trouble),
                    }
                }
                Action::Write => self.write(journal),
                Action::Look { after_ms } => {
                    if self.line.stop.wait(Duration::from_millis(after_ms)) == Woken::Stopped {
                        break Outcome::Undecided { trouble: self.machine.trouble() };
                    }
                    self.look()
                }
                Action::TryAgain { after_ms } => break self.not_begun(after_ms),
                Action::AskOperator(_) | Action::Nothing => break self.decided(),
            };
            action = self.machine.advance(event, (self.line.monotonic_ms)());
            self.show_trouble(journal);
        };
        if let Some(connection) = self.connection.take() {
            connection.close();
        }
        Ok(outcome)
    }

    fn connect(&mut self) -> Event {
        match self.make_connection_fresh() {
            Ok(()) => Event::Connected,
            Err(trouble) => Event::NotReady(trouble),
        }
    }

    fn ask_readiness(&mut self) -> Event {
        let Some(status) = self.status() else {
            return Event::NotReady(Trouble::Silent);
        };
        match status.keeps_from_sending() {
            Some(trouble) => Event::NotReady(trouble),
            None => Event::Ready { odometer: self.odometer() },
        }
    }

    fn record(&mut self, journal: &mut dyn Journal) -> Result<Event, Error> {
        journal.sending(self.machine.odometer_before()).map_err(|source| Error::NotRecorded { source })?;
        Ok(Event::Recorded)
    }

    fn write(&mut self, journal: &mut dyn Journal) -> Event {
        let Some(connection) = &mut self.connection else {
            return Event::NotReady(Trouble::Unreachable);
        };
        match connection.write_job(self.bytes) {
            Ok(()) => {
                journal.sent();
                Event::AllWritten
            }
            Err(Error::Uncertain { bytes_written, .. }) => Event::WriteFailed { bytes_written },
            Err(_) => Event::WriteFailed { bytes_written: 0 },
        }
    }

    fn look(&mut self) -> Event {
        let status = self.make_connection_fresh().ok().and_then(|()| self.status());
        let is_counting = status.is_some() && self.machine.odometer_before().is_some();
        let odometer = if is_counting { self.odometer() } else { None };
        Event::Looked { status, odometer }
    }

    fn status(&mut self) -> Option<PrinterStatus> {
        // Silence and garbage are one thing to the machine: no answer.
        self.connection.as_mut()?.host_status().ok()
    }

    fn odometer(&mut self) -> Option<u64> {
        if self.line.is_shared {
            return None;
        }
        self.connection.as_mut()?.label_odometer().ok().flatten()
    }

    /// Opens a connection when there is none, or when the one there is owes an answer.
    fn make_connection_fresh(&mut self) -> Result<(), Trouble> {
        if let Some(stale) = self.connection.take_if(|connection| connection.is_stale()) {
            stale.close();
        }
        if self.connection.is_none() {
            let address = self.line.address.parse::<PrinterAddress>();
            let opened = address
                .and_then(|address| Connection::over(&address, self.line.language, self.line.patience));
            self.connection = Some(opened.map_err(|error| error.trouble())?);
        }
        Ok(())
    }

    fn show_trouble(&mut self, journal: &mut dyn Journal) {
        if self.machine.trouble() != self.shown {
            self.shown = self.machine.trouble();
            journal.trouble(self.shown);
        }
    }

    fn not_begun(&self, retry_after_ms: u64) -> Outcome {
        Outcome::NotBegun { trouble: self.machine.trouble().unwrap_or(Trouble::Unreachable), retry_after_ms }
    }

    fn decided(&self) -> Outcome {
        match (self.machine.state(), self.machine.confirmed_by(), self.machine.doubt()) {
            (JobState::Confirmed, Some(by), _) => Outcome::Confirmed { by },
            (JobState::Failed, _, Some(doubt)) => Outcome::Failed { doubt },
            (_, _, Some(doubt)) => Outcome::Unknown { doubt, came_out: self.machine.came_out() },
            (_, _, None) => Outcome::Undecided { trouble: self.machine.trouble() },
        }
    }
}
