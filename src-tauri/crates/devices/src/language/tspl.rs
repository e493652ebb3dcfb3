//! Questions in TSPL and TSPL2 (devices.md 3.4). Cheap clones answer only some of them.

use super::{Language, PrinterIdentity, PrinterLanguage, PrinterStatus, Question};

const STX: u8 = 0x02;
const ETX: u8 = 0x03;

pub(super) struct Tspl;

impl Language for Tspl {
    fn name(&self) -> PrinterLanguage {
        PrinterLanguage::Tspl
    }

    fn status(&self) -> Question {
        Question { bytes: b"\x1b!?", is_complete: |answer| !answer.is_empty() }
    }

    /// One byte. More than one is another answer or noise, and nothing is read from it.
    fn read_status(&self, answer: &[u8]) -> Option<PrinterStatus> {
        let [flags] = answer else { return None };
        let bit = |number: u8| flags & (1 << number) != 0;
        let is_printing = bit(5);
        let is_stopped = flags & !0x20 != 0;
        Some(PrinterStatus {
            head_open: bit(0),
            jammed: bit(1),
            paper_out: bit(2),
            ribbon_out: bit(3),
            paused: bit(4),
            cover_open: bit(6),
            too_hot: bit(7),
            formats_waiting: 0,
            // While it stands still it does not say what is in it.
            labels_remaining: match (is_printing, is_stopped) {
                (true, _) => Some(1),
                (false, true) => None,
                (false, false) => Some(0),
            },
            half_format: Some(false),
            ..PrinterStatus::default()
        })
    }

    fn details(&self) -> Option<Question> {
        Some(Question { bytes: b"\x1b!S", is_complete: |answer| packet(answer).is_some() })
    }

    fn add_details(&self, status: &mut PrinterStatus, answer: &[u8]) {
        let Some([message, warning, error, media]) = packet(answer) else { return };
        status.paused |= message == b'`';
        status.label_waiting |= message == b'L';
        status.buffer_full |= warning == b'H';
        status.too_hot |= error & 0b11 != 0;
        status.cutter_jammed |= error & 0b1000 != 0;
        status.memory_full |= error & 0b1_0000 != 0;
        status.paper_out |= media & 0b1 != 0;
        status.jammed |= media & 0b10 != 0;
        status.ribbon_out |= media & 0b100 != 0;
        status.other_fault |= message == b'E' && status.trouble().is_none();
    }

    /// `~!@` tells length, not labels.
    fn counter(&self) -> Option<Question> {
        None
    }

    fn read_counter(&self, _answer: &[u8]) -> Option<u64> {
        None
    }

    fn who(&self) -> Question {
        Question { bytes: b"~!T\r\n", is_complete: |answer| line(answer).is_some() }
    }

    fn read_who(&self, answer: &[u8]) -> Option<PrinterIdentity> {
        let model = line(answer)?;
        Some(PrinterIdentity {
            language: PrinterLanguage::Tspl,
            model: model.to_owned(),
            firmware: None,
            serial_number: None,
            dots_per_mm: None,
            width_dots: None,
        })
    }

    fn more_about_it(&self) -> &'static [Question] {
        &[]
    }

    fn add_to_identity(&self, _identity: &mut PrinterIdentity, _question: usize, _answer: &[u8]) {}

    /// `SET REPRINT` differs by firmware and setting.
    fn repeats_spoiled(&self) -> bool {
        false
    }

    fn drop_half(&self) -> Option<&'static [u8]> {
        None
    }
}

/// The four bytes between STX and ETX, each with 0x40 added.
fn packet(answer: &[u8]) -> Option<[u8; 4]> {
    let at = answer.iter().position(|byte| *byte == STX)?;
    match answer[at..] {
        [STX, message, warning, error, media, ETX, ..] => Some([message, warning, error, media]),
        _ => None,
    }
}

/// A line of printable signs with its end.
fn line(answer: &[u8]) -> Option<&str> {
    let end = answer.iter().position(|byte| matches!(byte, b'\r' | b'\n'))?;
    let text = std::str::from_utf8(&answer[..end]).ok()?.trim();
    (!text.is_empty() && text.bytes().all(|byte| (0x20..0x7f).contains(&byte))).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Trouble;

    fn status(byte: u8) -> PrinterStatus {
        Tspl.read_status(&[byte]).expect("a status")
    }

    #[test]
    fn each_bit_is_its_trouble() {
        let bits = [
            (0x01, Trouble::HeadOpen),
            (0x02, Trouble::PaperJam),
            (0x04, Trouble::PaperOut),
            (0x08, Trouble::RibbonOut),
            (0x10, Trouble::Paused),
            (0x40, Trouble::CoverOpen),
            (0x80, Trouble::TooHot),
        ];
        for (byte, trouble) in bits {
            assert_eq!(status(byte).trouble(), Some(trouble), "{byte:02x}");
            assert_eq!(status(byte).left_inside(), None, "it does not say what is inside");
        }
        assert_eq!(status(0x05).trouble(), Some(Trouble::HeadOpen), "the first to mend");
        assert!(status(0x00).is_ready() && status(0x00).is_empty_and_well());
        assert_eq!(
            (status(0x20).left_inside(), status(0x20).keeps_from_sending()),
            (Some(1), Some(Trouble::Busy))
        );
    }

    #[test]
    fn the_packet_says_what_the_byte_cannot() {
        let packets: [(&[u8], Option<Trouble>); 7] = [
            (b"\x02@@@@\x03\r\n", None),
            (b"\x02@H@@\x03\r\n", Some(Trouble::BufferFull)),
            (b"\x02E@H@\x03\r\n", Some(Trouble::CutterJam)),
            (b"\x02E@P@\x03\r\n", Some(Trouble::MemoryFull)),
            (b"\x02E@B@\x03\r\n", Some(Trouble::TooHot)),
            (b"\x02E@@@\x03\r\n", Some(Trouble::OtherFault)),
            (b"\x02`@@@\x03\r\n", Some(Trouble::Paused)),
        ];
        for (answer, trouble) in packets {
            let mut told = status(0);
            Tspl.add_details(&mut told, answer);
            assert_eq!(told.trouble(), trouble, "{answer:02x?}");
        }
    }

    #[test]
    fn the_model_is_a_line_and_nothing_else() {
        assert_eq!(Tspl.read_who(b"TE310\r\n").map(|it| it.model).as_deref(), Some("TE310"));
        for nonsense in [&b"TE310"[..], b"\r\n", b"\x02030,0\x03\r\n", b"\xff\xfe\r\n"] {
            assert_eq!(Tspl.read_who(nonsense), None, "{nonsense:02x?}");
        }
    }
}
