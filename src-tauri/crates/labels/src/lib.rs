//! What is printed: labels as printer bytes, their preview, and sheets as PDF. Pure: values in, values out.
//!
//! Invariants: data reaches printer language through one escaping function only; every size is worked out
//! before anything is drawn, and what does not fit is an error that names the field; nothing required is ever
//! cut. Absent on purpose: devices, files, the clock, sentences in a person's language (captions are passed
//! in).

pub mod captions;
pub mod carriers;
pub mod code128;
mod drawing;
pub mod error;
mod font;
pub mod lot_label;
mod lot_layout;
pub mod media;
mod page;
mod pdf;
pub mod photo;
pub mod preview;
mod qr;
pub mod sheet;
pub mod symbology;
mod zpl;
mod zpl_read;

pub use captions::Captions;
pub use error::{Field, LabelError, Note};
pub use lot_label::{Drawn, draw_lot_label, draw_lot_labels};
pub use media::Media;
pub use preview::preview;
pub use sheet::{SheetEntry, badge_sheet, command_sheet};
