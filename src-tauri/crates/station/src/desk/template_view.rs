//! Templates and their pictures as they cross to a face.

use domain::Message;
use serde::{Deserialize, Serialize};

/// All templates as they stand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct TemplatesPage {
    /// Where their files lie.
    pub folder: String,
    /// Another text whenever a file there came, went or was saved.
    pub version: String,
    /// By name.
    pub rows: Vec<TemplateRow>,
    /// Fonts, tables of markets, and what cannot be read.
    pub bad_files: Vec<TemplateFileTrouble>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct TemplateRow {
    /// Of the file, without `.toml`.
    pub name: String,
    /// Its file; absent where it is built in.
    pub path: Option<String>,
    /// What is drawn; absent where a new file was never good.
    pub look: Option<TemplateLook>,
    /// Of the file as it is now; what is drawn is an older one while there are any.
    pub problems: Vec<TemplateProblem>,
    /// Every label printer of this station.
    pub printers: Vec<PrinterFit>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct TemplateLook {
    pub title: String,
    pub width_mm: f32,
    pub height_mm: f32,
    /// The pre-printed label it belongs on.
    pub stock: Option<String>,
    /// `en`, `id`.
    pub languages: Vec<String>,
    pub minimum_dpi: u32,
    /// Facts of this market are required.
    pub market: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct TemplateProblem {
    pub line: u32,
    pub column: u32,
    pub message: Message,
    /// Why a label of it was refused when it was tried.
    pub cause: Option<Message>,
}

/// Whether a template goes on what is loaded in a printer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct PrinterFit {
    pub printer: String,
    pub dpi: u32,
    /// "100 × 150 mm".
    pub loaded: String,
    /// Why it does not fit; absent where it does.
    pub why: Option<Message>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct TemplateFileTrouble {
    pub path: String,
    pub message: Message,
}

/// One label of a template.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct TemplatePreview {
    /// As PNG; absent where nothing can be drawn.
    pub data_url: Option<String>,
    pub width_mm: f32,
    pub height_mm: f32,
    pub dpi: u32,
    pub language: String,
    /// `zpl`, `tspl`: whose bytes the picture is made from.
    pub printer_language: String,
    /// What a scanner sends for each code; GS (U+001D) between GS1 elements.
    pub codes: Vec<TemplateCode>,
    /// Every code on the picture was read back as what it should say.
    pub scans: bool,
    /// Why there is no picture, or what does not scan on it.
    pub why: Option<Message>,
    /// Why it does not go on what is loaded in the named printer.
    pub no_fit: Option<Message>,
    /// Worth knowing about this label.
    pub notes: Vec<Message>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct TemplateCode {
    pub symbology: String,
    pub data: String,
}
