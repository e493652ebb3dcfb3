//! A label as dots, black or white: what the printer's head burns, dot by dot.

mod blocks;
mod image;

pub(crate) use blocks::{Block, blocks};
pub(crate) use image::dithered;

use crate::symbology::Picture;

/// Row by row, true is black.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Plane {
    pub width: u32,
    pub height: u32,
    black: Vec<bool>,
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
        Plane { width, height, black: vec![false; width as usize * height as usize] }
    }

    pub fn whole(&self) -> Dots {
        Dots { x: 0, y: 0, width: self.width, height: self.height }
    }

    /// What lies beside the label is white.
    pub fn is_black(&self, x: u32, y: u32) -> bool {
        x < self.width && y < self.height && self.black[y as usize * self.width as usize + x as usize]
    }

    /// What lies beside the label is lost.
    pub fn set(&mut self, x: i64, y: i64, black: bool) {
        if (0..i64::from(self.width)).contains(&x) && (0..i64::from(self.height)).contains(&y) {
            self.black[y as usize * self.width as usize + x as usize] = black;
        }
    }

    pub fn turn(&mut self, x: i64, y: i64) {
        if let (Ok(column), Ok(row)) = (u32::try_from(x), u32::try_from(y)) {
            let black = self.is_black(column, row);
            self.set(x, y, !black);
        }
    }

    pub fn fill(&mut self, dots: Dots) {
        let columns = dots.x.min(self.width)..dots.x.saturating_add(dots.width).min(self.width);
        for row in dots.y.min(self.height)..dots.y.saturating_add(dots.height).min(self.height) {
            let start = row as usize * self.width as usize;
            self.black[start + columns.start as usize..start + columns.end as usize].fill(true);
        }
    }

    /// Dots of one row inside these columns.
    pub fn row(&self, y: u32, x: u32, width: u32) -> &[bool] {
        let start = y as usize * self.width as usize + x as usize;
        &self.black[start..start + width as usize]
    }

    /// As a gray picture, for the reader of codes.
    pub fn picture(&self) -> Picture {
        let gray = self.black.iter().map(|black| if *black { 0 } else { 255 }).collect();
        Picture { width: self.width, height: self.height, gray }
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
        let rows = self.black.chunks(self.width as usize);
        let data: Vec<u8> = rows.flat_map(|row| packed(row).into_iter().map(|byte| !byte)).collect();
        let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&data));
        written.expect("memory takes everything, and the sizes are our own");
        bytes
    }
}

/// Eight dots a byte, leftmost highest, 1 is black; the last byte is filled up with white.
pub(crate) fn packed(dots: &[bool]) -> Vec<u8> {
    let byte =
        |dots: &[bool]| (0..).zip(dots).fold(0, |byte, (index, black)| byte | (u8::from(*black) << (7 - index)));
    dots.chunks(8).map(byte).collect()
}
