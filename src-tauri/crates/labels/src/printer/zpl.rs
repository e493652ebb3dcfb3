//! A plane as one ZPL II format: black blocks as graphic fields (`^GF`) in the hexadecimal form with run
//! lengths, which every firmware and clone takes, unlike the compressed `:Z64:`. Bars cost as little there
//! as a barcode command: one row, and a colon for each that is the same.

use crate::plane::{Block, Plane, blocks};
use std::num::NonZeroU32;

/// `count` equal labels. Every setting that an earlier format may have left behind is set again.
pub(crate) fn write(plane: &Plane, remark: &str, count: NonZeroU32) -> Vec<u8> {
    let (width, height) = (plane.width, plane.height);
    let mut zpl = format!("^XA\n^CI28\n^FX{}^FS\n", remark_of(remark));
    zpl.push_str(&format!("^PW{width}^LL{height}^LH0,0^FWN^PON^PMN^LRN\n"));
    for block in blocks(plane) {
        let row_bytes = block.rows.first().map_or(0, Vec::len);
        let bytes = row_bytes * block.rows.len();
        let (x, y) = (block.dots.x, block.dots.y);
        zpl.push_str(&format!("^FO{x},{y}^GFA,{bytes},{bytes},{row_bytes},{}^FS\n", graphic(&block)));
    }
    zpl.push_str(&format!("^PQ{count}\n^XZ\n"));
    zpl.into_bytes()
}

/// For people who look at the bytes: harmless letters only, a remark has no escapes.
fn remark_of(remark: &str) -> String {
    let harmless = |letter: char| letter.is_ascii_alphanumeric() || " .:/()+-".contains(letter);
    remark.chars().map(|letter| if harmless(letter) { letter } else { ' ' }).take(200).collect()
}

fn graphic(block: &Block) -> String {
    let mut data = String::new();
    let mut above: Option<&Vec<u8>> = None;
    for row in &block.rows {
        match above {
            Some(above) if above == row => data.push(':'),
            _ => data.push_str(&row_of(row)),
        }
        above = Some(row);
    }
    data
}

/// Hexadecimal digits with their repetitions; `,` and `!` fill the rest of a row with white or black.
fn row_of(row: &[u8]) -> String {
    let digits: Vec<u8> = row.iter().flat_map(|byte| [byte >> 4, byte & 15]).collect();
    let last = digits.last().copied().unwrap_or_default();
    let tail = digits.iter().rev().take_while(|digit| **digit == last).count();
    let (kept, end) = match last {
        0 => (digits.len() - tail, ","),
        15 => (digits.len() - tail, "!"),
        _ => (digits.len(), ""),
    };
    let mut text = String::new();
    for run in digits[..kept].chunk_by(|one, other| one == other) {
        text.push_str(&repeated(run.len(), run[0]));
    }
    text.push_str(end);
    text
}

/// `g` to `z` are 20 to 400, `G` to `Y` 1 to 19, added up.
fn repeated(count: usize, digit: u8) -> String {
    let mut text = String::new();
    let mut rest = count;
    while rest > 400 {
        text.push('z');
        rest -= 400;
    }
    let letter = |first: u8, count: usize| char::from(first + count as u8 - 1);
    if rest >= 20 {
        text.push(letter(b'g', rest / 20));
    }
    // A single digit needs no count.
    if rest % 20 > 1 || (rest % 20 == 1 && count > 1) {
        text.push(letter(b'G', rest % 20));
    }
    text.push(char::from_digit(u32::from(digit), 16).expect("four bits").to_ascii_uppercase());
    text
}

/// Rows of packed bytes again; nothing for what is not as [`graphic`] writes it.
pub(crate) fn undone(data: &str, row_bytes: usize, row_count: usize) -> Option<Vec<Vec<u8>>> {
    let width = row_bytes * 2;
    let mut rows: Vec<Vec<u8>> = Vec::new();
    let mut digits: Vec<u8> = Vec::with_capacity(width);
    let mut count = 0_usize;
    for letter in data.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        let is_start = digits.is_empty() && count == 0;
        match letter {
            b'G'..=b'Y' => count += usize::from(letter - b'G') + 1,
            b'g'..=b'z' => count += (usize::from(letter - b'g') + 1) * 20,
            b':' if is_start => digits = unpacked(rows.last()?),
            b',' if count == 0 => digits.resize(width, 0),
            b'!' if count == 0 => digits.resize(width, 15),
            _ => {
                let digit = char::from(letter).to_digit(16)? as u8;
                let length = digits.len() + count.max(1);
                if length > width {
                    return None;
                }
                digits.resize(length, digit);
                count = 0;
            }
        }
        if count > width {
            return None;
        }
        if digits.len() == width {
            rows.push(digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect());
            digits.clear();
        }
        if rows.len() > row_count {
            return None;
        }
    }
    (digits.is_empty() && count == 0 && rows.len() == row_count).then_some(rows)
}

fn unpacked(row: &[u8]) -> Vec<u8> {
    row.iter().flat_map(|byte| [byte >> 4, byte & 15]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plane::Dots;
    use proptest::prelude::*;

    #[test]
    fn runs_are_written_as_the_manual_counts_them() {
        assert_eq!(repeated(1, 0xA), "A");
        assert_eq!(repeated(7, 0), "M0", "M is seven");
        assert_eq!(repeated(40, 0xB), "hB", "h is forty");
        assert_eq!(repeated(327, 0xB), "vMB", "three hundred and twenty, and seven");
        assert_eq!(row_of(&[0xff, 0x80, 0, 0]), "HF8,");
        assert_eq!(row_of(&[0, 0]), ",");
        assert_eq!(row_of(&[0x0f, 0xff]), "0!");
    }

    proptest! {
        #[test]
        fn a_graphic_comes_back_as_it_was(
            rows in prop::collection::vec(
                prop::collection::vec(prop_oneof![Just(0_u8), Just(255), any::<u8>()], 3),
                1..20,
            ),
        ) {
            let dots = Dots { x: 0, y: 0, width: 24, height: rows.len() as u32 };
            let data = graphic(&Block { dots, rows: rows.clone() });
            prop_assert_eq!(undone(&data, 3, rows.len()), Some(rows), "{}", data);
        }

        #[test]
        fn no_data_break_the_reader(data in "[ -~]{0,60}", row_bytes in 0..5_usize, row_count in 0..5_usize) {
            if let Some(rows) = undone(&data, row_bytes, row_count) {
                prop_assert_eq!(rows.len(), row_count);
            }
        }
    }
}
