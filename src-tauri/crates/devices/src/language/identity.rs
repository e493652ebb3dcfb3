//! Who a printer is, so that another one in its place is noticed (floor-rules.md, *Printer roles and swapped
//! printers*). What a printer does not tell is `None` and proves nothing.

use super::PrinterLanguage;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrinterIdentity {
    pub language: PrinterLanguage,
    pub model: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub firmware: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serial_number: Option<String>,
    /// 8 is 203 dpi, 12 is 300, 24 is 600. TSPL printers do not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dots_per_mm: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width_dots: Option<u32>,
}

impl PrinterIdentity {
    /// Whether labels drawn for `self` may go on to `other` without a question: the same printer, or one that
    /// cannot be told from it. Firmware may be renewed between two talks.
    pub fn is_same_printer(&self, other: &PrinterIdentity) -> bool {
        self.language == other.language
            && self.model == other.model
            && agree(&self.serial_number, &other.serial_number)
            && agree(&self.dots_per_mm, &other.dots_per_mm)
            && agree(&self.width_dots, &other.width_dots)
    }
}

fn agree<T: PartialEq>(one: &Option<T>, other: &Option<T>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zebra() -> PrinterIdentity {
        PrinterIdentity {
            language: PrinterLanguage::Zpl,
            model: "ZD421".to_owned(),
            firmware: Some("V93".to_owned()),
            serial_number: Some("A".to_owned()),
            dots_per_mm: Some(8),
            width_dots: Some(832),
        }
    }

    #[test]
    fn another_printer_differs_in_what_both_tell() {
        let changes: [fn(&mut PrinterIdentity); 5] = [
            |it| it.language = PrinterLanguage::Tspl,
            |it| it.model = "ZD621".to_owned(),
            |it| it.serial_number = Some("B".to_owned()),
            |it| it.dots_per_mm = Some(12),
            |it| it.width_dots = Some(448),
        ];
        for change in changes {
            let mut other = zebra();
            change(&mut other);
            assert!(!zebra().is_same_printer(&other), "{other:?}");
        }
    }

    #[test]
    fn what_one_does_not_tell_proves_nothing() {
        let quiet = PrinterIdentity { serial_number: None, width_dots: None, dots_per_mm: None, ..zebra() };
        assert!(zebra().is_same_printer(&quiet) && quiet.is_same_printer(&zebra()));
        let renewed = PrinterIdentity { firmware: Some("V94".to_owned()), ..zebra() };
        assert!(zebra().is_same_printer(&renewed), "firmware is renewed by its owner");
    }
}
