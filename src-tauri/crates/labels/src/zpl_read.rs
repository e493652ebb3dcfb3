//! Reads printer bytes back into fields, for the preview: the part of ZPL II that `zpl` writes, and nothing
//! else. An unknown command is an error, because leaving it out would show a label that the printer does
//! not print.

use crate::code128::{CODE_B, CODE_C, Code128, FNC1, START_B, START_C};
use crate::error::LabelError;
use std::ops::RangeInclusive;

/// Places and sizes: no printer knows more dots.
const DOTS: RangeInclusive<u32> = 0..=32_000;
/// Widths of a bar, in dots (`^BY`).
const BAR_MODULES: RangeInclusive<u32> = 1..=10;
/// Dots of a QR's module (`^BQ`).
const QR_MODULES: RangeInclusive<u32> = 1..=100;
/// Letters taller than any label stock are a slip, and would take minutes to draw.
const LETTERS: RangeInclusive<u32> = 1..=3_000;
/// Of one graphic (`^GF`), and of one of its rows.
const BYTES: RangeInclusive<u32> = 1..=32_000_000;
const ROW_BYTES: RangeInclusive<u32> = 1..=4_000;
/// Labels of one job (`^PQ`).
const COUNTS: RangeInclusive<u32> = 1..=99_999_999;

/// What one field draws, in dots.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shape {
    /// `baseline` is the foot of the capitals.
    Text {
        x: u32,
        baseline: u32,
        height: u32,
        width: u32,
        reversed: bool,
        text: String,
    },
    Box {
        x: u32,
        y: u32,
        width: u32,
        height: u32,
        thickness: u32,
    },
    Bars {
        x: u32,
        y: u32,
        height: u32,
        module: u32,
        code: Code128,
    },
    Qr {
        x: u32,
        y: u32,
        module: u32,
        text: String,
    },
    /// Rows of packed dots, 1 is black.
    Graphic {
        x: u32,
        y: u32,
        rows: Vec<Vec<u8>>,
    },
}

/// Fields of the one format in these bytes, in order.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Shape>, LabelError> {
    let text = std::str::from_utf8(bytes).map_err(|_| not_shown("bytes that are not UTF-8"))?;
    let inside = text.trim().strip_prefix("^XA").and_then(|text| text.strip_suffix("^XZ"));
    let inside = inside.ok_or_else(|| not_shown("something other than one format, ^XA to ^XZ"))?;
    if inside.contains('~') {
        return Err(not_shown("an immediate command (~)"));
    }
    let mut reader = Reader { module: 2, ..Reader::default() };
    for command in inside.split('^').skip(1) {
        let (name, rest) = command.split_at_checked(2).ok_or_else(|| not_shown("half a command"))?;
        reader.take(name, rest)?;
    }
    Ok(reader.shapes)
}

#[derive(Default)]
struct Reader {
    shapes: Vec<Shape>,
    /// `^BY` holds until it is changed.
    module: u32,
    unicode: bool,
    field: Field,
}

/// Settings of the field that is being read; gone with its `^FS`.
#[derive(Default)]
struct Field {
    x: u32,
    y: u32,
    typeset: bool,
    reversed: bool,
    hex: bool,
    kind: Option<Kind>,
    data: String,
}

#[derive(Clone, Copy)]
enum Kind {
    Text {
        height: u32,
        width: u32,
    },
    Box {
        width: u32,
        height: u32,
        thickness: u32,
    },
    Bars {
        height: u32,
    },
    Qr {
        module: u32,
    },
    /// Bytes of a row, and rows.
    Graphic {
        row_bytes: u32,
        row_count: u32,
    },
    /// Prints nothing.
    Remark,
}

