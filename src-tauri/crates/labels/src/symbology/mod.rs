//! Barcodes of every kind the floor prints, as modules before any printer language, and read back from
//! pictures. Lengths are modules (the narrowest bar); how wide a module is, the layout decides. Absent on
//! purpose: where a code stands on a label, and what its data mean.

mod ean;
mod gs1;
mod itf;
mod matrix;
mod picture;
mod read;
mod refusal;

pub use picture::{GUARD_MODULES, Picture};
pub use read::{Found, read, read_one};
pub use refusal::{CannotEncode, SAID};

use crate::code128::{Code128, QUIET_MODULES, encode_ascii, encode_gs1};
use serde::{Deserialize, Serialize};

/// A kind of code. Written in templates in snake case: `gs1_data_matrix`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Symbology {
    Code128,
    #[serde(rename = "gs1_128")]
    Gs1128,
    Ean8,
    Ean13,
    UpcA,
    UpcE,
    Itf14,
    /// Any text; a GS1 Digital Link is one too.
    Qr,
    /// Element string with FNC1 in first position.
    Gs1Qr,
    DataMatrix,
    Gs1DataMatrix,
}

/// A code ready to be drawn by anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    pub symbology: Symbology,
    /// What a scanner sends, without AIM identifier: check digit included, GS (`\u{1d}`) between GS1
    /// elements.
    pub data: String,
    /// What stands below it for people: `(01)09506000134352(10)ABC`.
    pub text: String,
    pub shape: Shape,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    Bars(Bars),
    Matrix(Matrix),
}

/// A row of bars.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bars {
    /// Bar, space, bar … from the first to the last bar, without quiet zones.
    pub widths: Vec<u32>,
    /// Blank modules that must stand before the first bar and behind the last.
    pub quiet: (u32, u32),
    /// Bars that lie in these modules go five modules lower (EAN and UPC guards).
    pub guards: Vec<std::ops::Range<u32>>,
    /// How the text stands below the bars where the standard says so (EAN and UPC); else empty, and the text
    /// stands as a whole in the middle.
    pub captions: Vec<Caption>,
    /// Thickness of the bearer bars above and below, quiet zones included in their length; 0 for none.
    pub bearer: u32,
    /// The symbols behind the bars, for printers that draw Code 128 themselves.
    pub code128: Option<Code128>,
}

/// A part of the text under EAN and UPC bars.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caption {
    pub text: String,
    /// Modules from the first bar; below 0 in the quiet zone before it.
    pub from: i32,
    pub to: i32,
}

/// Dark and light modules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    pub width: u32,
    pub height: u32,
    /// Blank modules that must stand on each side.
    pub quiet: u32,
    /// Row by row, without the quiet zone.
    pub dark: Vec<bool>,
}

/// The code for these data. GS1 data are written in brackets, `(01)…(10)…`, or as an element string with GS
/// (`\u{1d}`) behind elements of free length. A missing check digit is added, a given one must be right;
/// EAN and UPC take a GTIN with zeros in front too.
///
/// # Errors
/// [`CannotEncode`], which names the character and its place where one is to blame.
pub fn encode(symbology: Symbology, data: &str) -> Result<Symbol, CannotEncode> {
    if data.is_empty() {
        return Err(CannotEncode::Empty { symbology });
    }
    match symbology {
        Symbology::Code128 => {
            let code =
                encode_ascii(data).map_err(|_| refusal::letter(symbology, data, |byte| byte.is_ascii()))?;
            Ok(Symbol::new(symbology, data, &visible(data), Shape::Bars(Bars::of(code))))
        }
        Symbology::Gs1128 => {
            let elements = gs1::elements(symbology, data)?;
            let parts: Vec<(&str, &str)> =
                elements.iter().map(|element| (element.ai.as_str(), element.value.as_str())).collect();
            let code = encode_gs1(&parts).map_err(|_| CannotEncode::TooLong {
                symbology,
                length: elements.element_string().chars().count(),
            })?;
            let shape = Shape::Bars(Bars::of(code));
            Ok(Symbol::new(symbology, &elements.element_string(), &elements.human_readable(), shape))
        }
        Symbology::Ean8 | Symbology::Ean13 | Symbology::UpcA | Symbology::UpcE => {
            ean::encode(symbology, data)
        }
        Symbology::Itf14 => itf::encode(data),
        Symbology::Qr | Symbology::DataMatrix => matrix::encode_plain(symbology, data),
        Symbology::Gs1Qr | Symbology::Gs1DataMatrix => {
            let elements = gs1::elements(symbology, data)?;
            let (string, text) = (elements.element_string(), elements.human_readable());
            Ok(Symbol::new(symbology, &string, &text, Shape::Matrix(matrix::encode_gs1(symbology, &string)?)))
        }
    }
}

impl Symbology {
    pub const ALL: [Symbology; 11] = [
        Symbology::Code128,
        Symbology::Gs1128,
        Symbology::Ean8,
        Symbology::Ean13,
        Symbology::UpcA,
        Symbology::UpcE,
        Symbology::Itf14,
        Symbology::Qr,
        Symbology::Gs1Qr,
        Symbology::DataMatrix,
        Symbology::Gs1DataMatrix,
    ];

