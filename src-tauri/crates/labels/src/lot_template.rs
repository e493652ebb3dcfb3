//! Which lot label goes on what is loaded: the built-in template of its size.

use crate::error::LabelError;
use crate::media::Media;
use crate::printer::{PrinterLanguage, Resolution, Target};
use crate::template::{Stock, Template, built_in};

/// Tallest first: the one with the largest letters that the loaded label has room for.
const SIZES: [&str; 2] = ["lot-100x150", "lot-100x50"];
/// As in `printer::fits`: cut labels differ.
const SAME_MM: f32 = 1.0;

/// The built-in lot label of this size; nothing where none was drawn for it.
pub fn lot_template(loaded: &Stock) -> Option<Template> {
    let same = |one: f32, other: f32| (one - other).abs() <= SAME_MM;
    SIZES.into_iter().filter_map(built_in).find(|template| {
        same(template.stock.width_mm, loaded.width_mm) && same(template.stock.height_mm, loaded.height_mm)
    })
}

impl Target {
    /// From a printer's settings of size and dots per millimetre; gap 3 mm, and a head as wide as the
    /// label.
    ///
    /// # Errors
    /// [`LabelError::BadMedia`] for a head that is neither 203, 300 nor 600 dpi.
    pub fn of(media: &Media, language: PrinterLanguage) -> Result<Target, LabelError> {
        let bad = LabelError::BadMedia { media: media.to_string(), dots_per_mm: media.dots_per_mm };
        let resolution = Resolution::from_dots_per_mm(media.dots_per_mm).ok_or(bad)?;
        let (width_mm, height_mm) = (media.width_mm as f32, media.height_mm as f32);
        let loaded = Stock { width_mm, height_mm, gap_mm: 3.0, name: None };
        Ok(Target { language, resolution, head_mm: width_mm, loaded })
    }
}
