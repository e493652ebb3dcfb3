//! "Scan this code": what one known code tells of a scanner (devices.md 1.2, 1.5, 1.6). Pure: recorded keys
//! or bytes in, a set-up out.

use super::decoder::{Decoder, Decoding, GS, KeyEvent, LetterCase, Motion, Typed};
use super::layout::KeyboardLayout;
use serde::Serialize;

/// The code to be shown, as a Data Matrix or Code 128: all the signs on which layouts differ, a GS, and
/// capital and small letters.
pub const TEST_CODE: &str = "]{}[-_/+*@#0Az\u{1d}Qy17";

/// What the test code told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Detected {
    /// `None` for a serial scanner.
    pub keyboard: Option<KeyboardLayout>,
    /// Its letters come turned round: Caps Lock shines, or the scanner believes it does.
    pub letters_turned: bool,
    /// `]d1`: with it the station knows what was read.
    pub aim: Option<String>,
    /// What else stands before the code.
    pub prefix: String,
    /// What ends a scan; empty: nothing does, and silence must.
    pub suffix: String,
    pub gs: GsSeen,
    /// Between two keys, in the middle; 0 for a serial scanner.
    pub gap_ms: u64,
    /// The set-up to keep, for a keyboard.
    pub decoding: Option<Decoding>,
}

/// What became of the GS of the test code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum GsSeen {
    /// As it is, or as Ctrl+], or typed by its number.
    Kept,
    /// As F8 or another.
    FunctionKey {
        number: u8,
    },
    Substitute {
        sign: char,
    },
    /// Codes with more than one field cannot be read with this scanner as it is set.
    Lost,
}

/// Why nothing could be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NotDetected {
    NothingCame,
    /// Another code, or a layout that is not among ours.
    NotTheTestCode,
}

impl NotDetected {
    pub fn code(self) -> &'static str {
        match self {
            NotDetected::NothingCame => "detect-nothing-came",
            NotDetected::NotTheTestCode => "detect-not-the-test-code",
        }
    }
}

/// From the raw keys of a keyboard wedge.
pub fn detect_keys(events: &[KeyEvent]) -> Result<Detected, NotDetected> {
    if events.is_empty() {
        return Err(NotDetected::NothingCame);
    }
    for case in [LetterCase::AsTyped, LetterCase::TurnedRound] {
        for layout in KeyboardLayout::ALL {
            let decoding = Decoding { layout, case, ..Decoding::default() };
            let mut decoder = Decoder::new(decoding);
            let typed: Vec<Typed> = events.iter().flat_map(|event| decoder.push(*event)).collect();
            if let Some(mut found) = find(&typed) {
                found.keyboard = Some(layout);
                found.letters_turned = case == LetterCase::TurnedRound;
                found.gap_ms = gap_ms(events);
                found.decoding = Some(match found.gs {
                    GsSeen::FunctionKey { number } => Decoding { gs_function_key: Some(number), ..decoding },
                    GsSeen::Substitute { sign } => Decoding { gs_substitute: Some(sign), ..decoding },
                    GsSeen::Kept | GsSeen::Lost => decoding,
                });
                return Ok(found);
            }
        }
    }
    Err(NotDetected::NotTheTestCode)
}

/// From the raw bytes of a serial scanner.
pub fn detect_bytes(bytes: &[u8]) -> Result<Detected, NotDetected> {
    if bytes.is_empty() {
        return Err(NotDetected::NothingCame);
    }
    let typed: Vec<Typed> = bytes.iter().map(|byte| Typed::Sign(char::from(*byte))).collect();
    find(&typed).ok_or(NotDetected::NotTheTestCode)
}

