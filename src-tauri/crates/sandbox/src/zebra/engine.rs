//! The printer itself, without a cable: bytes in, answers out, labels on the floor. Time is passed in;
//! labels that are due come out whenever somebody looks.

use super::reader::{Event, Reader, after, number_after};
use super::{Label, Trouble};
use std::collections::VecDeque;

/// Commands that put something on the label; a format without any of them feeds none.
const MARKS: [&str; 11] = ["^FD", "^FV", "^GB", "^GC", "^GD", "^GE", "^GF", "^GS", "^XF", "^XG", "^IM"];

#[derive(Debug)]
pub(crate) struct Engine {
    pub(super) reader: Reader,
    pub(super) waiting: VecDeque<Job>,
    pub(super) current: Option<Job>,
    /// The label in motion is out at this time.
    due_ms: Option<i64>,
    label_ms: i64,
    pub(crate) printed: Vec<Label>,
    pub(crate) condition: Condition,
    format_count: u64,
    /// Labels that were begun and not finished.
    pub(crate) spoiled_count: u64,
    pub(crate) odometer: u64,
    pub(super) label_length: u32,
    /// `^JZ`: the spoiled label is printed again after the repair; on at power-up.
    repeats_spoiled: bool,
}

/// What is wrong with it; everything false is a healthy printer.
#[derive(Clone, Debug, Default)]
pub(crate) struct Condition {
    pub(crate) paper_out: bool,
    pub(crate) head_open: bool,
    pub(crate) ribbon_out: bool,
    pub(crate) paused: bool,
    /// Labels left on the roll.
    pub(crate) paper_left: Option<u32>,
    pub(crate) silent: bool,
    pub(crate) silent_while_stopped: bool,
    pub(crate) prints_nothing: bool,
    pub(crate) garbage: Option<Vec<u8>>,
    pub(crate) cut_after: Option<usize>,
    pub(crate) off: bool,
}

#[derive(Debug)]
pub(super) struct Job {
    format: u64,
    zpl: Vec<u8>,
    of: u32,
    pub(super) left: u32,
}

impl Condition {
    pub(crate) fn is_stopped(&self) -> bool {
        self.paper_out || self.head_open || self.ribbon_out || self.paused
    }
}

impl Engine {
    pub(crate) fn new(label_ms: i64, odometer: u64) -> Engine {
        Engine {
            reader: Reader::default(),
            waiting: VecDeque::new(),
            current: None,
            due_ms: None,
            label_ms,
            printed: Vec::new(),
            condition: Condition::default(),
            format_count: 0,
            spoiled_count: 0,
            odometer,
            label_length: 1218,
            repeats_spoiled: true,
        }
    }

    /// Takes bytes off the cable and gives what goes back on it.
    pub(crate) fn feed(&mut self, bytes: &[u8], now_ms: i64) -> Vec<u8> {
        let mut answers = Vec::new();
        for byte in bytes {
            if let Some(event) = self.reader.read(*byte) {
                self.advance(now_ms);
                answers.extend(self.act(event));
                self.advance(now_ms);
            }
        }
        answers
    }

    fn act(&mut self, event: Event) -> Vec<u8> {
        match event {
            Event::Format(zpl) => {
                self.accept(zpl);
                Vec::new()
            }
            Event::GetVar(name) => self.said(self.variable(&name)),
            Event::Immediate(command) => {
                let answer = match command.as_str() {
                    "HS" => self.host_status(),
                    "HI" => "\u{2}ZD421-203dpi,V93.21.17Z,8,8192KB,0\u{3}\r\n".to_string(),
                    "HQES" => self.error_status(),
                    "HQOD" => {
                        format!("\u{2}\r\n  PRINT METERS\r\n     LABELS: {}\r\n\u{3}\r\n", self.odometer)
                    }
                    "HQSN" => "\u{2}\r\n  SERIAL NUMBER: CONTOH-0001\r\n\u{3}\r\n".to_string(),
                    _ => {
                        self.control(&command);
                        return Vec::new();
                    }
                };
                self.said(answer)
            }
        }
    }

