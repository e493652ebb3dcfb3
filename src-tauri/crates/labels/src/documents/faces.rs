//! The faces of paper: which letters they have, how wide a text is in them, and how it is broken into lines.

use super::PaperError;
use crate::font::FONT_BYTES;
use ab_glyph::{Font, FontRef};
use std::sync::LazyLock;

const REGULAR_BYTES: &[u8] = include_bytes!("../../fonts/RobotoCondensed-Regular.ttf");
/// Between thousands; the faces have no sign of that width, so it is a gap.
pub(crate) const THIN_SPACE: char = '\u{2009}';
const THIN_SPACE_EM: f32 = 0.17;
/// Letters in scripts without blanks between words may be parted anywhere.
const FIRST_WITHOUT_BLANKS: char = '\u{2e80}';

/// Behind these a long code may be parted.
const PARTS_BEHIND: [char; 4] = ['-', '/', '_', ','];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

/// The two built in, then those given, in their order.
pub(crate) struct Faces<'a> {
    fonts: Vec<Face<'a>>,
}

struct Face<'a> {
    font: FontRef<'a>,
    bytes: &'a [u8],
}

/// Neighbouring letters of one face.
#[derive(Debug, PartialEq)]
pub(crate) struct Run {
    /// Index into [`Faces::bytes`].
    pub face: usize,
    pub text: String,
    /// Em from the start of the text.
    pub from_em: f32,
}

impl<'a> Faces<'a> {
    /// # Errors
    /// [`PaperError::Font`] for bytes that are no TrueType or OpenType font.
    pub fn new(given: &'a [Vec<u8>]) -> Result<Faces<'a>, PaperError> {
        let own = [REGULAR_BYTES, FONT_BYTES];
        let mut fonts = Vec::new();
        for bytes in own.into_iter().chain(given.iter().map(Vec::as_slice)) {
            let font = FontRef::try_from_slice_and_index(bytes, 0).map_err(|_| PaperError::Font)?;
            if font.units_per_em().is_none() {
                return Err(PaperError::Font);
            }
            fonts.push(Face { font, bytes });
        }
        Ok(Faces { fonts })
    }

    pub fn bytes(&self) -> impl Iterator<Item = &'a [u8]> + '_ {
        self.fonts.iter().map(|face| face.bytes)
    }

    /// In em.
    pub fn width(&self, text: &str, weight: Weight) -> f32 {
        text.chars().map(|letter| self.advance(letter, weight)).sum()
    }

    /// By face, in order; what no face has is `?`.
    pub fn runs(&self, text: &str, weight: Weight) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        let (mut at, mut gap) = (0.0, true);
        for letter in text.chars() {
            if letter != THIN_SPACE {
                let (face, shown) = self.face_of(letter, weight);
                match runs.last_mut() {
                    Some(run) if !gap && run.face == face => run.text.push(shown),
                    _ => runs.push(Run { face, text: shown.to_string(), from_em: at }),
                }
            }
            gap = letter == THIN_SPACE;
            at += self.advance(letter, weight);
        }
        runs
    }

    /// The letters of a text that no face has, each once.
    pub fn missing(&self, text: &str) -> String {
        let mut missing = String::new();
        for letter in text.chars().filter(|letter| !letter.is_whitespace() && !letter.is_control()) {
            let lacks = self.fonts.iter().all(|face| face.font.glyph_id(letter).0 == 0);
            if lacks && !missing.contains(letter) {
                missing.push(letter);
            }
        }
        missing
    }

