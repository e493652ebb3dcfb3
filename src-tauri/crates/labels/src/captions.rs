//! The words printed on a label beside its data. They follow the site's language, so whoever asks for a label
//! may bring them from `ui/src/words`; built in is English.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Short words in capitals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Captions {
    pub expiry: String,
    pub lot: String,
    pub quantity: String,
    pub location: String,
    pub received: String,
    pub document: String,
    pub copy: String,
    /// January first, as short as is still clear.
    pub months: [String; 12],
}

impl Captions {
    /// Day, month in letters, four digits of year: nobody can take the month for the day.
    pub fn date(&self, date: Date) -> String {
        let month = &self.months[date.month() as usize - 1];
        format!("{:02} {month} {:04}", date.day(), date.year())
    }
}

impl Default for Captions {
    fn default() -> Captions {
        let months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
        Captions {
            expiry: "EXPIRY".into(),
            lot: "LOT".into(),
            quantity: "QUANTITY".into(),
            location: "LOCATION".into(),
            received: "RECEIVED".into(),
            document: "DOCUMENT".into(),
            copy: "COPY".into(),
            months: months.map(str::to_owned),
        }
    }
}
