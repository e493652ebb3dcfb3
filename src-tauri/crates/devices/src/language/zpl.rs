//! Questions in ZPL II (devices.md 3.1, 3.2).

use super::{Language, PrinterIdentity, PrinterLanguage, PrinterStatus, Question, host_status, odometer};

const STX: u8 = 0x02;
const ETX: u8 = 0x03;

pub(super) struct Zpl;

impl Language for Zpl {
    fn name(&self) -> PrinterLanguage {
        PrinterLanguage::Zpl
    }

    fn status(&self) -> Question {
        Question { bytes: host_status::QUESTION, is_complete: host_status::is_complete }
    }

    fn read_status(&self, answer: &[u8]) -> Option<PrinterStatus> {
        host_status::parse(answer)
    }

    fn details(&self) -> Option<Question> {
        Some(Question { bytes: b"~HQES\r\n", is_complete: |answer| envelope(answer).is_some() })
    }

    /// The last group of `ERRORS`, digits from the right (devices.md 3.3). A flag that is not known here is a
    /// fault all the same.
    fn add_details(&self, status: &mut PrinterStatus, answer: &[u8]) {
        let Some(flags) = envelope(answer).and_then(error_flags) else { return };
        let is_set = |flag: u32| flags & flag != 0;
        status.paper_out |= is_set(0x1);
        status.ribbon_out |= is_set(0x2);
        status.head_open |= is_set(0x4);
        status.cutter_jammed |= is_set(0x8);
        status.too_hot |= is_set(0x30);
        status.paused |= is_set(0x1_0000);
        status.other_fault |= flags & !0x1_003f != 0;
    }

    fn counter(&self) -> Option<Question> {
        Some(Question { bytes: odometer::QUESTION, is_complete: odometer::is_complete })
    }

    fn read_counter(&self, answer: &[u8]) -> Option<u64> {
        odometer::parse(answer)
    }

    fn who(&self) -> Question {
        Question { bytes: b"~HI\r\n", is_complete: |answer| envelope(answer).is_some() }
    }

    /// `model,V..,dots per mm,KB,options` between STX and ETX.
    fn read_who(&self, answer: &[u8]) -> Option<PrinterIdentity> {
        let text = String::from_utf8_lossy(envelope(answer)?).into_owned();
        let mut fields = text.split(',').map(str::trim);
        let model = fields.next().filter(|model| !model.is_empty())?.to_owned();
        let firmware = fields.next()?.to_owned();
        let dots_per_mm = fields.next()?.parse().ok()?;
        Some(PrinterIdentity {
            language: PrinterLanguage::Zpl,
            model,
            firmware: Some(firmware),
            serial_number: None,
            dots_per_mm: Some(dots_per_mm),
            width_dots: None,
        })
    }

    fn more_about_it(&self) -> &'static [Question] {
        &[
            Question { bytes: b"! U1 getvar \"device.unique_id\"\r\n", is_complete: odometer::is_complete },
            Question { bytes: b"! U1 getvar \"ezpl.print_width\"\r\n", is_complete: odometer::is_complete },
        ]
    }

    fn add_to_identity(&self, identity: &mut PrinterIdentity, question: usize, answer: &[u8]) {
        let value = odometer::value(answer).filter(|value| !value.is_empty() && *value != "?");
        match question {
            0 => identity.serial_number = value.map(str::to_owned),
            _ => identity.width_dots = value.and_then(|value| value.parse().ok()),
        }
    }

    /// `^JZ`, on at power-up.
    fn repeats_spoiled(&self) -> bool {
        true
    }

    fn drop_half(&self) -> Option<&'static [u8]> {
        Some(b"~JX")
    }
}

fn error_flags(text: &[u8]) -> Option<u32> {
    let text = String::from_utf8_lossy(text);
    let line = text.lines().find_map(|line| line.trim().strip_prefix("ERRORS:"))?;
    u32::from_str_radix(line.split_whitespace().last()?, 16).ok()
}

/// What stands between the first STX and the ETX after it.
fn envelope(answer: &[u8]) -> Option<&[u8]> {
    let start = answer.iter().position(|byte| *byte == STX)? + 1;
    let length = answer[start..].iter().position(|byte| *byte == ETX)?;
    Some(&answer[start..start + length])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_that_nobody_knows_is_a_fault_and_never_fine() {
        use crate::Trouble;
        let flags = [
            ("00000000", None),
            ("00000008", Some(Trouble::CutterJam)),
            ("00000020", Some(Trouble::TooHot)),
            ("00000040", Some(Trouble::OtherFault)),
            ("00020000", Some(Trouble::OtherFault)),
            ("00010000", Some(Trouble::Paused)),
        ];
        for (flags, trouble) in flags {
            let errors = format!("ERRORS:   1 00000000 {flags}\r\n");
            let answer = format!("\x02\r\n  PRINTER STATUS\r\n   {errors}   WARNINGS: 0 0 00000004\r\n\x03");
            let mut status = PrinterStatus::default();
            Zpl.add_details(&mut status, answer.as_bytes());
            assert_eq!(status.trouble(), trouble, "{flags}");
        }
    }

    #[test]
    fn the_host_identification_names_model_and_dots() {
        let answer = b"\x02ZD421-203dpi,V93.21.17Z,8,8192KB,0\x03\r\n";
        assert!((Zpl.who().is_complete)(answer) && !(Zpl.who().is_complete)(&answer[..20]));
        let mut identity = Zpl.read_who(answer).expect("an identity");
        Zpl.add_to_identity(&mut identity, 0, b"\"50J1\"");
        Zpl.add_to_identity(&mut identity, 1, b"\"?\"");
        assert_eq!((identity.model.as_str(), identity.dots_per_mm), ("ZD421-203dpi", Some(8)));
        assert_eq!((identity.serial_number.as_deref(), identity.width_dots), (Some("50J1"), None));
        for nonsense in [&b"\x02\x03"[..], b"\x02030,0,0\x03x", b"hello"] {
            assert_eq!(
                Zpl.read_who(nonsense).map(|it| it.model),
                nonsense.starts_with(b"\x02030").then(|| "030".to_owned())
            );
        }
    }
}
