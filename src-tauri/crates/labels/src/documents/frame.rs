//! The page frame: who writes, what it is, its number as bars, from whom to whom, and "Page 2 of 3" at the
//! foot. The first page carries all of it, the pages after it a short head, so that a sheet that got loose
//! is still known.

use super::canvas::{Area, CAPITALS, Canvas, Ink, Side, Type, em_mm};
use super::faces::{Faces, Weight, plain};
use super::file::About;
use super::logo::Logo;
use super::{Paper, PaperError, Party, Printed, Stationery};
use crate::symbology::{Symbol, Symbology, encode};
use jiff::civil::Date;

/// Sizes that go with a paper; millimetres, letters in points.
#[derive(Clone, Copy)]
pub(crate) struct Measure {
    pub width: f32,
    pub height: f32,
    pub margin: f32,
    pub base_pt: f32,
    pub small_pt: f32,
    pub title_pt: f32,
    pub bars: f32,
    pub logo: (f32, f32),
}

/// What stands above the table.
pub(crate) struct Head {
    pub title: String,
    /// As people say it.
    pub number: String,
    /// As bars; empty for none.
    pub code: String,
    pub symbology: Symbology,
    /// The paper's own day, for the file's properties.
    pub day: Date,
    /// Caption and party; empty parties are left out.
    pub parties: Vec<(String, Party)>,
    /// Caption and value; empty values are left out.
    pub facts: Vec<(String, String)>,
}

/// A paper in the making: everything goes on at `y` and starts a new page where it does not fit.
pub(crate) struct Sheet<'a> {
    pub canvas: Canvas<'a>,
    pub measure: Measure,
    pub y: f32,
    pub stationery: &'a Stationery,
    pub head: &'a Head,
    pub symbol: Option<Symbol>,
    pub logo: Option<Logo>,
}

/// Narrower bars run together in an office printer; wider ones are a waste.
const MODULE: (f32, f32) = (0.25, 0.42);
const FOOT: f32 = 6.0;

impl Measure {
    pub fn of(paper: Paper) -> Measure {
        let (width, height) = paper.size_mm();
        let (margin, base_pt, small_pt, title_pt, bars, logo) = match paper {
            Paper::A4 => (16.0, 9.5, 7.5, 22.0, 12.0, (60.0, 18.0)),
            Paper::A5 => (11.0, 8.5, 6.8, 17.0, 10.0, (45.0, 14.0)),
            Paper::Label => (5.0, 8.0, 6.5, 14.0, 11.0, (30.0, 9.0)),
        };
        Measure { width, height, margin, base_pt, small_pt, title_pt, bars, logo }
    }

    /// Between the margins.
    pub fn inner(&self) -> f32 {
        self.width - 2.0 * self.margin
    }

    pub fn base(&self, weight: Weight) -> Type {
        Type { size_pt: self.base_pt, weight, ink: Ink::Black }
    }

    pub fn small(&self, weight: Weight) -> Type {
        Type { size_pt: self.small_pt, weight, ink: Ink::Gray }
    }

    /// Where nothing but the foot stands any more.
    pub fn floor(&self) -> f32 {
        self.height - self.margin - FOOT
    }
}

/// From one baseline to the next.
pub(crate) fn pitch(size_pt: f32) -> f32 {
    em_mm(size_pt) * 1.28
}

/// From the top of the capitals to the baseline.
pub(crate) fn rise(size_pt: f32) -> f32 {
    em_mm(size_pt) * CAPITALS
}

