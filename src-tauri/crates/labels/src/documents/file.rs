//! The file of a paper: what its properties say, and nothing by chance in it, so that equal papers are equal
//! files.

use jiff::civil::Date;
use printpdf::{PdfDocument, PdfSaveOptions};

/// What a reader shows as the document's properties.
#[derive(Clone, Debug, Default)]
pub(crate) struct About {
    pub title: String,
    pub author: String,
    /// Of the paper, not of its printing; `None` leaves the date out.
    pub written_on: Option<Date>,
}

const PROGRAM: &str = "Tallyman";

pub(crate) fn bytes(mut document: PdfDocument, about: &About) -> Vec<u8> {
    let info = &mut document.metadata.info;
    info.document_title.clone_from(&about.title);
    info.author.clone_from(&about.author);
    info.creator = PROGRAM.to_owned();
    info.producer = PROGRAM.to_owned();
    if let Some(day) = about.written_on {
        let date = printpdf::Date {
            year: i32::from(day.year()),
            month: day.month().unsigned_abs(),
            day: day.day().unsigned_abs(),
        };
        info.creation_date.date = date;
        info.modification_date.date = date;
    }
    let mut file = document.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
    // What the library writes by chance (ID), for the printing trade (PDF/X), or without being told.
    file.trailer.remove(b"ID");
    let info = file.trailer.get(b"Info").and_then(|info| info.as_reference());
    if let Ok(info) = info.and_then(|id| file.get_object_mut(id)).and_then(|info| info.as_dict_mut()) {
        info.remove(b"GTS_PDFXVersion");
        for key in [&b"Subject"[..], b"Keywords", b"Identifier", b"Trapped"] {
            info.remove(key);
        }
        if about.written_on.is_none() {
            info.remove(b"CreationDate");
            info.remove(b"ModDate");
        }
    }
    // As the features used ask for: text with a face of its own for each letter.
    file.version = "1.5".to_owned();
    file.compress();
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("memory takes everything");
    bytes
}