impl Reader {
    fn take(&mut self, name: &str, rest: &str) -> Result<(), LabelError> {
        let parameters: Vec<&str> = rest.trim_end().split(',').collect();
        let wrong = || not_shown(&format!("^{name}{}", rest.trim_end()));
        let within = |index: usize, range: RangeInclusive<u32>| -> Result<u32, LabelError> {
            let number = parameters.get(index).and_then(|text| text.parse().ok());
            number.filter(|number| range.contains(number)).ok_or_else(wrong)
        };
        let dots = |index: usize| within(index, DOTS);
        match (name, parameters.as_slice()) {
            ("CI", ["28"]) => self.unicode = true,
            ("LH", ["0", "0"]) | ("FW" | "PO" | "PM" | "LR", ["N"]) => {}
            ("PW" | "LL", [_]) => _ = dots(0)?,
            ("PQ", [_]) => _ = within(0, COUNTS)?,
            ("BY", _) => self.module = within(0, BAR_MODULES)?,
            ("FO" | "FT", [_, _]) => {
                (self.field.x, self.field.y) = (dots(0)?, dots(1)?);
                self.field.typeset = name == "FT";
            }
            ("FX", _) => self.field.kind = Some(Kind::Remark),
            ("GF", ["A", _, _, _, ..]) => {
                let (bytes, same, row_bytes) = (within(1, BYTES)?, within(2, BYTES)?, within(3, ROW_BYTES)?);
                let row_count = bytes / row_bytes;
                if bytes != same || bytes % row_bytes != 0 || !DOTS.contains(&row_count) {
                    return Err(wrong());
                }
                self.field.kind = Some(Kind::Graphic { row_bytes, row_count });
                self.field.data = rest.splitn(5, ',').nth(4).unwrap_or_default().to_owned();
            }
            ("FR", [""]) => self.field.reversed = true,
            ("FH", ["_"]) => self.field.hex = true,
            ("FD", _) => self.field.data = rest.to_owned(),
            ("A0", ["N", _, _]) => {
                let (height, width) = (within(1, LETTERS)?, within(2, LETTERS)?);
                self.field.kind = Some(Kind::Text { height, width });
            }
            ("GB", [_, _, _]) => {
                let (width, height, thickness) = (dots(0)?, dots(1)?, dots(2)?);
                self.field.kind = Some(Kind::Box { width, height, thickness });
            }
            ("BC", ["N", _, "N", "N", "N", "N"]) => self.field.kind = Some(Kind::Bars { height: dots(1)? }),
            ("BQ", ["N", "2", _]) => self.field.kind = Some(Kind::Qr { module: within(2, QR_MODULES)? }),
            ("FS", [""]) => {
                let field = std::mem::take(&mut self.field);
                if !matches!(field.kind, Some(Kind::Remark)) {
                    self.shapes.push(self.shape(field)?);
                }
            }
            _ => return Err(wrong()),
        }
        Ok(())
    }

    fn shape(&self, field: Field) -> Result<Shape, LabelError> {
        let Field { x, y, .. } = field;
        let data = if field.hex { hex_undone(&field.data)? } else { field.data.clone() };
        if !data.is_ascii() && !self.unicode {
            return Err(not_shown("letters beyond ASCII before ^CI28"));
        }
        match (field.kind, field.typeset) {
            (Some(Kind::Text { height, width }), true) => {
                Ok(Shape::Text { x, baseline: y, height, width, reversed: field.reversed, text: data })
            }
            (Some(Kind::Box { width, height, thickness }), false) => {
                Ok(Shape::Box { x, y, width, height, thickness })
            }
            (Some(Kind::Bars { height }), false) => {
                Ok(Shape::Bars { x, y, height, module: self.module, code: code_of(&data)? })
            }
            (Some(Kind::Qr { module }), false) => {
                let text =
                    data.strip_prefix("MA,").ok_or_else(|| not_shown("a QR that is not of level M"))?;
                Ok(Shape::Qr { x, y, module, text: text.to_owned() })
            }
            (Some(Kind::Graphic { row_bytes, row_count }), false) => {
                let rows = crate::printer::undo_zpl_graphic(&data, row_bytes as usize, row_count as usize);
                let rows = rows.ok_or_else(|| not_shown("a graphic whose data are not whole"))?;
                Ok(Shape::Graphic { x, y, rows })
            }
            _ => Err(not_shown("a field without a kind, or placed by the other corner")),
        }
    }
}

