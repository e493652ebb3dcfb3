//! `[[printer]]` of `station.toml`: where a printer is, what it speaks, what is loaded in it, what it prints, and who
//! prints in its place. What cannot be is named with its line.

use super::defaults::{gap_mm, label_height_mm, label_width_mm, yes};
use crate::Error;
use devices::{PrinterAddress, PrinterLanguage};
use labels::template::Stock;
use labels::{Resolution, Target};
use serde::Deserialize;
use toml_edit::{DocumentMut, Item, value};

/// What printers that take no labels are for.
pub const DOCUMENT_ROLE: &str = "document";

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Printer {
    pub name: String,
    /// As [`PrinterAddress`] reads it: `host:9100`, `serial:…`, `usb:…`, `ipp://…`.
    pub address: String,
    pub roles: Vec<String>,
    #[serde(default)]
    pub language: PrinterLanguage,
    #[serde(default = "label_width_mm")]
    pub width_mm: u32,
    #[serde(default = "label_height_mm")]
    pub height_mm: u32,
    /// Between two labels.
    #[serde(default = "gap_mm")]
    pub gap_mm: f32,
    /// Name of the label stock that is loaded, where templates ask for one.
    pub stock: Option<String>,
    /// 203, 300 or 600.
    pub dpi: Option<u32>,
    /// The same as older files have it: 8 for 203 dpi, 12 for 300 dpi.
    pub dots_per_mm: Option<u32>,
    /// Off: it only listens, and a person looks after every few labels.
    #[serde(default = "yes")]
    pub gives_answers: bool,
    /// Other programs print there, too.
    #[serde(default)]
    pub shared: bool,
    /// Another printer's name, or a role another printer has: prints what this one cannot.
    pub falls_back_to: Option<String>,
}

impl Printer {
    /// What holds where no printer was named: ZPL, 203 dpi, labels of 100 × 150 mm.
    pub fn usual() -> Printer {
        Printer {
            name: String::new(),
            address: String::new(),
            roles: Vec::new(),
            language: PrinterLanguage::default(),
            width_mm: label_width_mm(),
            height_mm: label_height_mm(),
            gap_mm: gap_mm(),
            stock: None,
            dpi: None,
            dots_per_mm: None,
            gives_answers: true,
            shared: false,
            falls_back_to: None,
        }
    }

    /// Where it is; settings that were taken have no other addresses.
    pub fn place(&self) -> Option<PrinterAddress> {
        self.address.parse().ok()
    }

    pub fn resolution(&self) -> Option<Resolution> {
        match (self.dpi, self.dots_per_mm) {
            (Some(dpi), _) => Resolution::from_dpi(dpi),
            (None, Some(dots)) => Resolution::from_dots_per_mm(dots),
            (None, None) => Some(Resolution::Dpi203),
        }
    }

    /// For what labels are drawn that it prints.
    pub fn target(&self) -> Target {
        let (width_mm, height_mm) = (self.width_mm as f32, self.height_mm as f32);
        Target {
            language: match self.language {
                PrinterLanguage::Zpl => labels::PrinterLanguage::Zpl,
                PrinterLanguage::Tspl => labels::PrinterLanguage::Tspl,
            },
            resolution: self.resolution().unwrap_or(Resolution::Dpi203),
            head_mm: width_mm,
            loaded: Stock { width_mm, height_mm, gap_mm: self.gap_mm, name: self.stock.clone() },
        }
    }

    pub fn has_role(&self, role: &str) -> bool {
        self.roles.iter().any(|own| own == role)
    }

    /// The key of what is wrong, and why.
    fn problem(&self, others: &[Printer]) -> Option<(&'static str, String)> {
        let name = &self.name;
        let Ok(place) = self.address.parse::<PrinterAddress>() else {
            let forms = "host:9100, serial:/dev/ttyUSB0@9600, usb:0a5f:0084 or ipp://host/ipp/print";
            let address = &self.address;
            return Some(("address", format!("address {address:?} of printer {name:?} is none of {forms}")));
        };
        if !place.carries_labels() && self.roles.iter().any(|role| role != DOCUMENT_ROLE) {
            let problem =
                format!("printer {name:?} at ipp:// takes documents only; give it the role document");
            return Some(("roles", problem));
        }
        if self.dpi.is_some_and(|dpi| Resolution::from_dpi(dpi).is_none()) {
            return Some(("dpi", format!("dpi of printer {name:?} must be 203, 300 or 600")));
        }
        if self.dots_per_mm.is_some_and(|dots| Resolution::from_dots_per_mm(dots).is_none()) {
            let problem =
                format!("dots_per_mm of printer {name:?} must be 8, 12 or 24; dpi = 203, 300 or 600 does");
            return Some(("dots_per_mm", problem));
        }
        if !(10..=1_000).contains(&self.width_mm) || !(5..=1_000).contains(&self.height_mm) {
            return Some((
                "width_mm",
                format!("the labels of printer {name:?} must be 10 to 1000 mm wide, 5 to 1000 high"),
            ));
        }
        if !(0.0..=50.0).contains(&self.gap_mm) {
            return Some(("gap_mm", format!("gap_mm of printer {name:?} must be from 0 to 50")));
        }
        let fall_back = self.falls_back_to.as_deref()?;
        let is_there = others
            .iter()
            .any(|other| other.name != self.name && (other.name == fall_back || other.has_role(fall_back)));
        let problem =
            format!("falls_back_to {fall_back:?} of printer {name:?} is no other printer and no role of one");
        (!is_there).then_some(("falls_back_to", problem))
    }
}

