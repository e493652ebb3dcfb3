//! Many labels in a row, each with a state of its own (design.md §14), and what is known of them after every
//! trouble: begun, not begun, in doubt. Kept by the caller as one value; `LabelPrinter` moves it on.
//!
//! Invariants. Labels go out in order, each at most once by itself. A label is `Confirmed` only by the
//! printer's counter, by two empty answers of a printer that held nothing else, or by a person who scanned
//! it. While one is in doubt none goes out: `settle` is the only way on.

mod judge;
mod machine;
mod pace;
mod printer;

pub use machine::{Action, Event, Machine, Rules};
pub use pace::{Pace, RealPace};
pub use printer::{BatchJournal, LabelPrinter};

use crate::language::{PrinterIdentity, PrinterLanguage};
use crate::{ConfirmedBy, Doubt, JobState, Trouble};
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// Labels of a batch are numbered from 1, as people count them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    labels: Vec<Label>,
    /// The counter, when so many labels were confirmed and nothing of the batch was in the printer.
    anchor: Option<Anchor>,
    /// Who printed so far.
    printer: Option<PrinterIdentity>,
    /// Why labels are `Unknown`.
    doubt: Option<Doubt>,
    /// Labels a person said are not out. The printer may still have had them when the person looked.
    said_missing: Option<(u32, u32)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    pub state: JobState,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_by: Option<ConfirmedBy>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Anchor {
    odometer: u64,
    /// Labels of the batch that were out of the printer then.
    label_count: u32,
}

/// How one talk about a batch ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BatchEnd {
    /// Every label is confirmed or cancelled.
    Done,
    /// Nothing of the batch is in the printer and it cannot take more: call again after the wait.
    Waits { trouble: Trouble, retry_after_ms: u64 },
    /// `Batch::in_doubt` names the labels: "scan the last good one", then `Batch::settle`.
    InDoubt { doubt: Doubt },
    /// Another printer stands in the place of the known one. Labels that were in the old one are in doubt.
    /// To go on there: settle, draw anew, `Batch::accept_printer`.
    Swapped { was: Box<PrinterIdentity>, is: Box<PrinterIdentity> },
    /// It speaks another language than the labels are drawn in: nothing was sent.
    WrongLanguage { wanted: PrinterLanguage, found: Box<PrinterIdentity> },
    /// Told to stop; labels in the printer stay `Sent` and are looked at when called again.
    Stopped,
}

/// Why an operator's answer cannot be: a refusal, by the code of its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettleRefused {
    #[error("no label is in doubt")]
    NothingInDoubt,
    /// Labels after it are known to be out: an older label was scanned.
    #[error("label {last_good} lies before the last one that is known to be out, {last_confirmed}")]
    TooEarly { last_good: u32, last_confirmed: u32 },
    /// It was never sent from here.
    #[error("label {last_good} was never sent; the last one that may be out is {last_sent}")]
    NeverSent { last_good: u32, last_sent: u32 },
}

impl SettleRefused {
    pub fn code(self) -> &'static str {
        match self {
            SettleRefused::NothingInDoubt => "label-not-in-doubt",
            SettleRefused::TooEarly { .. } => "label-too-early",
            SettleRefused::NeverSent { .. } => "label-never-sent",
        }
    }
}

impl Batch {
    pub fn new(label_count: u32) -> Batch {
        let label = Label { state: JobState::Queued, confirmed_by: None };
        Batch {
            labels: vec![label; label_count as usize],
            anchor: None,
            printer: None,
            doubt: None,
            said_missing: None,
        }
    }

    /// The same, to be printed by one that is known already: another one in its place is noticed.
    pub fn new_at(label_count: u32, printer: Option<PrinterIdentity>) -> Batch {
        Batch { printer, ..Batch::new(label_count) }
    }

    /// Nobody knows what became of the labels that are not known to be out: each of them is in doubt, and the
    /// counter tells nothing.
    pub fn doubt_rest(&mut self, doubt: Doubt) {
        let is_open = |state| !matches!(state, JobState::Confirmed | JobState::Cancelled);
        let open: Vec<u32> =
            (1..).zip(&self.labels).filter(|(_, label)| is_open(label.state)).map(|(at, _)| at).collect();
        for number in open {
            self.set(number, JobState::Unknown);
            self.doubt = Some(doubt);
        }
        self.anchor = None;
        self.said_missing = None;
    }

    /// Each label in order.
    pub fn labels(&self) -> &[Label] {
        &self.labels
    }

    pub fn label_count(&self) -> u32 {
        self.labels.len() as u32
    }

    pub fn confirmed_count(&self) -> u32 {
        self.count(|state| state == JobState::Confirmed)
    }

    /// Sent or being sent, and not yet known to be out.
    pub fn in_printer(&self) -> Option<RangeInclusive<u32>> {
        self.range(|state| matches!(state, JobState::Sending | JobState::Sent))
    }

    pub fn in_doubt(&self) -> Option<RangeInclusive<u32>> {
        self.range(|state| state == JobState::Unknown)
    }

    /// Of which no byte has left: these may move to another printer.
    pub fn not_begun(&self) -> Option<RangeInclusive<u32>> {
        self.range(|state| state == JobState::Queued)
    }

    /// Why labels are in doubt.
    pub fn doubt(&self) -> Option<Doubt> {
        self.doubt
    }

    /// Who printed last.
    pub fn printer(&self) -> Option<&PrinterIdentity> {
        self.printer.as_ref()
    }