impl<'a> Sheet<'a> {
    /// With its first page begun.
    pub fn new(stationery: &'a Stationery, head: &'a Head) -> Result<Sheet<'a>, PaperError> {
        let measure = Measure::of(stationery.paper);
        let canvas = Canvas::new(Faces::new(&stationery.fonts)?, (measure.width, measure.height));
        let symbol = match head.code.is_empty() {
            true => None,
            false => Some(encode(head.symbology, &head.code)?),
        };
        let logo = stationery.company.logo.as_deref().map(Logo::new).transpose()?;
        let mut sheet = Sheet { canvas, measure, y: 0.0, stationery, head, symbol, logo };
        sheet.canvas.begin();
        match stationery.paper {
            Paper::Label => sheet.narrow_head()?,
            Paper::A4 | Paper::A5 => sheet.wide_head()?,
        }
        sheet.parties();
        sheet.facts();
        match sheet.room() > 0.0 {
            true => Ok(sheet),
            false => Err(PaperError::HeadTooLong { title: head.title.clone() }),
        }
    }

    /// What is left of this page.
    pub fn room(&self) -> f32 {
        self.measure.floor() - self.y
    }

    /// On the next page, under its short head.
    pub fn next_page(&mut self) -> Result<(), PaperError> {
        self.canvas.begin();
        let Measure { margin, base_pt, small_pt, .. } = self.measure;
        let right = self.measure.width - margin;
        let bars = self.measure.bars * 0.6;
        let width =
            self.bars(Area { x: right, y: margin, width: self.measure.inner() * 0.42, height: bars })?;
        let room = self.measure.inner() - width - 6.0;
        let small = self.measure.small(Weight::Regular);
        let names = [self.stationery.mark.as_str(), &self.stationery.company.name, &self.head.title];
        let names = names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>();
        let first = margin + rise(small_pt);
        let text = self.first_line(&plain(&names.join("  ·  ")), small, room);
        self.canvas.text(Side::Left, (margin, first), small, &text);
        // The number is what a loose sheet is known by: smaller rather than cut.
        let number = plain(&self.head.number);
        let wanted = Type { size_pt: base_pt + 1.5, weight: Weight::Bold, ink: Ink::Black };
        let shrunk = (room / self.canvas.text_width(&number, wanted).max(1.0)).min(1.0);
        let kind = Type { size_pt: wanted.size_pt * shrunk, ..wanted };
        let second = first + pitch(wanted.size_pt) * 0.95;
        self.canvas.text(Side::Left, (margin, second), kind, &number);
        self.y = bars.max(second - margin) + margin + 2.5;
        self.canvas.rule(Ink::Black, 0.5, (margin, self.y), self.measure.inner());
        self.y += 3.0;
        Ok(())
    }

    /// Foot of every page, then the bytes.
    pub fn finish(mut self) -> Result<Printed, PaperError> {
        let Measure { margin, height, small_pt, .. } = self.measure;
        let page_count = self.canvas.page_count();
        let kind = self.measure.small(Weight::Regular);
        let baseline = height - margin;
        for page in 0..page_count {
            self.canvas.turn_to(page);
            let top = baseline - rise(small_pt) - 2.2;
            self.canvas.rule(Ink::Hair, 0.25, (margin, top), self.measure.inner());
            let of = self.stationery.words.page_of(page + 1, page_count);
            let width = self.canvas.text_width(&of, kind);
            self.canvas.text(Side::Right, (self.measure.width - margin, baseline), kind, &of);
            let parts = [self.head.title.as_str(), &self.head.number, &self.stationery.footer];
            let parts = parts.into_iter().filter(|part| !part.is_empty());
            let left = plain(&parts.collect::<Vec<_>>().join("  ·  "));
            let left = self.first_line(&left, kind, self.measure.inner() - width - 4.0);
            self.canvas.text(Side::Left, (margin, baseline), kind, &left);
        }
        let missing_letters = std::mem::take(&mut self.canvas.missing);
        let about = About {
            title: plain(&format!("{} {}", self.head.title, self.head.number)),
            author: plain(&self.stationery.company.name),
            written_on: Some(self.head.day),
        };
        Ok(Printed { pdf: self.canvas.finish(&about)?, page_count, missing_letters })
    }

    /// Lines of a text on top of each other from `top`; the y below them.
    pub fn block(&mut self, (x, top): (f32, f32), width: f32, kind: Type, text: &str) -> f32 {
        let lines = self.canvas.faces.wrapped(&plain(text), kind.weight, width / em_mm(kind.size_pt));
        let mut baseline = top + rise(kind.size_pt);
        for line in &lines {
            self.canvas.text(Side::Left, (x, baseline), kind, line);
            baseline += pitch(kind.size_pt);
        }
        baseline - rise(kind.size_pt)
    }

    /// The number's bars, their right end at the area's `x`, at most so wide; the width they took.
    pub fn bars(&mut self, area: Area) -> Result<f32, PaperError> {
        let Some(symbol) = self.symbol.clone() else { return Ok(0.0) };
        let width = self.bar_width(&symbol, area.width)?;
        self.canvas.symbol(&symbol, Area { x: area.x - width, width, ..area });
        Ok(width)
    }

    /// The quiet zones may lie in the margins.
    pub fn bar_width(&self, symbol: &Symbol, most: f32) -> Result<f32, PaperError> {
        let modules = symbol.width_modules() as f32;
        let module = (most / modules).min(MODULE.1);
        // Rather wider than asked for than too fine, as long as the page has the room.
        let module = if module < MODULE.0 { MODULE.0.min(self.measure.inner() / modules) } else { module };
        if module < MODULE.0 {
            return Err(PaperError::CodeTooWide { code: symbol.data.clone() });
        }
        Ok(modules * module)
    }

    /// For places of one line that say again what stands in full on the first page.
    pub fn first_line(&self, text: &str, kind: Type, width: f32) -> String {
        let lines = self.canvas.faces.wrapped(text, kind.weight, width / em_mm(kind.size_pt) - 0.7);
        match &lines[..] {
            [line] => line.clone(),
            [line, ..] => format!("{line}\u{2026}"),
            [] => String::new(),
        }
    }
}
