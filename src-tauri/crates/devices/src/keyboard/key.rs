//! The keys that are the same on every layout, by Linux' codes, and the number pad.

pub(super) const TAB: u16 = 15;
pub(super) const ENTER: u16 = 28;
pub(super) const SPACE: u16 = 57;
pub(super) const CAPS_LOCK: u16 = 58;
pub(super) const PAD_ENTER: u16 = 96;
pub(super) const SHIFTS: [u16; 2] = [42, 54];
pub(super) const CONTROLS: [u16; 2] = [29, 97];
pub(super) const ALT: u16 = 56;
pub(super) const ALT_GR: u16 = 100;
/// F1 to F12.
pub(super) const FUNCTIONS: [u16; 12] = [59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 87, 88];
pub(super) const PAD: [(u16, char); 15] = [
    (82, '0'),
    (79, '1'),
    (80, '2'),
    (81, '3'),
    (75, '4'),
    (76, '5'),
    (77, '6'),
    (71, '7'),
    (72, '8'),
    (73, '9'),
    (83, '.'),
    (74, '-'),
    (78, '+'),
    (55, '*'),
    (98, '/'),
];

/// What Alt and digits on the number pad write. Above 127 a leading zero means Latin-1; without one the code
/// is of an old code page and is not guessed.
pub(super) fn pad_sign(digits: &str) -> Option<char> {
    let code: u32 = digits.parse().ok()?;
    let is_known = code < 128 || digits.starts_with('0') || code > 255;
    char::from_u32(code).filter(|_| is_known && code > 0)
}