    pub fn is_done(&self) -> bool {
        self.count(|state| matches!(state, JobState::Confirmed | JobState::Cancelled)) == self.label_count()
    }

    /// The operator scanned the last good label: it and all before it are out, those in doubt after it are
    /// not and go out again. `last_good` is the last confirmed one when none of those in doubt came out.
    pub fn settle(&mut self, last_good: u32) -> Result<(), SettleRefused> {
        let in_doubt = self.in_doubt().ok_or(SettleRefused::NothingInDoubt)?;
        let (last_confirmed, last_sent) = (in_doubt.start() - 1, *in_doubt.end());
        if last_good < last_confirmed {
            return Err(SettleRefused::TooEarly { last_good, last_confirmed });
        }
        if last_good > last_sent {
            return Err(SettleRefused::NeverSent { last_good, last_sent });
        }
        for number in in_doubt {
            if number <= last_good {
                self.confirm(number, ConfirmedBy::ScannedBack);
            } else {
                self.set(number, JobState::Queued);
            }
        }
        self.said_missing = (last_good < last_sent).then_some((last_good + 1, last_sent));
        self.doubt = None;
        Ok(())
    }

    /// The person agreed that the labels that are left come out of another printer.
    pub fn accept_printer(&mut self) {
        self.printer = None;
        self.anchor = None;
        self.said_missing = None;
    }

    /// Labels of which nothing has left will not be printed. Those in the printer still come out.
    pub fn cancel_rest(&mut self) {
        for number in self.not_begun().into_iter().flatten() {
            self.set(number, JobState::Cancelled);
        }
    }

    fn count(&self, is_meant: impl Fn(JobState) -> bool) -> u32 {
        self.labels.iter().filter(|label| is_meant(label.state)).count() as u32
    }

    fn range(&self, is_meant: impl Fn(JobState) -> bool) -> Option<RangeInclusive<u32>> {
        let first = self.labels.iter().position(|label| is_meant(label.state))?;
        let last = self.labels.iter().rposition(|label| is_meant(label.state))?;
        Some(first as u32 + 1..=last as u32 + 1)
    }

    fn set(&mut self, number: u32, state: JobState) {
        self.labels[number as usize - 1] = Label { state, confirmed_by: None };
    }

    fn confirm(&mut self, number: u32, by: ConfirmedBy) {
        self.labels[number as usize - 1] = Label { state: JobState::Confirmed, confirmed_by: Some(by) };
    }

    fn set_all(&mut self, numbers: Option<RangeInclusive<u32>>, state: JobState) {
        for number in numbers.into_iter().flatten() {
            self.set(number, state);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_doubt(confirmed: u32, in_doubt: u32) -> Batch {
        let mut batch = Batch::new(10);
        (1..=confirmed).for_each(|number| batch.confirm(number, ConfirmedBy::Odometer));
        (confirmed + 1..=confirmed + in_doubt).for_each(|number| batch.set(number, JobState::Unknown));
        batch.doubt = Some(Doubt::PowerLost);
        batch
    }

    #[test]
    fn the_last_good_label_splits_those_in_doubt() {
        let mut batch = with_doubt(3, 4);
        batch.settle(5).expect("it was in doubt");
        assert_eq!((batch.confirmed_count(), batch.not_begun(), batch.in_doubt()), (5, Some(6..=10), None));
        assert_eq!(batch.labels()[4].confirmed_by, Some(ConfirmedBy::ScannedBack));
        let mut none_came = with_doubt(3, 4);
        none_came.settle(3).expect("none of them");
        assert_eq!(none_came.not_begun(), Some(4..=10));
    }

    #[test]
    fn a_label_that_cannot_be_the_last_good_one_is_refused() {
        let mut batch = with_doubt(3, 4);
        let early = SettleRefused::TooEarly { last_good: 2, last_confirmed: 3 };
        assert_eq!(batch.settle(2), Err(early));
        assert_eq!(batch.settle(8), Err(SettleRefused::NeverSent { last_good: 8, last_sent: 7 }));
        assert_eq!(Batch::new(3).settle(1), Err(SettleRefused::NothingInDoubt));
        assert_eq!(batch.in_doubt(), Some(4..=7), "a refusal changes nothing");
    }

    #[test]
    fn cancelling_leaves_what_has_left() {
        let mut batch = with_doubt(3, 4);
        batch.cancel_rest();
        assert_eq!((batch.not_begun(), batch.in_doubt()), (None, Some(4..=7)));
        batch.settle(7).expect("all came");
        assert!(batch.is_done());
    }

    #[test]
    fn when_nothing_is_known_all_but_the_confirmed_are_in_doubt() {
        let mut batch = with_doubt(3, 0);
        batch.doubt_rest(Doubt::Interrupted);
        assert_eq!((batch.in_doubt(), batch.doubt()), (Some(4..=10), Some(Doubt::Interrupted)));
        batch.settle(10).expect("all came");
        assert!(batch.is_done());
        let mut done = batch.clone();
        done.doubt_rest(Doubt::Interrupted);
        assert_eq!(done.labels(), batch.labels(), "what is known stays known");
    }

    #[test]
    fn it_is_kept_as_text_and_comes_back() {
        let batch = with_doubt(2, 1);
        let text = serde_json::to_string(&batch).expect("plain data");
        assert_eq!(serde_json::from_str::<Batch>(&text).expect("the same"), batch);
    }
}
