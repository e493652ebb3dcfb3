//! A label being filled: puts values, facts, bars and QR into their areas as large as they go, or says what
//! does not fit. Knows nothing of what a label is about.

use crate::carriers::Bars;
use crate::code128::QUIET_MODULES;
use crate::drawing::{Area, Drawing, Ink, Mark, Side};
use crate::error::{Field, LabelError, Note};
use crate::font::{self, Fitted, Room};
use crate::media::Media;
use crate::qr;

/// Narrowest bars that a hand scanner reads well from thermal print, and the widest worth their room.
const BAR_MODULE_MM: (f32, f32) = (0.25, 0.5);
const QR_MODULE_MM: (f32, f32) = (0.37, 1.0);
/// Below this height of letters nobody reads a label without bending down.
pub(crate) const SMALLEST_MM: f32 = 2.0;

pub(crate) struct Page {
    pub media: Media,
    pub drawing: Drawing,
    pub notes: Vec<Note>,
}

/// A value and its caption.
pub(crate) struct Fact {
    pub caption: String,
    pub field: Field,
    pub text: String,
}

/// How large a value may be and how it stands.
#[derive(Clone, Copy)]
pub(crate) struct Style {
    pub ink: Ink,
    pub side: Side,
    pub tallest_mm: f32,
    pub smallest_mm: f32,
    pub line_count: usize,
}

impl Style {
    /// One black line from the left, up to this height of letters.
    pub fn line(tallest_mm: f32) -> Style {
        Style { ink: Ink::Black, side: Side::Left, tallest_mm, smallest_mm: SMALLEST_MM, line_count: 1 }
    }
}

impl Page {
    pub fn new(media: Media) -> Page {
        Page { media, drawing: Drawing { media, marks: Vec::new() }, notes: Vec::new() }
    }

    /// A value as large as its area allows, in the middle of its height.
    pub fn value(&mut self, area: Area, field: Field, text: &str, style: Style) -> Result<(), LabelError> {
        let text = self.printable(field, text)?;
        let fitted = self.fitted(area, field, &text, style)?;
        self.put(area, &fitted, style);
        Ok(())
    }

    /// As [`Page::value`], from the top of the area; the height it took is taken off the area.
    pub fn value_on_top(
        &mut self,
        area: &mut Area,
        field: Field,
        text: &str,
        style: Style,
    ) -> Result<(), LabelError> {
        let text = self.printable(field, text)?;
        let fitted = self.fitted(*area, field, &text, style)?;
        let top = area.take_top(font::block_height(&fitted.lines, fitted.height));
        self.drawing.text(top, style.ink, style.side, &fitted);
        Ok(())
    }

    /// The caption small above its value.
    pub fn fact(
        &mut self,
        mut area: Area,
        fact: &Fact,
        caption_mm: f32,
        style: Style,
    ) -> Result<(), LabelError> {
        let caption_area = area.take_top(self.media.dots(caption_mm));
        self.caption(caption_area, fact, Style { tallest_mm: caption_mm, line_count: 1, ..style })?;
        self.value(area, fact.field, &fact.text, style)
    }

    /// Facts side by side, each as wide as its text needs, all in letters of one height on one baseline.
    pub fn row(
        &mut self,
        area: Area,
        facts: &[&Fact],
        caption_mm: f32,
        style: Style,
    ) -> Result<(), LabelError> {
        let mut columns = self.columns(area, facts);
        let caption_height = self.media.dots(caption_mm);
        let mut tallest_mm = style.tallest_mm;
        for (column, fact) in columns.iter_mut().zip(facts) {
            let caption_style = Style { tallest_mm: caption_mm, line_count: 1, ..style };
            self.caption(column.take_top(caption_height), fact, caption_style)?;
            let height = self.fitted(*column, fact.field, &font::printable(&fact.text).text, style)?.height;
            tallest_mm = tallest_mm.min(height as f32 / self.media.dots_per_mm as f32);
        }
        let mut values = Vec::with_capacity(facts.len());
        for (column, fact) in columns.iter().zip(facts) {
            let text = self.printable(fact.field, &fact.text)?;
            values.push((*column, self.fitted(*column, fact.field, &text, Style { tallest_mm, ..style })?));
        }
        let above = values.iter().map(|(column, fitted)| above(*column, fitted)).min().unwrap_or(0);
        for (mut column, fitted) in values {
            column.take_top(above);
            self.drawing.text(column, style.ink, style.side, &fitted);
        }
        Ok(())
    }

    fn columns(&self, mut area: Area, facts: &[&Fact]) -> Vec<Area> {
        // What may be broken into lines is content with the room of some fifteen letters.
        let share = |fact: &&Fact| {
            let width = font::width(&fact.text, 100);
            let width = if is_words(fact.field) { width.min(700) } else { width };
            width.max(font::width(&fact.caption, 60))
        };
        let gap = self.media.dots(2.5);
        let mut rest: u32 = facts.iter().map(share).sum();
        let mut columns = Vec::with_capacity(facts.len());
        for (place, fact) in facts.iter().enumerate() {
            let gaps = gap * (facts.len() - 1 - place) as u32;
            columns.push(area.take_left(area.width.saturating_sub(gaps) * share(fact) / rest.max(1)));
            area.take_left(gap);
            rest -= share(fact);
        }
        columns
    }

