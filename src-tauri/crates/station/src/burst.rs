//! A keyboard-wedge burst back into the scan it was: from key codes, so that Caps Lock, the host's layout and a
//! dropped GS do not change what the label says. A scanner is taken to type as a US keyboard until somebody set it up.

mod keys;

use crate::view::Burst;
use devices::keyboard::{Decoder, Decoding, KeyEvent, Typed};
use domain::scan::Scan;
use domain::{Refusal, ScanId};
use keys::Stroke;

/// Where a scan comes from that was typed by a scanner in a page.
pub const SOURCE: &str = "wedge";

/// Longest burst taken; a longer one is refused, never cut.
const LIMIT: usize = 8192;

/// # Errors
/// A refusal when the burst is no scan: no usable key, or too long.
pub fn decode(burst: &Burst, decoding: Decoding) -> Result<Scan, Box<Refusal>> {
    if burst.keys.len() > LIMIT {
        return Err(Box::new(Refusal::TooLong { length: burst.keys.len() as i64, limit: LIMIT as i64 }));
    }
    let id: ScanId = burst.id.parse().map_err(|_| Box::new(Refusal::Unreadable {}))?;
    let text = text_of(burst, decoding);
    let (aim, rest) = domain::scan::split_aim(text.as_bytes());
    if rest.is_empty() {
        return Err(Box::new(Refusal::Unreadable {}));
    }
    Ok(Scan { id, source: SOURCE.to_owned(), bytes: rest.to_vec(), aim })
}

/// The keys with their end mark as a keyboard gave them, to find out how the scanner is set.
pub fn events(burst: &Burst) -> Vec<KeyEvent> {
    keys::events(burst)
}

fn text_of(burst: &Burst, decoding: Decoding) -> String {
    let mut decoder = Decoder::new(decoding);
    let mut text = String::new();
    for stroke in keys::strokes(burst) {
        match stroke {
            Stroke::Sign(sign) => text.push(sign),
            Stroke::Event(event) => text.extend(decoder.push(event).into_iter().filter_map(sign_of)),
        }
    }
    text
}

/// Function keys and control signs that no code has are a scanner's own habits.
fn sign_of(typed: Typed) -> Option<char> {
    match typed {
        Typed::Sign(sign) if !sign.is_control() || matches!(sign, '\u{04}' | '\u{1c}'..='\u{1e}') => {
            Some(sign)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::BurstKey;
    use devices::keyboard::KeyboardLayout;

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
        read_by(keys, Decoding::default())
    }

    fn read_by(keys: Vec<BurstKey>, decoding: Decoding) -> String {
        let burst = Burst { id: uuid::Uuid::now_v7().to_string(), keys, terminator: "enter".to_owned() };
        String::from_utf8(decode(&burst, decoding).unwrap().bytes).unwrap()
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

    #[test]
    fn a_scanner_that_was_set_up_is_read_by_its_own_layout() {
        let decoding =
            Decoding { layout: KeyboardLayout::Germany, gs_function_key: Some(8), ..Decoding::default() };
        let keys = vec![
            key("KeyY", "y", false, false),
            key("Slash", "/", false, false),
            key("F8", "", false, false),
            key("Digit7", "&", true, false),
        ];
        assert_eq!(
            read_by(keys, decoding),
            "z-\u{1d}/",
            "QWERTZ, F8 for GS, whatever the host made of the keys"
        );
    }

    #[test]
    fn a_separator_typed_by_its_number_is_a_separator() {
        let mut number = ["Numpad0", "Numpad2", "Numpad9"].map(|code| key(code, "", false, false));
        number.iter_mut().for_each(|key| key.alt = true);
        let [zero, two, nine] = number;
        let keys = vec![key("KeyA", "a", false, false), zero, two, nine, key("KeyB", "b", false, false)];
        assert_eq!(read(keys), "a\u{1d}b", "Alt held, 0 2 9 on the number pad, Alt let go");
    }

    #[test]
    fn keys_without_a_place_say_what_they_mean() {
        let keys = vec![key("", "Ä", false, false), key("Unidentified", "1", false, false)];
        assert_eq!(read(keys), "Ä1", "virtual keyboards have no places");
    }
}
