//! What is wrong with GS1 data, and where.

/// The part that cannot be used and why; nothing of such a message is used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("use {part}: {problem}")]
pub struct Gs1Error {
    /// As people write it, `(17)261399`; what was found, where no identifier begins.
    pub part: String,
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
    #[error("it is too short")]
    TooShort,
    #[error("it is too long, or a separator is missing")]
    TooLong,
    #[error("the character {character:?} is not allowed there")]
    Character { character: char },
    #[error("the check digit should be {expected}")]
    CheckDigit { expected: char },
    #[error("the check characters are wrong")]
    CheckLetters,
    #[error("there is no such date")]
    Date,
    #[error("the value has no meaning there")]
    Content,
    #[error("it may not come together with ({other})")]
    Excluded { other: String },
    #[error("it comes twice with different values")]
    Repeated,
    /// `needs` as in the standard: alternatives by blanks, `+` for together.
    #[error("it has no meaning without one of {needs}")]
    Alone { needs: String },
    #[error("write each part as (identifier)value")]
    Brackets,
    #[error("no GS1 key is in the link")]
    NotALink,
    #[error("the link's parts are not in their order")]
    LinkOrder,
    #[error("the link carries it in the wrong place")]
    LinkPlace,
    #[error("it is not percent-encoded as it should be")]
    LinkEncoding,
}

impl Gs1Error {
    pub(super) fn new(part: impl Into<String>, problem: Problem) -> Gs1Error {
        Gs1Error { part: part.into(), problem }
    }

    pub(super) fn of(identifier: &str, value: &str, problem: Problem) -> Gs1Error {
        Gs1Error { part: format!("({identifier}){value}"), problem }
    }
}
