//! What keeps a printer from printing, by the code of its sentence in `words/`.

use serde::{Deserialize, Serialize};

/// In the order in which a person should hear of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trouble {
    /// No connection: switched off, cable, address.
    Unreachable,
    /// It is plugged in and the system keeps it from us: `PermissionFix` says what helps.
    NotAllowed,
    /// Another program of this computer holds it, often the system's own printing.
    TakenElsewhere,
    /// Connected, but no answer: some models are silent with an open head or without paper. Never a sign of
    /// health.
    Silent,
    /// Answers come, and make no sense: wrong baud rate, or no label printer.
    Garbled,
    /// It answers in another language than the one labels are drawn in.
    WrongLanguage,
    HeadOpen,
    CoverOpen,
    PaperJam,
    PaperOut,
    RibbonOut,
    /// Toner or ink of an office printer.
    InkOut,
    /// Printed sheets lie in the way.
    OutputFull,
    CutterJam,
    /// Prints what it is sent as hexadecimal text.
    DiagnosticMode,
    /// Its settings are lost.
    MemoryLost,
    /// The label is too big for its memory, or stored things fill it.
    MemoryFull,
    /// It reports a fault that is not known here: its display says more.
    OtherFault,
    /// An office printer whose queue is closed.
    TakesNoJobs,
    TooHot,
    TooCold,
    Paused,
    /// Holds half a format of a broken transfer: the next label would be joined to it.
    HalfFormat,
    BufferFull,
    /// Still prints what it was given before.
    Busy,
    /// A label waits to be taken (peel mode).
    LabelWaiting,
}

impl Trouble {
    pub const ALL: [Trouble; 26] = [
        Trouble::Unreachable,
        Trouble::NotAllowed,
        Trouble::TakenElsewhere,
        Trouble::Silent,
        Trouble::Garbled,
        Trouble::WrongLanguage,
        Trouble::HeadOpen,
        Trouble::CoverOpen,
        Trouble::PaperJam,
        Trouble::PaperOut,
        Trouble::RibbonOut,
        Trouble::InkOut,
        Trouble::OutputFull,
        Trouble::CutterJam,
        Trouble::DiagnosticMode,
        Trouble::MemoryLost,
        Trouble::MemoryFull,
        Trouble::OtherFault,
        Trouble::TakesNoJobs,
        Trouble::TooHot,
        Trouble::TooCold,
        Trouble::Paused,
        Trouble::HalfFormat,
        Trouble::BufferFull,
        Trouble::Busy,
        Trouble::LabelWaiting,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Trouble::Unreachable => "unreachable",
            Trouble::NotAllowed => "not-allowed",
            Trouble::TakenElsewhere => "taken-elsewhere",
            Trouble::Silent => "silent",
            Trouble::Garbled => "garbled",
            Trouble::WrongLanguage => "wrong-language",
            Trouble::HeadOpen => "head-open",
            Trouble::CoverOpen => "cover-open",
            Trouble::PaperJam => "paper-jam",
            Trouble::PaperOut => "paper-out",
            Trouble::RibbonOut => "ribbon-out",
            Trouble::InkOut => "ink-out",
            Trouble::OutputFull => "output-full",
            Trouble::CutterJam => "cutter-jam",
            Trouble::DiagnosticMode => "diagnostic-mode",
            Trouble::MemoryLost => "memory-lost",
            Trouble::MemoryFull => "memory-full",
            Trouble::OtherFault => "other-fault",
            Trouble::TakesNoJobs => "takes-no-jobs",
            Trouble::TooHot => "too-hot",
            Trouble::TooCold => "too-cold",
            Trouble::Paused => "paused",
            Trouble::HalfFormat => "half-format",
            Trouble::BufferFull => "buffer-full",
            Trouble::Busy => "busy",
            Trouble::LabelWaiting => "label-waiting",
        }
    }

    /// Whether the label in motion is ruined by it.
    pub fn spoils_labels(self) -> bool {
        use Trouble::{CoverOpen, CutterJam, HeadOpen, PaperJam, PaperOut, RibbonOut};
        matches!(self, HeadOpen | CoverOpen | PaperJam | PaperOut | RibbonOut | CutterJam)
    }

    /// Whether a job inside the printer goes on by itself once someone (or the room's air) has helped: it is
    /// waited for as long as it takes and never sent again.
    pub fn is_waiting_for_help(self) -> bool {
        matches!(
            self,
            Trouble::HeadOpen
                | Trouble::CoverOpen
                | Trouble::PaperJam
                | Trouble::CutterJam
                | Trouble::PaperOut
                | Trouble::RibbonOut
                | Trouble::TooHot
                | Trouble::TooCold
                | Trouble::Paused
                | Trouble::LabelWaiting
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_the_serialised_name() {
        for trouble in Trouble::ALL {
            let text = serde_json::to_string(&trouble).expect("a unit variant is text");
            assert_eq!(text.trim_matches('"'), trouble.code());
        }
    }
}
