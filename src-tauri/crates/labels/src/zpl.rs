//! A drawing as one ZPL II format (devices.md 3.1). Data goes in only through [`escaped`] and [`bar_data`].

use crate::code128::{CODE_B, CODE_C, FNC1, START_B, START_C};
use crate::drawing::{Area, Drawing, Ink, Mark};
use std::num::NonZeroU32;

/// `count` equal labels. Every setting that an earlier format may have left behind is set again.
pub(crate) fn write(drawing: &Drawing, count: NonZeroU32) -> Vec<u8> {
    let (width, height) = (drawing.media.width_dots(), drawing.media.height_dots());
    let mut zpl = format!("^XA\n^CI28\n^PW{width}^LL{height}^LH0,0^FWN^PON^PMN^LRN\n");
    for mark in &drawing.marks {
        zpl.push_str(&command(mark));
        zpl.push('\n');
    }
    zpl.push_str(&format!("^PQ{count}\n^XZ\n"));
    zpl.into_bytes()
}

fn command(mark: &Mark) -> String {
    match mark {
        Mark::Text { x, baseline, height, ink, text } => {
            let reverse = if *ink == Ink::White { "^FR" } else { "" };
            format!("^FT{x},{baseline}^A0N,{height},{height}{reverse}{}", field(text))
        }
        Mark::Fill(Area { x, y, width, height }) => {
            format!("^FO{x},{y}^GB{width},{height},{}^FS", width.min(height))
        }
        Mark::Bars { x, y, height, module, code } => {
            let data = bar_data(code.data_symbols());
            format!("^FO{x},{y}^BY{module}^BCN,{height},N,N,N,N^FH_^FD{data}^FS")
        }
        // Several firmwares print a QR lower by the bar height in force (10 dots by default); so that is one
        // dot.
        Mark::Qr { x, y, module, text } => {
            format!("^BY1,3,1^FO{x},{y}^BQN,2,{module}^FH_^FDMA,{}^FS", escaped(text))
        }
    }
}

fn field(text: &str) -> String {
    format!("^FH_^FD{}^FS", escaped(text))
}

/// Field data for behind `^FH_`: whatever is not plainly harmless becomes the hex of its UTF-8 bytes, so that
/// no text, whoever wrote it, can end the field or give the printer a command.
fn escaped(text: &str) -> String {
    let mut data = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => data.push(char::from(byte)),
            b' ' | b'.' | b',' | b':' | b'/' | b'(' | b')' | b'+' | b'-' => data.push(char::from(byte)),
            _ => data.push_str(&format!("_{byte:02X}")),
        }
    }
    data
}

/// Symbols as `^BC` mode N takes them, with explicit subset codes, so that the printer makes no choice of its
/// own.
fn bar_data(start_and_data: &[u8]) -> String {
    let mut in_c = false;
    let mut data = String::new();
    for symbol in start_and_data {
        match (*symbol, in_c) {
            (START_B, _) => data.push_str(">:"),
            (START_C, _) => {
                data.push_str(">;");
                in_c = true;
            }
            (FNC1, _) => data.push_str(">8"),
            (CODE_B, true) => {
                data.push_str(">6");
                in_c = false;
            }
            (CODE_C, false) => {
                data.push_str(">5");
                in_c = true;
            }
            (pair, true) => data.push_str(&format!("{pair:02}")),
            // The three signs that have a meaning of their own there.
            (30, false) => data.push_str(">0"),
            (62, false) => data.push_str("><"),
            (94, false) => data.push_str(">="),
            (value, false) => data.push_str(&escaped(&char::from(value + 32).to_string())),
        }
    }
    data
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code128::{encode_gs1, encode_plain};

    #[test]
    fn no_text_can_become_a_command() {
        assert_eq!(escaped("^XZ~JA"), "_5EXZ_7EJA");
        assert_eq!(escaped("_5E"), "_5F5E", "what looks like our own escape stays text");
        assert_eq!(escaped("a\\&b"), "a_5C_26b");
        assert_eq!(escaped("é€"), "_C3_A9_E2_82_AC");
        assert_eq!(escaped("Az09 .,:/()+-"), "Az09 .,:/()+-");
        for byte in 0..=127_u8 {
            let data = escaped(&char::from(byte).to_string());
            assert!(!data.contains(['^', '~', '\\', '\n', '\u{10}', '\u{1b}']), "byte {byte}");
        }
    }

    #[test]
    fn bars_name_every_set_they_use() {
        let gs1 = encode_gs1(&[("01", "09506000134376"), ("17", "271121"), ("10", "L/27")]).expect("encodes");
        assert_eq!(bar_data(gs1.data_symbols()), ">;>801095060001343761727112110>6L/27");
        let plain = encode_plain("A123456>^~_%").expect("encodes");
        assert_eq!(bar_data(plain.data_symbols()), ">:A>5123456>6>0><>=_5F_25");
    }
}
