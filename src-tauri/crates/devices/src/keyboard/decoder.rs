//! From key presses and releases to what was typed (devices.md 1.2). Pure: no device, no clock. It knows
//! Shift, AltGr, Caps Lock, dead keys, codes typed on the number pad with Alt, and control signs.

use super::key::{self, pad_sign};
use super::layout::{KeyboardLayout, Level, compose};
use serde::{Deserialize, Serialize};

/// Separates fields of a GS1 code.
pub const GS: char = '\u{1d}';

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyEvent {
    /// Linux' code of the place on the keyboard.
    pub key: u16,
    pub motion: Motion,
    /// Milliseconds of any clock; only differences mean anything.
    pub at_ms: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Motion {
    Pressed,
    Released,
    /// Held: no scanner does it.
    Repeated,
}

/// How the keys of one scanner are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decoding {
    /// The one the scanner is set to; the host's does not matter.
    #[serde(default)]
    pub layout: KeyboardLayout,
    #[serde(default)]
    pub case: LetterCase,
    /// Stands for GS: a function key, 1 to 12.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gs_function_key: Option<u8>,
    /// Stands for GS: a sign outside the characters of GS1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gs_substitute: Option<char>,
}

/// Scanners that look at the light of Caps Lock turn letters round while it shines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterCase {
    #[default]
    AsTyped,
    TurnedRound,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    Sign(char),
    Enter,
    Tab,
    /// F1 to F12.
    Function(u8),
}

/// One per device.
#[derive(Debug, Default)]
pub struct Decoder {
    decoding: Decoding,
    held: Held,
    is_caps_locked: bool,
    accent: Option<char>,
    /// Digits typed on the number pad while Alt is held.
    pad_code: String,
}

#[derive(Debug, Default)]
struct Held {
    shift_count: u8,
    control_count: u8,
    alt: bool,
    alt_gr: bool,
}

impl Decoder {
    pub fn new(decoding: Decoding) -> Decoder {
        Decoder { decoding, ..Decoder::default() }
    }

    /// What this event typed; two signs when an accent finds nothing to stand on.
    pub fn push(&mut self, event: KeyEvent) -> Vec<Typed> {
        match event.motion {
            Motion::Pressed => self.press(event.key),
            Motion::Released => {
                self.release(event.key).map(|typed| self.with_gs(typed)).into_iter().collect()
            }
            Motion::Repeated => Vec::new(),
        }
    }

    fn press(&mut self, pressed: u16) -> Vec<Typed> {
        match pressed {
            key if key::SHIFTS.contains(&key) => self.held.shift_count += 1,
            key if key::CONTROLS.contains(&key) => self.held.control_count += 1,
            key::ALT => self.held.alt = true,
            key::ALT_GR => self.held.alt_gr = true,
            key::CAPS_LOCK => self.is_caps_locked = !self.is_caps_locked,
            key::ENTER | key::PAD_ENTER => return self.after_accent(Typed::Enter),
            key::TAB => return self.after_accent(Typed::Tab),
            key => return self.type_key(key),
        }
        Vec::new()
    }

    fn release(&mut self, released: u16) -> Option<Typed> {
        match released {
            key if key::SHIFTS.contains(&key) => {
                self.held.shift_count = self.held.shift_count.saturating_sub(1);
            }
            key if key::CONTROLS.contains(&key) => {
                self.held.control_count = self.held.control_count.saturating_sub(1);
            }
            key::ALT => {
                self.held.alt = false;
                return pad_sign(&std::mem::take(&mut self.pad_code)).map(Typed::Sign);
            }
            key::ALT_GR => self.held.alt_gr = false,
            _ => {}
        }
        None
    }

