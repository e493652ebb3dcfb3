//! What a label is drawn for: the printer's language, how fine it draws, and what is loaded in it. From a
//! plane of dots to the exact bytes of either language, and back.

mod tspl;
mod tspl_read;
mod zpl;

pub(crate) use tspl::write as write_tspl;
pub(crate) use tspl_read::read as read_tspl;
pub(crate) use zpl::{undone as undo_zpl_graphic, write as write_zpl};

use crate::error::LabelError;
use crate::template::{Stock, Template};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PrinterLanguage {
    Zpl,
    Tspl,
}

/// Of the print head: 8, 11.8 or 23.6 dots per mm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Resolution {
    #[serde(rename = "203")]
    Dpi203,
    #[serde(rename = "300")]
    Dpi300,
    #[serde(rename = "600")]
    Dpi600,
}

/// The printer a label goes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    pub language: PrinterLanguage,
    pub resolution: Resolution,
    /// As far as the head reaches.
    pub head_mm: f32,
    /// The label stock that is in it now.
    pub loaded: Stock,
}

/// Loaded stock may differ by so much from the template's: cut labels do.
const SAME_MM: f32 = 1.0;

impl Resolution {
    pub const ALL: [Resolution; 3] = [Resolution::Dpi203, Resolution::Dpi300, Resolution::Dpi600];

    pub fn dpi(self) -> u32 {
        match self {
            Resolution::Dpi203 => 203,
            Resolution::Dpi300 => 300,
            Resolution::Dpi600 => 600,
        }
    }

    pub fn from_dpi(dpi: u32) -> Option<Resolution> {
        Resolution::ALL.into_iter().find(|resolution| resolution.dpi() == dpi)
    }

    /// As settings and `~HI` say it: 8, 12 or 24.
    pub fn from_dots_per_mm(dots: u32) -> Option<Resolution> {
        match dots {
            8 => Some(Resolution::Dpi203),
            11 | 12 => Some(Resolution::Dpi300),
            23 | 24 => Some(Resolution::Dpi600),
            _ => None,
        }
    }

    /// A 203 dpi head has exactly 8 dots per mm; the others are what they are called.
    pub fn dots_per_mm(self) -> f32 {
        match self {
            Resolution::Dpi203 => 8.0,
            Resolution::Dpi300 => 300.0 / 25.4,
            Resolution::Dpi600 => 600.0 / 25.4,
        }
    }

    /// Whole dots nearest to a length.
    pub fn dots(self, length_mm: f32) -> u32 {
        (length_mm * self.dots_per_mm()).round().max(0.0) as u32
    }

    pub fn mm(self, dots: u32) -> f32 {
        dots as f32 / self.dots_per_mm()
    }
}

/// Whether a template may be printed with what is loaded now.
///
/// # Errors
/// The first that does not fit: resolution, stock by name, size, or the head's width.
pub fn fits(template: &Template, target: &Target) -> Result<(), LabelError> {
    if target.resolution < template.minimum {
        let (least_dpi, dpi) = (template.minimum.dpi(), target.resolution.dpi());
        return Err(LabelError::TooCoarse { least_dpi, dpi });
    }
    let (wanted, loaded) = (&template.stock, &target.loaded);
    if wanted.name.is_some() && wanted.name != loaded.name {
        let name = |stock: &Stock| stock.name.clone().unwrap_or_default();
        return Err(LabelError::WrongStock { wanted: name(wanted), loaded: name(loaded) });
    }
    let same = |one: f32, other: f32| (one - other).abs() <= SAME_MM;
    if !same(wanted.width_mm, loaded.width_mm) || !same(wanted.height_mm, loaded.height_mm) {
        return Err(LabelError::WrongSize { wanted: wanted.to_string(), loaded: loaded.to_string() });
    }
    if wanted.width_mm > target.head_mm + SAME_MM {
        return Err(LabelError::WiderThanHead { width_mm: wanted.width_mm, head_mm: target.head_mm });
    }
    Ok(())
}

impl std::fmt::Display for Stock {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} × {} mm", self.width_mm, self.height_mm)
    }
}
