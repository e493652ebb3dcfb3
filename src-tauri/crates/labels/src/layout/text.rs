//! Texts in their places.

use super::{Ink, Kit, Layout, Mark, PlacedText};
use crate::error::{LabelError, Note};
use crate::letters::{Line, Room, Setting, marked, normalised, plain, set};
use crate::template::{Marked, MissingLetters, Place, Side, Speaker, Stands, TextBody};

impl Layout {
    pub(super) fn add_text(
        &mut self,
        place: Place,
        body: &TextBody,
        speaker: &Speaker,
        kit: &Kit,
    ) -> Result<(), LabelError> {
        let said = normalised(&speaker.say(&body.say)?);
        if said.is_empty() {
            return Ok(());
        }
        let text = self.with_letters(&said, body.missing_letters, kit)?;
        let letters = match body.marked {
            Marked::Plain => plain(&text, body.weight),
            Marked::Allergens => marked(&text),
        };
        // Marks of bold letters alone.
        if letters.is_empty() {
            return Ok(());
        }
        let room = Room {
            width_mm: place.width,
            height_mm: place.height,
            tallest_mm: body.letters_mm,
            smallest_mm: body.smallest_mm,
            line_count: body.lines,
        };
        let setting = set(&kit.faces, &letters, room).ok_or(LabelError::TextDoesNotFit {
            text: said,
            width_mm: place.width,
            height_mm: place.height,
            letters_mm: body.smallest_mm,
        })?;
        self.marks.push(Mark::Text(placed(place, setting, body.side, body.stands, body.ink)));
        Ok(())
    }

    fn with_letters(
        &mut self,
        text: &str,
        missing_letters: MissingLetters,
        kit: &Kit,
    ) -> Result<String, LabelError> {
        let missing = kit.faces.missing(text);
        if missing.is_empty() {
            return Ok(text.to_owned());
        }
        let replaced: String =
            text.chars().map(|letter| if missing.contains(letter) { '?' } else { letter }).collect();
        // A name of question marks names nothing.
        let has_words = replaced.chars().any(char::is_alphanumeric);
        if missing_letters == MissingLetters::Refuse || !has_words {
            return Err(LabelError::LettersMissing { text: text.to_owned(), letters: missing });
        }
        self.notes.push(Note::LettersMissing { letters: missing });
        Ok(replaced)
    }
}

pub(super) fn placed(place: Place, setting: Setting, side: Side, stands: Stands, ink: Ink) -> PlacedText {
    let left = |line: &Line| {
        let spare = (place.width - line.width_mm).max(0.0);
        match side {
            Side::Left => place.left,
            Side::Middle => place.left + spare / 2.0,
            Side::Right => place.left + spare,
        }
    };
    let capitals_mm = setting.lines.len().saturating_sub(1) as f32 * setting.pitch_mm + setting.capitals_mm;
    let spare = (place.height - setting.height_mm).max(0.0);
    let top_mm = match stands {
        Stands::Top => place.top,
        // Capitals are in the middle, not what hangs below them, as long as that stays inside.
        Stands::Middle => place.top + ((place.height - capitals_mm).max(0.0) / 2.0).min(spare),
        Stands::Foot => place.top + spare,
    };
    let lefts_mm = setting.lines.iter().map(left).collect();
    PlacedText { setting, lefts_mm, top_mm, ink }
}
