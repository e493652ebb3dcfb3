//! How wide a text is in the printer's font 0, which letters it has, and how a text is broken into lines.
//! Font 0 itself is not free; Roboto Condensed Bold stands in for it, at font 0's height of capitals and near
//! its width.

use ab_glyph::{Font, FontRef};
use std::sync::LazyLock;

/// The stand-in, for the preview and for PDF.
pub(crate) const FONT_BYTES: &[u8] = include_bytes!("../fonts/RobotoCondensed-Bold.ttf");

pub(crate) static FONT: LazyLock<FontRef<'static>> = LazyLock::new(|| {
    FontRef::try_from_slice(FONT_BYTES).expect("the embedded font was parsed by every test")
});

/// Capitals of font 0 are three quarters of the height asked for; the baseline lies at their foot.
pub(crate) const CAPITAL_HEIGHT: f32 = 0.75;
/// What hangs below the baseline, as a part of the height asked for.
const DESCENT: f32 = 0.21;
/// From one baseline to the next.
const LINE_PITCH: f32 = 0.95;
/// Capitals of the stand-in, in its em.
const STAND_IN_CAPITALS: f32 = 1456.0 / 2048.0;
/// Font 0 is this much narrower than the stand-in at the same height of capitals.
const NARROWER: f32 = 0.95;
/// Reserve for what the stand-in does not tell about the real widths.
const RESERVE: f32 = 1.04;
/// Signs that printers' faces set far wider than the stand-in does, as a part of the height asked for.
const WIDE_SIGNS: (&str, f32) = ("-+=<>~_%", 0.7);

/// Em of the stand-in for a font 0 of this height: (horizontal, vertical).
pub(crate) fn em_of(height: f32) -> (f32, f32) {
    let vertical = height * CAPITAL_HEIGHT / STAND_IN_CAPITALS;
    (vertical * NARROWER, vertical)
}

/// Em of the stand-in itself for this height of capitals, in the same unit.
pub(crate) fn em_of_capitals(capitals: f32) -> f32 {
    capitals / STAND_IN_CAPITALS
}

/// Width in em of the stand-in.
pub(crate) fn width_em(text: &str) -> f32 {
    text.chars().map(advance_em).sum()
}

fn advance_em(letter: char) -> f32 {
    let units = FONT.units_per_em().expect("a TrueType font states its em");
    FONT.h_advance_unscaled(FONT.glyph_id(letter)) / units
}

/// Width in dots at a height in dots, with some reserve.
pub(crate) fn width(text: &str, height: u32) -> u32 {
    let per_height: f32 = text.chars().map(reserved_width).sum();
    (per_height * height as f32).ceil() as u32
}

/// As a part of the height asked for. Latin letters are looked up once: fitting asks for them thousands of times.
fn reserved_width(letter: char) -> f32 {
    static LATIN: LazyLock<Vec<f32>> =
        LazyLock::new(|| (0..0x180).filter_map(char::from_u32).map(measured_width).collect());
    LATIN.get(letter as usize).copied().unwrap_or_else(|| measured_width(letter))
}

fn measured_width(letter: char) -> f32 {
    let (signs, width) = WIDE_SIGNS;
    let width = if signs.contains(letter) { width } else { advance_em(letter) * em_of(1.0).0 };
    width * RESERVE
}

/// Height in dots of these lines, from the top of capitals to the lowest descender, if there is one.
pub(crate) fn block_height(lines: &[String], height: u32) -> u32 {
    let hangs = lines.last().is_some_and(|line| !line.chars().all(stands));
    let descent = if hangs { DESCENT } else { 0.0 };
    (capitals_height(lines, height) as f32 + descent * height as f32).ceil() as u32
}

/// As [`block_height`], without descenders.
pub(crate) fn capitals_height(lines: &[String], height: u32) -> u32 {
    let pitches = lines.len().saturating_sub(1) as f32 * LINE_PITCH;
    ((pitches + CAPITAL_HEIGHT) * height as f32).ceil() as u32
}

/// Whether a letter keeps above the baseline, or so little below that it does no harm, as in dates and most
/// codes.
fn stands(letter: char) -> bool {
    letter.is_ascii_digit() || (letter.is_ascii_uppercase() && letter != 'Q') || " -.+:/".contains(letter)
}

/// From one baseline to the next, in dots.
pub(crate) fn line_pitch(height: u32) -> u32 {
    (height as f32 * LINE_PITCH).round() as u32
}

/// A text as the printer can print it.
pub(crate) struct Printable {
    pub text: String,
    /// What the font does not have; each stands as `?` in the text.
    pub missing: String,
}

