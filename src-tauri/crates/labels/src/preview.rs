//! A picture of what the printer will print, made from the very bytes that are sent: one pixel a dot, black
//! or white, cut where the media ends. Letters are a stand-in's (see `font`); places, sizes and codes are the
//! printer's.

use crate::error::LabelError;
use crate::font::{FONT, em_of};
use crate::media::Media;
use crate::qr;
use crate::zpl_read::{Shape, read};
use ab_glyph::{Font, PxScale, ScaleFont, point};

/// PNG, one bit a pixel.
///
/// # Errors
/// [`LabelError::NotShown`] for bytes that are not as this crate writes them.
pub fn preview(bytes: &[u8], media: &Media) -> Result<Vec<u8>, LabelError> {
    let mut plane = Plane::new(media.width_dots(), media.height_dots());
    for shape in read(bytes)? {
        plane.draw(&shape)?;
    }
    Ok(plane.png())
}

struct Plane {
    width: u32,
    height: u32,
    black: Vec<bool>,
}

impl Plane {
    fn new(width: u32, height: u32) -> Plane {
        Plane { width, height, black: vec![false; (width * height) as usize] }
    }

    fn draw(&mut self, shape: &Shape) -> Result<(), LabelError> {
        match shape {
            Shape::Box { x, y, width, height, thickness } => {
                self.frame([*x, *y, *width, *height], *thickness)
            }
            Shape::Text { .. } => self.text(shape),
            Shape::Bars { x, y, height, module, code } => {
                let mut left = *x;
                for (index, width) in code.module_widths().enumerate() {
                    if index % 2 == 0 {
                        self.fill(left, *y, width * module, *height);
                    }
                    left = left.saturating_add(width * module);
                }
            }
            Shape::Qr { x, y, module, text } => {
                let too_long = || LabelError::NotShown { what: "a QR that is too long".to_owned() };
                let modules = qr::modules_of(text).ok_or_else(too_long)?;
                for (column, row, length) in modules.runs() {
                    self.fill(x + column * module, y + row * module, length * module, *module);
                }
            }
        }
        Ok(())
    }

    /// A frame, filled where the lines meet. What is read stays far below the numbers' end, so nothing is added up
    /// beyond it.
    fn frame(&mut self, [x, y, width, height]: [u32; 4], thickness: u32) {
        let thickness = thickness.max(1);
        let (width, height) = (width.max(thickness), height.max(thickness));
        self.fill(x, y, width, thickness);
        self.fill(x, y + height - thickness, width, thickness);
        self.fill(x, y, thickness, height);
        self.fill(x + width - thickness, y, thickness, height);
        if thickness * 2 > height.min(width) {
            self.fill(x, y, width, height);
        }
    }

    fn text(&mut self, shape: &Shape) {
        let Shape::Text { x, baseline, height, width, reversed, text } = shape else { return };
        let units = FONT.units_per_em().expect("a TrueType font states its em");
        let per_em = FONT.height_unscaled() / units;
        let scale = PxScale { x: em_of(*width as f32).0 * per_em, y: em_of(*height as f32).1 * per_em };
        let scaled = FONT.as_scaled(scale);
        let mut pen = *x as f32;
        for letter in text.chars() {
            if pen > self.width as f32 {
                break;
            }
            let glyph_id = FONT.glyph_id(letter);
            let glyph = glyph_id.with_scale_and_position(scale, point(pen, *baseline as f32));
            pen += scaled.h_advance(glyph_id);
            let Some(outline) = FONT.outline_glyph(glyph) else { continue };
            let corner = outline.px_bounds().min;
            outline.draw(|column, row, coverage| {
                let (x, y) = (corner.x as i64 + i64::from(column), corner.y as i64 + i64::from(row));
                if coverage >= 0.5 {
                    self.dot(x, y, *reversed);
                }
            });
        }
    }

    /// Reversed dots turn what lies under them into its opposite, as `^FR` does.
    fn dot(&mut self, x: i64, y: i64, reversed: bool) {
        if (0..i64::from(self.width)).contains(&x) && (0..i64::from(self.height)).contains(&y) {
            let dot = &mut self.black[(y * i64::from(self.width) + x) as usize];
            *dot = !(reversed && *dot);
        }
    }

    fn fill(&mut self, x: u32, y: u32, width: u32, height: u32) {
        let columns = x.min(self.width)..x.saturating_add(width).min(self.width);
        for row in y.min(self.height)..y.saturating_add(height).min(self.height) {
            let start = row * self.width;
            self.black[(start + columns.start) as usize..(start + columns.end) as usize].fill(true);
        }
    }

    fn png(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width, self.height);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::One);
        let rows = self.black.chunks(self.width as usize).flat_map(|row| row.chunks(8).map(packed));
        let data: Vec<u8> = rows.collect();
        let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&data));
        written.expect("memory takes everything, and the sizes are our own");
        bytes
    }
}

/// Eight pixels, leftmost highest; 1 is white.
fn packed(dots: &[bool]) -> u8 {
    (0..).zip(dots).fold(0xff, |byte, (index, black)| byte & !(u8::from(*black) << (7 - index)))
}
