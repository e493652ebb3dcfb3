//! What a printer says about itself, in whatever language it said it. Pure.

use crate::Trouble;
use serde::Serialize;

/// What the printer said. A field the answer lacks is `None` where its absence matters, else its harmless
/// value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PrinterStatus {
    pub paper_out: bool,
    pub paused: bool,
    pub head_open: bool,
    /// Only meaningful for thermal transfer: false where the printer says it prints direct thermal.
    pub ribbon_out: bool,
    pub label_length_dots: Option<u32>,
    /// In the receive buffer, not yet printing.
    pub formats_waiting: u32,
    /// Of the batch that is printing.
    pub labels_remaining: Option<u32>,
    /// A label has begun to come in and its end has not come.
    pub half_format: Option<bool>,
    pub buffer_full: bool,
    pub diagnostic_mode: bool,
    pub memory_lost: bool,
    pub too_cold: bool,
    pub too_hot: bool,
    /// Peel mode: a printed label waits to be taken.
    pub label_waiting: bool,
    pub cover_open: bool,
    pub jammed: bool,
    pub cutter_jammed: bool,
    pub memory_full: bool,
    /// It reports a fault whose meaning is not known here: never taken as fine.
    pub other_fault: bool,
}

impl PrinterStatus {
    /// The worst trouble; a label that waits to be taken counts only when nothing else is wrong.
    pub fn trouble(&self) -> Option<Trouble> {
        let reported = [
            (self.head_open, Trouble::HeadOpen),
            (self.cover_open, Trouble::CoverOpen),
            (self.jammed, Trouble::PaperJam),
            (self.paper_out, Trouble::PaperOut),
            (self.ribbon_out, Trouble::RibbonOut),
            (self.cutter_jammed, Trouble::CutterJam),
            (self.diagnostic_mode, Trouble::DiagnosticMode),
            (self.memory_lost, Trouble::MemoryLost),
            (self.memory_full, Trouble::MemoryFull),
            (self.other_fault, Trouble::OtherFault),
            (self.too_hot, Trouble::TooHot),
            (self.too_cold, Trouble::TooCold),
            (self.paused, Trouble::Paused),
            (self.buffer_full, Trouble::BufferFull),
            (self.label_waiting, Trouble::LabelWaiting),
        ];
        reported.into_iter().find_map(|(is_so, trouble)| is_so.then_some(trouble))
    }

    /// Labels and formats still inside; half a format counts as one. `None` when the answer does not say.
    pub fn left_inside(&self) -> Option<u32> {
        let half_format = u32::from(self.half_format?);
        Some(self.formats_waiting.saturating_add(self.labels_remaining?).saturating_add(half_format))
    }

    /// Nothing is inside and nothing is wrong: every label given to it has left it.
    pub fn is_empty_and_well(&self) -> bool {
        self.left_inside() == Some(0) && matches!(self.trouble(), None | Some(Trouble::LabelWaiting))
    }

    /// Why a label must not be sent now; `None` means ready.
    pub fn keeps_from_sending(&self) -> Option<Trouble> {
        let fault = self.trouble().filter(|trouble| *trouble != Trouble::LabelWaiting);
        let half_format = (self.half_format == Some(true)).then_some(Trouble::HalfFormat);
        let is_busy = self.formats_waiting > 0 || self.labels_remaining.is_some_and(|count| count > 0);
        fault.or(half_format).or(is_busy.then_some(Trouble::Busy))
    }

    pub fn is_ready(&self) -> bool {
        self.keeps_from_sending().is_none()
    }
}
