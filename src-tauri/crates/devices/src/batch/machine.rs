//! What each answer of the printer means for the labels of a batch (devices.md 4.2, 4.3). Pure: events and
//! milliseconds in, the next action out; `printer` carries the actions out.
//!
//! The counter says how many labels came out; which ones, follows from their order on a wire that loses
//! nothing. So nothing more is sent after a silence or a cut until all that was sent is accounted for.

use super::judge::{is_working, keeps_from_sending};
use super::{Anchor, Batch, BatchEnd};
use crate::language::{PrinterIdentity, PrinterLanguage};
use crate::print_job::{Limits, retry_delay_ms};
use crate::{Doubt, JobState, PrinterStatus, Trouble};
use std::ops::RangeInclusive;

/// What holds for this printer.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    pub language: PrinterLanguage,
    pub limits: Limits,
    /// Labels that may be in the printer at a time, where it counts them and the wire loses nothing; else
    /// one by one.
    pub window: u32,
    pub is_lossless: bool,
    /// Other programs print there, too: its counter proves nothing.
    pub is_shared: bool,
    pub gives_answers: bool,
}

#[derive(Clone, Debug)]
pub enum Event {
    /// A new connection, and who is at its end; `None` for printers that only listen.
    Met(Option<PrinterIdentity>),
    /// No connection, or no answer that names a printer.
    NotMet(Trouble),
    /// `status: None` is silence.
    Looked {
        status: Option<PrinterStatus>,
        counter: Option<u64>,
        is_cut: bool,
    },
    /// The half label was asked to be dropped.
    HalfDropped,
    /// The labels in `Sending` and the counter are on disk.
    Recorded,
    Written,
    /// Of so many labels of the write at least one byte may have left.
    WriteFailed {
        begun_count: u32,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Connect anew, and ask who is there.
    Meet,
    /// Status and counter, over a connection that was met; else meet first.
    Look {
        after_ms: u64,
    },
    DropHalf,
    /// Commit the batch, then write.
    Record {
        labels: RangeInclusive<u32>,
    },
    Write {
        labels: RangeInclusive<u32>,
    },
    End(BatchEnd),
}

pub struct Machine {
    pub(super) batch: Batch,
    pub(super) rules: Rules,
    pub(super) trouble: Option<Trouble>,
    pub(super) flight: Flight,
    pub(super) silent_since_ms: Option<u64>,
    pub(super) moved: Option<(Moved, u64)>,
    has_dropped_half: bool,
}

/// What happened since labels went into an empty printer.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Flight {
    pub(super) line_was_lost: bool,
    pub(super) was_silent: bool,
    /// It stood still in a way that spoils a label, and no printing was seen since.
    pub(super) stood_still: bool,
    /// Times it stood still in such a way: so many labels may have been counted and printed again.
    pub(super) stop_count: u32,
    pub(super) is_standing: bool,
    pub(super) last_counted: u32,
    pub(super) empty_since_ms: Option<u64>,
    pub(super) was_seen_working: bool,
    /// A person was asked about these labels before: against a second answer the counter says nothing.
    pub(super) is_second_look: bool,
}

/// What changes while a printer works, for seeing that it does.
pub(super) type Moved = (Option<u32>, Option<u32>);

impl Machine {
    /// The machine and its first action. Labels that were in the printer when the station stopped are looked
    /// at; without a counter only a person can tell.
    pub fn begin(batch: Batch, rules: Rules) -> (Machine, Action) {
        let mut machine = Machine {
            batch,
            rules,
            trouble: None,
            flight: Flight::default(),
            silent_since_ms: None,
            moved: None,
            has_dropped_half: false,
        };
        let action = machine.first_action();
        (machine, action)
    }

    pub fn batch(&self) -> &Batch {
        &self.batch
    }

    pub fn into_batch(self) -> Batch {
        self.batch
    }

    /// What the printer complained of last.
    pub fn trouble(&self) -> Option<Trouble> {
        self.trouble
    }

    fn first_action(&mut self) -> Action {
        if let (Some(_), Some(doubt)) = (self.batch.in_doubt(), self.batch.doubt) {
            return Action::End(BatchEnd::InDoubt { doubt });
        }
        if self.batch.is_done() {
            return Action::End(BatchEnd::Done);
        }
        if self.batch.in_printer().is_some() {
            self.flight.line_was_lost = true;
            self.flight.was_silent = true;
            if self.batch.anchor.is_none() {
                return self.doubt(Doubt::Interrupted);
            }
        }
        Action::Meet
    }

    pub fn advance(&mut self, event: Event, now_ms: u64) -> Action {
        match event {
            Event::Met(None) => self.send_more(None, None),
            Event::Met(Some(identity)) => self.meet(identity),
            Event::NotMet(trouble) => {
                self.flight.line_was_lost |= matches!(trouble, Trouble::Unreachable | Trouble::NotAllowed);
                self.be_silent(trouble, now_ms)
            }
            Event::Looked { status: None, is_cut, .. } => {
                self.flight.line_was_lost |= is_cut;
                self.be_silent(Trouble::Silent, now_ms)
            }
            Event::Looked { status: Some(status), counter, .. } => self.judge(&status, counter, now_ms),
            Event::HalfDropped => self.look_again(),
            Event::Recorded => match self.batch.range(|state| state == JobState::Sending) {
                Some(labels) => Action::Write { labels },
                None => self.look_again(),
            },
            Event::Written => {
                let written = self.batch.range(|state| state == JobState::Sending);
                self.batch.set_all(written, JobState::Sent);
                if self.rules.gives_answers { self.look_again() } else { self.doubt(Doubt::NoAnswers) }
            }
            Event::WriteFailed { begun_count } => self.keep_begun(begun_count, now_ms),
        }
    }