    fn type_key(&mut self, pressed: u16) -> Vec<Typed> {
        if let Some(number) = key::FUNCTIONS.iter().position(|key| *key == pressed) {
            return self.after_accent(Typed::Function(number as u8 + 1));
        }
        if let Some((_, sign)) = key::PAD.iter().find(|(key, _)| *key == pressed) {
            if self.held.alt && sign.is_ascii_digit() {
                self.pad_code.push(*sign);
                return Vec::new();
            }
            return self.after_accent(Typed::Sign(*sign));
        }
        if pressed == key::SPACE {
            // A dead key and a space are the accent by itself.
            let sign = self.accent.take().unwrap_or(' ');
            return vec![self.with_gs(Typed::Sign(sign))];
        }
        if self.held.control_count > 0 && !self.held.alt {
            return self
                .control_sign(pressed)
                .into_iter()
                .flat_map(|typed| self.after_accent(typed))
                .collect();
        }
        let Some(found) = self.decoding.layout.sign(pressed, self.level()) else { return Vec::new() };
        if found.is_dead {
            let earlier = self.accent.replace(found.sign);
            return earlier.map(|sign| self.with_gs(Typed::Sign(sign))).into_iter().collect();
        }
        let sign = self.in_case(found.sign);
        if let Some(composed) = self.accent.and_then(|accent| compose(accent, sign)) {
            self.accent = None;
            return vec![Typed::Sign(composed)];
        }
        self.after_accent(Typed::Sign(sign))
    }

    /// Control and AltGr together are AltGr on Windows.
    fn level(&self) -> Level {
        if self.held.alt_gr || (self.held.control_count > 0 && self.held.alt) {
            Level::AltGr
        } else if self.held.shift_count > 0 {
            Level::Shift
        } else {
            Level::Plain
        }
    }

    fn in_case(&self, sign: char) -> char {
        let is_turned = self.is_caps_locked != (self.decoding.case == LetterCase::TurnedRound);
        let mut turned: Box<dyn Iterator<Item = char>> = match (is_turned, sign.is_uppercase()) {
            (false, _) => return sign,
            (true, true) => Box::new(sign.to_lowercase()),
            (true, false) => Box::new(sign.to_uppercase()),
        };
        match (turned.next(), turned.next()) {
            (Some(one), None) => one,
            // ß has no single capital: it stays.
            _ => sign,
        }
    }

    /// Control and a sign is that sign's control code. Where the layout has no such sign on the key, the key
    /// is meant by its place on a keyboard of the United States.
    fn control_sign(&self, pressed: u16) -> Option<Typed> {
        let code = |layout: KeyboardLayout| {
            let sign = layout.sign(pressed, self.level())?.sign.to_ascii_uppercase();
            ('@'..='_').contains(&sign).then(|| char::from(sign as u8 & 0x1f))
        };
        let sign = code(self.decoding.layout).or_else(|| code(KeyboardLayout::UnitedStates))?;
        Some(match sign {
            '\r' | '\n' => Typed::Enter,
            '\t' => Typed::Tab,
            sign => Typed::Sign(sign),
        })
    }

    fn after_accent(&mut self, typed: Typed) -> Vec<Typed> {
        let accent = self.accent.take().map(Typed::Sign);
        accent.into_iter().chain([typed]).map(|typed| self.with_gs(typed)).collect()
    }

