//! One `[[scanner]]` of the settings.

use super::defaults::{baud, data_bits, main_seat, stop_bits};
use super::reading::Gs;
use devices::PortMatch;
use devices::keyboard::Decoding;
use devices::scanner_settings::Parity;
use floor::screen::Flow;
use serde::Deserialize;

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scanner {
    pub name: String,
    /// A path such as `/dev/ttyACM0` or a link under `/dev/serial/by-id`.
    pub port: Option<String>,
    /// `vendor:product` or `vendor:product:serial`, hexadecimal.
    pub usb: Option<String>,
    /// `vendor:product` of one that types like a keyboard and is held for us alone (Linux).
    pub keyboard: Option<String>,
    /// How the keys of such a one are read.
    #[serde(default)]
    pub decoding: Decoding,
    #[serde(default = "baud")]
    pub baud: u32,
    #[serde(default)]
    pub parity: Parity,
    /// 5 to 8.
    #[serde(default = "data_bits")]
    pub data_bits: u8,
    /// 1 or 2.
    #[serde(default = "stop_bits")]
    pub stop_bits: u8,
    #[serde(default = "main_seat")]
    pub seat: String,
    /// Stands on a table and reads by itself: repeats within 700 ms are one.
    #[serde(default)]
    pub presentation: bool,
    /// What it sends where a code has GS; where nothing is said, GS itself, and nothing of one that types.
    pub gs: Option<Gs>,
    /// Plain bars are read like GS1 where they can be: for makers who leave FNC1 out.
    #[serde(default)]
    pub plain_as_gs1: bool,
    /// Links with a GTIN of fewer than 14 digits.
    #[serde(default)]
    pub short_links: bool,
    /// The work that its scans begin where none is open.
    pub flow: Option<Flow>,
}

impl Scanner {
    /// The port or identity it is found by, as written.
    pub fn place(&self) -> &str {
        [&self.port, &self.usb, &self.keyboard].into_iter().flatten().next().map_or("", String::as_str)
    }

    /// What it sends for GS, as somebody said or as such scanners do.
    pub fn sends_gs(&self) -> Gs {
        let is_translated = self.decoding.gs_function_key.is_some() || self.decoding.gs_substitute.is_some();
        match self.gs {
            Some(gs) => gs,
            None if self.keyboard.is_some() && !is_translated => Gs::Lost,
            None => Gs::Kept,
        }
    }

    /// The key and what is wrong with it.
    pub(super) fn problem(&self) -> Option<(&'static str, String)> {
        let name = &self.name;
        let places = [&self.port, &self.usb, &self.keyboard].into_iter().flatten().count();
        if places != 1 {
            return Some(("name", format!("scanner {name:?} needs one of port, usb, keyboard")));
        }
        let identity = self.usb.as_ref().map(|text| ("usb", text));
        let identity = identity.or_else(|| self.keyboard.as_ref().map(|text| ("keyboard", text)));
        if let Some((key, text)) = identity
            && !matches!(text.parse(), Ok(PortMatch::Usb { .. }))
        {
            return Some((key, format!("{key} of scanner {name:?} is not vendor:product such as 05e0:1701")));
        }
        if !(5..=8).contains(&self.data_bits) {
            return Some(("data_bits", format!("data_bits of scanner {name:?} is not 5, 6, 7 or 8")));
        }
        if !(1..=2).contains(&self.stop_bits) {
            return Some(("stop_bits", format!("stop_bits of scanner {name:?} is neither 1 nor 2")));
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::settings::{Settings, TEMPLATE};

    fn with(scanner: &str) -> Result<Settings, String> {
        let text = format!("{TEMPLATE}\n[[scanner]]\nname = \"S-1\"\n{scanner}\n");
        Settings::parse(&text).map_err(|error| error.to_string())
    }

    #[test]
    fn a_scanner_stands_in_one_place() {
        for place in ["port = \"/dev/ttyACM0\"", "usb = \"05e0:1701:A1\"", "keyboard = \"05e0:1200\""] {
            assert!(with(place).is_ok(), "{place}: {:?}", with(place).err());
        }
        assert!(with("").is_err(), "nowhere");
        let two = with("port = \"COM3\"\nkeyboard = \"05e0:1200\"").expect_err("where is it?");
        assert!(two.contains("one of port, usb, keyboard"), "{two}");
    }

    #[test]
    fn settings_of_a_wire_that_cannot_be_are_named_by_their_line() {
        let even = with("port = \"COM3\"\nparity = \"even\"\ndata_bits = 7\nstop_bits = 2").expect("7E2");
        let scanner = &even.scanner[0];
        assert_eq!((scanner.data_bits, scanner.stop_bits), (7, 2), "as very old decoders are set");
        for (wrong, named) in [
            ("port = \"COM3\"\ndata_bits = 9", "data_bits"),
            ("port = \"COM3\"\nstop_bits = 0", "stop_bits"),
            ("port = \"COM3\"\nparity = \"mark\"", "mark"),
            ("keyboard = \"Symbol\"", "vendor:product"),
        ] {
            let said = with(wrong).expect_err("it cannot be");
            assert!(said.contains(named), "{wrong}: {said}");
        }
    }
}
