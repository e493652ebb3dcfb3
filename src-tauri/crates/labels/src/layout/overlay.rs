//! The watermark of training: its words in pale dots over the whole label, codes left free, so that nobody
//! takes the label for a real one and everything on it still scans.

use super::render::Brush;
use super::text::placed;
use super::{Ink, Layout};
use crate::letters::{Room, Weight, plain, set};
use crate::plane::{Dots, Plane};
use crate::template::{Place, Side, Stands};

/// In both languages, one a row: who takes such a label away may read only one.
const WORDS: &str = include_str!("../../templates/training.txt");
/// One black square of this side among three white ones.
const SQUARE_MM: f32 = 0.25;
/// From one row to the next, as a part of the label's width; letters, as a part of that.
const ROWS: f32 = 0.2;
const LETTERS: f32 = 0.7;

pub(super) fn watermark(brush: &mut Brush, layout: &Layout) {
    let words = pale_words(brush, layout);
    let free: Vec<Dots> = layout.codes().map(code_dots).collect();
    let square = brush.resolution.dots(SQUARE_MM).max(1);
    for y in 0..words.height {
        for x in (0..words.width).filter(|x| words.is_black(*x, y)) {
            let is_dark = (x / square).is_multiple_of(2) && (y / square).is_multiple_of(2);
            let on_code = free.iter().any(|dots| dots.holds(x, y));
            if is_dark && !on_code {
                brush.plane.set(i64::from(x), i64::from(y), true);
            }
        }
    }
}

/// A word a row, left and right in turn, so that a code hides no word in every row.
fn pale_words(brush: &Brush, layout: &Layout) -> Plane {
    let blank = Plane::new(brush.plane.width, brush.plane.height);
    let mut pale = Brush { plane: blank, resolution: brush.resolution, faces: brush.faces };
    let rows = (layout.height_mm / (layout.width_mm * ROWS)).round().max(2.0);
    let height = layout.height_mm / rows;
    for (row, word) in (0..rows as u16).zip(WORDS.lines().cycle()) {
        let place = Place {
            left: layout.width_mm * 0.02,
            top: f32::from(row) * height,
            width: layout.width_mm * 0.96,
            height,
        };
        let room = Room {
            width_mm: layout.width_mm * 0.96,
            height_mm: height,
            tallest_mm: height * LETTERS,
            smallest_mm: 0.5,
            line_count: Some(1),
        };
        let side = if row.is_multiple_of(4) || row % 4 == 3 { Side::Left } else { Side::Right };
        if let Some(setting) = set(brush.faces, &plain(word, Weight::Bold), room) {
            pale.text(&placed(place, setting, side, Stands::Middle, Ink::Black));
        }
    }
    pale.plane
}

fn code_dots(code: &super::PlacedCode) -> Dots {
    let width = code.symbol.total_width_modules() * code.module;
    // Guards, bearers and a little air; the text below may be watermarked.
    Dots { x: code.x, y: code.y, width, height: code.height + 6 * code.module }
}
