//! Which printer it is: its language, its model, how fast it prints, what its counter remembers.

use crate::clock::Clock;

#[derive(Clone, Debug)]
pub struct Settings {
    /// How long one label takes; 0: at once.
    pub label_ms: i64,
    /// The label counter the printer begins with.
    pub odometer: u64,
    pub odometer_memory: OdometerMemory,
    /// Labels spoiled by the end of the paper count, too.
    pub counts_spoiled: bool,
    pub model: Model,
    pub clock: Clock,
}

/// What becomes of the label counter when the power goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OdometerMemory {
    #[default]
    Keeps,
    /// Begins at 0 again.
    Resets,
    /// Was written down that many labels ago.
    LosesLast { labels: u32 },
}

#[derive(Clone, Debug)]
pub enum Model {
    Zpl(ZplModel),
    Tspl(TsplModel),
}

#[derive(Clone, Debug)]
pub struct ZplModel {
    pub name: String,
    /// 8 is 203 dpi, 12 is 300, 24 is 600.
    pub dots_per_mm: u32,
    pub width_dots: u32,
    pub serial_number: String,
}

#[derive(Clone, Debug)]
pub struct TsplModel {
    pub name: String,
    /// Answers ESC `!S`; cheap clones answer only ESC `!?`.
    pub says_more: bool,
}

impl Settings {
    /// A ZPL printer of 203 dpi.
    pub fn zpl() -> Settings {
        Settings::default()
    }

    /// A TSPL printer of 300 dpi.
    pub fn tspl() -> Settings {
        Settings { model: Model::Tspl(TsplModel::default()), ..Settings::default() }
    }
}

impl Model {
    /// Whether a label spoiled by the end of the paper is printed again unasked, at power-up.
    pub(super) fn repeats_spoiled(&self) -> bool {
        matches!(self, Model::Zpl(_))
    }
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            label_ms: 0,
            odometer: 1000,
            odometer_memory: OdometerMemory::default(),
            counts_spoiled: false,
            model: Model::Zpl(ZplModel::default()),
            clock: Clock::system(),
        }
    }
}

impl Default for ZplModel {
    fn default() -> ZplModel {
        ZplModel {
            name: "ZD421-203dpi".to_owned(),
            dots_per_mm: 8,
            width_dots: 832,
            serial_number: "CONTOH-0001".to_owned(),
        }
    }
}

impl Default for TsplModel {
    fn default() -> TsplModel {
        TsplModel { name: "TE310".to_owned(), says_more: true }
    }
}
