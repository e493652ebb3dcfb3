//! A label as dots, black or white: what the printer's head burns, dot by dot.

mod blocks;
mod image;

pub(crate) use blocks::{Block, blocks};
pub(crate) use image::dithered;

use crate::symbology::Picture;

/// Eight dots a byte, leftmost highest, 1 is black; rows begin with a byte, and what fills up their last is
/// white.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Plane {
    pub width: u32,
    pub height: u32,
    row_bytes: usize,
    bytes: Vec<u8>,
}

/// Dots from the top left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dots {
    pub x: u32,
    pub y: u32,
    pub width: u32,
    pub height: u32,
}

impl Dots {
    pub fn holds(self, x: u32, y: u32) -> bool {
        (self.x..self.x + self.width).contains(&x) && (self.y..self.y + self.height).contains(&y)
    }
}

impl Plane {
    pub fn new(width: u32, height: u32) -> Plane {
        let row_bytes = width.div_ceil(8) as usize;
        Plane { width, height, row_bytes, bytes: vec![0; row_bytes * height as usize] }
    }

    pub fn whole(&self) -> Dots {
        Dots { x: 0, y: 0, width: self.width, height: self.height }
    }

    /// What lies beside the label is white.
    pub fn is_black(&self, x: u32, y: u32) -> bool {
        x < self.width && y < self.height && self.bytes[self.byte_of(x, y)] & bit_of(x) != 0
    }

    /// What lies beside the label is lost.
    pub fn set(&mut self, x: i64, y: i64, black: bool) {
        let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y)) else { return };
        if x < self.width && y < self.height {
            let at = self.byte_of(x, y);
            self.bytes[at] = if black { self.bytes[at] | bit_of(x) } else { self.bytes[at] & !bit_of(x) };
        }
    }

    pub fn turn(&mut self, x: i64, y: i64) {
        if let (Ok(column), Ok(row)) = (u32::try_from(x), u32::try_from(y)) {
            let black = self.is_black(column, row);
            self.set(x, y, !black);
        }
    }

    pub fn fill(&mut self, dots: Dots) {
        self.paint(dots, |byte, mask| byte | mask);
    }

    /// White again.
    pub fn clear(&mut self, dots: Dots) {
        self.paint(dots, |byte, mask| byte & !mask);
    }

    /// Each byte of the rectangle with the dots of it that lie inside.
    fn paint(&mut self, dots: Dots, painted: fn(u8, u8) -> u8) {
        let left = dots.x.min(self.width);
        let right = dots.x.saturating_add(dots.width).min(self.width);
        if left == right {
            return;
        }
        let (first, last) = (left as usize / 8, (right - 1) as usize / 8);
        let (head, tail) = (0xff >> (left % 8), !(0x7f_u8 >> ((right - 1) % 8)));
        for y in dots.y.min(self.height)..dots.y.saturating_add(dots.height).min(self.height) {
            let row = &mut self.bytes[y as usize * self.row_bytes..][..self.row_bytes];
            if first == last {
                row[first] = painted(row[first], head & tail);
                continue;
            }
            row[first] = painted(row[first], head);
            row[last] = painted(row[last], tail);
            row[first + 1..last].fill(painted(0, 0xff));
        }
    }

    /// Dots of one row from `x`, moved so that they begin with a byte. The columns must lie on the label.
    pub fn row(&self, y: u32, x: u32, width: u32) -> Vec<u8> {
        let row = &self.bytes[y as usize * self.row_bytes..][..self.row_bytes];
        let (start, shift) = (x as usize / 8, x % 8);
        let byte = |at: usize| u16::from(row.get(at).copied().unwrap_or(0));
        let moved = |at: usize| ((byte(start + at) << 8 | byte(start + at + 1)) >> (8 - shift)) as u8;
        let length = width.div_ceil(8) as usize;
        let mut bytes: Vec<u8> = match shift {
            0 => row[start..start + length].to_vec(),
            _ => (0..length).map(moved).collect(),
        };
        if let Some(last) = bytes.last_mut().filter(|_| !width.is_multiple_of(8)) {
            *last &= !(0xff >> (width % 8));
        }
        bytes
    }

    /// Black dots of a packed row are added from `x` on; white ones leave what is there.
    pub fn add_row(&mut self, x: u32, y: u32, row: &[u8]) {
        for (at, byte) in (0..).zip(row).filter(|(_, byte)| **byte != 0) {
            self.add_byte(x.saturating_add(at * 8), y, *byte);
        }
    }

    fn add_byte(&mut self, x: u32, y: u32, byte: u8) {
        if x >= self.width || y >= self.height {
            return;
        }
        let kept = self.width - x;
        let byte = if kept < 8 { byte & !(0xff >> kept) } else { byte };
        let at = self.byte_of(x, y);
        self.bytes[at] |= byte >> (x % 8);
        if !x.is_multiple_of(8) && byte << (8 - x % 8) != 0 {
            self.bytes[at + 1] |= byte << (8 - x % 8);
        }
    }

    /// As a gray picture, for the reader of codes.
    pub fn picture(&self, dots: Dots) -> Picture {
        let width = dots.width.min(self.width.saturating_sub(dots.x));
        let height = dots.height.min(self.height.saturating_sub(dots.y));
        let mut gray = Vec::with_capacity(width as usize * height as usize);
        for y in dots.y..dots.y + height {
            let row = self.row(y, dots.x, width);
            gray.extend((0..width).map(|x| if row[x as usize / 8] & bit_of(x) != 0 { 0 } else { 255 }));
        }
        Picture { width, height, gray }
    }

    /// PNG, one bit a dot; with a resolution it carries its true size.
    pub fn png(&self, dots_per_metre: Option<u32>) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width, self.height);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::One);
        encoder.set_pixel_dims(dots_per_metre.map(|dots| png::PixelDimensions {
            xppu: dots,
            yppu: dots,
            unit: png::Unit::Meter,
        }));
        // White is 1 there.
        let data: Vec<u8> = self.bytes.iter().map(|byte| !byte).collect();
        let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&data));
        written.expect("memory takes everything, and the sizes are our own");
        bytes
    }

    fn byte_of(&self, x: u32, y: u32) -> usize {
        y as usize * self.row_bytes + x as usize / 8
    }
}

fn bit_of(x: u32) -> u8 {
    0x80 >> (x % 8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn rows_filled_moved_and_added_are_the_same_dots(
            (x, width, to) in (0..40_u32, 1..40_u32, 0..90_u32),
            wide in 60..90_u32,
        ) {
            let mut plane = Plane::new(wide, 2);
            plane.fill(Dots { x, y: 1, width, height: 5 });
            let is_filled = |at: u32| (x..x + width).contains(&at) && at < wide;
            prop_assert!((0..wide).all(|at| plane.is_black(at, 1) == is_filled(at)));
            prop_assert!((0..wide).all(|at| !plane.is_black(at, 0)), "the row above stays white");
            let length = width.min(wide - x);
            let mut other = Plane::new(wide, 1);
            other.add_row(to, 0, &plane.row(1, x, length));
            prop_assert!((0..wide).all(|at| other.is_black(at, 0) == (to..to + length).contains(&at)));
            let picture = plane.picture(Dots { x, y: 1, width: length, height: 1 });
            prop_assert!(picture.gray.iter().all(|gray| *gray == 0), "all of it is black");
        }
    }
}
