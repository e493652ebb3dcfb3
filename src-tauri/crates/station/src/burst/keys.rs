//! Keys of a burst as presses and releases of a keyboard, so that the decoder of keyboard scanners reads them:
//! one decoder for keys that a page heard and for keys taken from the device itself.

use crate::view::{Burst, BurstKey};
use devices::keyboard::{KeyEvent, Motion};

const CONTROL: u16 = 29;
const SHIFT: u16 = 42;
const ALT: u16 = 56;
const ALT_GR: u16 = 100;
const ENTER: u16 = 28;
const TAB: u16 = 15;

/// What the keys of a burst did, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Stroke {
    Event(KeyEvent),
    /// A key without a place: a virtual keyboard says only what it means.
    Sign(char),
}

/// All of them, without the end mark.
pub fn strokes(burst: &Burst) -> Vec<Stroke> {
    let mut hand = Hand::default();
    for key in &burst.keys {
        hand.at_ms += key.gap_ms.max(0.0);
        match place(&key.code) {
            Some(place) => hand.press(key, place),
            None => {
                hand.hold(&[]);
                let mut characters = key.text.chars();
                if let (Some(only), None) = (characters.next(), characters.next()) {
                    hand.done.push(Stroke::Sign(only));
                }
            }
        }
    }
    hand.hold(&[]);
    hand.done
}

/// All of them with the end mark, for looking at the scanner itself.
pub fn events(burst: &Burst) -> Vec<KeyEvent> {
    let events = strokes(burst).into_iter().filter_map(|stroke| match stroke {
        Stroke::Event(event) => Some(event),
        Stroke::Sign(_) => None,
    });
    let mut events: Vec<KeyEvent> = events.collect();
    let at_ms = events.last().map_or(0, |event| event.at_ms);
    let end = match burst.terminator.as_str() {
        "enter" => Some(ENTER),
        "tab" => Some(TAB),
        _ => None,
    };
    events.extend(end.map(|key| KeyEvent { key, motion: Motion::Pressed, at_ms }));
    events
}

/// What is held down, and since when.
#[derive(Default)]
struct Hand {
    held: Vec<u16>,
    at_ms: f64,
    done: Vec<Stroke>,
}

impl Hand {
    fn press(&mut self, key: &BurstKey, place: u16) {
        // Alt and digits of the number pad write a sign by its number; any other key under Alt is the third sign on it.
        let alt = if key.code.starts_with("Numpad") { ALT } else { ALT_GR };
        let wanted = [(key.control, CONTROL), (key.shift, SHIFT), (key.alt, alt)];
        let wanted: Vec<u16> =
            wanted.iter().filter(|(is_held, _)| *is_held).map(|(_, modifier)| *modifier).collect();
        self.hold(&wanted);
        self.event(place, Motion::Pressed);
        self.event(place, Motion::Released);
    }

    /// Exactly these are held from now on.
    fn hold(&mut self, wanted: &[u16]) {
        for released in std::mem::take(&mut self.held) {
            match wanted.contains(&released) {
                true => self.held.push(released),
                false => self.event(released, Motion::Released),
            }
        }
        for pressed in wanted {
            if !self.held.contains(pressed) {
                self.held.push(*pressed);
                self.event(*pressed, Motion::Pressed);
            }
        }
    }

    fn event(&mut self, key: u16, motion: Motion) {
        self.done.push(Stroke::Event(KeyEvent { key, motion, at_ms: self.at_ms as u64 }));
    }
}

/// Linux' code of a place on the keyboard, by its name in a page.
fn place(code: &str) -> Option<u16> {
    const ROWS: [(&str, u16); 3] = [("QWERTYUIOP", 16), ("ASDFGHJKL", 30), ("ZXCVBNM", 44)];
    const PAD: [u16; 10] = [82, 79, 80, 81, 75, 76, 77, 71, 72, 73];
    const FUNCTIONS: [u16; 12] = [59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 87, 88];
    if let Some(letter) = code.strip_prefix("Key") {
        return ROWS.iter().find_map(|(row, first)| Some(first + u16::try_from(row.find(letter)?).ok()?));
    }
    let number = |prefix: &str| code.strip_prefix(prefix)?.parse::<usize>().ok();
    if let Some(digit) = number("Digit").filter(|digit| *digit <= 9) {
        return Some(if digit == 0 { 11 } else { digit as u16 + 1 });
    }
    if let Some(digit) = number("Numpad") {
        return PAD.get(digit).copied();
    }
    if let Some(number) = number("F") {
        return FUNCTIONS.get(number.checked_sub(1)?).copied();
    }
    named(code)
}

fn named(code: &str) -> Option<u16> {
    Some(match code {
        "Backquote" => 41,
        "Minus" => 12,
        "Equal" => 13,
        "BracketLeft" => 26,
        "BracketRight" => 27,
        "Semicolon" => 39,
        "Quote" => 40,
        "Backslash" => 43,
        "IntlBackslash" => 86,
        "IntlRo" => 89,
        "IntlYen" => 124,
        "Comma" => 51,
        "Period" => 52,
        "Slash" => 53,
        "Space" => 57,
        "NumpadDecimal" => 83,
        "NumpadSubtract" => 74,
        "NumpadAdd" => 78,
        "NumpadMultiply" => 55,
        "NumpadDivide" => 98,
        _ => return None,
    })
}
