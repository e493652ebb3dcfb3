//! Codes in their places: whole dots a module, quiet zones inside the place, the text for people below.

use super::text::placed;
use super::{Ink, Kit, Layout, Mark, PlacedCode, PlacedText};
use crate::error::{LabelError, Note};
use crate::letters::{Room, Weight, plain, set};
use crate::symbology::{Bars, CannotEncode, GUARD_MODULES, Shape, Symbol, encode};
use crate::template::{Choice, CodeBody, Place, Side, Speaker, Stands};
use domain::gs1::parse_link;

/// GS1's own resolver, where a phone finds the product too.
const GS1_LINK: &str = "https://id.gs1.org/";
/// Air between bars and the text below them.
const AIR_MM: f32 = 0.8;
/// Letters of the line below are never set smaller than this part of what was asked for.
const SMALLEST_CAPTION: f32 = 0.6;
/// Modules that are this much of a dot too narrow are still as wide as they were meant.
const SLACK_DOTS: f32 = 0.06;

impl Layout {
    /// The first choice that can be encoded and fits.
    pub(super) fn add_code(
        &mut self,
        place: Place,
        body: &CodeBody,
        speaker: &Speaker,
        kit: &Kit,
    ) -> Result<(), LabelError> {
        let mut first_error = None;
        for choice in &body.choices {
            match self.placed_code(place, body, choice, speaker, kit) {
                Ok(code) => {
                    // Goods without what the first choice is made of never meant it.
                    let is_second_best = !matches!(first_error, None | Some(LabelError::FieldMissing { .. }));
                    if is_second_best {
                        let wanted = body.choices[0].symbology;
                        self.notes.push(Note::OtherCode { wanted, drawn: choice.symbology });
                    }
                    self.marks.push(Mark::Code(Box::new(code)));
                    return Ok(());
                }
                Err(error) => _ = first_error.get_or_insert(error),
            }
        }
        Err(first_error.expect("a code has at least one choice"))
    }

    fn placed_code(
        &self,
        place: Place,
        body: &CodeBody,
        choice: &Choice,
        speaker: &Speaker,
        kit: &Kit,
    ) -> Result<PlacedCode, LabelError> {
        let data = speaker.say(&choice.data)?;
        let symbol = encode(choice.symbology, data.trim_matches(['\n', '\r']))?;
        self.readable_link(&symbol)?;
        let caption_mm = if body.letters_mm > 0.0 { body.letters_mm + AIR_MM } else { 0.0 };
        let [left, top, width, height] = [place.left, place.top, place.width, place.height - caption_mm]
            .map(|side| self.resolution.dots(side));
        let too_dense = |data: &str| LabelError::CodeDoesNotFit {
            symbology: choice.symbology,
            data: data.to_owned(),
            width_mm: place.width,
            height_mm: place.height,
            module_mm: body.smallest_module_mm,
        };
        let module = self.module(&symbol, body, width, height).ok_or_else(|| too_dense(&symbol.data))?;
        let total = symbol.total_width_modules() * module;
        let spare = width - total;
        let x = left
            + match body.side {
                Side::Left => 0,
                Side::Middle => spare / 2,
                Side::Right => spare,
            };
        let (below, height) = heights(&symbol, module, height);
        let height = height.ok_or_else(|| too_dense(&symbol.data))?;
        let mut code = PlacedCode { x, y: top, module, height, symbol, caption: Vec::new() };
        if body.letters_mm > 0.0 {
            let top_mm = self.resolution.mm(top + below) + AIR_MM;
            code.caption = self
                .caption(&code, body.letters_mm, place, top_mm, kit)
                .ok_or_else(|| too_dense(&code.symbol.text))?;
        }
        Ok(code)
    }

    /// A GS1 Digital Link that no reader would take is no code, whatever a QR can hold.
    fn readable_link(&self, symbol: &Symbol) -> Result<(), LabelError> {
        if !symbol.data.starts_with(GS1_LINK) {
            return Ok(());
        }
        let symbology = symbol.symbology;
        // The century of its dates is not printed, so any day does.
        let read = parse_link(&symbol.data, jiff::civil::date(2026, 1, 1));
        read.map(|_| ()).map_err(|source| CannotEncode::Gs1 { symbology, source }.into())
    }