/// The first wrong one, with its line.
///
/// # Errors
/// [`Error::Settings`].
pub(super) fn check(printers: &[Printer], text: &str) -> Result<(), Error> {
    for (index, printer) in printers.iter().enumerate() {
        if printers[..index].iter().any(|other| other.name == printer.name) {
            let problem = format!("two printers are called {:?}", printer.name);
            return Err(Error::Settings { line: line_of(text, index, "name"), problem });
        }
        if let Some((key, problem)) = printer.problem(printers) {
            return Err(Error::Settings { line: line_of(text, index, key), problem });
        }
    }
    Ok(())
}

/// The line of a key in the `index`-th `[[printer]]`; of its head where the key is not written.
fn line_of(text: &str, index: usize, key: &str) -> Option<usize> {
    let heads = |line: &&str| line.trim_start().starts_with("[[printer]]");
    let (head, _) = text.lines().enumerate().filter(|(_, line)| heads(line)).nth(index)?;
    let inside =
        text.lines().enumerate().skip(head + 1).take_while(|(_, line)| !line.trim_start().starts_with('['));
    let is_key = |line: &str| {
        line.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    let found = inside.into_iter().find(|(_, line)| is_key(line)).map_or(head, |(at, _)| at);
    Some(found + 1)
}

/// The text of the settings with another language and resolution of one printer; everything else stays as it was
/// written. `None` where no printer has that name.
pub fn with_language(text: &str, name: &str, language: PrinterLanguage, dpi: u32) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    let printers = document.get_mut("printer").and_then(Item::as_array_of_tables_mut)?;
    let table = printers.iter_mut().find(|table| table.get("name").and_then(Item::as_str) == Some(name))?;
    table["language"] = value(language.text().to_lowercase());
    table["dpi"] = value(i64::from(dpi));
    table.remove("dots_per_mm");
    Some(document.to_string())
}

#[cfg(test)]
mod tests {
    use crate::settings::{Settings, TEMPLATE};
    use crate::{Error, settings::printer::with_language};
    use devices::PrinterLanguage;
    use labels::Resolution;

    fn with(printers: &str) -> String {
        format!("{TEMPLATE}\n{printers}")
    }

    fn wrong(printers: &str) -> (usize, String) {
        match Settings::parse(&with(printers)) {
            Err(Error::Settings { line: Some(line), problem }) => {
                (line - TEMPLATE.lines().count() - 1, problem)
            }
            other => panic!("it is refused with its line: {other:?}"),
        }
    }

    const TWO: &str = "[[printer]]\nname = \"P-1\"\naddress = \"10.0.0.5:9100\"\nroles = [\"lot_label\"]\n\
                       dots_per_mm = 12\n\n[[printer]]\nname = \"P-2\"\naddress = \"usb:0a5f:0084\"\nroles = []\n";

    #[test]
    fn every_way_to_a_printer_is_taken() {
        for address in ["10.0.0.5:9100", "serial:/dev/ttyUSB0@115200", "usb:1203:0230", "COM3"] {
            let text = TWO.replace("usb:0a5f:0084", address);
            assert!(Settings::parse(&with(&text)).is_ok(), "{address}");
        }
        let ipp = TWO.replace("usb:0a5f:0084", "ipp://office:631/ipp/print").replace("[]", "[\"document\"]");
        let settings = Settings::parse(&with(&ipp)).unwrap();
        assert_eq!(settings.printer[0].resolution(), Some(Resolution::Dpi300), "as older files say it");
        assert!(settings.printer[0].gives_answers && !settings.printer[0].shared);
    }

    #[test]
    fn a_wrong_line_of_the_second_printer_is_named() {
        let cases = [
            ("address = \"usb:0a5f:0084\"", "address = \"usb\"", 9, "none of"),
            ("roles = []", "roles = []\ndpi = 250", 11, "203, 300 or 600"),
            ("roles = []", "roles = []\nfalls_back_to = \"P-9\"", 11, "no other printer"),
            ("roles = []", "roles = []\nfalls_back_to = \"P-2\"", 11, "no other printer"),
            ("roles = []", "roles = []\ngap_mm = -1.0", 11, "from 0 to 50"),
            ("name = \"P-2\"", "name = \"P-1\"", 8, "two printers"),
            (
                "\"usb:0a5f:0084\"\nroles = []",
                "\"ipp://o/ipp\"\nroles = [\"lot_label\"]",
                10,
                "documents only",
            ),
        ];
        for (right, bad, line, why) in cases {
            let (found, problem) = wrong(&TWO.replace(right, bad));
            assert!(problem.contains(why), "{problem}");
            assert_eq!(found, line, "{problem}");
        }
    }

    #[test]
    fn a_fall_back_is_a_printer_or_a_role() {
        for name in ["P-2", "spare"] {
            let text = TWO.replace("dots_per_mm = 12", &format!("falls_back_to = \"{name}\""));
            let text = text.replace("roles = []", "roles = [\"spare\"]");
            assert!(Settings::parse(&with(&text)).is_ok(), "{name}");
        }
    }

    #[test]
    fn another_language_is_written_and_the_rest_stays() {
        let text = with(TWO);
        let changed = with_language(&text, "P-1", PrinterLanguage::Tspl, 300).unwrap();
        let settings = Settings::parse(&changed).unwrap();
        assert_eq!(settings.printer[0].language, PrinterLanguage::Tspl);
        assert_eq!(settings.printer[0].resolution(), Some(Resolution::Dpi300));
        assert_eq!(settings.printer[1], Settings::parse(&text).unwrap().printer[1]);
        assert!(changed.contains("# Decides what \"today\" is"), "comments stay");
        assert_eq!(with_language(&text, "P-9", PrinterLanguage::Tspl, 300), None);
    }
}