    /// Lines no wider than this many em. A word that is wider alone is parted inside; an empty text is one
    /// line.
    pub fn wrapped(&self, text: &str, weight: Weight, limit_em: f32) -> Vec<String> {
        let (mut lines, mut line, mut width) = (Vec::new(), String::new(), 0.0);
        for piece in pieces(text) {
            let piece_width = self.width(piece.trim_end(), weight);
            if !line.is_empty() && width + piece_width > limit_em {
                lines.push(std::mem::take(&mut line));
                width = 0.0;
            }
            if piece_width <= limit_em {
                line.push_str(piece);
                width += self.width(piece, weight);
                continue;
            }
            // Alone too wide: parted behind a hyphen or stroke where there is one, else anywhere.
            for letter in piece.chars() {
                let letter_width = self.advance(letter, weight);
                if width + letter_width > limit_em && !line.is_empty() {
                    let rest = line.rfind(PARTS_BEHIND).map_or_else(String::new, |at| line.split_off(at + 1));
                    lines.push(std::mem::replace(&mut line, rest));
                    width = self.width(&line, weight);
                }
                line.push(letter);
                width += letter_width;
            }
        }
        lines.push(line);
        lines.into_iter().map(|line| line.trim_end().to_owned()).collect()
    }

    fn advance(&self, letter: char, weight: Weight) -> f32 {
        if letter == THIN_SPACE {
            return THIN_SPACE_EM;
        }
        // Latin letters are looked up once: a long list asks for them a hundred thousand times.
        if let Some(width) = LATIN[weight as usize].get(letter as usize) {
            return *width;
        }
        let (face, shown) = self.face_of(letter, weight);
        advance(&self.fonts[face].font, shown)
    }

    fn face_of(&self, letter: char, weight: Weight) -> (usize, char) {
        let own = weight as usize;
        let others = (0..self.fonts.len()).filter(|face| *face != own);
        let has = |face: &usize| self.fonts[*face].font.glyph_id(letter).0 != 0;
        std::iter::once(own).chain(others).find(has).map_or((own, '?'), |face| (face, letter))
    }
}

/// Em of every letter of Basic Latin and Latin-1, by weight.
static LATIN: LazyLock<[Vec<f32>; 2]> = LazyLock::new(|| {
    [REGULAR_BYTES, FONT_BYTES].map(|bytes| {
        let font = FontRef::try_from_slice(bytes).expect("the embedded fonts were parsed by every test");
        let shown = |letter: char| if font.glyph_id(letter).0 == 0 { '?' } else { letter };
        (0..0x100).filter_map(char::from_u32).map(|letter| advance(&font, shown(letter))).collect()
    })
});

fn advance(font: &FontRef, letter: char) -> f32 {
    let units = font.units_per_em().expect("looked at when the face was taken");
    font.h_advance_unscaled(font.glyph_id(letter)) / units
}

/// One line of plain text: white space and control characters become single blanks, joiners vanish.
pub(crate) fn plain(text: &str) -> String {
    let kept =
        |letter: &char| !matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    let plain: String = text
        .chars()
        .filter(kept)
        .map(|letter| match letter {
            THIN_SPACE => THIN_SPACE,
            '\u{2010}'..='\u{2012}' => '-',
            letter if letter.is_whitespace() || letter.is_control() => ' ',
            letter => letter,
        })
        .collect();
    plain.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What is never parted: words with the blank behind them, numbers with their unit, and single letters
/// where a script has no blanks.
fn pieces(text: &str) -> Vec<&str> {
    let mut joined: Vec<&str> = Vec::new();
    let mut start = 0;
    for piece in words(text) {
        let end = start + piece.len();
        match joined.last_mut() {
            Some(last) if is_measure(last, piece) => *last = &text[start - last.len()..end],
            _ => joined.push(piece),
        }
        start = end;
    }
    joined
}

fn words(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        let stands_alone = letter >= FIRST_WITHOUT_BLANKS;
        if stands_alone && start < at {
            pieces.push(&text[start..at]);
            start = at;
        }
        if letter == ' ' || stands_alone {
            pieces.push(&text[start..end]);
            start = end;
        }
    }
    pieces.push(&text[start..]);
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// `200 L` and `25 kg` stay together: a unit alone on a line is read as something else.
fn is_measure(first: &str, second: &str) -> bool {
    let unit = second.trim_end().trim_end_matches([',', ';', '.', ')']);
    first.ends_with(' ')
        && first.trim_end().ends_with(|letter: char| letter.is_ascii_digit())
        && (1..=3).contains(&unit.chars().count())
        && unit.chars().all(char::is_alphabetic)
}
