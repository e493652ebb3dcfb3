//! A keyboard-wedge burst back into the scan it was: from key codes, so that Caps Lock, the host's layout and a
//! dropped GS do not change what the label says. The scanner is taken to type as a US keyboard.

use crate::view::{Burst, BurstKey};
use domain::scan::Scan;
use domain::{Refusal, ScanId};

/// Longest burst taken; a longer one is refused, never cut.
const LIMIT: usize = 8192;

/// # Errors
/// A refusal when the burst is no scan: no usable key, or too long.
pub fn decode(burst: &Burst) -> Result<Scan, Box<Refusal>> {
    if burst.keys.len() > LIMIT {
        return Err(Box::new(Refusal::TooLong { length: burst.keys.len() as i64, limit: LIMIT as i64 }));
    }
    let id: ScanId = burst.id.parse().map_err(|_| Box::new(Refusal::Unreadable {}))?;
    let mut bytes = Vec::with_capacity(burst.keys.len());
    for key in &burst.keys {
        match character(key) {
            Some(character) => {
                let mut buffer = [0; 4];
                bytes.extend_from_slice(character.encode_utf8(&mut buffer).as_bytes());
            }
            None => continue,
        }
    }
    let (aim, rest) = domain::scan::split_aim(&bytes);
    if rest.is_empty() {
        return Err(Box::new(Refusal::Unreadable {}));
    }
    Ok(Scan { id, source: "wedge".to_owned(), bytes: rest.to_vec(), aim })
}

/// What the key stands for on a US keyboard, which is how scanners are set; the host's own reading of it only
/// where the physical key says nothing (a virtual keyboard, xdotool's remapped keys).
fn character(key: &BurstKey) -> Option<char> {
    if key.control {
        // Ctrl+] is how scanners send GS through a keyboard.
        return matches!(key.code.as_str(), "BracketRight").then_some('\u{1d}');
    }
    let letter = key.code.strip_prefix("Key").and_then(|letter| letter.chars().next());
    if let Some(letter) = letter {
        return Some(if key.shift { letter } else { letter.to_ascii_lowercase() });
    }
    if let Some(digit) = key.code.strip_prefix("Numpad").and_then(single) {
        return Some(digit);
    }
    if let Some(digit) = key.code.strip_prefix("Digit").and_then(single) {
        let index = digit.to_digit(10)? as usize;
        return if key.shift { ")!@#$%^&*(".chars().nth(index) } else { Some(digit) };
    }
    let pair = match key.code.as_str() {
        "Minus" => "-_",
        "Equal" => "=+",
        "BracketLeft" => "[{",
        "BracketRight" => "]}",
        "Backslash" => "\\|",
        "Semicolon" => ";:",
        "Quote" => "'\"",
        "Backquote" => "`~",
        "Comma" => ",<",
        "Period" => ".>",
        "Slash" => "/?",
        "Space" => "  ",
        "NumpadDecimal" => "..",
        "NumpadAdd" => "++",
        "NumpadSubtract" => "--",
        "NumpadMultiply" => "**",
        "NumpadDivide" => "//",
        _ => return key.text.chars().next().filter(|_| key.text.chars().count() == 1),
    };
    pair.chars().nth(usize::from(key.shift))
}

/// The only character of a text.
fn single(text: &str) -> Option<char> {
    let mut characters = text.chars();
    characters.next().filter(|first| first.is_ascii_digit() && characters.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: &str, text: &str, shift: bool, caps_lock: bool) -> BurstKey {
        BurstKey {
            code: code.to_owned(),
            text: text.to_owned(),
            shift,
            control: false,
            alt: false,
            caps_lock,
            gap_ms: 4.0,
        }
    }

    fn read(keys: Vec<BurstKey>) -> String {
        let burst = Burst { id: uuid::Uuid::now_v7().to_string(), keys, terminator: "enter".to_owned() };
        String::from_utf8(decode(&burst).unwrap().bytes).unwrap()
    }

    #[test]
    fn caps_lock_does_not_change_what_the_label_says() {
        let keys = vec![key("KeyA", "a", true, true), key("KeyB", "B", false, true)];
        assert_eq!(
            read(keys),
            "Ab",
            "the physical key and the scanner's shift decide, not the host's Caps Lock"
        );
    }

    #[test]
    fn a_german_host_layout_does_not_swap_y_and_z() {
        let keys = vec![key("KeyY", "z", false, false), key("Slash", "-", false, false)];
        assert_eq!(read(keys), "y/", "a scanner set to US types key codes; the host's layout is ignored");
    }

    #[test]
    fn control_bracket_is_the_group_separator() {
        let mut separator = key("BracketRight", "", false, false);
        separator.control = true;
        let keys = vec![key("Digit1", "1", false, false), separator, key("Digit2", "2", false, false)];
        assert_eq!(read(keys), "1\u{1d}2", "scanners send GS as Ctrl+]");
    }
}