fn hex_undone(data: &str) -> Result<String, LabelError> {
    let bad = || not_shown("a broken hex escape");
    let mut bytes = Vec::with_capacity(data.len());
    let mut rest = data.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte != b'_' {
            bytes.push(byte);
            continue;
        }
        let (digits, after) = after.split_at_checked(2).ok_or_else(bad)?;
        let digits = std::str::from_utf8(digits).map_err(|_| bad())?;
        bytes.push(u8::from_str_radix(digits, 16).map_err(|_| bad())?);
        rest = after;
    }
    String::from_utf8(bytes).map_err(|_| bad())
}

/// Code 128 data of mode N, as a printer understands it.
fn code_of(data: &str) -> Result<Code128, LabelError> {
    let bad = || not_shown("bars whose data do not follow ^BC mode N");
    let mut symbols = Vec::new();
    let mut in_c = false;
    let mut bytes = data.bytes();
    while let Some(byte) = bytes.next() {
        let symbol = match (byte, in_c) {
            (b'>', _) => match bytes.next() {
                Some(b';') => START_C,
                Some(b':') => START_B,
                Some(b'8') => FNC1,
                Some(b'5') => CODE_C,
                Some(b'6') => CODE_B,
                Some(b'0') => 30,
                Some(b'<') => 62,
                Some(b'=') => 94,
                _ => return Err(bad()),
            },
            (b'0'..=b'9', true) => {
                let ones = bytes.next().filter(u8::is_ascii_digit).ok_or_else(bad)?;
                (byte - b'0') * 10 + (ones - b'0')
            }
            (b' '..=b'~', false) => byte - b' ',
            _ => return Err(bad()),
        };
        let changes_set = byte == b'>';
        in_c = if changes_set && symbol != FNC1 { matches!(symbol, START_C | CODE_C) } else { in_c };
        symbols.push(symbol);
    }
    Code128::from_symbols(&symbols).map_err(|_| bad())
}

fn not_shown(what: &str) -> LabelError {
    LabelError::NotShown { what: what.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(zpl: &str) -> String {
        read(zpl.as_bytes()).expect_err("must not be shown").to_string()
    }

    #[test]
    fn what_the_preview_does_not_know_it_does_not_leave_out() {
        assert!(error("^XA^FO1,1^GFB,1,1,1,FF^FS^XZ").contains("^GFB"), "only the hexadecimal form");
        assert!(error("^XA^FO1,1^GFA,2,2,1,FF^FS^XZ").contains("not whole"), "one row of two");
        assert!(error("^XA^FO1,1^GFA,3,3,2,FF^FS^XZ").contains("^GFA"), "half a row");
        assert!(error("^XA^FO1,1^IMR:LOGO.GRF^FS^XZ").contains("^IM"));
        assert!(error("^XA^XZ~JA").contains("^XA to ^XZ"));
        assert!(error("^XA~JA^XZ").contains('~'));
        assert!(error("^XA^FT1,1^A0N,20,20^FD\u{e9}^FS^XZ").contains("^CI28"));
        assert!(error("^XA^LH5,5^XZ").contains("^LH5,5"));
        assert!(error("^XA^FO1,1^BCN,20,N,N,N,N^FD>;123^FS^XZ").contains("mode N"), "an odd digit in C");
        assert!(error("^XA^FT1,1^A0N,20,20^FH_^FD_9^FS^XZ").contains("hex"));
    }

    #[test]
    fn escapes_are_undone_as_the_printer_does() {
        let zpl = "^XA^CI28^FT5,40^A0N,30,30^FR^FH_^FD_5EXZ_7EJA _C3_A9 _5F5E^FS^XZ";
        let shape = Shape::Text {
            x: 5,
            baseline: 40,
            height: 30,
            width: 30,
            reversed: true,
            text: "^XZ~JA é _5E".into(),
        };
        assert_eq!(read(zpl.as_bytes()), Ok(vec![shape]));
    }
}
