//! A label as marks on a plane of dots, before any printer language. Lengths are dots, y goes down.

use crate::code128::Code128;
use crate::font::{self, CAPITAL_HEIGHT, Fitted};
use crate::media::Media;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ink {
    Black,
    /// Taken out of black that was drawn before.
    White,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Mark {
    /// One line of text; `height` is font 0's, `baseline` the foot of its capitals.
    Text { x: u32, baseline: u32, height: u32, ink: Ink, text: String },
    /// A filled rectangle.
    Fill(Area),
    /// Top left corner of the bars; quiet zones lie outside.
    Bars { x: u32, y: u32, height: u32, module: u32, code: Code128 },
    /// Top left corner of the modules; the quiet zone lies outside.
    Qr { x: u32, y: u32, module: u32, text: String },
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Drawing {
    pub media: Media,
    pub marks: Vec<Mark>,
}

/// Where a text stands in its area.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Left,
    Middle,
    Right,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Area {
    pub x: u32,
    pub y: u32,
    pub width: u32,
    pub height: u32,
}

impl Drawing {
    pub fn fill(&mut self, area: Area) {
        self.marks.push(Mark::Fill(area));
    }

    /// Lines from the top of the area.
    pub fn text(&mut self, area: Area, ink: Ink, side: Side, fitted: &Fitted) {
        let height = fitted.height;
        let mut baseline = area.y + (height as f32 * CAPITAL_HEIGHT).round() as u32;
        for line in &fitted.lines {
            let spare = area.width.saturating_sub(font::width(line, height));
            let x = match side {
                Side::Left => area.x,
                Side::Middle => area.x + spare / 2,
                Side::Right => area.x + spare,
            };
            self.marks.push(Mark::Text { x, baseline, height, ink, text: line.clone() });
            baseline += font::line_pitch(height);
        }
    }
}

impl Area {
    pub fn of(media: &Media) -> Area {
        Area { x: 0, y: 0, width: media.width_dots(), height: media.height_dots() }
    }

    /// Smaller by so much on each side.
    pub fn inside(self, horizontal: u32, vertical: u32) -> Area {
        Area {
            x: self.x + horizontal,
            y: self.y + vertical,
            width: self.width.saturating_sub(2 * horizontal),
            height: self.height.saturating_sub(2 * vertical),
        }
    }

    /// Takes a strip off the top.
    pub fn take_top(&mut self, height: u32) -> Area {
        let height = height.min(self.height);
        let strip = Area { height, ..*self };
        (self.y, self.height) = (self.y + height, self.height - height);
        strip
    }

    /// Takes a strip off the foot.
    pub fn take_foot(&mut self, height: u32) -> Area {
        let height = height.min(self.height);
        self.height -= height;
        Area { y: self.y + self.height, height, ..*self }
    }

    /// Takes a column off the left.
    pub fn take_left(&mut self, width: u32) -> Area {
        let width = width.min(self.width);
        let column = Area { width, ..*self };
        (self.x, self.width) = (self.x + width, self.width - width);
        column
    }

    /// Takes a column off the right.
    pub fn take_right(&mut self, width: u32) -> Area {
        let width = width.min(self.width);
        self.width -= width;
        Area { x: self.x + self.width, width, ..*self }
    }
}
