//! EAN-13, EAN-8, UPC-A and UPC-E (ISO/IEC 15420; GS1 General Specifications 5.2).

use super::refusal::{checked, only_digits};
use super::{Bars, CannotEncode, Caption, Shape, Symbol, Symbology};
use std::ops::Range;

/// Space, bar, space, bar of a digit in set A; set C is the same with bars and spaces changed, set B is set C
/// from behind.
const DIGITS: [[u32; 4]; 10] = [
    [3, 2, 1, 1],
    [2, 2, 2, 1],
    [2, 1, 2, 2],
    [1, 4, 1, 1],
    [1, 1, 3, 2],
    [1, 2, 3, 1],
    [1, 1, 1, 4],
    [1, 3, 1, 2],
    [1, 2, 1, 3],
    [3, 1, 1, 2],
];
/// Sets of the left half by the first digit of an EAN-13, which has no bars of its own.
#[rustfmt::skip]
const EAN_13_SETS: [&str; 10] = [
    "AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB", "ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA",
];
/// Sets of a UPC-E of number system 0 by its check digit; of system 1 they are changed over.
#[rustfmt::skip]
const UPC_E_SETS: [&str; 10] = [
    "BBBAAA", "BBABAA", "BBAABA", "BBAAAB", "BABBAA", "BAABBA", "BAAABB", "BABABA", "BABAAB", "BAABAB",
];
const GUARD: [u32; 3] = [1, 1, 1];
const CENTRE: [u32; 5] = [1, 1, 1, 1, 1];
const UPC_E_END: [u32; 6] = [1, 1, 1, 1, 1, 1];

pub(super) fn encode(symbology: Symbology, data: &str) -> Result<Symbol, CannotEncode> {
    only_digits(symbology, data)?;
    let (digits, bars) = match symbology {
        Symbology::Ean8 => {
            let digits = number(symbology, data, 8, "7, 8")?;
            let bars = ean_8(&digits);
            (digits, bars)
        }
        Symbology::UpcA => {
            let digits = number(symbology, data, 12, "11, 12")?;
            let bars = upc_a(&digits);
            (digits, bars)
        }
        Symbology::UpcE => {
            let digits = short_number(data)?;
            let bars = upc_e(&digits);
            (digits, bars)
        }
        _ => {
            let digits = number(symbology, data, 13, "12, 13")?;
            let bars = ean_13(&digits);
            (digits, bars)
        }
    };
    Ok(Symbol::new(symbology, &digits, &digits, Shape::Bars(bars)))
}

/// Of `length` digits with the right check digit; longer GTINs lose their zeros in front.
fn number(
    symbology: Symbology,
    data: &str,
    length: usize,
    allowed: &'static str,
) -> Result<String, CannotEncode> {
    let is_gtin = matches!(data.len(), 12..=14) && data.len() > length;
    let zeros = if is_gtin { data.len() - length } else { 0 };
    let wrong_length = CannotEncode::Length { symbology, length: data.len(), allowed };
    if !data.bytes().take(zeros).all(|digit| digit == b'0') {
        return Err(wrong_length);
    }
    match &data[zeros..] {
        digits if digits.len() == length || digits.len() == length - 1 => checked(symbology, digits, length),
        _ => Err(wrong_length),
    }
}

fn ean_13(digits: &str) -> Bars {
    let values = values(digits);
    let mut widths = GUARD.to_vec();
    left(&mut widths, &values[1..7], EAN_13_SETS[values[0]]);
    widths.extend(CENTRE);
    right(&mut widths, &values[7..]);
    widths.extend(GUARD);
    let captions =
        vec![caption(&digits[..1], -9..-2), caption(&digits[1..7], 3..45), caption(&digits[7..], 50..92)];
    of(widths, (11, 7), vec![0..3, 45..50, 92..95], captions)
}

/// The bars of the EAN-13 with a zero in front; the first and the last digit stand outside, smaller.
fn upc_a(digits: &str) -> Bars {
    let bars = ean_13(&format!("0{digits}"));
    let captions = vec![
        caption(&digits[..1], -9..-2),
        caption(&digits[1..6], 10..45),
        caption(&digits[6..11], 50..85),
        caption(&digits[11..], 97..104),
    ];
    // The first and the last digit's own bars are as long as the guards.
    Bars { quiet: (9, 9), guards: vec![0..10, 45..50, 85..95], captions, ..bars }
}

