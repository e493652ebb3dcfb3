//! A picture of what the printer will print, made from the very bytes that are sent: one pixel a dot, black
//! or white, cut where the media ends, its true size written in it. Of labels that were printed with the
//! printer's own letters before, the letters are a stand-in's (see `font`); places, sizes and codes are the
//! printer's.

use crate::error::LabelError;
use crate::font::{FONT, em_of};
use crate::media::Media;
use crate::plane::{Dots, Plane};
use crate::printer::{Target, read_tspl};
use crate::qr;
use crate::zpl_read::{Shape, read};
use ab_glyph::{Font, PxScale, ScaleFont, point};

/// A label as it will lie in the hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// One bit a pixel; its true size is among its data.
    pub png: Vec<u8>,
    pub width_mm: f32,
    pub height_mm: f32,
}

/// PNG, one bit a pixel, of bytes in ZPL or TSPL.
///
/// # Errors
/// [`LabelError::NotShown`] for bytes that are not as this crate writes them.
pub fn preview(bytes: &[u8], media: &Media) -> Result<Vec<u8>, LabelError> {
    let plane = plane_of(bytes, media.width_dots(), media.height_dots())?;
    Ok(plane.png(Some(media.dots_per_mm * 1000)))
}

/// What the loaded label of this printer will show.
///
/// # Errors
/// As [`preview`].
pub fn show(bytes: &[u8], target: &Target) -> Result<Shown, LabelError> {
    let resolution = target.resolution;
    let (width_mm, height_mm) = (target.loaded.width_mm, target.loaded.height_mm);
    let plane = plane_of(bytes, resolution.dots(width_mm), resolution.dots(height_mm))?;
    let png = plane.png(Some((resolution.dots_per_mm() * 1000.0).round() as u32));
    Ok(Shown { png, width_mm, height_mm })
}

/// The dots these bytes burn, whichever language they are in.
pub(crate) fn plane_of(bytes: &[u8], width: u32, height: u32) -> Result<Plane, LabelError> {
    let mut plane = Plane::new(width, height);
    if bytes.starts_with(b"SIZE ") {
        read_tspl(bytes, &mut plane)?;
        return Ok(plane);
    }
    for shape in read(bytes)? {
        draw(&mut plane, &shape)?;
    }
    Ok(plane)
}

fn draw(plane: &mut Plane, shape: &Shape) -> Result<(), LabelError> {
    match shape {
        Shape::Box { x, y, width, height, thickness } => frame(plane, [*x, *y, *width, *height], *thickness),
        Shape::Text { .. } => text(plane, shape),
        Shape::Bars { x, y, height, module, code } => {
            let mut left = *x;
            for (index, width) in code.module_widths().enumerate() {
                if index % 2 == 0 {
                    plane.fill(Dots { x: left, y: *y, width: width * module, height: *height });
                }
                left = left.saturating_add(width * module);
            }
        }
        Shape::Qr { x, y, module, text } => {
            let too_long = || LabelError::NotShown { what: "a QR that is too long".to_owned() };
            let modules = qr::modules_of(text).ok_or_else(too_long)?;
            for (column, row, length) in modules.runs() {
                let (x, y) = (x + column * module, y + row * module);
                plane.fill(Dots { x, y, width: length * module, height: *module });
            }
        }
        Shape::Graphic { x, y, rows } => {
            for (row, y) in rows.iter().zip(*y..) {
                plane.add_row(*x, y, row);
            }
        }
    }
    Ok(())
}

/// A frame, filled where the lines meet. What is read stays far below the numbers' end, so nothing is added
/// up beyond it.
fn frame(plane: &mut Plane, [x, y, width, height]: [u32; 4], thickness: u32) {
    let thickness = thickness.max(1);
    let (width, height) = (width.max(thickness), height.max(thickness));
    let whole = Dots { x, y, width, height };
    plane.fill(Dots { height: thickness, ..whole });
    plane.fill(Dots { y: y + height - thickness, height: thickness, ..whole });
    plane.fill(Dots { width: thickness, ..whole });
    plane.fill(Dots { x: x + width - thickness, width: thickness, ..whole });
    if thickness * 2 > height.min(width) {
        plane.fill(whole);
    }
}

fn text(plane: &mut Plane, shape: &Shape) {
    let Shape::Text { x, baseline, height, width, reversed, text } = shape else { return };
    let units = FONT.units_per_em().expect("a TrueType font states its em");
    let per_em = FONT.height_unscaled() / units;
    let scale = PxScale { x: em_of(*width as f32).0 * per_em, y: em_of(*height as f32).1 * per_em };
    let scaled = FONT.as_scaled(scale);
    let mut pen = *x as f32;
    for letter in text.chars() {
        if pen > plane.width as f32 {
            break;
        }
        let glyph_id = FONT.glyph_id(letter);
        let glyph = glyph_id.with_scale_and_position(scale, point(pen, *baseline as f32));
        pen += scaled.h_advance(glyph_id);
        let Some(outline) = FONT.outline_glyph(glyph) else { continue };
        let corner = outline.px_bounds().min;
        outline.draw(|column, row, coverage| {
            let (x, y) = (corner.x as i64 + i64::from(column), corner.y as i64 + i64::from(row));
            // Reversed dots turn what lies under them into its opposite, as `^FR` does.
            match reversed {
                _ if coverage < 0.5 => {}
                true => plane.turn(x, y),
                false => plane.set(x, y, true),
            }
        });
    }
}
