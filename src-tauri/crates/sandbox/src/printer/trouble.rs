//! The ways in which a label printer fails, and what of them is true of it now.

use serde::{Deserialize, Serialize};

/// A way to fail. They add up until [`super::Printer::repair`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "trouble", rename_all = "snake_case")]
pub enum Trouble {
    PaperOut,
    /// The roll ends after this many labels; the next one is spoiled.
    PaperAfter {
        labels: u32,
    },
    HeadOpen,
    /// The cover above the head, where the printer tells the two apart (TSPL).
    CoverOpen,
    RibbonOut,
    PaperJam,
    TooHot,
    Paused,
    /// Says that its receive buffer is full; takes what comes all the same.
    BufferFull,
    /// Never answers; prints.
    Silent,
    /// Does not answer while it is stopped, as the maker's text says.
    SilentWhileStopped,
    /// Takes everything, answers well, prints nothing.
    PrintsNothing,
    /// Cuts the connection after this many more bytes; the rest is lost.
    CutAfter {
        bytes: usize,
    },
    /// Answers every question with these bytes.
    Garbage {
        bytes: Vec<u8>,
    },
    /// Bytes come in no faster than this; for TCP and terminals.
    SlowWire {
        bytes_per_second: u32,
    },
    /// The cable is out: callers are cut and dropped, the printer goes on with what it has.
    Unplugged,
    /// Switched off: what was inside is lost, connections are cut and callers dropped.
    Off,
    /// Something else, once this many more labels came out: while the next one is in motion, or at once
    /// when none is to come.
    After {
        labels: u32,
        then: Box<Trouble>,
    },
}

/// What is wrong with it; everything false is a healthy printer.
#[derive(Clone, Debug, Default)]
pub(crate) struct Condition {
    pub(crate) paper_out: bool,
    pub(crate) head_open: bool,
    pub(crate) cover_open: bool,
    pub(crate) ribbon_out: bool,
    pub(crate) jammed: bool,
    pub(crate) too_hot: bool,
    pub(crate) paused: bool,
    pub(crate) buffer_full: bool,
    /// Labels left on the roll.
    pub(crate) paper_left: Option<u32>,
    pub(crate) silent: bool,
    pub(crate) silent_while_stopped: bool,
    pub(crate) prints_nothing: bool,
    pub(crate) garbage: Option<Vec<u8>>,
    pub(crate) cut_after: Option<usize>,
    pub(crate) bytes_per_second: Option<u32>,
    pub(crate) unplugged: bool,
    pub(crate) off: bool,
    /// Labels to come, and what happens then.
    pub(crate) later: Vec<(u32, Trouble)>,
}

impl Condition {
    pub(crate) fn is_stopped(&self) -> bool {
        self.ruins_labels() || self.too_hot || self.paused || self.off
    }

    /// The label in motion is spoiled by it.
    pub(crate) fn ruins_labels(&self) -> bool {
        self.paper_out || self.head_open || self.cover_open || self.ribbon_out || self.jammed
    }

    pub(crate) fn is_away(&self) -> bool {
        self.off || self.unplugged
    }

    pub(crate) fn note(&mut self, trouble: Trouble) {
        match trouble {
            Trouble::PaperOut => self.paper_out = true,
            Trouble::PaperAfter { labels } => self.paper_left = Some(labels),
            Trouble::HeadOpen => self.head_open = true,
            Trouble::CoverOpen => self.cover_open = true,
            Trouble::RibbonOut => self.ribbon_out = true,
            Trouble::PaperJam => self.jammed = true,
            Trouble::TooHot => self.too_hot = true,
            Trouble::Paused => self.paused = true,
            Trouble::BufferFull => self.buffer_full = true,
            Trouble::Silent => self.silent = true,
            Trouble::SilentWhileStopped => self.silent_while_stopped = true,
            Trouble::PrintsNothing => self.prints_nothing = true,
            Trouble::CutAfter { bytes } => self.cut_after = Some(bytes),
            Trouble::Garbage { bytes } => self.garbage = Some(bytes),
            Trouble::SlowWire { bytes_per_second } => self.bytes_per_second = Some(bytes_per_second.max(1)),
            Trouble::Unplugged => self.unplugged = true,
            Trouble::Off => self.off = true,
            Trouble::After { labels, then } => self.later.push((labels, *then)),
        }
    }

    pub(crate) fn is_well(&self) -> bool {
        let is_odd = self.silent
            || self.silent_while_stopped
            || self.prints_nothing
            || self.garbage.is_some()
            || self.cut_after.is_some()
            || self.bytes_per_second.is_some();
        !self.is_stopped() && !self.is_away() && !self.buffer_full && !is_odd
    }

    /// One more label came out.
    pub(crate) fn count_down(&mut self) {
        for (left, _) in &mut self.later {
            *left = left.saturating_sub(1);
        }
        if let Some(left) = &mut self.paper_left {
            *left = left.saturating_sub(1);
        }
    }

    /// What happens now because enough labels came out.
    pub(crate) fn due(&mut self) -> Vec<Trouble> {
        let mut due: Vec<Trouble> =
            self.later.extract_if(.., |(left, _)| *left == 0).map(|(_, trouble)| trouble).collect();
        if self.paper_left == Some(0) && !self.paper_out {
            due.push(Trouble::PaperOut);
        }
        due
    }
}
