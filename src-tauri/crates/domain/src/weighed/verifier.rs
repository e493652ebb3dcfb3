//! The digit that checks a price or weight of four or five digits. Source: GS1 General Specifications 7.9.6.

/// A digit's weight: twice it less its tens.
const TWO_MINUS: [u32; 10] = [0, 2, 4, 6, 8, 9, 1, 3, 5, 7];
/// Three times it.
const THREE: [u32; 10] = [0, 3, 6, 9, 2, 5, 8, 1, 4, 7];
/// Five times it and its tens.
const FIVE_PLUS: [u32; 10] = [0, 5, 1, 6, 2, 7, 3, 8, 4, 9];
/// Five times it less its tens.
const FIVE_MINUS: [u32; 10] = [0, 5, 9, 4, 8, 3, 7, 2, 6, 1];

/// The verifier of `digits`; `None` unless they are four or five.
pub fn verifier(digits: &str) -> Option<char> {
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let weigh = |tables: &[&[u32; 10]]| -> u32 {
        digits.bytes().zip(tables).map(|(byte, table)| table[usize::from(byte - b'0')]).sum()
    };
    let digit = match digits.len() {
        4 => 3 * weigh(&[&TWO_MINUS, &TWO_MINUS, &THREE, &FIVE_MINUS]) % 10,
        5 => {
            let rest = weigh(&[&FIVE_PLUS, &TWO_MINUS, &FIVE_MINUS, &FIVE_PLUS, &TWO_MINUS]) % 10;
            FIVE_MINUS.iter().position(|entry| *entry == (10 - rest) % 10)? as u32
        }
        _ => return None,
    };
    char::from_digit(digit, 10)
}
