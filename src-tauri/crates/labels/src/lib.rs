//! What is printed: labels from templates as printer bytes, their preview, codes read back, and papers as PDF.
//! Pure: values in, values out.
//!
//! Invariants: what a template draws is dots before it is any printer's language, so every printer burns the same and
//! no text can become a command; the lot label's own commands take data through one escaping function only. What
//! does not fit, encode or scan is an error that names it; nothing required is ever cut. Absent on purpose: devices,
//! files, the clock, sentences in a person's language.

pub mod captions;
pub mod carriers;
pub mod code128;
pub mod documents;
pub mod draw;
mod drawing;
pub mod error;
mod font;
mod layout;
pub mod letters;
pub mod lot_label;
mod lot_layout;
mod lot_template;
pub mod market;
pub mod media;
mod page;
pub mod photo;
mod plane;
pub mod preview;
pub mod printer;
mod qr;
pub mod said;
pub mod sheet;
pub mod symbology;
pub mod template;
mod zpl;
mod zpl_read;

pub use captions::Captions;
pub use draw::{DrawnLabel, ExpectedCode, draw_label, draw_picture, scans};
pub use error::{Field, LabelError, Note};
pub use layout::Kit;
pub use letters::Faces;
pub use lot_label::{Drawn, draw_lot_label, draw_lot_labels};
pub use lot_template::lot_template;
pub use market::{Market, Markets};
pub use media::Media;
pub use preview::{Shown, preview, show};
pub use printer::{PrinterLanguage, Resolution, Target, fits};
pub use sheet::{CommandEntry, SheetEntry, badge_sheet, command_sheet, location_sheet};
