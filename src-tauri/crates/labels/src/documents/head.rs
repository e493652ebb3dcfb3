//! The first page's head: who writes on the left, what it is with its number as bars on the right; on a
//! label's width all in one column. Below it, from whom to whom, and the facts.

use super::canvas::{Area, Ink, Side, Type, em_mm};
use super::faces::{Weight, plain};
use super::frame::{Measure, Sheet, pitch, rise};
use super::{Paper, PaperError, Party};

impl Sheet<'_> {
    /// Company on the left, what it is on the right.
    pub(super) fn wide_head(&mut self) -> Result<(), PaperError> {
        let Measure { margin, base_pt, title_pt, bars, .. } = self.measure;
        let inner = self.measure.inner();
        let left_foot = self.company((margin, margin), inner * 0.46);
        let right = self.measure.width - margin;
        let title = Type { size_pt: title_pt, weight: Weight::Bold, ink: Ink::Black };
        let room = inner * 0.52;
        let lines = self.canvas.faces.wrapped(&plain(&self.head.title), Weight::Bold, room / em_mm(title_pt));
        let mut baseline = margin + rise(title_pt);
        for (index, line) in lines.iter().enumerate() {
            baseline += if index > 0 { pitch(title_pt) * 0.9 } else { 0.0 };
            self.canvas.text(Side::Right, (right, baseline), title, line);
        }
        let mark = self.mark_width(room);
        let title_width = lines.last().map_or(0.0, |line| self.canvas.text_width(line, title));
        let beside = lines.len() == 1 && title_width + mark + 4.0 <= room;
        if beside {
            self.mark((right - title_width - 4.0, baseline), room);
        }
        let number = Type { size_pt: base_pt + 2.0, weight: Weight::Regular, ink: Ink::Black };
        let mut y = baseline + 1.8;
        for line in
            self.canvas.faces.wrapped(&plain(&self.head.number), number.weight, room / em_mm(number.size_pt))
        {
            y += pitch(number.size_pt);
            self.canvas.text(Side::Right, (right, y), number, &line);
        }
        if !beside && mark > 0.0 {
            y += rise(base_pt) + 4.5;
            self.mark((right, y), room);
        }
        if self.symbol.is_some() {
            y += 3.0;
            self.bars(Area { x: right, y, width: room, height: bars })?;
            y += bars;
        }
        self.y = left_foot.max(y) + 5.0;
        self.canvas.rule(Ink::Black, 0.7, (margin, self.y), inner);
        self.y += 5.0;
        Ok(())
    }

    /// All in one column.
    pub(super) fn narrow_head(&mut self) -> Result<(), PaperError> {
        let Measure { margin, base_pt, small_pt, title_pt, bars, .. } = self.measure;
        let inner = self.measure.inner();
        let right = self.measure.width - margin;
        let mut top = margin;
        if let Some(logo) = self.logo.take() {
            let (most_width, most_height) = self.measure.logo;
            self.canvas.logo(&logo, (right - logo.fitted(most_width, most_height).0, top), self.measure.logo);
            self.logo = Some(logo);
        }
        let logo_room = if self.logo.is_some() { self.measure.logo.0 + 2.0 } else { 0.0 };
        let small = Type { ink: Ink::Gray, ..self.measure.small(Weight::Regular) };
        top = self.block((margin, top), inner - logo_room, small, &self.stationery.company.name) + 0.6;
        let title = Type { size_pt: title_pt, weight: Weight::Bold, ink: Ink::Black };
        top = self.block((margin, top), inner - logo_room, title, &self.head.title);
        let mark = self.mark_width(inner);
        if mark > 0.0 {
            top += rise(base_pt) + 2.4;
            self.mark((margin + mark, top), inner);
            top += 2.0;
        }
        if self.symbol.is_some() {
            let text = Type { size_pt: base_pt + 1.0, weight: Weight::Bold, ink: Ink::Black };
            let placed = Area { x: right, y: top, width: inner, height: bars };
            let width = self.bars_in_the_middle(placed)?;
            debug_assert!(width <= inner, "bars were measured");
            let baseline = top + bars + 1.2 + rise(text.size_pt);
            self.canvas.text(
                Side::Middle,
                (self.measure.width / 2.0, baseline),
                text,
                &plain(&self.head.number),
            );
            top = baseline + 1.0;
        } else {
            top = self.block((margin, top), inner, self.measure.base(Weight::Regular), &self.head.number);
        }
        self.y = top + 1.5;
        self.canvas.rule(Ink::Black, 0.5, (margin, self.y), inner);
        self.y += 2.0 + em_mm(small_pt) * 0.2;
        Ok(())
    }

    /// Sign or name, and address; the y below.
    fn company(&mut self, (x, top): (f32, f32), width: f32) -> f32 {
        let mut y = top;
        if let Some(logo) = self.logo.take() {
            let most = (self.measure.logo.0.min(width), self.measure.logo.1);
            self.canvas.logo(&logo, (x, y), most);
            y += logo.fitted(most.0, most.1).1 + 3.0;
            self.logo = Some(logo);
        }
        let name = Type { size_pt: self.measure.base_pt + 2.0, weight: Weight::Bold, ink: Ink::Black };
        let stationery = self.stationery;
        y = self.block((x, y), width, name, &stationery.company.name);
        for line in &stationery.company.lines {
            y = self.block((x, y), width, self.measure.small(Weight::Regular), line);
        }
        y
    }

    /// COPY, TRAINING: white on black, its right end and baseline there, at most so wide.
    fn mark(&mut self, (right, baseline): (f32, f32), most: f32) {
        let width = self.mark_width(most);
        if width <= 0.0 {
            return;
        }
        let kind = Type { size_pt: self.measure.base_pt, weight: Weight::Bold, ink: Ink::White };
        let text = plain(&self.stationery.mark);
        let shrunk = ((width - 4.0) / self.canvas.text_width(&text, kind)).min(1.0);
        let height = rise(kind.size_pt) + 2.4;
        self.canvas.fill(Ink::Black, &[Area { x: right - width, y: baseline - height + 0.2, width, height }]);
        let kind = Type { size_pt: kind.size_pt * shrunk, ..kind };
        self.canvas.text(Side::Left, (right - width + 2.0, baseline - 1.0), kind, &text);
    }

    /// 0 where there is none.
    fn mark_width(&self, most: f32) -> f32 {
        let text = plain(&self.stationery.mark);
        let kind = Type { size_pt: self.measure.base_pt, weight: Weight::Bold, ink: Ink::White };
        if text.is_empty() { 0.0 } else { (self.canvas.text_width(&text, kind) + 4.0).min(most) }
    }

    fn bars_in_the_middle(&mut self, area: Area) -> Result<f32, PaperError> {
        let Some(symbol) = self.symbol.clone() else { return Ok(0.0) };
        let width = self.bar_width(&symbol, area.width)?;
        self.canvas.symbol(&symbol, Area { x: (self.measure.width - width) / 2.0, width, ..area });
        Ok(width)
    }

    /// Side by side, each under its caption.
    pub(super) fn parties(&mut self) {
        let head = self.head;
        let named: Vec<&(String, Party)> =
            head.parties.iter().filter(|(_, party)| *party != Party::default()).collect();
        if named.is_empty() {
            return;
        }
        let gap = 6.0;
        let width = (self.measure.inner() - gap * (named.len() - 1) as f32) / named.len() as f32;
        let mut foot = self.y;
        for (place, (caption, party)) in named.into_iter().enumerate() {
            let x = self.measure.margin + place as f32 * (width + gap);
            let mut y = self.caption((x, self.y), width, caption);
            y = self.block((x, y), width, self.measure.base(Weight::Bold), &party.name);
            for line in &party.lines {
                y = self.block((x, y), width, self.measure.base(Weight::Regular), line);
            }
            foot = foot.max(y);
        }
        self.y = foot + 3.0;
    }

    /// In columns of equal width, as many as the paper takes.
    pub(super) fn facts(&mut self) {
        let head = self.head;
        let facts: Vec<&(String, String)> =
            head.facts.iter().filter(|fact| !fact.1.trim().is_empty()).collect();
        let most = match self.stationery.paper {
            Paper::A4 => 4,
            Paper::A5 | Paper::Label => 3,
        };
        // Six stand better as three and three than as four and two.
        let columns = facts.len().div_ceil(facts.len().div_ceil(most).max(1)).max(most - 1);
        let gap = 4.0;
        let width = (self.measure.inner() - gap * (columns - 1) as f32) / columns as f32;
        for row in facts.chunks(columns) {
            let mut foot = self.y;
            for (place, (caption, value)) in row.iter().enumerate() {
                let x = self.measure.margin + place as f32 * (width + gap);
                let y = self.caption((x, self.y), width, caption);
                foot = foot.max(self.block((x, y), width, self.measure.base(Weight::Regular), value));
            }
            self.y = foot + 2.5;
        }
        if !facts.is_empty() {
            self.y += 1.5;
        }
    }

    fn caption(&mut self, (x, y): (f32, f32), width: f32, caption: &str) -> f32 {
        self.block((x, y), width, self.measure.small(Weight::Regular), caption) + 0.3
    }
}