    /// Whole dots a module: as wide as asked for, else as fits, never narrower than the smallest.
    fn module(&self, symbol: &Symbol, body: &CodeBody, width: u32, height: u32) -> Option<u32> {
        let across = width / symbol.total_width_modules();
        let down = symbol.total_height_modules().map_or(across, |modules| height / modules);
        let least =
            (body.smallest_module_mm * self.resolution.dots_per_mm() - SLACK_DOTS).ceil().max(1.0) as u32;
        let most = body.module_mm.unwrap_or(symbol.symbology.module_mm().1);
        let wanted = self.resolution.dots(most).max(least);
        let module = across.min(down).min(wanted);
        (module >= least).then_some(module)
    }

    /// The text below, in one line, or in the parts the standard puts under the bars.
    fn caption(
        &self,
        code: &PlacedCode,
        letters_mm: f32,
        place: Place,
        top_mm: f32,
        kit: &Kit,
    ) -> Option<Vec<PlacedText>> {
        let room = |width_mm: f32| Room {
            width_mm,
            height_mm: letters_mm * 1.3,
            tallest_mm: letters_mm,
            smallest_mm: letters_mm * SMALLEST_CAPTION,
            line_count: Some(1),
        };
        let one = |text: &str, left: f32, width: f32| {
            let setting = set(&kit.faces, &plain(text, Weight::Regular), room(width))?;
            let place = Place { left, top: top_mm, width, height: letters_mm };
            Some(placed(place, setting, Side::Middle, Stands::Top, Ink::Black))
        };
        match &code.symbol.shape {
            Shape::Bars(bars) if !bars.captions.is_empty() => {
                // The digits stand between the guards, which reach down beside them.
                let top_mm = self.resolution.mm(code.y + code.height) + self.resolution.mm(code.module);
                self.between_guards(code, bars, letters_mm, top_mm, kit)
            }
            _ => Some(vec![one(&code.symbol.text, place.left, place.width)?]),
        }
    }

    fn between_guards(
        &self,
        code: &PlacedCode,
        bars: &Bars,
        letters_mm: f32,
        top_mm: f32,
        kit: &Kit,
    ) -> Option<Vec<PlacedText>> {
        let module_mm = self.resolution.mm(code.module);
        let start_mm = self.resolution.mm(code.x + bars.quiet.0 * code.module);
        // One size for all parts: that of the narrowest.
        let sizes = bars.captions.iter().map(|caption| {
            let width_mm = (caption.to - caption.from) as f32 * module_mm;
            let room = Room {
                width_mm,
                height_mm: letters_mm * 1.3,
                tallest_mm: letters_mm,
                smallest_mm: 0.8,
                line_count: Some(1),
            };
            set(&kit.faces, &plain(&caption.text, Weight::Regular), room).map(|setting| setting.capitals_mm)
        });
        let size = sizes.collect::<Option<Vec<f32>>>()?.into_iter().fold(letters_mm, f32::min);
        let part = |caption: &crate::symbology::Caption| {
            let left = start_mm + caption.from as f32 * module_mm;
            let width = (caption.to - caption.from) as f32 * module_mm;
            let room = Room {
                width_mm: width + 0.1,
                height_mm: size * 1.5,
                tallest_mm: size,
                smallest_mm: size,
                line_count: Some(1),
            };
            let setting = set(&kit.faces, &plain(&caption.text, Weight::Regular), room)?;
            let place = Place { left, top: top_mm, width, height: size };
            Some(placed(place, setting, Side::Middle, Stands::Top, Ink::Black))
        };
        bars.captions.iter().map(part).collect()
    }
}

/// How far down the code reaches, and the height of its bars; no height where none is left.
fn heights(symbol: &Symbol, module: u32, height: u32) -> (u32, Option<u32>) {
    match &symbol.shape {
        Shape::Matrix(matrix) => {
            let height = (matrix.height + 2 * matrix.quiet) * module;
            (height, Some(height))
        }
        Shape::Bars(bars) => {
            let guard = if bars.guards.is_empty() { 0 } else { GUARD_MODULES * module };
            let around = 2 * bars.bearer * module + guard;
            // Bars of less than ten modules' height are missed by a hand scanner that is held askew.
            let bars_height = height.checked_sub(around).filter(|left| *left >= 10 * module);
            (height, bars_height)
        }
    }
}
