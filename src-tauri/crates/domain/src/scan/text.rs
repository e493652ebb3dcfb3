//! The text of a scan: its AIM identifier taken off, its bytes decoded, and what is no code turned away.

use super::{Aim, Reading, Scan};

/// Characters a code may have; the framer takes up to 8 KiB, and whatever is longer than this is no code.
pub const LIMIT: usize = 512;

impl Scan {
    /// What was scanned, as text: UTF-8, else Latin-1; without AIM identifier and blanks around it.
    pub fn text(&self) -> String {
        decode(self.content().1).trim_matches(' ').to_owned()
    }

    /// The symbology, where the scanner said which.
    pub fn symbology(&self) -> Option<Aim> {
        Aim::parse(&self.content().0?)
    }

    /// What a plain code (SKU, supplier's code) is looked up as, in this order: as scanned, then without the
    /// check characters that only this scanner's setting sends along.
    pub fn plain_codes(&self) -> Vec<String> {
        let text = self.text();
        let checks = self.symbology().map_or(0, Aim::sent_checks);
        let mut shorter = text.clone();
        let cut = (0..checks).filter_map(|_| shorter.pop()).count();
        let shorter = (cut > 0 && !shorter.trim().is_empty()).then_some(shorter);
        [Some(text), shorter].into_iter().flatten().collect()
    }

    pub(super) fn content(&self) -> (Option<String>, &[u8]) {
        match &self.aim {
            Some(aim) => (Some(aim.clone()), &self.bytes),
            None => split_aim(&self.bytes),
        }
    }
}

/// Takes an AIM symbology identifier (`]C1`) off the front, where there is one.
pub fn split_aim(bytes: &[u8]) -> (Option<String>, &[u8]) {
    match bytes {
        [b']', letter, modifier, rest @ ..] if Aim::of(*letter, *modifier).is_some() => {
            (Some([']', char::from(*letter), char::from(*modifier)].iter().collect()), rest)
        }
        _ => (None, bytes),
    }
}

/// Text of a code, or why there is none.
pub(super) fn text_of(bytes: &[u8]) -> Result<String, Reading> {
    // Four bytes at most make a character, so this many cannot be short enough; nothing huge is decoded.
    if bytes.len() > LIMIT * 4 {
        return Err(Reading::TooLong { length: bytes.len(), limit: LIMIT });
    }
    let text = decode(bytes);
    let text = text.trim_matches(' ');
    let length = text.chars().count();
    if length > LIMIT {
        return Err(Reading::TooLong { length, limit: LIMIT });
    }
    if text.is_empty() || text.chars().any(is_garbled) {
        return Err(Reading::Unreadable);
    }
    Ok(text.to_owned())
}

fn decode(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// No code holds it: control characters but EOT, FS, GS and RS, and the mark of what could not be decoded.
fn is_garbled(character: char) -> bool {
    let is_separator = matches!(character, '\u{04}' | '\u{1c}' | '\u{1d}' | '\u{1e}');
    (character.is_control() && !is_separator) || character == char::REPLACEMENT_CHARACTER
}
