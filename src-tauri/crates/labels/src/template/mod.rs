//! Label templates: text files that say what stands where on a label, for all printers. TOML is the frame,
//! the words in it are Jinja with known fields only. A template that was read is whole: every wrong thing
//! in it was named with its line and column before.

mod built_in;
mod check;
mod check_elements;
mod dates;
mod problem;
mod sample;
mod source;
mod trial;
mod words;

pub use built_in::{BUILT_IN, built_in};
pub use problem::{Position, Problem, Wrong};
pub use sample::sample;
pub use trial::check;

pub(crate) use source::Marked;
pub(crate) use words::Speaker;

use crate::layout::Ink;
use crate::letters::Weight;
use crate::market::Market;
use crate::printer::Resolution;
use crate::symbology::Symbology;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Range;

/// Whose words and months stand on a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    En,
    Id,
}

/// A template ready to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    pub name: String,
    /// Used where a label is asked for in a language it does not have.
    pub language: Language,
    pub stock: Stock,
    pub minimum: Resolution,
    /// Height of a small x; what is smaller is refused.
    pub smallest_letter_mm: f32,
    /// Facts are required, approved and in force where a market is named.
    pub market: Option<Market>,
    pub(crate) words: BTreeMap<Language, BTreeMap<String, String>>,
    pub(crate) elements: Vec<Element>,
}

/// The label a template is made for.
#[derive(Clone, Debug, PartialEq)]
pub struct Stock {
    pub width_mm: f32,
    pub height_mm: f32,
    /// Between two labels; 0 on a roll without gaps.
    pub gap_mm: f32,
    /// Only on this stock: an overprint.
    pub name: Option<String>,
}

/// Millimetres from the label's top left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    pub left: f32,
    pub top: f32,
    pub width: f32,
    pub height: f32,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Element {
    pub place: Place,
    /// Of the words that may turn out not to fit or not to encode, in bytes of the file.
    pub span: Range<usize>,
    pub when: Option<String>,
    pub body: Body,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Body {
    Box { line_mm: f32 },
    Line { times: u32, step_mm: [f32; 2] },
    Picture { file: String },
    Code(CodeBody),
    Text(TextBody),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CodeBody {
    /// In order of preference; never empty.
    pub choices: Vec<Choice>,
    pub module_mm: Option<f32>,
    pub smallest_module_mm: f32,
    /// Of the line below; 0 for none.
    pub letters_mm: f32,
    pub side: Side,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Choice {
    pub symbology: Symbology,
    pub data: String,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TextBody {
    pub say: String,
    pub letters_mm: f32,
    pub smallest_mm: f32,
    pub weight: Weight,
    pub side: Side,
    pub stands: Stands,
    pub ink: Ink,
    /// As many as the place takes where none are named.
    pub lines: Option<u32>,
    pub marked: Marked,
    pub missing_letters: MissingLetters,
}

/// Where something stands in the width of its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Side {
    #[default]
    Left,
    Middle,
    Right,
}

/// Where a text stands in the height of its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Stands {
    #[default]
    Top,
    Middle,
    Foot,
}

/// What becomes of letters that no font has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum MissingLetters {
    #[default]
    Refuse,
    /// A `?` in their place, and a note beside the label; only in words, never in codes.
    QuestionMark,
}

impl Language {
    pub const ALL: [Language; 2] = [Language::En, Language::Id];

    pub fn code(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::Id => "id",
        }
    }

    pub fn from_code(code: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|language| language.code() == code)
    }
}

impl Template {
    /// Languages its words are written in; never empty.
    pub fn languages(&self) -> Vec<Language> {
        if self.words.is_empty() { vec![self.language] } else { self.words.keys().copied().collect() }
    }

    /// The language asked for, or else the template's own.
    pub(crate) fn spoken(&self, asked: Language) -> Language {
        if self.words.contains_key(&asked) { asked } else { self.language }
    }
}
