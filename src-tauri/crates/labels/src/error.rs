//! Why a label is not drawn, and what is worth knowing about one that is. Reads after "could not".

use crate::media::Media;
use crate::symbology::{CannotEncode, Symbology};
use domain::label_facts::NotInForce;

mod message;

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
    /// By its name in templates: `lot.expiry`.
    #[error("say {field} on the label: it is not known for these goods")]
    FieldMissing { field: String },
    #[error("put the label's words together: {problem}")]
    Words { problem: String },
    #[error(
        "fit {text:?} into {width_mm} × {height_mm} mm in letters of {letters_mm} mm: shorten it or take another \
         template"
    )]
    TextDoesNotFit { text: String, width_mm: f32, height_mm: f32, letters_mm: f32 },
    #[error("print {text:?}: no font has {letters}; put a font that has them into the fonts folder")]
    LettersMissing { text: String, letters: String },
    #[error(transparent)]
    Code(#[from] CannotEncode),
    #[error(
        "fit {} of {data:?} into {width_mm} × {height_mm} mm with modules of {module_mm} mm", symbology.name()
    )]
    CodeDoesNotFit { symbology: Symbology, data: String, width_mm: f32, height_mm: f32, module_mm: f32 },
    #[error("find the picture {name:?}: put it into the pictures folder")]
    NoPicture { name: String },
    #[error("use the picture {name:?}: it is no PNG, or larger than 4096 dots")]
    BadPicture { name: String },
    #[error("use the font {name:?}: it is no TrueType or OpenType font")]
    BadFont { name: String },
    #[error("use the table of required facts: {problem}")]
    BadMarket { problem: String },
    #[error("print a label for {wanted}: the facts are those of {given:?}")]
    WrongMarket { wanted: String, given: String },
    #[error("print a label for {market}: the fact {fact} is missing")]
    FactMissing { fact: String, market: String },
    #[error("print label facts, version {version}: {}", not_in_force(.reason))]
    FactsNotInForce { version: u32, reason: NotInForce },
    #[error("print at {dpi} dpi: this template needs {least_dpi} dpi")]
    TooCoarse { least_dpi: u32, dpi: u32 },
    #[error("print on {loaded:?}: this template belongs on {wanted:?}")]
    WrongStock { wanted: String, loaded: String },
    #[error("print on {loaded}: this template is for {wanted}")]
    WrongSize { wanted: String, loaded: String },
    #[error("print {width_mm} mm wide: the printer's head reaches {head_mm} mm")]
    WiderThanHead { width_mm: f32, head_mm: f32 },
    #[error("scan the {} {data:?} on our own drawing of the label", symbology.name())]
    NotScanned { symbology: Symbology, data: String },
}

/// Said beside a label that was drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// These letters are not in the printer's font; each stands as `?`.
    LettersReplaced { field: Field, letters: String },
    /// The GS1 element string is too wide for this media, so the bars carry the job code; the QR carries
    /// all.
    BarsHoldJobCode,
    /// The lot or date cannot be written in GS1, so bars and QR carry the job code.
    NotGs1 { field: Field },
    /// No font has these letters; each stands as `?`.
    LettersMissing { letters: String },
    /// The code the template wants cannot carry these data here; the one it names next was drawn.
    OtherCode { wanted: Symbology, drawn: Symbology },
}

fn not_in_force(reason: &NotInForce) -> String {
    match reason {
        NotInForce::Draft => "nobody approved it".to_owned(),
        NotInForce::NotYet { from } => format!("it holds from {from}"),
        NotInForce::NoLonger { to } => format!("it held until {to}"),
        NotInForce::PermitLapsed { number, last_day } => format!("the permit {number} ended on {last_day}"),
        NotInForce::CertificateLapsed { number, last_day } => {
            format!("the halal certificate {number} ended on {last_day}")
        }
    }
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
}
