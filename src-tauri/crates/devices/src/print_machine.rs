//! The life of one print job, from the first attempt to the truth about it (devices.md 4.2).
//! Pure: events and milliseconds in, the next action out; `printer_worker` carries the actions out.
//!
//! It never asks for a second write: after the first byte the answers of the printer, or a person, decide.
//! Silence proves nothing. Events that do not fit the state are late answers and change nothing.

use crate::print_job::{Action, ConfirmedBy, Doubt, Event, JobState, Limits, Order, retry_delay_ms};
use crate::{PrinterStatus, Trouble};

#[derive(Clone, Debug)]
pub struct PrintMachine {
    order: Order,
    limits: Limits,
    state: JobState,
    odometer_before: Option<u64>,
    trouble: Option<Trouble>,
    confirmed_by: Option<ConfirmedBy>,
    doubt: Option<Doubt>,
    came_out: Option<u32>,
    empty_answer_count: u32,
    silent_since_ms: Option<u64>,
    /// Since the job was sent: whether it was off meanwhile, only a counter could tell.
    was_silent: bool,
    /// Without printing seen since.
    stood_still: bool,
    moved: Option<(Moved, u64)>,
}

/// What changes while a printer works, for seeing that it does.
type Moved = (Option<u32>, Option<u32>);

impl PrintMachine {
    /// A job of which nothing has left, and its first action.
    pub fn queued(order: Order, limits: Limits) -> (PrintMachine, Action) {
        let mut machine = PrintMachine::in_state(JobState::Queued, order, limits, None);
        if order.queued_for_ms < limits.time_to_live_ms {
            return (machine, Action::Connect);
        }
        machine.state = JobState::Failed;
        machine.doubt = Some(Doubt::TooOld);
        (machine, Action::AskOperator(Doubt::TooOld))
    }

    /// A job that was sending, sent or unknown when the station stopped or lost the printer: it is looked
    /// at, never sent. Without a counter from before, only a person can tell.
    pub fn interrupted(order: Order, limits: Limits, odometer_before: Option<u64>) -> (PrintMachine, Action) {
        let mut machine = PrintMachine::in_state(JobState::Unknown, order, limits, odometer_before);
        machine.doubt = Some(Doubt::Interrupted);
        let action = machine.look_or_ask(Doubt::Interrupted);
        (machine, action)
    }

    fn in_state(state: JobState, order: Order, limits: Limits, odometer_before: Option<u64>) -> PrintMachine {
        PrintMachine {
            order,
            limits,
            state,
            odometer_before,
            trouble: None,
            confirmed_by: None,
            doubt: None,
            came_out: None,
            empty_answer_count: 0,
            silent_since_ms: None,
            was_silent: false,
            stood_still: false,
            moved: None,
        }
    }

    pub fn state(&self) -> JobState {
        self.state
    }

    /// What the printer complained of last.
    pub fn trouble(&self) -> Option<Trouble> {
        self.trouble
    }

    pub fn confirmed_by(&self) -> Option<ConfirmedBy> {
        self.confirmed_by
    }

    pub fn doubt(&self) -> Option<Doubt> {
        self.doubt
    }

    /// Labels that came out by the counter, as far as it can be believed.
    pub fn came_out(&self) -> Option<u32> {
        self.came_out
    }

    pub fn odometer_before(&self) -> Option<u64> {
        self.odometer_before
    }

    pub fn advance(&mut self, event: Event, now_ms: u64) -> Action {
        match (self.state, event) {
            (JobState::Queued, Event::Connected) if self.order.gives_answers => Action::AskReadiness,
            (JobState::Queued, Event::Connected) => Action::Record,
            (JobState::Queued, Event::Ready { odometer }) => {
                self.trouble = None;
                self.odometer_before = odometer;
                Action::Record
            }
            (JobState::Queued, Event::Recorded) => {
                self.state = JobState::Sending;
                Action::Write
            }
            (JobState::Queued, Event::CancelAsked) => {
                self.state = JobState::Cancelled;
                Action::Nothing
            }
            (JobState::Queued | JobState::Sending, Event::NotReady(trouble)) => self.try_again(trouble),
            (JobState::Sending, Event::WriteFailed { bytes_written: 0 }) => {
                self.try_again(Trouble::Unreachable)
            }
            (JobState::Sending, Event::WriteFailed { .. }) => {
                self.state = JobState::Unknown;
                self.doubt = Some(Doubt::LineBroke);
                self.look_or_ask(Doubt::LineBroke)
            }
            (JobState::Sending, Event::AllWritten) => {
                self.state = JobState::Sent;
                if self.order.gives_answers { self.look() } else { self.ask(Doubt::NoAnswers) }
            }
            (JobState::Sent | JobState::Unknown, Event::ScannedBack) => {
                self.confirm(ConfirmedBy::ScannedBack)
            }
            (JobState::Sent | JobState::Unknown, Event::Looked { status: Some(status), odometer }) => {
                self.judge(&status, odometer, now_ms)
            }
            (JobState::Sent | JobState::Unknown, Event::Looked { status: None, .. }) => {
                self.be_silent(now_ms)
            }
            (_, _) => Action::Nothing,
        }
    }

