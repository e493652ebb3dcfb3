//! The byte stream a Zebra printer reads (devices.md 3.1): formats from `^XA` to `^XZ`, immediate commands
//! `~xx` acted on at once even in the middle of a format, and SGD lines. Cut anywhere; nothing is lost
//! between two reads.

/// One thing to act on, in the order of its last byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// A whole format with its frame; immediate commands inside it are taken out.
    Format(Vec<u8>),
    /// `HS`, `HI`, `HQES`, `JA` …
    Immediate(String),
    /// `! U1 getvar "name"`: the name.
    GetVar(String),
}

#[derive(Debug, Default)]
pub(crate) struct Reader {
    /// Outside a format: its last bytes, to find `^XA` in. Inside: all of it.
    text: Vec<u8>,
    in_format: bool,
    tilde: Option<Vec<u8>>,
    line: Option<Vec<u8>>,
}

/// Longer SGD lines are noise.
const LINE_LIMIT: usize = 512;

impl Reader {
    /// A format has begun and its `^XZ` has not come.
    pub(crate) fn is_half(&self) -> bool {
        self.in_format
    }

    /// Forgets the half format (`~JX`, power off).
    pub(crate) fn drop_half(&mut self) {
        *self = Reader::default();
    }

    pub(crate) fn read(&mut self, byte: u8) -> Option<Event> {
        if let Some(name) = &mut self.tilde {
            name.push(byte);
            let wanted = if name.starts_with(b"HQ") { 4 } else { 2 };
            if name.len() < wanted {
                return None;
            }
            let name = self.tilde.take().unwrap_or_default();
            return Some(Event::Immediate(String::from_utf8_lossy(&name).to_ascii_uppercase()));
        }
        if byte == b'~' {
            self.tilde = Some(Vec::new());
            return None;
        }
        if self.in_format { self.read_format(byte) } else { self.read_outside(byte) }
    }

    fn read_format(&mut self, byte: u8) -> Option<Event> {
        self.text.push(byte);
        if ends_with(&self.text, b"^XA") {
            // A new format begins inside an unfinished one: the unfinished one is lost.
            self.text = b"^XA".to_vec();
        }
        if !ends_with(&self.text, b"^XZ") {
            return None;
        }
        self.in_format = false;
        Some(Event::Format(std::mem::take(&mut self.text)))
    }

    fn read_outside(&mut self, byte: u8) -> Option<Event> {
        if let Some(line) = &mut self.line {
            if byte == b'\r' || byte == b'\n' {
                let line = self.line.take().unwrap_or_default();
                return variable(&String::from_utf8_lossy(&line)).map(Event::GetVar);
            }
            line.push(byte);
            if line.len() > LINE_LIMIT {
                self.line = None;
            }
            return None;
        }
        if byte == b'!' {
            self.line = Some(vec![byte]);
            return None;
        }
        self.text.push(byte);
        if ends_with(&self.text, b"^XA") {
            self.text = b"^XA".to_vec();
            self.in_format = true;
        } else if self.text.len() > 2 {
            self.text.remove(0);
        }
        None
    }
}

fn ends_with(text: &[u8], mark: &[u8; 3]) -> bool {
    text.len() >= 3 && text[text.len() - 3..].eq_ignore_ascii_case(mark)
}

/// The name in `! U1 getvar "name"`.
fn variable(line: &str) -> Option<String> {
    let rest = line.strip_prefix("! U1 getvar \"")?;
    rest.strip_suffix('"').map(str::to_string)
}

/// The number after a caret command: `^PQ12,0` → 12. `None` without the command or without digits.
pub(crate) fn number_after(format: &[u8], command: &str) -> Option<u32> {
    let rest = after(format, command)?;
    let digits: Vec<u8> = rest.iter().copied().take_while(u8::is_ascii_digit).collect();
    String::from_utf8(digits).ok()?.parse().ok()
}

/// What follows the last `^XX` of this name.
pub(crate) fn after<'a>(format: &'a [u8], command: &str) -> Option<&'a [u8]> {
    let at = format.windows(command.len()).rposition(|part| part.eq_ignore_ascii_case(command.as_bytes()))?;
    Some(&format[at + command.len()..])
}

#[cfg(test)]
mod tests {
    use super::{Event, Reader};
    use proptest::prelude::*;

    fn events(bytes: &[u8]) -> Vec<Event> {
        let mut reader = Reader::default();
        bytes.iter().filter_map(|byte| reader.read(*byte)).collect()
    }

    #[test]
    fn a_tilde_inside_a_format_runs_at_once_and_is_no_part_of_the_label() {
        let found = events(b"noise^XA^FDpay~HSload^FS^XZ");
        assert_eq!(found[0], Event::Immediate("HS".into()), "answered before the format is whole");
        assert_eq!(found[1], Event::Format(b"^XA^FDpayload^FS^XZ".to_vec()));
    }

    #[test]
    fn formats_follow_each_other_and_a_half_one_is_lost_to_the_next() {
        let found = events(b"^XA^FD1^FS^XZ^xa^FDhalf^XA^FD2^FS^XZ");
        assert_eq!(
            found,
            [Event::Format(b"^XA^FD1^FS^XZ".to_vec()), Event::Format(b"^XA^FD2^FS^XZ".to_vec())]
        );
    }

    proptest! {
        #[test]
        fn no_bytes_break_the_reading_and_every_format_is_framed(
            bytes in prop_oneof![
                prop::collection::vec(any::<u8>(), 0..200),
                "(\\^XA|\\^XZ|\\^FD[a-z]{0,6}|~HS|~HQES|~|! U1 getvar \"[a-z.]{0,9}\"\r\n|!|\\^|[ -~]{0,5}){0,20}".prop_map(String::into_bytes),
            ],
        ) {
            for event in events(&bytes) {
                match event {
                    Event::Format(format) => {
                        let frame = (format[..3].to_ascii_uppercase(), format[format.len() - 3..].to_ascii_uppercase());
                        prop_assert_eq!(frame, (b"^XA".to_vec(), b"^XZ".to_vec()));
                        prop_assert!(!format.contains(&b'~'), "what runs at once is taken out");
                        let count = super::number_after(&format, "^PQ");
                        prop_assert!(count.is_none() || super::after(&format, "^PQ").is_some(), "no number is made up");
                    }
                    Event::Immediate(name) => prop_assert!((2..=12).contains(&name.len()), "{name:?} is a command"),
                    Event::GetVar(name) => prop_assert!(!name.contains(['\r', '\n']), "{name:?} is of one line"),
                }
            }
        }
    }

    #[test]
    fn set_get_do_and_four_letter_commands_are_read() {
        let found = events(b"! U1 getvar \"odometer.total_label_count\"\r\n~HQES~hs");
        assert_eq!(
            found,
            [
                Event::GetVar("odometer.total_label_count".into()),
                Event::Immediate("HQES".into()),
                Event::Immediate("HS".into()),
            ]
        );
    }
}
