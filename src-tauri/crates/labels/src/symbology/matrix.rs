//! QR at level M (about 15 % may be unreadable) and Data Matrix ECC 200, as squares of modules.

use super::{CannotEncode, Matrix, Shape, Symbol, Symbology, visible};
use datamatrix::{DataMatrix, SymbolList};
use qrcode::bits::Bits;
use qrcode::optimize::{Parser, Segment};
use qrcode::types::{Mode, QrError, QrResult};
use qrcode::{Color, EcLevel, QrCode, Version};

const GS: u8 = 0x1d;
/// Stands for a percent sign while segments are chosen: `%` itself is the separator there.
const PERCENT: u8 = 0x01;
/// Says that bytes are UTF-8 (ECI 26).
const UTF_8: u32 = 26;

pub(super) fn encode_plain(symbology: Symbology, data: &str) -> Result<Symbol, CannotEncode> {
    let matrix = match symbology {
        Symbology::Qr => qr(|bits| push_text(bits, data)).ok(),
        // Beyond ASCII plain bytes of UTF-8: hand scanners pass them on, while many, and our own reader, stumble
        // over a code that says so (ECI).
        _ => DataMatrix::encode(data.as_bytes(), squares()).ok().map(of_data_matrix),
    };
    let matrix = matrix.ok_or_else(|| too_long(symbology, data))?;
    Ok(Symbol::new(symbology, data, &visible(data), Shape::Matrix(matrix)))
}

/// `string` has GS between its elements; FNC1 stands in first position.
pub(super) fn encode_gs1(symbology: Symbology, string: &str) -> Result<Matrix, CannotEncode> {
    let matrix = match symbology {
        Symbology::Gs1Qr => qr(|bits| push_gs1(bits, string)).ok(),
        _ => DataMatrix::encode_gs1(string.as_bytes(), squares()).ok().map(of_data_matrix),
    };
    matrix.ok_or_else(|| too_long(symbology, string))
}

/// The smallest version that holds what `push` writes.
fn qr(push: impl Fn(&mut Bits) -> QrResult<()>) -> QrResult<Matrix> {
    for version in 1..=40 {
        let mut bits = Bits::new(Version::Normal(version));
        match push(&mut bits).and_then(|()| bits.push_terminator(EcLevel::M)) {
            Ok(()) => {
                let code = QrCode::with_bits(bits, EcLevel::M)?;
                let dark = code.to_colors().into_iter().map(|color| color == Color::Dark).collect();
                let width = code.width() as u32;
                return Ok(Matrix { width, height: width, quiet: 4, dark });
            }
            Err(QrError::DataTooLong) => {}
            Err(other) => return Err(other),
        }
    }
    Err(QrError::DataTooLong)
}

/// Beyond ASCII the bytes are said to be UTF-8, and are never taken for Kanji, as an encoder that guesses
/// does.
fn push_text(bits: &mut Bits, text: &str) -> QrResult<()> {
    if text.is_ascii() {
        return bits.push_optimal_data(text.as_bytes());
    }
    bits.push_eci_designator(UTF_8)?;
    bits.push_byte_data(text.as_bytes())
}

/// In segments of capitals and digits the separator is `%`, in segments of bytes it is GS (ISO/IEC 18004
/// 7.4.8.3). A percent sign of the data itself is forced among the bytes, where it has no second meaning.
fn push_gs1(bits: &mut Bits, string: &str) -> QrResult<()> {
    bits.push_fnc1_first_position()?;
    let marked = string.bytes().map(|byte| match byte {
        b'%' => PERCENT,
        GS => b'%',
        other => other,
    });
    let marked: Vec<u8> = marked.collect();
    let segments: Vec<Segment> = Parser::new(&marked).optimize(bits.version()).collect();
    for Segment { mode, begin, end } in segments {
        let part = &marked[begin..end];
        match mode {
            Mode::Numeric => bits.push_numeric_data(part)?,
            Mode::Alphanumeric => bits.push_alphanumeric_data(part)?,
            Mode::Byte | Mode::Kanji => bits.push_byte_data(&unmarked(part))?,
        }
    }
    Ok(())
}

fn unmarked(part: &[u8]) -> Vec<u8> {
    let byte = |byte: &u8| match *byte {
        PERCENT => b'%',
        b'%' => GS,
        other => other,
    };
    part.iter().map(byte).collect()
}

/// Squares only: what people expect, and every scanner reads them.
fn squares() -> SymbolList {
    SymbolList::default().enforce_square()
}

fn of_data_matrix(code: DataMatrix) -> Matrix {
    let bitmap = code.bitmap();
    let (width, height) = (bitmap.width() as u32, bitmap.height() as u32);
    Matrix { width, height, quiet: 1, dark: bitmap.bits().to_vec() }
}

fn too_long(symbology: Symbology, data: &str) -> CannotEncode {
    CannotEncode::TooLong { symbology, length: data.chars().count() }
}
