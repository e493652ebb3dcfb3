//! Reads TSPL back as dots, for the preview: the part that `tspl` writes and nothing else. An unknown
//! command is an error, because leaving it out would show a label that the printer does not print.

use crate::error::LabelError;
use crate::plane::{Dots, Plane};
use std::ops::RangeInclusive;

/// Places and sizes: no printer knows more dots.
const DOTS: RangeInclusive<u32> = 0..=32_000;
const MILLIMETRES: RangeInclusive<f32> = 1.0..=1_000.0;

/// Draws the one label in these bytes; what lies beside the plane is lost, as on paper.
pub(crate) fn read(bytes: &[u8], plane: &mut Plane) -> Result<(), LabelError> {
    let mut rest = bytes;
    let mut is_printed = false;
    while !rest.is_empty() {
        if is_printed {
            return Err(not_shown("more than one label"));
        }
        if rest.starts_with(b"BITMAP ") {
            rest = bitmap(rest, plane)?;
            continue;
        }
        let end = rest.iter().position(|byte| *byte == b'\n').ok_or_else(|| not_shown("half a command"))?;
        let line = std::str::from_utf8(&rest[..end]).map_err(|_| not_shown("bytes that are not text"))?;
        let (name, parameters) = line.trim_end().split_once(' ').unwrap_or((line.trim_end(), ""));
        is_printed = command(name, parameters, plane)?;
        rest = &rest[end + 1..];
    }
    if is_printed { Ok(()) } else { Err(not_shown("a label that is never printed")) }
}

/// True for the command that prints.
fn command(name: &str, parameters: &str, plane: &mut Plane) -> Result<bool, LabelError> {
    let wrong = || not_shown(&format!("{name} {parameters}"));
    match (name, parameters) {
        ("DIRECTION", "1") | ("REFERENCE", "0,0") | ("CLS", "") => {}
        ("SIZE", _) => {
            let sizes = lengths(parameters)
                .filter(|[width, height]| MILLIMETRES.contains(width) && MILLIMETRES.contains(height));
            sizes.ok_or_else(wrong)?;
        }
        ("GAP", _) => _ = lengths(parameters).ok_or_else(wrong)?,
        ("BAR", _) => {
            let [x, y, width, height] = numbers(parameters).ok_or_else(wrong)?;
            plane.fill(Dots { x, y, width, height });
        }
        ("PRINT", _) => {
            let counts: [u32; 2] = numbers(parameters).ok_or_else(wrong)?;
            return if counts[0] == 1 && counts[1] > 0 { Ok(true) } else { Err(wrong()) };
        }
        _ => return Err(wrong()),
    }
    Ok(false)
}

/// "100 mm,50 mm".
fn lengths(parameters: &str) -> Option<[f32; 2]> {
    let (first, second) = parameters.split_once(',')?;
    let length =
        |text: &str| text.trim().strip_suffix(" mm")?.parse::<f32>().ok().filter(|mm| mm.is_finite());
    Some([length(first)?, length(second)?])
}

fn numbers<const N: usize>(parameters: &str) -> Option<[u32; N]> {
    let numbers: Option<Vec<u32>> = parameters.split(',').map(|text| text.trim().parse().ok()).collect();
    let numbers: [u32; N] = numbers?.try_into().ok()?;
    numbers.iter().all(|number| DOTS.contains(number)).then_some(numbers)
}

/// Overwrites what lies under it, white dots too, and returns what follows.
fn bitmap<'a>(bytes: &'a [u8], plane: &mut Plane) -> Result<&'a [u8], LabelError> {
    let bad = || not_shown("a bitmap that is not whole");
    let mut commas = bytes.iter().enumerate().filter(|(_, byte)| **byte == b',').map(|(at, _)| at);
    let end = commas.nth(4).filter(|end| *end < 60).ok_or_else(bad)?;
    let head = std::str::from_utf8(&bytes[b"BITMAP ".len()..end]).map_err(|_| bad())?;
    let [x, y, row_bytes, height, mode] = numbers(head).ok_or_else(bad)?;
    let length = row_bytes as usize * height as usize;
    let (rows, after) = bytes[end + 1..].split_at_checked(length).ok_or_else(bad)?;
    let after = after.strip_prefix(b"\r\n").ok_or_else(bad)?;
    if mode != 0 || length == 0 {
        return Err(bad());
    }
    plane.clear(Dots { x, y, width: row_bytes * 8, height });
    for (row, y) in rows.chunks(row_bytes as usize).zip(y..) {
        let black: Vec<u8> = row.iter().map(|byte| !byte).collect();
        plane.add_row(x, y, &black);
    }
    Ok(after)
}

fn not_shown(what: &str) -> LabelError {
    LabelError::NotShown { what: what.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(tspl: &[u8]) -> String {
        read(tspl, &mut Plane::new(80, 40)).expect_err("must not be shown").to_string()
    }

    #[test]
    fn what_the_preview_does_not_know_it_does_not_leave_out() {
        assert!(error(b"SIZE 10 mm,5 mm\r\nBARCODE 1,1,\"128\"\r\nPRINT 1,1\r\n").contains("BARCODE"));
        assert!(error(b"CLS\r\n").contains("never printed"));
        assert!(error(b"CLS").contains("half"));
        assert!(error(b"BITMAP 0,0,2,2,0,\x00\x00\x00").contains("whole"), "three of four bytes");
        assert!(error(b"PRINT 1,1\r\nPRINT 1,1\r\n").contains("more than one"));
        assert!(error(b"BAR 1,1,99999,3\r\nPRINT 1,1\r\n").contains("BAR"));
    }

    #[test]
    fn a_bitmap_may_hold_line_ends() {
        let mut plane = Plane::new(16, 2);
        read(b"CLS\r\nBITMAP 0,0,2,2,0,\r\n\x0a\x0d\r\nPRINT 1,1\r\n", &mut plane).expect("counted bytes");
        assert!(plane.is_black(0, 0), "0x0d begins with white bits turned round");
    }
}