    fn with_gs(&self, typed: Typed) -> Typed {
        let is_gs = match typed {
            Typed::Sign(sign) => sign == '\u{241d}' || Some(sign) == self.decoding.gs_substitute,
            Typed::Function(number) => Some(number) == self.decoding.gs_function_key,
            Typed::Enter | Typed::Tab => false,
        };
        if is_gs { Typed::Sign(GS) } else { typed }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Recorded by hand: `+30` presses, `-30` releases.
    fn typed(decoding: Decoding, keys: &[i32]) -> String {
        let mut decoder = Decoder::new(decoding);
        let events = keys.iter().map(|key| KeyEvent {
            key: key.unsigned_abs() as u16,
            motion: if *key > 0 { Motion::Pressed } else { Motion::Released },
            at_ms: 0,
        });
        let typed: Vec<Typed> = events.flat_map(|event| decoder.push(event)).collect();
        let text = |typed: &Typed| match typed {
            Typed::Sign(sign) => sign.to_string(),
            Typed::Enter => "⏎".to_owned(),
            Typed::Tab => "⇥".to_owned(),
            Typed::Function(number) => format!("<F{number}>"),
        };
        typed.iter().map(text).collect()
    }

    fn of(layout: KeyboardLayout) -> Decoding {
        Decoding { layout, ..Decoding::default() }
    }

    #[test]
    fn the_same_text_comes_from_six_layouts() {
        use KeyboardLayout::*;
        // "Az-1/_@#" and Enter, as scanners set to each layout press it.
        let recordings: [(KeyboardLayout, &[i32]); 6] = [
            (
                UnitedStates,
                &[42, 30, -30, -42, 44, -44, 12, -12, 2, -2, 53, -53, 42, 12, -12, 3, -3, 4, -4, -42, 28],
            ),
            (
                UnitedKingdom,
                &[42, 30, -30, -42, 44, -44, 12, -12, 2, -2, 53, -53, 42, 12, -12, 40, -40, -42, 43, 28],
            ),
            (
                Germany,
                &[
                    42, 30, -30, -42, 21, -21, 53, -53, 2, -2, 42, 8, -8, 53, -53, -42, 100, 16, -16, -100,
                    43, 28,
                ],
            ),
            (
                France,
                &[
                    42, 16, -16, -42, 17, -17, 7, -7, 42, 2, -2, 52, -52, -42, 9, -9, 100, 11, -11, 4, -4,
                    -100, 28,
                ],
            ),
            (
                Spain,
                &[
                    42, 30, -30, -42, 44, -44, 53, -53, 2, -2, 42, 8, -8, 53, -53, -42, 100, 3, -3, 4, -4,
                    -100, 28,
                ],
            ),
            (
                Japan,
                &[
                    42, 30, -30, -42, 44, -44, 12, -12, 2, -2, 53, -53, 42, 89, -89, -42, 26, -26, 42, 4, -4,
                    -42, 28,
                ],
            ),
        ];
        for (layout, keys) in recordings {
            assert_eq!(typed(of(layout), keys), "Az-1/_@#⏎", "{layout:?}");
        }
    }

    #[test]
    fn dead_keys_wait_for_what_they_stand_on() {
        let german = of(KeyboardLayout::Germany);
        assert_eq!(typed(german, &[41, 57]), "^", "an accent and a space");
        assert_eq!(typed(german, &[41, 18]), "ê");
        assert_eq!(typed(german, &[41, 2]), "^1", "nothing to stand on");
        assert_eq!(typed(german, &[41, 41, 28]), "^^⏎");
        assert_eq!(typed(of(KeyboardLayout::Spain), &[40, 30]), "á");
    }

    #[test]
    fn caps_lock_turns_letters_and_nothing_else() {
        let us = Decoding::default();
        assert_eq!(
            typed(us, &[58, -58, 30, 2, 42, 30, -42, 58, 30]),
            "A1aa",
            "pressed by the scanner itself"
        );
        let turned = Decoding { case: LetterCase::TurnedRound, ..us };
        assert_eq!(typed(turned, &[30, 42, 30, 3, -42, 2]), "Aa@1", "the light of the host shines");
    }

    #[test]
    fn the_separator_comes_in_many_ways() {
        let us = Decoding::default();
        assert_eq!(typed(us, &[29, 27, -27, -29, 2]), "\u{1d}1", "Ctrl+]");
        assert_eq!(typed(of(KeyboardLayout::Germany), &[29, 27, -29]), "\u{1d}", "by the place of ]");
        assert_eq!(typed(us, &[56, 82, 80, 73, -56]), "\u{1d}", "Alt+029");
        assert_eq!(typed(us, &[66]), "<F8>");
        assert_eq!(typed(Decoding { gs_function_key: Some(8), ..us }, &[66]), "\u{1d}");
        assert_eq!(typed(Decoding { gs_substitute: Some('|'), ..us }, &[42, 43, -42]), "\u{1d}");
    }

    #[test]
    fn codes_on_the_number_pad_write_signs() {
        let us = Decoding::default();
        assert_eq!(typed(us, &[56, 82, 77, 76, -56]), "A", "Alt+065");
        assert_eq!(typed(us, &[56, 82, 80, 79, 73, -56]), "Û", "Alt+0219 is Latin-1");
        assert_eq!(typed(us, &[56, 80, 79, 73, -56]), "", "Alt+219 is of an old code page: not guessed");
        assert_eq!(typed(us, &[79, 80, 83, 96]), "12.⏎", "without Alt they are digits");
        assert_eq!(typed(us, &[56, 15, -56, 29, 50, -29]), "⇥⏎", "Ctrl+M is Enter");
    }

    #[test]
    fn keys_without_meaning_and_repeats_type_nothing() {
        assert_eq!(typed(Decoding::default(), &[1, 14, 102, 125, 700]), "");
        let mut decoder = Decoder::default();
        assert_eq!(decoder.push(KeyEvent { key: 30, motion: Motion::Repeated, at_ms: 0 }), []);
    }
}