/// White space and control characters become single spaces, typographic signs their plain forms, joiners and
/// accents without a letter of their own vanish, and what the font lacks becomes `?`.
pub(crate) fn printable(text: &str) -> Printable {
    let (mut plain, mut missing) = (String::new(), String::new());
    for letter in text.chars() {
        match letter {
            letter if letter.is_whitespace() || letter.is_control() => plain.push(' '),
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' => {}
            '\u{2010}'..='\u{2012}' => plain.push('-'),
            letter if FONT.glyph_id(letter).0 != 0 => plain.push(letter),
            letter => {
                plain.push('?');
                missing.push(letter);
            }
        }
    }
    Printable { text: plain.split_whitespace().collect::<Vec<_>>().join(" "), missing }
}

/// Lines and the height at which they fit.
pub(crate) struct Fitted {
    pub height: u32,
    pub lines: Vec<String>,
}

/// The room a text gets, in dots.
#[derive(Clone, Copy)]
pub(crate) struct Room {
    pub width: u32,
    pub height: u32,
    pub tallest: u32,
    pub smallest: u32,
    pub line_count: usize,
}

/// The largest letters at which the text fits, broken between words; `None` when it does not fit at the
/// smallest.
pub(crate) fn fit(text: &str, room: Room) -> Option<Fitted> {
    (room.smallest..=room.tallest).rev().find_map(|height| {
        let lines = broken_between_words(text, height, room.width)?;
        let fits = lines.len() <= room.line_count && block_height(&lines, height) <= room.height;
        fits.then(|| Fitted { height, lines: balanced(text, height, room.width, lines) })
    })
}

/// The same number of lines, as even as they come: no single word is left over on the last.
fn balanced(text: &str, height: u32, limit: u32, mut lines: Vec<String>) -> Vec<String> {
    let step = (limit / 50).max(1);
    for narrower in (1..limit / step).map(|count| limit - count * step) {
        match broken_between_words(text, height, narrower) {
            Some(even) if even.len() == lines.len() => lines = even,
            _ => break,
        }
    }
    lines
}

/// As [`fit`], and breaks inside words where one is too long for a line at any size.
pub(crate) fn fit_anyhow(text: &str, room: Room) -> Option<Fitted> {
    fit(text, room).or_else(|| {
        let height = room.smallest;
        let lines = broken_anywhere(text, height, room.width);
        let fits = lines.len() <= room.line_count && block_height(&lines, height) <= room.height;
        fits.then_some(Fitted { height, lines })
    })
}

fn broken_between_words(text: &str, height: u32, limit: u32) -> Option<Vec<String>> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        if width(word, height) > limit {
            return None;
        }
        match lines.last_mut() {
            Some(line) if width(&format!("{line} {word}"), height) <= limit => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    Some(lines)
}

fn broken_anywhere(text: &str, height: u32, limit: u32) -> Vec<String> {
    let mut lines = vec![String::new()];
    for letter in text.chars() {
        let line = lines.last_mut().expect("there is always a line");
        line.push(letter);
        if width(line, height) > limit {
            line.pop();
            lines.push(letter.to_string());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_floor_print_as_they_are() {
        for name in
            ["Sambal Bawang 250 g", "Kecap “Manis” – 1½ L", "Crème brûlée, 5 €", "Łódź ağaç", "a^b~c_d\\e"]
        {
            let printable = printable(name);
            assert_eq!((printable.text.as_str(), printable.missing.as_str()), (name, ""), "{name}");
        }
    }

    #[test]
    fn letters_the_font_lacks_are_seen_and_named() {
        let chinese = printable("辣椒酱 Sambal 🌶️");
        assert_eq!((chinese.text.as_str(), chinese.missing.as_str()), ("??? Sambal ?", "辣椒酱🌶"));
        assert_eq!(printable("two\n lines\u{7}\t").text, "two lines");
    }

    #[test]
    fn text_is_as_large_as_its_room_allows() {
        let room = Room { width: 400, height: 200, tallest: 90, smallest: 20, line_count: 2 };
        let short = fit("Salt", room).expect("fits");
        assert_eq!((short.height, short.lines.len()), (90, 1));
        let long = fit("Sambal Bawang Merah Goreng", room).expect("fits");
        assert!(long.height < 90 && long.lines.len() == 2, "two lines are larger than one");
        assert!(long.lines.iter().all(|line| width(line, long.height) <= 400));
        assert_eq!(
            fit("Sambal Bawang Merah 250 g", room).expect("fits").lines,
            ["Sambal Bawang", "Merah 250 g"]
        );
        assert!(fit(&"Sambal ".repeat(40), room).is_none());
        assert!(fit(&"x".repeat(60), room).is_none(), "one long word cannot be broken between words");
        assert_eq!(fit_anyhow(&"x".repeat(60), room).expect("fits").lines.concat(), "x".repeat(60));
    }
}
