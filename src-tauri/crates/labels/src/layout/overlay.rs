//! The watermark of training: its words in pale dots over the whole label, codes left free, so that nobody takes the
//! label for a real one and everything on it still scans.

use super::render::Brush;
use super::text::placed;
use super::{Ink, Layout};
use crate::letters::{Room, Weight, plain, set};
use crate::plane::{Dots, Plane};
use crate::template::{Place, Side, Stands};

/// In both languages: who takes such a label away may read only one.
const WORDS: &str = include_str!("../../templates/training.txt");
/// One black square of this side among three white ones.
const SQUARE_MM: f32 = 0.25;
/// Height of the letters and from one row to the next, as parts of the label's shorter side.
const LETTERS: f32 = 0.13;
const ROWS: f32 = 0.3;

pub(super) fn watermark(brush: &mut Brush, layout: &Layout) {
    let words = pale_words(brush, layout);
    let free: Vec<Dots> = layout.codes().map(|code| code_dots(code)).collect();
    let square = brush.resolution.dots(SQUARE_MM).max(1);
    for y in 0..words.height {
        for x in (0..words.width).filter(|x| words.is_black(*x, y)) {
            let is_dark = (x / square).is_multiple_of(2) && (y / square).is_multiple_of(2);
            let on_code = free.iter().any(|dots| dots.holds(x, y));
            if is_dark && !on_code {
                brush.plane.turn(i64::from(x), i64::from(y));
            }
        }
    }
}

/// Rows of the words, every second one moved by half.
fn pale_words(brush: &Brush, layout: &Layout) -> Plane {
    let shorter = layout.width_mm.min(layout.height_mm);
    let letters_mm = shorter * LETTERS;
    let width_mm = layout.width_mm;
    let blank = Plane::new(brush.plane.width, brush.plane.height);
    let mut pale = Brush { plane: blank, resolution: brush.resolution, faces: brush.faces };
    let rows = (layout.height_mm / (shorter * ROWS)).floor().max(1.0);
    let step_mm = layout.height_mm / rows;
    for row in 0..rows as u32 {
        let place = Place {
            left: 0.0,
            top: (row as f32 + 0.5) * step_mm - letters_mm / 2.0,
            width: width_mm,
            height: letters_mm * 1.3,
        };
        let room = Room {
            width_mm: width_mm * 0.96,
            height_mm: place.height,
            tallest_mm: letters_mm,
            smallest_mm: 0.5,
            line_count: Some(1),
        };
        let side = if row.is_multiple_of(2) { Side::Left } else { Side::Right };
        if let Some(setting) = set(brush.faces, &plain(WORDS.trim(), Weight::Bold), room) {
            pale.text(&placed(place, setting, side, Stands::Top, Ink::Black));
        }
    }
    pale.plane
}

fn code_dots(code: &super::PlacedCode) -> Dots {
    let width = code.symbol.total_width_modules() * code.module;
    // Guards, bearers and a little air; the text below may be watermarked.
    Dots { x: code.x, y: code.y, width, height: code.height + 6 * code.module }
}
