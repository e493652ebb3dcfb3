//! A layout as dots.

use super::{Ink, Layout, Mark, PlacedCode, PlacedText, overlay};
use crate::letters::{CAPITALS, Faces, Weight};
use crate::plane::{Dots, Plane};
use crate::printer::Resolution;
use crate::symbology::{GUARD_MODULES, Shape};
use crate::template::Place;

/// A dot is black where a letter covers so much of it: a little less than half keeps thin strokes whole.
const COVERED: f32 = 0.42;

/// The same dots for every printer language.
pub(crate) fn render(layout: &Layout, faces: &Faces) -> Plane {
    let mut brush = brush(layout, faces);
    for mark in &layout.marks {
        brush.mark(mark);
    }
    if layout.is_training {
        overlay::watermark(&mut brush, layout);
    }
    brush.plane
}

fn brush<'a>(layout: &Layout, faces: &'a Faces) -> Brush<'a> {
    let resolution = layout.resolution;
    let plane = Plane::new(resolution.dots(layout.width_mm), resolution.dots(layout.height_mm));
    Brush { plane, resolution, faces }
}

pub(super) struct Brush<'a> {
    pub plane: Plane,
    pub resolution: Resolution,
    pub faces: &'a Faces,
}

impl Brush<'_> {
    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Fill(place) => self.plane.fill(self.dots(*place)),
            Mark::Frame { place, line_mm } => {
                self.frame(self.dots(*place), self.resolution.dots(*line_mm).max(1))
            }
            Mark::Picture { place, plane } => {
                let dots = self.dots(*place);
                let (x, y) = (dots.x + (dots.width - plane.width.min(dots.width)) / 2, dots.y);
                let y = y + (dots.height - plane.height.min(dots.height)) / 2;
                self.stamp(plane, x, y);
            }
            Mark::Code(code) => self.code(code),
            Mark::Text(text) => self.text(text),
        }
    }

    /// A line is never thinner than a dot.
    fn dots(&self, place: Place) -> Dots {
        let [left, top] = [place.left, place.top].map(|length| self.resolution.dots(length));
        let right = self.resolution.dots(place.left + place.width);
        let foot = self.resolution.dots(place.top + place.height);
        Dots { x: left, y: top, width: (right - left).max(1), height: (foot - top).max(1) }
    }

    fn frame(&mut self, dots: Dots, line: u32) {
        let Dots { x, y, width, height } = dots;
        let line = line.min(width).min(height);
        self.plane.fill(Dots { height: line, ..dots });
        self.plane.fill(Dots { y: y + height - line, height: line, ..dots });
        self.plane.fill(Dots { width: line, ..dots });
        self.plane.fill(Dots { x: x + width - line, width: line, ..dots });
    }

    fn stamp(&mut self, plane: &Plane, left: u32, top: u32) {
        for y in 0..plane.height {
            self.plane.add_row(left, top + y, &plane.row(y, 0, plane.width));
        }
    }

    fn code(&mut self, code: &PlacedCode) {
        let module = code.module;
        match &code.symbol.shape {
            Shape::Bars(bars) => {
                let bearer = bars.bearer * module;
                for (at, width, is_guard) in bars.dark() {
                    let guard = if is_guard { GUARD_MODULES * module } else { 0 };
                    self.plane.fill(Dots {
                        x: code.x + (bars.quiet.0 + at) * module,
                        y: code.y + bearer,
                        width: width * module,
                        height: code.height + guard,
                    });
                }
                let width = code.symbol.total_width_modules() * module;
                self.plane.fill(Dots { x: code.x, y: code.y, width, height: bearer });
                let y = code.y + bearer + code.height;
                self.plane.fill(Dots { x: code.x, y, width, height: bearer });
            }
            Shape::Matrix(matrix) => {
                for (column, row, length) in matrix.runs() {
                    let at = |count: u32| (matrix.quiet + count) * module;
                    let (x, y) = (code.x + at(column), code.y + at(row));
                    self.plane.fill(Dots { x, y, width: length * module, height: module });
                }
            }
        }
        for text in &code.caption {
            self.text(text);
        }
    }

    pub(super) fn text(&mut self, text: &PlacedText) {
        let dots_per_mm = self.resolution.dots_per_mm();
        let em = text.setting.capitals_mm / CAPITALS * dots_per_mm;
        let mut baseline_mm = text.top_mm + text.setting.capitals_mm;
        for (line, left_mm) in text.setting.lines.iter().zip(&text.lefts_mm) {
            let baseline = (baseline_mm * dots_per_mm).round();
            let mut pen = left_mm * dots_per_mm;
            for (letter, weight) in &line.letters {
                self.letter(*letter, *weight, em, [pen.round(), baseline], text.ink);
                pen += self.faces.advance_em(*letter, *weight) * em;
            }
            baseline_mm += text.setting.pitch_mm;
        }
    }

    fn letter(&mut self, letter: char, weight: Weight, em: f32, [x, baseline]: [f32; 2], ink: Ink) {
        let Some(glyph) = self.faces.glyph(letter, weight) else { return };
        let Some(outline) = glyph.outline(em, x, baseline) else { return };
        let corner = outline.px_bounds().min;
        outline.draw(|column, row, covered| {
            if covered >= COVERED {
                let (x, y) = (corner.x as i64 + i64::from(column), corner.y as i64 + i64::from(row));
                self.plane.set(x, y, ink == Ink::Black);
            }
        });
    }
}
