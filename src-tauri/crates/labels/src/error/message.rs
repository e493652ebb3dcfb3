//! The sentences of refusals, as codes and values.

use super::LabelError;
use domain::label_facts::NotInForce;
use domain::{Message, Value};

impl LabelError {
    /// The sentence for a person, as code and values.
    pub fn message(&self) -> Message {
        match self {
            LabelError::DoesNotFit { field, text, media } => Message::new(
                "label-does-not-fit",
                [
                    ("field", Value::Word(field.word().to_owned())),
                    ("text", Value::from(text.as_str())),
                    ("media", Value::from(media.as_str())),
                ],
            ),
            LabelError::NoLetters { field, text, letters } => Message::new(
                "label-no-letters",
                [
                    ("field", Value::Word(field.word().to_owned())),
                    ("text", Value::from(text.as_str())),
                    ("letters", Value::from(letters.as_str())),
                ],
            ),
            LabelError::BadGtin { gtin } => {
                Message::new("label-bad-gtin", [("gtin", Value::from(gtin.as_str()))])
            }
            LabelError::NotForBars { field, text } => Message::new(
                "label-not-for-bars",
                [("field", Value::Word(field.word().to_owned())), ("text", Value::from(text.as_str()))],
            ),
            LabelError::BadMedia { media, dots_per_mm } => Message::new(
                "label-bad-media",
                [
                    ("media", Value::from(media.as_str())),
                    ("dots_per_mm", Value::from(i64::from(*dots_per_mm))),
                ],
            ),
            LabelError::NotShown { what } => Message::new("label-not-shown", [("what", text(what))]),
            LabelError::FieldMissing { field } => {
                Message::new("label-field-missing", [("field", text(field))])
            }
            LabelError::Words { problem } => Message::new("label-words", [("problem", text(problem))]),
            LabelError::TextDoesNotFit { text: said, width_mm, height_mm, letters_mm } => Message::new(
                "label-text-does-not-fit",
                [
                    ("text", text(said)),
                    ("width_mm", length(*width_mm)),
                    ("height_mm", length(*height_mm)),
                    ("letters_mm", length(*letters_mm)),
                ],
            ),
            LabelError::LettersMissing { text: said, letters } => {
                Message::new("label-letters-missing", [("text", text(said)), ("letters", text(letters))])
            }
            LabelError::Code(error) => error.message(),
            LabelError::CodeDoesNotFit { symbology, data, width_mm, height_mm, module_mm } => Message::new(
                "label-code-does-not-fit",
                [
                    ("code", text(symbology.name())),
                    ("data", text(data)),
                    ("width_mm", length(*width_mm)),
                    ("height_mm", length(*height_mm)),
                    ("module_mm", length(*module_mm)),
                ],
            ),
            LabelError::NoPicture { name } => Message::new("label-no-picture", [("name", text(name))]),
            LabelError::BadPicture { name } => Message::new("label-bad-picture", [("name", text(name))]),
            LabelError::BadFont { name } => Message::new("label-bad-font", [("name", text(name))]),
            _ => self.allowed_message(),
        }
    }

    /// What is not allowed, rather than not possible.
    fn allowed_message(&self) -> Message {
        match self {
            LabelError::BadMarket { problem } => {
                Message::new("label-bad-market", [("problem", text(problem))])
            }
            LabelError::WrongMarket { wanted, given } => {
                Message::new("label-wrong-market", [("wanted", text(wanted)), ("given", text(given))])
            }
            LabelError::FactMissing { fact, market } => Message::new(
                "label-fact-missing",
                [("fact", Value::Word(crate::market::fact_word(fact))), ("market", text(market))],
            ),
            LabelError::FactsNotInForce { version, reason } => not_in_force(*version, reason),
            LabelError::TooCoarse { least_dpi, dpi } => Message::new(
                "label-too-coarse",
                [("least_dpi", Value::Count(i64::from(*least_dpi))), ("dpi", Value::Count(i64::from(*dpi)))],
            ),
            LabelError::WrongStock { wanted, loaded } => {
                Message::new("label-wrong-stock", [("wanted", text(wanted)), ("loaded", text(loaded))])
            }
            LabelError::WrongSize { wanted, loaded } => {
                Message::new("label-wrong-size", [("wanted", text(wanted)), ("loaded", text(loaded))])
            }
            LabelError::WiderThanHead { width_mm, head_mm } => Message::new(
                "label-wider-than-head",
                [("width_mm", length(*width_mm)), ("head_mm", length(*head_mm))],
            ),
            LabelError::NotScanned { symbology, data } => {
                Message::new("label-not-scanned", [("code", text(symbology.name())), ("data", text(data))])
            }
            other => unreachable!("{other} has its message above"),
        }
    }
}

fn text(text: &str) -> Value {
    Value::from(text)
}

/// As a person reads it: two places, no zeros behind.
fn length(length_mm: f32) -> Value {
    Value::from(((length_mm * 100.0).round() / 100.0).to_string())
}

fn not_in_force(version: u32, reason: &NotInForce) -> Message {
    let version = ("version", Value::Count(i64::from(version)));
    let day = |day: &jiff::civil::Date| Value::Date(day.to_string());
    match reason {
        NotInForce::Draft => Message::new("label-facts-draft", [version]),
        NotInForce::NotYet { from } => Message::new("label-facts-not-yet", [version, ("day", day(from))]),
        NotInForce::NoLonger { to } => Message::new("label-facts-no-longer", [version, ("day", day(to))]),
        NotInForce::PermitLapsed { number, last_day } => {
            Message::new("label-permit-lapsed", [("number", text(number)), ("day", day(last_day))])
        }
        NotInForce::CertificateLapsed { number, last_day } => {
            Message::new("label-certificate-lapsed", [("number", text(number)), ("day", day(last_day))])
        }
    }
}
