//! What a USB printer says it is: the IEEE 1284 device id (devices.md 3.7). Two bytes of length, high byte
//! first and counting themselves, then `KEY:value;…` with short or long keys. Pure.

use crate::language::PrinterLanguage;
use serde::Serialize;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DeviceId {
    pub manufacturer: String,
    pub model: String,
    /// As written, upper and lower case kept.
    pub command_sets: Vec<String>,
    pub serial_number: Option<String>,
}

impl DeviceId {
    /// `None` when nothing readable is there. A wrong length (some printers count without its own two bytes,
    /// or little end first) is forgiven: what came is read to its end.
    pub fn parse(answer: &[u8]) -> Option<DeviceId> {
        let text = answer.get(2..)?;
        let length = usize::from(u16::from_be_bytes([answer[0], answer[1]]));
        let text = text.get(..length.saturating_sub(2)).filter(|text| !text.is_empty()).unwrap_or(text);
        let text = String::from_utf8_lossy(text);
        let mut id = DeviceId::default();
        for pair in text.trim_end_matches('\0').split(';') {
            let Some((key, value)) = pair.split_once(':') else { continue };
            let value = value.trim();
            match key.trim().to_ascii_uppercase().as_str() {
                "MFG" | "MANUFACTURER" => id.manufacturer = value.to_owned(),
                "MDL" | "MODEL" => id.model = value.to_owned(),
                "CMD" | "COMMAND SET" => {
                    id.command_sets = value.split(',').map(|set| set.trim().to_owned()).collect();
                }
                "SN" | "SERN" | "SERIALNUMBER" if !value.is_empty() => {
                    id.serial_number = Some(value.to_owned());
                }
                _ => {}
            }
        }
        (!id.model.is_empty() || !id.manufacturer.is_empty() || !id.command_sets.is_empty()).then_some(id)
    }

    /// The first of our languages among the command sets.
    pub fn language(&self) -> Option<PrinterLanguage> {
        self.command_sets.iter().find_map(|set| {
            let set = set.to_ascii_uppercase();
            if set.starts_with("ZPL") {
                Some(PrinterLanguage::Zpl)
            } else if set.starts_with("TSPL") || set == "TSC" {
                Some(PrinterLanguage::Tspl)
            } else {
                None
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(text: &str) -> Vec<u8> {
        let length = u16::try_from(text.len() + 2).expect("a short text");
        [&length.to_be_bytes()[..], text.as_bytes()].concat()
    }

    #[test]
    fn short_and_long_keys_are_read() {
        let zebra = DeviceId::parse(&counted(
            "MANUFACTURER:Zebra Technologies ;COMMAND SET:ZPL;MODEL:ZTC ZD421-203dpi ZPL;CLASS:PRINTER;",
        ))
        .expect("an id");
        assert_eq!(
            (zebra.manufacturer.as_str(), zebra.model.as_str()),
            ("Zebra Technologies", "ZTC ZD421-203dpi ZPL")
        );
        assert_eq!(zebra.language(), Some(PrinterLanguage::Zpl));
        let clone =
            DeviceId::parse(&counted("MFG:Xprinter;CMD:ESC,TSPL2;MDL:XP-360B;SN:A1;")).expect("an id");
        assert_eq!(
            (clone.language(), clone.serial_number.as_deref()),
            (Some(PrinterLanguage::Tspl), Some("A1"))
        );
    }

    #[test]
    fn a_wrong_length_and_trailing_zeros_are_forgiven() {
        let mut answer = counted("MFG:TSC;MDL:TE310;CMD:TSPL;");
        answer.extend([0; 20]);
        let whole = DeviceId::parse(&answer).expect("an id");
        answer[..2].copy_from_slice(&[0, 0]);
        assert_eq!(DeviceId::parse(&answer), Some(whole));
    }

    #[test]
    fn an_office_printer_speaks_none_of_our_languages() {
        let office = DeviceId::parse(&counted("MFG:HP;MDL:LaserJet;CMD:PCL,PDF,POSTSCRIPT;")).expect("an id");
        assert_eq!(office.language(), None);
    }

    #[test]
    fn nothing_is_invented_from_nothing() {
        for answer in [&b""[..], b"\x00", b"\x00\x02", b"\x00\x10garbage without keys", b"\xff\xff;;;:::"] {
            assert_eq!(DeviceId::parse(answer), None, "{answer:02x?}");
        }
    }
}