fn find(typed: &[Typed]) -> Option<Detected> {
    let (head, tail) = TEST_CODE.split_once(GS).expect("the test code has a separator");
    let head_at = position(typed, head)?;
    let after_head = head_at + head.chars().count();
    // At most one key stands for the separator.
    let tail_at = after_head + position(typed.get(after_head..)?, tail).filter(|at| *at <= 1)?;
    let gs = match typed[after_head..tail_at] {
        [] => GsSeen::Lost,
        [Typed::Function(number)] => GsSeen::FunctionKey { number },
        [Typed::Sign(GS)] => GsSeen::Kept,
        [Typed::Sign(sign)] => GsSeen::Substitute { sign },
        _ => return None,
    };
    let before = text(&typed[..head_at]);
    let (prefix, aim) = split_aim(&before);
    Some(Detected {
        keyboard: None,
        letters_turned: false,
        aim,
        prefix,
        suffix: text(&typed[tail_at + tail.chars().count()..]),
        gs,
        gap_ms: 0,
        decoding: None,
    })
}

fn position(typed: &[Typed], wanted: &str) -> Option<usize> {
    let wanted: Vec<Typed> = wanted.chars().map(Typed::Sign).collect();
    typed.windows(wanted.len()).position(|window| window == wanted)
}

/// As control signs; a function key by its name.
fn text(typed: &[Typed]) -> String {
    let text = |typed: &Typed| match typed {
        Typed::Sign(sign) => sign.to_string(),
        Typed::Enter => "\r".to_owned(),
        Typed::Tab => "\t".to_owned(),
        Typed::Function(number) => format!("<F{number}>"),
    };
    typed.iter().map(text).collect()
}

/// The AIM identifier stands right before the code: `]`, a letter, a digit.
fn split_aim(before: &str) -> (String, Option<String>) {
    if let Some(at) = before.rfind(']') {
        let signs: Vec<char> = before[at..].chars().collect();
        if let [_, letter, modifier] = signs[..]
            && letter.is_ascii_alphabetic()
            && modifier.is_ascii_alphanumeric()
        {
            return (before[..at].to_owned(), Some(before[at..].to_owned()));
        }
    }
    (before.to_owned(), None)
}

