//! The printer itself, without a cable and whatever language it speaks: formats in, labels on the floor.
//! Time is passed in; labels that are due come out whenever somebody looks.

use super::trouble::{Condition, Trouble};
use super::{Label, Model, OdometerMemory, Settings, tspl, zpl};
use std::collections::VecDeque;

#[derive(Debug)]
pub(crate) struct Engine {
    pub(super) model: Model,
    pub(super) mouth: Mouth,
    pub(super) waiting: VecDeque<Job>,
    pub(super) current: Option<Job>,
    /// The label in motion is out at this time.
    pub(super) due_ms: Option<i64>,
    label_ms: i64,
    pub(crate) printed: Vec<Label>,
    pub(crate) condition: Condition,
    format_count: u64,
    /// Labels that were begun and not finished.
    pub(crate) spoiled_count: u64,
    pub(crate) odometer: u64,
    odometer_memory: OdometerMemory,
    counts_spoiled: bool,
    pub(super) label_length: u32,
    /// The spoiled label is printed again after the repair: `^JZ`, on at power-up; `SET REPRINT`, off.
    pub(super) repeats_spoiled: bool,
    /// Callers were cut so many times.
    pub(crate) cut_count: u64,
}

/// What reads the bytes.
#[derive(Debug)]
pub(super) enum Mouth {
    Zpl(zpl::Reader),
    Tspl(tspl::Reader),
}

#[derive(Debug)]
pub(super) struct Job {
    format: u64,
    bytes: Vec<u8>,
    of: u32,
    pub(super) left: u32,
}

impl Engine {
    pub(crate) fn new(settings: &Settings) -> Engine {
        let model = settings.model.clone();
        Engine {
            mouth: Mouth::of(&model),
            repeats_spoiled: model.repeats_spoiled(),
            model,
            waiting: VecDeque::new(),
            current: None,
            due_ms: None,
            label_ms: settings.label_ms,
            printed: Vec::new(),
            condition: Condition::default(),
            format_count: 0,
            spoiled_count: 0,
            odometer: settings.odometer,
            odometer_memory: settings.odometer_memory,
            counts_spoiled: settings.counts_spoiled,
            label_length: 1218,
            cut_count: 0,
        }
    }

    /// Takes bytes off the cable and gives what goes back on it.
    pub(crate) fn feed(&mut self, bytes: &[u8], now_ms: i64) -> Vec<u8> {
        let mut answers = Vec::new();
        for byte in bytes {
            if self.condition.is_away() {
                return answers;
            }
            answers.extend(
                match &mut self.mouth {
                    Mouth::Zpl(reader) => reader.read(*byte).map(|event| {
                        self.advance(now_ms);
                        self.act_zpl(event)
                    }),
                    Mouth::Tspl(reader) => reader.read(*byte).map(|event| {
                        self.advance(now_ms);
                        self.act_tspl(event)
                    }),
                }
                .inspect(|_| self.advance(now_ms))
                .unwrap_or_default(),
            );
        }
        answers
    }

    /// A whole format that puts marks on `of` labels.
    pub(super) fn accept(&mut self, bytes: Vec<u8>, of: u32) {
        self.format_count += 1;
        let of = of.clamp(1, 99_999_999);
        self.waiting.push_back(Job { format: self.format_count, bytes, of, left: of });
    }

    /// Cancels everything; the label in motion still comes out.
    pub(super) fn cancel_all(&mut self) {
        self.waiting.clear();
        match (&mut self.current, self.due_ms) {
            (Some(job), Some(_)) => job.left = 1,
            _ => self.current = None,
        }
    }

    /// Lets out every label that is due by `now_ms`.
    pub(crate) fn advance(&mut self, now_ms: i64) {
        let mut free_from_ms = now_ms;
        loop {
            if let Some(due_ms) = self.due_ms {
                if due_ms > now_ms {
                    return;
                }
                self.finish_label(due_ms);
                free_from_ms = due_ms;
            }
            if !self.condition.is_stopped() && self.current.is_none() {
                self.current = self.waiting.pop_front();
            }
            let moves = !self.condition.is_stopped() && self.current.is_some();
            self.due_ms = moves.then_some(free_from_ms + self.label_ms);
            // An end of paper is met only by a label that needs some.
            let wants_paper = moves || self.condition.paper_left != Some(0);
            for trouble in if wants_paper { self.condition.due() } else { Vec::new() } {
                self.meet(trouble);
            }
            if self.due_ms.is_none() {
                return;
            }
        }
    }