    fn try_again(&mut self, trouble: Trouble) -> Action {
        self.state = JobState::Queued;
        self.trouble = Some(trouble);
        Action::TryAgain { after_ms: retry_delay_ms(self.order.attempt_count + 1) }
    }

    fn judge(&mut self, status: &PrinterStatus, odometer: Option<u64>, now_ms: u64) -> Action {
        self.trouble = status.trouble();
        match (self.odometer_before, odometer) {
            (Some(before), Some(after)) => self.judge_by_counter(before, after, status, now_ms),
            // It counted before the job: an answer without the counter is half an answer.
            (Some(_), None) => self.be_silent(now_ms),
            (None, _) if self.state == JobState::Unknown => {
                self.ask(self.doubt.unwrap_or(Doubt::Interrupted))
            }
            (None, _) => self.judge_by_buffer(status, now_ms),
        }
    }

    fn judge_by_counter(&mut self, before: u64, after: u64, status: &PrinterStatus, now_ms: u64) -> Action {
        self.silent_since_ms = None;
        let moved = after.checked_sub(before).and_then(|moved| u32::try_from(moved).ok());
        let Some(moved) = moved.filter(|moved| *moved <= self.order.label_count) else {
            self.came_out = None;
            return self.ask(Doubt::CounterMoved);
        };
        self.came_out = Some(moved);
        // A label spoiled by the end of the paper may have been counted, and will be printed again.
        let is_all_out = status.left_inside().is_none_or(|left| left == 0);
        if moved == self.order.label_count && is_all_out {
            return self.confirm(ConfirmedBy::Odometer);
        }
        self.keep_watching(status, Some(moved), now_ms)
    }

    /// Immediate commands are answered out of turn, so one empty answer may be older than our job: two in a
    /// row count.
    fn judge_by_buffer(&mut self, status: &PrinterStatus, now_ms: u64) -> Action {
        self.silent_since_ms = None;
        if status.trouble().is_some_and(|trouble| trouble != Trouble::LabelWaiting) {
            self.stood_still = true;
        } else if status.left_inside().is_some_and(|inside| inside > 0) {
            self.stood_still = false;
        }
        if !status.is_empty_and_well() {
            self.empty_answer_count = 0;
            return self.keep_watching(status, None, now_ms);
        }
        self.empty_answer_count += 1;
        if self.empty_answer_count < 2 {
            return self.look();
        }
        // Empty may mean printed, or forgotten at power-off.
        if self.was_silent {
            return self.ask(Doubt::Silence);
        }
        if self.stood_still && !self.order.repeats_spoiled {
            return self.ask(Doubt::Mended);
        }
        self.confirm(ConfirmedBy::BufferEmpty)
    }

    fn keep_watching(&mut self, status: &PrinterStatus, counted: Option<u32>, now_ms: u64) -> Action {
        let moved_now: Moved = (status.left_inside(), counted);
        let is_mended = self.trouble.is_some_and(Trouble::is_waiting_for_help);
        let since_ms = match self.moved {
            Some((moved, since_ms)) if moved == moved_now && !is_mended => since_ms,
            _ => now_ms,
        };
        self.moved = Some((moved_now, since_ms));
        let (limit_ms, doubt) = match status.left_inside() {
            Some(0) => (self.limits.settle_ms, Doubt::PartlyPrinted),
            _ => (self.limits.stuck_ms, Doubt::Stuck),
        };
        if now_ms.saturating_sub(since_ms) >= limit_ms { self.ask(doubt) } else { self.look() }
    }

    fn be_silent(&mut self, now_ms: u64) -> Action {
        self.empty_answer_count = 0;
        self.was_silent = true;
        let since_ms = *self.silent_since_ms.get_or_insert(now_ms);
        // The last fault seen stays on the screen: the silence belongs to it.
        let is_mended = self.trouble.is_some_and(Trouble::is_waiting_for_help);
        let limit_ms = if is_mended { self.limits.mending_ms } else { self.limits.silence_ms };
        if !is_mended {
            self.trouble = Some(Trouble::Silent);
        }
        if now_ms.saturating_sub(since_ms) < limit_ms {
            return self.look();
        }
        // An older doubt says more than the silence after it.
        self.ask(self.doubt.unwrap_or(Doubt::Silence))
    }

    fn look(&self) -> Action {
        Action::Look { after_ms: self.limits.look_every_ms }
    }

    fn look_or_ask(&mut self, doubt: Doubt) -> Action {
        if self.odometer_before.is_some() { self.look() } else { self.ask(doubt) }
    }

    fn ask(&mut self, doubt: Doubt) -> Action {
        self.state = JobState::Unknown;
        self.doubt = Some(doubt);
        Action::AskOperator(doubt)
    }

    fn confirm(&mut self, confirmed_by: ConfirmedBy) -> Action {
        self.state = JobState::Confirmed;
        self.confirmed_by = Some(confirmed_by);
        self.doubt = None;
        Action::Nothing
    }
}
