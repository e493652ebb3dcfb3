//! Letters of templates: our own faces, and how a text is set in them. Measured in millimetres, so that a
//! label breaks its lines in the same places on every printer.

mod faces;
mod setting;

pub(crate) use faces::{CAPITALS, SMALL_X};
pub use faces::{Faces, Weight};
pub(crate) use setting::{Line, Room, Setting, marked, normalised, plain, set};
