//! What each answer of the printer means for the labels of a batch (devices.md 4.2, 4.3). Pure: events and
//! milliseconds in, the next action out; `printer` carries the actions out.
//!
//! The counter says how many labels came out; which ones, follows from their order on a wire that loses
//! nothing. So nothing more is sent after a silence or a cut until all that was sent is accounted for.

use super::{Anchor, Batch, BatchEnd};
use crate::language::{PrinterIdentity, PrinterLanguage};
use crate::print_job::{Limits, retry_delay_ms};
use crate::{ConfirmedBy, Doubt, JobState, PrinterStatus, Trouble};
use std::ops::RangeInclusive;

/// What holds for this printer.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    pub language: PrinterLanguage,
    pub limits: Limits,
    /// Labels that may be in the printer at a time, where it counts them; else one by one.
    pub window: u32,
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
    batch: Batch,
    rules: Rules,
    trouble: Option<Trouble>,
    flight: Flight,
    silent_since_ms: Option<u64>,
    moved: Option<(Moved, u64)>,
    has_dropped_half: bool,
}

/// What happened since labels went into an empty printer.
#[derive(Clone, Copy, Debug, Default)]
struct Flight {
    line_was_lost: bool,
    was_silent: bool,
    /// It stood still in a way that spoils a label, and no printing was seen since.
    stood_still: bool,
    last_counted: u32,
    empty_answer_count: u32,
}

