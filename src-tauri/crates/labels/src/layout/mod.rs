//! A template and what its label says, laid out: every text set, every code encoded and sized, in
//! millimetres where the printer leaves the choice and in whole dots where it does not. Then drawn as dots,
//! the same for every printer language.
//!
//! Everything is drawn by us, codes included, and no printer's own barcode command is used: TSPL firmwares
//! differ in FNC1, ZPL printers choose a QR's version and place themselves, pad and cut EAN data silently,
//! and escape Data Matrix in two ways (devices.md 3.1, 3.4). What is previewed and decoded is therefore
//! what is burnt.

mod code;
mod overlay;
mod render;
mod text;

pub(crate) use render::render;

use crate::error::{LabelError, Note};
use crate::letters::{Faces, Setting};
use crate::plane::Plane;
use crate::printer::Resolution;
use crate::symbology::Symbol;
use crate::template::{Body, Element, Language, Place, Speaker, Template};
use domain::label_data::LabelData;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;

/// What templates draw with beside themselves: faces and pictures of the data directory.
#[derive(Clone, Default)]
pub struct Kit {
    pub faces: Faces,
    /// PNG files by their names.
    pub pictures: BTreeMap<String, Vec<u8>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Ink {
    #[default]
    Black,
    /// On black that was drawn before.
    White,
}

/// One thing on the label, in the order of drawing.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Mark {
    Fill(Place),
    Frame { place: Place, line_mm: f32 },
    Picture { place: Place, plane: Plane },
    Code(Box<PlacedCode>),
    Text(PlacedText),
}

/// Dots from the label's top left, quiet zone included.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlacedCode {
    pub x: u32,
    pub y: u32,
    pub module: u32,
    /// Of bars without guards and bearers; of squares, all of it.
    pub height: u32,
    pub symbol: Symbol,
    pub caption: Vec<PlacedText>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlacedText {
    pub setting: Setting,
    /// Left of each line, and the top of the first line's capitals.
    pub lefts_mm: Vec<f32>,
    pub top_mm: f32,
    pub ink: Ink,
}

/// A label before any printer language.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Layout {
    pub width_mm: f32,
    pub height_mm: f32,
    pub resolution: Resolution,
    pub marks: Vec<Mark>,
    pub notes: Vec<Note>,
    pub is_training: bool,
}

/// Why an element of a template could not be laid out, and which words of the file it was.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Misfit {
    pub span: Range<usize>,
    pub error: Box<LabelError>,
}

/// # Errors
/// The first element that cannot be drawn as it must, and why.
pub(crate) fn lay_out(
    template: &Template,
    data: &LabelData,
    kit: &Kit,
    language: Language,
    resolution: Resolution,
) -> Result<Layout, Misfit> {
    let language = template.spoken(language);
    let no_words = BTreeMap::new();
    let words = template.words.get(&language).unwrap_or(&no_words);
    let speaker = Speaker::new(data, words, language, template.market.as_ref());
    let mut layout = Layout {
        width_mm: template.stock.width_mm,
        height_mm: template.stock.height_mm,
        resolution,
        marks: Vec::new(),
        notes: Vec::new(),
        is_training: data.training,
    };
    for element in &template.elements {
        let misfit = |error: LabelError| Misfit { span: element.span.clone(), error: Box::new(error) };
        if speaker.holds(element.when.as_deref()).map_err(|unsaid| misfit(unsaid.into()))? {
            layout.add(element, &speaker, kit).map_err(misfit)?;
        }
    }
    Ok(layout)
}

impl Layout {
    fn add(&mut self, element: &Element, speaker: &Speaker, kit: &Kit) -> Result<(), LabelError> {
        let place = element.place;
        match &element.body {
            Body::Box { line_mm } => self.marks.push(Mark::Frame { place, line_mm: *line_mm }),
            Body::Line { times, step_mm } => {
                for count in 0..*times {
                    let (right, down) = (count as f32 * step_mm[0], count as f32 * step_mm[1]);
                    let moved = Place { left: place.left + right, top: place.top + down, ..place };
                    self.marks.push(Mark::Fill(moved));
                }
            }
            Body::Picture { file } => {
                let name = speaker.say(file)?;
                let png = kit.pictures.get(&name).ok_or(LabelError::NoPicture { name: name.clone() })?;
                let [width, height] = [place.width, place.height].map(|side| self.resolution.dots(side));
                let plane = crate::plane::dithered(&name, png, width, height)?;
                self.marks.push(Mark::Picture { place, plane });
            }
            Body::Code(body) => self.add_code(place, body, speaker, kit)?,
            Body::Text(body) => self.add_text(place, body, speaker, kit)?,
        }
        Ok(())
    }

    /// Codes in the order of drawing.
    pub fn codes(&self) -> impl Iterator<Item = &PlacedCode> {
        self.marks.iter().filter_map(|mark| match mark {
            Mark::Code(code) => Some(code.as_ref()),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests;
