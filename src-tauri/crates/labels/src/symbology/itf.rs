//! ITF-14: the bars of cartons, interleaved 2 of 5 with bearer bars (GS1 General Specifications 5.3).

use super::refusal::{checked, only_digits};
use super::{Bars, CannotEncode, Shape, Symbol, Symbology};

/// Narrow and wide in modules; the standard allows 2.25 to 3 times.
const NARROW: u32 = 1;
const WIDE: u32 = 3;
const QUIET: u32 = 10;
/// At least twice a narrow bar where the print is digital.
const BEARER: u32 = 2;
/// Which of the five elements are wide, by digit.
#[rustfmt::skip]
const DIGITS: [&str; 10] = [
    "00110", "10001", "01001", "11000", "00101", "10100", "01100", "00011", "10010", "01010",
];

pub(super) fn encode(data: &str) -> Result<Symbol, CannotEncode> {
    let symbology = Symbology::Itf14;
    only_digits(symbology, data)?;
    let digits = match data.len() {
        13 | 14 => checked(symbology, data, 14)?,
        length => return Err(CannotEncode::Length { symbology, length, allowed: "13, 14" }),
    };
    let elements = |digit: u8| DIGITS[usize::from(digit - b'0')].bytes().map(width);
    let mut widths = vec![NARROW; 4];
    for pair in digits.as_bytes().chunks(2) {
        widths.extend(elements(pair[0]).zip(elements(pair[1])).flat_map(|(bar, space)| [bar, space]));
    }
    widths.extend([WIDE, NARROW, NARROW]);
    let bars = Bars {
        widths,
        quiet: (QUIET, QUIET),
        guards: Vec::new(),
        captions: Vec::new(),
        bearer: BEARER,
        code128: None,
    };
    Ok(Symbol::new(symbology, &digits, &digits, Shape::Bars(bars)))
}

fn width(element: u8) -> u32 {
    if element == b'1' { WIDE } else { NARROW }
}
