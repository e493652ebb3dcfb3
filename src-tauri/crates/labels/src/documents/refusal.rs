//! Why a paper is not drawn. Reads after "could not".

use crate::symbology::CannotEncode;
use domain::{Message, Value};

/// Every sentence asked for here, with the values it carries, to be held against `ui/src/words`.
pub const SAID: &[(&str, &[&str])] = &[
    ("paper-code-too-wide", &["code"]),
    ("paper-head-too-long", &["title"]),
    ("paper-bad-logo", &[]),
    ("paper-bad-font", &[]),
];

#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum PaperError {
    #[error("put {code:?} as bars on this paper: it is too wide; take larger paper or a shorter number")]
    CodeTooWide { code: String },
    #[error("fit the head of {title:?} on one page: shorten addresses and numbers, or take larger paper")]
    HeadTooLong { title: String },
    #[error(transparent)]
    Code(#[from] CannotEncode),
    #[error("read the company's logo: give a PNG or JPEG file of at most 4 million dots")]
    Logo,
    #[error("read the font for further letters: give a TrueType or OpenType file")]
    Font,
}

impl PaperError {
    /// The sentence for a person, as code and values.
    pub fn message(&self) -> Message {
        match self {
            PaperError::CodeTooWide { code } => {
                Message::new("paper-code-too-wide", [("code", Value::from(code.as_str()))])
            }
            PaperError::HeadTooLong { title } => {
                Message::new("paper-head-too-long", [("title", Value::from(title.as_str()))])
            }
            PaperError::Code(source) => source.message(),
            PaperError::Logo => Message::new("paper-bad-logo", []),
            PaperError::Font => Message::new("paper-bad-font", []),
        }
    }
}
