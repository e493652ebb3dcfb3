//! A text set into a room: the largest letters at which it fits, broken between words, and between any two
//! letters of scripts that have no blanks. Nothing is ever cut.

use super::{CAPITALS, Faces, Weight};

/// From one baseline to the next and what hangs below the last, as parts of the capitals.
const PITCH: f32 = 1.3;
/// Where letters fill the whole em, as Chinese ones do.
const WIDE_PITCH: f32 = 1.5;
const DESCENT: f32 = 0.29;
/// One size to the next smaller one.
const STEP_MM: f32 = 0.05;
/// Up to so many lines are made as even as they come.
const EVEN_LINES: usize = 3;

/// Letters of one weight, in order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Line {
    pub letters: Vec<(char, Weight)>,
    pub width_mm: f32,
}

/// A text as it stands: lines and their size.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Setting {
    pub capitals_mm: f32,
    pub pitch_mm: f32,
    /// From the top of the capitals to the lowest hanging letter.
    pub height_mm: f32,
    pub lines: Vec<Line>,
}

/// What a text may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Room {
    pub width_mm: f32,
    pub height_mm: f32,
    pub tallest_mm: f32,
    pub smallest_mm: f32,
    pub line_count: Option<u32>,
}

/// What is never broken.
struct Word {
    letters: Vec<(char, Weight)>,
    width_em: f32,
    after: After,
}

/// What stands before a word.
#[derive(Clone, Copy, PartialEq)]
enum After {
    Nothing,
    Blank,
    NewLine,
}