fn ean_8(digits: &str) -> Bars {
    let values = values(digits);
    let mut widths = GUARD.to_vec();
    left(&mut widths, &values[..4], "AAAA");
    widths.extend(CENTRE);
    right(&mut widths, &values[4..]);
    widths.extend(GUARD);
    let captions = vec![caption(&digits[..4], 3..31), caption(&digits[4..], 36..64)];
    of(widths, (7, 7), vec![0..3, 31..36, 64..67], captions)
}

/// From the 8 digits of the short form.
fn upc_e(digits: &str) -> Bars {
    let values = values(digits);
    let changed_over = |set: char| if set == 'A' { 'B' } else { 'A' };
    let sets = UPC_E_SETS[values[7]];
    let sets: String =
        if values[0] == 1 { sets.chars().map(changed_over).collect() } else { sets.to_owned() };
    let mut widths = GUARD.to_vec();
    left(&mut widths, &values[1..7], &sets);
    widths.extend(UPC_E_END);
    let captions =
        vec![caption(&digits[..1], -9..-2), caption(&digits[1..7], 3..45), caption(&digits[7..], 53..60)];
    of(widths, (9, 7), vec![0..3, 45..51], captions)
}

/// 8 digits, from the short form with or without its ends, or from the UPC-A it stands for.
fn short_number(data: &str) -> Result<String, CannotEncode> {
    let symbology = Symbology::UpcE;
    let allowed = "6, 7, 8, 11, 12";
    match data.len() {
        6..=8 => {
            let with_system = if data.len() == 6 { format!("0{data}") } else { data.to_owned() };
            let unchecked = &with_system[..7];
            let expanded = domain::gtin::expand_upc_e(unchecked).map_err(|_| not_short(data))?;
            let expected = expanded.as_str().chars().last().expect("a GTIN has 14 digits");
            if data.len() == 8 && !data.ends_with(expected) {
                return Err(CannotEncode::CheckDigit { symbology, data: data.to_owned(), expected });
            }
            Ok(format!("{unchecked}{expected}"))
        }
        11..=14 => {
            let long = number(symbology, data, 12, allowed)?;
            shortened(&long).ok_or_else(|| not_short(&long))
        }
        length => Err(CannotEncode::Length { symbology, length, allowed }),
    }
}

/// The short form of a UPC-A, when it has one that expands to the very same number.
fn shortened(long: &str) -> Option<String> {
    let (system, maker, item, check) = (&long[..1], &long[1..6], &long[6..11], &long[11..]);
    let candidates = [
        format!("{}{}{}", &maker[..2], &item[2..], &maker[2..3]),
        format!("{}{}3", &maker[..3], &item[3..]),
        format!("{}{}4", &maker[..4], &item[4..]),
        format!("{maker}{}", &item[4..]),
    ];
    let expands = |short: &String| {
        domain::gtin::expand_upc_e(short).is_ok_and(|expanded| expanded.as_str() == format!("00{long}"))
    };
    candidates.into_iter().map(|short| format!("{system}{short}{check}")).find(expands)
}

fn not_short(data: &str) -> CannotEncode {
    CannotEncode::NotShort { data: data.to_owned() }
}

fn of(widths: Vec<u32>, quiet: (u32, u32), guards: Vec<Range<u32>>, captions: Vec<Caption>) -> Bars {
    Bars { widths, quiet, guards, captions, bearer: 0, code128: None }
}

fn left(widths: &mut Vec<u32>, values: &[usize], sets: &str) {
    for (value, set) in values.iter().zip(sets.chars()) {
        let mut digit = DIGITS[*value];
        if set == 'B' {
            digit.reverse();
        }
        widths.extend(digit);
    }
}

fn right(widths: &mut Vec<u32>, values: &[usize]) {
    widths.extend(values.iter().flat_map(|value| DIGITS[*value]));
}

fn values(digits: &str) -> Vec<usize> {
    digits.bytes().map(|digit| usize::from(digit - b'0')).collect()
}

fn caption(text: &str, modules: Range<i32>) -> Caption {
    Caption { text: text.to_owned(), from: modules.start, to: modules.end }
}
