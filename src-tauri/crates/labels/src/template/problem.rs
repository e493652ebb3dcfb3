//! What is wrong in a template file, and where: found when it is saved, not when a label is wanted.

use crate::error::LabelError;
use domain::{Message, Value};

/// In the template file; both count from 1, columns in letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    pub line: u32,
    pub column: u32,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    pub at: Position,
    pub wrong: Wrong,
}

/// Reads after "could not use the template".
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Wrong {
    #[error("the file cannot be read: {problem}")]
    Frame { problem: String },
    #[error("the words cannot be read: {problem}")]
    Words { problem: String },
    #[error("there is no field {name}{}", perhaps(.nearest))]
    UnknownField { name: String, nearest: Option<String> },
    #[error("there is no language {name}: take en or id")]
    UnknownLanguage { name: String },
    #[error("there is no market {name} in the table of required facts")]
    UnknownMarket { name: String },
    #[error("the words {name} are missing in {language}")]
    WordsMissing { name: String, language: &'static str },
    #[error("labels are drawn at 203, 300 or 600 dpi, not at {dpi}")]
    UnknownDpi { dpi: u32 },
    #[error("{name} is {value}: it must lie between {least} and {most}")]
    OutOfRange { name: &'static str, value: f32, least: f32, most: f32 },
    #[error("it reaches {right_mm} × {foot_mm} mm on a label of {width_mm} × {height_mm} mm")]
    OutsideMedia { right_mm: f32, foot_mm: f32, width_mm: f32, height_mm: f32 },
    #[error("it leaves the blank window of the pre-printed label")]
    OutsideWindow,
    #[error("its small letters are {is_mm} mm high, the smallest allowed are {least_mm} mm")]
    LettersTooSmall { is_mm: f32, least_mm: f32 },
    #[error("the market {market} requires {fact}, and nothing on the label says it")]
    FactNotShown { fact: String, market: String },
    /// Found by drawing the label with sample data at that resolution.
    #[error("at {dpi} dpi: could not {error}")]
    Drawing { dpi: u32, error: LabelError },
}

fn perhaps(nearest: &Option<String>) -> String {
    nearest.as_ref().map(|name| format!("; is it {name}?")).unwrap_or_default()
}

impl Position {
    /// Of a byte in a text.
    pub(super) fn of(text: &str, byte: usize) -> Position {
        let mut end = byte.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &text[..end];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Position {
            line: count(before.matches('\n').count() + 1),
            column: count(before[line_start..].chars().count() + 1),
        }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "line {}, column {}: {}", self.at.line, self.at.column, self.wrong)
    }
}

impl Problem {
    /// The sentence for a person, as code and values; line and column are among them.
    pub fn message(&self) -> Message {
        let mut message = self.wrong.message();
        let place = [("line", self.at.line), ("column", self.at.column)];
        message.values.extend(place.map(|(name, count)| (name.to_owned(), Value::Count(i64::from(count)))));
        message
    }

    /// The sentence that follows it: why the label was refused when it was tried out.
    pub fn cause(&self) -> Option<Message> {
        match &self.wrong {
            Wrong::Drawing { error, .. } => Some(error.message()),
            _ => None,
        }
    }
}

impl Wrong {
    fn message(&self) -> Message {
        let text = |text: &str| Value::from(text);
        let length = |length_mm: &f32| Value::from(length_mm.to_string());
        match self {
            Wrong::Frame { problem } => Message::new("template-frame", [("problem", text(problem))]),
            Wrong::Words { problem } => Message::new("template-words", [("problem", text(problem))]),
            Wrong::UnknownField { name, nearest } => Message::new(
                "template-unknown-field",
                [("name", text(name)), ("nearest", text(nearest.as_deref().unwrap_or("none")))],
            ),
            Wrong::UnknownLanguage { name } => {
                Message::new("template-unknown-language", [("name", text(name))])
            }
            Wrong::UnknownMarket { name } => Message::new("template-unknown-market", [("name", text(name))]),
            Wrong::WordsMissing { name, language } => {
                Message::new("template-words-missing", [("name", text(name)), ("language", text(language))])
            }
            Wrong::UnknownDpi { dpi } => {
                Message::new("template-unknown-dpi", [("dpi", Value::Count(i64::from(*dpi)))])
            }
            Wrong::OutOfRange { name, value, least, most } => Message::new(
                "template-out-of-range",
                [
                    ("name", text(name)),
                    ("value", length(value)),
                    ("least", length(least)),
                    ("most", length(most)),
                ],
            ),
            Wrong::OutsideMedia { right_mm, foot_mm, width_mm, height_mm } => Message::new(
                "template-outside-media",
                [
                    ("right_mm", length(right_mm)),
                    ("foot_mm", length(foot_mm)),
                    ("width_mm", length(width_mm)),
                    ("height_mm", length(height_mm)),
                ],
            ),
            Wrong::OutsideWindow => Message::new("template-outside-window", []),
            Wrong::LettersTooSmall { is_mm, least_mm } => Message::new(
                "template-letters-too-small",
                [("is_mm", length(is_mm)), ("least_mm", length(least_mm))],
            ),
            Wrong::FactNotShown { fact, market } => Message::new(
                "template-fact-not-shown",
                [("fact", Value::Word(crate::market::fact_word(fact))), ("market", text(market))],
            ),
            Wrong::Drawing { dpi, .. } => {
                Message::new("template-drawing", [("dpi", Value::Count(i64::from(*dpi)))])
            }
        }
    }
}
