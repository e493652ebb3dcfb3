//! GS1 data for a code, as people write them or as a scanner sends them.

use super::{CannotEncode, Symbology};
use domain::gs1::{Elements, parse, parse_bracketed};
use jiff::civil::{Date, date};

/// The century of two-digit years hangs on today alone, and no century is printed; so any day does.
const ANY_DAY: Date = date(2026, 1, 1);

pub(super) fn elements(symbology: Symbology, data: &str) -> Result<Elements, CannotEncode> {
    let read =
        if data.starts_with('(') { parse_bracketed(data, ANY_DAY) } else { parse(data.as_bytes(), ANY_DAY) };
    read.map_err(|source| CannotEncode::Gs1 { symbology, source })
}
