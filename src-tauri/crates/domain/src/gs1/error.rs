//! What is wrong with GS1 data: which part, where it stands, what was found and what was expected. The
//! sentences for people are in `words/`, by the [`Refusal`] that [`Gs1Error::refusal`] makes of it.

use super::format::{Check, Set};
use crate::message::Value;
use crate::refusal::Refusal;

/// The part that cannot be used and why; nothing of such a message is used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("use {part} at character {}: {problem}", at + 1)]
pub struct Gs1Error {
    /// The identifier; empty where none begins.
    pub ai: String,
    /// As people write it, `(17)261399`; what was found, where no identifier begins.
    pub part: String,
    /// How many characters of the text that was read stand before the wrong place. Elements that were put
    /// together, not read, count in their bracketed form.
    pub at: usize,
    pub problem: Problem,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    #[error("there is nothing in it")]
    Empty,
    #[error("a separator stands where an identifier should begin")]
    Separator,
    #[error("no such application identifier")]
    UnknownIdentifier,
    /// Characters of the value.
    #[error("it is too short, {found} characters instead of {expected}")]
    TooShort { expected: usize, found: usize },
    #[error("it is too long, {found} characters instead of {expected} at most, or a separator is missing")]
    TooLong { expected: usize, found: usize },
    #[error("the character {character:?} is not allowed there")]
    Character { character: char, set: Set },
    #[error("the check digit is {found} and should be {expected}")]
    CheckDigit { expected: char, found: char },
    #[error("the check characters are {found} and should be {expected}")]
    CheckLetters { expected: String, found: String },
    #[error("{found:?} is not what belongs there")]
    Content { check: Check, found: String },
    #[error("it may not come together with ({other})")]
    Excluded { other: String },
    /// `other`: the value that came first.
    #[error("it came before as {other}")]
    Repeated { other: String },
    /// `needs` as in the standard: alternatives by blanks, `+` for together.
    #[error("it has no meaning without one of {needs}")]
    Alone { needs: String },
    #[error("write each part as (identifier)value")]
    Brackets,
    #[error("no GS1 key is in the link")]
    NotALink,
    #[error("a link begins with https:// and a host, and has no query")]
    LinkHost,
    #[error("none of these is a key that a link can begin with")]
    LinkKey,
    #[error("the link's parts are not in their order")]
    LinkOrder,
    #[error("a link cannot carry it there")]
    LinkPlace,
    #[error("it is not percent-encoded as it should be")]
    LinkEncoding,
}

impl Gs1Error {
    /// Where no identifier begins.
    pub(super) fn new(part: impl Into<String>, at: usize, problem: Problem) -> Gs1Error {
        Gs1Error { ai: String::new(), part: part.into(), at, problem }
    }

    /// `at` in the value; the caller knows where that begins and adds it with [`Gs1Error::moved`].
    pub(super) fn of(identifier: &str, value: &str, at: usize, problem: Problem) -> Gs1Error {
        Gs1Error { ai: identifier.to_owned(), part: format!("({identifier}){value}"), at, problem }
    }

    pub(super) fn moved(self, by: usize) -> Gs1Error {
        Gs1Error { at: self.at + by, ..self }
    }

    /// For a person; `code` is the whole text it stands in. Positions count from 1 there.
    pub fn refusal(&self, code: &str) -> Refusal {
        let (code, part) = (readable(code), self.part.clone());
        let at = i64::try_from(self.at + 1).unwrap_or(i64::MAX);
        let word = |word: &str| Value::Word(format!("gs1-expects-{word}"));
        let bad = |found: String, expected: Value| Refusal::BadGs1 {
            code: code.clone(),
            part: part.clone(),
            at,
            found,
            expected,
        };
        match &self.problem {
            Problem::Empty => Refusal::Gs1Empty {},
            Problem::Separator => Refusal::Gs1Separator { code, at },
            Problem::UnknownIdentifier => Refusal::Gs1Unknown { code, part, at },
            Problem::TooShort { expected, found } => {
                Refusal::Gs1TooShort { code, part, at, expected: count(*expected), found: count(*found) }
            }
            Problem::TooLong { expected, found } => {
                Refusal::Gs1TooLong { code, part, at, expected: count(*expected), found: count(*found) }
            }
            Problem::Character { character, set } => bad(shown(*character), word(set.word())),
            Problem::CheckDigit { expected, found } => bad(found.to_string(), expected.to_string().into()),
            Problem::CheckLetters { expected, found } => bad(found.clone(), expected.as_str().into()),
            Problem::Content { check, found } => bad(found.clone(), word(check.word())),
            Problem::Excluded { other } => Refusal::Gs1Excluded { code, part, at, other: other.clone() },
            Problem::Repeated { other } => Refusal::Gs1Repeated { code, part, at, other: other.clone() },
            Problem::Alone { needs } => Refusal::Gs1Alone { code, part, needs: needs.clone() },
            Problem::Brackets => bad(part.clone(), word("brackets")),
            Problem::NotALink => bad(part.clone(), word("link")),
            Problem::LinkHost => bad(part.clone(), word("link-host")),
            Problem::LinkKey => bad(part.clone(), word("link-key")),
            Problem::LinkOrder => bad(part.clone(), word("link-order")),
            Problem::LinkPlace => bad(part.clone(), word("link-place")),
            Problem::LinkEncoding => bad(part.clone(), word("percent-encoding")),
        }
    }
}

/// The words behind `gs1-expects-` that no character set and no check has.
pub const OTHER_EXPECTATIONS: &[&str] =
    &["brackets", "link", "link-host", "link-key", "link-order", "link-place"];

fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

/// A code as a sentence can hold it: separators visible, cut where it gets long.
pub(super) fn readable(code: &str) -> String {
    let visible = code.replace('\u{1d}', "␝");
    if visible.chars().count() <= 80 { visible } else { visible.chars().take(79).chain(['…']).collect() }
}

/// A character that nobody could see otherwise, by its name.
fn shown(character: char) -> String {
    match character {
        ' ' => "␠".to_owned(),
        '\u{1d}' => "␝".to_owned(),
        other if other.is_control() => format!("U+{:04X}", u32::from(other)),
        other => other.to_string(),
    }
}