/// What changes while a printer works, for seeing that it does.
type Moved = (Option<u32>, Option<u32>);

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
                self.flight.line_was_lost |= trouble == Trouble::Unreachable;
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

    fn judge(&mut self, status: &PrinterStatus, counter: Option<u64>, now_ms: u64) -> Action {
        self.trouble = status.trouble();
        let counter = counter.filter(|_| !self.rules.is_shared);
        if self.batch.in_printer().is_some() {
            let action = match (self.batch.anchor, counter) {
                (Some(anchor), Some(counter)) => self.judge_by_counter(anchor, counter, status, now_ms),
                // It counted before: an answer without the counter is half an answer.
                (Some(_), None) => Some(self.be_silent(Trouble::Silent, now_ms)),
                (None, _) => self.judge_by_buffer(status, now_ms),
            };
            if let Some(action) = action {
                return action;
            }
        }
        self.silent_since_ms = None;
        self.send_more(Some(status), counter)
    }

    /// `None`: nothing keeps more labels from going out.
    fn judge_by_counter(
        &mut self,
        anchor: Anchor,
        counter: u64,
        status: &PrinterStatus,
        now_ms: u64,
    ) -> Option<Action> {
        self.silent_since_ms = None;
        let in_printer = self.batch.in_printer()?;
        let sent = in_printer.end() - anchor.label_count;
        let known = in_printer.start() - 1 - anchor.label_count;
        let counted = counter.checked_sub(anchor.odometer).and_then(|count| u32::try_from(count).ok());
        let Some(counted) =
            counted.filter(|count| (known.max(self.flight.last_counted)..=sent).contains(count))
        else {
            // A counter that was reset will not be asked about the same labels again.
            self.batch.anchor = None;
            return Some(self.doubt(Doubt::CounterMoved));
        };
        self.flight.last_counted = counted;
        // A label spoiled by the end of the paper may have been counted, and will be printed again: what is
        // still inside cannot be out.
        let out = match status.left_inside() {
            Some(inside) => counted.min(sent.saturating_sub(inside)),
            None if status.trouble().is_some() => known,
            None => counted,
        };
        for number in in_printer.clone().take_while(|number| *number <= anchor.label_count + out) {
            self.batch.confirm(number, ConfirmedBy::Odometer);
        }
        self.batch.in_printer()?;
        let watched = self.keep_watching(status, Some(counted), now_ms);
        // Whatever is still missing after a silence must be found before others hide it.
        let must_account =
            self.flight.line_was_lost || self.flight.was_silent || status.left_inside() == Some(0);
        if must_account || !matches!(watched, Action::Look { .. }) { Some(watched) } else { None }
    }

    /// One label is inside. Immediate questions are answered out of turn, so one empty answer may be older
    /// than the label: two in a row count, and only when nothing happened in between that could have lost it.
    fn judge_by_buffer(&mut self, status: &PrinterStatus, now_ms: u64) -> Option<Action> {
        self.silent_since_ms = None;
        if status.trouble().is_some_and(|trouble| trouble != Trouble::LabelWaiting) {
            self.flight.stood_still = true;
        } else if status.left_inside().is_some_and(|inside| inside > 0) {
            self.flight.stood_still = false;
        }
        if !status.is_empty_and_well() {
            self.flight.empty_answer_count = 0;
            return Some(self.keep_watching(status, None, now_ms));
        }
        self.flight.empty_answer_count += 1;
        if self.flight.empty_answer_count < 2 {
            return Some(self.look_again());
        }
        if self.flight.line_was_lost {
            return Some(self.doubt(Doubt::PowerLost));
        }
        if self.flight.was_silent {
            return Some(self.doubt(Doubt::Silence));
        }
        if self.flight.stood_still && !self.rules.language.speech().repeats_spoiled() {
            return Some(self.doubt(Doubt::Mended));
        }
        for number in self.batch.in_printer()? {
            self.batch.confirm(number, ConfirmedBy::BufferEmpty);
        }
        None
    }

    fn keep_watching(&mut self, status: &PrinterStatus, counted: Option<u32>, now_ms: u64) -> Action {
        let inside =
            status.labels_remaining.map(|remaining| remaining.saturating_add(status.formats_waiting));
        let moved_now: Moved = (inside, counted);
        let is_mended = self.trouble.is_some_and(Trouble::is_waiting_for_help);
        let since_ms = match self.moved {
            Some((moved, since_ms)) if moved == moved_now && !is_mended => since_ms,
            _ => now_ms,
        };
        self.moved = Some((moved_now, since_ms));
        // Half a label whose end does not come is as good as empty.
        let (limit_ms, doubt) = match inside {
            Some(0) if self.flight.line_was_lost || self.flight.was_silent => {
                (self.rules.limits.settle_ms, Doubt::PowerLost)
            }
            Some(0) => (self.rules.limits.settle_ms, Doubt::PartlyPrinted),
            _ => (self.rules.limits.stuck_ms, Doubt::Stuck),
        };
        if now_ms.saturating_sub(since_ms) >= limit_ms { self.doubt(doubt) } else { self.look_again() }
    }

    fn be_silent(&mut self, trouble: Trouble, now_ms: u64) -> Action {
        if self.batch.in_printer().is_none() {
            self.trouble = Some(trouble);
            return self.waits(trouble);
        }
        self.flight.empty_answer_count = 0;
        self.flight.was_silent = true;
        let since_ms = *self.silent_since_ms.get_or_insert(now_ms);
        // The last fault seen stays on the screen: the silence belongs to it.
        let is_mended = self.trouble.is_some_and(Trouble::is_waiting_for_help);
        let limits = self.rules.limits;
        let limit_ms = if is_mended { limits.mending_ms } else { limits.silence_ms };
        if !is_mended {
            self.trouble = Some(trouble);
        }
        let is_over = now_ms.saturating_sub(since_ms) >= limit_ms;
        if is_over { self.doubt(Doubt::Silence) } else { self.look_again() }
    }

    /// Fills the window, when the printer may take labels.
    fn send_more(&mut self, status: Option<&PrinterStatus>, counter: Option<u64>) -> Action {
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
        let counts = self.batch.anchor.is_some() || !self.rules.gives_answers;
        let window = if counts { self.rules.window.max(1) } else { 1 };
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
        let is_working = status.formats_waiting > 0 || status.labels_remaining.is_some_and(|count| count > 0);
        let has_counted_more = match (self.batch.anchor, counter) {
            (Some(anchor), Some(counter)) => {
                counter > anchor.odometer + u64::from(first - 1 - anchor.label_count)
            }
            _ => false,
        };
        if self.rules.is_shared || !(is_working || has_counted_more) {
            return false;
        }
        self.batch.said_missing = None;
        self.batch.set_all(Some(first..=last), JobState::Sent);
        self.flight = Flight { line_was_lost: true, was_silent: true, ..Flight::default() };
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

    fn look_again(&self) -> Action {
        Action::Look { after_ms: self.rules.limits.look_every_ms }
    }

    fn waits(&self, trouble: Trouble) -> Action {
        Action::End(BatchEnd::Waits { trouble, retry_after_ms: retry_delay_ms(2) })
    }

    fn doubt(&mut self, doubt: Doubt) -> Action {
        self.put_in_doubt(doubt);
        Action::End(BatchEnd::InDoubt { doubt })
    }

    fn put_in_doubt(&mut self, doubt: Doubt) {
        if let Some(labels) = self.batch.in_printer() {
            self.batch.set_all(Some(labels), JobState::Unknown);
            self.batch.doubt = Some(doubt);
        }
    }
}

/// With labels of ours inside, being busy is no reason to wait.
fn keeps_from_sending(status: &PrinterStatus, in_printer: u32) -> Option<Trouble> {
    status.keeps_from_sending().filter(|trouble| in_printer == 0 || *trouble != Trouble::Busy)
}
