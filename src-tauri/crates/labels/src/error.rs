//! Why a label is not drawn, and what is worth knowing about one that is. Reads after "could not".

use crate::media::Media;
use domain::{Message, Value};

/// A field of a label, named as on the floor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    ItemName,
    Sku,
    Gtin,
    Lot,
    Expiry,
    Quantity,
    Document,
    Location,
    ReceivedOn,
    Station,
    JobCode,
    Copy,
    /// Title or subtitle of a card on a sheet.
    Title,
    Code,
}

/// Nothing was drawn when one of these comes back.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum LabelError {
    #[error("fit the {field} {text:?} on a label of {media}: take larger label stock or shorten the {field}")]
    DoesNotFit { field: Field, text: String, media: String },
    /// An identity printed with a hole in it would name other goods.
    #[error("print the {field} {text:?}: the printer has no letters for {letters}; use Latin letters there")]
    NoLetters { field: Field, text: String, letters: String },
    #[error(
        "print the GTIN {gtin:?}: it is not 14 digits with a correct check digit; correct it at the item"
    )]
    BadGtin { gtin: String },
    #[error(
        "make a barcode of the {field} {text:?}: it may hold only printable ASCII, and must hold something"
    )]
    NotForBars { field: Field, text: String },
    #[error(
        "draw on a label of {media} at {dots_per_mm} dots per mm: correct the printer's media in the settings"
    )]
    BadMedia { media: String, dots_per_mm: u32 },
    #[error("show the label: the printer bytes hold {what}, which the preview does not draw")]
    NotShown { what: String },
}

/// Said beside a label that was drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// These letters are not in the printer's font; each stands as `?`.
    LettersReplaced { field: Field, letters: String },
    /// The GS1 element string is too wide for this media, so the bars carry the job code; the QR carries all.
    BarsHoldJobCode,
    /// The lot or date cannot be written in GS1, so bars and QR carry the job code.
    NotGs1 { field: Field },
}

impl Field {
    /// Message id of the field's name in `ui/src/words/*.ftl`.
    pub fn word(self) -> &'static str {
        match self {
            Field::ItemName => "field-item-name",
            Field::Sku => "field-sku",
            Field::Gtin => "field-gtin",
            Field::Lot => "field-lot",
            Field::Expiry => "field-expiry",
            Field::Quantity => "field-quantity",
            Field::Document => "field-document",
            Field::Location => "field-location",
            Field::ReceivedOn => "field-received-on",
            Field::Station => "field-station",
            Field::JobCode => "field-job-code",
            Field::Copy => "field-copy",
            Field::Title => "field-title",
            Field::Code => "field-code",
        }
    }
}

impl std::fmt::Display for Field {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.word()["field-".len()..].replace('-', " "))
    }
}

impl LabelError {
    pub(crate) fn does_not_fit(field: Field, text: &str, media: &Media) -> LabelError {
        LabelError::DoesNotFit { field, text: text.to_owned(), media: media.to_string() }
    }

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
            LabelError::NotShown { what } => {
                Message::new("label-not-shown", [("what", Value::from(what.as_str()))])
            }
        }
    }
}