/// White space becomes single blanks, lines stay, joiners vanish, hyphens become plain ones.
pub(crate) fn normalised(text: &str) -> String {
    let line = |line: &str| {
        let plain = line.chars().filter_map(|letter| match letter {
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' => None,
            '\u{2010}'..='\u{2012}' => Some('-'),
            letter if letter.is_control() => Some(' '),
            letter => Some(letter),
        });
        plain.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let lines: Vec<String> = text.trim().lines().map(line).collect();
    lines.join("\n")
}

/// All of one weight.
pub(crate) fn plain(text: &str, weight: Weight) -> Vec<(char, Weight)> {
    text.chars().map(|letter| (letter, weight)).collect()
}

/// Bold between `**` and `**`.
pub(crate) fn marked(text: &str) -> Vec<(char, Weight)> {
    let weights = [Weight::Regular, Weight::Bold];
    text.split("**").zip(weights.into_iter().cycle()).flat_map(|(part, weight)| plain(part, weight)).collect()
}

/// `None` where the text does not fit at the smallest size.
pub(crate) fn set(faces: &Faces, letters: &[(char, Weight)], room: Room) -> Option<Setting> {
    let words = words_of(faces, letters);
    let wide = words.iter().flat_map(|word| &word.letters).any(|(letter, _)| is_ideograph(*letter));
    let pitch = if wide { WIDE_PITCH } else { PITCH };
    let blank_em = [Weight::Regular, Weight::Bold].map(|weight| faces.advance_em(' ', weight));
    let sizes = (0..=10_000_u16).map(|step| room.tallest_mm - f32::from(step) * STEP_MM);
    let sizes = sizes.take_while(|size| *size > room.smallest_mm).chain([room.smallest_mm]);
    sizes.into_iter().find_map(|capitals_mm| {
        let em_mm = capitals_mm / CAPITALS;
        let limit_em = room.width_mm / em_mm;
        let mut lines = broken(&words, limit_em, blank_em)?;
        let pitch_mm = capitals_mm * pitch;
        let height_mm = block_height(&lines, capitals_mm, pitch_mm);
        let too_many = room.line_count.is_some_and(|count| lines.len() > count as usize);
        if too_many || height_mm > room.height_mm + 0.01 {
            return None;
        }
        if (2..=EVEN_LINES).contains(&lines.len()) {
            lines = even(&words, limit_em, blank_em, lines);
        }
        let lines = lines.into_iter().map(|line| Line { width_mm: line.width_mm * em_mm, ..line }).collect();
        Some(Setting { capitals_mm, pitch_mm, height_mm, lines })
    })
}

fn block_height(lines: &[Line], capitals_mm: f32, pitch_mm: f32) -> f32 {
    let hangs = lines.last().is_some_and(|line| line.letters.iter().any(|(letter, _)| hangs(*letter)));
    let descent = if hangs { DESCENT } else { 0.0 };
    lines.len().saturating_sub(1) as f32 * pitch_mm + (1.0 + descent) * capitals_mm
}

/// Whether a letter goes below the baseline, or may.
fn hangs(letter: char) -> bool {
    !(letter.is_ascii_digit()
        || (letter.is_ascii_uppercase() && letter != 'Q')
        || "abcdefhiklmnorstuvwxz -.+:/×".contains(letter))
}

fn words_of(faces: &Faces, letters: &[(char, Weight)]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut after = After::NewLine;
    for &(letter, weight) in letters {
        match letter {
            '\n' => after = After::NewLine,
            ' ' => after = if after == After::NewLine { after } else { After::Blank },
            _ => {
                let width_em = faces.advance_em(letter, weight);
                let breaks = after != After::Nothing || words.is_empty() || may_break(&words, letter);
                if breaks {
                    words.push(Word { letters: Vec::new(), width_em: 0.0, after });
                }
                let word = words.last_mut().expect("one was just made");
                word.letters.push((letter, weight));
                word.width_em += width_em;
                after = After::Nothing;
            }
        }
    }
    words
}

/// Between two letters without a blank: at ideographs, but a closing sign never begins a line.
fn may_break(words: &[Word], letter: char) -> bool {
    let before = words.last().and_then(|word| word.letters.last()).map(|(letter, _)| *letter);
    let closes = "、。，．！？）」』】：；〉》".contains(letter);
    let opens = before.is_some_and(|before| "（「『【〈《".contains(before));
    !closes && !opens && (is_ideograph(letter) || before.is_some_and(is_ideograph))
}

fn is_ideograph(letter: char) -> bool {
    matches!(letter, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// Lines of at most so many em; `None` where a single word is wider. Widths are em yet.
fn broken(words: &[Word], limit_em: f32, blank_em: [f32; 2]) -> Option<Vec<Line>> {
    let mut lines: Vec<Line> = Vec::new();
    for word in words {
        if word.width_em > limit_em {
            return None;
        }
        let weight = word.letters.first().map_or(Weight::Regular, |(_, weight)| *weight);
        let gap_em =
            if word.after == After::Blank { blank_em[usize::from(weight == Weight::Bold)] } else { 0.0 };
        match lines.last_mut().filter(|_| word.after != After::NewLine) {
            Some(line) if line.width_mm + gap_em + word.width_em <= limit_em => {
                if word.after == After::Blank {
                    line.letters.push((' ', weight));
                }
                line.letters.extend(&word.letters);
                line.width_mm += gap_em + word.width_em;
            }
            _ => lines.push(Line { letters: word.letters.clone(), width_mm: word.width_em }),
        }
    }
    Some(lines)
}

/// The same number of lines, as even as they come: no single word is left over on the last.
fn even(words: &[Word], limit_em: f32, blank_em: [f32; 2], mut lines: Vec<Line>) -> Vec<Line> {
    for share in (10..50).rev() {
        match broken(words, limit_em * share as f32 / 50.0, blank_em) {
            Some(narrower) if narrower.len() == lines.len() => lines = narrower,
            _ => break,
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Room =
        Room { width_mm: 50.0, height_mm: 25.0, tallest_mm: 10.0, smallest_mm: 2.0, line_count: Some(2) };

    fn lines(text: &str, room: Room) -> Option<(f32, Vec<String>)> {
        let setting = set(&Faces::default(), &plain(text, Weight::Bold), room)?;
        let text = |line: &Line| line.letters.iter().map(|(letter, _)| *letter).collect();
        Some((setting.capitals_mm, setting.lines.iter().map(text).collect()))
    }

    #[test]
    fn letters_are_as_large_as_their_room_allows() {
        assert_eq!(lines("Salt", ROOM), Some((10.0, vec!["Salt".to_owned()])));
        let (size, two) = lines("Sambal Bawang Merah 250 g", ROOM).expect("fits");
        assert_eq!(two, ["Sambal Bawang", "Merah 250 g"], "two even lines");
        assert!(size < 10.0 && size > 4.0, "{size} mm");
        assert_eq!(lines(&"Sambal ".repeat(60), ROOM), None, "never cut");
        assert_eq!(lines(&"x".repeat(90), ROOM), None, "never broken inside a word");
        assert_eq!(lines("a\nb c", ROOM).expect("fits").1, ["a", "b c"], "a written line stays one");
    }

    #[test]
    fn a_text_without_blanks_breaks_between_its_letters() {
        let room = Room { line_count: Some(4), ..ROOM };
        let (_, broken) = lines(&"辣椒酱。".repeat(9), room).expect("fits");
        assert!(broken.len() > 1, "{broken:?}");
        assert!(
            broken.iter().all(|line| !line.starts_with('。')),
            "a full stop never begins a line: {broken:?}"
        );
    }

    #[test]
    fn allergens_are_bold_between_their_marks() {
        let letters = marked("a **b** c");
        let bold: String =
            letters.iter().filter(|(_, weight)| *weight == Weight::Bold).map(|(letter, _)| *letter).collect();
        assert_eq!(bold, "b");
    }

    #[test]
    fn white_space_and_joiners_do_not_print() {
        assert_eq!(normalised(" a\tb \u{7}\n c\u{200b}d\u{2011}e "), "a b\ncd-e");
    }
}
