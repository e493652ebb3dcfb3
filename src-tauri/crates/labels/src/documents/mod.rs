//! Office paper as PDF: receipts, lists and count sheets on one page frame. Rows in, bytes out; the same
//! rows give the same bytes. Nothing is cut: what is long goes on over lines and pages.

pub(crate) mod canvas;
mod content_list;
mod count_sheet;
pub(crate) mod faces;
pub(crate) mod file;
mod frame;
mod head;
mod logo;
pub(crate) mod pictogram;
mod receipt;
mod refusal;
mod rows;
mod sums;
mod table;
mod words;

pub use content_list::{CarrierKind, ContentGroup, ContentLine, ContentList, content_list};
pub use count_sheet::{CountLine, CountSheet, count_sheet};
pub use receipt::{PurchaseReceipt, ReceiptLine, purchase_receipt};
pub use refusal::{PaperError, SAID};
pub use words::PaperWords;

use serde::{Deserialize, Serialize};

/// Upright sheets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    #[default]
    A4,
    A5,
    /// A label printer's 100 × 150 mm.
    Label,
}

/// How a house's papers look, whatever is on them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stationery {
    pub paper: Paper,
    pub company: Company,
    pub words: PaperWords,
    /// Beside the title in a box of its own, as COPY or TRAINING; empty for none.
    pub mark: String,
    /// Small at the foot of every page: a tax number, a form's number.
    pub footer: String,
    /// Fonts for letters that the built-in face lacks, asked in this order (TTF, OTF or the first of a TTC).
    pub fonts: Vec<Vec<u8>>,
}

/// Who writes the paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Company {
    pub name: String,
    /// Address, telephone; a line each.
    pub lines: Vec<String>,
    /// A PNG or JPEG file.
    pub logo: Option<Vec<u8>>,
}

/// A supplier, a customer, a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    pub name: String,
    pub lines: Vec<String>,
}

/// A paper ready to be saved or printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    pub pdf: Vec<u8>,
    pub page_count: usize,
    /// Letters that no font has, each once; each stands as `?`. Give a font that has them.
    pub missing_letters: String,
}

impl Paper {
    /// Width and height in millimetres.
    pub fn size_mm(self) -> (f32, f32) {
        match self {
            Paper::A4 => (210.0, 297.0),
            Paper::A5 => (148.0, 210.0),
            Paper::Label => (100.0, 150.0),
        }
    }
}

#[cfg(test)]
mod tests;
