//! The byte stream a TSPL printer reads (devices.md 3.4): lines to CR or LF, pictures of counted length, and
//! status commands (ESC `!`, `~!`) that work at any time outside a picture. Cut anywhere.

const ESC: u8 = 0x1B;
/// Longer lines are noise.
const LINE_LIMIT: usize = 8 * 1024;

/// One thing to act on, in the order of its last byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// `PRINT m,n`: everything since `CLS`, and how many labels of it.
    Print { image: Vec<u8>, count: u32 },
    /// `SET REPRINT ON` or `OFF`.
    Reprint(Switch),
    /// ESC `!` and this sign.
    Escape(u8),
    /// `~!` and this sign.
    Tilde(u8),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Switch {
    On,
    Off,
}

#[derive(Debug, Default)]
pub(crate) struct Reader {
    line: Vec<u8>,
    escape: Vec<u8>,
    /// Bytes of a picture that are still to come.
    picture_left: usize,
    image: Vec<u8>,
}

impl Reader {
    pub(crate) fn read(&mut self, byte: u8) -> Option<Event> {
        if self.picture_left > 0 {
            self.picture_left -= 1;
            self.line.push(byte);
            return None;
        }
        if !self.escape.is_empty() || byte == ESC {
            return self.read_escape(byte);
        }
        if matches!(byte, b'\r' | b'\n') {
            let line = std::mem::take(&mut self.line);
            return self.act_on(line);
        }
        self.line.push(byte);
        if let [b'~', b'!', command] = self.line[..] {
            self.line.clear();
            return Some(Event::Tilde(command));
        }
        if byte == b',' {
            self.picture_left = picture_bytes(&self.line).unwrap_or(0);
        } else if self.line.len() > LINE_LIMIT && !self.line.starts_with(b"BITMAP") {
            self.line.clear();
        }
        None
    }

    fn read_escape(&mut self, byte: u8) -> Option<Event> {
        self.escape.push(byte);
        match self.escape[..] {
            [ESC] | [ESC, b'!'] => None,
            [ESC, b'!', command] => {
                self.escape.clear();
                Some(Event::Escape(command))
            }
            _ => {
                self.escape.clear();
                None
            }
        }
    }

    fn act_on(&mut self, line: Vec<u8>) -> Option<Event> {
        let text = String::from_utf8_lossy(&line).trim().to_ascii_uppercase();
        match text.split_whitespace().collect::<Vec<_>>()[..] {
            ["CLS"] => self.image.clear(),
            ["SET", "REPRINT", "ON"] => return Some(Event::Reprint(Switch::On)),
            ["SET", "REPRINT", "OFF"] => return Some(Event::Reprint(Switch::Off)),
            ["PRINT", counts] => {
                return Some(Event::Print { image: self.image.clone(), count: product(counts)? });
            }
            _ if is_mark(&text) => {
                self.image.extend_from_slice(&line);
                self.image.extend_from_slice(b"\r\n");
            }
            _ => {}
        }
        None
    }
}

/// Commands that put something on the image.
fn is_mark(text: &str) -> bool {
    const MARKS: [&str; 8] = ["TEXT", "BLOCK", "BARCODE", "QRCODE", "DMATRIX", "BITMAP", "BAR ", "BOX"];
    MARKS.iter().any(|mark| text.starts_with(mark))
}

/// `BITMAP x,y,bytes wide,dots high,mode,`: how many bytes follow.
fn picture_bytes(line: &[u8]) -> Option<usize> {
    let text = std::str::from_utf8(line).ok()?.trim_start();
    let numbers = text.strip_prefix("BITMAP ")?.strip_suffix(',')?;
    let numbers: Vec<usize> =
        numbers.split(',').map(|number| number.trim().parse().ok()).collect::<Option<_>>()?;
    match numbers[..] {
        [_, _, wide, high, _] => wide.checked_mul(high),
        _ => None,
    }
}

/// `2` or `2,3`: sets times copies.
fn product(counts: &str) -> Option<u32> {
    counts
        .split(',')
        .map(|count| count.trim().parse::<u32>().ok())
        .try_fold(1_u32, |all, count| all.checked_mul(count?))
}

#[cfg(test)]
mod tests {
    use super::{Event, Reader, Switch};

    fn events(bytes: &[u8]) -> Vec<Event> {
        let mut reader = Reader::default();
        bytes.iter().filter_map(|byte| reader.read(*byte)).collect()
    }

    #[test]
    fn a_label_is_what_was_drawn_since_the_image_was_emptied() {
        let drawn = events(b"SIZE 100 mm,50 mm\r\nCLS\r\nTEXT 1,2,\"3\",0,1,1,\"A\"\r\nPRINT 2,3\r\n");
        let image = b"TEXT 1,2,\"3\",0,1,1,\"A\"\r\n".to_vec();
        assert_eq!(drawn, [Event::Print { image, count: 6 }]);
    }

    #[test]
    fn a_picture_may_hold_line_ends_and_commands() {
        let drawn = events(b"CLS\nBITMAP 0,0,2,3,0,\r\n\x1b!?A\nPRINT 1\n\x1b!S");
        let image = b"BITMAP 0,0,2,3,0,\r\n\x1b!?A\r\n".to_vec();
        assert_eq!(drawn, [Event::Print { image, count: 1 }, Event::Escape(b'S')]);
    }

    #[test]
    fn questions_are_read_between_lines_and_another_language_is_noise() {
        let found = events(b"\x1b!?~!T\r\nSET REPRINT ON\r\n^XA^FDx^FS^XZ~HS\r\n\x1bX!");
        assert_eq!(found, [Event::Escape(b'?'), Event::Tilde(b'T'), Event::Reprint(Switch::On)]);
    }
}
