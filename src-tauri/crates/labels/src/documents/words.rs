//! The words of papers, which are the site's language: whoever asks for a paper brings them from
//! `ui/src/words`; built in is English. Numbers and dates are written here, because a paper has no reader
//! to ask.

use super::faces::THIN_SPACE;
use domain::Amount;
use domain::expiry::Expiry;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident = $english:literal;)*) => {
        /// Short phrases as they stand on paper.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(default)]
        pub struct PaperWords {
            $($(#[$doc])* pub $name: String,)*
            /// January first.
            pub months: [String; 12],
            /// Between whole and part: `.` or `,`.
            pub decimal_mark: char,
        }

        impl PaperWords {
            /// Every phrase by the id of its sentence: `paper-` and the name with hyphens, `paper-month-1`
            /// to `-12`, `paper-decimal-mark`.
            pub fn from_phrases(phrase: impl Fn(&str) -> String) -> PaperWords {
                PaperWords {
                    $($name: phrase(&format!("paper-{}", stringify!($name).replace('_', "-"))),)*
                    months: std::array::from_fn(|month| phrase(&format!("paper-month-{}", month + 1))),
                    decimal_mark: phrase("paper-decimal-mark").chars().next().unwrap_or('.'),
                }
            }
        }

        impl Default for PaperWords {
            fn default() -> PaperWords {
                let months =
                    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
                PaperWords {
                    $($name: $english.to_owned(),)*
                    months: months.map(str::to_owned),
                    decimal_mark: '.',
                }
            }
        }
    };
}

words! {
    purchase_receipt = "Goods receipt";
    count_sheet = "Count sheet";
    crate_list = "Crate content";
    pallet_list = "Pallet content";
    /// `%1` is this page, `%2` the last.
    page = "Page %1 of %2";
    from = "From";
    to = "To";
    received_at = "Received at";
    date = "Date";
    order = "Order";
    purchase_order = "Purchase order";
    delivery_note = "Delivery note";
    carrier = "Carrier";
    received_by = "Received by";
    packed_by = "Packed by";
    counted_by = "Counted by";
    checked_by = "Checked by";
    driver = "Driver";
    name_and_signature = "Name, date, signature";
    zone = "Zone";
    place = "Place";
    item = "Item";
    lot = "Lot";
    ordered = "Ordered";
    received = "Received";
    quantity = "Quantity";
    counted = "Counted";
    again = "Recount";
    remarks = "Remarks";
    total = "Total";
    lines = "Lines";
    packages = "Packages";
    net_weight = "Net weight";
    gross_weight = "Gross weight";
    nothing = "Nothing is on this list.";
    no_date_printed = "no date printed";
    not_known = "date not known";
    found_here = "Also found here";
}

impl PaperWords {
    /// Day, month in letters, four digits of year: nobody can take the month for the day.
    pub fn date(&self, date: Date) -> String {
        let month = &self.months[date.month() as usize - 1];
        format!("{} {month} {:04}", date.day(), date.year())
    }

    pub fn expiry(&self, expiry: Expiry) -> String {
        match expiry {
            Expiry::On(date) => self.date(date),
            Expiry::Month(date) => {
                format!("{} {:04}", self.months[date.month() as usize - 1], date.year())
            }
            Expiry::NonePrinted => self.no_date_printed.clone(),
            Expiry::NotKnown => self.not_known.clone(),
        }
    }

    /// The number alone, with all its decimals: thousands are parted from 10 000 on (ux.md 2.4), and what
    /// is shown rounded says so.
    pub fn number(&self, amount: &Amount) -> String {
        let number = amount.about.as_ref().unwrap_or(&amount.amount);
        let (whole, part) = number.split_once('.').unwrap_or((number, ""));
        let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
        let mut text = String::new();
        for (place, digit) in digits.chars().enumerate() {
            let behind = digits.len() - place;
            if digits.len() > 4 && place > 0 && behind.is_multiple_of(3) {
                text.push(THIN_SPACE);
            }
            text.push(digit);
        }
        let about = if amount.about.is_some() { "~" } else { "" };
        let mark = if part.is_empty() { String::new() } else { format!("{}{part}", self.decimal_mark) };
        format!("{about}{sign}{text}{mark}")
    }

    pub(crate) fn page_of(&self, page: usize, pages: usize) -> String {
        self.page.replace("%1", &page.to_string()).replace("%2", &pages.to_string())
    }
}
