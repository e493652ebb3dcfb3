//! Documents (PDF, PWG raster) on office printers by IPP, without a driver (devices.md 3.8): what the printer
//! is and takes, and what became of a job. A completed job of a driverless printer means sheets are out.

mod client;
mod printer;
pub mod pwg_raster;
mod status;

pub use printer::{Document, DocumentJournal, DocumentOutcome, DocumentPrinter};
pub use status::{DocumentStatus, JobLook, JobStage, PrinterStage};

use serde::{Deserialize, Serialize};

/// What we can draw a document in, the wanted one first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DocumentFormat {
    #[serde(rename = "application/pdf")]
    Pdf,
    #[serde(rename = "image/pwg-raster")]
    PwgRaster,
}

impl DocumentFormat {
    pub const ALL: [DocumentFormat; 2] = [DocumentFormat::Pdf, DocumentFormat::PwgRaster];

    pub fn media_type(self) -> &'static str {
        match self {
            DocumentFormat::Pdf => "application/pdf",
            DocumentFormat::PwgRaster => "image/pwg-raster",
        }
    }
}