    pub fn caption(&mut self, area: Area, fact: &Fact, style: Style) -> Result<(), LabelError> {
        let room = Room { smallest: 1, ..self.room(area, style) };
        // Captions are ours and short; one that a translation made too long is set smaller, never cut.
        let fitted = font::fit(&font::printable(&fact.caption).text, room);
        let fitted =
            fitted.ok_or_else(|| LabelError::does_not_fit(fact.field, &fact.caption, &self.media))?;
        self.drawing.text(area, style.ink, style.side, &fitted);
        Ok(())
    }

    /// A QR with its quiet zone, as large as the area allows.
    pub fn qr(&mut self, area: Area, text: &str) -> Result<(), LabelError> {
        let too_large = || LabelError::does_not_fit(Field::Code, text, &self.media);
        let width = qr::modules_of(text).ok_or_else(too_large)?.width;
        // The printer packs the text its own way and may need the next size up: four modules.
        let with_quiet = width + 4 + 2 * qr::QUIET_MODULES;
        let module =
            self.module(area.width.min(area.height) / with_quiet, QR_MODULE_MM).ok_or_else(too_large)?;
        let side = width * module;
        let (x, y) = (area.x + (area.width - side) / 2, area.y + (area.height - side) / 2);
        self.drawing.marks.push(Mark::Qr { x, y, module, text: text.to_owned() });
        Ok(())
    }

    /// The first of these bars that fits the width of the whole label, quiet zones included, as wide as it
    /// may be.
    pub fn bars<'a>(&mut self, area: Area, choices: &'a [Bars]) -> Result<&'a Bars, LabelError> {
        let width = self.media.width_dots();
        let fitting = choices.iter().find_map(|bars| {
            let module = self.module(width / bars.code.total_width_modules(), BAR_MODULE_MM)?;
            Some((bars, module))
        });
        let Some((bars, module)) = fitting else {
            let text = choices.last().map_or("", |bars| bars.text.as_str());
            return Err(LabelError::does_not_fit(Field::Code, text, &self.media));
        };
        if choices.first() != Some(bars) {
            self.notes.push(Note::BarsHoldJobCode);
        }
        let x = (width - bars.code.total_width_modules() * module) / 2 + QUIET_MODULES * module;
        let code = bars.code.clone();
        self.drawing.marks.push(Mark::Bars { x, y: area.y, height: area.height, module, code });
        Ok(bars)
    }

    /// White on a black tab that is as wide as its text needs, at the right end of the area.
    pub fn tab(&mut self, area: &mut Area, text: &str, height_mm: f32) {
        let height = self.media.dots(height_mm);
        let text = font::printable(text).text;
        let tab = area.take_right(font::width(&text, height) + height);
        area.take_right(height / 2);
        self.drawing.fill(tab);
        self.put(
            tab,
            &Fitted { height, lines: vec![text] },
            Style { ink: Ink::White, side: Side::Middle, ..Style::line(height_mm) },
        );
    }

    fn put(&mut self, mut area: Area, fitted: &Fitted, style: Style) {
        area.take_top(above(area, fitted));
        self.drawing.text(area, style.ink, style.side, fitted);
    }

    fn fitted(&self, area: Area, field: Field, text: &str, style: Style) -> Result<Fitted, LabelError> {
        let room = self.room(area, style);
        let fitted = match is_words(field) {
            true => font::fit_anyhow(text, room),
            false => font::fit(text, Room { line_count: 1, ..room }),
        };
        fitted.ok_or_else(|| LabelError::does_not_fit(field, text, &self.media))
    }

    fn room(&self, area: Area, style: Style) -> Room {
        Room {
            width: area.width,
            height: area.height,
            tallest: self.media.dots(style.tallest_mm),
            smallest: self.media.dots(style.smallest_mm),
            line_count: style.line_count,
        }
    }

    /// Whole dots per module between the bounds, at most `largest`.
    fn module(&self, largest: u32, (narrowest_mm, widest_mm): (f32, f32)) -> Option<u32> {
        let narrowest = (narrowest_mm * self.media.dots_per_mm as f32).ceil() as u32;
        (largest >= narrowest).then(|| largest.min(self.media.dots(widest_mm).max(narrowest)).min(10))
    }

    fn printable(&mut self, field: Field, text: &str) -> Result<String, LabelError> {
        let printable = font::printable(text);
        if printable.missing.is_empty() {
            return Ok(printable.text);
        }
        let letters = printable.missing;
        let identity = matches!(field, Field::Sku | Field::Lot | Field::JobCode | Field::Code);
        if identity || !printable.text.chars().any(char::is_alphanumeric) {
            return Err(LabelError::NoLetters { field, text: text.to_owned(), letters });
        }
        self.notes.push(Note::LettersReplaced { field, letters });
        Ok(printable.text)
    }
}

/// May be broken into lines, even inside a word. A code broken in two would be read as two codes.
fn is_words(field: Field) -> bool {
    matches!(field, Field::ItemName | Field::Document | Field::Location)
}

/// What stays free above a text in the middle of its area. Capitals are centred, not the descenders below
/// them, as long as those stay inside.
fn above(area: Area, fitted: &Fitted) -> u32 {
    let capitals = font::capitals_height(&fitted.lines, fitted.height);
    let block = font::block_height(&fitted.lines, fitted.height);
    (area.height.saturating_sub(capitals) / 2).min(area.height.saturating_sub(block))
}