    /// As people call it.
    pub fn name(self) -> &'static str {
        match self {
            Symbology::Code128 => "Code 128",
            Symbology::Gs1128 => "GS1-128",
            Symbology::Ean8 => "EAN-8",
            Symbology::Ean13 => "EAN-13",
            Symbology::UpcA => "UPC-A",
            Symbology::UpcE => "UPC-E",
            Symbology::Itf14 => "ITF-14",
            Symbology::Qr => "QR",
            Symbology::Gs1Qr => "GS1 QR",
            Symbology::DataMatrix => "Data Matrix",
            Symbology::Gs1DataMatrix => "GS1 Data Matrix",
        }
    }

    /// The AIM identifier a scanner puts in front of such data, so that a code read from a picture is taken
    /// like one that was scanned (devices.md 1.4).
    pub fn aim(self) -> &'static str {
        match self {
            Symbology::Code128 => "]C0",
            Symbology::Gs1128 => "]C1",
            Symbology::Ean8 => "]E4",
            Symbology::Ean13 | Symbology::UpcA | Symbology::UpcE => "]E0",
            Symbology::Itf14 => "]I1",
            Symbology::Qr => "]Q1",
            Symbology::Gs1Qr => "]Q3",
            Symbology::DataMatrix => "]d1",
            Symbology::Gs1DataMatrix => "]d2",
        }
    }

    /// Squares of modules; otherwise a row of bars.
    pub fn is_matrix(self) -> bool {
        matches!(self, Symbology::Qr | Symbology::Gs1Qr | Symbology::DataMatrix | Symbology::Gs1DataMatrix)
    }

    /// Narrowest and widest module in mm for general handling, from thermal print (GS1 General
    /// Specifications 5.12; devices.md 2.12). The logistics minimum of 0.495 mm for GS1-128 and ITF-14 is
    /// the template's matter.
    pub fn module_mm(self) -> (f32, f32) {
        match self {
            Symbology::Code128 | Symbology::Gs1128 => (0.25, 1.016),
            Symbology::Ean8 | Symbology::Ean13 | Symbology::UpcA | Symbology::UpcE => (0.264, 0.66),
            Symbology::Itf14 => (0.25, 1.016),
            Symbology::Qr | Symbology::Gs1Qr => (0.37, 1.5),
            Symbology::DataMatrix | Symbology::Gs1DataMatrix => (0.25, 1.5),
        }
    }
}

impl Symbol {
    fn new(symbology: Symbology, data: &str, text: &str, shape: Shape) -> Symbol {
        Symbol { symbology, data: data.to_owned(), text: text.to_owned(), shape }
    }

    /// Without quiet zones.
    pub fn width_modules(&self) -> u32 {
        match &self.shape {
            Shape::Bars(bars) => bars.widths.iter().sum(),
            Shape::Matrix(matrix) => matrix.width,
        }
    }

    /// With the quiet zones on both sides.
    pub fn total_width_modules(&self) -> u32 {
        self.width_modules()
            + match &self.shape {
                Shape::Bars(bars) => bars.quiet.0 + bars.quiet.1,
                Shape::Matrix(matrix) => 2 * matrix.quiet,
            }
    }

    /// With the quiet zones above and below; `None` for bars, whose height is free.
    pub fn total_height_modules(&self) -> Option<u32> {
        match &self.shape {
            Shape::Bars(_) => None,
            Shape::Matrix(matrix) => Some(matrix.height + 2 * matrix.quiet),
        }
    }
}

impl Bars {
    fn of(code: Code128) -> Bars {
        Bars {
            widths: code.module_widths().collect(),
            quiet: (QUIET_MODULES, QUIET_MODULES),
            guards: Vec::new(),
            captions: Vec::new(),
            bearer: 0,
            code128: Some(code),
        }
    }

    /// Every dark bar as (first module, width, is a guard).
    pub fn dark(&self) -> impl Iterator<Item = (u32, u32, bool)> + '_ {
        let starts = self.widths.iter().scan(0, |at, width| {
            *at += width;
            Some((*at - width, *width))
        });
        let is_guard = |at: u32| self.guards.iter().any(|range| range.contains(&at));
        starts.step_by(2).map(move |(at, width)| (at, width, is_guard(at)))
    }
}

impl Matrix {
    /// Every dark run of a row as (column, row, length).
    pub fn runs(&self) -> Vec<(u32, u32, u32)> {
        let mut runs: Vec<(u32, u32, u32)> = Vec::new();
        for (row, modules) in (0..).zip(self.dark.chunks(self.width as usize)) {
            for (column, _) in (0..).zip(modules).filter(|(_, dark)| **dark) {
                match runs.last_mut() {
                    Some((start, same, length)) if *same == row && *start + *length == column => *length += 1,
                    _ => runs.push((column, row, 1)),
                }
            }
        }
        runs
    }
}

/// Control characters as their pictures, which people can see.
fn visible(text: &str) -> String {
    let shown = |letter: char| match letter {
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(letter)).unwrap_or(letter),
        '\u{7f}' => '\u{2421}',
        letter => letter,
    };
    text.chars().map(shown).collect()
}

#[cfg(test)]
mod tests;
