//! Several scans that make one message: the GTIN in one bar code, lot and date in another, or one message cut
//! over two symbols. A state machine without a clock: the time comes with every call. What is asked for is
//! put together from whatever was read; nothing is guessed, and two codes that contradict each other are
//! never mixed.

use super::Reading;
use super::wanted::{Missing, Want, missing};
use crate::gs1::{Elements, Gs1Error, Problem, table};
use crate::gtin::Gtin;
use crate::refusal::Refusal;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One scan of the message.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    pub elements: Elements,
    /// When it was read, by the caller's clock.
    pub at_ms: i64,
}

/// Two scans that cannot be of one thing. The composer keeps what it had.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// The first element, of the earlier scan or the new one, that does not fit.
    pub error: Gs1Error,
    /// The scan it does not fit to, by its place in [`Composer::parts`].
    pub earlier: usize,
    /// The new scan, for [`Composer::start_over`].
    pub part: Part,
}

/// What a scan did to the message.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// It belongs to it; more has to come.
    Open {
        missing: Vec<Missing>,
    },
    /// All that was asked for is there. The next scan begins a new message.
    Complete(Elements),
    /// It says nothing that was not known.
    Repeat {
        missing: Vec<Missing>,
    },
    Differs(Box<Conflict>),
    /// Not GS1, so no part of any message: for the caller to look up as it is.
    NoPart,
}

/// What became of one scan.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    pub step: Step,
    /// Scans of an earlier message that came too long ago and were given up before this one was looked at.
    pub given_up: Vec<Part>,
}

/// The message so far. It can be stored: a step goes on after a power cut.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Composer {
    wants: Vec<Want>,
    limit_ms: i64,
    parts: Vec<Part>,
}

impl Conflict {
    pub fn refusal(&self) -> Refusal {
        let title = table::find(&self.error.ai).map_or(self.error.ai.as_str(), |definition| definition.title);
        let title = format!("({}) {title}", self.error.ai);
        let new = self.part.elements.value(&self.error.ai).unwrap_or_default();
        match &self.error.problem {
            Problem::Repeated { other } => {
                let (first, second) = (other.clone(), new.to_owned());
                let packs = (Gtin::parse(&first), Gtin::parse(&second));
                let is_gtin = matches!(self.error.ai.as_str(), "01" | "02" | "03");
                match packs {
                    (Ok(one), Ok(other)) if is_gtin && one.is_other_pack_of(&other) => {
                        Refusal::PartsOtherPack { first, second }
                    }
                    _ => Refusal::PartsDiffer { title, first, second },
                }
            }
            Problem::Excluded { other } => Refusal::PartsExclude { title, other: format!("({other})") },
            _ => self.error.refusal(&self.part.elements.human_readable()),
        }
    }
}

impl Composer {
    /// For a message that tells `wants`; scans further apart than `limit_ms` are not of one label.
    pub fn new(wants: &[Want], limit_ms: i64) -> Composer {
        Composer { wants: wants.to_vec(), limit_ms, parts: Vec::new() }
    }

    /// The scans of the open message, in their order.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// What is still to come; everything where nothing was read.
    pub fn missing(&self) -> Vec<Missing> {
        missing(&self.wants, self.so_far().as_ref())
    }

    /// All that was read of the open message.
    pub fn so_far(&self) -> Option<Elements> {
        let mut parts = self.parts.iter();
        let first = parts.next()?.elements.clone();
        Some(parts.fold(first, |whole, part| whole.joined(&part.elements).unwrap_or(whole)))
    }

    /// One more scan. `today` tells the century of two-digit years, as when it was read.
    pub fn take(&mut self, reading: &Reading, at_ms: i64, today: Date) -> Taken {
        let given_up = self.give_up_late(at_ms);
        let step = match elements_of(reading, today) {
            Some(elements) => self.add(Part { elements, at_ms }),
            None => Step::NoPart,
        };
        Taken { step, given_up }
    }

    /// Drops the open message when its last scan is too long ago, and says what was dropped: to be asked by a
    /// timer as well.
    pub fn give_up_late(&mut self, at_ms: i64) -> Vec<Part> {
        match self.lapses_at_ms() {
            Some(lapses_at_ms) if at_ms > lapses_at_ms => self.give_up(),
            _ => Vec::new(),
        }
    }

    /// When the open message is given up unless a scan comes; `None` while there is none.
    pub fn lapses_at_ms(&self) -> Option<i64> {
        self.parts.last().map(|part| part.at_ms.saturating_add(self.limit_ms))
    }

    /// What to tell whoever waits for the rest; to be asked before the message is given up. `None` where nothing
    /// is missing.
    pub fn late(&self) -> Option<Refusal> {
        let missing = self.missing().first()?.word();
        Some(Refusal::PartsLate { missing, seconds: self.limit_ms / 1000 })
    }

    /// Drops the open message and says what it was.
    pub fn give_up(&mut self) -> Vec<Part> {
        std::mem::take(&mut self.parts)
    }

    /// Takes back the last scan.
    pub fn undo(&mut self) -> Option<Part> {
        self.parts.pop()
    }

    /// The scan that did not fit was right and those before it were of something else: they are given up.
    pub fn start_over(&mut self, conflict: Conflict) -> Taken {
        let given_up = self.give_up();
        Taken { step: self.add(conflict.part), given_up }
    }

    fn add(&mut self, part: Part) -> Step {
        let whole = match self.so_far() {
            None => part.elements.clone(),
            Some(so_far) => match so_far.joined(&part.elements) {
                Ok(whole) if whole.iter().count() == so_far.iter().count() => {
                    // Seen again just now: the time runs anew.
                    if let Some(last) = self.parts.last_mut() {
                        last.at_ms = last.at_ms.max(part.at_ms);
                    }
                    return Step::Repeat { missing: self.missing() };
                }
                Ok(whole) => whole,
                Err(error) => return Step::Differs(Box::new(self.conflict(error, part))),
            },
        };
        self.parts.push(part);
        let missing = missing(&self.wants, Some(&whole));
        if !missing.is_empty() {
            return Step::Open { missing };
        }
        self.parts.clear();
        Step::Complete(whole)
    }

    /// The error as one of the new scan, and the first scan before that it does not fit to.
    fn conflict(&self, error: Gs1Error, part: Part) -> Conflict {
        let against = |earlier: &Part| earlier.elements.joined(&part.elements).err();
        let found =
            self.parts.iter().enumerate().find_map(|(index, earlier)| Some((index, against(earlier)?)));
        let (earlier, error) = found.unwrap_or((0, error));
        Conflict { error, earlier, part }
    }
}

/// What a scan adds to a message: a bare GTIN is (01), a bare SSCC (00).
fn elements_of(reading: &Reading, today: Date) -> Option<Elements> {
    match reading {
        Reading::Gs1(elements) | Reading::DigitalLink(elements) => Some(elements.clone()),
        Reading::Gtin(gtin) => Elements::build(&[("01", gtin.as_str())], today).ok(),
        Reading::Sscc(sscc) => Elements::build(&[("00", sscc.as_str())], today).ok(),
        _ => None,
    }
}