    fn meet(&mut self, identity: PrinterIdentity) -> Action {
        if let Some(was) = self.batch.printer.clone() {
            if !was.is_same_printer(&identity) {
                self.put_in_doubt(Doubt::Swapped);
                return Action::End(BatchEnd::Swapped { was: Box::new(was), is: Box::new(identity) });
            }
        } else if identity.language != self.rules.language {
            let wanted = self.rules.language;
            return Action::End(BatchEnd::WrongLanguage { wanted, found: Box::new(identity) });
        }
        self.batch.printer = Some(identity);
        Action::Look { after_ms: 0 }
    }

    /// Fills the window, when the printer may take labels.
    pub(super) fn send_more(&mut self, status: Option<&PrinterStatus>, counter: Option<u64>) -> Action {
        let Some(not_begun) = self.batch.not_begun() else {
            let is_done = self.batch.in_printer().is_none();
            return if is_done { Action::End(BatchEnd::Done) } else { self.look_again() };
        };
        if self.has_them_still(status, counter) {
            return self.look_again();
        }
        let in_printer = self.batch.in_printer().map_or(0, |labels| labels.count() as u32);
        if let Some(trouble) = status.and_then(|status| keeps_from_sending(status, in_printer)) {
            return self.hold_back(trouble, in_printer);
        }
        if in_printer == 0 {
            let label_count = not_begun.start() - 1;
            self.batch.said_missing = None;
            self.batch.anchor = counter.map(|odometer| Anchor { odometer, label_count });
            self.flight = Flight::default();
            self.moved = None;
        }
        let counts = self.batch.anchor.is_some() && self.rules.is_lossless;
        let window = if counts || !self.rules.gives_answers { self.rules.window.max(1) } else { 1 };
        // Topped up by halves, so that the disk is not asked for every single label.
        if in_printer > 0 && in_printer > window / 2 {
            return self.look_again();
        }
        let last = (not_begun.start() + (window - in_printer) - 1).min(*not_begun.end());
        let labels = *not_begun.start()..=last;
        self.batch.set_all(Some(labels.clone()), JobState::Sending);
        Action::Record { labels }
    }

    /// Labels that a person did not see may have been inside all the time: the printer is not empty, or has
    /// counted more than the person saw. Then they are looked at, and not sent again.
    fn has_them_still(&mut self, status: Option<&PrinterStatus>, counter: Option<u64>) -> bool {
        let (Some((first, last)), Some(status), None) =
            (self.batch.said_missing, status, self.batch.in_printer())
        else {
            return false;
        };
        let has_counted_more = match (self.batch.anchor, counter) {
            (Some(anchor), Some(counter)) => {
                counter > anchor.odometer + u64::from(first - 1 - anchor.label_count)
            }
            _ => false,
        };
        if self.rules.is_shared || !(is_working(status) || has_counted_more) {
            return false;
        }
        self.batch.said_missing = None;
        self.batch.set_all(Some(first..=last), JobState::Sent);
        self.flight =
            Flight { line_was_lost: true, was_silent: true, is_second_look: true, ..Flight::default() };
        self.moved = None;
        true
    }

    fn hold_back(&mut self, trouble: Trouble, in_printer: u32) -> Action {
        if in_printer > 0 {
            return self.look_again();
        }
        // Half a label of a broken line would swallow the beginning of the next one.
        let may_drop = !self.rules.is_shared && self.rules.language.speech().drop_half().is_some();
        if trouble == Trouble::HalfFormat && may_drop && !self.has_dropped_half {
            self.has_dropped_half = true;
            return Action::DropHalf;
        }
        self.trouble = Some(trouble);
        self.waits(trouble)
    }

    /// Labels of which no byte has left go back; the others are looked at.
    fn keep_begun(&mut self, begun_count: u32, now_ms: u64) -> Action {
        if let Some(labels) = self.batch.range(|state| state == JobState::Sending) {
            for (at, number) in labels.enumerate() {
                let state = if (at as u32) < begun_count { JobState::Sent } else { JobState::Queued };
                self.batch.set(number, state);
            }
        }
        if self.batch.in_printer().is_none() {
            return self.waits(Trouble::Unreachable);
        }
        self.flight.line_was_lost = true;
        if self.batch.anchor.is_none() {
            return self.doubt(Doubt::LineBroke);
        }
        self.be_silent(Trouble::Unreachable, now_ms)
    }

    /// Without a counter more often: printing must be seen, and labels go one by one.
    pub(super) fn look_again(&self) -> Action {
        let look_every_ms = self.rules.limits.look_every_ms;
        let after_ms = if self.batch.anchor.is_some() { look_every_ms } else { look_every_ms / 5 };
        Action::Look { after_ms }
    }

    pub(super) fn waits(&self, trouble: Trouble) -> Action {
        Action::End(BatchEnd::Waits { trouble, retry_after_ms: retry_delay_ms(2) })
    }

    pub(super) fn doubt(&mut self, doubt: Doubt) -> Action {
        self.put_in_doubt(doubt);
        Action::End(BatchEnd::InDoubt { doubt })
    }

    fn put_in_doubt(&mut self, doubt: Doubt) {
        if let Some(labels) = self.batch.in_printer() {
            self.batch.set_all(Some(labels), JobState::Unknown);
            self.batch.anchor = self.batch.anchor.filter(|_| !self.flight.is_second_look);
            self.batch.doubt = Some(doubt);
        }
    }
}