    fn control(&mut self, command: &str) {
        match command {
            "JA" => {
                self.waiting.clear();
                match (&mut self.current, self.due_ms) {
                    (Some(job), Some(_)) => job.left = 1,
                    _ => self.current = None,
                }
            }
            "JX" => self.reader.drop_half(),
            "PP" => self.condition.paused = true,
            "PS" => self.condition.paused = false,
            "JP" => {
                self.condition.paused = true;
                if self.current.take().is_none() {
                    self.waiting.pop_front();
                }
                self.due_ms = None;
            }
            _ => {}
        }
    }

    fn accept(&mut self, zpl: Vec<u8>) {
        self.label_length = number_after(&zpl, "^LL").unwrap_or(self.label_length);
        match after(&zpl, "^JZ").and_then(|rest| rest.first()).map(u8::to_ascii_uppercase) {
            Some(b'N') => self.repeats_spoiled = false,
            Some(b'Y') => self.repeats_spoiled = true,
            _ => {}
        }
        let prints = MARKS.iter().any(|mark| after(&zpl, mark).is_some()) && after(&zpl, "^DF").is_none();
        if prints {
            self.format_count += 1;
            let of = number_after(&zpl, "^PQ").unwrap_or(1).clamp(1, 99_999_999);
            self.waiting.push_back(Job { format: self.format_count, zpl, of, left: of });
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
            if self.condition.is_stopped() {
                return;
            }
            if self.current.is_none() {
                self.current = self.waiting.pop_front();
            }
            if self.current.is_none() {
                return;
            }
            self.due_ms = Some(free_from_ms + self.label_ms);
            if self.condition.paper_left == Some(0) {
                self.condition.paper_out = true;
                self.spoil();
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
                zpl: String::from_utf8_lossy(&job.zpl).into_owned(),
            });
            if let Some(left) = &mut self.condition.paper_left {
                *left = left.saturating_sub(1);
            }
        }
        job.left -= 1;
        if job.left == 0 {
            self.current = None;
        }
    }

    /// The label in motion is ruined: printed again later, or lost.
    pub(crate) fn spoil(&mut self) {
        if self.due_ms.take().is_none() {
            return;
        }
        self.spoiled_count += 1;
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
        let condition = &mut self.condition;
        match trouble {
            Trouble::PaperOut => condition.paper_out = true,
            Trouble::PaperAfter { labels } => condition.paper_left = Some(labels),
            Trouble::HeadOpen => condition.head_open = true,
            Trouble::RibbonOut => condition.ribbon_out = true,
            Trouble::Paused => condition.paused = true,
            Trouble::Silent => condition.silent = true,
            Trouble::SilentWhileStopped => condition.silent_while_stopped = true,
            Trouble::PrintsNothing => condition.prints_nothing = true,
            Trouble::CutAfter { bytes } => condition.cut_after = Some(bytes),
            Trouble::Garbage { bytes } => condition.garbage = Some(bytes),
            Trouble::Off => {
                condition.off = true;
                self.lose_power();
            }
        }
        let ruins = self.condition.paper_out || self.condition.head_open || self.condition.ribbon_out;
        if ruins {
            self.spoil();
        }
    }

    /// New paper, head closed, resumed, switched on: healthy again; what was spoiled comes out once more.
    pub(crate) fn repair(&mut self, now_ms: i64) {
        self.advance(now_ms);
        self.condition = Condition::default();
        self.advance(now_ms);
    }

    /// Off and on: the buffer is empty, the odometer stays.
    pub(crate) fn lose_power(&mut self) {
        self.reader.drop_half();
        self.waiting.clear();
        self.current = None;
        self.due_ms = None;
        self.repeats_spoiled = true;
        self.condition.paused = false;
    }

    /// What leaves the cable instead of `answer`, when the printer is silent or babbles.
    fn said(&self, answer: String) -> Vec<u8> {
        let condition = &self.condition;
        if condition.silent || (condition.silent_while_stopped && condition.is_stopped()) {
            return Vec::new();
        }
        condition.garbage.clone().unwrap_or_else(|| answer.into_bytes())
    }
}
