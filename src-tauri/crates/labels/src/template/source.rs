//! A template file as it is written, every value with its place in the file. Says nothing yet about whether
//! it makes sense.

use crate::symbology::Symbology;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// A list of words by language, then by name.
pub(super) type WordTables = BTreeMap<Spanned<String>, Spanned<BTreeMap<Spanned<String>, Spanned<String>>>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    pub name: Spanned<String>,
    pub language: Spanned<String>,
    pub minimum_dpi: Option<Spanned<u32>>,
    /// Height of a small x.
    pub smallest_letter_mm: Option<Spanned<f32>>,
    pub market: Option<Spanned<String>>,
    pub media: MediaSource,
    #[serde(default)]
    pub words: WordTables,
    #[serde(default, rename = "box")]
    pub boxes: Vec<BoxSource>,
    #[serde(default, rename = "line")]
    pub lines: Vec<LineSource>,
    #[serde(default, rename = "picture")]
    pub pictures: Vec<PictureSource>,
    #[serde(default, rename = "code")]
    pub codes: Vec<CodeSource>,
    #[serde(default, rename = "text")]
    pub texts: Vec<TextSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MediaSource {
    pub width_mm: Spanned<f32>,
    pub height_mm: Spanned<f32>,
    #[serde(default)]
    pub gap_mm: Option<Spanned<f32>>,
    /// Bound to this label stock and no other.
    pub stock: Option<Spanned<String>>,
    /// Where a pre-printed label is blank.
    pub window_mm: Option<Spanned<[f32; 4]>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BoxSource {
    pub place_mm: Spanned<[f32; 4]>,
    pub line_mm: Spanned<f32>,
    pub when: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LineSource {
    pub place_mm: Spanned<[f32; 4]>,
    pub times: Option<Spanned<u32>>,
    pub step_mm: Option<Spanned<[f32; 2]>>,
    pub when: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PictureSource {
    pub place_mm: Spanned<[f32; 4]>,
    pub file: Spanned<String>,
    pub when: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CodeSource {
    pub place_mm: Spanned<[f32; 4]>,
    pub symbology: Symbology,
    pub data: Spanned<String>,
    /// In this order, where the first cannot be made of the data or does not fit.
    #[serde(default, rename = "or")]
    pub others: Vec<OtherSource>,
    pub module_mm: Option<Spanned<f32>>,
    pub smallest_module_mm: Option<Spanned<f32>>,
    /// Height of the capitals of the line below; none where it is left out for squares, or zero.
    pub letters_mm: Option<Spanned<f32>>,
    #[serde(default)]
    pub side: super::Side,
    pub when: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OtherSource {
    pub symbology: Symbology,
    pub data: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TextSource {
    pub place_mm: Spanned<[f32; 4]>,
    pub say: Spanned<String>,
    /// Height of capitals.
    pub letters_mm: Spanned<f32>,
    pub smallest_mm: Option<Spanned<f32>>,
    #[serde(default)]
    pub weight: crate::letters::Weight,
    #[serde(default)]
    pub side: super::Side,
    #[serde(default)]
    pub stands: super::Stands,
    #[serde(default)]
    pub ink: crate::layout::Ink,
    pub lines: Option<Spanned<u32>>,
    /// `**bold**` inside the text.
    #[serde(default)]
    pub marked: Marked,
    #[serde(default)]
    pub missing_letters: super::MissingLetters,
    pub when: Option<Spanned<String>>,
}

/// Whether `**` turns bold letters on and off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Marked {
    #[default]
    Plain,
    Allergens,
}
