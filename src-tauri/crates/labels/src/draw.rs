//! From a template and what a label says to a printer's exact bytes; whether they scan.

use crate::error::{LabelError, Note};
use crate::layout::{Kit, Layout, PlacedCode, lay_out, render};
use crate::plane::{Dots, Plane};
use crate::preview::plane_of;
use crate::printer::{PrinterLanguage, Resolution, Target, fits, write_tspl, write_zpl};
use crate::symbology::{GUARD_MODULES, Symbology, read_one};
use crate::template::{Language, Template};
use domain::label_data::LabelData;
use std::num::NonZeroU32;

/// A label ready to be sent.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawnLabel {
    pub bytes: Vec<u8>,
    /// In the order they stand in the template.
    pub codes: Vec<ExpectedCode>,
    pub notes: Vec<Note>,
}

/// A code of a drawn label: what a scanner sends for it, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedCode {
    pub symbology: Symbology,
    /// Without AIM identifier; GS (`\u{1d}`) between GS1 elements.
    pub data: String,
    /// Left, top, width, height in dots, quiet zones included.
    pub place: [u32; 4],
}

/// `count` equal labels for what is loaded in this printer now.
///
/// # Errors
/// Why nothing is printed: the media does not fit, the market does not allow it, or the first element that
/// cannot be drawn as it must.
pub fn draw_label(
    template: &Template,
    data: &LabelData,
    kit: &Kit,
    language: Language,
    target: &Target,
    count: NonZeroU32,
) -> Result<DrawnLabel, LabelError> {
    fits(template, target)?;
    if let Some(market) = &template.market {
        market.allows(data)?;
    }
    let resolution = target.resolution;
    let layout = lay_out(template, data, kit, language, resolution).map_err(|misfit| *misfit.error)?;
    let plane = render(&layout, &kit.faces);
    let bytes = match target.language {
        PrinterLanguage::Zpl => write_zpl(&plane, &remark(template, data), count),
        PrinterLanguage::Tspl => write_tspl(&plane, &target.loaded, count),
    };
    Ok(DrawnLabel { bytes, codes: expected(&layout), notes: layout.notes })
}

/// Reads every code on the picture of these bytes, where it should stand.
///
/// # Errors
/// [`LabelError::NotScanned`] for the first that is not read as what it should say;
/// [`LabelError::NotShown`] for bytes that are not ours.
pub fn scans(label: &DrawnLabel, target: &Target) -> Result<(), LabelError> {
    let resolution = target.resolution;
    let [width, height] =
        [target.loaded.width_mm, target.loaded.height_mm].map(|length| resolution.dots(length));
    let plane = plane_of(&label.bytes, width, height)?;
    all_read(&plane, &label.codes)
}

pub(crate) fn all_read(plane: &Plane, codes: &[ExpectedCode]) -> Result<(), LabelError> {
    for code in codes {
        let [x, y, width, height] = code.place;
        let read = read_one(&plane.picture(Dots { x, y, width, height }), code.symbology);
        if read.is_none_or(|found| found.text != code.data) {
            return Err(LabelError::NotScanned { symbology: code.symbology, data: code.data.clone() });
        }
    }
    Ok(())
}

pub(crate) fn expected(layout: &Layout) -> Vec<ExpectedCode> {
    layout.codes().map(expected_code).collect()
}

fn expected_code(code: &PlacedCode) -> ExpectedCode {
    let width = code.symbol.total_width_modules() * code.module;
    let below = match &code.symbol.shape {
        crate::symbology::Shape::Bars(bars) if !bars.guards.is_empty() => GUARD_MODULES * code.module,
        crate::symbology::Shape::Bars(bars) => 2 * bars.bearer * code.module,
        crate::symbology::Shape::Matrix(_) => 0,
    };
    ExpectedCode {
        symbology: code.symbol.symbology,
        data: code.symbol.data.clone(),
        place: [code.x, code.y, width, code.height + below],
    }
}

/// What the bytes say they are, to people who look at them: which template, and whose label.
fn remark(template: &Template, data: &LabelData) -> String {
    let parts = [
        Some(template.name.as_str()),
        data.job_code.as_deref(),
        data.item.sku.as_deref(),
        data.lot.code.as_deref(),
        data.sscc.as_deref(),
        data.serial.as_deref(),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The dots of a label as PNG, before any printer: the page of templates shows it while one is written.
///
/// # Errors
/// As [`draw_label`], without printer and market.
pub fn draw_picture(
    template: &Template,
    data: &LabelData,
    kit: &Kit,
    language: Language,
    resolution: Resolution,
) -> Result<Vec<u8>, LabelError> {
    let layout = lay_out(template, data, kit, language, resolution).map_err(|misfit| *misfit.error)?;
    let dots_per_metre = (resolution.dots_per_mm() * 1000.0).round() as u32;
    Ok(render(&layout, &kit.faces).png(Some(dots_per_metre)))
}
