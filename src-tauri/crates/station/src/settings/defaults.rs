//! What holds where `station.toml` says nothing.

use super::{Backup, CratesPart, FloorPart, Import, RecountPart, Reservations};

pub(super) fn production() -> String {
    "production".to_owned()
}
pub(super) fn baud() -> u32 {
    9600
}
pub(super) fn data_bits() -> u8 {
    8
}
pub(super) fn stop_bits() -> u8 {
    1
}
pub(super) fn main_seat() -> String {
    "main".to_owned()
}
pub(super) fn label_width_mm() -> u32 {
    100
}
pub(super) fn label_height_mm() -> u32 {
    150
}
pub(super) fn gap_mm() -> f32 {
    3.0
}
pub(super) fn yes() -> bool {
    true
}
pub(super) fn poll_s() -> u64 {
    300
}
pub(super) fn settle_s() -> u64 {
    300
}
pub(super) fn answer_s() -> u64 {
    30
}
pub(super) fn rate() -> u32 {
    60
}

impl Default for FloorPart {
    fn default() -> FloorPart {
        FloorPart { print_on_receive: true, recount: RecountPart::default(), crates: CratesPart::default() }
    }
}

impl Default for RecountPart {
    fn default() -> RecountPart {
        RecountPart { wanted: true, percent: 5, above: 1, by_same_person: true }
    }
}

impl Default for Backup {
    fn default() -> Backup {
        Backup { every_min: 15, keep_hourly: 24, keep_daily: 14, keep_monthly: 12, folder: None }
    }
}

impl Default for Reservations {
    fn default() -> Reservations {
        Reservations { sweep_s: 60 }
    }
}

impl Default for Import {
    fn default() -> Import {
        Import { folder: None, operator: None, settle_s: 3 }
    }
}
