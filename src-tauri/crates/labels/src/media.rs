//! The label stock in a printer and how fine the printer draws on it.

use serde::{Deserialize, Serialize};

/// Size in whole millimetres, resolution in dots per millimetre (8 is 203 dpi, 12 is 300 dpi).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Media {
    pub width_mm: u32,
    pub height_mm: u32,
    pub dots_per_mm: u32,
}

impl Media {
    /// The lot label of the built-in design.
    pub const LOT: Media = Media { width_mm: 100, height_mm: 150, dots_per_mm: 8 };
    /// The short lot label.
    pub const LOT_SHORT: Media = Media { width_mm: 100, height_mm: 50, dots_per_mm: 8 };

    pub fn width_dots(&self) -> u32 {
        self.width_mm * self.dots_per_mm
    }

    pub fn height_dots(&self) -> u32 {
        self.height_mm * self.dots_per_mm
    }

    /// Whole dots nearest to a length in millimetres.
    pub(crate) fn dots(&self, length_mm: f32) -> u32 {
        (length_mm * self.dots_per_mm as f32).round() as u32
    }
}

impl Default for Media {
    fn default() -> Media {
        Media::LOT
    }
}

impl std::fmt::Display for Media {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} × {} mm", self.width_mm, self.height_mm)
    }
}