/// The median of the times between two presses.
fn gap_ms(events: &[KeyEvent]) -> u64 {
    let pressed: Vec<u64> =
        events.iter().filter(|event| event.motion == Motion::Pressed).map(|event| event.at_ms).collect();
    let mut gaps: Vec<u64> = pressed.windows(2).map(|pair| pair[1].saturating_sub(pair[0])).collect();
    gaps.sort_unstable();
    gaps.get(gaps.len() / 2).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::layout::Level;
    use super::*;
    use proptest::prelude::*;

    /// Presses a text as a scanner set to this layout does it. Dead keys are followed by a space.
    fn press(layout: KeyboardLayout, text: &str) -> Vec<KeyEvent> {
        let mut keys = Vec::new();
        for sign in text.chars() {
            match sign {
                '\r' => keys.extend([28, -28]),
                // The key of its own ].
                GS if layout == KeyboardLayout::Japan => keys.extend([29, 43, -43, -29]),
                GS => keys.extend([29, 27, -27, -29]),
                _ => keys.extend(strokes(layout, sign)),
            }
        }
        keys.iter().enumerate().map(|(at, key)| event(*key, at as u64 * 4)).collect()
    }

    fn event(key: i32, at_ms: u64) -> KeyEvent {
        let motion = if key > 0 { Motion::Pressed } else { Motion::Released };
        KeyEvent { key: key.unsigned_abs() as u16, motion, at_ms }
    }

    fn strokes(layout: KeyboardLayout, wanted: char) -> Vec<i32> {
        for (level, held) in [(Level::Plain, 0), (Level::Shift, 42), (Level::AltGr, 100)] {
            for key in 2..=124_i32 {
                let Some(found) = layout.sign(key as u16, level) else { continue };
                if found.sign == wanted {
                    let mut strokes = vec![key, -key];
                    if held > 0 {
                        strokes = vec![held, key, -key, -held];
                    }
                    if found.is_dead {
                        strokes.extend([57, -57]);
                    }
                    return strokes;
                }
            }
        }
        panic!("{layout:?} has no {wanted:?}");
    }

    #[test]
    fn one_scan_tells_layout_end_mark_and_separator() {
        for layout in KeyboardLayout::ALL {
            let found = detect_keys(&press(layout, &format!("]d1{TEST_CODE}\r"))).expect("the test code");
            assert_eq!((found.keyboard, found.gs), (Some(layout), GsSeen::Kept), "{layout:?}");
            assert_eq!((found.aim.as_deref(), found.suffix.as_str()), (Some("]d1"), "\r"));
            assert!(found.prefix.is_empty() && !found.letters_turned);
        }
    }

    #[test]
    fn what_becomes_of_the_separator_is_said() {
        let (head, tail) = TEST_CODE.split_once(GS).expect("it has one");
        let us = KeyboardLayout::UnitedStates;
        let seen = |middle: &[i32]| {
            let middle = middle.iter().map(|key| event(*key, 0));
            let events: Vec<KeyEvent> =
                press(us, head).into_iter().chain(middle).chain(press(us, tail)).collect();
            detect_keys(&events).expect("the test code")
        };
        assert_eq!(seen(&[]).gs, GsSeen::Lost);
        assert_eq!(seen(&[56, 82, 80, 73, -56]).gs, GsSeen::Kept, "Alt+029");
        let by_key = seen(&[66, -66]);
        assert_eq!(by_key.gs, GsSeen::FunctionKey { number: 8 });
        assert_eq!(by_key.decoding.expect("a keyboard").gs_function_key, Some(8), "it is kept for all scans");
        assert_eq!(seen(&[42, 43, -43, -42]).gs, GsSeen::Substitute { sign: '|' });
        assert_eq!(seen(&[]).suffix, "", "it sends no end mark");
    }

    #[test]
    fn a_scanner_that_looks_at_caps_lock_is_found_out() {
        let turned: String = TEST_CODE
            .chars()
            .map(
                |sign| {
                    if sign.is_lowercase() { sign.to_ascii_uppercase() } else { sign.to_ascii_lowercase() }
                },
            )
            .collect();
        let found = detect_keys(&press(KeyboardLayout::UnitedStates, &turned)).expect("the test code");
        assert!(found.letters_turned);
        assert_eq!(found.decoding.expect("a keyboard").case, LetterCase::TurnedRound);
    }

    #[test]
    fn a_serial_scanner_tells_the_same() {
        let found = detect_bytes(format!("\u{2}]d1{TEST_CODE}\r\n").as_bytes()).expect("the test code");
        assert_eq!((found.prefix.as_str(), found.suffix.as_str(), found.gs), ("\u{2}", "\r\n", GsSeen::Kept));
        assert_eq!((found.keyboard, found.aim.as_deref()), (None, Some("]d1")));
        assert_eq!(detect_bytes(b"9506000134352\r"), Err(NotDetected::NotTheTestCode));
        assert_eq!(detect_bytes(b""), Err(NotDetected::NothingCame));
        assert_eq!(detect_keys(&[]), Err(NotDetected::NothingCame));
    }

    proptest! {
        #[test]
        fn no_keys_break_it(keys in prop::collection::vec((0..130_i32, any::<bool>()), 0..300)) {
            let events: Vec<KeyEvent> = keys
                .iter()
                .map(|(key, is_down)| event(if *is_down { *key + 1 } else { -*key - 1 }, 0))
                .collect();
            let _ = detect_keys(&events);
        }

        #[test]
        fn what_a_scanner_presses_is_what_is_read(
            text in "[ -~]{1,40}",
            layout in prop::sample::select(KeyboardLayout::ALL.to_vec()),
        ) {
            let text = text.replace(' ', "x");
            let mut decoder = Decoder::new(Decoding { layout, ..Decoding::default() });
            let typed: Vec<Typed> =
                press(layout, &text).into_iter().flat_map(|event| decoder.push(event)).collect();
            prop_assert_eq!(super::text(&typed), text);
        }
    }
}
