//! Code 128 and GS1-128 as symbol values and bar widths (ISO/IEC 15417, GS1 General Specifications;
//! devices.md 2.12), with as few symbols as there can be. Set A only where control characters ask for it.

mod sets;

use domain::gs1::format::is_in_set_82;
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

pub const START_A: u8 = 103;
pub const START_B: u8 = 104;
pub const START_C: u8 = 105;
pub const STOP: u8 = 106;
/// In both sets.
pub const FNC1: u8 = 102;
/// One character of the other set, between A and B.
pub const SHIFT: u8 = 98;
/// Changes to C.
pub const CODE_C: u8 = 99;
/// Changes to B.
pub const CODE_B: u8 = 100;
/// Changes to A.
pub const CODE_A: u8 = 101;
/// Blank modules that must stand on each side.
pub const QUIET_MODULES: u32 = 10;
/// GS1-128 carries at most this many characters, separators included.
const GS1_LIMIT: usize = 48;

/// One barcode, ready to be drawn by anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code128 {
    symbols: Vec<u8>,
}

/// Why a text gives no barcode; reads after "could not".
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Code128Error {
    #[error("make a barcode of nothing: give it at least one character")]
    Empty,
    #[error("put {letter:?} into a barcode: only printable ASCII goes there")]
    Letter { letter: char },
    #[error("put {letter:?} into GS1 field ({ai}): it is not one of GS1's 82 characters")]
    NotGs1 { ai: String, letter: char },
    #[error("put {length} characters into one GS1 barcode: it holds 48")]
    TooLong { length: usize },
    #[error("build a barcode from these symbols: the first must be a start, the others must belong to it")]
    Symbols,
}

/// Any printable ASCII; then the symbols are of sets B and C alone.
pub fn encode_plain(text: &str) -> Result<Code128, Code128Error> {
    encode(&units_of(text, 32..=126)?)
}

/// Any ASCII, control characters among it.
pub fn encode_ascii(text: &str) -> Result<Code128, Code128Error> {
    encode(&units_of(text, 0..=127)?)
}

/// GS1-128: FNC1 behind the start, and behind every element of free length but the last. Elements are
/// (application identifier, value), in the order given; check digits are part of the value.
pub fn encode_gs1(elements: &[(&str, &str)]) -> Result<Code128, Code128Error> {
    let mut units = vec![Unit::Function1];
    for (index, (ai, value)) in elements.iter().enumerate() {
        if let Some(letter) = value.chars().find(|letter| !is_gs1_letter(*letter)) {
            return Err(Code128Error::NotGs1 { ai: (*ai).to_owned(), letter });
        }
        units.extend(units_of(ai, 32..=126)?);
        units.extend(units_of(value, 32..=126)?);
        if index + 1 < elements.len() && !has_fixed_length(ai) {
            units.push(Unit::Function1);
        }
    }
    match units.len() - 1 {
        0 => Err(Code128Error::Empty),
        length if length > GS1_LIMIT => Err(Code128Error::TooLong { length }),
        _ => encode(&units),
    }
}

impl Code128 {
    /// From start and data symbols as a printer would read them; the check symbol is worked out.
    pub fn from_symbols(start_and_data: &[u8]) -> Result<Code128, Code128Error> {
        let (&start, data) = start_and_data.split_first().ok_or(Code128Error::Symbols)?;
        if !matches!(start, START_A..=START_C) || data.is_empty() || data.iter().any(|symbol| *symbol > FNC1)
        {
            return Err(Code128Error::Symbols);
        }
        let sum: u64 = (1..).zip(data).map(|(position, symbol)| position * u64::from(*symbol)).sum();
        let check = ((u64::from(start) + sum) % 103) as u8;
        Ok(Code128 { symbols: [start_and_data, &[check]].concat() })
    }

    /// Start, data and check; the stop is not among them.
    pub fn symbols(&self) -> &[u8] {
        &self.symbols
    }

    /// Start and data, without the check symbol.
    pub fn data_symbols(&self) -> &[u8] {
        &self.symbols[..self.symbols.len() - 1]
    }

    /// Widths in modules, bar first, then space and bar in turn, with the stop, without quiet zones.
    pub fn module_widths(&self) -> impl Iterator<Item = u32> + '_ {
        let all = self.symbols.iter().chain(std::iter::once(&STOP));
        all.flat_map(|symbol| PATTERNS[usize::from(*symbol)].bytes().map(|digit| u32::from(digit - b'0')))
    }

    /// Without quiet zones.
    pub fn width_modules(&self) -> u32 {
        11 * self.symbols.len() as u32 + 13
    }

    /// With the quiet zone on both sides.
    pub fn total_width_modules(&self) -> u32 {
        self.width_modules() + 2 * QUIET_MODULES
    }
}

/// Of GS1's character set 82.
pub(crate) fn is_gs1_letter(letter: char) -> bool {
    u8::try_from(letter).is_ok_and(is_in_set_82)
}

/// Lengths GS1 fixed for ever, by the first two digits (devices.md 2.2).
fn has_fixed_length(ai: &str) -> bool {
    let start = ai.get(..2).and_then(|start| start.parse::<u8>().ok());
    start.is_some_and(|start| matches!(start, 0..=4 | 11..=20 | 31..=36 | 41))
}

#[derive(Clone, Copy, PartialEq)]
enum Unit {
    Character(u8),
    Function1,
}

fn units_of(text: &str, allowed: RangeInclusive<u8>) -> Result<Vec<Unit>, Code128Error> {
    let unit_of = |letter: char| match u8::try_from(letter) {
        Ok(byte) if allowed.contains(&byte) => Ok(Unit::Character(byte)),
        _ => Err(Code128Error::Letter { letter }),
    };
    text.chars().map(unit_of).collect()
}

fn encode(units: &[Unit]) -> Result<Code128, Code128Error> {
    if units.is_empty() {
        return Err(Code128Error::Empty);
    }
    Code128::from_symbols(&sets::shortest(units))
}

/// Bar and space widths by symbol value; the last is the stop.
#[rustfmt::skip]
const PATTERNS: [&str; 107] = [
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213",
    "221312", "231212", "112232", "122132", "122231", "113222", "123122", "123221", "223211", "221132",
    "221231", "213212", "223112", "312131", "311222", "321122", "321221", "312212", "322112", "322211",
    "212123", "212321", "232121", "111323", "131123", "131321", "112313", "132113", "132311", "211313",
    "231113", "231311", "112133", "112331", "132131", "113123", "113321", "133121", "313121", "211331",
    "231131", "213113", "213311", "213131", "311123", "311321", "331121", "312113", "312311", "332111",
    "314111", "221411", "431111", "111224", "111422", "121124", "121421", "141122", "141221", "112214",
    "112412", "122114", "122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111",
    "111242", "121142", "121241", "114212", "124112", "124211", "411212", "421112", "421211", "212141",
    "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311", "113141",
    "114131", "311141", "411131", "211412", "211214", "211232", "2331112",
];

#[cfg(test)]
mod tests;