    fn finish_label(&mut self, at_ms: i64) {
        self.due_ms = None;
        let Some(job) = &mut self.current else { return };
        if !self.condition.prints_nothing {
            self.odometer += 1;
            self.printed.push(Label {
                number: self.odometer,
                format: job.format,
                copy: job.of - job.left + 1,
                of: job.of,
                at_ms,
                zpl: String::from_utf8_lossy(&job.bytes).into_owned(),
                bytes: job.bytes.clone(),
            });
            self.condition.count_down();
        }
        job.left -= 1;
        if job.left == 0 {
            self.current = None;
        }
    }

    /// The label in motion is ruined: printed again later, or lost.
    fn spoil(&mut self) {
        if self.due_ms.take().is_none() {
            return;
        }
        self.spoiled_count += 1;
        self.odometer += u64::from(self.counts_spoiled);
        if self.repeats_spoiled {
            return;
        }
        if let Some(job) = &mut self.current {
            job.left -= 1;
            if job.left == 0 {
                self.current = None;
            }
        }
    }

    /// Makes something go wrong from now on.
    pub(crate) fn suffer(&mut self, trouble: Trouble, now_ms: i64) {
        self.advance(now_ms);
        self.meet(trouble);
        self.advance(now_ms);
    }

    fn meet(&mut self, trouble: Trouble) {
        match trouble {
            Trouble::Off => self.lose_power(),
            Trouble::Unplugged => self.cut_count += 1,
            _ => {}
        }
        self.condition.note(trouble);
        if self.condition.ruins_labels() {
            self.spoil();
        }
    }

    /// New paper, head closed, resumed, switched on, plugged in: healthy again; what the printer kept of a
    /// spoiled label comes out once more.
    pub(crate) fn repair(&mut self, now_ms: i64) {
        self.advance(now_ms);
        self.condition =
            Condition { later: std::mem::take(&mut self.condition.later), ..Condition::default() };
        self.advance(now_ms);
    }

    /// Off and on: the buffer is empty, the label in motion is torn, callers are cut; what the odometer keeps
    /// is a matter of the settings.
    pub(crate) fn lose_power(&mut self) {
        self.mouth = Mouth::of(&self.model);
        self.waiting.clear();
        self.current = None;
        self.spoiled_count += u64::from(self.due_ms.take().is_some());
        self.repeats_spoiled = self.model.repeats_spoiled();
        self.condition.paused = false;
        self.cut_count += 1;
        match self.odometer_memory {
            OdometerMemory::Keeps => {}
            OdometerMemory::Resets => self.odometer = 0,
            OdometerMemory::LosesLast { labels } => {
                self.odometer = self.odometer.saturating_sub(u64::from(labels));
            }
        }
    }

    /// Another printer takes its place; the labels stay on the floor.
    pub(crate) fn make_way_for(&mut self, settings: &Settings) {
        let (printed, cut_count) = (std::mem::take(&mut self.printed), self.cut_count + 1);
        *self = Engine { printed, cut_count, ..Engine::new(settings) };
    }

    /// What leaves the cable instead of `answer`, when the printer is silent or babbles.
    pub(super) fn said(&self, answer: impl Into<Vec<u8>>) -> Vec<u8> {
        let condition = &self.condition;
        if condition.silent || (condition.silent_while_stopped && condition.is_stopped()) {
            return Vec::new();
        }
        condition.garbage.clone().unwrap_or_else(|| answer.into())
    }
}

impl Mouth {
    fn of(model: &Model) -> Mouth {
        match model {
            Model::Zpl(_) => Mouth::Zpl(zpl::Reader::default()),
            Model::Tspl(_) => Mouth::Tspl(tspl::Reader::default()),
        }
    }
}
